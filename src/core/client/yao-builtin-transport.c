/* yao-builtin-transport.c: the way to the built-in service, wherever it runs now
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include "yao-builtin-transport.h"

#include "yao-error.h"

#include <string.h>

/* How often a request is sent, where the service ends again and again while it is on its way. */
#define MAX_TRIES 4

/* Two programs at once share the service that one of them started; when that one ends, the other is
 * left in the middle of a request. It then starts the service itself and asks again.
 */
struct _YaoBuiltinTransport
{
  GObject parent_instance;

  YaoBuiltinService *builtin;
  YaoConnections *connections; /* outlives this */
  GPtrArray *pins;
};

static void transport_iface_init (YaoTransportInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (YaoBuiltinTransport,
                               yao_builtin_transport,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (YAO_TYPE_TRANSPORT, transport_iface_init))

static YaoTransport *
reach (YaoBuiltinTransport *self, GCancellable *cancellable, GError **error)
{
  g_autofree char *address = NULL;

  if (!yao_builtin_service_start (self->builtin, cancellable, error))
    return NULL;

  address = yao_builtin_service_dup_address (self->builtin);
  if (address == NULL)
    {
      g_set_error_literal (error, YAO_ERROR, YAO_ERROR_UNREACHABLE, "the built-in service ended");
      return NULL;
    }

  return yao_connections_get (self->connections, address, self->pins);
}

/* Asking twice does no harm only where asking changes nothing. */
static gboolean
may_ask_again (const YaoTransportRequest *request, const GError *error)
{
  return strcmp (request->method, "GET") == 0 && yao_error_is (error, YAO_ERROR_UNREACHABLE);
}

static YaoTransportReply *
yao_builtin_transport_send (YaoTransport *transport,
                            const YaoTransportRequest *request,
                            GCancellable *cancellable,
                            GError **error)
{
  YaoBuiltinTransport *self = YAO_BUILTIN_TRANSPORT (transport);

  for (guint try = 1;; try++)
    {
      g_autoptr (GError) local = NULL;
      g_autoptr (YaoTransport) inner = reach (self, cancellable, &local);
      YaoTransportReply *reply = NULL;

      if (inner != NULL)
        reply = yao_transport_send (inner, request, cancellable, &local);
      if (reply != NULL)
        return reply;
      if (try == MAX_TRIES || !may_ask_again (request, local))
        {
          g_propagate_error (error, g_steal_pointer (&local));
          return NULL;
        }
      g_info ("the built-in service went away and is looked for again: %s", local->message);
    }
}

/* Whoever reads a stream comes again by himself. */
static YaoTransportReply *
yao_builtin_transport_open (YaoTransport *transport,
                            const YaoTransportRequest *request,
                            GInputStream **stream,
                            GCancellable *cancellable,
                            GError **error)
{
  g_autoptr (YaoTransport) inner = reach (YAO_BUILTIN_TRANSPORT (transport), cancellable, error);

  return inner != NULL ? yao_transport_open (inner, request, stream, cancellable, error) : NULL;
}

static GBytes *
yao_builtin_transport_dup_pin (YaoTransport *transport)
{
  YaoBuiltinTransport *self = YAO_BUILTIN_TRANSPORT (transport);

  return self->pins->len > 0 ? g_bytes_ref (g_ptr_array_index (self->pins, 0)) : NULL;
}

static void
transport_iface_init (YaoTransportInterface *iface)
{
  iface->send = yao_builtin_transport_send;
  iface->open = yao_builtin_transport_open;
  iface->dup_pin = yao_builtin_transport_dup_pin;
}

static void
yao_builtin_transport_finalize (GObject *object)
{
  YaoBuiltinTransport *self = YAO_BUILTIN_TRANSPORT (object);

  g_clear_object (&self->builtin);
  g_clear_pointer (&self->pins, g_ptr_array_unref);

  G_OBJECT_CLASS (yao_builtin_transport_parent_class)->finalize (object);
}

static void
yao_builtin_transport_class_init (YaoBuiltinTransportClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = yao_builtin_transport_finalize;
}

static void
yao_builtin_transport_init (YaoBuiltinTransport *self)
{
}

/**
 * yao_builtin_transport_new:
 * @builtin: the built-in service
 * @connections: the kept connections; they outlive the transport
 * @pins: (element-type GBytes): what connections are held to
 *
 * Makes the way to the built-in service. Each request starts the service where it does not run, and
 * one that changes nothing is sent again where the service ends under it.
 *
 * Returns: (transfer full): the transport
 */
YaoTransport *
yao_builtin_transport_new (YaoBuiltinService *builtin, YaoConnections *connections, GPtrArray *pins)
{
  YaoBuiltinTransport *self = g_object_new (YAO_TYPE_BUILTIN_TRANSPORT, NULL);

  g_assert (YAO_IS_BUILTIN_SERVICE (builtin));
  g_assert (connections != NULL && pins != NULL);

  self->builtin = g_object_ref (builtin);
  self->connections = connections;
  self->pins = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);
  for (guint i = 0; i < pins->len; i++)
    g_ptr_array_add (self->pins, g_bytes_ref (g_ptr_array_index (pins, i)));

  return YAO_TRANSPORT (self);
}
