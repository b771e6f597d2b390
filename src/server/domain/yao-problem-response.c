/* yao-problem-response.c: answers that say what is wrong
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include "yao-problem-response.h"

#include "yao-random.h"

/* What a status means when nothing more is known. */
static const struct
{
  guint status;
  YaoProblemKind kind;
  const char *detail;
} statuses[] = {
  { 400, YAO_PROBLEM_INVALID_REQUEST, "the request is not well-formed" },
  { 404, YAO_PROBLEM_NOT_FOUND, "nothing is at this path" },
  { 405, YAO_PROBLEM_METHOD_NOT_ALLOWED, "this path has other methods" },
  { 413, YAO_PROBLEM_REQUEST_TOO_LARGE, "the body of the request is too large" },
  { 414, YAO_PROBLEM_INVALID_REQUEST, "the address of the request is too long" },
  { 500, YAO_PROBLEM_INTERNAL, NULL },
};

/**
 * yao_problem_response_new:
 * @problem: a problem
 *
 * Makes the answer for a problem.
 *
 * Returns: (transfer full): the answer
 */
YaoResponse *
yao_problem_response_new (const YaoProblem *problem)
{
  g_autoptr (GBytes) body = yao_problem_encode (problem);
  YaoResponse *response = yao_response_new (problem->status, YAO_PROBLEM_CONTENT_TYPE, body);

  if (problem->retry_after >= 0)
    {
      g_autofree char *seconds = g_strdup_printf ("%" G_GINT64_FORMAT, problem->retry_after);

      yao_response_add_header (response, "Retry-After", seconds);
    }
  return response;
}

/**
 * yao_problem_response_for_status:
 * @status: a status of HTTP from 400 on
 *
 * Makes the answer where only a status is known.
 *
 * Returns: (transfer full): the answer
 */
YaoResponse *
yao_problem_response_for_status (guint status)
{
  g_autoptr (YaoProblem) problem = NULL;
  gsize i = 0;

  while (i + 1 < G_N_ELEMENTS (statuses) && statuses[i].status != status)
    i++;
  problem = yao_problem_new (statuses[i].kind, statuses[i].detail);
  return yao_problem_response_new (problem);
}

/**
 * yao_problem_response_for_error:
 * @error: why a request was not done
 *
 * Makes the answer for an error. What is our own fault is written to the log under an id, and the
 * answer has no more than this id.
 *
 * Returns: (transfer full): the answer
 */
YaoResponse *
yao_problem_response_for_error (const GError *error)
{
  g_autoptr (YaoProblem) problem = yao_problem_new_from_error (error);

  if (problem->status >= 500)
    {
      g_autofree char *id = yao_random_id (9);

      g_message ("request failed [%s]: %s", id, error->message);
      g_free (problem->instance);
      g_free (problem->detail);
      problem->instance = g_steal_pointer (&id);
      problem->detail = NULL;
    }
  return yao_problem_response_new (problem);
}
