/* yao-service.h: one service that this profile knows
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#pragma once

#if !defined(YAO_INSIDE_YAO_H) && !defined(YAO_COMPILATION)
#error "Include yao.h: it brings every header of the client library."
#endif

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * YaoServiceTrust:
 * @YAO_SERVICE_TRUST_SIGNED: a known signer vouched for the initialisation code
 * @YAO_SERVICE_TRUST_UNVERIFIED: nobody known vouched for it; say so wherever the service is shown
 *
 * How this service came to be trusted.
 */
typedef enum
{
  YAO_SERVICE_TRUST_SIGNED,
  YAO_SERVICE_TRUST_UNVERIFIED
} YaoServiceTrust;

#define YAO_TYPE_SERVICE_TRUST (yao_service_trust_get_type ())
GType yao_service_trust_get_type (void) G_GNUC_CONST;

#define YAO_TYPE_SERVICE (yao_service_get_type ())
G_DECLARE_FINAL_TYPE (YaoService, yao_service, YAO, SERVICE, GObject)

const char *yao_service_get_id (YaoService *self);
const char *yao_service_get_name (YaoService *self);
const char *yao_service_get_address (YaoService *self);
const char *yao_service_get_cosign_address (YaoService *self);
const char *yao_service_get_support (YaoService *self);
YaoServiceTrust yao_service_get_trust (YaoService *self);
gboolean yao_service_is_builtin (YaoService *self);
gint64 yao_service_get_added (YaoService *self);
char *yao_service_dup_pin_text (YaoService *self) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
