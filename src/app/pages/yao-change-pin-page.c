/* yao-change-pin-page.c: another PIN for the certificate in use
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include "yao-change-pin-page.h"

#include <glib/gi18n.h>

#include "yao-error-text.h"
#include "yao-format.h"
#include "yao-pin-entry.h"
#include "yao-pin-text.h"

struct _YaoChangePinPage
{
  YaoPage parent_instance;

  GtkLabel *person_label;
  YaoPinEntry *old_entry;
  YaoPinEntry *new_entry;
  YaoPinEntry *again_entry;
  GtkLabel *error_label;
  GtkButton *change_button;
  AdwActionRow *status_row;

  YaoCertificate *certificate; /* whose PIN is changed, or NULL */
};

G_DEFINE_FINAL_TYPE (YaoChangePinPage, yao_change_pin_page, YAO_TYPE_PAGE)

static void
show_failure (YaoChangePinPage *self, const char *text)
{
  g_assert (YAO_IS_CHANGE_PIN_PAGE (self));

  gtk_label_set_label (self->error_label, text != NULL ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (self->error_label), text != NULL);
}

static gboolean
begins_with (YaoSecret *whole, YaoSecret *part)
{
  gsize size;
  const guint8 *begin = yao_secret_peek (part, &size);

  return size <= yao_secret_get_size (whole)
         && memcmp (yao_secret_peek (whole, NULL), begin, size) == 0;
}

/* Says at the new PIN what speaks against it. Returns: whether nothing does. */
static gboolean
check_new (YaoChangePinPage *self, YaoSecret *old_pin, YaoSecret *new_pin)
{
  const char *uid
      = self->certificate != NULL ? yao_certificate_get_holder_uid (self->certificate) : NULL;
  YaoPinRules rules = yao_pin_rules_check (new_pin, uid, NULL);
  const char *reason = yao_pin_text_get_reason (rules);

  g_assert (YAO_IS_CHANGE_PIN_PAGE (self));

  /* Somebody who has just begun to type has done nothing wrong. */
  if (yao_secret_get_size (new_pin) == 0 || (rules & YAO_PIN_TOO_SHORT) != 0)
    yao_pin_entry_show_hint (self->new_entry, yao_pin_text_get_reason (YAO_PIN_TOO_SHORT));
  else if (reason != NULL)
    yao_pin_entry_show_problem (self->new_entry, reason);
  else if (yao_secret_equal (old_pin, new_pin))
    yao_pin_entry_show_problem (self->new_entry, _ ("The new PIN is the same as the old one."));
  else
    {
      yao_pin_entry_show_hint (self->new_entry, _ ("This PIN can be used."));
      return TRUE;
    }

  return FALSE;
}

static gboolean
check_again (YaoChangePinPage *self, YaoSecret *new_pin, YaoSecret *again)
{
  g_assert (YAO_IS_CHANGE_PIN_PAGE (self));

  yao_pin_entry_show_problem (self->again_entry, begins_with (new_pin, again)
                                                     ? NULL
                                                     : _ ("The two new PINs are not the same."));
  return yao_secret_equal (new_pin, again);
}

static void
check (YaoChangePinPage *self)
{
  g_autoptr (YaoSecret) old_pin = yao_pin_entry_dup_secret (self->old_entry);
  g_autoptr (YaoSecret) new_pin = yao_pin_entry_dup_secret (self->new_entry);
  g_autoptr (YaoSecret) again = yao_pin_entry_dup_secret (self->again_entry);
  gboolean busy = yao_page_is_busy (YAO_PAGE (self));
  gboolean good;

  g_assert (YAO_IS_CHANGE_PIN_PAGE (self));

  good = check_new (self, old_pin, new_pin);
  good = check_again (self, new_pin, again) && good;
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "change-pin.change",
                                 good && !busy && self->certificate != NULL
                                     && yao_secret_get_size (old_pin) > 0);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "change-pin.status",
                                 !busy && self->certificate != NULL);
}

static void
old_changed_cb (YaoChangePinPage *self)
{
  g_assert (YAO_IS_CHANGE_PIN_PAGE (self));

  if (!yao_pin_entry_is_empty (self->old_entry))
    yao_pin_entry_show_problem (self->old_entry, NULL);
  show_failure (self, NULL);
  check (self);
}

static void
old_activate_cb (YaoChangePinPage *self)
{
  gtk_widget_grab_focus (GTK_WIDGET (self->new_entry));
}

static void
new_activate_cb (YaoChangePinPage *self)
{
  gtk_widget_grab_focus (GTK_WIDGET (self->again_entry));
}

