/* yao-reach.h: the way to a service of the profile, and what it says of itself
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#pragma once

#include "yao-client-private.h"
#include "yao-well-known.h"

G_BEGIN_DECLS

YaoTransport *yao_reach_service (YaoClient *client,
                                 YaoServiceRecord *record,
                                 char **address,
                                 GCancellable *cancellable,
                                 GError **error) G_GNUC_WARN_UNUSED_RESULT;
YaoWellKnown *yao_reach_well_known (YaoTransport *transport,
                                    GCancellable *cancellable,
                                    GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
