/* yao-serve-command.c: yunyaod init, yunyaod serve
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include "yao-command.h"

#include "yao-address.h"
#include "yao-error.h"
#include "yao-file.h"
#include "yao-founding.h"
#include "yao-key-batch.h"
#include "yao-runner.h"

#define LOCK_TIMEOUT_US (3 * G_USEC_PER_SEC)

/* The authorities count from a little before they were made. */
#define BACKDATE (24 * 60 * 60)

static gboolean
take_needed (YaoArguments *arguments, const char *name, char **value, GError **error)
{
  if (!yao_arguments_take_value (arguments, name, value, error))
    return FALSE;
  if (*value == NULL)
    g_set_error (error, YAO_ERROR, YAO_ERROR_MISSING_INPUT, "%s is needed", name);
  return *value != NULL;
}

static YaoFileLock *
lock_folder (const char *folder, GError **error)
{
  g_autofree char *path = g_build_filename (folder, YAO_INSTALLATION_LOCK, NULL);
  YaoFileLock *lock = yao_file_lock (path, LOCK_TIMEOUT_US, error);

  if (lock == NULL)
    g_prefix_error (error, "a service is running in %s already: ", folder);
  return lock;
}

static gboolean
make_service (const char *folder,
              const char *name,
              const char *address,
              const char *support,
              GError **error)
{
  g_autoptr (YaoClock) clock = yao_clock_new ();
  g_autoptr (YaoInstallation) installation
      = yao_installation_open_for_making (folder, clock, error);
  g_autoptr (YaoTransaction) transaction = NULL;
  g_autoptr (GPtrArray) keys = NULL;
  const YaoKeyAlgorithm *algorithms = NULL;
  gsize n_algorithms = yao_founding_get_key_algorithms (&algorithms);
  gboolean is_made = FALSE;

  if (installation == NULL || !yao_installation_is_made (installation, &is_made, error))
    return FALSE;
  if (is_made)
    {
      g_set_error (error, YAO_ERROR, YAO_ERROR_CONFLICT, "%s holds a service already", folder);
      return FALSE;
    }

  keys = yao_key_batch_generate (algorithms, n_algorithms, error);
  if (keys == NULL)
    return FALSE;
  transaction = yao_transaction_begin (yao_installation_get_database (installation), error);
  return transaction != NULL
         && yao_founding_make (installation, YAO_INSTALLATION_REAL, name, address, keys,
                               yao_clock_get_unix (clock) - BACKDATE, error)
         && yao_installation_set_support (installation, support, error)
         && yao_transaction_commit (transaction, error);
}

/**
 * yao_command_init:
 * @arguments: the command line after "init"
 * @error: return location
 *
 * Makes a new service, without people.
 *
 * Returns: %TRUE if it is made
 */
gboolean
yao_command_init (YaoArguments *arguments, GError **error)
{
  g_autofree char *folder = NULL;
  g_autofree char *name = NULL;
  g_autofree char *address = NULL;
  g_autofree char *support = NULL;
  g_autoptr (YaoFileLock) lock = NULL;

  if (!take_needed (arguments, "--data", &folder, error)
      || !take_needed (arguments, "--name", &name, error)
      || !take_needed (arguments, "--address", &address, error)
      || !yao_arguments_take_value (arguments, "--support", &support, error)
      || !yao_arguments_end (arguments, error))
    return FALSE;
  if (!yao_address_is_valid (address))
    {
      g_set_error (error, YAO_ERROR, YAO_ERROR_INVALID_INPUT,
                   "%s is not an address like https://cloudkey.example:8443", address);
      return FALSE;
    }

  if (!yao_file_make_dir (folder, error) || (lock = lock_folder (folder, error)) == NULL)
    return FALSE;
  return make_service (folder, name, address, support, error);
}

/**
 * yao_command_serve:
 * @arguments: the command line after "serve"
 * @error: return location
 *
 * Runs a service that was made with "init".
 *
 * Returns: %TRUE when it was told to end
 */
gboolean
yao_command_serve (YaoArguments *arguments, GError **error)
{
  g_autoptr (YaoClock) clock = yao_clock_new ();
  g_autoptr (YaoRunner) runner = yao_runner_new ();
  g_autoptr (YaoInstallation) installation = NULL;
  g_autoptr (YaoFileLock) lock = NULL;
  g_autofree char *folder = NULL;
  g_autofree char *listen = NULL;
  g_autofree char *address = NULL;
  g_autofree char *known = NULL;
  gboolean exit_with_stdin = yao_arguments_take_flag (arguments, "--exit-with-stdin");
  guint16 port = 0;

  if (!take_needed (arguments, "--data", &folder, error)
      || !take_needed (arguments, "--listen", &listen, error)
      || !yao_runner_parse_listen (listen, &address, &port, error)
      || !yao_arguments_end (arguments, error))
    return FALSE;
  if (!g_file_test (folder, G_FILE_TEST_IS_DIR))
    {
      g_set_error (error, YAO_ERROR, YAO_ERROR_NOT_FOUND,
                   "%s holds no service; make one with yunyaod init", folder);
      return FALSE;
    }

  if (!yao_command_check_owner (folder, error))
    return FALSE;
  lock = lock_folder (folder, error);
  if (lock == NULL || !yao_runner_bind (runner, address, port, error))
    return FALSE;
  installation = yao_installation_open (folder, clock, error);
  if (installation == NULL || !yao_runner_start (runner, installation, error))
    return FALSE;
  if (yao_installation_get_is_demo (installation))
    {
      g_set_error (error, YAO_ERROR, YAO_ERROR_CONFLICT,
                   "%s holds a demonstration; run it with yunyaod demo", folder);
      return FALSE;
    }

  known = yao_installation_dup_address (installation, error);
  if (known == NULL)
    return FALSE;
  g_printerr ("yunyaod: %s, listening on %s port %u\n", known, address,
              yao_runner_get_port (runner));
  yao_runner_run (runner, exit_with_stdin);
  return TRUE;
}
