/* yao-tls-identity.h: by what clients know the server: its own authority and certificate
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#pragma once

#include "yao-installation.h"

G_BEGIN_DECLS

gboolean yao_tls_identity_make (YaoInstallation *installation, GError **error);

char *yao_tls_identity_dup_pem (YaoInstallation *installation,
                                const char *const *hosts,
                                GError **error) G_GNUC_WARN_UNUSED_RESULT;
char *yao_tls_identity_dup_ca_pem (YaoInstallation *installation,
                                   GError **error) G_GNUC_WARN_UNUSED_RESULT;
GBytes *yao_tls_identity_dup_pin (YaoInstallation *installation,
                                  gboolean backup,
                                  GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
