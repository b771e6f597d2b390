/* yao-pin-issue.c: PINs that the service chooses
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include "yao-pin-issue.h"

#include "yao-account-table.h"
#include "yao-audit.h"
#include "yao-error.h"
#include "yao-event-table.h"
#include "yao-identity-message.h"
#include "yao-limits.h"
#include "yao-pin-lockout.h"
#include "yao-pin-service.h"
#include "yao-random.h"
#include "yao-session-table.h"
#include "yao-sms.h"
#include "yao-user-table.h"

#include <string.h>

#define PIN_DIGITS 6

/* Digits that are drawn evenly: a byte of 250 or more is drawn again. */
static char
draw_digit (void)
{
  guint8 byte = 255;

  while (byte >= 250)
    yao_random_fill (&byte, 1);
  return (char) ('0' + byte % 10);
}

/* One digit twice in a row, and runs upwards or downwards by one, are drawn again. */
static YaoSecret *
draw_pin (void)
{
  YaoSecret *pin = yao_secret_new (PIN_DIGITS);
  char *digits = (char *) yao_secret_data (pin);

  for (int i = 0; i < PIN_DIGITS; i++)
    {
      digits[i] = draw_digit ();
      while (i > 0 && ABS (digits[i] - digits[i - 1]) <= 1)
        digits[i] = draw_digit ();
    }
  return pin;
}

static gboolean
write_pin (YaoInstallation *installation,
           YaoAccountRecord *account,
           const char *act,
           const char *actor,
           GError **error)
{
  YaoDatabase *database = yao_installation_get_database (installation);
  gint64 now = yao_installation_get_now (installation);
  YaoAuditEntry entry = { .act = act, .actor = actor, .subject = account->uid };
  YaoEventRecord event = { .time = now, .kind = (char *) "pin-issued" };
  g_autoptr (YaoAccountRecord) written = NULL;

  if (!yao_account_table_put_pin (database, account, now, error))
    return FALSE;
  written = yao_account_table_find (database, account->holder, account->uid, error);
  if (written == NULL)
    return FALSE;

  event.account = written->id;
  return yao_session_table_delete_of_account (database, written->id, 0, error)
         && yao_grant_table_delete (database, written->id, NULL, error)
         && yao_pin_lockout_unlock (installation, account->holder, account->uid, error)
         && yao_event_table_insert (database, &event, error)
         && yao_audit_write (database, &entry, now, error);
}

/* The message of a grant names both numbers: whose certificate it is, and who may use it. */
static char *
write_text (const YaoUserRecord *holder,
            const YaoUserRecord *user,
            const char *organisation,
            const char *code,
            gint64 hours)
{
  if (strcmp (holder->uid, user->uid) != 0)
    return g_strdup_printf ("【%s】%s（工号 %s）已授权您（工号 %s）使用其证书，初始密码为 %s，"
                            "%" G_GINT64_FORMAT " 小时内有效，首次使用前请先修改。请勿告诉他人。",
                            organisation, holder->name, holder->uid, user->uid, code, hours);
  return g_strdup_printf ("【%s】您的证书初始密码为 %s，%" G_GINT64_FORMAT
                          " 小时内有效，首次使用前请先修改。请勿告诉他人。",
                          organisation, code, hours);
}

static gboolean
queue_message (YaoInstallation *installation,
               const YaoUserRecord *holder,
               const YaoUserRecord *user,
               YaoSecret *pin,
               gint64 hours,
               GError **error)
{
  g_autofree char *organisation = yao_installation_dup_organisation (installation, error);
  char *code = g_strndup ((const char *) yao_secret_peek (pin, NULL), PIN_DIGITS);
  char *text = organisation != NULL ? write_text (holder, user, organisation, code, hours) : NULL;
  YaoSms sms = { user->phone, user->uid, "pin-issued", text, code };
  gboolean done;

  if (strcmp (holder->uid, user->uid) != 0)
    sms.purpose = "authorization-pin";
  done = text != NULL && yao_sms_queue (installation, &sms, error);
  yao_wipe_string (code);
  yao_wipe_string (text);
  return done;
}

/**
 * yao_pin_draft_init:
 * @draft: a draft
 * @owner: whose PIN it is to be; the texts must outlive the draft
 * @pin: (nullable): a PIN that is known, or %NULL to draw one
 *
 * Begins a PIN.
 */
void
yao_pin_draft_init (YaoPinDraft *draft, const YaoPinOwner *owner, const char *pin)
{
  *draft = (YaoPinDraft){ .owner = *owner, .is_issued = pin == NULL };
  draft->pin = pin != NULL ? yao_secret_new_from (pin, strlen (pin)) : draw_pin ();
}

