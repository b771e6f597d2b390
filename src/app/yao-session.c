/* yao-session.c: what all pages share: the client, and how fresh its data are
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include "yao-session-private.h"

#include <glib/gi18n.h>

#include "yao-error-text.h"

G_DEFINE_FINAL_TYPE (YaoSession, yao_session, G_TYPE_OBJECT)

enum
{
  PROP_0,
  PROP_CLIENT,
  PROP_REFRESHING,
  PROP_REFRESH_ERROR,
  N_PROPS,
};

static GParamSpec *props[N_PROPS];

enum
{
  SIGNAL_NEWS,
  SIGNAL_IDENTITY,
  SIGNAL_IDENTITY_CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static void
take_refresh_error (YaoSession *self, GError *error)
{
  g_assert (YAO_IS_SESSION (self));

  if (error == NULL && self->refresh_error == NULL)
    return;

  g_clear_error (&self->refresh_error);
  self->refresh_error = error;
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_REFRESH_ERROR]);
}

static void
refresh_done_cb (YaoSession *self, GParamSpec *pspec, YaoOperation *operation)
{
  const GError *error;
  gint64 changed;

  g_assert (YAO_IS_SESSION (self));

  if (yao_operation_is_busy (operation) || operation != self->refresh)
    return;

  error = yao_operation_get_error (operation);
  changed = yao_operation_get_number (operation);
  if (error != NULL)
    g_message ("refresh failed: %s", error->message);

  take_refresh_error (self, error != NULL ? g_error_copy (error) : NULL);
  if (error == NULL && !yao_operation_is_cancelled (operation))
    {
      g_autofree char *text = NULL;

      if (changed > 0)
        text = g_strdup_printf (ngettext ("%d certificate was updated",
                                          "%d certificates were updated", (gulong) changed),
                                (int) changed);
      yao_session_tell_news (self, text != NULL ? text : _ ("Everything is up to date"));
    }

  g_clear_object (&self->refresh);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_REFRESHING]);
}

static void
builtin_started_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (YaoSession) self = user_data;
  g_autoptr (GError) error = NULL;

  g_assert (YAO_IS_SESSION (self));

  if (yao_builtin_service_start_finish (YAO_BUILTIN_SERVICE (source), result, &error)
      || yao_error_text_is_silent (error))
    return;

  g_message ("the built-in service does not start: %s", error->message);
  take_refresh_error (self, g_steal_pointer (&error));
}

static void
builtin_reset_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (YaoSession) self = user_data;
  g_autoptr (GError) error = NULL;

  g_assert (YAO_IS_SESSION (self));

  if (yao_builtin_service_reset_finish (YAO_BUILTIN_SERVICE (source), result, &error))
    yao_session_tell_news (self, _ ("The demonstration data were reset"));
  else if (!yao_error_text_is_silent (error))
    {
      g_autofree char *text = yao_error_text_dup_both (error);

      g_message ("the demonstration data were not reset: %s", error->message);
      yao_session_tell_news (self, text);
    }
}

/* Whoever shows the request answers TRUE. */
static gboolean
ask_identity_cb (YaoClient *client, YaoIdentityRequest *request, gpointer user_data)
{
  YaoSession *self = user_data;
  gboolean is_shown = FALSE;

  g_assert (YAO_IS_SESSION (self));

  g_signal_emit (self, signals[SIGNAL_IDENTITY], 0, request, &is_shown);
  if (is_shown)
    yao_session_follow_request (self, request);
  return is_shown;
}

static void
yao_session_constructed (GObject *object)
{
  YaoSession *self = YAO_SESSION (object);

  G_OBJECT_CLASS (yao_session_parent_class)->constructed (object);

  self->certificates = yao_client_list_certificates (self->client);
  self->services = yao_client_list_services (self->client);
  /* Made here and not by the first call that needs it: it tells of its state where it was made. */
  yao_client_get_builtin (self->client);
  yao_client_set_identity_handler (self->client, ask_identity_cb, self, NULL);
  yao_session_begin_identity (self);
}

static void
yao_session_dispose (GObject *object)
{
  YaoSession *self = YAO_SESSION (object);

  g_cancellable_cancel (self->cancellable);
  if (self->refresh != NULL)
    {
      g_signal_handlers_disconnect_by_data (self->refresh, self);
      yao_operation_cancel (self->refresh);
    }
  g_clear_object (&self->refresh);
  yao_session_end_identity (self);
  g_clear_object (&self->certificates);
  g_clear_object (&self->services);
  if (self->client != NULL)
    yao_client_set_identity_handler (self->client, NULL, NULL, NULL);
  g_clear_object (&self->client);

  G_OBJECT_CLASS (yao_session_parent_class)->dispose (object);
}

