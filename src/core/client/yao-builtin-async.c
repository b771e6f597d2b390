/* yao-builtin-async.c: the built-in service without waiting for it
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include "yao-builtin-service.h"

#include "yao-work.h"

static gboolean
perform_start (gpointer source, gpointer data, GCancellable *cancellable, GError **error)
{
  return yao_builtin_service_start (source, cancellable, error);
}

/**
 * yao_builtin_service_start_async:
 * @self: the built-in service
 * @cancellable: (nullable): stops it
 * @callback: called at the end
 * @user_data: for @callback
 *
 * The form of yao_builtin_service_start() that does not block.
 */
void
yao_builtin_service_start_async (YaoBuiltinService *self,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data)
{
  GTask *task;

  g_return_if_fail (YAO_IS_BUILTIN_SERVICE (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, yao_builtin_service_start_async);
  g_task_set_check_cancellable (task, FALSE);
  yao_work_run (task, perform_start);
}

/**
 * yao_builtin_service_start_finish:
 * @self: the built-in service
 * @result: what the callback got
 * @error: return location
 *
 * Ends yao_builtin_service_start_async().
 *
 * Returns: %TRUE if the service answers
 */
gboolean
yao_builtin_service_start_finish (YaoBuiltinService *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

static gboolean
perform_reset (gpointer source, gpointer data, GCancellable *cancellable, GError **error)
{
  return yao_builtin_service_reset (source, cancellable, error);
}

/**
 * yao_builtin_service_reset_async:
 * @self: the built-in service
 * @cancellable: (nullable): stops it
 * @callback: called at the end
 * @user_data: for @callback
 *
 * The form of yao_builtin_service_reset() that does not block.
 */
void
yao_builtin_service_reset_async (YaoBuiltinService *self,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data)
{
  GTask *task;

  g_return_if_fail (YAO_IS_BUILTIN_SERVICE (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, yao_builtin_service_reset_async);
  g_task_set_check_cancellable (task, FALSE);
  yao_work_run (task, perform_reset);
}

/**
 * yao_builtin_service_reset_finish:
 * @self: the built-in service
 * @result: what the callback got
 * @error: return location
 *
 * Ends yao_builtin_service_reset_async().
 *
 * Returns: %TRUE if the new service answers
 */
gboolean
yao_builtin_service_reset_finish (YaoBuiltinService *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
