/* yao-authorization-wire.c: the names around authorizations that stand on the wire
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include "yao-authorization-wire.h"

G_DEFINE_ENUM_TYPE (YaoAuthorizationState,
                    yao_authorization_state,
                    G_DEFINE_ENUM_VALUE (YAO_AUTHORIZATION_PENDING, "pending"),
                    G_DEFINE_ENUM_VALUE (YAO_AUTHORIZATION_ACTIVE, "active"),
                    G_DEFINE_ENUM_VALUE (YAO_AUTHORIZATION_FROZEN, "frozen"),
                    G_DEFINE_ENUM_VALUE (YAO_AUTHORIZATION_EXPIRED, "expired"),
                    G_DEFINE_ENUM_VALUE (YAO_AUTHORIZATION_DELETED, "deleted"))

G_DEFINE_ENUM_TYPE (YaoAuthorizationAction,
                    yao_authorization_action,
                    G_DEFINE_ENUM_VALUE (YAO_AUTHORIZATION_GRANT, "grant"),
                    G_DEFINE_ENUM_VALUE (YAO_AUTHORIZATION_FREEZE, "freeze"),
                    G_DEFINE_ENUM_VALUE (YAO_AUTHORIZATION_UNFREEZE, "unfreeze"),
                    G_DEFINE_ENUM_VALUE (YAO_AUTHORIZATION_MODIFY, "modify"),
                    G_DEFINE_ENUM_VALUE (YAO_AUTHORIZATION_RENEW, "renew"),
                    G_DEFINE_ENUM_VALUE (YAO_AUTHORIZATION_RESET_PIN, "reset-pin"),
                    G_DEFINE_ENUM_VALUE (YAO_AUTHORIZATION_DELETE, "delete"),
                    G_DEFINE_ENUM_VALUE (YAO_AUTHORIZATION_WITHDRAW, "withdraw"))

G_DEFINE_ENUM_TYPE (YaoAuthorizationScope,
                    yao_authorization_scope,
                    G_DEFINE_ENUM_VALUE (YAO_AUTHORIZATION_GRANTED, "granted"),
                    G_DEFINE_ENUM_VALUE (YAO_AUTHORIZATION_SUBMITTED, "submitted"),
                    G_DEFINE_ENUM_VALUE (YAO_AUTHORIZATION_RECEIVED, "received"))

G_DEFINE_ENUM_TYPE (YaoAuthorizationSort,
                    yao_authorization_sort,
                    G_DEFINE_ENUM_VALUE (YAO_AUTHORIZATION_BY_CHANGE, "changed"),
                    G_DEFINE_ENUM_VALUE (YAO_AUTHORIZATION_BY_NAME, "name"),
                    G_DEFINE_ENUM_VALUE (YAO_AUTHORIZATION_BY_NUMBER, "number"),
                    G_DEFINE_ENUM_VALUE (YAO_AUTHORIZATION_BY_UNTIL, "until"),
                    G_DEFINE_ENUM_VALUE (YAO_AUTHORIZATION_BY_USES_LEFT, "uses-left"))

G_DEFINE_ENUM_TYPE (YaoAuthorizationPin,
                    yao_authorization_pin,
                    G_DEFINE_ENUM_VALUE (YAO_AUTHORIZATION_PIN_NONE, "none"),
                    G_DEFINE_ENUM_VALUE (YAO_AUTHORIZATION_PIN_WAITING, "waiting"),
                    G_DEFINE_ENUM_VALUE (YAO_AUTHORIZATION_PIN_SENT, "sent"),
                    G_DEFINE_ENUM_VALUE (YAO_AUTHORIZATION_PIN_FAILED, "failed"))

G_DEFINE_ENUM_TYPE (YaoDocumentKind,
                    yao_document_kind,
                    G_DEFINE_ENUM_VALUE (YAO_DOCUMENT_RESIDENT_ID, "resident-id"),
                    G_DEFINE_ENUM_VALUE (YAO_DOCUMENT_PASSPORT, "passport"),
                    G_DEFINE_ENUM_VALUE (YAO_DOCUMENT_HK_MACAU_PERMIT, "hk-macau-permit"),
                    G_DEFINE_ENUM_VALUE (YAO_DOCUMENT_TAIWAN_PERMIT, "taiwan-permit"),
                    G_DEFINE_ENUM_VALUE (YAO_DOCUMENT_OTHER, "other"))

static const char *
nick_of (GType type, int value)
{
  g_autoptr (GEnumClass) klass = g_type_class_ref (type);
  GEnumValue *found = g_enum_get_value (klass, value);

  return found != NULL ? found->value_nick : NULL;
}

static gboolean
value_of (GType type, const char *nick, int *value)
{
  g_autoptr (GEnumClass) klass = g_type_class_ref (type);
  GEnumValue *found = g_enum_get_value_by_nick (klass, nick);

  if (found != NULL)
    *value = found->value;
  return found != NULL;
}

/**
 * yao_authorization_state_to_string:
 * @value: a state
 *
 * Gets the name on the wire.
 *
 * Returns: (nullable): the name, or %NULL if @value is none of ours
 */
const char *
yao_authorization_state_to_string (YaoAuthorizationState value)
{
  return nick_of (YAO_TYPE_AUTHORIZATION_STATE, (int) value);
}