/**
 * yao_pin_draft_make:
 * @draft: a draft
 * @service: the service's side of PINs
 * @error: return location
 *
 * Computes the record, which takes a tenth of a second. Safe in any thread.
 *
 * Returns: %TRUE if it is made
 */
gboolean
yao_pin_draft_make (YaoPinDraft *draft, YaoPinService *service, GError **error)
{
  return yao_pin_service_make_record (service, &draft->owner, draft->pin, &draft->credential,
                                      &draft->record, error);
}

/**
 * yao_pin_draft_clear:
 * @draft: a draft
 *
 * Wipes and frees what is in it.
 */
void
yao_pin_draft_clear (YaoPinDraft *draft)
{
  g_clear_pointer (&draft->pin, yao_secret_unref);
  g_clear_pointer (&draft->credential, g_bytes_unref);
  g_clear_pointer (&draft->record, g_bytes_unref);
}

static gboolean
send_draft (YaoInstallation *installation, const YaoPinDraft *draft, gint64 hours, GError **error)
{
  YaoDatabase *database = yao_installation_get_database (installation);
  g_autoptr (YaoUserRecord) user = yao_user_table_find (database, draft->owner.uid, error);
  g_autoptr (YaoUserRecord) holder
      = user != NULL ? yao_user_table_find (database, draft->owner.holder, error) : NULL;

  if (holder == NULL)
    return FALSE;
  if (user->phone == NULL)
    {
      g_set_error (error, YAO_ERROR, YAO_ERROR_MISSING_INPUT, "%s has no phone on file",
                   draft->owner.uid);
      return FALSE;
    }
  return queue_message (installation, holder, user, draft->pin, hours, error);
}

/**
 * yao_pin_draft_put:
 * @installation: the service
 * @draft: a draft that was made
 * @actor: who has it done, for the log
 * @error: return location
 *
 * Makes the PIN count. One that the service chose lives for three days and must be changed before
 * anything is signed with it. Sessions, remembered unlocks and counters of the account start anew.
 * Call yao_sms_send_waiting() when it is committed.
 *
 * Returns: %TRUE if it is done; %YAO_ERROR_NOT_FOUND, %YAO_ERROR_MISSING_INPUT without a phone
 */
gboolean
yao_pin_draft_put (YaoInstallation *installation,
                   const YaoPinDraft *draft,
                   const char *actor,
                   GError **error)
{
  YaoDatabase *database = yao_installation_get_database (installation);
  gint64 now = yao_installation_get_now (installation);
  gint64 hours = yao_limit_get (database, YAO_LIMIT_ISSUED_PIN_HOURS);
  g_autoptr (YaoTransaction) transaction = yao_transaction_begin (database, error);
  YaoAccountRecord account = {
    .holder = (char *) draft->owner.holder,
    .uid = (char *) draft->owner.uid,
    .credential = draft->credential,
    .record = draft->record,
    .pin_origin = (char *) (draft->is_issued ? YAO_PIN_ORIGIN_ISSUED : YAO_PIN_ORIGIN_CHOSEN),
    .pin_set = now,
    .pin_expires = draft->is_issued ? now + hours * 3600 : 0,
  };

  g_assert (draft->record != NULL);

  return transaction != NULL && write_pin (installation, &account, "pin.issue", actor, error)
         && (!draft->is_issued || send_draft (installation, draft, hours, error))
         && yao_transaction_commit (transaction, error);
}

/**
 * yao_pin_issue:
 * @installation: the service
 * @holder: the number of the owner
 * @uid: the number of the user
 * @actor: who has it done, for the log
 * @error: return location
 *
 * Draws a new PIN for an account and sends it; see yao_pin_draft_put().
 *
 * Returns: %TRUE if it is done and sent
 */
gboolean
yao_pin_issue (YaoInstallation *installation,
               const char *holder,
               const char *uid,
               const char *actor,
               GError **error)
{
  g_autofree char *service_id = yao_installation_dup_service_id (installation, error);
  g_auto (YaoPinDraft) draft = { 0 };
  YaoPinOwner owner = { service_id, holder, uid };

  if (service_id == NULL)
    return FALSE;
  yao_pin_draft_init (&draft, &owner, NULL);
  return yao_pin_draft_make (&draft, yao_installation_get_pin_service (installation), error)
         && yao_pin_draft_put (installation, &draft, actor, error)
         && yao_sms_send_waiting (installation, error);
}
