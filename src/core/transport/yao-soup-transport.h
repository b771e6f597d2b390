/* yao-soup-transport.h: HTTPS to one service
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#pragma once

#include "yao-transport.h"

G_BEGIN_DECLS

/* The whole of a request, from the look-up of the name to the last byte, in milliseconds. */
#define YAO_SOUP_TRANSPORT_TIMEOUT_MS 15000

#define YAO_TYPE_SOUP_TRANSPORT (yao_soup_transport_get_type ())
G_DECLARE_FINAL_TYPE (YaoSoupTransport, yao_soup_transport, YAO, SOUP_TRANSPORT, GObject)

YaoTransport *yao_soup_transport_new (const char *base_address,
                                      GPtrArray *pins,
                                      guint timeout_ms) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
