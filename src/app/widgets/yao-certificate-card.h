/* yao-certificate-card.h: the certificate in use, as a card
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "yao.h"

G_BEGIN_DECLS

#define YAO_TYPE_CERTIFICATE_CARD (yao_certificate_card_get_type ())
G_DECLARE_FINAL_TYPE (YaoCertificateCard, yao_certificate_card, YAO, CERTIFICATE_CARD, GtkButton)

GtkWidget *yao_certificate_card_new (void) G_GNUC_WARN_UNUSED_RESULT;

void yao_certificate_card_show (YaoCertificateCard *self, YaoCertificate *certificate, gint64 now);

G_END_DECLS
