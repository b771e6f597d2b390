/* yao-file-verification.h: the work of looking at a signature
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#pragma once

#include "yao-client-private.h"
#include "yao-profile.h"
#include "yao-signing-private.h"

G_BEGIN_DECLS

/**
 * YaoFileVerification:
 * @client: the client
 * @file: the file
 * @signature: the signature
 * @certificate: (nullable): whose bare signature it may be
 * @services: (element-type YaoServiceRecord): whose people are known here
 *
 * What is looked at.
 */
typedef struct
{
  YaoClient *client;
  GFile *file;
  GFile *signature;
  YaoCertificateRecord *certificate;
  GPtrArray *services;
} YaoFileVerification;

YaoFileVerification *yao_file_verification_new (YaoClient *client,
                                                GFile *file,
                                                GFile *signature) G_GNUC_WARN_UNUSED_RESULT;
void yao_file_verification_free (YaoFileVerification *self);
YaoVerificationFacts *yao_file_verification_perform (YaoFileVerification *self,
                                                     GCancellable *cancellable,
                                                     GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (YaoFileVerification, yao_file_verification_free)

G_END_DECLS
