/* yao-cli-pin.c: signing in and out, and the PIN itself
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include "yao-config.h"

#include "yao-cli-identity.h"

#include "yao-cli-certs.h"
#include "yao-cli-format.h"
#include "yao-cli-secret.h"
#include "yao-cli-text.h"

#include "yao-error.h"

#include <glib/gi18n.h>

const YaoCliOption yao_cli_pin_change_options[] = {
  { "new-pin-file", 0, N_ ("FILE"), N_ ("Take the new PIN from the first line of FILE") },
  { NULL },
};

const YaoCliOption yao_cli_logout_options[] = {
  { "all", 0, NULL, N_ ("Everybody who is signed in on this computer") },
  { NULL },
};

/* What speaks against a PIN, in the order in which it is told. */
static const struct
{
  YaoPinRules rule;
  const char *sentence;
} rules[] = {
  { YAO_PIN_BAD_CHARACTER, N_ ("The PIN has a character that cannot be typed everywhere") },
  { YAO_PIN_TOO_SHORT, N_ ("The PIN is shorter than 6 characters") },
  { YAO_PIN_TOO_LONG, N_ ("The PIN is longer than 32 characters") },
  { YAO_PIN_TOO_FEW_DIGITS, N_ ("The PIN has fewer than 6 digits") },
  { YAO_PIN_REPEATS, N_ ("Repeated digits are easy to guess") },
  { YAO_PIN_RUN, N_ ("Digits that follow each other are easy to guess") },
  { YAO_PIN_LUCKY, N_ ("Lucky numbers are easy to guess") },
  { YAO_PIN_KEYPAD, N_ ("Paths over the keypad are easy to guess") },
  { YAO_PIN_DATE, N_ ("Dates are easy to guess") },
  { YAO_PIN_UID, N_ ("A part of the employee number is easy to guess") },
  { YAO_PIN_PHONE, N_ ("A part of the phone number is easy to guess") },
};

/* What the service says of an account, for people. */
static void
put_status (YaoCli *cli, YaoPinStatus *status)
{
  int tries = yao_pin_status_get_tries_left (status);
  gint64 locked = yao_pin_status_get_locked_until (status);
  gint64 expires = yao_pin_status_get_pin_expires (status);
  gint64 remembered = yao_pin_status_get_remembered_until (status);
  g_autofree char *left = g_strdup_printf ("%d", tries);
  g_autofree char *until = locked > 0 ? yao_cli_format_time (locked) : NULL;
  g_autofree char *end = expires > 0 ? yao_cli_format_time (expires) : NULL;
  g_autofree char *kept = remembered > 0 ? yao_cli_format_time (remembered) : NULL;
  const char *rows[][2] = {
    { _ ("Name:"), yao_pin_status_get_name (status) },
    { _ ("Number:"), yao_pin_status_get_uid (status) },
    { _ ("PIN:"), yao_pin_status_is_issued (status)
                      ? _ ("issued, to be changed before the key can be used")
                      : _ ("chosen by yourself") },
    { _ ("Change until:"), end },
    { _ ("Tries left:"), left },
    { _ ("Locked until:"), until },
    { _ ("This computer:"), yao_pin_status_is_bound (status) ? _ ("bound") : _ ("not bound") },
    { _ ("Remembered until:"), kept },
  };
  g_autoptr (YaoCliTable) table = yao_cli_table_new (2);

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    if (rows[i][1] != NULL && *rows[i][1] != '\0')
      yao_cli_table_add_row (table, rows[i]);
  yao_cli_put_table (cli, table);
}

static void
write_moment (YaoJsonWriter *json, const char *name, gint64 moment)
{
  if (moment > 0)
    yao_cli_write_time (json, name, moment);
  else
    yao_json_writer_add_null (json, name);
}

