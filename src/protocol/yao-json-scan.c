/* yao-json-scan.c: a strict look at JSON before it is parsed
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

/* json-glib overruns the stack on deeply nested text, lets the last of two equal names win, turns
 * numbers that are too large into others, and reads more than JSON. So the text passes here first,
 * and reaches json-glib only when it is JSON as RFC 8259 has it, within our limits.
 */

#include "yao-json-scan.h"

#include "yao-error.h"

#include <string.h>

typedef struct
{
  const char *start;
  const char *p;
  const char *end;
  guint depth;
} Scanner;

static gboolean scan_value (Scanner *s, GError **error);

static gboolean
refuse (Scanner *s, const char *what, GError **error)
{
  g_set_error (error, YAO_ERROR, YAO_ERROR_INVALID_INPUT, "JSON: %s at byte %" G_GSIZE_FORMAT, what,
               (gsize) (s->p - s->start));
  return FALSE;
}

static void
skip_space (Scanner *s)
{
  while (s->p < s->end && (*s->p == ' ' || *s->p == '\t' || *s->p == '\n' || *s->p == '\r'))
    s->p++;
}

static gboolean
take (Scanner *s, char c)
{
  if (s->p == s->end || *s->p != c)
    return FALSE;

  s->p++;
  return TRUE;
}

/* Reads the four digits of \uXXXX. */
static gboolean
scan_unit (Scanner *s, guint *unit)
{
  guint value = 0;

  if (s->end - s->p < 4)
    return FALSE;
  for (int i = 0; i < 4; i++)
    {
      int digit = g_ascii_xdigit_value (s->p[i]);

      if (digit < 0)
        return FALSE;
      value = value << 4 | (guint) digit;
    }

  s->p += 4;
  *unit = value;
  return TRUE;
}

/* Reads what stands behind "\u": one unit, or two that make a pair. */
static gboolean
scan_unicode (Scanner *s, gunichar *c)
{
  guint high, low;

  if (!scan_unit (s, &high) || high == 0 || (high >= 0xdc00 && high <= 0xdfff))
    return FALSE;
  *c = high;
  if (high < 0xd800 || high > 0xdbff)
    return TRUE;
  if (!take (s, '\\') || !take (s, 'u') || !scan_unit (s, &low) || low < 0xdc00 || low > 0xdfff)
    return FALSE;

  *c = 0x10000 + ((high - 0xd800) << 10) + (low - 0xdc00);
  return TRUE;
}

/* Reads what stands behind a backslash. */
static gboolean
scan_escape (Scanner *s, gunichar *c)
{
  static const char letters[] = "\"\\/bfnrt";
  static const char values[] = "\"\\/\b\f\n\r\t";
  const char *found;

  if (s->p == s->end)
    return FALSE;
  if (take (s, 'u'))
    return scan_unicode (s, c);

  found = memchr (letters, *s->p, strlen (letters));
  if (found == NULL)
    return FALSE;

  s->p++;
  *c = (guchar) values[found - letters];
  return TRUE;
}

/* Reads a string, and puts its value into @decoded unless that is NULL. */
static gboolean
scan_string (Scanner *s, GString *decoded, GError **error)
{
  gunichar c;

  if (!take (s, '"'))
    return refuse (s, "a string is missing", error);

  while (s->p < s->end && *s->p != '"')
    {
      if ((guchar) *s->p < 0x20)
        return refuse (s, "a control character in a string", error);
      if (take (s, '\\'))
        {
          if (!scan_escape (s, &c))
            return refuse (s, "a bad escape", error);
          if (decoded != NULL)
            g_string_append_unichar (decoded, c);
        }
      else
        {
          if (decoded != NULL)
            g_string_append_c (decoded, *s->p);
          s->p++;
        }
    }

  if (!take (s, '"'))
    return refuse (s, "a string without end", error);
  return TRUE;
}

static gsize
skip_digits (Scanner *s)
{
  const char *from = s->p;

  while (s->p < s->end && g_ascii_isdigit (*s->p))
    s->p++;

  return (gsize) (s->p - from);
}

/* A whole number must fit into 64 bits; other numbers must only be well-formed, since nothing of
 * ours reads them.
 */
