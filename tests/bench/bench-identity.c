/* bench-identity.c: what signing in takes, and what it adds to a request to prove the device
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * The floor of a login is Argon2id alone with the cost that the PIN is stretched with; that of a
 * signed request is the same request without proof and token, in processor time of the client.
 */

#undef G_DISABLE_ASSERT

#include "demo-fixture.h"
#include "yao-client-identity.h"
#include "yao-identity-work.h"
#include "yao-paths.h"

#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#define N_LOGINS 15
#define N_REQUESTS 501
#define PASSES 3
#define MEMORY (64 * 1024 * 1024)

/* In milliseconds. */
static double
read_clock (clockid_t clock)
{
  struct timespec now;

  clock_gettime (clock, &now);
  return (double) now.tv_sec * 1e3 + (double) now.tv_nsec / 1e6;
}

static int
compare_doubles (const void *a, const void *b)
{
  double one = *(const double *) a;
  double other = *(const double *) b;

  return (one > other) - (one < other);
}

static void
print_line (const char *name, double *values, gsize count)
{
  qsort (values, count, sizeof *values, compare_doubles);
  printf ("%-44s %10.3f %10.3f %10.3f\n", name, values[count / 2], values[0], values[count - 1]);
}

/* The time on the clock, and what the processor did for this thread in it. */
typedef struct
{
  double clock;
  double processor;
} Times;

static Times
begin_times (void)
{
  return (Times){ read_clock (CLOCK_MONOTONIC), read_clock (CLOCK_THREAD_CPUTIME_ID) };
}

static Times
end_times (const Times *start)
{
  return (Times){ read_clock (CLOCK_MONOTONIC) - start->clock,
                  read_clock (CLOCK_THREAD_CPUTIME_ID) - start->processor };
}

static Times
measure_stretching (void)
{
  static const guint8 salt[crypto_pwhash_SALTBYTES];
  static const char in[64];
  guint8 out[64];
  Times start = begin_times ();

  if (crypto_pwhash (out, sizeof out, in, sizeof in, salt, PASSES, MEMORY,
                     crypto_pwhash_ALG_ARGON2ID13)
      != 0)
    g_error ("no memory");
  return end_times (&start);
}

/* The whole of it: the first two requests, and the third that asks for the state of the account. */
static Times
measure_login (DemoFixture *fixture, YaoCertificate *certificate)
{
  g_autoptr (YaoPinStatus) status = NULL;
  g_autoptr (GError) error = NULL;
  Times start;

  demo_fixture_answer (fixture, DEMO_PIN, NULL);
  start = begin_times ();
  status = yao_client_login (fixture->client, certificate, NULL, &error);
  g_assert_no_error (error);
  return end_times (&start);
}

static void
bench_login (DemoFixture *fixture, YaoCertificate *certificate)
{
  double logins[2][N_LOGINS];
  double floors[2][N_LOGINS];
  double ratios[2][N_LOGINS];

  measure_login (fixture, certificate);
  measure_stretching ();
  for (guint i = 0; i < N_LOGINS; i++)
    {
      Times login = measure_login (fixture, certificate);
      Times floor = measure_stretching ();

      logins[0][i] = login.clock;
      floors[0][i] = floor.clock;
      ratios[0][i] = login.clock / floor.clock;
      logins[1][i] = login.processor;
      floors[1][i] = floor.processor;
      ratios[1][i] = login.processor / floor.processor;
    }
  print_line ("PIN login, whole, over TLS (ms)", logins[0], N_LOGINS);
  print_line ("  Argon2id alone", floors[0], N_LOGINS);
  print_line ("  ratio (to reach: at most 1.25)", ratios[0], N_LOGINS);
  print_line ("PIN login, processor of the client (ms)", logins[1], N_LOGINS);
  print_line ("  Argon2id alone", floors[1], N_LOGINS);
  print_line ("  ratio", ratios[1], N_LOGINS);
}

static double
measure_signed (YaoIdentityWork *work)
{
  const YaoDpopRequest request = { "GET", YAO_PATH_SESSION, 200, TRUE, NULL, NULL, NULL };
  double start = read_clock (CLOCK_THREAD_CPUTIME_ID);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) answer = yao_identity_work_send (work, &request, NULL, &error);

  g_assert_no_error (error);
  return read_clock (CLOCK_THREAD_CPUTIME_ID) - start;
}

static double
measure_unsigned (YaoIdentityWork *work)
{
  const YaoTransportRequest request
      = { .method = "GET", .path = YAO_PATH_SESSION, .max_size = YAO_MESSAGE_MAX_SIZE };
  double start = read_clock (CLOCK_THREAD_CPUTIME_ID);
  g_autoptr (GError) error = NULL;
  g_autoptr (YaoTransportReply) reply
      = yao_transport_send (work->sender.transport, &request, NULL, &error);

  g_assert_no_error (error);
  return read_clock (CLOCK_THREAD_CPUTIME_ID) - start;
}

static void
bench_proof (DemoFixture *fixture, YaoCertificate *certificate)
{
  g_autoptr (YaoAccount) account = yao_account_new_for (certificate);
  g_autoptr (GError) error = NULL;
  g_autoptr (YaoIdentityWork) work
      = yao_identity_work_new (fixture->client, account, "bench", TRUE, NULL, &error);
  double with[N_REQUESTS];
  double without[N_REQUESTS];
  double added[N_REQUESTS];

  g_assert_no_error (error);
  measure_signed (work);
  measure_unsigned (work);
  for (guint i = 0; i < N_REQUESTS; i++)
    {
      with[i] = measure_signed (work);
      without[i] = measure_unsigned (work);
      added[i] = with[i] - without[i];
    }
  print_line ("signed request, processor of the client (ms)", with, N_REQUESTS);
  print_line ("  the same without proof", without, N_REQUESTS);
  print_line ("  added (to reach: at most 1)", added, N_REQUESTS);
}

int
main (int argc, char **argv)
{
  DemoFixture fixture = { NULL };
  YaoCertificate *certificate;

  g_test_init (&argc, &argv, NULL);
  demo_fixture_set_up (&fixture, NULL);
  certificate = demo_fixture_download (&fixture, "10001");
  printf ("%-44s %10s %10s %10s\n", "", "median", "min", "max");
  bench_login (&fixture, certificate);
  bench_proof (&fixture, certificate);
  demo_fixture_tear_down (&fixture, NULL);
  demo_fixture_clean_up ();
  return 0;
}
