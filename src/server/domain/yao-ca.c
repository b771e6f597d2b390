/* yao-ca.c: the certificate authorities: a root and an issuing one for each family of keys
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include "yao-ca.h"

#include "yao-audit.h"
#include "yao-certificate-table.h"
#include "yao-crl.h"
#include "yao-error.h"
#include "yao-key-table.h"
#include "yao-limits.h"
#include "yao-x509-issue.h"

#define DAY (24 * 60 * 60)
#define HOUR (60 * 60)
#define COUNTRY "CN"

/* Clocks of clients differ: a list counts from a little earlier on. */
#define CRL_BACKDATE 300

static const struct
{
  YaoCaAlgorithm algorithm;
  YaoKeyAlgorithm key;
  const char *root;
  const char *issuing;
  const char *root_title;
  const char *issuing_title;
} authorities[] = {
  { YAO_CA_ALGORITHM_SM2, YAO_KEY_SM2, "sm2-root", "sm2-issuing", "SM2 Root CA", "SM2 Issuing CA" },
  { YAO_CA_ALGORITHM_RSA, YAO_KEY_RSA_3072, "rsa-root", "rsa-issuing", "RSA Root CA",
    "RSA Issuing CA" },
  { YAO_CA_ALGORITHM_P256, YAO_KEY_P256, "p256-root", "p256-issuing", "ECDSA Root CA",
    "ECDSA Issuing CA" },
};

static gsize
find_authority (YaoCaAlgorithm algorithm)
{
  gsize i = 0;

  while (i < G_N_ELEMENTS (authorities) && authorities[i].algorithm != algorithm)
    i++;
  g_assert (i < G_N_ELEMENTS (authorities));
  return i;
}

/**
 * yao_ca_get_key_algorithm:
 * @algorithm: a family of keys
 *
 * Gets what keys the authorities of a family have.
 *
 * Returns: the algorithm
 */
YaoKeyAlgorithm
yao_ca_get_key_algorithm (YaoCaAlgorithm algorithm)
{
  return authorities[find_authority (algorithm)].key;
}

/**
 * yao_ca_get_issuing_name:
 * @algorithm: a family of keys
 *
 * Gets the name under which the issuing authority is kept.
 *
 * Returns: the name
 */
const char *
yao_ca_get_issuing_name (YaoCaAlgorithm algorithm)
{
  return authorities[find_authority (algorithm)].issuing;
}

static gboolean
keep_authority (YaoInstallation *installation,
                const char *name,
                const YaoKey *key,
                GBytes *certificate,
                GError **error)
{
  YaoDatabase *database = yao_installation_get_database (installation);
  gint64 now = yao_installation_get_now (installation);
  g_autofree char *id = NULL;
  YaoAuditEntry entry = { .act = "ca.make", .actor = "service", .subject = name };

  id = yao_key_store_add (yao_installation_get_key_store (installation), key, "ca", now, error);
  if (id == NULL || !yao_authority_table_put (database, name, id, certificate, now, error))
    return FALSE;
  entry.key = id;
  return yao_audit_write (database, &entry, now, error);
}

/**
 * yao_ca_make:
 * @installation: an installation that has no authorities of this family yet
 * @algorithm: a family of keys
 * @root: the root's private key
 * @issuing: the issuing authority's private key
 * @not_before: from when on the authorities are valid
 * @error: return location
 *
 * Makes the root and the issuing authority of a family. Belongs in a transaction.
 *
 * Returns: %TRUE if it is done
 */
gboolean
yao_ca_make (YaoInstallation *installation,
             YaoCaAlgorithm algorithm,
             const YaoKey *root,
             const YaoKey *issuing,
             gint64 not_before,
             GError **error)
{
  YaoDatabase *database = yao_installation_get_database (installation);
  gint64 now = yao_installation_get_now (installation);
  g_autofree char *organisation = yao_installation_dup_organisation (installation, error);
  g_autoptr (GBytes) root_certificate = NULL;
  g_autoptr (GBytes) issuing_certificate = NULL;
  gsize i = find_authority (algorithm);
  YaoX509Template template = {
    .country = COUNTRY,
    .organisation = organisation,
    .common_name = authorities[i].root_title,
    .not_before = not_before,
    .not_after = now + yao_limit_get (database, YAO_LIMIT_ROOT_CA_DAYS) * DAY,
    .key_usage = YAO_KEY_USAGE_CERT_SIGN | YAO_KEY_USAGE_CRL_SIGN,
    .is_ca = TRUE,
    .path_length = YAO_X509_NO_PATH_LENGTH,
  };

  if (organisation == NULL)
    return FALSE;
  root_certificate = yao_x509_issue (&template, root, NULL, root, error);
  if (root_certificate == NULL)
    return FALSE;

  template.common_name = authorities[i].issuing_title;
  template.not_after = now + yao_limit_get (database, YAO_LIMIT_ISSUING_CA_DAYS) * DAY;
  template.path_length = 0;
  issuing_certificate = yao_x509_issue (&template, issuing, root_certificate, root, error);
  if (issuing_certificate == NULL)
    return FALSE;

  return keep_authority (installation, authorities[i].root, root, root_certificate, error)
         && keep_authority (installation, authorities[i].issuing, issuing, issuing_certificate,
                            error)
         && yao_ca_issue_crl (installation, algorithm, error);
}

/**
 * yao_ca_dup_chain:
 * @installation: an installation
 * @algorithm: a family of keys
 * @error: return location
 *
 * Gets the certificates of a family's authorities in DER.
 *
 * Returns: (transfer full) (element-type GBytes): the issuing one, then the root
 */
