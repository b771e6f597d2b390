/* yao-authorizations.c: the rules about who may use whose certificate
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include "yao-authorizations.h"

#include "yao-account-table.h"
#include "yao-audit.h"
#include "yao-certificate-table.h"
#include "yao-error.h"
#include "yao-event-table.h"
#include "yao-issuance.h"
#include "yao-limits.h"
#include "yao-people.h"
#include "yao-sms.h"

#include <string.h>

#define MAX_CERTIFICATES 64

#define PENDING (1 << YAO_AUTHORIZATION_PENDING)
#define ACTIVE (1 << YAO_AUTHORIZATION_ACTIVE)
#define FROZEN (1 << YAO_AUTHORIZATION_FROZEN)
#define EXPIRED (1 << YAO_AUTHORIZATION_EXPIRED)

/* The state machine: which action fits which states. */
static const int allowed[] = {
  [YAO_AUTHORIZATION_GRANT] = PENDING,
  [YAO_AUTHORIZATION_FREEZE] = ACTIVE,
  [YAO_AUTHORIZATION_UNFREEZE] = FROZEN,
  [YAO_AUTHORIZATION_MODIFY] = PENDING | ACTIVE,
  [YAO_AUTHORIZATION_RENEW] = EXPIRED,
  [YAO_AUTHORIZATION_RESET_PIN] = ACTIVE,
  [YAO_AUTHORIZATION_DELETE] = PENDING | ACTIVE | FROZEN | EXPIRED,
  [YAO_AUTHORIZATION_WITHDRAW] = PENDING,
};

static YaoAuthorizationState
get_state (const YaoAuthorizationRecord *record)
{
  YaoAuthorizationState state = YAO_AUTHORIZATION_DELETED;

  (void) yao_authorization_state_from_string (record->state, &state);
  return state;
}

static void
set_state (YaoAuthorizationRecord *record, YaoAuthorizationState state)
{
  g_free (record->state);
  record->state = g_strdup (yao_authorization_state_to_string (state));
}

static void
set_pin (YaoAuthorizationRecord *record, YaoAuthorizationPin pin)
{
  g_free (record->pin);
  record->pin = g_strdup (yao_authorization_pin_to_string (pin));
}

/* The problem type names the state. */
static gboolean
refuse_state (YaoAuthorizationState state, YaoAuthorizationAction action, GError **error)
{
  static const YaoErrorCode codes[] = {
    [YAO_AUTHORIZATION_PENDING] = YAO_ERROR_AUTHORIZATION_PENDING,
    [YAO_AUTHORIZATION_ACTIVE] = YAO_ERROR_AUTHORIZATION_ACTIVE,
    [YAO_AUTHORIZATION_FROZEN] = YAO_ERROR_AUTHORIZATION_FROZEN,
    [YAO_AUTHORIZATION_EXPIRED] = YAO_ERROR_AUTHORIZATION_EXPIRED,
    [YAO_AUTHORIZATION_DELETED] = YAO_ERROR_NOT_FOUND,
  };

  g_set_error (error, YAO_ERROR, (int) codes[state], "%s is not for an authorization that is %s",
               yao_authorization_action_to_string (action),
               yao_authorization_state_to_string (state));
  return FALSE;
}

/**
 * yao_authorizations_is_grantor:
 * @caller: who asks
 * @record: an authorization
 *
 * Tells whether the caller is the owner of the certificate, signed in as such.
 *
 * Returns: %TRUE if he is
 */
gboolean
yao_authorizations_is_grantor (const YaoCaller *caller, const YaoAuthorizationRecord *record)
{
  return strcmp (caller->account->holder, caller->account->uid) == 0 && record->holder_user != 0
         && strcmp (caller->account->uid, record->holder) == 0;
}

static gboolean
is_applicant (const YaoCaller *caller, const YaoAuthorizationRecord *record)
{
  return strcmp (caller->account->uid, record->submitter) == 0
         || strcmp (caller->account->uid, record->uid) == 0;
}

static gboolean
refuse_unknown (const char *id, GError **error)
{
  g_set_error (error, YAO_ERROR, YAO_ERROR_NOT_FOUND, "no authorization %s", id);
  return FALSE;
}

