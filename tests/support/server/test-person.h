/* test-person.h: somebody who signs in, within the process of the service or over TLS
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#pragma once

#include "yao-installation.h"
#include "yao-key.h"
#include "yao-request.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/* TestPerson: a client with a device key of its own */
typedef struct
{
  YaoInstallation *installation;
  guint16 port;        /* where requests go over TLS, or 0 for within the process */
  GTlsDatabase *trust; /* for the service at @port; not owned */
  YaoKey *key;
  char *jkt;
  char *nonce;
  char *approval; /* what the next sign-in approves, or NULL */
  char *access_token;
  char *refresh_token;
  const char *if_match; /* sent along while it is set; not owned */
} TestPerson;

TestPerson *test_person_new (YaoInstallation *installation) G_GNUC_WARN_UNUSED_RESULT;
void test_person_free (TestPerson *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TestPerson, test_person_free)

/* The proof of one request; @claims_body is what the proof is made for. */
char *test_person_prove (TestPerson *self,
                         const char *method,
                         const char *path,
                         const char *token,
                         GBytes *claims_body) G_GNUC_WARN_UNUSED_RESULT;

/* Sends a request with a proof, once more with a new nonce where it is asked for. NULL, here and in
 * what follows, if the service died over it.
 */
YaoResponse *test_person_send (TestPerson *self,
                               const char *method,
                               const char *path,
                               GBytes *body,
                               const char *token,
                               const char *idempotency_key) G_GNUC_WARN_UNUSED_RESULT;

/* Asks for events as they come; @last is the id of the last one that is known, or NULL. In process
 * it is the answer that comes back, over TLS the connection, on which nothing was read yet.
 */
YaoResponse *test_person_listen (TestPerson *self, const char *last) G_GNUC_WARN_UNUSED_RESULT;
GIOStream *test_person_listen_over_tls (TestPerson *self,
                                        const char *last) G_GNUC_WARN_UNUSED_RESULT;

/* Signs in. The answer is that of the second step, or of the first if that failed. */
YaoResponse *test_person_login (TestPerson *self,
                                const char *holder,
                                const char *uid,
                                const char *pin) G_GNUC_WARN_UNUSED_RESULT;
/* The first step alone: a try that is never finished. */
YaoResponse *test_person_begin_login (TestPerson *self,
                                      const char *holder,
                                      const char *uid,
                                      const char *pin) G_GNUC_WARN_UNUSED_RESULT;
YaoResponse *test_person_change_pin (TestPerson *self,
                                     const char *uid,
                                     const char *pin,
                                     const char *idempotency_key) G_GNUC_WARN_UNUSED_RESULT;

/* Gives somebody a PIN that he has chosen. */
void test_give_pin (YaoInstallation *installation, const char *uid, const char *pin);

void test_assert_status (YaoResponse *response, guint status);
void test_assert_problem (YaoResponse *response, const char *name);

G_END_DECLS
