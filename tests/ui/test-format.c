/* test-format.c: tests of dates, numbers and kinds as people read them
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#undef G_DISABLE_ASSERT

#include "ui-fixture.h"
#include "yao-format.h"

static void
test_dates (void)
{
  g_autofree char *date = yao_format_date (1798761600);
  g_autofree char *time = yao_format_time (1798761600);
  g_autofree char *moment = yao_format_moment (1798761600);
  g_autofree char *never = yao_format_date (G_MAXINT64);

  g_assert_cmpstr (date, ==, "1 Jan 2027");
  g_assert_cmpstr (time, ==, "1 Jan 2027, 00:00:00");
  g_assert_cmpstr (moment, ==, "1 Jan 2027, 00:00");
  g_assert_cmpstr (never, ==, "–");
}

static void
test_days_left (void)
{
  static const struct
  {
    int days;
    const char *text;
  } cases[] = {
    { 20, "20 days left" },    { 1, "1 day left" },        { 0, "Ends within a day" },
    { -1, "Ended 1 day ago" }, { -3, "Ended 3 days ago" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text = yao_format_days_left (cases[i].days);

      g_assert_cmpstr (text, ==, cases[i].text);
    }
}

static void
test_serial (void)
{
  g_autofree char *serial = yao_format_serial ("0a1b2c3d4e");

  g_assert_cmpstr (serial, ==, "0A1B 2C3D 4E");
}

static void
test_names (void)
{
  g_assert_cmpstr (yao_format_key_kind (YAO_KEY_KIND_CLOUD), ==, "Cloud-held key");
  g_assert_cmpstr (yao_format_state (YAO_CERTIFICATE_STATE_REVOKED), ==, "Revoked");
  g_assert_cmpstr (yao_format_trust (YAO_SERVICE_TRUST_UNVERIFIED), ==, "Not verified");
  g_assert_cmpstr (yao_format_revocation_reason ("superseded"), ==,
                   "A new certificate took its place");
  g_assert_null (yao_format_revocation_reason ("unspecified"));
  g_assert_null (yao_format_revocation_reason (NULL));
}

int
main (int argc, char *argv[])
{
  g_setenv ("TZ", "UTC", TRUE);
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/app/format/dates", test_dates);
  g_test_add_func ("/app/format/days-left", test_days_left);
  g_test_add_func ("/app/format/serial", test_serial);
  g_test_add_func ("/app/format/names", test_names);

  return g_test_run ();
}
