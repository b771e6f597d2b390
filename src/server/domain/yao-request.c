/* yao-request.c: a request, however it came
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include "yao-request.h"

#include "yao-error.h"

#define MAX_QUERY_VALUES 32

struct _YaoRequest
{
  char *method;
  char *path;  /* as it came, percent-encoded */
  char *query; /* as it came, or NULL */
  char *remote;
  GBytes *body;
  GHashTable *headers; /* small letters → value */
  char **parameters;   /* decoded */
  YaoCaller *caller;   /* or NULL */
  GDestroyNotify free_caller;
  GHashTable *query_values; /* decoded; NULL before the query was parsed */
};

/**
 * yao_request_new:
 * @method: the method
 * @path: the path, percent-encoded as it came
 * @query: (nullable): what stands after the question mark, as it came
 *
 * Makes a request.
 *
 * Returns: (transfer full): the request
 */
YaoRequest *
yao_request_new (const char *method, const char *path, const char *query)
{
  YaoRequest *self = g_new0 (YaoRequest, 1);

  g_assert (method != NULL && path != NULL);

  self->method = g_strdup (method);
  self->path = g_strdup (path);
  self->query = g_strdup (query);
  self->body = g_bytes_new (NULL, 0);
  self->remote = g_strdup ("");
  self->headers = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  return self;
}

/**
 * yao_request_free:
 * @self: (transfer full): a request
 *
 * Frees a request.
 */
void
yao_request_free (YaoRequest *self)
{
  if (self == NULL)
    return;

  if (self->caller != NULL)
    self->free_caller (self->caller);
  g_free (self->method);
  g_free (self->path);
  g_free (self->query);
  g_free (self->remote);
  g_bytes_unref (self->body);
  g_hash_table_unref (self->headers);
  g_strfreev (self->parameters);
  g_clear_pointer (&self->query_values, g_hash_table_unref);
  g_free (self);
}

/**
 * yao_request_set_body:
 * @self: a request
 * @body: what was sent with it
 *
 * Sets the body.
 */
void
yao_request_set_body (YaoRequest *self, GBytes *body)
{
  g_assert (self != NULL && body != NULL);

  g_bytes_ref (body);
  g_bytes_unref (self->body);
  self->body = body;
}

/**
 * yao_request_set_remote:
 * @self: a request
 * @address: whom rates are counted for: an address without a port
 *
 * Sets where the request came from.
 */
void
yao_request_set_remote (YaoRequest *self, const char *address)
{
  g_assert (self != NULL && address != NULL);

  g_free (self->remote);
  self->remote = g_strdup (address);
}

/**
 * yao_request_add_header:
 * @self: a request
 * @name: a header's name
 * @value: its value
 *
 * Adds a header. A header that comes twice is joined by a comma (RFC 9110 section 5.3).
 */
void
yao_request_add_header (YaoRequest *self, const char *name, const char *value)
{
  g_autofree char *key = NULL;
  const char *before;
  char *joined;

  g_assert (self != NULL && name != NULL && value != NULL);

  key = g_ascii_strdown (name, -1);
  before = g_hash_table_lookup (self->headers, key);
  joined = before != NULL ? g_strdup_printf ("%s, %s", before, value) : g_strdup (value);
  g_hash_table_replace (self->headers, g_steal_pointer (&key), joined);
}

/**
 * yao_request_get_method:
 * @self: a request
 *
 * Gets the method.
 *
 * Returns: the method, owned by @self
 */
const char *
yao_request_get_method (YaoRequest *self)
{
  return self->method;
}

/**
 * yao_request_get_path:
 * @self: a request
 *
 * Gets the path, percent-encoded as it came.
 *
 * Returns: the path, owned by @self
 */
const char *
yao_request_get_path (YaoRequest *self)
{
  return self->path;
}

/**
 * yao_request_get_query:
 * @self: a request
 *
 * Gets the query as it came.
 *
 * Returns: (nullable): the query, owned by @self
 */
const char *
yao_request_get_query (YaoRequest *self)
{
  return self->query;
}

/**
 * yao_request_get_body:
 * @self: a request
 *
 * Gets the body.
 *
 * Returns: the body, perhaps empty, owned by @self
 */
GBytes *
yao_request_get_body (YaoRequest *self)
{
  return self->body;
}

/**
 * yao_request_get_remote:
 * @self: a request
 *
 * Gets the address that the request came from.
 *
 * Returns: the address, perhaps empty, owned by @self
 */
const char *
yao_request_get_remote (YaoRequest *self)
{
  return self->remote;
}

/**
 * yao_request_get_header:
 * @self: a request
 * @name: a header's name, in any case
 *
 * Gets a header.
 *
 * Returns: (nullable): its value, owned by @self
 */
const char *
yao_request_get_header (YaoRequest *self, const char *name)
{
  g_autofree char *key = g_ascii_strdown (name, -1);

  return g_hash_table_lookup (self->headers, key);
}

/**
 * yao_request_take_parameters:
 * @self: a request
 * @parameters: (transfer full): the values of the segments of the path that vary, decoded
 *
 * Sets the parameters of the path.
 */
void
yao_request_take_parameters (YaoRequest *self, char **parameters)
{
  g_strfreev (self->parameters);
  self->parameters = parameters;
}

