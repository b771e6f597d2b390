/* yao-picture-paper.c: how bright the paper is at each place of a photograph
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Light falls unevenly on a sheet. The brightness of the paper is taken in tiles, as a high
 * percentile so that thin dark lines do not count; a closing over neighbours repairs tiles that ink
 * fills; between the centres of tiles it is interpolated. Brightness divided by it is the flattened
 * picture.
 */

#include "yao-picture-ink-private.h"

#include <string.h>

#define TILES 24         /* along the shorter side */
#define SMALLEST_TILE 12 /* pixels */
#define PERCENTILE 85
#define DARKEST_PAPER 24 /* nothing darker is paper */

/* The tiles of a picture. */
typedef struct
{
  gint size;
  gint columns;
  gint rows;
  guint8 *values;
} Tiles;

static guint8
measure_tile (const YaoSheet *sheet, gint left, gint top, gint size)
{
  guint counts[256] = { 0 };
  gint right = MIN (left + size, sheet->width);
  gint bottom = MIN (top + size, sheet->height);
  guint rest = (guint) ((right - left) * (bottom - top)) * (100 - PERCENTILE) / 100;
  guint level = 255;

  for (gint y = top; y < bottom; y++)
    for (gint x = left; x < right; x++)
      counts[sheet->light[(gsize) y * (gsize) sheet->width + (gsize) x]]++;
  while (level > 0 && counts[level] <= rest)
    rest -= counts[level--];

  return (guint8) level;
}

/* Each tile becomes the largest, or the smallest, among itself and its eight neighbours. */
static void
spread (Tiles *tiles, gboolean is_largest)
{
  gsize n_tiles = (gsize) tiles->columns * (gsize) tiles->rows;
  g_autofree guint8 *old = g_memdup2 (tiles->values, n_tiles);

  for (gint i = 0; i < (gint) n_tiles; i++)
    for (gint j = 0; j < 9; j++)
      {
        gint x = CLAMP (i % tiles->columns + j % 3 - 1, 0, tiles->columns - 1);
        gint y = CLAMP (i / tiles->columns + j / 3 - 1, 0, tiles->rows - 1);
        guint8 value = old[y * tiles->columns + x];

        tiles->values[i]
            = is_largest ? MAX (tiles->values[i], value) : MIN (tiles->values[i], value);
      }
}

static guint8
get_tile (const Tiles *tiles, gint column, gint row)
{
  column = CLAMP (column, 0, tiles->columns - 1);
  row = CLAMP (row, 0, tiles->rows - 1);
  return tiles->values[row * tiles->columns + column];
}

/* Where a pixel lies among the centres of tiles: the tile before it, and 256ths of the way on. */
static gint
place_among (gint at, gint size, gint *part)
{
  gint place = at * 256 / size - 128;
  gint tile = (place + 256) / 256 - 1;

  *part = place - tile * 256;
  return tile;
}

static guint8
interpolate (const Tiles *tiles, gint x, gint y)
{
  gint part_x;
  gint part_y;
  gint column = place_among (x, tiles->size, &part_x);
  gint row = place_among (y, tiles->size, &part_y);
  gint above
      = get_tile (tiles, column, row) * (256 - part_x) + get_tile (tiles, column + 1, row) * part_x;
  gint below = get_tile (tiles, column, row + 1) * (256 - part_x)
               + get_tile (tiles, column + 1, row + 1) * part_x;

  return (guint8) ((above * (256 - part_y) + below * part_y) / 65536);
}

static void
measure_tiles (const YaoSheet *sheet, Tiles *tiles)
{
  tiles->size = MAX (MIN (sheet->width, sheet->height) / TILES, SMALLEST_TILE);
  tiles->columns = (sheet->width + tiles->size - 1) / tiles->size;
  tiles->rows = (sheet->height + tiles->size - 1) / tiles->size;
  tiles->values = g_malloc ((gsize) tiles->columns * (gsize) tiles->rows);
  for (gint row = 0; row < tiles->rows; row++)
    for (gint column = 0; column < tiles->columns; column++)
      tiles->values[row * tiles->columns + column]
          = measure_tile (sheet, column * tiles->size, row * tiles->size, tiles->size);
}

/**
 * yao_sheet_find_paper:
 * @sheet: a sheet whose brightness is known
 *
 * Fills in the brightness of the paper, and how much darker each pixel is.
 *
 * Returns: %FALSE where there is hardly any light at all
 */
gboolean
yao_sheet_find_paper (YaoSheet *sheet)
{
  Tiles tiles = { 0 };
  guint8 brightest = 0;
  gsize i = 0;

  measure_tiles (sheet, &tiles);
  spread (&tiles, TRUE);
  spread (&tiles, FALSE);

  for (gint y = 0; y < sheet->height; y++)
    for (gint x = 0; x < sheet->width; x++, i++)
      {
        guint paper = MAX (interpolate (&tiles, x, y), DARKEST_PAPER);
        guint light = MIN (sheet->light[i], paper);

        brightest = MAX (brightest, paper);
        sheet->paper[i] = (guint8) paper;
        sheet->dark[i] = (guint8) (255 - light * 255 / paper);
      }
  g_free (tiles.values);

  return brightest > 2 * DARKEST_PAPER;
}
