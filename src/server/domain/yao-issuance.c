/* yao-issuance.c: people's certificates: issued, renewed, revoked
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include "yao-issuance.h"

#include "yao-audit.h"
#include "yao-ca.h"
#include "yao-encoding.h"
#include "yao-error.h"
#include "yao-event-table.h"
#include "yao-limits.h"
#include "yao-paths.h"
#include "yao-random.h"
#include "yao-user-table.h"
#include "yao-x509-issue.h"

#define DAY (24 * 60 * 60)
#define COUNTRY "CN"
#define CERTIFICATE_ID_SIZE 16

/* Clocks of clients differ: a certificate counts from a little earlier on. */
#define BACKDATE 300

/**
 * yao_issuance_get_key_algorithm:
 * @algorithm: what kind of certificate
 *
 * Gets what key such a certificate is about.
 *
 * Returns: the algorithm
 */
YaoKeyAlgorithm
yao_issuance_get_key_algorithm (YaoCertificateAlgorithm algorithm)
{
  switch (algorithm)
    {
    case YAO_CERTIFICATE_ALGORITHM_RSA2048:
      return YAO_KEY_RSA_2048;
    case YAO_CERTIFICATE_ALGORITHM_RSA3072:
      return YAO_KEY_RSA_3072;
    case YAO_CERTIFICATE_ALGORITHM_P256:
      return YAO_KEY_P256;
    case YAO_CERTIFICATE_ALGORITHM_SM2:
      return YAO_KEY_SM2;
    default:
      g_assert_not_reached ();
    }
}

/**
 * yao_issuance_get_state:
 * @certificate: a certificate
 * @now: the time
 *
 * Tells whether a certificate can be used.
 *
 * Returns: the state
 */
YaoCertificateState
yao_issuance_get_state (const YaoCertificateRecord *certificate, gint64 now)
{
  g_assert (certificate != NULL);

  if (certificate->revoked_at != 0)
    return YAO_CERTIFICATE_STATE_REVOKED;
  if (now < certificate->not_before)
    return YAO_CERTIFICATE_STATE_NOT_YET_VALID;
  if (now > certificate->not_after)
    return YAO_CERTIFICATE_STATE_EXPIRED;
  return YAO_CERTIFICATE_STATE_ACTIVE;
}

static gboolean
write_audit (YaoInstallation *installation,
             const char *act,
             const YaoCertificateRecord *certificate,
             const char *actor,
             GError **error)
{
  g_autoptr (GBytes) digest = yao_digest_bytes (YAO_DIGEST_SHA256, certificate->der);
  YaoAuditEntry entry = {
    .key = certificate->id,
    .act = act,
    .actor = actor,
    .subject = certificate->uid,
    .digest = digest,
  };

  return yao_audit_write (yao_installation_get_database (installation), &entry,
                          yao_installation_get_now (installation), error);
}

static gboolean
write_event (YaoInstallation *installation,
             const char *kind,
             const YaoCertificateRecord *certificate,
             GError **error)
{
  YaoEventRecord event = {
    .time = yao_installation_get_now (installation),
    .kind = (char *) kind,
    .certificate = certificate->id,
  };

  return yao_event_table_insert_for_holder (yao_installation_get_database (installation),
                                            certificate->uid, &event, error);
}

/* An authority's certificate ends; none that it issues may end later. */
static gboolean
clamp_to_issuer (YaoCertificateRecord *certificate, GBytes *issuer, GError **error)
{
  g_autoptr (YaoX509) x509 = yao_x509_parse (issuer, error);

  if (x509 == NULL)
    return FALSE;
  certificate->not_after = MIN (certificate->not_after, yao_x509_get_not_after (x509));
  if (certificate->not_before >= certificate->not_after)
    {
      g_set_error (error, YAO_ERROR, YAO_ERROR_CONFLICT,
                   "the certificate would end before it begins, or the authority has ended");
      return FALSE;
    }
  return TRUE;
}

