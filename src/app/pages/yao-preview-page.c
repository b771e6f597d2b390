/* yao-preview-page.c: the signature as it will look
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include "yao-preview-page.h"

#include "yao-draft.h"
#include "yao-signature-view.h"

struct _YaoPreviewPage
{
  YaoPage parent_instance;

  YaoSignatureView *white_view;
  YaoSignatureView *page_view;
};

G_DEFINE_FINAL_TYPE (YaoPreviewPage, yao_preview_page, YAO_TYPE_PAGE)

static void
yao_preview_page_show_session (YaoPage *page, YaoSession *session)
{
  YaoPreviewPage *self = YAO_PREVIEW_PAGE (page);
  YaoCertificate *current = yao_session_get_current (session);
  YaoDraft *draft = current != NULL ? yao_draft_get (current) : NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) png = NULL;

  if (draft == NULL || yao_draft_is_empty (draft))
    return;

  png = yao_draft_write (draft, YAO_DRAFT_PNG, &error);
  if (png == NULL)
    yao_page_tell_error (page, error);
  yao_signature_view_set_file (self->white_view, png);
  yao_signature_view_set_file (self->page_view, png);
}

static void
yao_preview_page_class_init (YaoPreviewPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  YAO_PAGE_CLASS (klass)->show_session = yao_preview_page_show_session;

  g_type_ensure (YAO_TYPE_SIGNATURE_VIEW);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/yunyao/Yunyao/pages/yao-preview-page.ui");
  gtk_widget_class_bind_template_child (widget_class, YaoPreviewPage, white_view);
  gtk_widget_class_bind_template_child (widget_class, YaoPreviewPage, page_view);
}

static void
yao_preview_page_init (YaoPreviewPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
