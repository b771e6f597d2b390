/* yao-authorization-form.c: what an application for an authorization may say
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include "yao-authorization-wire.h"

#include <string.h>

#define RESIDENT_ID_SIZE 18
#define MAX_NUMBER 32

/* Full-width letters and digits are folded, spaces and hyphens left out, letters made large; %NULL
 * for anything else.
 */
static char *
fold (const char *text)
{
  g_autofree char *narrow
      = g_utf8_validate (text, -1, NULL) ? g_utf8_normalize (text, -1, G_NORMALIZE_NFKC) : NULL;
  g_autoptr (GString) folded = g_string_new (NULL);

  if (narrow == NULL)
    return NULL;
  for (const char *c = narrow; *c != '\0'; c++)
    {
      if (*c == ' ' || *c == '-')
        continue;
      if (!g_ascii_isalnum (*c) && *c != '+' && *c != '/' && *c != '.')
        return NULL;
      g_string_append_c (folded, g_ascii_toupper (*c));
    }
  if (folded->len == 0 || folded->len > MAX_NUMBER)
    return NULL;
  return g_string_free (g_steal_pointer (&folded), FALSE);
}

static gboolean
is_digits (const char *text, gsize size)
{
  return strspn (text, "0123456789") >= size;
}

static gboolean
is_born_in_time (const char *digits)
{
  int year = 0, month = 0, day = 0;

  for (int i = 0; i < 4; i++)
    year = year * 10 + (digits[i] - '0');
  month = (digits[4] - '0') * 10 + (digits[5] - '0');
  day = (digits[6] - '0') * 10 + (digits[7] - '0');
  return year >= 1900 && year <= 2100 && month >= 1 && month <= 12 && day >= 1
         && g_date_valid_dmy ((GDateDay) day, (GDateMonth) month, (GDateYear) year);
}

/* GB 11643: seventeen digits, and a check character of ISO 7064 MOD 11-2. */
static gboolean
is_resident_id (const char *number)
{
  static const char checks[] = "10X98765432";
  static const int weights[] = { 7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2 };
  int sum = 0;

  if (strlen (number) != RESIDENT_ID_SIZE || !is_digits (number, RESIDENT_ID_SIZE - 1)
      || number[0] == '0' || !is_born_in_time (number + 6))
    return FALSE;
  for (int i = 0; i < RESIDENT_ID_SIZE - 1; i++)
    sum += weights[i] * (number[i] - '0');
  return number[RESIDENT_ID_SIZE - 1] == checks[sum % 11];
}

static gboolean
is_passport (const char *number)
{
  gsize size = strlen (number);

  return size >= 6 && size <= 12 && strpbrk (number, "+/.") == NULL;
}

static gboolean
is_hk_macau_permit (const char *number)
{
  gsize size = strlen (number);

  return (number[0] == 'H' || number[0] == 'M') && (size == 9 || size == 11)
         && is_digits (number + 1, size - 1);
}

static gboolean
is_taiwan_permit (const char *number)
{
  gsize size = strlen (number);

  return (size == 8 || size == 10) && is_digits (number, size);
}

/**
 * yao_document_number_fold:
 * @kind: a kind of document
 * @text: its number, as typed
 *
 * Brings the number of a document to the form in which it is compared: narrow, in capitals, without
 * spaces and hyphens.
 *
 * Returns: (transfer full) (nullable): the number, or %NULL if no document of this kind has such a
 *   one; of a 居民身份证 the date of birth and the check character count as well
 */
char *
yao_document_number_fold (YaoDocumentKind kind, const char *text)
{
  g_autofree char *number = NULL;
  gboolean is_good = FALSE;

  g_return_val_if_fail (text != NULL, NULL);

  number = fold (text);
  if (number == NULL)
    return NULL;
  switch (kind)
    {
    case YAO_DOCUMENT_RESIDENT_ID:
      is_good = is_resident_id (number);
      break;
    case YAO_DOCUMENT_PASSPORT:
      is_good = is_passport (number);
      break;
    case YAO_DOCUMENT_HK_MACAU_PERMIT:
      is_good = is_hk_macau_permit (number);
      break;
    case YAO_DOCUMENT_TAIWAN_PERMIT:
      is_good = is_taiwan_permit (number);
      break;
    case YAO_DOCUMENT_OTHER:
      is_good = strlen (number) >= 4;
      break;
    default:
      break;
    }
  return is_good ? g_steal_pointer (&number) : NULL;
}

/**
 * yao_phone_fold:
 * @text: the number of a mobile phone, as typed
 *
 * Brings a number to the form in which it is kept: 11 digits in mainland China, "+" and 8 to 15
 * digits elsewhere.
 *
 * Returns: (transfer full) (nullable): the number, or %NULL if it is none
 */
char *
yao_phone_fold (const char *text)
{
  g_autofree char *number = NULL;
  const char *digits;
  gsize size;

  g_return_val_if_fail (text != NULL, NULL);

  number = fold (text);
  if (number == NULL)
    return NULL;
  digits = g_str_has_prefix (number, "+86") ? number + 3 : number;
  size = strlen (digits);
  if (size == 11 && is_digits (digits, size) && digits[0] == '1' && digits[1] >= '3')
    return g_strdup (digits);
  if (digits == number && number[0] == '+' && size >= 9 && size <= 16
      && is_digits (number + 1, size - 1) && number[1] != '0')
    return g_steal_pointer (&number);
  return NULL;
}
