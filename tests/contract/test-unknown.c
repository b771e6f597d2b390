/* test-unknown.c: a number that nobody has looks like one that somebody has
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#undef G_DISABLE_ASSERT

#include "test-installation.h"
#include "test-person.h"

#include "yao-people.h"
#include "yao-pin-lockout.h"

#include <dlfcn.h>
#include <stdlib.h>
#include <string.h>
#include <sys/types.h>
#include <time.h>
#include <unistd.h>

#define PIN "739164"
#define WRONG_PIN "000000"
#define ROUNDS 101
#define MAX_MEASUREMENTS 5
/* By how much medians may differ. Processor time wanders little; the time on the clock holds the
 * waits for a disk that others use as well. Who answers unknown numbers without the same work
 * differs by far more; a single step that is left out is for the counts below to find.
 */
#define PROCESSOR_MARGIN 0.08
#define CLOCK_MARGIN 0.30

/* What work is counted: the functions of this program stand before those of the libraries. */
enum
{
  STATEMENTS,
  WRITES,
  SYNCS,
  MULTIPLICATIONS,
  BASE_MULTIPLICATIONS,
  MAPS,
  N_COUNTS
};

static guint counts[N_COUNTS];

#define NEXT(type, name) ((type) dlsym (RTLD_NEXT, name))

int sqlite3_step (void *statement);
int crypto_scalarmult_ristretto255 (unsigned char *q,
                                    const unsigned char *n,
                                    const unsigned char *p);
int crypto_scalarmult_ristretto255_base (unsigned char *q, const unsigned char *n);
int crypto_core_ristretto255_from_hash (unsigned char *p, const unsigned char *r);

int
sqlite3_step (void *statement)
{
  counts[STATEMENTS]++;
  return NEXT (int (*) (void *), "sqlite3_step") (statement);
}

ssize_t
pwrite64 (int fd, const void *data, size_t size, off64_t offset)
{
  counts[WRITES]++;
  return NEXT (ssize_t (*) (int, const void *, size_t, off64_t), "pwrite64") (fd, data, size,
                                                                              offset);
}

int
fdatasync (int fd)
{
  counts[SYNCS]++;
  return NEXT (int (*) (int), "fdatasync") (fd);
}

int
crypto_scalarmult_ristretto255 (unsigned char *q, const unsigned char *n, const unsigned char *p)
{
  counts[MULTIPLICATIONS]++;
  return NEXT (int (*) (unsigned char *, const unsigned char *, const unsigned char *),
               "crypto_scalarmult_ristretto255") (q, n, p);
}

int
crypto_scalarmult_ristretto255_base (unsigned char *q, const unsigned char *n)
{
  counts[BASE_MULTIPLICATIONS]++;
  return NEXT (int (*) (unsigned char *, const unsigned char *),
               "crypto_scalarmult_ristretto255_base") (q, n);
}

int
crypto_core_ristretto255_from_hash (unsigned char *p, const unsigned char *r)
{
  counts[MAPS]++;
  return NEXT (int (*) (unsigned char *, const unsigned char *),
               "crypto_core_ristretto255_from_hash") (p, r);
}

/* Who may be asked for: with a PIN, without one, disabled, and nobody. */
static const char *const uids[] = { "1", "2", "3", "9" };

typedef struct
{
  char *folder;
  YaoClock *clock;
  YaoInstallation *installation;
  TestPerson *person;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  fixture->folder = test_folder_new ();
  fixture->clock = yao_clock_new ();
  fixture->installation = test_installation_new (fixture->folder, fixture->clock, FALSE);
  test_add_user (fixture->installation, "1", "张伟");
  test_add_user (fixture->installation, "2", "李娜");
  test_add_user (fixture->installation, "3", "王芳");
  test_give_pin (fixture->installation, "1", PIN);
  test_give_pin (fixture->installation, "3", PIN);
  yao_people_set_active (fixture->installation, "3", FALSE, "test", &error);
  g_assert_no_error (error);
  fixture->person = test_person_new (fixture->installation);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  test_person_free (fixture->person);
  g_assert_finalize_object (fixture->installation);
  g_object_unref (fixture->clock);
  test_folder_remove (fixture->folder);
}

/* So that no try is refused for the ones before it. */
static void
forget_tries (Fixture *fixture, const char *uid)
{
  const YaoPinCounting counting = { uid, uid, NULL };

  g_assert_true (yao_pin_lockout_clear (fixture->installation, &counting, NULL));
}

typedef YaoResponse *(*Attempt) (TestPerson *person,
                                 const char *holder,
                                 const char *uid,
                                 const char *pin);

static void
count_attempt (Fixture *fixture, Attempt attempt, const char *uid, guint status, guint *found)
{
  g_autoptr (YaoResponse) response = NULL;

  /* The log of the database is cut back every thousand pages: not in the middle of this. */
  forget_tries (fixture, uid);
  memset (counts, 0, sizeof counts);
  response = attempt (fixture->person, uid, uid, WRONG_PIN);
  test_assert_status (response, status);
  memcpy (found, counts, sizeof counts);
}

