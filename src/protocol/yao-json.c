/* yao-json.c: reading JSON, with types and limits
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include "yao-json-private.h"

#include "yao-error.h"
#include "yao-json-scan.h"
#include "yao-secret.h"
#include "yao-text.h"

struct _YaoJson
{
  gatomicrefcount ref_count;
  JsonNode *node;
  YaoJson *root; /* keeps the node alive; NULL where the node is our own */
};

static YaoJson *
wrap_node (YaoJson *parent, JsonNode *node)
{
  YaoJson *self = g_new0 (YaoJson, 1);

  g_atomic_ref_count_init (&self->ref_count);
  self->node = node;
  if (parent != NULL)
    self->root = yao_json_ref (parent->root != NULL ? parent->root : parent);

  return self;
}

gboolean
yao_json_refuse (const char *name, const char *what, GError **error)
{
  g_set_error (error, YAO_ERROR, YAO_ERROR_INVALID_INPUT, "%s: %s", name, what);
  return FALSE;
}

/* Finds a member; one that is null counts as absent. */
gboolean
yao_json_find_member (YaoJson *self,
                      const char *name,
                      gboolean required,
                      JsonNode **node,
                      GError **error)
{
  *node = NULL;
  if (!JSON_NODE_HOLDS_OBJECT (self->node))
    return yao_json_refuse (name, "not a member of an object", error);

  *node = json_object_get_member (json_node_get_object (self->node), name);
  if (*node != NULL && JSON_NODE_HOLDS_NULL (*node))
    *node = NULL;
  if (*node == NULL && required)
    return yao_json_refuse (name, "missing", error);

  return TRUE;
}

static gboolean
read_object (YaoJson *self, JsonNode *node, const char *name, YaoJson **value, GError **error)
{
  if (!JSON_NODE_HOLDS_OBJECT (node))
    return yao_json_refuse (name, "not an object", error);

  *value = wrap_node (self, node);
  return TRUE;
}

gboolean
yao_json_read_items (JsonNode *node,
                     const char *name,
                     guint max_items,
                     JsonArray **items,
                     GError **error)
{
  if (!JSON_NODE_HOLDS_ARRAY (node))
    return yao_json_refuse (name, "not an array", error);
  if (json_array_get_length (json_node_get_array (node)) > max_items)
    return yao_json_refuse (name, "an array with too many items", error);

  *items = json_node_get_array (node);
  return TRUE;
}

static gboolean
read_array (YaoJson *self,
            JsonNode *node,
            const char *name,
            guint max_items,
            GPtrArray **value,
            GError **error)
{
  JsonArray *items;

  if (!yao_json_read_items (node, name, max_items, &items, error))
    return FALSE;

  *value = g_ptr_array_new_with_free_func ((GDestroyNotify) yao_json_unref);
  for (guint i = 0; i < json_array_get_length (items); i++)
    g_ptr_array_add (*value, wrap_node (self, json_array_get_element (items, i)));

  return TRUE;
}

/**
 * yao_json_parse:
 * @bytes: a JSON text
 * @max_size: the most bytes to accept
 * @error: return location
 *
 * Reads a JSON text (RFC 8259) strictly: UTF-8, nested at most 32 deep, at most 256 members to an
 * object and no name twice, no NUL, whole numbers within 64 bits, nothing behind the value.
 *
 * Returns: (transfer full): the value, or %NULL with %YAO_ERROR_INVALID_INPUT
 */
YaoJson *
yao_json_parse (GBytes *bytes, gsize max_size, GError **error)
{
  g_autoptr (JsonParser) parser = NULL;
  g_autoptr (GError) local = NULL;
  const char *text;
  gsize size;

  g_return_val_if_fail (bytes != NULL, NULL);

  text = g_bytes_get_data (bytes, &size);
  if (size == 0 || size > max_size || size > G_MAXINT)
    {
      g_set_error (error, YAO_ERROR, YAO_ERROR_INVALID_INPUT, "JSON: %s",
                   size == 0 ? "empty" : "too large");
      return NULL;
    }
  if (!yao_json_scan (text, size, error))
    return NULL;

  parser = json_parser_new_immutable ();
  if (!json_parser_load_from_data (parser, text, (gssize) size, &local)
      || json_parser_get_root (parser) == NULL)
    {
      g_set_error (error, YAO_ERROR, YAO_ERROR_INVALID_INPUT, "JSON: %s",
                   local != NULL ? local->message : "nothing in it");
      return NULL;
    }

  return wrap_node (NULL, json_parser_steal_root (parser));
}

/**
 * yao_json_wipe_text:
 * @self: an object that nobody else uses
 * @name: the name of a member that is a text, or missing
 *
 * Wipes a text that was read. The member cannot be used any more.
 */
void
yao_json_wipe_text (YaoJson *self, const char *name)
{
  JsonNode *node = NULL;
  char *text;

  g_return_if_fail (self != NULL && name != NULL);

  if (!yao_json_find_member (self, name, FALSE, &node, NULL) || node == NULL
      || !JSON_NODE_HOLDS_VALUE (node) || json_node_get_value_type (node) != G_TYPE_STRING)
    return;

  /* The node's own copy, which goes with the value. */
  text = (char *) json_node_get_string (node);
  yao_wipe (text, strlen (text));
}

