/* yao-http-stream.h: a connection whose end libsoup notices
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define YAO_TYPE_HTTP_STREAM (yao_http_stream_get_type ())
G_DECLARE_FINAL_TYPE (YaoHttpStream, yao_http_stream, YAO, HTTP_STREAM, GIOStream)

GIOStream *yao_http_stream_new (GIOStream *base) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
