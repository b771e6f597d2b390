/* yao-response-stream.h: the body of an answer that goes on
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct _YaoResponseStream YaoResponseStream;

/**
 * YaoResponseSink:
 * @write: sends a part of the body
 * @end: says that the body ends here
 *
 * Where the parts go.
 */
typedef struct
{
  void (*write) (gpointer sink, GBytes *part);
  void (*end) (gpointer sink);
} YaoResponseSink;

typedef void (*YaoResponseStreamLost) (YaoResponseStream *stream, gpointer user_data);

YaoResponseStream *yao_response_stream_new (YaoResponseStreamLost lost,
                                            gpointer user_data) G_GNUC_WARN_UNUSED_RESULT;
YaoResponseStream *yao_response_stream_ref (YaoResponseStream *self);
void yao_response_stream_unref (YaoResponseStream *self);

/* For whoever has something to say. */
void yao_response_stream_write (YaoResponseStream *self, const char *text);
void yao_response_stream_end (YaoResponseStream *self);

/* For whoever sends it. */
void yao_response_stream_attach (YaoResponseStream *self,
                                 const YaoResponseSink *sink,
                                 gpointer sink_data);
void yao_response_stream_lose (YaoResponseStream *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (YaoResponseStream, yao_response_stream_unref)

G_END_DECLS
