/* yao-authorization-handlers.c: looking at authorizations, and changing them
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include "yao-authorizations.h"

#include "yao-encoding.h"
#include "yao-error.h"
#include "yao-handlers.h"
#include "yao-limits.h"
#include "yao-paths.h"
#include "yao-problem-response.h"
#include "yao-problem.h"
#include "yao-user-table.h"

#include <string.h>

#define CURSOR_PREFIX "a1:"
#define MAX_OFFSET G_GINT64_CONSTANT (1000000000)
#define USES_PER_PAGE 100

static char *
encode_cursor (gint64 row)
{
  g_autofree char *text = g_strdup_printf (CURSOR_PREFIX "%" G_GINT64_FORMAT, row);

  return yao_base64url_encode (text, strlen (text));
}

static gboolean
decode_cursor (const char *cursor, gint64 *row, GError **error)
{
  g_autoptr (GBytes) bytes = NULL;
  g_autofree char *text = NULL;

  if (cursor == NULL)
    return TRUE;
  bytes = yao_base64url_decode (cursor, YAO_CURSOR_MAX_SIZE, NULL);
  if (bytes != NULL)
    text = g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
  if (text != NULL && g_str_has_prefix (text, CURSOR_PREFIX)
      && g_ascii_string_to_signed (text + strlen (CURSOR_PREFIX), 10, 1, G_MAXINT64, row, NULL))
    return TRUE;

  g_set_error (error, YAO_ERROR, YAO_ERROR_INVALID_INPUT, "the cursor is none of ours");
  return FALSE;
}

/* Whether this is for a bound device only is the service's policy. */
static gboolean
check_device (YaoInstallation *installation, const YaoCaller *caller, GError **error)
{
  if (yao_limit_get (yao_installation_get_database (installation),
                     YAO_LIMIT_BOUND_FOR_AUTHORIZATIONS)
          == 0
      || strcmp (caller->session->device_state, "active") == 0)
    return TRUE;
  g_set_error (error, YAO_ERROR, YAO_ERROR_DEVICE_NOT_BOUND,
               "authorizations are for bound devices only");
  return FALSE;
}

static gboolean
begin (YaoInstallation *installation, YaoRequest *request, GError **error)
{
  return check_device (installation, yao_request_get_caller (request), error)
         && yao_authorizations_settle (installation, error);
}

/* What stands in the query, as texts. */
static gboolean
check_words (YaoRequest *request, YaoAuthorizationSlice *slice, GError **error)
{
  const char *scope = yao_request_get_query_value (request, "scope");
  const char *state = yao_request_get_query_value (request, "state");
  const char *sort = yao_request_get_query_value (request, "sort");
  const char *order = yao_request_get_query_value (request, "order");
  YaoAuthorizationScope a_scope;
  YaoAuthorizationState a_state = YAO_AUTHORIZATION_DELETED;
  YaoAuthorizationSort a_sort;

  slice->scope = scope != NULL ? scope : "granted";
  slice->state = state;
  slice->sort = sort != NULL ? sort : "changed";
  slice->descending = g_strcmp0 (order, "descending") == 0;
  if (yao_authorization_scope_from_string (slice->scope, &a_scope)
      && yao_authorization_sort_from_string (slice->sort, &a_sort)
      && (state == NULL || yao_authorization_state_from_string (state, &a_state))
      && (order == NULL || slice->descending || strcmp (order, "ascending") == 0)
      && (a_scope == YAO_AUTHORIZATION_GRANTED) == (a_state != YAO_AUTHORIZATION_DELETED))
    return TRUE;

  g_set_error (error, YAO_ERROR, YAO_ERROR_INVALID_INPUT,
               "scope, state, sort or order is none of those that there are; the scope \"granted\""
               " needs a state");
  return FALSE;
}

static gboolean
read_search (YaoRequest *request, char **search, GError **error)
{
  const char *text = yao_request_get_query_value (request, "search");
  g_autofree char *folded = NULL;

  if (text == NULL)
    return TRUE;
  folded = g_utf8_validate (text, -1, NULL) ? g_utf8_normalize (text, -1, G_NORMALIZE_NFKC) : NULL;
  if (folded != NULL)
    g_strstrip (folded);
  if (folded == NULL || *folded == '\0' || strlen (folded) > YAO_AUTHORIZATION_SEARCH_MAX)
    {
      g_set_error (error, YAO_ERROR, YAO_ERROR_INVALID_INPUT,
                   "what is looked for has 1 to 128 bytes");
      return FALSE;
    }
  *search = g_steal_pointer (&folded);
  return TRUE;
}

