/* yao-wire.c: the names that stand on the wire, and their numbers here
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include "yao-wire.h"

#include <string.h>

G_DEFINE_ENUM_TYPE (YaoKeyKind,
                    yao_key_kind,
                    G_DEFINE_ENUM_VALUE (YAO_KEY_KIND_CLOUD, "cloud"),
                    G_DEFINE_ENUM_VALUE (YAO_KEY_KIND_COSIGNED, "cosigned"))

G_DEFINE_ENUM_TYPE (YaoCertificateAlgorithm,
                    yao_certificate_algorithm,
                    G_DEFINE_ENUM_VALUE (YAO_CERTIFICATE_ALGORITHM_SM2, "sm2"),
                    G_DEFINE_ENUM_VALUE (YAO_CERTIFICATE_ALGORITHM_RSA2048, "rsa2048"),
                    G_DEFINE_ENUM_VALUE (YAO_CERTIFICATE_ALGORITHM_RSA3072, "rsa3072"),
                    G_DEFINE_ENUM_VALUE (YAO_CERTIFICATE_ALGORITHM_P256, "p256"))

G_DEFINE_ENUM_TYPE (YaoCaAlgorithm,
                    yao_ca_algorithm,
                    G_DEFINE_ENUM_VALUE (YAO_CA_ALGORITHM_SM2, "sm2"),
                    G_DEFINE_ENUM_VALUE (YAO_CA_ALGORITHM_RSA, "rsa"),
                    G_DEFINE_ENUM_VALUE (YAO_CA_ALGORITHM_P256, "p256"))

G_DEFINE_ENUM_TYPE (YaoCertificateState,
                    yao_certificate_state,
                    G_DEFINE_ENUM_VALUE (YAO_CERTIFICATE_STATE_ACTIVE, "active"),
                    G_DEFINE_ENUM_VALUE (YAO_CERTIFICATE_STATE_EXPIRED, "expired"),
                    G_DEFINE_ENUM_VALUE (YAO_CERTIFICATE_STATE_REVOKED, "revoked"),
                    G_DEFINE_ENUM_VALUE (YAO_CERTIFICATE_STATE_NOT_YET_VALID, "not-yet-valid"))

G_DEFINE_ENUM_TYPE (YaoCertificateRole,
                    yao_certificate_role,
                    G_DEFINE_ENUM_VALUE (YAO_CERTIFICATE_ROLE_OWNER, "owner"),
                    G_DEFINE_ENUM_VALUE (YAO_CERTIFICATE_ROLE_GRANTEE, "grantee"))

G_DEFINE_ENUM_TYPE (YaoRevocationReason,
                    yao_revocation_reason,
                    G_DEFINE_ENUM_VALUE (YAO_REVOCATION_REASON_UNSPECIFIED, "unspecified"),
                    G_DEFINE_ENUM_VALUE (YAO_REVOCATION_REASON_KEY_COMPROMISE, "key-compromise"),
                    G_DEFINE_ENUM_VALUE (YAO_REVOCATION_REASON_AFFILIATION_CHANGED,
                                         "affiliation-changed"),
                    G_DEFINE_ENUM_VALUE (YAO_REVOCATION_REASON_SUPERSEDED, "superseded"),
                    G_DEFINE_ENUM_VALUE (YAO_REVOCATION_REASON_CESSATION, "cessation-of-operation"),
                    G_DEFINE_ENUM_VALUE (YAO_REVOCATION_REASON_PRIVILEGE_WITHDRAWN,
                                         "privilege-withdrawn"))

/* The nick of each value of these types is its name on the wire. */
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
 * yao_key_kind_to_string:
 * @value: a kind of key
 *
 * Gets the name on the wire.
 *
 * Returns: (nullable): the name, or %NULL if @value is none of ours
 */
const char *
yao_key_kind_to_string (YaoKeyKind value)
{
  return nick_of (YAO_TYPE_KEY_KIND, (int) value);
}

