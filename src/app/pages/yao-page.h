/* yao-page.h: what every page has: a header with Back, a banner, calls that end with it
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#pragma once

#include <adwaita.h>

#include "yao-banner.h"
#include "yao-session.h"

G_BEGIN_DECLS

#define YAO_TYPE_PAGE (yao_page_get_type ())
G_DECLARE_DERIVABLE_TYPE (YaoPage, yao_page, YAO, PAGE, AdwBin)

/**
 * YaoPageClass:
 * @show_session: called once, when the page has its session
 *
 * What pages override.
 */
struct _YaoPageClass
{
  AdwBinClass parent_class;

  void (*show_session) (YaoPage *self, YaoSession *session);
};

/**
 * YaoPageDoneFunc:
 * @self: the page that made the call
 * @operation: the call, which is over
 *
 * Called when a call of a page is over, unless the page was closed or the user cancelled.
 */
typedef void (*YaoPageDoneFunc) (YaoPage *self, YaoOperation *operation);

YaoSession *yao_page_get_session (YaoPage *self);
YaoClient *yao_page_get_client (YaoPage *self);
YaoBanner *yao_page_get_banner (YaoPage *self);
const char *yao_page_get_title (YaoPage *self);

void yao_page_set_can_go_back (YaoPage *self, gboolean can_go_back);

gboolean yao_page_is_busy (YaoPage *self);
void yao_page_run (YaoPage *self, YaoOperation *operation, YaoPageDoneFunc done);
void yao_page_tell (YaoPage *self, const char *text);
void yao_page_tell_error (YaoPage *self, const GError *error);

G_END_DECLS
