/* yao-certificate-check.c: whether a certificate that a service sent may be kept
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include "yao-certificate-check.h"

#include "yao-chain.h"
#include "yao-error.h"

static gboolean
refuse (YaoErrorCode code, const char *uid, const char *why, GError **error)
{
  g_set_error (error, YAO_ERROR, (int) code, "the certificate of %s: %s", uid, why);
  if (error != NULL)
    yao_error_set_subject (*error, uid);
  return FALSE;
}

static gboolean
is_of_algorithm (YaoX509 *x509, YaoCertificateAlgorithm algorithm)
{
  g_autoptr (YaoKey) key = yao_x509_dup_public_key (x509, NULL);

  if (key == NULL)
    return FALSE;

  switch (yao_key_get_algorithm (key))
    {
    case YAO_KEY_RSA_2048:
      return algorithm == YAO_CERTIFICATE_ALGORITHM_RSA2048;
    case YAO_KEY_RSA_3072:
      return algorithm == YAO_CERTIFICATE_ALGORITHM_RSA3072;
    case YAO_KEY_P256:
      return algorithm == YAO_CERTIFICATE_ALGORITHM_P256;
    case YAO_KEY_SM2:
      return algorithm == YAO_CERTIFICATE_ALGORITHM_SM2;
    default:
      return FALSE;
    }
}

/* The number in the signed name has to be the one that was asked for: otherwise a service could
 * hand out somebody else's certificate.
 */
static gboolean
check_subject (YaoX509 *x509, const char *uid, GError **error)
{
  g_autofree char *number = yao_x509_dup_subject_attribute (x509, "serialNumber");

  if (g_strcmp0 (number, uid) != 0)
    return refuse (YAO_ERROR_UNTRUSTED, uid, "issued for another number", error);
  return TRUE;
}

static gboolean
check_use (YaoX509 *x509, const char *uid, GError **error)
{
  const guint signing = YAO_KEY_USAGE_DIGITAL_SIGNATURE | YAO_KEY_USAGE_NON_REPUDIATION;

  if (yao_x509_is_ca (x509))
    return refuse (YAO_ERROR_UNTRUSTED, uid, "a certificate of an authority", error);
  if (yao_x509_has_key_usage (x509) && (yao_x509_get_key_usage (x509) & signing) == 0)
    return refuse (YAO_ERROR_UNTRUSTED, uid, "not for signing", error);
  return TRUE;
}

/* Judged at a time at which the certificate is valid: one that has expired is still what it was,
 * and is shown as expired.
 */
static gboolean
check_chain (YaoServiceRecord *service,
             const YaoCertificateMessage *message,
             YaoX509 *x509,
             gint64 now,
             GError **error)
{
  g_autoptr (GError) local = NULL;

  if (yao_chain_verify (message->der, message->chain, service->roots,
                        yao_x509_clamp_time (x509, now), &local))
    return TRUE;
  return refuse (YAO_ERROR_UNTRUSTED, message->holder_uid, local->message, error);
}

static gboolean
check_message (YaoServiceRecord *service,
               const YaoCertificateMessage *message,
               YaoX509 *x509,
               const char *uid,
               gint64 now,
               GError **error)
{
  if (g_strcmp0 (message->holder_uid, uid) != 0)
    return refuse (YAO_ERROR_UNTRUSTED, uid, "sent for another number", error);
  if (!is_of_algorithm (x509, message->algorithm))
    return refuse (YAO_ERROR_UNTRUSTED, uid, "not of the algorithm that was told", error);

  return check_subject (x509, uid, error) && check_use (x509, uid, error)
         && check_chain (service, message, x509, now, error);
}

/* What the certificate itself says goes before what the service says beside it. */
static char *
choose_name (YaoX509 *x509, const char *attribute, const char *told)
{
  char *certified = yao_x509_dup_subject_attribute (x509, attribute);

  return certified != NULL ? certified : g_strdup (told);
}

/* The chain as it was verified: up to a root that was kept at the start. */
static void
keep_chain (YaoCertificateRecord *record,
            YaoServiceRecord *service,
            const YaoCertificateMessage *message)
{
  g_autoptr (GPtrArray) pool = g_ptr_array_new ();
  GPtrArray *chain;

  for (guint i = 0; i < service->roots->len; i++)
    g_ptr_array_add (pool, g_ptr_array_index (service->roots, i));
  for (guint i = 0; i < message->chain->len; i++)
    g_ptr_array_add (pool, g_ptr_array_index (message->chain, i));

  chain = yao_chain_build (message->der, pool, NULL);
  if (chain == NULL)
    return;
  g_ptr_array_remove_index (chain, 0); /* the certificate itself */
  g_ptr_array_unref (record->chain);
  record->chain = chain;
}

static YaoCertificateRecord *
build_record (YaoServiceRecord *service,
              const YaoCertificateMessage *message,
              YaoX509 *x509,
              gint64 now)
{
  YaoCertificateRecord *record = yao_certificate_record_new ();

  record->service_id = g_strdup (service->id);
  record->id = g_strdup (message->id);
  record->holder_uid = g_strdup (message->holder_uid);
  record->user_uid = g_strdup (message->holder_uid);
  record->holder_name = choose_name (x509, "CN", message->holder_name);
  record->organisation = choose_name (x509, "O", message->organisation);
  record->department = choose_name (x509, "OU", message->department);
  record->role_title = choose_name (x509, "title", message->role_title);
  record->role = YAO_CERTIFICATE_ROLE_OWNER;
  record->key_kind = message->key_kind;
  record->algorithm = message->algorithm;
  record->version = message->version;
  if (message->state == YAO_CERTIFICATE_STATE_REVOKED || message->revoked_at != 0)
    {
      record->revoked_at = message->revoked_at != 0 ? message->revoked_at : now;
      record->revocation_reason = g_strdup (message->revocation_reason);
    }
  record->refreshed = now;
  record->der = g_bytes_ref (message->der);
  record->x509 = yao_x509_ref (x509);
  keep_chain (record, service, message);
  return record;
}

/**
 * yao_certificate_check:
 * @service: where it comes from, with the roots that were kept at the start
 * @message: what was sent
 * @uid: whose certificate was asked for
 * @now: seconds since 1970
 * @error: return location
 *
 * Checks a certificate before it is kept: it leads to a root of the service (each signature
 * verified, at a time at which it is valid), its subject carries the number that was asked for
 * (serialNumber, X.520 section 6.2.9), its key is of the algorithm that was told, and it is one for
 * signing.
 *
 * Returns: (transfer full): what to keep, or %NULL with %YAO_ERROR_UNTRUSTED or
 * %YAO_ERROR_BAD_REPLY; the subject is the number
 */
YaoCertificateRecord *
yao_certificate_check (YaoServiceRecord *service,
                       const YaoCertificateMessage *message,
                       const char *uid,
                       gint64 now,
                       GError **error)
{
  g_autoptr (GError) local = NULL;
  g_autoptr (YaoX509) x509 = NULL;

  g_assert (service != NULL && message != NULL && uid != NULL);

  x509 = yao_x509_parse (message->der, &local);
  if (x509 == NULL)
    {
      refuse (YAO_ERROR_BAD_REPLY, uid, local->message, error);
      return NULL;
    }
  if (!check_message (service, message, x509, uid, now, error))
    return NULL;

  return build_record (service, message, x509, now);
}