/**
 * yao_authorizations_find:
 * @installation: the service
 * @caller: who asks
 * @id: an id
 * @error: return location
 *
 * Finds an authorization that the caller gave, got or applied for. Others do not learn that it is
 * there.
 *
 * Returns: (transfer full): the record, or %NULL with %YAO_ERROR_NOT_FOUND
 */
YaoAuthorizationRecord *
yao_authorizations_find (YaoInstallation *installation,
                         const YaoCaller *caller,
                         const char *id,
                         GError **error)
{
  g_autoptr (YaoAuthorizationRecord) record
      = yao_authorization_table_find (yao_installation_get_database (installation), id, error);

  if (record == NULL)
    return NULL;
  if (get_state (record) != YAO_AUTHORIZATION_DELETED
      && (yao_authorizations_is_grantor (caller, record) || is_applicant (caller, record)))
    return g_steal_pointer (&record);
  refuse_unknown (id, error);
  return NULL;
}

/* 138****1234 */
static char *
mask_phone (const char *phone)
{
  char *mask = g_strdup (phone);
  gsize length = strlen (mask);

  for (gsize i = length > 7 ? 3 : 0; length > 4 && i < length - 4; i++)
    mask[i] = '*';
  return mask;
}

static char *
dup_told (const char *text)
{
  return *text != '\0' ? g_strdup (text) : NULL;
}

/**
 * yao_authorizations_tell:
 * @record: an authorization
 *
 * Writes what people are told of an authorization. The grantor's name is told once he granted it.
 *
 * Returns: (transfer full): the message
 */
YaoAuthorizationMessage *
yao_authorizations_tell (const YaoAuthorizationRecord *record)
{
  YaoAuthorizationMessage *message = yao_authorization_message_new ();

  message->id = g_strdup (record->id);
  message->version = record->version;
  message->state = g_strdup (record->state);
  message->holder = g_strdup (record->holder);
  message->holder_name = record->certificate != NULL ? g_strdup (record->holder_name) : NULL;
  message->certificate_id = g_strdup (record->certificate);
  message->grantee->uid = g_strdup (record->uid);
  message->grantee->name = g_strdup (record->name);
  message->grantee->department = g_strdup (record->department);
  message->grantee->phone = *record->phone != '\0' ? mask_phone (record->phone) : NULL;
  message->grantee->document_kind = dup_told (record->document_kind);
  message->grantee->document = dup_told (record->document);
  message->grantee->known = record->known;
  message->from = record->begins;
  message->until = record->ends;
  message->uses = record->uses;
  message->uses_left = record->uses_left;
  message->pin = g_strdup (record->pin);
  message->submitter = g_strdup (record->submitter);
  message->created = record->created;
  message->changed = record->changed;
  return message;
}

/**
 * yao_authorizations_check_terms:
 * @record: an authorization as it is to be
 * @now: the time
 * @error: return location
 *
 * Checks validity and uses.
 *
 * Returns: %TRUE if they are good
 */
gboolean
yao_authorizations_check_terms (const YaoAuthorizationRecord *record, gint64 now, GError **error)
{
  const char *wrong = NULL;

  if (record->ends <= record->begins)
    wrong = "it must end after it begins";
  else if (record->ends <= now)
    wrong = "it must end in the future";
  else if (record->ends - record->begins > YAO_AUTHORIZATION_MAX_SECONDS)
    wrong = "it cannot be longer than ten years";
  else if (record->uses < 1 || record->uses > YAO_AUTHORIZATION_MAX_USES)
    wrong = "there must be from 1 to 1000000 uses";
  else if (record->uses_left < 1 || record->uses_left > record->uses)
    wrong = "it was used more often than that";
  if (wrong == NULL)
    return TRUE;

  g_set_error (error, YAO_ERROR, YAO_ERROR_INVALID_INPUT, "%s", wrong);
  return FALSE;
}

/* What was used counts for other terms; renewing starts anew. */
static void
set_terms (YaoAuthorizationRecord *record, const YaoAuthorizationTerms *terms, gboolean anew)
{
  gint64 used = record->uses - record->uses_left;

  if (terms != NULL && terms->from != 0)
    record->begins = terms->from;
  if (terms != NULL && terms->until != 0)
    record->ends = terms->until;
  if (terms != NULL && terms->uses != 0)
    record->uses = terms->uses;
  record->uses_left = anew ? record->uses : record->uses - used;
}

