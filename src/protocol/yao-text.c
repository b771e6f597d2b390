/* yao-text.c: which characters may stand in a line that people read
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include "yao-text.h"

/* Characters that are not drawn but change how others are: line ends, direction marks and
 * overrides, zero-width ones, tags. With them a name can be made to look like another.
 */
static gboolean
is_plain (gunichar c)
{
  switch (g_unichar_type (c))
    {
    case G_UNICODE_CONTROL:
    case G_UNICODE_FORMAT:
    case G_UNICODE_SURROGATE:
    case G_UNICODE_UNASSIGNED:
    case G_UNICODE_PRIVATE_USE:
    case G_UNICODE_LINE_SEPARATOR:
    case G_UNICODE_PARAGRAPH_SEPARATOR:
      return FALSE;
    default:
      return TRUE;
    }
}

/**
 * yao_text_is_plain:
 * @text: a text
 *
 * Tells whether a text that came from elsewhere may be shown on one line: UTF-8, not empty, no
 * white space at its ends, and no control, format (bidirectional ones among them), private or
 * unassigned characters.
 *
 * Returns: %TRUE if it may
 */
gboolean
yao_text_is_plain (const char *text)
{
  const char *last = text;

  g_return_val_if_fail (text != NULL, FALSE);

  if (*text == '\0' || !g_utf8_validate (text, -1, NULL)
      || g_unichar_isspace (g_utf8_get_char (text)))
    return FALSE;
  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      if (!is_plain (g_utf8_get_char (p)))
        return FALSE;
      last = p;
    }

  return !g_unichar_isspace (g_utf8_get_char (last));
}

/**
 * yao_text_shorten:
 * @text: any bytes that end with NUL
 * @max_bytes: the most bytes to keep
 *
 * Makes a text fit for a log: UTF-8 on one line, cut between two characters, with "?" for what is
 * not plain.
 *
 * Returns: (transfer full): the text
 */
char *
yao_text_shorten (const char *text, gsize max_bytes)
{
  g_autofree char *valid = NULL;
  g_autoptr (GString) out = g_string_new (NULL);

  g_return_val_if_fail (text != NULL, NULL);

  valid = g_utf8_make_valid (text, -1);
  for (const char *p = valid; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (out->len + (gsize) (g_utf8_next_char (p) - p) > max_bytes)
        break;
      g_string_append_unichar (out, is_plain (c) ? c : '?');
    }

  return g_string_free (g_steal_pointer (&out), FALSE);
}