static void
write_status (YaoCli *cli, YaoCertificate *certificate, YaoPinStatus *status)
{
  YaoJsonWriter *json = yao_cli_get_json (cli);

  yao_json_writer_begin_object (json, NULL);
  yao_cli_write_text (json, "certificate", yao_certificate_get_id (certificate));
  yao_cli_write_text (json, "holder", yao_pin_status_get_holder (status));
  yao_cli_write_text (json, "uid", yao_pin_status_get_uid (status));
  yao_cli_write_text (json, "name", yao_pin_status_get_name (status));
  yao_json_writer_add_string (json, "pin", yao_pin_status_is_issued (status) ? "issued" : "chosen");
  write_moment (json, "pin_expires", yao_pin_status_get_pin_expires (status));
  yao_json_writer_add_int (json, "tries_left", yao_pin_status_get_tries_left (status));
  write_moment (json, "locked_until", yao_pin_status_get_locked_until (status));
  yao_cli_write_text (json, "device", yao_pin_status_get_device_id (status));
  yao_json_writer_add_boolean (json, "bound", yao_pin_status_is_bound (status));
  write_moment (json, "remembered_until", yao_pin_status_get_remembered_until (status));
  yao_json_writer_end_object (json);
}

typedef YaoPinStatus *(*AskStatus) (YaoClient *, YaoCertificate *, GCancellable *, GError **);

/* "login" and "pin status" show the same. */
static YaoCliExit
run_status (YaoCli *cli, AskStatus ask)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (YaoCertificate) certificate
      = yao_cli_certs_choose (cli, yao_cli_get_operand (cli, 0), &error);
  g_autoptr (YaoPinStatus) status = NULL;

  if (certificate == NULL)
    return yao_cli_fail (cli, error);

  status = ask (yao_cli_get_client (cli, NULL), certificate, yao_cli_get_cancellable (cli), &error);
  if (status == NULL)
    return yao_cli_fail (cli, error);

  if (yao_cli_is_json (cli))
    write_status (cli, certificate, status);
  else
    put_status (cli, status);

  return YAO_CLI_EXIT_OK;
}

/**
 * yao_cli_identity_run_login:
 * @cli: the run
 *
 * Runs "login [ID]".
 *
 * Returns: the exit code
 */
YaoCliExit
yao_cli_identity_run_login (YaoCli *cli)
{
  return run_status (cli, yao_client_login);
}

/**
 * yao_cli_pin_run_status:
 * @cli: the run
 *
 * Runs "pin status [ID]".
 *
 * Returns: the exit code
 */
YaoCliExit
yao_cli_pin_run_status (YaoCli *cli)
{
  return run_status (cli, yao_client_pin_status);
}

/* What was done, for people or for programs. */
static YaoCliExit
put_done (YaoCli *cli, YaoCertificate *certificate, const char *name, const char *sentence)
{
  if (yao_cli_is_json (cli))
    {
      YaoJsonWriter *json = yao_cli_get_json (cli);

      yao_json_writer_begin_object (json, NULL);
      if (certificate != NULL)
        yao_cli_write_text (json, "certificate", yao_certificate_get_id (certificate));
      yao_json_writer_add_boolean (json, name, TRUE);
      yao_json_writer_end_object (json);
    }
  else
    yao_cli_put_line (cli, sentence);

  return YAO_CLI_EXIT_OK;
}

/**
 * yao_cli_identity_run_logout:
 * @cli: the run
 *
 * Runs "logout [ID]" and "logout --all".
 *
 * Returns: the exit code
 */
YaoCliExit
yao_cli_identity_run_logout (YaoCli *cli)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (YaoCertificate) certificate = NULL;
  YaoClient *client = yao_cli_get_client (cli, &error);
  gboolean is_all = yao_cli_has (cli, "all");

  if (client == NULL)
    return yao_cli_fail (cli, error);
  if (is_all && yao_cli_get_operand (cli, 0) != NULL)
    return yao_cli_fail_usage (cli, YAO_CLI_MISTAKE_EXCLUSIVE, "--all, ID");

  if (!is_all)
    {
      certificate = yao_cli_certs_choose (cli, yao_cli_get_operand (cli, 0), &error);
      if (certificate == NULL)
        return yao_cli_fail (cli, error);
    }

  if (!yao_client_logout (client, certificate, yao_cli_get_cancellable (cli), &error))
    return yao_cli_fail (cli, error);

  return put_done (cli, certificate, "signed_out", _ ("Signed out."));
}

/**
 * yao_cli_pin_run_forget:
 * @cli: the run
 *
 * Runs "pin forget [ID]".
 *
 * Returns: the exit code
 */
