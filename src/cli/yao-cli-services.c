/* yao-cli-services.c: the services that are set up
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include "yao-config.h"

#include "yao-cli-services.h"

#include "yao-cli-format.h"
#include "yao-cli-text.h"

#include <glib/gi18n.h>
#include <string.h>

static YaoService *
refuse (GError **error, YaoErrorCode code, const char *text)
{
  g_autoptr (GError) local = g_error_new (YAO_ERROR, (int) code, "no one service: %s", text);

  yao_error_set_subject (local, text);
  g_propagate_error (error, g_steal_pointer (&local));

  return NULL;
}

/**
 * yao_cli_services_find:
 * @cli: the run
 * @text: an ID or its beginning
 * @error: return location
 *
 * Finds a service.
 *
 * Returns: (transfer full) (nullable): the service; %YAO_ERROR_NOT_FOUND, %YAO_ERROR_AMBIGUOUS
 */
YaoService *
yao_cli_services_find (YaoCli *cli, const char *text, GError **error)
{
  YaoClient *client = yao_cli_get_client (cli, error);
  g_autoptr (GListModel) services = NULL;
  g_autoptr (YaoService) found = NULL;

  if (client == NULL)
    return NULL;

  services = yao_client_list_services (client);
  for (guint i = 0; i < g_list_model_get_n_items (services); i++)
    {
      g_autoptr (YaoService) service = g_list_model_get_item (services, i);
      const char *id = yao_service_get_id (service);

      if (strcmp (id, text) == 0)
        return g_steal_pointer (&service);
      if (*text == '\0' || !g_str_has_prefix (id, text))
        continue;
      if (found != NULL)
        return refuse (error, YAO_ERROR_AMBIGUOUS, text);
      found = g_steal_pointer (&service);
    }

  if (found == NULL)
    return refuse (error, YAO_ERROR_NOT_FOUND, text);

  return g_steal_pointer (&found);
}

static void
write_list (YaoCli *cli, GListModel *services)
{
  YaoJsonWriter *json = yao_cli_get_json (cli);
  guint total = g_list_model_get_n_items (services);

  yao_json_writer_begin_object (json, NULL);
  yao_json_writer_begin_array (json, "items");
  for (guint i = 0; i < total; i++)
    {
      g_autoptr (YaoService) service = g_list_model_get_item (services, i);

      yao_cli_write_service (cli, service, NULL);
    }
  yao_cli_write_list_end (json, total);
  yao_json_writer_end_object (json);
}

static void
put_list (YaoCli *cli, YaoClient *client, GListModel *services)
{
  const char *titles[] = { "", _ ("ID"), _ ("ORGANISATION"), _ ("ADDRESS"), _ ("TRUST") };
  g_autoptr (YaoCliTable) table = yao_cli_table_new (G_N_ELEMENTS (titles));

  yao_cli_table_set_header (table, titles);
  for (guint i = 0; i < g_list_model_get_n_items (services); i++)
    {
      g_autoptr (YaoService) service = g_list_model_get_item (services, i);
      const char *cells[] = {
        service == yao_client_get_default_service (client) ? "*" : "",
        yao_service_get_id (service),
        yao_service_get_name (service),
        yao_service_get_address (service),
        yao_cli_format_trust (service),
      };

      yao_cli_table_add_row (table, cells);
    }
  yao_cli_put_table (cli, table);
}

/**
 * yao_cli_services_run_list:
 * @cli: the run
 *
 * Runs "services list".
 *
 * Returns: the exit code
 */
YaoCliExit
yao_cli_services_run_list (YaoCli *cli)
{
  g_autoptr (GListModel) services = NULL;
  g_autoptr (GError) error = NULL;
  YaoClient *client = yao_cli_get_client (cli, &error);

  if (client == NULL)
    return yao_cli_fail (cli, error);

  services = yao_client_list_services (client);
  if (yao_cli_is_json (cli))
    write_list (cli, services);
  else if (g_list_model_get_n_items (services) > 0)
    put_list (cli, client, services);
  else
    yao_cli_put_line (cli, _ ("No service is set up yet. “yunyaoctl init” sets one up."));

  return YAO_CLI_EXIT_OK;
}

