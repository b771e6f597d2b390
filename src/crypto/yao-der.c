/* yao-der.c: DER, read strictly and written
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include "yao-der-private.h"

#include "yao-openssl-private.h"

#include <string.h>

#define LAST_UTC_YEAR 2049
#define FIRST_UTC_YEAR 1950

/*
 * yao_der_init:
 * @self: (out): a reader
 * @bytes: a DER text that outlives it
 *
 * Begins to read.
 */
void
yao_der_init (YaoDer *self, GBytes *bytes)
{
  self->at = g_bytes_get_data (bytes, &self->left);
}

gboolean
yao_der_is_next (const YaoDer *self, guint8 tag)
{
  return self->left > 0 && self->at[0] == tag;
}

/* X.690 section 10.1: the length in as few bytes as there can be, and definite. */
static gboolean
read_length (const YaoDer *self, gsize *header, gsize *length)
{
  gsize n;

  if (self->left < 2)
    return FALSE;
  *header = 2;
  *length = self->at[1];
  if (*length < 0x80)
    return *length <= self->left - *header;

  n = *length & 0x7f;
  if (n == 0 || n > 4 || self->left < 2 + n)
    return FALSE;
  *header = 2 + n;
  *length = 0;
  for (gsize i = 0; i < n; i++)
    *length = *length << 8 | self->at[2 + i];
  return self->at[2] != 0 && *length >= 0x80 && *length <= self->left - *header;
}

/*
 * yao_der_take:
 * @self: a reader
 * @tag: the tag that must come now
 * @content: (out): what it holds
 *
 * Reads one value.
 *
 * Returns: %FALSE if it does not come, or is not DER
 */
gboolean
yao_der_take (YaoDer *self, guint8 tag, YaoDer *content)
{
  gsize header;
  gsize length;

  if (!yao_der_is_next (self, tag) || !read_length (self, &header, &length))
    return FALSE;

  content->at = self->at + header;
  content->left = length;
  self->at += header + length;
  self->left -= header + length;
  return TRUE;
}

/*
 * yao_der_take_whole:
 * @self: a reader
 * @tag: the tag that must come now
 * @whole: (out): the value, with its tag and length
 *
 * Reads one value as it stands.
 *
 * Returns: %FALSE if it does not come, or is not DER
 */
gboolean
yao_der_take_whole (YaoDer *self, guint8 tag, YaoDer *whole)
{
  const guint8 *start = self->at;
  YaoDer content;

  if (!yao_der_take (self, tag, &content))
    return FALSE;
  whole->at = start;
  whole->left = (gsize) (self->at - start);
  return TRUE;
}

gboolean
yao_der_equal (const YaoDer *a, const YaoDer *b)
{
  return a->left == b->left && memcmp (a->at, b->at, a->left) == 0;
}

GBytes *
yao_der_dup (const YaoDer *self)
{
  return g_bytes_new (self->at, self->left);
}

/*
 * yao_der_take_oid:
 * @self: a reader
 * @oid: an object identifier in dotted decimals
 *
 * Reads an object identifier if it is this one; otherwise nothing is read.
 *
 * Returns: whether it is
 */
gboolean
yao_der_take_oid (YaoDer *self, const char *oid)
{
  g_autoptr (GByteArray) expected = g_byte_array_new ();

  yao_der_put_oid (expected, oid);
  if (self->left < expected->len || memcmp (self->at, expected->data, expected->len) != 0)
    return FALSE;
  self->at += expected->len;
  self->left -= expected->len;
  return TRUE;
}

static int
read_digits (const guint8 *at, gsize n)
{
  int value = 0;

  for (gsize i = 0; i < n; i++)
    {
      if (!g_ascii_isdigit (at[i]))
        return -1;
      value = value * 10 + (at[i] - '0');
    }
  return value;
}

/*
 * yao_der_take_time:
 * @self: a reader
 * @unix_seconds: (out): the time
 *
 * Reads a time as RFC 5652 section 11.3 has it: UTCTime until 2049, GeneralizedTime from then on,
 * with seconds, in Z.
 *
 * Returns: %FALSE if it is not one
 */