static void
yao_session_finalize (GObject *object)
{
  YaoSession *self = YAO_SESSION (object);

  g_object_unref (self->cancellable);
  g_clear_error (&self->refresh_error);

  G_OBJECT_CLASS (yao_session_parent_class)->finalize (object);
}

static void
yao_session_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  YaoSession *self = YAO_SESSION (object);

  switch (prop_id)
    {
    case PROP_CLIENT:
      g_value_set_object (value, self->client);
      break;
    case PROP_REFRESHING:
      g_value_set_boolean (value, yao_session_is_refreshing (self));
      break;
    case PROP_REFRESH_ERROR:
      g_value_set_boxed (value, self->refresh_error);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
yao_session_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  YaoSession *self = YAO_SESSION (object);

  switch (prop_id)
    {
    case PROP_CLIENT:
      self->client = g_value_dup_object (value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
yao_session_class_init (YaoSessionClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->constructed = yao_session_constructed;
  object_class->dispose = yao_session_dispose;
  object_class->finalize = yao_session_finalize;
  object_class->get_property = yao_session_get_property;
  object_class->set_property = yao_session_set_property;

  props[PROP_CLIENT]
      = g_param_spec_object ("client", NULL, NULL, YAO_TYPE_CLIENT,
                             G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  props[PROP_REFRESHING] = g_param_spec_boolean ("refreshing", NULL, NULL, FALSE,
                                                 G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  props[PROP_REFRESH_ERROR] = g_param_spec_boxed ("refresh-error", NULL, NULL, G_TYPE_ERROR,
                                                  G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, props);

  signals[SIGNAL_NEWS] = g_signal_new ("news", YAO_TYPE_SESSION, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                       NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[SIGNAL_IDENTITY] = g_signal_new ("identity", YAO_TYPE_SESSION, G_SIGNAL_RUN_LAST, 0,
                                           g_signal_accumulator_true_handled, NULL, NULL,
                                           G_TYPE_BOOLEAN, 1, YAO_TYPE_IDENTITY_REQUEST);
  signals[SIGNAL_IDENTITY_CHANGED] = g_signal_new (
      "identity-changed", YAO_TYPE_SESSION, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
yao_session_init (YaoSession *self)
{
  self->cancellable = g_cancellable_new ();
}

/**
 * yao_session_new:
 * @client: the client
 *
 * Makes what all pages of a window share. Its signal “news” brings a sentence to be shown for a
 * moment; “identity” brings a YaoIdentityRequest, and is answered with %TRUE by whoever shows it;
 * “identity-changed” tells that yao_session_is_signed_in(), the keyring or the state of a PIN may
 * be another.
 *
 * Returns: (transfer full): the session
 */
YaoSession *
yao_session_new (YaoClient *client)
{
  g_return_val_if_fail (YAO_IS_CLIENT (client), NULL);

  return g_object_new (YAO_TYPE_SESSION, "client", client, NULL);
}

/**
 * yao_session_tell_news:
 * @self: a session
 * @text: a sentence
 *
 * Tells something for a moment, with the signal “news”.
 */
void
yao_session_tell_news (YaoSession *self, const char *text)
{
  g_assert (YAO_IS_SESSION (self));
  g_assert (text != NULL);

  g_signal_emit (self, signals[SIGNAL_NEWS], 0, text);
}

/**
 * yao_session_tell_identity:
 * @self: a session
 *
 * Tells that something of the person's identity may have changed, with the signal
 * “identity-changed”.
 */
void
yao_session_tell_identity (YaoSession *self)
{
  g_assert (YAO_IS_SESSION (self));

  g_signal_emit (self, signals[SIGNAL_IDENTITY_CHANGED], 0);
}

/**
 * yao_session_get_client:
 * @self: a session
 *
 * Gets the client.
 *
 * Returns: (transfer none): the client
 */
YaoClient *
yao_session_get_client (YaoSession *self)
{
  g_return_val_if_fail (YAO_IS_SESSION (self), NULL);

  return self->client;
}

/**
 * yao_session_get_certificates:
 * @self: a session
 *
 * Gets the certificates on this device, which change as they do.
 *
 * Returns: (transfer none): a list of YaoCertificate
 */
GListModel *
yao_session_get_certificates (YaoSession *self)
{
  g_return_val_if_fail (YAO_IS_SESSION (self), NULL);

  return self->certificates;
}

/**
 * yao_session_get_services:
 * @self: a session
 *
 * Gets the services that are set up, which change as they do.
 *
 * Returns: (transfer none): a list of YaoService
 */
GListModel *
yao_session_get_services (YaoSession *self)
{
  g_return_val_if_fail (YAO_IS_SESSION (self), NULL);

  return self->services;
}

/**
 * yao_session_get_current:
 * @self: a session
 *
 * Gets the certificate in use.
 *
 * Returns: (transfer none) (nullable): the certificate; %NULL if there is none on this device
 */
YaoCertificate *
yao_session_get_current (YaoSession *self)
{
  g_return_val_if_fail (YAO_IS_SESSION (self), NULL);

  return yao_client_get_current (self->client);
}

/**
 * yao_session_get_now:
 * @self: a session
 *
 * Gets the time by the client's clock.
 *
 * Returns: seconds since 1970
 */
gint64
yao_session_get_now (YaoSession *self)
{
  g_return_val_if_fail (YAO_IS_SESSION (self), 0);

  return yao_clock_get_unix (yao_client_get_clock (self->client));
}

/**
 * yao_session_has_builtin:
 * @self: a session
 *
 * Tells whether the built-in service is among the services that are set up.
 *
 * Returns: %TRUE if it is
 */
gboolean
yao_session_has_builtin (YaoSession *self)
{
  g_return_val_if_fail (YAO_IS_SESSION (self), FALSE);

  for (guint i = 0; i < g_list_model_get_n_items (self->services); i++)
    {
      g_autoptr (YaoService) service = g_list_model_get_item (self->services, i);

      if (yao_service_is_builtin (service))
        return TRUE;
    }

  return FALSE;
}

/**
 * yao_session_is_refreshing:
 * @self: a session
 *
 * Tells whether the certificates are being fetched again.
 *
 * Returns: %TRUE while they are
 */
gboolean
yao_session_is_refreshing (YaoSession *self)
{
  g_return_val_if_fail (YAO_IS_SESSION (self), FALSE);

  return self->refresh != NULL;
}

/**
 * yao_session_get_refresh_error:
 * @self: a session
 *
 * Gets why the last refresh failed.
 *
 * Returns: (nullable): the error; %NULL if it did not, or there was none yet
 */
const GError *
yao_session_get_refresh_error (YaoSession *self)
{
  g_return_val_if_fail (YAO_IS_SESSION (self), NULL);

  return self->refresh_error;
}

/**
 * yao_session_refresh:
 * @self: a session
 *
 * Fetches all certificates again, for they may have been renewed or revoked. While that goes on
 * another call does nothing.
 */
void
yao_session_refresh (YaoSession *self)
{
  g_return_if_fail (YAO_IS_SESSION (self));

  if (self->refresh != NULL || g_list_model_get_n_items (self->certificates) == 0)
    return;

  self->refresh = yao_client_refresh_begin (self->client, NULL);
  g_signal_connect_object (self->refresh, "notify::busy", G_CALLBACK (refresh_done_cb), self,
                           G_CONNECT_SWAPPED);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_REFRESHING]);
}

/**
 * yao_session_start_builtin:
 * @self: a session
 *
 * Starts the built-in service if it is set up.
 */
void
yao_session_start_builtin (YaoSession *self)
{
  g_return_if_fail (YAO_IS_SESSION (self));

  if (!yao_session_has_builtin (self))
    return;

  yao_builtin_service_start_async (yao_client_get_builtin (self->client), self->cancellable,
                                   builtin_started_cb, g_object_ref (self));
}

/**
 * yao_session_reset_builtin:
 * @self: a session
 *
 * Makes the data of the built-in service anew.
 */
void
yao_session_reset_builtin (YaoSession *self)
{
  g_return_if_fail (YAO_IS_SESSION (self));

  yao_builtin_service_reset_async (yao_client_get_builtin (self->client), self->cancellable,
                                   builtin_reset_cb, g_object_ref (self));
}

/**
 * yao_session_shut_down:
 * @self: a session
 *
 * Gives up what is on its way and stops the built-in service, if this process started it.
 */
void
yao_session_shut_down (YaoSession *self)
{
  g_return_if_fail (YAO_IS_SESSION (self));

  g_cancellable_cancel (self->cancellable);
  if (self->refresh != NULL)
    yao_operation_cancel (self->refresh);
  yao_session_forget_at_quit (self);
  if (yao_session_has_builtin (self))
    yao_builtin_service_stop (yao_client_get_builtin (self->client));
}
