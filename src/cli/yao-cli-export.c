/* yao-cli-export.c: a certificate as a file
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include "yao-config.h"

#include "yao-cli-certs.h"

#include "yao-cli-file.h"
#include "yao-cli-format.h"
#include "yao-cli-text.h"

#include <glib/gi18n.h>
#include <string.h>

const YaoCliOption yao_cli_export_options[] = {
  { "pem", 0, NULL, N_ ("Write text (PEM); this is the default") },
  { "der", 0, NULL, N_ ("Write bytes (DER)") },
  { "chain", 0, NULL, N_ ("Add the certificates of the issuers, up to the root") },
  { "output", 'o', N_ ("FILE"), N_ ("Write to FILE; one that is there is replaced") },
  { NULL },
};

/* The file named, or NULL for standard output. */
static const char *
get_file (YaoCli *cli)
{
  const char *file = yao_cli_get_value (cli, "output");

  return file == NULL || strcmp (file, "-") == 0 ? NULL : file;
}

static void
write_result (YaoCli *cli, YaoCertificate *certificate, YaoExportFormat format, GBytes *bytes)
{
  YaoJsonWriter *json = yao_cli_get_json (cli);
  const char *name = format == YAO_EXPORT_PEM ? "pem" : "der";
  const char *file = get_file (cli);

  yao_json_writer_begin_object (json, NULL);
  yao_cli_write_text (json, "id", yao_certificate_get_id (certificate));
  yao_cli_write_text (json, "format", name);
  yao_json_writer_add_boolean (json, "chain", yao_cli_has (cli, "chain"));
  yao_json_writer_add_int (json, "size", (gint64) g_bytes_get_size (bytes));
  yao_cli_write_text (json, "file", file);
  if (file == NULL && format == YAO_EXPORT_PEM)
    {
      g_autofree char *pem = g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));

      yao_json_writer_add_string (json, "pem", pem);
    }
  else if (file == NULL)
    {
      g_autofree char *der
          = g_base64_encode (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));

      yao_json_writer_add_string (json, "der", der);
    }
  yao_json_writer_end_object (json);
}

static void
put_result (YaoCli *cli, GBytes *bytes)
{
  const char *file = get_file (cli);
  g_autofree char *line = NULL;

  if (file == NULL)
    {
      yao_cli_put_bytes (cli, bytes);
      return;
    }

  line = yao_cli_text_fill (_ ("Written: {file}"), "file", file);
  yao_cli_put_line (cli, line);
}

/**
 * yao_cli_export_run:
 * @cli: the run
 *
 * Runs "certs export ID". Without -o the certificate goes to standard output; -o replaces the file
 * that it names, and no other file is ever written.
 *
 * Returns: the exit code
 */
YaoCliExit
yao_cli_export_run (YaoCli *cli)
{
  YaoExportFormat format = yao_cli_has (cli, "der") ? YAO_EXPORT_DER : YAO_EXPORT_PEM;
  const char *file = get_file (cli);
  g_autoptr (GError) error = NULL;
  g_autoptr (YaoCertificate) certificate = NULL;
  g_autoptr (GBytes) bytes = NULL;

  if (format == YAO_EXPORT_DER && yao_cli_has (cli, "pem"))
    return yao_cli_fail_usage (cli, YAO_CLI_MISTAKE_EXCLUSIVE, "--pem, --der");
  if (format == YAO_EXPORT_DER && yao_cli_has (cli, "chain"))
    return yao_cli_fail_usage (cli, YAO_CLI_MISTAKE_EXCLUSIVE, "--der, --chain");
  if (format == YAO_EXPORT_DER && file == NULL && yao_cli_is_terminal (cli)
      && !yao_cli_is_json (cli))
    return yao_cli_fail_usage (cli, YAO_CLI_MISTAKE_NOT_FOR_TERMINAL, "--output");

  certificate = yao_cli_certs_find (cli, &error);
  if (certificate == NULL)
    return yao_cli_fail (cli, error);

  bytes = yao_certificate_export (certificate, format, yao_cli_has (cli, "chain"), &error);
  if (bytes == NULL || (file != NULL && !yao_cli_file_write (file, bytes, &error)))
    return yao_cli_fail (cli, error);

  if (yao_cli_is_json (cli))
    write_result (cli, certificate, format, bytes);
  else
    put_result (cli, bytes);

  return YAO_CLI_EXIT_OK;
}
