/* test-ink-inkml.c: InkML written and read again, and files that mean harm
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#undef G_DISABLE_ASSERT

#include "yao-error.h"
#include "yao-inkml.h"

#include <string.h>

#define HEAD "<ink xmlns=\"http://www.w3.org/2003/InkML\">"
#define MOST_TIME (2 * G_USEC_PER_SEC) /* to refuse a file */

static YaoInk *
random_ink (void)
{
  YaoInk *ink = yao_ink_new ();
  guint n_strokes = (guint) g_test_rand_int_range (0, 12);

  yao_ink_set_start_time (ink, g_test_rand_int_range (0, 2) * (gint64) 1772352000123);
  for (guint i = 0; i < n_strokes; i++)
    {
      YaoInkPen pen = { (guint32) g_test_rand_int_range (0, 1 << 24),
                        (guint32) g_test_rand_int_range (YAO_INK_WIDTH_MIN, YAO_INK_WIDTH_MAX + 1),
                        (guint8) g_test_rand_int_range (0, 8) };
      g_autoptr (YaoInkStroke) stroke = yao_ink_stroke_new (&pen, NULL);

      for (gint j = g_test_rand_int_range (1, 80); j > 0; j--)
        {
          YaoInkPoint point
              = { g_test_rand_int_range (-YAO_INK_COORDINATE_MAX, YAO_INK_COORDINATE_MAX + 1),
                  g_test_rand_int_range (-5000, 5000),
                  (guint32) g_test_rand_int_range (0, (gint32) YAO_INK_TIME_MAX),
                  (guint16) g_test_rand_int_range (0, YAO_INK_PRESSURE_MAX + 1),
                  (gint16) g_test_rand_int_range (-YAO_INK_TILT_MAX, YAO_INK_TILT_MAX + 1),
                  (gint16) g_test_rand_int_range (-YAO_INK_TILT_MAX, YAO_INK_TILT_MAX + 1) };

          g_assert_true (yao_ink_stroke_append (stroke, &point, NULL));
        }
      g_assert_true (yao_ink_add_stroke (ink, stroke, NULL));
    }

  return ink;
}

static void
test_round_trip (void)
{
  for (guint i = 0; i < 200; i++)
    {
      g_autoptr (YaoInk) ink = random_ink ();
      g_autoptr (GBytes) file = yao_inkml_write (ink);
      g_autoptr (GError) error = NULL;
      g_autoptr (YaoInk) back = yao_inkml_read (file, &error);
      g_autoptr (GBytes) again = NULL;

      g_assert_no_error (error);
      g_assert_true (yao_ink_equal (ink, back));
      g_assert_false (yao_ink_can_undo (back));
      again = yao_inkml_write (back);
      g_assert_true (g_bytes_equal (file, again));
    }
}

