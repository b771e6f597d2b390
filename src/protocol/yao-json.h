/* yao-json.h: reading JSON, with types and limits
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * YaoJson:
 *
 * A JSON value that does not change. Every getter takes the object, the name of a member and a
 * limit, and fails with %YAO_ERROR_INVALID_INPUT and a message that names the member; its output is
 * set only on success. For the "optional" ones a member that is absent or null is no error.
 */
typedef struct _YaoJson YaoJson;

YaoJson *yao_json_parse (GBytes *bytes, gsize max_size, GError **error) G_GNUC_WARN_UNUSED_RESULT;
YaoJson *yao_json_ref (YaoJson *self);
void yao_json_unref (YaoJson *self);
void yao_json_wipe_text (YaoJson *self, const char *name);

gboolean yao_json_is_object (YaoJson *self);
gboolean yao_json_has (YaoJson *self, const char *name);
gboolean yao_json_refuse_unknown (YaoJson *self, const char *const *known, GError **error);

gboolean yao_json_get_string (YaoJson *self,
                              const char *name,
                              gsize max_bytes,
                              char **value,
                              GError **error);
gboolean yao_json_get_optional_string (YaoJson *self,
                                       const char *name,
                                       gsize max_bytes,
                                       char **value,
                                       GError **error);
gboolean yao_json_get_text (YaoJson *self,
                            const char *name,
                            gsize max_bytes,
                            char **value,
                            GError **error);
gboolean yao_json_get_optional_text (YaoJson *self,
                                     const char *name,
                                     gsize max_bytes,
                                     char **value,
                                     GError **error);
gboolean yao_json_get_int (YaoJson *self,
                           const char *name,
                           gint64 min,
                           gint64 max,
                           gint64 *value,
                           GError **error);
gboolean yao_json_get_optional_int (YaoJson *self,
                                    const char *name,
                                    gint64 min,
                                    gint64 max,
                                    gint64 fallback,
                                    gint64 *value,
                                    GError **error);
gboolean yao_json_get_boolean (YaoJson *self, const char *name, gboolean *value, GError **error);
gboolean yao_json_get_optional_boolean (YaoJson *self,
                                        const char *name,
                                        gboolean fallback,
                                        gboolean *value,
                                        GError **error);
gboolean yao_json_get_bytes (YaoJson *self,
                             const char *name,
                             gsize max_size,
                             GBytes **value,
                             GError **error);
gboolean yao_json_get_optional_bytes (YaoJson *self,
                                      const char *name,
                                      gsize max_size,
                                      GBytes **value,
                                      GError **error);
gboolean yao_json_get_time (YaoJson *self, const char *name, gint64 *value, GError **error);
gboolean yao_json_get_optional_time (YaoJson *self,
                                     const char *name,
                                     gint64 fallback,
                                     gint64 *value,
                                     GError **error);
gboolean yao_json_get_object (YaoJson *self, const char *name, YaoJson **value, GError **error);
gboolean yao_json_get_optional_object (YaoJson *self,
                                       const char *name,
                                       YaoJson **value,
                                       GError **error);
gboolean yao_json_get_array (YaoJson *self,
                             const char *name,
                             guint max_items,
                             GPtrArray **value,
                             GError **error);
gboolean yao_json_get_optional_array (YaoJson *self,
                                      const char *name,
                                      guint max_items,
                                      GPtrArray **value,
                                      GError **error);
gboolean yao_json_get_strings (YaoJson *self,
                               const char *name,
                               guint max_items,
                               gsize max_bytes,
                               char ***value,
                               GError **error);
gboolean yao_json_get_bytes_array (YaoJson *self,
                                   const char *name,
                                   guint max_items,
                                   gsize max_size,
                                   GPtrArray **value,
                                   GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (YaoJson, yao_json_unref)

G_END_DECLS
