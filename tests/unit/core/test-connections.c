/* test-connections.c: one way to each service, kept
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#undef G_DISABLE_ASSERT

#include "fake-service.h"
#include "yao-connections.h"
#include "yao-soup-transport.h"

#define N_THREADS 8
/* More than the set keeps. */
#define N_ADDRESSES 65

typedef struct
{
  FakeService *fake;
  YaoConnections *connections;
  GPtrArray *pins;
  guint n_made; /* under the lock of the set */
} Fixture;

static YaoTransport *
make_transport (const char *address, GPtrArray *pins, gpointer user_data)
{
  Fixture *fixture = user_data;

  fixture->n_made++;
  return fake_service_make_transport (fixture->fake, pins);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->fake = fake_service_new ();
  fixture->connections = yao_connections_new ();
  fixture->pins = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);
  yao_connections_set_factory (fixture->connections, make_transport, fixture);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  yao_connections_free (fixture->connections);
  g_ptr_array_unref (fixture->pins);
  fake_service_free (fixture->fake);
}

static YaoTransport *
get (Fixture *fixture, const char *address)
{
  return yao_connections_get (fixture->connections, address, fixture->pins);
}

static void
test_kept (Fixture *fixture, gconstpointer data)
{
  g_autoptr (YaoTransport) first = get (fixture, FAKE_ADDRESS);
  g_autoptr (YaoTransport) again = get (fixture, FAKE_ADDRESS);
  g_autoptr (YaoTransport) other = get (fixture, "https://other.example.org");

  g_assert_true (first == again);
  g_assert_true (first != other);
  g_assert_cmpuint (fixture->n_made, ==, 2);
}

/* A way that was held to one key is never used for a service that is to be held to another. */
static void
test_pins (Fixture *fixture, gconstpointer data)
{
  g_autoptr (YaoTransport) none = get (fixture, FAKE_ADDRESS);
  g_autoptr (YaoTransport) one = NULL;
  g_autoptr (YaoTransport) two = NULL;
  g_autoptr (YaoTransport) same = NULL;

  g_ptr_array_add (fixture->pins, g_bytes_new_static ("a", 1));
  one = get (fixture, FAKE_ADDRESS);
  g_ptr_array_add (fixture->pins, g_bytes_new_static ("b", 1));
  two = get (fixture, FAKE_ADDRESS);
  g_ptr_array_set_size (fixture->pins, 0);
  g_ptr_array_add (fixture->pins, g_bytes_new ("a", 1));
  same = get (fixture, FAKE_ADDRESS);

  g_assert_true (none != one);
  g_assert_true (one != two);
  g_assert_true (none != two);
  g_assert_true (same == one);
  g_assert_cmpuint (fixture->n_made, ==, 3);
}

static void
test_bounded (Fixture *fixture, gconstpointer data)
{
  YaoTransport *first = get (fixture, FAKE_ADDRESS);
  g_autoptr (YaoTransport) again = NULL;

  for (guint i = 1; i < N_ADDRESSES; i++)
    {
      g_autofree char *address = g_strdup_printf ("https://%u.example.org", i);
      g_autoptr (YaoTransport) transport = get (fixture, address);

      g_assert_nonnull (transport);
    }
  /* Nobody else holds it: the set has let it go, and whoever uses it still could. */
  g_assert_finalize_object (first);
  again = get (fixture, FAKE_ADDRESS);
  g_assert_cmpuint (fixture->n_made, ==, N_ADDRESSES + 1);
}

static void
test_factory (Fixture *fixture, gconstpointer data)
{
  YaoTransport *ours = get (fixture, FAKE_ADDRESS);
  g_autoptr (YaoTransport) real = NULL;

  yao_connections_set_factory (fixture->connections, NULL, NULL);
  g_assert_finalize_object (ours);
  real = get (fixture, FAKE_ADDRESS);
  g_assert_true (YAO_IS_SOUP_TRANSPORT (real));
  g_assert_cmpuint (fixture->n_made, ==, 1);
}

static gpointer
get_cb (gpointer data)
{
  return get (data, FAKE_ADDRESS);
}

static void
test_threads (Fixture *fixture, gconstpointer data)
{
  GThread *threads[N_THREADS];
  g_autoptr (YaoTransport) first = NULL;

  for (guint i = 0; i < N_THREADS; i++)
    threads[i] = g_thread_new ("get", get_cb, fixture);
  for (guint i = 0; i < N_THREADS; i++)
    {
      g_autoptr (YaoTransport) transport = g_thread_join (threads[i]);

      if (first == NULL)
        first = g_object_ref (transport);
      g_assert_true (transport == first);
    }
  g_assert_cmpuint (fixture->n_made, ==, 1);
}

#define ADD(name, function)                                                                        \
  g_test_add ("/core/connections/" name, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  ADD ("kept", test_kept);
  ADD ("pins", test_pins);
  ADD ("bounded", test_bounded);
  ADD ("factory", test_factory);
  ADD ("threads", test_threads);

  return g_test_run ();
}
