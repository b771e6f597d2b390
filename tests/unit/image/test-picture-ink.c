/* test-picture-ink.c: the signature on a photograph loses its paper
 *
 * The photographs are made here: a sheet that light falls on unevenly, with a shadow, a coloured
 * tint, grain, and a line whose true coverage is known.
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#undef G_DISABLE_ASSERT

#include "yao-error.h"
#include "yao-picture-ink.h"

#include <math.h>

#define WIDTH 700
#define HEIGHT 400

typedef struct
{
  double light;       /* brightness at the upper left, 0 to 1 */
  double slope;       /* how much is left of it at the lower right */
  double shadow;      /* how much of the light a shadow takes from the right half */
  double grain;       /* of the paper, and of the camera */
  double tint[3];     /* colour of the light */
  guint32 ink;        /* 0xRRGGBB */
  double thickness;   /* of the line, pixels */
  gboolean has_table; /* whether a dark table shows at the lower edge */
} Scene;

static const Scene scenes[] = {
  { 0.98, 1, 0, 0.002, { 1, 1, 1 }, 0x101010, 5, FALSE },
  { 0.95, 0.5, 0, 0.02, { 1, 0.96, 0.85 }, 0x14146e, 4, FALSE },
  { 0.7, 0.8, 0.35, 0.02, { 1, 1, 1 }, 0x101010, 6, FALSE },
  { 0.6, 0.6, 0, 0.03, { 0.9, 0.95, 1 }, 0xa01818, 8, FALSE },
  { 0.9, 0.7, 0.2, 0.02, { 1, 0.98, 0.9 }, 0x202020, 5, TRUE },
};

/* How much of a pixel the line covers: a wave from left to right. */
static double
cover (const Scene *scene, double x, double y)
{
  double nearest = 1e9;

  if (x < 80 || x > WIDTH - 80 || fabs (y - HEIGHT / 2.0) > 100)
    return 0;
  for (double dx = -6; dx <= 6; dx += 0.5)
    {
      double wave = HEIGHT / 2.0 + 90 * sin ((x + dx) / 30);

      nearest = fmin (nearest, hypot (dx, wave - y));
    }

  return CLAMP (scene->thickness / 2 - nearest + 0.5, 0, 1);
}

static double
shine (const Scene *scene, double x, double y)
{
  double way = (x / WIDTH + y / HEIGHT) / 2;
  double shadow = CLAMP ((x - WIDTH * 0.55 - y * 0.2) / 30, 0, 1);

  return scene->light * (1 + (scene->slope - 1) * way) * (1 - scene->shadow * shadow);
}

static YaoPicture *
take_photo (const Scene *scene)
{
  guint8 *pixels = g_malloc (WIDTH * HEIGHT * 4);

  for (guint y = 0; y < HEIGHT; y++)
    for (guint x = 0; x < WIDTH; x++)
      {
        guint8 *pixel = pixels + (y * WIDTH + x) * 4;
        double covered = cover (scene, x, y);
        double light = shine (scene, x, y);
        double grain = g_test_rand_double_range (-scene->grain, scene->grain) * 1.7;
        gboolean is_table = scene->has_table && y > HEIGHT - 12;

        for (guint i = 0; i < 3; i++)
          {
            double ink = (scene->ink >> (16 - 8 * i) & 255) / 255.0;
            double seen = is_table ? 0.2 : (1 - covered) + covered * ink;

            pixel[i] = (guint8) (CLAMP (seen * light * scene->tint[i] + grain, 0, 1) * 255);
          }
        pixel[3] = 255;
      }

  return yao_picture_new_take (WIDTH, HEIGHT, pixels);
}

/* How different the alpha is from the true coverage, as a part of all that is covered, if the
 * result begins at a place. */
static double
compare_at (const double *truth, const YaoPicture *ink, guint left, guint top)
{
  guint width = yao_picture_get_width (ink);
  double different = 0;
  double covered = 0;

  for (guint y = 0; y < yao_picture_get_height (ink); y++)
    for (guint x = 0; x < width; x++)
      {
        double is = yao_picture_get_pixels (ink)[(y * width + x) * 4 + 3] / 255.0;
        double should = truth[(top + y) * WIDTH + left + x];

        different += fabs (is - should);
        covered += should;
      }

  return different / covered;
}

