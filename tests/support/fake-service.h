/* fake-service.h: a service in memory, whose every answer a test can spoil
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#pragma once

#include "yao-certificate-message.h"
#include "yao-client-private.h"
#include "yao-key.h"
#include "yao-transport.h"

G_BEGIN_DECLS

#define FAKE_ADDRESS "https://ca.example.org:8443"
#define FAKE_HOST "ca.example.org:8443"
#define FAKE_NAME "示例单位"
#define FAKE_SERVICE_ID "AAECAwQFBgc"

typedef struct _FakeService FakeService;

/* How a code differs from a good one. */
typedef enum
{
  FAKE_CODE_GOOD = 0,
  FAKE_CODE_EXPIRED = 1 << 0,
  FAKE_CODE_BAD_SIGNATURE = 1 << 1,
  FAKE_CODE_WRONG_PIN = 1 << 2,
  FAKE_CODE_OTHER_SIGNER = 1 << 3, /* one that the service does not know */
  FAKE_CODE_UNSIGNED = 1 << 4,
  FAKE_CODE_OTHER_ADDRESS = 1 << 5
} FakeCode;

FakeService *fake_service_new (void) G_GNUC_WARN_UNUSED_RESULT;
void fake_service_free (FakeService *self);

/* Certificates: valid from `start` days to `end` days from now. */
YaoCertificateMessage *fake_service_add_certificate (FakeService *self,
                                                     const char *uid,
                                                     const char *name,
                                                     YaoCertificateAlgorithm algorithm,
                                                     int start,
                                                     int end);
void fake_service_renew (FakeService *self, YaoCertificateMessage *message);
GBytes *fake_service_issue (FakeService *self,
                            const char *uid,
                            const char *name,
                            YaoCertificateAlgorithm algorithm,
                            int start,
                            int end) G_GNUC_WARN_UNUSED_RESULT;
void fake_service_forget (FakeService *self, const char *uid);
GBytes *fake_service_get_signer (FakeService *self);
GBytes *fake_service_get_pin (FakeService *self);

/* Another organisation with the same service id and address. */
void fake_service_change_roots (FakeService *self);
void fake_service_set_id (FakeService *self, const char *id);

YaoEnrolmentCode *fake_service_make_code (FakeService *self,
                                          FakeCode kind) G_GNUC_WARN_UNUSED_RESULT;

YaoTransportReply *fake_service_respond (FakeService *self,
                                         const char *path) G_GNUC_WARN_UNUSED_RESULT;
YaoTransport *fake_service_make_transport (FakeService *self,
                                           GPtrArray *pins) G_GNUC_WARN_UNUSED_RESULT;
void fake_service_serve (FakeService *self, YaoClient *client);
guint fake_service_get_n_requests (FakeService *self);

/* Replies that are to be given in place of the good ones, once or always. */
void fake_service_set_reply (FakeService *self,
                             const char *path_prefix,
                             guint status,
                             const char *content_type,
                             const char *body);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (FakeService, fake_service_free)

G_END_DECLS
