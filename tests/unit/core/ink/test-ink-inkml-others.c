/* test-ink-inkml-others.c: InkML as other programs write it
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#undef G_DISABLE_ASSERT

#include "yao-error.h"
#include "yao-inkml.h"

#include <string.h>

#define HEAD "<ink xmlns=\"http://www.w3.org/2003/InkML\">"

static YaoInk *
read_text (const char *text)
{
  g_autoptr (GBytes) file = g_bytes_new (text, strlen (text));
  g_autoptr (GError) error = NULL;
  YaoInk *ink = yao_inkml_read (file, &error);

  g_assert_no_error (error);
  return ink;
}

static void
assert_places (YaoInk *ink, guint stroke, const gint32 *places, guint n_points)
{
  guint n;
  const YaoInkPoint *points = yao_ink_stroke_get_points (yao_ink_get_stroke (ink, stroke), &n);

  g_assert_cmpuint (n, ==, n_points);
  for (guint i = 0; i < n; i++)
    {
      g_assert_cmpint (points[i].x, ==, places[2 * i]);
      g_assert_cmpint (points[i].y, ==, places[2 * i + 1]);
    }
}

/* Values, differences and differences of differences, with no more blanks than are needed. */
static void
test_differences (void)
{
  static const gint32 places[] = { 1125, 18432, 1148, 18475, 1178, 18510, 1211, 18540,
                                   1251, 18567, 1297, 18596, 1349, 18633, 1408, 18664 };
  g_autoptr (YaoInk) ink = read_text (
      HEAD "<traceFormat><channel name=\"X\" units=\"mm\"/><channel name=\"Y\" units=\"mm\"/>"
           "</traceFormat><trace>1.125 18.432,'0.023'0.043,\"0.007\"-0.008,0.003-0.005,"
           "0.007-.003,.006 .002, .006 .008,\n+0.007-0.006</trace></ink>");

  assert_places (ink, 0, places, G_N_ELEMENTS (places) / 2);
}

static void
test_wildcards (void)
{
  static const gint32 places[]
      = { 1000, 10000, 1000, 26000, 3000, 27000, 5000, 28000, 5000, 255000, 9000, -4000 };
  g_autoptr (YaoInk) ink = read_text (
      HEAD "<traceFormat><channel name=\"X\" units=\"mm\"/><channel name=\"Y\" units=\"mm\"/>"
           "<channel name=\"B\" type=\"boolean\"/></traceFormat>"
           "<trace>1 10 T, * #1A F, '2 '1T, * * T, ? !#FF F, !9 - 4 *</trace></ink>");

  assert_places (ink, 0, places, G_N_ELEMENTS (places) / 2);
}

static void
test_intermittent (void)
{
  g_autoptr (YaoInk) ink = read_text (
      HEAD "<traceFormat><channel name=\"X\" units=\"mm\"/><channel name=\"Y\" units=\"mm\"/>"
           "<intermittentChannels><channel name=\"F\" max=\"1000\"/></intermittentChannels>"
           "</traceFormat><trace>1 2 250, 3 4, 5 6 750</trace></ink>");
  const YaoInkPoint *points = yao_ink_stroke_get_points (yao_ink_get_stroke (ink, 0), NULL);

  g_assert_cmpuint (points[0].pressure, ==, 2500);
  g_assert_cmpuint (points[1].pressure, ==, 5000);
  g_assert_cmpuint (points[2].pressure, ==, 7500);
}

/* Only X and Y, nothing defined: pixels, 96 to an inch. */
static void
test_plain (void)
{
  static const gint32 places[] = { 0, 0, 25400, 50800 };
  g_autoptr (YaoInk) ink = read_text ("<ink><trace>0 0, 96 192</trace><trace> \n</trace></ink>");
  const YaoInkPen *pen = yao_ink_stroke_get_pen (yao_ink_get_stroke (ink, 0));

  g_assert_cmpuint (yao_ink_get_n_strokes (ink), ==, 1);
  assert_places (ink, 0, places, 2);
  g_assert_cmpuint (pen->width, ==, 500);
  g_assert_cmpuint (pen->channels, ==, 0);
}

