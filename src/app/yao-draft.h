/* yao-draft.h: a signature that has not been submitted
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#pragma once

#include "yao.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * YaoDraftFormat:
 *
 * What a draft is saved as.
 */
typedef enum
{
  YAO_DRAFT_PNG,
  YAO_DRAFT_SVG,
  YAO_DRAFT_INKML,
} YaoDraftFormat;

#define YAO_TYPE_DRAFT (yao_draft_get_type ())
G_DECLARE_FINAL_TYPE (YaoDraft, yao_draft, YAO, DRAFT, GObject)

YaoDraft *yao_draft_new (void) G_GNUC_WARN_UNUSED_RESULT;
YaoDraft *yao_draft_get (YaoCertificate *certificate);

YaoInk *yao_draft_get_ink (YaoDraft *self);
GBytes *yao_draft_get_picture (YaoDraft *self);
void yao_draft_drop_picture (YaoDraft *self);
void yao_draft_clear (YaoDraft *self);
gboolean yao_draft_is_empty (YaoDraft *self);
GBytes *yao_draft_write (YaoDraft *self,
                         YaoDraftFormat format,
                         GError **error) G_GNUC_WARN_UNUSED_RESULT;

void yao_draft_import_async (YaoDraft *self,
                             GFile *file,
                             guint32 colour,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data);
gboolean yao_draft_import_finish (YaoDraft *self, GAsyncResult *result, GError **error);

G_END_DECLS
