/* yao-operation.c: one call on its way, that pages bind to
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include "yao-operation-private.h"

/**
 * YaoOperation:
 *
 * One call of the client that is on its way. A page keeps it, binds to its properties and redraws:
 * #YaoOperation:busy is %TRUE until the call is over and falls before #YaoOperation:error is told,
 * so a page that watches both never shows an error beside a spinner. The signal
 * #YaoOperation::done comes last. All of it happens in the main context of the client.
 *
 * The operation keeps itself alive while it is busy: letting go of it does not stop the call;
 * yao_operation_cancel() does. A cancelled operation has no error.
 */
struct _YaoOperation
{
  GObject parent_instance;

  GCancellable *cancellable;
  GObject *result;
  gint64 number;
  GError *error;
  double progress;
  gboolean busy;
};

G_DEFINE_FINAL_TYPE (YaoOperation, yao_operation, G_TYPE_OBJECT)

enum
{
  PROP_0,
  PROP_BUSY,
  PROP_PROGRESS,
  PROP_ERROR,
  PROP_CANCELLED,
  PROP_RESULT,
  N_PROPS
};

enum
{
  SIGNAL_DONE,
  N_SIGNALS
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

static void
yao_operation_finalize (GObject *object)
{
  YaoOperation *self = YAO_OPERATION (object);

  g_clear_object (&self->cancellable);
  g_clear_object (&self->result);
  g_clear_error (&self->error);

  G_OBJECT_CLASS (yao_operation_parent_class)->finalize (object);
}

static void
yao_operation_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  YaoOperation *self = YAO_OPERATION (object);

  switch (prop_id)
    {
    case PROP_BUSY:
      g_value_set_boolean (value, self->busy);
      break;
    case PROP_PROGRESS:
      g_value_set_double (value, self->progress);
      break;
    case PROP_ERROR:
      g_value_set_boxed (value, self->error);
      break;
    case PROP_CANCELLED:
      g_value_set_boolean (value, yao_operation_is_cancelled (self));
      break;
    case PROP_RESULT:
      g_value_set_object (value, self->result);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
yao_operation_class_init (YaoOperationClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->finalize = yao_operation_finalize;
  object_class->get_property = yao_operation_get_property;

  properties[PROP_BUSY] = g_param_spec_boolean ("busy", NULL, NULL, TRUE, flags);
  properties[PROP_PROGRESS] = g_param_spec_double ("progress", NULL, NULL, -1, 1, -1, flags);
  properties[PROP_ERROR] = g_param_spec_boxed ("error", NULL, NULL, G_TYPE_ERROR, flags);
  properties[PROP_CANCELLED] = g_param_spec_boolean ("cancelled", NULL, NULL, FALSE, flags);
  properties[PROP_RESULT] = g_param_spec_object ("result", NULL, NULL, G_TYPE_OBJECT, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  /**
   * YaoOperation::done:
   *
   * The call is over, well or badly or cancelled. Comes once, after every property is in place.
   */
  signals[SIGNAL_DONE] = g_signal_new ("done", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                       NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
yao_operation_init (YaoOperation *self)
{
  self->cancellable = g_cancellable_new ();
  self->progress = -1;
  self->busy = TRUE;
}

/* The order that pages rely on: busy falls first, then the error is told, then "done". */
static void
end_operation (YaoOperation *self)
{
  g_object_ref (self);
  self->busy = FALSE;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_BUSY]);
  if (self->result != NULL)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_RESULT]);
  if (self->error != NULL)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ERROR]);
  g_signal_emit (self, signals[SIGNAL_DONE], 0);
  g_object_unref (self);
}

/**
 * yao_operation_new:
 *
 * Makes an operation that is busy.
 *
 * Returns: (transfer full): the operation
 */
YaoOperation *
yao_operation_new (void)
{
  return g_object_new (YAO_TYPE_OPERATION, NULL);
}

/**
 * yao_operation_set_progress:
 * @self: a busy operation
 * @progress: 0 to 1, or -1 where it is not known
 *
 * Says how far the call is.
 */
void
yao_operation_set_progress (YaoOperation *self, double progress)
{
  g_assert (YAO_IS_OPERATION (self));
  g_assert (self->busy);

  progress = progress < 0 ? -1 : MIN (progress, 1);
  if (progress == self->progress)
    return;
  self->progress = progress;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PROGRESS]);
}

