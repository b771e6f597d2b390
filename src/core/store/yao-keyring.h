/* yao-keyring.h: where secrets are kept
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#pragma once

#include "yao-keyring-state.h"
#include "yao-secret.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * YaoKeyringKind:
 * @YAO_KEYRING_DEVICE_KEY: the private key of this installation for one service
 * @YAO_KEYRING_REFRESH: the refresh token of one account on a bound device
 * @YAO_KEYRING_OWED: one that the service is still to hear the end of
 *
 * What a secret is.
 */
typedef enum
{
  YAO_KEYRING_DEVICE_KEY,
  YAO_KEYRING_REFRESH,
  YAO_KEYRING_OWED
} YaoKeyringKind;

/**
 * YaoKeyringItem:
 * @profile: the id of the profile
 * @kind: what it is
 * @account: a digest of whose it is, since anybody can read the names of things in a keyring
 *
 * The name of a secret.
 */
typedef struct
{
  const char *profile;
  YaoKeyringKind kind;
  const char *account;
} YaoKeyringItem;

#define YAO_TYPE_KEYRING (yao_keyring_get_type ())
G_DECLARE_INTERFACE (YaoKeyring, yao_keyring, YAO, KEYRING, GObject)

/**
 * YaoKeyringInterface:
 * @get_state: what the keyring can do now
 * @store: keeps a secret in the place of the one of the same name
 * @lookup: gets a secret; %NULL without an error where there is none
 * @clear: removes a secret; one that is not there is success
 * @unlock: asks the person for the password of the keyring
 *
 * The table of functions that a keyring fills in. All block and are called from any thread; they
 * fail with %YAO_ERROR_KEYRING where the keyring is locked or absent.
 */
struct _YaoKeyringInterface
{
  GTypeInterface parent_iface;

  YaoKeyringState (*get_state) (YaoKeyring *self, const char *profile, GCancellable *cancellable);
  gboolean (*store) (YaoKeyring *self,
                     const YaoKeyringItem *item,
                     YaoSecret *secret,
                     GCancellable *cancellable,
                     GError **error);
  gboolean (*lookup) (YaoKeyring *self,
                      const YaoKeyringItem *item,
                      YaoSecret **secret,
                      GCancellable *cancellable,
                      GError **error);
  gboolean (*clear) (YaoKeyring *self,
                     const YaoKeyringItem *item,
                     GCancellable *cancellable,
                     GError **error);
  gboolean (*unlock) (YaoKeyring *self,
                      const char *profile,
                      GCancellable *cancellable,
                      GError **error);
};

const char *yao_keyring_kind_to_string (YaoKeyringKind kind);

YaoKeyringState yao_keyring_get_state (YaoKeyring *self,
                                       const char *profile,
                                       GCancellable *cancellable);
gboolean yao_keyring_store (YaoKeyring *self,
                            const YaoKeyringItem *item,
                            YaoSecret *secret,
                            GCancellable *cancellable,
                            GError **error);
gboolean yao_keyring_lookup (YaoKeyring *self,
                             const YaoKeyringItem *item,
                             YaoSecret **secret,
                             GCancellable *cancellable,
                             GError **error);
gboolean yao_keyring_clear (YaoKeyring *self,
                            const YaoKeyringItem *item,
                            GCancellable *cancellable,
                            GError **error);
gboolean yao_keyring_unlock (YaoKeyring *self,
                             const char *profile,
                             GCancellable *cancellable,
                             GError **error);

/* yao-keyring-libsecret.c: the keyring of the desktop */
YaoKeyring *yao_keyring_libsecret_new (void) G_GNUC_WARN_UNUSED_RESULT;

/* yao-keyring-memory.c: one that ends with the program */
YaoKeyring *yao_keyring_memory_new (void) G_GNUC_WARN_UNUSED_RESULT;
void yao_keyring_memory_set_state (YaoKeyring *keyring, YaoKeyringState state);
guint yao_keyring_memory_get_n_items (YaoKeyring *keyring);

G_END_DECLS
