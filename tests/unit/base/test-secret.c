/* test-secret.c: locked, wiped bytes
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#undef G_DISABLE_ASSERT

#include "yao-secret.h"

#include <stdio.h>
#include <string.h>
#include <sys/resource.h>

/* The address sanitizer makes mlock() do nothing and say that it worked. */
#if defined __SANITIZE_ADDRESS__
#define CAN_LOCK FALSE
#elif defined __has_feature
#if __has_feature(address_sanitizer)
#define CAN_LOCK FALSE
#endif
#endif
#ifndef CAN_LOCK
#define CAN_LOCK TRUE
#endif

static void
test_holds (void)
{
  g_autoptr (YaoSecret) a = yao_secret_new_from ("739164", 6);
  g_autoptr (YaoSecret) b = yao_secret_new (6);
  g_autoptr (YaoSecret) c = yao_secret_ref (a);
  gsize size = 0;

  g_assert_true (a == c);
  g_assert_false (yao_secret_equal (a, b));
  memcpy (yao_secret_data (b), "739164", 6);
  g_assert_true (yao_secret_equal (a, b));
  g_assert_cmpmem (yao_secret_peek (a, &size), 6, "739164", 6);
  g_assert_cmpuint (size, ==, 6);
  g_assert_cmpuint (yao_secret_get_size (a), ==, 6);
}

static void
test_sizes (void)
{
  g_autoptr (YaoSecret) none = yao_secret_new (0);
  g_autoptr (YaoSecret) some = yao_secret_new (9000);

  g_assert_cmpuint (yao_secret_get_size (none), ==, 0);
  g_assert_false (yao_secret_equal (none, some));
  for (gsize i = 0; i < 9000; i++)
    g_assert_cmpuint (yao_secret_peek (some, NULL)[i], ==, 0);
}

static gboolean
smaps_has_flags (gconstpointer address, const char *flag)
{
  g_autofree char *smaps = NULL;
  g_auto (GStrv) lines = NULL;
  gboolean inside = FALSE;

  if (!g_file_get_contents ("/proc/self/smaps", &smaps, NULL, NULL))
    return FALSE;
  lines = g_strsplit (smaps, "\n", -1);
  for (guint i = 0; lines[i] != NULL; i++)
    {
      unsigned long from, to;

      if (sscanf (lines[i], "%lx-%lx ", &from, &to) == 2)
        inside = (unsigned long) address >= from && (unsigned long) address < to;
      else if (inside && g_str_has_prefix (lines[i], "VmFlags:"))
        return strstr (lines[i], flag) != NULL;
    }
  return FALSE;
}

static void
test_left_out_of_dumps (void)
{
  g_autoptr (YaoSecret) secret = yao_secret_new (32);

  g_assert_true (smaps_has_flags (yao_secret_peek (secret, NULL), " dd"));
  if (CAN_LOCK && yao_secret_is_locked (secret))
    g_assert_true (smaps_has_flags (yao_secret_peek (secret, NULL), " lo"));
}

static void
test_wipe (void)
{
  char data[] = "739164";

  yao_wipe (data, sizeof data);
  for (gsize i = 0; i < sizeof data; i++)
    g_assert_cmpint (data[i], ==, 0);
  yao_wipe (NULL, 0);
  yao_wipe_string (NULL);
  yao_wipe_string (g_strdup ("739164"));
}

static void
test_no_core (void)
{
  struct rlimit limit;

  yao_secret_forbid_core_dumps ();
  g_assert_cmpint (getrlimit (RLIMIT_CORE, &limit), ==, 0);
  g_assert_cmpuint (limit.rlim_max, ==, 0);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/base/secret/holds", test_holds);
  g_test_add_func ("/base/secret/sizes", test_sizes);
  g_test_add_func ("/base/secret/left-out-of-dumps", test_left_out_of_dumps);
  g_test_add_func ("/base/secret/wipe", test_wipe);
  g_test_add_func ("/base/secret/no-core", test_no_core);
  return g_test_run ();
}
