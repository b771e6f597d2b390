/* yao-pin-lockout.c: how many wrong PINs there may be, and how long to wait after one
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include "yao-pin-lockout.h"

#include "yao-account-table.h"
#include "yao-digest.h"
#include "yao-error.h"
#include "yao-event-table.h"
#include "yao-session-table.h"

#include <string.h>

/* How long a bound device waits after its first, second, ... wrong PIN in a row, in seconds. After
 * the tenth it is locked.
 */
static const gint64 device_waits[] = { 1, 1, 1, 30, 60, 300, 900, 3600, 14400 };

/* Everything that is not a bound device has one counter for each account, so that a stranger who
 * knows a number cannot lock its owner out of his own device: five tries, then a wait that doubles.
 */
#define SHARED_TRIES 5
#define SHARED_WAIT 1800
#define SHARED_WAIT_MAX 86400

/* From all sides together (NIST SP 800-63B section 5.2.2). */
#define OVERALL_TRIES 100

#define SHARED_NAME "unbound"
#define OVERALL_NAME "overall"

static GBytes *
make_subject (const YaoPinCounting *counting, const char *counter)
{
  g_autofree char *text
      = g_strdup_printf ("pin-counter|%s|%s|%s", counting->holder, counting->uid, counter);

  return yao_digest (YAO_DIGEST_SHA256, text, strlen (text));
}

static gint64
get_tries (const YaoPinCounting *counting)
{
  return counting->device != NULL ? (gint64) G_N_ELEMENTS (device_waits) + 1 : SHARED_TRIES;
}

static void
count_on_device (YaoPinCounter *counter, gint64 now)
{
  counter->failures++;
  if (counter->failures > (gint64) G_N_ELEMENTS (device_waits))
    counter->locked = TRUE;
  else
    counter->blocked_until = now + device_waits[counter->failures - 1];
}

static void
count_shared (YaoPinCounter *counter, gint64 now)
{
  counter->failures++;
  if (counter->failures < SHARED_TRIES)
    return;

  counter->blocked_until
      = now + MIN (SHARED_WAIT << MIN (counter->rounds, 16), (gint64) SHARED_WAIT_MAX);
  counter->failures = 0;
  counter->rounds++;
}

static YaoPinAllowance
get_allowance (const YaoPinCounting *counting, const YaoPinCounter *counter, gint64 now)
{
  YaoPinAllowance allowance = { 0 };

  allowance.is_locked = counter->locked;
  allowance.blocked_until = counter->blocked_until > now ? counter->blocked_until : 0;
  allowance.tries_left = counter->locked ? 0 : get_tries (counting) - counter->failures;
  return allowance;
}

static gboolean
refuse_locked (GError **error)
{
  GError *locked = g_error_new (YAO_ERROR, YAO_ERROR_PIN_LOCKED, "too many wrong PINs");

  yao_error_set_tries_left (locked, 0);
  g_propagate_error (error, locked);
  return FALSE;
}

static gboolean
refuse_early (const YaoPinAllowance *allowance, gint64 now, GError **error)
{
  GError *early = g_error_new (YAO_ERROR, YAO_ERROR_THROTTLED, "too soon after a wrong PIN");

  yao_error_set_retry_after (early, allowance->blocked_until - now);
  yao_error_set_tries_left (early, (int) allowance->tries_left);
  g_propagate_error (error, early);
  return FALSE;
}

static gboolean
count_overall (YaoInstallation *installation,
               const YaoPinCounting *counting,
               gint64 now,
               GError **error)
{
  YaoDatabase *database = yao_installation_get_database (installation);
  g_autoptr (GBytes) subject = make_subject (counting, OVERALL_NAME);
  YaoPinCounter counter;

  if (!yao_pin_counter_table_get (database, subject, &counter, error))
    return FALSE;
  if (counter.locked)
    return refuse_locked (error);

  counter.failures++;
  counter.locked = counter.failures >= OVERALL_TRIES;
  return yao_pin_counter_table_put (database, subject, &counter, now, error);
}

/* The person hears of it on his other devices. */
static gboolean
tell_of_lock (YaoDatabase *database,
              const YaoPinCounting *counting,
              const YaoPinCounter *counter,
              gint64 now,
              GError **error)
{
  YaoEventRecord event = { .time = now, .kind = (char *) "pin-locked" };
  gboolean is_long = counting->device == NULL && counter->failures == 0;

  return (!counter->locked && !is_long)
         || yao_event_table_insert_for_account (database, counting->holder, counting->uid, &event,
                                                error);
}

