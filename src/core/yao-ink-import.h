/* yao-ink-import.h: the signature on a photograph or scan
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#pragma once

#if !defined(YAO_INSIDE_YAO_H) && !defined(YAO_COMPILATION)
#error "Include yao.h: it brings every header of the client library."
#endif

#include <glib.h>

G_BEGIN_DECLS

/* In place of a colour: the ink keeps the colour that it has on the photograph. */
#define YAO_INK_KEEP_COLOUR G_MAXUINT32

GBytes *yao_ink_import_photo (GBytes *file,
                              guint32 colour,
                              GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
