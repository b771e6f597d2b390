/* yao-pin-service.h: the service's side of the PIN (RFC 9807)
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#pragma once

#include "yao-clock.h"
#include "yao-secret.h"

G_BEGIN_DECLS

/* How long the third message of a login, or the record of a registration, may take, in seconds. */
#define YAO_PIN_SERVICE_PENDING 60

typedef struct _YaoPinService YaoPinService;

YaoPinService *yao_pin_service_open (const char *path,
                                     gboolean may_create,
                                     YaoClock *clock,
                                     GError **error) G_GNUC_WARN_UNUSED_RESULT;
void yao_pin_service_free (YaoPinService *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (YaoPinService, yao_pin_service_free)

/**
 * YaoPinOwner:
 * @service_id: the service
 * @holder: the number of the owner
 * @uid: the number of the user
 *
 * Whose PIN it is. OPAQUE binds the three to it.
 */
typedef struct
{
  const char *service_id;
  const char *holder;
  const char *uid;
} YaoPinOwner;

/**
 * YaoPinPending:
 * @account: the row of the account; 0 for one that does not exist
 * @holder: the number of the owner that was given
 * @uid: the number of the user that was given
 * @jkt: the thumbprint of the key that began
 *
 * A login or a registration that was begun.
 */
typedef struct
{
  gint64 account;
  char *holder;
  char *uid;
  char *jkt;

  /*< private >*/
  gint64 expires;
  GBytes *credential;
  YaoSecret *expected;
} YaoPinPending;

void yao_pin_pending_free (YaoPinPending *pending);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (YaoPinPending, yao_pin_pending_free)

gboolean yao_pin_service_make_record (YaoPinService *self,
                                      const YaoPinOwner *owner,
                                      YaoSecret *pin,
                                      GBytes **credential,
                                      GBytes **record,
                                      GError **error);

char *yao_pin_service_begin_login (YaoPinService *self,
                                   const YaoPinOwner *owner,
                                   YaoPinPending *pending,
                                   GBytes *credential,
                                   GBytes *record,
                                   GBytes *ke1,
                                   GBytes **ke2,
                                   GError **error) G_GNUC_WARN_UNUSED_RESULT;
char *yao_pin_service_begin_registration (YaoPinService *self,
                                          YaoPinPending *pending,
                                          GBytes *request,
                                          GBytes **response,
                                          GError **error) G_GNUC_WARN_UNUSED_RESULT;
YaoPinPending *yao_pin_service_take (YaoPinService *self,
                                     const char *id,
                                     const char *jkt,
                                     GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean yao_pin_pending_finish_login (YaoPinPending *pending, GBytes *ke3, GError **error);

G_END_DECLS