static gboolean
is_good (const YaoCertificateRecord *certificate, const char *id, gint64 now)
{
  return (id == NULL || strcmp (certificate->id, id) == 0)
         && strcmp (certificate->kind, "cloud") == 0
         && yao_issuance_get_state (certificate, now) == YAO_CERTIFICATE_STATE_ACTIVE;
}

/* Of the certificates of the grantor that can be used now, the one that he names, or the only one.
 */
static gboolean
choose_certificate (YaoInstallation *installation,
                    YaoAuthorizationRecord *record,
                    const char *id,
                    GError **error)
{
  gint64 now = yao_installation_get_now (installation);
  g_autoptr (GPtrArray) certificates = yao_certificate_table_list_of_user (
      yao_installation_get_database (installation), record->holder, 0, MAX_CERTIFICATES, error);
  const YaoCertificateRecord *chosen = NULL;
  guint n = 0;

  if (certificates == NULL)
    return FALSE;
  for (guint i = 0; i < certificates->len; i++)
    {
      if (!is_good (certificates->pdata[i], id, now))
        continue;
      chosen = certificates->pdata[i];
      n++;
    }
  if (n == 1)
    {
      g_free (record->certificate);
      record->certificate = g_strdup (chosen->id);
      return TRUE;
    }
  if (n == 0)
    g_set_error (error, YAO_ERROR, YAO_ERROR_CERTIFICATE_NOT_FOUND,
                 "there is no certificate of yours that others could use");
  else
    g_set_error (error, YAO_ERROR, YAO_ERROR_AMBIGUOUS, "say which of %u certificates", n);
  return FALSE;
}

/* Somebody whom the service did not know becomes a user now; one who was stopped stays so. */
static gboolean
admit_grantee (YaoInstallation *installation,
               const YaoAuthorizationRecord *record,
               const char *actor,
               GError **error)
{
  g_autoptr (YaoUserRecord) user
      = yao_user_table_find (yao_installation_get_database (installation), record->uid, error);

  if (user == NULL)
    return FALSE;
  if (user->active)
    return TRUE;
  if (!record->known)
    return yao_people_set_active (installation, record->uid, TRUE, actor, error);
  g_set_error (error, YAO_ERROR, YAO_ERROR_CONFLICT, "%s may not use the service", record->uid);
  return FALSE;
}

/* Who has a PIN for this grantor already gets word only. */
static gboolean
send_word (YaoInstallation *installation,
           YaoAuthorizationRecord *record,
           const YaoAccountRecord *account,
           GError **error)
{
  g_autofree char *organisation = yao_installation_dup_organisation (installation, error);
  g_autofree char *text = NULL;
  YaoSms sms = { account->phone, record->uid, "authorization-granted", NULL, NULL };

  set_pin (record, YAO_AUTHORIZATION_PIN_SENT);
  if (organisation == NULL)
    return FALSE;
  if (account->phone == NULL)
    return TRUE;
  text
      = g_strdup_printf ("【%s】%s（工号 %s）已授权您（工号 %s）使用其证书，请使用已有的证书密码。",
                         organisation, record->holder_name, record->holder, record->uid);
  sms.text = text;
  return yao_sms_queue (installation, &sms, error);
}

static gboolean
inform_grantee (YaoInstallation *installation, YaoAuthorizationRecord *record, GError **error)
{
  g_autoptr (GError) local = NULL;
  g_autoptr (YaoAccountRecord) account = yao_account_table_find (
      yao_installation_get_database (installation), record->holder, record->uid, &local);

  if (account != NULL)
    return send_word (installation, record, account, error);
  set_pin (record, YAO_AUTHORIZATION_PIN_WAITING);
  if (yao_error_is (local, YAO_ERROR_NOT_FOUND))
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}

static gboolean
grant (YaoInstallation *installation,
       const YaoCaller *caller,
       YaoAuthorizationRecord *record,
       const YaoAuthorizationTerms *terms,
       GError **error)
{
  set_terms (record, terms, FALSE);
  if (!yao_authorizations_check_terms (record, yao_installation_get_now (installation), error)
      || !choose_certificate (installation, record, terms != NULL ? terms->certificate_id : NULL,
                              error)
      || !admit_grantee (installation, record, caller->account->uid, error))
    return FALSE;
  set_state (record, YAO_AUTHORIZATION_ACTIVE);
  return inform_grantee (installation, record, error);
}

