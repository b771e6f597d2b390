/* yao-keyring-state.h: what can be kept on this machine beyond the end of the program
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#pragma once

#if !defined(YAO_INSIDE_YAO_H) && !defined(YAO_COMPILATION)
#error "Include yao.h: it brings every header of the client library."
#endif

#include <glib-object.h>

G_BEGIN_DECLS

/**
 * YaoKeyringState:
 * @YAO_KEYRING_AVAILABLE: secrets can be kept
 * @YAO_KEYRING_LOCKED: there is a keyring, and its password was not given
 * @YAO_KEYRING_ABSENT: there is none
 *
 * What the keyring of the desktop can do now. Without it the device key lives until the program
 * ends, and so does what depends on it.
 */
typedef enum
{
  YAO_KEYRING_AVAILABLE,
  YAO_KEYRING_LOCKED,
  YAO_KEYRING_ABSENT
} YaoKeyringState;

#define YAO_TYPE_KEYRING_STATE (yao_keyring_state_get_type ())
GType yao_keyring_state_get_type (void) G_GNUC_CONST;

G_END_DECLS
