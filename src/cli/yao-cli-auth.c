/* yao-cli-auth.c: looking at authorizations, and applying for one
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include "yao-config.h"

#include "yao-cli-auth.h"

#include "yao-cli-certs.h"
#include "yao-cli-format.h"

#include "yao-error.h"

#include <glib/gi18n.h>
#include <string.h>

#define LIMIT 50
#define MAX_LIMIT 100000
#define MAX_LOOKED_THROUGH 10000

#define CERT_OPTION                                                                                \
  {                                                                                                \
    "cert", 0, N_ ("ID"), N_ ("With this certificate, instead of the one in use")                  \
  }

const YaoCliOption yao_cli_auth_options[] = {
  CERT_OPTION,
  { NULL },
};

const YaoCliOption yao_cli_auth_list_options[] = {
  CERT_OPTION,
  { "state", 0, N_ ("STATE"), N_ ("Only pending, active, frozen or expired ones") },
  { "search", 0, N_ ("TEXT"), N_ ("Only of this number, name, pinyin initials or end of a phone") },
  { "to-me", 0, NULL, N_ ("Those that let me use certificates of others") },
  { "mine", 0, NULL, N_ ("Those that I applied for") },
  { "limit", 0, N_ ("N"), N_ ("At most N, 50 if it is not given") },
  { NULL },
};

const YaoCliOption yao_cli_auth_terms_options[] = {
  CERT_OPTION,
  { "from", 0, N_ ("DATE"), N_ ("Valid from this day, YYYY-MM-DD") },
  { "until", 0, N_ ("DATE"), N_ ("Valid until this day, YYYY-MM-DD") },
  { "uses", 0, N_ ("N"), N_ ("How often the certificate may be used") },
  { NULL },
};

const YaoCliOption yao_cli_auth_apply_options[] = {
  CERT_OPTION,
  { "grantor", 0, N_ ("NUMBER"), N_ ("Whose certificate") },
  { "uid", 0, N_ ("NUMBER"), N_ ("Who is to use it") },
  { "name", 0, N_ ("NAME"), N_ ("His name") },
  { "document", 0, N_ ("KIND:NUMBER"),
    N_ ("His document: resident-id, passport, hk-macau-permit, taiwan-permit or other") },
  { "phone", 0, N_ ("NUMBER"), N_ ("His mobile phone") },
  { "from", 0, N_ ("DATE"), N_ ("Valid from this day, YYYY-MM-DD") },
  { "until", 0, N_ ("DATE"), N_ ("Valid until this day, YYYY-MM-DD") },
  { "uses", 0, N_ ("N"), N_ ("How often the certificate may be used") },
  { NULL },
};

static gboolean
refuse_value (const char *option, const char *value, GError **error)
{
  g_set_error (error, YAO_ERROR, YAO_ERROR_INVALID_INPUT, "--%s %s", option, value);
  if (error != NULL)
    yao_error_set_subject (*error, option);
  return FALSE;
}

/* A day, as it is here: its beginning, or where @is_end the beginning of the next one. */
static gboolean
read_day (YaoCli *cli, const char *option, gboolean is_end, gint64 *moment, GError **error)
{
  const char *value = yao_cli_get_value (cli, option);
  g_autoptr (GTimeZone) here = g_time_zone_new_local ();
  g_autofree char *text = NULL;
  g_autoptr (GDateTime) day = NULL;
  g_autoptr (GDateTime) end = NULL;

  if (value == NULL)
    return TRUE;
  text = strchr (value, 'T') != NULL ? g_strdup (value) : g_strconcat (value, "T00:00:00", NULL);
  day = g_date_time_new_from_iso8601 (text, here);
  if (day == NULL)
    return refuse_value (option, value, error);
  end = is_end && strchr (value, 'T') == NULL ? g_date_time_add_days (day, 1)
                                              : g_date_time_ref (day);
  *moment = g_date_time_to_unix (end);
  return TRUE;
}

static gboolean
read_count (YaoCli *cli, const char *option, gint64 maximum, gint64 *count, GError **error)
{
  const char *value = yao_cli_get_value (cli, option);
  guint64 number = 0;

  if (value == NULL)
    return TRUE;
  if (!g_ascii_string_to_unsigned (value, 10, 1, (guint64) maximum, &number, NULL))
    return refuse_value (option, value, error);
  *count = (gint64) number;
  return TRUE;
}

