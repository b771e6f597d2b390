/* test-error-text.c: tests of what people are told about errors
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#undef G_DISABLE_ASSERT

#include "ui-fixture.h"
#include "yao-error-text.h"

/* Every code has a whole sentence and a next step, and a button has an action. */
static void
test_total (void)
{
  for (int code = YAO_ERROR_INTERNAL; code < YAO_ERROR_LAST; code++)
    {
      const YaoErrorText *text = yao_error_text_get (code);

      g_test_message ("checking %s", yao_error_code_get_nick (code));
      g_assert_nonnull (text->sentence);
      g_assert_nonnull (text->hint);
      g_assert_true (g_str_has_suffix (text->sentence, "."));
      g_assert_true (g_str_has_suffix (text->hint, "."));
      g_assert_true (g_ascii_isupper (text->sentence[0]));
      g_assert_true (g_ascii_isupper (text->hint[0]));
      g_assert_cmpint (text->button_label == NULL, ==, text->action == NULL);
      if (text->action != NULL)
        g_assert_true (g_str_has_prefix (text->action, "win."));
    }
}

static void
test_unknown (void)
{
  const YaoErrorText *internal = yao_error_text_get (YAO_ERROR_INTERNAL);
  g_autoptr (GError) foreign = g_error_new_literal (G_IO_ERROR, G_IO_ERROR_EXISTS, "there");

  g_assert_true (yao_error_text_get (0) == internal);
  g_assert_true (yao_error_text_get (YAO_ERROR_LAST) == internal);
  g_assert_true (yao_error_text_get_for (foreign) == internal);
}

/* The message of an error is for the log. */
static void
test_message_is_not_shown (void)
{
  g_autoptr (GError) error
      = g_error_new_literal (YAO_ERROR, YAO_ERROR_UNREACHABLE, "connect() to 10.0.0.1: refused");
  g_autofree char *text = yao_error_text_dup_both (error);

  g_assert_null (strstr (text, "refused"));
  g_assert_nonnull (strstr (text, "cannot be reached"));
}

static void
test_numbers (void)
{
  g_autoptr (GError) throttled = g_error_new_literal (YAO_ERROR, YAO_ERROR_THROTTLED, "429");
  g_autoptr (GError) wrong = g_error_new_literal (YAO_ERROR, YAO_ERROR_WRONG_PIN, "wrong");
  g_autofree char *seconds = NULL;
  g_autofree char *minutes = NULL;
  g_autofree char *tries = NULL;

  yao_error_set_retry_after (throttled, 30);
  seconds = yao_error_text_dup_hint (throttled);
  g_assert_cmpstr (seconds, ==, "Try again in 30 seconds.");
  yao_error_set_retry_after (throttled, 150);
  minutes = yao_error_text_dup_hint (throttled);
  g_assert_cmpstr (minutes, ==, "Try again in 3 minutes.");
  yao_error_set_tries_left (wrong, 1);
  tries = yao_error_text_dup_hint (wrong);
  g_assert_cmpstr (tries, ==, "1 try is left.");
}

static void
test_silence (void)
{
  g_autoptr (GError) cancelled = g_error_new_literal (G_IO_ERROR, G_IO_ERROR_CANCELLED, "no");
  g_autoptr (GError) offline = g_error_new_literal (YAO_ERROR, YAO_ERROR_TIMED_OUT, "late");

  g_assert_true (yao_error_text_is_silent (NULL));
  g_assert_true (yao_error_text_is_silent (cancelled));
  g_assert_false (yao_error_text_is_silent (offline));
  g_assert_true (yao_error_text_is_offline (offline));
  g_assert_false (yao_error_text_is_offline (NULL));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/app/error-text/total", test_total);
  g_test_add_func ("/app/error-text/unknown", test_unknown);
  g_test_add_func ("/app/error-text/message-is-not-shown", test_message_is_not_shown);
  g_test_add_func ("/app/error-text/numbers", test_numbers);
  g_test_add_func ("/app/error-text/silence", test_silence);

  return g_test_run ();
}