/* Units of a device that nobody knows: ten centimetres. */
static void
test_plain_of_other_size (void)
{
  static const gint32 large[] = { 0, 0, 100000, 20000 };
  static const gint32 small[] = { 0, 0, 50000, 100000 };
  g_autoptr (YaoInk) ink = read_text ("<ink><trace>0 0, 20000 4000</trace></ink>");
  g_autoptr (YaoInk) other = read_text ("<ink><trace>0 0, 0.5 1</trace></ink>");
  g_autoptr (YaoInk) far = read_text ("<ink><trace>8000000 9000000, 8000096 9000192</trace></ink>");
  static const gint32 near[] = { 0, 0, 25400, 50800 };

  assert_places (ink, 0, large, 2);
  assert_places (other, 0, small, 2);
  assert_places (far, 0, near, 2);
}

/* As office programs write it: prefixes, contexts, steps in a centimetre, a force in its own range.
 */
static void
test_office (void)
{
  static const gint32 places[] = { 10000, 20000, 10100, 19900 };
  g_autoptr (YaoInk) ink = read_text (
      "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>"
      "<inkml:ink xmlns:inkml=\"http://www.w3.org/2003/InkML\"><inkml:definitions>"
      "<inkml:context xml:id=\"ctx0\"><inkml:inkSource xml:id=\"inkSrc0\"><inkml:traceFormat>"
      "<inkml:channel name=\"X\" type=\"integer\" max=\"32767\" units=\"cm\"/>"
      "<inkml:channel name=\"Y\" type=\"integer\" max=\"32767\" units=\"cm\"/>"
      "<inkml:channel name=\"F\" type=\"integer\" max=\"32767\" units=\"dev\"/>"
      "</inkml:traceFormat><inkml:channelProperties>"
      "<inkml:channelProperty channel=\"X\" name=\"resolution\" value=\"1000\" units=\"1/cm\"/>"
      "<inkml:channelProperty channel=\"Y\" name=\"resolution\" value=\"1000\" units=\"1/cm\"/>"
      "<inkml:channelProperty channel=\"F\" name=\"resolution\" value=\"0\" units=\"1/dev\"/>"
      "</inkml:channelProperties></inkml:inkSource>"
      "<inkml:timestamp xml:id=\"ts0\" timeString=\"2026-03-01T08:00:00.250\"/></inkml:context>"
      "<inkml:brush xml:id=\"br0\"><inkml:brushProperty name=\"width\" value=\"0.035\""
      " units=\"cm\"/><inkml:brushProperty name=\"color\" value=\"#004F8B\"/>"
      "<inkml:brushProperty name=\"ignorePressure\" value=\"0\"/></inkml:brush>"
      "</inkml:definitions><inkml:traceGroup><inkml:annotationXML><a:b xmlns:a=\"x\"><a:c/></a:b>"
      "</inkml:annotationXML><inkml:trace xml:id=\"st0\" contextRef=\"#ctx0\" brushRef=\"#br0\">"
      "1000 2000 16384,'10'-10'0</inkml:trace></inkml:traceGroup></inkml:ink>");
  const YaoInkPen *pen;

  assert_places (ink, 0, places, 2);
  pen = yao_ink_stroke_get_pen (yao_ink_get_stroke (ink, 0));
  g_assert_cmpuint (pen->width, ==, 350);
  g_assert_cmpuint (pen->colour, ==, 0x004f8b);
  g_assert_cmpuint (pen->channels, ==, YAO_INK_CHANNEL_PRESSURE);
  g_assert_cmpint (yao_ink_get_start_time (ink), ==, 1772352000000);
}

