/* yao-signature-view.c: a signature on white, or on a page
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include "yao-signature-view.h"

#include <glib/gi18n.h>

#define PAPER_COLOUR ((GdkRGBA){ 1, 1, 1, 1 })
#define TEXT_COLOUR ((GdkRGBA){ 0.62F, 0.63F, 0.66F, 0.55F })
#define LINE_COLOUR ((GdkRGBA){ 0.2F, 0.2F, 0.22F, 1 })

/* On a page of 210 mm, in millimetres. */
#define PAGE_WIDTH 210
#define PAGE_MARGIN 22
#define LINE_STEP 8
#define SIGNATURE_WIDTH 58
#define SIGNATURE_HEIGHT 24

struct _YaoSignatureView
{
  GtkWidget parent_instance;

  gboolean is_page;
  GdkTexture *texture; /* or NULL */
};

G_DEFINE_FINAL_TYPE (YaoSignatureView, yao_signature_view, GTK_TYPE_WIDGET)

enum
{
  PROP_IS_PAGE = 1,
  N_PROPS
};

static GParamSpec *props[N_PROPS];

/* As large as it fits, its proportions kept, standing on the lower edge or in the middle. */
static void
append_signature (YaoSignatureView *self, GtkSnapshot *snapshot, graphene_rect_t room, float stand)
{
  float width = (float) gdk_texture_get_width (self->texture);
  float height = (float) gdk_texture_get_height (self->texture);
  float scale = MIN (room.size.width / width, room.size.height / height);
  float x = room.origin.x + (room.size.width - width * scale) / 2;
  float y = room.origin.y + (room.size.height - height * scale) * stand;

  gtk_snapshot_append_texture (snapshot, self->texture,
                               &GRAPHENE_RECT_INIT (x, y, width * scale, height * scale));
}

static void
append_caption (YaoSignatureView *self, GtkSnapshot *snapshot, float right, float y, float size)
{
  g_autoptr (PangoLayout) layout
      = gtk_widget_create_pango_layout (GTK_WIDGET (self), _ ("Signature:"));
  g_autoptr (PangoFontDescription) font = pango_font_description_copy (
      pango_context_get_font_description (gtk_widget_get_pango_context (GTK_WIDGET (self))));
  int width, height;

  pango_font_description_set_absolute_size (font, size * PANGO_SCALE);
  pango_layout_set_font_description (layout, font);
  pango_layout_get_pixel_size (layout, &width, &height);
  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot,
                          &GRAPHENE_POINT_INIT (right - (float) width, y - (float) height));
  gtk_snapshot_append_layout (snapshot, layout, &LINE_COLOUR);
  gtk_snapshot_restore (snapshot);
}

/* The foot of a page: some lines of text, then the line that is signed on. */
static void
append_page (YaoSignatureView *self, GtkSnapshot *snapshot, float width, float height)
{
  const float mm = width / PAGE_WIDTH;
  const float left = PAGE_MARGIN * mm;
  const float right = width - left;
  const float base = height - 14 * mm;
  float y = base - (SIGNATURE_HEIGHT + 2 * LINE_STEP) * mm;

  for (guint i = 0; y > 6 * mm; i++, y -= LINE_STEP * mm)
    gtk_snapshot_append_color (
        snapshot, &TEXT_COLOUR,
        &GRAPHENE_RECT_INIT (left, y, (right - left) * (i == 0 ? 0.46F : 1), 3 * mm));
  gtk_snapshot_append_color (snapshot, &LINE_COLOUR,
                             &GRAPHENE_RECT_INIT (right - SIGNATURE_WIDTH * mm, base,
                                                  SIGNATURE_WIDTH * mm, MAX (0.3F * mm, 1)));
  append_caption (self, snapshot, right - (SIGNATURE_WIDTH + 3) * mm, base + mm, 5 * mm);
  if (self->texture != NULL)
    append_signature (self, snapshot,
                      GRAPHENE_RECT_INIT (right - SIGNATURE_WIDTH * mm,
                                          base - SIGNATURE_HEIGHT * mm, SIGNATURE_WIDTH * mm,
                                          SIGNATURE_HEIGHT * mm),
                      1);
}

