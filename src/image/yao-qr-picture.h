/* yao-qr-picture.h: QR codes as pictures
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define YAO_QR_PICTURE_MAX_TEXT 1024
#define YAO_QR_PICTURE_MAX_SCALE 32

GBytes *yao_qr_picture_to_png (const char *text,
                               guint scale,
                               GError **error) G_GNUC_WARN_UNUSED_RESULT;
GBytes *yao_qr_picture_to_svg (const char *text, GError **error) G_GNUC_WARN_UNUSED_RESULT;
char *yao_qr_picture_to_blocks (const char *text, GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
