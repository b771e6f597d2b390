/* test-certificate-message.c: certificates, pages of them, chains
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#undef G_DISABLE_ASSERT

#include "variants.h"

#include "yao-certificate-message.h"

#include "yao-error.h"
#include "yao-paths.h"
#include "yao-well-known.h"

#include <string.h>

#define ITEM                                                                                       \
  "{\"id\":\"c-1_A\",\"holder_uid\":\"10001\",\"holder_name\":\"\xe5\xbc\xa0\xe4\xbc\x9f\","       \
  "\"organisation\":\"\xe4\xba\x91\xe9\x92\xa5\",\"department\":\"R&D\",\"role_title\":\"CTO\","   \
  "\"key_kind\":\"cloud\",\"algorithm\":\"sm2\",\"version\":2,\"state\":\"revoked\","              \
  "\"revoked_at\":\"2026-03-01T08:00:00Z\",\"revocation_reason\":\"superseded\","                  \
  "\"der\":\"MAA\",\"chain\":[\"MAE\",\"MAI\"]}"
#define GOOD "{\"items\":[" ITEM "],\"next\":\"abc\",\"total\":7}"
#define CHAIN "{\"items\":[\"MAE\",\"MAI\"]}"

static gboolean
decodes (GBytes *body)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (YaoCertificateList) list = yao_certificate_list_decode (body, &error);

  if (list == NULL)
    g_assert_error (error, YAO_ERROR, YAO_ERROR_BAD_REPLY);

  return list != NULL;
}

static gboolean
chain_decodes (GBytes *body)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) chain = yao_chain_decode (body, &error);

  if (chain == NULL)
    g_assert_error (error, YAO_ERROR, YAO_ERROR_BAD_REPLY);

  return chain != NULL;
}

static gboolean
decodes_text (const char *text)
{
  g_autoptr (GBytes) body = g_bytes_new (text, strlen (text));

  return decodes (body);
}

static gboolean
decodes_with (const char *path, const char *value)
{
  g_autofree char *text = replace_member (GOOD, path, value);

  return decodes_text (text);
}

static void
test_round_trip (void)
{
  g_autoptr (GBytes) body = g_bytes_new_static (GOOD, strlen (GOOD));
  g_autoptr (GError) error = NULL;
  g_autoptr (YaoCertificateList) list = yao_certificate_list_decode (body, &error);
  g_autoptr (GBytes) again = NULL;
  const YaoCertificateMessage *item;

  g_assert_no_error (error);
  g_assert_cmpstr (list->next, ==, "abc");
  g_assert_cmpint (list->total, ==, 7);
  g_assert_cmpuint (list->items->len, ==, 1);
  item = g_ptr_array_index (list->items, 0);
  g_assert_cmpstr (item->id, ==, "c-1_A");
  g_assert_cmpstr (item->holder_uid, ==, "10001");
  g_assert_cmpstr (item->holder_name, ==, "\xe5\xbc\xa0\xe4\xbc\x9f");
  g_assert_cmpstr (item->organisation, ==, "\xe4\xba\x91\xe9\x92\xa5");
  g_assert_cmpstr (item->department, ==, "R&D");
  g_assert_cmpstr (item->role_title, ==, "CTO");
  g_assert_cmpint (item->key_kind, ==, YAO_KEY_KIND_CLOUD);
  g_assert_cmpint (item->algorithm, ==, YAO_CERTIFICATE_ALGORITHM_SM2);
  g_assert_cmpint (item->version, ==, 2);
  g_assert_cmpint (item->state, ==, YAO_CERTIFICATE_STATE_REVOKED);
  g_assert_cmpint (item->revoked_at, ==, 1772352000);
  g_assert_cmpstr (item->revocation_reason, ==, "superseded");
  g_assert_cmpuint (g_bytes_get_size (item->der), ==, 2);
  g_assert_cmpuint (item->chain->len, ==, 2);

  again = yao_certificate_list_encode (list);
  g_assert_true (g_bytes_equal (again, body));
}

static void
test_empty (void)
{
  g_autoptr (YaoCertificateList) list = yao_certificate_list_new ();
  g_autoptr (GBytes) body = yao_certificate_list_encode (list);
  static const char expected[] = "{\"items\":[],\"next\":null,\"total\":null}";
  g_autoptr (YaoCertificateList) back = NULL;

  g_assert_cmpmem (g_bytes_get_data (body, NULL), g_bytes_get_size (body), expected,
                   strlen (expected));
  back = yao_certificate_list_decode (body, NULL);
  g_assert_nonnull (back);
  g_assert_null (back->next);
  g_assert_cmpint (back->total, ==, -1);
}

static void
test_members (void)
{
  static const Member members[] = {
    { "items", "array", FALSE },
    { "next", "string", TRUE },
    { "total", "int", TRUE },
    { "items/0", "object", FALSE },
    { "items/0/id", "string", FALSE },
    { "items/0/holder_uid", "string", FALSE },
    { "items/0/holder_name", "string", FALSE },
    { "items/0/organisation", "string", FALSE },
    { "items/0/department", "string", TRUE },
    { "items/0/role_title", "string", TRUE },
    { "items/0/key_kind", "string", FALSE },
    { "items/0/algorithm", "string", FALSE },
    { "items/0/version", "int", FALSE },
    { "items/0/state", "string", FALSE },
    { "items/0/revocation_reason", "string", TRUE },
    { "items/0/der", "string", FALSE },
    { "items/0/chain", "array", FALSE },
    { "items/0/chain/0", "string", FALSE },
    /* may be absent, but not from a certificate that is revoked */
    { "items/0/revoked_at", "string", FALSE },
  };

  check_members (GOOD, members, G_N_ELEMENTS (members), decodes);
}

