/* yao-enrolment-code-private.h: the code behind what people see of it
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#pragma once

#include "yao-enrolment-code.h"
#include "yao-init-code.h"

G_BEGIN_DECLS

YaoInitCode *yao_enrolment_code_get_init_code (YaoEnrolmentCode *self);

G_END_DECLS
