/* first-frame.c: tells when a GTK program has painted its first frame
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Loaded before a program (LD_PRELOAD), so that the same clock is put to ours and to the one it is
 * compared with, and neither knows. The time, in microseconds of CLOCK_MONOTONIC, goes to the
 * descriptor that FIRST_FRAME_FD names.
 */

#include <dlfcn.h>
#include <gtk/gtk.h>
#include <unistd.h>

static gboolean told;

static void
painted_cb (GdkFrameClock *clock, GtkWidget *window)
{
  const char *fd = g_getenv ("FIRST_FRAME_FD");
  g_autofree char *line = NULL;

  if (told || fd == NULL || !gtk_widget_get_mapped (window))
    return;

  told = TRUE;
  line = g_strdup_printf ("%" G_GINT64_FORMAT "\n", g_get_monotonic_time ());
  if (write (atoi (fd), line, strlen (line)) < 0)
    g_warning ("nobody reads when the first frame was painted");
}

/* In place of GTK's own. */
void
gtk_window_present (GtkWindow *window)
{
  void (*present) (GtkWindow *) = (void (*) (GtkWindow *)) dlsym (RTLD_NEXT, "gtk_window_present");

  present (window);
  g_signal_connect (gtk_widget_get_frame_clock (GTK_WIDGET (window)), "after-paint",
                    G_CALLBACK (painted_cb), window);
}