static void
test_truncated (void)
{
  check_truncated (GOOD, decodes);
  check_truncated (CHAIN, chain_decodes);
}

static void
test_bad_values (void)
{
  static const struct
  {
    const char *path;
    const char *value;
  } map[] = {
    { "items/0/id", "\"\"" },
    { "items/0/id", "\"a b\"" },
    { "items/0/id", "\"a/b\"" },
    { "items/0/holder_uid", "\"\"" },
    { "items/0/holder_uid", "\"..\"" },
    { "items/0/holder_uid", "\"a b\"" },
    { "items/0/holder_name", "\"\"" },
    { "items/0/holder_name", "\"a\\nb\"" },
    { "items/0/organisation", "\"a\\u202e\"" },
    { "items/0/department", "\"\"" },
    { "items/0/role_title", "\" \"" },
    { "items/0/key_kind", "\"paper\"" },
    { "items/0/key_kind", "\"Cloud\"" },
    { "items/0/algorithm", "\"rsa1024\"" },
    { "items/0/version", "0" },
    { "items/0/version", "2147483648" },
    { "items/0/state", "\"unknown\"" },
    { "items/0/id", "\"\\u4e91\"" },
    { "items/0/state", "\"active\"" },
    { "items/0/revoked_at", "\"2026-03-01\"" },
    { "items/0/revoked_at", "\"1970-01-01T00:00:00Z\"" },
    { "items/0/revocation_reason", "\"\"" },
    { "items/0/der", "\"\"" },
    { "items/0/der", "\"MA=\"" },
    { "items/0/chain", "[]" },
    { "items/0/chain", "[\"MAE\",\"\"]" },
    { "items/0/chain", "[\"MAE\",\"+\"]" },
    { "next", "\"\"" },
    { "next", "\"a b\"" },
    { "total", "-1" },
    { "total", "2147483648" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (map); i++)
    {
      g_test_message ("checking %s %s", map[i].path, map[i].value);
      g_assert_false (decodes_with (map[i].path, map[i].value));
    }
}

/* A time of revocation and a reason go with the state "revoked", and with no other. */
static void
test_revocation (void)
{
  g_autofree char *active = replace_member (GOOD, "items/0/state", "\"active\"");
  g_autofree char *no_time = replace_member (active, "items/0/revoked_at", "null");
  g_autofree char *neither = replace_member (no_time, "items/0/revocation_reason", "null");

  g_assert_false (decodes_text (active));
  g_assert_false (decodes_text (no_time));
  g_assert_true (decodes_text (neither));
  g_assert_true (decodes_with ("items/0/revocation_reason", "\"a-new-reason\""));
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
  check_limit ("items", repeat (ITEM, YAO_PAGE_LIMIT_MAX), repeat (ITEM, YAO_PAGE_LIMIT_MAX + 1));
  check_limit ("next", quote ('a', YAO_CURSOR_MAX_SIZE), quote ('a', YAO_CURSOR_MAX_SIZE + 1));
  check_limit ("items/0/id", quote ('a', 64), quote ('a', 65));
  check_limit ("items/0/holder_uid", quote ('a', 64), quote ('a', 65));
  check_limit ("items/0/holder_name", quote ('a', 256), quote ('a', 257));
  check_limit ("items/0/organisation", quote ('a', 256), quote ('a', 257));
  check_limit ("items/0/department", quote ('a', 256), quote ('a', 257));
  check_limit ("items/0/role_title", quote ('a', 256), quote ('a', 257));
  check_limit ("items/0/revocation_reason", quote ('a', 64), quote ('a', 65));
  check_limit ("items/0/der", quote ('A', 21846), quote ('A', 21847));
  check_limit ("items/0/chain/0", quote ('A', 21846), quote ('A', 21847));
  check_limit ("items/0/chain", repeat ("\"MAE\"", 8), repeat ("\"MAE\"", 9));
}

static void
test_not_a_list (void)
{
  static const char *const texts[] = { "", "[]", "{}", "null", "<html>", "{\"items\":null}" };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    g_assert_false (decodes_text (texts[i]));
}

static void
test_too_large (void)
{
  g_autofree char *spaces = g_strnfill (YAO_MESSAGE_MAX_SIZE - strlen (GOOD), ' ');
  g_autofree char *most = g_strconcat (GOOD, spaces, NULL);
  g_autofree char *more = g_strconcat (GOOD, spaces, " ", NULL);
  g_autofree char *chain = g_strconcat (CHAIN, spaces, GOOD, NULL);
  g_autoptr (GBytes) body = NULL;

  g_assert_true (decodes_text (most));
  g_assert_false (decodes_text (more));

  memset (chain + strlen (CHAIN), ' ', strlen (chain) - strlen (CHAIN));
  body = g_bytes_new (chain, strlen (chain));
  g_assert_cmpuint (g_bytes_get_size (body), >, YAO_MESSAGE_MAX_SIZE);
  g_assert_false (chain_decodes (body));
}

static void
test_chain (void)
{
  static const Member members[] = { { "items", "array", FALSE }, { "items/0", "string", FALSE } };
  g_autoptr (GBytes) body = g_bytes_new_static (CHAIN, strlen (CHAIN));
  g_autoptr (GPtrArray) chain = yao_chain_decode (body, NULL);
  g_autoptr (GBytes) again = yao_chain_encode (chain);

  g_assert_cmpuint (chain->len, ==, 2);
  g_assert_true (g_bytes_equal (again, body));
  check_members (CHAIN, members, G_N_ELEMENTS (members), chain_decodes);
}

static void
test_chain_limits (void)
{
  static const char *const bad[] = { "{\"items\":[]}", "{\"items\":[\"\"]}", "[]" };
  g_autofree char *most = repeat ("\"MAE\"", YAO_CERTIFICATE_MAX_CHAIN);
  g_autofree char *more = repeat ("\"MAE\"", YAO_CERTIFICATE_MAX_CHAIN + 1);
  g_autofree char *most_text = g_strdup_printf ("{\"items\":%s}", most);
  g_autofree char *more_text = g_strdup_printf ("{\"items\":%s}", more);
  g_autoptr (GBytes) most_body = g_bytes_new (most_text, strlen (most_text));
  g_autoptr (GBytes) more_body = g_bytes_new (more_text, strlen (more_text));

  g_assert_true (chain_decodes (most_body));
  g_assert_false (chain_decodes (more_body));
  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autoptr (GBytes) body = g_bytes_new (bad[i], strlen (bad[i]));

      g_assert_false (chain_decodes (body));
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/protocol/certificate-message/round-trip", test_round_trip);
  g_test_add_func ("/protocol/certificate-message/empty", test_empty);
  g_test_add_func ("/protocol/certificate-message/members", test_members);
  g_test_add_func ("/protocol/certificate-message/truncated", test_truncated);
  g_test_add_func ("/protocol/certificate-message/bad-values", test_bad_values);
  g_test_add_func ("/protocol/certificate-message/revocation", test_revocation);
  g_test_add_func ("/protocol/certificate-message/limits", test_limits);
  g_test_add_func ("/protocol/certificate-message/too-large", test_too_large);
  g_test_add_func ("/protocol/certificate-message/not-a-list", test_not_a_list);
  g_test_add_func ("/protocol/certificate-message/chain", test_chain);
  g_test_add_func ("/protocol/certificate-message/chain-limits", test_chain_limits);
  return g_test_run ();
}
