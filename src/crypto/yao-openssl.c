/* yao-openssl.c: the seam between OpenSSL's conventions and ours
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include "yao-openssl-private.h"

#include <openssl/err.h>
#include <string.h>
#include <time.h>

/*
 * yao_openssl_set_error:
 * @error: return location
 * @code: what the caller can do about it
 * @what: what was tried
 *
 * Turns OpenSSL's error queue, which is emptied, into one error of ours.
 */
void
yao_openssl_set_error (GError **error, YaoErrorCode code, const char *what)
{
  unsigned long last = ERR_peek_last_error ();
  const char *reason = last != 0 ? ERR_reason_error_string (last) : NULL;

  g_assert (what != NULL);

  ERR_clear_error ();
  if (reason != NULL)
    g_set_error (error, YAO_ERROR, code, "%s: %s", what, reason);
  else
    g_set_error_literal (error, YAO_ERROR, code, what);
}

/*
 * yao_openssl_take_bytes:
 * @data: (transfer full) (nullable): what an i2d function allocated
 * @size: what it returned
 *
 * Returns: (transfer full) (nullable): the same bytes, or %NULL if it had failed
 */
GBytes *
yao_openssl_take_bytes (guint8 *data, int size)
{
  GBytes *bytes = NULL;

  if (data != NULL && size > 0)
    bytes = g_bytes_new (data, (gsize) size);
  OPENSSL_free (data);

  return bytes;
}

/*
 * yao_openssl_dup_bio_text:
 * @bio: a memory BIO with text in it
 *
 * Returns: (transfer full): the text, in valid UTF-8
 */
char *
yao_openssl_dup_bio_text (BIO *bio)
{
  char *data = NULL;
  long size = BIO_get_mem_data (bio, &data);

  g_assert (size >= 0);

  return size > 0 ? g_utf8_make_valid (data, size) : g_strdup ("");
}

/*
 * yao_openssl_dup_serial:
 * @serial: a serial number
 *
 * Returns: (transfer full): whole bytes in lower-case hexadecimal, no zero bytes in front
 */
char *
yao_openssl_dup_serial (const ASN1_INTEGER *serial)
{
  g_autoptr (BIGNUM) number = ASN1_INTEGER_to_BN (serial, NULL);
  char *hex = number != NULL ? BN_bn2hex (number) : NULL;
  char *lower = NULL;

  if (hex == NULL || g_strcmp0 (hex, "0") == 0)
    lower = g_strdup ("00");
  else
    lower = g_ascii_strdown (hex, -1);
  OPENSSL_free (hex);

  return lower;
}

/*
 * yao_openssl_new_serial:
 * @bytes: a number, big-endian, positive
 *
 * Returns: (transfer full) (nullable): the number, %NULL if it is empty or zero
 */
ASN1_INTEGER *
yao_openssl_new_serial (GBytes *bytes)
{
  gsize size;
  const guint8 *data = g_bytes_get_data (bytes, &size);
  g_autoptr (BIGNUM) number = size > 0 && size <= 20 ? BN_bin2bn (data, (int) size, NULL) : NULL;

  if (number == NULL || BN_is_zero (number))
    return NULL;

  return BN_to_ASN1_INTEGER (number, NULL);
}

gboolean
yao_openssl_get_time (const ASN1_TIME *asn1, gint64 *unix_seconds)
{
  struct tm parts;

  if (asn1 == NULL || ASN1_TIME_to_tm (asn1, &parts) != 1)
    return FALSE;

  *unix_seconds = timegm (&parts);
  return TRUE;
}

gboolean
yao_openssl_set_time (ASN1_TIME *asn1, gint64 unix_seconds)
{
  return ASN1_TIME_set (asn1, (time_t) unix_seconds) != NULL;
}
