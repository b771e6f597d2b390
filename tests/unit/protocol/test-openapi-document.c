/* test-openapi-document.c: docs/openapi.json names what the code has
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#undef G_DISABLE_ASSERT

#include "yao-authorization-wire.h"
#include "yao-paths.h"
#include "yao-problem.h"

#include <json-glib/json-glib.h>
#include <string.h>

static JsonObject *document;

static JsonObject *
get_object (JsonObject *object, const char *name)
{
  if (!json_object_has_member (object, name))
    g_error ("docs/openapi.json: %s is missing", name);

  return json_object_get_object_member (object, name);
}

static JsonObject *
get_schema (const char *name)
{
  return get_object (get_object (get_object (document, "components"), "schemas"), name);
}

static void
check_operation (JsonObject *paths, const YaoPath *path)
{
  g_autofree char *method = g_ascii_strdown (path->method, -1);
  JsonObject *operation = get_object (get_object (paths, path->pattern), method);
  JsonObject *responses = get_object (operation, "responses");
  g_autofree char *status = g_strdup_printf ("%u", path->status);
  JsonObject *good = get_object (responses, status);

  g_assert_cmpint (json_object_has_member (good, "content"), ==, path->content_type != NULL);
  if (path->content_type != NULL)
    g_assert_true (json_object_has_member (get_object (good, "content"), path->content_type));
  g_assert_true (json_object_has_member (operation, "operationId"));
}

static void
test_paths (void)
{
  JsonObject *described = get_object (document, "paths");
  gsize n_paths;
  const YaoPath *paths = yao_paths_get (&n_paths);
  gsize n_described = 0;
  JsonObjectIter iter;
  JsonNode *node;

  for (gsize i = 0; i < n_paths; i++)
    check_operation (described, &paths[i]);

  json_object_iter_init (&iter, described);
  while (json_object_iter_next (&iter, NULL, &node))
    n_described += json_object_get_size (json_node_get_object (node));
  g_assert_cmpuint (n_described, ==, n_paths);
}

static gboolean
holds_string (JsonArray *array, const char *text)
{
  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      if (g_str_equal (json_array_get_string_element (array, i), text))
        return TRUE;
    }

  return FALSE;
}

static void
check_enum (const char *schema, GType type)
{
  JsonArray *names = json_object_get_array_member (get_schema (schema), "enum");
  g_autoptr (GEnumClass) klass = g_type_class_ref (type);

  g_test_message ("checking %s", schema);
  g_assert_cmpuint (json_array_get_length (names), ==, klass->n_values);
  for (guint i = 0; i < klass->n_values; i++)
    g_assert_true (holds_string (names, klass->values[i].value_nick));
}

static void
test_enums (void)
{
  check_enum ("Algorithm", YAO_TYPE_CERTIFICATE_ALGORITHM);
  check_enum ("Authority", YAO_TYPE_CA_ALGORITHM);
  check_enum ("AuthorizationAction", YAO_TYPE_AUTHORIZATION_ACTION);
  check_enum ("AuthorizationPin", YAO_TYPE_AUTHORIZATION_PIN);
  check_enum ("AuthorizationScope", YAO_TYPE_AUTHORIZATION_SCOPE);
  check_enum ("AuthorizationSort", YAO_TYPE_AUTHORIZATION_SORT);
  check_enum ("AuthorizationState", YAO_TYPE_AUTHORIZATION_STATE);
  check_enum ("DocumentKind", YAO_TYPE_DOCUMENT_KIND);
  check_enum ("KeyKind", YAO_TYPE_KEY_KIND);
  check_enum ("RevocationReason", YAO_TYPE_REVOCATION_REASON);
  check_enum ("State", YAO_TYPE_CERTIFICATE_STATE);
}

/* Some statuses stand for several problems, which share a response. */
static guint
count_statuses (void)
{
  g_autoptr (GHashTable) statuses = g_hash_table_new (NULL, NULL);

  for (int i = 1; i < YAO_PROBLEM_LAST; i++)
    g_hash_table_add (statuses,
                      GUINT_TO_POINTER (yao_problem_kind_get_status ((YaoProblemKind) i)));
  return g_hash_table_size (statuses);
}

static void
test_problems (void)
{
  JsonObject *properties = get_object (get_schema ("Problem"), "properties");
  JsonArray *types = json_object_get_array_member (get_object (properties, "type"), "enum");
  JsonObject *responses = get_object (get_object (document, "components"), "responses");

  g_assert_cmpuint (json_array_get_length (types), ==, YAO_PROBLEM_LAST - 1);
  g_assert_cmpuint (json_object_get_size (responses), >=, count_statuses ());
  for (int i = 1; i < YAO_PROBLEM_LAST; i++)
    {
      g_autofree char *type = g_strconcat (YAO_PROBLEM_TYPE_PREFIX,
                                           yao_problem_kind_get_name ((YaoProblemKind) i), NULL);

      g_assert_true (holds_string (types, type));
    }
}

/* Follows each reference within a value. */
static void
check_references (JsonNode *node)
{
  if (JSON_NODE_HOLDS_ARRAY (node))
    {
      JsonArray *array = json_node_get_array (node);

      for (guint i = 0; i < json_array_get_length (array); i++)
        check_references (json_array_get_element (array, i));
    }
  else if (JSON_NODE_HOLDS_OBJECT (node))
    {
      JsonObjectIter iter;
      const char *name;
      JsonNode *member;

      json_object_iter_init (&iter, json_node_get_object (node));
      while (json_object_iter_next (&iter, &name, &member))
        {
          if (g_str_equal (name, "$ref"))
            {
              g_auto (GStrv) parts = g_strsplit (json_node_get_string (member), "/", 4);

              g_assert_cmpuint (g_strv_length (parts), ==, 4);
              get_object (get_object (get_object (document, parts[1]), parts[2]), parts[3]);
            }
          check_references (member);
        }
    }
}

static void
test_references (void)
{
  g_autoptr (JsonNode) root = json_node_alloc ();

  json_node_init_object (root, document);
  check_references (root);
}

int
main (int argc, char *argv[])
{
  g_autoptr (JsonParser) parser = json_parser_new ();
  g_autofree char *path = NULL;
  g_autoptr (GError) error = NULL;

  g_test_init (&argc, &argv, NULL);
  path = g_test_build_filename (G_TEST_DIST, "..", "docs", "openapi.json", NULL);
  json_parser_load_from_file (parser, path, &error);
  g_assert_no_error (error);
  document = json_node_get_object (json_parser_get_root (parser));
  g_assert_cmpstr (json_object_get_string_member (document, "openapi"), ==, "3.1.0");

  g_test_add_func ("/protocol/openapi-document/paths", test_paths);
  g_test_add_func ("/protocol/openapi-document/enums", test_enums);
  g_test_add_func ("/protocol/openapi-document/problems", test_problems);
  g_test_add_func ("/protocol/openapi-document/references", test_references);
  return g_test_run ();
}