/* Has the authority make the certificate that @certificate describes. */
static gboolean
sign_certificate (YaoInstallation *installation,
                  YaoCertificateRecord *certificate,
                  YaoCaAlgorithm ca,
                  const YaoKey *key,
                  GError **error)
{
  g_autoptr (YaoUserRecord) user = NULL;
  g_autoptr (GBytes) issuer = NULL;
  g_autoptr (YaoKey) issuer_key = yao_ca_dup_issuing_key (installation, ca, &issuer, error);
  g_autofree char *address = yao_installation_dup_address (installation, NULL);
  g_autofree char *path = yao_path_ca_crl (ca);
  g_autofree char *crl_url = g_strconcat (address != NULL ? address : "", path, NULL);
  g_autoptr (YaoX509) x509 = NULL;
  YaoX509Template template = { 0 };

  if (issuer_key == NULL || !clamp_to_issuer (certificate, issuer, error))
    return FALSE;
  user
      = yao_user_table_find (yao_installation_get_database (installation), certificate->uid, error);
  if (user == NULL)
    return FALSE;

  template = (YaoX509Template){
    .country = COUNTRY,
    .organisation = user->organisation,
    .department = user->department,
    .title = user->role,
    .serial_number = user->uid,
    .common_name = user->name,
    .not_before = certificate->not_before,
    .not_after = certificate->not_after,
    .key_usage = YAO_KEY_USAGE_DIGITAL_SIGNATURE | YAO_KEY_USAGE_NON_REPUDIATION,
    .purposes
    = YAO_X509_PURPOSE_CLIENT | YAO_X509_PURPOSE_EMAIL | YAO_X509_PURPOSE_DOCUMENT_SIGNING,
    .crl_url = crl_url,
  };
  g_clear_pointer (&certificate->der, g_bytes_unref);
  certificate->der = yao_x509_issue (&template, key, issuer, issuer_key, error);
  if (certificate->der == NULL)
    return FALSE;

  x509 = yao_x509_parse (certificate->der, error);
  if (x509 == NULL)
    return FALSE;
  g_free (certificate->serial);
  certificate->serial = yao_x509_dup_serial (x509);
  return TRUE;
}

static YaoCertificateRecord *
begin_certificate (YaoInstallation *installation, const YaoIssuance *issuance)
{
  YaoDatabase *database = yao_installation_get_database (installation);
  gint64 now = yao_installation_get_now (installation);
  g_autoptr (GBytes) random = yao_random_bytes (CERTIFICATE_ID_SIZE);
  YaoCertificateRecord *certificate = g_new0 (YaoCertificateRecord, 1);
  YaoCaAlgorithm ca = yao_certificate_algorithm_get_ca (issuance->algorithm);

  certificate->id = yao_hex_encode (g_bytes_get_data (random, NULL), CERTIFICATE_ID_SIZE);
  certificate->uid = g_strdup (issuance->uid);
  certificate->kind = g_strdup (yao_key_kind_to_string (YAO_KEY_KIND_CLOUD));
  certificate->algorithm = g_strdup (yao_certificate_algorithm_to_string (issuance->algorithm));
  certificate->version = 1;
  certificate->authority = g_strdup (yao_ca_get_issuing_name (ca));
  certificate->not_before = issuance->not_before != 0 ? issuance->not_before : now - BACKDATE;
  certificate->not_after = issuance->not_after != 0
                               ? issuance->not_after
                               : now + yao_limit_get (database, YAO_LIMIT_CERTIFICATE_DAYS) * DAY;
  return certificate;
}

/**
 * yao_issuance_issue:
 * @installation: an installation
 * @issuance: what the certificate is to be
 * @error: return location
 *
 * Issues a certificate for a key of its own, kept in the key store.
 *
 * Returns: (transfer full): the certificate, or %NULL with %YAO_ERROR_NOT_FOUND if there is no such
 *   person, or %YAO_ERROR_CONFLICT if he is disabled
 */
YaoCertificateRecord *
yao_issuance_issue (YaoInstallation *installation, const YaoIssuance *issuance, GError **error)
{
  YaoDatabase *database = yao_installation_get_database (installation);
  gint64 now = yao_installation_get_now (installation);
  g_autoptr (YaoUserRecord) user = NULL;
  g_autoptr (YaoCertificateRecord) certificate = NULL;
  g_autoptr (YaoTransaction) transaction = NULL;
  g_autoptr (YaoKey) key = NULL;

  g_assert (issuance != NULL && issuance->uid != NULL && issuance->actor != NULL);

  user = yao_user_table_find (database, issuance->uid, error);
  if (user == NULL)
    return NULL;
  if (!user->active)
    {
      g_set_error (error, YAO_ERROR, YAO_ERROR_CONFLICT, "user %s is disabled", user->uid);
      return NULL;
    }

  /* Before the transaction: an RSA key takes its time, and nobody else could write meanwhile. */
  key = issuance->key != NULL
            ? yao_key_ref ((YaoKey *) issuance->key)
            : yao_key_generate (yao_issuance_get_key_algorithm (issuance->algorithm), error);
  if (key == NULL)
    return NULL;
  certificate = begin_certificate (installation, issuance);
  if (!sign_certificate (installation, certificate,
                         yao_certificate_algorithm_get_ca (issuance->algorithm), key, error))
    return NULL;

  transaction = yao_transaction_begin (database, error);
  if (transaction == NULL)
    return NULL;
  certificate->key
      = yao_key_store_add (yao_installation_get_key_store (installation), key, "user", now, error);
  if (certificate->key == NULL || !yao_certificate_table_insert (database, certificate, now, error)
      || !write_audit (installation, "certificate.issue", certificate, issuance->actor, error)
      || !yao_transaction_commit (transaction, error))
    return NULL;
  return g_steal_pointer (&certificate);
}

