/* yao-proof.h: proofs that a client has its device key (RFC 9449)
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#pragma once

#include "yao-clock.h"
#include "yao-request.h"

G_BEGIN_DECLS

/* How old a nonce may be, in seconds. */
#define YAO_PROOF_NONCE_AGE 300

typedef struct _YaoProofChecker YaoProofChecker;

YaoProofChecker *yao_proof_checker_new (YaoClock *clock) G_GNUC_WARN_UNUSED_RESULT;
void yao_proof_checker_free (YaoProofChecker *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (YaoProofChecker, yao_proof_checker_free)

char *yao_proof_checker_check (YaoProofChecker *self,
                               YaoRequest *request,
                               const char *base_address,
                               const char *access_token,
                               GError **error) G_GNUC_WARN_UNUSED_RESULT;
char *yao_proof_checker_make_nonce (YaoProofChecker *self,
                                    const char *jkt) G_GNUC_WARN_UNUSED_RESULT;
char *yao_proof_peek_jkt (YaoRequest *request) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
