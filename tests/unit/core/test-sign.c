/* test-sign.c: files are signed once, whatever is lost on the way
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#undef G_DISABLE_ASSERT

#include "demo-fixture.h"
#include "yao-error.h"
#include "yao-file.h"
#include "yao-signing.h"

/* Signing in takes two requests; the third one has the signatures made. */
#define SIGN_REQUEST 2

typedef struct
{
  GFile *file;
  GFile *signature;
  GListStore *list;
  YaoSignedFile *item;
} Paper;

static Paper *
paper_new (DemoFixture *fixture, const char *name, const char *text)
{
  Paper *paper = g_new0 (Paper, 1);
  g_autofree char *path = g_build_filename (fixture->dir, name, NULL);
  g_autofree char *signature = g_strconcat (path, ".p7s", NULL);

  g_assert_true (g_file_set_contents (path, text, -1, NULL));
  paper->file = g_file_new_for_path (path);
  paper->signature = g_file_new_for_path (signature);
  paper->item = yao_signed_file_new (paper->file, paper->signature);
  paper->list = g_list_store_new (YAO_TYPE_SIGNED_FILE);
  g_list_store_append (paper->list, paper->item);
  return paper;
}

static void
paper_free (Paper *paper)
{
  g_object_unref (paper->file);
  g_object_unref (paper->signature);
  g_object_unref (paper->item);
  g_object_unref (paper->list);
  g_free (paper);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Paper, paper_free)

static gint64
sign (DemoFixture *fixture, YaoCertificate *certificate, Paper *paper, GError **error)
{
  return yao_client_sign (fixture->client, certificate, G_LIST_MODEL (paper->list),
                          YAO_SIGN_DEFAULT, NULL, error);
}

static void
assert_verdict (DemoFixture *fixture, Paper *paper, YaoVerdict verdict)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (YaoVerification) verification
      = yao_client_verify (fixture->client, paper->file, paper->signature, NULL, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpint (yao_verification_get_verdict (verification), ==, verdict);
}

/* What was asked and not heard of yet. */
static guint
count_intents (DemoFixture *fixture)
{
  g_autofree char *path
      = g_build_filename (yao_client_get_profile_dir (fixture->client), "intents", NULL);
  g_autoptr (GDir) folder = g_dir_open (path, 0, NULL);
  guint n = 0;

  while (folder != NULL && g_dir_read_name (folder) != NULL)
    n++;
  return n;
}

static void
test_sign (DemoFixture *fixture, gconstpointer data)
{
  YaoCertificate *certificate = demo_fixture_download (fixture, "10005");
  g_autoptr (Paper) paper = paper_new (fixture, "contract", "one");
  g_autoptr (Paper) other = paper_new (fixture, "other", "two");
  g_autoptr (GError) error = NULL;

  demo_fixture_answer (fixture, DEMO_PIN, NULL);
  g_assert_cmpint (sign (fixture, certificate, paper, &error), ==, 1);
  g_assert_no_error (error);
  g_assert_cmpuint (fixture->n_asked, ==, 1);
  g_assert_cmpint (yao_signed_file_get_state (paper->item), ==, YAO_SIGNED_FILE_DONE);
  g_assert_cmpint (yao_signed_file_get_size (paper->item), ==, 3);
  g_assert_cmpuint (count_intents (fixture), ==, 0);
  assert_verdict (fixture, paper, YAO_VERDICT_GOOD);
  g_assert_true (g_file_replace_contents (paper->file, "uno", 3, NULL, FALSE, G_FILE_CREATE_NONE,
                                          NULL, NULL, NULL));
  assert_verdict (fixture, paper, YAO_VERDICT_FILE_CHANGED);

  /* Signed in and checked just now: still, each approval is a check of its own. */
  g_assert_cmpint (sign (fixture, certificate, other, &error), ==, -1);
  g_assert_error (error, YAO_ERROR, YAO_ERROR_IDENTITY_REQUIRED);
}

/* The service signed, the answer was lost: it is asked, and says the same again. */
static void
test_lost_reply (DemoFixture *fixture, gconstpointer data)
{
  YaoCertificate *certificate = demo_fixture_download (fixture, "10001");
  g_autoptr (Paper) paper = paper_new (fixture, "contract", "one");
  g_autoptr (GError) error = NULL;

  demo_fixture_answer (fixture, DEMO_PIN, NULL);
  g_assert_cmpint (sign (fixture, certificate, paper, &error), ==, 1);
  g_assert_no_error (error);
  demo_fixture_answer (fixture, DEMO_PIN, NULL);
  fault_transport_set (fixture->fault, FAULT_DROP_AFTER, 1 + SIGN_REQUEST, 0);
  g_assert_cmpint (sign (fixture, certificate, paper, &error), ==, 1);
  g_assert_no_error (error);
  g_assert_cmpuint (count_intents (fixture), ==, 0);
  assert_verdict (fixture, paper, YAO_VERDICT_GOOD);
}

static void
test_lost_request (DemoFixture *fixture, gconstpointer data)
{
  YaoCertificate *certificate = demo_fixture_download (fixture, "10002");
  g_autoptr (Paper) paper = paper_new (fixture, "contract", "one");
  g_autoptr (GError) error = NULL;

  demo_fixture_answer (fixture, DEMO_PIN, NULL);
  g_assert_cmpint (sign (fixture, certificate, paper, &error), ==, 1);
  g_assert_no_error (error);
  g_assert_true (g_file_delete (paper->signature, NULL, NULL));
  demo_fixture_answer (fixture, DEMO_PIN, NULL);
  fault_transport_set (fixture->fault, FAULT_DROP_BEFORE, 1 + SIGN_REQUEST, 0);
  g_assert_cmpint (sign (fixture, certificate, paper, &error), ==, -1);
  g_assert_error (error, YAO_ERROR, YAO_ERROR_UNREACHABLE);
  g_assert_cmpuint (count_intents (fixture), ==, 0);
  g_assert_false (g_file_query_exists (paper->signature, NULL));
}

#define ADD(name, func)                                                                            \
  g_test_add ("/core/sign/" name, DemoFixture, NULL, demo_fixture_set_up, func,                    \
              demo_fixture_tear_down)

int
main (int argc, char **argv)
{
  int status;

  g_test_init (&argc, &argv, NULL);

  ADD ("sign", test_sign);
  ADD ("lost-reply", test_lost_reply);
  ADD ("lost-request", test_lost_request);

  status = g_test_run ();
  demo_fixture_clean_up ();
  return status;
}