/* Contexts, formats and pens that change on the way, groups that put them back. */
static void
test_streaming (void)
{
  static const gint32 first[] = { 1000, 2000 };
  static const gint32 second[] = { 2000, 1000 };
  g_autoptr (YaoInk) ink = read_text (
      HEAD "<definitions><traceFormat xml:id=\"swapped\"><channel name=\"Y\" units=\"mm\"/>"
           "<channel name=\"X\" units=\"mm\"/></traceFormat>"
           "<brush xml:id=\"red\"><brushProperty name=\"color\" value=\"red\"/>"
           "<brushProperty name=\"width\" value=\"1\" units=\"mm\"/></brush>"
           "<context xml:id=\"c\" traceFormatRef=\"#swapped\" brushRef=\"#red\"/></definitions>"
           "<traceFormat><channel name=\"X\" units=\"mm\"/><channel name=\"Y\" units=\"mm\"/>"
           "</traceFormat><trace>1 2</trace><traceGroup contextRef=\"#c\"><trace>1 2</trace>"
           "</traceGroup><trace brushRef=\"#red\">1 2</trace><trace>1 2</trace>"
           "<context contextRef=\"#c\"/><trace>1 2</trace><brush><brushProperty name=\"color\""
           " value=\"#0f8\"/></brush><trace type=\"penUp\">7 8</trace><trace>1 2</trace></ink>");
  static const guint32 colours[] = { 0, 0xff0000, 0xff0000, 0, 0xff0000, 0x00ff88 };
  static const gboolean is_swapped[] = { FALSE, TRUE, FALSE, FALSE, TRUE, TRUE };

  g_assert_cmpuint (yao_ink_get_n_strokes (ink), ==, G_N_ELEMENTS (colours));
  for (guint i = 0; i < G_N_ELEMENTS (colours); i++)
    {
      g_test_message ("trace %u", i);
      g_assert_cmpuint (yao_ink_stroke_get_pen (yao_ink_get_stroke (ink, i))->colour, ==,
                        colours[i]);
      assert_places (ink, i, is_swapped[i] ? second : first, 1);
    }
}

static void
test_continuation (void)
{
  g_autoptr (YaoInk) ink
      = read_text (HEAD "<trace xml:id=\"a\" continuation=\"begin\">0 0, 10 10</trace>"
                        "<trace>5 5</trace>"
                        "<trace xml:id=\"b\" continuation=\"middle\" priorRef=\"#a\">20 20</trace>"
                        "<trace continuation=\"end\" priorRef=\"#b\">30 30</trace></ink>");

  g_assert_cmpuint (yao_ink_get_n_strokes (ink), ==, 2);
  g_assert_cmpuint (yao_ink_stroke_get_n_points (yao_ink_get_stroke (ink, 0)), ==, 4);
}

/* Force without a range, seconds since 1970, tilt in radians. */
static void
test_odd_units (void)
{
  g_autoptr (YaoInk) ink = read_text (
      HEAD "<traceFormat><channel name=\"X\" units=\"in\"/><channel name=\"Y\" units=\"pt\"/>"
           "<channel name=\"F\"/><channel name=\"OTx\" units=\"rad\"/>"
           "<channel name=\"T\" units=\"s\"/></traceFormat>"
           "<trace>1 72 200 0.5 1772352000.000, 2 144 400 -0.5 1772352000.125</trace></ink>");
  const YaoInkPoint *points = yao_ink_stroke_get_points (yao_ink_get_stroke (ink, 0), NULL);

  g_assert_cmpint (points[1].x, ==, 50800);
  g_assert_cmpint (points[1].y, ==, 50800);
  g_assert_cmpuint (points[0].pressure, ==, 5000);
  g_assert_cmpuint (points[1].pressure, ==, 10000);
  g_assert_cmpint (points[0].tilt_x, ==, 2865);
  g_assert_cmpuint (points[0].time, ==, 0);
  g_assert_cmpuint (points[1].time, ==, 125);
}

static void
test_harmless (void)
{
  g_autoptr (YaoInk) ink = read_text (
      "\xef\xbb\xbf<?xml version=\"1.0\"?><!-- a comment --><?go away?>" HEAD
      "<annotation type=\"truth\">A &amp; B</annotation><mapping type=\"affine\"><trace>bad"
      "</trace></mapping><trace brushRef=\"#nothing\" contextRef=\"#DefaultContext\">"
      "<!-- x --><![CDATA[0 0, 96]]> 96<note>5 5</note></trace></ink>");

  g_assert_cmpuint (yao_ink_get_n_points (ink), ==, 2);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/core/inkml/differences", test_differences);
  g_test_add_func ("/core/inkml/wildcards", test_wildcards);
  g_test_add_func ("/core/inkml/intermittent", test_intermittent);
  g_test_add_func ("/core/inkml/plain", test_plain);
  g_test_add_func ("/core/inkml/plain-of-other-size", test_plain_of_other_size);
  g_test_add_func ("/core/inkml/office", test_office);
  g_test_add_func ("/core/inkml/streaming", test_streaming);
  g_test_add_func ("/core/inkml/continuation", test_continuation);
  g_test_add_func ("/core/inkml/odd-units", test_odd_units);
  g_test_add_func ("/core/inkml/harmless", test_harmless);
  return g_test_run ();
}
