/* yao-pin-entry.c: where a PIN is typed
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include "yao-pin-entry.h"

#define FULL_WIDTH_FIRST 0xff01
#define FULL_WIDTH_LAST 0xff5e
#define FULL_WIDTH_SPACE 0x3000

/**
 * YaoPinEntry:
 *
 * A title, an entry that shows dots, and a sentence below it.
 *
 * What is typed lies in memory that is locked and wiped (GtkPasswordEntryBuffer) and leaves it only
 * as a #YaoSecret. The widget is no #GtkEditable, and the text inside has no delegate: so GTK
 * offers assistive technologies an entry with a name, but neither its text nor its length.
 */
struct _YaoPinEntry
{
  GtkWidget parent_instance;

  GtkBox *box;
  GtkLabel *title_label;
  GtkWidget *frame;
  GtkText *text;
  GtkLabel *message_label;
};

G_DEFINE_FINAL_TYPE (YaoPinEntry, yao_pin_entry, GTK_TYPE_WIDGET)

enum
{
  PROP_0,
  PROP_TITLE,
  N_PROPS,
};

static GParamSpec *props[N_PROPS];

enum
{
  SIGNAL_CHANGED,
  SIGNAL_ACTIVATE,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static void
changed_cb (YaoPinEntry *self)
{
  g_assert (YAO_IS_PIN_ENTRY (self));

  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static void
activate_cb (YaoPinEntry *self)
{
  g_assert (YAO_IS_PIN_ENTRY (self));

  g_signal_emit (self, signals[SIGNAL_ACTIVATE], 0);
}

static gunichar
fold (gunichar character)
{
  if (character >= FULL_WIDTH_FIRST && character <= FULL_WIDTH_LAST)
    return character - FULL_WIDTH_FIRST + '!';

  return character == FULL_WIDTH_SPACE ? ' ' : character;
}

static void
show_message (YaoPinEntry *self, const char *text, gboolean is_problem)
{
  g_assert (YAO_IS_PIN_ENTRY (self));

  gtk_label_set_label (self->message_label, text != NULL ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (self->message_label), text != NULL);
  if (is_problem)
    {
      gtk_widget_add_css_class (self->frame, "error");
      gtk_widget_add_css_class (GTK_WIDGET (self->message_label), "error");
      gtk_widget_remove_css_class (GTK_WIDGET (self->message_label), "dim-label");
    }
  else
    {
      gtk_widget_remove_css_class (self->frame, "error");
      gtk_widget_remove_css_class (GTK_WIDGET (self->message_label), "error");
      gtk_widget_add_css_class (GTK_WIDGET (self->message_label), "dim-label");
    }
  gtk_accessible_update_state (
      GTK_ACCESSIBLE (self->text), GTK_ACCESSIBLE_STATE_INVALID,
      is_problem ? GTK_ACCESSIBLE_INVALID_TRUE : GTK_ACCESSIBLE_INVALID_FALSE, -1);
}

static void
set_title (YaoPinEntry *self, const char *title)
{
  g_assert (YAO_IS_PIN_ENTRY (self));

  gtk_label_set_text_with_mnemonic (self->title_label, title != NULL ? title : "");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->text), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  gtk_label_get_text (self->title_label), -1);
}

static gboolean
yao_pin_entry_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (GTK_WIDGET (YAO_PIN_ENTRY (widget)->text));
}

static void
yao_pin_entry_unmap (GtkWidget *widget)
{
  yao_pin_entry_clear (YAO_PIN_ENTRY (widget));

  GTK_WIDGET_CLASS (yao_pin_entry_parent_class)->unmap (widget);
}

static void
yao_pin_entry_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  YaoPinEntry *self = YAO_PIN_ENTRY (object);

  switch (prop_id)
    {
    case PROP_TITLE:
      g_value_set_string (value, gtk_label_get_label (self->title_label));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
yao_pin_entry_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  YaoPinEntry *self = YAO_PIN_ENTRY (object);

  switch (prop_id)
    {
    case PROP_TITLE:
      set_title (self, g_value_get_string (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
yao_pin_entry_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), YAO_TYPE_PIN_ENTRY);

  G_OBJECT_CLASS (yao_pin_entry_parent_class)->dispose (object);
}

static void
yao_pin_entry_class_init (YaoPinEntryClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = yao_pin_entry_dispose;
  object_class->get_property = yao_pin_entry_get_property;
  object_class->set_property = yao_pin_entry_set_property;
  widget_class->grab_focus = yao_pin_entry_grab_focus;
  widget_class->unmap = yao_pin_entry_unmap;

  props[PROP_TITLE]
      = g_param_spec_string ("title", NULL, NULL, NULL, G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, props);

  signals[SIGNAL_CHANGED] = g_signal_new ("changed", YAO_TYPE_PIN_ENTRY, G_SIGNAL_RUN_LAST, 0, NULL,
                                          NULL, NULL, G_TYPE_NONE, 0);
  signals[SIGNAL_ACTIVATE] = g_signal_new ("activate", YAO_TYPE_PIN_ENTRY, G_SIGNAL_RUN_LAST, 0,
                                           NULL, NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "yaopinentry");
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/yunyao/Yunyao/widgets/yao-pin-entry.ui");
  gtk_widget_class_bind_template_child (widget_class, YaoPinEntry, box);
  gtk_widget_class_bind_template_child (widget_class, YaoPinEntry, title_label);
  gtk_widget_class_bind_template_child (widget_class, YaoPinEntry, frame);
  gtk_widget_class_bind_template_child (widget_class, YaoPinEntry, text);
  gtk_widget_class_bind_template_child (widget_class, YaoPinEntry, message_label);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, activate_cb);
}

