/* yao-json-value.c: strings, numbers, bytes and times in JSON
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include "yao-json-private.h"

#include "yao-encoding.h"
#include "yao-text.h"

#include <string.h>

static gboolean
holds_type (JsonNode *node, GType type)
{
  return JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == type;
}

static gboolean
read_string (JsonNode *node, const char *name, gsize max_bytes, char **value, GError **error)
{
  const char *text;

  if (!holds_type (node, G_TYPE_STRING))
    return yao_json_refuse (name, "not a string", error);

  text = json_node_get_string (node);
  if (strlen (text) > max_bytes)
    return yao_json_refuse (name, "a string that is too long", error);

  *value = g_strdup (text);
  return TRUE;
}

static gboolean
read_text (JsonNode *node, const char *name, gsize max_bytes, char **value, GError **error)
{
  g_autofree char *text = NULL;

  if (!read_string (node, name, max_bytes, &text, error))
    return FALSE;
  if (!yao_text_is_plain (text))
    return yao_json_refuse (name, "empty, or with characters that do not belong on one line",
                            error);

  *value = g_steal_pointer (&text);
  return TRUE;
}

static gboolean
read_int (JsonNode *node, const char *name, gint64 min, gint64 max, gint64 *value, GError **error)
{
  gint64 number;

  if (!holds_type (node, G_TYPE_INT64))
    return yao_json_refuse (name, "not a whole number", error);

  number = json_node_get_int (node);
  if (number < min || number > max)
    return yao_json_refuse (name, "a number out of range", error);

  *value = number;
  return TRUE;
}

static gboolean
read_boolean (JsonNode *node, const char *name, gboolean *value, GError **error)
{
  if (!holds_type (node, G_TYPE_BOOLEAN))
    return yao_json_refuse (name, "neither true nor false", error);

  *value = json_node_get_boolean (node);
  return TRUE;
}

static gboolean
read_bytes (JsonNode *node, const char *name, gsize max_size, GBytes **value, GError **error)
{
  g_autoptr (GBytes) bytes = NULL;

  if (!holds_type (node, G_TYPE_STRING))
    return yao_json_refuse (name, "not a string", error);

  bytes = yao_base64url_decode (json_node_get_string (node), max_size, error);
  if (bytes == NULL)
    {
      g_prefix_error (error, "%s: ", name);
      return FALSE;
    }

  *value = g_steal_pointer (&bytes);
  return TRUE;
}

static gboolean
read_time (JsonNode *node, const char *name, gint64 *value, GError **error)
{
  if (!holds_type (node, G_TYPE_STRING))
    return yao_json_refuse (name, "not a string", error);
  if (!yao_rfc3339_parse (json_node_get_string (node), value, error))
    {
      g_prefix_error (error, "%s: ", name);
      return FALSE;
    }

  return TRUE;
}

/**
 * yao_json_get_string:
 * @self: an object
 * @name: the member
 * @max_bytes: the most bytes to accept
 * @value: (out) (transfer full): the string
 * @error: return location
 *
 * Gets a string, which may be empty and may hold any character but NUL.
 *
 * Returns: %TRUE, or %FALSE with %YAO_ERROR_INVALID_INPUT
 */
gboolean
yao_json_get_string (YaoJson *self, const char *name, gsize max_bytes, char **value, GError **error)
{
  JsonNode *node;

  g_return_val_if_fail (self != NULL && name != NULL && value != NULL, FALSE);

  return yao_json_find_member (self, name, TRUE, &node, error)
         && read_string (node, name, max_bytes, value, error);
}

/**
 * yao_json_get_optional_string:
 * @self: an object
 * @name: the member
 * @max_bytes: the most bytes to accept
 * @value: (out) (transfer full) (nullable): the string, or %NULL if absent
 * @error: return location
 *
 * Gets a string that may be absent.
 *
 * Returns: %TRUE, or %FALSE with %YAO_ERROR_INVALID_INPUT
 */
gboolean
yao_json_get_optional_string (YaoJson *self,
                              const char *name,
                              gsize max_bytes,
                              char **value,
                              GError **error)
{
  JsonNode *node;

  g_return_val_if_fail (self != NULL && name != NULL && value != NULL, FALSE);

  if (!yao_json_find_member (self, name, FALSE, &node, error))
    return FALSE;
  if (node != NULL)
    return read_string (node, name, max_bytes, value, error);

  *value = NULL;
  return TRUE;
}

/**
 * yao_json_get_text:
 * @self: an object
 * @name: the member
 * @max_bytes: the most bytes to accept
 * @value: (out) (transfer full): the text
 * @error: return location
 *
 * Gets a string that people will read: not empty and as yao_text_is_plain() wants it.
 *
 * Returns: %TRUE, or %FALSE with %YAO_ERROR_INVALID_INPUT
 */
gboolean
yao_json_get_text (YaoJson *self, const char *name, gsize max_bytes, char **value, GError **error)
{
  JsonNode *node;

  g_return_val_if_fail (self != NULL && name != NULL && value != NULL, FALSE);

  return yao_json_find_member (self, name, TRUE, &node, error)
         && read_text (node, name, max_bytes, value, error);
}

