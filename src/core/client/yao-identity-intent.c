/* yao-identity-intent.c: requests that change something, and are done once
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include "yao-identity-work.h"

#include "yao-error.h"
#include "yao-intents.h"
#include "yao-paths.h"

#include <string.h>

/* How often a service is asked what became of a request, and the pause between. */
#define MAX_QUESTIONS 3
#define PAUSE_US (G_USEC_PER_SEC / 2)

typedef enum
{
  OUTCOME_DONE,
  OUTCOME_NOT_DONE,
  OUTCOME_NOT_KNOWN /* the service did not say */
} Outcome;

/* Whether the request may have been done although no good answer came. */
static gboolean
is_in_doubt (const GError *error)
{
  return g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED)
         || yao_error_is (error, YAO_ERROR_UNREACHABLE) || yao_error_is (error, YAO_ERROR_TIMED_OUT)
         || yao_error_is (error, YAO_ERROR_BAD_REPLY)
         || yao_error_is (error, YAO_ERROR_REPLY_TOO_LARGE)
         || yao_error_is (error, YAO_ERROR_SERVICE_FAILED);
}

static Outcome
ask_once (YaoIdentityWork *self, const char *key, GBytes **reply, GCancellable *cancellable)
{
  g_autofree char *path = g_strdup_printf ("/v1/operations/%s", key);
  const YaoDpopRequest request = { "GET", path, 200, TRUE, NULL, NULL, NULL };
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) answer = yao_identity_work_send (self, &request, cancellable, &error);
  g_autoptr (YaoOperationMessage) message = NULL;

  if (answer != NULL)
    message = yao_operation_message_decode (answer, YAO_MESSAGE_CLIENT, &error);
  if (message == NULL)
    {
      g_info ("what became of %s is not known: %s", key, error->message);
      return OUTCOME_NOT_KNOWN;
    }
  if (g_str_equal (message->state, "running"))
    return OUTCOME_NOT_KNOWN;
  if (!g_str_equal (message->state, "done") || message->status >= 300)
    return OUTCOME_NOT_DONE;
  if (reply != NULL)
    *reply = g_bytes_new (message->reply, message->reply != NULL ? strlen (message->reply) : 0);
  return OUTCOME_DONE;
}

static Outcome
ask_outcome (YaoIdentityWork *self, const char *key, GBytes **reply, GCancellable *cancellable)
{
  Outcome outcome = OUTCOME_NOT_KNOWN;

  for (int i = 0; i < MAX_QUESTIONS && outcome == OUTCOME_NOT_KNOWN; i++)
    {
      if (g_cancellable_is_cancelled (cancellable))
        break;
      if (i > 0)
        g_usleep (PAUSE_US);
      outcome = ask_once (self, key, reply, cancellable);
    }
  return outcome;
}

/**
 * yao_identity_work_strike_out:
 * @self: work
 * @key: the key of a request whose answer is not needed any more
 *
 * Forgets what was written down.
 */
void
yao_identity_work_strike_out (YaoIdentityWork *self, const char *key)
{
  g_autoptr (GError) error = NULL;

  if (!yao_intents_remove (yao_identity_get_intents_dir (self->identity), key, &error))
    g_info ("an intent stays: %s", error->message);
}

/* Writes the intent down, sends, and asks where no good answer came. */
static Outcome
send_once (YaoIdentityWork *self,
           const YaoIntent *intent,
           const YaoDpopRequest *request,
           GBytes **reply,
           GCancellable *cancellable,
           GError **error)
{
  YaoDpopRequest attempt = *request;
  gboolean may_ask = self->may_ask;
  g_autoptr (GError) local = NULL;
  Outcome outcome = OUTCOME_DONE;

  if (!yao_intents_add (yao_identity_get_intents_dir (self->identity), intent, error))
    return OUTCOME_NOT_DONE;

  attempt.key = intent->key;
  *reply = yao_identity_work_send (self, &attempt, cancellable, &local);
  if (*reply == NULL)
    {
      self->may_ask = FALSE;
      outcome = is_in_doubt (local) ? ask_outcome (self, intent->key, reply, cancellable)
                                    : OUTCOME_NOT_DONE;
      self->may_ask = may_ask;
    }
  if (outcome == OUTCOME_NOT_DONE)
    yao_identity_work_strike_out (self, intent->key);
  if (outcome != OUTCOME_DONE)
    g_propagate_error (error, g_steal_pointer (&local));
  return outcome;
}

static YaoIntent *
new_intent (YaoIdentityWork *self)
{
  return yao_intent_new (self->account->service->id, self->account->holder, self->account->uid,
                         self->reason, yao_clock_get_unix (self->sender.clock));
}

/**
 * yao_identity_work_exchange:
 * @self: work
 * @request: what to send, without access token and key
 * @cancellable: (nullable): stops it
 * @error: return location
 *
 * Sends a request that changes something. It is written down before, and where the answer is lost
 * the service is asked what became of it; it is never sent blindly a second time. Where the service
 * cannot be asked either, the error is that of the request, and the service is asked after the next
 * check of the PIN.
 *
 * Returns: (transfer full): the body of the answer if it is done, or %NULL on error
 */
