/* yao-capture-page.c: writes a signature
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include "yao-capture-page.h"

#include <glib/gi18n.h>

#include "yao-draft.h"
#include "yao-error-text.h"
#include "yao-pad.h"
#include "yao-save.h"
#include "yao-signature-view.h"

struct _YaoCapturePage
{
  YaoPage parent_instance;

  GtkStack *stack;
  YaoPad *pad;
  GtkLabel *hint_label;
  YaoSignatureView *picture_view;
  GtkBox *tools;

  YaoDraft *draft;    /* of the certificate in use, or NULL */
  gulong changed_id;  /* of its signal */
  AdwLeaflet *swiped; /* above the page, or NULL: writing is no swipe */
  GCancellable *cancellable;
  gboolean is_checked; /* it was asked who writes */

  char *colour;
  char *thickness;
  gboolean is_erasing;
  gboolean has_guide;
};

G_DEFINE_FINAL_TYPE (YaoCapturePage, yao_capture_page, YAO_TYPE_PAGE)

enum
{
  PROP_0,
  PROP_COLOUR,
  PROP_THICKNESS,
  PROP_ERASER,
  PROP_GUIDE,
  N_PROPS
};

static GParamSpec *props[N_PROPS];

static const struct
{
  const char *name;
  guint32 colour;
} colours[] = {
  { "black", YAO_PAD_BLACK },
  { "blue", YAO_PAD_BLUE },
  { "red", YAO_PAD_RED },
};

static const struct
{
  const char *name;
  guint width;
} widths[] = {
  { "thin", YAO_PAD_WIDTH_THIN },
  { "medium", YAO_PAD_WIDTH_MEDIUM },
  { "thick", YAO_PAD_WIDTH_THICK },
};

static guint32
find_colour (YaoCapturePage *self)
{
  for (guint i = 0; i < G_N_ELEMENTS (colours); i++)
    if (g_strcmp0 (self->colour, colours[i].name) == 0)
      return colours[i].colour;

  return YAO_PAD_BLACK;
}

static guint
find_width (YaoCapturePage *self)
{
  for (guint i = 0; i < G_N_ELEMENTS (widths); i++)
    if (g_strcmp0 (self->thickness, widths[i].name) == 0)
      return widths[i].width;

  return YAO_PAD_WIDTH_MEDIUM;
}

static void
use_pen (YaoCapturePage *self)
{
  g_assert (YAO_IS_CAPTURE_PAGE (self));

  yao_pad_set_pen (self->pad, find_colour (self), find_width (self));
}

static void
update (YaoCapturePage *self)
{
  GtkWidget *widget = GTK_WIDGET (self);
  YaoInk *ink = self->draft != NULL ? yao_draft_get_ink (self->draft) : NULL;
  GBytes *picture = self->draft != NULL ? yao_draft_get_picture (self->draft) : NULL;
  gboolean is_inked = ink != NULL && picture == NULL;
  gboolean has_ink = is_inked && !yao_ink_is_empty (ink);

  g_assert (YAO_IS_CAPTURE_PAGE (self));

  gtk_stack_set_visible_child_name (self->stack, picture != NULL ? "picture" : "pad");
  gtk_widget_set_sensitive (GTK_WIDGET (self->tools), picture == NULL);
  yao_signature_view_set_file (self->picture_view, picture);
  gtk_widget_set_visible (GTK_WIDGET (self->hint_label),
                          is_inked && !has_ink && !yao_pad_is_writing (self->pad));
  gtk_widget_action_set_enabled (widget, "capture.undo", is_inked && yao_ink_can_undo (ink));
  gtk_widget_action_set_enabled (widget, "capture.redo", is_inked && yao_ink_can_redo (ink));
  gtk_widget_action_set_enabled (widget, "capture.clear", has_ink);
  gtk_widget_action_set_enabled (widget, "capture.save-ink", has_ink);
  gtk_widget_action_set_enabled (widget, "capture.save-png", has_ink || picture != NULL);
  gtk_widget_action_set_enabled (widget, "capture.preview", has_ink || picture != NULL);
}

static void
full_cb (YaoCapturePage *self)
{
  g_assert (YAO_IS_CAPTURE_PAGE (self));

  yao_page_tell (YAO_PAGE (self), _ ("There is no room for more strokes. Undo some."));
}

static void
undo_cb (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  YaoCapturePage *self = YAO_CAPTURE_PAGE (widget);

  yao_pad_lift (self->pad);
  yao_ink_undo (yao_pad_get_ink (self->pad));
}

static void
redo_cb (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  YaoCapturePage *self = YAO_CAPTURE_PAGE (widget);

  yao_pad_lift (self->pad);
  yao_ink_redo (yao_pad_get_ink (self->pad));
}