static void
test_written (void)
{
  static const char expected[]
      = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
        "<ink xmlns=\"http://www.w3.org/2003/InkML\">\n"
        "  <definitions>\n"
        "    <timestamp xml:id=\"start\" time=\"1772352000123\"/>\n"
        "    <context xml:id=\"context7\">\n"
        "      <inkSource xml:id=\"source7\">\n"
        "        <traceFormat xml:id=\"format7\">\n"
        "          <channel name=\"X\" type=\"decimal\" units=\"mm\"/>\n"
        "          <channel name=\"Y\" type=\"decimal\" units=\"mm\"/>\n"
        "          <channel name=\"F\" type=\"decimal\" min=\"0\" max=\"1\" units=\"dev\"/>\n"
        "          <channel name=\"OTx\" type=\"decimal\" min=\"-90\" max=\"90\" units=\"deg\"/>\n"
        "          <channel name=\"OTy\" type=\"decimal\" min=\"-90\" max=\"90\" units=\"deg\"/>\n"
        "          <channel name=\"T\" type=\"integer\" units=\"ms\" respectTo=\"#start\"/>\n"
        "        </traceFormat>\n"
        "        <channelProperties>\n"
        "          <channelProperty channel=\"X\" name=\"resolution\" value=\"1\""
        " units=\"1/mm\"/>\n"
        "          <channelProperty channel=\"Y\" name=\"resolution\" value=\"1\""
        " units=\"1/mm\"/>\n"
        "        </channelProperties>\n"
        "      </inkSource>\n"
        "    </context>\n"
        "    <brush xml:id=\"pen-1a2f8f-600\">\n"
        "      <brushProperty name=\"width\" value=\"0.6\" units=\"mm\"/>\n"
        "      <brushProperty name=\"color\" value=\"#1a2f8f\"/>\n"
        "      <brushProperty name=\"tip\" value=\"ellipse\"/>\n"
        "    </brush>\n"
        "  </definitions>\n"
        "  <trace contextRef=\"#context7\" brushRef=\"#pen-1a2f8f-600\">"
        "1.25 -0.003 0.5 12.5 -0.01 7, 10 20 1 0 90 12</trace>\n"
        "</ink>\n";
  const YaoInkPen pen = { 0x1a2f8f, 600, YAO_INK_CHANNELS_ALL };
  const YaoInkPoint points[]
      = { { 1250, -3, 7, 5000, 1250, -1 }, { 10000, 20000, 12, 10000, 0, 9000 } };
  g_autoptr (YaoInk) ink = yao_ink_new ();
  g_autoptr (GBytes) file = NULL;

  yao_ink_set_start_time (ink, 1772352000123);
  yao_ink_begin (ink, &pen, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (points); i++)
    yao_ink_extend (ink, &points[i], NULL);
  yao_ink_finish (ink);
  file = yao_inkml_write (ink);
  g_assert_cmpmem (g_bytes_get_data (file, NULL), g_bytes_get_size (file), expected,
                   strlen (expected));
}

static void
assert_refused (GBytes *file)
{
  g_autoptr (GError) error = NULL;
  gint64 start = g_get_monotonic_time ();

  g_assert_null (yao_inkml_read (file, &error));
  g_assert_error (error, YAO_ERROR, YAO_ERROR_INVALID_INPUT);
  g_assert_cmpint (g_get_monotonic_time () - start, <, MOST_TIME);
}

static void
assert_text_refused (const char *text)
{
  g_autoptr (GBytes) file = g_bytes_new (text, strlen (text));

  assert_refused (file);
}

static void
test_refuses (void)
{
  static const char *const bad[] = {
    "",
    "hello",
    "<svg/>",
    HEAD,
    HEAD "<trace>1 2</trace></ink><ink/>",
    HEAD "<trace>1</trace></ink>",
    HEAD "<trace>1 2 3</trace></ink>",
    HEAD "<trace>1 x</trace></ink>",
    HEAD "<trace>1 2,,3 4</trace></ink>",
    HEAD "<trace>1 0x10</trace></ink>",
    HEAD "<trace>1 nan</trace></ink>",
    HEAD "<trace>1 1e999</trace></ink>",
    HEAD "<trace>1 1e14</trace></ink>",
    HEAD "<trace>1 2 &bomb;</trace></ink>",
    HEAD "<trace contextRef=\"#nothing\">1 2</trace></ink>",
    HEAD "<trace contextRef=\"http://example.com/\">1 2</trace></ink>",
    HEAD "<traceFormat><channel name=\"X\"/></traceFormat><trace>1</trace></ink>",
    HEAD "<traceFormat><channel name=\"X\"/><channel name=\"X\"/></traceFormat></ink>",
    HEAD "<traceFormat/><trace>1</trace></ink>",
    HEAD "<traceFormat><channel/></traceFormat></ink>",
    "\xff\xfe<\0i\0n\0k\0",
    HEAD "<trace>1 2\xff</trace></ink>",
  };
  const char nul[] = HEAD "<trace>1 2\0</trace></ink>";
  g_autoptr (GBytes) file = g_bytes_new_static (nul, sizeof nul - 1);

  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_test_message ("case %u", i);
      assert_text_refused (bad[i]);
    }
  assert_refused (file);
}

