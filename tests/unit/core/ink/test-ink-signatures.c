/* test-ink-signatures.c: twenty signatures, as PNG and as SVG, by us and by librsvg
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#undef G_DISABLE_ASSERT

#include "yao-file.h"
#include "yao-ink-export.h"
#include "yao-inkml.h"
#include "yao-picture.h"

#include <gio/gio.h>
#include <glib/gstdio.h>
#include <string.h>

#define N_SIGNATURES 20
#define WIDTH 600

typedef struct
{
  char *folder;
  GPtrArray *names; /* of the InkML files, in order */
} Fixture;

static int
compare_names (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GDir) dir = NULL;
  const char *name;
  int status;

  fixture->folder = g_dir_make_tmp ("yunyao-ink-XXXXXX", NULL);
  fixture->names = g_ptr_array_new_with_free_func (g_free);
  g_assert_true (
      g_spawn_sync (NULL,
                    (char *[]){ (char *) "/usr/bin/python3", (char *) "-B",
                                (char *) g_getenv ("YAO_TEST_SIGNATURES"), fixture->folder, NULL },
                    NULL, G_SPAWN_DEFAULT, NULL, NULL, NULL, NULL, &status, &error));
  g_assert_no_error (error);
  g_assert_true (g_spawn_check_wait_status (status, NULL));
  dir = g_dir_open (fixture->folder, 0, NULL);
  while ((name = g_dir_read_name (dir)) != NULL)
    g_ptr_array_add (fixture->names, g_strdup (name));
  g_ptr_array_sort (fixture->names, compare_names);
  g_assert_cmpuint (fixture->names->len, ==, N_SIGNATURES);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  for (guint i = 0; i < fixture->names->len; i++)
    {
      g_autofree char *path
          = g_build_filename (fixture->folder, g_ptr_array_index (fixture->names, i), NULL);

      g_unlink (path);
    }
  g_rmdir (fixture->folder);
  g_free (fixture->folder);
  g_ptr_array_unref (fixture->names);
}

static YaoInk *
load (Fixture *fixture, guint index)
{
  g_autofree char *path
      = g_build_filename (fixture->folder, g_ptr_array_index (fixture->names, index), NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) file = yao_file_read (path, YAO_INKML_BYTES_MAX, &error);
  YaoInk *ink = file != NULL ? yao_inkml_read (file, &error) : NULL;

  g_assert_no_error (error);
  return ink;
}

static YaoPicture *
decode (GBytes *file)
{
  g_autoptr (GError) error = NULL;
  YaoPicture *picture = yao_picture_decode (file, yao_picture_get_signature_limits (), &error);

  g_assert_no_error (error);
  return picture;
}

static guint8
get_alpha (const YaoPicture *picture, guint x, guint y)
{
  return yao_picture_get_pixels (
      picture)[((gsize) y * yao_picture_get_width (picture) + x) * 4 + 3];
}

static void
test_same_bytes (Fixture *fixture, gconstpointer data)
{
  for (guint i = 0; i < N_SIGNATURES; i++)
    {
      g_autoptr (YaoInk) ink = load (fixture, i);
      g_autoptr (GBytes) inkml = yao_inkml_write (ink);
      g_autoptr (YaoInk) back = yao_inkml_read (inkml, NULL);
      g_autoptr (GBytes) png = yao_ink_export_png (ink, WIDTH, NULL);
      g_autoptr (GBytes) png_again = yao_ink_export_png (back, WIDTH, NULL);
      g_autoptr (GBytes) svg = yao_ink_export_svg (ink, 0, NULL);
      g_autoptr (GBytes) svg_again = yao_ink_export_svg (back, 0, NULL);

      g_assert_true (yao_ink_equal (ink, back));
      g_assert_true (g_bytes_equal (png, png_again));
      g_assert_true (g_bytes_equal (svg, svg_again));
    }
}

