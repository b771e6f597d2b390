/* yao-error.c: the one error domain of Yunyao
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include "yao-error.h"

#include <errno.h>

typedef struct
{
  char *subject;      /* what it is about, e.g. a host or a file name; may be shown to people */
  gint64 retry_after; /* seconds to wait, or -1 */
  int tries_left;     /* or -1 */
} YaoErrorPrivate;

static const char *const nicks[] = {
  NULL,
  "internal",
  "invalid-input",
  "missing-input",
  "ambiguous",
  "not-found",
  "certificate-not-found",
  "no-service",
  "invalid-code",
  "code-expired",
  "untrusted",
  "unverified",
  "unreachable",
  "timed-out",
  "bad-reply",
  "reply-too-large",
  "service-failed",
  "throttled",
  "denied",
  "identity-required",
  "wrong-pin",
  "pin-locked",
  "device-revoked",
  "conflict",
  "unsupported",
  "profile-damaged",
  "profile-newer",
  "busy",
  "storage",
  "storage-full",
  "partial",
  "keyring",
  "session-required",
  "proof-refused",
  "nonce-required",
  "pin-expired",
  "pin-change-required",
  "device-not-bound",
  "authorization-pending",
  "authorization-active",
  "authorization-frozen",
  "authorization-expired",
  "authorization-not-yet",
  "authorization-exists",
  "applicant-mismatch",
  "changed",
  "certificate-revoked",
  "certificate-expired",
  "clock-skew",
};

G_STATIC_ASSERT (G_N_ELEMENTS (nicks) == YAO_ERROR_LAST);

static void
yao_error_private_init (YaoErrorPrivate *priv)
{
  priv->retry_after = -1;
  priv->tries_left = -1;
}

static void
yao_error_private_copy (const YaoErrorPrivate *src, YaoErrorPrivate *dest)
{
  dest->subject = g_strdup (src->subject);
  dest->retry_after = src->retry_after;
  dest->tries_left = src->tries_left;
}

static void
yao_error_private_clear (YaoErrorPrivate *priv)
{
  g_free (priv->subject);
}

G_DEFINE_EXTENDED_ERROR (YaoError, yao_error)

/**
 * yao_error_code_get_nick:
 * @code: a code
 *
 * Gets the short name of a code, as the command line prints it ("not-found").
 *
 * Returns: (nullable): the name, or %NULL if @code is not one of ours
 */
const char *
yao_error_code_get_nick (YaoErrorCode code)
{
  if ((int) code < 1 || code >= YAO_ERROR_LAST)
    return NULL;

  return nicks[code];
}

/**
 * yao_error_set_retry_after:
 * @error: an error of the domain %YAO_ERROR
 * @seconds: how long to wait
 *
 * Says how long to wait before trying again.
 */
void
yao_error_set_retry_after (GError *error, gint64 seconds)
{
  g_return_if_fail (error != NULL && error->domain == YAO_ERROR);

  yao_error_get_private (error)->retry_after = seconds;
}

/**
 * yao_error_get_retry_after:
 * @error: any error
 *
 * Gets how long to wait before trying again.
 *
 * Returns: seconds, or -1 where nothing was said
 */
gint64
yao_error_get_retry_after (const GError *error)
{
  if (error == NULL || error->domain != YAO_ERROR)
    return -1;

  return yao_error_get_private (error)->retry_after;
}

/**
 * yao_error_set_tries_left:
 * @error: an error of the domain %YAO_ERROR
 * @tries: the number of tries left
 *
 * Says how many tries are left before a PIN is locked.
 */
void
yao_error_set_tries_left (GError *error, int tries)
{
  g_return_if_fail (error != NULL && error->domain == YAO_ERROR);

  yao_error_get_private (error)->tries_left = tries;
}

/**
 * yao_error_get_tries_left:
 * @error: any error
 *
 * Gets how many tries are left before a PIN is locked.
 *
 * Returns: the number, or -1 where nothing was said
 */
int
yao_error_get_tries_left (const GError *error)
{
  if (error == NULL || error->domain != YAO_ERROR)
    return -1;

  return yao_error_get_private (error)->tries_left;
}

/**
 * yao_error_set_subject:
 * @error: an error of the domain %YAO_ERROR
 * @subject: (nullable): a host name, a file name, a number: what the error is about
 *
 * Names what the error is about. Unlike the message, the subject may be shown to people, so it is
 * never a secret and never text that a service chose freely.
 */
void
yao_error_set_subject (GError *error, const char *subject)
{
  YaoErrorPrivate *priv;

  g_return_if_fail (error != NULL && error->domain == YAO_ERROR);

  priv = yao_error_get_private (error);
  g_free (priv->subject);
  priv->subject = g_strdup (subject);
}

/**
 * yao_error_get_subject:
 * @error: any error
 *
 * Gets what the error is about.
 *
 * Returns: (nullable): the subject, owned by @error
 */
const char *
yao_error_get_subject (const GError *error)
{
  if (error == NULL || error->domain != YAO_ERROR)
    return NULL;

  return yao_error_get_private (error)->subject;
}

/**
 * yao_error_is:
 * @error: (nullable): any error
 * @code: a code of %YAO_ERROR
 *
 * Tells whether @error is of our domain and has this code.
 *
 * Returns: %TRUE if it is
 */
gboolean
yao_error_is (const GError *error, YaoErrorCode code)
{
  return error != NULL && g_error_matches (error, YAO_ERROR, (int) code);
}

/**
 * yao_error_set_from_errno:
 * @error: return location
 * @errnum: an errno
 * @what: what was tried, in English, for the log ("write")
 * @path: (nullable): the file, which becomes the subject
 *
 * Sets %YAO_ERROR_STORAGE_FULL or %YAO_ERROR_STORAGE from an errno.
 */
void
yao_error_set_from_errno (GError **error, int errnum, const char *what, const char *path)
{
  gboolean full = errnum == ENOSPC || errnum == EDQUOT;

  g_set_error (error, YAO_ERROR, full ? YAO_ERROR_STORAGE_FULL : YAO_ERROR_STORAGE, "%s %s: %s",
               what, path != NULL ? path : "", g_strerror (errnum));
  if (error != NULL && path != NULL)
    yao_error_set_subject (*error, path);
}
