/* yao-certificate-fetch.h: the certificates of one person, from the service
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#pragma once

#include "yao-client-private.h"

G_BEGIN_DECLS

GPtrArray *yao_certificate_fetch (YaoClient *client,
                                  YaoServiceRecord *service,
                                  const char *uid,
                                  GCancellable *cancellable,
                                  GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
