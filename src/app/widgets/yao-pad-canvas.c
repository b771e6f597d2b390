/* yao-pad-canvas.c: ink as render nodes, of which only the new ones are drawn
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include "yao-pad-canvas.h"

#include <math.h>

/* A pixel of GTK is a 96th of an inch. */
#define PIXELS_PER_UNIT (96.0 / 25.4 / YAO_UNITS_PER_MM)

/* Room that is left around ink that was made smaller to fit. */
#define MARGIN 8

typedef struct
{
  YaoInkStroke *stroke;
  GskRenderNode *node; /* or NULL: not drawn yet */
} Drawn;

typedef struct
{
  YaoOutline *outline;
  GskRenderNode *node;
} Part;

struct _YaoPadCanvas
{
  YaoInk *ink;
  int width;
  int height;
  double scale; /* pixels for a unit of ink; its origin is in the middle */

  GArray *drawn; /* of Drawn: the finished strokes */
  GArray *parts; /* of Part: what has settled of the stroke that grows */
  Part tail;     /* of that stroke, up to the pen */
};

static void
clear_drawn (gpointer data)
{
  Drawn *drawn = data;

  g_clear_pointer (&drawn->stroke, yao_ink_stroke_unref);
  g_clear_pointer (&drawn->node, gsk_render_node_unref);
}

static void
clear_part (gpointer data)
{
  Part *part = data;

  g_clear_pointer (&part->outline, yao_outline_unref);
  g_clear_pointer (&part->node, gsk_render_node_unref);
}

/**
 * yao_pad_canvas_new:
 *
 * Makes a canvas without ink.
 *
 * Returns: (transfer full): the canvas
 */
YaoPadCanvas *
yao_pad_canvas_new (void)
{
  YaoPadCanvas *self = g_new0 (YaoPadCanvas, 1);

  self->scale = PIXELS_PER_UNIT;
  self->drawn = g_array_new (FALSE, TRUE, sizeof (Drawn));
  g_array_set_clear_func (self->drawn, clear_drawn);
  self->parts = g_array_new (FALSE, TRUE, sizeof (Part));
  g_array_set_clear_func (self->parts, clear_part);

  return self;
}

/**
 * yao_pad_canvas_free:
 * @self: (transfer full): a canvas
 *
 * Frees the canvas.
 */
void
yao_pad_canvas_free (YaoPadCanvas *self)
{
  g_return_if_fail (self != NULL);

  clear_part (&self->tail);
  g_array_unref (self->parts);
  g_array_unref (self->drawn);
  g_clear_object (&self->ink);
  g_free (self);
}

/**
 * yao_pad_canvas_set_ink:
 * @self: a canvas
 * @ink: what it shows
 *
 * Shows an ink, made smaller where it would not fit.
 */
void
yao_pad_canvas_set_ink (YaoPadCanvas *self, YaoInk *ink)
{
  g_return_if_fail (self != NULL && YAO_IS_INK (ink));

  g_set_object (&self->ink, ink);
  yao_pad_canvas_drop_growing (self);
  g_array_set_size (self->drawn, 0);
  yao_pad_canvas_fit (self);
}

/* How many units on one side of the middle there are pixels for. */
static double
limit_scale (double scale, gint32 reach, int pixels)
{
  double room = MAX (pixels / 2.0 - MARGIN, 1);

  return reach > 0 ? MIN (scale, room / reach) : scale;
}

static double
find_scale (const YaoPadCanvas *self)
{
  double scale = PIXELS_PER_UNIT;
  YaoBox box;

  if (self->ink == NULL || self->width <= 0 || self->height <= 0
      || !yao_ink_get_bounds (self->ink, &box))
    return scale;
  if (box.right * scale <= self->width / 2.0 && -box.left * scale <= self->width / 2.0
      && box.bottom * scale <= self->height / 2.0 && -box.top * scale <= self->height / 2.0)
    return scale;

  scale = limit_scale (scale, MAX (box.right, -box.left), self->width);
  return limit_scale (scale, MAX (box.bottom, -box.top), self->height);
}

/* The nodes are made for one place and size: GTK compares no nodes under a scaling transform. */
static void
forget_nodes (YaoPadCanvas *self)
{
  for (guint i = 0; i < self->drawn->len; i++)
    g_clear_pointer (&g_array_index (self->drawn, Drawn, i).node, gsk_render_node_unref);
  for (guint i = 0; i < self->parts->len; i++)
    g_clear_pointer (&g_array_index (self->parts, Part, i).node, gsk_render_node_unref);
  g_clear_pointer (&self->tail.node, gsk_render_node_unref);
}

/**
 * yao_pad_canvas_fit:
 * @self: a canvas
 *
 * Makes the ink as large as it is on paper, or smaller where it would not fit.
 */
void
yao_pad_canvas_fit (YaoPadCanvas *self)
{
  double scale;

  g_return_if_fail (self != NULL);

  scale = find_scale (self);
  if (scale < self->scale || scale > self->scale)
    forget_nodes (self);
  self->scale = scale;
}

/**
 * yao_pad_canvas_set_size:
 * @self: a canvas
 * @width: in pixels
 * @height: in pixels
 *
 * Makes the canvas as large as its widget. The middle of the ink stays in the middle.
 */
void
yao_pad_canvas_set_size (YaoPadCanvas *self, int width, int height)
{
  g_return_if_fail (self != NULL);

  if (width == self->width && height == self->height)
    return;

  self->width = width;
  self->height = height;
  forget_nodes (self);
  yao_pad_canvas_fit (self);
}

