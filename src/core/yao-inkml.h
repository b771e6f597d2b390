/* yao-inkml.h: ink as InkML, the Ink Markup Language of the W3C
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#pragma once

#if !defined(YAO_INSIDE_YAO_H) && !defined(YAO_COMPILATION)
#error "Include yao.h: it brings every header of the client library."
#endif

#include "yao-ink.h"

G_BEGIN_DECLS

#define YAO_INKML_BYTES_MAX (8 * 1024 * 1024) /* of a file that is read */

GBytes *yao_inkml_write (YaoInk *ink) G_GNUC_WARN_UNUSED_RESULT;
YaoInk *yao_inkml_read (GBytes *file, GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