static gboolean
renew (YaoInstallation *installation,
       YaoAuthorizationRecord *record,
       const YaoAuthorizationTerms *terms,
       GError **error)
{
  set_terms (record, terms, TRUE);
  if (!yao_authorizations_check_terms (record, yao_installation_get_now (installation), error))
    return FALSE;
  set_state (record, record->was_frozen ? YAO_AUTHORIZATION_FROZEN : YAO_AUTHORIZATION_ACTIVE);
  record->was_frozen = FALSE;
  return TRUE;
}

static gboolean
modify (YaoInstallation *installation,
        YaoAuthorizationRecord *record,
        const YaoAuthorizationTerms *terms,
        GError **error)
{
  set_terms (record, terms, FALSE);
  return yao_authorizations_check_terms (record, yao_installation_get_now (installation), error);
}

static gboolean
do_action (YaoInstallation *installation,
           const YaoCaller *caller,
           YaoAuthorizationAction action,
           YaoAuthorizationRecord *record,
           const YaoAuthorizationTerms *terms,
           GError **error)
{
  switch (action)
    {
    case YAO_AUTHORIZATION_GRANT:
      return grant (installation, caller, record, terms, error);
    case YAO_AUTHORIZATION_FREEZE:
      set_state (record, YAO_AUTHORIZATION_FROZEN);
      return TRUE;
    case YAO_AUTHORIZATION_UNFREEZE:
      set_state (record, YAO_AUTHORIZATION_ACTIVE);
      return TRUE;
    case YAO_AUTHORIZATION_MODIFY:
      return modify (installation, record, terms, error);
    case YAO_AUTHORIZATION_RENEW:
      return renew (installation, record, terms, error);
    case YAO_AUTHORIZATION_RESET_PIN:
      /* The grantee's old PIN is good until the new one is made, within the second. */
      set_pin (record, YAO_AUTHORIZATION_PIN_WAITING);
      return TRUE;
    case YAO_AUTHORIZATION_DELETE:
    case YAO_AUTHORIZATION_WITHDRAW:
      set_state (record, YAO_AUTHORIZATION_DELETED);
      set_pin (record, YAO_AUTHORIZATION_PIN_NONE);
      return TRUE;
    default:
      g_assert_not_reached ();
    }
}

/* With the last authorization goes the account that stood for it: PIN, devices, sessions. */
static gboolean
end_account (YaoInstallation *installation, const YaoAuthorizationRecord *record, GError **error)
{
  YaoDatabase *database = yao_installation_get_database (installation);
  gboolean has_account = TRUE;

  if (get_state (record) != YAO_AUTHORIZATION_DELETED || record->certificate == NULL
      || strcmp (record->holder, record->uid) == 0)
    return TRUE;
  return yao_authorization_table_has_account (database, record->holder, record->uid, &has_account,
                                              error)
         && (has_account
             || yao_account_table_delete (database, record->holder, record->uid, error));
}

/* Everybody who has to do with it hears of it, if he has an account. */
static gboolean
write_events (YaoInstallation *installation,
              const YaoAuthorizationRecord *record,
              const char *act,
              GError **error)
{
  YaoDatabase *database = yao_installation_get_database (installation);
  const char *kind = strcmp (act, "authorization.apply") == 0 ? "authorization-applied"
                                                              : "authorization-changed";
  YaoEventRecord event = {
    .time = yao_installation_get_now (installation),
    .kind = (char *) kind,
    .certificate = record->certificate,
    .subject = record->id,
  };

  if (!yao_event_table_insert_for_account (database, record->holder, record->holder, &event, error))
    return FALSE;
  event.kind = (char *) "authorization-changed";
  return yao_event_table_insert_for_account (database, record->holder, record->uid, &event, error)
         && (strcmp (record->submitter, record->holder) == 0
             || yao_event_table_insert_for_account (database, record->submitter, record->submitter,
                                                    &event, error));
}

/**
 * yao_authorizations_write:
 * @installation: the service
 * @record: an authorization, in whatever state it is now
 * @act: what was done, e.g. "authorization.freeze"
 * @actor: who did it
 * @device: (nullable): on which device
 * @error: return location
 *
 * Writes to the log what was done, and tells those whom it concerns.
 *
 * Returns: %TRUE if it is done
 */