/**
 * yao_operation_return_object:
 * @self: a busy operation
 * @result: (nullable) (transfer full): what the call brought
 *
 * Ends the operation well.
 */
void
yao_operation_return_object (YaoOperation *self, GObject *result)
{
  g_assert (YAO_IS_OPERATION (self));
  g_assert (self->busy);

  self->result = result;
  end_operation (self);
}

/**
 * yao_operation_return_number:
 * @self: a busy operation
 * @number: what the call counted or measured
 *
 * Ends the operation well.
 */
void
yao_operation_return_number (YaoOperation *self, gint64 number)
{
  g_assert (YAO_IS_OPERATION (self));
  g_assert (self->busy);

  self->number = number;
  end_operation (self);
}

/**
 * yao_operation_return_error:
 * @self: a busy operation
 * @error: (transfer full): what went wrong
 *
 * Ends the operation badly. A cancelled one keeps no error; one that a person gave up when he was
 * asked for the PIN is a cancelled one, too.
 */
void
yao_operation_return_error (YaoOperation *self, GError *error)
{
  g_assert (YAO_IS_OPERATION (self));
  g_assert (self->busy);
  g_assert (error != NULL);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      g_error_free (error);
      yao_operation_cancel (self);
    }
  else
    self->error = error;
  end_operation (self);
}

/**
 * yao_operation_is_busy:
 * @self: an operation
 *
 * Tells whether the call is still on its way.
 *
 * Returns: %TRUE until it is over
 */
gboolean
yao_operation_is_busy (YaoOperation *self)
{
  g_return_val_if_fail (YAO_IS_OPERATION (self), FALSE);

  return self->busy;
}

/**
 * yao_operation_get_progress:
 * @self: an operation
 *
 * Gets how far the call is.
 *
 * Returns: 0 to 1, or -1 where it is not known
 */
double
yao_operation_get_progress (YaoOperation *self)
{
  g_return_val_if_fail (YAO_IS_OPERATION (self), -1);

  return self->progress;
}

/**
 * yao_operation_get_error:
 * @self: an operation
 *
 * Gets what went wrong.
 *
 * Returns: (nullable): an error owned by @self; %NULL while busy, after success and when cancelled
 */
const GError *
yao_operation_get_error (YaoOperation *self)
{
  g_return_val_if_fail (YAO_IS_OPERATION (self), NULL);

  return self->error;
}

/**
 * yao_operation_is_cancelled:
 * @self: an operation
 *
 * Tells whether somebody stopped the call. It may still be busy for a moment.
 *
 * Returns: %TRUE if yao_operation_cancel() came before the end
 */
gboolean
yao_operation_is_cancelled (YaoOperation *self)
{
  g_return_val_if_fail (YAO_IS_OPERATION (self), FALSE);

  return g_cancellable_is_cancelled (self->cancellable);
}

/**
 * yao_operation_get_result:
 * @self: an operation
 *
 * Gets what the call brought: the #YaoService of an addition, the #GListModel of a download.
 *
 * Returns: (nullable) (transfer none): the object, or %NULL while busy and where there is none
 */
GObject *
yao_operation_get_result (YaoOperation *self)
{
  g_return_val_if_fail (YAO_IS_OPERATION (self), NULL);

  return self->result;
}

/**
 * yao_operation_get_number:
 * @self: an operation
 *
 * Gets what the call counted or measured: the changes of a refresh, the microseconds of a check.
 *
 * Returns: the number, 0 where there is none
 */
gint64
yao_operation_get_number (YaoOperation *self)
{
  g_return_val_if_fail (YAO_IS_OPERATION (self), 0);

  return self->number;
}

/**
 * yao_operation_cancel:
 * @self: an operation
 *
 * Stops the call. What the service has done already stays done. Does nothing after the end.
 */
void
yao_operation_cancel (YaoOperation *self)
{
  g_return_if_fail (YAO_IS_OPERATION (self));

  if (!self->busy || g_cancellable_is_cancelled (self->cancellable))
    return;

  g_cancellable_cancel (self->cancellable);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_CANCELLED]);
}

/**
 * yao_operation_get_cancellable:
 * @self: an operation
 *
 * Gets the cancellable that stops the call, to tie it to others.
 *
 * Returns: (transfer none): the cancellable
 */
GCancellable *
yao_operation_get_cancellable (YaoOperation *self)
{
  g_return_val_if_fail (YAO_IS_OPERATION (self), NULL);

  return self->cancellable;
}