static void
again_activate_cb (YaoChangePinPage *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "change-pin.change", NULL);
}

static void
clear_entries (YaoChangePinPage *self)
{
  g_assert (YAO_IS_CHANGE_PIN_PAGE (self));

  yao_pin_entry_clear (self->old_entry);
  yao_pin_entry_clear (self->new_entry);
  yao_pin_entry_clear (self->again_entry);
  yao_pin_entry_show_problem (self->old_entry, NULL);
}

static void
show_status (YaoChangePinPage *self, YaoPinStatus *status)
{
  YaoBanner *banner = yao_page_get_banner (YAO_PAGE (self));
  gboolean is_issued = yao_pin_status_is_issued (status);
  gint64 now = yao_session_get_now (yao_page_get_session (YAO_PAGE (self)));
  gint64 wait = yao_pin_status_get_locked_until (status) - now;
  g_autofree char *tries = yao_pin_text_dup_tries (yao_pin_status_get_tries_left (status));
  g_autofree char *wait_text = wait > 0 ? yao_pin_text_dup_wait (wait) : NULL;
  const char *sentences[] = {
    is_issued ? _ ("The PIN was sent to you.") : _ ("You chose the PIN yourself."),
    tries,
    wait_text,
    NULL,
  };
  g_autofree char *text = yao_pin_text_join (sentences);

  g_assert (YAO_IS_CHANGE_PIN_PAGE (self));

  adw_action_row_set_subtitle (self->status_row, text);
  if (is_issued)
    {
      g_autofree char *until = yao_format_moment (yao_pin_status_get_pin_expires (status));
      g_autofree char *title = g_strdup_printf (
          _ ("The PIN that was sent to you must be changed, by %s at the latest."), until);

      yao_banner_set_style (banner, YAO_BANNER_WARNING);
      yao_banner_set_title (banner, title);
    }
  yao_banner_set_revealed (banner, is_issued);
}

static void
status_done_cb (YaoPage *page, YaoOperation *operation)
{
  const GError *error = yao_operation_get_error (operation);

  if (error != NULL)
    yao_page_tell_error (page, error);
  else
    show_status (YAO_CHANGE_PIN_PAGE (page), YAO_PIN_STATUS (yao_operation_get_result (operation)));
}

static void
status_cb (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  YaoChangePinPage *self = YAO_CHANGE_PIN_PAGE (widget);
  YaoPage *page = YAO_PAGE (self);

  yao_page_run (page, yao_client_pin_status_begin (yao_page_get_client (page), self->certificate),
                status_done_cb);
}

static void
forget_status (YaoChangePinPage *self)
{
  g_assert (YAO_IS_CHANGE_PIN_PAGE (self));

  adw_action_row_set_subtitle (self->status_row,
                               _ ("How many tries are left, and whether it must be changed"));
  yao_banner_set_revealed (yao_page_get_banner (YAO_PAGE (self)), FALSE);
}

/* A PIN that was not accepted is shown where it was typed; anything else above the button. */
static void
show_error (YaoChangePinPage *self, const GError *error)
{
  int tries = yao_error_get_tries_left (error);
  gint64 wait = yao_error_get_retry_after (error);
  g_autofree char *sentence = yao_error_text_dup_sentence (error);
  g_autofree char *tries_text = tries >= 0 ? yao_pin_text_dup_tries (tries) : NULL;
  g_autofree char *wait_text = wait > 0 ? yao_pin_text_dup_wait (wait) : NULL;
  const char *sentences[4] = { sentence };
  guint n = 1;
  g_autofree char *text = NULL;

  g_assert (YAO_IS_CHANGE_PIN_PAGE (self));

  g_message ("the PIN was not changed: %s", error->message);
  if (!yao_error_is (error, YAO_ERROR_WRONG_PIN) && !yao_error_is (error, YAO_ERROR_THROTTLED))
    {
      text = yao_error_text_dup_both (error);
      show_failure (self, text);
      return;
    }

  if (tries_text != NULL)
    sentences[n++] = tries_text;
  if (wait_text != NULL)
    sentences[n++] = wait_text;
  text = yao_pin_text_join (sentences);
  yao_pin_entry_clear (self->old_entry);
  yao_pin_entry_show_problem (self->old_entry, text);
  gtk_widget_grab_focus (GTK_WIDGET (self->old_entry));
}

