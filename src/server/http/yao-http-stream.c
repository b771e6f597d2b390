/* yao-http-stream.c: a connection whose end libsoup notices
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include "yao-http-stream.h"

/* WORKAROUND: libsoup 3.2 forgets a kept connection that ends between two requests, in good order
 * or by a reset: it sees the end, but frees nothing, as no request had begun. So the end of the
 * stream is preceded by one byte: then a request has begun, it is broken off, and everything is
 * freed. Should be removed when libsoup 3.3 is the oldest one that we build for.
 */
#define LAST_BYTE 'X'

#define YAO_TYPE_HTTP_INPUT (yao_http_input_get_type ())
G_DECLARE_FINAL_TYPE (YaoHttpInput, yao_http_input, YAO, HTTP_INPUT, GFilterInputStream)

struct _YaoHttpInput
{
  GFilterInputStream parent_instance;

  gboolean ended; /* the last byte was given */
};

struct _YaoHttpStream
{
  GIOStream parent_instance;

  GIOStream *base;
  GInputStream *input;
};

static void yao_http_input_pollable_init (GPollableInputStreamInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (YaoHttpInput,
                               yao_http_input,
                               G_TYPE_FILTER_INPUT_STREAM,
                               G_IMPLEMENT_INTERFACE (G_TYPE_POLLABLE_INPUT_STREAM,
                                                      yao_http_input_pollable_init))
G_DEFINE_FINAL_TYPE (YaoHttpStream, yao_http_stream, G_TYPE_IO_STREAM)

/* Takes what a read of the real stream gave, @failure included. */
static gssize
mark_end (YaoHttpInput *self,
          gssize got,
          void *buffer,
          gsize count,
          GError *failure,
          GError **error)
{
  gboolean is_end = got == 0 && count > 0;
  gboolean is_broken = got < 0 && !g_error_matches (failure, G_IO_ERROR, G_IO_ERROR_WOULD_BLOCK);

  if (!is_end && !is_broken)
    {
      if (failure != NULL)
        g_propagate_error (error, failure);
      return got;
    }

  g_clear_error (&failure);
  if (self->ended)
    return 0;
  self->ended = TRUE;
  *(char *) buffer = LAST_BYTE;
  return 1;
}

static gssize
yao_http_input_read (GInputStream *stream,
                     void *buffer,
                     gsize count,
                     GCancellable *cancellable,
                     GError **error)
{
  GInputStream *base = g_filter_input_stream_get_base_stream (G_FILTER_INPUT_STREAM (stream));
  GError *failure = NULL;
  gssize got = g_input_stream_read (base, buffer, count, cancellable, &failure);

  return mark_end (YAO_HTTP_INPUT (stream), got, buffer, count, failure, error);
}

static GPollableInputStream *
get_pollable (GPollableInputStream *stream)
{
  return G_POLLABLE_INPUT_STREAM (
      g_filter_input_stream_get_base_stream (G_FILTER_INPUT_STREAM (stream)));
}

static gboolean
yao_http_input_is_readable (GPollableInputStream *stream)
{
  return g_pollable_input_stream_is_readable (get_pollable (stream));
}

static GSource *
yao_http_input_create_source (GPollableInputStream *stream, GCancellable *cancellable)
{
  g_autoptr (GSource) base
      = g_pollable_input_stream_create_source (get_pollable (stream), cancellable);

  return g_pollable_source_new_full (stream, base, cancellable);
}

static gssize
yao_http_input_read_nonblocking (GPollableInputStream *stream,
                                 void *buffer,
                                 gsize count,
                                 GError **error)
{
  GError *failure = NULL;
  gssize got = g_pollable_input_stream_read_nonblocking (get_pollable (stream), buffer, count, NULL,
                                                         &failure);

  return mark_end (YAO_HTTP_INPUT (stream), got, buffer, count, failure, error);
}

static void
yao_http_input_pollable_init (GPollableInputStreamInterface *iface)
{
  iface->is_readable = yao_http_input_is_readable;
  iface->create_source = yao_http_input_create_source;
  iface->read_nonblocking = yao_http_input_read_nonblocking;
}

static void
yao_http_input_class_init (YaoHttpInputClass *klass)
{
  G_INPUT_STREAM_CLASS (klass)->read_fn = yao_http_input_read;
}

static void
yao_http_input_init (YaoHttpInput *self)
{
}

static GInputStream *
yao_http_stream_get_input_stream (GIOStream *stream)
{
  return YAO_HTTP_STREAM (stream)->input;
}

static GOutputStream *
yao_http_stream_get_output_stream (GIOStream *stream)
{
  return g_io_stream_get_output_stream (YAO_HTTP_STREAM (stream)->base);
}

static gboolean
yao_http_stream_close (GIOStream *stream, GCancellable *cancellable, GError **error)
{
  return g_io_stream_close (YAO_HTTP_STREAM (stream)->base, cancellable, error);
}

static void
yao_http_stream_finalize (GObject *object)
{
  YaoHttpStream *self = YAO_HTTP_STREAM (object);

  g_object_unref (self->input);
  g_object_unref (self->base);

  G_OBJECT_CLASS (yao_http_stream_parent_class)->finalize (object);
}

static void
yao_http_stream_class_init (YaoHttpStreamClass *klass)
{
  GIOStreamClass *stream_class = G_IO_STREAM_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = yao_http_stream_finalize;

  stream_class->get_input_stream = yao_http_stream_get_input_stream;
  stream_class->get_output_stream = yao_http_stream_get_output_stream;
  stream_class->close_fn = yao_http_stream_close;
}

static void
yao_http_stream_init (YaoHttpStream *self)
{
}

/**
 * yao_http_stream_new:
 * @base: a stream whose input can be polled; another reference is taken
 *
 * Wraps a stream, to be given to libsoup in its place.
 *
 * Returns: (transfer full): the stream
 */
GIOStream *
yao_http_stream_new (GIOStream *base)
{
  YaoHttpStream *self = g_object_new (YAO_TYPE_HTTP_STREAM, NULL);

  g_return_val_if_fail (G_IS_IO_STREAM (base), NULL);

  self->base = g_object_ref (base);
  self->input
      = g_object_new (YAO_TYPE_HTTP_INPUT, "base-stream", g_io_stream_get_input_stream (base),
                      "close-base-stream", FALSE, NULL);
  return G_IO_STREAM (self);
}