GBytes *
yao_identity_work_exchange (YaoIdentityWork *self,
                            const YaoDpopRequest *request,
                            GCancellable *cancellable,
                            GError **error)
{
  g_autoptr (YaoIntent) intent = NULL;
  g_autoptr (GBytes) reply = NULL;

  g_assert (self != NULL && request != NULL);

  intent = new_intent (self);
  if (send_once (self, intent, request, &reply, cancellable, error) != OUTCOME_DONE)
    return NULL;
  yao_identity_work_strike_out (self, intent->key);
  return g_steal_pointer (&reply);
}

/**
 * yao_identity_work_change:
 * @self: work
 * @request: what to send, without access token and key
 * @cancellable: (nullable): stops it
 * @error: return location
 *
 * The form of yao_identity_work_exchange() for who does not need the answer.
 *
 * Returns: %TRUE if it is done
 */
gboolean
yao_identity_work_change (YaoIdentityWork *self,
                          const YaoDpopRequest *request,
                          GCancellable *cancellable,
                          GError **error)
{
  g_autoptr (GBytes) answer = yao_identity_work_exchange (self, request, cancellable, error);

  return answer != NULL;
}

/**
 * yao_identity_work_change_kept:
 * @self: work
 * @request: what to send, without access token and key
 * @key: (out) (transfer full): its key
 * @cancellable: (nullable): stops it
 * @error: return location
 *
 * Does what yao_identity_work_change() does, for a request whose answer is worth something. Until
 * yao_identity_work_strike_out() the request stays written down, so that the answer can be had
 * again, also by another run: see yao_identity_work_list_left().
 *
 * Returns: (transfer full): the answer, or %NULL on error
 */
GBytes *
yao_identity_work_change_kept (YaoIdentityWork *self,
                               const YaoDpopRequest *request,
                               char **key,
                               GCancellable *cancellable,
                               GError **error)
{
  g_autoptr (YaoIntent) intent = NULL;
  g_autoptr (GBytes) reply = NULL;

  g_assert (self != NULL && request != NULL && request->body != NULL);

  intent = new_intent (self);
  intent->target = g_strdup (request->path);
  intent->request = g_bytes_ref (request->body);
  if (send_once (self, intent, request, &reply, cancellable, error) != OUTCOME_DONE)
    return NULL;
  *key = g_strdup (intent->key);
  return g_steal_pointer (&reply);
}

static gboolean
is_mine (YaoIdentityWork *self, const YaoIntent *intent)
{
  return g_str_equal (intent->service_id, self->account->service->id)
         && g_str_equal (intent->holder, self->account->holder)
         && g_str_equal (intent->uid, self->account->uid);
}

/**
 * yao_identity_work_list_left:
 * @self: work
 * @target: a path
 *
 * Lists the requests to a path whose answers nobody has had.
 *
 * Returns: (transfer full) (element-type YaoIntent): the requests
 */
GPtrArray *
yao_identity_work_list_left (YaoIdentityWork *self, const char *target)
{
  g_autoptr (GPtrArray) intents = NULL;
  GPtrArray *left = g_ptr_array_new_with_free_func ((GDestroyNotify) yao_intent_free);

  g_assert (self != NULL && target != NULL);

  intents = yao_intents_list (yao_identity_get_intents_dir (self->identity),
                              yao_clock_get_unix (self->sender.clock));
  for (guint i = intents->len; i > 0; i--)
    {
      const YaoIntent *intent = intents->pdata[i - 1];

      if (is_mine (self, intent) && g_strcmp0 (intent->target, target) == 0)
        g_ptr_array_add (left, g_ptr_array_steal_index (intents, i - 1));
    }
  return left;
}

/**
 * yao_identity_work_ask:
 * @self: work
 * @key: the key of a request whose answer nobody has had
 * @cancellable: (nullable): stops it
 *
 * Asks the service for the answer. A request that was not done is forgotten.
 *
 * Returns: (transfer full) (nullable): the answer, or %NULL where it was not done or is not known
 */
GBytes *
yao_identity_work_ask (YaoIdentityWork *self, const char *key, GCancellable *cancellable)
{
  GBytes *reply = NULL;

  g_assert (self != NULL && key != NULL);

  if (ask_once (self, key, &reply, cancellable) == OUTCOME_NOT_DONE)
    yao_identity_work_strike_out (self, key);
  return reply;
}

/**
 * yao_identity_work_settle:
 * @self: work, within a session
 * @cancellable: (nullable): stops it
 *
 * Asks what became of the requests of this account whose answers were lost, in an earlier run too,
 * and strikes them out. Nothing is sent again: the person sees what is, and decides.
 */
void
yao_identity_work_settle (YaoIdentityWork *self, GCancellable *cancellable)
{
  g_autoptr (GPtrArray) intents = NULL;
  gboolean may_ask;

  g_assert (self != NULL);

  may_ask = self->may_ask;
  self->may_ask = FALSE;
  intents = yao_intents_list (yao_identity_get_intents_dir (self->identity),
                              yao_clock_get_unix (self->sender.clock));
  for (guint i = 0; i < intents->len; i++)
    {
      const YaoIntent *intent = g_ptr_array_index (intents, i);
      Outcome outcome;

      /* What has an answer that is worth something is asked about by those who want it. */
      if (!is_mine (self, intent) || intent->target != NULL)
        continue;
      outcome = ask_once (self, intent->key, NULL, cancellable);
      g_info ("%s of %s was %s", intent->action, intent->uid,
              outcome == OUTCOME_DONE ? "done" : "not done");
      if (outcome != OUTCOME_NOT_KNOWN)
        yao_identity_work_strike_out (self, intent->key);
    }
  self->may_ask = may_ask;
}
