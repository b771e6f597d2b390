/* yao-init-code-parse.c: reading initialisation codes
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include "yao-init-code-private.h"

#include "yao-address.h"
#include "yao-encoding.h"
#include "yao-error.h"
#include "yao-text.h"

#include <string.h>

#define START "cloudkey://init?"
#define UNRESERVED "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~"
#define MAX_EXPIRES G_GINT64_CONSTANT (253402300799) /* 9999-12-31T23:59:59Z */

static gboolean
refuse (const char *what, GError **error)
{
  g_set_error (error, YAO_ERROR, YAO_ERROR_INVALID_CODE, "initialisation code: %s", what);
  return FALSE;
}

/* Undoes percent-encoding of UTF-8, where everything but unreserved characters (RFC 3986
 * section 2.3) must be encoded.
 */
static gboolean
read_organisation (YaoInitCode *self, const char *value, GError **error)
{
  if (strspn (value, UNRESERVED "%") != strlen (value))
    return refuse ("a character in o that must be encoded", error);

  self->organisation = g_uri_unescape_string (value, NULL);
  if (self->organisation == NULL
      || strlen (self->organisation) > YAO_INIT_CODE_ORGANISATION_MAX_SIZE
      || !yao_text_is_plain (self->organisation))
    return refuse ("o is no name", error);

  return TRUE;
}

static gboolean
read_version (YaoInitCode *self, const char *value, GError **error)
{
  return strcmp (value, "1") == 0 || refuse ("of a version that is not known", error);
}

static gboolean
read_address (YaoInitCode *self, const char *value, GError **error)
{
  if (!yao_address_is_valid (value))
    return refuse ("u is no address", error);

  self->address = g_strdup (value);
  self->host = yao_address_dup_host (value);
  return TRUE;
}

static gboolean
read_cosign_address (YaoInitCode *self, const char *value, GError **error)
{
  if (!yao_address_is_valid (value))
    return refuse ("c is no address", error);

  self->cosign_address = g_strdup (value);
  return TRUE;
}

static gboolean
read_bytes (const char *value, gsize size, GBytes **bytes, GError **error)
{
  *bytes = yao_base64url_decode (value, size, NULL);
  if (*bytes == NULL || g_bytes_get_size (*bytes) != size)
    return refuse ("bytes of a wrong size", error);

  return TRUE;
}

static gboolean
read_pin (YaoInitCode *self, const char *value, GError **error)
{
  return read_bytes (value, YAO_INIT_CODE_PIN_SIZE, &self->pin, error);
}

static gboolean
read_backup_pin (YaoInitCode *self, const char *value, GError **error)
{
  return read_bytes (value, YAO_INIT_CODE_PIN_SIZE, &self->backup_pin, error);
}

static gboolean
read_signer_id (YaoInitCode *self, const char *value, GError **error)
{
  return read_bytes (value, YAO_INIT_CODE_PIN_SIZE, &self->signer_id, error);
}

static gboolean
read_signature (YaoInitCode *self, const char *value, GError **error)
{
  return read_bytes (value, YAO_INIT_CODE_SIGNATURE_SIZE, &self->signature, error);
}

static gboolean
read_expires (YaoInitCode *self, const char *value, GError **error)
{
  guint64 number;

  if (*value == '0' || !g_ascii_string_to_unsigned (value, 10, 1, MAX_EXPIRES, &number, NULL))
    return refuse ("x is no time", error);

  self->expires = (gint64) number;
  return TRUE;
}

/* The keys in the order in which they stand. */
static const struct
{
  const char *key;
  gboolean required;
  gboolean (*read) (YaoInitCode *self, const char *value, GError **error);
} keys[] = {
  { "v=", TRUE, read_version },     { "o=", TRUE, read_organisation },
  { "u=", TRUE, read_address },     { "p=", FALSE, read_pin },
  { "q=", FALSE, read_backup_pin }, { "c=", FALSE, read_cosign_address },
  { "k=", FALSE, read_signer_id },  { "x=", FALSE, read_expires },
  { "s=", FALSE, read_signature },
};

static gboolean
read_parts (YaoInitCode *self, char **parts, GError **error)
{
  for (gsize i = 0; i < G_N_ELEMENTS (keys); i++)
    {
      if (*parts != NULL && g_str_has_prefix (*parts, keys[i].key))
        {
          if (!keys[i].read (self, *parts + strlen (keys[i].key), error))
            return FALSE;
          parts++;
        }
      else if (keys[i].required)
        return refuse ("a part that must be there is not", error);
    }

  return *parts == NULL || refuse ("a part that is not known, or not in its place", error);
}

