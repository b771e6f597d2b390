/* yao-json-writer.h: writing JSON, the same bytes for the same calls
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * YaoJsonWriter:
 *
 * Writes one JSON text. The name of a value is %NULL at the root and within arrays, and given
 * within objects. Members stand in the order of the calls.
 */
typedef struct _YaoJsonWriter YaoJsonWriter;

YaoJsonWriter *yao_json_writer_new (void) G_GNUC_WARN_UNUSED_RESULT;
YaoJsonWriter *yao_json_writer_new_pretty (void) G_GNUC_WARN_UNUSED_RESULT;
void yao_json_writer_free (YaoJsonWriter *self);

void yao_json_writer_begin_object (YaoJsonWriter *self, const char *name);
void yao_json_writer_end_object (YaoJsonWriter *self);
void yao_json_writer_begin_array (YaoJsonWriter *self, const char *name);
void yao_json_writer_end_array (YaoJsonWriter *self);

void yao_json_writer_add_string (YaoJsonWriter *self, const char *name, const char *value);
void yao_json_writer_add_int (YaoJsonWriter *self, const char *name, gint64 value);
void yao_json_writer_add_boolean (YaoJsonWriter *self, const char *name, gboolean value);
void yao_json_writer_add_null (YaoJsonWriter *self, const char *name);
void yao_json_writer_add_bytes (YaoJsonWriter *self, const char *name, GBytes *value);
void yao_json_writer_add_bytes_array (YaoJsonWriter *self, const char *name, GPtrArray *values);
void yao_json_writer_add_time (YaoJsonWriter *self, const char *name, gint64 unix_seconds);

GBytes *yao_json_writer_finish (YaoJsonWriter *self) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (YaoJsonWriter, yao_json_writer_free)

G_END_DECLS
