/* yao-inkml-write.c: ink written as InkML (W3C Recommendation of 20 September 2011)
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include "yao-inkml.h"

#include <string.h>

/* A whole number of parts as a decimal fraction: exact, and the same in every locale. */
static void
append_decimal (GString *out, gint64 parts, guint digits)
{
  char text[32];
  gint64 one = 1;
  guint end;

  for (guint i = 0; i < digits; i++)
    one *= 10;
  if (parts < 0)
    g_string_append_c (out, '-');
  parts = ABS (parts);
  g_snprintf (text, sizeof text, "%" G_GINT64_FORMAT ".%0*" G_GINT64_FORMAT, parts / one,
              (int) digits, parts % one);

  end = (guint) strlen (text);
  while (text[end - 1] == '0')
    end--;
  if (text[end - 1] == '.')
    end--;
  g_string_append_len (out, text, end);
}

static void
append_channel (GString *out, const char *name, const char *rest)
{
  g_string_append_printf (out, "          <channel name=\"%s\" %s/>\n", name, rest);
}

static void
append_property (GString *out, const char *channel)
{
  g_string_append_printf (
      out,
      "          <channelProperty channel=\"%s\" name=\"resolution\" value=\"1\""
      " units=\"1/mm\"/>\n",
      channel);
}

/* The unit of X and Y is said twice, for readers that look at the channel and for those that look
 * at the resolution of its source. Both mean: a value is in millimetres. */
static void
append_context (GString *out, guint channels, gboolean has_start)
{
  g_string_append_printf (out,
                          "    <context xml:id=\"context%u\">\n"
                          "      <inkSource xml:id=\"source%u\">\n"
                          "        <traceFormat xml:id=\"format%u\">\n",
                          channels, channels, channels);
  append_channel (out, "X", "type=\"decimal\" units=\"mm\"");
  append_channel (out, "Y", "type=\"decimal\" units=\"mm\"");
  if ((channels & YAO_INK_CHANNEL_PRESSURE) != 0)
    append_channel (out, "F", "type=\"decimal\" min=\"0\" max=\"1\" units=\"dev\"");
  if ((channels & YAO_INK_CHANNEL_TILT) != 0)
    {
      append_channel (out, "OTx", "type=\"decimal\" min=\"-90\" max=\"90\" units=\"deg\"");
      append_channel (out, "OTy", "type=\"decimal\" min=\"-90\" max=\"90\" units=\"deg\"");
    }
  if ((channels & YAO_INK_CHANNEL_TIME) != 0)
    append_channel (out, "T",
                    has_start ? "type=\"integer\" units=\"ms\" respectTo=\"#start\""
                              : "type=\"integer\" units=\"ms\"");
  g_string_append (out, "        </traceFormat>\n"
                        "        <channelProperties>\n");
  append_property (out, "X");
  append_property (out, "Y");
  g_string_append (out, "        </channelProperties>\n"
                        "      </inkSource>\n"
                        "    </context>\n");
}

static void
append_contexts (GString *out, YaoInk *ink)
{
  guint seen = 0;

  for (guint i = 0; i < yao_ink_get_n_strokes (ink); i++)
    {
      guint channels = yao_ink_stroke_get_pen (yao_ink_get_stroke (ink, i))->channels;

      if ((seen & 1u << channels) == 0)
        append_context (out, channels, yao_ink_get_start_time (ink) > 0);
      seen |= 1u << channels;
    }
}

static char *
make_brush_id (const YaoInkPen *pen)
{
  return g_strdup_printf ("pen-%06x-%u", pen->colour, pen->width);
}

static void
append_brush (GString *out, const YaoInkPen *pen, const char *id)
{
  g_string_append_printf (out,
                          "    <brush xml:id=\"%s\">\n"
                          "      <brushProperty name=\"width\" value=\"",
                          id);
  append_decimal (out, pen->width, 3);
  g_string_append_printf (out,
                          "\" units=\"mm\"/>\n"
                          "      <brushProperty name=\"color\" value=\"#%06x\"/>\n"
                          "      <brushProperty name=\"tip\" value=\"ellipse\"/>\n"
                          "    </brush>\n",
                          pen->colour);
}

static void
append_brushes (GString *out, YaoInk *ink)
{
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < yao_ink_get_n_strokes (ink); i++)
    {
      const YaoInkPen *pen = yao_ink_stroke_get_pen (yao_ink_get_stroke (ink, i));
      g_autofree char *id = make_brush_id (pen);

      if (g_hash_table_contains (seen, id))
        continue;
      append_brush (out, pen, id);
      g_hash_table_add (seen, g_steal_pointer (&id));
    }
}

static void
append_point (GString *out, const YaoInkPoint *point, guint channels)
{
  append_decimal (out, point->x, 3);
  g_string_append_c (out, ' ');
  append_decimal (out, point->y, 3);
  if ((channels & YAO_INK_CHANNEL_PRESSURE) != 0)
    {
      g_string_append_c (out, ' ');
      append_decimal (out, point->pressure, 4);
    }
  if ((channels & YAO_INK_CHANNEL_TILT) != 0)
    {
      g_string_append_c (out, ' ');
      append_decimal (out, point->tilt_x, 2);
      g_string_append_c (out, ' ');
      append_decimal (out, point->tilt_y, 2);
    }
  if ((channels & YAO_INK_CHANNEL_TIME) != 0)
    g_string_append_printf (out, " %u", point->time);
}

static void
append_trace (GString *out, const YaoInkStroke *stroke)
{
  const YaoInkPen *pen = yao_ink_stroke_get_pen (stroke);
  g_autofree char *brush = make_brush_id (pen);
  guint n_points;
  const YaoInkPoint *points = yao_ink_stroke_get_points (stroke, &n_points);

  g_string_append_printf (out, "  <trace contextRef=\"#context%u\" brushRef=\"#%s\">",
                          pen->channels, brush);
  for (guint i = 0; i < n_points; i++)
    {
      if (i > 0)
        g_string_append (out, ", ");
      append_point (out, &points[i], pen->channels);
    }
  g_string_append (out, "</trace>\n");
}

/**
 * yao_inkml_write:
 * @ink: an ink
 *
 * Writes all that an ink consists of: places in millimetres, pressure from 0 to 1, tilt in degrees,
 * time in milliseconds, colour and width of the pens. yao_inkml_read() gives the same ink again,
 * and the same ink gives the same bytes.
 *
 * Returns: (transfer full): the file
 */
GBytes *
yao_inkml_write (YaoInk *ink)
{
  GString *out;

  g_return_val_if_fail (YAO_IS_INK (ink), NULL);

  out = g_string_new ("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
                      "<ink xmlns=\"http://www.w3.org/2003/InkML\">\n"
                      "  <definitions>\n");
  if (yao_ink_get_start_time (ink) > 0)
    g_string_append_printf (out,
                            "    <timestamp xml:id=\"start\" time=\"%" G_GINT64_FORMAT "\"/>\n",
                            yao_ink_get_start_time (ink));
  append_contexts (out, ink);
  append_brushes (out, ink);
  g_string_append (out, "  </definitions>\n");
  for (guint i = 0; i < yao_ink_get_n_strokes (ink); i++)
    append_trace (out, yao_ink_get_stroke (ink, i));
  g_string_append (out, "</ink>\n");

  return g_string_free_to_bytes (out);
}
