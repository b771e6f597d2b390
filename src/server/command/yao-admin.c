/* yao-admin.c: yunyaod admin
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include "yao-admin.h"

#include "yao-command.h"
#include "yao-error.h"

#include <string.h>

static const struct
{
  const char *name;
  gboolean (*run) (YaoAdmin *admin, YaoArguments *arguments, GError **error);
  gboolean opens; /* whether it works on the service as it is */
} commands[] = {
  { "accounts", yao_admin_accounts, TRUE },
  { "audit", yao_admin_audit, TRUE },
  { "backup", yao_admin_backup, TRUE },
  { "certs", yao_admin_certs, TRUE },
  { "check", yao_admin_check, TRUE },
  { "devices", yao_admin_devices, TRUE },
  { "organisations", yao_admin_organisations, TRUE },
  { "qr", yao_admin_qr, TRUE },
  { "renew", yao_admin_renew, TRUE },
  { "restore", yao_admin_restore, FALSE },
  { "rotate-master-key", yao_admin_rotate_master_key, TRUE },
  { "settings", yao_admin_settings, TRUE },
  { "sms", yao_admin_sms, TRUE },
  { "users", yao_admin_users, TRUE },
};

static void
clear_admin (YaoAdmin *admin)
{
  g_clear_object (&admin->installation);
  g_clear_pointer (&admin->folder, g_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (YaoAdmin, clear_admin)

/**
 * yao_admin_take_word:
 * @arguments: a command line
 * @what: what is needed, for the message
 * @error: return location
 *
 * Takes a word that must be there.
 *
 * Returns: (transfer full): the word, or %NULL with %YAO_ERROR_MISSING_INPUT
 */
char *
yao_admin_take_word (YaoArguments *arguments, const char *what, GError **error)
{
  char *word = yao_arguments_take_word (arguments);

  if (word == NULL)
    g_set_error (error, YAO_ERROR, YAO_ERROR_MISSING_INPUT, "%s is needed", what);
  return word;
}

/* A demonstration may have a clock of its own, and then its administration has the same. */
static gboolean
open_installation (YaoAdmin *admin, GError **error)
{
  g_autoptr (YaoClock) clock = yao_clock_new ();
  g_autofree char *test_clock = NULL;

  admin->installation = yao_installation_open (admin->folder, clock, error);
  if (admin->installation == NULL)
    return FALSE;

  test_clock = yao_installation_dup_test_clock (admin->installation);
  if (test_clock == NULL)
    return TRUE;
  g_clear_object (&admin->installation);
  g_clear_object (&clock);
  clock = yao_clock_new_with_offset_file (test_clock);
  admin->installation = yao_installation_open (admin->folder, clock, error);
  return admin->installation != NULL;
}

/**
 * yao_command_admin:
 * @arguments: the command line after "admin"
 * @error: return location
 *
 * Administers a service, running or not; a running one sees each change at once.
 *
 * Returns: %TRUE if it is done
 */
gboolean
yao_command_admin (YaoArguments *arguments, GError **error)
{
  g_auto (YaoAdmin) admin = { 0 };
  g_autofree char *name = NULL;
  gsize i = 0;

  admin.json = yao_arguments_take_flag (arguments, "--json");
  if (!yao_arguments_take_value (arguments, "--data", &admin.folder, error))
    return FALSE;
  if (admin.folder == NULL)
    {
      g_set_error (error, YAO_ERROR, YAO_ERROR_MISSING_INPUT, "--data DIR is needed");
      return FALSE;
    }
  name = yao_admin_take_word (arguments, "a command", error);
  if (name == NULL || !yao_command_check_owner (admin.folder, error))
    return FALSE;

  while (i < G_N_ELEMENTS (commands) && strcmp (commands[i].name, name) != 0)
    i++;
  if (i == G_N_ELEMENTS (commands))
    {
      g_set_error (error, YAO_ERROR, YAO_ERROR_INVALID_INPUT, "there is no command admin %s", name);
      return FALSE;
    }
  if (commands[i].opens && !open_installation (&admin, error))
    return FALSE;
  return commands[i].run (&admin, arguments, error);
}
