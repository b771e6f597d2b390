/* yao-models.h: the live lists of services and certificates
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#pragma once

#include "yao-certificate.h"
#include "yao-profile.h"

#include <gio/gio.h>

G_BEGIN_DECLS

typedef struct _YaoModels YaoModels;

YaoModels *yao_models_new (void) G_GNUC_WARN_UNUSED_RESULT;
void yao_models_free (YaoModels *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (YaoModels, yao_models_free)

GListModel *yao_models_get_services (YaoModels *self);
GListModel *yao_models_get_certificates (YaoModels *self);
YaoService *yao_models_get_service (YaoModels *self, const char *id);
YaoService *yao_models_get_default_service (YaoModels *self);
YaoCertificate *yao_models_get_certificate (YaoModels *self,
                                            const char *service_id,
                                            const char *id);

void yao_models_show (YaoModels *self, YaoProfile *profile);

G_END_DECLS
