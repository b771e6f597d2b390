/* yao-pin-rules.c: which PINs are too easy to guess
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include "yao-pin-rules.h"

#include <string.h>

/* A part of a PIN that is easy to guess makes the whole so, where fewer digits than this are left.
 */
#define MIN_REST 3
/* The shortest part that counts as one. */
#define MIN_PART 4
#define LINE 3
#define FIRST_YEAR 1930
#define LAST_YEAR 2039

/* The digits of a PIN; what else is in it is passed over. */
typedef struct
{
  char text[YAO_PIN_MAX_LENGTH + 1];
  gsize count;
} Digits;

static gboolean
leaves_little (const Digits *digits, gsize part)
{
  return part >= MIN_PART && part + MIN_REST > digits->count;
}

static gsize
measure_run (const char *text, gsize count, int step)
{
  gsize length = 1;

  while (length < count && (text[length - 1] - '0' + step + 10) % 10 == text[length] - '0')
    length++;
  return length;
}

static gsize
find_longest_run (const Digits *digits, int step)
{
  gsize longest = 0;

  for (gsize i = 0; i < digits->count; i++)
    longest = MAX (longest, measure_run (digits->text + i, digits->count - i, step));
  return longest;
}

static gboolean
is_run (const Digits *digits)
{
  return leaves_little (digits, find_longest_run (digits, 1))
         || leaves_little (digits, find_longest_run (digits, -1));
}

/* The whole is one group, said again and again; the last time may be cut short. */
static gboolean
has_period (const Digits *digits, gsize period)
{
  for (gsize i = period; i < digits->count; i++)
    {
      if (digits->text[i] != digits->text[i - period])
        return FALSE;
    }

  return TRUE;
}

/* Every digit is there as often as its neighbour: 112233, 111222. */
static gboolean
is_stuttered (const Digits *digits, gsize times)
{
  if (digits->count % times != 0)
    return FALSE;
  for (gsize i = 0; i < digits->count; i++)
    {
      if (digits->text[i] != digits->text[i - i % times])
        return FALSE;
    }

  return TRUE;
}

static gboolean
is_repeated (const Digits *digits)
{
  for (gsize period = 1; period <= digits->count / 2; period++)
    {
      if (has_period (digits, period))
        return TRUE;
    }

  return leaves_little (digits, find_longest_run (digits, 0)) || is_stuttered (digits, 2)
         || is_stuttered (digits, 3);
}

static gboolean
is_lucky (const Digits *digits)
{
  static const char *const lucky[] = { "1314", "520", "521" };
  gsize covered = 0;
  gsize i = 0;

  while (i < digits->count)
    {
      gsize length = 0;

      for (gsize j = 0; j < G_N_ELEMENTS (lucky) && length == 0; j++)
        {
          if (g_str_has_prefix (digits->text + i, lucky[j]))
            length = strlen (lucky[j]);
        }
      covered += length;
      i += MAX (length, 1);
    }

  return covered > 0 && covered + MIN_REST >= digits->count;
}

static gboolean
is_line (const char *text)
{
  static const char *const lines[]
      = { "123", "456", "789", "147", "258", "369", "159", "357", "321",
          "654", "987", "741", "852", "963", "951", "753", "580", "085" };

  for (gsize i = 0; i < G_N_ELEMENTS (lines); i++)
    {
      if (strncmp (text, lines[i], LINE) == 0)
        return TRUE;
    }

  return FALSE;
}

static gboolean
is_on_keypad (const Digits *digits)
{
  gsize longest = 0;

  for (gsize i = 0; i + LINE <= digits->count; i++)
    {
      gsize length = 0;

      while (i + length + LINE <= digits->count && is_line (digits->text + i + length))
        length += LINE;
      longest = MAX (longest, length);
    }

  return leaves_little (digits, longest);
}

static int
read_number (const char *text, gsize count)
{
  int number = 0;

  for (gsize i = 0; i < count; i++)
    number = number * 10 + (text[i] - '0');
  return number;
}

static gboolean
is_day (const char *month, const char *day)
{
  int days = read_number (day, 2);

  return read_number (month, 2) >= 1 && read_number (month, 2) <= 12 && days >= 1 && days <= 31;
}

static gboolean
is_year (const char *text)
{
  int year = read_number (text, 4);

  return year >= FIRST_YEAR && year <= LAST_YEAR;
}