/**
 * yao_json_ref:
 * @self: a value
 *
 * Takes another reference.
 *
 * Returns: (transfer full): @self
 */
YaoJson *
yao_json_ref (YaoJson *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

/**
 * yao_json_unref:
 * @self: (transfer full): a value
 *
 * Drops a reference.
 */
void
yao_json_unref (YaoJson *self)
{
  g_return_if_fail (self != NULL);

  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;

  if (self->root != NULL)
    yao_json_unref (self->root);
  else
    json_node_unref (self->node);
  g_free (self);
}

/**
 * yao_json_is_object:
 * @self: a value
 *
 * Tells whether the value is an object.
 *
 * Returns: %TRUE if it is
 */
gboolean
yao_json_is_object (YaoJson *self)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return JSON_NODE_HOLDS_OBJECT (self->node);
}

/**
 * yao_json_has:
 * @self: a value
 * @name: a name
 *
 * Tells whether the value is an object with a member of this name, null or not.
 *
 * Returns: %TRUE if it is
 */
gboolean
yao_json_has (YaoJson *self, const char *name)
{
  g_return_val_if_fail (self != NULL && name != NULL, FALSE);

  return JSON_NODE_HOLDS_OBJECT (self->node)
         && json_object_has_member (json_node_get_object (self->node), name);
}

/**
 * yao_json_refuse_unknown:
 * @self: a value
 * @known: (array zero-terminated=1): the names that may occur
 * @error: return location
 *
 * Checks that the value is an object with no members but those named. The service does this with
 * every request; a client never with a reply.
 *
 * Returns: %TRUE, or %FALSE with %YAO_ERROR_INVALID_INPUT
 */
gboolean
yao_json_refuse_unknown (YaoJson *self, const char *const *known, GError **error)
{
  JsonObjectIter iter;
  const char *name;

  g_return_val_if_fail (self != NULL && known != NULL, FALSE);

  if (!JSON_NODE_HOLDS_OBJECT (self->node))
    return yao_json_refuse ("body", "not an object", error);

  json_object_iter_init (&iter, json_node_get_object (self->node));
  while (json_object_iter_next (&iter, &name, NULL))
    {
      if (!g_strv_contains (known, name))
        {
          g_autofree char *plain = yao_text_shorten (name, 64);

          return yao_json_refuse (plain, "not a member that is known", error);
        }
    }

  return TRUE;
}

/**
 * yao_json_get_object:
 * @self: an object
 * @name: the member
 * @value: (out) (transfer full): the object
 * @error: return location
 *
 * Gets an object.
 *
 * Returns: %TRUE, or %FALSE with %YAO_ERROR_INVALID_INPUT
 */
gboolean
yao_json_get_object (YaoJson *self, const char *name, YaoJson **value, GError **error)
{
  JsonNode *node;

  g_return_val_if_fail (self != NULL && name != NULL && value != NULL, FALSE);

  return yao_json_find_member (self, name, TRUE, &node, error)
         && read_object (self, node, name, value, error);
}

/**
 * yao_json_get_optional_object:
 * @self: an object
 * @name: the member
 * @value: (out) (transfer full) (nullable): the object, or %NULL if absent
 * @error: return location
 *
 * Gets an object that may be absent.
 *
 * Returns: %TRUE, or %FALSE with %YAO_ERROR_INVALID_INPUT
 */
gboolean
yao_json_get_optional_object (YaoJson *self, const char *name, YaoJson **value, GError **error)
{
  JsonNode *node;

  g_return_val_if_fail (self != NULL && name != NULL && value != NULL, FALSE);

  if (!yao_json_find_member (self, name, FALSE, &node, error))
    return FALSE;
  if (node != NULL)
    return read_object (self, node, name, value, error);

  *value = NULL;
  return TRUE;
}

/**
 * yao_json_get_array:
 * @self: an object
 * @name: the member
 * @max_items: the most items to accept
 * @value: (out) (transfer full) (element-type YaoJson): the items
 * @error: return location
 *
 * Gets an array of values of any type.
 *
 * Returns: %TRUE, or %FALSE with %YAO_ERROR_INVALID_INPUT
 */
gboolean
yao_json_get_array (YaoJson *self,
                    const char *name,
                    guint max_items,
                    GPtrArray **value,
                    GError **error)
{
  JsonNode *node;

  g_return_val_if_fail (self != NULL && name != NULL && value != NULL, FALSE);

  return yao_json_find_member (self, name, TRUE, &node, error)
         && read_array (self, node, name, max_items, value, error);
}

/**
 * yao_json_get_optional_array:
 * @self: an object
 * @name: the member
 * @max_items: the most items to accept
 * @value: (out) (transfer full) (nullable) (element-type YaoJson): the items, or %NULL if absent
 * @error: return location
 *
 * Gets an array that may be absent.
 *
 * Returns: %TRUE, or %FALSE with %YAO_ERROR_INVALID_INPUT
 */
gboolean
yao_json_get_optional_array (YaoJson *self,
                             const char *name,
                             guint max_items,
                             GPtrArray **value,
                             GError **error)
{
  JsonNode *node;

  g_return_val_if_fail (self != NULL && name != NULL && value != NULL, FALSE);

  if (!yao_json_find_member (self, name, FALSE, &node, error))
    return FALSE;
  if (node != NULL)
    return read_array (self, node, name, max_items, value, error);

  *value = NULL;
  return TRUE;
}
