/* yao-command.c: the commands of yunyaod
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include "yao-command.h"

#include "yao-config.h"
#include "yao-error.h"
#include "yao-secret.h"

#include <glib/gstdio.h>
#include <locale.h>
#include <pwd.h>
#include <signal.h>
#include <string.h>
#include <unistd.h>

static const char usage[]
    = "Usage:\n"
      "  yunyaod demo DIR [--listen ADDRESS:PORT] [--test-clock FILE] [--limits off]\n"
      "               [--exit-with-stdin]      a ready demonstration in DIR\n"
      "  yunyaod init --data DIR --name ORGANISATION --address https://HOST[:PORT]\n"
      "               [--support TEXT]         a new service in DIR\n"
      "  yunyaod serve --data DIR --listen ADDRESS:PORT [--exit-with-stdin]\n"
      "                                        the service of DIR\n"
      "  yunyaod admin --data DIR [--json] COMMAND\n"
      "    users list | add UID NAME [--department TEXT] [--role TEXT] [--phone NUMBER]\n"
      "          [--document NUMBER] [--organisation NAME] | import FILE.csv\n"
      "          | disable UID | enable UID\n"
      "    certs list [UID] | issue UID [sm2|rsa2048|rsa3072|p256] | renew UID|ID\n"
      "          | revoke UID|ID [--reason REASON]\n"
      "    renew UID|ID                        the same as certs renew\n"
      "    accounts reset-pin|unlock UID [--holder UID]\n"
      "    devices list UID [--holder UID] | bind ID | suspend ID | revoke ID\n"
      "    sms                                 the text messages that were sent\n"
      "    qr [-o FILE.png|FILE.svg]           an initialisation code\n"
      "    organisations list | add NAME\n"
      "    settings list | set NAME VALUE      waits, rates and lifetimes\n"
      "    audit [--after NUMBER]\n"
      "    backup FILE | restore FILE [--master-key FILE]\n"
      "    check                               whether everything fits together\n"
      "    rotate-master-key\n"
      "  yunyaod --help | --version\n";

static const struct
{
  const char *name;
  gboolean (*run) (YaoArguments *arguments, GError **error);
} commands[] = {
  { "admin", yao_command_admin },
  { "demo", yao_command_demo },
  { "init", yao_command_init },
  { "serve", yao_command_serve },
};

/* The same numbers as those of yunyaoctl. */
static const struct
{
  YaoErrorCode code;
  int status;
} exit_codes[] = {
  { YAO_ERROR_INVALID_INPUT, 2 }, { YAO_ERROR_MISSING_INPUT, 2 }, { YAO_ERROR_NOT_FOUND, 3 },
  { YAO_ERROR_AMBIGUOUS, 2 },     { YAO_ERROR_DENIED, 4 },        { YAO_ERROR_PARTIAL, 5 },
  { YAO_ERROR_CONFLICT, 6 },      { YAO_ERROR_BUSY, 6 },
};

static int
fail (const GError *error)
{
  g_printerr ("yunyaod: %s\n", error->message);
  for (gsize i = 0; i < G_N_ELEMENTS (exit_codes); i++)
    {
      if (yao_error_is (error, exit_codes[i].code))
        return exit_codes[i].status;
    }
  return 1;
}

static int
run_command (const char *name, YaoArguments *arguments)
{
  g_autoptr (GError) error = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (commands); i++)
    {
      if (strcmp (commands[i].name, name) != 0)
        continue;
      return commands[i].run (arguments, &error) ? 0 : fail (error);
    }
  g_printerr ("yunyaod: there is no command %s\n%s", name, usage);
  return 2;
}

/**
 * yao_command_check_owner:
 * @folder: the folder of a service
 * @error: return location
 *
 * Sees to it that a command runs as the user whose service it is: what another one writes, root
 * included, the service could not read afterwards.
 *
 * Returns: %TRUE if it does, or if there is no such folder; else %YAO_ERROR_DENIED
 */
gboolean
yao_command_check_owner (const char *folder, GError **error)
{
  const struct passwd *owner;
  GStatBuf info;

  if (g_stat (folder, &info) != 0 || info.st_uid == geteuid ())
    return TRUE;

  owner = getpwuid (info.st_uid);
  g_set_error (error, YAO_ERROR, YAO_ERROR_DENIED,
               "%s belongs to another user; run this as him: runuser -u %s -- yunyaod ...", folder,
               owner != NULL ? owner->pw_name : "USER");
  return FALSE;
}

/**
 * yao_command_main:
 * @argc: how many arguments
 * @argv: the arguments, the program's name first
 *
 * Does what a command line says.
 *
 * Returns: the exit status of the process
 */
int
yao_command_main (int argc, char **argv)
{
  g_autoptr (YaoArguments) arguments = NULL;
  g_autofree char *name = NULL;

  setlocale (LC_ALL, "");
  signal (SIGPIPE, SIG_IGN);
  g_log_writer_default_set_use_stderr (TRUE);
  yao_secret_forbid_core_dumps ();

  arguments = yao_arguments_new (MAX (argc - 1, 0), argv + MIN (argc, 1));
  if (yao_arguments_take_flag (arguments, "--help") || yao_arguments_take_flag (arguments, "-h"))
    {
      g_print ("%s", usage);
      return 0;
    }
  if (yao_arguments_take_flag (arguments, "--version"))
    {
      g_print ("yunyaod %s\n", YAO_VERSION);
      return 0;
    }

  name = yao_arguments_take_word (arguments);
  if (name == NULL)
    {
      g_printerr ("%s", usage);
      return 2;
    }
  return run_command (name, arguments);
}
