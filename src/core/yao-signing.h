/* yao-signing.h: signing files, and looking at signatures of files
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#pragma once

#if !defined(YAO_INSIDE_YAO_H) && !defined(YAO_COMPILATION)
#error "Include yao.h: it brings every header of the client library."
#endif

#include "yao-client.h"

G_BEGIN_DECLS

/* So many files are signed at a time, with one check of the PIN. */
#define YAO_SIGN_MAX_FILES 200

/**
 * YaoSignedFileState:
 * @YAO_SIGNED_FILE_WAITING: nothing happened yet
 * @YAO_SIGNED_FILE_DONE: its signature was made, checked and written
 * @YAO_SIGNED_FILE_FAILED: it was not; yao_signed_file_get_error() tells why
 *
 * How far a file is.
 */
typedef enum
{
  YAO_SIGNED_FILE_WAITING,
  YAO_SIGNED_FILE_DONE,
  YAO_SIGNED_FILE_FAILED
} YaoSignedFileState;

#define YAO_TYPE_SIGNED_FILE_STATE (yao_signed_file_state_get_type ())
GType yao_signed_file_state_get_type (void) G_GNUC_CONST;

#define YAO_TYPE_SIGNED_FILE (yao_signed_file_get_type ())
G_DECLARE_FINAL_TYPE (YaoSignedFile, yao_signed_file, YAO, SIGNED_FILE, GObject)

YaoSignedFile *yao_signed_file_new (GFile *file, GFile *signature) G_GNUC_WARN_UNUSED_RESULT;
GFile *yao_signed_file_get_file (YaoSignedFile *self);
GFile *yao_signed_file_get_signature (YaoSignedFile *self);
const char *yao_signed_file_get_name (YaoSignedFile *self);
gint64 yao_signed_file_get_size (YaoSignedFile *self);
const char *yao_signed_file_get_digest (YaoSignedFile *self);
YaoSignedFileState yao_signed_file_get_state (YaoSignedFile *self);
const GError *yao_signed_file_get_error (YaoSignedFile *self);

/**
 * YaoSignFlags:
 * @YAO_SIGN_DEFAULT: a detached signature: CMS (RFC 5652), with SM2 as GM/T 0010 has it
 * @YAO_SIGN_RAW: the bare signature of the key over the file; with SM2 for 64 KiB at most
 *
 * What is made.
 */
typedef enum
{
  YAO_SIGN_DEFAULT = 0,
  YAO_SIGN_RAW = 1 << 0
} YaoSignFlags;

void yao_client_sign_async (YaoClient *self,
                            YaoCertificate *certificate,
                            GListModel *files,
                            YaoSignFlags flags,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer user_data);
gint64 yao_client_sign_finish (YaoClient *self, GAsyncResult *result, GError **error);
gint64 yao_client_sign (YaoClient *self,
                        YaoCertificate *certificate,
                        GListModel *files,
                        YaoSignFlags flags,
                        GCancellable *cancellable,
                        GError **error);
YaoOperation *yao_client_sign_begin (YaoClient *self,
                                     YaoCertificate *certificate,
                                     GListModel *files,
                                     YaoSignFlags flags) G_GNUC_WARN_UNUSED_RESULT;

/**
 * YaoVerdict:
 * @YAO_VERDICT_GOOD: the file is what was signed, by whom it says, with a certificate that was good
 * @YAO_VERDICT_UNREADABLE: this is not a signature that is known here
 * @YAO_VERDICT_FILE_CHANGED: the signature is good, yet of another file, or the file was changed
 * @YAO_VERDICT_SIGNATURE_CHANGED: the signature itself, or what it says, was changed
 * @YAO_VERDICT_FOREIGN: the certificate is of nobody that is known here
 * @YAO_VERDICT_EXPIRED: the certificate was not valid when it was signed
 * @YAO_VERDICT_REVOKED: the certificate was revoked when it was signed
 *
 * What is to be thought of a signature.
 */
typedef enum
{
  YAO_VERDICT_GOOD,
  YAO_VERDICT_UNREADABLE,
  YAO_VERDICT_FILE_CHANGED,
  YAO_VERDICT_SIGNATURE_CHANGED,
  YAO_VERDICT_FOREIGN,
  YAO_VERDICT_EXPIRED,
  YAO_VERDICT_REVOKED
} YaoVerdict;

const char *yao_verdict_get_nick (YaoVerdict verdict);

#define YAO_TYPE_VERIFICATION (yao_verification_get_type ())
G_DECLARE_FINAL_TYPE (YaoVerification, yao_verification, YAO, VERIFICATION, GObject)

YaoVerdict yao_verification_get_verdict (YaoVerification *self);
const char *yao_verification_get_signer (YaoVerification *self);
const char *yao_verification_get_uid (YaoVerification *self);
const char *yao_verification_get_organisation (YaoVerification *self);
const char *yao_verification_get_serial (YaoVerification *self);
const char *yao_verification_get_issuer (YaoVerification *self);
const char *yao_verification_get_algorithm (YaoVerification *self);
const char *yao_verification_get_use_id (YaoVerification *self);
const char *yao_verification_get_authorization (YaoVerification *self);
gint64 yao_verification_get_time (YaoVerification *self);
gint64 yao_verification_get_revoked_at (YaoVerification *self);
gboolean yao_verification_is_revocation_known (YaoVerification *self);

void yao_client_verify_async (YaoClient *self,
                              GFile *file,
                              GFile *signature,
                              YaoCertificate *certificate,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data);
YaoVerification *yao_client_verify_finish (YaoClient *self,
                                           GAsyncResult *result,
                                           GError **error) G_GNUC_WARN_UNUSED_RESULT;
YaoVerification *yao_client_verify (YaoClient *self,
                                    GFile *file,
                                    GFile *signature,
                                    YaoCertificate *certificate,
                                    GCancellable *cancellable,
                                    GError **error) G_GNUC_WARN_UNUSED_RESULT;
YaoOperation *yao_client_verify_begin (YaoClient *self,
                                       GFile *file,
                                       GFile *signature,
                                       YaoCertificate *certificate) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