GPtrArray *
yao_ca_dup_chain (YaoInstallation *installation, YaoCaAlgorithm algorithm, GError **error)
{
  g_autoptr (GPtrArray) chain = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);
  YaoDatabase *database = yao_installation_get_database (installation);
  gsize i = find_authority (algorithm);
  const char *const names[] = { authorities[i].issuing, authorities[i].root };

  for (gsize j = 0; j < G_N_ELEMENTS (names); j++)
    {
      g_autoptr (YaoAuthorityRecord) authority
          = yao_authority_table_find (database, names[j], error);

      if (authority == NULL)
        return NULL;
      g_ptr_array_add (chain, g_bytes_ref (authority->certificate));
    }
  return g_steal_pointer (&chain);
}

/**
 * yao_ca_dup_issuing_key:
 * @installation: an installation
 * @algorithm: a family of keys
 * @certificate: (out) (transfer full): the authority's certificate in DER
 * @error: return location
 *
 * Gets what certificates are issued with.
 *
 * Returns: (transfer full): the private key
 */
YaoKey *
yao_ca_dup_issuing_key (YaoInstallation *installation,
                        YaoCaAlgorithm algorithm,
                        GBytes **certificate,
                        GError **error)
{
  g_autoptr (YaoAuthorityRecord) authority = NULL;
  YaoKey *key;

  authority = yao_authority_table_find (yao_installation_get_database (installation),
                                        yao_ca_get_issuing_name (algorithm), error);
  if (authority == NULL)
    return NULL;
  key = yao_key_store_get (yao_installation_get_key_store (installation), authority->key, error);
  if (key != NULL)
    *certificate = g_bytes_ref (authority->certificate);
  return key;
}

static GBytes *
sign_crl (YaoInstallation *installation,
          YaoCaAlgorithm algorithm,
          const YaoCrlRecord *crl,
          GPtrArray *revoked,
          GError **error)
{
  g_autofree YaoCrlEntry *entries = g_new0 (YaoCrlEntry, revoked->len + 1);
  g_autoptr (GBytes) certificate = NULL;
  g_autoptr (YaoKey) key = NULL;

  for (guint i = 0; i < revoked->len; i++)
    {
      YaoCertificateRecord *record = revoked->pdata[i];

      entries[i].serial = record->serial;
      entries[i].revoked_at = record->revoked_at;
      entries[i].reason = (YaoCrlReason) record->reason;
    }
  key = yao_ca_dup_issuing_key (installation, algorithm, &certificate, error);
  if (key == NULL)
    return NULL;
  return yao_crl_issue (certificate, key, (guint64) crl->number, crl->this_update, crl->next_update,
                        entries, revoked->len, error);
}

/**
 * yao_ca_issue_crl:
 * @installation: an installation
 * @algorithm: a family of keys
 * @error: return location
 *
 * Makes a new list of revoked certificates of the issuing authority. Belongs in a transaction.
 *
 * Returns: %TRUE if it is done
 */
gboolean
yao_ca_issue_crl (YaoInstallation *installation, YaoCaAlgorithm algorithm, GError **error)
{
  YaoDatabase *database = yao_installation_get_database (installation);
  const char *name = yao_ca_get_issuing_name (algorithm);
  gint64 now = yao_installation_get_now (installation);
  g_autoptr (YaoCrlRecord) last = NULL;
  g_autoptr (YaoCrlRecord) crl = g_new0 (YaoCrlRecord, 1);
  g_autoptr (GPtrArray) revoked = NULL;

  if (!yao_crl_table_find_newest (database, name, &last, error))
    return FALSE;
  revoked = yao_certificate_table_list_revoked (database, name, now, error);
  if (revoked == NULL)
    return FALSE;

  crl->number = last != NULL ? last->number + 1 : 1;
  crl->this_update = now - CRL_BACKDATE;
  crl->next_update = now + yao_limit_get (database, YAO_LIMIT_CRL_HOURS) * HOUR;
  crl->der = sign_crl (installation, algorithm, crl, revoked, error);
  return crl->der != NULL && yao_crl_table_insert (database, name, crl, error);
}

static gboolean
is_fresh (YaoInstallation *installation, const YaoCrlRecord *crl)
{
  YaoDatabase *database = yao_installation_get_database (installation);
  gint64 now = yao_installation_get_now (installation);
  gint64 left = yao_limit_get (database, YAO_LIMIT_CRL_RENEWAL_HOURS) * HOUR;
  gint64 whole = crl->next_update - crl->this_update;

  /* A list from the future was made before the clock was put right. */
  return crl->this_update <= now && now + MIN (left, whole / 2) < crl->next_update;
}

/**
 * yao_ca_dup_crl:
 * @installation: an installation
 * @algorithm: a family of keys
 * @error: return location
 *
 * Gets the list of revoked certificates, made anew if it ends soon.
 *
 * Returns: (transfer full): the list in DER
 */
GBytes *
yao_ca_dup_crl (YaoInstallation *installation, YaoCaAlgorithm algorithm, GError **error)
{
  YaoDatabase *database = yao_installation_get_database (installation);
  const char *name = yao_ca_get_issuing_name (algorithm);
  g_autoptr (YaoTransaction) transaction = NULL;
  g_autoptr (YaoCrlRecord) crl = NULL;

  if (!yao_crl_table_find_newest (database, name, &crl, error))
    return NULL;
  if (crl != NULL && is_fresh (installation, crl))
    return g_bytes_ref (crl->der);

  transaction = yao_transaction_begin (database, error);
  if (transaction == NULL || !yao_ca_issue_crl (installation, algorithm, error)
      || !yao_transaction_commit (transaction, error))
    return NULL;

  g_clear_pointer (&crl, yao_crl_record_free);
  if (!yao_crl_table_find_newest (database, name, &crl, error))
    return NULL;
  return g_bytes_ref (crl->der);
}
