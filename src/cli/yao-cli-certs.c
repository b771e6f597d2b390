/* yao-cli-certs.c: the certificates on this computer
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include "yao-config.h"

#include "yao-cli-certs.h"

#include "yao-cli-format.h"
#include "yao-cli-text.h"

#include "yao-error.h"

#include <glib/gi18n.h>

/**
 * yao_cli_certs_find:
 * @cli: the run
 * @error: return location
 *
 * Finds the certificate that the first operand names: an ID, its beginning, or a serial number.
 *
 * Returns: (transfer full) (nullable): the certificate; %YAO_ERROR_NOT_FOUND, %YAO_ERROR_AMBIGUOUS
 */
YaoCertificate *
yao_cli_certs_find (YaoCli *cli, GError **error)
{
  return yao_cli_certs_choose (cli, yao_cli_get_operand (cli, 0), error);
}

/**
 * yao_cli_certs_choose:
 * @cli: the run
 * @id: (nullable): an ID, its beginning, or a serial number
 * @error: return location
 *
 * Finds a certificate, or gives the one in use where none is named.
 *
 * Returns: (transfer full) (nullable): the certificate; %YAO_ERROR_NOT_FOUND, %YAO_ERROR_AMBIGUOUS,
 *   %YAO_ERROR_NO_SERVICE or %YAO_ERROR_MISSING_INPUT where there is none to be in use
 */
YaoCertificate *
yao_cli_certs_choose (YaoCli *cli, const char *id, GError **error)
{
  YaoClient *client = yao_cli_get_client (cli, error);
  YaoCertificate *certificate;

  if (client == NULL)
    return NULL;

  certificate = id != NULL ? yao_client_find_certificate (client, id, error)
                           : yao_client_get_current (client);
  if (certificate != NULL)
    return g_object_ref (certificate);
  if (id != NULL)
    return NULL;

  if (yao_client_get_default_service (client) == NULL)
    g_set_error_literal (error, YAO_ERROR, YAO_ERROR_NO_SERVICE, "no service is set up");
  else
    {
      GError *local = g_error_new_literal (YAO_ERROR, YAO_ERROR_MISSING_INPUT, "no certificate");

      yao_error_set_subject (local, _ ("a certificate on this computer"));
      g_propagate_error (error, local);
    }
  return NULL;
}

static void
write_list (YaoCli *cli, GListModel *certificates)
{
  YaoJsonWriter *json = yao_cli_get_json (cli);
  guint total = g_list_model_get_n_items (certificates);

  yao_json_writer_begin_array (json, "items");
  for (guint i = 0; i < total; i++)
    {
      g_autoptr (YaoCertificate) certificate = g_list_model_get_item (certificates, i);

      yao_cli_write_certificate (cli, certificate, NULL);
    }
  yao_cli_write_list_end (json, total);
}

/**
 * yao_cli_certs_put_list:
 * @cli: the run
 * @certificates: #YaoCertificate
 *
 * Puts a list of certificates, for people or for programs.
 */
void
yao_cli_certs_put_list (YaoCli *cli, GListModel *certificates)
{
  YaoJsonWriter *json;

  if (!yao_cli_is_json (cli))
    {
      yao_cli_put_certificates (cli, certificates);
      return;
    }

  json = yao_cli_get_json (cli);
  yao_json_writer_begin_object (json, NULL);
  write_list (cli, certificates);
  yao_json_writer_end_object (json);
}

/**
 * yao_cli_certs_run_list:
 * @cli: the run
 *
 * Runs "certs list".
 *
 * Returns: the exit code
 */
YaoCliExit
yao_cli_certs_run_list (YaoCli *cli)
{
  g_autoptr (GListModel) certificates = NULL;
  g_autoptr (GError) error = NULL;
  YaoClient *client = yao_cli_get_client (cli, &error);

  if (client == NULL)
    return yao_cli_fail (cli, error);

  certificates = yao_client_list_certificates (client);
  if (!yao_cli_is_json (cli) && g_list_model_get_n_items (certificates) == 0)
    yao_cli_put_line (cli, _ ("No certificate yet. “yunyaoctl download NUMBER” fetches yours."));
  else
    yao_cli_certs_put_list (cli, certificates);

  return YAO_CLI_EXIT_OK;
}

static void
put_use (YaoCli *cli, YaoCertificate *certificate)
{
  g_autofree char *line = NULL;

  if (yao_cli_is_json (cli))
    {
      yao_cli_write_certificate (cli, certificate, NULL);
      return;
    }

  line = yao_cli_text_fill (_ ("Now in use: the certificate of {name}"), "name",
                            yao_certificate_get_holder_name (certificate));
  yao_cli_put_line (cli, line);
}

/**
 * yao_cli_certs_run_use:
 * @cli: the run
 *
 * Runs "certs use ID".
 *
 * Returns: the exit code
 */
