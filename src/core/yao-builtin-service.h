/* yao-builtin-service.h: the demonstration service as a child of this process
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#pragma once

#if !defined(YAO_INSIDE_YAO_H) && !defined(YAO_COMPILATION)
#error "Include yao.h: it brings every header of the client library."
#endif

#include "yao-enrolment-code.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * YaoBuiltinState:
 * @YAO_BUILTIN_STOPPED: not running, or not looked for yet
 * @YAO_BUILTIN_STARTING: on its way up, or waiting to be started again
 * @YAO_BUILTIN_RUNNING: answers at the address
 * @YAO_BUILTIN_FAILED: could not be started, or died too often; the error tells why
 *
 * What the built-in service is doing.
 */
typedef enum
{
  YAO_BUILTIN_STOPPED,
  YAO_BUILTIN_STARTING,
  YAO_BUILTIN_RUNNING,
  YAO_BUILTIN_FAILED
} YaoBuiltinState;

#define YAO_TYPE_BUILTIN_STATE (yao_builtin_state_get_type ())
GType yao_builtin_state_get_type (void) G_GNUC_CONST;

#define YAO_TYPE_DEMO_PERSON (yao_demo_person_get_type ())
G_DECLARE_FINAL_TYPE (YaoDemoPerson, yao_demo_person, YAO, DEMO_PERSON, GObject)

const char *yao_demo_person_get_uid (YaoDemoPerson *self);
const char *yao_demo_person_get_name (YaoDemoPerson *self);
const char *yao_demo_person_get_department (YaoDemoPerson *self);
const char *yao_demo_person_get_role (YaoDemoPerson *self);
const char *yao_demo_person_get_hint (YaoDemoPerson *self);

#define YAO_TYPE_BUILTIN_SERVICE (yao_builtin_service_get_type ())
G_DECLARE_FINAL_TYPE (YaoBuiltinService, yao_builtin_service, YAO, BUILTIN_SERVICE, GObject)

YaoBuiltinService *yao_builtin_service_new (const char *data_dir) G_GNUC_WARN_UNUSED_RESULT;

const char *yao_builtin_service_get_data_dir (YaoBuiltinService *self);
YaoBuiltinState yao_builtin_service_get_state (YaoBuiltinService *self);
char *yao_builtin_service_dup_address (YaoBuiltinService *self) G_GNUC_WARN_UNUSED_RESULT;
const GError *yao_builtin_service_get_error (YaoBuiltinService *self);

gboolean yao_builtin_service_start (YaoBuiltinService *self,
                                    GCancellable *cancellable,
                                    GError **error);
void yao_builtin_service_start_async (YaoBuiltinService *self,
                                      GCancellable *cancellable,
                                      GAsyncReadyCallback callback,
                                      gpointer user_data);
gboolean yao_builtin_service_start_finish (YaoBuiltinService *self,
                                           GAsyncResult *result,
                                           GError **error);

void yao_builtin_service_stop (YaoBuiltinService *self);

gboolean yao_builtin_service_reset (YaoBuiltinService *self,
                                    GCancellable *cancellable,
                                    GError **error);
void yao_builtin_service_reset_async (YaoBuiltinService *self,
                                      GCancellable *cancellable,
                                      GAsyncReadyCallback callback,
                                      gpointer user_data);
gboolean yao_builtin_service_reset_finish (YaoBuiltinService *self,
                                           GAsyncResult *result,
                                           GError **error);

YaoEnrolmentCode *yao_builtin_service_dup_code (YaoBuiltinService *self,
                                                GError **error) G_GNUC_WARN_UNUSED_RESULT;
GListModel *yao_builtin_service_list_people (YaoBuiltinService *self,
                                             GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
