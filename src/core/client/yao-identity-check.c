/* yao-identity-check.c: a person proves who he is, and the operation goes on
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include "yao-identity-work.h"

#include "yao-error.h"
#include "yao-identity-request-private.h"

typedef struct
{
  YaoClient *client;
  YaoIdentityRequest *request;
} Question;

static void
free_question (gpointer data)
{
  Question *question = data;

  g_object_unref (question->client);
  g_object_unref (question->request);
  g_free (question);
}

static gboolean
ask_cb (gpointer user_data)
{
  Question *question = user_data;
  YaoIdentity *identity = yao_client_get_identity (question->client);

  if (!yao_identity_call_handler (identity, question->client, question->request))
    yao_identity_request_decline (question->request);
  return G_SOURCE_REMOVE;
}

static void
ask_in_main_context (YaoIdentityWork *self, YaoIdentityRequest *request)
{
  Question *question = g_new0 (Question, 1);
  g_autoptr (GSource) source = g_idle_source_new ();

  question->client = g_object_ref (self->client);
  question->request = g_object_ref (request);
  g_source_set_priority (source, G_PRIORITY_DEFAULT);
  g_source_set_callback (source, ask_cb, question, free_question);
  g_source_attach (source, yao_identity_get_context (self->identity));
}

static YaoSecret *
get_pin (YaoIdentityWork *self,
         YaoIdentityRequest *request,
         gboolean is_first,
         GCancellable *cancellable,
         GError **error)
{
  if (self->is_blocking && !yao_identity_call_handler (self->identity, self->client, request))
    yao_identity_request_decline (request);
  else if (!self->is_blocking && is_first)
    ask_in_main_context (self, request);

  return yao_identity_request_take_pin (request, !self->is_blocking, cancellable, error);
}

static gint64
get_wait_until (YaoIdentityWork *self, const GError *error)
{
  gint64 seconds = yao_error_get_retry_after (error);

  return seconds > 0 ? yao_clock_get_unix (self->sender.clock) + seconds : 0;
}

static void
tell (YaoIdentityWork *self,
      YaoIdentityRequest *request,
      YaoIdentityState state,
      const GError *error)
{
  gint64 until = error != NULL && error->domain == YAO_ERROR ? get_wait_until (self, error) : 0;

  yao_identity_request_update (request, state, error, until,
                               self->is_blocking ? NULL
                                                 : yao_identity_get_context (self->identity));
}

static gboolean
may_try_again (const GError *error)
{
  return yao_error_is (error, YAO_ERROR_WRONG_PIN) || yao_error_is (error, YAO_ERROR_THROTTLED)
         || yao_error_is (error, YAO_ERROR_INVALID_INPUT);
}

static gboolean
end_request (YaoIdentityWork *self, YaoIdentityRequest *request, GError *cause, GError **error)
{
  gboolean is_cancel = g_error_matches (cause, G_IO_ERROR, G_IO_ERROR_CANCELLED);

  tell (self, request, YAO_IDENTITY_FAILED, is_cancel ? NULL : cause);
  g_propagate_error (error, cause);
  return FALSE;
}

static void
pass_on_cb (GCancellable *from, gpointer user_data)
{
  g_cancellable_cancel (user_data);
}

/* Stops when the operation is cancelled, and when the person gives up. */
static gboolean
log_in (YaoIdentityWork *self,
        YaoIdentityRequest *request,
        YaoSecret *pin,
        GCancellable *cancellable,
        GError **error)
{
  GCancellable *given_up = yao_identity_request_get_given_up (request);
  g_autoptr (GCancellable) either = g_cancellable_new ();
  gulong ids[2] = { 0, 0 };
  gboolean done;

  if (cancellable != NULL)
    ids[0] = g_cancellable_connect (cancellable, G_CALLBACK (pass_on_cb), either, NULL);
  ids[1] = g_cancellable_connect (given_up, G_CALLBACK (pass_on_cb), either, NULL);
  done = yao_identity_work_log_in (self, pin, either, error);
  g_cancellable_disconnect (cancellable, ids[0]);
  g_cancellable_disconnect (given_up, ids[1]);
  return done;
}

static gboolean
check_person (YaoIdentityWork *self, GCancellable *cancellable, GError **error)
{
  g_autoptr (YaoIdentityRequest) request
      = yao_identity_request_new (self->account->service->id, self->account->service->name,
                                  self->account->holder, self->account->uid, self->reason);
  g_autoptr (GError) last = NULL;

  while (TRUE)
    {
      GError *local = NULL;
      g_autoptr (YaoSecret) pin = get_pin (self, request, last == NULL, cancellable, &local);

      if (pin == NULL)
        {
          if (last != NULL && yao_error_is (local, YAO_ERROR_IDENTITY_REQUIRED))
            {
              g_error_free (local);
              local = g_steal_pointer (&last);
            }
          return end_request (self, request, local, error);
        }
      tell (self, request, YAO_IDENTITY_CHECKING, NULL);
      if (log_in (self, request, pin, cancellable, &local))
        break;
      if (!may_try_again (local))
        return end_request (self, request, local, error);

      g_clear_error (&last);
      last = local;
      tell (self, request, YAO_IDENTITY_WAITING, last);
    }

  tell (self, request, YAO_IDENTITY_DONE, NULL);
  return TRUE;
}

/**
 * yao_identity_work_check:
 * @self: work
 * @turn: what yao_sessions_get_turn() said before the need for the check was known
 * @cancellable: (nullable): stops it
 * @error: return location
 *
 * Has the person prove who he is, as often as he tries. Where another operation is just asking the
 * same, its check does for both. Errors: %G_IO_ERROR_CANCELLED where he gives up,
 * %YAO_ERROR_IDENTITY_REQUIRED where there is nobody to ask, those of yao_identity_work_log_in().
 *
 * Returns: %TRUE if there is a session with a recent check now
 */
gboolean
yao_identity_work_check (YaoIdentityWork *self,
                         guint turn,
                         GCancellable *cancellable,
                         GError **error)
{
  gboolean is_mine;
  gboolean done;

  g_assert (self != NULL);

  if (!self->may_ask)
    {
      g_set_error (error, YAO_ERROR, YAO_ERROR_SESSION_REQUIRED, "nobody is signed in");
      return FALSE;
    }
  if (!yao_sessions_begin_check (self->sender.sessions, self->account, turn, &is_mine, cancellable,
                                 error))
    return FALSE;
  if (!is_mine)
    return TRUE;

  done = check_person (self, cancellable, error);
  yao_sessions_end_check (self->sender.sessions, self->account);
  return done;
}
