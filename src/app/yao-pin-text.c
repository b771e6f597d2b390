/* yao-pin-text.c: what speaks against a PIN, in words
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include "yao-pin-text.h"

#include <glib/gi18n.h>

static const struct
{
  YaoPinRules rule;
  const char *reason;
} reasons[] = {
  { YAO_PIN_BAD_CHARACTER, N_ ("This PIN holds a character that cannot be typed everywhere.") },
  { YAO_PIN_TOO_SHORT, N_ ("A PIN has at least 6 characters, 6 of them digits.") },
  { YAO_PIN_TOO_LONG, N_ ("A PIN has at most 32 characters.") },
  { YAO_PIN_TOO_FEW_DIGITS, N_ ("At least 6 characters of a PIN are digits.") },
  { YAO_PIN_REPEATS, N_ ("The same digits again and again are easy to guess.") },
  { YAO_PIN_RUN, N_ ("Digits that follow each other are easy to guess.") },
  { YAO_PIN_LUCKY, N_ ("Well-known numbers such as 520 or 1314 are easy to guess.") },
  { YAO_PIN_KEYPAD, N_ ("A path over the keypad is easy to guess.") },
  { YAO_PIN_DATE, N_ ("A date, such as a birthday, is easy to guess.") },
  { YAO_PIN_UID, N_ ("A part of your number is easy to guess.") },
  { YAO_PIN_PHONE, N_ ("A part of your phone number is easy to guess.") },
};

/**
 * yao_pin_text_get_reason:
 * @rules: what yao_pin_rules_check() found
 *
 * Gets the first reason why a PIN cannot be used.
 *
 * Returns: (nullable): a translated sentence; %NULL if it can be used
 */
const char *
yao_pin_text_get_reason (YaoPinRules rules)
{
  for (guint i = 0; i < G_N_ELEMENTS (reasons); i++)
    if ((rules & reasons[i].rule) != 0)
      return _ (reasons[i].reason);

  return NULL;
}

/**
 * yao_pin_text_dup_tries:
 * @tries: how many wrong PINs there may still be
 *
 * Says how many tries are left.
 *
 * Returns: (transfer full): a sentence
 */
char *
yao_pin_text_dup_tries (int tries)
{
  return g_strdup_printf (ngettext ("%d try left.", "%d tries left.", (gulong) tries), tries);
}

/**
 * yao_pin_text_dup_wait:
 * @seconds: how long
 *
 * Says how long to wait.
 *
 * Returns: (transfer full): a sentence
 */
char *
yao_pin_text_dup_wait (gint64 seconds)
{
  int hours = (int) (seconds / 3600);
  int minutes = (int) (seconds / 60 % 60);
  int rest = (int) (seconds % 60);
  g_autofree char *time = hours > 0 ? g_strdup_printf ("%d:%02d:%02d", hours, minutes, rest)
                                    : g_strdup_printf ("%d:%02d", minutes, rest);

  /* Translators: hours, minutes and seconds, as in 4:59. */
  return g_strdup_printf (_ ("Wait %s before the next try."), time);
}

/**
 * yao_pin_text_join:
 * @sentences: translated sentences, ending with %NULL
 *
 * Puts sentences after one another.
 *
 * Returns: (transfer full) (nullable): the text; %NULL if there is no sentence
 */
char *
yao_pin_text_join (const char *const *sentences)
{
  char *text = NULL;

  g_return_val_if_fail (sentences != NULL, NULL);

  for (guint i = 0; sentences[i] != NULL; i++)
    {
      g_autofree char *before = g_steal_pointer (&text);

      text = before == NULL ? g_strdup (sentences[i])
                            : g_strdup_printf (C_ ("two sentences", "%s %s"), before, sentences[i]);
    }

  return text;
}