/* What must come together. */
static gboolean
check_parts (YaoInitCode *self, gboolean before_signing, GError **error)
{
  if (self->backup_pin != NULL && self->pin == NULL)
    return refuse ("q without p", error);
  if (self->signer_id != NULL && (self->pin == NULL || self->expires == 0))
    return refuse ("k without p or x", error);
  if (before_signing)
    return TRUE;

  return (self->signer_id != NULL) == (self->signature != NULL)
         || refuse ("only one of k and s", error);
}

/* Reads a URI. Before signing, k may stand there without s. */
YaoInitCode *
yao_init_code_read (const char *text, gboolean before_signing, GError **error)
{
  g_autoptr (YaoInitCode) self = yao_init_code_alloc ();
  g_auto (GStrv) parts = NULL;

  if (strlen (text) > YAO_INIT_CODE_MAX_SIZE)
    {
      refuse ("too long", error);
      return NULL;
    }
  if (!g_str_has_prefix (text, START))
    {
      refuse ("of another scheme or kind", error);
      return NULL;
    }

  self->uri = g_strdup (text);
  parts = g_strsplit (text + strlen (START), "&", -1);
  if (!read_parts (self, parts, error) || !check_parts (self, before_signing, error))
    return NULL;

  return g_steal_pointer (&self);
}

/**
 * yao_init_code_parse:
 * @text: a text that was scanned, opened or pasted, with nothing around it
 * @error: return location
 *
 * Reads an initialisation code, strictly: at most %YAO_INIT_CODE_MAX_SIZE bytes, the parts in their
 * order and none twice, version 1, addresses as yao_address_is_valid() wants them, a name without
 * characters that play tricks.
 *
 * Returns: (transfer full): the code, or %NULL with %YAO_ERROR_INVALID_CODE
 */
YaoInitCode *
yao_init_code_parse (const char *text, GError **error)
{
  g_return_val_if_fail (text != NULL, NULL);

  return yao_init_code_read (text, FALSE, error);
}

/* Reads 16 hexadecimal digits in any grouping. */
static GBytes *
read_short_pin (const char *text)
{
  g_autoptr (GString) digits = g_string_new (NULL);

  for (const char *p = text; *p != '\0'; p++)
    {
      if (g_ascii_isxdigit (*p))
        g_string_append_c (digits, *p);
      else if (!g_ascii_isspace (*p) && *p != '-' && *p != ':')
        return NULL;
    }
  if (digits->len != 2 * YAO_INIT_CODE_SHORT_PIN_SIZE)
    return NULL;

  return yao_hex_decode (digits->str, YAO_INIT_CODE_SHORT_PIN_SIZE, NULL);
}

/**
 * yao_init_code_parse_typed:
 * @text: what a person typed
 * @error: return location
 *
 * Reads the short form: the address of a service, with or without "https://", and behind white
 * space the first 16 hexadecimal digits of its pin, in any grouping; or the address alone.
 * Full-width characters count as what they look like.
 *
 * Returns: (transfer full): the code, or %NULL with %YAO_ERROR_INVALID_CODE
 */
YaoInitCode *
yao_init_code_parse_typed (const char *text, GError **error)
{
  g_autoptr (YaoInitCode) self = NULL;
  g_autofree char *folded = NULL;
  g_autofree char *address = NULL;
  gsize end;

  g_return_val_if_fail (text != NULL, NULL);

  if (strlen (text) > YAO_INIT_CODE_MAX_SIZE || !g_utf8_validate (text, -1, NULL))
    {
      refuse ("too long or not text", error);
      return NULL;
    }

  self = yao_init_code_alloc ();
  folded = yao_fold_width (text);
  end = strcspn (folded, " \t\r\n");
  address = g_strndup (folded, end);
  self->address = yao_address_from_typed (address, NULL);
  if (self->address == NULL)
    {
      refuse ("not the address of a service", error);
      return NULL;
    }
  if (folded[end] != '\0')
    {
      self->short_pin = read_short_pin (folded + end);
      if (self->short_pin == NULL)
        {
          refuse ("not 16 hexadecimal digits behind the address", error);
          return NULL;
        }
    }

  self->host = yao_address_dup_host (self->address);
  return g_steal_pointer (&self);
}
