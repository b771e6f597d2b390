/* yao-encoding.c: base64url, hexadecimal, RFC 3339
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include "yao-encoding.h"

#include "yao-error.h"

#include <string.h>

static const char base64url_digits[]
    = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

/**
 * yao_base64url_encode:
 * @data: (array length=size): bytes
 * @size: how many
 *
 * Encodes bytes in the URL-safe alphabet, without padding (RFC 4648 section 5).
 *
 * Returns: (transfer full): the text
 */
char *
yao_base64url_encode (gconstpointer data, gsize size)
{
  const guint8 *in = data;
  GString *out = g_string_sized_new ((size * 4 + 2) / 3);

  for (gsize i = 0; i < size; i += 3)
    {
      gsize left = MIN (size - i, 3);
      guint32 word = (guint32) in[i] << 16;

      if (left > 1)
        word |= (guint32) in[i + 1] << 8;
      if (left > 2)
        word |= in[i + 2];
      for (gsize digit = 0; digit <= left; digit++)
        g_string_append_c (out, base64url_digits[word >> (18 - 6 * digit) & 63]);
    }

  return g_string_free (out, FALSE);
}

/**
 * yao_base64url_encode_bytes:
 * @bytes: bytes
 *
 * Like yao_base64url_encode(), of a #GBytes.
 *
 * Returns: (transfer full): the text
 */
char *
yao_base64url_encode_bytes (GBytes *bytes)
{
  gsize size;
  gconstpointer data = g_bytes_get_data (bytes, &size);

  return yao_base64url_encode (data, size);
}

static int
base64url_value (char digit)
{
  const char *found = digit != '\0' ? strchr (base64url_digits, digit) : NULL;

  return found != NULL ? (int) (found - base64url_digits) : -1;
}

/**
 * yao_base64url_decode:
 * @text: the text
 * @max_size: the most bytes to accept
 * @error: return location
 *
 * Decodes RFC 4648 section 5 strictly: no padding, no white space, and the unused bits of the last
 * digit must be zero, so that each value has one encoding only. Not for secrets: the time depends
 * on the text.
 *
 * Returns: (transfer full): the bytes, or %NULL with %YAO_ERROR_INVALID_INPUT
 */
GBytes *
yao_base64url_decode (const char *text, gsize max_size, GError **error)
{
  gsize length = strlen (text);
  g_autoptr (GByteArray) out = NULL;
  guint32 word = 0;
  guint bits = 0;

  if (length % 4 == 1 || length / 4 > max_size / 3 + 1)
    {
      g_set_error (error, YAO_ERROR, YAO_ERROR_INVALID_INPUT, "base64url of a wrong length");
      return NULL;
    }

  out = g_byte_array_sized_new (length * 3 / 4 + 1);
  for (gsize i = 0; i < length; i++)
    {
      int value = base64url_value (text[i]);

      if (value < 0)
        {
          g_set_error (error, YAO_ERROR, YAO_ERROR_INVALID_INPUT, "not a digit of base64url");
          return NULL;
        }
      word = (word << 6 | (guint) value) & 0xffff;
      bits += 6;
      if (bits >= 8)
        {
          guint8 byte = (guint8) (word >> (bits - 8));

          g_byte_array_append (out, &byte, 1);
          bits -= 8;
        }
    }

  if ((word & ((1u << bits) - 1)) != 0 || out->len > max_size)
    {
      g_set_error (error, YAO_ERROR, YAO_ERROR_INVALID_INPUT,
                   "base64url not canonical or too long");
      return NULL;
    }

  return g_byte_array_free_to_bytes (g_steal_pointer (&out));
}

/**
 * yao_hex_encode:
 * @data: (array length=size): bytes
 * @size: how many
 *
 * Encodes bytes as lower-case hexadecimal digits.
 *
 * Returns: (transfer full): the text
 */
char *
yao_hex_encode (gconstpointer data, gsize size)
{
  const guint8 *in = data;
  GString *out = g_string_sized_new (size * 2);

  for (gsize i = 0; i < size; i++)
    g_string_append_printf (out, "%02x", in[i]);

  return g_string_free (out, FALSE);
}

/**
 * yao_hex_decode:
 * @text: hexadecimal digits of either case, nothing else
 * @max_size: the most bytes to accept
 * @error: return location
 *
 * Decodes hexadecimal digits.
 *
 * Returns: (transfer full): the bytes, or %NULL with %YAO_ERROR_INVALID_INPUT
 */
