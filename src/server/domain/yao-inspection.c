/* yao-inspection.c: whether everything in an installation fits together
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include "yao-inspection.h"

#include "yao-audit.h"
#include "yao-ca.h"
#include "yao-certificate-table.h"
#include "yao-chain.h"
#include "yao-crl.h"
#include "yao-enrolment.h"
#include "yao-key-table.h"
#include "yao-x509.h"

#include <string.h>

static const YaoCaAlgorithm families[]
    = { YAO_CA_ALGORITHM_SM2, YAO_CA_ALGORITHM_RSA, YAO_CA_ALGORITHM_P256 };

/* The chains of all families, by the name of the issuing authority. */
typedef struct
{
  GPtrArray *problems;
  GHashTable *intermediates; /* name → GPtrArray of GBytes */
  GHashTable *roots;
} Inspection;

static void
check_database (YaoInstallation *installation, GPtrArray *problems)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *text = yao_database_check (yao_installation_get_database (installation), &error);

  if (text == NULL)
    g_ptr_array_add (problems, g_strdup_printf ("database: %s", error->message));
  else if (strcmp (text, "ok") != 0)
    g_ptr_array_add (problems, g_strdup_printf ("database: %s", g_strchomp (text)));
}

static GPtrArray *
make_pool (GBytes *certificate)
{
  GPtrArray *pool = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);

  g_ptr_array_add (pool, g_bytes_ref (certificate));
  return pool;
}

static void
check_crl (YaoInstallation *installation, YaoCaAlgorithm algorithm, GBytes *issuer, GError **error)
{
  g_autoptr (YaoCrlRecord) record = NULL;
  g_autoptr (YaoCrl) crl = NULL;

  if (!yao_crl_table_find_newest (yao_installation_get_database (installation),
                                  yao_ca_get_issuing_name (algorithm), &record, error)
      || record == NULL)
    return;
  crl = yao_crl_parse (record->der, error);
  if (crl != NULL)
    yao_crl_verify (crl, issuer, error);
}

static void
check_authority (YaoInstallation *installation, YaoCaAlgorithm algorithm, Inspection *inspection)
{
  const char *name = yao_ca_get_issuing_name (algorithm);
  gint64 now = yao_installation_get_now (installation);
  g_autoptr (GError) error = NULL;
  g_autoptr (GError) crl_error = NULL;
  g_autoptr (GPtrArray) chain = yao_ca_dup_chain (installation, algorithm, &error);
  g_autoptr (GPtrArray) nothing = g_ptr_array_new ();

  if (chain != NULL)
    {
      GPtrArray *roots = make_pool (chain->pdata[1]);

      g_hash_table_insert (inspection->intermediates, g_strdup (name), make_pool (chain->pdata[0]));
      g_hash_table_insert (inspection->roots, g_strdup (name), roots);
      yao_chain_verify (chain->pdata[0], nothing, roots, now, &error);
      check_crl (installation, algorithm, chain->pdata[0], &crl_error);
    }
  if (error != NULL)
    g_ptr_array_add (inspection->problems, g_strdup_printf ("%s: %s", name, error->message));
  if (crl_error != NULL)
    g_ptr_array_add (inspection->problems,
                     g_strdup_printf ("%s, list of revocations: %s", name, crl_error->message));
}

static gboolean
check_public_key (YaoInstallation *installation,
                  const YaoCertificateRecord *certificate,
                  const YaoX509 *x509,
                  GError **error)
{
  g_autoptr (GBytes) spki = yao_x509_dup_spki (x509);
  g_autoptr (YaoKeyRecord) key = NULL;

  if (certificate->key == NULL)
    return TRUE;
  key = yao_key_table_find (yao_installation_get_database (installation), certificate->key, error);
  return key != NULL && g_bytes_equal (key->spki, spki);
}

/* A certificate that has ended is judged as of a time when it was valid. */
static void
check_certificate (YaoInstallation *installation,
                   const YaoCertificateRecord *certificate,
                   Inspection *inspection)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (YaoX509) x509 = yao_x509_parse (certificate->der, &error);
  GPtrArray *intermediates
      = g_hash_table_lookup (inspection->intermediates, certificate->authority);
  GPtrArray *roots = g_hash_table_lookup (inspection->roots, certificate->authority);
  g_autofree char *serial = x509 != NULL ? yao_x509_dup_serial (x509) : NULL;
  const char *what = NULL;

  if (x509 == NULL || intermediates == NULL
      || !yao_chain_verify (certificate->der, intermediates, roots,
                            yao_x509_clamp_time (x509, yao_installation_get_now (installation)),
                            &error))
    what = error != NULL ? error->message : "its authority is missing";
  else if (g_strcmp0 (serial, certificate->serial) != 0)
    what = "another serial number than the database says";
  else if (!check_public_key (installation, certificate, x509, NULL))
    what = "it does not fit its key";

  if (what != NULL)
    g_ptr_array_add (inspection->problems,
                     g_strdup_printf ("certificate %s version %" G_GINT64_FORMAT ": %s",
                                      certificate->id, certificate->version, what));
}

static gboolean
check_certificates (YaoInstallation *installation, Inspection *inspection, GError **error)
{
  g_autoptr (GPtrArray) certificates
      = yao_certificate_table_list_versions (yao_installation_get_database (installation), error);

  if (certificates == NULL)
    return FALSE;
  for (guint i = 0; i < certificates->len; i++)
    check_certificate (installation, certificates->pdata[i], inspection);
  return TRUE;
}

static void
check_init_code (YaoInstallation *installation, GPtrArray *problems)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *code = yao_enrolment_dup_code (installation, &error);

  if (code == NULL)
    g_ptr_array_add (problems, g_strdup_printf ("initialisation code: %s", error->message));
}

/**
 * yao_inspection_run:
 * @installation: an installation
 * @error: return location
 *
 * Checks the database, the key store, every certificate with its chain, the lists of revocations
 * and the audit log.
 *
 * Returns: (transfer full) (element-type utf8): a sentence for each problem; empty if all is well
 */
GPtrArray *
yao_inspection_run (YaoInstallation *installation, GError **error)
{
  g_autoptr (GPtrArray) problems = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GHashTable) intermediates = NULL;
  g_autoptr (GHashTable) roots = NULL;
  Inspection inspection = { 0 };

  g_return_val_if_fail (YAO_IS_INSTALLATION (installation), NULL);

  intermediates
      = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_ptr_array_unref);
  roots
      = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_ptr_array_unref);
  inspection = (Inspection){ problems, intermediates, roots };

  check_database (installation, problems);
  if (!yao_key_store_check (yao_installation_get_key_store (installation), problems, error))
    return NULL;
  for (gsize i = 0; i < G_N_ELEMENTS (families); i++)
    check_authority (installation, families[i], &inspection);
  if (!check_certificates (installation, &inspection, error)
      || !yao_audit_check (yao_installation_get_database (installation), problems, error))
    return NULL;
  check_init_code (installation, problems);
  return g_steal_pointer (&problems);
}
