/* replay.c: runs a fuzz target over its corpus, as a plain test
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

/* Each seed is tried whole, cut behind every byte where it is small, and with every bit of its
 * bytes turned over: what libFuzzer does first, in a form that takes no time and needs no Clang.
 */

#undef G_DISABLE_ASSERT

#include "fuzz.h"

#include <string.h>

#define CUT_UP_TO 4096
#define TURN_UP_TO 1024

/* Gives the target a copy of its own of exactly the size, so that a read beyond it is found. */
static void
try_input (const guint8 *data, gsize size)
{
  g_autofree guint8 *copy = g_memdup2 (data, size);

  g_assert_cmpint (LLVMFuzzerTestOneInput (copy, size), ==, 0);
}

static void
try_seed (guint8 *data, gsize size)
{
  try_input (data, size);
  for (gsize cut = 0; cut < size && size <= CUT_UP_TO; cut++)
    try_input (data, cut);
  for (gsize bit = 0; bit < size * 8 && size <= TURN_UP_TO; bit++)
    {
      data[bit / 8] ^= (guint8) (1 << bit % 8);
      try_input (data, size);
      data[bit / 8] ^= (guint8) (1 << bit % 8);
    }
}

static void
test_seed (gconstpointer user_data)
{
  const char *path = user_data;
  g_autofree char *data = NULL;
  g_autoptr (GError) error = NULL;
  gsize size;

  g_assert_true (g_file_get_contents (path, &data, &size, &error));
  g_assert_no_error (error);
  try_seed ((guint8 *) data, size);
}

int
main (int argc, char *argv[])
{
  g_autoptr (GDir) dir = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *target = NULL;
  const char *name;

  g_test_init (&argc, &argv, NULL);
  g_assert_cmpint (argc, ==, 2);
  dir = g_dir_open (argv[1], 0, &error);
  g_assert_no_error (error);
  target = g_path_get_basename (argv[1]);

  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *test = g_strdup_printf ("/fuzz/%s/%s", target, name);

      g_test_add_data_func_full (test, g_build_filename (argv[1], name, NULL), test_seed, g_free);
    }

  return g_test_run ();
}
