/* yao-condition.c: states that a banner tells of
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include "yao-condition.h"

#include <glib/gi18n.h>

#include "yao-actionable.h"
#include "yao-error-text.h"
#include "yao-format.h"

static void
fill_banner (YaoBanner *banner,
             YaoBannerStyle style,
             const char *title,
             const char *button_label,
             const char *action)
{
  g_assert (YAO_IS_BANNER (banner));

  yao_banner_set_style (banner, style);
  yao_banner_set_title (banner, title);
  yao_banner_set_button_label (banner, button_label);
  yao_actionable_set_action (GTK_ACTIONABLE (banner), action);
  yao_banner_set_revealed (banner, TRUE);
}

static char *
dup_revoked_text (YaoCertificate *certificate)
{
  const char *reason
      = yao_format_revocation_reason (yao_certificate_get_revocation_reason (certificate));

  if (reason == NULL)
    return g_strdup (_ ("This certificate was revoked and can no longer be used."));

  /* Translators: the reason is a half sentence that begins with a capital letter. */
  return g_strdup_printf (_ ("This certificate was revoked and can no longer be used. Reason: %s."),
                          reason);
}

static char *
dup_soon_text (int days)
{
  if (days <= 0)
    return g_strdup (_ ("This certificate ends within a day. Ask your organisation to renew it."));

  return g_strdup_printf (
      ngettext ("This certificate ends in %d day. Ask your organisation to renew it.",
                "This certificate ends in %d days. Ask your organisation to renew it.",
                (gulong) days),
      days);
}

/**
 * yao_condition_tell_certificate:
 * @certificate: a certificate
 * @now: the time, in seconds since 1970
 * @banner: where to tell it
 *
 * Tells that a certificate was revoked, is over, has not begun or ends soon, with one way on; or
 * hides the banner.
 *
 * Returns: %TRUE if there is something to tell
 */
gboolean
yao_condition_tell_certificate (YaoCertificate *certificate, gint64 now, YaoBanner *banner)
{
  int days;
  g_autofree char *date = NULL;
  g_autofree char *text = NULL;

  g_return_val_if_fail (YAO_IS_CERTIFICATE (certificate), FALSE);
  g_return_val_if_fail (YAO_IS_BANNER (banner), FALSE);

  days = yao_certificate_get_days_left (certificate, now);
  switch (yao_certificate_get_state (certificate, now))
    {
    case YAO_CERTIFICATE_STATE_REVOKED:
      text = dup_revoked_text (certificate);
      fill_banner (banner, YAO_BANNER_ERROR, text, _ ("_Switch"), "win.show::switch");
      return TRUE;

    case YAO_CERTIFICATE_STATE_EXPIRED:
      date = yao_format_date (yao_certificate_get_not_after (certificate));
      text = g_strdup_printf (
          _ ("This certificate expired on %s. Ask your organisation to renew it."), date);
      fill_banner (banner, YAO_BANNER_ERROR, text, _ ("_Refresh"), "win.refresh");
      return TRUE;

    case YAO_CERTIFICATE_STATE_NOT_YET_VALID:
      date = yao_format_date (yao_certificate_get_not_before (certificate));
      text = g_strdup_printf (_ ("This certificate is valid only from %s on."), date);
      fill_banner (banner, YAO_BANNER_WARNING, text, _ ("_Switch"), "win.show::switch");
      return TRUE;

    case YAO_CERTIFICATE_STATE_ACTIVE:
    default:
      if (days > YAO_CONDITION_SOON_DAYS)
        break;
      text = dup_soon_text (days);
      fill_banner (banner, YAO_BANNER_WARNING, text, _ ("_Refresh"), "win.refresh");
      return TRUE;
    }

  yao_banner_set_revealed (banner, FALSE);
  return FALSE;
}

static void
tell_damage (const GError *damage, YaoBanner *banner)
{
  const char *subject = yao_error_get_subject (damage);
  g_autofree char *sentences = yao_error_text_dup_both (damage);
  g_autofree char *text = NULL;

  if (subject != NULL)
    {
      g_autofree char *name = g_path_get_basename (subject);

      /* Translators: two sentences and the name of a file. */
      text = g_strdup_printf (_ ("%s The damaged file is called %s."), sentences, name);
    }
  fill_banner (banner, YAO_BANNER_ERROR, text != NULL ? text : sentences, _ ("_Got it"),
               "win.clear-damage");
}

