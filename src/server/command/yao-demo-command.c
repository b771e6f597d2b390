/* yao-demo-command.c: yunyaod demo
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include "yao-command.h"

#include "yao-demo.h"
#include "yao-enrolment.h"
#include "yao-error.h"
#include "yao-file.h"
#include "yao-json-writer.h"
#include "yao-runner.h"
#include "yao-tls-identity.h"

#include <stdio.h>
#include <string.h>

#define MARKER_NAME "yunyao-demo"
#define MARKER_TEXT "This folder belongs to the demonstration of yunyaod and may be removed.\n"
#define PORT_NAME "port"
#define READY_NAME "ready.json"
#define PEOPLE_NAME "people.json"
#define CA_NAME "tls-ca.pem"

/* Beside the folder, since a client makes it before there is a folder. */
#define USERS_SUFFIX ".users"

/* Another one may just be about to end. */
#define LOCK_TIMEOUT_US (3 * G_USEC_PER_SEC)

typedef struct
{
  char *folder;
  char *listen_address;
  guint16 listen_port;
  char *test_clock;
  gboolean rates_off;
  gboolean exit_with_stdin;

  YaoFileLock *lock;
  YaoInstallation *installation;
  YaoRunner *runner;
} Demo;

static void
free_demo (Demo *demo)
{
  g_clear_object (&demo->runner);
  g_clear_object (&demo->installation);
  g_clear_pointer (&demo->lock, yao_file_lock_free);
  g_free (demo->folder);
  g_free (demo->listen_address);
  g_free (demo->test_clock);
  g_free (demo);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Demo, free_demo)

static char *
get_path (Demo *demo, const char *name)
{
  return g_build_filename (demo->folder, name, NULL);
}

static gboolean
parse_arguments (Demo *demo, YaoArguments *arguments, GError **error)
{
  g_autofree char *folder = NULL;
  g_autofree char *listen = NULL;
  g_autofree char *limits = NULL;

  demo->exit_with_stdin = yao_arguments_take_flag (arguments, "--exit-with-stdin");
  if (!yao_arguments_take_value (arguments, "--listen", &listen, error)
      || !yao_arguments_take_value (arguments, "--test-clock", &demo->test_clock, error)
      || !yao_arguments_take_value (arguments, "--limits", &limits, error))
    return FALSE;

  folder = yao_arguments_take_word (arguments);
  if (folder == NULL)
    {
      g_set_error (error, YAO_ERROR, YAO_ERROR_MISSING_INPUT,
                   "demo needs a folder: yunyaod demo DIR");
      return FALSE;
    }
  if (limits != NULL && strcmp (limits, "off") != 0 && strcmp (limits, "on") != 0)
    {
      g_set_error (error, YAO_ERROR, YAO_ERROR_INVALID_INPUT, "--limits is on or off");
      return FALSE;
    }
  demo->rates_off = g_strcmp0 (limits, "off") == 0;
  demo->folder = g_canonicalize_filename (folder, NULL);
  if (demo->test_clock != NULL)
    {
      g_autofree char *given = g_steal_pointer (&demo->test_clock);

      demo->test_clock = g_canonicalize_filename (given, NULL);
    }
  return yao_runner_parse_listen (listen != NULL ? listen : "127.0.0.1:0", &demo->listen_address,
                                  &demo->listen_port, error)
         && yao_arguments_end (arguments, error);
}

static gboolean
write_text (Demo *demo, const char *name, const char *text, GError **error)
{
  g_autofree char *path = get_path (demo, name);
  g_autoptr (GBytes) bytes = g_bytes_new_static (text, strlen (text));

  return yao_file_replace (path, bytes, 0600, error);
}

/* Writes a file only if it does not say so already. */
static gboolean
keep_file (Demo *demo, const char *name, GBytes *contents, GError **error)
{
  g_autofree char *path = get_path (demo, name);
  g_autoptr (GBytes) before = yao_file_read (path, g_bytes_get_size (contents) + 1, NULL);

  if (before != NULL && g_bytes_equal (before, contents))
    return TRUE;
  return yao_file_replace (path, contents, 0600, error);
}

