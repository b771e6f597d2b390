/* yao-inkml-units.c: names, units, numbers and colours of InkML
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include "yao-inkml-private.h"

#include <math.h>
#include <string.h>

#define LONGEST_NUMBER 64   /* bytes */
#define LARGEST_NUMBER 1e15 /* of any value in a file */
#define DEGREES_OF_RADIAN 57.29577951308232

typedef struct
{
  const char *name;
  double unit;
} Unit;

static const char *const role_names[] = { NULL, "X", "Y", "F", "OTx", "OTy", "T" };
G_STATIC_ASSERT (G_N_ELEMENTS (role_names) == YAO_INKML_N_ROLES);

/* In thousandths of a millimetre. */
static const Unit lengths[] = {
  { "mm", 1000 },         { "cm", 10000 },       { "m", 1e6 },       { "in", 25400 },
  { "pt", 25400 / 72.0 }, { "pc", 25400 / 6.0 }, { "himetric", 10 }, { "px", 25400 / 96.0 },
};

/* In degrees. */
static const Unit angles[] = {
  { "deg", 1 },
  { "rad", DEGREES_OF_RADIAN },
};

/* In milliseconds. */
static const Unit times[] = {
  { "ms", 1 },
  { "s", 1000 },
  { "us", 0.001 },
};

static const struct
{
  const char *name;
  guint32 colour;
} colours[] = {
  { "black", 0x000000 }, { "blue", 0x0000ff },  { "red", 0xff0000 },
  { "green", 0x008000 }, { "white", 0xffffff },
};

static double
find_unit (const Unit *units, gsize n_units, const char *name, double otherwise)
{
  for (gsize i = 0; name != NULL && i < n_units; i++)
    if (strcmp (units[i].name, name) == 0)
      return units[i].unit;

  return otherwise;
}

/**
 * yao_inkml_role_from_name:
 * @name: name of a channel
 *
 * Returns: what the channel tells
 */
YaoInkmlRole
yao_inkml_role_from_name (const char *name)
{
  for (guint role = 1; role < YAO_INKML_N_ROLES; role++)
    if (strcmp (role_names[role], name) == 0)
      return (YaoInkmlRole) role;

  return YAO_INKML_ROLE_OTHER;
}

/**
 * yao_inkml_unit_of_length:
 * @units: (nullable): name of a unit
 *
 * Returns: the unit in thousandths of a millimetre, or 0 where it is not one of length on paper
 */
double
yao_inkml_unit_of_length (const char *units)
{
  return find_unit (lengths, G_N_ELEMENTS (lengths), units, 0);
}

/**
 * yao_inkml_unit_of_channel:
 * @role: what a channel tells
 * @units: (nullable): in what
 *
 * Returns: the unit in thousandths of a millimetre, degrees or milliseconds, or 0 where it is not
 *   known
 */
double
yao_inkml_unit_of_channel (YaoInkmlRole role, const char *units)
{
  switch (role)
    {
    case YAO_INKML_ROLE_X:
    case YAO_INKML_ROLE_Y:
      return yao_inkml_unit_of_length (units);
    case YAO_INKML_ROLE_OTX:
    case YAO_INKML_ROLE_OTY:
      return find_unit (angles, G_N_ELEMENTS (angles), units, 1);
    case YAO_INKML_ROLE_T:
      return find_unit (times, G_N_ELEMENTS (times), units, 1);
    case YAO_INKML_ROLE_OTHER:
    case YAO_INKML_ROLE_F:
    case YAO_INKML_N_ROLES:
    default:
      return 1;
    }
}

/**
 * yao_inkml_resolution:
 * @role: what a channel tells
 * @value: the resolution that its source claims
 * @units: (nullable): in what: "1/cm" for steps in a centimetre, or "mm" for the size of a step
 *
 * Returns: the size of a step in thousandths of a millimetre, or 0 where that is not said
 */
double
yao_inkml_resolution (YaoInkmlRole role, const char *value, const char *units)
{
  double number;

  if ((role != YAO_INKML_ROLE_X && role != YAO_INKML_ROLE_Y) || units == NULL
      || !yao_inkml_parse_number (value, &number) || number <= 0)
    return 0;
  if (g_str_has_prefix (units, "1/"))
    return yao_inkml_unit_of_length (units + 2) / number;
  if (strcmp (units, "dpi") == 0)
    return yao_inkml_unit_of_length ("in") / number;

  return yao_inkml_unit_of_length (units) * number;
}

/**
 * yao_inkml_parse_number:
 * @text: a decimal number, with nothing around it
 * @number: (out): its value
 *
 * Reads a number, whatever the locale says.
 *
 * Returns: %FALSE where it is not one, or too large for anything that is written by hand
 */
gboolean
yao_inkml_parse_number (const char *text, double *number)
{
  gsize length = strspn (text, "+-.0123456789eE");
  char *end = NULL;

  if (length == 0 || length > LONGEST_NUMBER || text[length] != '\0')
    return FALSE;
  *number = g_ascii_strtod (text, &end);

  return *end == '\0' && fabs (*number) <= LARGEST_NUMBER;
}

static gboolean
parse_hex_colour (const char *digits, guint32 *colour)
{
  gsize length = strlen (digits);
  guint32 value = 0;

  if ((length != 3 && length != 6) || strspn (digits, "0123456789abcdefABCDEF") != length)
    return FALSE;
  for (gsize i = 0; i < length; i++)
    {
      guint32 digit = (guint32) g_ascii_xdigit_value (digits[i]);

      value = length == 3 ? value << 8 | digit << 4 | digit : value << 4 | digit;
    }
  *colour = value;

  return TRUE;
}

/**
 * yao_inkml_parse_colour:
 * @text: a colour
 * @colour: (out): 0xRRGGBB
 *
 * Reads a colour: "#rrggbb", "#rgb" or one of a few names.
 *
 * Returns: %FALSE where it is not one
 */
gboolean
yao_inkml_parse_colour (const char *text, guint32 *colour)
{
  if (text[0] == '#')
    return parse_hex_colour (text + 1, colour);

  for (guint i = 0; i < G_N_ELEMENTS (colours); i++)
    if (g_ascii_strcasecmp (colours[i].name, text) == 0)
      {
        *colour = colours[i].colour;
        return TRUE;
      }

  return FALSE;
}
