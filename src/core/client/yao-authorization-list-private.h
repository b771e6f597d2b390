/* yao-authorization-list-private.h: the list of authorizations, between its parts
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#pragma once

#include "yao-authorization-list.h"
#include "yao-authorization-work.h"

G_BEGIN_DECLS

#define YAO_AUTHORIZATION_LIST_PAGE 50

/* A page that was looked at. Its rows are made at once and filled in when they come. */
typedef struct
{
  guint index;
  GPtrArray *rows; /* of YaoAuthorization */
  gboolean loaded;
  gboolean on_way;
} YaoAuthorizationListPage;

struct _YaoAuthorizationList
{
  GObject parent_instance;

  YaoClient *client;
  YaoCertificate *certificate;
  YaoAuthorizationQuery *query;

  GHashTable *pages; /* of YaoAuthorizationListPage, by index plus one */
  GQueue *recent;    /* of YaoAuthorizationListPage, the last one looked at first */
  GQueue *wanted;    /* of YaoAuthorizationListPage, the last one wanted first */
  guint on_way;
  guint turn; /* one more with each question that makes the answers on their way worthless */
  GCancellable *cancellable;

  gint64 counts[YAO_AUTHORIZATION_EXPIRED + 1];
  gint64 total;
  gboolean is_exact;
  gint64 list_version;
  guint n_items;
  gboolean loaded;
  gboolean may_ask; /* whether people are asked for the PIN by what goes out next */
  GError *error;
  gint64 updated;
};


/* yao-authorization-pages.c */
void yao_authorization_list_free_page (gpointer data);
void yao_authorization_list_drop_pages (YaoAuthorizationList *self);
gboolean yao_authorization_list_has_wanted (YaoAuthorizationList *self);
YaoAuthorization *yao_authorization_list_look_at (YaoAuthorizationList *self, guint position);
void yao_authorization_list_start_over (YaoAuthorizationList *self);
void yao_authorization_list_look_again (YaoAuthorizationList *self, gboolean may_ask);

G_END_DECLS
