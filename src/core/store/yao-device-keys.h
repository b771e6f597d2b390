/* yao-device-keys.h: the keys by which services know this installation
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#pragma once

#include "yao-key.h"
#include "yao-keyring.h"

G_BEGIN_DECLS

typedef struct _YaoDeviceKeys YaoDeviceKeys;

YaoDeviceKeys *yao_device_keys_new (YaoKeyring *keyring,
                                    const char *lock_path) G_GNUC_WARN_UNUSED_RESULT;
void yao_device_keys_free (YaoDeviceKeys *self);

YaoKey *yao_device_keys_get (YaoDeviceKeys *self,
                             const char *profile,
                             const char *service_id,
                             GCancellable *cancellable,
                             GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean yao_device_keys_forget_unkept (YaoDeviceKeys *self);
gboolean yao_device_keys_has_unkept (YaoDeviceKeys *self);
gboolean yao_device_keys_erase (YaoDeviceKeys *self,
                                const char *profile,
                                const char *service_id,
                                GCancellable *cancellable,
                                GError **error);
gboolean yao_device_keys_is_kept (YaoDeviceKeys *self, const char *service_id);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (YaoDeviceKeys, yao_device_keys_free)

G_END_DECLS