static YaoCertificateRecord *
begin_version (YaoInstallation *installation, const YaoCertificateRecord *certificate)
{
  YaoDatabase *database = yao_installation_get_database (installation);
  gint64 now = yao_installation_get_now (installation);
  YaoCertificateRecord *next = g_new0 (YaoCertificateRecord, 1);

  next->number = certificate->number;
  next->id = g_strdup (certificate->id);
  next->uid = g_strdup (certificate->uid);
  next->kind = g_strdup (certificate->kind);
  next->algorithm = g_strdup (certificate->algorithm);
  next->key = g_strdup (certificate->key);
  next->version = certificate->version + 1;
  next->authority = g_strdup (certificate->authority);
  next->not_before = now - BACKDATE;
  next->not_after = now + yao_limit_get (database, YAO_LIMIT_CERTIFICATE_DAYS) * DAY;
  return next;
}

/**
 * yao_issuance_renew:
 * @installation: an installation
 * @certificate: the newest version of a lineage
 * @actor: who has it done, for the log
 * @error: return location
 *
 * Issues a new certificate for the same key: the next version of the same lineage.
 *
 * Returns: (transfer full): the new version, or %NULL with %YAO_ERROR_CONFLICT if the certificate
 *   is revoked or was renewed meanwhile
 */
YaoCertificateRecord *
yao_issuance_renew (YaoInstallation *installation,
                    const YaoCertificateRecord *certificate,
                    const char *actor,
                    GError **error)
{
  YaoDatabase *database = yao_installation_get_database (installation);
  g_autoptr (YaoCertificateRecord) next = NULL;
  g_autoptr (YaoTransaction) transaction = NULL;
  g_autoptr (YaoKey) key = NULL;
  YaoCertificateAlgorithm algorithm;

  g_assert (certificate != NULL && actor != NULL);

  if (certificate->revoked_at != 0)
    {
      g_set_error (error, YAO_ERROR, YAO_ERROR_CONFLICT,
                   "a revoked certificate is not renewed: issue another one");
      return NULL;
    }
  if (!yao_certificate_algorithm_from_string (certificate->algorithm, &algorithm))
    {
      g_set_error (error, YAO_ERROR, YAO_ERROR_INTERNAL, "unknown algorithm %s",
                   certificate->algorithm);
      return NULL;
    }

  key = yao_key_store_get (yao_installation_get_key_store (installation), certificate->key, error);
  if (key == NULL)
    return NULL;
  next = begin_version (installation, certificate);
  if (!sign_certificate (installation, next, yao_certificate_algorithm_get_ca (algorithm), key,
                         error))
    return NULL;

  transaction = yao_transaction_begin (database, error);
  if (transaction == NULL || !yao_certificate_table_insert_version (database, next, error)
      || !write_audit (installation, "certificate.renew", next, actor, error)
      || !write_event (installation, "certificate-renewed", next, error)
      || !yao_transaction_commit (transaction, error))
    return NULL;
  return g_steal_pointer (&next);
}

/**
 * yao_issuance_revoke:
 * @installation: an installation
 * @certificate: the newest version of a lineage
 * @reason: why
 * @actor: who has it done, for the log
 * @error: return location
 *
 * Revokes all versions of a lineage, and makes a new list of revoked certificates.
 *
 * Returns: %TRUE if it is done; %YAO_ERROR_CONFLICT if it was revoked before
 */
gboolean
yao_issuance_revoke (YaoInstallation *installation,
                     const YaoCertificateRecord *certificate,
                     YaoRevocationReason reason,
                     const char *actor,
                     GError **error)
{
  YaoDatabase *database = yao_installation_get_database (installation);
  g_autoptr (YaoTransaction) transaction = NULL;
  YaoCertificateAlgorithm algorithm;

  g_assert (certificate != NULL && actor != NULL);

  if (!yao_certificate_algorithm_from_string (certificate->algorithm, &algorithm))
    {
      g_set_error (error, YAO_ERROR, YAO_ERROR_INTERNAL, "unknown algorithm %s",
                   certificate->algorithm);
      return FALSE;
    }

  transaction = yao_transaction_begin (database, error);
  return transaction != NULL
         && yao_certificate_table_revoke (database, certificate->number,
                                          yao_installation_get_now (installation), (int) reason,
                                          error)
         && yao_ca_issue_crl (installation, yao_certificate_algorithm_get_ca (algorithm), error)
         && write_audit (installation, "certificate.revoke", certificate, actor, error)
         && write_event (installation, "certificate-revoked", certificate, error)
         && yao_transaction_commit (transaction, error);
}