static void
test_entities (void)
{
  assert_text_refused ("<!DOCTYPE ink [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;\">"
                       "<!ENTITY c \"&b;&b;&b;&b;\">]>" HEAD "<trace>&c;</trace></ink>");
  assert_text_refused ("<!DOCTYPE ink SYSTEM \"file:///etc/passwd\">" HEAD "</ink>");
  assert_text_refused (HEAD "<!ENTITY a \"1 2\"><trace>&a;</trace></ink>");
}

/* The same text many times over. */
static GBytes *
repeat (const char *head, const char *part, guint n_times, const char *tail)
{
  GString *text = g_string_new (head);

  for (guint i = 0; i < n_times; i++)
    g_string_append (text, part);
  g_string_append (text, tail);

  return g_string_free_to_bytes (text);
}

static void
test_bombs (void)
{
  static const struct
  {
    const char *head, *part, *tail;
    guint n_times;
  } bombs[] = {
    { HEAD "<trace>", "1 1,", "</trace></ink>", 2000000 },
    { HEAD "<trace>", "1 1,", "</trace></ink>", 20001 },
    { HEAD, "<trace>1 1</trace>", "</ink>", 2001 },
    { HEAD, "<trace>1 1</trace>", "</ink>", 400000 },
    { HEAD, "<traceGroup>", "</ink>", 500000 },
    { HEAD, "<unknown>", "</ink>", 500000 },
    { HEAD "<traceFormat>", "<channel name=\"Z\"/>", "</traceFormat></ink>", 17 },
    { HEAD "<trace>1 ", "9", "</trace></ink>", 1000000 },
    { HEAD "<trace>1 1 ", "'", "</trace></ink>", 1000000 },
    { HEAD "<trace", " a=\"b\"", ">1 x</trace></ink>", 500000 },
    { HEAD "<brush xml:id=\"", "a", "\"/></ink>", 1000 },
    { "", " ", "", YAO_INKML_BYTES_MAX + 1 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (bombs); i++)
    {
      g_autoptr (GBytes) file
          = repeat (bombs[i].head, bombs[i].part, bombs[i].n_times, bombs[i].tail);

      g_test_message ("bomb %u", i);
      assert_refused (file);
    }
}

static void
test_many_definitions (void)
{
  g_autoptr (GString) text = g_string_new (HEAD "<definitions>");
  g_autoptr (GBytes) file = NULL;

  for (guint i = 0; i < 1001; i++)
    g_string_append_printf (text, "<context xml:id=\"c%u\"/>", i);
  g_string_append (text, "</definitions></ink>");
  file = g_bytes_new (text->str, text->len);
  assert_refused (file);
}

/* A good file with a few wrong bytes is read or refused, but never worse. */
static void
test_damaged (void)
{
  g_autoptr (YaoInk) ink = random_ink ();
  g_autoptr (GBytes) file = yao_inkml_write (ink);
  gsize size = g_bytes_get_size (file);

  for (guint i = 0; i < 400; i++)
    {
      g_autofree char *copy = g_memdup2 (g_bytes_get_data (file, NULL), size);
      gsize length = (gsize) g_test_rand_int_range (1, (gint32) size + 1);
      g_autoptr (GBytes) damaged = NULL;
      g_autoptr (YaoInk) back = NULL;
      g_autoptr (GError) error = NULL;

      for (guint j = 0; j < i % 8; j++)
        copy[g_test_rand_int_range (0, (gint32) size)] = "<>&\"'/ ,-9x\t\xc3"[i % 13];
      damaged = g_bytes_new (copy, i % 2 == 0 ? size : length);
      back = yao_inkml_read (damaged, &error);
      g_assert_true ((back == NULL) == (error != NULL));
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/core/inkml/round-trip", test_round_trip);
  g_test_add_func ("/core/inkml/written", test_written);
  g_test_add_func ("/core/inkml/refuses", test_refuses);
  g_test_add_func ("/core/inkml/entities", test_entities);
  g_test_add_func ("/core/inkml/bombs", test_bombs);
  g_test_add_func ("/core/inkml/many-definitions", test_many_definitions);
  g_test_add_func ("/core/inkml/damaged", test_damaged);
  return g_test_run ();
}
