/* yao-cli-error.c: errors as people and scripts are told them
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include "yao-config.h"

#include "yao-cli-error.h"

#include "yao-cli-text.h"

#include "yao-error.h"

#include <gio/gio.h>
#include <glib/gi18n.h>

typedef struct
{
  YaoCliExit exit;
  const char *sentence; /* what happened, without the full stop: the subject may follow */
  const char *next;     /* what to do about it */
} Entry;

/* One entry for each code; the index is the code. */
static const Entry entries[] = {
  [YAO_ERROR_INTERNAL] = {
    YAO_CLI_EXIT_FAILED,
    N_ ("Something went wrong inside this program"),
    N_ ("Run the command again with --verbose and report what it says."),
  },
  [YAO_ERROR_INVALID_INPUT] = {
    YAO_CLI_EXIT_USAGE,
    N_ ("This value does not have the right form"),
    N_ ("Correct the value and try again."),
  },
  [YAO_ERROR_MISSING_INPUT] = {
    YAO_CLI_EXIT_USAGE,
    N_ ("Something is missing"),
    N_ ("Give what is missing and try again."),
  },
  [YAO_ERROR_AMBIGUOUS] = {
    YAO_CLI_EXIT_USAGE,
    N_ ("More than one thing is called this"),
    N_ ("Give more of the ID. The lists show whole IDs."),
  },
  [YAO_ERROR_NOT_FOUND] = {
    YAO_CLI_EXIT_NOT_FOUND,
    N_ ("Nothing is called this"),
    N_ ("Check the spelling. “yunyaoctl certs” and “yunyaoctl services” show what there is."),
  },
  [YAO_ERROR_CERTIFICATE_NOT_FOUND] = {
    YAO_CLI_EXIT_NOT_FOUND,
    N_ ("The service has no certificate for this number"),
    N_ ("Check the user ID or employee number. If it is right, ask your organisation whether the "
        "certificate has been issued."),
  },
  [YAO_ERROR_NO_SERVICE] = {
    YAO_CLI_EXIT_NOT_FOUND,
    N_ ("No service is set up yet"),
    N_ ("Run “yunyaoctl init” with the initialisation code of your organisation, or “yunyaoctl "
        "init --builtin” to try the demonstration."),
  },
  [YAO_ERROR_INVALID_CODE] = {
    YAO_CLI_EXIT_FAILED,
    N_ ("This is not a valid initialisation code"),
    N_ ("Copy the whole code, from “cloudkey:” to the end, or ask your organisation for it again."),
  },
  [YAO_ERROR_CODE_EXPIRED] = {
    YAO_CLI_EXIT_FAILED,
    N_ ("This initialisation code has expired"),
    N_ ("Ask your organisation for a new one."),
  },
  [YAO_ERROR_UNTRUSTED] = {
    YAO_CLI_EXIT_DENIED,
    N_ ("What answered is not what was promised, so nothing was sent to it or kept"),
    N_ ("Do not go on from here. Ask your organisation for a new initialisation code, and tell "
        "them about this."),
  },
  [YAO_ERROR_UNVERIFIED] = {
    YAO_CLI_EXIT_DENIED,
    N_ ("Nobody known vouches for this initialisation code"),
    N_ ("Ask your organisation for a code that is signed by somebody whom this computer knows. "
        "“yunyaoctl help init” tells which other codes are accepted."),
  },
  [YAO_ERROR_UNREACHABLE] = {
    YAO_CLI_EXIT_UNREACHABLE,
    N_ ("The service cannot be reached"),
    N_ ("Check the network and try again. If it lasts, ask your organisation whether the service "
        "is running."),
  },
  [YAO_ERROR_TIMED_OUT] = {
    YAO_CLI_EXIT_UNREACHABLE,
    N_ ("The service did not answer in time"),
    N_ ("Try again in a while."),
  },
  [YAO_ERROR_BAD_REPLY] = {
    YAO_CLI_EXIT_FAILED,
    N_ ("The service answered something that makes no sense, so it was not used"),
    N_ ("Check that the address is that of the service, and tell those who run it."),
  },
  [YAO_ERROR_REPLY_TOO_LARGE] = {
    YAO_CLI_EXIT_FAILED,
    N_ ("The answer of the service was far too long and was given up"),
    N_ ("Check that the address is that of the service, and tell those who run it."),
  },
  [YAO_ERROR_SERVICE_FAILED] = {
    YAO_CLI_EXIT_FAILED,
    N_ ("The service says that something went wrong there"),
    N_ ("Try again later. If it lasts, tell those who run it."),
  },
  [YAO_ERROR_THROTTLED] = {
    YAO_CLI_EXIT_LOCKED,
    N_ ("Too many requests in a short time"),
    N_ ("Wait a minute and try again."),
  },
  [YAO_ERROR_DENIED] = {
    YAO_CLI_EXIT_DENIED,
    N_ ("The service refuses this"),
    N_ ("Ask your organisation whether you may do it."),
  },
  [YAO_ERROR_IDENTITY_REQUIRED] = {
    YAO_CLI_EXIT_DENIED,
    N_ ("The service wants to know first that it is you"),
    N_ ("Prove it with your PIN and try again."),
  },
  [YAO_ERROR_WRONG_PIN] = {
    YAO_CLI_EXIT_DENIED,
    N_ ("The PIN is wrong"),
    N_ ("Try again with the right one."),
  },
  [YAO_ERROR_PIN_LOCKED] = {
    YAO_CLI_EXIT_LOCKED,
    N_ ("The PIN is locked after too many wrong tries"),
    N_ ("Wait until it opens again, or ask your organisation."),
  },
  [YAO_ERROR_DEVICE_REVOKED] = {
    YAO_CLI_EXIT_DENIED,
    N_ ("This device was removed from the account"),
    N_ ("Ask your organisation if you did not do this yourself."),
  },
  [YAO_ERROR_CONFLICT] = {
    YAO_CLI_EXIT_CONFLICT,
    N_ ("Somebody changed this in the meantime, so nothing was done"),
    N_ ("Look at it again, then repeat the command."),
  },
  [YAO_ERROR_UNSUPPORTED] = {
    YAO_CLI_EXIT_FAILED,
    N_ ("This cannot be done here"),
    N_ ("Update this program, or ask your organisation whether the service offers it."),
  },
  [YAO_ERROR_PROFILE_DAMAGED] = {
    YAO_CLI_EXIT_FAILED,
    N_ ("The file with your services and certificates could not be read; it was set aside"),
    N_ ("Nothing was deleted: the file is still there under the name shown. Initialise and "
        "download again, or restore it from a backup."),
  },
  [YAO_ERROR_PROFILE_NEWER] = {
    YAO_CLI_EXIT_FAILED,
    N_ ("Your services and certificates were written by a newer version of this program"),
    N_ ("Update this program. Nothing was changed."),
  },
  [YAO_ERROR_BUSY] = {
    YAO_CLI_EXIT_LOCKED,
    N_ ("Another program is using this just now"),
    N_ ("Try again when it has finished."),
  },
  [YAO_ERROR_STORAGE] = {
    YAO_CLI_EXIT_FAILED,
    N_ ("A file could not be read or written"),
    N_ ("Check that it exists and that you may use it."),
  },
  [YAO_ERROR_STORAGE_FULL] = {
    YAO_CLI_EXIT_FAILED,
    N_ ("No space is left on the disk"),
    N_ ("Make room and try again. What was stored before is still there."),
  },
  [YAO_ERROR_PARTIAL] = {
    YAO_CLI_EXIT_PARTIAL,
    N_ ("Some of it worked and some did not"),
    N_ ("Look at what is told for each, and repeat the command for those that failed."),
  },
  [YAO_ERROR_KEYRING] = {
    YAO_CLI_EXIT_LOCKED,
    N_ ("The keyring is locked or there is none"),
    N_ ("Unlock the keyring and try again."),
  },
  [YAO_ERROR_SESSION_REQUIRED] = {
    YAO_CLI_EXIT_DENIED,
    N_ ("Nobody is signed in on this device"),
    N_ ("Run “yunyaoctl login” first."),
  },
  [YAO_ERROR_PROOF_REFUSED] = {
    YAO_CLI_EXIT_DENIED,
    N_ ("The service did not accept this device’s key"),
    N_ ("Check the clock of this computer, then sign in again."),
  },
  [YAO_ERROR_NONCE_REQUIRED] = {
    YAO_CLI_EXIT_FAILED,
    N_ ("The service asks for a newer proof of this device’s key"),
    N_ ("Try again."),
  },
  [YAO_ERROR_PIN_EXPIRED] = {
    YAO_CLI_EXIT_DENIED,
    N_ ("The PIN that was sent to you is over"),
    N_ ("Ask your organisation for a new one."),
  },
  [YAO_ERROR_PIN_CHANGE_REQUIRED] = {
    YAO_CLI_EXIT_DENIED,
    N_ ("The PIN that was sent to you must be changed first"),
    N_ ("Run “yunyaoctl pin change”."),
  },
  [YAO_ERROR_DEVICE_NOT_BOUND] = {
    YAO_CLI_EXIT_DENIED,
    N_ ("This device is not bound"),
    N_ ("Bind this device first, or ask your organisation to do it."),
  },
  [YAO_ERROR_AUTHORIZATION_PENDING] = {
    YAO_CLI_EXIT_CONFLICT,
    N_ ("The authorization has not been granted yet"),
    N_ ("Ask the grantor to grant it."),
  },
  [YAO_ERROR_AUTHORIZATION_ACTIVE] = {
    YAO_CLI_EXIT_CONFLICT,
    N_ ("The authorization is active already"),
    N_ ("Look at its state first."),
  },
  [YAO_ERROR_AUTHORIZATION_FROZEN] = {
    YAO_CLI_EXIT_CONFLICT,
    N_ ("The authorization is frozen"),
    N_ ("Ask the grantor to unfreeze it."),
  },
  [YAO_ERROR_AUTHORIZATION_EXPIRED] = {
    YAO_CLI_EXIT_CONFLICT,
    N_ ("The authorization is over: its time has passed or its uses are used up"),
    N_ ("Ask the grantor to renew it."),
  },
  [YAO_ERROR_AUTHORIZATION_NOT_YET] = {
    YAO_CLI_EXIT_CONFLICT,
    N_ ("The authorization is not valid yet"),
    N_ ("Wait until its validity begins."),
  },
  [YAO_ERROR_AUTHORIZATION_EXISTS] = {
    YAO_CLI_EXIT_CONFLICT,
    N_ ("This person has such an authorization already"),
    N_ ("Look at that record."),
  },
  [YAO_ERROR_APPLICANT_MISMATCH] = {
    YAO_CLI_EXIT_DENIED,
    N_ ("Name, document or phone are not those on file for this number"),
    N_ ("Check what you entered."),
  },
  [YAO_ERROR_CHANGED] = {
    YAO_CLI_EXIT_CONFLICT,
    N_ ("It was changed meanwhile"),
    N_ ("Look at what it is now, then try again."),
  },
  [YAO_ERROR_CERTIFICATE_REVOKED] = {
    YAO_CLI_EXIT_DENIED,
    N_ ("The certificate was revoked"),
    N_ ("Ask your organisation for a new certificate."),
  },
  [YAO_ERROR_CERTIFICATE_EXPIRED] = {
    YAO_CLI_EXIT_DENIED,
    N_ ("The certificate is not valid now"),
    N_ ("Run “yunyaoctl certs refresh”, or ask your organisation to renew it."),
  },
  [YAO_ERROR_CLOCK_SKEW] = {
    YAO_CLI_EXIT_FAILED,
    N_ ("The clock of this computer is wrong"),
    N_ ("Set the clock, then run the command again."),
  },
};

