/* yao-work.c: work in a thread, its end in the main context
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include "yao-work.h"

#define MAX_THREADS 8

/* With g_task_run_in_thread() the thread holds on to the task for a moment after its callback has
 * run, and so may be the one that drops the last reference to the source object: models and file
 * monitors would then be freed in a thread where they are not at home. Here the thread lets go of
 * everything before the main context hears of the end.
 */
typedef struct
{
  GTask *task;
  YaoWork work;
  gboolean done;
  GError *error;
} Job;

static gboolean
job_over_cb (gpointer user_data)
{
  Job *job = user_data;
  g_autoptr (GTask) task = job->task;

  if (job->done)
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, job->error);
  g_free (job);
  return G_SOURCE_REMOVE;
}

static void
perform_job (gpointer data, gpointer user_data)
{
  Job *job = data;
  GMainContext *context = g_task_get_context (job->task);
  g_autoptr (GMainContext) home = g_main_context_ref (context);
  g_autoptr (GSource) source = g_idle_source_new ();

  job->done = job->work (g_task_get_source_object (job->task), g_task_get_task_data (job->task),
                         g_task_get_cancellable (job->task), &job->error);

  g_source_set_priority (source, g_task_get_priority (job->task));
  g_source_set_callback (source, job_over_cb, job, NULL);
  g_source_attach (source, home);
}

static GThreadPool *
get_pool (void)
{
  static GThreadPool *pool;

  if (g_once_init_enter (&pool))
    g_once_init_leave (&pool, g_thread_pool_new (perform_job, NULL, MAX_THREADS, FALSE, NULL));

  return pool;
}

/**
 * yao_work_run:
 * @task: (transfer full): a task whose result is a boolean
 * @work: what to do
 *
 * Does @work in a thread and returns its outcome by @task, in the main context of the task.
 */
void
yao_work_run (GTask *task, YaoWork work)
{
  Job *job = g_new0 (Job, 1);

  g_assert (G_IS_TASK (task));
  g_assert (work != NULL);

  job->task = task;
  job->work = work;
  g_thread_pool_push (get_pool (), job, NULL);
}
