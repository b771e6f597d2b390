/* fault-transport.c: what networks do to requests
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#undef G_DISABLE_ASSERT

#include "fault-transport.h"

#include "yao-error.h"

struct _FaultTransport
{
  GObject parent_instance;

  YaoTransport *inner;
  GMutex lock; /* for what follows */
  FaultKind kind;
  guint countdown;
  gsize bit;
  guint n_sent;
  gboolean is_cut; /* nothing goes through any more */
  gboolean cuts;   /* ... after the fault that is to come */
};

static const char *const names[] = {
  "none", "drop-before", "drop-after", "time-out", "hang", "truncate", "empty", "repeat", "corrupt",
};

G_STATIC_ASSERT (G_N_ELEMENTS (names) == FAULT_LAST);

const char *
fault_kind_get_name (FaultKind kind)
{
  return names[kind];
}

static FaultKind
next_fault (FaultTransport *self, gsize *bit)
{
  FaultKind kind = FAULT_NONE;

  g_mutex_lock (&self->lock);
  self->n_sent++;
  *bit = self->bit;
  if (self->is_cut)
    kind = FAULT_DROP_BEFORE;
  else if (self->kind != FAULT_NONE && self->countdown-- == 0)
    {
      kind = self->kind;
      self->kind = FAULT_NONE;
      self->is_cut = self->cuts;
    }
  g_mutex_unlock (&self->lock);
  return kind;
}

static void
replace_body (YaoTransportReply *reply, const guint8 *data, gsize size)
{
  GBytes *body = g_bytes_new (data, size);

  g_bytes_unref (reply->body);
  reply->body = body;
}

static void
spoil_reply (YaoTransportReply *reply, FaultKind kind, gsize bit)
{
  gsize size;
  const guint8 *data = g_bytes_get_data (reply->body, &size);
  g_autofree guint8 *copy = g_memdup2 (data, size);

  if (kind == FAULT_TRUNCATE)
    replace_body (reply, copy, size / 2);
  else if (kind == FAULT_EMPTY)
    replace_body (reply, copy, 0);
  else if (kind == FAULT_CORRUPT && size > 0)
    {
      bit %= size * 8;
      copy[bit / 8] ^= (guint8) (1u << (bit % 8));
      replace_body (reply, copy, size);
    }
}

static void
hang (GCancellable *cancellable, GError **error)
{
  GPollFD fd;

  g_assert_true (g_cancellable_make_pollfd (cancellable, &fd));
  while (!g_cancellable_is_cancelled (cancellable))
    g_poll (&fd, 1, -1);
  g_cancellable_release_fd (cancellable);
  g_cancellable_set_error_if_cancelled (cancellable, error);
}

static gboolean
fail (YaoErrorCode code, GError **error)
{
  g_set_error (error, YAO_ERROR, (int) code, "a fault of the network");
  return FALSE;
}

static gboolean
may_go (FaultKind kind, GCancellable *cancellable, GError **error)
{
  if (kind == FAULT_HANG)
    hang (cancellable, error);
  else if (kind == FAULT_DROP_BEFORE)
    fail (YAO_ERROR_UNREACHABLE, error);
  else if (kind == FAULT_TIME_OUT)
    fail (YAO_ERROR_TIMED_OUT, error);
  else
    return TRUE;
  return FALSE;
}

static YaoTransportReply *
fault_transport_send (YaoTransport *transport,
                      const YaoTransportRequest *request,
                      GCancellable *cancellable,
                      GError **error)
{
  FaultTransport *self = FAULT_TRANSPORT (transport);
  g_autoptr (YaoTransportReply) reply = NULL;
  gsize bit;
  FaultKind kind = next_fault (self, &bit);

  if (!may_go (kind, cancellable, error))
    return NULL;

  reply = yao_transport_send (self->inner, request, cancellable, error);
  if (reply != NULL && kind == FAULT_REPEAT)
    {
      g_clear_pointer (&reply, yao_transport_reply_free);
      reply = yao_transport_send (self->inner, request, cancellable, error);
    }
  if (reply == NULL)
    return NULL;
  if (kind == FAULT_DROP_AFTER)
    {
      fail (YAO_ERROR_UNREACHABLE, error);
      return NULL;
    }
  spoil_reply (reply, kind, bit);
  return g_steal_pointer (&reply);
}

static YaoTransportReply *
fault_transport_open (YaoTransport *transport,
                      const YaoTransportRequest *request,
                      GInputStream **stream,
                      GCancellable *cancellable,
                      GError **error)
{
  FaultTransport *self = FAULT_TRANSPORT (transport);
  gsize bit;

  if (!may_go (next_fault (self, &bit), cancellable, error))
    return NULL;
  return yao_transport_open (self->inner, request, stream, cancellable, error);
}

static GBytes *
fault_transport_dup_pin (YaoTransport *transport)
{
  return yao_transport_dup_pin (FAULT_TRANSPORT (transport)->inner);
}

static void
fault_transport_iface_init (YaoTransportInterface *iface)
{
  iface->send = fault_transport_send;
  iface->open = fault_transport_open;
  iface->dup_pin = fault_transport_dup_pin;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (FaultTransport,
                               fault_transport,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (YAO_TYPE_TRANSPORT,
                                                      fault_transport_iface_init))

static void
fault_transport_finalize (GObject *object)
{
  FaultTransport *self = FAULT_TRANSPORT (object);

  g_object_unref (self->inner);
  g_mutex_clear (&self->lock);

  G_OBJECT_CLASS (fault_transport_parent_class)->finalize (object);
}

static void
fault_transport_class_init (FaultTransportClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = fault_transport_finalize;
}

static void
fault_transport_init (FaultTransport *self)
{
  g_mutex_init (&self->lock);
}

FaultTransport *
fault_transport_new (YaoTransport *inner)
{
  FaultTransport *self = g_object_new (FAULT_TYPE_TRANSPORT, NULL);

  self->inner = g_object_ref (inner);
  return self;
}

void
fault_transport_set (FaultTransport *self, FaultKind kind, guint at, gsize bit)
{
  g_mutex_lock (&self->lock);
  self->kind = kind;
  self->countdown = at;
  self->bit = bit;
  self->n_sent = 0;
  self->cuts = FALSE;
  self->is_cut = FALSE;
  g_mutex_unlock (&self->lock);
}

void
fault_transport_cut (FaultTransport *self, FaultKind kind, guint at)
{
  fault_transport_set (self, kind, at, 0);
  g_mutex_lock (&self->lock);
  self->cuts = TRUE;
  g_mutex_unlock (&self->lock);
}

guint
fault_transport_get_n_sent (FaultTransport *self)
{
  guint n_sent;

  g_mutex_lock (&self->lock);
  n_sent = self->n_sent;
  g_mutex_unlock (&self->lock);
  return n_sent;
}