static void
yao_pin_entry_init (YaoPinEntry *self)
{
  g_autoptr (GtkEntryBuffer) buffer = gtk_password_entry_buffer_new ();

  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_text_set_buffer (self->text, buffer);
}

/**
 * yao_pin_entry_new:
 *
 * Makes an empty entry. Its signals are “changed” and, when Enter is pressed, “activate”.
 *
 * Returns: (transfer floating): the entry
 */
GtkWidget *
yao_pin_entry_new (void)
{
  return g_object_new (YAO_TYPE_PIN_ENTRY, NULL);
}

/**
 * yao_pin_entry_is_empty:
 * @self: an entry
 *
 * Tells whether nothing has been typed.
 *
 * Returns: %TRUE if so
 */
gboolean
yao_pin_entry_is_empty (YaoPinEntry *self)
{
  g_return_val_if_fail (YAO_IS_PIN_ENTRY (self), TRUE);

  return gtk_entry_buffer_get_length (gtk_text_get_buffer (self->text)) == 0;
}

/**
 * yao_pin_entry_dup_secret:
 * @self: an entry
 *
 * Gets what was typed, in UTF-8, with full-width characters made narrow. No other copy is made.
 *
 * Returns: (transfer full): the PIN, of no bytes if nothing was typed
 */
YaoSecret *
yao_pin_entry_dup_secret (YaoPinEntry *self)
{
  const char *typed;
  YaoSecret *secret;
  gsize size = 0;
  char character[6];

  g_return_val_if_fail (YAO_IS_PIN_ENTRY (self), NULL);

  typed = gtk_entry_buffer_get_text (gtk_text_get_buffer (self->text));
  for (const char *p = typed; *p != '\0'; p = g_utf8_next_char (p))
    size += (gsize) g_unichar_to_utf8 (fold (g_utf8_get_char (p)), NULL);

  secret = yao_secret_new (size);
  size = 0;
  for (const char *p = typed; *p != '\0'; p = g_utf8_next_char (p))
    {
      gsize length = (gsize) g_unichar_to_utf8 (fold (g_utf8_get_char (p)), character);

      memcpy (yao_secret_data (secret) + size, character, length);
      size += length;
    }
  yao_wipe (character, sizeof character);
  return secret;
}

/**
 * yao_pin_entry_clear:
 * @self: an entry
 *
 * Wipes what was typed. This also happens when the entry is no longer shown.
 */
void
yao_pin_entry_clear (YaoPinEntry *self)
{
  GtkEntryBuffer *buffer;

  g_return_if_fail (YAO_IS_PIN_ENTRY (self));

  buffer = gtk_text_get_buffer (self->text);
  gtk_entry_buffer_delete_text (buffer, 0, -1);
}

/**
 * yao_pin_entry_set_editable:
 * @self: an entry
 * @editable: whether one can type
 *
 * Holds the PIN as it is while it is being checked. The entry keeps the focus, unlike one that
 * becomes insensitive.
 */
void
yao_pin_entry_set_editable (YaoPinEntry *self, gboolean editable)
{
  g_return_if_fail (YAO_IS_PIN_ENTRY (self));

  gtk_editable_set_editable (GTK_EDITABLE (self->text), editable);
}

/**
 * yao_pin_entry_show_hint:
 * @self: an entry
 * @text: (nullable): a sentence
 *
 * Shows a sentence below the entry that tells of nothing wrong; %NULL for none.
 */
void
yao_pin_entry_show_hint (YaoPinEntry *self, const char *text)
{
  g_return_if_fail (YAO_IS_PIN_ENTRY (self));

  show_message (self, text, FALSE);
}

/**
 * yao_pin_entry_show_problem:
 * @self: an entry
 * @text: (nullable): a sentence
 *
 * Shows what is wrong with the PIN, below the entry; %NULL if nothing is.
 */
void
yao_pin_entry_show_problem (YaoPinEntry *self, const char *text)
{
  g_return_if_fail (YAO_IS_PIN_ENTRY (self));

  show_message (self, text, text != NULL);
}

/**
 * yao_pin_entry_has_problem:
 * @self: an entry
 *
 * Tells whether it shows that something is wrong.
 *
 * Returns: %TRUE if so
 */
gboolean
yao_pin_entry_has_problem (YaoPinEntry *self)
{
  g_return_val_if_fail (YAO_IS_PIN_ENTRY (self), FALSE);

  return gtk_widget_has_css_class (self->frame, "error");
}

/**
 * yao_pin_entry_get_message:
 * @self: an entry
 *
 * Gets the sentence below it.
 *
 * Returns: the sentence; an empty one if there is none
 */
const char *
yao_pin_entry_get_message (YaoPinEntry *self)
{
  g_return_val_if_fail (YAO_IS_PIN_ENTRY (self), NULL);

  return gtk_label_get_label (self->message_label);
}
