/* test-pin-rules.c: what speaks against a PIN
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#undef G_DISABLE_ASSERT

#include "yao.h"

#include <string.h>

#define UID "E10482"
#define PHONE "13800573921"

static YaoPinRules
check (const char *pin)
{
  g_autoptr (YaoSecret) secret = yao_secret_new_from (pin, strlen (pin));

  return yao_pin_rules_check (secret, UID, PHONE);
}

static void
test_rules (void)
{
  static const struct
  {
    const char *pin;
    YaoPinRules rule; /* that must be among those told; YAO_PIN_GOOD: none is */
  } map[] = {
    { "739164", YAO_PIN_GOOD },
    { "592817", YAO_PIN_GOOD },
    { "x59y28z17", YAO_PIN_GOOD },
    { "", YAO_PIN_TOO_SHORT },
    { "73916", YAO_PIN_TOO_SHORT },
    { "correct horse", YAO_PIN_TOO_FEW_DIGITS },
    { "739164739164739164739164739164739", YAO_PIN_TOO_LONG },
    { "7391\t64", YAO_PIN_BAD_CHARACTER },
    { "7391\xff"
      "64",
      YAO_PIN_BAD_CHARACTER },
    { "111111", YAO_PIN_REPEATS },
    { "123123", YAO_PIN_REPEATS },
    { "112233", YAO_PIN_REPEATS },
    { "123456", YAO_PIN_RUN },
    { "987654", YAO_PIN_RUN },
    { "890123", YAO_PIN_RUN },
    { "521314", YAO_PIN_LUCKY },
    { "147258", YAO_PIN_KEYPAD },
    { "159357", YAO_PIN_KEYPAD },
    { "900517", YAO_PIN_DATE },
    { "19900517", YAO_PIN_DATE },
    { "199005", YAO_PIN_DATE },
    { "104826", YAO_PIN_UID },
    { "573921", YAO_PIN_PHONE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (map); i++)
    {
      YaoPinRules told = check (map[i].pin);

      g_test_message ("checking %u: %x", i, told);
      if (map[i].rule == YAO_PIN_GOOD)
        g_assert_cmpint (told, ==, YAO_PIN_GOOD);
      else
        g_assert_true (told & map[i].rule);
    }
}

/* Full-width letters and digits are the same ones; anything else stays as it is. */
static void
test_fold (void)
{
  static const char *const pairs[][2] = {
    { "７３９１６４", "739164" },
    { "Ａｚ～！", "Az~!" },
    { "密码739164", "密码739164" },
    { "\xef\xbc", "\xef\xbc" },
    { "\xef\xbc\x80"
      "１",
      "\xef\xbc\x80"
      "1" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (pairs); i++)
    {
      g_autoptr (YaoSecret) typed = yao_secret_new_from (pairs[i][0], strlen (pairs[i][0]));
      g_autoptr (YaoSecret) meant = yao_secret_new_from (pairs[i][1], strlen (pairs[i][1]));
      g_autoptr (YaoSecret) folded = yao_pin_fold (typed);

      g_assert_true (yao_secret_equal (folded, meant));
    }
}

/* Without a phone, nothing of it can speak against a PIN. */
static void
test_no_phone (void)
{
  g_autoptr (YaoSecret) secret = yao_secret_new_from ("573921", 6);

  g_assert_cmpint (yao_pin_rules_check (secret, UID, NULL), ==, YAO_PIN_GOOD);
}

/* How many of the PINs of six digits the rules cover, and that enough are left to choose from. */
static void
test_coverage (void)
{
  g_autoptr (YaoSecret) secret = yao_secret_new (6);
  guint refused = 0;

  for (guint number = 0; number < 1000000; number++)
    {
      guint rest = number;

      for (int i = 5; i >= 0; i--, rest /= 10)
        yao_secret_data (secret)[i] = (guint8) ('0' + rest % 10);
      refused += yao_pin_rules_check (secret, "", NULL) != YAO_PIN_GOOD;
    }
  g_test_message ("%u of 1000000 PINs of six digits are refused", refused);
  g_assert_cmpuint (refused, >, 50000);
  g_assert_cmpuint (refused, <, 200000);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/core/pin-rules/rules", test_rules);
  g_test_add_func ("/core/pin-rules/fold", test_fold);
  g_test_add_func ("/core/pin-rules/no-phone", test_no_phone);
  g_test_add_func ("/core/pin-rules/coverage", test_coverage);
  return g_test_run ();
}
