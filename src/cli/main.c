/* main.c: yunyaoctl
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include "yao-config.h"

#include "yao-cli-commands.h"
#include "yao-cli.h"

#include <glib/gi18n.h>
#include <locale.h>
#include <signal.h>
#include <string.h>

static gboolean
is_of_glib (const GLogField *fields, gsize count)
{
  for (gsize i = 0; i < count; i++)
    if (strcmp (fields[i].key, "GLIB_DOMAIN") == 0)
      return g_str_has_prefix (fields[i].value, "GLib");

  return FALSE;
}

/* What is logged on the way is for --verbose, and GLib's own chatter for nobody; a defect is told
 * in any case. */
static GLogWriterOutput
write_log (GLogLevelFlags level, const GLogField *fields, gsize count, gpointer user_data)
{
  gboolean is_defect = (level & (G_LOG_LEVEL_ERROR | G_LOG_LEVEL_CRITICAL)) != 0;
  gboolean is_chatter
      = (level & (G_LOG_LEVEL_DEBUG | G_LOG_LEVEL_INFO)) != 0 && is_of_glib (fields, count);

  if (!is_defect && (is_chatter || !g_log_get_debug_enabled ()))
    return G_LOG_WRITER_HANDLED;

  return g_log_writer_default (level, fields, count, user_data);
}

int
main (int argc, char **argv)
{
  const char *locale_dir = g_getenv ("YUNYAO_LOCALEDIR");

  setlocale (LC_ALL, "");
  bindtextdomain (GETTEXT_PACKAGE, locale_dir != NULL ? locale_dir : YAO_LOCALEDIR);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);

  /* A reader that went away is seen where it is written to; log lines never mix with output. */
  signal (SIGPIPE, SIG_IGN);
  g_log_writer_default_set_use_stderr (TRUE);
  g_log_set_writer_func (write_log, NULL, NULL);

  return yao_cli_main (yao_cli_commands, (const char *const *) argv + (argc > 0 ? 1 : 0));
}