static void
clear_cb (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  YaoCapturePage *self = YAO_CAPTURE_PAGE (widget);

  yao_pad_lift (self->pad);
  yao_ink_clear (yao_pad_get_ink (self->pad));
}

static void
drop_picture_cb (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  YaoCapturePage *self = YAO_CAPTURE_PAGE (widget);

  if (self->draft != NULL)
    yao_draft_drop_picture (self->draft);
}

static void
preview_cb (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  yao_pad_lift (YAO_CAPTURE_PAGE (widget)->pad);
  gtk_widget_activate_action (widget, "win.push", "s", "preview");
}

static void
save (YaoCapturePage *self, YaoDraftFormat format)
{
  static const char *const names[] = {
    [YAO_DRAFT_PNG] = "signature.png",
    [YAO_DRAFT_SVG] = "signature.svg",
    [YAO_DRAFT_INKML] = "signature.inkml",
  };
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) file = NULL;

  yao_pad_lift (self->pad);
  file = yao_draft_write (self->draft, format, &error);
  if (file == NULL)
    yao_page_tell_error (YAO_PAGE (self), error);
  else
    yao_save_ask (YAO_PAGE (self), _ ("Save signature"), names[format], file);
}

static void
save_png_cb (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  save (YAO_CAPTURE_PAGE (widget), YAO_DRAFT_PNG);
}

static void
save_ink_cb (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  save (YAO_CAPTURE_PAGE (widget), g_str_equal (g_variant_get_string (parameter, NULL), "svg")
                                       ? YAO_DRAFT_SVG
                                       : YAO_DRAFT_INKML);
}

static void
imported_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (YaoCapturePage) self = user_data;
  g_autoptr (GError) error = NULL;

  if (yao_draft_import_finish (YAO_DRAFT (source), result, &error)
      || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  g_message ("no signature could be taken from the file: %s", error->message);
  yao_page_tell (YAO_PAGE (self), _ ("There is no signature in this file that can be read. Take a "
                                     "photograph of ink on white paper, or an InkML file."));
}

static void
file_chosen_cb (GtkNativeDialog *dialog, int response, YaoCapturePage *self)
{
  g_assert (YAO_IS_CAPTURE_PAGE (self));

  if (response == GTK_RESPONSE_ACCEPT)
    {
      g_autoptr (GFile) file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (dialog));

      yao_capture_page_import (self, file);
    }
  gtk_native_dialog_destroy (dialog);
}

static void
import_cb (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  static const char *const patterns[]
      = { "*.png", "*.jpg", "*.jpeg", "*.webp", "*.inkml", "*.xml", NULL };
  g_autoptr (GtkFileFilter) filter = gtk_file_filter_new ();
  GtkFileChooserNative *dialog = gtk_file_chooser_native_new (
      _ ("Import signature"), GTK_WINDOW (gtk_widget_get_root (widget)),
      GTK_FILE_CHOOSER_ACTION_OPEN, _ ("_Import"), _ ("_Cancel"));

  gtk_file_filter_set_name (filter, _ ("Photographs, scans and InkML"));
  for (guint i = 0; patterns[i] != NULL; i++)
    gtk_file_filter_add_pattern (filter, patterns[i]);
  gtk_file_chooser_add_filter (GTK_FILE_CHOOSER (dialog), filter);
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (dialog), TRUE);
  g_signal_connect_object (dialog, "response", G_CALLBACK (file_chosen_cb), widget, 0);
  g_object_set_data_full (G_OBJECT (widget), "yao-import-dialog", dialog, g_object_unref);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (dialog));
}

static gboolean
drop_cb (YaoCapturePage *self, const GValue *value)
{
  g_assert (YAO_IS_CAPTURE_PAGE (self));

  if (!G_VALUE_HOLDS (value, G_TYPE_FILE))
    return FALSE;
  yao_capture_page_import (self, g_value_get_object (value));
  return TRUE;
}

static void
leave_draft (YaoCapturePage *self)
{
  if (self->draft != NULL)
    g_clear_signal_handler (&self->changed_id, self->draft);
  g_clear_object (&self->draft);
}

/* Who cancels did not mean to sign. Whatever else is wrong, what is written stays here, and the PIN
 * is asked for again when it is submitted.
 */
static void
checked_cb (YaoPage *page, YaoOperation *operation)
{
  const GError *error = yao_operation_get_error (operation);

  if (error == NULL)
    return;
  if (yao_error_text_is_silent (error))
    gtk_widget_activate_action (GTK_WIDGET (page), "win.show", "s", "certificate");
  else
    yao_page_tell_error (page, error);
}

