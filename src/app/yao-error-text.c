/* yao-error-text.c: what people are told about an error
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include "yao-error-text.h"

#include <glib/gi18n.h>

#define TRY_AGAIN N_ ("_Try again"), "win.refresh"
#define USE_CODE N_ ("_Use initialisation code"), "win.use-code"
#define NO_BUTTON NULL, NULL

/* One line for each code, in the order of YaoErrorCode; the message of an error is for the log and
 * is never shown.
 */
static const YaoErrorText texts[] = {
  [YAO_ERROR_INTERNAL]
  = { N_ ("Something went wrong in Yunyao itself."),
      N_ ("Try again. If it happens again, start Yunyao anew and tell its developers."),
      NO_BUTTON },
  [YAO_ERROR_INVALID_INPUT]
  = { N_ ("That is not in the right form."),
      N_ ("Check what you entered: letters, digits, dots, hyphens and underscores are allowed."),
      NO_BUTTON },
  [YAO_ERROR_MISSING_INPUT]
  = { N_ ("Something is still missing."), N_ ("Fill in the empty field."), NO_BUTTON },
  [YAO_ERROR_AMBIGUOUS] = { N_ ("Several things match."), N_ ("Enter more of it."), NO_BUTTON },
  [YAO_ERROR_NOT_FOUND]
  = { N_ ("This no longer exists."), N_ ("Refresh, then look again."), TRY_AGAIN },
  [YAO_ERROR_CERTIFICATE_NOT_FOUND]
  = { N_ ("There is no certificate for this number."),
      N_ ("Check the number, or ask your organisation whether your certificate has been issued."),
      NO_BUTTON },
  [YAO_ERROR_NO_SERVICE]
  = { N_ ("No certificate service has been set up yet."),
      N_ ("Use the initialisation code that your organisation handed out."), USE_CODE },
  [YAO_ERROR_INVALID_CODE]
  = { N_ ("This is not an initialisation code."),
      N_ ("An initialisation code starts with “cloudkey://init”. Get it from your organisation and "
          "copy all of it."),
      NO_BUTTON },
  [YAO_ERROR_CODE_EXPIRED] = { N_ ("This initialisation code has expired."),
                               N_ ("Ask your organisation for a new one."), NO_BUTTON },
  [YAO_ERROR_UNTRUSTED] = { N_ ("This service cannot prove that it is the right one."),
                            N_ ("Nothing was sent to it. Ask your organisation for a new "
                                "initialisation code, and tell it "
                                "about this."),
                            USE_CODE },
  [YAO_ERROR_UNVERIFIED]
  = { N_ ("Nobody vouches for this initialisation code."),
      N_ ("Compare the check digits with your organisation before you go on."), NO_BUTTON },
  [YAO_ERROR_UNREACHABLE] = { N_ ("The service cannot be reached."),
                              N_ ("Check your network connection, then try again."), TRY_AGAIN },
  [YAO_ERROR_TIMED_OUT]
  = { N_ ("The service did not answer in time."), N_ ("Try again in a moment."), TRY_AGAIN },
  [YAO_ERROR_BAD_REPLY]
  = { N_ ("The answer of the service makes no sense."),
      N_ ("Check the service address, or tell whoever runs the service."), TRY_AGAIN },
  [YAO_ERROR_REPLY_TOO_LARGE]
  = { N_ ("The service sent far more than it should."),
      N_ ("The answer was thrown away. Tell whoever runs the service."), NO_BUTTON },
  [YAO_ERROR_SERVICE_FAILED]
  = { N_ ("The service has a problem at the moment."), N_ ("Try again later."), TRY_AGAIN },
  [YAO_ERROR_THROTTLED]
  = { N_ ("There were too many tries."), N_ ("Wait a little, then try again."), TRY_AGAIN },
  [YAO_ERROR_DENIED]
  = { N_ ("The service does not allow this."),
      N_ ("Ask your organisation if you think that you should be able to do it."), NO_BUTTON },
  [YAO_ERROR_IDENTITY_REQUIRED]
  = { N_ ("This needs an identity check first."), N_ ("Enter your PIN, then go on."), NO_BUTTON },
  [YAO_ERROR_WRONG_PIN] = { N_ ("The PIN is wrong."), N_ ("Enter it again."), NO_BUTTON },
  [YAO_ERROR_PIN_LOCKED]
  = { N_ ("The PIN is locked."), N_ ("Recover the PIN, or ask your organisation."), NO_BUTTON },
  [YAO_ERROR_DEVICE_REVOKED] = { N_ ("This device was removed from your certificate."),
                                 N_ ("Bind this device again if it is still yours."), NO_BUTTON },
  [YAO_ERROR_CONFLICT] = { N_ ("Somebody else has changed this in the meantime."),
                           N_ ("Look at it as it is now, then decide again."), TRY_AGAIN },
  [YAO_ERROR_UNSUPPORTED]
  = { N_ ("This service cannot do that."),
      N_ ("Ask your organisation for another way, or update Yunyao."), NO_BUTTON },
  [YAO_ERROR_PROFILE_DAMAGED]
  = { N_ ("The stored certificates could not be read. The damaged file was kept aside."),
      N_ ("Nothing is lost in the service: download your certificates again."), USE_CODE },
  [YAO_ERROR_PROFILE_NEWER] = { N_ ("The stored certificates come from a newer version of Yunyao."),
                                N_ ("Update Yunyao. Nothing was changed."), NO_BUTTON },
  [YAO_ERROR_BUSY] = { N_ ("Another program is using your certificates at this moment."),
                       N_ ("Try again in a moment."), TRY_AGAIN },
  [YAO_ERROR_STORAGE] = { N_ ("A file could not be read or written."),
                          N_ ("Check that you may write there, then try again."), NO_BUTTON },
  [YAO_ERROR_STORAGE_FULL]
  = { N_ ("The disk is full."), N_ ("Make some room, then try again."), NO_BUTTON },
  [YAO_ERROR_PARTIAL]
  = { N_ ("Only some of it worked."), N_ ("Refresh to see how things stand now."), TRY_AGAIN },
  [YAO_ERROR_KEYRING]
  = { N_ ("The keyring is locked."), N_ ("Unlock the keyring, then try again."), NO_BUTTON },
  [YAO_ERROR_SESSION_REQUIRED]
  = { N_ ("This needs an identity check first."), N_ ("Enter your PIN, then go on."), NO_BUTTON },
  [YAO_ERROR_PROOF_REFUSED]
  = { N_ ("The service did not accept this device’s key."),
      N_ ("Check the clock of this computer, then try again."), TRY_AGAIN },
  [YAO_ERROR_NONCE_REQUIRED] = { N_ ("The service asks for a newer proof of this device’s key."),
                                 N_ ("Try again."), TRY_AGAIN },
  [YAO_ERROR_PIN_EXPIRED] = { N_ ("The PIN that was sent to you is over."),
                              N_ ("Ask your organisation for a new one."), NO_BUTTON },
  [YAO_ERROR_PIN_CHANGE_REQUIRED] = { N_ ("The PIN that was sent to you must be changed first."),
                                      N_ ("Change the PIN, then go on."), NO_BUTTON },
  [YAO_ERROR_DEVICE_NOT_BOUND]
  = { N_ ("This device is not bound."), N_ ("Ask your organisation to bind it."), NO_BUTTON },
  [YAO_ERROR_AUTHORIZATION_PENDING] = { N_ ("The authorization has not been granted yet."),
                                        N_ ("Ask the grantor to grant it."), NO_BUTTON },
  [YAO_ERROR_AUTHORIZATION_ACTIVE]
  = { N_ ("The authorization is active already."), N_ ("Look at its state first."), NO_BUTTON },
  [YAO_ERROR_AUTHORIZATION_FROZEN]
  = { N_ ("The authorization is frozen."), N_ ("Ask the grantor to unfreeze it."), NO_BUTTON },
  [YAO_ERROR_AUTHORIZATION_EXPIRED]
  = { N_ ("The authorization is over: its time has passed or its uses are used up."),
      N_ ("Ask the grantor to renew it."), NO_BUTTON },
  [YAO_ERROR_AUTHORIZATION_NOT_YET] = { N_ ("The authorization is not valid yet."),
                                        N_ ("Wait until its validity begins."), NO_BUTTON },
  [YAO_ERROR_AUTHORIZATION_EXISTS] = { N_ ("This person has such an authorization already."),
                                       N_ ("Look at that record."), NO_BUTTON },
  [YAO_ERROR_APPLICANT_MISMATCH]
  = { N_ ("Name, document or phone are not those on file for this number."),
      N_ ("Check what you entered."), NO_BUTTON },
  [YAO_ERROR_CHANGED]
  = { N_ ("It was changed meanwhile."), N_ ("Look at what it is now, then try again."), NO_BUTTON },
  [YAO_ERROR_CERTIFICATE_REVOKED]
  = { N_ ("The certificate was revoked."), N_ ("Ask your organisation for a new certificate."),
      NO_BUTTON },
  [YAO_ERROR_CERTIFICATE_EXPIRED]
  = { N_ ("The certificate is not valid now."),
      N_ ("Refresh it, or ask your organisation to renew it."), NO_BUTTON },
  [YAO_ERROR_CLOCK_SKEW] = { N_ ("The clock of this computer is wrong."),
                             N_ ("Set the clock, then try again."), TRY_AGAIN },
};

