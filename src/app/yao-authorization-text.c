/* yao-authorization-text.c: authorizations in the words of the user
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include "yao-authorization-text.h"

#include <glib/gi18n.h>

#include "yao-format.h"

/**
 * yao_authorization_text_state:
 * @state: a state
 *
 * Gets what a state is called.
 *
 * Returns: the word
 */
const char *
yao_authorization_text_state (YaoAuthorizationState state)
{
  switch (state)
    {
    case YAO_AUTHORIZATION_PENDING:
      return _ ("Not authorized");
    case YAO_AUTHORIZATION_ACTIVE:
      return _ ("Authorized");
    case YAO_AUTHORIZATION_FROZEN:
      return C_ ("authorization", "Frozen");
    case YAO_AUTHORIZATION_EXPIRED:
      return C_ ("authorization", "Expired");
    case YAO_AUTHORIZATION_DELETED:
    default:
      return C_ ("authorization", "Deleted");
    }
}

/**
 * yao_authorization_text_document:
 * @kind: (nullable): the kind of a document, as on the wire
 *
 * Gets what a kind of document is called.
 *
 * Returns: the words
 */
const char *
yao_authorization_text_document (const char *kind)
{
  YaoDocumentKind value;

  if (kind == NULL || !yao_document_kind_from_string (kind, &value))
    return _ ("Other document");

  switch (value)
    {
    case YAO_DOCUMENT_RESIDENT_ID:
      return _ ("Resident identity card");
    case YAO_DOCUMENT_PASSPORT:
      return _ ("Passport");
    case YAO_DOCUMENT_HK_MACAU_PERMIT:
      return _ ("Mainland travel permit for Hong Kong and Macao residents");
    case YAO_DOCUMENT_TAIWAN_PERMIT:
      return _ ("Mainland travel permit for Taiwan residents");
    case YAO_DOCUMENT_OTHER:
    default:
      return _ ("Other document");
    }
}

/**
 * yao_authorization_text_pin:
 * @pin: (nullable): what became of the grantee's PIN, as on the wire
 *
 * Gets what to say about it.
 *
 * Returns: the words
 */
const char *
yao_authorization_text_pin (const char *pin)
{
  YaoAuthorizationPin value;

  if (pin == NULL || !yao_authorization_pin_from_string (pin, &value))
    return _ ("No PIN yet");

  switch (value)
    {
    case YAO_AUTHORIZATION_PIN_WAITING:
      return _ ("The PIN is on its way by text message");
    case YAO_AUTHORIZATION_PIN_SENT:
      return _ ("The PIN was sent by text message");
    case YAO_AUTHORIZATION_PIN_FAILED:
      return _ ("The PIN could not be sent: reset it");
    case YAO_AUTHORIZATION_PIN_NONE:
    default:
      return _ ("No PIN yet");
    }
}

/**
 * yao_authorization_text_action:
 * @action: an action
 *
 * Gets what the button says that does it.
 *
 * Returns: the label, with its mnemonic
 */
const char *
yao_authorization_text_action (YaoAuthorizationAction action)
{
  switch (action)
    {
    case YAO_AUTHORIZATION_GRANT:
      return _ ("_Authorize");
    case YAO_AUTHORIZATION_FREEZE:
      return _ ("_Freeze");
    case YAO_AUTHORIZATION_UNFREEZE:
      return _ ("_Unfreeze");
    case YAO_AUTHORIZATION_MODIFY:
      return _ ("_Modify authorization");
    case YAO_AUTHORIZATION_RENEW:
      return _ ("Re_new authorization");
    case YAO_AUTHORIZATION_RESET_PIN:
      return _ ("_Reset PIN");
    case YAO_AUTHORIZATION_WITHDRAW:
      return _ ("_Withdraw");
    case YAO_AUTHORIZATION_DELETE:
    default:
      return _ ("_Delete user…");
    }
}

/**
 * yao_authorization_text_done:
 * @action: an action
 *
 * Gets what to say when it was done with one authorization.
 *
 * Returns: the sentence
 */
const char *
yao_authorization_text_done (YaoAuthorizationAction action)
{
  switch (action)
    {
    case YAO_AUTHORIZATION_GRANT:
      return _ ("Authorization granted");
    case YAO_AUTHORIZATION_FREEZE:
      return _ ("Authorization frozen");
    case YAO_AUTHORIZATION_UNFREEZE:
      return _ ("Authorization unfrozen");
    case YAO_AUTHORIZATION_MODIFY:
      return _ ("Authorization modified");
    case YAO_AUTHORIZATION_RENEW:
      return _ ("Authorization renewed");
    case YAO_AUTHORIZATION_RESET_PIN:
      return _ ("PIN reset");
    case YAO_AUTHORIZATION_WITHDRAW:
      return _ ("Application withdrawn");
    case YAO_AUTHORIZATION_DELETE:
    default:
      return _ ("User deleted");
    }
}

/**
 * yao_authorization_text_done_many:
 * @action: granting, freezing, unfreezing or withdrawing
 * @n: with how many
 *
 * Says with how many something was done.
 *
 * Returns: (transfer full): the sentence
 */
char *
yao_authorization_text_done_many (YaoAuthorizationAction action, guint n)
{
  if (n == 1)
    return g_strdup (yao_authorization_text_done (action));

  switch (action)
    {
    case YAO_AUTHORIZATION_GRANT:
      return g_strdup_printf (ngettext ("%u person authorized", "%u people authorized", n), n);
    case YAO_AUTHORIZATION_FREEZE:
      return g_strdup_printf (ngettext ("%u person frozen", "%u people frozen", n), n);
    case YAO_AUTHORIZATION_UNFREEZE:
      return g_strdup_printf (ngettext ("%u person unfrozen", "%u people unfrozen", n), n);
    default:
      return g_strdup_printf (ngettext ("%u application withdrawn", "%u applications withdrawn", n),
                              n);
    }
}

/**
 * yao_authorization_text_terms:
 * @authorization: an authorization that is loaded
 *
 * Says for how long it is and how many uses are left.
 *
 * Returns: (transfer full): the text
 */
char *
yao_authorization_text_terms (YaoAuthorization *authorization)
{
  g_autofree char *from = NULL;
  g_autofree char *until = NULL;
  g_autofree char *left = NULL;
  g_autofree char *uses = NULL;

  g_return_val_if_fail (YAO_IS_AUTHORIZATION (authorization), NULL);

  from = yao_format_date (yao_authorization_get_from (authorization));
  until = yao_format_date (yao_authorization_get_until (authorization));
  if (yao_authorization_get_uses_left (authorization) == 0)
    /* Translators: two dates. */
    return g_strdup_printf (_ ("%s – %s · used up"), from, until);

  left = g_strdup_printf ("%" G_GINT64_FORMAT, yao_authorization_get_uses_left (authorization));
  uses = g_strdup_printf ("%" G_GINT64_FORMAT, yao_authorization_get_uses (authorization));
  /* Translators: two dates; how many uses are left, of how many. */
  return g_strdup_printf (_ ("%s – %s · uses left %s of %s"), from, until, left, uses);
}
