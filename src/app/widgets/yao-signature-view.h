/* yao-signature-view.h: a signature on white, or on a page
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define YAO_TYPE_SIGNATURE_VIEW (yao_signature_view_get_type ())
G_DECLARE_FINAL_TYPE (YaoSignatureView, yao_signature_view, YAO, SIGNATURE_VIEW, GtkWidget)

GtkWidget *yao_signature_view_new (void) G_GNUC_WARN_UNUSED_RESULT;

void yao_signature_view_set_file (YaoSignatureView *self, GBytes *png);
gboolean yao_signature_view_has_picture (YaoSignatureView *self);

G_END_DECLS
