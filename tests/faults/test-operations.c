/* test-operations.c: every operation, with every fault of the network, at every step
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#undef G_DISABLE_ASSERT

#include "client-fixture.h"
#include "yao-error.h"

#define P256 YAO_CERTIFICATE_ALGORITHM_P256
#define SM2 YAO_CERTIFICATE_ALGORITHM_SM2
/* How many turned bits are tried with each request; the seed of the test says which. */
#define CORRUPTIONS 40

typedef gboolean (*Operation) (ClientFixture *fixture, GCancellable *cancellable, GError **error);

static gboolean
run_add (ClientFixture *fixture, GCancellable *cancellable, GError **error)
{
  g_autoptr (YaoEnrolmentCode) code = fake_service_make_code (fixture->fake, FAKE_CODE_GOOD);
  g_autoptr (YaoService) service
      = yao_client_add_service (fixture->client, code, YAO_ADD_DEFAULT, cancellable, error);

  return service != NULL;
}

static gboolean
run_download (ClientFixture *fixture, GCancellable *cancellable, GError **error)
{
  YaoService *service = yao_client_get_default_service (fixture->client);
  g_autoptr (GListModel) list
      = yao_client_download (fixture->client, service, "10001", cancellable, error);

  return list != NULL;
}

static gboolean
run_refresh (ClientFixture *fixture, GCancellable *cancellable, GError **error)
{
  return yao_client_refresh (fixture->client, NULL, cancellable, error) >= 0;
}

static gboolean
run_check (ClientFixture *fixture, GCancellable *cancellable, GError **error)
{
  YaoService *service = yao_client_get_default_service (fixture->client);

  return yao_client_check_connection (fixture->client, service, cancellable, error) >= 0;
}

static const struct
{
  const char *name;
  Operation run;
  guint n_requests;
} operations[] = {
  { "add", run_add, 1 },
  { "download", run_download, 2 },
  { "refresh", run_refresh, 2 },
  { "check", run_check, 1 },
};

/* Everything that the operations need: a service, three certificates on two pages. */
static void
prepare (ClientFixture *fixture)
{
  client_fixture_add (fixture);
  fake_service_add_certificate (fixture->fake, "10001", "张伟", P256, -1, 365);
  fake_service_add_certificate (fixture->fake, "10001", "张伟", SM2, -1, 365);
  fake_service_add_certificate (fixture->fake, "10001", "张伟", P256, -400, -1);
  client_fixture_download (fixture, "10001");
}

static gboolean
is_expected (FaultKind kind, const GError *error)
{
  switch (kind)
    {
    case FAULT_DROP_BEFORE:
    case FAULT_DROP_AFTER:
      return yao_error_is (error, YAO_ERROR_UNREACHABLE);
    case FAULT_TIME_OUT:
      return yao_error_is (error, YAO_ERROR_TIMED_OUT);
    case FAULT_HANG:
      return g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
    case FAULT_TRUNCATE:
    case FAULT_EMPTY:
      return yao_error_is (error, YAO_ERROR_BAD_REPLY);
    default:
      return FALSE;
    }
}

typedef struct
{
  FaultTransport *fault;
  guint at;
  GCancellable *cancellable;
} Canceller;

static gpointer
cancel_at (gpointer data)
{
  Canceller *canceller = data;

  while (fault_transport_get_n_sent (canceller->fault) <= canceller->at)
    g_usleep (500);
  g_cancellable_cancel (canceller->cancellable);
  return NULL;
}

static void
run_with_fault (ClientFixture *fixture, gsize i, FaultKind kind, guint at)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  g_autofree char *before = temp_file_read (fixture->dir, "profile.json");
  g_autofree char *after = NULL;
  Canceller canceller = { fixture->fault, at, cancellable };
  GThread *thread = NULL;
  gboolean done;

  fault_transport_set (fixture->fault, kind, at, 0);
  if (kind == FAULT_HANG)
    thread = g_thread_new ("canceller", cancel_at, &canceller);
  done = operations[i].run (fixture, cancellable, &error);
  if (thread != NULL)
    g_thread_join (thread);

  g_test_message ("%s, %s at %u: %s", operations[i].name, fault_kind_get_name (kind), at,
                  error != NULL ? error->message : "done");
  if (kind == FAULT_REPEAT)
    g_assert_true (done);
  else
    {
      g_assert_false (done);
      g_assert_true (is_expected (kind, error));
      after = temp_file_read (fixture->dir, "profile.json");
      g_assert_cmpstr (before, ==, after);
    }

  /* And the next try is a good one. */
  g_clear_error (&error);
  fault_transport_set (fixture->fault, FAULT_NONE, 0, 0);
  g_assert_true (operations[i].run (fixture, NULL, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (fault_transport_get_n_sent (fixture->fault), ==, operations[i].n_requests);
  g_assert_cmpuint (client_count_certificates (fixture->client), ==, 3);
  g_assert_cmpuint (client_count_services (fixture->client), ==, 1);
}

static void
test_every_step (ClientFixture *fixture, gconstpointer data)
{
  prepare (fixture);
  for (gsize i = 0; i < G_N_ELEMENTS (operations); i++)
    {
      for (guint at = 0; at < operations[i].n_requests; at++)
        {
          for (FaultKind kind = FAULT_DROP_BEFORE; kind < FAULT_CORRUPT; kind++)
            run_with_fault (fixture, i, kind, at);
        }
    }
}

/* A turned bit leads to an error, or it hit something that nothing depends on; what was signed is
 * never taken changed.
 */
static void
test_corrupt (ClientFixture *fixture, gconstpointer data)
{
  g_autoptr (GHashTable) good
      = g_hash_table_new_full (g_bytes_hash, g_bytes_equal, (GDestroyNotify) g_bytes_unref, NULL);
  g_autoptr (GListModel) list = yao_client_list_certificates (fixture->client);
  guint refused = 0;

  prepare (fixture);
  for (guint i = 0; i < g_list_model_get_n_items (list); i++)
    {
      g_autoptr (YaoCertificate) certificate = g_list_model_get_item (list, i);

      g_hash_table_add (good, g_bytes_ref (yao_certificate_get_der (certificate)));
    }

  for (guint round = 0; round < CORRUPTIONS * G_N_ELEMENTS (operations); round++)
    {
      gsize i = round % G_N_ELEMENTS (operations);
      guint at = (guint) g_test_rand_int_range (0, (gint32) operations[i].n_requests);
      g_autoptr (GError) error = NULL;

      fault_transport_set (fixture->fault, FAULT_CORRUPT, at, (gsize) g_test_rand_int ());
      if (!operations[i].run (fixture, NULL, &error))
        {
          g_assert_true (error->domain == YAO_ERROR);
          refused++;
        }
      for (guint k = 0; k < g_list_model_get_n_items (list); k++)
        {
          g_autoptr (YaoCertificate) certificate = g_list_model_get_item (list, k);

          g_assert_true (g_hash_table_contains (good, yao_certificate_get_der (certificate)));
        }
    }
  g_assert_cmpuint (refused, >, CORRUPTIONS);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/faults/operations/every-step", ClientFixture, NULL, client_fixture_set_up,
              test_every_step, client_fixture_tear_down);
  g_test_add ("/faults/operations/corrupt", ClientFixture, NULL, client_fixture_set_up,
              test_corrupt, client_fixture_tear_down);
  return g_test_run ();
}
