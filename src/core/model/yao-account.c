/* yao-account.c: one user of one owner's certificates, at one service
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include "yao-account.h"

#include "yao-certificate-private.h"
#include "yao-digest.h"
#include "yao-encoding.h"
#include "yao-service-private.h"

#include <string.h>

static void
clear_account (gpointer data)
{
  YaoAccount *self = data;

  yao_service_record_unref (self->service);
  g_free (self->holder);
  g_free (self->uid);
  g_free (self->key);
  g_free (self->hash);
}

/**
 * yao_account_new:
 * @service: the service
 * @holder: the number of the certificates' owner
 * @uid: the number of the user
 *
 * Names an account.
 *
 * Returns: (transfer full): the account
 */
YaoAccount *
yao_account_new (YaoServiceRecord *service, const char *holder, const char *uid)
{
  YaoAccount *self = g_atomic_rc_box_new0 (YaoAccount);
  g_autoptr (GBytes) digest = NULL;

  g_assert (service != NULL && holder != NULL && uid != NULL);

  self->service = yao_service_record_ref (service);
  self->holder = g_strdup (holder);
  self->uid = g_strdup (uid);
  self->key = g_strjoin ("\n", service->id, holder, uid, NULL);
  digest = yao_digest (YAO_DIGEST_SHA256, self->key, strlen (self->key));
  self->hash = yao_hex_encode (g_bytes_get_data (digest, NULL), g_bytes_get_size (digest));
  return self;
}

/**
 * yao_account_new_for:
 * @certificate: a certificate
 *
 * Names the account that uses a certificate on this device.
 *
 * Returns: (transfer full): the account
 */
YaoAccount *
yao_account_new_for (YaoCertificate *certificate)
{
  YaoCertificateRecord *record;

  g_assert (YAO_IS_CERTIFICATE (certificate));

  record = yao_certificate_get_record (certificate);
  return yao_account_new (yao_service_get_record (yao_certificate_get_service (certificate)),
                          record->holder_uid, record->user_uid);
}

/**
 * yao_account_ref:
 * @self: an account
 *
 * Takes another reference.
 *
 * Returns: (transfer full): @self
 */
YaoAccount *
yao_account_ref (YaoAccount *self)
{
  g_assert (self != NULL);

  return g_atomic_rc_box_acquire (self);
}

/**
 * yao_account_unref:
 * @self: (transfer full): an account
 *
 * Drops a reference.
 */
void
yao_account_unref (YaoAccount *self)
{
  g_assert (self != NULL);

  g_atomic_rc_box_release_full (self, clear_account);
}
