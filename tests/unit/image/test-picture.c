/* test-picture.c: PNG, JPEG and WebP decoded within limits, and files that mean harm
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#undef G_DISABLE_ASSERT

#include "yao-error.h"
#include "yao-picture.h"

#include <png.h>
#include <string.h>
#include <turbojpeg.h>
#include <webp/encode.h>

#define MOST_TIME (2 * G_USEC_PER_SEC) /* to refuse a file */

/* Colours that grow from left to right and from top to bottom. */
static guint8 *
make_pixels (guint width, guint height, gboolean is_opaque)
{
  guint8 *pixels = g_malloc ((gsize) width * height * 4);

  for (guint y = 0; y < height; y++)
    for (guint x = 0; x < width; x++)
      {
        guint8 *pixel = pixels + ((gsize) y * width + x) * 4;

        pixel[0] = (guint8) (x * 255 / MAX (width - 1, 1));
        pixel[1] = (guint8) (y * 255 / MAX (height - 1, 1));
        pixel[2] = 100;
        pixel[3] = is_opaque ? 255 : (guint8) (x * 255 / MAX (width - 1, 1));
      }

  return pixels;
}

static GBytes *
make_png (guint width, guint height, gboolean is_opaque)
{
  g_autoptr (YaoPicture) picture
      = yao_picture_new_take (width, height, make_pixels (width, height, is_opaque));
  g_autoptr (GError) error = NULL;
  GBytes *file = yao_picture_encode_png (picture, &error);

  g_assert_no_error (error);
  return file;
}

static GBytes *
make_jpeg (guint width, guint height, int flags)
{
  g_autofree guint8 *pixels = make_pixels (width, height, TRUE);
  tjhandle encoder = tjInitCompress ();
  guint8 *data = NULL;
  gulong size = 0;
  GBytes *file;

  g_assert_cmpint (tjCompress2 (encoder, pixels, (int) width, 0, (int) height, TJPF_RGBA, &data,
                                &size, TJSAMP_444, 95, flags),
                   ==, 0);
  file = g_bytes_new (data, size);
  tjFree (data);
  tjDestroy (encoder);

  return file;
}

static GBytes *
make_webp (guint width, guint height)
{
  g_autofree guint8 *pixels = make_pixels (width, height, FALSE);
  guint8 *data = NULL;
  gsize size = WebPEncodeLosslessRGBA (pixels, (int) width, (int) height, (int) width * 4, &data);
  GBytes *file = g_bytes_new (data, size);

  WebPFree (data);
  return file;
}

static YaoPicture *
decode (GBytes *file)
{
  g_autoptr (GError) error = NULL;
  YaoPicture *picture = yao_picture_decode (file, yao_picture_get_signature_limits (), &error);

  g_assert_no_error (error);
  return picture;
}

static void
assert_refused (GBytes *file)
{
  g_autoptr (GError) error = NULL;
  gint64 start = g_get_monotonic_time ();

  g_assert_null (yao_picture_decode (file, yao_picture_get_signature_limits (), &error));
  g_assert_error (error, YAO_ERROR, YAO_ERROR_INVALID_INPUT);
  g_assert_cmpint (g_get_monotonic_time () - start, <, MOST_TIME);
}

static const guint8 *
get_pixel (const YaoPicture *picture, guint x, guint y)
{
  return yao_picture_get_pixels (picture) + ((gsize) y * yao_picture_get_width (picture) + x) * 4;
}

static void
test_png (void)
{
  g_autoptr (GBytes) file = make_png (50, 20, FALSE);
  g_autoptr (GBytes) again = make_png (50, 20, FALSE);
  g_autoptr (YaoPicture) picture = decode (file);
  g_autofree guint8 *pixels = make_pixels (50, 20, FALSE);

  g_assert_true (g_bytes_equal (file, again));
  g_assert_cmpuint (yao_picture_get_width (picture), ==, 50);
  g_assert_cmpuint (yao_picture_get_height (picture), ==, 20);
  g_assert_cmpmem (yao_picture_get_pixels (picture), 50 * 20 * 4, pixels, 50 * 20 * 4);
}

