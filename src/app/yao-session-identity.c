/* yao-session-identity.c: who is signed in, and what waits for him
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include "yao-session-private.h"

#include <glib/gi18n.h>

#include "yao-error-text.h"
#include "yao-notice-text.h"

static void
call_busy_cb (YaoSession *self, GParamSpec *pspec, YaoOperation *call)
{
  YaoSessionDoneFunc done = g_object_get_data (G_OBJECT (call), "yao-session-done");
  g_autoptr (YaoOperation) hold = g_object_ref (call);

  g_assert (YAO_IS_SESSION (self));

  if (yao_operation_is_busy (call) || !g_ptr_array_remove (self->calls, call))
    return;

  done (self, hold);
  yao_session_update_identity (self);
}

/**
 * yao_session_run:
 * @self: a session
 * @call: (transfer full): a call on its way
 * @done: what follows
 *
 * Takes a call that lasts as long as the session at most. After it everybody looks again at who is
 * signed in.
 */
void
yao_session_run (YaoSession *self, YaoOperation *call, YaoSessionDoneFunc done)
{
  g_assert (YAO_IS_SESSION (self));
  g_assert (YAO_IS_OPERATION (call));

  g_object_set_data (G_OBJECT (call), "yao-session-done", done);
  g_signal_connect_object (call, "notify::busy", G_CALLBACK (call_busy_cb), self,
                           G_CONNECT_SWAPPED);
  g_ptr_array_add (self->calls, call);
}

/**
 * yao_session_tell_error:
 * @self: a session
 * @error: an error
 *
 * Tells what happened and what to do next, unless the person wanted it so.
 */
void
yao_session_tell_error (YaoSession *self, const GError *error)
{
  g_autofree char *text = NULL;

  g_assert (YAO_IS_SESSION (self));

  if (yao_error_text_is_silent (error))
    return;

  g_message ("%s", error->message);
  text = yao_error_text_dup_both (error);
  yao_session_tell_news (self, text);
}

static char *
dup_account_key (const char *service_id, const char *holder_uid)
{
  return g_strdup_printf ("%s|%s", service_id, holder_uid);
}

static char *
dup_current_key (YaoSession *self)
{
  YaoCertificate *current = yao_session_get_current (self);

  return current != NULL
             ? dup_account_key (yao_service_get_id (yao_certificate_get_service (current)),
                                yao_certificate_get_holder_uid (current))
             : NULL;
}

/* What was there when the notices were first heard of is no news. */
static void
notices_changed_cb (YaoSession *self, guint position, guint removed, guint added)
{
  g_autoptr (YaoNotice) notice = NULL;

  g_assert (YAO_IS_SESSION (self));

  if (self->notices_time != 0 && added > 0)
    {
      notice = g_list_model_get_item (self->notices, position);
      yao_session_tell_news (self, yao_notice_text_get_title (yao_notice_get_kind (notice)));
    }
  self->notices_time = yao_session_get_now (self);
  yao_session_tell_identity (self);
}

/* A certificate that changed is fetched. */
static void
event_cb (YaoSession *self, YaoCertificate *certificate, YaoEvent *event)
{
  g_assert (YAO_IS_SESSION (self));

  if (g_str_has_prefix (yao_event_get_kind (event), "certificate-"))
    yao_session_refresh (self);
}

/**
 * yao_session_begin_identity:
 * @self: a session, being made
 *
 * Begins to keep what this file is about.
 */
