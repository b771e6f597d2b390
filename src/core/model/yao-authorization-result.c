/* yao-authorization-result.c: what became of one authorization of several, and its uses
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include "yao-authorization-private.h"

#include "yao-problem.h"

/**
 * YaoAuthorizationResult:
 *
 * What became of one item of a change. Never changes.
 */
struct _YaoAuthorizationResult
{
  GObject parent_instance;

  char *id;
  YaoAuthorization *authorization;
  GError *error;
};

G_DEFINE_FINAL_TYPE (YaoAuthorizationResult, yao_authorization_result, G_TYPE_OBJECT)

static void
yao_authorization_result_finalize (GObject *object)
{
  YaoAuthorizationResult *self = YAO_AUTHORIZATION_RESULT (object);

  g_free (self->id);
  g_clear_object (&self->authorization);
  g_clear_error (&self->error);

  G_OBJECT_CLASS (yao_authorization_result_parent_class)->finalize (object);
}

static void
yao_authorization_result_class_init (YaoAuthorizationResultClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = yao_authorization_result_finalize;
}

static void
yao_authorization_result_init (YaoAuthorizationResult *self)
{
}

static GError *
make_error (const YaoAuthorizationResultMessage *message)
{
  YaoProblemKind kind = yao_problem_kind_from_name (message->problem);
  YaoErrorCode code
      = kind != YAO_PROBLEM_UNKNOWN ? yao_problem_kind_get_code (kind) : YAO_ERROR_DENIED;
  GError *error
      = g_error_new (YAO_ERROR, (int) code, "the service answers %s for %s: %s", message->problem,
                     message->id, message->detail != NULL ? message->detail : "");

  yao_error_set_subject (error, message->id);
  return error;
}

/**
 * yao_authorization_result_new:
 * @message: what the service said; its authorization is taken
 *
 * Makes the object for a result.
 *
 * Returns: (transfer full): the object
 */
YaoAuthorizationResult *
yao_authorization_result_new (YaoAuthorizationResultMessage *message)
{
  YaoAuthorizationResult *self = g_object_new (YAO_TYPE_AUTHORIZATION_RESULT, NULL);

  g_assert (message != NULL);

  self->id = g_strdup (message->id);
  if (message->authorization != NULL)
    self->authorization = yao_authorization_new (g_steal_pointer (&message->authorization));
  if (message->problem != NULL)
    self->error = make_error (message);
  return self;
}

/**
 * yao_authorization_result_get_id:
 * @self: a result
 *
 * Gets which authorization it is about.
 *
 * Returns: (transfer none): the id
 */
const char *
yao_authorization_result_get_id (YaoAuthorizationResult *self)
{
  g_return_val_if_fail (YAO_IS_AUTHORIZATION_RESULT (self), NULL);

  return self->id;
}

/**
 * yao_authorization_result_get_authorization:
 * @self: a result
 *
 * Gets what the authorization is now, also where the change was refused since somebody else changed
 * it meanwhile: both versions can be shown then.
 *
 * Returns: (transfer none) (nullable): the authorization, or %NULL where the service does not say
 */
YaoAuthorization *
yao_authorization_result_get_authorization (YaoAuthorizationResult *self)
{
  g_return_val_if_fail (YAO_IS_AUTHORIZATION_RESULT (self), NULL);

  return self->authorization;
}

/**
 * yao_authorization_result_get_error:
 * @self: a result
 *
 * Gets why it was not done: %YAO_ERROR_AUTHORIZATION_PENDING and its like name a state that the
 * change does not fit, %YAO_ERROR_CHANGED tells that somebody else changed it after it was seen,
 * %YAO_ERROR_NOT_FOUND that there is none any more.
 *
 * Returns: (transfer none) (nullable): the error, or %NULL if it was done
 */
const GError *
yao_authorization_result_get_error (YaoAuthorizationResult *self)
{
  g_return_val_if_fail (YAO_IS_AUTHORIZATION_RESULT (self), NULL);

  return self->error;
}
