/* yao-picture-ink.h: the signature on a photograph or scan of a sheet of paper
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#pragma once

#include "yao-picture.h"

G_BEGIN_DECLS

#define YAO_PICTURE_INK_PIXELS 4000000 /* what is worked on; larger pictures are made smaller */
#define YAO_PICTURE_KEEP_COLOUR G_MAXUINT32

YaoPicture *yao_picture_extract_ink (const YaoPicture *picture,
                                     guint32 colour,
                                     GError **error) G_GNUC_WARN_UNUSED_RESULT;

gboolean yao_picture_is_cut_out (const YaoPicture *self);
YaoPicture *yao_picture_trim (const YaoPicture *self,
                              guint32 colour,
                              GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
