/* yao-key.h: private and public keys
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#pragma once

#include "yao-secret.h"

G_BEGIN_DECLS

#define YAO_TYPE_KEY (yao_key_get_type ())

typedef struct _YaoKey YaoKey;

typedef enum
{
  YAO_KEY_RSA_2048 = 1,
  YAO_KEY_RSA_3072,
  YAO_KEY_P256,
  YAO_KEY_SM2
} YaoKeyAlgorithm;

GType yao_key_get_type (void) G_GNUC_CONST;

YaoKey *yao_key_generate (YaoKeyAlgorithm algorithm, GError **error) G_GNUC_WARN_UNUSED_RESULT;
YaoKey *yao_key_import_private (YaoSecret *der, GError **error) G_GNUC_WARN_UNUSED_RESULT;
YaoKey *yao_key_import_public (GBytes *spki, GError **error) G_GNUC_WARN_UNUSED_RESULT;
YaoKey *yao_key_ref (YaoKey *self);
void yao_key_unref (YaoKey *self);

YaoKeyAlgorithm yao_key_get_algorithm (const YaoKey *self);
gboolean yao_key_has_private (const YaoKey *self);
gboolean yao_key_equal (const YaoKey *a, const YaoKey *b);

GBytes *yao_key_dup_spki (const YaoKey *self) G_GNUC_WARN_UNUSED_RESULT;
GBytes *yao_key_dup_spki_sha256 (const YaoKey *self) G_GNUC_WARN_UNUSED_RESULT;
YaoSecret *yao_key_export_private (const YaoKey *self, GError **error) G_GNUC_WARN_UNUSED_RESULT;
char *yao_key_export_private_pem (const YaoKey *self, GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (YaoKey, yao_key_unref)

G_END_DECLS
