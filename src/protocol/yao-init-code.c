/* yao-init-code.c: the code that tells a client which service to use, and how to know it
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include "yao-init-code-private.h"

#include "yao-encoding.h"
#include "yao-error.h"

#include <string.h>

#define SIGNED_PREFIX "cloudkey-qr-init-v1\n"
#define SIGNATURE_KEY "&s="

G_DEFINE_BOXED_TYPE (YaoInitCode, yao_init_code, yao_init_code_ref, yao_init_code_unref)

/* Makes an empty one, for the parsers. */
YaoInitCode *
yao_init_code_alloc (void)
{
  YaoInitCode *self = g_new0 (YaoInitCode, 1);

  g_atomic_ref_count_init (&self->ref_count);
  return self;
}

/**
 * yao_init_code_ref:
 * @self: a code
 *
 * Takes another reference.
 *
 * Returns: (transfer full): @self
 */
YaoInitCode *
yao_init_code_ref (YaoInitCode *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

/**
 * yao_init_code_unref:
 * @self: (transfer full): a code
 *
 * Drops a reference.
 */
void
yao_init_code_unref (YaoInitCode *self)
{
  g_return_if_fail (self != NULL);

  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;

  g_free (self->uri);
  g_free (self->organisation);
  g_free (self->address);
  g_free (self->host);
  g_clear_pointer (&self->pin, g_bytes_unref);
  g_clear_pointer (&self->backup_pin, g_bytes_unref);
  g_clear_pointer (&self->short_pin, g_bytes_unref);
  g_free (self->cosign_address);
  g_clear_pointer (&self->signer_id, g_bytes_unref);
  g_clear_pointer (&self->signature, g_bytes_unref);
  g_free (self);
}

static void
append_bytes (GString *uri, const char *key, GBytes *value)
{
  g_autofree char *text = NULL;

  if (value == NULL)
    return;

  text = yao_base64url_encode_bytes (value);
  g_string_append_printf (uri, "&%s=%s", key, text);
}

/**
 * yao_init_code_new:
 * @fields: what goes in
 * @error: return location
 *
 * Makes a code without signature. Where @fields names a signer, sign what
 * yao_init_code_dup_signed_bytes() gives and go on with yao_init_code_add_signature(); until then
 * the code is of no use.
 *
 * Returns: (transfer full): the code, or %NULL with %YAO_ERROR_INVALID_INPUT
 */
YaoInitCode *
yao_init_code_new (const YaoInitCodeFields *fields, GError **error)
{
  g_autoptr (GString) uri = NULL;
  YaoInitCode *self;

  g_return_val_if_fail (fields != NULL, NULL);
  g_return_val_if_fail (fields->organisation != NULL && fields->address != NULL, NULL);

  uri = g_string_new ("cloudkey://init?v=1&o=");
  g_string_append_uri_escaped (uri, fields->organisation, NULL, FALSE);
  g_string_append_printf (uri, "&u=%s", fields->address);
  append_bytes (uri, "p", fields->pin);
  append_bytes (uri, "q", fields->backup_pin);
  if (fields->cosign_address != NULL)
    g_string_append_printf (uri, "&c=%s", fields->cosign_address);
  append_bytes (uri, "k", fields->signer_id);
  if (fields->expires != 0)
    g_string_append_printf (uri, "&x=%" G_GINT64_FORMAT, fields->expires);

  self = yao_init_code_read (uri->str, TRUE, error);
  if (self == NULL && error != NULL)
    (*error)->code = YAO_ERROR_INVALID_INPUT;

  return self;
}

/**
 * yao_init_code_add_signature:
 * @self: a code of yao_init_code_new() that names a signer
 * @signature: ECDSA over P-256 with SHA-256, r and s of 32 bytes each
 * @error: return location
 *
 * Makes the signed code.
 *
 * Returns: (transfer full): the code, or %NULL with %YAO_ERROR_INVALID_INPUT
 */
YaoInitCode *
yao_init_code_add_signature (YaoInitCode *self, GBytes *signature, GError **error)
{
  g_autofree char *text = NULL;
  g_autofree char *uri = NULL;
  YaoInitCode *code;

  g_return_val_if_fail (self != NULL && signature != NULL, NULL);
  g_return_val_if_fail (self->uri != NULL && self->signature == NULL, NULL);

  text = yao_base64url_encode_bytes (signature);
  uri = g_strconcat (self->uri, SIGNATURE_KEY, text, NULL);
  code = yao_init_code_read (uri, FALSE, error);
  if (code == NULL && error != NULL)
    (*error)->code = YAO_ERROR_INVALID_INPUT;

  return code;
}

/**
 * yao_init_code_get_uri:
 * @self: a code
 *
 * Gets the code as it was read or made.
 *
 * Returns: (nullable): the URI, or %NULL where an address was typed
 */
const char *
yao_init_code_get_uri (YaoInitCode *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->uri;
}

/**
 * yao_init_code_get_organisation:
 * @self: a code
 *
 * Gets the name of the organisation, which is a claim until the service itself has said it.
 *
 * Returns: (nullable): the name, or %NULL where an address was typed
 */
const char *
yao_init_code_get_organisation (YaoInitCode *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->organisation;
}

/**
 * yao_init_code_get_address:
 * @self: a code
 *
 * Gets the base address of the service (see yao_address_is_valid()).
 *
 * Returns: the address
 */
const char *
yao_init_code_get_address (YaoInitCode *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->address;
}

/**
 * yao_init_code_get_host:
 * @self: a code
 *
 * Gets the host of the address for people to read, raw (punycode) and with the port where one is
 * given.
 *
 * Returns: the host
 */
const char *
yao_init_code_get_host (YaoInitCode *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->host;
}

/**
 * yao_init_code_get_pin:
 * @self: a code
 *
 * Gets the pin: SHA-256 of the SPKI of the service's TLS authority.
 *
 * Returns: (nullable) (transfer none): 32 bytes, or %NULL
 */
GBytes *
yao_init_code_get_pin (YaoInitCode *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->pin;
}

/**
 * yao_init_code_get_backup_pin:
 * @self: a code
 *
 * Gets the pin of the authority that will follow. Either pin is good.
 *
 * Returns: (nullable) (transfer none): 32 bytes, or %NULL
 */
GBytes *
yao_init_code_get_backup_pin (YaoInitCode *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->backup_pin;
}

/**
 * yao_init_code_get_short_pin:
 * @self: a code
 *
 * Gets the first bytes of the pin, which a person typed with an address.
 *
 * Returns: (nullable) (transfer none): 8 bytes, or %NULL where none were typed
 */
GBytes *
yao_init_code_get_short_pin (YaoInitCode *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->short_pin;
}

/**
 * yao_init_code_get_cosign_address:
 * @self: a code
 *
 * Gets the base address of the co-signing service.
 *
 * Returns: (nullable): the address
 */
const char *
yao_init_code_get_cosign_address (YaoInitCode *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->cosign_address;
}

/**
 * yao_init_code_get_signer_id:
 * @self: a code
 *
 * Gets which key signed: SHA-256 of its SPKI.
 *
 * Returns: (nullable) (transfer none): 32 bytes, or %NULL
 */
GBytes *
yao_init_code_get_signer_id (YaoInitCode *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->signer_id;
}

/**
 * yao_init_code_get_expires:
 * @self: a code
 *
 * Gets the time from which on the code is not good any more.
 *
 * Returns: seconds since 1970-01-01T00:00:00Z, or 0 for never
 */
gint64
yao_init_code_get_expires (YaoInitCode *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->expires;
}

/**
 * yao_init_code_get_signature:
 * @self: a code
 *
 * Gets the signature: ECDSA over P-256 with SHA-256, r and s of 32 bytes each.
 *
 * Returns: (nullable) (transfer none): 64 bytes, or %NULL
 */
GBytes *
yao_init_code_get_signature (YaoInitCode *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->signature;
}

/**
 * yao_init_code_dup_signed_bytes:
 * @self: a code that was not typed
 *
 * Gets what the signature is over: "cloudkey-qr-init-v1", a line feed, and the bytes of the URI
 * before "&s=".
 *
 * Returns: (transfer full): the bytes
 */
GBytes *
yao_init_code_dup_signed_bytes (YaoInitCode *self)
{
  const char *end;
  GString *text;

  g_return_val_if_fail (self != NULL && self->uri != NULL, NULL);

  end = self->signature != NULL ? g_strrstr (self->uri, SIGNATURE_KEY) : NULL;
  text = g_string_new (SIGNED_PREFIX);
  g_string_append_len (text, self->uri, end != NULL ? end - self->uri : -1);
  return g_string_free_to_bytes (text);
}

/**
 * yao_init_code_dup_pin_text:
 * @self: a code
 *
 * Writes the start of the pin for people to compare (see yao_pin_dup_text()).
 *
 * Returns: (nullable) (transfer full): the text, or %NULL without a pin
 */
char *
yao_init_code_dup_pin_text (YaoInitCode *self)
{
  GBytes *pin;

  g_return_val_if_fail (self != NULL, NULL);

  pin = self->pin != NULL ? self->pin : self->short_pin;
  return pin != NULL ? yao_pin_dup_text (pin) : NULL;
}

/**
 * yao_init_code_is_signed:
 * @self: a code
 *
 * Tells whether the code carries a signature, good or bad.
 *
 * Returns: %TRUE if it does
 */
gboolean
yao_init_code_is_signed (YaoInitCode *self)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return self->signature != NULL;
}

