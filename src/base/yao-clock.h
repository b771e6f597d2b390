/* yao-clock.h: where all time comes from
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

#define YAO_TYPE_CLOCK (yao_clock_get_type ())
G_DECLARE_FINAL_TYPE (YaoClock, yao_clock, YAO, CLOCK, GObject)

YaoClock *yao_clock_new (void) G_GNUC_WARN_UNUSED_RESULT;
YaoClock *yao_clock_new_with_offset_file (const char *path) G_GNUC_WARN_UNUSED_RESULT;

gint64 yao_clock_get_unix (YaoClock *self);
gint64 yao_clock_get_unix_us (YaoClock *self);
GDateTime *yao_clock_dup_utc (YaoClock *self) G_GNUC_WARN_UNUSED_RESULT;
void yao_clock_set_offset (YaoClock *self, gint64 seconds);

G_END_DECLS