/* The result is trimmed: where it begins is found by trying. */
static double
compare (const Scene *scene, const YaoPicture *ink)
{
  g_autofree double *truth = g_new (double, WIDTH *HEIGHT);
  guint left = 80 - 2;
  guint top = (HEIGHT - yao_picture_get_height (ink)) / 2;
  double least = 1;

  for (guint i = 0; i < WIDTH * HEIGHT; i++)
    truth[i] = cover (scene, i % WIDTH, i / WIDTH);
  for (guint i = 0; i < 25; i++)
    least = fmin (least, compare_at (truth, ink, left + i % 5 - 2, top + i / 5 - 2));

  return least;
}

static void
test_scenes (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (scenes); i++)
    {
      g_autoptr (YaoPicture) photo = take_photo (&scenes[i]);
      g_autoptr (GError) error = NULL;
      g_autoptr (YaoPicture) ink = yao_picture_extract_ink (photo, YAO_PICTURE_KEEP_COLOUR, &error);
      double difference;

      g_assert_no_error (error);
      difference = compare (&scenes[i], ink);
      g_test_message ("scene %u: %u × %u, %.3f", i, yao_picture_get_width (ink),
                      yao_picture_get_height (ink), difference);
      g_assert_cmpint (ABS ((gint) yao_picture_get_width (ink) - (WIDTH - 160 + 4)), <=, 6);
      g_assert_cmpfloat (difference, <, 0.1);
    }
}

/* The mean colour of what is fully covered. */
static void
measure_colour (const YaoPicture *ink, double *rgb)
{
  gsize n_pixels = (gsize) yao_picture_get_width (ink) * yao_picture_get_height (ink);
  guint n = 0;

  rgb[0] = rgb[1] = rgb[2] = 0;
  for (gsize i = 0; i < n_pixels; i++)
    {
      const guint8 *pixel = yao_picture_get_pixels (ink) + i * 4;

      if (pixel[3] < 255)
        continue;
      n++;
      for (guint channel = 0; channel < 3; channel++)
        rgb[channel] += pixel[channel];
    }
  for (guint channel = 0; channel < 3; channel++)
    rgb[channel] /= MAX (n, 1);
}

static void
test_colour_is_kept (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (scenes); i++)
    {
      g_autoptr (YaoPicture) photo = take_photo (&scenes[i]);
      g_autoptr (YaoPicture) ink = yao_picture_extract_ink (photo, YAO_PICTURE_KEEP_COLOUR, NULL);
      double rgb[3];

      measure_colour (ink, rgb);
      g_test_message ("scene %u: %.0f %.0f %.0f", i, rgb[0], rgb[1], rgb[2]);
      for (guint channel = 0; channel < 3; channel++)
        g_assert_cmpfloat_with_epsilon (rgb[channel],
                                        (double) (scenes[i].ink >> (16 - 8 * channel) & 255), 25);
    }
}

static void
test_colour_is_changed (void)
{
  g_autoptr (YaoPicture) photo = take_photo (&scenes[1]);
  g_autoptr (YaoPicture) ink = yao_picture_extract_ink (photo, 0x123456, NULL);
  double rgb[3];

  measure_colour (ink, rgb);
  g_assert_cmpfloat (rgb[0], ==, 0x12);
  g_assert_cmpfloat (rgb[1], ==, 0x34);
  g_assert_cmpfloat (rgb[2], ==, 0x56);
}

static YaoPicture *
make_plain (guint8 light, guint8 grain)
{
  guint8 *pixels = g_malloc (WIDTH * HEIGHT * 4);

  for (guint i = 0; i < WIDTH * HEIGHT; i++)
    {
      pixels[i * 4] = pixels[i * 4 + 1] = pixels[i * 4 + 2]
          = (guint8) (light + g_test_rand_int_range (0, grain + 1));
      pixels[i * 4 + 3] = 255;
    }

  return yao_picture_new_take (WIDTH, HEIGHT, pixels);
}

static void
test_no_ink (void)
{
  static const guint8 papers[][2] = { { 255, 0 }, { 200, 20 }, { 0, 0 }, { 0, 255 }, { 120, 60 } };

  for (guint i = 0; i < G_N_ELEMENTS (papers); i++)
    {
      g_autoptr (YaoPicture) photo = make_plain (papers[i][0], papers[i][1]);
      g_autoptr (GError) error = NULL;

      g_test_message ("paper %u", i);
      g_assert_null (yao_picture_extract_ink (photo, 0, &error));
      g_assert_error (error, YAO_ERROR, YAO_ERROR_NOT_FOUND);
    }
}

