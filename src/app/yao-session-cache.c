/* yao-session-cache.c: what outlives a check of the PIN: the keyring, and what is remembered
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include "yao-session-private.h"

#include <glib/gi18n.h>

#define DEFAULT_MINUTES 15

/* At the end of the program the service is told to forget, but not waited for longer than this. */
#define FORGET_PATIENCE_MS 1500

/**
 * yao_session_begin_cache:
 * @self: a session, being made
 *
 * Begins with nothing remembered.
 */
void
yao_session_begin_cache (YaoSession *self)
{
  g_assert (YAO_IS_SESSION (self));

  self->cache_minutes = DEFAULT_MINUTES;
}

static void
remembered_cb (YaoSession *self, YaoOperation *call)
{
  const GError *error = yao_operation_get_error (call);

  self->was_cache_refused = yao_error_is (error, YAO_ERROR_DEVICE_NOT_BOUND);
  if (error == NULL)
    self->is_cached = TRUE;
  else
    g_message ("the check of the PIN is not remembered: %s", error->message);
}

/**
 * yao_session_remember:
 * @self: a session
 * @certificate: whose PIN was just checked
 *
 * Has the service remember the check for as long as the person chose.
 */
void
yao_session_remember (YaoSession *self, YaoCertificate *certificate)
{
  guint seconds = YAO_UNLOCK_MAX_SECONDS;

  g_assert (YAO_IS_SESSION (self));

  if (self->cache == YAO_PIN_CACHE_NEVER)
    return;
  if (self->cache == YAO_PIN_CACHE_MINUTES)
    seconds = (guint) self->cache_minutes * 60;

  yao_session_run (self, yao_client_remember_unlock_begin (self->client, certificate, seconds),
                   remembered_cb);
}

static void
forgotten_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  yao_client_forget_pin_finish (YAO_CLIENT (source), result, NULL);
  *(gboolean *) user_data = TRUE;
}

static gboolean
patience_over_cb (gpointer user_data)
{
  g_cancellable_cancel (user_data);
  return G_SOURCE_REMOVE;
}

/**
 * yao_session_forget_at_quit:
 * @self: a session, at the end of the program
 *
 * Has the service forget what was to be remembered until now.
 */
void
yao_session_forget_at_quit (YaoSession *self)
{
  YaoCertificate *current = yao_session_get_current (self);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  gboolean is_done = FALSE;
  guint timer;

  g_assert (YAO_IS_SESSION (self));

  if (!self->is_cached || self->cache != YAO_PIN_CACHE_UNTIL_QUIT || current == NULL)
    return;

  timer = g_timeout_add (FORGET_PATIENCE_MS, patience_over_cb, cancellable);
  yao_client_forget_pin_async (self->client, current, cancellable, forgotten_cb, &is_done);
  while (!is_done)
    g_main_context_iteration (NULL, TRUE);
  if (!g_cancellable_is_cancelled (cancellable))
    g_source_remove (timer);
  self->is_cached = FALSE;
}

/**
 * yao_session_get_keyring:
 * @self: a session
 *
 * Gets what the keyring can do, as far as it was asked.
 *
 * Returns: the state; %YAO_KEYRING_AVAILABLE before the first question
 */
YaoKeyringState
yao_session_get_keyring (YaoSession *self)
{
  g_return_val_if_fail (YAO_IS_SESSION (self), YAO_KEYRING_AVAILABLE);

  return self->keyring;
}

static void
keyring_checked_cb (YaoSession *self, YaoOperation *call)
{
  if (yao_operation_get_error (call) == NULL)
    self->keyring = (YaoKeyringState) yao_operation_get_number (call);
}

/**
 * yao_session_check_keyring:
 * @self: a session
 *
 * Asks what the keyring can do now, without bothering the person.
 */
