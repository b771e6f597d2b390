/* yao-signing-private.h: how the client fills in what came of signing and verifying
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#pragma once

#include "yao-signing.h"

G_BEGIN_DECLS

void yao_signed_file_set_outcome (YaoSignedFile *self,
                                  gint64 size,
                                  GBytes *digest,
                                  const GError *error);

/**
 * YaoVerificationFacts:
 * @verdict: what is to be thought of it
 * @signer: (nullable): who signed
 * @is_revocation_known: whether the list of revoked certificates could be looked at
 *
 * What was found out about a signature; see the functions of #YaoVerification.
 */
typedef struct
{
  YaoVerdict verdict;
  char *signer;
  char *uid;
  char *organisation;
  char *serial;
  char *issuer;
  char *algorithm;
  char *use_id;
  char *authorization;
  gint64 time;
  gint64 revoked_at;
  gboolean is_revocation_known;
} YaoVerificationFacts;

YaoVerificationFacts *yao_verification_facts_new (void) G_GNUC_WARN_UNUSED_RESULT;
void yao_verification_facts_free (YaoVerificationFacts *self);
YaoVerification *yao_verification_new (YaoVerificationFacts *taken) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (YaoVerificationFacts, yao_verification_facts_free)

G_END_DECLS