static void
tell_refresh_error (YaoSession *session, const GError *error, YaoBanner *banner)
{
  YaoCertificate *current = yao_session_get_current (session);
  g_autofree char *text = NULL;

  if (yao_error_text_is_offline (error) && current != NULL)
    {
      g_autofree char *sentence = yao_error_is (error, YAO_ERROR_PARTIAL)
                                      ? g_strdup (_ ("Some certificates could not be refreshed."))
                                      : yao_error_text_dup_sentence (error);
      g_autofree char *when = yao_format_moment (yao_certificate_get_refreshed (current));

      /* Translators: a sentence, then the time at which the data were fetched. */
      text = g_strdup_printf (_ ("%s This is how things stood on %s."), sentence, when);
    }
  else
    text = yao_error_text_dup_both (error);

  fill_banner (banner, YAO_BANNER_WARNING, text, _ ("_Try again"), "win.refresh");
}

/**
 * yao_condition_tell_session:
 * @session: a session
 * @banner: where to tell it
 *
 * Tells that the profile was damaged or that the service cannot be reached, with one way on; or
 * hides the banner.
 *
 * Returns: %TRUE if there is something to tell
 */
gboolean
yao_condition_tell_session (YaoSession *session, YaoBanner *banner)
{
  const GError *damage;
  const GError *error;

  g_return_val_if_fail (YAO_IS_SESSION (session), FALSE);
  g_return_val_if_fail (YAO_IS_BANNER (banner), FALSE);

  damage = yao_client_get_damage (yao_session_get_client (session));
  error = yao_session_get_refresh_error (session);
  if (damage != NULL)
    tell_damage (damage, banner);
  else if (!yao_error_text_is_silent (error))
    tell_refresh_error (session, error, banner);
  else
    yao_banner_set_revealed (banner, FALSE);

  return yao_banner_get_revealed (banner);
}

static void
tell_issued (YaoNotice *notice, YaoBanner *banner)
{
  g_autofree char *until = yao_format_moment (yao_notice_get_until (notice));
  g_autofree char *text = g_strdup_printf (
      _ ("The PIN that was sent to you must be changed, by %s at the latest."), until);

  fill_banner (banner, YAO_BANNER_WARNING, text, _ ("_Change PIN"), "win.show::change-pin");
}

/* Without the keyring everything works, but nothing outlives the program. */
static void
tell_keyring (YaoKeyringState state, YaoBanner *banner)
{
  if (state == YAO_KEYRING_LOCKED)
    fill_banner (banner, YAO_BANNER_INFO,
                 _ ("The keyring of this computer is locked. Until you unlock it, this device’s "
                    "key and your sign-in last only until Yunyao is closed."),
                 _ ("_Unlock…"), "win.unlock-keyring");
  else
    fill_banner (banner, YAO_BANNER_INFO,
                 _ ("This computer has no keyring. This device’s key and your sign-in last only "
                    "until Yunyao is closed."),
                 _ ("_Got it"), "win.hush-keyring");
}

/**
 * yao_condition_tell_identity:
 * @session: a session
 * @banner: where to tell it
 *
 * Tells that the PIN of the certificate in use is locked or must be changed, or that there is no
 * keyring, with one way on; or hides the banner.
 *
 * Returns: %TRUE if there is something to tell
 */
gboolean
yao_condition_tell_identity (YaoSession *session, YaoBanner *banner)
{
  g_autoptr (YaoNotice) issued = NULL;
  YaoKeyringState keyring;

  g_return_val_if_fail (YAO_IS_SESSION (session), FALSE);
  g_return_val_if_fail (YAO_IS_BANNER (banner), FALSE);

  issued = yao_session_find_notice (session, YAO_NOTICE_PIN_CHANGE_REQUIRED);
  keyring = yao_session_get_keyring (session);
  if (yao_session_is_pin_locked (session))
    fill_banner (banner, YAO_BANNER_ERROR,
                 _ ("Your PIN is locked. Ask your organisation to unlock it."), _ ("_Try again"),
                 "win.sign-in");
  else if (issued != NULL)
    tell_issued (issued, banner);
  else if (keyring != YAO_KEYRING_AVAILABLE && !yao_session_is_keyring_hushed (session))
    tell_keyring (keyring, banner);
  else
    yao_banner_set_revealed (banner, FALSE);

  return yao_banner_get_revealed (banner);
}