/* A signature that has no paper any more stays what it is. */
static void
test_transparent (void)
{
  g_autoptr (YaoPicture) photo = take_photo (&scenes[0]);
  g_autoptr (YaoPicture) ink = yao_picture_extract_ink (photo, 0x000080, NULL);
  g_autoptr (YaoPicture) again = yao_picture_extract_ink (ink, 0x000080, NULL);

  g_assert_cmpuint (yao_picture_get_width (again), ==, yao_picture_get_width (ink));
  g_assert_cmpuint (yao_picture_get_height (again), ==, yao_picture_get_height (ink));
}

static void
test_odd_sizes (void)
{
  static const guint sizes[][2] = { { 1, 1 }, { 1, 300 }, { 300, 1 }, { 3, 3 }, { 2500, 2 } };

  for (guint i = 0; i < G_N_ELEMENTS (sizes); i++)
    {
      guint8 *pixels = g_malloc0 ((gsize) sizes[i][0] * sizes[i][1] * 4);
      g_autoptr (YaoPicture) photo = yao_picture_new_take (sizes[i][0], sizes[i][1], pixels);
      g_autoptr (GError) error = NULL;

      g_assert_null (yao_picture_extract_ink (photo, 0, &error));
      g_assert_nonnull (error);
    }
}

/* A picture that is transparent already is cut and coloured, and every pixel of it kept. */
static void
test_cut_out (void)
{
  guint8 *pixels = g_new0 (guint8, 40 * 30 * 4);
  g_autoptr (YaoPicture) picture = NULL;
  g_autoptr (YaoPicture) trimmed = NULL;
  g_autoptr (YaoPicture) red = NULL;
  g_autoptr (GError) error = NULL;
  const guint8 *pixel;

  for (guint x = 5; x < 25; x++)
    memcpy (pixels + (12 * 40 + x) * 4, (guint8[]){ 10, 20, 30, (guint8) (x * 10) }, 4);
  memcpy (pixels, (guint8[]){ 1, 2, 3, 0 }, 4);
  picture = yao_picture_new_take (40, 30, pixels);
  g_assert_true (yao_picture_is_cut_out (picture));

  trimmed = yao_picture_trim (picture, YAO_PICTURE_KEEP_COLOUR, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (yao_picture_get_width (trimmed), ==, 20);
  g_assert_cmpuint (yao_picture_get_height (trimmed), ==, 1);
  pixel = yao_picture_get_pixels (trimmed) + 7 * 4;
  g_assert_cmpmem (pixel, 4, ((guint8[]){ 10, 20, 30, 120 }), 4);

  red = yao_picture_trim (picture, 0xc01020, &error);
  g_assert_no_error (error);
  pixel = yao_picture_get_pixels (red) + 7 * 4;
  g_assert_cmpmem (pixel, 4, ((guint8[]){ 0xc0, 0x10, 0x20, 120 }), 4);
}

static void
test_nothing (void)
{
  g_autoptr (YaoPicture) picture = yao_picture_new_take (4, 4, g_new0 (guint8, 4 * 4 * 4));
  g_autoptr (GError) error = NULL;

  g_assert_null (yao_picture_trim (picture, YAO_PICTURE_KEEP_COLOUR, &error));
  g_assert_error (error, YAO_ERROR, YAO_ERROR_NOT_FOUND);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/image/picture-ink/scenes", test_scenes);
  g_test_add_func ("/image/picture-ink/colour-is-kept", test_colour_is_kept);
  g_test_add_func ("/image/picture-ink/colour-is-changed", test_colour_is_changed);
  g_test_add_func ("/image/picture-ink/no-ink", test_no_ink);
  g_test_add_func ("/image/picture-ink/transparent", test_transparent);
  g_test_add_func ("/image/picture-ink/odd-sizes", test_odd_sizes);
  g_test_add_func ("/image/picture-trim/cut-out", test_cut_out);
  g_test_add_func ("/image/picture-trim/nothing", test_nothing);

  return g_test_run ();
}
