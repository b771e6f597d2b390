/* yao-banner.h: a bar that tells of a state and offers one way on
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define YAO_TYPE_BANNER (yao_banner_get_type ())
G_DECLARE_FINAL_TYPE (YaoBanner, yao_banner, YAO, BANNER, GtkWidget)

/**
 * YaoBannerStyle:
 *
 * How much a banner matters: a hint, something that will soon need care, or something wrong.
 */
typedef enum
{
  YAO_BANNER_INFO,
  YAO_BANNER_WARNING,
  YAO_BANNER_ERROR,
} YaoBannerStyle;

GtkWidget *yao_banner_new (const char *title) G_GNUC_WARN_UNUSED_RESULT;

const char *yao_banner_get_title (YaoBanner *self);
void yao_banner_set_title (YaoBanner *self, const char *title);
const char *yao_banner_get_button_label (YaoBanner *self);
void yao_banner_set_button_label (YaoBanner *self, const char *button_label);
gboolean yao_banner_get_revealed (YaoBanner *self);
void yao_banner_set_revealed (YaoBanner *self, gboolean revealed);
gboolean yao_banner_get_use_markup (YaoBanner *self);
void yao_banner_set_use_markup (YaoBanner *self, gboolean use_markup);

void yao_banner_set_style (YaoBanner *self, YaoBannerStyle style);

G_END_DECLS