/* The folder must be ours or empty: nobody's own files are mixed with the demonstration's. What a
 * start leaves behind that was killed before it had marked the folder begins with these names.
 */
static gboolean
is_free (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      const char *bare = name[0] == '.' ? name + 1 : name;

      if (!g_str_has_prefix (bare, MARKER_NAME) && strcmp (name, YAO_INSTALLATION_LOCK) != 0)
        return FALSE;
    }
  return dir != NULL;
}

static gboolean
take_folder (Demo *demo, GError **error)
{
  g_autofree char *marker = get_path (demo, MARKER_NAME);
  g_autofree char *lock = get_path (demo, YAO_INSTALLATION_LOCK);

  if (!yao_file_make_dir (demo->folder, error))
    return FALSE;
  if (!g_file_test (marker, G_FILE_TEST_EXISTS) && !is_free (demo->folder))
    {
      g_set_error (error, YAO_ERROR, YAO_ERROR_CONFLICT,
                   "%s holds other files; give an empty folder or a new one", demo->folder);
      return FALSE;
    }

  demo->lock = yao_file_lock (lock, LOCK_TIMEOUT_US, error);
  if (demo->lock == NULL)
    {
      g_prefix_error (error, "a demonstration is running in %s already: ", demo->folder);
      return FALSE;
    }
  return g_file_test (marker, G_FILE_TEST_EXISTS)
         || write_text (demo, MARKER_NAME, MARKER_TEXT, error);
}

static guint16
read_kept_port (Demo *demo)
{
  g_autofree char *path = get_path (demo, PORT_NAME);
  g_autoptr (GBytes) bytes = yao_file_read (path, 16, NULL);
  g_autofree char *text = NULL;
  guint64 port = 0;

  if (bytes == NULL)
    return 0;
  text = g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
  g_ascii_string_to_unsigned (g_strchomp (text), 10, 1, 65535, &port, NULL);
  return (guint16) port;
}

/* The same port as last time, so that what clients keep stays true; if another program has taken it
 * meanwhile, another one.
 */
static gboolean
bind_port (Demo *demo, GError **error)
{
  guint16 kept = read_kept_port (demo);
  g_autofree char *text = NULL;

  if (demo->listen_port != 0)
    {
      if (!yao_runner_bind (demo->runner, demo->listen_address, demo->listen_port, error))
        return FALSE;
    }
  else if ((kept == 0 || !yao_runner_bind (demo->runner, demo->listen_address, kept, NULL))
           && !yao_runner_bind (demo->runner, demo->listen_address, 0, error))
    {
      return FALSE;
    }

  if (kept == yao_runner_get_port (demo->runner))
    return TRUE;
  text = g_strdup_printf ("%u\n", yao_runner_get_port (demo->runner));
  return write_text (demo, PORT_NAME, text, error);
}

static gboolean
open_or_make (Demo *demo, GError **error)
{
  g_autoptr (YaoClock) clock = demo->test_clock != NULL
                                   ? yao_clock_new_with_offset_file (demo->test_clock)
                                   : yao_clock_new ();
  g_autofree char *address
      = yao_runner_dup_address (demo->listen_address, yao_runner_get_port (demo->runner));
  g_autofree char *known = NULL;
  gboolean is_made = FALSE;

  demo->installation = yao_installation_open_for_making (demo->folder, clock, error);
  if (demo->installation == NULL || !yao_installation_is_made (demo->installation, &is_made, error))
    return FALSE;
  yao_installation_set_rates_off (demo->installation, demo->rates_off);
  if (!is_made)
    return yao_demo_make (demo->installation, address, error)
           && yao_installation_set_test_clock (demo->installation, demo->test_clock, error);

  if (!yao_installation_get_is_demo (demo->installation))
    {
      g_set_error (error, YAO_ERROR, YAO_ERROR_CONFLICT, "%s holds a real service", demo->folder);
      return FALSE;
    }
  if (!yao_installation_set_test_clock (demo->installation, demo->test_clock, error))
    return FALSE;
  known = yao_installation_dup_address (demo->installation, NULL);
  return g_strcmp0 (known, address) == 0
         || yao_installation_set_address (demo->installation, address, error);
}

