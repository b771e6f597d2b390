/* yao-inkml-trace.c: the text of a trace of InkML
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Points are parted by commas. A value is a number, a truth value, "*" (goes on as before) or "?"
 * (not known). Before it may stand "!" (the value itself), "'" (how far it is from the one before)
 * or '"' (how much that has changed); this holds for the channel until another one comes. Blanks
 * are needed only where nothing else parts two numbers.
 */

#include "yao-inkml-private.h"

#include "yao-error.h"

#include <math.h>
#include <string.h>

#define LONGEST_NUMBER 40 /* bytes */
#define MOST_HEX_DIGITS 12
#define LARGEST_VALUE 1e12

/* How the values of a channel are written, and where it stands. */
typedef struct
{
  char order; /* one of ! ' " */
  double value;
  double step;   /* between the last two values */
  double change; /* of the last two steps */
} Channel;

typedef struct
{
  const char *at;
  const YaoInkmlFormat *format;
  Channel channels[YAO_INKML_CHANNELS_MAX];
  guint n_points;
} Scanner;

static void
skip_blanks (Scanner *scanner)
{
  while (g_ascii_isspace (*scanner->at))
    scanner->at++;
}

static gsize
count_digits (const char *text)
{
  gsize n = 0;

  while (g_ascii_isdigit (text[n]))
    n++;

  return n;
}

/* The bytes of a decimal number: digits, at most one point, and an exponent. */
static gsize
measure_number (const char *text)
{
  gsize length = count_digits (text);

  if (text[length] == '.')
    length += 1 + count_digits (text + length + 1);
  if (length > 0 && (text[length] == 'e' || text[length] == 'E'))
    {
      gsize sign = text[length + 1] == '-' || text[length + 1] == '+' ? 1 : 0;
      gsize digits = count_digits (text + length + 1 + sign);

      if (digits > 0)
        length += 1 + sign + digits;
    }

  return length;
}

static gboolean
scan_hex (Scanner *scanner, double *number)
{
  guint n_digits = 0;

  *number = 0;
  for (scanner->at++; g_ascii_isxdigit (*scanner->at); scanner->at++, n_digits++)
    *number = *number * 16 + g_ascii_xdigit_value (*scanner->at);

  return n_digits > 0 && n_digits <= MOST_HEX_DIGITS;
}

static gboolean
scan_decimal (Scanner *scanner, double *number)
{
  char text[LONGEST_NUMBER + 1];
  gsize length = measure_number (scanner->at);

  if (length == 0 || length > LONGEST_NUMBER)
    return FALSE;
  memcpy (text, scanner->at, length);
  text[length] = '\0';
  scanner->at += length;

  return yao_inkml_parse_number (text, number);
}

static gboolean
scan_number (Scanner *scanner, double *number)
{
  gboolean is_negative = *scanner->at == '-';

  if (*scanner->at == '-' || *scanner->at == '+')
    {
      scanner->at++;
      skip_blanks (scanner);
    }
  if (!(*scanner->at == '#' ? scan_hex (scanner, number) : scan_decimal (scanner, number)))
    return FALSE;
  if (is_negative)
    *number = -*number;

  return TRUE;
}

static void
set_value (Channel *channel, double value)
{
  double step = value - channel->value;

  channel->change = step - channel->step;
  channel->step = step;
  channel->value = value;
}

static void
apply_number (Channel *channel, double number)
{
  if (channel->order == '\'')
    set_value (channel, channel->value + number);
  else if (channel->order == '"')
    set_value (channel, channel->value + channel->step + number);
  else
    set_value (channel, number);
}

/* Goes on as before, in what is written. */
static void
apply_same (Channel *channel)
{
  if (channel->order == '\'')
    apply_number (channel, channel->step);
  else if (channel->order == '"')
    apply_number (channel, channel->change);
  else
    apply_number (channel, channel->value);
}

static gboolean
scan_value (Scanner *scanner, Channel *channel)
{
  double number;

  if (strchr ("!'\"", *scanner->at) != NULL)
    {
      channel->order = *scanner->at++;
      skip_blanks (scanner);
    }

  switch (*scanner->at)
    {
    case '*':
      scanner->at++;
      apply_same (channel);
      break;
    case '?':
      scanner->at++;
      set_value (channel, channel->value);
      break;
    case 'T':
    case 'F':
      set_value (channel, *scanner->at++ == 'T' ? 1 : 0);
      break;
    default:
      if (!scan_number (scanner, &number))
        return FALSE;
      apply_number (channel, number);
    }

  return fabs (channel->value) <= LARGEST_VALUE;
}

/* A point up to its comma or the end. Only intermittent channels may be missing at its end. */
static gboolean
scan_point (Scanner *scanner, GArray *values)
{
  guint n_values = 0;

  for (; *scanner->at != ',' && *scanner->at != '\0'; n_values++)
    {
      Channel *channel = &scanner->channels[n_values];

      if (n_values >= scanner->format->n_channels || !scan_value (scanner, channel))
        return FALSE;
      if (scanner->n_points == 0)
        channel->step = channel->change = 0;
      g_array_append_val (values, channel->value);
      skip_blanks (scanner);
    }
  if (n_values < scanner->format->n_regular)
    return FALSE;

  for (; n_values < scanner->format->n_channels; n_values++)
    {
      double nothing = NAN;

      g_array_append_val (values, nothing);
    }
  scanner->n_points++;

  return TRUE;
}

/**
 * yao_inkml_parse_trace:
 * @text: what stands in a trace
 * @format: which values a point has
 * @max_values: how many values @values may hold at most
 * @values: (element-type double): takes the values; not a number where a point has none
 * @error: return location
 *
 * Reads the points of a trace.
 *
 * Returns: %TRUE, or %FALSE with %YAO_ERROR_INVALID_INPUT
 */
gboolean
yao_inkml_parse_trace (const char *text,
                       const YaoInkmlFormat *format,
                       gsize max_values,
                       GArray *values,
                       GError **error)
{
  Scanner scanner = { .at = text, .format = format };

  for (guint i = 0; i < YAO_INKML_CHANNELS_MAX; i++)
    scanner.channels[i].order = '!';

  for (skip_blanks (&scanner); *scanner.at != '\0'; skip_blanks (&scanner))
    {
      if (values->len + format->n_channels > max_values)
        {
          g_set_error (error, YAO_ERROR, YAO_ERROR_INVALID_INPUT, "InkML: too many points");
          return FALSE;
        }
      if (!scan_point (&scanner, values))
        {
          g_set_error (error, YAO_ERROR, YAO_ERROR_INVALID_INPUT,
                       "InkML: point %u of a trace is not well-formed", scanner.n_points);
          return FALSE;
        }
      if (*scanner.at == ',')
        scanner.at++;
    }

  return TRUE;
}