/**
 * yao_key_kind_from_string:
 * @text: a name on the wire
 * @value: (out): the kind of key, set only on success
 *
 * Looks a name up.
 *
 * Returns: %TRUE if it is known
 */
gboolean
yao_key_kind_from_string (const char *text, YaoKeyKind *value)
{
  int found;

  g_return_val_if_fail (text != NULL && value != NULL, FALSE);

  if (!value_of (YAO_TYPE_KEY_KIND, text, &found))
    return FALSE;

  *value = (YaoKeyKind) found;
  return TRUE;
}

/**
 * yao_certificate_algorithm_to_string:
 * @value: a algorithm
 *
 * Gets the name on the wire.
 *
 * Returns: (nullable): the name, or %NULL if @value is none of ours
 */
const char *
yao_certificate_algorithm_to_string (YaoCertificateAlgorithm value)
{
  return nick_of (YAO_TYPE_CERTIFICATE_ALGORITHM, (int) value);
}

/**
 * yao_certificate_algorithm_from_string:
 * @text: a name on the wire
 * @value: (out): the algorithm, set only on success
 *
 * Looks a name up.
 *
 * Returns: %TRUE if it is known
 */
gboolean
yao_certificate_algorithm_from_string (const char *text, YaoCertificateAlgorithm *value)
{
  int found;

  g_return_val_if_fail (text != NULL && value != NULL, FALSE);

  if (!value_of (YAO_TYPE_CERTIFICATE_ALGORITHM, text, &found))
    return FALSE;

  *value = (YaoCertificateAlgorithm) found;
  return TRUE;
}

/**
 * yao_certificate_algorithm_get_label:
 * @value: an algorithm
 *
 * Gets the name for people, the same in every language.
 *
 * Returns: such as "RSA 2048"
 */
const char *
yao_certificate_algorithm_get_label (YaoCertificateAlgorithm value)
{
  switch (value)
    {
    case YAO_CERTIFICATE_ALGORITHM_SM2:
      return "SM2";
    case YAO_CERTIFICATE_ALGORITHM_RSA2048:
      return "RSA 2048";
    case YAO_CERTIFICATE_ALGORITHM_RSA3072:
      return "RSA 3072";
    case YAO_CERTIFICATE_ALGORITHM_P256:
      return "ECDSA P-256";
    default:
      g_return_val_if_reached ("");
    }
}

/**
 * yao_certificate_algorithm_get_ca:
 * @value: an algorithm
 *
 * Gets the family whose certificate authority issues certificates of this kind.
 *
 * Returns: the family
 */
YaoCaAlgorithm
yao_certificate_algorithm_get_ca (YaoCertificateAlgorithm value)
{
  switch (value)
    {
    case YAO_CERTIFICATE_ALGORITHM_SM2:
      return YAO_CA_ALGORITHM_SM2;
    case YAO_CERTIFICATE_ALGORITHM_RSA2048:
    case YAO_CERTIFICATE_ALGORITHM_RSA3072:
      return YAO_CA_ALGORITHM_RSA;
    case YAO_CERTIFICATE_ALGORITHM_P256:
      return YAO_CA_ALGORITHM_P256;
    default:
      g_return_val_if_reached (YAO_CA_ALGORITHM_SM2);
    }
}

/**
 * yao_ca_algorithm_to_string:
 * @value: a family of algorithms
 *
 * Gets the name on the wire.
 *
 * Returns: (nullable): the name, or %NULL if @value is none of ours
 */
const char *
yao_ca_algorithm_to_string (YaoCaAlgorithm value)
{
  return nick_of (YAO_TYPE_CA_ALGORITHM, (int) value);
}

/**
 * yao_ca_algorithm_from_string:
 * @text: a name on the wire
 * @value: (out): the family of algorithms, set only on success
 *
 * Looks a name up.
 *
 * Returns: %TRUE if it is known
 */
