/* yao-error.h: the one error domain of Yunyao
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/**
 * YaoErrorCode:
 *
 * A code says what the caller can do about it; the message that goes with it is for the log, in
 * English, and never for display. Every code is described in docs/errors.md: cause, problem type on
 * the wire, sentence for a person, exit code of the command line.
 *
 * Cancellation is not in this domain: it stays %G_IO_ERROR_CANCELLED.
 *
 * Codes start at 1, are never renumbered, and new ones go before %YAO_ERROR_LAST.
 */
typedef enum
{
  YAO_ERROR_INTERNAL = 1,          /* a defect of ours: report it */
  YAO_ERROR_INVALID_INPUT,         /* a value given is not of the right form: correct it */
  YAO_ERROR_MISSING_INPUT,         /* a value is needed and was not given: give it */
  YAO_ERROR_AMBIGUOUS,             /* a prefix names several things: give more of it */
  YAO_ERROR_NOT_FOUND,             /* nothing of this name: check the name */
  YAO_ERROR_CERTIFICATE_NOT_FOUND, /* the service has no certificate for this number */
  YAO_ERROR_NO_SERVICE,            /* no service is set up yet: read the initialisation code */
  YAO_ERROR_INVALID_CODE,          /* not a code of ours, or not well-formed: get the right one */
  YAO_ERROR_CODE_EXPIRED,          /* the code was good once: get a new one */
  YAO_ERROR_UNTRUSTED,             /* not the service, signer or issuer that was promised: stop */
  YAO_ERROR_UNVERIFIED,            /* nobody vouches for this code and a voucher was asked for */
  YAO_ERROR_UNREACHABLE,           /* no connection: check the network, try again */
  YAO_ERROR_TIMED_OUT,             /* connected, but no answer in time: try again */
  YAO_ERROR_BAD_REPLY,             /* the service answered something it must not: tell its keeper */
  YAO_ERROR_REPLY_TOO_LARGE,       /* the reply passed its limit and was given up */
  YAO_ERROR_SERVICE_FAILED,        /* the service says that it failed: try later */
  YAO_ERROR_THROTTLED,             /* too many tries: wait retry-after seconds */
  YAO_ERROR_DENIED,                /* the service says no */
  YAO_ERROR_IDENTITY_REQUIRED,     /* a recent identity check is needed first */
  YAO_ERROR_WRONG_PIN,             /* tries-left tells how many are left */
  YAO_ERROR_PIN_LOCKED,            /* recover the PIN, or ask an administrator */
  YAO_ERROR_DEVICE_REVOKED,        /* this device was removed: bind it again */
  YAO_ERROR_CONFLICT,              /* somebody changed it meanwhile: look again */
  YAO_ERROR_UNSUPPORTED,           /* this service or program cannot do that */
  YAO_ERROR_PROFILE_DAMAGED,       /* a file of ours cannot be read; it was set aside */
  YAO_ERROR_PROFILE_NEWER,         /* a file of ours is from a newer version: update */
  YAO_ERROR_BUSY,                  /* another process holds the profile: try again */
  YAO_ERROR_STORAGE,               /* could not write or read a file: see the message */
  YAO_ERROR_STORAGE_FULL,          /* no space left: make room */
  YAO_ERROR_PARTIAL,               /* some of several things failed */
  YAO_ERROR_KEYRING,               /* the keyring is locked or absent */
  YAO_ERROR_SESSION_REQUIRED,      /* nobody is signed in on this device: check the PIN */
  YAO_ERROR_PROOF_REFUSED,         /* the proof of the device key is not good: sign in again */
  YAO_ERROR_NONCE_REQUIRED,        /* the proof needs the newest nonce: send again with it */
  YAO_ERROR_PIN_EXPIRED,           /* the issued PIN is over: ask for a new one */
  YAO_ERROR_PIN_CHANGE_REQUIRED,   /* an issued PIN must be changed first */
  YAO_ERROR_DEVICE_NOT_BOUND,      /* only a bound device may do that: bind it first */
  YAO_ERROR_AUTHORIZATION_PENDING, /* not granted yet: grant it first */
  YAO_ERROR_AUTHORIZATION_ACTIVE,  /* granted already */
  YAO_ERROR_AUTHORIZATION_FROZEN,  /* frozen: unfreeze it first */
  YAO_ERROR_AUTHORIZATION_EXPIRED, /* over by time or by uses: renew it */
  YAO_ERROR_AUTHORIZATION_NOT_YET, /* its validity begins later */
  YAO_ERROR_AUTHORIZATION_EXISTS,  /* the same person has one already; subject: its id */
  YAO_ERROR_APPLICANT_MISMATCH,    /* name, document or phone are not those on file */
  YAO_ERROR_CHANGED,               /* another version than the one that was seen */
  YAO_ERROR_CERTIFICATE_REVOKED,   /* the certificate was revoked: get another one */
  YAO_ERROR_CERTIFICATE_EXPIRED,   /* the certificate is not valid now: have it renewed */
  YAO_ERROR_CLOCK_SKEW,            /* the clock of this computer is wrong: set it */
  YAO_ERROR_LAST                   /*< skip >*/
} YaoErrorCode;

/**
 * YAO_ERROR:
 *
 * The error domain of every function of Yunyao.
 */
#define YAO_ERROR (yao_error_quark ())
GQuark yao_error_quark (void);

const char *yao_error_code_get_nick (YaoErrorCode code);

void yao_error_set_retry_after (GError *error, gint64 seconds);
gint64 yao_error_get_retry_after (const GError *error);
void yao_error_set_tries_left (GError *error, int tries);
int yao_error_get_tries_left (const GError *error);
void yao_error_set_subject (GError *error, const char *subject);
const char *yao_error_get_subject (const GError *error);

gboolean yao_error_is (const GError *error, YaoErrorCode code);

void yao_error_set_from_errno (GError **error, int errnum, const char *what, const char *path);

G_END_DECLS
