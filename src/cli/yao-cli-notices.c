/* yao-cli-notices.c: what waits for a person
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include "yao-config.h"

#include "yao-cli-notices.h"

#include "yao-cli-certs.h"
#include "yao-cli-format.h"

#include <glib/gi18n.h>

const YaoCliOption yao_cli_notices_options[] = {
  { "cert", 0, N_ ("ID"), N_ ("Of this certificate, in the place of the one in use") },
  { NULL },
};

static const struct
{
  const char *kind;
  const char *sentence;
} kinds[] = {
  { YAO_NOTICE_PIN_CHANGE_REQUIRED, N_ ("The PIN must be changed before the key can be used") },
  { YAO_NOTICE_PIN_CHANGED, N_ ("The PIN was changed on another device") },
  { YAO_NOTICE_PIN_LOCKED, N_ ("Too many wrong PINs were typed") },
  { YAO_NOTICE_DEVICE_ADDED, N_ ("Somebody signed in on another device for the first time") },
  { YAO_NOTICE_CERTIFICATE_ENDING, N_ ("The certificate ends soon") },
  { YAO_NOTICE_CERTIFICATE_EXPIRED, N_ ("The certificate has expired") },
  { YAO_NOTICE_CERTIFICATE_RENEWED, N_ ("The certificate was renewed: fetch it again") },
  { YAO_NOTICE_CERTIFICATE_REVOKED, N_ ("The certificate was revoked") },
  { YAO_NOTICE_AUTHORIZATION_APPLIED, N_ ("Somebody applied for the use of the certificate") },
  { YAO_NOTICE_AUTHORIZATION_ENDING, N_ ("An authorization that you got ends soon") },
};

/* A newer service may tell of something that this program does not know. */
static const char *
get_sentence (YaoNotice *notice)
{
  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      if (g_str_equal (kinds[i].kind, yao_notice_get_kind (notice)))
        return _ (kinds[i].sentence);
    }
  return yao_notice_get_kind (notice);
}

static void
write_notice (YaoJsonWriter *json, YaoNotice *notice)
{
  yao_json_writer_begin_object (json, NULL);
  yao_cli_write_text (json, "id", yao_notice_get_id (notice));
  yao_cli_write_text (json, "kind", yao_notice_get_kind (notice));
  yao_cli_write_time (json, "time", yao_notice_get_time (notice));
  if (yao_notice_get_until (notice) > 0)
    yao_cli_write_time (json, "until", yao_notice_get_until (notice));
  else
    yao_json_writer_add_null (json, "until");
  yao_json_writer_add_boolean (json, "dismissible", yao_notice_get_dismissible (notice));
  yao_cli_write_text (json, "certificate", yao_notice_get_certificate_id (notice));
  yao_cli_write_text (json, "subject", yao_notice_get_subject (notice));
  yao_cli_write_text (json, "service", yao_notice_get_service_id (notice));
  yao_cli_write_text (json, "holder", yao_notice_get_holder_uid (notice));
  yao_cli_write_text (json, "uid", yao_notice_get_user_uid (notice));
  yao_json_writer_end_object (json);
}

static void
write_notices (YaoCli *cli, GListModel *notices)
{
  YaoJsonWriter *json = yao_cli_get_json (cli);
  guint total = g_list_model_get_n_items (notices);

  yao_json_writer_begin_object (json, NULL);
  yao_json_writer_begin_array (json, "items");
  for (guint i = 0; i < total; i++)
    {
      g_autoptr (YaoNotice) notice = g_list_model_get_item (notices, i);

      write_notice (json, notice);
    }
  yao_cli_write_list_end (json, total);
  yao_json_writer_end_object (json);
}

static void
put_notices (YaoCli *cli, GListModel *notices)
{
  const char *header[] = { _ ("NOTICE"), _ ("SINCE"), _ ("UNTIL"), _ ("WHAT") };
  g_autoptr (YaoCliTable) table = yao_cli_table_new (G_N_ELEMENTS (header));

  yao_cli_table_set_header (table, header);
  for (guint i = 0; i < g_list_model_get_n_items (notices); i++)
    {
      g_autoptr (YaoNotice) notice = g_list_model_get_item (notices, i);
      gint64 end = yao_notice_get_until (notice);
      g_autofree char *since = yao_cli_format_time (yao_notice_get_time (notice));
      g_autofree char *until = end > 0 ? yao_cli_format_time (end) : g_strdup ("");
      const char *cells[] = { yao_notice_get_id (notice), since, until, get_sentence (notice) };

      yao_cli_table_add_row (table, cells);
    }
  yao_cli_put_table (cli, table);
}

static GListModel *
ask_notices (YaoCli *cli, const char *id, GError **error)
{
  g_autoptr (YaoCertificate) certificate = yao_cli_certs_choose (cli, id, error);

  if (certificate == NULL)
    return NULL;
  return yao_client_update_notices (yao_cli_get_client (cli, NULL), certificate,
                                    yao_cli_get_cancellable (cli), error);
}

/**
 * yao_cli_notices_run_list:
 * @cli: the run
 *
 * Runs "notices list [ID]".
 *
 * Returns: the exit code
 */
YaoCliExit
yao_cli_notices_run_list (YaoCli *cli)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GListModel) notices = ask_notices (cli, yao_cli_get_operand (cli, 0), &error);

  if (notices == NULL)
    return yao_cli_fail (cli, error);

  if (yao_cli_is_json (cli))
    write_notices (cli, notices);
  else if (g_list_model_get_n_items (notices) == 0)
    yao_cli_put_line (cli, _ ("Nothing waits for you."));
  else
    put_notices (cli, notices);

  return YAO_CLI_EXIT_OK;
}

static YaoNotice *
find_notice (GListModel *notices, const char *id, GError **error)
{
  g_autoptr (GError) local = NULL;

  for (guint i = 0; i < g_list_model_get_n_items (notices); i++)
    {
      g_autoptr (YaoNotice) notice = g_list_model_get_item (notices, i);

      if (g_str_equal (yao_notice_get_id (notice), id))
        return g_steal_pointer (&notice);
    }

  local = g_error_new (YAO_ERROR, YAO_ERROR_NOT_FOUND, "no notice %s", id);
  yao_error_set_subject (local, id);
  g_propagate_error (error, g_steal_pointer (&local));
  return NULL;
}

/**
 * yao_cli_notices_run_dismiss:
 * @cli: the run
 *
 * Runs "notices dismiss NOTICE".
 *
 * Returns: the exit code
 */
YaoCliExit
yao_cli_notices_run_dismiss (YaoCli *cli)
{
  const char *id = yao_cli_get_operand (cli, 0);
  g_autoptr (GError) error = NULL;
  g_autoptr (GListModel) notices = ask_notices (cli, yao_cli_get_value (cli, "cert"), &error);
  g_autoptr (YaoNotice) notice = notices != NULL ? find_notice (notices, id, &error) : NULL;

  if (notice == NULL
      || !yao_client_dismiss_notice (yao_cli_get_client (cli, NULL), notice,
                                     yao_cli_get_cancellable (cli), &error))
    return yao_cli_fail (cli, error);

  if (yao_cli_is_json (cli))
    {
      YaoJsonWriter *json = yao_cli_get_json (cli);

      yao_json_writer_begin_object (json, NULL);
      yao_cli_write_text (json, "id", id);
      yao_json_writer_add_boolean (json, "dismissed", TRUE);
      yao_json_writer_end_object (json);
    }
  else
    yao_cli_put_line (cli, _ ("The notice has been put aside."));

  return YAO_CLI_EXIT_OK;
}
