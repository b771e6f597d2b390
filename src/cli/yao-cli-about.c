/* yao-cli-about.c: about this program
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include "yao-config.h"

#include "yao-cli-about.h"

#include "yao-cli-format.h"

#include <glib/gi18n.h>

static void
write_about (YaoCli *cli, YaoClient *client, GListModel *services)
{
  YaoJsonWriter *json = yao_cli_get_json (cli);

  yao_json_writer_begin_object (json, NULL);
  yao_cli_write_text (json, "name", "yunyaoctl");
  yao_cli_write_text (json, "version", yao_client_get_version ());
  yao_cli_write_text (json, "profile", yao_client_get_profile_dir (client));
  yao_json_writer_begin_array (json, "services");
  for (guint i = 0; i < g_list_model_get_n_items (services); i++)
    {
      g_autoptr (YaoService) service = g_list_model_get_item (services, i);

      yao_cli_write_service (cli, service, NULL);
    }
  yao_json_writer_end_array (json);
  yao_json_writer_end_object (json);
}

static void
put_about (YaoCli *cli, YaoClient *client, GListModel *services)
{
  const char *rows[][2] = {
    { _ ("Version:"), yao_client_get_version () },
    { _ ("Profile:"), yao_client_get_profile_dir (client) },
  };
  g_autoptr (YaoCliTable) table = yao_cli_table_new (2);

  yao_cli_put_line (cli, _ ("Yunyao, the command line of a cloud key service"));
  yao_cli_put (cli, "\n");
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    yao_cli_table_add_row (table, rows[i]);
  yao_cli_put_table (cli, table);

  for (guint i = 0; i < g_list_model_get_n_items (services); i++)
    {
      g_autoptr (YaoService) service = g_list_model_get_item (services, i);

      yao_cli_put (cli, "\n");
      yao_cli_put_service (cli, service);
    }
}

/**
 * yao_cli_about_run:
 * @cli: the run
 *
 * Runs "about".
 *
 * Returns: the exit code
 */
YaoCliExit
yao_cli_about_run (YaoCli *cli)
{
  g_autoptr (GListModel) services = NULL;
  g_autoptr (GError) error = NULL;
  YaoClient *client = yao_cli_get_client (cli, &error);

  if (client == NULL)
    return yao_cli_fail (cli, error);

  services = yao_client_list_services (client);
  if (yao_cli_is_json (cli))
    write_about (cli, client, services);
  else
    put_about (cli, client, services);

  return YAO_CLI_EXIT_OK;
}
