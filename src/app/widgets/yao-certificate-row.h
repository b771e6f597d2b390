/* yao-certificate-row.h: a certificate in a list
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "yao.h"

G_BEGIN_DECLS

#define YAO_TYPE_CERTIFICATE_ROW (yao_certificate_row_get_type ())
G_DECLARE_FINAL_TYPE (YaoCertificateRow, yao_certificate_row, YAO, CERTIFICATE_ROW, GtkWidget)

GtkWidget *yao_certificate_row_new (void) G_GNUC_WARN_UNUSED_RESULT;

void yao_certificate_row_show (YaoCertificateRow *self, YaoCertificate *certificate, gint64 now);
void yao_certificate_row_set_chosen (YaoCertificateRow *self, gboolean chosen);

G_END_DECLS
