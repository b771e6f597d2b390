/* yao-cli-init.c: setting up a service
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include "yao-config.h"

#include "yao-cli-init.h"

#include "yao-cli-format.h"
#include "yao-cli-text.h"

#include <errno.h>
#include <gio/gio.h>
#include <glib/gi18n.h>
#include <string.h>
#include <unistd.h>

#define CODE_MAX 4096 /* bytes of an initialisation code, with what may stand around it */

const YaoCliOption yao_cli_init_options[] = {
  { "builtin", 0, NULL, N_ ("Set up the demonstration service that comes with this program") },
  { "require-trusted", 0, NULL, N_ ("Refuse a code that no known signer vouches for") },
  { NULL },
};

/* Reads the code from standard input, as far as a code can go. */
static YaoEnrolmentCode *
read_code (GError **error)
{
  char text[CODE_MAX + 1];
  gsize size = 0;

  while (size < CODE_MAX)
    {
      ssize_t got = read (STDIN_FILENO, text + size, CODE_MAX - size);

      if (got < 0 && errno == EINTR)
        continue;
      if (got < 0)
        {
          yao_error_set_from_errno (error, errno, "read standard input", NULL);
          return NULL;
        }
      if (got == 0)
        break;
      size += (gsize) got;
    }
  text[size] = '\0';

  return yao_enrolment_code_new_from_text (text, error);
}

static YaoEnrolmentCode *
refuse_name (const char *name, GError **error)
{
  g_set_error (error, YAO_ERROR, YAO_ERROR_INVALID_CODE, "neither a code nor a file: %s", name);
  if (error != NULL)
    yao_error_set_subject (*error, name);

  return NULL;
}

/* A code as it is, or a file that holds it. */
static YaoEnrolmentCode *
find_code (const char *operand, GError **error)
{
  if (strcmp (operand, "-") == 0)
    return read_code (error);
  if (g_file_test (operand, G_FILE_TEST_EXISTS))
    return yao_enrolment_code_new_from_file (operand, error);

  /* A bare word could be taken for the address of a service, but is the name of no file. */
  if (strstr (operand, "://") == NULL)
    return refuse_name (operand, error);

  return yao_enrolment_code_new_from_text (operand, error);
}

static void
warn_unverified (YaoCli *cli, YaoService *service)
{
  g_autofree char *pin = yao_service_dup_pin_text (service);
  g_autofree char *next = NULL;
  g_autofree char *sentence = yao_cli_text_fill (
      _ ("Nobody known vouches for the service of {name}"), "name", yao_service_get_name (service));

  next = yao_cli_text_fill (
      _ ("Ask your organisation, by telephone or on paper, whether its fingerprint is {pin}."),
      "pin", pin != NULL ? pin : "-");
  yao_cli_warn (cli, "unverified", sentence, next);
}

/* Whom one can be in the demonstration, and what there is to try as each of them. */
static void
put_people (YaoCli *cli)
{
  const char *titles[] = { _ ("NUMBER"), _ ("NAME"), _ ("DEPARTMENT"), _ ("WHAT TO TRY") };
  YaoClient *client = yao_cli_get_client (cli, NULL);
  g_autoptr (GListModel) people
      = yao_builtin_service_list_people (yao_client_get_builtin (client), NULL);
  g_autoptr (YaoCliTable) table = yao_cli_table_new (G_N_ELEMENTS (titles));

  yao_cli_put_line (cli, _ ("Next: “yunyaoctl download NUMBER” with the number of one of these "
                            "people:"));
  if (people == NULL)
    return;

  yao_cli_table_set_header (table, titles);
  for (guint i = 0; i < g_list_model_get_n_items (people); i++)
    {
      g_autoptr (YaoDemoPerson) person = g_list_model_get_item (people, i);
      const char *cells[] = {
        yao_demo_person_get_uid (person),
        yao_demo_person_get_name (person),
        yao_demo_person_get_department (person),
        yao_demo_person_get_hint (person),
      };

      yao_cli_table_add_row (table, cells);
    }
  yao_cli_put (cli, "\n");
  yao_cli_put_table (cli, table);
}

