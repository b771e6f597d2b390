/* yao-pin-lockout.h: how many wrong PINs there may be, and how long to wait after one
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#pragma once

#include "yao-installation.h"

G_BEGIN_DECLS

/**
 * YaoPinCounting:
 * @holder: the number of the owner that was given, whether it exists or not
 * @uid: the number of the user that was given
 * @device: (nullable): the thumbprint of the key of a bound device; others share one counter
 *
 * Whose tries are counted.
 */
typedef struct
{
  const char *holder;
  const char *uid;
  const char *device;
} YaoPinCounting;

/**
 * YaoPinAllowance:
 * @tries_left: before the next long wait or the lock
 * @blocked_until: when the next try is allowed, or 0
 * @is_locked: no try will ever be, until somebody unlocks it
 *
 * What is left.
 */
typedef struct
{
  gint64 tries_left;
  gint64 blocked_until;
  gboolean is_locked;
} YaoPinAllowance;

gboolean yao_pin_lockout_take (YaoInstallation *installation,
                               const YaoPinCounting *counting,
                               YaoPinAllowance *allowance,
                               GError **error);
gboolean yao_pin_lockout_clear (YaoInstallation *installation,
                                const YaoPinCounting *counting,
                                GError **error);
gboolean yao_pin_lockout_peek (YaoInstallation *installation,
                               const YaoPinCounting *counting,
                               YaoPinAllowance *allowance,
                               GError **error);
gboolean yao_pin_lockout_unlock (YaoInstallation *installation,
                                 const char *holder,
                                 const char *uid,
                                 GError **error);

G_END_DECLS
