/* yao-pinyin.c: the initials of a name, by ICU
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include "yao-pinyin.h"

#include "yao-error.h"

#include <unicode/uchar.h>
#include <unicode/ustring.h>
#include <unicode/utrans.h>

#define MAX_NAME_UNITS 512

/* Surnames of two characters: the second one is read as in other words, not as a surname. */
static const gunichar2 compound_surnames[][2] = {
  { 0x6b27, 0x9633 }, /* 欧阳 */
  { 0x53f8, 0x9a6c }, /* 司马 */
  { 0x4e0a, 0x5b98 }, /* 上官 */
  { 0x8bf8, 0x845b }, /* 诸葛 */
  { 0x590f, 0x4faf }, /* 夏侯 */
  { 0x4e1c, 0x65b9 }, /* 东方 */
  { 0x7687, 0x752b }, /* 皇甫 */
  { 0x5c09, 0x8fdf }, /* 尉迟 */
  { 0x516c, 0x5b59 }, /* 公孙 */
  { 0x6155, 0x5bb9 }, /* 慕容 */
  { 0x4ee4, 0x72d0 }, /* 令狐 */
  { 0x5b87, 0x6587 }, /* 宇文 */
  { 0x957f, 0x5b59 }, /* 长孙 */
  { 0x53f8, 0x5f92 }, /* 司徒 */
};

/* Making a transliterator takes ICU some 30 ms: each is made once and lives as long as the
 * process. A transliterator may be used by one thread at a time.
 */
static GMutex mutex;

static UTransliterator *
get_transliterator (gboolean for_surname, GError **error)
{
  static UTransliterator *transliterators[2];
  UTransliterator **slot = &transliterators[for_surname ? 1 : 0];
  UErrorCode status = U_ZERO_ERROR;
  UChar id[64];

  if (*slot != NULL)
    return *slot;

  u_uastrcpy (id, for_surname ? "Han-Latin/Names; Latin-ASCII" : "Han-Latin; Latin-ASCII");
  *slot = utrans_openU (id, -1, UTRANS_FORWARD, NULL, 0, NULL, &status);
  if (U_FAILURE (status))
    {
      *slot = NULL;
      g_set_error (error, YAO_ERROR, YAO_ERROR_INTERNAL, "transliteration: %s",
                   u_errorName (status));
    }
  return *slot;
}

static gsize
get_surname_length (const UChar *name, gsize length)
{
  for (gsize i = 0; i < G_N_ELEMENTS (compound_surnames); i++)
    {
      if (length > 2 && name[0] == compound_surnames[i][0] && name[1] == compound_surnames[i][1])
        return 2;
    }
  return 1;
}

/* Appends the first letter of each word, lower case; digits stand for themselves. */
static void
append_initials (GString *initials, const UChar *text, gsize length)
{
  gboolean at_start = TRUE;

  for (gsize i = 0; i < length; i++)
    {
      UChar c = text[i];

      if (c >= 0x80 || !g_ascii_isalnum ((char) c))
        at_start = TRUE;
      else if (at_start)
        {
          g_string_append_c (initials, g_ascii_tolower ((char) c));
          at_start = FALSE;
        }
    }
}

static gboolean
append_transliterated (GString *initials,
                       const UChar *text,
                       gsize length,
                       gboolean is_surname,
                       GError **error)
{
  UTransliterator *transliterator = get_transliterator (is_surname, error);
  UChar buffer[MAX_NAME_UNITS * 4];
  int32_t size = (int32_t) length, limit = (int32_t) length;
  UErrorCode status = U_ZERO_ERROR;

  if (transliterator == NULL)
    return FALSE;

  u_memcpy (buffer, text, (int32_t) length);
  utrans_transUChars (transliterator, buffer, &size, G_N_ELEMENTS (buffer), 0, &limit, &status);
  if (U_FAILURE (status))
    {
      g_set_error (error, YAO_ERROR, YAO_ERROR_INVALID_INPUT, "a name cannot be read: %s",
                   u_errorName (status));
      return FALSE;
    }
  append_initials (initials, buffer, (gsize) limit);
  return TRUE;
}

static gboolean
is_han (UChar c)
{
  return u_hasBinaryProperty (c, UCHAR_IDEOGRAPHIC);
}

/* Han characters are read one by one, all else word by word. */
static gboolean
append_name (GString *initials, const UChar *name, gsize length, GError **error)
{
  gsize surname = get_surname_length (name, length);
  gsize i = 0;

  while (i < length)
    {
      gsize run = 1;

      if (is_han (name[i]))
        {
          if (i == 0)
            run = MIN (surname, length);
          if (!append_transliterated (initials, name + i, run, i == 0, error))
            return FALSE;
        }
      else
        {
          while (i + run < length && !is_han (name[i + run]))
            run++;
          if (!append_transliterated (initials, name + i, run, FALSE, error))
            return FALSE;
        }
      i += run;
    }
  return TRUE;
}

/**
 * yao_pinyin_initials:
 * @name: a person's name
 * @error: return location
 *
 * Gets the letters that people type to find a name: 张伟 is "zw", 单雄信 "sxx" (a surname is read
 * as a surname), 欧阳娜 "oyn", Ada Lovelace "al".
 *
 * Returns: (transfer full): small letters and digits; empty if the name has none
 */
char *
yao_pinyin_initials (const char *name, GError **error)
{
  g_autoptr (GMutexLocker) locker = NULL;
  g_autoptr (GString) initials = g_string_new (NULL);
  UChar units[MAX_NAME_UNITS];
  int32_t length = 0;
  UErrorCode status = U_ZERO_ERROR;

  g_return_val_if_fail (name != NULL, NULL);

  u_strFromUTF8 (units, MAX_NAME_UNITS, &length, name, -1, &status);
  if (U_FAILURE (status))
    {
      g_set_error (error, YAO_ERROR, YAO_ERROR_INVALID_INPUT, "a name is too long or not UTF-8");
      return NULL;
    }

  locker = g_mutex_locker_new (&mutex);
  if (!append_name (initials, units, (gsize) length, error))
    return NULL;
  return g_strdup (initials->str);
}