static gboolean
read_query (YaoRequest *request, YaoAuthorizationSlice *slice, char **search, GError **error)
{
  static const char *const names[]
      = { "scope", "state", "search", "sort", "order", "offset", "cursor", "limit", NULL };

  if (!yao_request_parse_query (request, names, error) || !check_words (request, slice, error)
      || !read_search (request, search, error)
      || !yao_request_get_query_int (request, "limit", 1, YAO_AUTHORIZATION_PAGE_MAX,
                                     YAO_AUTHORIZATION_PAGE_DEFAULT, &slice->limit, error)
      || !yao_request_get_query_int (request, "offset", 0, MAX_OFFSET, 0, &slice->offset, error))
    return FALSE;
  slice->search = strcmp (slice->scope, "granted") == 0 ? *search : NULL;
  /* While something is looked for the order is that of what matches, and the place is a number. */
  return decode_cursor (yao_request_get_query_value (request, "cursor"),
                        slice->search != NULL ? &slice->offset : &slice->after, error);
}

static gboolean
find_person (YaoInstallation *installation, const char *uid, gint64 *row, GError **error)
{
  g_autoptr (YaoUserRecord) user
      = yao_user_table_find (yao_installation_get_database (installation), uid, error);

  *row = user != NULL ? user->id : 0;
  return user != NULL;
}

/* An owner sees what he gave; whoever it is sees what he got and what he applied for, a grantee in
 * the account of one grantor only what he got from that one.
 */
static gboolean
find_people (YaoInstallation *installation,
             const YaoCaller *caller,
             YaoAuthorizationSlice *slice,
             GError **error)
{
  gboolean is_owner = strcmp (caller->account->holder, caller->account->uid) == 0;

  if (strcmp (slice->scope, "granted") == 0 && !is_owner)
    {
      g_set_error (error, YAO_ERROR, YAO_ERROR_NOT_FOUND, "only an owner gives authorizations");
      return FALSE;
    }
  return find_person (installation, caller->account->uid, &slice->user, error)
         && (is_owner
             || find_person (installation, caller->account->holder, &slice->holder, error));
}

static gboolean
fill_counts (YaoInstallation *installation,
             const YaoAuthorizationSlice *slice,
             YaoAuthorizationPage *page,
             GError **error)
{
  YaoDatabase *database = yao_installation_get_database (installation);
  const struct
  {
    const char *state;
    gint64 *count;
  } map[] = {
    { "pending", &page->counts->pending },
    { "active", &page->counts->active },
    { "frozen", &page->counts->frozen },
    { "expired", &page->counts->expired },
  };
  gboolean is_granted = strcmp (slice->scope, "granted") == 0;

  page->total_exact = TRUE;
  for (gsize i = 0; is_granted && i < G_N_ELEMENTS (map); i++)
    {
      if (!yao_authorization_table_get_count (database, slice->user, map[i].state, map[i].count,
                                              error))
        return FALSE;
      if (strcmp (slice->state, map[i].state) == 0)
        page->total = *map[i].count;
    }
  if (is_granted && slice->search == NULL)
    return TRUE;
  if (!yao_authorization_table_count (database, slice, YAO_AUTHORIZATION_COUNT_MAX + 1,
                                      &page->total, error))
    return FALSE;
  page->total_exact = page->total <= YAO_AUTHORIZATION_COUNT_MAX;
  page->total = MIN (page->total, YAO_AUTHORIZATION_COUNT_MAX);
  return TRUE;
}

static gboolean
fill_items (YaoInstallation *installation,
            YaoAuthorizationSlice *slice,
            YaoAuthorizationPage *page,
            GError **error)
{
  gint64 limit = slice->limit;
  g_autoptr (GPtrArray) records = NULL;

  /* One more than asked for tells whether there is another page. */
  slice->limit = limit + 1;
  records
      = yao_authorization_table_list (yao_installation_get_database (installation), slice, error);
  if (records == NULL)
    return FALSE;
  for (guint i = 0; i < MIN (records->len, (guint) limit); i++)
    {
      const YaoAuthorizationRecord *record = records->pdata[i];

      g_ptr_array_add (page->items, yao_authorizations_tell (record));
      if (i + 1 == limit && records->len > limit)
        page->next = encode_cursor (slice->search != NULL ? slice->offset + limit : record->number);
    }
  return TRUE;
}

/**
 * yao_handle_authorizations:
 * @installation: the service
 * @request: a request
 * @error: return location
 *
 * GET /v1/authorizations?scope=&state=&search=&sort=&order=&offset=&cursor=&limit=
 *
 * Returns: (transfer full): the answer
 */
