/* test-protocol-document.c: docs/protocol.md gives examples that hold
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#undef G_DISABLE_ASSERT

#include "yao-address.h"
#include "yao-certificate-message.h"
#include "yao-digest.h"
#include "yao-encoding.h"
#include "yao-error.h"
#include "yao-init-code.h"
#include "yao-key.h"
#include "yao-paths.h"
#include "yao-problem.h"
#include "yao-signature.h"
#include "yao-well-known.h"

#include <string.h>

static char *document;

/* Gets the block that is fenced as @kind and stands first behind @heading. */
static char *
dup_block (const char *heading, const char *kind)
{
  g_autofree char *fence = g_strdup_printf ("\n```%s\n", kind);
  const char *start = strstr (document, heading);
  const char *end;

  if (start == NULL)
    g_error ("docs/protocol.md has no heading %s", heading);
  start = strstr (start, fence);
  if (start == NULL)
    g_error ("docs/protocol.md has no %s behind %s", kind, heading);

  start += strlen (fence);
  end = strstr (start, "\n```");
  g_assert_nonnull (end);
  return g_strndup (start, (gsize) (end - start));
}

/* Certificates are cut short in the document ("MIIB…"): a small one takes their place. */
static GBytes *
dup_example (const char *heading)
{
  g_autofree char *text = dup_block (heading, "json");
  g_autoptr (GRegex) cut = g_regex_new ("\"[A-Za-z0-9_-]*…\"", 0, 0, NULL);
  char *whole = g_regex_replace_literal (cut, text, -1, 0, "\"MAA\"", 0, NULL);

  return g_bytes_new_take (whole, strlen (whole));
}

/* Each operation has a heading, and there are no others. */
static void
test_operations (void)
{
  gsize n_paths;
  const YaoPath *paths = yao_paths_get (&n_paths);
  guint n_headings = 0;

  for (gsize i = 0; i < n_paths; i++)
    {
      g_autofree char *heading
          = g_strdup_printf ("\n### `%s %s`\n", paths[i].method, paths[i].pattern);

      if (strstr (document, heading) == NULL)
        g_error ("docs/protocol.md has no heading %s", heading);
    }

  for (const char *p = document; (p = strstr (p, "\n### `")) != NULL; p++)
    n_headings++;
  g_assert_cmpuint (n_headings, ==, n_paths);
}

static void
test_messages (void)
{
  g_autoptr (GBytes) well_known_body = dup_example ("\n### `GET " YAO_PATH_WELL_KNOWN "`");
  g_autoptr (GBytes) list_body = dup_example ("\n### `GET " YAO_PATH_USER_CERTIFICATES "`");
  g_autoptr (GBytes) chain_body = dup_example ("\n### `GET " YAO_PATH_CA_CHAIN "`");
  g_autoptr (GBytes) problem_body = dup_example ("\n## Problems\n");
  g_autoptr (GError) error = NULL;
  g_autoptr (YaoWellKnown) well_known = yao_well_known_decode (well_known_body, &error);
  g_autoptr (YaoCertificateList) list = NULL;
  g_autoptr (GPtrArray) chain = NULL;
  g_autoptr (YaoProblem) problem = NULL;

  g_assert_no_error (error);
  g_assert_cmpuint (well_known->roots->len, ==, 3);
  list = yao_certificate_list_decode (list_body, &error);
  g_assert_no_error (error);
  g_assert_cmpint (list->total, ==, 1);
  chain = yao_chain_decode (chain_body, &error);
  g_assert_no_error (error);
  problem = yao_problem_decode (problem_body, 429, &error);
  g_assert_no_error (error);
  g_assert_cmpint (problem->kind, ==, YAO_PROBLEM_THROTTLED);
  g_assert_cmpstr (problem->title, ==, yao_problem_kind_get_title_zh (YAO_PROBLEM_THROTTLED));
}

