/* yao-cli-format.c: services and certificates, in words for people
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include "yao-config.h"

#include "yao-cli-format.h"

#include "yao-cli-text.h"

#include <glib/gi18n.h>

#define WARN_DAYS 30 /* from so many days on, the end of a certificate is told */

/**
 * yao_cli_format_date:
 * @unix_seconds: a time
 *
 * Writes a day, as it is here.
 *
 * Returns: (transfer full): "2026-11-25"
 */
char *
yao_cli_format_date (gint64 unix_seconds)
{
  g_autoptr (GDateTime) time = g_date_time_new_from_unix_local (unix_seconds);

  return time != NULL ? g_date_time_format (time, "%Y-%m-%d") : g_strdup ("-");
}

/**
 * yao_cli_format_time:
 * @unix_seconds: a time
 *
 * Writes a time, as it is here, with the difference from UTC.
 *
 * Returns: (transfer full): "2026-11-25 10:00:00 +0800"
 */
char *
yao_cli_format_time (gint64 unix_seconds)
{
  g_autoptr (GDateTime) time = g_date_time_new_from_unix_local (unix_seconds);

  return time != NULL ? g_date_time_format (time, "%Y-%m-%d %H:%M:%S %z") : g_strdup ("-");
}

static char *
format_days_left (int days)
{
  g_autofree char *number = g_strdup_printf ("%d", days);

  return yao_cli_text_fill (
      ngettext ("active, {number} day left", "active, {number} days left", (gulong) days), "number",
      number);
}

/**
 * yao_cli_format_state:
 * @certificate: a certificate
 * @now: the time, seconds since 1970
 *
 * Says whether a certificate can be used, and when that ends soon, in how many days.
 *
 * Returns: (transfer full): a few words
 */
char *
yao_cli_format_state (YaoCertificate *certificate, gint64 now)
{
  int days = yao_certificate_get_days_left (certificate, now);

  switch (yao_certificate_get_state (certificate, now))
    {
    case YAO_CERTIFICATE_STATE_ACTIVE:
      return days <= WARN_DAYS ? format_days_left (days) : g_strdup (_ ("active"));
    case YAO_CERTIFICATE_STATE_EXPIRED:
      return g_strdup (_ ("expired"));
    case YAO_CERTIFICATE_STATE_REVOKED:
      return g_strdup (_ ("revoked"));
    case YAO_CERTIFICATE_STATE_NOT_YET_VALID:
      return g_strdup (_ ("not yet valid"));
    default:
      g_return_val_if_reached (g_strdup (""));
    }
}

/**
 * yao_cli_format_key_kind:
 * @certificate: a certificate
 *
 * Says where a certificate's key is.
 *
 * Returns: a few words
 */
const char *
yao_cli_format_key_kind (YaoCertificate *certificate)
{
  return yao_certificate_get_key_kind (certificate) == YAO_KEY_KIND_COSIGNED ? _ ("co-signed")
                                                                             : _ ("cloud-held");
}

/**
 * yao_cli_format_role:
 * @certificate: a certificate
 *
 * Says whose certificate it is.
 *
 * Returns: a few words
 */
const char *
yao_cli_format_role (YaoCertificate *certificate)
{
  return yao_certificate_get_role (certificate) == YAO_CERTIFICATE_ROLE_GRANTEE
             ? _ ("granted to me")
             : _ ("mine");
}

/**
 * yao_cli_format_trust:
 * @service: a service
 *
 * Says how a service came to be trusted.
 *
 * Returns: a few words
 */
const char *
yao_cli_format_trust (YaoService *service)
{
  if (yao_service_is_builtin (service))
    return _ ("demonstration");

  return yao_service_get_trust (service) == YAO_SERVICE_TRUST_SIGNED ? _ ("verified")
                                                                     : _ ("unverified");
}

static void
add_certificate (YaoCliTable *table, YaoCertificate *certificate, gint64 now)
{
  g_autofree char *until = yao_cli_format_date (yao_certificate_get_not_after (certificate));
  g_autofree char *state = yao_cli_format_state (certificate, now);
  const char *cells[] = {
    yao_certificate_is_current (certificate) ? "*" : "",
    yao_certificate_get_id (certificate),
    yao_certificate_get_holder_uid (certificate),
    yao_certificate_get_holder_name (certificate),
    yao_certificate_algorithm_get_label (yao_certificate_get_algorithm (certificate)),
    until,
    state,
  };

  yao_cli_table_add_row (table, cells);
}

/**
 * yao_cli_put_certificates:
 * @cli: the run
 * @certificates: #YaoCertificate
 *
 * Puts a list of certificates; the one in use has a star.
 */
void
yao_cli_put_certificates (YaoCli *cli, GListModel *certificates)
{
  const char *titles[] = {
    "", _ ("ID"), _ ("NUMBER"), _ ("HOLDER"), _ ("KEY"), _ ("VALID UNTIL"), _ ("STATE"),
  };
  g_autoptr (YaoCliTable) table = yao_cli_table_new (G_N_ELEMENTS (titles));

  yao_cli_table_set_header (table, titles);
  for (guint i = 0; i < g_list_model_get_n_items (certificates); i++)
    {
      g_autoptr (YaoCertificate) certificate = g_list_model_get_item (certificates, i);

      add_certificate (table, certificate, yao_cli_get_now (cli));
    }
  yao_cli_put_table (cli, table);
}

/**
 * yao_cli_put_service:
 * @cli: the run
 * @service: a service
 *
 * Puts all that is known of a service.
 */
void
yao_cli_put_service (YaoCli *cli, YaoService *service)
{
  g_autofree char *added = yao_cli_format_time (yao_service_get_added (service));
  g_autofree char *pin = yao_service_dup_pin_text (service);
  YaoBuiltinService *builtin = yao_service_is_builtin (service)
                                   ? yao_client_get_builtin (yao_cli_get_client (cli, NULL))
                                   : NULL;
  const char *rows[][2] = {
    { _ ("Organisation:"), yao_service_get_name (service) },
    { _ ("ID:"), yao_service_get_id (service) },
    { _ ("Certificate service:"), yao_service_get_address (service) },
    { _ ("Co-signing service:"), yao_service_get_cosign_address (service) },
    { _ ("Support:"), yao_service_get_support (service) },
    { _ ("Trust:"), yao_cli_format_trust (service) },
    { _ ("Fingerprint:"), pin },
    { _ ("Data:"), builtin != NULL ? yao_builtin_service_get_data_dir (builtin) : NULL },
    { _ ("Set up:"), added },
  };
  g_autoptr (YaoCliTable) table = yao_cli_table_new (2);

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    if (rows[i][1] != NULL && *rows[i][1] != '\0')
      yao_cli_table_add_row (table, rows[i]);
  yao_cli_put_table (cli, table);
}
