/* yao-cli-sign.c: signing files
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include "yao-config.h"

#include "yao-cli-sign.h"

#include "yao-cli-certs.h"
#include "yao-cli-error.h"
#include "yao-cli-format.h"

#include "yao-error.h"

#include <glib/gi18n.h>

const YaoCliOption yao_cli_sign_options[] = {
  { "output", 'o', N_ ("SIG"), N_ ("Write the signature to SIG; for one file") },
  { "cert", 0, N_ ("ID"), N_ ("With this certificate, in the place of the one in use") },
  { "raw", 0, NULL, N_ ("Write the bare signature of the key, without certificate and time") },
  { NULL },
};

static GFile *
choose_signature (YaoCli *cli, const char *path)
{
  const char *output = yao_cli_get_value (cli, "output");
  g_autofree char *beside = NULL;

  if (output != NULL)
    return g_file_new_for_commandline_arg (output);
  beside = g_strconcat (path, yao_cli_has (cli, "raw") ? ".sig" : ".p7s", NULL);
  return g_file_new_for_commandline_arg (beside);
}

static GListModel *
list_files (YaoCli *cli)
{
  GListStore *files = g_list_store_new (YAO_TYPE_SIGNED_FILE);
  const char *path;

  for (guint i = 0; (path = yao_cli_get_operand (cli, i)) != NULL; i++)
    {
      g_autoptr (GFile) file = g_file_new_for_commandline_arg (path);
      g_autoptr (GFile) signature = choose_signature (cli, path);
      g_autoptr (YaoSignedFile) item = yao_signed_file_new (file, signature);

      g_list_store_append (files, item);
    }
  return G_LIST_MODEL (files);
}

static void
write_error (YaoJsonWriter *json, const GError *error)
{
  g_autofree char *sentence = NULL;

  if (error == NULL)
    {
      yao_json_writer_add_null (json, "error");
      return;
    }
  sentence = yao_cli_error_dup_sentence (error);
  yao_json_writer_begin_object (json, "error");
  yao_cli_write_text (json, "code", yao_error_code_get_nick ((YaoErrorCode) error->code));
  yao_cli_write_text (json, "message", sentence);
  yao_json_writer_end_object (json);
}

static void
write_files (YaoCli *cli, GListModel *files, YaoCertificate *certificate)
{
  YaoJsonWriter *json = yao_cli_get_json (cli);
  guint total = g_list_model_get_n_items (files);

  yao_json_writer_begin_object (json, NULL);
  yao_cli_write_text (json, "certificate", yao_certificate_get_id (certificate));
  yao_json_writer_begin_array (json, "items");
  for (guint i = 0; i < total; i++)
    {
      g_autoptr (YaoSignedFile) file = g_list_model_get_item (files, i);
      g_autofree char *path = g_file_get_path (yao_signed_file_get_file (file));
      g_autofree char *signature = g_file_get_path (yao_signed_file_get_signature (file));
      gboolean done = yao_signed_file_get_state (file) == YAO_SIGNED_FILE_DONE;

      yao_json_writer_begin_object (json, NULL);
      yao_cli_write_text (json, "file", path);
      yao_json_writer_add_int (json, "size", yao_signed_file_get_size (file));
      yao_cli_write_text (json, "digest", yao_signed_file_get_digest (file));
      yao_json_writer_add_boolean (json, "signed", done);
      yao_cli_write_text (json, "signature", done ? signature : NULL);
      write_error (json, yao_signed_file_get_error (file));
      yao_json_writer_end_object (json);
    }
  yao_cli_write_list_end (json, total);
  yao_json_writer_end_object (json);
}

static void
put_files (YaoCli *cli, GListModel *files)
{
  const char *header[] = { _ ("FILE"), _ ("RESULT") };
  g_autoptr (YaoCliTable) table = yao_cli_table_new (G_N_ELEMENTS (header));

  yao_cli_table_set_header (table, header);
  for (guint i = 0; i < g_list_model_get_n_items (files); i++)
    {
      g_autoptr (YaoSignedFile) file = g_list_model_get_item (files, i);
      const GError *error = yao_signed_file_get_error (file);
      g_autofree char *result = error != NULL
                                    ? yao_cli_error_dup_sentence (error)
                                    : g_file_get_path (yao_signed_file_get_signature (file));
      const char *cells[] = { yao_signed_file_get_name (file), result };

      yao_cli_table_add_row (table, cells);
    }
  yao_cli_put_table (cli, table);
}

/* Of one file its error is that of the command. */
static YaoCliExit
conclude (YaoCli *cli, GListModel *files, gint64 n_signed)
{
  guint total = g_list_model_get_n_items (files);
  g_autoptr (YaoSignedFile) first = g_list_model_get_item (files, 0);

  if (n_signed == total)
    return YAO_CLI_EXIT_OK;
  if (total == 1)
    return yao_cli_fail (cli, yao_signed_file_get_error (first));
  return n_signed > 0 ? YAO_CLI_EXIT_PARTIAL : YAO_CLI_EXIT_FAILED;
}

/**
 * yao_cli_sign_run:
 * @cli: the run
 *
 * Runs "sign FILE…".
 *
 * Returns: the exit code
 */
YaoCliExit
yao_cli_sign_run (YaoCli *cli)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (YaoCertificate) certificate = NULL;
  g_autoptr (GListModel) files = NULL;
  YaoSignFlags flags = yao_cli_has (cli, "raw") ? YAO_SIGN_RAW : YAO_SIGN_DEFAULT;
  gint64 n_signed;

  if (yao_cli_has (cli, "output") && yao_cli_get_operand (cli, 1) != NULL)
    return yao_cli_fail_usage (cli, YAO_CLI_MISTAKE_UNWANTED_OPERAND, yao_cli_get_operand (cli, 1));
  certificate = yao_cli_certs_choose (cli, yao_cli_get_value (cli, "cert"), &error);
  if (certificate == NULL)
    return yao_cli_fail (cli, error);

  files = list_files (cli);
  n_signed = yao_client_sign (yao_cli_get_client (cli, NULL), certificate, files, flags,
                              yao_cli_get_cancellable (cli), &error);
  if (n_signed < 0)
    return yao_cli_fail (cli, error);

  if (n_signed > 0 || g_list_model_get_n_items (files) > 1)
    {
      if (yao_cli_is_json (cli))
        write_files (cli, files, certificate);
      else
        put_files (cli, files);
    }
  return conclude (cli, files, n_signed);
}
