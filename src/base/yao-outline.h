/* yao-outline.h: closed outlines of one colour, what ink is before it becomes a picture
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/* Outlines are measured in units of a thousandth of a millimetre, x to the right and y down. */
#define YAO_UNITS_PER_MM 1000

typedef struct
{
  gint32 x;
  gint32 y;
} YaoOutlinePoint;

typedef struct
{
  gint32 left;
  gint32 top;
  gint32 right;
  gint32 bottom;
} YaoBox;

/**
 * YaoOutline:
 *
 * One closed polygon, filled in one colour by the non-zero rule: it may cross itself. It never
 * changes, so it can be shared between threads and drawn again without being built again.
 */
typedef struct _YaoOutline YaoOutline;

#define YAO_TYPE_OUTLINE (yao_outline_get_type ())
GType yao_outline_get_type (void);

YaoOutline *yao_outline_new (guint32 colour,
                             const YaoOutlinePoint *points,
                             guint n_points) G_GNUC_WARN_UNUSED_RESULT;
YaoOutline *yao_outline_ref (YaoOutline *self);
void yao_outline_unref (YaoOutline *self);

guint32 yao_outline_get_colour (const YaoOutline *self);
const YaoOutlinePoint *yao_outline_get_points (const YaoOutline *self, guint *n_points);
void yao_outline_get_bounds (const YaoOutline *self, YaoBox *box);

gboolean yao_outlines_get_bounds (GPtrArray *outlines, YaoBox *box);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (YaoOutline, yao_outline_unref)

G_END_DECLS
