/* variants.c: a message with one thing wrong, for each thing that can be
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#undef G_DISABLE_ASSERT

#include "variants.h"

#include <json-glib/json-glib.h>
#include <string.h>

static JsonNode *
step_into (JsonNode *node, const char *name)
{
  if (JSON_NODE_HOLDS_ARRAY (node))
    return json_array_get_element (json_node_get_array (node), (guint) atoi (name));

  return json_object_get_member (json_node_get_object (node), name);
}

static void
change (JsonNode *parent, const char *name, const char *value)
{
  if (JSON_NODE_HOLDS_ARRAY (parent))
    {
      /* An array has no way to set an item: the new one goes to the end. */
      json_array_remove_element (json_node_get_array (parent), (guint) atoi (name));
      json_array_add_element (json_node_get_array (parent), json_from_string (value, NULL));
      return;
    }

  if (value == NULL)
    json_object_remove_member (json_node_get_object (parent), name);
  else
    json_object_set_member (json_node_get_object (parent), name, json_from_string (value, NULL));
}

/* Gives the message with one member changed to a value in JSON, or taken out for NULL. */
char *
replace_member (const char *good, const char *path, const char *value)
{
  g_autoptr (JsonNode) root = json_from_string (good, NULL);
  g_auto (GStrv) names = g_strsplit (path, "/", -1);
  JsonNode *parent = root;
  guint last = g_strv_length (names) - 1;

  for (guint i = 0; i < last; i++)
    {
      parent = step_into (parent, names[i]);
      g_assert_nonnull (parent);
    }
  g_assert_nonnull (step_into (parent, names[last]));
  change (parent, names[last], value);

  return json_to_string (root, FALSE);
}

static gboolean
decode_text (const char *text, Decode decode)
{
  g_autoptr (GBytes) body = g_bytes_new (text, strlen (text));

  return decode (body);
}

static void
check_member (const char *good, const Member *member, Decode decode)
{
  static const struct
  {
    const char *value;
    const char *type;
  } others[] = {
    { "true", "boolean" },       { "-7", "int" },   { "1.5", "double" },
    { "\"\\u0001\"", "string" }, { "[]", "array" }, { "{}", "object" },
    { "[[[[]]]]", "nested" },
  };
  gboolean in_array = g_ascii_isdigit (member->path[strlen (member->path) - 1]);
  g_autofree char *null = replace_member (good, member->path, "null");

  g_test_message ("checking %s", member->path);
  g_assert_cmpint (decode_text (null, decode), ==, member->optional);
  if (!in_array)
    {
      g_autofree char *without = replace_member (good, member->path, NULL);

      g_assert_cmpint (decode_text (without, decode), ==, member->optional);
    }

  for (guint i = 0; i < G_N_ELEMENTS (others); i++)
    {
      g_autofree char *text = replace_member (good, member->path, others[i].value);

      if (!g_str_equal (others[i].type, member->type))
        g_assert_false (decode_text (text, decode));
    }
}

/* Puts a value of every wrong type into every member, and takes every member out. */
void
check_members (const char *good, const Member *members, gsize n_members, Decode decode)
{
  g_assert_true (decode_text (good, decode));
  for (gsize i = 0; i < n_members; i++)
    check_member (good, &members[i], decode);
}

/* Cuts a message behind every byte. */
void
check_truncated (const char *good, Decode decode)
{
  for (gsize size = 0; size < strlen (good); size++)
    {
      g_autoptr (GBytes) body = g_bytes_new (good, size);

      g_assert_false (decode (body));
    }
}