gboolean
yao_der_take_time (YaoDer *self, gint64 *unix_seconds)
{
  gboolean is_utc = yao_der_is_next (self, YAO_DER_UTC_TIME);
  gsize year_size = is_utc ? 2 : 4;
  g_autoptr (GDateTime) time = NULL;
  YaoDer text;
  int year;

  if (!yao_der_take (self, is_utc ? YAO_DER_UTC_TIME : YAO_DER_GENERALIZED_TIME, &text)
      || text.left != year_size + 11 || text.at[text.left - 1] != 'Z'
      || read_digits (text.at, text.left - 1) == -1)
    return FALSE;

  year = read_digits (text.at, year_size);
  if (is_utc)
    year += year < FIRST_UTC_YEAR % 100 ? 2000 : 1900;
  else if (year <= LAST_UTC_YEAR)
    return FALSE;
  text.at += year_size;
  time = g_date_time_new_utc (year, read_digits (text.at, 2), read_digits (text.at + 2, 2),
                              read_digits (text.at + 4, 2), read_digits (text.at + 6, 2),
                              read_digits (text.at + 8, 2));
  if (time == NULL)
    return FALSE;
  *unix_seconds = g_date_time_to_unix (time);
  return TRUE;
}

gboolean
yao_der_take_small (YaoDer *self, guint *value)
{
  YaoDer content;

  if (!yao_der_take (self, YAO_DER_INTEGER, &content) || content.left != 1 || content.at[0] > 127)
    return FALSE;
  *value = content.at[0];
  return TRUE;
}

/*
 * yao_der_put:
 * @out: what is written
 * @tag: the tag
 * @data: what it holds
 * @size: of @data
 *
 * Writes one value.
 */
void
yao_der_put (GByteArray *out, guint8 tag, gconstpointer data, gsize size)
{
  guint8 header[6] = { tag };
  guint used = 2;

  g_assert (size <= G_MAXINT32);

  if (size < 0x80)
    header[1] = (guint8) size;
  else
    {
      guint n = size > 0xffffff ? 4 : size > 0xffff ? 3 : size > 0xff ? 2 : 1;

      header[1] = (guint8) (0x80 | n);
      for (guint i = 0; i < n; i++)
        header[used++] = (guint8) (size >> 8 * (n - 1 - i));
    }
  g_byte_array_append (out, header, used);
  if (size > 0)
    g_byte_array_append (out, data, (guint) size);
}

void
yao_der_put_bytes (GByteArray *out, guint8 tag, GBytes *bytes)
{
  gsize size;
  gconstpointer data = g_bytes_get_data (bytes, &size);

  yao_der_put (out, tag, data, size);
}

/*
 * yao_der_put_array:
 * @out: what is written
 * @tag: the tag
 * @taken: (transfer full): what it holds
 *
 * Writes one value that was made piece by piece.
 */
void
yao_der_put_array (GByteArray *out, guint8 tag, GByteArray *taken)
{
  yao_der_put (out, tag, taken->data, taken->len);
  g_byte_array_unref (taken);
}

/* What is DER already. */
void
yao_der_put_raw (GByteArray *out, GBytes *der)
{
  gsize size;
  gconstpointer data = g_bytes_get_data (der, &size);

  g_byte_array_append (out, data, (guint) size);
}

void
yao_der_put_oid (GByteArray *out, const char *oid)
{
  g_autoptr (ASN1_OBJECT) object = OBJ_txt2obj (oid, 1);

  g_assert (object != NULL);
  yao_der_put (out, YAO_DER_OID, OBJ_get0_data (object), OBJ_length (object));
}

void
yao_der_put_small (GByteArray *out, guint8 value)
{
  g_assert (value < 0x80);

  yao_der_put (out, YAO_DER_INTEGER, &value, 1);
}

void
yao_der_put_time (GByteArray *out, gint64 unix_seconds)
{
  g_autoptr (GDateTime) time = g_date_time_new_from_unix_utc (unix_seconds);
  gboolean is_utc = time != NULL && g_date_time_get_year (time) <= LAST_UTC_YEAR;
  g_autofree char *text = NULL;

  g_assert (time != NULL && g_date_time_get_year (time) >= FIRST_UTC_YEAR);
  text = g_date_time_format (time, is_utc ? "%y%m%d%H%M%SZ" : "%Y%m%d%H%M%SZ");
  yao_der_put (out, is_utc ? YAO_DER_UTC_TIME : YAO_DER_GENERALIZED_TIME, text, strlen (text));
}

static gint
compare_items (gconstpointer a, gconstpointer b)
{
  return g_bytes_compare (*(GBytes *const *) a, *(GBytes *const *) b);
}

/*
 * yao_der_put_set:
 * @out: what is written
 * @tag: %YAO_DER_SET, or what stands for it
 * @items: (element-type GBytes): its members, in DER; they are put in order
 *
 * Writes a SET OF (X.690 section 11.6).
 */
void
yao_der_put_set (GByteArray *out, guint8 tag, GPtrArray *items)
{
  GByteArray *content = g_byte_array_new ();

  g_ptr_array_sort (items, compare_items);
  for (guint i = 0; i < items->len; i++)
    yao_der_put_raw (content, items->pdata[i]);
  yao_der_put_array (out, tag, content);
}
