/* yao-sessions.c: who is signed in, and with what
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include "yao-sessions.h"

#include <string.h>

/* A token that is about to end is not sent any more. */
#define MARGIN_US (5 * G_USEC_PER_SEC)

typedef struct
{
  YaoSecret *access;
  gint64 access_end_us; /* monotonic */
  YaoSecret *refresh;
  guint turn;           /* how often the PIN was checked */
  gboolean is_checking; /* somebody is being asked for the PIN now */
} Session;

struct _YaoSessions
{
  GMutex mutex; /* for what follows */
  GCond changed;
  GHashTable *sessions; /* key of the account to Session; they stay, empty, once made */
  GHashTable *nonces;   /* service id to the newest nonce */
};

static void
empty_session (Session *session)
{
  g_clear_pointer (&session->access, yao_secret_unref);
  g_clear_pointer (&session->refresh, yao_secret_unref);
}

static void
free_session (gpointer data)
{
  empty_session (data);
  g_free (data);
}

/**
 * yao_sessions_new:
 *
 * Makes a table in which nobody is signed in. All its functions may be called from any thread.
 *
 * Returns: (transfer full): the table
 */
YaoSessions *
yao_sessions_new (void)
{
  YaoSessions *self = g_new0 (YaoSessions, 1);

  g_mutex_init (&self->mutex);
  g_cond_init (&self->changed);
  self->sessions = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, free_session);
  self->nonces = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  return self;
}

/**
 * yao_sessions_free:
 * @self: (transfer full): a table
 *
 * Frees the table and wipes the tokens.
 */
void
yao_sessions_free (YaoSessions *self)
{
  g_assert (self != NULL);

  g_hash_table_unref (self->sessions);
  g_hash_table_unref (self->nonces);
  g_cond_clear (&self->changed);
  g_mutex_clear (&self->mutex);
  g_free (self);
}

/**
 * yao_sessions_dup_nonce:
 * @self: a table
 * @service_id: a service
 *
 * Gets the newest nonce of a service (RFC 9449 section 8).
 *
 * Returns: (transfer full) (nullable): the nonce, or %NULL where none came yet
 */
char *
yao_sessions_dup_nonce (YaoSessions *self, const char *service_id)
{
  g_autoptr (GMutexLocker) locker = NULL;

  g_assert (self != NULL && service_id != NULL);

  locker = g_mutex_locker_new (&self->mutex);
  return g_strdup (g_hash_table_lookup (self->nonces, service_id));
}

/**
 * yao_sessions_set_nonce:
 * @self: a table
 * @service_id: a service
 * @nonce: what came with its reply
 *
 * Keeps the newest nonce of a service.
 */
void
yao_sessions_set_nonce (YaoSessions *self, const char *service_id, const char *nonce)
{
  g_autoptr (GMutexLocker) locker = NULL;

  g_assert (self != NULL && service_id != NULL && nonce != NULL);

  locker = g_mutex_locker_new (&self->mutex);
  g_hash_table_insert (self->nonces, g_strdup (service_id), g_strdup (nonce));
}

static Session *
get_inlock (YaoSessions *self, const YaoAccount *account)
{
  Session *session = g_hash_table_lookup (self->sessions, account->key);

  if (session == NULL)
    {
      session = g_new0 (Session, 1);
      g_hash_table_insert (self->sessions, g_strdup (account->key), session);
    }
  return session;
}

/**
 * yao_sessions_put:
 * @self: a table
 * @account: an account
 * @reply: what the service gave
 *
 * Keeps the tokens of a session.
 */
void
yao_sessions_put (YaoSessions *self, const YaoAccount *account, const YaoTokenReply *reply)
{
  g_autoptr (GMutexLocker) locker = NULL;
  Session *session;

  g_assert (self != NULL && account != NULL && reply != NULL);

  locker = g_mutex_locker_new (&self->mutex);
  session = get_inlock (self, account);
  empty_session (session);
  session->access = yao_secret_new_from (reply->access_token, strlen (reply->access_token));
  session->refresh = yao_secret_new_from (reply->refresh_token, strlen (reply->refresh_token));
  session->access_end_us = g_get_monotonic_time () + reply->expires_in * G_USEC_PER_SEC - MARGIN_US;
  g_cond_broadcast (&self->changed);
}

/**
 * yao_sessions_dup_access:
 * @self: a table
 * @account: an account
 *
 * Gets the access token of an account.
 *
 * Returns: (transfer full) (nullable): the token, or %NULL where there is none or it is over
 */
YaoSecret *
yao_sessions_dup_access (YaoSessions *self, const YaoAccount *account)
{
  g_autoptr (GMutexLocker) locker = NULL;
  Session *session;

  g_assert (self != NULL && account != NULL);

  locker = g_mutex_locker_new (&self->mutex);
  session = get_inlock (self, account);
  if (session->access == NULL || session->access_end_us <= g_get_monotonic_time ())
    return NULL;
  return yao_secret_ref (session->access);
}

/**
 * yao_sessions_dup_refresh:
 * @self: a table
 * @account: an account
 *
 * Gets the refresh token of an account.
 *
 * Returns: (transfer full) (nullable): the token, or %NULL where there is none in memory
 */
YaoSecret *
yao_sessions_dup_refresh (YaoSessions *self, const YaoAccount *account)
{
  g_autoptr (GMutexLocker) locker = NULL;
  Session *session;

  g_assert (self != NULL && account != NULL);

  locker = g_mutex_locker_new (&self->mutex);
  session = get_inlock (self, account);
  return session->refresh != NULL ? yao_secret_ref (session->refresh) : NULL;
}

