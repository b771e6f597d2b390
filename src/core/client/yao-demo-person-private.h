/* yao-demo-person-private.h: reading the people of the demonstration
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#pragma once

#include "yao-builtin-service.h"

G_BEGIN_DECLS

GListModel *yao_demo_people_read (const char *path, GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
