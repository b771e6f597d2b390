/* yao-enrolment-code.h: an initialisation code, shown before anything happens
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#pragma once

#if !defined(YAO_INSIDE_YAO_H) && !defined(YAO_COMPILATION)
#error "Include yao.h: it brings every header of the client library."
#endif

#include <gio/gio.h>

G_BEGIN_DECLS

#define YAO_TYPE_ENROLMENT_CODE (yao_enrolment_code_get_type ())
G_DECLARE_FINAL_TYPE (YaoEnrolmentCode, yao_enrolment_code, YAO, ENROLMENT_CODE, GObject)

YaoEnrolmentCode *yao_enrolment_code_new_from_text (const char *text,
                                                    GError **error) G_GNUC_WARN_UNUSED_RESULT;
YaoEnrolmentCode *yao_enrolment_code_new_from_file (const char *path,
                                                    GError **error) G_GNUC_WARN_UNUSED_RESULT;
YaoEnrolmentCode *yao_enrolment_code_load_preconfigured (GError **error) G_GNUC_WARN_UNUSED_RESULT;

const char *yao_enrolment_code_get_uri (YaoEnrolmentCode *self);
const char *yao_enrolment_code_get_organisation (YaoEnrolmentCode *self);
const char *yao_enrolment_code_get_address (YaoEnrolmentCode *self);
const char *yao_enrolment_code_get_host (YaoEnrolmentCode *self);
gint64 yao_enrolment_code_get_expires (YaoEnrolmentCode *self);
gboolean yao_enrolment_code_has_signature (YaoEnrolmentCode *self);
gboolean yao_enrolment_code_has_pin (YaoEnrolmentCode *self);
char *yao_enrolment_code_dup_pin_text (YaoEnrolmentCode *self) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
