/* variants.h: a message with one thing wrong, for each thing that can be
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* One member of a message: where it is ("roots/0/der"), its type ("string", "int", "array",
 * "object") and whether it may be absent.
 */
typedef struct
{
  const char *path;
  const char *type;
  gboolean optional;
} Member;

/* Decodes a message; TRUE if it could be. */
typedef gboolean (*Decode) (GBytes *body);

void check_members (const char *good, const Member *members, gsize n_members, Decode decode);
void check_truncated (const char *good, Decode decode);
char *replace_member (const char *good, const char *path, const char *value);

G_END_DECLS
