/* recording-transport.c: everything that goes between a client and a service, kept
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#undef G_DISABLE_ASSERT

#include "recording-transport.h"

#include "yao-error.h"

struct _RecordingTransport
{
  GObject parent_instance;

  YaoTransport *inner;
  GMutex lock; /* for what follows */
  GByteArray *all;
  YaoTransportRequest last;
  int no_streams; /* atomic */
  int n_streams;  /* atomic */
};

static void
note_text (RecordingTransport *self, const char *text)
{
  g_byte_array_append (self->all, (const guint8 *) text, (guint) strlen (text));
  g_byte_array_append (self->all, (const guint8 *) "\n", 1);
}

static void
note_bytes (RecordingTransport *self, GBytes *bytes)
{
  gsize size;
  const guint8 *data = g_bytes_get_data (bytes, &size);

  g_byte_array_append (self->all, data, (guint) size);
  note_text (self, "");
}

static void
forget_last (RecordingTransport *self)
{
  g_free ((char *) self->last.method);
  g_free ((char *) self->last.path);
  g_clear_pointer (&self->last.body, g_bytes_unref);
  for (gsize i = 0; i < YAO_TRANSPORT_MAX_HEADERS; i++)
    {
      g_free ((char *) self->last.headers[i].name);
      g_free ((char *) self->last.headers[i].value);
    }
  self->last = (YaoTransportRequest){ 0 };
}

static void
note_request (RecordingTransport *self, const YaoTransportRequest *request)
{
  forget_last (self);
  self->last.method = g_strdup (request->method);
  self->last.path = g_strdup (request->path);
  self->last.max_size = request->max_size;
  self->last.body = request->body != NULL ? g_bytes_ref (request->body) : NULL;
  note_text (self, request->method);
  note_text (self, request->path);
  for (gsize i = 0; i < YAO_TRANSPORT_MAX_HEADERS && request->headers[i].name != NULL; i++)
    {
      note_text (self, request->headers[i].name);
      note_text (self, request->headers[i].value);
      self->last.headers[i].name = g_strdup (request->headers[i].name);
      self->last.headers[i].value = g_strdup (request->headers[i].value);
    }
  if (request->body != NULL)
    note_bytes (self, request->body);
}

static YaoTransportReply *
recording_transport_send (YaoTransport *transport,
                          const YaoTransportRequest *request,
                          GCancellable *cancellable,
                          GError **error)
{
  RecordingTransport *self = RECORDING_TRANSPORT (transport);
  YaoTransportReply *reply;

  g_mutex_lock (&self->lock);
  note_request (self, request);
  g_mutex_unlock (&self->lock);

  reply = yao_transport_send (self->inner, request, cancellable, error);

  g_mutex_lock (&self->lock);
  if (reply != NULL)
    {
      note_text (self, reply->nonce != NULL ? reply->nonce : "");
      note_bytes (self, reply->body);
    }
  g_mutex_unlock (&self->lock);
  return reply;
}

static YaoTransportReply *
recording_transport_open (YaoTransport *transport,
                          const YaoTransportRequest *request,
                          GInputStream **stream,
                          GCancellable *cancellable,
                          GError **error)
{
  RecordingTransport *self = RECORDING_TRANSPORT (transport);

  if (g_atomic_int_get (&self->no_streams))
    {
      g_set_error (error, YAO_ERROR, YAO_ERROR_UNSUPPORTED, "no streams in this test");
      return NULL;
    }
  g_atomic_int_inc (&self->n_streams);
  return yao_transport_open (self->inner, request, stream, cancellable, error);
}

static GBytes *
recording_transport_dup_pin (YaoTransport *transport)
{
  return yao_transport_dup_pin (RECORDING_TRANSPORT (transport)->inner);
}

static void
recording_transport_iface_init (YaoTransportInterface *iface)
{
  iface->send = recording_transport_send;
  iface->open = recording_transport_open;
  iface->dup_pin = recording_transport_dup_pin;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (RecordingTransport,
                               recording_transport,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (YAO_TYPE_TRANSPORT,
                                                      recording_transport_iface_init))

static void
recording_transport_finalize (GObject *object)
{
  RecordingTransport *self = RECORDING_TRANSPORT (object);

  forget_last (self);
  g_byte_array_unref (self->all);
  g_object_unref (self->inner);
  g_mutex_clear (&self->lock);

  G_OBJECT_CLASS (recording_transport_parent_class)->finalize (object);
}

static void
recording_transport_class_init (RecordingTransportClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = recording_transport_finalize;
}

static void
recording_transport_init (RecordingTransport *self)
{
  g_mutex_init (&self->lock);
  self->all = g_byte_array_new ();
}

RecordingTransport *
recording_transport_new (YaoTransport *inner)
{
  RecordingTransport *self = g_object_new (RECORDING_TYPE_TRANSPORT, NULL);

  self->inner = g_object_ref (inner);
  return self;
}

void
recording_transport_clear (RecordingTransport *self)
{
  g_mutex_lock (&self->lock);
  g_byte_array_set_size (self->all, 0);
  g_mutex_unlock (&self->lock);
}

GBytes *
recording_transport_dup_all (RecordingTransport *self)
{
  GBytes *all;

  g_mutex_lock (&self->lock);
  all = g_bytes_new (self->all->data, self->all->len);
  g_mutex_unlock (&self->lock);
  return all;
}

YaoTransportReply *
recording_transport_replay (RecordingTransport *self, GError **error)
{
  g_assert_nonnull (self->last.path);
  return yao_transport_send (self->inner, &self->last, NULL, error);
}

void
recording_transport_set_streams (RecordingTransport *self, gboolean streams)
{
  g_atomic_int_set (&self->no_streams, !streams);
}

guint
recording_transport_get_n_streams (RecordingTransport *self)
{
  return (guint) g_atomic_int_get (&self->n_streams);
}