/**
 * yao_cli_auth_read_terms:
 * @cli: the run
 * @terms: (out): what the options say; 0 where they say nothing
 * @error: return location
 *
 * Reads --from, --until and --uses.
 *
 * Returns: %TRUE if they can be read; %YAO_ERROR_INVALID_INPUT
 */
gboolean
yao_cli_auth_read_terms (YaoCli *cli, YaoTerms *terms, GError **error)
{
  *terms = (YaoTerms){ 0 };
  return read_day (cli, "from", FALSE, &terms->from, error)
         && read_day (cli, "until", TRUE, &terms->until, error)
         && read_count (cli, "uses", YAO_AUTHORIZATION_MAX_USES, &terms->uses, error);
}

/**
 * yao_cli_auth_choose:
 * @cli: the run
 * @error: return location
 *
 * Finds the certificate that --cert names, or the one in use.
 *
 * Returns: (transfer full) (nullable): the certificate
 */
YaoCertificate *
yao_cli_auth_choose (YaoCli *cli, GError **error)
{
  return yao_cli_certs_choose (cli, yao_cli_get_value (cli, "cert"), error);
}

static const char *
describe_state (YaoAuthorizationState state)
{
  switch (state)
    {
    case YAO_AUTHORIZATION_PENDING:
      return _ ("not yet authorized");
    case YAO_AUTHORIZATION_ACTIVE:
      return _ ("authorized");
    case YAO_AUTHORIZATION_FROZEN:
      return _ ("frozen");
    case YAO_AUTHORIZATION_EXPIRED:
      return _ ("expired");
    case YAO_AUTHORIZATION_DELETED:
    default:
      return _ ("deleted");
    }
}

/**
 * yao_cli_auth_write:
 * @json: where to
 * @authorization: an authorization
 * @name: (nullable): the name of the member
 *
 * Writes an authorization for programs.
 */
void
yao_cli_auth_write (YaoJsonWriter *json, YaoAuthorization *authorization, const char *name)
{
  yao_json_writer_begin_object (json, name);
  yao_cli_write_text (json, "id", yao_authorization_get_id (authorization));
  yao_json_writer_add_string (
      json, "state",
      yao_authorization_state_to_string (yao_authorization_get_state (authorization)));
  yao_json_writer_add_int (json, "version", yao_authorization_get_version (authorization));
  yao_cli_write_text (json, "holder", yao_authorization_get_holder_uid (authorization));
  yao_cli_write_text (json, "certificate", yao_authorization_get_certificate_id (authorization));
  yao_json_writer_begin_object (json, "grantee");
  yao_cli_write_text (json, "uid", yao_authorization_get_grantee_uid (authorization));
  yao_cli_write_text (json, "name", yao_authorization_get_grantee_name (authorization));
  yao_cli_write_text (json, "department", yao_authorization_get_department (authorization));
  yao_cli_write_text (json, "phone", yao_authorization_get_phone (authorization));
  yao_cli_write_text (json, "document_kind", yao_authorization_get_document_kind (authorization));
  yao_cli_write_text (json, "document", yao_authorization_get_document (authorization));
  yao_json_writer_add_boolean (json, "known", yao_authorization_is_known (authorization));
  yao_json_writer_end_object (json);
  yao_cli_write_time (json, "from", yao_authorization_get_from (authorization));
  yao_cli_write_time (json, "until", yao_authorization_get_until (authorization));
  yao_json_writer_add_int (json, "uses", yao_authorization_get_uses (authorization));
  yao_json_writer_add_int (json, "uses_left", yao_authorization_get_uses_left (authorization));
  yao_cli_write_text (json, "pin", yao_authorization_get_pin (authorization));
  yao_cli_write_text (json, "submitter", yao_authorization_get_submitter (authorization));
  yao_cli_write_time (json, "created", yao_authorization_get_created (authorization));
  yao_cli_write_time (json, "changed", yao_authorization_get_changed (authorization));
  yao_json_writer_end_object (json);
}

