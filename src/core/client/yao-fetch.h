/* yao-fetch.h: one question to a service, one checked answer
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#pragma once

#include "yao-transport.h"

G_BEGIN_DECLS

GBytes *yao_fetch (YaoTransport *transport,
                   const char *path,
                   const char *content_type,
                   gsize max_size,
                   GCancellable *cancellable,
                   GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean yao_fetch_judge (const YaoTransportReply *reply,
                          const char *path,
                          guint status,
                          const char *content_type,
                          GError **error);
void yao_fetch_name_subject (GError **error, const char *subject);

G_END_DECLS