G_STATIC_ASSERT (G_N_ELEMENTS (entries) == YAO_ERROR_LAST);

static const Entry cancelled = {
  YAO_CLI_EXIT_CANCELLED,
  N_ ("Stopped"),
  N_ ("Run the command again to finish it."),
};

static const Entry *
find_entry (const GError *error)
{
  g_assert (error != NULL);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return &cancelled;
  if (error->domain == YAO_ERROR && error->code > 0 && error->code < YAO_ERROR_LAST)
    return &entries[error->code];

  return &entries[YAO_ERROR_INTERNAL];
}

/**
 * yao_cli_error_get_code:
 * @error: an error
 *
 * Gets the short name of an error, for programs ("not-found").
 *
 * Returns: the name
 */
const char *
yao_cli_error_get_code (const GError *error)
{
  const Entry *entry = find_entry (error);

  return entry == &cancelled ? "cancelled"
                             : yao_error_code_get_nick ((YaoErrorCode) (entry - entries));
}

/**
 * yao_cli_error_get_exit:
 * @error: an error
 *
 * Gets the exit code that goes with an error.
 *
 * Returns: the exit code
 */
YaoCliExit
yao_cli_error_get_exit (const GError *error)
{
  return find_entry (error)->exit;
}

/**
 * yao_cli_error_dup_sentence:
 * @error: an error
 *
 * Says what happened, in the person's language, with the subject of the error where it has one. The
 * message of the error is for the log and has no part in it.
 *
 * Returns: (transfer full): the sentence, without the full stop
 */
