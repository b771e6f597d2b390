/* yao-picture-clean.c: what on a photograph is dark but no ink
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Dark spots that hang together are looked at as one. Ink has a core that is really dark: grains of
 * paper and edges of shadows have none (thresholding with hysteresis, as in J. Canny, "A
 * Computational Approach to Edge Detection", PAMI 8, 1986). What comes in from the edge of the
 * picture and is thicker than the other lines, or as long as the side, is the edge of the sheet.
 */

#include "yao-picture-ink-private.h"

#define FEWEST_STRONG 3    /* pixels in the core of a line */
#define SMALLEST_PART 8000 /* of all ink that a spot must have, one part in so many */
#define THICK 2            /* how many times thicker than the others a stray edge is */
#define LONG_PERCENT 60    /* of a side */

/* A spot: pixels that hang together. */
typedef struct
{
  guint area;
  guint strong; /* really dark pixels */
  guint rim;    /* pixels with a neighbour outside */
  gint left, top, right, bottom;
  gboolean is_kept;
} Spot;

/* What filling a spot needs. */
typedef struct
{
  YaoSheet *sheet;
  guint32 *labels; /* 0, or 1 + number of the spot */
  GArray *queue;   /* gint, pixels to look at */
  guint8 strong;
} Filler;

static gboolean
has_ink (const YaoSheet *sheet, gint x, gint y)
{
  return x >= 0 && y >= 0 && x < sheet->width && y < sheet->height
         && sheet->alpha[(gsize) y * (gsize) sheet->width + (gsize) x] > 0;
}

static void
visit_neighbours (Filler *filler, Spot *spot, gint x, gint y, guint32 label)
{
  gboolean is_rim = FALSE;

  for (gint i = 0; i < 9; i++)
    {
      gint nx = x + i % 3 - 1;
      gint ny = y + i / 3 - 1;
      gint at = ny * filler->sheet->width + nx;

      if (!has_ink (filler->sheet, nx, ny))
        is_rim = TRUE;
      else if (filler->labels[at] == 0)
        {
          filler->labels[at] = label;
          g_array_append_val (filler->queue, at);
        }
    }
  spot->rim += is_rim;
}

static Spot
fill_spot (Filler *filler, gint first, guint32 label)
{
  Spot spot = { .left = G_MAXINT, .top = G_MAXINT };

  filler->labels[first] = label;
  g_array_append_val (filler->queue, first);
  while (filler->queue->len > 0)
    {
      gint at = g_array_index (filler->queue, gint, filler->queue->len - 1);
      gint x = at % filler->sheet->width;
      gint y = at / filler->sheet->width;

      g_array_set_size (filler->queue, filler->queue->len - 1);
      spot.area++;
      spot.strong += filler->sheet->dark[at] >= filler->strong;
      spot.left = MIN (spot.left, x);
      spot.right = MAX (spot.right, x);
      spot.top = MIN (spot.top, y);
      spot.bottom = MAX (spot.bottom, y);
      visit_neighbours (filler, &spot, x, y, label);
    }

  return spot;
}

static GArray *
list_spots (Filler *filler)
{
  GArray *spots = g_array_new (FALSE, FALSE, sizeof (Spot));

  for (gint at = 0; at < filler->sheet->width * filler->sheet->height; at++)
    if (filler->sheet->alpha[at] > 0 && filler->labels[at] == 0)
      {
        Spot spot = fill_spot (filler, at, spots->len + 1);

        g_array_append_val (spots, spot);
      }

  return spots;
}

static gboolean
is_at_edge (const YaoSheet *sheet, const Spot *spot)
{
  return spot->left == 0 || spot->top == 0 || spot->right == sheet->width - 1
         || spot->bottom == sheet->height - 1;
}

static gboolean
is_stray (const YaoSheet *sheet, const Spot *spot, double usual_thickness)
{
  double thickness = 2.0 * spot->area / MAX (spot->rim, 1);

  return is_at_edge (sheet, spot)
         && (thickness > THICK * usual_thickness
             || (spot->right - spot->left) * 100 > LONG_PERCENT * sheet->width
             || (spot->bottom - spot->top) * 100 > LONG_PERCENT * sheet->height);
}

/* Marks what is ink. The spots inside the picture say how thick its lines are. */
static void
judge_spots (const YaoSheet *sheet, GArray *spots)
{
  guint64 area = 0;
  guint64 rim = 0;

  for (guint i = 0; i < spots->len; i++)
    {
      const Spot *spot = &g_array_index (spots, Spot, i);

      if (spot->strong >= FEWEST_STRONG && !is_at_edge (sheet, spot))
        {
          area += spot->area;
          rim += spot->rim;
        }
    }

  for (guint i = 0; i < spots->len; i++)
    {
      Spot *spot = &g_array_index (spots, Spot, i);

      spot->is_kept = spot->strong >= FEWEST_STRONG && spot->area >= area / SMALLEST_PART
                      && (rim == 0 || !is_stray (sheet, spot, 2.0 * (double) area / (double) rim));
    }
}

/**
 * yao_sheet_drop_specks:
 * @sheet: a sheet with its alpha
 * @strong: how dark a pixel in the core of a line is at least
 *
 * Clears the alpha of what is no ink.
 *
 * Returns: how many pixels of ink are left
 */
guint
yao_sheet_drop_specks (YaoSheet *sheet, guint8 strong)
{
  gsize n_pixels = (gsize) sheet->width * (gsize) sheet->height;
  g_autofree guint32 *labels = g_new0 (guint32, n_pixels);
  g_autoptr (GArray) queue = g_array_new (FALSE, FALSE, sizeof (gint));
  Filler filler = { sheet, labels, queue, strong };
  g_autoptr (GArray) spots = list_spots (&filler);
  guint n_left = 0;

  judge_spots (sheet, spots);
  for (gsize i = 0; i < n_pixels; i++)
    {
      if (labels[i] > 0 && !g_array_index (spots, Spot, labels[i] - 1).is_kept)
        sheet->alpha[i] = 0;
      n_left += sheet->alpha[i] > 0;
    }

  return n_left;
}