/**
 * yao_pad_canvas_get_scale:
 * @self: a canvas
 *
 * Gets how large ink is shown, 1 being as large as on paper.
 *
 * Returns: the scale, at most 1
 */
double
yao_pad_canvas_get_scale (const YaoPadCanvas *self)
{
  g_return_val_if_fail (self != NULL, 1);

  return self->scale / PIXELS_PER_UNIT;
}

/**
 * yao_pad_canvas_to_ink:
 * @self: a canvas
 * @x: pixels from the left
 * @y: pixels from the top
 * @ink_x: (out): units of ink
 * @ink_y: (out): units of ink
 *
 * Tells which place of the ink a place of the canvas is.
 */
void
yao_pad_canvas_to_ink (const YaoPadCanvas *self, double x, double y, double *ink_x, double *ink_y)
{
  g_return_if_fail (self != NULL && ink_x != NULL && ink_y != NULL);

  *ink_x = (x - self->width / 2.0) / self->scale;
  *ink_y = (y - self->height / 2.0) / self->scale;
}

static GskRenderNode *
make_node (const YaoPadCanvas *self, YaoOutline *outline)
{
  guint n_points;
  const YaoOutlinePoint *points = yao_outline_get_points (outline, &n_points);
  guint32 colour = yao_outline_get_colour (outline);
  double x = self->width / 2.0;
  double y = self->height / 2.0;
  float left, top;
  YaoBox box;
  GskRenderNode *node;
  cairo_t *cr;

  yao_outline_get_bounds (outline, &box);
  left = (float) floor (x + box.left * self->scale);
  top = (float) floor (y + box.top * self->scale);
  node = gsk_cairo_node_new (
      &GRAPHENE_RECT_INIT (left, top, (float) ceil (x + box.right * self->scale) - left,
                           (float) ceil (y + box.bottom * self->scale) - top));
  cr = gsk_cairo_node_get_draw_context (node);
  cairo_set_source_rgb (cr, (colour >> 16) / 255.0, ((colour >> 8) & 0xff) / 255.0,
                        (colour & 0xff) / 255.0);
  for (guint i = 0; i < n_points; i++)
    cairo_line_to (cr, x + points[i].x * self->scale, y + points[i].y * self->scale);
  cairo_fill (cr);
  cairo_destroy (cr);

  return node;
}

/**
 * yao_pad_canvas_grow:
 * @self: a canvas whose ink is being drawn in
 *
 * Takes what is new of the stroke that is being drawn.
 */
void
yao_pad_canvas_grow (YaoPadCanvas *self)
{
  Part part = { NULL, NULL };

  g_return_if_fail (self != NULL && yao_ink_is_drawing (self->ink));

  part.outline = yao_ink_take_settled (self->ink);
  if (part.outline != NULL)
    g_array_append_val (self->parts, part);
  clear_part (&self->tail);
  self->tail.outline = yao_ink_dup_tail (self->ink);
}

/**
 * yao_pad_canvas_drop_growing:
 * @self: a canvas
 *
 * Forgets the parts of the stroke that was being drawn: it is finished, and shown as a whole, or
 * it was cancelled.
 */
void
yao_pad_canvas_drop_growing (YaoPadCanvas *self)
{
  g_return_if_fail (self != NULL);

  g_array_set_size (self->parts, 0);
  clear_part (&self->tail);
}

/* Strokes that are still there keep their nodes. */
static void
follow_ink (YaoPadCanvas *self)
{
  guint n_strokes = yao_ink_get_n_strokes (self->ink);
  guint kept = 0;

  for (guint i = 0; i < n_strokes; i++)
    {
      YaoInkStroke *stroke = yao_ink_get_stroke (self->ink, i);
      guint at = kept;

      while (at < self->drawn->len && g_array_index (self->drawn, Drawn, at).stroke != stroke)
        at++;
      if (at < self->drawn->len)
        g_array_remove_range (self->drawn, kept, at - kept);
      else
        {
          Drawn drawn = { yao_ink_stroke_ref (stroke), NULL };

          g_array_insert_val (self->drawn, kept, drawn);
        }
      kept++;
    }
  g_array_set_size (self->drawn, kept);
}

static void
append_part (const YaoPadCanvas *self, GtkSnapshot *snapshot, Part *part)
{
  if (part->outline == NULL)
    return;
  if (part->node == NULL)
    part->node = make_node (self, part->outline);
  gtk_snapshot_append_node (snapshot, part->node);
}

/**
 * yao_pad_canvas_snapshot:
 * @self: a canvas
 * @snapshot: where it is drawn
 *
 * Draws the ink.
 */
void
yao_pad_canvas_snapshot (YaoPadCanvas *self, GtkSnapshot *snapshot)
{
  g_return_if_fail (self != NULL && GTK_IS_SNAPSHOT (snapshot));

  if (self->ink == NULL)
    return;

  follow_ink (self);
  for (guint i = 0; i < self->drawn->len; i++)
    {
      Drawn *drawn = &g_array_index (self->drawn, Drawn, i);

      if (drawn->node == NULL)
        {
          g_autoptr (YaoOutline) outline = yao_ink_stroke_dup_outline (drawn->stroke);

          drawn->node = make_node (self, outline);
        }
      gtk_snapshot_append_node (snapshot, drawn->node);
    }
  for (guint i = 0; i < self->parts->len; i++)
    append_part (self, snapshot, &g_array_index (self->parts, Part, i));
  append_part (self, snapshot, &self->tail);
}
