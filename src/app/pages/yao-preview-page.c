/* yao-preview-page.c: the signature as it will look
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include "yao-preview-page.h"

#include <glib/gi18n.h>

#include "yao-draft.h"
#include "yao-signature-view.h"

struct _YaoPreviewPage
{
  YaoPage parent_instance;

  YaoSignatureView *white_view;
  YaoSignatureView *page_view;
  GtkButton *submit_button;

  YaoCertificate *certificate; /* or NULL */
};

G_DEFINE_FINAL_TYPE (YaoPreviewPage, yao_preview_page, YAO_TYPE_PAGE)

static void
busy_cb (YaoPreviewPage *self)
{
  gboolean is_busy = yao_page_is_busy (YAO_PAGE (self));

  g_assert (YAO_IS_PREVIEW_PAGE (self));

  gtk_button_set_label (self->submit_button, is_busy ? _ ("Submitting…") : _ ("_Submit"));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "preview.submit",
                                 !is_busy && yao_signature_view_has_picture (self->white_view));
}

static void
submitted_cb (YaoPage *page, YaoOperation *operation)
{
  YaoPreviewPage *self = YAO_PREVIEW_PAGE (page);
  const GError *error = yao_operation_get_error (operation);

  if (error != NULL)
    {
      yao_page_tell_error (page, error);
      return;
    }

  yao_draft_clear (yao_draft_get (self->certificate));
  yao_page_tell (page, _ ("Signature submitted"));
  gtk_widget_activate_action (GTK_WIDGET (page), "win.show", "s", "signature");
}

/* With the strokes where there are any: the service draws the picture of them itself. */
static void
submit_cb (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  YaoPreviewPage *self = YAO_PREVIEW_PAGE (widget);
  YaoPage *page = YAO_PAGE (widget);
  YaoDraft *draft = yao_draft_get (self->certificate);
  gboolean is_ink = yao_draft_get_picture (draft) == NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) file
      = yao_draft_write (draft, is_ink ? YAO_DRAFT_INKML : YAO_DRAFT_PNG, &error);

  if (file == NULL)
    {
      yao_page_tell_error (page, error);
      return;
    }
  yao_page_run (page,
                yao_client_put_signature_begin (yao_page_get_client (page), self->certificate,
                                                is_ink ? YAO_SIGNATURE_INKML : YAO_SIGNATURE_PNG,
                                                file),
                submitted_cb);
}

static void
yao_preview_page_show_session (YaoPage *page, YaoSession *session)
{
  YaoPreviewPage *self = YAO_PREVIEW_PAGE (page);
  YaoCertificate *current = yao_session_get_current (session);
  YaoDraft *draft = current != NULL ? yao_draft_get (current) : NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) png = NULL;

  g_set_object (&self->certificate, current);
  g_signal_connect (self, "notify::busy", G_CALLBACK (busy_cb), NULL);
  busy_cb (self);
  if (draft == NULL || yao_draft_is_empty (draft))
    return;

  png = yao_draft_write (draft, YAO_DRAFT_PNG, &error);
  if (png == NULL)
    yao_page_tell_error (page, error);
  yao_signature_view_set_file (self->white_view, png);
  yao_signature_view_set_file (self->page_view, png);
  busy_cb (self);
}

static void
yao_preview_page_dispose (GObject *object)
{
  g_clear_object (&YAO_PREVIEW_PAGE (object)->certificate);

  G_OBJECT_CLASS (yao_preview_page_parent_class)->dispose (object);
}

static void
yao_preview_page_class_init (YaoPreviewPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = yao_preview_page_dispose;
  YAO_PAGE_CLASS (klass)->show_session = yao_preview_page_show_session;

  g_type_ensure (YAO_TYPE_SIGNATURE_VIEW);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/yunyao/Yunyao/pages/yao-preview-page.ui");
  gtk_widget_class_bind_template_child (widget_class, YaoPreviewPage, white_view);
  gtk_widget_class_bind_template_child (widget_class, YaoPreviewPage, page_view);
  gtk_widget_class_bind_template_child (widget_class, YaoPreviewPage, submit_button);

  gtk_widget_class_install_action (widget_class, "preview.submit", NULL, submit_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Return, GDK_CONTROL_MASK,
                                       "preview.submit", NULL);
}

static void
yao_preview_page_init (YaoPreviewPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
