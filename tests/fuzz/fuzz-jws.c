/* fuzz-jws.c: any text as a compact JWS
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#undef G_DISABLE_ASSERT

#include "fuzz.h"

#include "yao-encoding.h"
#include "yao-jws.h"

#define MAX_SIZE 4096

/* The key of the example of RFC 9449 */
static YaoKey *
get_key (void)
{
  static YaoKey *key;

  if (key == NULL)
    {
      g_autoptr (GBytes) x
          = yao_base64url_decode ("l8tFrhx-34tV3hRICRDY9zCkDlpBhF42UQUfWVAWBFs", 32, NULL);
      g_autoptr (GBytes) y
          = yao_base64url_decode ("9VE4jf_Ok_o64zbTTlcuNJajHmt6v9TDVrU0CdvGRDA", 32, NULL);

      key = yao_jwk_import (x, y, NULL);
    }

  return key;
}

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  g_autofree char *text = g_strndup (size > 0 ? (const char *) data : "", size);
  g_autoptr (YaoJws) jws = yao_jws_parse (text, MAX_SIZE, NULL);

  if (jws == NULL)
    return 0;

  g_assert_cmpuint (g_bytes_get_size (jws->header) + g_bytes_get_size (jws->payload), <, MAX_SIZE);
  yao_jws_verify (jws, get_key (), NULL);

  return 0;
}
