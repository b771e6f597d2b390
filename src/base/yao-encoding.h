/* yao-encoding.h: base64url, hexadecimal, RFC 3339
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

char *yao_base64url_encode (gconstpointer data, gsize size) G_GNUC_WARN_UNUSED_RESULT;
char *yao_base64url_encode_bytes (GBytes *bytes) G_GNUC_WARN_UNUSED_RESULT;
GBytes *yao_base64url_decode (const char *text,
                              gsize max_size,
                              GError **error) G_GNUC_WARN_UNUSED_RESULT;

char *yao_hex_encode (gconstpointer data, gsize size) G_GNUC_WARN_UNUSED_RESULT;
GBytes *yao_hex_decode (const char *text, gsize max_size, GError **error) G_GNUC_WARN_UNUSED_RESULT;
char *yao_hex_group (const char *hex,
                     guint digits,
                     const char *separator) G_GNUC_WARN_UNUSED_RESULT;

char *yao_rfc3339_format (gint64 unix_seconds) G_GNUC_WARN_UNUSED_RESULT;
gboolean yao_rfc3339_parse (const char *text, gint64 *unix_seconds, GError **error);

char *yao_fold_width (const char *text) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
