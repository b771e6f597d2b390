/* yao-profile-store.h: the profile on disk
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#pragma once

#include "yao-profile.h"

G_BEGIN_DECLS

typedef struct _YaoProfileStore YaoProfileStore;

/**
 * YaoProfileEdit:
 * @profile: the newest state, to be changed in place
 * @user_data: what was given to yao_profile_store_update()
 * @error: return location
 *
 * Changes the profile; runs under the lock, so it does nothing slow.
 *
 * Returns: %FALSE to leave everything as it was
 */
typedef gboolean (*YaoProfileEdit) (YaoProfile *profile, gpointer user_data, GError **error);

YaoProfileStore *yao_profile_store_new (const char *dir) G_GNUC_WARN_UNUSED_RESULT;
void yao_profile_store_free (YaoProfileStore *self);

void yao_profile_store_set_patience (YaoProfileStore *self, gint64 patience_us);

const char *yao_profile_store_get_dir (YaoProfileStore *self);
const char *yao_profile_store_get_path (YaoProfileStore *self);

YaoProfile *yao_profile_store_load (YaoProfileStore *self,
                                    GError **error) G_GNUC_WARN_UNUSED_RESULT;
YaoProfile *yao_profile_store_update (YaoProfileStore *self,
                                      YaoProfileEdit edit,
                                      gpointer user_data,
                                      GError **error) G_GNUC_WARN_UNUSED_RESULT;
GError *yao_profile_store_take_damage (YaoProfileStore *self) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (YaoProfileStore, yao_profile_store_free)

G_END_DECLS
