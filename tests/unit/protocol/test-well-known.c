/* test-well-known.c: the well-known document
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#undef G_DISABLE_ASSERT

#include "variants.h"

#include "yao-well-known.h"

#include "yao-error.h"

#include <string.h>

/* The digest of three bytes 1, 2, 3. */
#define SIGNER "{\"id\":\"A5BYxvLAy0ksUzsKTRTvd8wPeKvMztUofYShogEc-4E\",\"spki\":\"AQID\"}"
#define ROOT "{\"algorithm\":\"sm2\",\"der\":\"MAA\"}"
#define GOOD                                                                                       \
  "{\"protocol\":1,\"service_id\":\"AAECAwQFBgc\",\"name\":\"\xe4\xba\x91\xe9\x92\xa5\","          \
  "\"base_address\":\"https://ca.example.cn\",\"cosign_address\":\"https://cs.example.cn\","       \
  "\"support\":\"400-800-1234\",\"key_kinds\":[\"cloud\",\"cosigned\"],\"signing_level\":2,"       \
  "\"roots\":[" ROOT "],"                                                                          \
  "\"signers\":[" SIGNER "]}"

static YaoWellKnown *
decode_text (const char *text, GError **error)
{
  g_autoptr (GBytes) body = g_bytes_new (text, strlen (text));

  return yao_well_known_decode (body, error);
}

static gboolean
decodes (GBytes *body)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (YaoWellKnown) document = yao_well_known_decode (body, &error);

  if (document == NULL)
    g_assert_error (error, YAO_ERROR, YAO_ERROR_BAD_REPLY);

  return document != NULL;
}

static gboolean
decodes_with (const char *path, const char *value)
{
  g_autofree char *text = replace_member (GOOD, path, value);
  g_autoptr (GBytes) body = g_bytes_new (text, strlen (text));

  return decodes (body);
}

static void
test_round_trip (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (YaoWellKnown) document = decode_text (GOOD, &error);
  g_autoptr (GBytes) body = NULL;
  g_autoptr (GBytes) der = g_bytes_new_static ("\x30\0", 2);
  g_autoptr (GBytes) spki = g_bytes_new_static ("\1\2\3", 3);
  g_autoptr (GBytes) stranger = g_bytes_new_static ("\1\2\4", 3);
  const YaoWellKnownSigner *signer;

  g_assert_no_error (error);
  g_assert_cmpstr (document->service_id, ==, "AAECAwQFBgc");
  g_assert_cmpstr (document->name, ==, "\xe4\xba\x91\xe9\x92\xa5");
  g_assert_cmpstr (document->base_address, ==, "https://ca.example.cn");
  g_assert_cmpstr (document->cosign_address, ==, "https://cs.example.cn");
  g_assert_cmpstr (document->support, ==, "400-800-1234");
  g_assert_true (document->has_cloud_keys);
  g_assert_true (document->has_cosigned_keys);
  g_assert_true (g_bytes_equal (yao_well_known_get_root (document, YAO_CA_ALGORITHM_SM2), der));
  g_assert_null (yao_well_known_get_root (document, YAO_CA_ALGORITHM_RSA));
  signer = g_ptr_array_index (document->signers, 0);
  g_assert_true (g_bytes_equal (yao_well_known_get_signer (document, signer->id), spki));
  g_assert_null (yao_well_known_get_signer (document, stranger));

  body = yao_well_known_encode (document);
  g_assert_cmpmem (g_bytes_get_data (body, NULL), g_bytes_get_size (body), GOOD, strlen (GOOD));
}