YaoCliExit
yao_cli_certs_run_use (YaoCli *cli)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (YaoCertificate) certificate = yao_cli_certs_find (cli, &error);

  if (certificate == NULL
      || !yao_client_use (yao_cli_get_client (cli, NULL), certificate,
                          yao_cli_get_cancellable (cli), &error))
    return yao_cli_fail (cli, error);

  put_use (cli, certificate);

  return YAO_CLI_EXIT_OK;
}

/* Where only some could be refreshed, it is not known how many changed: -1. */
static void
put_changed (YaoCli *cli, GListModel *certificates, int changed)
{
  g_autofree char *number = g_strdup_printf ("%d", changed);
  g_autofree char *line = NULL;

  if (yao_cli_is_json (cli))
    {
      YaoJsonWriter *json = yao_cli_get_json (cli);

      yao_json_writer_begin_object (json, NULL);
      if (changed >= 0)
        yao_json_writer_add_int (json, "changed", changed);
      else
        yao_json_writer_add_null (json, "changed");
      write_list (cli, certificates);
      yao_json_writer_end_object (json);
      return;
    }

  if (changed == 0)
    {
      yao_cli_put_line (cli, _ ("Everything is up to date."));
      return;
    }
  if (changed > 0)
    {
      line = yao_cli_text_fill (ngettext ("{number} certificate has changed.",
                                          "{number} certificates have changed.", (gulong) changed),
                                "number", number);
      yao_cli_put_line (cli, line);
    }
  yao_cli_put_certificates (cli, certificates);
}

/* What was refreshed: one, or all. */
static GListModel *
list_refreshed (YaoClient *client, YaoCertificate *certificate)
{
  GListStore *one;

  if (certificate == NULL)
    return yao_client_list_certificates (client);

  one = g_list_store_new (YAO_TYPE_CERTIFICATE);
  g_list_store_append (one, certificate);

  return G_LIST_MODEL (one);
}

/**
 * yao_cli_certs_run_refresh:
 * @cli: the run
 *
 * Runs "certs refresh [ID]".
 *
 * Returns: the exit code
 */
YaoCliExit
yao_cli_certs_run_refresh (YaoCli *cli)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (YaoCertificate) certificate = NULL;
  g_autoptr (GListModel) certificates = NULL;
  YaoClient *client = yao_cli_get_client (cli, &error);
  YaoCliExit exit_code = YAO_CLI_EXIT_OK;
  int changed;

  if (client == NULL)
    return yao_cli_fail (cli, error);

  if (yao_cli_get_operand (cli, 0) != NULL)
    {
      certificate = yao_cli_certs_find (cli, &error);
      if (certificate == NULL)
        return yao_cli_fail (cli, error);
    }

  changed = yao_client_refresh (client, certificate, yao_cli_get_cancellable (cli), &error);
  if (changed < 0)
    exit_code = yao_cli_fail (cli, error);
  if (changed < 0 && !yao_error_is (error, YAO_ERROR_PARTIAL))
    return exit_code;

  certificates = list_refreshed (client, certificate);
  put_changed (cli, certificates, changed);

  return exit_code;
}

static void
put_deleted (YaoCli *cli, const char *id, const char *name)
{
  g_autofree char *line = NULL;

  if (yao_cli_is_json (cli))
    {
      YaoJsonWriter *json = yao_cli_get_json (cli);

      yao_json_writer_begin_object (json, NULL);
      yao_cli_write_text (json, "id", id);
      yao_json_writer_add_boolean (json, "deleted", TRUE);
      yao_json_writer_end_object (json);
      return;
    }

  line = yao_cli_text_fill (_ ("Deleted from this computer: the certificate of {name}"), "name",
                            name);
  yao_cli_put_line (cli, line);
}

static char *
make_question (YaoCertificate *certificate)
{
  g_autofree char *question = yao_cli_text_fill (
      _ ("Delete the certificate of {name} ({serial}) and everything kept with it from this "
         "computer?"),
      "name", yao_certificate_get_holder_name (certificate));

  return yao_cli_text_fill (question, "serial", yao_certificate_get_serial (certificate));
}

/**
 * yao_cli_certs_run_delete:
 * @cli: the run
 *
 * Runs "certs delete ID".
 *
 * Returns: the exit code
 */
YaoCliExit
yao_cli_certs_run_delete (YaoCli *cli)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (YaoCertificate) certificate = yao_cli_certs_find (cli, &error);
  g_autofree char *question = NULL;
  g_autofree char *id = NULL;
  g_autofree char *name = NULL;
  YaoCliExit exit_code = YAO_CLI_EXIT_OK;

  if (certificate == NULL)
    return yao_cli_fail (cli, error);

  id = g_strdup (yao_certificate_get_id (certificate));
  name = g_strdup (yao_certificate_get_holder_name (certificate));
  question = make_question (certificate);
  if (!yao_cli_confirm (cli, question, &exit_code))
    return exit_code;

  if (!yao_client_delete (yao_cli_get_client (cli, NULL), certificate,
                          yao_cli_get_cancellable (cli), &error))
    return yao_cli_fail (cli, error);

  put_deleted (cli, id, name);

  return YAO_CLI_EXIT_OK;
}
