/* yao-signed-attributes.h: what a signature of a file is over (RFC 5652 section 5.4)
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#pragma once

#include "yao-digest.h"
#include "yao-signature.h"

G_BEGIN_DECLS

#define YAO_USE_ID_SIZE 16
#define YAO_SIGNED_ATTRIBUTES_MAX_SIZE 4096

/**
 * YaoSignedForm:
 * @YAO_SIGNED_FORM_CMS: RFC 5652, with SHA-256
 * @YAO_SIGNED_FORM_GM: GM/T 0010 and GB/T 35275, with SM3
 *
 * The family of object identifiers.
 */
typedef enum
{
  YAO_SIGNED_FORM_CMS = 1,
  YAO_SIGNED_FORM_GM
} YaoSignedForm;

/**
 * YaoUseOids:
 * @use: of the attribute that holds the use id
 * @authorization: of the attribute that holds the id of the authorization
 *
 * The attributes of this protocol, in dotted decimals.
 */
typedef struct
{
  const char *use;
  const char *authorization;
} YaoUseOids;

/**
 * YaoSignedAttributes:
 * @form: which object identifiers
 * @message_digest: of the file
 * @signing_time: seconds since 1970; 0 where it is not said
 * @certificate_hash: (nullable): SHA-256 of the certificate (RFC 5035)
 * @use_id: (nullable): 16 bytes that name this use of the key
 * @authorization: (nullable): the id of the authorization that it was made under
 *
 * What is signed in the place of a file.
 */
typedef struct
{
  YaoSignedForm form;
  GBytes *message_digest;
  gint64 signing_time;
  GBytes *certificate_hash;
  GBytes *use_id;
  char *authorization;
} YaoSignedAttributes;

YaoSignedAttributes *yao_signed_attributes_new (void) G_GNUC_WARN_UNUSED_RESULT;
void yao_signed_attributes_free (YaoSignedAttributes *self);

YaoSignedForm yao_signed_form_for_kind (YaoSignatureKind kind);
YaoDigestKind yao_signed_form_get_digest (YaoSignedForm form);

GBytes *yao_signed_attributes_build (const YaoSignedAttributes *self,
                                     const YaoUseOids *oids) G_GNUC_WARN_UNUSED_RESULT;
YaoSignedAttributes *yao_signed_attributes_read (GBytes *der,
                                                 const YaoUseOids *oids,
                                                 GError **error) G_GNUC_WARN_UNUSED_RESULT;
YaoSignedAttributes *yao_signed_attributes_parse (GBytes *der,
                                                  const YaoUseOids *oids,
                                                  GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (YaoSignedAttributes, yao_signed_attributes_free)

G_END_DECLS