gboolean
yao_ca_algorithm_from_string (const char *text, YaoCaAlgorithm *value)
{
  int found;

  g_return_val_if_fail (text != NULL && value != NULL, FALSE);

  if (!value_of (YAO_TYPE_CA_ALGORITHM, text, &found))
    return FALSE;

  *value = (YaoCaAlgorithm) found;
  return TRUE;
}

/**
 * yao_certificate_state_to_string:
 * @value: a state
 *
 * Gets the name on the wire.
 *
 * Returns: (nullable): the name, or %NULL if @value is none of ours
 */
const char *
yao_certificate_state_to_string (YaoCertificateState value)
{
  return nick_of (YAO_TYPE_CERTIFICATE_STATE, (int) value);
}

/**
 * yao_certificate_state_from_string:
 * @text: a name on the wire
 * @value: (out): the state, set only on success
 *
 * Looks a name up.
 *
 * Returns: %TRUE if it is known
 */
gboolean
yao_certificate_state_from_string (const char *text, YaoCertificateState *value)
{
  int found;

  g_return_val_if_fail (text != NULL && value != NULL, FALSE);

  if (!value_of (YAO_TYPE_CERTIFICATE_STATE, text, &found))
    return FALSE;

  *value = (YaoCertificateState) found;
  return TRUE;
}

/**
 * yao_certificate_role_to_string:
 * @value: a role
 *
 * Gets the name on the wire.
 *
 * Returns: (nullable): the name, or %NULL if @value is none of ours
 */
const char *
yao_certificate_role_to_string (YaoCertificateRole value)
{
  return nick_of (YAO_TYPE_CERTIFICATE_ROLE, (int) value);
}

/**
 * yao_certificate_role_from_string:
 * @text: a name on the wire
 * @value: (out): the role, set only on success
 *
 * Looks a name up.
 *
 * Returns: %TRUE if it is known
 */
gboolean
yao_certificate_role_from_string (const char *text, YaoCertificateRole *value)
{
  int found;

  g_return_val_if_fail (text != NULL && value != NULL, FALSE);

  if (!value_of (YAO_TYPE_CERTIFICATE_ROLE, text, &found))
    return FALSE;

  *value = (YaoCertificateRole) found;
  return TRUE;
}

/**
 * yao_revocation_reason_to_string:
 * @value: a reason
 *
 * Gets the name on the wire.
 *
 * Returns: (nullable): the name, or %NULL if @value is none of ours
 */
const char *
yao_revocation_reason_to_string (YaoRevocationReason value)
{
  return nick_of (YAO_TYPE_REVOCATION_REASON, (int) value);
}

/**
 * yao_revocation_reason_from_string:
 * @text: a name on the wire
 * @value: (out): the reason, set only on success
 *
 * Looks a name up.
 *
 * Returns: %TRUE if it is known
 */
gboolean
yao_revocation_reason_from_string (const char *text, YaoRevocationReason *value)
{
  int found;

  g_return_val_if_fail (text != NULL && value != NULL, FALSE);

  if (!value_of (YAO_TYPE_REVOCATION_REASON, text, &found))
    return FALSE;

  *value = (YaoRevocationReason) found;
  return TRUE;
}

/**
 * yao_uid_is_valid:
 * @uid: the number of a person
 *
 * Tells whether a number has the form that the protocol allows: 1 to 64 bytes of letters, digits
 * and
 * ".", "_", "-", and neither "." nor "..", which mean something else in a path.
 *
 * Returns: %TRUE if it has
 */
gboolean
yao_uid_is_valid (const char *uid)
{
  static const char allowed[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._-";
  gsize length;

  g_return_val_if_fail (uid != NULL, FALSE);

  length = strlen (uid);
  return length >= 1 && length <= 64 && strspn (uid, allowed) == length && strcmp (uid, ".") != 0
         && strcmp (uid, "..") != 0;
}