G_STATIC_ASSERT (G_N_ELEMENTS (texts) == YAO_ERROR_LAST);

/**
 * yao_error_text_get:
 * @code: an error code
 *
 * Gets what the program says about an error code.
 *
 * Returns: the text; that of %YAO_ERROR_INTERNAL for a number that is no code
 */
const YaoErrorText *
yao_error_text_get (YaoErrorCode code)
{
  if (code < YAO_ERROR_INTERNAL || code >= YAO_ERROR_LAST)
    return &texts[YAO_ERROR_INTERNAL];

  return &texts[code];
}

/**
 * yao_error_text_get_for:
 * @error: an error of any domain
 *
 * Gets what the program says about an error. One that is not of %YAO_ERROR is a defect of ours.
 *
 * Returns: the text
 */
const YaoErrorText *
yao_error_text_get_for (const GError *error)
{
  g_return_val_if_fail (error != NULL, &texts[YAO_ERROR_INTERNAL]);

  return yao_error_text_get (error->domain == YAO_ERROR ? error->code : YAO_ERROR_INTERNAL);
}

/**
 * yao_error_text_dup_sentence:
 * @error: an error
 *
 * Gets what happened, in the language of the user.
 *
 * Returns: (transfer full): a sentence
 */
char *
yao_error_text_dup_sentence (const GError *error)
{
  return g_strdup (_ (yao_error_text_get_for (error)->sentence));
}

