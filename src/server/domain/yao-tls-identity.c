/* yao-tls-identity.c: by what clients know the server: its own authority and certificate
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include "yao-tls-identity.h"

#include "yao-audit.h"
#include "yao-error.h"
#include "yao-key-table.h"
#include "yao-limits.h"
#include "yao-setting-table.h"
#include "yao-x509-issue.h"

#include <gio/gio.h>

#define DAY (24 * 60 * 60)

#define AUTHORITY "tls-ca"
#define BACKUP "tls-backup"
#define SERVER "tls-server"
#define SETTING_HOSTS "tls-hosts"

/* TLS is checked by libraries that go by the computer's own clock, and so these certificates follow
 * it too, whatever the service's clock was set to for a test.
 */
static gint64
get_real_now (void)
{
  return g_get_real_time () / G_USEC_PER_SEC;
}

static gboolean
keep_key (YaoInstallation *installation,
          const char *name,
          const YaoKey *key,
          GBytes *certificate,
          GError **error)
{
  YaoDatabase *database = yao_installation_get_database (installation);
  gint64 now = yao_installation_get_now (installation);
  YaoAuditEntry entry = { .act = "tls.key", .actor = "service", .subject = name };
  g_autofree char *id = NULL;

  id = yao_key_store_add (yao_installation_get_key_store (installation), key, "tls", now, error);
  if (id == NULL || !yao_authority_table_put (database, name, id, certificate, now, error))
    return FALSE;
  entry.key = id;
  return yao_audit_write (database, &entry, now, error);
}

/**
 * yao_tls_identity_make:
 * @installation: an installation without one
 * @error: return location
 *
 * Makes the authority for TLS, and the key of the one that will follow it: clients get both pins
 * from the start. Belongs in a transaction.
 *
 * Returns: %TRUE if it is done
 */
gboolean
yao_tls_identity_make (YaoInstallation *installation, GError **error)
{
  YaoDatabase *database = yao_installation_get_database (installation);
  g_autofree char *organisation = yao_installation_dup_organisation (installation, error);
  g_autoptr (YaoKey) key = yao_key_generate (YAO_KEY_P256, error);
  g_autoptr (YaoKey) backup = NULL;
  g_autoptr (GBytes) certificate = NULL;
  YaoX509Template template = {
    .organisation = organisation,
    .common_name = "TLS Root CA",
    .not_before = get_real_now () - DAY,
    .not_after = get_real_now () + yao_limit_get (database, YAO_LIMIT_ROOT_CA_DAYS) * DAY,
    .key_usage = YAO_KEY_USAGE_CERT_SIGN | YAO_KEY_USAGE_CRL_SIGN,
    .is_ca = TRUE,
    .path_length = 0,
  };

  if (organisation == NULL || key == NULL)
    return FALSE;
  backup = yao_key_generate (YAO_KEY_P256, error);
  if (backup == NULL)
    return FALSE;
  certificate = yao_x509_issue (&template, key, NULL, key, error);
  return certificate != NULL && keep_key (installation, AUTHORITY, key, certificate, error)
         && keep_key (installation, BACKUP, backup, NULL, error);
}

/* Whether the server's certificate is for these hosts and lasts long enough. */
static gboolean
is_good (YaoInstallation *installation, const YaoAuthorityRecord *server, const char *hosts)
{
  YaoDatabase *database = yao_installation_get_database (installation);
  gint64 margin = yao_limit_get (database, YAO_LIMIT_TLS_RENEWAL_DAYS) * DAY;
  gint64 now = get_real_now ();
  g_autofree char *known = NULL;
  g_autoptr (YaoX509) x509 = yao_x509_parse (server->certificate, NULL);

  yao_setting_table_get (database, SETTING_HOSTS, &known, NULL);
  return x509 != NULL && g_strcmp0 (known, hosts) == 0 && yao_x509_get_not_before (x509) <= now
         && yao_x509_get_not_after (x509) > now + margin;
}

static GBytes *
issue_server_certificate (YaoInstallation *installation,
                          const char *const *hosts,
                          const YaoKey *key,
                          GError **error)
{
  YaoDatabase *database = yao_installation_get_database (installation);
  g_autoptr (GStrvBuilder) names = g_strv_builder_new ();
  g_autoptr (GStrvBuilder) addresses = g_strv_builder_new ();
  g_auto (GStrv) name_list = NULL;
  g_auto (GStrv) address_list = NULL;
  g_autoptr (YaoAuthorityRecord) authority = NULL;
  g_autoptr (YaoKey) authority_key = NULL;
  YaoX509Template template = { 0 };

  for (gsize i = 0; hosts[i] != NULL; i++)
    g_strv_builder_add (g_hostname_is_ip_address (hosts[i]) ? addresses : names, hosts[i]);
  name_list = g_strv_builder_end (names);
  address_list = g_strv_builder_end (addresses);

  authority = yao_authority_table_find (database, AUTHORITY, error);
  if (authority == NULL)
    return NULL;
  authority_key
      = yao_key_store_get (yao_installation_get_key_store (installation), authority->key, error);
  if (authority_key == NULL)
    return NULL;

  template = (YaoX509Template){
    .common_name = hosts[0],
    .not_before = get_real_now () - DAY,
    .not_after = get_real_now () + yao_limit_get (database, YAO_LIMIT_TLS_CERTIFICATE_DAYS) * DAY,
    .key_usage = YAO_KEY_USAGE_DIGITAL_SIGNATURE,
    .purposes = YAO_X509_PURPOSE_SERVER,
    .dns_names = (const char *const *) name_list,
    .ip_addresses = (const char *const *) address_list,
  };
  return yao_x509_issue (&template, key, authority->certificate, authority_key, error);
}