/**
 * yao_cli_services_run_show:
 * @cli: the run
 *
 * Runs "services show ID".
 *
 * Returns: the exit code
 */
YaoCliExit
yao_cli_services_run_show (YaoCli *cli)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (YaoService) service
      = yao_cli_services_find (cli, yao_cli_get_operand (cli, 0), &error);

  if (service == NULL)
    return yao_cli_fail (cli, error);

  if (yao_cli_is_json (cli))
    yao_cli_write_service (cli, service, NULL);
  else
    yao_cli_put_service (cli, service);

  return YAO_CLI_EXIT_OK;
}

static void
put_answer_time (YaoCli *cli, YaoService *service, gint64 microseconds)
{
  g_autofree char *time = g_strdup_printf ("%.1f", (double) microseconds / 1000);
  g_autofree char *named = NULL;
  g_autofree char *line = NULL;

  named = yao_cli_text_fill (_ ("{name} answers, in {time} ms."), "time", time);
  line = yao_cli_text_fill (named, "name", yao_service_get_name (service));
  yao_cli_put_line (cli, line);
}

/**
 * yao_cli_services_run_check:
 * @cli: the run
 *
 * Runs "services check ID": whether the service answers, and is the one that it was.
 *
 * Returns: the exit code
 */
YaoCliExit
yao_cli_services_run_check (YaoCli *cli)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (YaoService) service
      = yao_cli_services_find (cli, yao_cli_get_operand (cli, 0), &error);
  gint64 microseconds;

  if (service == NULL)
    return yao_cli_fail (cli, error);

  microseconds = yao_client_check_connection (yao_cli_get_client (cli, NULL), service,
                                              yao_cli_get_cancellable (cli), &error);
  if (microseconds < 0)
    return yao_cli_fail (cli, error);

  if (yao_cli_is_json (cli))
    {
      YaoJsonWriter *json = yao_cli_get_json (cli);

      yao_json_writer_begin_object (json, NULL);
      yao_cli_write_text (json, "id", yao_service_get_id (service));
      yao_cli_write_text (json, "address", yao_service_get_address (service));
      yao_json_writer_add_boolean (json, "reachable", TRUE);
      yao_json_writer_add_int (json, "microseconds", microseconds);
      yao_json_writer_end_object (json);
    }
  else
    put_answer_time (cli, service, microseconds);

  return YAO_CLI_EXIT_OK;
}

static void
put_removed (YaoCli *cli, const char *id, const char *name)
{
  g_autofree char *line = NULL;

  if (yao_cli_is_json (cli))
    {
      YaoJsonWriter *json = yao_cli_get_json (cli);

      yao_json_writer_begin_object (json, NULL);
      yao_cli_write_text (json, "id", id);
      yao_json_writer_add_boolean (json, "removed", TRUE);
      yao_json_writer_end_object (json);
      return;
    }

  line = yao_cli_text_fill (_ ("Removed from this computer: {name}"), "name", name);
  yao_cli_put_line (cli, line);
}

/**
 * yao_cli_services_run_remove:
 * @cli: the run
 *
 * Runs "services remove ID".
 *
 * Returns: the exit code
 */
YaoCliExit
yao_cli_services_run_remove (YaoCli *cli)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (YaoService) service
      = yao_cli_services_find (cli, yao_cli_get_operand (cli, 0), &error);
  g_autofree char *question = NULL;
  g_autofree char *id = NULL;
  g_autofree char *name = NULL;
  YaoCliExit exit_code = YAO_CLI_EXIT_OK;

  if (service == NULL)
    return yao_cli_fail (cli, error);

  id = g_strdup (yao_service_get_id (service));
  name = g_strdup (yao_service_get_name (service));
  question = yao_cli_text_fill (_ ("Remove the service of {name} and all its certificates from "
                                   "this computer?"),
                                "name", name);
  if (!yao_cli_confirm (cli, question, &exit_code))
    return exit_code;

  if (!yao_client_remove_service (yao_cli_get_client (cli, NULL), service,
                                  yao_cli_get_cancellable (cli), &error))
    return yao_cli_fail (cli, error);

  put_removed (cli, id, name);

  return YAO_CLI_EXIT_OK;
}