YaoResponse *
yao_handle_authorizations (YaoInstallation *installation, YaoRequest *request, GError **error)
{
  YaoCaller *caller = yao_request_get_caller (request);
  YaoAuthorizationSlice slice = { 0 };
  g_autofree char *search = NULL;
  g_autoptr (YaoAuthorizationPage) page = yao_authorization_page_new ();
  g_autoptr (GBytes) body = NULL;

  if (!begin (installation, request, error) || !read_query (request, &slice, &search, error)
      || !find_people (installation, caller, &slice, error)
      || !yao_authorization_table_get_list_version (yao_installation_get_database (installation),
                                                    slice.user, &page->list_version, error)
      || !fill_counts (installation, &slice, page, error)
      || !fill_items (installation, &slice, page, error))
    return NULL;
  body = yao_authorization_page_encode (page);
  return yao_response_new (200, YAO_JSON_CONTENT_TYPE, body);
}

static YaoResponse *
answer_record (const YaoAuthorizationRecord *record, guint status)
{
  g_autoptr (YaoAuthorizationMessage) message = yao_authorizations_tell (record);
  g_autoptr (GBytes) body = yao_authorization_message_encode (message);
  YaoResponse *response = yao_response_new (status, YAO_JSON_CONTENT_TYPE, body);
  g_autofree char *tag = g_strdup_printf ("\"%" G_GINT64_FORMAT "\"", record->version);

  yao_response_add_header (response, "ETag", tag);
  return response;
}

/**
 * yao_handle_authorization:
 * @installation: the service
 * @request: a request
 * @error: return location
 *
 * GET /v1/authorizations/{authorization}
 *
 * Returns: (transfer full): the answer
 */
YaoResponse *
yao_handle_authorization (YaoInstallation *installation, YaoRequest *request, GError **error)
{
  g_autoptr (YaoAuthorizationRecord) record = NULL;

  if (!begin (installation, request, error))
    return NULL;
  record = yao_authorizations_find (installation, yao_request_get_caller (request),
                                    yao_request_get_parameter (request, 0), error);
  return record != NULL ? answer_record (record, 200) : NULL;
}

static gboolean
fill_uses (YaoInstallation *installation,
           const YaoAuthorizationRecord *record,
           gint64 before,
           gint64 limit,
           YaoAuthorizationUses *page,
           GError **error)
{
  YaoDatabase *database = yao_installation_get_database (installation);
  g_autoptr (GPtrArray) uses = yao_authorization_table_list_uses (
      database, record->number, before != 0 ? before : G_MAXINT64, limit + 1, error);

  if (uses == NULL
      || !yao_authorization_table_count_uses (database, record->number, &page->total, error))
    return FALSE;
  for (guint i = 0; i < MIN (uses->len, (guint) limit); i++)
    {
      const YaoAuthorizationUseRecord *use = uses->pdata[i];
      YaoAuthorizationUseMessage *message = yao_authorization_use_message_new ();

      message->id = use->id;
      message->time = use->time;
      message->uid = g_strdup (use->uid);
      message->name = g_strdup (record->name);
      message->device = g_strdup (use->device);
      message->purpose = g_strdup (use->purpose);
      g_ptr_array_add (page->items, message);
      if (i + 1 == limit && uses->len > limit)
        page->next = encode_cursor (use->id);
    }
  return TRUE;
}

/**
 * yao_handle_authorization_uses:
 * @installation: the service
 * @request: a request
 * @error: return location
 *
 * GET /v1/authorizations/{authorization}/uses?cursor=&limit=
 *
 * Returns: (transfer full): the answer
 */
YaoResponse *
yao_handle_authorization_uses (YaoInstallation *installation, YaoRequest *request, GError **error)
{
  static const char *const names[] = { "cursor", "limit", NULL };
  g_autoptr (YaoAuthorizationRecord) record = NULL;
  g_autoptr (YaoAuthorizationUses) page = yao_authorization_uses_new ();
  g_autoptr (GBytes) body = NULL;
  gint64 before = 0, limit = 0;

  if (!begin (installation, request, error) || !yao_request_parse_query (request, names, error)
      || !yao_request_get_query_int (request, "limit", 1, USES_PER_PAGE, USES_PER_PAGE, &limit,
                                     error)
      || !decode_cursor (yao_request_get_query_value (request, "cursor"), &before, error))
    return NULL;
  record = yao_authorizations_find (installation, yao_request_get_caller (request),
                                    yao_request_get_parameter (request, 0), error);
  if (record == NULL || !fill_uses (installation, record, before, limit, page, error))
    return NULL;
  body = yao_authorization_uses_encode (page);
  return yao_response_new (200, YAO_JSON_CONTENT_TYPE, body);
}

