/* yao-signed-data.h: detached signatures of files: CMS (RFC 5652), GM/T 0010 and GB/T 35275
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#pragma once

#include "yao-signed-attributes.h"
#include "yao-x509.h"

G_BEGIN_DECLS

#define YAO_SIGNED_DATA_MAX_SIZE (256 * 1024)

/**
 * YaoSignedData:
 * @form: which family of object identifiers
 * @kind: how it is signed
 * @attributes: what is signed, as a SET OF
 * @signature: the signature over @attributes
 * @certificate: who signed
 * @certificates: (element-type GBytes): everything that came along, @certificate too
 *
 * A signature with one signer.
 */
typedef struct
{
  YaoSignedForm form;
  YaoSignatureKind kind;
  GBytes *attributes;
  GBytes *signature;
  GBytes *certificate;
  GPtrArray *certificates;
} YaoSignedData;

YaoSignedData *yao_signed_data_new (void) G_GNUC_WARN_UNUSED_RESULT;
void yao_signed_data_free (YaoSignedData *self);

GBytes *yao_signed_data_build (const YaoSignedData *self, GError **error) G_GNUC_WARN_UNUSED_RESULT;
YaoSignedData *yao_signed_data_parse (GBytes *bytes, GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean yao_signed_data_verify (const YaoSignedData *self, const YaoUseOids *oids, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (YaoSignedData, yao_signed_data_free)

G_END_DECLS