/* Says how long to wait, where the service told. */
static char *
dup_wait_hint (gint64 seconds)
{
  gint64 minutes;

  if (seconds < 120)
    return g_strdup_printf (
        ngettext ("Try again in %d second.", "Try again in %d seconds.", (gulong) seconds),
        (int) seconds);

  minutes = MIN ((seconds + 59) / 60, 9999);
  return g_strdup_printf (
      ngettext ("Try again in %d minute.", "Try again in %d minutes.", (gulong) minutes),
      (int) minutes);
}

/**
 * yao_error_text_dup_hint:
 * @error: an error
 *
 * Gets what to do next, in the language of the user, with the time to wait or the tries left where
 * the error tells them.
 *
 * Returns: (transfer full): a sentence
 */
char *
yao_error_text_dup_hint (const GError *error)
{
  int tries;

  g_return_val_if_fail (error != NULL, NULL);

  if (yao_error_get_retry_after (error) > 0)
    return dup_wait_hint (yao_error_get_retry_after (error));

  tries = yao_error_is (error, YAO_ERROR_WRONG_PIN) ? yao_error_get_tries_left (error) : -1;
  if (tries >= 0)
    return g_strdup_printf (ngettext ("%d try is left.", "%d tries are left.", (gulong) tries),
                            tries);

  return g_strdup (_ (yao_error_text_get_for (error)->hint));
}

/**
 * yao_error_text_dup_both:
 * @error: an error
 *
 * Gets what happened and what to do next, for places with one line of text.
 *
 * Returns: (transfer full): two sentences
 */
char *
yao_error_text_dup_both (const GError *error)
{
  g_autofree char *sentence = yao_error_text_dup_sentence (error);
  g_autofree char *hint = yao_error_text_dup_hint (error);

  /* Translators: two whole sentences, one after the other. */
  return g_strdup_printf (C_ ("two sentences", "%s %s"), sentence, hint);
}

/**
 * yao_error_text_is_silent:
 * @error: (nullable): an error
 *
 * Tells whether nothing is to be shown: the user cancelled, or there is no error.
 *
 * Returns: %TRUE for silence
 */
gboolean
yao_error_text_is_silent (const GError *error)
{
  return error == NULL || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

/**
 * yao_error_text_is_offline:
 * @error: (nullable): an error
 *
 * Tells whether a service could not be spoken to, so that what is known may be old.
 *
 * Returns: %TRUE if it could not
 */
gboolean
yao_error_text_is_offline (const GError *error)
{
  return yao_error_is (error, YAO_ERROR_UNREACHABLE) || yao_error_is (error, YAO_ERROR_TIMED_OUT)
         || yao_error_is (error, YAO_ERROR_SERVICE_FAILED)
         || yao_error_is (error, YAO_ERROR_PARTIAL);
}
