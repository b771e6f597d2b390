/* yao-reach.c: the way to a service of the profile, and what it says of itself
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include "yao-reach.h"

#include "yao-builtin-transport.h"
#include "yao-error.h"
#include "yao-fetch.h"
#include "yao-paths.h"

#include <string.h>

static char *
dup_base (const char *address)
{
  return g_strndup (address, strlen (address) - (g_str_has_suffix (address, "/") ? 1 : 0));
}

static gboolean
find_builtin (YaoBuiltinService *builtin, char **address, GCancellable *cancellable, GError **error)
{
  g_autofree char *here = NULL;

  if (!yao_builtin_service_start (builtin, cancellable, error))
    return FALSE;

  here = yao_builtin_service_dup_address (builtin);
  if (here == NULL)
    {
      g_set_error (error, YAO_ERROR, YAO_ERROR_UNREACHABLE, "the built-in service ended");
      return FALSE;
    }
  if (address != NULL)
    *address = dup_base (here);
  return TRUE;
}

/**
 * yao_reach_service:
 * @client: a client
 * @record: a service
 * @address: (out) (optional) (transfer full): the base address where it is now, without a slash at
 *   its end
 * @cancellable: (nullable): stops it
 * @error: return location
 *
 * Gets the way to a service. The built-in one is started first where it does not run, and is found
 * at whatever address it has now. From any thread.
 *
 * Returns: (transfer full): the transport, or %NULL with the errors of yao_builtin_service_start()
 */
YaoTransport *
yao_reach_service (YaoClient *client,
                   YaoServiceRecord *record,
                   char **address,
                   GCancellable *cancellable,
                   GError **error)
{
  g_autoptr (GPtrArray) pins = g_ptr_array_new ();
  YaoConnections *connections;

  g_assert (YAO_IS_CLIENT (client));
  g_assert (record != NULL);

  connections = yao_client_get_connections (client);
  if (record->pin != NULL)
    g_ptr_array_add (pins, record->pin);
  if (record->backup_pin != NULL)
    g_ptr_array_add (pins, record->backup_pin);
  if (record->builtin_dir == NULL)
    {
      if (address != NULL)
        *address = dup_base (record->address);
      return yao_connections_get (connections, record->address, pins);
    }

  if (!find_builtin (yao_client_get_builtin (client), address, cancellable, error))
    return NULL;
  return yao_builtin_transport_new (yao_client_get_builtin (client), connections, pins);
}

/**
 * yao_reach_well_known:
 * @transport: the way to a service
 * @cancellable: (nullable): stops it
 * @error: return location
 *
 * Asks a service what it says of itself. %YAO_ERROR_UNSUPPORTED for one that speaks another version
 * of the protocol.
 *
 * Returns: (transfer full): the document, or %NULL on error
 */
YaoWellKnown *
yao_reach_well_known (YaoTransport *transport, GCancellable *cancellable, GError **error)
{
  g_autoptr (GBytes) body = NULL;

  g_assert (YAO_IS_TRANSPORT (transport));

  body = yao_fetch (transport, YAO_PATH_WELL_KNOWN, YAO_JSON_CONTENT_TYPE, YAO_MESSAGE_MAX_SIZE,
                    cancellable, error);
  return body != NULL ? yao_well_known_decode (body, error) : NULL;
}
