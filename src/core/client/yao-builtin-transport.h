/* yao-builtin-transport.h: the way to the built-in service, wherever it runs now
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#pragma once

#include "yao-builtin-service.h"
#include "yao-connections.h"
#include "yao-transport.h"

G_BEGIN_DECLS

#define YAO_TYPE_BUILTIN_TRANSPORT (yao_builtin_transport_get_type ())
G_DECLARE_FINAL_TYPE (YaoBuiltinTransport, yao_builtin_transport, YAO, BUILTIN_TRANSPORT, GObject)

YaoTransport *yao_builtin_transport_new (YaoBuiltinService *builtin,
                                         YaoConnections *connections,
                                         GPtrArray *pins) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
