/* yao-cli-text.c: text for a terminal
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include "yao-cli-text.h"

/* Control characters could move the cursor or hide text, and so could invisible format characters
 * (those that turn the direction of writing around): a name from elsewhere has neither. */
static gboolean
is_harmful (gunichar c)
{
  if (c == '\n')
    return FALSE;

  switch (g_unichar_type (c))
    {
    case G_UNICODE_CONTROL:
    case G_UNICODE_FORMAT:
    case G_UNICODE_LINE_SEPARATOR:
    case G_UNICODE_PARAGRAPH_SEPARATOR:
    case G_UNICODE_PRIVATE_USE:
    case G_UNICODE_SURROGATE:
      return TRUE;
    default:
      return FALSE;
    }
}

/**
 * yao_cli_text_clean:
 * @text: any text, perhaps not even UTF-8
 *
 * Makes text harmless for a terminal: what is not printable becomes U+FFFD. Line ends stay.
 *
 * Returns: (transfer full): valid UTF-8
 */
char *
yao_cli_text_clean (const char *text)
{
  g_autofree char *valid = g_utf8_make_valid (text, -1);
  GString *out = g_string_new (NULL);

  for (const char *p = valid; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      g_string_append_unichar (out, is_harmful (c) ? 0xfffd : c);
    }

  return g_string_free (out, FALSE);
}

/**
 * yao_cli_text_width:
 * @text: UTF-8 text of one line
 *
 * Counts the columns that a terminal uses for a text: two for a Chinese character, none for a
 * combining one.
 *
 * Returns: the number of columns
 */
guint
yao_cli_text_width (const char *text)
{
  guint width = 0;

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (!g_unichar_iszerowidth (c))
        width += g_unichar_iswide (c) ? 2 : 1;
    }

  return width;
}

/**
 * yao_cli_text_wrap:
 * @text: UTF-8 text
 * @width: how many columns a line may have
 *
 * Breaks lines at single spaces, where they would be too long.
 *
 * Returns: (transfer full): the text, with more line ends
 */
char *
yao_cli_text_wrap (const char *text, guint width)
{
  g_auto (GStrv) words = g_strsplit (text, " ", -1);
  GString *out = g_string_new (NULL);
  guint used = 0;

  for (char **word = words; *word != NULL; word++)
    {
      guint needed = yao_cli_text_width (*word);
      gboolean is_first = out->len == 0;
      gboolean fits = is_first || used + 1 + needed <= width;

      if (!is_first)
        g_string_append_c (out, fits ? ' ' : '\n');
      g_string_append (out, *word);
      used = fits && !is_first ? used + 1 + needed : needed;
    }

  return g_string_free (out, FALSE);
}

/**
 * yao_cli_text_fill:
 * @sentence: a sentence with places like {name}
 * @name: a place, without the braces
 * @value: what stands there
 *
 * Puts a value into a translated sentence, made harmless. Unlike a printf format, a mistake in a
 * translation cannot do more than look odd.
 *
 * Returns: (transfer full): the sentence
 */
char *
yao_cli_text_fill (const char *sentence, const char *name, const char *value)
{
  g_autofree char *place = g_strconcat ("{", name, "}", NULL);
  g_autofree char *clean = yao_cli_text_clean (value);
  GString *out = g_string_new (sentence);

  g_string_replace (out, place, clean, 0);

  return g_string_free (out, FALSE);
}
