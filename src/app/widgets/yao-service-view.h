/* yao-service-view.h: what is known of a service, and whether it answers
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "yao.h"

G_BEGIN_DECLS

#define YAO_TYPE_SERVICE_VIEW (yao_service_view_get_type ())
G_DECLARE_FINAL_TYPE (YaoServiceView, yao_service_view, YAO, SERVICE_VIEW, GtkWidget)

YaoService *yao_service_view_get_service (YaoServiceView *self);
void yao_service_view_set_service (YaoServiceView *self, YaoClient *client, YaoService *service);

G_END_DECLS
