/* yao-admission.h: from an initialisation code to a service of the profile
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#pragma once

#include "yao-client-private.h"
#include "yao-init-code.h"

G_BEGIN_DECLS

YaoServiceRecord *yao_admission_perform (YaoClient *client,
                                         YaoInitCode *code,
                                         YaoAddFlags flags,
                                         gboolean is_builtin,
                                         GCancellable *cancellable,
                                         GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