void
yao_session_check_keyring (YaoSession *self)
{
  g_return_if_fail (YAO_IS_SESSION (self));

  yao_session_run (self, yao_client_check_keyring_begin (self->client), keyring_checked_cb);
}

static void
keyring_unlocked_cb (YaoSession *self, YaoOperation *call)
{
  const GError *error = yao_operation_get_error (call);

  if (error != NULL)
    yao_session_tell_error (self, error);
  else
    yao_session_tell_news (self, _ ("The keyring is unlocked"));
  yao_session_check_keyring (self);
}

/**
 * yao_session_unlock_keyring:
 * @self: a session
 *
 * Has the desktop ask for the password of the keyring.
 */
void
yao_session_unlock_keyring (YaoSession *self)
{
  g_return_if_fail (YAO_IS_SESSION (self));

  yao_session_run (self, yao_client_unlock_keyring_begin (self->client), keyring_unlocked_cb);
}

/**
 * yao_session_hush_keyring:
 * @self: a session
 *
 * Takes note that the person has read that there is no keyring.
 */
void
yao_session_hush_keyring (YaoSession *self)
{
  g_return_if_fail (YAO_IS_SESSION (self));

  self->is_keyring_hushed = TRUE;
  yao_session_tell_identity (self);
}

/**
 * yao_session_is_keyring_hushed:
 * @self: a session
 *
 * Tells whether the person has read that there is no keyring.
 *
 * Returns: %TRUE if so
 */
gboolean
yao_session_is_keyring_hushed (YaoSession *self)
{
  g_return_val_if_fail (YAO_IS_SESSION (self), FALSE);

  return self->is_keyring_hushed;
}

/**
 * yao_session_set_settings:
 * @self: a session
 * @settings: (nullable): where the person's choices are kept
 *
 * Takes the choices over, and keeps later ones there.
 */
void
yao_session_set_settings (YaoSession *self, GSettings *settings)
{
  g_return_if_fail (YAO_IS_SESSION (self));

  if (!g_set_object (&self->settings, settings) || settings == NULL)
    return;

  self->cache = (YaoPinCache) g_settings_get_enum (settings, "pin-cache");
  self->cache_minutes = g_settings_get_int (settings, "pin-cache-minutes");
}

/**
 * yao_session_get_pin_cache:
 * @self: a session
 * @minutes: (out) (optional): how many, for %YAO_PIN_CACHE_MINUTES
 *
 * Gets how long a check of the PIN stands for those of signing approvals.
 *
 * Returns: the choice
 */
YaoPinCache
yao_session_get_pin_cache (YaoSession *self, int *minutes)
{
  g_return_val_if_fail (YAO_IS_SESSION (self), YAO_PIN_CACHE_NEVER);

  if (minutes != NULL)
    *minutes = self->cache_minutes;
  return self->cache;
}

/**
 * yao_session_set_pin_cache:
 * @self: a session
 * @cache: the choice
 * @minutes: how many, for %YAO_PIN_CACHE_MINUTES
 *
 * Chooses how long a check of the PIN stands for those of signing approvals, from the next check
 * on.
 */
void
yao_session_set_pin_cache (YaoSession *self, YaoPinCache cache, int minutes)
{
  g_return_if_fail (YAO_IS_SESSION (self));

  self->cache = cache;
  if (cache == YAO_PIN_CACHE_MINUTES)
    self->cache_minutes = minutes;
  if (self->settings == NULL)
    return;

  g_settings_set_enum (self->settings, "pin-cache", (int) cache);
  g_settings_set_int (self->settings, "pin-cache-minutes", self->cache_minutes);
}

/**
 * yao_session_was_cache_refused:
 * @self: a session
 *
 * Tells whether the service would not remember the last check, since this device is not bound.
 *
 * Returns: %TRUE if so
 */
gboolean
yao_session_was_cache_refused (YaoSession *self)
{
  g_return_val_if_fail (YAO_IS_SESSION (self), FALSE);

  return self->was_cache_refused;
}