/* Trimmed: each edge of the picture has ink, and the corner-to-corner size is that of the ink. */
static void
test_trimmed (Fixture *fixture, gconstpointer data)
{
  g_autoptr (YaoInk) ink = load (fixture, 0);
  g_autoptr (GBytes) png = yao_ink_export_png (ink, WIDTH, NULL);
  g_autoptr (YaoPicture) picture = decode (png);
  guint height = yao_picture_get_height (picture);
  guint edges[4] = { 0 };
  YaoBox box;

  yao_ink_get_bounds (ink, &box);
  g_assert_cmpuint (yao_picture_get_width (picture), ==, WIDTH);
  g_assert_cmpuint (height, ==,
                    ((gint64) WIDTH * (box.bottom - box.top) + box.right - box.left - 1)
                        / (box.right - box.left));
  for (guint x = 0; x < WIDTH; x++)
    {
      edges[0] += get_alpha (picture, x, 0);
      edges[1] += get_alpha (picture, x, height - 1);
    }
  for (guint y = 0; y < height; y++)
    {
      edges[2] += get_alpha (picture, 0, y);
      edges[3] += get_alpha (picture, WIDTH - 1, y);
    }
  for (guint i = 0; i < 4; i++)
    g_assert_cmpuint (edges[i], >, 0);
  for (gsize i = 0; i < (gsize) WIDTH * height; i++)
    {
      const guint8 *pixel = yao_picture_get_pixels (picture) + i * 4;

      g_assert_cmpuint (pixel[0], ==, pixel[3] > 0 ? 0x10 : 0);
    }
}

static GBytes *
render_by_librsvg (GBytes *svg)
{
  g_autoptr (GSubprocess) process = NULL;
  g_autoptr (GError) error = NULL;
  GBytes *png = NULL;
  g_autofree char *width = g_strdup_printf ("--width=%d", WIDTH);

  process = g_subprocess_new (G_SUBPROCESS_FLAGS_STDIN_PIPE | G_SUBPROCESS_FLAGS_STDOUT_PIPE,
                              &error, "rsvg-convert", width, NULL);
  g_assert_no_error (error);
  g_assert_true (g_subprocess_communicate (process, svg, NULL, &png, NULL, &error));
  g_assert_no_error (error);
  g_assert_true (g_subprocess_get_successful (process));

  return png;
}

/* How different two pictures are: the mean over the pixels that either covers, 0 to 1. */
static double
compare (const YaoPicture *a, const YaoPicture *b)
{
  guint height = MIN (yao_picture_get_height (a), yao_picture_get_height (b));
  double different = 0;
  double covered = 0;

  for (guint y = 0; y < height; y++)
    for (guint x = 0; x < WIDTH; x++)
      {
        different += ABS ((gint) get_alpha (a, x, y) - (gint) get_alpha (b, x, y));
        covered += MAX (get_alpha (a, x, y), get_alpha (b, x, y));
      }

  return different / covered;
}

static void
test_librsvg (Fixture *fixture, gconstpointer data)
{
  g_autofree char *program = g_find_program_in_path ("rsvg-convert");

  if (program == NULL)
    {
      /* owner: ink */
      g_test_skip ("rsvg-convert is not installed");
      return;
    }

  for (guint i = 0; i < N_SIGNATURES; i++)
    {
      g_autoptr (YaoInk) ink = load (fixture, i);
      g_autoptr (GBytes) svg = yao_ink_export_svg (ink, 0, NULL);
      g_autoptr (GBytes) png = yao_ink_export_png (ink, WIDTH, NULL);
      g_autoptr (GBytes) theirs = render_by_librsvg (svg);
      g_autoptr (YaoPicture) our_picture = decode (png);
      g_autoptr (YaoPicture) their_picture = decode (theirs);
      double difference = compare (our_picture, their_picture);

      g_test_message ("%s: %.5f", (const char *) g_ptr_array_index (fixture->names, i), difference);
      g_assert_cmpuint (yao_picture_get_width (their_picture), ==, WIDTH);
      g_assert_cmpint (ABS ((gint) yao_picture_get_height (our_picture)
                            - (gint) yao_picture_get_height (their_picture)),
                       <=, 1);
      g_assert_cmpfloat (difference, <, 0.02);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/core/ink-export/same-bytes", Fixture, NULL, set_up, test_same_bytes, tear_down);
  g_test_add ("/core/ink-export/trimmed", Fixture, NULL, set_up, test_trimmed, tear_down);
  g_test_add ("/core/ink-export/librsvg", Fixture, NULL, set_up, test_librsvg, tear_down);
  return g_test_run ();
}