static void
assert_same_work (Fixture *fixture, Attempt attempt, guint status)
{
  static const char *const names[N_COUNTS]
      = { "statements", "writes", "syncs", "multiplications", "base multiplications", "maps" };
  guint wanted[N_COUNTS];

  /* The first one brings the nonce. */
  count_attempt (fixture, attempt, uids[0], status, wanted);
  count_attempt (fixture, attempt, uids[0], status, wanted);
  for (guint n = 0; n < N_COUNTS; n++)
    g_assert_cmpuint (wanted[n], >, 0);
  for (guint i = 1; i < G_N_ELEMENTS (uids); i++)
    {
      guint found[N_COUNTS];

      count_attempt (fixture, attempt, uids[i], status, found);
      for (guint n = 0; n < N_COUNTS; n++)
        {
          g_test_message ("%s: %s: %u", uids[i], names[n], found[n]);
          g_assert_cmpuint (found[n], ==, wanted[n]);
        }
    }
}

static void
test_same_work (Fixture *fixture, gconstpointer data)
{
  assert_same_work (fixture, test_person_begin_login, 200);
  assert_same_work (fixture, test_person_login, 403);
}

/* The names of the members of a JSON object, and the lengths of what has a fixed one. */
static char *
describe (YaoResponse *response)
{
  gsize size;
  const char *body = g_bytes_get_data (yao_response_get_body (response), &size);
  g_autofree char *text = g_strndup (body, size);
  g_autoptr (GRegex) values = g_regex_new ("[0-9A-Za-z_-]", 0, 0, NULL);
  g_autofree char *shape = g_regex_replace_literal (values, text, -1, 0, "x", 0, NULL);

  return g_strdup_printf ("%u %s %s", yao_response_get_status (response),
                          yao_response_get_content_type (response), shape);
}

static void
test_same_answers (Fixture *fixture, gconstpointer data)
{
  static const Attempt attempts[] = { test_person_begin_login, test_person_login };

  for (guint a = 0; a < G_N_ELEMENTS (attempts); a++)
    {
      g_autofree char *wanted = NULL;

      for (guint i = 0; i < G_N_ELEMENTS (uids); i++)
        {
          g_autoptr (YaoResponse) response = NULL;
          g_autofree char *found = NULL;

          forget_tries (fixture, uids[i]);
          response = attempts[a](fixture->person, uids[i], uids[i], WRONG_PIN);
          found = describe (response);
          if (wanted == NULL)
            wanted = g_strdup (found);
          g_assert_cmpstr (found, ==, wanted);
        }
    }
}

typedef struct
{
  double processor;
  double clock;
} Times;

static double
read_clock (clockid_t clock)
{
  struct timespec now;

  g_assert_cmpint (clock_gettime (clock, &now), ==, 0);
  return (double) now.tv_sec * 1e6 + (double) now.tv_nsec / 1e3;
}

static Times
measure (Fixture *fixture, const char *uid)
{
  g_autoptr (YaoResponse) response = NULL;
  Times start;
  Times end;

  forget_tries (fixture, uid);
  start.clock = read_clock (CLOCK_MONOTONIC);
  start.processor = read_clock (CLOCK_PROCESS_CPUTIME_ID);
  response = test_person_begin_login (fixture->person, uid, uid, WRONG_PIN);
  end.processor = read_clock (CLOCK_PROCESS_CPUTIME_ID);
  end.clock = read_clock (CLOCK_MONOTONIC);
  test_assert_status (response, 200);
  return (Times){ end.processor - start.processor, end.clock - start.clock };
}

static int
compare_doubles (const void *a, const void *b)
{
  double one = *(const double *) a;
  double other = *(const double *) b;

  return (one > other) - (one < other);
}

static double
get_median (double *values)
{
  qsort (values, ROUNDS, sizeof *values, compare_doubles);
  return values[ROUNDS / 2];
}

/* In turns, so that a machine whose speed wanders does not decide. By how much the other one takes
 * longer, as a part of the whole.
 */
static Times
compare_times (Fixture *fixture, const char *one, const char *other)
{
  double processor[2][ROUNDS];
  double clock[2][ROUNDS];

  for (guint i = 0; i < ROUNDS; i++)
    {
      for (guint n = 0; n < 2; n++)
        {
          Times times = measure (fixture, n == 0 ? one : other);

          processor[n][i] = times.processor;
          clock[n][i] = times.clock;
        }
    }
  return (Times){ get_median (processor[1]) / get_median (processor[0]) - 1,
                  get_median (clock[1]) / get_median (clock[0]) - 1 };
}

static void
test_same_time (Fixture *fixture, gconstpointer data)
{
  measure (fixture, uids[0]);
  for (guint i = 1; i < G_N_ELEMENTS (uids); i++)
    {
      Times least = { 1, 1 };

      /* A busy machine may spoil a measurement; a difference that is there spoils all of them. */
      for (guint n = 0; n < MAX_MEASUREMENTS
                        && (least.processor > PROCESSOR_MARGIN || least.clock > CLOCK_MARGIN);
           n++)
        {
          Times found = compare_times (fixture, uids[0], uids[i]);

          g_test_message ("%s: processor %+.1f %%, clock %+.1f %%", uids[i], found.processor * 100,
                          found.clock * 100);
          least.processor = MIN (least.processor, ABS (found.processor));
          least.clock = MIN (least.clock, ABS (found.clock));
        }
      g_assert_cmpfloat (least.processor, <=, PROCESSOR_MARGIN);
      g_assert_cmpfloat (least.clock, <=, CLOCK_MARGIN);
    }
}

#define TEST(name, function)                                                                       \
  g_test_add ("/contract/unknown/" name, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  TEST ("same-work", test_same_work);
  TEST ("same-answers", test_same_answers);
  TEST ("same-time", test_same_time);
  return g_test_run ();
}
