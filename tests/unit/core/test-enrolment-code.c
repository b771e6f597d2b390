/* test-enrolment-code.c: what a scanned or typed text turns out to be
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#undef G_DISABLE_ASSERT

#include "client-fixture.h"
#include "yao-error.h"

#include <string.h>

typedef struct
{
  FakeService *fake;
  YaoEnrolmentCode *good;
  char *dir;
} Fixture;

/* What the environment names; it is read once in a process. */
static char *config_dir;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->fake = fake_service_new ();
  fixture->good = fake_service_make_code (fixture->fake, FAKE_CODE_GOOD);
  fixture->dir = temp_dir_make ();
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_assert_finalize_object (fixture->good);
  fake_service_free (fixture->fake);
  temp_dir_remove (fixture->dir);
}

static YaoEnrolmentCode *
read_file (Fixture *fixture, const char *contents, GError **error)
{
  g_autofree char *path = g_build_filename (fixture->dir, "code", NULL);

  temp_file_write (fixture->dir, "code", contents);
  return yao_enrolment_code_new_from_file (path, error);
}

static void
test_good (Fixture *fixture, gconstpointer data)
{
  g_autofree char *pin = yao_enrolment_code_dup_pin_text (fixture->good);

  g_assert_cmpstr (yao_enrolment_code_get_organisation (fixture->good), ==, FAKE_NAME);
  g_assert_cmpstr (yao_enrolment_code_get_address (fixture->good), ==, FAKE_ADDRESS);
  g_assert_cmpstr (yao_enrolment_code_get_host (fixture->good), ==, FAKE_HOST);
  g_assert_cmpint (yao_enrolment_code_get_expires (fixture->good), >, 0);
  g_assert_true (yao_enrolment_code_has_signature (fixture->good));
  g_assert_true (yao_enrolment_code_has_pin (fixture->good));
  g_assert_cmpint (pin[4], ==, ' ');
}

static void
test_spaces (Fixture *fixture, gconstpointer data)
{
  g_autofree char *text
      = g_strconcat ("\n\t ", yao_enrolment_code_get_uri (fixture->good), " \r\n", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (YaoEnrolmentCode) code = yao_enrolment_code_new_from_text (text, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (yao_enrolment_code_get_uri (code), ==,
                   yao_enrolment_code_get_uri (fixture->good));
}

static void
test_invalid (Fixture *fixture, gconstpointer data)
{
  g_autofree char *longer = g_strnfill (5000, 'a');
  const char *const texts[] = {
    "",
    " ",
    "hello",
    "http://ca.example.org",
    "cloudkey:",
    "cloudkey://init",
    "cloudkey://init?",
    "cloudkey://login?v=1",
    "\xff\xfe",
    longer,
  };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (yao_enrolment_code_new_from_text (texts[i], &error));
      g_assert_error (error, YAO_ERROR, YAO_ERROR_INVALID_CODE);
    }
}

static void
test_file (Fixture *fixture, gconstpointer data)
{
  g_autofree char *longer = g_strnfill (5000, ' ');
  g_autofree char *missing = g_build_filename (fixture->dir, "missing", NULL);
  const char *const bad[] = { "", "no code", longer };
  g_autoptr (GError) error = NULL;
  g_autoptr (YaoEnrolmentCode) code
      = read_file (fixture, yao_enrolment_code_get_uri (fixture->good), &error);

  g_assert_no_error (error);
  g_assert_cmpstr (yao_enrolment_code_get_address (code), ==, FAKE_ADDRESS);

  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_assert_null (read_file (fixture, bad[i], &error));
      g_assert_error (error, YAO_ERROR, YAO_ERROR_INVALID_CODE);
      g_assert_nonnull (strstr (yao_error_get_subject (error), "code"));
      g_clear_error (&error);
    }

  g_assert_null (yao_enrolment_code_new_from_file (missing, &error));
  g_assert_error (error, YAO_ERROR, YAO_ERROR_NOT_FOUND);
  g_clear_error (&error);
  g_assert_null (yao_enrolment_code_new_from_file (fixture->dir, &error));
  g_assert_error (error, YAO_ERROR, YAO_ERROR_STORAGE);
}

static void
test_preconfigured (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (YaoEnrolmentCode) code = NULL;

  /* owner: core; the computer's own code goes first, and is not ours to move away */
  if (g_file_test ("/etc/yunyao/init", G_FILE_TEST_EXISTS))
    {
      g_test_skip ("this computer has a preconfigured code of its own");
      return;
    }

  g_assert_null (yao_enrolment_code_load_preconfigured (&error));
  g_assert_no_error (error);

  temp_file_write (config_dir, "yunyao/init", yao_enrolment_code_get_uri (fixture->good));
  code = yao_enrolment_code_load_preconfigured (&error);
  g_assert_no_error (error);
  g_assert_cmpstr (yao_enrolment_code_get_address (code), ==, FAKE_ADDRESS);

  temp_file_write (config_dir, "yunyao/init", "something else");
  g_assert_null (yao_enrolment_code_load_preconfigured (&error));
  g_assert_error (error, YAO_ERROR, YAO_ERROR_INVALID_CODE);
}

int
main (int argc, char *argv[])
{
  int result;

  config_dir = temp_dir_make ();
  g_setenv ("XDG_CONFIG_DIRS", config_dir, TRUE);
  g_test_init (&argc, &argv, NULL);
#define ADD(name, function)                                                                        \
  g_test_add ("/core/enrolment-code/" name, Fixture, NULL, set_up, function, tear_down)
  ADD ("good", test_good);
  ADD ("spaces", test_spaces);
  ADD ("invalid", test_invalid);
  ADD ("file", test_file);
  ADD ("preconfigured", test_preconfigured);
#undef ADD
  result = g_test_run ();
  temp_dir_remove (config_dir);
  return result;
}