/**
 * yao_pin_lockout_take:
 * @installation: the service
 * @counting: whose try it is
 * @allowance: (out): what is left if this try turns out to be wrong
 * @error: return location
 *
 * Takes one try. It is counted as wrong, durably, before anything is answered that would tell
 * whether it is (RFC 9807 section 10.7 asks for that): a right one clears the counter afterwards.
 * Numbers that nobody has are counted in the same way.
 *
 * Returns: %TRUE if the try is allowed; %YAO_ERROR_THROTTLED, %YAO_ERROR_PIN_LOCKED
 */
gboolean
yao_pin_lockout_take (YaoInstallation *installation,
                      const YaoPinCounting *counting,
                      YaoPinAllowance *allowance,
                      GError **error)
{
  YaoDatabase *database = yao_installation_get_database (installation);
  gint64 now = yao_installation_get_now (installation);
  const char *name = counting->device != NULL ? counting->device : SHARED_NAME;
  g_autoptr (GBytes) subject = make_subject (counting, name);
  g_autoptr (YaoTransaction) transaction = yao_transaction_begin (database, error);
  YaoPinCounter counter;

  if (transaction == NULL || !yao_pin_counter_table_get (database, subject, &counter, error))
    return FALSE;

  *allowance = get_allowance (counting, &counter, now);
  if (allowance->is_locked)
    return refuse_locked (error);
  if (allowance->blocked_until > now)
    return refuse_early (allowance, now, error);

  if (counting->device != NULL)
    count_on_device (&counter, now);
  else
    count_shared (&counter, now);
  if (!count_overall (installation, counting, now, error)
      || !yao_pin_counter_table_put (database, subject, &counter, now, error)
      || !tell_of_lock (database, counting, &counter, now, error)
      || !yao_transaction_commit (transaction, error))
    return FALSE;

  *allowance = get_allowance (counting, &counter, now);
  return TRUE;
}

/**
 * yao_pin_lockout_clear:
 * @installation: the service
 * @counting: whose try was right
 * @error: return location
 *
 * Starts the counter anew, and the overall one. The counters of other devices stay as they are.
 *
 * Returns: %TRUE if it is done
 */
gboolean
yao_pin_lockout_clear (YaoInstallation *installation,
                       const YaoPinCounting *counting,
                       GError **error)
{
  YaoDatabase *database = yao_installation_get_database (installation);
  const char *name = counting->device != NULL ? counting->device : SHARED_NAME;
  g_autoptr (GBytes) subject = make_subject (counting, name);
  g_autoptr (GBytes) overall = make_subject (counting, OVERALL_NAME);

  return yao_pin_counter_table_forget (database, subject, error)
         && yao_pin_counter_table_forget (database, overall, error);
}

/**
 * yao_pin_lockout_peek:
 * @installation: the service
 * @counting: whose tries
 * @allowance: (out): what is left
 * @error: return location
 *
 * Tells what is left, without taking a try.
 *
 * Returns: %TRUE if it could be read
 */
gboolean
yao_pin_lockout_peek (YaoInstallation *installation,
                      const YaoPinCounting *counting,
                      YaoPinAllowance *allowance,
                      GError **error)
{
  const char *name = counting->device != NULL ? counting->device : SHARED_NAME;
  g_autoptr (GBytes) subject = make_subject (counting, name);
  YaoPinCounter counter;

  if (!yao_pin_counter_table_get (yao_installation_get_database (installation), subject, &counter,
                                  error))
    return FALSE;

  *allowance = get_allowance (counting, &counter, yao_installation_get_now (installation));
  return TRUE;
}

/**
 * yao_pin_lockout_unlock:
 * @installation: the service
 * @holder: the number of the owner
 * @uid: the number of the user
 * @error: return location
 *
 * Starts every counter of an account anew: for an administrator, or after the PIN was set anew.
 *
 * Returns: %TRUE if it is done; %YAO_ERROR_NOT_FOUND
 */
gboolean
yao_pin_lockout_unlock (YaoInstallation *installation,
                        const char *holder,
                        const char *uid,
                        GError **error)
{
  YaoDatabase *database = yao_installation_get_database (installation);
  g_autoptr (YaoAccountRecord) account = yao_account_table_find (database, holder, uid, error);
  g_autoptr (GPtrArray) devices = NULL;
  YaoPinCounting counting = { holder, uid, NULL };

  devices = account != NULL ? yao_device_table_list (database, account->id, error) : NULL;
  if (devices == NULL || !yao_pin_lockout_clear (installation, &counting, error))
    return FALSE;

  for (guint i = 0; i < devices->len; i++)
    {
      counting.device = ((YaoDeviceRecord *) devices->pdata[i])->jkt;
      if (!yao_pin_lockout_clear (installation, &counting, error))
        return FALSE;
    }
  return TRUE;
}