static void
add_row (YaoCliTable *table, YaoAuthorization *item, gboolean is_granted)
{
  g_autofree char *until = yao_cli_format_date (yao_authorization_get_until (item));
  g_autofree char *uses
      = g_strdup_printf ("%" G_GINT64_FORMAT "/%" G_GINT64_FORMAT,
                         yao_authorization_get_uses_left (item), yao_authorization_get_uses (item));
  const char *name = is_granted ? yao_authorization_get_grantee_name (item)
                                : yao_authorization_get_holder_name (item);
  const char *cells[] = {
    yao_authorization_get_id (item),
    is_granted ? yao_authorization_get_grantee_uid (item) : yao_authorization_get_holder_uid (item),
    name != NULL ? name : "",
    describe_state (yao_authorization_get_state (item)),
    until,
    uses,
  };

  yao_cli_table_add_row (table, cells);
}

static void
put_list (YaoCli *cli, GListModel *list, gboolean is_granted)
{
  const char *header[]
      = { _ ("ID"), _ ("NUMBER"), _ ("NAME"), _ ("STATE"), _ ("UNTIL"), _ ("USES LEFT") };
  g_autoptr (YaoCliTable) table = yao_cli_table_new (G_N_ELEMENTS (header));
  guint n = g_list_model_get_n_items (list);

  if (yao_cli_is_json (cli))
    {
      YaoJsonWriter *json = yao_cli_get_json (cli);

      yao_json_writer_begin_object (json, NULL);
      yao_json_writer_begin_array (json, "items");
      for (guint i = 0; i < n; i++)
        {
          g_autoptr (YaoAuthorization) item = g_list_model_get_item (list, i);

          yao_cli_auth_write (json, item, NULL);
        }
      yao_cli_write_list_end (json, n);
      yao_json_writer_end_object (json);
      return;
    }
  if (n == 0)
    {
      yao_cli_put_line (cli, _ ("No authorizations."));
      return;
    }
  yao_cli_table_set_header (table, header);
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (YaoAuthorization) item = g_list_model_get_item (list, i);

      add_row (table, item, is_granted);
    }
  yao_cli_put_table (cli, table);
}

static gboolean
append_list (YaoCli *cli,
             YaoCertificate *certificate,
             YaoAuthorizationScope scope,
             YaoAuthorizationState state,
             guint limit,
             GListStore *all,
             GError **error)
{
  guint have = g_list_model_get_n_items (G_LIST_MODEL (all));
  g_autoptr (GListModel) list = NULL;

  if (have >= limit)
    return TRUE;
  list = yao_client_list_authorizations (
      yao_cli_get_client (cli, NULL), certificate, scope, state, yao_cli_get_value (cli, "search"),
      YAO_AUTHORIZATION_BY_CHANGE, limit - have, yao_cli_get_cancellable (cli), error);
  if (list == NULL)
    return FALSE;
  for (guint i = 0; i < g_list_model_get_n_items (list); i++)
    {
      g_autoptr (YaoAuthorization) item = g_list_model_get_item (list, i);

      g_list_store_append (all, item);
    }
  return TRUE;
}

