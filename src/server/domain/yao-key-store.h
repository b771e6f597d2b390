/* yao-key-store.h: private keys, sealed under a master key outside the database
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#pragma once

#include "yao-database.h"
#include "yao-key.h"

G_BEGIN_DECLS

#define YAO_TYPE_KEY_STORE (yao_key_store_get_type ())
G_DECLARE_FINAL_TYPE (YaoKeyStore, yao_key_store, YAO, KEY_STORE, GObject)

YaoKeyStore *yao_key_store_open (YaoDatabase *database,
                                 const char *master_path,
                                 gboolean may_create,
                                 GError **error) G_GNUC_WARN_UNUSED_RESULT;

char *yao_key_store_add (YaoKeyStore *self,
                         const YaoKey *key,
                         const char *purpose,
                         gint64 now,
                         GError **error) G_GNUC_WARN_UNUSED_RESULT;
YaoKey *yao_key_store_get (YaoKeyStore *self,
                           const char *id,
                           GError **error) G_GNUC_WARN_UNUSED_RESULT;

gboolean yao_key_store_rotate (YaoKeyStore *self, const char *actor, gint64 now, GError **error);
gboolean yao_key_store_check (YaoKeyStore *self, GPtrArray *problems, GError **error);

G_END_DECLS
