/* yao-arguments.h: taking a command line apart
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct _YaoArguments YaoArguments;

YaoArguments *yao_arguments_new (int argc, char **argv) G_GNUC_WARN_UNUSED_RESULT;
void yao_arguments_free (YaoArguments *self);

gboolean yao_arguments_take_flag (YaoArguments *self, const char *name);
gboolean yao_arguments_take_value (YaoArguments *self,
                                   const char *name,
                                   char **value,
                                   GError **error);
char *yao_arguments_take_word (YaoArguments *self) G_GNUC_WARN_UNUSED_RESULT;
const char *yao_arguments_peek_word (YaoArguments *self);
gboolean yao_arguments_end (YaoArguments *self, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (YaoArguments, yao_arguments_free)

G_END_DECLS