/* How many digits of a date stand at the beginning: year, month and day as people write them. */
static gsize
measure_date (const char *text, gsize count)
{
  if (count >= 8
      && ((is_year (text) && is_day (text + 4, text + 6))
          || (is_year (text + 4) && (is_day (text, text + 2) || is_day (text + 2, text)))))
    return 8;
  if (count >= 6
      && (is_day (text + 2, text + 4) || is_day (text, text + 2) || is_day (text + 2, text)
          || (is_year (text) && is_day (text + 4, "01"))))
    return 6;
  return 0;
}

static gboolean
is_date (const Digits *digits)
{
  gsize longest = 0;

  for (gsize i = 0; i < digits->count; i++)
    longest = MAX (longest, measure_date (digits->text + i, digits->count - i));
  return leaves_little (digits, longest);
}

static gsize
measure_common (const char *a, const char *b)
{
  gsize length = 0;

  while (a[length] != '\0' && a[length] == b[length])
    length++;
  return length;
}

static gboolean
is_part_of (const Digits *digits, const char *number)
{
  gsize longest = 0;

  for (gsize i = 0; number != NULL && i < digits->count; i++)
    {
      for (const char *at = number; *at != '\0'; at++)
        longest = MAX (longest, measure_common (digits->text + i, at));
    }

  return leaves_little (digits, longest);
}

static YaoPinRules
check_digits (const Digits *digits, const char *uid, const char *phone)
{
  int rules = YAO_PIN_GOOD;

  if (digits->count < YAO_PIN_MIN_DIGITS)
    return YAO_PIN_TOO_FEW_DIGITS;

  if (is_repeated (digits))
    rules |= YAO_PIN_REPEATS;
  if (is_run (digits))
    rules |= YAO_PIN_RUN;
  if (is_lucky (digits))
    rules |= YAO_PIN_LUCKY;
  if (is_on_keypad (digits))
    rules |= YAO_PIN_KEYPAD;
  if (is_date (digits))
    rules |= YAO_PIN_DATE;
  if (is_part_of (digits, uid))
    rules |= YAO_PIN_UID;
  if (is_part_of (digits, phone))
    rules |= YAO_PIN_PHONE;
  return (YaoPinRules) rules;
}

/* Length and characters; the digits are taken out on the way. */
static YaoPinRules
read_text (const char *text, gsize size, Digits *digits)
{
  gsize length = 0;

  for (const char *at = text; at < text + size; at = g_utf8_next_char (at))
    {
      if (!g_unichar_isprint (g_utf8_get_char (at)))
        return YAO_PIN_BAD_CHARACTER;
      if (++length > YAO_PIN_MAX_LENGTH)
        return YAO_PIN_TOO_LONG;
      if (g_ascii_isdigit (*at))
        digits->text[digits->count++] = *at;
    }

  return length < YAO_PIN_MIN_LENGTH ? YAO_PIN_TOO_SHORT : YAO_PIN_GOOD;
}

/**
 * yao_pin_rules_check:
 * @pin: a PIN as it would be set, in UTF-8
 * @uid: (nullable): the number of the person
 * @phone: (nullable): the phone number of the person
 *
 * Tells what speaks against a PIN. The service cannot check any of it, since it never sees the PIN.
 * Apart from the length, the rules look at the digits: a part that is easy to guess counts where
 * fewer than three other digits are left.
 *
 * Returns: what is wrong, or %YAO_PIN_GOOD
 */
YaoPinRules
yao_pin_rules_check (YaoSecret *pin, const char *uid, const char *phone)
{
  g_autoptr (YaoSecret) folded = NULL;
  Digits digits = { { 0 }, 0 };
  YaoPinRules rules;
  gsize size;
  const char *text;

  g_return_val_if_fail (pin != NULL, YAO_PIN_BAD_CHARACTER);

  folded = yao_pin_fold (pin);
  text = (const char *) yao_secret_peek (folded, &size);
  if (!g_utf8_validate_len (text, size, NULL))
    return YAO_PIN_BAD_CHARACTER;

  rules = read_text (text, size, &digits);
  if (rules == YAO_PIN_GOOD)
    rules = check_digits (&digits, uid, phone);
  yao_wipe (&digits, sizeof digits);
  return rules;
}