static gboolean
write_files (Demo *demo, GError **error)
{
  g_autofree char *ca = yao_tls_identity_dup_ca_pem (demo->installation, error);
  g_autoptr (GBytes) ca_bytes = NULL;
  g_autoptr (GBytes) people = yao_demo_dup_people_json ();

  if (ca == NULL)
    return FALSE;
  ca_bytes = g_bytes_new (ca, strlen (ca));
  return keep_file (demo, CA_NAME, ca_bytes, error) && keep_file (demo, PEOPLE_NAME, people, error);
}

static GBytes *
make_ready_line (Demo *demo, GError **error)
{
  g_autoptr (YaoJsonWriter) writer = yao_json_writer_new ();
  g_autofree char *code = yao_enrolment_dup_code (demo->installation, error);
  g_autofree char *address = NULL;
  g_autofree char *id = NULL;
  g_autofree char *ca = get_path (demo, CA_NAME);

  if (code == NULL || (address = yao_installation_dup_address (demo->installation, error)) == NULL
      || (id = yao_installation_dup_service_id (demo->installation, error)) == NULL)
    return NULL;

  yao_json_writer_begin_object (writer, NULL);
  yao_json_writer_add_string (writer, "address", address);
  yao_json_writer_add_string (writer, "init", code);
  yao_json_writer_add_string (writer, "data", demo->folder);
  yao_json_writer_add_string (writer, "service_id", id);
  yao_json_writer_add_string (writer, "ca", ca);
  yao_json_writer_add_null (writer, "application");
  yao_json_writer_end_object (writer);
  return yao_json_writer_finish (writer);
}

static gboolean
tell_ready (Demo *demo, GError **error)
{
  g_autofree char *path = get_path (demo, READY_NAME);
  g_autoptr (GBytes) line = make_ready_line (demo, error);
  g_autofree char *text = NULL;

  if (line == NULL)
    return FALSE;
  text = g_strndup (g_bytes_get_data (line, NULL), g_bytes_get_size (line));
  g_strchomp (text);
  if (!yao_file_replace (path, line, 0600, error))
    return FALSE;
  puts (text);
  fflush (stdout);
  return TRUE;
}

/**
 * yao_command_demo:
 * @arguments: the command line after "demo"
 * @error: return location
 *
 * Makes the demonstration where there is none yet, and runs it.
 *
 * Returns: %TRUE when it was told to end
 */
gboolean
yao_command_demo (YaoArguments *arguments, GError **error)
{
  g_autoptr (Demo) demo = g_new0 (Demo, 1);
  g_autofree char *ready = NULL;
  g_autofree char *users = NULL;

  if (!parse_arguments (demo, arguments, error) || !take_folder (demo, error))
    return FALSE;

  /* What a service that was killed left is not true any more. */
  ready = get_path (demo, READY_NAME);
  demo->runner = yao_runner_new ();
  if (!yao_file_remove (ready, error) || !bind_port (demo, error) || !open_or_make (demo, error)
      || !yao_demo_make_pins (demo->installation, error)
      || !yao_demo_make_authorizations (demo->installation, error)
      || !yao_runner_start (demo->runner, demo->installation, error) || !write_files (demo, error)
      || !tell_ready (demo, error))
    return FALSE;

  users = g_strconcat (demo->folder, USERS_SUFFIX, NULL);
  yao_runner_set_users_lock (demo->runner, users);
  yao_runner_run (demo->runner, demo->exit_with_stdin);
  return yao_file_remove (ready, error);
}
