/* yao-signed-oids-private.h: the object identifiers of signatures; for this room only
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#pragma once

#include "yao-signed-attributes.h"

G_BEGIN_DECLS

#define YAO_OID_CONTENT_TYPE "1.2.840.113549.1.9.3"
#define YAO_OID_MESSAGE_DIGEST "1.2.840.113549.1.9.4"
#define YAO_OID_SIGNING_TIME "1.2.840.113549.1.9.5"
#define YAO_OID_SIGNING_CERTIFICATE_V2 "1.2.840.113549.1.9.16.2.47"

/**
 * YaoSignedFormOids:
 * @data: the type of what is signed: any bytes
 * @signed_data: the type of the signature
 * @digest: the digest
 *
 * The names that differ between the forms.
 */
typedef struct
{
  const char *data;
  const char *signed_data;
  const char *digest;
} YaoSignedFormOids;

const YaoSignedFormOids *yao_signed_form_get_oids (YaoSignedForm form);

G_END_DECLS
