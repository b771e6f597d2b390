/* test-paths.c: paths are matched and written
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#undef G_DISABLE_ASSERT

#include "yao-paths.h"

#include <string.h>

static void
test_table (void)
{
  gsize n_paths;
  const YaoPath *paths = yao_paths_get (&n_paths);

  g_assert_cmpuint (n_paths, >, 0);
  for (gsize i = 0; i < n_paths; i++)
    {
      g_assert_cmpint (paths[i].pattern[0], ==, '/');
      g_assert_nonnull (paths[i].method);
      g_assert_true ((paths[i].content_type == NULL) == (paths[i].status == 204));
      for (gsize j = 0; j < i; j++)
        g_assert_false (g_str_equal (paths[i].pattern, paths[j].pattern)
                        && g_str_equal (paths[i].method, paths[j].method));
    }
}

static void
test_match (void)
{
  static const struct
  {
    const char *path;
    const char *value; /* or NULL where it does not match */
  } map[] = {
    { "/v1/users/10001/certificates", "10001" },
    { "/v1/users/%31%30/certificates", "10" },
    { "/v1/users/%E5%BC%A0/certificates", "\xe5\xbc\xa0" },
    { "/v1/users/../certificates", ".." },
    { "/v1/users//certificates", NULL },
    { "/v1/users/1/certificates/", NULL },
    { "/v1/users/1", NULL },
    { "//v1/users/1/certificates", NULL },
    { "v1/users/1/certificates", NULL },
    { "/v2/users/1/certificates", NULL },
    { "/v1/users/1/Certificates", NULL },
    { "/v1/users/a%2Fb/certificates", NULL },
    { "/v1/users/a%00/certificates", NULL },
    { "/v1/users/a%/certificates", NULL },
    { "/v1/users/a%4/certificates", NULL },
    { "/v1/users/%ff/certificates", NULL },
    { "/v1/users/1/2/certificates", NULL },
    { "", NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (map); i++)
    {
      g_auto (GStrv) values = NULL;
      gboolean matches;

      g_test_message ("checking %s", map[i].path);
      matches = yao_path_match (YAO_PATH_USER_CERTIFICATES, map[i].path, &values);
      g_assert_cmpint (matches, ==, map[i].value != NULL);
      g_assert_cmpint (yao_path_match (YAO_PATH_USER_CERTIFICATES, map[i].path, NULL), ==, matches);
      if (matches)
        {
          g_assert_cmpuint (g_strv_length (values), ==, 1);
          g_assert_cmpstr (values[0], ==, map[i].value);
        }
    }

  g_assert_true (yao_path_match (YAO_PATH_WELL_KNOWN, "/.well-known/cloudkey", NULL));
  g_assert_false (yao_path_match (YAO_PATH_WELL_KNOWN, "/.well-known/cloudkey/", NULL));
}

static void
test_write (void)
{
  g_autofree char *plain = yao_path_user_certificates ("10001", 0, NULL);
  g_autofree char *limited = yao_path_user_certificates ("10001", 20, NULL);
  g_autofree char *next = yao_path_user_certificates ("10001", 20, "abc_-");
  g_autofree char *cursor = yao_path_user_certificates ("10001", 0, "abc");
  g_autofree char *odd = yao_path_user_certificates ("a/b?c#d e", 0, "x&y");
  g_autofree char *chain = yao_path_ca_chain (YAO_CA_ALGORITHM_SM2);
  g_autofree char *crl = yao_path_ca_crl (YAO_CA_ALGORITHM_P256);

  g_assert_cmpstr (plain, ==, "/v1/users/10001/certificates");
  g_assert_cmpstr (limited, ==, "/v1/users/10001/certificates?limit=20");
  g_assert_cmpstr (next, ==, "/v1/users/10001/certificates?limit=20&cursor=abc_-");
  g_assert_cmpstr (cursor, ==, "/v1/users/10001/certificates?cursor=abc");
  g_assert_cmpstr (odd, ==, "/v1/users/a%2Fb%3Fc%23d%20e/certificates?cursor=x%26y");
  g_assert_cmpstr (chain, ==, "/v1/ca/sm2/chain");
  g_assert_cmpstr (crl, ==, "/v1/ca/p256/crl");
}

static void
test_cursor (void)
{
  g_autofree char *longest = g_strnfill (YAO_CURSOR_MAX_SIZE, 'a');
  g_autofree char *longer = g_strnfill (YAO_CURSOR_MAX_SIZE + 1, 'a');

  g_assert_true (yao_cursor_is_valid ("AZaz09-_"));
  g_assert_true (yao_cursor_is_valid (longest));
  g_assert_false (yao_cursor_is_valid (longer));
  g_assert_false (yao_cursor_is_valid (""));
  g_assert_false (yao_cursor_is_valid ("a b"));
  g_assert_false (yao_cursor_is_valid ("a&b"));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/protocol/paths/table", test_table);
  g_test_add_func ("/protocol/paths/match", test_match);
  g_test_add_func ("/protocol/paths/write", test_write);
  g_test_add_func ("/protocol/paths/cursor", test_cursor);
  return g_test_run ();
}
