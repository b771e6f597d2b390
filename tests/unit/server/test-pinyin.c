/* test-pinyin.c: the initials of a name
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#undef G_DISABLE_ASSERT

#include "yao-error.h"
#include "yao-pinyin.h"

static void
test_names (void)
{
  static const struct
  {
    const char *name;
    const char *initials;
  } cases[] = {
    { "张伟", "zw" },
    { "李娜", "ln" },
    { "单雄信", "sxx" },
    { "曾国藩", "zgf" },
    { "欧阳雪", "oyx" },
    { "上官婉儿", "sgwe" },
    { "阿卜杜拉·买买提", "abdlmmt" },
    { "Ada Lovelace", "al" },
    { "王Tom", "wt" },
    { "", "" },
    { "★", "" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *initials = yao_pinyin_initials (cases[i].name, &error);

      g_assert_no_error (error);
      g_assert_cmpstr (initials, ==, cases[i].initials);
    }
}

static void
test_refused (void)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *name = g_strnfill (2000, 'a');

  g_assert_null (yao_pinyin_initials (name, &error));
  g_assert_error (error, YAO_ERROR, YAO_ERROR_INVALID_INPUT);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/server/pinyin/names", test_names);
  g_test_add_func ("/server/pinyin/too-long", test_refused);

  return g_test_run ();
}