/**
 * yao_json_get_optional_text:
 * @self: an object
 * @name: the member
 * @max_bytes: the most bytes to accept
 * @value: (out) (transfer full) (nullable): the text, or %NULL if absent
 * @error: return location
 *
 * Gets a string that people will read and that may be absent.
 *
 * Returns: %TRUE, or %FALSE with %YAO_ERROR_INVALID_INPUT
 */
gboolean
yao_json_get_optional_text (YaoJson *self,
                            const char *name,
                            gsize max_bytes,
                            char **value,
                            GError **error)
{
  JsonNode *node;

  g_return_val_if_fail (self != NULL && name != NULL && value != NULL, FALSE);

  if (!yao_json_find_member (self, name, FALSE, &node, error))
    return FALSE;
  if (node != NULL)
    return read_text (node, name, max_bytes, value, error);

  *value = NULL;
  return TRUE;
}

/**
 * yao_json_get_int:
 * @self: an object
 * @name: the member
 * @min: the smallest value to accept
 * @max: the largest one
 * @value: (out): the number
 * @error: return location
 *
 * Gets a whole number. One with a fraction or an exponent is refused, whatever its value.
 *
 * Returns: %TRUE, or %FALSE with %YAO_ERROR_INVALID_INPUT
 */
gboolean
yao_json_get_int (YaoJson *self,
                  const char *name,
                  gint64 min,
                  gint64 max,
                  gint64 *value,
                  GError **error)
{
  JsonNode *node;

  g_return_val_if_fail (self != NULL && name != NULL && value != NULL, FALSE);

  return yao_json_find_member (self, name, TRUE, &node, error)
         && read_int (node, name, min, max, value, error);
}

/**
 * yao_json_get_optional_int:
 * @self: an object
 * @name: the member
 * @min: the smallest value to accept
 * @max: the largest one
 * @fallback: the value if absent, which need not lie within the limits
 * @value: (out): the number
 * @error: return location
 *
 * Gets a whole number that may be absent.
 *
 * Returns: %TRUE, or %FALSE with %YAO_ERROR_INVALID_INPUT
 */
gboolean
yao_json_get_optional_int (YaoJson *self,
                           const char *name,
                           gint64 min,
                           gint64 max,
                           gint64 fallback,
                           gint64 *value,
                           GError **error)
{
  JsonNode *node;

  g_return_val_if_fail (self != NULL && name != NULL && value != NULL, FALSE);

  if (!yao_json_find_member (self, name, FALSE, &node, error))
    return FALSE;
  if (node != NULL)
    return read_int (node, name, min, max, value, error);

  *value = fallback;
  return TRUE;
}

/**
 * yao_json_get_boolean:
 * @self: an object
 * @name: the member
 * @value: (out): the value
 * @error: return location
 *
 * Gets true or false.
 *
 * Returns: %TRUE, or %FALSE with %YAO_ERROR_INVALID_INPUT
 */
gboolean
yao_json_get_boolean (YaoJson *self, const char *name, gboolean *value, GError **error)
{
  JsonNode *node;

  g_return_val_if_fail (self != NULL && name != NULL && value != NULL, FALSE);

  return yao_json_find_member (self, name, TRUE, &node, error)
         && read_boolean (node, name, value, error);
}

/**
 * yao_json_get_optional_boolean:
 * @self: an object
 * @name: the member
 * @fallback: the value if absent
 * @value: (out): the value
 * @error: return location
 *
 * Gets true or false, where the member may be absent.
 *
 * Returns: %TRUE, or %FALSE with %YAO_ERROR_INVALID_INPUT
 */
gboolean
yao_json_get_optional_boolean (YaoJson *self,
                               const char *name,
                               gboolean fallback,
                               gboolean *value,
                               GError **error)
{
  JsonNode *node;

  g_return_val_if_fail (self != NULL && name != NULL && value != NULL, FALSE);

  if (!yao_json_find_member (self, name, FALSE, &node, error))
    return FALSE;
  if (node != NULL)
    return read_boolean (node, name, value, error);

  *value = fallback;
  return TRUE;
}

/**
 * yao_json_get_bytes:
 * @self: an object
 * @name: the member
 * @max_size: the most bytes to accept
 * @value: (out) (transfer full): the bytes
 * @error: return location
 *
 * Gets bytes, which are a string of base64url without padding, canonical (RFC 4648 section 5).
 *
 * Returns: %TRUE, or %FALSE with %YAO_ERROR_INVALID_INPUT
 */
gboolean
yao_json_get_bytes (YaoJson *self, const char *name, gsize max_size, GBytes **value, GError **error)
{
  JsonNode *node;

  g_return_val_if_fail (self != NULL && name != NULL && value != NULL, FALSE);

  return yao_json_find_member (self, name, TRUE, &node, error)
         && read_bytes (node, name, max_size, value, error);
}