/* One list after the other where no state is named. */
static gboolean
collect (YaoCli *cli,
         YaoCertificate *certificate,
         YaoAuthorizationScope scope,
         YaoAuthorizationState state,
         guint limit,
         GListStore *all,
         GError **error)
{
  if (scope != YAO_AUTHORIZATION_GRANTED || state != YAO_AUTHORIZATION_DELETED)
    return append_list (cli, certificate, scope, state, limit, all, error);
  for (int i = YAO_AUTHORIZATION_PENDING; i <= YAO_AUTHORIZATION_EXPIRED; i++)
    {
      if (!append_list (cli, certificate, scope, (YaoAuthorizationState) i, limit, all, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
read_list_options (YaoCli *cli,
                   YaoAuthorizationScope *scope,
                   YaoAuthorizationState *state,
                   gint64 *limit,
                   GError **error)
{
  const char *word = yao_cli_get_value (cli, "state");

  if (yao_cli_has (cli, "to-me"))
    *scope = YAO_AUTHORIZATION_RECEIVED;
  else if (yao_cli_has (cli, "mine"))
    *scope = YAO_AUTHORIZATION_SUBMITTED;
  if (word != NULL
      && (!yao_authorization_state_from_string (word, state)
          || *state == YAO_AUTHORIZATION_DELETED))
    return refuse_value ("state", word, error);
  return read_count (cli, "limit", MAX_LIMIT, limit, error);
}

/**
 * yao_cli_auth_run_list:
 * @cli: the run
 *
 * Runs "auth list".
 *
 * Returns: the exit code
 */
YaoCliExit
yao_cli_auth_run_list (YaoCli *cli)
{
  YaoAuthorizationScope scope = YAO_AUTHORIZATION_GRANTED;
  YaoAuthorizationState state = YAO_AUTHORIZATION_DELETED;
  gint64 limit = LIMIT;
  g_autoptr (GError) error = NULL;
  g_autoptr (YaoCertificate) certificate = NULL;
  g_autoptr (GListStore) all = g_list_store_new (YAO_TYPE_AUTHORIZATION);

  if (yao_cli_has (cli, "to-me") && yao_cli_has (cli, "mine"))
    return yao_cli_fail_usage (cli, YAO_CLI_MISTAKE_EXCLUSIVE, "--to-me, --mine");
  if (!read_list_options (cli, &scope, &state, &limit, &error))
    return yao_cli_fail (cli, error);
  certificate = yao_cli_auth_choose (cli, &error);
  if (certificate == NULL || !collect (cli, certificate, scope, state, (guint) limit, all, &error))
    return yao_cli_fail (cli, error);

  put_list (cli, G_LIST_MODEL (all), scope == YAO_AUTHORIZATION_GRANTED);
  return YAO_CLI_EXIT_OK;
}

static YaoAuthorization *
match_prefix (GListModel *list, const char *id, GError **error)
{
  g_autoptr (YaoAuthorization) found = NULL;

  for (guint i = 0; i < g_list_model_get_n_items (list); i++)
    {
      g_autoptr (YaoAuthorization) item = g_list_model_get_item (list, i);

      if (!g_str_has_prefix (yao_authorization_get_id (item), id))
        continue;
      if (found != NULL)
        {
          g_set_error (error, YAO_ERROR, YAO_ERROR_AMBIGUOUS, "%s names several", id);
          if (error != NULL)
            yao_error_set_subject (*error, id);
          return NULL;
        }
      found = g_object_ref (item);
    }
  if (found == NULL)
    {
      g_set_error (error, YAO_ERROR, YAO_ERROR_NOT_FOUND, "no authorization %s", id);
      if (error != NULL)
        yao_error_set_subject (*error, id);
    }
  return g_steal_pointer (&found);
}

/**
 * yao_cli_auth_find:
 * @cli: the run
 * @certificate: whose user asks
 * @id: an ID, or its beginning
 * @error: return location
 *
 * Finds an authorization that the person gave, or applied for.
 *
 * Returns: (transfer full) (nullable): the authorization; %YAO_ERROR_NOT_FOUND,
 * %YAO_ERROR_AMBIGUOUS
 */
YaoAuthorization *
yao_cli_auth_find (YaoCli *cli, YaoCertificate *certificate, const char *id, GError **error)
{
  YaoClient *client = yao_cli_get_client (cli, error);
  g_autoptr (GListStore) all = g_list_store_new (YAO_TYPE_AUTHORIZATION);
  g_autoptr (GError) local = NULL;
  YaoAuthorization *whole;

  if (client == NULL)
    return NULL;
  whole = yao_client_get_authorization (client, certificate, id, yao_cli_get_cancellable (cli),
                                        &local);
  if (whole != NULL)
    return whole;
  if (!yao_error_is (local, YAO_ERROR_NOT_FOUND))
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return NULL;
    }
  if (yao_certificate_get_role (certificate) == YAO_CERTIFICATE_ROLE_OWNER
      && !collect (cli, certificate, YAO_AUTHORIZATION_GRANTED, YAO_AUTHORIZATION_DELETED,
                   MAX_LOOKED_THROUGH, all, error))
    return NULL;
  if (!collect (cli, certificate, YAO_AUTHORIZATION_SUBMITTED, YAO_AUTHORIZATION_DELETED,
                MAX_LOOKED_THROUGH, all, error))
    return NULL;
  return match_prefix (G_LIST_MODEL (all), id, error);
}

static void
put_details (YaoCli *cli, YaoAuthorization *item)
{
  g_autofree char *from = yao_cli_format_time (yao_authorization_get_from (item));
  g_autofree char *until = yao_cli_format_time (yao_authorization_get_until (item));
  g_autofree char *uses
      = g_strdup_printf ("%" G_GINT64_FORMAT "/%" G_GINT64_FORMAT,
                         yao_authorization_get_uses_left (item), yao_authorization_get_uses (item));
  const char *rows[][2] = {
    { _ ("ID:"), yao_authorization_get_id (item) },
    { _ ("State:"), describe_state (yao_authorization_get_state (item)) },
    { _ ("Grantor:"), yao_authorization_get_holder_uid (item) },
    { _ ("Number:"), yao_authorization_get_grantee_uid (item) },
    { _ ("Name:"), yao_authorization_get_grantee_name (item) },
    { _ ("Department:"), yao_authorization_get_department (item) },
    { _ ("Phone:"), yao_authorization_get_phone (item) },
    { _ ("Document:"), yao_authorization_get_document (item) },
    { _ ("Certificate:"), yao_authorization_get_certificate_id (item) },
    { _ ("Valid from:"), from },
    { _ ("Valid until:"), until },
    { _ ("Uses left:"), uses },
    { _ ("Known:"), yao_authorization_is_known (item) ? NULL : _ ("not yet known to the service") },
  };
  g_autoptr (YaoCliTable) table = yao_cli_table_new (2);

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      if (rows[i][1] != NULL && *rows[i][1] != '\0')
        yao_cli_table_add_row (table, rows[i]);
    }
  yao_cli_put_table (cli, table);
}

static void
put_one (YaoCli *cli, YaoAuthorization *item)
{
  if (yao_cli_is_json (cli))
    yao_cli_auth_write (yao_cli_get_json (cli), item, NULL);
  else
    put_details (cli, item);
}

/**
 * yao_cli_auth_run_show:
 * @cli: the run
 *
 * Runs "auth show ID".
 *
 * Returns: the exit code
 */
YaoCliExit
yao_cli_auth_run_show (YaoCli *cli)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (YaoCertificate) certificate = yao_cli_auth_choose (cli, &error);
  g_autoptr (YaoAuthorization) item
      = certificate != NULL
            ? yao_cli_auth_find (cli, certificate, yao_cli_get_operand (cli, 0), &error)
            : NULL;

  if (item == NULL)
    return yao_cli_fail (cli, error);
  put_one (cli, item);
  return YAO_CLI_EXIT_OK;
}

static void
put_uses (YaoCli *cli, GListModel *uses)
{
  const char *header[] = { _ ("TIME"), _ ("NUMBER"), _ ("NAME"), _ ("DEVICE"), _ ("PURPOSE") };
  g_autoptr (YaoCliTable) table = yao_cli_table_new (G_N_ELEMENTS (header));
  YaoJsonWriter *json = yao_cli_is_json (cli) ? yao_cli_get_json (cli) : NULL;
  guint n = g_list_model_get_n_items (uses);

  yao_cli_table_set_header (table, header);
  if (json != NULL)
    {
      yao_json_writer_begin_object (json, NULL);
      yao_json_writer_begin_array (json, "items");
    }
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (YaoAuthorizationUse) use = g_list_model_get_item (uses, i);
      const char *purpose = yao_authorization_use_get_purpose (use);
      g_autofree char *when = yao_cli_format_time (yao_authorization_use_get_time (use));
      const char *cells[]
          = { when, yao_authorization_use_get_uid (use), yao_authorization_use_get_name (use),
              yao_authorization_use_get_device (use), purpose ? purpose : "" };

      if (json == NULL)
        {
          yao_cli_table_add_row (table, cells);
          continue;
        }
      yao_json_writer_begin_object (json, NULL);
      yao_json_writer_add_int (json, "id", yao_authorization_use_get_id (use));
      yao_cli_write_time (json, "time", yao_authorization_use_get_time (use));
      yao_cli_write_text (json, "uid", cells[1]);
      yao_cli_write_text (json, "name", cells[2]);
      yao_cli_write_text (json, "device", cells[3]);
      yao_cli_write_text (json, "purpose", purpose);
      yao_json_writer_end_object (json);
    }
  if (json != NULL)
    {
      yao_cli_write_list_end (json, n);
      yao_json_writer_end_object (json);
    }
  else if (n == 0)
    yao_cli_put_line (cli, _ ("It was not used yet."));
  else
    yao_cli_put_table (cli, table);
}