static void
put_result (YaoCli *cli, YaoService *service)
{
  g_autofree char *line = NULL;

  if (yao_cli_is_json (cli))
    {
      yao_cli_write_service (cli, service, NULL);
      return;
    }

  line = yao_cli_text_fill (_ ("Set up: {name}"), "name", yao_service_get_name (service));
  yao_cli_put_line (cli, line);
  if (yao_service_is_builtin (service))
    put_people (cli);
  else
    yao_cli_put_line (cli, _ ("Next: “yunyaoctl download NUMBER” with your user ID or employee "
                              "number."));
}

static YaoService *
add_code (YaoCli *cli, YaoClient *client, const char *operand, GError **error)
{
  g_autoptr (YaoEnrolmentCode) code = find_code (operand, error);
  YaoAddFlags flags
      = yao_cli_has (cli, "require-trusted") ? YAO_ADD_REQUIRE_TRUSTED : YAO_ADD_DEFAULT;

  if (code == NULL)
    return NULL;

  return yao_client_add_service (client, code, flags, yao_cli_get_cancellable (cli), error);
}

/* Making the keys of a new demonstration takes a few seconds. */
static YaoService *
add_builtin (YaoCli *cli, YaoClient *client, GError **error)
{
  yao_cli_say (cli, _ ("Starting the demonstration service…"));

  return yao_client_add_builtin (client, yao_cli_get_cancellable (cli), error);
}

static gboolean
is_unverified (YaoService *service)
{
  return yao_service_get_trust (service) == YAO_SERVICE_TRUST_UNVERIFIED
         && !yao_service_is_builtin (service);
}

/**
 * yao_cli_init_preconfigured:
 * @cli: the run
 * @error: return location
 *
 * Sets up the service whose code the organisation has put on this computer.
 *
 * Returns: (transfer full) (nullable): the service; %YAO_ERROR_NO_SERVICE where there is no code
 */
YaoService *
yao_cli_init_preconfigured (YaoCli *cli, GError **error)
{
  g_autoptr (YaoEnrolmentCode) code = NULL;
  g_autoptr (GError) local = NULL;
  YaoClient *client = yao_cli_get_client (cli, error);
  YaoService *service;

  if (client == NULL)
    return NULL;

  code = yao_enrolment_code_load_preconfigured (&local);
  if (local != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return NULL;
    }
  if (code == NULL)
    {
      g_set_error_literal (error, YAO_ERROR, YAO_ERROR_NO_SERVICE, "no service is set up");
      return NULL;
    }

  service = yao_client_add_service (client, code, YAO_ADD_DEFAULT, yao_cli_get_cancellable (cli),
                                    error);
  if (service != NULL && is_unverified (service))
    warn_unverified (cli, service);

  return service;
}

/**
 * yao_cli_init_run:
 * @cli: the run
 *
 * Runs "init CODE|FILE|-" and "init --builtin".
 *
 * Returns: the exit code
 */
YaoCliExit
yao_cli_init_run (YaoCli *cli)
{
  const char *operand = yao_cli_get_operand (cli, 0);
  gboolean is_builtin = yao_cli_has (cli, "builtin");
  g_autoptr (YaoService) service = NULL;
  g_autoptr (GError) error = NULL;
  YaoClient *client;

  if (operand == NULL && !is_builtin)
    return yao_cli_fail_usage (cli, YAO_CLI_MISTAKE_MISSING_OPERAND, _ ("CODE|FILE|-"));
  if (operand != NULL && is_builtin)
    return yao_cli_fail_usage (cli, YAO_CLI_MISTAKE_EXCLUSIVE, "--builtin, CODE");

  client = yao_cli_get_client (cli, &error);
  if (client == NULL)
    return yao_cli_fail (cli, error);

  service
      = is_builtin ? add_builtin (cli, client, &error) : add_code (cli, client, operand, &error);
  if (service == NULL)
    return yao_cli_fail (cli, error);

  if (is_unverified (service))
    warn_unverified (cli, service);
  put_result (cli, service);

  return YAO_CLI_EXIT_OK;
}