YaoCliExit
yao_cli_pin_run_forget (YaoCli *cli)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (YaoCertificate) certificate
      = yao_cli_certs_choose (cli, yao_cli_get_operand (cli, 0), &error);

  if (certificate == NULL
      || !yao_client_forget_pin (yao_cli_get_client (cli, NULL), certificate,
                                 yao_cli_get_cancellable (cli), &error))
    return yao_cli_fail (cli, error);

  return put_done (cli, certificate, "forgotten",
                   _ ("Nothing is remembered any more: the next use asks for the PIN."));
}

static gboolean
check_rules (YaoSecret *pin, YaoCertificate *certificate, GError **error)
{
  YaoPinRules broken = yao_pin_rules_check (pin, yao_certificate_get_user_uid (certificate), NULL);
  GError *local;

  for (guint i = 0; i < G_N_ELEMENTS (rules); i++)
    if ((broken & rules[i].rule) != 0)
      {
        local = g_error_new (YAO_ERROR, YAO_ERROR_INVALID_INPUT, "the new PIN is too weak (%#x)",
                             broken);
        yao_error_set_subject (local, _ (rules[i].sentence));
        g_propagate_error (error, local);
        return FALSE;
      }

  return TRUE;
}

static YaoSecret *
ask_twice (YaoCli *cli, YaoCertificate *certificate, GError **error)
{
  GCancellable *cancellable = yao_cli_get_cancellable (cli);
  g_autoptr (YaoSecret) first = yao_cli_secret_ask (_ ("New PIN: "), cancellable, error);
  g_autoptr (YaoSecret) second = NULL;
  GError *local;

  if (first == NULL || !check_rules (first, certificate, error))
    return NULL;

  second = yao_cli_secret_ask (_ ("New PIN again: "), cancellable, error);
  if (second == NULL)
    return NULL;
  if (yao_secret_equal (first, second))
    return g_steal_pointer (&first);

  local = g_error_new_literal (YAO_ERROR, YAO_ERROR_INVALID_INPUT, "two different PINs");
  yao_error_set_subject (local, _ ("The two PINs are not the same"));
  g_propagate_error (error, local);
  return NULL;
}

/* The two PINs of "pin change", each from its file or from the terminal. */
static gboolean
get_pins (YaoCli *cli,
          YaoCertificate *certificate,
          YaoSecret **old_pin,
          YaoSecret **new_pin,
          const char **missing,
          GError **error)
{
  const char *old_path = yao_cli_get_value (cli, "pin-file");
  const char *new_path = yao_cli_get_value (cli, "new-pin-file");

  *missing = "--pin-file";
  *old_pin = old_path != NULL
                 ? yao_cli_secret_read (old_path, error)
                 : yao_cli_secret_ask (_ ("Old PIN: "), yao_cli_get_cancellable (cli), error);
  if (*old_pin == NULL)
    return FALSE;

  *missing = "--new-pin-file";
  *new_pin = new_path != NULL ? yao_cli_secret_read (new_path, error)
                              : ask_twice (cli, certificate, error);

  return *new_pin != NULL && check_rules (*new_pin, certificate, error);
}

/**
 * yao_cli_pin_run_change:
 * @cli: the run
 *
 * Runs "pin change [ID]".
 *
 * Returns: the exit code
 */
YaoCliExit
yao_cli_pin_run_change (YaoCli *cli)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (YaoCertificate) certificate
      = yao_cli_certs_choose (cli, yao_cli_get_operand (cli, 0), &error);
  g_autoptr (YaoSecret) old_pin = NULL;
  g_autoptr (YaoSecret) new_pin = NULL;
  const char *missing = NULL;

  if (certificate == NULL)
    return yao_cli_fail (cli, error);

  if (!get_pins (cli, certificate, &old_pin, &new_pin, &missing, &error))
    return yao_error_is (error, YAO_ERROR_MISSING_INPUT)
               ? yao_cli_fail_usage (cli, YAO_CLI_MISTAKE_MISSING_OPTION, missing)
               : yao_cli_fail (cli, error);

  if (!yao_client_change_pin (yao_cli_get_client (cli, NULL), certificate, old_pin, new_pin,
                              yao_cli_get_cancellable (cli), &error))
    return yao_cli_fail (cli, error);

  return put_done (cli, certificate, "changed", _ ("The PIN has been changed."));
}
