/* yao-cli-auth-change.c: granting, freezing, and the rest that is done with authorizations
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include "yao-config.h"

#include "yao-cli-auth.h"

#include "yao-cli-error.h"
#include "yao-cli-format.h"
#include "yao-cli-text.h"

#include "yao-error.h"

#include <glib/gi18n.h>

/* What was named and is there, and for each operand either that or why it is not. */
typedef struct
{
  GListStore *found;
  GPtrArray *errors; /* of GError, NULL where it was found */
} Named;

static void
clear_named (Named *named)
{
  g_clear_object (&named->found);
  g_clear_pointer (&named->errors, g_ptr_array_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Named, clear_named)

static void
free_error (gpointer data)
{
  if (data != NULL)
    g_error_free (data);
}

/* What concerns one operand is told for it; anything else ends the command. */
static gboolean
find_all (YaoCli *cli, YaoCertificate *certificate, Named *named, GError **error)
{
  named->found = g_list_store_new (YAO_TYPE_AUTHORIZATION);
  named->errors = g_ptr_array_new_with_free_func (free_error);
  for (guint i = 0; yao_cli_get_operand (cli, i) != NULL; i++)
    {
      g_autoptr (GError) local = NULL;
      g_autoptr (YaoAuthorization) item
          = yao_cli_auth_find (cli, certificate, yao_cli_get_operand (cli, i), &local);

      if (item != NULL)
        g_list_store_append (named->found, item);
      else if (!yao_error_is (local, YAO_ERROR_NOT_FOUND)
               && !yao_error_is (local, YAO_ERROR_AMBIGUOUS))
        {
          g_propagate_error (error, g_steal_pointer (&local));
          return FALSE;
        }
      g_ptr_array_add (named->errors, g_steal_pointer (&local));
    }
  return TRUE;
}

static const char *
describe_success (YaoAuthorizationAction action)
{
  switch (action)
    {
    case YAO_AUTHORIZATION_GRANT:
      return _ ("authorized");
    case YAO_AUTHORIZATION_FREEZE:
      return _ ("frozen");
    case YAO_AUTHORIZATION_UNFREEZE:
      return _ ("authorized again");
    case YAO_AUTHORIZATION_MODIFY:
      return _ ("modified");
    case YAO_AUTHORIZATION_RENEW:
      return _ ("renewed");
    case YAO_AUTHORIZATION_RESET_PIN:
      return _ ("a new PIN goes out by text message");
    case YAO_AUTHORIZATION_WITHDRAW:
      return _ ("withdrawn");
    case YAO_AUTHORIZATION_DELETE:
    default:
      return _ ("deleted");
    }
}

static void
write_result (YaoJsonWriter *json,
              const char *id,
              const GError *error,
              YaoAuthorization *authorization)
{
  yao_json_writer_begin_object (json, NULL);
  yao_cli_write_text (json, "id", id);
  yao_json_writer_add_boolean (json, "done", error == NULL);
  if (error != NULL)
    {
      g_autofree char *sentence = yao_cli_error_dup_sentence (error);

      yao_json_writer_begin_object (json, "error");
      yao_cli_write_text (json, "code", yao_cli_error_get_code (error));
      yao_cli_write_text (json, "message", sentence);
      yao_json_writer_end_object (json);
    }
  else
    yao_json_writer_add_null (json, "error");
  if (authorization != NULL)
    yao_cli_auth_write (json, authorization, "authorization");
  yao_json_writer_end_object (json);
}

static void
put_result (YaoCli *cli,
            YaoAuthorizationAction action,
            const char *id,
            const GError *error,
            YaoAuthorization *authorization)
{
  g_autofree char *sentence = NULL;
  g_autofree char *line = NULL;

  if (yao_cli_is_json (cli))
    {
      write_result (yao_cli_get_json (cli), id, error, authorization);
      return;
    }
  sentence
      = error != NULL ? yao_cli_error_dup_sentence (error) : g_strdup (describe_success (action));
  line = g_strdup_printf ("%s: %s", id, sentence);
  yao_cli_put_line (cli, line);
}

/* In the order of the operands. Returns how many were not done. */
static guint
put_results (YaoCli *cli, YaoAuthorizationAction action, const Named *named, GListModel *results)
{
  YaoJsonWriter *json = yao_cli_is_json (cli) ? yao_cli_get_json (cli) : NULL;
  guint next = 0, failed = 0;

  if (json != NULL)
    {
      yao_json_writer_begin_object (json, NULL);
      yao_json_writer_begin_array (json, "items");
    }
  for (guint i = 0; i < named->errors->len; i++)
    {
      const GError *error = named->errors->pdata[i];
      const char *id = yao_cli_get_operand (cli, i);
      g_autoptr (YaoAuthorizationResult) result = NULL;
      YaoAuthorization *authorization = NULL;

      if (error == NULL)
        {
          result = g_list_model_get_item (results, next++);
          error = yao_authorization_result_get_error (result);
          id = yao_authorization_result_get_id (result);
          authorization = yao_authorization_result_get_authorization (result);
        }
      failed += error != NULL;
      put_result (cli, action, id, error, authorization);
    }
  if (json != NULL)
    {
      yao_cli_write_list_end (json, named->errors->len);
      yao_json_writer_end_object (json);
    }
  return failed;
}

static const GError *
get_only_error (const Named *named, GListModel *results)
{
  g_autoptr (YaoAuthorizationResult) result = NULL;

  if (named->errors->pdata[0] != NULL)
    return named->errors->pdata[0];
  result = g_list_model_get_item (results, 0);
  return yao_authorization_result_get_error (result);
}

static YaoCliExit
change (YaoCli *cli,
        YaoAuthorizationAction action,
        YaoCertificate *certificate,
        const YaoTerms *terms,
        GError **error)
{
  g_auto (Named) named = { 0 };
  g_autoptr (GListModel) results = NULL;
  const GError *only;
  guint failed;

  if (!find_all (cli, certificate, &named, error))
    return YAO_CLI_EXIT_FAILED;
  if (g_list_model_get_n_items (G_LIST_MODEL (named.found)) > 0)
    {
      results = yao_client_change_authorizations (yao_cli_get_client (cli, NULL), certificate,
                                                  action, G_LIST_MODEL (named.found), terms,
                                                  yao_cli_get_cancellable (cli), error);
      if (results == NULL)
        return YAO_CLI_EXIT_FAILED;
    }
  only = named.errors->len == 1 ? get_only_error (&named, results) : NULL;
  if (only != NULL)
    {
      g_propagate_error (error, g_error_copy (only));
      return YAO_CLI_EXIT_FAILED;
    }
  failed = put_results (cli, action, &named, results);
  return failed > 0 ? YAO_CLI_EXIT_PARTIAL : YAO_CLI_EXIT_OK;
}

static YaoCliExit
run (YaoCli *cli, YaoAuthorizationAction action)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (YaoCertificate) certificate = yao_cli_auth_choose (cli, &error);
  YaoTerms terms = { 0 };
  gboolean has_terms = action == YAO_AUTHORIZATION_GRANT || action == YAO_AUTHORIZATION_MODIFY
                       || action == YAO_AUTHORIZATION_RENEW;
  YaoCliExit exit_code;

  if (certificate == NULL || (has_terms && !yao_cli_auth_read_terms (cli, &terms, &error)))
    return yao_cli_fail (cli, error);
  if (action == YAO_AUTHORIZATION_GRANT && yao_cli_has (cli, "cert"))
    terms.certificate_id = yao_certificate_get_id (certificate);
  exit_code = change (cli, action, certificate, has_terms ? &terms : NULL, &error);
  return error != NULL ? yao_cli_fail (cli, error) : exit_code;
}