GBytes *
yao_hex_decode (const char *text, gsize max_size, GError **error)
{
  gsize length = strlen (text);
  g_autoptr (GByteArray) out = NULL;

  if (length % 2 != 0 || length / 2 > max_size)
    {
      g_set_error (error, YAO_ERROR, YAO_ERROR_INVALID_INPUT, "hexadecimal of a wrong length");
      return NULL;
    }

  out = g_byte_array_sized_new (length / 2);
  for (gsize i = 0; i < length; i += 2)
    {
      int high = g_ascii_xdigit_value (text[i]);
      int low = g_ascii_xdigit_value (text[i + 1]);
      guint8 byte;

      if (high < 0 || low < 0)
        {
          g_set_error (error, YAO_ERROR, YAO_ERROR_INVALID_INPUT, "not a hexadecimal digit");
          return NULL;
        }
      byte = (guint8) (high * 16 + low);
      g_byte_array_append (out, &byte, 1);
    }

  return g_byte_array_free_to_bytes (g_steal_pointer (&out));
}

/**
 * yao_hex_group:
 * @hex: digits
 * @digits: how many stand together
 * @separator: what stands between
 *
 * Writes digits in groups, for people who compare them by eye, in upper case ("3F2A 91C0").
 *
 * Returns: (transfer full): the text
 */
char *
yao_hex_group (const char *hex, guint digits, const char *separator)
{
  GString *out = g_string_new (NULL);

  g_return_val_if_fail (digits > 0, NULL);

  for (gsize i = 0; hex[i] != '\0'; i++)
    {
      if (i > 0 && i % digits == 0)
        g_string_append (out, separator);
      g_string_append_c (out, g_ascii_toupper (hex[i]));
    }

  return g_string_free (out, FALSE);
}

/**
 * yao_rfc3339_format:
 * @unix_seconds: a time
 *
 * Writes a time as RFC 3339 has it, in UTC and whole seconds ("2026-03-01T08:00:00Z").
 *
 * Returns: (transfer full): the text
 */
char *
yao_rfc3339_format (gint64 unix_seconds)
{
  g_autoptr (GDateTime) date = g_date_time_new_from_unix_utc (unix_seconds);

  if (date == NULL)
    return g_strdup ("9999-12-31T23:59:59Z");

  return g_date_time_format (date, "%Y-%m-%dT%H:%M:%SZ");
}

/**
 * yao_rfc3339_parse:
 * @text: a time as yao_rfc3339_format() writes it
 * @unix_seconds: (out): the time
 * @error: return location
 *
 * Reads a time of the form "2026-03-01T08:00:00Z". Other forms of RFC 3339 are refused, so that a
 * time has one spelling on the wire.
 *
 * Returns: %TRUE, or %FALSE with %YAO_ERROR_INVALID_INPUT
 */
gboolean
yao_rfc3339_parse (const char *text, gint64 *unix_seconds, GError **error)
{
  static const char pattern[] = "dddd-dd-ddTdd:dd:ddZ";
  g_autoptr (GDateTime) date = NULL;
  gboolean shaped = strlen (text) == strlen (pattern);

  for (gsize i = 0; shaped && pattern[i] != '\0'; i++)
    shaped = pattern[i] == 'd' ? g_ascii_isdigit (text[i]) : text[i] == pattern[i];
  if (shaped)
    date = g_date_time_new_from_iso8601 (text, NULL);
  if (date == NULL)
    {
      g_set_error (error, YAO_ERROR, YAO_ERROR_INVALID_INPUT, "not a time of RFC 3339 in UTC");
      return FALSE;
    }

  *unix_seconds = g_date_time_to_unix (date);
  return TRUE;
}

/**
 * yao_fold_width:
 * @text: what a person typed
 *
 * Folds full-width letters, digits and signs (U+FF01 to U+FF5E) and the ideographic space to ASCII
 * and strips white space at both ends: an input method left in full-width mode is no error.
 *
 * Returns: (transfer full): the text
 */
char *
yao_fold_width (const char *text)
{
  g_autoptr (GString) out = g_string_new (NULL);

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (c >= 0xff01 && c <= 0xff5e)
        c -= 0xfee0;
      else if (c == 0x3000)
        c = ' ';
      g_string_append_unichar (out, c);
    }

  return g_strstrip (g_string_free (g_steal_pointer (&out), FALSE));
}
