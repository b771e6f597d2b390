/* yao-authorization-worker.c: PINs for grantees, made after the grant was committed
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include "yao-authorizations.h"

#include "yao-error.h"
#include "yao-pin-issue.h"
#include "yao-sms.h"

#include <gio/gio.h>

#define BUSY_KEY "yao-authorization-worker"
#define WATCH_SECONDS 30

/* One PIN on its way. A PIN takes a tenth of a second, so it is made in a thread. */
typedef struct
{
  char *id;
  char *service_id;
  char *holder;
  char *uid;
  YaoPinDraft draft;
  YaoPinService *service;
} Job;

static void
free_job (gpointer data)
{
  Job *job = data;

  yao_pin_draft_clear (&job->draft);
  g_free (job->id);
  g_free (job->service_id);
  g_free (job->holder);
  g_free (job->uid);
  g_free (job);
}

static Job *
make_job (YaoInstallation *installation, const YaoAuthorizationRecord *record, GError **error)
{
  Job *job = g_new0 (Job, 1);
  YaoPinOwner owner;

  job->id = g_strdup (record->id);
  job->service_id = yao_installation_dup_service_id (installation, error);
  job->holder = g_strdup (record->holder);
  job->uid = g_strdup (record->uid);
  job->service = yao_installation_get_pin_service (installation);
  owner = (YaoPinOwner){ job->service_id, job->holder, job->uid };
  yao_pin_draft_init (&job->draft, &owner, NULL);
  if (job->service_id != NULL)
    return job;
  free_job (job);
  return NULL;
}

static Job *
find_job (YaoInstallation *installation, GError **error)
{
  g_autoptr (GPtrArray) waiting = yao_authorization_table_list_waiting (
      yao_installation_get_database (installation), 1, error);

  if (waiting == NULL || waiting->len == 0)
    return NULL;
  return make_job (installation, waiting->pdata[0], error);
}

static gboolean
put_pin (YaoInstallation *installation, const Job *job, GError **error)
{
  YaoDatabase *database = yao_installation_get_database (installation);
  g_autoptr (YaoTransaction) transaction = yao_transaction_begin (database, error);
  g_autoptr (YaoAuthorizationRecord) record
      = transaction != NULL ? yao_authorization_table_find (database, job->id, error) : NULL;

  if (record == NULL)
    return FALSE;
  /* Deleted meanwhile: nobody waits any more. */
  if (g_strcmp0 (record->pin, "waiting") != 0)
    return TRUE;
  return yao_pin_draft_put (installation, &job->draft, record->holder, error)
         && yao_authorization_table_set_pin (database, job->id, "sent", error)
         && yao_transaction_commit (transaction, error);
}

/* What cannot be sent is marked, for the grantor to see; it does not keep the others waiting. */
static void
settle_job (YaoInstallation *installation, const Job *job, GError *made)
{
  g_autoptr (GError) error = made;

  if (error != NULL || !put_pin (installation, job, &error))
    {
      g_autoptr (GError) mark_error = NULL;

      g_message ("no PIN for the authorization %s: %s", job->id, error->message);
      if (!yao_authorization_table_set_pin (yao_installation_get_database (installation), job->id,
                                            "failed", &mark_error))
        g_message ("and it cannot be marked: %s", mark_error->message);
    }
}

static void
send_messages (YaoInstallation *installation)
{
  g_autoptr (GError) error = NULL;

  if (!yao_sms_send_waiting (installation, &error))
    g_message ("messages wait: %s", error->message);
}

static void
make_pin (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Job *job = data;
  GError *error = NULL;

  if (yao_pin_draft_make (&job->draft, job->service, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void start_next (YaoInstallation *installation);

static void
pin_ready_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  YaoInstallation *installation = YAO_INSTALLATION (source);
  Job *job = g_task_get_task_data (G_TASK (result));
  GError *error = NULL;

  g_object_set_data (source, BUSY_KEY, NULL);
  (void) g_task_propagate_boolean (G_TASK (result), &error);
  settle_job (installation, job, error);
  send_messages (installation);
  start_next (installation);
}

/* One at a time: each takes 64 MiB, and people sign in meanwhile. */
static void
start_next (YaoInstallation *installation)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GTask) task = NULL;
  Job *job;

  if (g_object_get_data (G_OBJECT (installation), BUSY_KEY) != NULL)
    return;
  job = find_job (installation, &error);
  if (job == NULL)
    {
      if (error != NULL)
        g_message ("no PIN can be made: %s", error->message);
      return;
    }

  g_object_set_data (G_OBJECT (installation), BUSY_KEY, GINT_TO_POINTER (TRUE));
  task = g_task_new (installation, NULL, pin_ready_cb, NULL);
  g_task_set_task_data (task, job, free_job);
  g_task_run_in_thread (task, make_pin);
}

static void
free_place (gpointer data)
{
  g_weak_ref_clear (data);
  g_free (data);
}

static gboolean
wake_cb (gpointer user_data)
{
  g_autoptr (YaoInstallation) installation = g_weak_ref_get (user_data);

  if (installation != NULL)
    {
      send_messages (installation);
      start_next (installation);
    }
  return G_SOURCE_REMOVE;
}

static gboolean
watch_cb (gpointer user_data)
{
  g_autoptr (YaoInstallation) installation = g_weak_ref_get (user_data);
  g_autoptr (GError) error = NULL;

  if (installation == NULL)
    return G_SOURCE_REMOVE;
  if (!yao_authorizations_settle (installation, &error))
    g_message ("authorizations cannot be looked through: %s", error->message);
  start_next (installation);
  return G_SOURCE_CONTINUE;
}

static GWeakRef *
new_place (YaoInstallation *installation)
{
  GWeakRef *place = g_new0 (GWeakRef, 1);

  g_weak_ref_init (place, installation);
  return place;
}

/**
 * yao_authorization_worker_wake:
 * @installation: the service
 *
 * Has PINs made for grantees who wait for one, and sent by SMS, as soon as the main loop has time,
 * that is when the request that granted them is committed.
 */
void
yao_authorization_worker_wake (YaoInstallation *installation)
{
  g_assert (YAO_IS_INSTALLATION (installation));

  g_idle_add_full (G_PRIORITY_DEFAULT, wake_cb, new_place (installation), free_place);
}

/**
 * yao_authorization_worker_watch:
 * @installation: the service
 *
 * Looks every half minute for what the time ended, and for grantees whom a stop of the service left
 * without a PIN, as long as the installation is there.
 */
void
yao_authorization_worker_watch (YaoInstallation *installation)
{
  g_assert (YAO_IS_INSTALLATION (installation));

  yao_authorization_worker_wake (installation);
  g_timeout_add_seconds_full (G_PRIORITY_LOW, WATCH_SECONDS, watch_cb, new_place (installation),
                              free_place);
}

/**
 * yao_authorization_worker_finish:
 * @installation: the service
 * @error: return location
 *
 * Makes and sends every PIN that somebody waits for, here and now.
 *
 * Returns: %TRUE if nobody waits any more
 */
gboolean
yao_authorization_worker_finish (YaoInstallation *installation, GError **error)
{
  g_autoptr (GError) local = NULL;
  Job *job;

  while ((job = find_job (installation, &local)) != NULL)
    {
      GError *made = NULL;

      (void) yao_pin_draft_make (&job->draft, job->service, &made);
      settle_job (installation, job, made);
      free_job (job);
    }
  if (local != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return FALSE;
    }
  return yao_sms_send_waiting (installation, error);
}
