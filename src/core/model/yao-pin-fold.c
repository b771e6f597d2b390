/* yao-pin-fold.c: PINs as an input method for Chinese types them
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include "yao-pin-rules.h"

#include <string.h>

#define WIDE 0xef /* what each of these characters begins with */

/* U+FF01 to U+FF5E are U+0021 to U+007E, as wide as an ideograph. In UTF-8 they have three bytes.
 */
static guint8
fold_one (const guint8 *wide)
{
  guint32 character;

  if (wide[0] != WIDE || (wide[1] != 0xbc && wide[1] != 0xbd) || (wide[2] & 0xc0) != 0x80)
    return 0;

  character = 0xf000u | (guint32) (wide[1] & 0x3f) << 6 | (wide[2] & 0x3f);
  return character >= 0xff01 && character <= 0xff5e ? (guint8) (character - 0xff01 + 0x21) : 0;
}

/**
 * yao_pin_fold:
 * @pin: a PIN as it was typed, in UTF-8
 *
 * Makes the PIN that is meant: with an input method for Chinese, digits and letters may come
 * full-width, and look the same while they cannot be seen. Every PIN that goes to
 * yao_client_change_pin_async() or yao_identity_request_submit_pin() is folded there.
 *
 * Returns: (transfer full): the PIN
 */
YaoSecret *
yao_pin_fold (YaoSecret *pin)
{
  g_autoptr (YaoSecret) folded = NULL;
  const guint8 *data;
  guint8 *out;
  gsize size;
  gsize length = 0;

  g_return_val_if_fail (pin != NULL, NULL);

  data = yao_secret_peek (pin, &size);
  if (memchr (data, WIDE, size) == NULL)
    return yao_secret_ref (pin);

  folded = yao_secret_new (size);
  out = yao_secret_data (folded);
  for (gsize i = 0; i < size;)
    {
      guint8 narrow = size - i >= 3 ? fold_one (data + i) : 0;

      out[length++] = narrow != 0 ? narrow : data[i];
      i += narrow != 0 ? 3 : 1;
    }

  return yao_secret_new_from (out, length);
}
