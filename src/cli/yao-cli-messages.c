/* yao-cli-messages.c: text messages of the demonstration service
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include "yao-config.h"

#include "yao-cli-messages.h"

#include "yao-cli-format.h"

#include <glib/gi18n.h>

const YaoCliOption yao_cli_messages_options[] = {
  { "data", 0, N_ ("DIR"), N_ ("Of the demonstration service that keeps its data in DIR") },
  { NULL },
};

static void
write_message (YaoJsonWriter *json, YaoPhoneMessage *message)
{
  yao_json_writer_begin_object (json, NULL);
  yao_json_writer_add_int (json, "id", yao_phone_message_get_id (message));
  yao_cli_write_time (json, "time", yao_phone_message_get_time (message));
  yao_cli_write_text (json, "to", yao_phone_message_get_phone (message));
  yao_cli_write_text (json, "uid", yao_phone_message_get_uid (message));
  yao_cli_write_text (json, "purpose", yao_phone_message_get_purpose (message));
  yao_cli_write_text (json, "text", yao_phone_message_get_text (message));
  yao_cli_write_text (json, "code", yao_phone_message_get_code (message));
  yao_json_writer_end_object (json);
}

static void
write_messages (YaoCli *cli, GListModel *messages)
{
  YaoJsonWriter *json = yao_cli_get_json (cli);
  guint total = g_list_model_get_n_items (messages);

  yao_json_writer_begin_object (json, NULL);
  yao_json_writer_begin_array (json, "items");
  for (guint i = 0; i < total; i++)
    {
      g_autoptr (YaoPhoneMessage) message = g_list_model_get_item (messages, i);

      write_message (json, message);
    }
  yao_cli_write_list_end (json, total);
  yao_json_writer_end_object (json);
}

static void
put_messages (YaoCli *cli, GListModel *messages)
{
  const char *header[] = { _ ("TIME"), _ ("TO"), _ ("MESSAGE") };
  g_autoptr (YaoCliTable) table = yao_cli_table_new (G_N_ELEMENTS (header));

  yao_cli_table_set_header (table, header);
  for (guint i = 0; i < g_list_model_get_n_items (messages); i++)
    {
      g_autoptr (YaoPhoneMessage) message = g_list_model_get_item (messages, i);
      g_autofree char *when = yao_cli_format_time (yao_phone_message_get_time (message));
      const char *cells[]
          = { when, yao_phone_message_get_phone (message), yao_phone_message_get_text (message) };

      yao_cli_table_add_row (table, cells);
    }
  yao_cli_put_table (cli, table);
}

/**
 * yao_cli_messages_run:
 * @cli: the run
 *
 * Runs "messages". They are read where the demonstration service keeps them; no service is asked,
 * and none that is not a demonstration has any.
 *
 * Returns: the exit code
 */
YaoCliExit
yao_cli_messages_run (YaoCli *cli)
{
  const char *data = yao_cli_get_value (cli, "data");
  g_autoptr (GError) error = NULL;
  g_autoptr (YaoBuiltinService) other = NULL;
  g_autoptr (GListModel) messages = NULL;
  YaoClient *client = data == NULL ? yao_cli_get_client (cli, &error) : NULL;

  if (data == NULL && client == NULL)
    return yao_cli_fail (cli, error);

  if (data != NULL)
    other = yao_builtin_service_new (data);
  messages
      = yao_builtin_service_list_messages (other != NULL ? other : yao_client_get_builtin (client));

  if (yao_cli_is_json (cli))
    write_messages (cli, messages);
  else if (g_list_model_get_n_items (messages) == 0)
    yao_cli_put_line (cli, _ ("No messages."));
  else
    put_messages (cli, messages);

  return YAO_CLI_EXIT_OK;
}
