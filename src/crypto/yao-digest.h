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

/* YaoDigester: a digest of what comes piece by piece */
typedef struct _YaoDigester YaoDigester;

YaoDigester *yao_digester_new (YaoDigestKind kind) G_GNUC_WARN_UNUSED_RESULT;
void yao_digester_free (YaoDigester *self);
void yao_digester_update (YaoDigester *self, gconstpointer data, gsize size);
GBytes *yao_digester_finish (YaoDigester *self) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (YaoDigester, yao_digester_free)

G_END_DECLS