gboolean
yao_authorizations_write (YaoInstallation *installation,
                          const YaoAuthorizationRecord *record,
                          const char *act,
                          const char *actor,
                          const char *device,
                          GError **error)
{
  YaoAuditEntry entry = {
    .key = record->certificate,
    .act = act,
    .actor = actor,
    .subject = record->uid,
    .device = device,
    .authorization = record->id,
  };

  return yao_audit_write (yao_installation_get_database (installation), &entry,
                          yao_installation_get_now (installation), error)
         && write_events (installation, record, act, error);
}

static gboolean
check_change (const YaoCaller *caller,
              YaoAuthorizationAction action,
              const YaoAuthorizationRef *ref,
              const YaoAuthorizationRecord *record,
              GError **error)
{
  YaoAuthorizationState state = get_state (record);
  gboolean may = action == YAO_AUTHORIZATION_WITHDRAW
                     ? is_applicant (caller, record)
                     : yao_authorizations_is_grantor (caller, record);

  if (!may)
    return refuse_unknown (ref->id, error);
  if (ref->version != 0 && ref->version != record->version)
    {
      g_set_error (error, YAO_ERROR, YAO_ERROR_CHANGED,
                   "it is at version %" G_GINT64_FORMAT ", not %" G_GINT64_FORMAT, record->version,
                   ref->version);
      return FALSE;
    }
  return (allowed[action] & (1 << state)) != 0 || refuse_state (state, action, error);
}

/**
 * yao_authorizations_change:
 * @installation: the service
 * @caller: who asks
 * @action: what to do
 * @ref: with which authorization, and in which version he saw it
 * @terms: (nullable): the terms
 * @error: return location
 *
 * Changes an authorization, or nothing at all. The log and the events are written in the same
 * transaction; wake the worker when it is committed.
 *
 * Returns: (transfer full): what it is now; %NULL with %YAO_ERROR_NOT_FOUND, %YAO_ERROR_CHANGED, an
 *   error that names the state, or %YAO_ERROR_INVALID_INPUT for the terms
 */
YaoAuthorizationRecord *
yao_authorizations_change (YaoInstallation *installation,
                           const YaoCaller *caller,
                           YaoAuthorizationAction action,
                           const YaoAuthorizationRef *ref,
                           const YaoAuthorizationTerms *terms,
                           GError **error)
{
  YaoDatabase *database = yao_installation_get_database (installation);
  g_autoptr (YaoTransaction) transaction = yao_transaction_begin (database, error);
  g_autoptr (YaoAuthorizationRecord) record = NULL;
  g_autofree char *act
      = g_strconcat ("authorization.", yao_authorization_action_to_string (action), NULL);

  record
      = transaction != NULL ? yao_authorizations_find (installation, caller, ref->id, error) : NULL;
  if (record == NULL || !check_change (caller, action, ref, record, error)
      || !do_action (installation, caller, action, record, terms, error))
    return NULL;

  record->version++;
  record->changed = yao_installation_get_now (installation);
  if (!yao_authorization_table_update (database, record, error)
      || !yao_authorizations_write (installation, record, act, caller->account->uid,
                                    caller->session->device, error)
      || !end_account (installation, record, error) || !yao_transaction_commit (transaction, error))
    return NULL;
  return g_steal_pointer (&record);
}

/**
 * yao_authorizations_settle:
 * @installation: the service
 * @error: return location
 *
 * Moves authorizations whose time is over to expired. Done before each look, and once a minute.
 *
 * Returns: %TRUE if everything is as the time says
 */
gboolean
yao_authorizations_settle (YaoInstallation *installation, GError **error)
{
  YaoDatabase *database = yao_installation_get_database (installation);
  guint n;

  do
    {
      g_autoptr (YaoTransaction) transaction = yao_transaction_begin (database, error);
      g_autoptr (GPtrArray) records = transaction != NULL ? yao_authorization_table_expire (
                                          database, yao_installation_get_now (installation), error)
                                                          : NULL;

      if (records == NULL)
        return FALSE;
      n = records->len;
      for (guint i = 0; i < n; i++)
        {
          if (!yao_authorizations_write (installation, records->pdata[i], "authorization.expire",
                                         "service", NULL, error))
            return FALSE;
        }
      if (!yao_transaction_commit (transaction, error))
        return FALSE;
    }
  while (n > 0);
  return TRUE;
}
