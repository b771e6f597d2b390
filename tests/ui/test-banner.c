/* test-banner.c: tests of the bar that tells of a state
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#undef G_DISABLE_ASSERT

#include "ui-fixture.h"
#include "yao-banner.h"

static void
count_cb (GObject *object, GParamSpec *pspec, gpointer user_data)
{
  (*(int *) user_data)++;
}

static void
clicked_cb (YaoBanner *banner, gpointer user_data)
{
  (*(int *) user_data)++;
}

/* As AdwBanner does it: a change is told once, the same value not at all. */
static void
test_properties (void)
{
  YaoBanner *banner = YAO_BANNER (g_object_ref_sink (yao_banner_new ("One")));
  int n_notified = 0;

  g_signal_connect (banner, "notify", G_CALLBACK (count_cb), &n_notified);
  g_assert_cmpstr (yao_banner_get_title (banner), ==, "One");
  g_assert_false (yao_banner_get_revealed (banner));
  g_assert_null (yao_banner_get_button_label (banner));

  yao_banner_set_title (banner, "One");
  g_assert_cmpint (n_notified, ==, 0);
  yao_banner_set_title (banner, "Two");
  g_object_set (banner, "button-label", "Do", "revealed", TRUE, "use-markup", TRUE, NULL);
  g_assert_cmpint (n_notified, ==, 4);
  g_object_set (banner, "button-label", "Do", "revealed", TRUE, "use-markup", TRUE, NULL);
  g_assert_cmpint (n_notified, ==, 4);
  g_assert_cmpstr (yao_banner_get_button_label (banner), ==, "Do");
  g_assert_true (yao_banner_get_revealed (banner));
  g_assert_true (yao_banner_get_use_markup (banner));

  g_assert_finalize_object (banner);
}

static void
test_button (void)
{
  YaoBanner *banner = YAO_BANNER (g_object_ref_sink (yao_banner_new ("One")));
  GtkWidget *button = ui_find (GTK_WIDGET (banner), GTK_TYPE_BUTTON, "button");
  int n_clicked = 0;

  g_assert_false (gtk_widget_get_visible (button));
  yao_banner_set_button_label (banner, "_Do");
  g_assert_true (gtk_widget_get_visible (button));
  g_signal_connect (banner, "button-clicked", G_CALLBACK (clicked_cb), &n_clicked);
  g_signal_emit_by_name (button, "clicked");
  g_assert_cmpint (n_clicked, ==, 1);
  yao_banner_set_button_label (banner, NULL);
  g_assert_false (gtk_widget_get_visible (button));

  g_assert_finalize_object (banner);
}

static void
test_accessible (void)
{
  YaoBanner *banner = YAO_BANNER (g_object_ref_sink (yao_banner_new ("One & two")));

  gtk_test_accessible_assert_role (banner, GTK_ACCESSIBLE_ROLE_GROUP);
  gtk_test_accessible_assert_property (banner, GTK_ACCESSIBLE_PROPERTY_LABEL, "One & two");
  g_object_set (banner, "title", "<b>Three</b>", "use-markup", TRUE, NULL);
  gtk_test_accessible_assert_property (banner, GTK_ACCESSIBLE_PROPERTY_LABEL, "Three");

  g_assert_finalize_object (banner);
}

int
main (int argc, char *argv[])
{
  ui_init (&argc, &argv);

  g_test_add_func ("/app/banner/properties", test_properties);
  g_test_add_func ("/app/banner/button", test_button);
  g_test_add_func ("/app/banner/accessible", test_accessible);

  return g_test_run ();
}
