/* yao-request.h: a request, however it came, and the answer to it
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#pragma once

#include "yao-response-stream.h"

#include <glib.h>

G_BEGIN_DECLS

/* How large the body of a request may be. */
#define YAO_REQUEST_MAX_BODY (1024 * 1024)
/* How long the path and the query of a request may be together. */
#define YAO_REQUEST_MAX_TARGET 4096

typedef struct _YaoRequest YaoRequest;
typedef struct _YaoCaller YaoCaller;

YaoRequest *yao_request_new (const char *method,
                             const char *path,
                             const char *query) G_GNUC_WARN_UNUSED_RESULT;
void yao_request_free (YaoRequest *self);

void yao_request_set_body (YaoRequest *self, GBytes *body);
void yao_request_set_remote (YaoRequest *self, const char *address);
void yao_request_add_header (YaoRequest *self, const char *name, const char *value);

const char *yao_request_get_method (YaoRequest *self);
const char *yao_request_get_path (YaoRequest *self);
const char *yao_request_get_query (YaoRequest *self);
GBytes *yao_request_get_body (YaoRequest *self);
const char *yao_request_get_remote (YaoRequest *self);
const char *yao_request_get_header (YaoRequest *self, const char *name);

/* Who asks, where the route wants to know. */
void yao_request_take_caller (YaoRequest *self, YaoCaller *caller, GDestroyNotify free_caller);
YaoCaller *yao_request_get_caller (YaoRequest *self);

/* What stands in the path in the place of the {names} of its pattern, decoded. */
void yao_request_take_parameters (YaoRequest *self, char **parameters);
const char *yao_request_get_parameter (YaoRequest *self, guint index);

/* The query: each name once, none that is not in @known. */
gboolean yao_request_parse_query (YaoRequest *self, const char *const *known, GError **error);
const char *yao_request_get_query_value (YaoRequest *self, const char *name);
gboolean yao_request_get_query_int (YaoRequest *self,
                                    const char *name,
                                    gint64 minimum,
                                    gint64 maximum,
                                    gint64 fallback,
                                    gint64 *value,
                                    GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (YaoRequest, yao_request_free)

typedef struct _YaoResponse YaoResponse;

YaoResponse *yao_response_new (guint status,
                               const char *content_type,
                               GBytes *body) G_GNUC_WARN_UNUSED_RESULT;
YaoResponse *yao_response_new_stream (const char *content_type,
                                      YaoResponseStream *stream) G_GNUC_WARN_UNUSED_RESULT;
void yao_response_free (YaoResponse *self);

void yao_response_add_header (YaoResponse *self, const char *name, const char *value);
guint yao_response_get_status (YaoResponse *self);
const char *yao_response_get_content_type (YaoResponse *self);
GBytes *yao_response_get_body (YaoResponse *self);
YaoResponseStream *yao_response_get_stream (YaoResponse *self);
gsize yao_response_get_n_headers (YaoResponse *self);
const char *yao_response_get_header_at (YaoResponse *self, gsize index, const char **value);
const char *yao_response_get_header (YaoResponse *self, const char *name);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (YaoResponse, yao_response_free)

G_END_DECLS