static gboolean
scan_number (Scanner *s, GError **error)
{
  const char *from = s->p;
  char digits[YAO_JSON_MAX_NUMBER + 1];
  gboolean whole = TRUE;
  gsize length;

  take (s, '-');
  if (!take (s, '0') && skip_digits (s) == 0)
    return refuse (s, "a bad number", error);
  if (take (s, '.'))
    {
      whole = FALSE;
      if (skip_digits (s) == 0)
        return refuse (s, "a bad number", error);
    }
  if (take (s, 'e') || take (s, 'E'))
    {
      whole = FALSE;
      if (!take (s, '+'))
        take (s, '-');
      if (skip_digits (s) == 0)
        return refuse (s, "a bad number", error);
    }

  length = (gsize) (s->p - from);
  if (length > YAO_JSON_MAX_NUMBER)
    return refuse (s, "a number that is too long", error);
  memcpy (digits, from, length);
  digits[length] = '\0';
  if (whole && !g_ascii_string_to_signed (digits, 10, G_MININT64, G_MAXINT64, NULL, NULL))
    return refuse (s, "a number that is too large", error);

  return TRUE;
}

static gboolean
scan_literal (Scanner *s, const char *literal, GError **error)
{
  gsize length = strlen (literal);

  if ((gsize) (s->end - s->p) < length || memcmp (s->p, literal, length) != 0)
    return refuse (s, "an unknown word", error);

  s->p += length;
  return TRUE;
}

/* Reads a member's name and puts it among those seen, of which there may be few: otherwise names
 * made to collide in a hash table would cost more than their size.
 */
static gboolean
scan_name (Scanner *s, GHashTable *seen, GError **error)
{
  g_autoptr (GString) name = g_string_new (NULL);

  if (!scan_string (s, name, error))
    return FALSE;
  if (!g_hash_table_add (seen, g_string_free (g_steal_pointer (&name), FALSE)))
    return refuse (s, "a name that stands twice", error);
  if (g_hash_table_size (seen) > YAO_JSON_MAX_MEMBERS)
    return refuse (s, "an object with too many members", error);

  return TRUE;
}

static gboolean
scan_object (Scanner *s, GError **error)
{
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  skip_space (s);
  if (take (s, '}'))
    return TRUE;

  do
    {
      skip_space (s);
      if (!scan_name (s, seen, error))
        return FALSE;
      skip_space (s);
      if (!take (s, ':'))
        return refuse (s, "a colon is missing", error);
      if (!scan_value (s, error))
        return FALSE;
    }
  while (take (s, ','));

  return take (s, '}') || refuse (s, "an object without end", error);
}

static gboolean
scan_array (Scanner *s, GError **error)
{
  skip_space (s);
  if (take (s, ']'))
    return TRUE;

  do
    {
      if (!scan_value (s, error))
        return FALSE;
    }
  while (take (s, ','));

  return take (s, ']') || refuse (s, "an array without end", error);
}

static gboolean
scan_nested (Scanner *s, GError **error)
{
  gboolean object = *s->p == '{';
  gboolean good;

  if (s->depth == YAO_JSON_MAX_DEPTH)
    return refuse (s, "nested too deeply", error);

  s->p++;
  s->depth++;
  good = object ? scan_object (s, error) : scan_array (s, error);
  s->depth--;

  return good;
}

/* Reads a value and the white space on both sides of it. */
static gboolean
scan_value (Scanner *s, GError **error)
{
  gboolean good;

  skip_space (s);
  if (s->p == s->end)
    return refuse (s, "a value is missing", error);

  switch (*s->p)
    {
    case '{':
    case '[':
      good = scan_nested (s, error);
      break;
    case '"':
      good = scan_string (s, NULL, error);
      break;
    case 't':
      good = scan_literal (s, "true", error);
      break;
    case 'f':
      good = scan_literal (s, "false", error);
      break;
    case 'n':
      good = scan_literal (s, "null", error);
      break;
    default:
      good = scan_number (s, error);
      break;
    }

  skip_space (s);
  return good;
}

/**
 * yao_json_scan:
 * @text: (array length=size): bytes
 * @size: how many
 * @error: return location
 *
 * Checks that the bytes are one JSON text (RFC 8259) in UTF-8 with nothing behind it, nested at
 * most %YAO_JSON_MAX_DEPTH deep, with at most %YAO_JSON_MAX_MEMBERS members to an object and none
 * twice, without NUL, and with whole numbers that fit into 64 bits with sign. Takes time in
 * proportion to the size. The size itself is for the caller to limit.
 *
 * Returns: %TRUE, or %FALSE with %YAO_ERROR_INVALID_INPUT
 */
gboolean
yao_json_scan (const char *text, gsize size, GError **error)
{
  const char *start = size > 0 ? text : ""; /* empty GBytes have no data at all */
  Scanner s = { start, start, start + size, 0 };

  if (!g_utf8_validate_len (start, size, &s.p))
    return refuse (&s, "not UTF-8, or a NUL,", error);

  s.p = start;
  if (!scan_value (&s, error))
    return FALSE;
  if (s.p != s.end)
    return refuse (&s, "something behind the end", error);

  return TRUE;
}
