/* soak-logins.c: very many logins, right, wrong and broken off, against a model of the counters
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#undef G_DISABLE_ASSERT

#include "test-installation.h"
#include "test-person.h"

#include "yao-identity-message.h"
#include "yao-paths.h"
#include "yao-pin-lockout.h"

#include <stdlib.h>
#include <string.h>

/* The long form; SOAK_SHARE says how many percent of it are done. */
#define N_LOGINS 1000
#define N_PEOPLE 8
#define SEED 20261125

/* Of what is not a bound device (security.md). */
#define TRIES 5
#define WAIT 1800
#define WAIT_MAX 86400

typedef struct
{
  char *uid;
  char *pin;
  TestPerson *device;
  gint64 failures; /* the model */
  gint64 rounds;
  gint64 blocked_until;
} Person;

static char *folder;
static YaoClock *the_clock;
static YaoInstallation *installation;
static Person people[N_PEOPLE];
static GRand *chance;
static gint64 passed;

/* 6 to 32 characters, digits and others that people have. */
static char *
make_pin (void)
{
  static const char *const others[] = { "a", "Z", "-", "云", "é", " " };
  GString *pin = g_string_new (NULL);
  int digits = g_rand_int_range (chance, 6, 20);
  int more = g_rand_int_range (chance, 0, 12);

  for (int i = 0; i < digits; i++)
    g_string_append_c (pin, (char) g_rand_int_range (chance, '0', '9' + 1));
  for (int i = 0; i < more; i++)
    g_string_append (pin, others[g_rand_int_range (chance, 0, G_N_ELEMENTS (others))]);
  return g_string_free (pin, FALSE);
}

static gint64
get_now (void)
{
  return yao_installation_get_now (installation);
}

static gboolean
is_blocked (const Person *person)
{
  return person->blocked_until > get_now ();
}

static void
model_failure (Person *person)
{
  if (++person->failures < TRIES)
    return;
  person->blocked_until = get_now () + MIN ((gint64) WAIT << MIN (person->rounds, 16), WAIT_MAX);
  person->failures = 0;
  person->rounds++;
}

static void
model_success (Person *person)
{
  person->failures = 0;
  person->rounds = 0;
  person->blocked_until = 0;
}

static void
check_model (const Person *person)
{
  const YaoPinCounting counting = { person->uid, person->uid, NULL };
  YaoPinAllowance allowance = { 0 };

  g_assert_true (yao_pin_lockout_peek (installation, &counting, &allowance, NULL));
  g_assert_cmpint (allowance.tries_left, ==, TRIES - person->failures);
  g_assert_true ((allowance.blocked_until != 0) == is_blocked (person));
}

static void
log_in (Person *person, gboolean is_right)
{
  g_autofree char *wrong = make_pin ();
  g_autoptr (YaoResponse) response = test_person_login (person->device, person->uid, person->uid,
                                                        is_right ? person->pin : wrong);

  if (is_blocked (person))
    test_assert_status (response, 429);
  else if (is_right)
    {
      test_assert_status (response, 200);
      model_success (person);
    }
  else
    {
      model_failure (person);
      test_assert_status (response, 403);
    }
}

static void
break_off (Person *person)
{
  g_autoptr (YaoResponse) begun
      = test_person_begin_login (person->device, person->uid, person->uid, person->pin);

  if (is_blocked (person))
    test_assert_status (begun, 429);
  else
    {
      test_assert_status (begun, 200);
      model_failure (person);
    }
}

static void
change_pin (Person *person)
{
  g_autofree char *next = make_pin ();
  g_autofree char *key = g_uuid_string_random ();
  g_autoptr (YaoResponse) response = NULL;

  if (is_blocked (person))
    return;
  log_in (person, TRUE);
  response = test_person_change_pin (person->device, person->uid, next, key);
  test_assert_status (response, 204);
  g_free (person->pin);
  person->pin = g_steal_pointer (&next);
}

/* As after the end of the process: what is in memory only is lost. */
static void
restart (void)
{
  g_assert_finalize_object (installation);
  installation = test_installation_open (folder, the_clock);
  for (guint i = 0; i < N_PEOPLE; i++)
    people[i].device->installation = installation;
}

static void
take_another_device (Person *person)
{
  test_person_free (person->device);
  person->device = test_person_new (installation);
}

static void
pass_time (void)
{
  passed += g_rand_int_range (chance, 1, 2 * WAIT);
  yao_clock_set_offset (the_clock, passed);
}

static void
do_something (void)
{
  Person *person = &people[g_rand_int_range (chance, 0, N_PEOPLE)];
  int what = g_rand_int_range (chance, 0, 100);

  if (what < 50)
    log_in (person, TRUE);
  else if (what < 75)
    log_in (person, FALSE);
  else if (what < 85)
    break_off (person);
  else if (what < 91)
    change_pin (person);
  else if (what < 94)
    restart ();
  else if (what < 97)
    take_another_device (person);
  else
    pass_time ();
  check_model (person);
}

static void
test_logins (void)
{
  const char *share_text = g_getenv ("SOAK_SHARE");
  guint share = share_text != NULL ? (guint) strtoul (share_text, NULL, 10) : 3;

  for (guint i = 0; i < MAX (N_LOGINS * share / 100, 1); i++)
    {
      g_test_message ("step %u", i);
      do_something ();
    }

  /* In the end everybody can sign in with the PIN that he has. */
  passed += 2 * WAIT_MAX;
  yao_clock_set_offset (the_clock, passed);
  for (guint i = 0; i < N_PEOPLE; i++)
    log_in (&people[i], TRUE);
}

int
main (int argc, char **argv)
{
  int status;

  g_test_init (&argc, &argv, NULL);
  chance = g_rand_new_with_seed (SEED);
  folder = test_folder_new ();
  the_clock = yao_clock_new ();
  installation = test_installation_new (folder, the_clock, FALSE);
  for (guint i = 0; i < N_PEOPLE; i++)
    {
      people[i].uid = g_strdup_printf ("%u", i + 1);
      people[i].pin = make_pin ();
      test_add_user (installation, people[i].uid, "张伟");
      test_give_pin (installation, people[i].uid, people[i].pin);
      people[i].device = test_person_new (installation);
    }

  g_test_add_func ("/soak/logins", test_logins);
  status = g_test_run ();

  for (guint i = 0; i < N_PEOPLE; i++)
    {
      test_person_free (people[i].device);
      g_free (people[i].uid);
      g_free (people[i].pin);
    }
  g_assert_finalize_object (installation);
  g_object_unref (the_clock);
  g_rand_free (chance);
  test_folder_remove (folder);
  return status;
}
