/* test-wire.c: names on the wire
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#undef G_DISABLE_ASSERT

#include "yao-wire.h"

#include <string.h>

/* Every value has a name of its own, in lower case, that leads back to it. */
#define CHECK_NAMES(Type, noun, TYPE)                                                              \
  G_STMT_START                                                                                     \
  {                                                                                                \
    g_autoptr (GEnumClass) klass = g_type_class_ref (TYPE);                                        \
                                                                                                   \
    for (guint i = 0; i < klass->n_values; i++)                                                    \
      {                                                                                            \
        Type value = (Type) klass->values[i].value;                                                \
        const char *name = noun##_to_string (value);                                               \
        Type back;                                                                                 \
                                                                                                   \
        g_assert_cmpuint (strspn (name, "abcdefghijklmnopqrstuvwxyz0123456789-"), ==,              \
                          strlen (name));                                                          \
        g_assert_true (noun##_from_string (name, &back));                                          \
        g_assert_cmpint (back, ==, value);                                                         \
      }                                                                                            \
    g_assert_null (noun##_to_string ((Type) 99));                                                  \
    check_unknown (noun##_from_string ("", &(Type){ 0 }));                                         \
    check_unknown (noun##_from_string ("nonsense", &(Type){ 0 }));                                 \
    check_unknown (noun##_from_string ("SM2", &(Type){ 0 }));                                      \
  }                                                                                                \
  G_STMT_END

static void
check_unknown (gboolean found)
{
  g_assert_false (found);
}

static void
test_names (void)
{
  CHECK_NAMES (YaoKeyKind, yao_key_kind, YAO_TYPE_KEY_KIND);
  CHECK_NAMES (YaoCertificateAlgorithm, yao_certificate_algorithm, YAO_TYPE_CERTIFICATE_ALGORITHM);
  CHECK_NAMES (YaoCaAlgorithm, yao_ca_algorithm, YAO_TYPE_CA_ALGORITHM);
  CHECK_NAMES (YaoCertificateState, yao_certificate_state, YAO_TYPE_CERTIFICATE_STATE);
  CHECK_NAMES (YaoCertificateRole, yao_certificate_role, YAO_TYPE_CERTIFICATE_ROLE);
  CHECK_NAMES (YaoRevocationReason, yao_revocation_reason, YAO_TYPE_REVOCATION_REASON);
}

static void
test_labels (void)
{
  g_autoptr (GEnumClass) klass = g_type_class_ref (YAO_TYPE_CERTIFICATE_ALGORITHM);
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < klass->n_values; i++)
    {
      const char *label
          = yao_certificate_algorithm_get_label ((YaoCertificateAlgorithm) klass->values[i].value);

      g_assert_true (g_hash_table_add (seen, (gpointer) label));
    }
  g_assert_cmpstr (yao_certificate_algorithm_get_label (YAO_CERTIFICATE_ALGORITHM_RSA3072), ==,
                   "RSA 3072");
}

/* Names that other programs rely on. */
static void
test_fixed_names (void)
{
  g_assert_cmpstr (yao_key_kind_to_string (YAO_KEY_KIND_COSIGNED), ==, "cosigned");
  g_assert_cmpstr (yao_certificate_algorithm_to_string (YAO_CERTIFICATE_ALGORITHM_RSA2048), ==,
                   "rsa2048");
  g_assert_cmpstr (yao_certificate_state_to_string (YAO_CERTIFICATE_STATE_NOT_YET_VALID), ==,
                   "not-yet-valid");
  g_assert_cmpstr (yao_revocation_reason_to_string (YAO_REVOCATION_REASON_KEY_COMPROMISE), ==,
                   "key-compromise");
}

static void
test_ca (void)
{
  g_assert_cmpint (yao_certificate_algorithm_get_ca (YAO_CERTIFICATE_ALGORITHM_SM2), ==,
                   YAO_CA_ALGORITHM_SM2);
  g_assert_cmpint (yao_certificate_algorithm_get_ca (YAO_CERTIFICATE_ALGORITHM_RSA2048), ==,
                   YAO_CA_ALGORITHM_RSA);
  g_assert_cmpint (yao_certificate_algorithm_get_ca (YAO_CERTIFICATE_ALGORITHM_RSA3072), ==,
                   YAO_CA_ALGORITHM_RSA);
  g_assert_cmpint (yao_certificate_algorithm_get_ca (YAO_CERTIFICATE_ALGORITHM_P256), ==,
                   YAO_CA_ALGORITHM_P256);
}

static void
test_uid (void)
{
  g_autofree char *longest = g_strnfill (64, 'a');
  g_autofree char *longer = g_strnfill (65, 'a');
  const char *const good[] = { "10001", "a.b", "A-1_x", "...", ".a", longest };
  const char *const bad[] = { "", ".", "..", "a/b", "a b", "a%2e", "\xe5\xbc\xa0", "a\n", longer };

  for (guint i = 0; i < G_N_ELEMENTS (good); i++)
    g_assert_true (yao_uid_is_valid (good[i]));
  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    g_assert_false (yao_uid_is_valid (bad[i]));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/protocol/wire/names", test_names);
  g_test_add_func ("/protocol/wire/labels", test_labels);
  g_test_add_func ("/protocol/wire/fixed-names", test_fixed_names);
  g_test_add_func ("/protocol/wire/ca", test_ca);
  g_test_add_func ("/protocol/wire/uid", test_uid);
  return g_test_run ();
}