/**
 * yao_sessions_drop_access:
 * @self: a table
 * @account: an account
 *
 * Forgets the access token of an account, which the service did not take.
 */
void
yao_sessions_drop_access (YaoSessions *self, const YaoAccount *account)
{
  g_autoptr (GMutexLocker) locker = NULL;

  g_assert (self != NULL && account != NULL);

  locker = g_mutex_locker_new (&self->mutex);
  g_clear_pointer (&get_inlock (self, account)->access, yao_secret_unref);
}

/**
 * yao_sessions_drop:
 * @self: a table
 * @account: an account
 *
 * Forgets both tokens of an account.
 */
void
yao_sessions_drop (YaoSessions *self, const YaoAccount *account)
{
  g_autoptr (GMutexLocker) locker = NULL;

  g_assert (self != NULL && account != NULL);

  locker = g_mutex_locker_new (&self->mutex);
  empty_session (get_inlock (self, account));
}

/**
 * yao_sessions_drop_all:
 * @self: a table
 *
 * Forgets the tokens of every account.
 */
void
yao_sessions_drop_all (YaoSessions *self)
{
  g_autoptr (GMutexLocker) locker = NULL;
  GHashTableIter iter;
  gpointer session;

  g_assert (self != NULL);

  locker = g_mutex_locker_new (&self->mutex);
  g_hash_table_iter_init (&iter, self->sessions);
  while (g_hash_table_iter_next (&iter, NULL, &session))
    empty_session (session);
}

/**
 * yao_sessions_has:
 * @self: a table
 * @account: an account
 *
 * Tells whether somebody is signed in, as far as is known here.
 *
 * Returns: %TRUE if there is a refresh token in memory
 */
gboolean
yao_sessions_has (YaoSessions *self, const YaoAccount *account)
{
  g_autoptr (GMutexLocker) locker = NULL;

  g_assert (self != NULL && account != NULL);

  locker = g_mutex_locker_new (&self->mutex);
  return get_inlock (self, account)->refresh != NULL;
}

/**
 * yao_sessions_get_turn:
 * @self: a table
 * @account: an account
 *
 * Gets how often the PIN of an account was checked, to be given to yao_sessions_begin_check().
 *
 * Returns: the number
 */
guint
yao_sessions_get_turn (YaoSessions *self, const YaoAccount *account)
{
  g_autoptr (GMutexLocker) locker = NULL;

  g_assert (self != NULL && account != NULL);

  locker = g_mutex_locker_new (&self->mutex);
  return get_inlock (self, account)->turn;
}

static void
wake_up_cb (GCancellable *cancellable, gpointer user_data)
{
  YaoSessions *self = user_data;

  g_mutex_lock (&self->mutex);
  g_cond_broadcast (&self->changed);
  g_mutex_unlock (&self->mutex);
}

/**
 * yao_sessions_wait:
 * @self: a table
 * @account: an account
 * @cancellable: stops the waiting
 *
 * Waits until somebody is signed in.
 */
void
yao_sessions_wait (YaoSessions *self, const YaoAccount *account, GCancellable *cancellable)
{
  gulong handler;

  g_assert (self != NULL && account != NULL);

  handler = g_cancellable_connect (cancellable, G_CALLBACK (wake_up_cb), self, NULL);
  g_mutex_lock (&self->mutex);
  while (get_inlock (self, account)->refresh == NULL && !g_cancellable_is_cancelled (cancellable))
    g_cond_wait (&self->changed, &self->mutex);
  g_mutex_unlock (&self->mutex);
  g_cancellable_disconnect (cancellable, handler);
}

/**
 * yao_sessions_begin_check:
 * @self: a table
 * @account: an account
 * @turn: what yao_sessions_get_turn() said before the service asked for a check
 * @is_mine: (out): whether the caller is to do the check, and yao_sessions_end_check() after it
 * @cancellable: (nullable): stops the waiting
 * @error: return location
 *
 * Sees to it that a person is asked once where several operations wait for the same check: who
 * comes second waits for the first, and goes on without asking.
 *
 * Returns: %TRUE, or %FALSE with %G_IO_ERROR_CANCELLED
 */
gboolean
yao_sessions_begin_check (YaoSessions *self,
                          const YaoAccount *account,
                          guint turn,
                          gboolean *is_mine,
                          GCancellable *cancellable,
                          GError **error)
{
  gulong handler = 0;
  Session *session;

  g_assert (self != NULL && account != NULL && is_mine != NULL);

  if (cancellable != NULL)
    handler = g_cancellable_connect (cancellable, G_CALLBACK (wake_up_cb), self, NULL);
  g_mutex_lock (&self->mutex);
  session = get_inlock (self, account);
  while (session->is_checking && !g_cancellable_is_cancelled (cancellable))
    g_cond_wait (&self->changed, &self->mutex);
  *is_mine = !session->is_checking && session->turn == turn;
  if (*is_mine)
    session->is_checking = TRUE;
  g_mutex_unlock (&self->mutex);
  if (handler != 0)
    g_cancellable_disconnect (cancellable, handler);

  if (!*is_mine)
    return !g_cancellable_set_error_if_cancelled (cancellable, error);
  return TRUE;
}

/**
 * yao_sessions_end_check:
 * @self: a table
 * @account: an account
 *
 * Ends a check, whatever came of it.
 */
void
yao_sessions_end_check (YaoSessions *self, const YaoAccount *account)
{
  g_autoptr (GMutexLocker) locker = NULL;
  Session *session;

  g_assert (self != NULL && account != NULL);

  locker = g_mutex_locker_new (&self->mutex);
  session = get_inlock (self, account);
  session->is_checking = FALSE;
  session->turn++;
  g_cond_broadcast (&self->changed);
}
