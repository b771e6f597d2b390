/* yao-picture-ink-private.h: the steps from a photograph to a signature
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A picture while it is being worked on. All planes have width * height pixels. */
typedef struct
{
  gint width;
  gint height;
  guint8 *rgb;   /* three bytes a pixel, on white */
  guint8 *light; /* brightness */
  guint8 *paper; /* brightness of the paper behind each pixel */
  guint8 *dark;  /* how much darker than the paper: 0 paper, 255 black */
  guint8 *alpha; /* how much ink covers the pixel */
} YaoSheet;

gboolean yao_sheet_find_paper (YaoSheet *sheet);
guint yao_sheet_drop_specks (YaoSheet *sheet, guint8 strong);

G_END_DECLS
