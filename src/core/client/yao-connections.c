/* yao-connections.c: one way to each service, kept
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include "yao-connections.h"

#include "yao-encoding.h"
#include "yao-soup-transport.h"

/* More than one profile can hold would mean that addresses keep changing: then all start anew. */
#define MAX_KEPT 64

struct _YaoConnections
{
  GMutex lock;
  GHashTable *transports; /* "address pin pin" to YaoTransport, under the lock */
  YaoTransportFactory factory;
  gpointer factory_data;
};

static YaoTransport *
make_soup_transport (const char *address, GPtrArray *pins, gpointer user_data)
{
  return yao_soup_transport_new (address, pins, 0);
}

/**
 * yao_connections_new:
 *
 * Makes an empty set of connections.
 *
 * Returns: (transfer full): the set
 */
YaoConnections *
yao_connections_new (void)
{
  YaoConnections *self = g_new0 (YaoConnections, 1);

  g_mutex_init (&self->lock);
  self->transports = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_object_unref);
  self->factory = make_soup_transport;
  return self;
}

/**
 * yao_connections_free:
 * @self: (transfer full): a set of connections
 *
 * Lets go of every connection.
 */
void
yao_connections_free (YaoConnections *self)
{
  g_assert (self != NULL);

  g_hash_table_unref (self->transports);
  g_mutex_clear (&self->lock);
  g_free (self);
}

/**
 * yao_connections_set_factory:
 * @self: a set of connections
 * @factory: (nullable): makes transports; %NULL for HTTPS
 * @user_data: for @factory
 *
 * Says how services are reached from now on; tests put their own ways in.
 */
void
yao_connections_set_factory (YaoConnections *self, YaoTransportFactory factory, gpointer user_data)
{
  g_assert (self != NULL);

  g_mutex_lock (&self->lock);
  self->factory = factory != NULL ? factory : make_soup_transport;
  self->factory_data = user_data;
  g_hash_table_remove_all (self->transports);
  g_mutex_unlock (&self->lock);
}

static char *
make_key (const char *address, GPtrArray *pins)
{
  g_autoptr (GString) key = g_string_new (address);

  for (guint i = 0; i < pins->len; i++)
    {
      g_autofree char *pin = yao_base64url_encode_bytes (g_ptr_array_index (pins, i));

      g_string_append_printf (key, " %s", pin);
    }

  return g_string_free (g_steal_pointer (&key), FALSE);
}

/**
 * yao_connections_get:
 * @self: a set of connections
 * @address: the base address of a service
 * @pins: (element-type GBytes): what connections are held to
 *
 * Gets the way to a service, made once for the same address and pins. From any thread.
 *
 * Returns: (transfer full): the transport
 */
YaoTransport *
yao_connections_get (YaoConnections *self, const char *address, GPtrArray *pins)
{
  g_autofree char *key = NULL;
  YaoTransport *transport;

  g_assert (self != NULL);
  g_assert (address != NULL && pins != NULL);

  key = make_key (address, pins);
  g_mutex_lock (&self->lock);
  transport = g_hash_table_lookup (self->transports, key);
  if (transport == NULL)
    {
      if (g_hash_table_size (self->transports) >= MAX_KEPT)
        g_hash_table_remove_all (self->transports);
      transport = self->factory (address, pins, self->factory_data);
      g_hash_table_insert (self->transports, g_steal_pointer (&key), transport);
    }
  g_object_ref (transport);
  g_mutex_unlock (&self->lock);
  return transport;
}
