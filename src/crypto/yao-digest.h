/* yao-digest.h: SHA-2 and SM3
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum
{
  YAO_DIGEST_SHA256,
  YAO_DIGEST_SHA384,
  YAO_DIGEST_SHA512,
  YAO_DIGEST_SM3
} YaoDigestKind;

GBytes *yao_digest (YaoDigestKind kind, gconstpointer data, gsize size) G_GNUC_WARN_UNUSED_RESULT;
GBytes *yao_digest_bytes (YaoDigestKind kind, GBytes *bytes) G_GNUC_WARN_UNUSED_RESULT;
gsize yao_digest_size (YaoDigestKind kind);

G_END_DECLS
