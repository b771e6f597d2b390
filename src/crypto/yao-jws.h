/* yao-jws.h: JSON Web Signatures with ES256, and the keys that go with them
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#pragma once

#include "yao-key.h"

G_BEGIN_DECLS

/**
 * YaoJws:
 * @header: the bytes of the protected header, a JSON text
 * @payload: the bytes of the payload
 *
 * A compact JWS, taken apart. What header and payload say is for others to read.
 */
typedef struct
{
  GBytes *header;
  GBytes *payload;

  /*< private >*/
  GBytes *signing_input;
  GBytes *signature;
} YaoJws;

char *yao_jws_sign (const YaoKey *key, GBytes *header, GBytes *payload, GError **error)
    G_GNUC_WARN_UNUSED_RESULT;
YaoJws *yao_jws_parse (const char *compact,
                       gsize max_size,
                       GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean yao_jws_verify (const YaoJws *self, const YaoKey *key, GError **error);
void yao_jws_free (YaoJws *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (YaoJws, yao_jws_free)

gboolean yao_jwk_get_coordinates (const YaoKey *key, GBytes **x, GBytes **y);
YaoKey *yao_jwk_import (GBytes *x, GBytes *y, GError **error) G_GNUC_WARN_UNUSED_RESULT;
char *yao_jwk_thumbprint (GBytes *x, GBytes *y) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