/**
 * yao_init_code_is_typed:
 * @self: a code
 *
 * Tells whether the code is of the short form, an address that a person typed.
 *
 * Returns: %TRUE if it is
 */
gboolean
yao_init_code_is_typed (YaoInitCode *self)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return self->uri == NULL;
}

/**
 * yao_init_code_is_expired:
 * @self: a code
 * @now: seconds since 1970-01-01T00:00:00Z
 *
 * Tells whether the code is past its time.
 *
 * Returns: %TRUE if it is
 */
gboolean
yao_init_code_is_expired (YaoInitCode *self, gint64 now)
{
  g_return_val_if_fail (self != NULL, TRUE);

  return self->expires != 0 && now >= self->expires;
}

/**
 * yao_pin_dup_text:
 * @pin: at least 8 bytes
 *
 * Writes the first 8 bytes of a pin in four groups of four hexadecimal digits ("3F2A 91C0 5D7E
 * 8B14"), which people compare and type.
 *
 * Returns: (transfer full): the text
 */
char *
yao_pin_dup_text (GBytes *pin)
{
  g_autofree char *hex = NULL;

  g_return_val_if_fail (pin != NULL, NULL);
  g_return_val_if_fail (g_bytes_get_size (pin) >= YAO_INIT_CODE_SHORT_PIN_SIZE, NULL);

  hex = yao_hex_encode (g_bytes_get_data (pin, NULL), YAO_INIT_CODE_SHORT_PIN_SIZE);
  return yao_hex_group (hex, 4, " ");
}
