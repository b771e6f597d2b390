/* yao-notice-text.c: what a notice says, and what to do about it
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include "yao-notice-text.h"

#include <glib/gi18n.h>

#include "yao-format.h"

#define CHANGE_PIN N_ ("_Change PIN"), "win.show::change-pin"
#define SHOW_CERTIFICATE N_ ("_Show certificate"), "win.show::certificate"
#define REFRESH N_ ("_Refresh"), "win.refresh"
#define SHOW_AUTHORIZATIONS N_ ("_Manage authorizations"), "win.show::authorizations"

/* One line for each kind. A body with %s takes the time until which it holds. */
static const struct
{
  const char *kind;
  const char *icon;
  const char *title;
  const char *body;
  const char *button;
  const char *action;
} texts[] = {
  { YAO_NOTICE_PIN_CHANGE_REQUIRED, "yao-pin-symbolic", N_ ("Change your PIN"),
    N_ ("The PIN that was sent to you must be changed, by %s at the latest."), CHANGE_PIN },
  { YAO_NOTICE_PIN_CHANGED, "yao-pin-symbolic", N_ ("Your PIN was changed on another device"),
    N_ ("If it was not you, tell your organisation at once."), NULL, NULL },
  { YAO_NOTICE_PIN_LOCKED, "yao-pin-symbolic", N_ ("Your PIN was locked"),
    N_ ("A wrong PIN was entered too often. If it was not you, tell your organisation."), NULL,
    NULL },
  { YAO_NOTICE_DEVICE_ADDED, "yao-people-symbolic",
    N_ ("Your certificate was used on a new device"),
    N_ ("Somebody entered your PIN there. If it was not you, change the PIN at once."),
    CHANGE_PIN },
  { YAO_NOTICE_CERTIFICATE_ENDING, "yao-clock-symbolic", N_ ("Your certificate ends soon"),
    N_ ("It ends on %s. Ask your organisation to renew it."), SHOW_CERTIFICATE },
  { YAO_NOTICE_CERTIFICATE_EXPIRED, "yao-clock-symbolic", N_ ("Your certificate has expired"),
    N_ ("It ended on %s. Ask your organisation to renew it."), SHOW_CERTIFICATE },
  { YAO_NOTICE_CERTIFICATE_RENEWED, "yao-certificate-symbolic", N_ ("Your certificate was renewed"),
    N_ ("Refresh to use the new one."), REFRESH },
  { YAO_NOTICE_CERTIFICATE_REVOKED, "yao-revoked-symbolic", N_ ("Your certificate was revoked"),
    N_ ("It can no longer be used. Ask your organisation if you did not expect this."),
    SHOW_CERTIFICATE },
  { "authorization-applied", "yao-authorization-symbolic",
    N_ ("Somebody applies to use your certificate"),
    N_ ("Look at the application, then authorize or delete it."), SHOW_AUTHORIZATIONS },
  { "authorization-ending", "yao-clock-symbolic", N_ ("An authorization ends soon"),
    N_ ("Once it is over the person can no longer sign. Renew it then, if it is still needed."),
    SHOW_AUTHORIZATIONS },
};

static const guint unknown = G_N_ELEMENTS (texts);

static guint
find (const char *kind)
{
  guint i = 0;

  while (i < G_N_ELEMENTS (texts) && g_strcmp0 (texts[i].kind, kind) != 0)
    i++;
  return i;
}

/**
 * yao_notice_text_get_title:
 * @kind: a kind of notice
 *
 * Gets what a notice is about.
 *
 * Returns: a translated line; one for every kind, also for those of a newer service
 */
const char *
yao_notice_text_get_title (const char *kind)
{
  guint i = find (kind);

  return i != unknown ? _ (texts[i].title) : _ ("News from the service");
}

/**
 * yao_notice_text_get_icon:
 * @kind: a kind of notice
 *
 * Gets the icon of a notice.
 *
 * Returns: its name
 */
const char *
yao_notice_text_get_icon (const char *kind)
{
  guint i = find (kind);

  return i != unknown ? texts[i].icon : "yao-about-symbolic";
}

/**
 * yao_notice_text_dup_body:
 * @notice: a notice
 *
 * Gets what happened and what to do.
 *
 * Returns: (transfer full): translated sentences
 */
char *
yao_notice_text_dup_body (YaoNotice *notice)
{
  guint i;
  g_autofree char *until = NULL;
  g_auto (GStrv) parts = NULL;

  g_return_val_if_fail (YAO_IS_NOTICE (notice), NULL);

  i = find (yao_notice_get_kind (notice));
  if (i == unknown)
    return g_strdup (_ ("This version of Yunyao cannot show it. Update Yunyao."));

  /* The translations hold %s as well: it is filled in without printf(). */
  parts = g_strsplit (_ (texts[i].body), "%s", 2);
  until = g_str_has_prefix (texts[i].kind, "certificate-")
              ? yao_format_date (yao_notice_get_until (notice))
              : yao_format_moment (yao_notice_get_until (notice));
  return parts[1] != NULL ? g_strconcat (parts[0], until, parts[1], NULL) : g_strdup (parts[0]);
}

/**
 * yao_notice_text_get_button:
 * @kind: a kind of notice
 *
 * Gets what the button of a notice says.
 *
 * Returns: (nullable): a translated label with a mnemonic; %NULL if there is nothing to press
 */
const char *
yao_notice_text_get_button (const char *kind)
{
  guint i = find (kind);

  return i != unknown && texts[i].button != NULL ? _ (texts[i].button) : NULL;
}

/**
 * yao_notice_text_get_action:
 * @kind: a kind of notice
 *
 * Gets what the button of a notice does.
 *
 * Returns: (nullable): an action of the window with its target
 */
const char *
yao_notice_text_get_action (const char *kind)
{
  guint i = find (kind);

  return i != unknown ? texts[i].action : NULL;
}
