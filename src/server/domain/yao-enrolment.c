/* yao-enrolment.c: initialisation codes
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include "yao-enrolment.h"

#include "yao-audit.h"
#include "yao-digest.h"
#include "yao-init-code.h"
#include "yao-key-table.h"
#include "yao-limits.h"
#include "yao-signature.h"
#include "yao-tls-identity.h"

#define DAY (24 * 60 * 60)
#define PROVISIONING "provisioning"

/**
 * yao_enrolment_make:
 * @installation: an installation without one
 * @error: return location
 *
 * Makes the key that signs initialisation codes. Belongs in a transaction.
 *
 * Returns: %TRUE if it is done
 */
gboolean
yao_enrolment_make (YaoInstallation *installation, GError **error)
{
  YaoDatabase *database = yao_installation_get_database (installation);
  gint64 now = yao_installation_get_now (installation);
  YaoAuditEntry entry = { .act = "provisioning.key", .actor = "service" };
  g_autoptr (YaoKey) key = yao_key_generate (YAO_KEY_P256, error);
  g_autofree char *id = NULL;

  if (key == NULL)
    return FALSE;
  id = yao_key_store_add (yao_installation_get_key_store (installation), key, "provisioning", now,
                          error);
  entry.key = id;
  return id != NULL && yao_authority_table_put (database, PROVISIONING, id, NULL, now, error)
         && yao_audit_write (database, &entry, now, error);
}

static YaoAuthorityRecord *
find_signer (YaoInstallation *installation, GError **error)
{
  return yao_authority_table_find (yao_installation_get_database (installation), PROVISIONING,
                                   error);
}

/**
 * yao_enrolment_dup_signer:
 * @installation: an installation
 * @error: return location
 *
 * Gets the public key that initialisation codes are signed with.
 *
 * Returns: (transfer full): the SPKI in DER
 */
GBytes *
yao_enrolment_dup_signer (YaoInstallation *installation, GError **error)
{
  g_autoptr (YaoAuthorityRecord) signer = find_signer (installation, error);
  g_autoptr (YaoKeyRecord) key = NULL;

  if (signer == NULL)
    return NULL;
  key = yao_key_table_find (yao_installation_get_database (installation), signer->key, error);
  return key != NULL ? g_bytes_ref (key->spki) : NULL;
}

static YaoInitCode *
make_unsigned (YaoInstallation *installation, GBytes *signer, GError **error)
{
  gint64 days
      = yao_limit_get (yao_installation_get_database (installation), YAO_LIMIT_INIT_CODE_DAYS);
  g_autofree char *organisation = yao_installation_dup_organisation (installation, error);
  g_autofree char *address = NULL;
  g_autoptr (GBytes) pin = NULL;
  g_autoptr (GBytes) backup_pin = NULL;
  g_autoptr (GBytes) signer_id = yao_digest_bytes (YAO_DIGEST_SHA256, signer);
  YaoInitCodeFields fields = { 0 };

  if (organisation == NULL
      || (address = yao_installation_dup_address (installation, error)) == NULL)
    return NULL;
  pin = yao_tls_identity_dup_pin (installation, FALSE, error);
  if (pin == NULL)
    return NULL;
  backup_pin = yao_tls_identity_dup_pin (installation, TRUE, error);
  if (backup_pin == NULL)
    return NULL;

  fields = (YaoInitCodeFields){
    .organisation = organisation,
    .address = address,
    .pin = pin,
    .backup_pin = backup_pin,
    .signer_id = signer_id,
    .expires = yao_installation_get_now (installation) + days * DAY,
  };
  return yao_init_code_new (&fields, error);
}

/**
 * yao_enrolment_dup_code:
 * @installation: an installation
 * @error: return location
 *
 * Makes a signed initialisation code for the service as it is now.
 *
 * Returns: (transfer full): the code, "cloudkey://init?…"
 */
char *
yao_enrolment_dup_code (YaoInstallation *installation, GError **error)
{
  g_autoptr (GBytes) signer = yao_enrolment_dup_signer (installation, error);
  g_autoptr (YaoAuthorityRecord) authority = NULL;
  g_autoptr (YaoInitCode) code = NULL;
  g_autoptr (YaoInitCode) signed_code = NULL;
  g_autoptr (GBytes) message = NULL;
  g_autoptr (GBytes) signature = NULL;
  g_autoptr (YaoKey) key = NULL;

  if (signer == NULL || (authority = find_signer (installation, error)) == NULL)
    return NULL;
  code = make_unsigned (installation, signer, error);
  if (code == NULL)
    return NULL;
  key = yao_key_store_get (yao_installation_get_key_store (installation), authority->key, error);
  if (key == NULL)
    return NULL;

  message = yao_init_code_dup_signed_bytes (code);
  signature = yao_signature_sign_raw_es256 (key, message, error);
  if (signature == NULL)
    return NULL;
  signed_code = yao_init_code_add_signature (code, signature, error);
  if (signed_code == NULL)
    return NULL;
  return g_strdup (yao_init_code_get_uri (signed_code));
}