/* Colour types and depths of others, written by libpng itself. */
static void
test_png_kinds (void)
{
  static const guint32 formats[]
      = { PNG_FORMAT_GRAY, PNG_FORMAT_GA, PNG_FORMAT_RGB, PNG_FORMAT_BGRA, PNG_FORMAT_LINEAR_RGB };

  for (guint i = 0; i < G_N_ELEMENTS (formats); i++)
    {
      png_image image = { .version = PNG_IMAGE_VERSION, .width = 7, .height = 3 };
      guint16 pixels[7 * 3 * 4];
      guint8 data[4096];
      png_alloc_size_t size = sizeof data;
      g_autoptr (GBytes) file = NULL;
      g_autoptr (YaoPicture) picture = NULL;

      memset (pixels, 0xff, sizeof pixels);
      image.format = formats[i];
      g_assert_true (png_image_write_to_memory (&image, data, &size, 0, pixels, 0, NULL));
      file = g_bytes_new (data, size);
      picture = decode (file);
      g_assert_cmpuint (get_pixel (picture, 6, 2)[0], ==, 255);
      g_assert_cmpuint (get_pixel (picture, 6, 2)[3], ==, 255);
    }
}

static void
test_jpeg (void)
{
  static const int flags[] = { 0, TJFLAG_PROGRESSIVE };

  for (guint i = 0; i < G_N_ELEMENTS (flags); i++)
    {
      g_autoptr (GBytes) file = make_jpeg (64, 48, flags[i]);
      g_autoptr (YaoPicture) picture = decode (file);

      g_assert_cmpuint (yao_picture_get_width (picture), ==, 64);
      g_assert_cmpuint (yao_picture_get_height (picture), ==, 48);
      g_assert_cmpuint (get_pixel (picture, 0, 0)[0], <, 20);
      g_assert_cmpuint (get_pixel (picture, 63, 0)[0], >, 235);
      g_assert_cmpuint (get_pixel (picture, 0, 47)[1], >, 235);
      g_assert_cmpuint (get_pixel (picture, 5, 5)[3], ==, 255);
    }
}

/* A JPEG with Exif that says how the camera was held, in either order of bytes. */
static GBytes *
add_orientation (GBytes *jpeg, guint8 orientation, gboolean is_little_endian)
{
  const guint8 little[]
      = { 0xff, 0xe1, 0,    34, 'E', 'x', 'i', 'f', 0, 0, 'I', 'I', 42, 0, 8, 0, 0, 0,
          1,    0,    0x12, 1,  3,   0,   1,   0,   0, 0, 0,   0,   0,  0, 0, 0, 0, 0 };
  const guint8 big[]
      = { 0xff, 0xe1, 0, 34,   'E', 'x', 'i', 'f', 0, 0, 'M', 'M', 0, 42, 0, 0, 0, 8,
          0,    1,    1, 0x12, 0,   3,   0,   0,   0, 1, 0,   0,   0, 0,  0, 0, 0, 0 };
  GByteArray *file = g_byte_array_new ();
  const guint8 *data = g_bytes_get_data (jpeg, NULL);

  g_byte_array_append (file, data, 2);
  g_byte_array_append (file, is_little_endian ? little : big, sizeof little);
  file->data[2 + (is_little_endian ? 28 : 29)] = orientation;
  g_byte_array_append (file, data + 2, (guint) g_bytes_get_size (jpeg) - 2);

  return g_byte_array_free_to_bytes (file);
}

static void
test_orientation (void)
{
  /* where the upper left corner of the stored picture is in the upright one: right, bottom */
  static const gboolean corners[][2]
      = { { 0, 0 }, { 1, 0 }, { 1, 1 }, { 0, 1 }, { 0, 0 }, { 1, 0 }, { 1, 1 }, { 0, 1 } };
  g_autoptr (GBytes) jpeg = make_jpeg (64, 48, 0);

  for (guint8 orientation = 1; orientation <= 8; orientation++)
    for (guint order = 0; order < 2; order++)
      {
        g_autoptr (GBytes) file = add_orientation (jpeg, orientation, order);
        g_autoptr (YaoPicture) picture = decode (file);
        guint width = orientation >= 5 ? 48 : 64;
        guint height = orientation >= 5 ? 64 : 48;
        const guint8 *corner;

        g_test_message ("orientation %u", orientation);
        g_assert_cmpuint (yao_picture_get_width (picture), ==, width);
        g_assert_cmpuint (yao_picture_get_height (picture), ==, height);
        corner = get_pixel (picture, corners[orientation - 1][0] ? width - 1 : 0,
                            corners[orientation - 1][1] ? height - 1 : 0);
        g_assert_cmpuint (corner[0], <, 20);
        g_assert_cmpuint (corner[1], <, 20);
      }
}

