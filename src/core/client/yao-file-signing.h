/* yao-file-signing.h: the work of signing files
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#pragma once

#include "yao-identity-work.h"
#include "yao-profile.h"
#include "yao-signature.h"

G_BEGIN_DECLS

#define YAO_SIGN_ACTION "sign"

/**
 * YaoSigningEntry:
 * @file: the file
 * @signature: where its signature goes
 * @name: what the service is told that it is called
 * @size: its size, once it was read
 * @digest: (nullable): its digest, once it was read
 * @use_id: (nullable): the use of the key for it
 * @data: (nullable): what the service signs for it
 * @error: (nullable): why it is not signed
 *
 * One file.
 */
typedef struct
{
  GFile *file;
  GFile *signature;
  char *name;
  gint64 size;
  GBytes *digest;
  GBytes *use_id;
  GBytes *data;
  GError *error;
} YaoSigningEntry;

/**
 * YaoFileSigning:
 * @certificate: whose key signs
 * @is_raw: whether the bare signature is made
 * @kind: how it signs
 * @authorization: (nullable): under which authorization, where the key is somebody else's
 * @entries: (element-type YaoSigningEntry): the files
 *
 * Some files that are signed at a time.
 */
typedef struct
{
  YaoCertificateRecord *certificate;
  gboolean is_raw;
  YaoSignatureKind kind;
  char *authorization;
  GPtrArray *entries;
} YaoFileSigning;

YaoFileSigning *yao_file_signing_new (YaoCertificateRecord *certificate,
                                      gboolean is_raw) G_GNUC_WARN_UNUSED_RESULT;
void yao_file_signing_free (YaoFileSigning *self);
void yao_file_signing_add (YaoFileSigning *self, GFile *file, GFile *signature, const char *name);
YaoSignatureKind yao_signature_kind_for (YaoCertificateAlgorithm algorithm);

gboolean yao_file_signing_perform (YaoFileSigning *self,
                                   YaoIdentityWork *work,
                                   GCancellable *cancellable,
                                   GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (YaoFileSigning, yao_file_signing_free)

G_END_DECLS