void
yao_session_begin_identity (YaoSession *self)
{
  g_assert (YAO_IS_SESSION (self));

  self->calls = g_ptr_array_new_with_free_func (g_object_unref);
  yao_session_begin_cache (self);
  self->notices = yao_client_list_notices (self->client);
  g_signal_connect_object (self->notices, "items-changed", G_CALLBACK (notices_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->client, "event", G_CALLBACK (event_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->client, "notify::current",
                           G_CALLBACK (yao_session_update_identity), self, G_CONNECT_SWAPPED);
}

/**
 * yao_session_end_identity:
 * @self: a session, being disposed of
 *
 * Ends what yao_session_begin_identity() began.
 */
void
yao_session_end_identity (YaoSession *self)
{
  g_assert (YAO_IS_SESSION (self));

  for (guint i = 0; self->calls != NULL && i < self->calls->len; i++)
    {
      g_signal_handlers_disconnect_by_data (self->calls->pdata[i], self);
      yao_operation_cancel (self->calls->pdata[i]);
    }
  g_clear_pointer (&self->calls, g_ptr_array_unref);
  g_clear_pointer (&self->locked, g_free);
  g_clear_object (&self->notices);
  g_clear_object (&self->settings);
}

static void
take_lock (YaoSession *self, YaoIdentityRequest *request)
{
  const GError *error = yao_identity_request_get_error (request);

  g_assert (YAO_IS_SESSION (self));

  if (!yao_error_is (error, YAO_ERROR_PIN_LOCKED))
    return;

  g_free (self->locked);
  self->locked = dup_account_key (yao_identity_request_get_service_id (request),
                                  yao_identity_request_get_holder (request));
}

static void
request_state_cb (YaoSession *self, GParamSpec *pspec, YaoIdentityRequest *request)
{
  YaoIdentityState state = yao_identity_request_get_state (request);
  YaoCertificate *certificate;

  g_assert (YAO_IS_SESSION (self));

  if (state == YAO_IDENTITY_FAILED)
    take_lock (self, request);
  if (state == YAO_IDENTITY_DONE)
    {
      certificate
          = yao_session_find_certificate (self, yao_identity_request_get_service_id (request),
                                          yao_identity_request_get_holder (request));
      g_clear_pointer (&self->locked, g_free);
      if (certificate != NULL)
        {
          yao_client_watch_events (self->client, certificate);
          if (g_strcmp0 (yao_identity_request_get_reason (request), "remember-unlock") != 0)
            yao_session_remember (self, certificate);
        }
    }
  yao_session_update_identity (self);
}

/**
 * yao_session_follow_request:
 * @self: a session
 * @request: somebody is asked for the PIN
 *
 * Takes note of what comes of it, and of the keyring that the device's key is in.
 */
void
yao_session_follow_request (YaoSession *self, YaoIdentityRequest *request)
{
  g_assert (YAO_IS_SESSION (self));
  g_assert (YAO_IS_IDENTITY_REQUEST (request));

  g_signal_connect_object (request, "notify::state", G_CALLBACK (request_state_cb), self,
                           G_CONNECT_SWAPPED);
  yao_session_check_keyring (self);
}

/**
 * yao_session_is_signed_in:
 * @self: a session
 *
 * Tells whether the person is signed in with the certificate in use.
 *
 * Returns: %TRUE if so
 */
gboolean
yao_session_is_signed_in (YaoSession *self)
{
  g_return_val_if_fail (YAO_IS_SESSION (self), FALSE);

  return self->is_signed_in;
}

/**
 * yao_session_update_identity:
 * @self: a session
 *
 * Looks again at who is signed in, and tells everybody. Pages call it after what may have changed
 * that.
 */
void
yao_session_update_identity (YaoSession *self)
{
  YaoCertificate *current;

  g_return_if_fail (YAO_IS_SESSION (self));

  current = yao_session_get_current (self);
  self->is_signed_in = current != NULL && yao_client_is_signed_in (self->client, current);
  yao_session_tell_identity (self);
}

static void
signed_in_cb (YaoSession *self, YaoOperation *call)
{
  const GError *error = yao_operation_get_error (call);

  if (error != NULL)
    yao_session_tell_error (self, error);
  else
    yao_session_tell_news (self, _ ("You are signed in"));
}

/**
 * yao_session_sign_in:
 * @self: a session
 *
 * Checks the PIN of the certificate in use.
 */
void
yao_session_sign_in (YaoSession *self)
{
  YaoCertificate *current;

  g_return_if_fail (YAO_IS_SESSION (self));

  current = yao_session_get_current (self);
  if (current != NULL)
    yao_session_run (self, yao_client_login_begin (self->client, current), signed_in_cb);
}

static void
signed_out_cb (YaoSession *self, YaoOperation *call)
{
  const GError *error = yao_operation_get_error (call);

  if (error != NULL)
    yao_session_tell_error (self, error);
  else
    yao_session_tell_news (self, _ ("You are signed out"));
}

/**
 * yao_session_sign_out:
 * @self: a session
 *
 * Ends the session of the certificate in use, here and in the service.
 */
void
yao_session_sign_out (YaoSession *self)
{
  YaoCertificate *current;

  g_return_if_fail (YAO_IS_SESSION (self));

  current = yao_session_get_current (self);
  if (current == NULL)
    return;

  yao_client_unwatch_events (self->client, current);
  yao_session_run (self, yao_client_logout_begin (self->client, current), signed_out_cb);
}

/**
 * yao_session_is_pin_locked:
 * @self: a session
 *
 * Tells whether the PIN of the certificate in use was found to be locked.
 *
 * Returns: %TRUE if so
 */
gboolean
yao_session_is_pin_locked (YaoSession *self)
{
  g_autofree char *key = NULL;

  g_return_val_if_fail (YAO_IS_SESSION (self), FALSE);

  if (self->locked == NULL)
    return FALSE;

  key = dup_current_key (self);
  return g_strcmp0 (self->locked, key) == 0;
}

/**
 * yao_session_get_notices:
 * @self: a session
 *
 * Gets what waits for the people who are signed in.
 *
 * Returns: (transfer none): a list of YaoNotice, which changes as they do
 */
GListModel *
yao_session_get_notices (YaoSession *self)
{
  g_return_val_if_fail (YAO_IS_SESSION (self), NULL);

  return self->notices;
}

/**
 * yao_session_get_notices_time:
 * @self: a session
 *
 * Gets when the notices were last heard of.
 *
 * Returns: seconds since 1970, or 0 if not yet
 */
gint64
yao_session_get_notices_time (YaoSession *self)
{
  g_return_val_if_fail (YAO_IS_SESSION (self), 0);

  return self->notices_time;
}

/**
 * yao_session_set_notices_time:
 * @self: a session
 * @time: seconds since 1970
 *
 * Takes note that the notices were fetched, also where nothing about them is new.
 */
void
yao_session_set_notices_time (YaoSession *self, gint64 time)
{
  g_return_if_fail (YAO_IS_SESSION (self));

  self->notices_time = time;
}

/**
 * yao_session_find_notice:
 * @self: a session
 * @kind: a kind of notice
 *
 * Finds what waits for the holder of the certificate in use.
 *
 * Returns: (transfer full) (nullable): the first notice of that kind
 */
YaoNotice *
yao_session_find_notice (YaoSession *self, const char *kind)
{
  g_autofree char *current = NULL;

  g_return_val_if_fail (YAO_IS_SESSION (self), NULL);
  g_return_val_if_fail (kind != NULL, NULL);

  current = dup_current_key (self);
  for (guint i = 0; i < g_list_model_get_n_items (self->notices); i++)
    {
      g_autoptr (YaoNotice) notice = g_list_model_get_item (self->notices, i);
      g_autofree char *key = dup_account_key (yao_notice_get_service_id (notice),
                                              yao_notice_get_holder_uid (notice));

      if (g_strcmp0 (yao_notice_get_kind (notice), kind) == 0 && g_strcmp0 (key, current) == 0)
        return g_steal_pointer (&notice);
    }

  return NULL;
}

/**
 * yao_session_find_certificate:
 * @self: a session
 * @service_id: a service
 * @holder_uid: the number of a holder
 *
 * Finds a certificate of an account: the one in use if it is of it.
 *
 * Returns: (transfer none) (nullable): the certificate; %NULL if there is none on this device
 */
YaoCertificate *
yao_session_find_certificate (YaoSession *self, const char *service_id, const char *holder_uid)
{
  YaoCertificate *found = NULL;

  g_return_val_if_fail (YAO_IS_SESSION (self), NULL);

  for (guint i = 0; i < g_list_model_get_n_items (self->certificates); i++)
    {
      g_autoptr (YaoCertificate) certificate = g_list_model_get_item (self->certificates, i);

      if (g_strcmp0 (yao_certificate_get_holder_uid (certificate), holder_uid) == 0
          && g_strcmp0 (yao_service_get_id (yao_certificate_get_service (certificate)), service_id)
                 == 0
          && (found == NULL || certificate == yao_session_get_current (self)))
        found = certificate;
    }

  return found;
}