static void
test_smallest (void)
{
  g_autoptr (YaoWellKnown) document = yao_well_known_new ();
  g_autoptr (GBytes) der = g_bytes_new_static ("\x30\0", 2);
  g_autoptr (GBytes) body = NULL;
  g_autoptr (YaoWellKnown) back = NULL;
  g_autoptr (GError) error = NULL;

  document->service_id = g_strdup ("AAAAAAAAAAA");
  document->name = g_strdup ("A");
  document->base_address = g_strdup ("https://127.0.0.1:8443");
  yao_well_known_add_root (document, YAO_CA_ALGORITHM_P256, der);
  body = yao_well_known_encode (document);
  back = yao_well_known_decode (body, &error);
  g_assert_no_error (error);
  g_assert_null (back->cosign_address);
  g_assert_null (back->support);
  g_assert_false (back->has_cloud_keys);
  g_assert_false (back->has_cosigned_keys);
  g_assert_cmpuint (back->signers->len, ==, 0);
}

static void
test_members (void)
{
  static const Member members[] = {
    { "protocol", "int", FALSE },
    { "service_id", "string", FALSE },
    { "name", "string", FALSE },
    { "base_address", "string", FALSE },
    { "cosign_address", "string", TRUE },
    { "support", "string", TRUE },
    { "key_kinds", "array", FALSE },
    { "key_kinds/0", "string", FALSE },
    { "roots", "array", FALSE },
    { "roots/0", "object", FALSE },
    { "roots/0/algorithm", "string", FALSE },
    { "roots/0/der", "string", FALSE },
    { "signers", "array", FALSE },
    { "signers/0", "object", FALSE },
    { "signers/0/id", "string", FALSE },
    { "signers/0/spki", "string", FALSE },
  };

  check_members (GOOD, members, G_N_ELEMENTS (members), decodes);
}

static void
test_truncated (void)
{
  check_truncated (GOOD, decodes);
}

static void
test_bad_values (void)
{
  static const struct
  {
    const char *path;
    const char *value;
  } map[] = {
    { "protocol", "0" },
    { "protocol", "-1" },
    { "protocol", "2147483648" },
    { "service_id", "\"\"" },
    { "service_id", "\"AAECAwQFBg\"" },
    { "service_id", "\"AAECAwQFBgcI\"" },
    { "service_id", "\"AAECAwQFBgd\"" },
    { "service_id", "\"AAECAwQFBg==\"" },
    { "name", "\"\"" },
    { "name", "\" a\"" },
    { "name", "\"a\\nb\"" },
    { "name", "\"a\\u202eb\"" },
    { "base_address", "\"http://h\"" },
    { "base_address", "\"https://h/\"" },
    { "cosign_address", "\"\"" },
    { "cosign_address", "\"https://h?a\"" },
    { "support", "\"\"" },
    { "support", "\"a\\u0007\"" },
    { "roots", "[]" },
    { "roots/0/algorithm", "\"rot13\"" },
    { "roots/0/der", "\"\"" },
    { "roots/0/der", "\"MA==\"" },
    { "signers/0/id", "\"\"" },
    { "signers/0/id", "\"A5BYxvLAy0ksc0iaFDCJ9Po4Sh3mmGKBlU3fdNgWG4A\"" },
    { "signers/0/spki", "\"AQIE\"" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (map); i++)
    {
      g_test_message ("checking %s %s", map[i].path, map[i].value);
      g_assert_false (decodes_with (map[i].path, map[i].value));
    }
}

/* What is new to this program is left out. */
static void
test_from_the_future (void)
{
  g_autofree char *kinds = replace_member (GOOD, "key_kinds", "[\"quantum\",\"cloud\"]");
  g_autofree char *roots
      = replace_member (kinds, "roots", "[{\"algorithm\":\"mldsa\",\"der\":\"MAA\"}," ROOT "]");
  g_autofree char *more = g_strdup_printf ("{\"new\":{\"a\":[1.5]},%s", roots + 1);
  g_autoptr (GError) error = NULL;
  g_autoptr (YaoWellKnown) document = decode_text (more, &error);

  g_assert_no_error (error);
  g_assert_true (document->has_cloud_keys);
  g_assert_false (document->has_cosigned_keys);
  g_assert_cmpuint (document->roots->len, ==, 1);
}

static void
test_other_protocol (void)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (decode_text ("{\"protocol\":2,\"everything\":\"else\"}", &error));
  g_assert_error (error, YAO_ERROR, YAO_ERROR_UNSUPPORTED);
}

