/* yao-functions.h: the functions that the main screen offers
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#pragma once

#include "yao-page.h"

G_BEGIN_DECLS

/**
 * YaoFunction:
 * @name: its name for the action win.show
 * @icon: its icon
 * @title: what its tile says, in English
 * @is_on_main_screen: whether it has a tile
 * @get_type: gets the type of its page
 *
 * One function: a tile on the main screen and the page that it opens. A function that is not built
 * has no line here.
 */
typedef struct
{
  const char *name;
  const char *icon;
  const char *title;
  gboolean is_on_main_screen;
  GType (*get_type) (void);
} YaoFunction;

const YaoFunction *yao_functions_get (guint *n_functions);
YaoPage *yao_functions_make_page (const char *name, YaoSession *session) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
