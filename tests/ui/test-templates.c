/* test-templates.c: every .ui file loads, and what it makes goes away again
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#undef G_DISABLE_ASSERT

#include "ui-fixture.h"
#include "yao-banner.h"
#include "yao-certificate-card.h"
#include "yao-certificate-row.h"
#include "yao-code-dialog.h"
#include "yao-field-row.h"
#include "yao-functions.h"
#include "yao-list-state.h"
#include "yao-main-page.h"
#include "yao-message-row.h"
#include "yao-person-row.h"
#include "yao-pin-entry.h"
#include "yao-service-view.h"

typedef struct
{
  char *dir;
  YaoSession *session;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (YaoClient) client = NULL;
  g_autoptr (GError) error = NULL;

  fixture->dir = ui_make_dir ();
  client = yao_client_new (fixture->dir, &error);
  g_assert_no_error (error);
  fixture->session = yao_session_new (client);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_assert_finalize_object (fixture->session);
  ui_remove_dir (fixture->dir);
  g_free (fixture->dir);
}

static void
test_widgets (Fixture *fixture, gconstpointer data)
{
  GType types[] = {
    YAO_TYPE_BANNER,     YAO_TYPE_CERTIFICATE_CARD, YAO_TYPE_CERTIFICATE_ROW,
    YAO_TYPE_FIELD_ROW,  YAO_TYPE_LIST_STATE,       YAO_TYPE_MESSAGE_ROW,
    YAO_TYPE_PERSON_ROW, YAO_TYPE_PIN_ENTRY,        YAO_TYPE_SERVICE_VIEW,
  };

  for (guint i = 0; i < G_N_ELEMENTS (types); i++)
    {
      GtkWidget *widget = g_object_ref_sink (g_object_new (types[i], NULL));

      g_test_message ("checking %s", g_type_name (types[i]));
      g_assert_nonnull (gtk_widget_get_first_child (widget));
      g_assert_finalize_object (widget);
    }
}

/* On an empty profile too: pages must not need a certificate. */
static void
test_pages (Fixture *fixture, gconstpointer data)
{
  guint n_functions;
  const YaoFunction *functions = yao_functions_get (&n_functions);
  YaoPage *page;

  for (guint i = 0; i < n_functions; i++)
    {
      g_test_message ("checking %s", functions[i].name);
      page = g_object_ref_sink (yao_functions_make_page (functions[i].name, fixture->session));
      g_assert_cmpstr (yao_page_get_title (page), !=, "");
      g_assert_false (yao_page_is_busy (page));
      g_assert_finalize_object (page);
    }

  page = g_object_ref_sink (g_object_new (YAO_TYPE_MAIN_PAGE, "session", fixture->session, NULL));
  g_assert_finalize_object (page);
  g_assert_null (yao_functions_make_page ("no-such-function", fixture->session));
}

static void
test_code_dialog (Fixture *fixture, gconstpointer data)
{
  GtkWidget *dialog = g_object_ref (yao_code_dialog_new (fixture->session));

  gtk_window_destroy (GTK_WINDOW (dialog));
  g_assert_finalize_object (dialog);
}

static void
test_shortcuts (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GtkBuilder) builder
      = gtk_builder_new_from_resource ("/io/github/yunyao/Yunyao/window/shortcuts.ui");
  GObject *window = gtk_builder_get_object (builder, "shortcuts");

  g_assert_true (GTK_IS_SHORTCUTS_WINDOW (window));
  gtk_window_destroy (GTK_WINDOW (window));
}

int
main (int argc, char *argv[])
{
  ui_init (&argc, &argv);

#define ADD(name, func) g_test_add (name, Fixture, NULL, set_up, func, tear_down)
  ADD ("/app/templates/widgets", test_widgets);
  ADD ("/app/templates/pages", test_pages);
  ADD ("/app/templates/code-dialog", test_code_dialog);
  ADD ("/app/templates/shortcuts", test_shortcuts);
#undef ADD

  return g_test_run ();
}