static void
changed_cb (YaoPage *page, YaoOperation *operation)
{
  YaoChangePinPage *self = YAO_CHANGE_PIN_PAGE (page);
  const GError *error = yao_operation_get_error (operation);

  if (error != NULL)
    {
      show_error (self, error);
      return;
    }

  clear_entries (self);
  forget_status (self);
  adw_action_row_set_subtitle (self->status_row, _ ("You chose the PIN yourself."));
  gtk_widget_grab_focus (GTK_WIDGET (self->old_entry));
  yao_page_tell (page, _ ("PIN changed"));
}

static void
change_cb (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  YaoChangePinPage *self = YAO_CHANGE_PIN_PAGE (widget);
  YaoPage *page = YAO_PAGE (self);
  g_autoptr (YaoSecret) old_pin = yao_pin_entry_dup_secret (self->old_entry);
  g_autoptr (YaoSecret) new_pin = yao_pin_entry_dup_secret (self->new_entry);

  show_failure (self, NULL);
  yao_page_run (
      page,
      yao_client_change_pin_begin (yao_page_get_client (page), self->certificate, old_pin, new_pin),
      changed_cb);
}

static void
busy_cb (YaoChangePinPage *self)
{
  gboolean busy = yao_page_is_busy (YAO_PAGE (self));

  g_assert (YAO_IS_CHANGE_PIN_PAGE (self));

  yao_pin_entry_set_editable (self->old_entry, !busy);
  yao_pin_entry_set_editable (self->new_entry, !busy);
  yao_pin_entry_set_editable (self->again_entry, !busy);
  check (self);
}

static void
current_cb (YaoChangePinPage *self)
{
  YaoSession *session = yao_page_get_session (YAO_PAGE (self));
  g_autofree char *person = NULL;

  g_assert (YAO_IS_CHANGE_PIN_PAGE (self));

  if (!g_set_object (&self->certificate, yao_session_get_current (session)))
    return;

  clear_entries (self);
  forget_status (self);
  if (self->certificate != NULL)
    person = g_strdup_printf ("%s · %s", yao_certificate_get_holder_name (self->certificate),
                              yao_certificate_get_holder_uid (self->certificate));
  gtk_label_set_label (self->person_label, person != NULL ? person : "");
  check (self);
}

/* What is known without asking for the PIN is asked for at once. */
static void
yao_change_pin_page_show_session (YaoPage *page, YaoSession *session)
{
  YaoChangePinPage *self = YAO_CHANGE_PIN_PAGE (page);

  forget_status (self);
  g_signal_connect_object (yao_session_get_client (session), "notify::current",
                           G_CALLBACK (current_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect (self, "notify::busy", G_CALLBACK (busy_cb), NULL);
  current_cb (self);
  check (self);
  if (self->certificate != NULL
      && yao_client_is_signed_in (yao_page_get_client (page), self->certificate))
    status_cb (GTK_WIDGET (self), NULL, NULL);
}

static void
yao_change_pin_page_dispose (GObject *object)
{
  g_clear_object (&YAO_CHANGE_PIN_PAGE (object)->certificate);

  G_OBJECT_CLASS (yao_change_pin_page_parent_class)->dispose (object);
}

static void
yao_change_pin_page_class_init (YaoChangePinPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = yao_change_pin_page_dispose;
  YAO_PAGE_CLASS (klass)->show_session = yao_change_pin_page_show_session;

  g_type_ensure (YAO_TYPE_PIN_ENTRY);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/yunyao/Yunyao/pages/yao-change-pin-page.ui");
  gtk_widget_class_bind_template_child (widget_class, YaoChangePinPage, person_label);
  gtk_widget_class_bind_template_child (widget_class, YaoChangePinPage, old_entry);
  gtk_widget_class_bind_template_child (widget_class, YaoChangePinPage, new_entry);
  gtk_widget_class_bind_template_child (widget_class, YaoChangePinPage, again_entry);
  gtk_widget_class_bind_template_child (widget_class, YaoChangePinPage, error_label);
  gtk_widget_class_bind_template_child (widget_class, YaoChangePinPage, change_button);
  gtk_widget_class_bind_template_child (widget_class, YaoChangePinPage, status_row);
  gtk_widget_class_bind_template_callback (widget_class, check);
  gtk_widget_class_bind_template_callback (widget_class, old_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, old_activate_cb);
  gtk_widget_class_bind_template_callback (widget_class, new_activate_cb);
  gtk_widget_class_bind_template_callback (widget_class, again_activate_cb);

  gtk_widget_class_install_action (widget_class, "change-pin.change", NULL, change_cb);
  gtk_widget_class_install_action (widget_class, "change-pin.status", NULL, status_cb);
}

static void
yao_change_pin_page_init (YaoChangePinPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