/* Exif that is no Exif leaves the picture as it is. */
static void
test_bad_orientation (void)
{
  g_autoptr (GBytes) jpeg = make_jpeg (64, 48, 0);
  g_autoptr (GBytes) with_exif = add_orientation (jpeg, 6, TRUE);

  for (guint i = 0; i < 200; i++)
    {
      g_autofree guint8 *copy
          = g_memdup2 (g_bytes_get_data (with_exif, NULL), g_bytes_get_size (with_exif));
      g_autoptr (GBytes) file = NULL;
      g_autoptr (YaoPicture) picture = NULL;

      copy[12 + g_test_rand_int_range (0, 26)] = (guint8) g_test_rand_int_range (0, 256);
      file = g_bytes_new (copy, g_bytes_get_size (with_exif));
      picture = decode (file);
      g_assert_nonnull (picture);
    }
}

static void
test_webp (void)
{
  g_autoptr (GBytes) file = make_webp (30, 40);
  g_autoptr (YaoPicture) picture = decode (file);

  g_assert_cmpuint (yao_picture_get_width (picture), ==, 30);
  g_assert_cmpuint (yao_picture_get_height (picture), ==, 40);
  g_assert_cmpuint (get_pixel (picture, 29, 39)[0], ==, 255);
  g_assert_cmpuint (get_pixel (picture, 0, 0)[3], ==, 0);
}

static void
put_number (guint8 *data, guint32 number)
{
  number = GUINT32_TO_BE (number);
  memcpy (data, &number, 4);
}

static guint32
sum_chunk (const guint8 *data, gsize size)
{
  guint32 crc = 0xffffffff;

  for (gsize i = 0; i < size; i++)
    {
      crc ^= data[i];
      for (guint bit = 0; bit < 8; bit++)
        crc = crc >> 1 ^ (crc & 1 ? 0xedb88320 : 0);
    }

  return ~crc;
}

/* The same file with another size in its header, and a right sum. */
static GBytes *
claim_size (GBytes *png, guint32 width, guint32 height)
{
  g_autofree guint8 *copy = g_memdup2 (g_bytes_get_data (png, NULL), g_bytes_get_size (png));

  put_number (copy + 16, width);
  put_number (copy + 20, height);
  put_number (copy + 29, sum_chunk (copy + 12, 17));

  return g_bytes_new (copy, g_bytes_get_size (png));
}

static void
test_huge_claims (void)
{
  static const guint32 sizes[][2] = { { 0x7fffffff, 0x7fffffff },
                                      { 0xffffffff, 1 },
                                      { 1, 0x7fffffff },
                                      { 0, 10 },
                                      { 4097, 1 },
                                      { 4096, 4096 },
                                      { 65536, 65536 } };
  g_autoptr (GBytes) png = make_png (8, 8, TRUE);

  for (guint i = 0; i < G_N_ELEMENTS (sizes); i++)
    {
      g_autoptr (GBytes) file = claim_size (png, sizes[i][0], sizes[i][1]);

      assert_refused (file);
    }
}

/* A small file of a large black picture: within the limits of a signature it is never unpacked. */
static void
test_bombs (void)
{
  g_autofree guint8 *black = g_malloc0 (9000 * 5000);
  tjhandle encoder = tjInitCompress ();
  g_autoptr (GBytes) png = NULL;
  g_autoptr (GBytes) jpeg = NULL;
  guint8 *data = NULL;
  gulong size = 0;
  png_image image
      = { .version = PNG_IMAGE_VERSION, .width = 9000, .height = 5000, .format = PNG_FORMAT_GRAY };
  g_autofree guint8 *packed = g_malloc (1 << 20);
  png_alloc_size_t packed_size = 1 << 20;

  g_assert_true (png_image_write_to_memory (&image, packed, &packed_size, 0, black, 0, NULL));
  png = g_bytes_new (packed, packed_size);
  assert_refused (png);

  tjCompress2 (encoder, black, 9000, 0, 5000, TJPF_GRAY, &data, &size, TJSAMP_GRAY, 50, 0);
  jpeg = g_bytes_new (data, size);
  tjFree (data);
  tjDestroy (encoder);
  assert_refused (jpeg);
}