static void
yao_signature_view_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  YaoSignatureView *self = YAO_SIGNATURE_VIEW (widget);
  float width = (float) gtk_widget_get_width (widget);
  float height = (float) gtk_widget_get_height (widget);
  const float margin = MIN (width, height) / 12;

  gtk_snapshot_append_color (snapshot, &PAPER_COLOUR, &GRAPHENE_RECT_INIT (0, 0, width, height));
  if (self->is_page)
    append_page (self, snapshot, width, height);
  else if (self->texture != NULL)
    append_signature (self, snapshot,
                      GRAPHENE_RECT_INIT (margin, margin, width - 2 * margin, height - 2 * margin),
                      0.5F);
}

static void
yao_signature_view_measure (GtkWidget *widget,
                            GtkOrientation orientation,
                            int for_size,
                            int *minimum,
                            int *natural,
                            int *minimum_baseline,
                            int *natural_baseline)
{
  *minimum = orientation == GTK_ORIENTATION_HORIZONTAL ? 120 : 60;
  *natural = orientation == GTK_ORIENTATION_HORIZONTAL ? 400 : 180;
}

static void
yao_signature_view_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  if (id == PROP_IS_PAGE)
    g_value_set_boolean (value, YAO_SIGNATURE_VIEW (object)->is_page);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
yao_signature_view_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  if (id == PROP_IS_PAGE)
    YAO_SIGNATURE_VIEW (object)->is_page = g_value_get_boolean (value);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
yao_signature_view_finalize (GObject *object)
{
  g_clear_object (&YAO_SIGNATURE_VIEW (object)->texture);

  G_OBJECT_CLASS (yao_signature_view_parent_class)->finalize (object);
}

static void
yao_signature_view_class_init (YaoSignatureViewClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = yao_signature_view_get_property;
  object_class->set_property = yao_signature_view_set_property;
  object_class->finalize = yao_signature_view_finalize;
  widget_class->snapshot = yao_signature_view_snapshot;
  widget_class->measure = yao_signature_view_measure;

  /**
   * YaoSignatureView:is-page:
   *
   * Whether the signature stands at the foot of a page of text.
   */
  props[PROP_IS_PAGE]
      = g_param_spec_boolean ("is-page", NULL, NULL, FALSE,
                              G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, props);

  gtk_widget_class_set_css_name (widget_class, "yaosignature");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
}

static void
yao_signature_view_init (YaoSignatureView *self)
{
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
}

/**
 * yao_signature_view_new:
 *
 * Makes a view of a signature on white.
 *
 * Returns: (transfer floating): the view
 */
GtkWidget *
yao_signature_view_new (void)
{
  return g_object_new (YAO_TYPE_SIGNATURE_VIEW, NULL);
}

/**
 * yao_signature_view_set_file:
 * @self: a view
 * @png: (nullable): a PNG file that this program or its core wrote, or %NULL for nothing
 *
 * Shows another signature.
 */
void
yao_signature_view_set_file (YaoSignatureView *self, GBytes *png)
{
  g_autoptr (GError) error = NULL;

  g_return_if_fail (YAO_IS_SIGNATURE_VIEW (self));

  g_clear_object (&self->texture);
  if (png != NULL)
    self->texture = gdk_texture_new_from_bytes (png, &error);
  if (error != NULL)
    g_warning ("a signature cannot be shown: %s", error->message);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/**
 * yao_signature_view_has_picture:
 * @self: a view
 *
 * Tells whether there is a signature to see.
 *
 * Returns: %TRUE if so
 */
gboolean
yao_signature_view_has_picture (YaoSignatureView *self)
{
  g_return_val_if_fail (YAO_IS_SIGNATURE_VIEW (self), FALSE);

  return self->texture != NULL;
}
