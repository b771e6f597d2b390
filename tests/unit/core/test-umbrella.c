/* test-umbrella.c: what another program gets to see of the library
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#undef G_DISABLE_ASSERT

#include "yao.h"

static void
test_version (void)
{
  g_assert_cmpstr (yao_client_get_version (), !=, "");
}

static void
test_types (void)
{
  const GType types[] = {
    YAO_TYPE_CLIENT,      YAO_TYPE_SERVICE,           YAO_TYPE_CERTIFICATE,
    YAO_TYPE_OPERATION,   YAO_TYPE_CERTIFICATE_FIELD, YAO_TYPE_ENROLMENT_CODE,
    YAO_TYPE_DEMO_PERSON, YAO_TYPE_BUILTIN_SERVICE,
  };

  for (gsize i = 0; i < G_N_ELEMENTS (types); i++)
    g_assert_true (g_type_is_a (types[i], G_TYPE_OBJECT));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/core/umbrella/version", test_version);
  g_test_add_func ("/core/umbrella/types", test_types);
  return g_test_run ();
}
