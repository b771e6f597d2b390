/* yao-file-digest.h: a file's bytes, read once
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#pragma once

#include "yao-digest.h"

#include <gio/gio.h>

G_BEGIN_DECLS

GBytes *yao_file_digest (GFile *file,
                         YaoDigestKind kind,
                         gint64 *size,
                         GCancellable *cancellable,
                         GError **error) G_GNUC_WARN_UNUSED_RESULT;
GBytes *yao_file_digest_read (GFile *file,
                              gsize max_size,
                              GCancellable *cancellable,
                              GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
