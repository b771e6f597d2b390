/* yao-init-code.h: the code that tells a client which service to use, and how to know it
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

#define YAO_INIT_CODE_MAX_SIZE 512
#define YAO_INIT_CODE_PIN_SIZE 32
#define YAO_INIT_CODE_SHORT_PIN_SIZE 8
#define YAO_INIT_CODE_SIGNATURE_SIZE 64
#define YAO_INIT_CODE_ORGANISATION_MAX_SIZE 64

#define YAO_TYPE_INIT_CODE (yao_init_code_get_type ())

/**
 * YaoInitCode:
 *
 * An initialisation code, that does not change. It was read strictly, but nothing in it is proved:
 * checking the signature and the expiry is for the caller.
 */
typedef struct _YaoInitCode YaoInitCode;

GType yao_init_code_get_type (void) G_GNUC_CONST;

/**
 * YaoInitCodeFields:
 * @organisation: the name of the organisation
 * @address: the base address of the service
 * @pin: (nullable): SHA-256 of the SPKI of the service's TLS authority
 * @backup_pin: (nullable): the same of the authority that will follow; only beside @pin
 * @cosign_address: (nullable): the base address of the co-signing service
 * @signer_id: (nullable): SHA-256 of the SPKI of the key that will sign
 * @expires: seconds since 1970-01-01T00:00:00Z, or 0 for never
 *
 * What a code is made of. A code that is to be signed needs all but @backup_pin and
 * @cosign_address.
 */
typedef struct
{
  const char *organisation;
  const char *address;
  GBytes *pin;
  GBytes *backup_pin;
  const char *cosign_address;
  GBytes *signer_id;
  gint64 expires;
} YaoInitCodeFields;

YaoInitCode *yao_init_code_parse (const char *text, GError **error) G_GNUC_WARN_UNUSED_RESULT;
YaoInitCode *yao_init_code_parse_typed (const char *text, GError **error) G_GNUC_WARN_UNUSED_RESULT;
YaoInitCode *yao_init_code_new (const YaoInitCodeFields *fields,
                                GError **error) G_GNUC_WARN_UNUSED_RESULT;
YaoInitCode *yao_init_code_add_signature (YaoInitCode *self,
                                          GBytes *signature,
                                          GError **error) G_GNUC_WARN_UNUSED_RESULT;
YaoInitCode *yao_init_code_ref (YaoInitCode *self);
void yao_init_code_unref (YaoInitCode *self);

const char *yao_init_code_get_uri (YaoInitCode *self);
const char *yao_init_code_get_organisation (YaoInitCode *self);
const char *yao_init_code_get_address (YaoInitCode *self);
const char *yao_init_code_get_host (YaoInitCode *self);
GBytes *yao_init_code_get_pin (YaoInitCode *self);
GBytes *yao_init_code_get_backup_pin (YaoInitCode *self);
GBytes *yao_init_code_get_short_pin (YaoInitCode *self);
const char *yao_init_code_get_cosign_address (YaoInitCode *self);
GBytes *yao_init_code_get_signer_id (YaoInitCode *self);
gint64 yao_init_code_get_expires (YaoInitCode *self);
GBytes *yao_init_code_get_signature (YaoInitCode *self);
GBytes *yao_init_code_dup_signed_bytes (YaoInitCode *self) G_GNUC_WARN_UNUSED_RESULT;
char *yao_init_code_dup_pin_text (YaoInitCode *self) G_GNUC_WARN_UNUSED_RESULT;

gboolean yao_init_code_is_signed (YaoInitCode *self);
gboolean yao_init_code_is_typed (YaoInitCode *self);
gboolean yao_init_code_is_expired (YaoInitCode *self, gint64 now);

char *yao_pin_dup_text (GBytes *pin) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (YaoInitCode, yao_init_code_unref)

G_END_DECLS
