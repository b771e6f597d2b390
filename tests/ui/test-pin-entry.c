/* test-pin-entry.c: what is typed as a PIN is kept, folded and wiped, and goes nowhere else
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#undef G_DISABLE_ASSERT

#include "ui-fixture.h"
#include "yao-pin-entry.h"

static GtkText *
get_text (GtkWidget *entry)
{
  return GTK_TEXT (ui_find (entry, GTK_TYPE_TEXT, "text"));
}

static void
assert_secret (GtkWidget *entry, const char *expected)
{
  g_autoptr (YaoSecret) secret = yao_pin_entry_dup_secret (YAO_PIN_ENTRY (entry));
  gsize size;
  const guint8 *data = yao_secret_peek (secret, &size);

  g_assert_cmpmem (data, size, expected, strlen (expected));
}

static void
count_cb (GtkWidget *entry, int *count)
{
  (*count)++;
}

static void
test_secret (void)
{
  GtkWidget *entry = g_object_ref_sink (yao_pin_entry_new ());
  int changed = 0;

  g_signal_connect (entry, "changed", G_CALLBACK (count_cb), &changed);
  g_assert_true (yao_pin_entry_is_empty (YAO_PIN_ENTRY (entry)));
  assert_secret (entry, "");

  gtk_editable_set_text (GTK_EDITABLE (get_text (entry)), "739164");
  g_assert_cmpint (changed, ==, 1);
  g_assert_false (yao_pin_entry_is_empty (YAO_PIN_ENTRY (entry)));
  assert_secret (entry, "739164");

  gtk_editable_set_text (GTK_EDITABLE (get_text (entry)), "７３9１６４ａ　é云");
  assert_secret (entry, "739164a é云");

  yao_pin_entry_clear (YAO_PIN_ENTRY (entry));
  g_assert_true (yao_pin_entry_is_empty (YAO_PIN_ENTRY (entry)));
  assert_secret (entry, "");
  g_assert_finalize_object (entry);
}

/* A PIN does not wait in memory for somebody to return to its page. */
static void
test_unmap (void)
{
  GtkWidget *entry = yao_pin_entry_new ();
  GtkWidget *window = ui_show (entry);

  gtk_editable_set_text (GTK_EDITABLE (get_text (entry)), "739164");
  gtk_widget_set_visible (entry, FALSE);
  g_assert_true (yao_pin_entry_is_empty (YAO_PIN_ENTRY (entry)));
  gtk_window_destroy (GTK_WINDOW (window));
}

static void
test_keeping (void)
{
  GtkWidget *entry = g_object_ref_sink (yao_pin_entry_new ());
  GtkText *text = get_text (entry);

  g_assert_true (GTK_IS_PASSWORD_ENTRY_BUFFER (gtk_text_get_buffer (text)));
  g_assert_false (gtk_text_get_visibility (text));
  g_assert_false (gtk_editable_get_enable_undo (GTK_EDITABLE (text)));
  g_assert_cmpint (gtk_text_get_input_purpose (text), ==, GTK_INPUT_PURPOSE_PASSWORD);
  g_assert_true (gtk_text_get_input_hints (text) & GTK_INPUT_HINT_PRIVATE);
  g_assert_finalize_object (entry);
}

/* GTK hands the text of a GtkEditable with a delegate on to assistive technologies: there must be
 * neither above the text.
 */
static void
test_accessibility (void)
{
  GtkWidget *entry = g_object_ref_sink (g_object_new (YAO_TYPE_PIN_ENTRY, "title", "_PIN", NULL));
  GtkText *text = get_text (entry);

  gtk_editable_set_text (GTK_EDITABLE (text), "739164");
  gtk_test_accessible_assert_role (text, GTK_ACCESSIBLE_ROLE_TEXT_BOX);
  gtk_test_accessible_assert_property (text, GTK_ACCESSIBLE_PROPERTY_LABEL, "PIN");
  g_assert_false (
      gtk_test_accessible_has_property (GTK_ACCESSIBLE (text), GTK_ACCESSIBLE_PROPERTY_VALUE_TEXT));
  g_assert_false (gtk_test_accessible_has_property (GTK_ACCESSIBLE (text),
                                                    GTK_ACCESSIBLE_PROPERTY_DESCRIPTION));
  g_assert_null (gtk_editable_get_delegate (GTK_EDITABLE (text)));
  for (GtkWidget *widget = gtk_widget_get_parent (GTK_WIDGET (text)); widget != NULL;
       widget = gtk_widget_get_parent (widget))
    g_assert_false (GTK_IS_EDITABLE (widget));
  g_assert_finalize_object (entry);
}

static void
test_messages (void)
{
  GtkWidget *widget = g_object_ref_sink (yao_pin_entry_new ());
  YaoPinEntry *entry = YAO_PIN_ENTRY (widget);
  GtkText *text = get_text (widget);

  yao_pin_entry_show_problem (entry, "wrong");
  g_assert_true (yao_pin_entry_has_problem (entry));
  g_assert_cmpstr (yao_pin_entry_get_message (entry), ==, "wrong");
  gtk_test_accessible_assert_state (text, GTK_ACCESSIBLE_STATE_INVALID,
                                    GTK_ACCESSIBLE_INVALID_TRUE);

  yao_pin_entry_show_hint (entry, "good");
  g_assert_false (yao_pin_entry_has_problem (entry));
  g_assert_cmpstr (yao_pin_entry_get_message (entry), ==, "good");
  gtk_test_accessible_assert_state (text, GTK_ACCESSIBLE_STATE_INVALID,
                                    GTK_ACCESSIBLE_INVALID_FALSE);

  yao_pin_entry_show_problem (entry, NULL);
  g_assert_false (yao_pin_entry_has_problem (entry));
  g_assert_cmpstr (yao_pin_entry_get_message (entry), ==, "");
  g_assert_finalize_object (widget);
}

int
main (int argc, char *argv[])
{
  ui_init (&argc, &argv);

  g_test_add_func ("/app/pin-entry/secret", test_secret);
  g_test_add_func ("/app/pin-entry/unmap", test_unmap);
  g_test_add_func ("/app/pin-entry/keeping", test_keeping);
  g_test_add_func ("/app/pin-entry/accessibility", test_accessibility);
  g_test_add_func ("/app/pin-entry/messages", test_messages);

  return g_test_run ();
}
