/* yao-save.c: asks where a file goes and writes it
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include "yao-save.h"

#include <glib/gi18n.h>

static void
written_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (YaoPage) page = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *name = g_file_get_basename (G_FILE (source));
  g_autofree char *text = NULL;

  if (g_file_replace_contents_finish (G_FILE (source), result, NULL, &error))
    text = g_strdup_printf (_ ("Saved as “%s”"), name);
  else
    {
      g_message ("a file could not be written: %s", error->message);
      text = g_strdup_printf (
          _ ("“%s” could not be written. Choose a folder that you may write to."), name);
    }
  yao_page_tell (page, text);
}

static void
chosen_cb (GtkNativeDialog *dialog, int response, YaoPage *page)
{
  GBytes *bytes = g_object_get_data (G_OBJECT (dialog), "file");

  g_assert (YAO_IS_PAGE (page));

  if (response == GTK_RESPONSE_ACCEPT)
    {
      g_autoptr (GFile) file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (dialog));

      g_file_replace_contents_bytes_async (file, bytes, NULL, FALSE, G_FILE_CREATE_NONE, NULL,
                                           written_cb, g_object_ref (page));
    }
  gtk_native_dialog_destroy (dialog);
}

/**
 * yao_save_ask:
 * @page: the page that tells how it went
 * @title: what the dialog says
 * @name: a name for the file
 * @file: what is written
 *
 * Asks where a file goes and writes it.
 */
void
yao_save_ask (YaoPage *page, const char *title, const char *name, GBytes *file)
{
  GtkFileChooserNative *dialog;

  g_return_if_fail (YAO_IS_PAGE (page));
  g_return_if_fail (title != NULL && name != NULL && file != NULL);

  dialog = gtk_file_chooser_native_new (title, GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (page))),
                                        GTK_FILE_CHOOSER_ACTION_SAVE, _ ("_Save"), _ ("_Cancel"));
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (dialog), TRUE);
  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (dialog), name);
  g_object_set_data_full (G_OBJECT (dialog), "file", g_bytes_ref (file),
                          (GDestroyNotify) g_bytes_unref);
  g_signal_connect_object (dialog, "response", G_CALLBACK (chosen_cb), page, 0);
  g_object_set_data_full (G_OBJECT (page), "yao-save-dialog", dialog, g_object_unref);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (dialog));
}
