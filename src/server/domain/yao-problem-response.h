/* yao-problem-response.h: answers that say what is wrong
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#pragma once

#include "yao-problem.h"
#include "yao-request.h"

G_BEGIN_DECLS

YaoResponse *yao_problem_response_new (const YaoProblem *problem) G_GNUC_WARN_UNUSED_RESULT;
YaoResponse *yao_problem_response_for_status (guint status) G_GNUC_WARN_UNUSED_RESULT;
YaoResponse *yao_problem_response_for_error (const GError *error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
