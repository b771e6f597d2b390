/* yao-functions.h: the functions that the main screen offers
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#pragma once

#include "yao-page.h"

G_BEGIN_DECLS

/**
 * YaoFunctionPlace:
 *
 * Where a function has its tile: nowhere, for it is opened from a page; among the functions of the
 * main screen; or among the further ones below them.
 */
typedef enum
{
  YAO_FUNCTION_NO_TILE,
  YAO_FUNCTION_FIRST,
  YAO_FUNCTION_MORE,
} YaoFunctionPlace;

/**
 * YaoFunction:
 * @name: its name for the action win.show
 * @icon: its icon
 * @title: what its tile says, in English
 * @place: where its tile is, if it has one
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
  YaoFunctionPlace place;
  GType (*get_type) (void);
} YaoFunction;

const YaoFunction *yao_functions_get (guint *n_functions);
YaoPage *yao_functions_make_page (const char *name, YaoSession *session) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
