/* yao-secret.h: bytes that are locked in memory, left out of dumps and wiped
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

#define YAO_TYPE_SECRET (yao_secret_get_type ())

typedef struct _YaoSecret YaoSecret;

GType yao_secret_get_type (void) G_GNUC_CONST;

YaoSecret *yao_secret_new (gsize size) G_GNUC_WARN_UNUSED_RESULT;
YaoSecret *yao_secret_new_from (gconstpointer data, gsize size) G_GNUC_WARN_UNUSED_RESULT;
YaoSecret *yao_secret_ref (YaoSecret *self);
void yao_secret_unref (YaoSecret *self);

guint8 *yao_secret_data (YaoSecret *self);
const guint8 *yao_secret_peek (const YaoSecret *self, gsize *size);
gsize yao_secret_get_size (const YaoSecret *self);
gboolean yao_secret_is_locked (const YaoSecret *self);
gboolean yao_secret_equal (const YaoSecret *a, const YaoSecret *b);

void yao_wipe (gpointer data, gsize size);
void yao_wipe_string (char *text);
GBytes *yao_wiped_bytes_new_take (gpointer data, gsize size) G_GNUC_WARN_UNUSED_RESULT;
void yao_secret_forbid_core_dumps (void);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (YaoSecret, yao_secret_unref)

G_END_DECLS