static char *
repeat (const char *item, guint times)
{
  GString *text = g_string_new ("[");

  for (guint i = 0; i < times; i++)
    g_string_append_printf (text, "%s%s", i > 0 ? "," : "", item);
  g_string_append_c (text, ']');

  return g_string_free (text, FALSE);
}

static char *
quote (char c, gsize length)
{
  g_autofree char *text = g_strnfill (length, c);

  return g_strdup_printf ("\"%s\"", text);
}

static void
check_limit (const char *path, char *most, char *more)
{
  g_test_message ("checking %s", path);
  g_assert_true (decodes_with (path, most));
  g_assert_false (decodes_with (path, more));
  g_free (most);
  g_free (more);
}

static void
test_limits (void)
{
  /* one byte more than 2048 */
  g_autofree char *spki = quote ('A', 2732);

  check_limit ("name", quote ('a', YAO_NAME_MAX_SIZE), quote ('a', YAO_NAME_MAX_SIZE + 1));
  check_limit ("support", quote ('a', YAO_NAME_MAX_SIZE), quote ('a', YAO_NAME_MAX_SIZE + 1));
  check_limit ("roots", repeat (ROOT, YAO_WELL_KNOWN_MAX_ROOTS),
               repeat (ROOT, YAO_WELL_KNOWN_MAX_ROOTS + 1));
  check_limit ("signers", repeat (SIGNER, YAO_WELL_KNOWN_MAX_SIGNERS),
               repeat (SIGNER, YAO_WELL_KNOWN_MAX_SIGNERS + 1));
  check_limit ("key_kinds", repeat ("\"cloud\"", 16), repeat ("\"cloud\"", 17));
  check_limit ("key_kinds/0", quote ('a', 64), quote ('a', 65));
  /* 16384 bytes are 21846 digits of which the last carries four bits. */
  check_limit ("roots/0/der", quote ('A', 21846), quote ('A', 21847));
  g_assert_false (decodes_with ("signers/0/spki", spki));
}

static void
test_too_large (void)
{
  g_autofree char *spaces = g_strnfill (1 << 20, ' ');
  g_autofree char *text = g_strconcat (GOOD, spaces, NULL);
  g_autoptr (GError) error = NULL;

  g_assert_null (decode_text (text, &error));
  g_assert_error (error, YAO_ERROR, YAO_ERROR_BAD_REPLY);
}

static void
test_service_id (void)
{
  g_assert_true (yao_service_id_is_valid ("AAECAwQFBgc"));
  g_assert_false (yao_service_id_is_valid (""));
  g_assert_false (yao_service_id_is_valid ("AAECAwQFBg"));
  g_assert_false (yao_service_id_is_valid ("AAECAwQFBgcI"));
  g_assert_false (yao_service_id_is_valid ("AAECAwQF/gc"));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/protocol/well-known/round-trip", test_round_trip);
  g_test_add_func ("/protocol/well-known/smallest", test_smallest);
  g_test_add_func ("/protocol/well-known/members", test_members);
  g_test_add_func ("/protocol/well-known/truncated", test_truncated);
  g_test_add_func ("/protocol/well-known/bad-values", test_bad_values);
  g_test_add_func ("/protocol/well-known/from-the-future", test_from_the_future);
  g_test_add_func ("/protocol/well-known/other-protocol", test_other_protocol);
  g_test_add_func ("/protocol/well-known/limits", test_limits);
  g_test_add_func ("/protocol/well-known/too-large", test_too_large);
  g_test_add_func ("/protocol/well-known/service-id", test_service_id);
  return g_test_run ();
}