/**
 * yao_cli_auth_run_uses:
 * @cli: the run
 *
 * Runs "auth uses ID".
 *
 * Returns: the exit code
 */
YaoCliExit
yao_cli_auth_run_uses (YaoCli *cli)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (YaoCertificate) certificate = yao_cli_auth_choose (cli, &error);
  g_autoptr (YaoAuthorization) item
      = certificate != NULL
            ? yao_cli_auth_find (cli, certificate, yao_cli_get_operand (cli, 0), &error)
            : NULL;
  g_autoptr (GListModel) uses = NULL;

  if (item == NULL)
    return yao_cli_fail (cli, error);
  uses = yao_client_list_authorization_uses (yao_cli_get_client (cli, NULL), certificate,
                                             yao_authorization_get_id (item),
                                             yao_cli_get_cancellable (cli), &error);
  if (uses == NULL)
    return yao_cli_fail (cli, error);
  put_uses (cli, uses);
  return YAO_CLI_EXIT_OK;
}

static gboolean
read_document (YaoCli *cli, YaoAuthorizationRequest *request, GError **error)
{
  const char *value = yao_cli_get_value (cli, "document");
  const char *colon = strchr (value, ':');
  g_autofree char *kind = colon != NULL ? g_strndup (value, (gsize) (colon - value)) : NULL;
  g_autofree char *number = NULL;

  if (kind == NULL || !yao_document_kind_from_string (kind, &request->document_kind))
    return refuse_value ("document", value, error);
  request->document = colon + 1;
  number = yao_document_number_fold (request->document_kind, request->document);
  return number != NULL || refuse_value ("document", value, error);
}

