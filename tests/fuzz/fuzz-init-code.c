/* fuzz-init-code.c: any text as an initialisation code
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#undef G_DISABLE_ASSERT

#include "fuzz.h"

#include "yao-address.h"
#include "yao-error.h"
#include "yao-init-code.h"
#include "yao-text.h"

#include <string.h>

/* What is made of the parts of a code is that code. */
static void
make_again (YaoInitCode *code)
{
  YaoInitCodeFields fields = {
    .organisation = yao_init_code_get_organisation (code),
    .address = yao_init_code_get_address (code),
    .pin = yao_init_code_get_pin (code),
    .backup_pin = yao_init_code_get_backup_pin (code),
    .cosign_address = yao_init_code_get_cosign_address (code),
    .signer_id = yao_init_code_get_signer_id (code),
    .expires = yao_init_code_get_expires (code),
  };
  g_autoptr (YaoInitCode) made = yao_init_code_new (&fields, NULL);
  g_autoptr (YaoInitCode) whole = NULL;
  const char *uri = yao_init_code_get_uri (code);

  /* Names may be percent-encoded in more ways than ours, which then grow or shrink. */
  if (made == NULL)
    return;
  if (yao_init_code_is_signed (code))
    {
      whole = yao_init_code_add_signature (made, yao_init_code_get_signature (code), NULL);
      if (whole != NULL && strlen (yao_init_code_get_uri (whole)) == strlen (uri))
        g_assert_cmpint (g_ascii_strcasecmp (yao_init_code_get_uri (whole), uri), ==, 0);
    }
}

static void
check_code (YaoInitCode *code)
{
  g_autofree char *pin = yao_init_code_dup_pin_text (code);
  g_autoptr (GBytes) bytes = NULL;

  g_assert_true (yao_address_is_valid (yao_init_code_get_address (code)));
  g_assert_true (yao_text_is_plain (yao_init_code_get_host (code)));
  if (yao_init_code_is_typed (code))
    return;

  g_assert_true (yao_text_is_plain (yao_init_code_get_organisation (code)));
  bytes = yao_init_code_dup_signed_bytes (code);
  if (yao_init_code_is_signed (code))
    g_assert_cmpuint (g_bytes_get_size (bytes), ==,
                      strlen ("cloudkey-qr-init-v1\n") + strlen (yao_init_code_get_uri (code))
                          - 89);
  make_again (code);
}

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  g_autofree char *text = g_strndup (size > 0 ? (const char *) data : "", size);
  g_autoptr (GError) error = NULL;
  g_autoptr (GError) typed_error = NULL;
  g_autoptr (YaoInitCode) code = yao_init_code_parse (text, &error);
  g_autoptr (YaoInitCode) typed = yao_init_code_parse_typed (text, &typed_error);

  g_assert_true (code != NULL || yao_error_is (error, YAO_ERROR_INVALID_CODE));
  g_assert_true (typed != NULL || yao_error_is (typed_error, YAO_ERROR_INVALID_CODE));
  g_assert_false (code != NULL && typed != NULL);
  if (code != NULL)
    check_code (code);
  if (typed != NULL)
    check_code (typed);

  return 0;
}