static gboolean
renew_server_certificate (YaoInstallation *installation,
                          const char *const *hosts,
                          const YaoAuthorityRecord *old,
                          GError **error)
{
  YaoDatabase *database = yao_installation_get_database (installation);
  g_autofree char *joined = g_strjoinv (" ", (char **) hosts);
  g_autoptr (YaoTransaction) transaction = NULL;
  g_autoptr (YaoKey) key = yao_key_generate (YAO_KEY_P256, error);
  g_autoptr (GBytes) certificate = NULL;

  if (key == NULL)
    return FALSE;
  certificate = issue_server_certificate (installation, hosts, key, error);
  if (certificate == NULL)
    return FALSE;

  transaction = yao_transaction_begin (database, error);
  return transaction != NULL && keep_key (installation, SERVER, key, certificate, error)
         && (old == NULL || yao_key_table_delete (database, old->key, error))
         && yao_setting_table_set (database, SETTING_HOSTS, joined, error)
         && yao_transaction_commit (transaction, error);
}

/**
 * yao_tls_identity_dup_pem:
 * @installation: an installation
 * @hosts: (array zero-terminated=1): names and IP addresses that the server is reached under
 * @error: return location
 *
 * Gets the server's certificate, its private key and the authority's certificate, one after the
 * other. The certificate is made anew if it is for other hosts or ends soon.
 *
 * Returns: (transfer full): PEM; wipe it with yao_wipe_string() when it was used
 */
char *
yao_tls_identity_dup_pem (YaoInstallation *installation, const char *const *hosts, GError **error)
{
  YaoDatabase *database = yao_installation_get_database (installation);
  g_autofree char *joined = g_strjoinv (" ", (char **) hosts);
  g_autoptr (YaoAuthorityRecord) server = yao_authority_table_find (database, SERVER, NULL);
  g_autofree char *certificate = NULL;
  g_autofree char *authority = NULL;
  g_autoptr (YaoKey) key = NULL;
  char *private_pem;
  char *pem;

  g_assert (hosts != NULL && hosts[0] != NULL);

  if (server == NULL || !is_good (installation, server, joined))
    {
      if (!renew_server_certificate (installation, hosts, server, error))
        return NULL;
      g_clear_pointer (&server, yao_authority_record_free);
      server = yao_authority_table_find (database, SERVER, error);
      if (server == NULL)
        return NULL;
    }

  key = yao_key_store_get (yao_installation_get_key_store (installation), server->key, error);
  if (key == NULL)
    return NULL;
  authority = yao_tls_identity_dup_ca_pem (installation, error);
  if (authority == NULL)
    return NULL;
  private_pem = yao_key_export_private_pem (key, error);
  if (private_pem == NULL)
    return NULL;
  certificate = yao_x509_to_pem (server->certificate);
  pem = g_strconcat (private_pem, certificate, authority, NULL);
  yao_wipe_string (private_pem);
  return pem;
}

/**
 * yao_tls_identity_dup_ca_pem:
 * @installation: an installation
 * @error: return location
 *
 * Gets the certificate of the authority for TLS.
 *
 * Returns: (transfer full): PEM
 */
char *
yao_tls_identity_dup_ca_pem (YaoInstallation *installation, GError **error)
{
  g_autoptr (YaoAuthorityRecord) authority
      = yao_authority_table_find (yao_installation_get_database (installation), AUTHORITY, error);

  return authority != NULL ? yao_x509_to_pem (authority->certificate) : NULL;
}

/**
 * yao_tls_identity_dup_pin:
 * @installation: an installation
 * @backup: whether that of the authority that will follow
 * @error: return location
 *
 * Gets what clients know the server by: the SHA-256 of its authority's public key.
 *
 * Returns: (transfer full): 32 bytes
 */
GBytes *
yao_tls_identity_dup_pin (YaoInstallation *installation, gboolean backup, GError **error)
{
  YaoDatabase *database = yao_installation_get_database (installation);
  g_autoptr (YaoAuthorityRecord) authority = NULL;
  g_autoptr (YaoKeyRecord) key = NULL;

  authority = yao_authority_table_find (database, backup ? BACKUP : AUTHORITY, error);
  if (authority == NULL)
    return NULL;
  key = yao_key_table_find (database, authority->key, error);
  if (key == NULL)
    return NULL;
  return yao_digest_bytes (YAO_DIGEST_SHA256, key->spki);
}
