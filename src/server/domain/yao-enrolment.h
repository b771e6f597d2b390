/* yao-enrolment.h: initialisation codes
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#pragma once

#include "yao-installation.h"

G_BEGIN_DECLS

gboolean yao_enrolment_make (YaoInstallation *installation, GError **error);
char *yao_enrolment_dup_code (YaoInstallation *installation,
                              GError **error) G_GNUC_WARN_UNUSED_RESULT;
GBytes *yao_enrolment_dup_signer (YaoInstallation *installation,
                                  GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