static gboolean
read_request (YaoCli *cli, YaoAuthorizationRequest *request, GError **error)
{
  YaoTerms terms;
  g_autofree char *phone = NULL;

  request->grantor = yao_cli_get_value (cli, "grantor");
  request->uid = yao_cli_get_value (cli, "uid");
  request->name = yao_cli_get_value (cli, "name");
  request->phone = yao_cli_get_value (cli, "phone");
  phone = yao_phone_fold (request->phone);
  if (phone == NULL)
    return refuse_value ("phone", request->phone, error);
  if (!read_document (cli, request, error) || !yao_cli_auth_read_terms (cli, &terms, error))
    return FALSE;
  request->from = terms.from;
  request->until = terms.until;
  request->uses = terms.uses;
  return TRUE;
}

/**
 * yao_cli_auth_run_apply:
 * @cli: the run
 *
 * Runs "auth apply".
 *
 * Returns: the exit code
 */
YaoCliExit
yao_cli_auth_run_apply (YaoCli *cli)
{
  static const char *const needed[]
      = { "grantor", "uid", "name", "document", "phone", "from", "until", "uses" };
  YaoAuthorizationRequest request = { 0 };
  g_autoptr (GError) error = NULL;
  g_autoptr (YaoCertificate) certificate = NULL;
  g_autoptr (YaoAuthorization) item = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (needed); i++)
    {
      g_autofree char *option = g_strconcat ("--", needed[i], NULL);

      if (yao_cli_get_value (cli, needed[i]) == NULL)
        return yao_cli_fail_usage (cli, YAO_CLI_MISTAKE_MISSING_OPTION, option);
    }
  if (!read_request (cli, &request, &error))
    return yao_cli_fail (cli, error);
  certificate = yao_cli_auth_choose (cli, &error);
  item = certificate != NULL
             ? yao_client_apply_for_authorization (yao_cli_get_client (cli, NULL), certificate,
                                                   &request, yao_cli_get_cancellable (cli), &error)
             : NULL;
  if (item == NULL)
    return yao_cli_fail (cli, error);
  put_one (cli, item);
  return YAO_CLI_EXIT_OK;
}
