/* yao-keyring.c: where secrets are kept
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include "yao-keyring.h"

G_DEFINE_INTERFACE (YaoKeyring, yao_keyring, G_TYPE_OBJECT)

G_DEFINE_ENUM_TYPE (YaoKeyringState,
                    yao_keyring_state,
                    G_DEFINE_ENUM_VALUE (YAO_KEYRING_AVAILABLE, "available"),
                    G_DEFINE_ENUM_VALUE (YAO_KEYRING_LOCKED, "locked"),
                    G_DEFINE_ENUM_VALUE (YAO_KEYRING_ABSENT, "absent"))

static void
yao_keyring_default_init (YaoKeyringInterface *iface)
{
}

/**
 * yao_keyring_kind_to_string:
 * @kind: what a secret is
 *
 * Gets the word under which secrets of a kind lie in the keyring.
 *
 * Returns: the word
 */
const char *
yao_keyring_kind_to_string (YaoKeyringKind kind)
{
  switch (kind)
    {
    case YAO_KEYRING_DEVICE_KEY:
      return "devkey";
    case YAO_KEYRING_OWED:
      return "owed";
    default:
      return "refresh";
    }
}

/**
 * yao_keyring_get_state:
 * @self: a keyring
 * @profile: the id of the profile
 * @cancellable: (nullable): stops it
 *
 * Asks what the keyring can do now, without bothering the person.
 *
 * Returns: the state
 */
YaoKeyringState
yao_keyring_get_state (YaoKeyring *self, const char *profile, GCancellable *cancellable)
{
  g_assert (YAO_IS_KEYRING (self));
  g_assert (profile != NULL);

  return YAO_KEYRING_GET_IFACE (self)->get_state (self, profile, cancellable);
}

/**
 * yao_keyring_store:
 * @self: a keyring
 * @item: the name
 * @secret: what is to be kept
 * @cancellable: (nullable): stops it
 * @error: return location
 *
 * Keeps a secret. The desktop may ask the person for the password of the keyring.
 *
 * Returns: %TRUE if it is kept, or %FALSE with %YAO_ERROR_KEYRING
 */
gboolean
yao_keyring_store (YaoKeyring *self,
                   const YaoKeyringItem *item,
                   YaoSecret *secret,
                   GCancellable *cancellable,
                   GError **error)
{
  g_assert (YAO_IS_KEYRING (self));
  g_assert (item != NULL && secret != NULL);

  return YAO_KEYRING_GET_IFACE (self)->store (self, item, secret, cancellable, error);
}

/**
 * yao_keyring_lookup:
 * @self: a keyring
 * @item: the name
 * @secret: (out) (transfer full) (nullable): the secret, or %NULL where there is none
 * @cancellable: (nullable): stops it
 * @error: return location
 *
 * Gets a secret, without bothering the person.
 *
 * Returns: %TRUE if the keyring was read, or %FALSE with %YAO_ERROR_KEYRING
 */
gboolean
yao_keyring_lookup (YaoKeyring *self,
                    const YaoKeyringItem *item,
                    YaoSecret **secret,
                    GCancellable *cancellable,
                    GError **error)
{
  g_assert (YAO_IS_KEYRING (self));
  g_assert (item != NULL && secret != NULL);

  *secret = NULL;
  return YAO_KEYRING_GET_IFACE (self)->lookup (self, item, secret, cancellable, error);
}

/**
 * yao_keyring_clear:
 * @self: a keyring
 * @item: the name
 * @cancellable: (nullable): stops it
 * @error: return location
 *
 * Removes a secret.
 *
 * Returns: %TRUE if it is not there any more, or %FALSE with %YAO_ERROR_KEYRING
 */
gboolean
yao_keyring_clear (YaoKeyring *self,
                   const YaoKeyringItem *item,
                   GCancellable *cancellable,
                   GError **error)
{
  g_assert (YAO_IS_KEYRING (self));
  g_assert (item != NULL);

  return YAO_KEYRING_GET_IFACE (self)->clear (self, item, cancellable, error);
}

/**
 * yao_keyring_unlock:
 * @self: a keyring
 * @profile: the id of the profile
 * @cancellable: (nullable): stops it
 * @error: return location
 *
 * Has the desktop ask for the password of the keyring.
 *
 * Returns: %TRUE if secrets can be kept now, or %FALSE with %YAO_ERROR_KEYRING
 */
gboolean
yao_keyring_unlock (YaoKeyring *self,
                    const char *profile,
                    GCancellable *cancellable,
                    GError **error)
{
  g_assert (YAO_IS_KEYRING (self));
  g_assert (profile != NULL);

  return YAO_KEYRING_GET_IFACE (self)->unlock (self, profile, cancellable, error);
}
