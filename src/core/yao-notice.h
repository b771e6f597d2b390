/* yao-notice.h: something that waits for a person
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#pragma once

#if !defined(YAO_INSIDE_YAO_H) && !defined(YAO_COMPILATION)
#error "Include yao.h: it brings every header of the client library."
#endif

#include <glib-object.h>

G_BEGIN_DECLS

/* The kinds that this library knows of; a service may send others. */
#define YAO_NOTICE_PIN_CHANGE_REQUIRED "pin-change-required"
#define YAO_NOTICE_PIN_CHANGED "pin-changed"
#define YAO_NOTICE_PIN_LOCKED "pin-locked"
#define YAO_NOTICE_DEVICE_ADDED "device-added"
#define YAO_NOTICE_CERTIFICATE_ENDING "certificate-ending"
#define YAO_NOTICE_CERTIFICATE_EXPIRED "certificate-expired"
#define YAO_NOTICE_CERTIFICATE_RENEWED "certificate-renewed"
#define YAO_NOTICE_CERTIFICATE_REVOKED "certificate-revoked"
#define YAO_NOTICE_AUTHORIZATION_APPLIED "authorization-applied"
#define YAO_NOTICE_AUTHORIZATION_ENDING "authorization-ending"

#define YAO_TYPE_NOTICE (yao_notice_get_type ())
G_DECLARE_FINAL_TYPE (YaoNotice, yao_notice, YAO, NOTICE, GObject)

const char *yao_notice_get_id (YaoNotice *self);
const char *yao_notice_get_kind (YaoNotice *self);
gint64 yao_notice_get_time (YaoNotice *self);
gint64 yao_notice_get_until (YaoNotice *self);
gboolean yao_notice_get_dismissible (YaoNotice *self);
const char *yao_notice_get_certificate_id (YaoNotice *self);
const char *yao_notice_get_subject (YaoNotice *self);
const char *yao_notice_get_service_id (YaoNotice *self);
const char *yao_notice_get_holder_uid (YaoNotice *self);
const char *yao_notice_get_user_uid (YaoNotice *self);

G_END_DECLS
