/* yao-window-private.h: between the window, its pages and its actions
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#pragma once

#include "yao-main-page.h"
#include "yao-window.h"

G_BEGIN_DECLS

struct _YaoWindow
{
  AdwApplicationWindow parent_instance;

  AdwToastOverlay *toast_overlay;
  GtkStack *root_stack;
  AdwBin *first_bin;
  AdwLeaflet *leaflet;
  AdwBin *main_bin;
  GtkStack *page_stack;

  YaoSession *session;
  GSettings *settings;   /* or NULL: nothing is remembered */
  YaoMainPage *main;     /* or NULL before the first certificate */
  YaoPage *first;        /* or NULL when there is a certificate */
  GPtrArray *pages;      /* of YaoPage: what Back goes through, in page_stack */
  char *function;        /* whose page is the first of them, or NULL */
  AdwToast *toast;       /* what was told last, or NULL; a weak pointer */
  gboolean is_full_page; /* the main screen is hidden beside the page */
  YaoCertificate *seen;  /* the certificate in use when the pages were made; never dereferenced */
};

YaoSession *yao_window_get_session (YaoWindow *self);

void yao_window_show_home (YaoWindow *self);
void yao_window_update_headers (YaoWindow *self);
void yao_window_show_top (YaoWindow *self);
void yao_window_set_full_page (YaoWindow *self, gboolean is_full_page);
void yao_window_drop_pages (YaoWindow *self, guint keep);

void yao_window_install_actions (GtkWidgetClass *widget_class);

G_END_DECLS
