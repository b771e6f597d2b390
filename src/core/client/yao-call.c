/* yao-call.c: one operation, in all the forms in which it can be called
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include "yao-call.h"

#include "yao-certificate-private.h"
#include "yao-client-private.h"
#include "yao-operation-private.h"
#include "yao-work.h"

/**
 * yao_call_new:
 * @client: whose operation it is
 * @klass: what it does
 *
 * Makes an operation; its inputs are filled in by the caller.
 *
 * Returns: (transfer full): the call
 */
YaoCall *
yao_call_new (YaoClient *client, const YaoCallClass *klass)
{
  YaoCall *self = g_new0 (YaoCall, 1);

  g_assert (YAO_IS_CLIENT (client));
  g_assert (klass != NULL && klass->perform != NULL);

  self->klass = klass;
  self->client = g_object_ref (client);
  self->certificates
      = g_ptr_array_new_with_free_func ((GDestroyNotify) yao_certificate_record_unref);
  self->accounts = g_ptr_array_new_with_free_func ((GDestroyNotify) yao_account_unref);
  self->ids = g_ptr_array_new_with_free_func (g_free);
  return self;
}

/**
 * yao_call_free:
 * @self: (transfer full): a call
 *
 * Frees a call.
 */
void
yao_call_free (YaoCall *self)
{
  g_assert (self != NULL);

  g_clear_object (&self->client);
  g_clear_object (&self->code);
  g_clear_pointer (&self->service, yao_service_record_unref);
  g_free (self->uid);
  g_ptr_array_unref (self->certificates);
  g_ptr_array_unref (self->accounts);
  g_clear_pointer (&self->old_pin, yao_secret_unref);
  g_clear_pointer (&self->new_pin, yao_secret_unref);
  g_clear_pointer (&self->file, g_bytes_unref);
  if (self->input != NULL)
    self->input_free (self->input);
  yao_call_set_outcome (self, NULL, NULL);
  g_free (self->service_id);
  g_ptr_array_unref (self->ids);
  g_free (self);
}

/**
 * yao_call_set_outcome:
 * @self: a call
 * @outcome: (nullable) (transfer full): what the service said
 * @outcome_free: (nullable): frees @outcome
 *
 * Keeps what came of the work, for the main context to make objects of.
 */
void
yao_call_set_outcome (YaoCall *self, gpointer outcome, GDestroyNotify outcome_free)
{
  g_assert (self != NULL);

  if (self->outcome != NULL)
    self->outcome_free (self->outcome);
  self->outcome = outcome;
  self->outcome_free = outcome_free;
}

/**
 * yao_call_add_certificate:
 * @self: a call that has not started
 * @certificate: a certificate
 *
 * Takes the record of a certificate among the inputs.
 */
void
yao_call_add_certificate (YaoCall *self, YaoCertificate *certificate)
{
  g_assert (self != NULL);
  g_assert (YAO_IS_CERTIFICATE (certificate));

  g_ptr_array_add (self->certificates,
                   yao_certificate_record_ref (yao_certificate_get_record (certificate)));
}

static gboolean
perform_call (gpointer source, gpointer data, GCancellable *cancellable, GError **error)
{
  YaoCall *self = data;

  return self->klass->perform (self, cancellable, error);
}

/* A call that failed may have done a part: the models follow in any case. */
static void
collect_outcome (YaoCall *self, gboolean done, GObject **object, gint64 *number)
{
  yao_client_reload (self->client);
  if (done && object != NULL && self->klass->collect != NULL)
    *object = self->klass->collect (self);
  if (done && number != NULL)
    *number = self->number;
}

/**
 * yao_call_start:
 * @self: (transfer full): a call
 * @source_tag: the public function that starts it
 * @cancellable: (nullable): stops it
 * @callback: (nullable): called in the main context at the end
 * @user_data: for @callback
 *
 * Runs the call in a thread.
 */
void
yao_call_start (YaoCall *self,
                gpointer source_tag,
                GCancellable *cancellable,
                GAsyncReadyCallback callback,
                gpointer user_data)
{
  GTask *task;

  g_assert (self != NULL);

  task = g_task_new (self->client, cancellable, callback, user_data);
  g_task_set_source_tag (task, source_tag);
  g_task_set_check_cancellable (task, FALSE);
  g_task_set_task_data (task, self, (GDestroyNotify) yao_call_free);
  yao_work_run (task, perform_call);
}

/**
 * yao_call_finish:
 * @client: whose operation it was
 * @result: what the callback got
 * @source_tag: the public function that started it
 * @object: (out) (optional) (transfer full): the object that came of it, set only on success
 * @number: (out) (optional): the number that came of it, set only on success
 * @error: return location
 *
 * Ends a call: the models are up to date when this returns.
 *
 * Returns: %TRUE if it went well
 */
gboolean
yao_call_finish (YaoClient *client,
                 GAsyncResult *result,
                 gpointer source_tag,
                 GObject **object,
                 gint64 *number,
                 GError **error)
{
  gboolean done;

  g_return_val_if_fail (YAO_IS_CLIENT (client), FALSE);
  g_return_val_if_fail (g_task_is_valid (result, client), FALSE);
  g_return_val_if_fail (g_async_result_is_tagged (result, source_tag), FALSE);

  done = g_task_propagate_boolean (G_TASK (result), error);
  collect_outcome (g_task_get_task_data (G_TASK (result)), done, object, number);
  return done;
}

/**
 * yao_call_run:
 * @self: (transfer full): a call
 * @cancellable: (nullable): stops it
 * @object: (out) (optional) (transfer full): the object that came of it, set only on success
 * @number: (out) (optional): the number that came of it, set only on success
 * @error: return location
 *
 * Runs the call here and now.
 *
 * Returns: %TRUE if it went well
 */
gboolean
yao_call_run (YaoCall *self,
              GCancellable *cancellable,
              GObject **object,
              gint64 *number,
              GError **error)
{
  g_autoptr (YaoCall) call = self;
  gboolean done;

  g_assert (self != NULL);

  call->is_blocking = TRUE;
  done = call->klass->perform (call, cancellable, error);
  collect_outcome (call, done, object, number);
  return done;
}

static void
call_ready_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (YaoOperation) operation = user_data;
  g_autoptr (GObject) object = NULL;
  gint64 number = 0;
  GError *error = NULL;

  if (!yao_call_finish (YAO_CLIENT (source), result, yao_call_begin, &object, &number, &error))
    yao_operation_return_error (operation, error);
  else if (object != NULL)
    yao_operation_return_object (operation, g_steal_pointer (&object));
  else
    yao_operation_return_number (operation, number);
}

/**
 * yao_call_begin:
 * @self: (transfer full): a call
 *
 * Runs the call in a thread, for a page to watch.
 *
 * Returns: (transfer full): the operation
 */
YaoOperation *
yao_call_begin (YaoCall *self)
{
  YaoOperation *operation = yao_operation_new ();

  g_assert (self != NULL);

  yao_call_start (self, yao_call_begin, yao_operation_get_cancellable (operation), call_ready_cb,
                  g_object_ref (operation));
  return operation;
}
