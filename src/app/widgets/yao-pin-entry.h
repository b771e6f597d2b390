/* yao-pin-entry.h: where a PIN is typed
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "yao.h"

G_BEGIN_DECLS

#define YAO_TYPE_PIN_ENTRY (yao_pin_entry_get_type ())
G_DECLARE_FINAL_TYPE (YaoPinEntry, yao_pin_entry, YAO, PIN_ENTRY, GtkWidget)

GtkWidget *yao_pin_entry_new (void) G_GNUC_WARN_UNUSED_RESULT;

gboolean yao_pin_entry_is_empty (YaoPinEntry *self);
YaoSecret *yao_pin_entry_dup_secret (YaoPinEntry *self) G_GNUC_WARN_UNUSED_RESULT;
void yao_pin_entry_clear (YaoPinEntry *self);
void yao_pin_entry_set_editable (YaoPinEntry *self, gboolean editable);

void yao_pin_entry_show_hint (YaoPinEntry *self, const char *text);
void yao_pin_entry_show_problem (YaoPinEntry *self, const char *text);
gboolean yao_pin_entry_has_problem (YaoPinEntry *self);
const char *yao_pin_entry_get_message (YaoPinEntry *self);

G_END_DECLS