static void
test_file_size (void)
{
  const YaoPictureLimits limits = { 100, 1000, 1000000 };
  g_autoptr (GBytes) png = make_png (50, 50, FALSE);
  g_autoptr (GError) error = NULL;

  g_assert_null (yao_picture_decode (png, &limits, &error));
  g_assert_error (error, YAO_ERROR, YAO_ERROR_INVALID_INPUT);
}

static void
test_not_pictures (void)
{
  static const char *const texts[] = { "",
                                       "hello",
                                       "\x89PNG\r\n\x1a\n",
                                       "\xff\xd8\xff",
                                       "\xff\xd8\xff\xd9",
                                       "RIFF\4\0\0\0WEBP",
                                       "GIF89a\1\0\1\0\0\0\0;",
                                       "<svg xmlns=\"http://www.w3.org/2000/svg\"/>" };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (GBytes) file = g_bytes_new (texts[i], strlen (texts[i]));

      assert_refused (file);
    }
}

/* Cut anywhere, no file is a good one. */
static void
test_cut (void)
{
  g_autoptr (GBytes) png = make_png (20, 20, FALSE);
  g_autoptr (GBytes) jpeg = make_jpeg (20, 20, 0);
  g_autoptr (GBytes) webp = make_webp (20, 20);
  GBytes *const files[] = { png, jpeg, webp };

  for (guint i = 0; i < G_N_ELEMENTS (files); i++)
    for (gsize size = 0; size + 16 < g_bytes_get_size (files[i]); size++)
      {
        g_autoptr (GBytes) cut = g_bytes_new_from_bytes (files[i], 0, size);

        assert_refused (cut);
      }
}

/* Wrong bytes give a picture of some kind, or an error: never anything else. */
static void
test_damaged (void)
{
  g_autoptr (GBytes) png = make_png (20, 20, FALSE);
  g_autoptr (GBytes) jpeg = make_jpeg (40, 20, 0);
  g_autoptr (GBytes) progressive = make_jpeg (40, 20, TJFLAG_PROGRESSIVE);
  g_autoptr (GBytes) webp = make_webp (20, 20);
  GBytes *const files[] = { png, jpeg, progressive, webp };

  for (guint i = 0; i < 2000; i++)
    {
      GBytes *good = files[i % G_N_ELEMENTS (files)];
      gsize size = g_bytes_get_size (good);
      g_autofree guint8 *copy = g_memdup2 (g_bytes_get_data (good, NULL), size);
      g_autoptr (GBytes) file = NULL;
      g_autoptr (YaoPicture) picture = NULL;
      g_autoptr (GError) error = NULL;

      for (guint j = 0; j < 1 + i % 5; j++)
        copy[g_test_rand_int_range (0, (gint32) size)] = (guint8) g_test_rand_int_range (0, 256);
      file = g_bytes_new (copy, size);
      picture = yao_picture_decode (file, yao_picture_get_signature_limits (), &error);
      g_assert_true ((picture == NULL) == (error != NULL));
    }
}

/* A wrong sum of a chunk that matters is not overlooked. */
static void
test_broken_chunk (void)
{
  g_autoptr (GBytes) png = make_png (20, 20, FALSE);
  g_autofree guint8 *copy = g_memdup2 (g_bytes_get_data (png, NULL), g_bytes_get_size (png));
  g_autoptr (GBytes) file = NULL;

  copy[29] ^= 1;
  file = g_bytes_new (copy, g_bytes_get_size (png));
  assert_refused (file);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/image/picture/png", test_png);
  g_test_add_func ("/image/picture/png-kinds", test_png_kinds);
  g_test_add_func ("/image/picture/jpeg", test_jpeg);
  g_test_add_func ("/image/picture/orientation", test_orientation);
  g_test_add_func ("/image/picture/bad-orientation", test_bad_orientation);
  g_test_add_func ("/image/picture/webp", test_webp);
  g_test_add_func ("/image/picture/huge-claims", test_huge_claims);
  g_test_add_func ("/image/picture/bombs", test_bombs);
  g_test_add_func ("/image/picture/file-size", test_file_size);
  g_test_add_func ("/image/picture/not-pictures", test_not_pictures);
  g_test_add_func ("/image/picture/cut", test_cut);
  g_test_add_func ("/image/picture/damaged", test_damaged);
  g_test_add_func ("/image/picture/broken-chunk", test_broken_chunk);
  return g_test_run ();
}