/**
 * yao_json_get_optional_bytes:
 * @self: an object
 * @name: the member
 * @max_size: the most bytes to accept
 * @value: (out) (transfer full) (nullable): the bytes, or %NULL if absent
 * @error: return location
 *
 * Gets bytes that may be absent.
 *
 * Returns: %TRUE, or %FALSE with %YAO_ERROR_INVALID_INPUT
 */
gboolean
yao_json_get_optional_bytes (YaoJson *self,
                             const char *name,
                             gsize max_size,
                             GBytes **value,
                             GError **error)
{
  JsonNode *node;

  g_return_val_if_fail (self != NULL && name != NULL && value != NULL, FALSE);

  if (!yao_json_find_member (self, name, FALSE, &node, error))
    return FALSE;
  if (node != NULL)
    return read_bytes (node, name, max_size, value, error);

  *value = NULL;
  return TRUE;
}

/**
 * yao_json_get_time:
 * @self: an object
 * @name: the member
 * @value: (out): seconds since 1970-01-01T00:00:00Z
 * @error: return location
 *
 * Gets a time, which is a string as yao_rfc3339_format() writes it.
 *
 * Returns: %TRUE, or %FALSE with %YAO_ERROR_INVALID_INPUT
 */
gboolean
yao_json_get_time (YaoJson *self, const char *name, gint64 *value, GError **error)
{
  JsonNode *node;

  g_return_val_if_fail (self != NULL && name != NULL && value != NULL, FALSE);

  return yao_json_find_member (self, name, TRUE, &node, error)
         && read_time (node, name, value, error);
}

/**
 * yao_json_get_optional_time:
 * @self: an object
 * @name: the member
 * @fallback: the value if absent
 * @value: (out): seconds since 1970-01-01T00:00:00Z
 * @error: return location
 *
 * Gets a time that may be absent.
 *
 * Returns: %TRUE, or %FALSE with %YAO_ERROR_INVALID_INPUT
 */
gboolean
yao_json_get_optional_time (YaoJson *self,
                            const char *name,
                            gint64 fallback,
                            gint64 *value,
                            GError **error)
{
  JsonNode *node;

  g_return_val_if_fail (self != NULL && name != NULL && value != NULL, FALSE);

  if (!yao_json_find_member (self, name, FALSE, &node, error))
    return FALSE;
  if (node != NULL)
    return read_time (node, name, value, error);

  *value = fallback;
  return TRUE;
}

/**
 * yao_json_get_strings:
 * @self: an object
 * @name: the member
 * @max_items: the most items to accept
 * @max_bytes: the most bytes to accept in each
 * @value: (out) (transfer full): the strings
 * @error: return location
 *
 * Gets an array of strings.
 *
 * Returns: %TRUE, or %FALSE with %YAO_ERROR_INVALID_INPUT
 */
gboolean
yao_json_get_strings (YaoJson *self,
                      const char *name,
                      guint max_items,
                      gsize max_bytes,
                      char ***value,
                      GError **error)
{
  g_autoptr (GStrvBuilder) strings = g_strv_builder_new ();
  JsonArray *items;
  JsonNode *node;

  g_return_val_if_fail (self != NULL && name != NULL && value != NULL, FALSE);

  if (!yao_json_find_member (self, name, TRUE, &node, error)
      || !yao_json_read_items (node, name, max_items, &items, error))
    return FALSE;

  for (guint i = 0; i < json_array_get_length (items); i++)
    {
      g_autofree char *text = NULL;

      if (!read_string (json_array_get_element (items, i), name, max_bytes, &text, error))
        return FALSE;
      g_strv_builder_add (strings, text);
    }

  *value = g_strv_builder_end (strings);
  return TRUE;
}

/**
 * yao_json_get_bytes_array:
 * @self: an object
 * @name: the member
 * @max_items: the most items to accept
 * @max_size: the most bytes to accept in each
 * @value: (out) (transfer full) (element-type GBytes): the items
 * @error: return location
 *
 * Gets an array of bytes, each a string of base64url.
 *
 * Returns: %TRUE, or %FALSE with %YAO_ERROR_INVALID_INPUT
 */
gboolean
yao_json_get_bytes_array (YaoJson *self,
                          const char *name,
                          guint max_items,
                          gsize max_size,
                          GPtrArray **value,
                          GError **error)
{
  g_autoptr (GPtrArray) all = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);
  JsonArray *items;
  JsonNode *node;

  g_return_val_if_fail (self != NULL && name != NULL && value != NULL, FALSE);

  if (!yao_json_find_member (self, name, TRUE, &node, error)
      || !yao_json_read_items (node, name, max_items, &items, error))
    return FALSE;

  for (guint i = 0; i < json_array_get_length (items); i++)
    {
      GBytes *bytes = NULL;

      if (!read_bytes (json_array_get_element (items, i), name, max_size, &bytes, error))
        return FALSE;
      g_ptr_array_add (all, bytes);
    }

  *value = g_steal_pointer (&all);
  return TRUE;
}
