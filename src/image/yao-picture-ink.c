/* yao-picture-ink.c: the signature on a photograph or scan of a sheet of paper
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include "yao-picture-ink.h"

#include "yao-error.h"
#include "yao-picture-ink-private.h"
#include "yao-picture-private.h"

#include <string.h>

#define FAINTEST 26         /* how dark ink is at least, of 255 */
#define NOISE_FACTOR 5      /* how far noise reaches, in its own measure */
#define NO_INK_PERCENT 20   /* of the darkness of ink: still paper */
#define FULL_INK_PERCENT 75 /* from here on the pixel is covered */
#define CORE_PERCENT 55     /* a line has pixels at least as dark as that */
#define MOST_INK_PERCENT 45 /* of a picture: more is no signature on paper */
#define MARGIN 2            /* pixels around the ink */

/* What the histogram of a sheet says. */
typedef struct
{
  guint paper; /* how dark the paper is, the middle of its noise */
  guint ink;   /* how dark the ink is */
  guint least; /* what is darker may be ink */
} Levels;

static void
clear_sheet (YaoSheet *sheet)
{
  g_free (sheet->rgb);
  g_free (sheet->light);
  g_free (sheet->paper);
  g_free (sheet->dark);
  g_free (sheet->alpha);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (YaoSheet, clear_sheet)

static guint
choose_reduction (const YaoPicture *picture)
{
  guint64 n_pixels = (guint64) yao_picture_get_width (picture) * yao_picture_get_height (picture);
  guint reduction = 1;

  while (n_pixels / reduction / reduction > YAO_PICTURE_INK_PIXELS)
    reduction++;

  return reduction;
}

/* The mean of a square of pixels, on white. */
static void
average_square (const YaoPicture *picture, guint left, guint top, guint reduction, guint8 *rgb)
{
  guint width = yao_picture_get_width (picture);
  guint sums[3] = { 0 };

  for (guint y = top; y < top + reduction; y++)
    for (guint x = left; x < left + reduction; x++)
      {
        const guint8 *pixel = yao_picture_get_pixels (picture) + ((gsize) y * width + x) * 4;

        for (guint channel = 0; channel < 3; channel++)
          sums[channel] += (pixel[channel] * pixel[3] + 255u * (255u - pixel[3]) + 127) / 255;
      }
  for (guint channel = 0; channel < 3; channel++)
    rgb[channel] = (guint8) (sums[channel] / (reduction * reduction));
}

static gboolean
fill_sheet (YaoSheet *sheet, const YaoPicture *picture, GError **error)
{
  guint reduction = choose_reduction (picture);
  gsize n_pixels;
  gsize i = 0;

  sheet->width = (gint) MAX (yao_picture_get_width (picture) / reduction, 1);
  sheet->height = (gint) MAX (yao_picture_get_height (picture) / reduction, 1);
  if (yao_picture_get_width (picture) < reduction || yao_picture_get_height (picture) < reduction)
    {
      g_set_error (error, YAO_ERROR, YAO_ERROR_INVALID_INPUT, "a picture that is only a line");
      return FALSE;
    }

  n_pixels = (gsize) sheet->width * (gsize) sheet->height;
  sheet->rgb = g_malloc (n_pixels * 3);
  sheet->light = g_malloc (n_pixels);
  sheet->paper = g_malloc (n_pixels);
  sheet->dark = g_malloc (n_pixels);
  sheet->alpha = g_malloc0 (n_pixels);
  for (gint y = 0; y < sheet->height; y++)
    for (gint x = 0; x < sheet->width; x++, i++)
      {
        guint8 *rgb = sheet->rgb + i * 3;

        average_square (picture, (guint) x * reduction, (guint) y * reduction, reduction, rgb);
        sheet->light[i] = (guint8) ((rgb[0] * 54u + rgb[1] * 183u + rgb[2] * 19u) / 256);
      }

  return TRUE;
}

/* The level below which so many pixels lie. */
static guint
find_level (const guint *counts, guint from, guint64 n_below)
{
  guint level = from;

  for (guint64 n = counts[level]; level < 255 && n <= n_below;)
    n += counts[++level];

  return level;
}

/* Paper is most of a sheet: its middle and spread say what is noise, and what lies beyond is ink.
 * The darker half of that is ink for certain, and its mean how dark ink is. */
static gboolean
find_levels (const YaoSheet *sheet, Levels *levels)
{
  gsize n_pixels = (gsize) sheet->width * (gsize) sheet->height;
  guint counts[256] = { 0 };
  guint64 n_candidates = 0;
  guint64 n = 0;
  guint64 sum = 0;
  guint spread;

  for (gsize i = 0; i < n_pixels; i++)
    counts[sheet->dark[i]]++;
  levels->paper = find_level (counts, 0, n_pixels / 2);
  spread = find_level (counts, 0, n_pixels * 4 / 5) - levels->paper;
  levels->least = levels->paper + MAX (NOISE_FACTOR * spread, FAINTEST);
  if (levels->least > 250)
    return FALSE;

  for (guint level = levels->least; level < 256; level++)
    n_candidates += counts[level];
  for (guint level = find_level (counts, levels->least, n_candidates / 2); level < 256; level++)
    {
      n += counts[level];
      sum += (guint64) counts[level] * level;
    }
  if (n == 0 || n_candidates * 100 > n_pixels * MOST_INK_PERCENT)
    return FALSE;
  levels->ink = (guint) (sum / n);

  return TRUE;
}

static guint
level_at (const Levels *levels, guint percent)
{
  return levels->paper + (levels->ink - levels->paper) * percent / 100;
}

/* The darkness of a pixel at the edge of a line says how much of it the line covers. */
static void
fill_alpha (YaoSheet *sheet, const Levels *levels)
{
  gsize n_pixels = (gsize) sheet->width * (gsize) sheet->height;
  guint none = MIN (MAX (level_at (levels, NO_INK_PERCENT), levels->least), levels->ink - 2);
  guint full = MAX (level_at (levels, FULL_INK_PERCENT), none + 1);

  for (gsize i = 0; i < n_pixels; i++)
    {
      guint dark = CLAMP (sheet->dark[i], none, full);

      sheet->alpha[i] = (guint8) ((dark - none) * 255 / (full - none));
    }
}

/* Means of the colours of paper and of ink. */
typedef struct
{
  guint paper[3];
  guint paper_light;
  guint ink[3];
} Colours;

static void
average_colours (const YaoSheet *sheet, Colours *colours)
{
  gsize n_pixels = (gsize) sheet->width * (gsize) sheet->height;
  guint64 paper[4] = { 0 };
  guint64 ink[3] = { 0 };
  guint64 n_paper = 0;
  guint64 n_ink = 0;

  for (gsize i = 0; i < n_pixels; i++)
    {
      const guint8 *rgb = sheet->rgb + i * 3;

      n_paper += sheet->alpha[i] == 0;
      n_ink += sheet->alpha[i] > 230;
      for (guint channel = 0; channel < 3; channel++)
        {
          paper[channel] += sheet->alpha[i] == 0 ? rgb[channel] : 0;
          ink[channel] += sheet->alpha[i] > 230 ? rgb[channel] : 0;
        }
      paper[3] += sheet->alpha[i] == 0 ? sheet->paper[i] : 0;
    }
  for (guint channel = 0; channel < 3; channel++)
    {
      colours->paper[channel] = (guint) MAX (paper[channel] / MAX (n_paper, 1), 1);
      colours->ink[channel] = (guint) (ink[channel] / MAX (n_ink, 1));
    }
  colours->paper_light = (guint) MAX (paper[3] / MAX (n_paper, 1), 1);
}

/* Takes the paper out of a pixel that ink covers in part, and the light's colour out of the ink.
 * The less ink there is, the more counts what colour all ink has. */
static guint8
recover_colour (guint seen, guint paper, guint ink, guint white, guint alpha)
{
  gint own = ((gint) seen * 255 - (gint) (paper * (255 - alpha))) / (gint) alpha;
  guint weight = alpha * alpha / 255;
  guint mixed = (CLAMP (own, 0, 255) * weight + ink * (255 - weight)) / 255;

  return (guint8) MIN (mixed * 255 / white, 255);
}

static void
colour_pixel (const YaoSheet *sheet, gsize i, const Colours *colours, guint32 colour, guint8 *pixel)
{
  guint alpha = sheet->alpha[i];

  pixel[3] = (guint8) alpha;
  for (guint channel = 0; channel < 3 && alpha > 0; channel++)
    {
      guint paper = MIN (colours->paper[channel] * sheet->paper[i] / colours->paper_light, 255);

      pixel[channel] = colour != YAO_PICTURE_KEEP_COLOUR
                           ? (guint8) (colour >> (16 - 8 * channel))
                           : recover_colour (sheet->rgb[i * 3 + channel], paper,
                                             colours->ink[channel], colours->paper[channel], alpha);
    }
}

/* The part of the sheet that has ink, as a picture. */
static YaoPicture *
cut_out (const YaoSheet *sheet, guint32 colour, GError **error)
{
  gint left = sheet->width, top = sheet->height, right = 0, bottom = 0;
  Colours colours;
  guint8 *pixels;
  guint8 *pixel;

  for (gint at = 0; at < sheet->width * sheet->height; at++)
    if (sheet->alpha[at] > 0)
      {
        left = MIN (left, at % sheet->width);
        right = MAX (right, at % sheet->width);
        top = MIN (top, at / sheet->width);
        bottom = MAX (bottom, at / sheet->width);
      }
  left = MAX (left - MARGIN, 0);
  top = MAX (top - MARGIN, 0);
  right = MIN (right + MARGIN, sheet->width - 1);
  bottom = MIN (bottom + MARGIN, sheet->height - 1);

  pixels = yao_picture_allocate ((guint) (right - left + 1), (guint) (bottom - top + 1), error);
  if (pixels == NULL)
    return NULL;
  average_colours (sheet, &colours);
  pixel = pixels;
  for (gint y = top; y <= bottom; y++)
    for (gint x = left; x <= right; x++, pixel += 4)
      colour_pixel (sheet, (gsize) y * (gsize) sheet->width + (gsize) x, &colours, colour, pixel);

  return yao_picture_new_take ((guint) (right - left + 1), (guint) (bottom - top + 1), pixels);
}

/**
 * yao_picture_extract_ink:
 * @picture: a photograph or scan of a signature on light paper
 * @colour: 0xRRGGBB, the colour to give to the ink, or %YAO_PICTURE_KEEP_COLOUR
 * @error: return location
 *
 * Takes the paper away: its uneven light is flattened, what is darker than its noise is ink, how
 * dark a pixel is says how much of it ink covers, so that edges stay smooth, and specks and the
 * edge of the sheet are dropped. The result is trimmed to the ink.
 *
 * Returns: (transfer full): the ink on nothing, or %NULL with %YAO_ERROR_NOT_FOUND where the
 *   picture is not one of ink on light paper
 */
YaoPicture *
yao_picture_extract_ink (const YaoPicture *picture, guint32 colour, GError **error)
{
  g_auto (YaoSheet) sheet = { 0 };
  Levels levels;

  g_return_val_if_fail (picture != NULL, NULL);

  if (!fill_sheet (&sheet, picture, error))
    return NULL;
  if (!yao_sheet_find_paper (&sheet) || !find_levels (&sheet, &levels))
    {
      g_set_error (error, YAO_ERROR, YAO_ERROR_NOT_FOUND, "no ink on light paper");
      return NULL;
    }
  fill_alpha (&sheet, &levels);
  if (yao_sheet_drop_specks (&sheet, (guint8) level_at (&levels, CORE_PERCENT)) == 0)
    {
      g_set_error (error, YAO_ERROR, YAO_ERROR_NOT_FOUND, "only specks on the paper");
      return NULL;
    }

  return cut_out (&sheet, colour, error);
}