/**
 * yao_authorization_state_from_string:
 * @text: a name on the wire
 * @value: (out): a state, set only on success
 *
 * Looks a name up.
 *
 * Returns: %TRUE if it is known
 */
gboolean
yao_authorization_state_from_string (const char *text, YaoAuthorizationState *value)
{
  int found;

  g_return_val_if_fail (text != NULL && value != NULL, FALSE);

  if (!value_of (YAO_TYPE_AUTHORIZATION_STATE, text, &found))
    return FALSE;

  *value = (YaoAuthorizationState) found;
  return TRUE;
}

/**
 * yao_authorization_action_to_string:
 * @value: an action
 *
 * Gets the name on the wire.
 *
 * Returns: (nullable): the name, or %NULL if @value is none of ours
 */
const char *
yao_authorization_action_to_string (YaoAuthorizationAction value)
{
  return nick_of (YAO_TYPE_AUTHORIZATION_ACTION, (int) value);
}

/**
 * yao_authorization_action_from_string:
 * @text: a name on the wire
 * @value: (out): an action, set only on success
 *
 * Looks a name up.
 *
 * Returns: %TRUE if it is known
 */
gboolean
yao_authorization_action_from_string (const char *text, YaoAuthorizationAction *value)
{
  int found;

  g_return_val_if_fail (text != NULL && value != NULL, FALSE);

  if (!value_of (YAO_TYPE_AUTHORIZATION_ACTION, text, &found))
    return FALSE;

  *value = (YaoAuthorizationAction) found;
  return TRUE;
}

/**
 * yao_authorization_scope_to_string:
 * @value: a scope
 *
 * Gets the name on the wire.
 *
 * Returns: (nullable): the name, or %NULL if @value is none of ours
 */
const char *
yao_authorization_scope_to_string (YaoAuthorizationScope value)
{
  return nick_of (YAO_TYPE_AUTHORIZATION_SCOPE, (int) value);
}

/**
 * yao_authorization_scope_from_string:
 * @text: a name on the wire
 * @value: (out): a scope, set only on success
 *
 * Looks a name up.
 *
 * Returns: %TRUE if it is known
 */
gboolean
yao_authorization_scope_from_string (const char *text, YaoAuthorizationScope *value)
{
  int found;

  g_return_val_if_fail (text != NULL && value != NULL, FALSE);

  if (!value_of (YAO_TYPE_AUTHORIZATION_SCOPE, text, &found))
    return FALSE;

  *value = (YaoAuthorizationScope) found;
  return TRUE;
}

/**
 * yao_authorization_sort_to_string:
 * @value: an order
 *
 * Gets the name on the wire.
 *
 * Returns: (nullable): the name, or %NULL if @value is none of ours
 */
const char *
yao_authorization_sort_to_string (YaoAuthorizationSort value)
{
  return nick_of (YAO_TYPE_AUTHORIZATION_SORT, (int) value);
}

/**
 * yao_authorization_sort_from_string:
 * @text: a name on the wire
 * @value: (out): an order, set only on success
 *
 * Looks a name up.
 *
 * Returns: %TRUE if it is known
 */
gboolean
yao_authorization_sort_from_string (const char *text, YaoAuthorizationSort *value)
{
  int found;

  g_return_val_if_fail (text != NULL && value != NULL, FALSE);

  if (!value_of (YAO_TYPE_AUTHORIZATION_SORT, text, &found))
    return FALSE;

  *value = (YaoAuthorizationSort) found;
  return TRUE;
}

/**
 * yao_authorization_pin_to_string:
 * @value: what became of a PIN
 *
 * Gets the name on the wire.
 *
 * Returns: (nullable): the name, or %NULL if @value is none of ours
 */
const char *
yao_authorization_pin_to_string (YaoAuthorizationPin value)
{
  return nick_of (YAO_TYPE_AUTHORIZATION_PIN, (int) value);
}

/**
 * yao_authorization_pin_from_string:
 * @text: a name on the wire
 * @value: (out): what became of a PIN, set only on success
 *
 * Looks a name up.
 *
 * Returns: %TRUE if it is known
 */
gboolean
yao_authorization_pin_from_string (const char *text, YaoAuthorizationPin *value)
{
  int found;

  g_return_val_if_fail (text != NULL && value != NULL, FALSE);

  if (!value_of (YAO_TYPE_AUTHORIZATION_PIN, text, &found))
    return FALSE;

  *value = (YaoAuthorizationPin) found;
  return TRUE;
}

/**
 * yao_document_kind_to_string:
 * @value: a kind of document
 *
 * Gets the name on the wire.
 *
 * Returns: (nullable): the name, or %NULL if @value is none of ours
 */
const char *
yao_document_kind_to_string (YaoDocumentKind value)
{
  return nick_of (YAO_TYPE_DOCUMENT_KIND, (int) value);
}

/**
 * yao_document_kind_from_string:
 * @text: a name on the wire
 * @value: (out): a kind of document, set only on success
 *
 * Looks a name up.
 *
 * Returns: %TRUE if it is known
 */
gboolean
yao_document_kind_from_string (const char *text, YaoDocumentKind *value)
{
  int found;

  g_return_val_if_fail (text != NULL && value != NULL, FALSE);

  if (!value_of (YAO_TYPE_DOCUMENT_KIND, text, &found))
    return FALSE;

  *value = (YaoDocumentKind) found;
  return TRUE;
}