/* The version that the person saw: an entity tag (RFC 9110 section 13.1.1). "*" is not taken:
 * nobody changes what he has not seen.
 */
static gboolean
read_if_match (YaoRequest *request, gint64 *version, GError **error)
{
  const char *header = yao_request_get_header (request, "If-Match");
  gsize size = header != NULL ? strlen (header) : 0;
  g_autofree char *digits = size > 2 && header[0] == '"' && header[size - 1] == '"'
                                ? g_strndup (header + 1, size - 2)
                                : NULL;

  if (digits != NULL && g_ascii_string_to_signed (digits, 10, 1, G_MAXINT64, version, NULL))
    return TRUE;
  g_set_error (error, YAO_ERROR, YAO_ERROR_MISSING_INPUT,
               "there is no If-Match with the version that was seen");
  return FALSE;
}

/* 412 brings what the authorization is now, so that both can be shown. */
static YaoResponse *
answer_changed (YaoInstallation *installation,
                const YaoCaller *caller,
                const char *id,
                const GError *changed,
                GError **error)
{
  g_autoptr (YaoAuthorizationRecord) record
      = yao_authorizations_find (installation, caller, id, error);
  g_autoptr (YaoAuthorizationMessage) message = NULL;
  g_autoptr (YaoProblem) problem = NULL;
  g_autoptr (GBytes) problem_body = NULL;
  g_autoptr (GBytes) current = NULL;
  g_autofree char *text = NULL;
  g_autoptr (GBytes) body = NULL;

  if (record == NULL)
    return NULL;
  message = yao_authorizations_tell (record);
  current = yao_authorization_message_encode (message);
  problem = yao_problem_new_from_error (changed);
  problem_body = yao_problem_encode (problem);
  text = g_strdup_printf ("%.*s,\"current\":%.*s}", (int) g_bytes_get_size (problem_body) - 1,
                          (const char *) g_bytes_get_data (problem_body, NULL),
                          (int) g_bytes_get_size (current),
                          (const char *) g_bytes_get_data (current, NULL));
  body = g_bytes_new (text, strlen (text));
  return yao_response_new (problem->status, YAO_PROBLEM_CONTENT_TYPE, body);
}

static gboolean
read_action (const char *word, YaoAuthorizationAction *action, GError **error)
{
  if (yao_authorization_action_from_string (word, action))
    return TRUE;
  g_set_error (error, YAO_ERROR, YAO_ERROR_NOT_FOUND, "there is no action %s", word);
  return FALSE;
}

/**
 * yao_handle_authorization_action:
 * @installation: the service
 * @request: a request
 * @error: return location
 *
 * POST /v1/authorizations/{authorization}/{action}: changes one, if it is still as the person saw
 * it.
 *
 * Returns: (transfer full): the answer
 */
YaoResponse *
yao_handle_authorization_action (YaoInstallation *installation, YaoRequest *request, GError **error)
{
  YaoCaller *caller = yao_request_get_caller (request);
  YaoAuthorizationRef ref = { (char *) yao_request_get_parameter (request, 0), 0 };
  YaoAuthorizationAction action = 0;
  g_autoptr (YaoAuthorizationTerms) terms = NULL;
  g_autoptr (YaoAuthorizationRecord) record = NULL;
  g_autoptr (GError) local = NULL;

  if (!begin (installation, request, error)
      || !read_action (yao_request_get_parameter (request, 1), &action, error)
      || !read_if_match (request, &ref.version, error))
    return NULL;
  terms
      = yao_authorization_terms_decode (yao_request_get_body (request), YAO_MESSAGE_SERVICE, error);
  if (terms == NULL)
    return NULL;
  record = yao_authorizations_change (installation, caller, action, &ref, terms, &local);
  if (record != NULL)
    {
      yao_authorization_worker_wake (installation);
      return answer_record (record, 200);
    }
  if (yao_error_is (local, YAO_ERROR_CHANGED))
    return answer_changed (installation, caller, ref.id, local, error);
  g_propagate_error (error, g_steal_pointer (&local));
  return NULL;
}

static YaoAuthorizationResultMessage *
refuse_item (YaoInstallation *installation,
             const YaoCaller *caller,
             const YaoAuthorizationRef *ref,
             const GError *error)
{
  YaoAuthorizationResultMessage *result = yao_authorization_result_message_new ();
  YaoProblemKind kind = yao_problem_kind_from_code ((YaoErrorCode) error->code);
  g_autoptr (YaoAuthorizationRecord) record
      = yao_authorizations_find (installation, caller, ref->id, NULL);

  result->id = g_strdup (ref->id);
  result->problem = g_strdup (yao_problem_kind_get_name (kind));
  result->detail = g_strdup (error->message);
  if (record != NULL)
    result->authorization = yao_authorizations_tell (record);
  return result;
}