static void
check_identity (YaoCapturePage *self)
{
  YaoPage *page = YAO_PAGE (self);
  YaoCertificate *current = yao_session_get_current (yao_page_get_session (page));

  g_assert (YAO_IS_CAPTURE_PAGE (self));

  if (current == NULL || self->is_checked)
    return;
  self->is_checked = TRUE;
  yao_page_run (page, yao_client_check_identity_begin (yao_page_get_client (page), current),
                checked_cb);
}

static void
current_cb (YaoCapturePage *self)
{
  YaoCertificate *current = yao_session_get_current (yao_page_get_session (YAO_PAGE (self)));
  YaoDraft *draft = current != NULL ? yao_draft_get (current) : NULL;

  g_assert (YAO_IS_CAPTURE_PAGE (self));

  if (draft == self->draft)
    return;

  leave_draft (self);
  if (draft != NULL)
    {
      self->draft = g_object_ref (draft);
      self->changed_id = g_signal_connect_swapped (draft, "changed", G_CALLBACK (update), self);
      yao_pad_set_ink (self->pad, yao_draft_get_ink (draft));
    }
  self->is_checked = FALSE;
  if (gtk_widget_get_mapped (GTK_WIDGET (self)))
    check_identity (self);
  update (self);
}

static void
yao_capture_page_show_session (YaoPage *page, YaoSession *session)
{
  YaoCapturePage *self = YAO_CAPTURE_PAGE (page);

  g_signal_connect_object (yao_session_get_client (session), "notify::current",
                           G_CALLBACK (current_cb), self, G_CONNECT_SWAPPED);
  current_cb (self);
}

/* A stroke to the right is not meant to go back. */
static void
yao_capture_page_map (GtkWidget *widget)
{
  YaoCapturePage *self = YAO_CAPTURE_PAGE (widget);
  GtkWidget *leaflet = gtk_widget_get_ancestor (widget, ADW_TYPE_LEAFLET);

  GTK_WIDGET_CLASS (yao_capture_page_parent_class)->map (widget);

  if (leaflet != NULL)
    adw_leaflet_set_can_navigate_back (ADW_LEAFLET (leaflet), FALSE);
  g_set_weak_pointer (&self->swiped, (AdwLeaflet *) leaflet);
  check_identity (self);
}

static void
yao_capture_page_unmap (GtkWidget *widget)
{
  YaoCapturePage *self = YAO_CAPTURE_PAGE (widget);

  if (self->swiped != NULL)
    adw_leaflet_set_can_navigate_back (self->swiped, TRUE);
  g_clear_weak_pointer (&self->swiped);

  GTK_WIDGET_CLASS (yao_capture_page_parent_class)->unmap (widget);
}

