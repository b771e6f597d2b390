/* yao-list-state.h: a list with its five states
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * YaoListStateKind:
 *
 * What a list shows: its rows; that it is being fetched (after 300 ms); that there is nothing yet,
 * with what to do; that a search found nothing; its last known rows with the time they were
 * fetched; or that it could not be fetched.
 */
typedef enum
{
  YAO_LIST_STATE_READY,
  YAO_LIST_STATE_LOADING,
  YAO_LIST_STATE_EMPTY,
  YAO_LIST_STATE_NOTHING_FOUND,
  YAO_LIST_STATE_OFFLINE,
  YAO_LIST_STATE_ERROR,
} YaoListStateKind;

#define YAO_TYPE_LIST_STATE (yao_list_state_get_type ())
G_DECLARE_FINAL_TYPE (YaoListState, yao_list_state, YAO, LIST_STATE, GtkWidget)

GtkWidget *yao_list_state_new (void) G_GNUC_WARN_UNUSED_RESULT;

YaoListStateKind yao_list_state_get_kind (YaoListState *self);

void yao_list_state_show_ready (YaoListState *self);
void yao_list_state_show_loading (YaoListState *self);
void yao_list_state_show_empty (YaoListState *self);
void yao_list_state_show_nothing_found (YaoListState *self);
void yao_list_state_show_offline (YaoListState *self, gint64 fetched);
void yao_list_state_show_error (YaoListState *self, const GError *error);

G_END_DECLS