/**
 * yao_cli_auth_run_grant:
 * @cli: the run
 *
 * Runs "auth grant ID…".
 *
 * Returns: the exit code
 */
YaoCliExit
yao_cli_auth_run_grant (YaoCli *cli)
{
  return run (cli, YAO_AUTHORIZATION_GRANT);
}

/**
 * yao_cli_auth_run_freeze:
 * @cli: the run
 *
 * Runs "auth freeze ID…".
 *
 * Returns: the exit code
 */
YaoCliExit
yao_cli_auth_run_freeze (YaoCli *cli)
{
  return run (cli, YAO_AUTHORIZATION_FREEZE);
}

/**
 * yao_cli_auth_run_unfreeze:
 * @cli: the run
 *
 * Runs "auth unfreeze ID…".
 *
 * Returns: the exit code
 */
YaoCliExit
yao_cli_auth_run_unfreeze (YaoCli *cli)
{
  return run (cli, YAO_AUTHORIZATION_UNFREEZE);
}

/**
 * yao_cli_auth_run_modify:
 * @cli: the run
 *
 * Runs "auth modify ID".
 *
 * Returns: the exit code
 */
YaoCliExit
yao_cli_auth_run_modify (YaoCli *cli)
{
  return run (cli, YAO_AUTHORIZATION_MODIFY);
}

/**
 * yao_cli_auth_run_renew:
 * @cli: the run
 *
 * Runs "auth renew ID".
 *
 * Returns: the exit code
 */
YaoCliExit
yao_cli_auth_run_renew (YaoCli *cli)
{
  return run (cli, YAO_AUTHORIZATION_RENEW);
}

/**
 * yao_cli_auth_run_reset_pin:
 * @cli: the run
 *
 * Runs "auth reset-pin ID".
 *
 * Returns: the exit code
 */
YaoCliExit
yao_cli_auth_run_reset_pin (YaoCli *cli)
{
  return run (cli, YAO_AUTHORIZATION_RESET_PIN);
}

/**
 * yao_cli_auth_run_withdraw:
 * @cli: the run
 *
 * Runs "auth withdraw ID".
 *
 * Returns: the exit code
 */
YaoCliExit
yao_cli_auth_run_withdraw (YaoCli *cli)
{
  return run (cli, YAO_AUTHORIZATION_WITHDRAW);
}

/**
 * yao_cli_auth_run_delete:
 * @cli: the run
 *
 * Runs "auth delete ID…". Asks first: the person's account for the certificate is gone with it.
 *
 * Returns: the exit code
 */
YaoCliExit
yao_cli_auth_run_delete (YaoCli *cli)
{
  YaoCliExit exit_code = YAO_CLI_EXIT_OK;

  if (!yao_cli_confirm (cli, _ ("Delete these users of the certificate for good?"), &exit_code))
    return exit_code;
  return run (cli, YAO_AUTHORIZATION_DELETE);
}