char *
yao_cli_error_dup_sentence (const GError *error)
{
  const char *sentence = _ (find_entry (error)->sentence);
  const char *subject = yao_error_get_subject (error);
  g_autofree char *filled = NULL;

  if (subject == NULL || *subject == '\0')
    return g_strdup (sentence);

  /* Translators: what happened, and what it happened to: "Nothing is called this: 12345" */
  filled = yao_cli_text_fill (_ ("{sentence}: {subject}"), "sentence", sentence);
  return yao_cli_text_fill (filled, "subject", subject);
}

/**
 * yao_cli_error_dup_tries:
 * @tries_left: how many tries are left
 *
 * Says how many tries of the PIN are left.
 *
 * Returns: (transfer full): a sentence
 */
char *
yao_cli_error_dup_tries (int tries_left)
{
  g_autofree char *number = g_strdup_printf ("%d", tries_left);

  return yao_cli_text_fill (
      ngettext ("{number} try is left.", "{number} tries are left.", (gulong) tries_left), "number",
      number);
}

/**
 * yao_cli_error_dup_next:
 * @error: an error
 *
 * Says what to do about an error, in the person's language.
 *
 * Returns: (transfer full): one or more whole sentences
 */
char *
yao_cli_error_dup_next (const GError *error)
{
  gint64 wait = yao_error_get_retry_after (error);
  int tries = yao_error_get_tries_left (error);
  g_autofree char *number = NULL;
  g_autofree char *left = NULL;

  if (wait <= 0 && tries > 0)
    {
      left = yao_cli_error_dup_tries (tries);
      /* Translators: two sentences, one after the other */
      return g_strdup_printf (C_ ("two sentences", "%s %s"), _ (find_entry (error)->next), left);
    }
  if (wait <= 0)
    return g_strdup (_ (find_entry (error)->next));

  number = g_strdup_printf ("%" G_GINT64_FORMAT, wait);
  return yao_cli_text_fill (ngettext ("Wait {number} second and try again.",
                                      "Wait {number} seconds and try again.", (gulong) wait),
                            "number", number);
}