/* What is wrong with one item is its own affair; what is wrong with the service is everybody's. */
static gboolean
change_item (YaoInstallation *installation,
             const YaoCaller *caller,
             YaoAuthorizationAction action,
             const YaoAuthorizationRef *ref,
             const YaoAuthorizationTerms *terms,
             GPtrArray *results,
             GError **error)
{
  g_autoptr (GError) local = NULL;
  g_autoptr (YaoAuthorizationRecord) record
      = yao_authorizations_change (installation, caller, action, ref, terms, &local);

  if (record != NULL)
    {
      YaoAuthorizationResultMessage *result = yao_authorization_result_message_new ();

      result->id = g_strdup (ref->id);
      result->authorization = yao_authorizations_tell (record);
      g_ptr_array_add (results, result);
      return TRUE;
    }
  if (local->domain != YAO_ERROR
      || yao_problem_kind_get_status (yao_problem_kind_from_code ((YaoErrorCode) local->code))
             >= 500)
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return FALSE;
    }
  g_ptr_array_add (results, refuse_item (installation, caller, ref, local));
  return TRUE;
}

/**
 * yao_handle_authorization_batch:
 * @installation: the service
 * @request: a request
 * @error: return location
 *
 * POST /v1/authorizations/batch: does the same with many, and says of each what became of it.
 *
 * Returns: (transfer full): the answer
 */
YaoResponse *
yao_handle_authorization_batch (YaoInstallation *installation, YaoRequest *request, GError **error)
{
  YaoCaller *caller = yao_request_get_caller (request);
  YaoAuthorizationAction action = 0;
  g_autoptr (YaoAuthorizationBatch) batch = NULL;
  g_autoptr (YaoAuthorizationResults) results = yao_authorization_results_new ();
  g_autoptr (GBytes) body = NULL;

  if (!begin (installation, request, error))
    return NULL;
  batch
      = yao_authorization_batch_decode (yao_request_get_body (request), YAO_MESSAGE_SERVICE, error);
  if (batch == NULL || !read_action (batch->action, &action, error))
    return NULL;
  for (guint i = 0; i < batch->items->len; i++)
    {
      if (!change_item (installation, caller, action, batch->items->pdata[i], batch->terms,
                        results->items, error))
        return NULL;
    }
  yao_authorization_worker_wake (installation);
  body = yao_authorization_results_encode (results);
  return yao_response_new (200, YAO_JSON_CONTENT_TYPE, body);
}

/**
 * yao_handle_authorization_check:
 * @installation: the service
 * @request: a request
 * @error: return location
 *
 * POST /v1/authorizations/check: whether one may apply to a number. The answer is the same whether
 * anybody has it or not.
 *
 * Returns: (transfer full): the answer
 */
YaoResponse *
yao_handle_authorization_check (YaoInstallation *installation, YaoRequest *request, GError **error)
{
  g_autoptr (YaoGrantorMessage) asked = NULL;
  g_autoptr (GBytes) body = NULL;

  if (!begin (installation, request, error))
    return NULL;
  asked = yao_grantor_message_decode (yao_request_get_body (request), YAO_MESSAGE_SERVICE, error);
  if (asked == NULL
      || !yao_authorizations_check_grantor (yao_request_get_caller (request), asked->grantor,
                                            error))
    return NULL;
  body = yao_grantor_message_encode (asked);
  return yao_response_new (200, YAO_JSON_CONTENT_TYPE, body);
}

/**
 * yao_handle_application:
 * @installation: the service
 * @request: a request
 * @error: return location
 *
 * POST /v1/authorizations: applies for one.
 *
 * Returns: (transfer full): the answer
 */
YaoResponse *
yao_handle_application (YaoInstallation *installation, YaoRequest *request, GError **error)
{
  g_autoptr (YaoApplicationMessage) asked = NULL;
  g_autoptr (YaoAuthorizationRecord) record = NULL;

  if (!begin (installation, request, error))
    return NULL;
  asked
      = yao_application_message_decode (yao_request_get_body (request), YAO_MESSAGE_SERVICE, error);
  if (asked == NULL)
    return NULL;
  record = yao_authorizations_apply (installation, yao_request_get_caller (request), asked, error);
  return record != NULL ? answer_record (record, 201) : NULL;
}
