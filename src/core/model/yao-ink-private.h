/* yao-ink-private.h: what an ink consists of
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#pragma once

#include "yao-ink-builder.h"
#include "yao-ink-history-private.h"
#include "yao-ink.h"

G_BEGIN_DECLS

struct _YaoInk
{
  GObject parent;

  gint64 start_time;  /* ms since 1970, or 0 where unknown */
  GPtrArray *strokes; /* YaoInkStroke, those that are done */
  guint n_points;     /* in all of them */
  YaoInkHistory *history;

  YaoInkStroke *growing;  /* the one that is being drawn, or NULL */
  YaoInkBuilder *builder; /* its outline */
  YaoInkEdit *erasing;    /* what the eraser has taken so far, or NULL */
};

void yao_ink_announce (YaoInk *self);
void yao_ink_push_edit (YaoInk *self, YaoInkEdit *edit);

G_END_DECLS