/**
 * yao_request_get_parameter:
 * @self: a request that was routed
 * @index: which one, from 0
 *
 * Gets a parameter of the path.
 *
 * Returns: the value, decoded, owned by @self
 */
const char *
yao_request_get_parameter (YaoRequest *self, guint index)
{
  g_assert (self->parameters != NULL && index < g_strv_length (self->parameters));

  return self->parameters[index];
}

static char *
decode_query_text (const char *text)
{
  g_auto (GStrv) parts = g_strsplit (text, "+", -1);
  g_autofree char *spaced = g_strjoinv (" ", parts);
  g_autofree char *decoded = g_uri_unescape_string (spaced, NULL);

  if (decoded == NULL || !g_utf8_validate (decoded, -1, NULL))
    return NULL;
  return g_steal_pointer (&decoded);
}

static gboolean
add_query_value (YaoRequest *self, const char *pair, const char *const *known, GError **error)
{
  g_auto (GStrv) halves = g_strsplit (pair, "=", 2);
  g_autofree char *name = halves[0] != NULL ? decode_query_text (halves[0]) : NULL;
  g_autofree char *value = name != NULL && halves[1] != NULL ? decode_query_text (halves[1]) : NULL;

  if (name == NULL || value == NULL)
    {
      g_set_error (error, YAO_ERROR, YAO_ERROR_INVALID_INPUT, "the query is not well-formed");
      return FALSE;
    }
  if (!g_strv_contains (known, name))
    {
      g_set_error (error, YAO_ERROR, YAO_ERROR_INVALID_INPUT, "the query has an unknown name");
      return FALSE;
    }
  if (g_hash_table_contains (self->query_values, name))
    {
      g_set_error (error, YAO_ERROR, YAO_ERROR_INVALID_INPUT, "the query has %s twice", name);
      return FALSE;
    }
  g_hash_table_insert (self->query_values, g_steal_pointer (&name), g_steal_pointer (&value));
  return TRUE;
}

/**
 * yao_request_parse_query:
 * @self: a request
 * @known: (array zero-terminated=1): the names that may stand in it
 * @error: return location
 *
 * Takes the query apart.
 *
 * Returns: %TRUE if it is well-formed; %YAO_ERROR_INVALID_INPUT with an unknown or repeated name
 */
gboolean
yao_request_parse_query (YaoRequest *self, const char *const *known, GError **error)
{
  g_auto (GStrv) pairs = NULL;

  g_assert (self != NULL && known != NULL);

  g_clear_pointer (&self->query_values, g_hash_table_unref);
  self->query_values = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  if (self->query == NULL || self->query[0] == '\0')
    return TRUE;

  pairs = g_strsplit (self->query, "&", MAX_QUERY_VALUES);
  for (gsize i = 0; pairs[i] != NULL; i++)
    {
      if (!add_query_value (self, pairs[i], known, error))
        return FALSE;
    }
  return TRUE;
}

/**
 * yao_request_get_query_value:
 * @self: a request whose query was parsed
 * @name: a name
 *
 * Gets a value of the query.
 *
 * Returns: (nullable): the value, owned by @self
 */
const char *
yao_request_get_query_value (YaoRequest *self, const char *name)
{
  g_assert (self->query_values != NULL);

  return g_hash_table_lookup (self->query_values, name);
}

/**
 * yao_request_get_query_int:
 * @self: a request whose query was parsed
 * @name: a name
 * @minimum: the least value allowed
 * @maximum: the greatest value allowed
 * @fallback: the value where the query does not have it
 * @value: (out): the value
 * @error: return location
 *
 * Gets a number of the query.
 *
 * Returns: %TRUE if it is absent or a number in the range
 */
gboolean
yao_request_get_query_int (YaoRequest *self,
                           const char *name,
                           gint64 minimum,
                           gint64 maximum,
                           gint64 fallback,
                           gint64 *value,
                           GError **error)
{
  const char *text = yao_request_get_query_value (self, name);

  *value = fallback;
  if (text == NULL)
    return TRUE;
  if (!g_ascii_isdigit (text[0])
      || !g_ascii_string_to_signed (text, 10, minimum, maximum, value, NULL))
    {
      g_set_error (error, YAO_ERROR, YAO_ERROR_INVALID_INPUT,
                   "%s must be a number from %" G_GINT64_FORMAT " to %" G_GINT64_FORMAT, name,
                   minimum, maximum);
      return FALSE;
    }
  return TRUE;
}

/**
 * yao_request_take_caller:
 * @self: a request
 * @caller: (transfer full): who asks
 * @free_caller: frees it with the request
 *
 * Says who asks.
 */
void
yao_request_take_caller (YaoRequest *self, YaoCaller *caller, GDestroyNotify free_caller)
{
  g_assert (self->caller == NULL && caller != NULL && free_caller != NULL);

  self->caller = caller;
  self->free_caller = free_caller;
}

/**
 * yao_request_get_caller:
 * @self: a request
 *
 * Gets who asks.
 *
 * Returns: (transfer none) (nullable): who asks, or %NULL where everybody may
 */
YaoCaller *
yao_request_get_caller (YaoRequest *self)
{
  return self->caller;
}