/* The worked example: its parts, and its signature. */
static void
test_init_code (void)
{
  g_autofree char *uri = dup_block ("\n**A worked example**", "code");
  g_autofree char *spki_text = dup_block ("\n**A worked example**", "spki");
  g_autofree char *digest_text = dup_block ("\n**A worked example**", "digest");
  g_autoptr (GError) error = NULL;
  g_autoptr (YaoInitCode) code = yao_init_code_parse (uri, &error);
  g_autoptr (GBytes) spki = yao_base64url_decode (spki_text, 1024, NULL);
  g_autoptr (GBytes) signer_id = yao_digest_bytes (YAO_DIGEST_SHA256, spki);
  g_autoptr (GBytes) message = NULL;
  g_autoptr (GBytes) digest = NULL;
  g_autoptr (YaoKey) key = NULL;
  g_autofree char *hex = NULL;
  g_autofree char *pin = NULL;

  g_assert_no_error (error);
  g_assert_true (g_bytes_equal (yao_init_code_get_signer_id (code), signer_id));
  g_assert_cmpstr (yao_init_code_get_organisation (code), ==, "云钥示例");
  g_assert_cmpint (yao_init_code_get_expires (code), ==, 1798761600);
  message = yao_init_code_dup_signed_bytes (code);
  g_assert_cmpuint (g_bytes_get_size (message), ==, 258);
  digest = yao_digest_bytes (YAO_DIGEST_SHA256, message);
  hex = yao_hex_encode (g_bytes_get_data (digest, NULL), g_bytes_get_size (digest));
  g_assert_cmpstr (hex, ==, digest_text);

  key = yao_key_import_public (spki, &error);
  g_assert_no_error (error);
  yao_signature_verify_raw_es256 (key, message, yao_init_code_get_signature (code), &error);
  g_assert_no_error (error);

  pin = yao_init_code_dup_pin_text (code);
  g_assert_nonnull (strstr (document, pin));
}

static void
test_short_form (void)
{
  static const char typed[] = "ca.example.cn:8443 D46D 564E 0F86 DC25";
  g_autofree char *uri = dup_block ("\n**A worked example**", "code");
  g_autoptr (YaoInitCode) code = yao_init_code_parse (uri, NULL);
  g_autoptr (YaoInitCode) short_code = yao_init_code_parse_typed (typed, NULL);

  g_assert_nonnull (strstr (document, typed));
  g_assert_cmpstr (yao_init_code_get_address (short_code), ==, yao_init_code_get_address (code));
  g_assert_cmpmem (g_bytes_get_data (yao_init_code_get_short_pin (short_code), NULL), 8,
                   g_bytes_get_data (yao_init_code_get_pin (code), NULL), 8);
}

/* Limits stand in the table as they stand in the code. */
static void
test_limits (void)
{
  const struct
  {
    const char *what;
    int limit;
    const char *unit;
  } map[] = {
    { "initialisation code", YAO_INIT_CODE_MAX_SIZE, " bytes" },
    { "base address", YAO_ADDRESS_MAX_SIZE, " bytes" },
    { "JSON reply", YAO_MESSAGE_MAX_SIZE >> 20, " MiB" },
    { "problem", YAO_PROBLEM_MAX_SIZE >> 10, " KiB" },
    { "certificates in a chain", YAO_CERTIFICATE_MAX_CHAIN, "" },
    { "items on a page", YAO_PAGE_LIMIT_MAX, "" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (map); i++)
    {
      g_autofree char *line
          = g_strdup_printf ("\n| %s | %d%s |", map[i].what, map[i].limit, map[i].unit);

      if (strstr (document, line) == NULL)
        g_error ("docs/protocol.md has no line %s", line);
    }
}

int
main (int argc, char *argv[])
{
  g_autofree char *path = NULL;
  g_autoptr (GError) error = NULL;

  g_test_init (&argc, &argv, NULL);
  path = g_test_build_filename (G_TEST_DIST, "..", "docs", "protocol.md", NULL);
  g_file_get_contents (path, &document, NULL, &error);
  g_assert_no_error (error);

  g_test_add_func ("/protocol/protocol-document/operations", test_operations);
  g_test_add_func ("/protocol/protocol-document/messages", test_messages);
  g_test_add_func ("/protocol/protocol-document/init-code", test_init_code);
  g_test_add_func ("/protocol/protocol-document/short-form", test_short_form);
  g_test_add_func ("/protocol/protocol-document/limits", test_limits);
  return g_test_run ();
}
