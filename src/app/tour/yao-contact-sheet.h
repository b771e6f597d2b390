/* yao-contact-sheet.h: many pictures on one
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

gboolean yao_contact_sheet_write (GPtrArray *pictures,
                                  GPtrArray *captions,
                                  const char *path,
                                  GError **error);

G_END_DECLS
