/* yao-error-text.h: what people are told about an error
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#pragma once

#include <gio/gio.h>

#include "yao.h"

G_BEGIN_DECLS

/**
 * YaoErrorText:
 * @sentence: what happened
 * @hint: what to do next
 * @button_label: (nullable): what a button that does it says
 * @action: (nullable): the window's action of that button, in detailed form
 *
 * What the program says about one error code, in English; translate with gettext.
 */
typedef struct
{
  const char *sentence;
  const char *hint;
  const char *button_label;
  const char *action;
} YaoErrorText;

const YaoErrorText *yao_error_text_get (YaoErrorCode code);
const YaoErrorText *yao_error_text_get_for (const GError *error);

char *yao_error_text_dup_sentence (const GError *error) G_GNUC_WARN_UNUSED_RESULT;
char *yao_error_text_dup_hint (const GError *error) G_GNUC_WARN_UNUSED_RESULT;
char *yao_error_text_dup_both (const GError *error) G_GNUC_WARN_UNUSED_RESULT;

gboolean yao_error_text_is_silent (const GError *error);
gboolean yao_error_text_is_offline (const GError *error);

G_END_DECLS
