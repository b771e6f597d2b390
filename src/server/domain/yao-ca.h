/* yao-ca.h: the certificate authorities: a root and an issuing one for each family of keys
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#pragma once

#include "yao-installation.h"
#include "yao-wire.h"

G_BEGIN_DECLS

YaoKeyAlgorithm yao_ca_get_key_algorithm (YaoCaAlgorithm algorithm);
const char *yao_ca_get_issuing_name (YaoCaAlgorithm algorithm);

gboolean yao_ca_make (YaoInstallation *installation,
                      YaoCaAlgorithm algorithm,
                      const YaoKey *root,
                      const YaoKey *issuing,
                      gint64 not_before,
                      GError **error);

GPtrArray *yao_ca_dup_chain (YaoInstallation *installation,
                             YaoCaAlgorithm algorithm,
                             GError **error) G_GNUC_WARN_UNUSED_RESULT;
YaoKey *yao_ca_dup_issuing_key (YaoInstallation *installation,
                                YaoCaAlgorithm algorithm,
                                GBytes **certificate,
                                GError **error) G_GNUC_WARN_UNUSED_RESULT;

gboolean yao_ca_issue_crl (YaoInstallation *installation, YaoCaAlgorithm algorithm, GError **error);
GBytes *yao_ca_dup_crl (YaoInstallation *installation,
                        YaoCaAlgorithm algorithm,
                        GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