static void
yao_capture_page_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  YaoCapturePage *self = YAO_CAPTURE_PAGE (object);

  switch (id)
    {
    case PROP_COLOUR:
      g_value_set_string (value, self->colour);
      break;
    case PROP_THICKNESS:
      g_value_set_string (value, self->thickness);
      break;
    case PROP_ERASER:
      g_value_set_boolean (value, self->is_erasing);
      break;
    case PROP_GUIDE:
      g_value_set_boolean (value, self->has_guide);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
yao_capture_page_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  YaoCapturePage *self = YAO_CAPTURE_PAGE (object);

  switch (id)
    {
    case PROP_COLOUR:
      g_free (self->colour);
      self->colour = g_value_dup_string (value);
      use_pen (self);
      break;
    case PROP_THICKNESS:
      g_free (self->thickness);
      self->thickness = g_value_dup_string (value);
      use_pen (self);
      break;
    case PROP_ERASER:
      self->is_erasing = g_value_get_boolean (value);
      yao_pad_set_erasing (self->pad, self->is_erasing);
      break;
    case PROP_GUIDE:
      self->has_guide = g_value_get_boolean (value);
      yao_pad_set_guide (self->pad, self->has_guide);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
yao_capture_page_dispose (GObject *object)
{
  YaoCapturePage *self = YAO_CAPTURE_PAGE (object);

  g_cancellable_cancel (self->cancellable);
  leave_draft (self);
  g_clear_weak_pointer (&self->swiped);

  G_OBJECT_CLASS (yao_capture_page_parent_class)->dispose (object);
}

static void
yao_capture_page_finalize (GObject *object)
{
  YaoCapturePage *self = YAO_CAPTURE_PAGE (object);

  g_object_unref (self->cancellable);
  g_free (self->colour);
  g_free (self->thickness);

  G_OBJECT_CLASS (yao_capture_page_parent_class)->finalize (object);
}

static void
install_properties (GObjectClass *object_class)
{
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS;

  props[PROP_COLOUR] = g_param_spec_string ("colour", NULL, NULL, "black", flags);
  props[PROP_THICKNESS] = g_param_spec_string ("thickness", NULL, NULL, "medium", flags);
  props[PROP_ERASER] = g_param_spec_boolean ("eraser", NULL, NULL, FALSE, flags);
  props[PROP_GUIDE] = g_param_spec_boolean ("guide", NULL, NULL, FALSE, flags);
  g_object_class_install_properties (object_class, N_PROPS, props);
}

static void
install_actions (GtkWidgetClass *widget_class)
{
  const GdkModifierType again = GDK_CONTROL_MASK | GDK_SHIFT_MASK;

  gtk_widget_class_install_property_action (widget_class, "capture.colour", "colour");
  gtk_widget_class_install_property_action (widget_class, "capture.thickness", "thickness");
  gtk_widget_class_install_property_action (widget_class, "capture.eraser", "eraser");
  gtk_widget_class_install_property_action (widget_class, "capture.guide", "guide");
  gtk_widget_class_install_action (widget_class, "capture.undo", NULL, undo_cb);
  gtk_widget_class_install_action (widget_class, "capture.redo", NULL, redo_cb);
  gtk_widget_class_install_action (widget_class, "capture.clear", NULL, clear_cb);
  gtk_widget_class_install_action (widget_class, "capture.import", NULL, import_cb);
  gtk_widget_class_install_action (widget_class, "capture.drop-picture", NULL, drop_picture_cb);
  gtk_widget_class_install_action (widget_class, "capture.save-png", NULL, save_png_cb);
  gtk_widget_class_install_action (widget_class, "capture.save-ink", "s", save_ink_cb);
  gtk_widget_class_install_action (widget_class, "capture.preview", NULL, preview_cb);

  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_z, GDK_CONTROL_MASK, "capture.undo",
                                       NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_z, again, "capture.redo", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_y, GDK_CONTROL_MASK, "capture.redo",
                                       NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Delete, 0, "capture.clear", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_e, GDK_CONTROL_MASK, "capture.eraser",
                                       NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_o, GDK_CONTROL_MASK, "capture.import",
                                       NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_s, GDK_CONTROL_MASK,
                                       "capture.save-png", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Return, GDK_CONTROL_MASK,
                                       "capture.preview", NULL);
}

static void
yao_capture_page_class_init (YaoCapturePageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = yao_capture_page_get_property;
  object_class->set_property = yao_capture_page_set_property;
  object_class->dispose = yao_capture_page_dispose;
  object_class->finalize = yao_capture_page_finalize;
  widget_class->map = yao_capture_page_map;
  widget_class->unmap = yao_capture_page_unmap;
  YAO_PAGE_CLASS (klass)->show_session = yao_capture_page_show_session;

  g_type_ensure (YAO_TYPE_PAD);
  g_type_ensure (YAO_TYPE_SIGNATURE_VIEW);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/yunyao/Yunyao/pages/yao-capture-page.ui");
  gtk_widget_class_bind_template_child (widget_class, YaoCapturePage, stack);
  gtk_widget_class_bind_template_child (widget_class, YaoCapturePage, pad);
  gtk_widget_class_bind_template_child (widget_class, YaoCapturePage, hint_label);
  gtk_widget_class_bind_template_child (widget_class, YaoCapturePage, picture_view);
  gtk_widget_class_bind_template_child (widget_class, YaoCapturePage, tools);
  gtk_widget_class_bind_template_callback (widget_class, update);
  gtk_widget_class_bind_template_callback (widget_class, full_cb);

  install_properties (object_class);
  install_actions (widget_class);
}

static void
yao_capture_page_init (YaoCapturePage *self)
{
  GtkDropTarget *target = gtk_drop_target_new (G_TYPE_FILE, GDK_ACTION_COPY);

  self->cancellable = g_cancellable_new ();
  self->colour = g_strdup ("black");
  self->thickness = g_strdup ("medium");
  gtk_widget_init_template (GTK_WIDGET (self));
  use_pen (self);
  g_object_set (self, "guide", TRUE, NULL);
  g_signal_connect_swapped (target, "drop", G_CALLBACK (drop_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (target));
}

/**
 * yao_capture_page_import:
 * @self: a page
 * @file: a photograph or scan of a signature, or an InkML file
 *
 * Takes the signature from a file. What is on a photograph gets the colour of the pen.
 */
void
yao_capture_page_import (YaoCapturePage *self, GFile *file)
{
  g_return_if_fail (YAO_IS_CAPTURE_PAGE (self));
  g_return_if_fail (G_IS_FILE (file));

  if (self->draft == NULL)
    return;
  yao_pad_lift (self->pad);
  yao_draft_import_async (self->draft, file, find_colour (self), self->cancellable, imported_cb,
                          g_object_ref (self));
}
