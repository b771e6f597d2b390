/* yao-authorization-apply.c: applying for an authorization, and using one
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include "yao-authorizations.h"

#include "yao-error.h"
#include "yao-people.h"
#include "yao-random.h"
#include "yao-text.h"
#include "yao-wire.h"

#include <string.h>

#define ID_SIZE 16
#define MASK_KEPT 4

static gboolean
refuse_input (GError **error, const char *why)
{
  g_set_error (error, YAO_ERROR, YAO_ERROR_INVALID_INPUT, "%s", why);
  return FALSE;
}

/**
 * yao_authorizations_check_grantor:
 * @caller: who asks
 * @grantor: the number that he gave
 * @error: return location
 *
 * Checks the form of a number. Whether anybody has it is not told.
 *
 * Returns: %TRUE if one may apply to it
 */
gboolean
yao_authorizations_check_grantor (const YaoCaller *caller, const char *grantor, GError **error)
{
  if (!yao_uid_is_valid (grantor))
    return refuse_input (error, "the grantor's is no number");
  if (strcmp (grantor, caller->account->uid) == 0)
    return refuse_input (error, "nobody needs an authorization by himself");
  return TRUE;
}

/* What was typed, in the form in which it is compared. */
typedef struct
{
  YaoDocumentKind kind;
  char *document;
  char *phone;
} Form;

static void
clear_form (Form *form)
{
  g_free (form->document);
  g_free (form->phone);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Form, clear_form)

static gboolean
read_form (const YaoApplicationMessage *application, Form *form, GError **error)
{
  if (!yao_uid_is_valid (application->uid))
    return refuse_input (error, "the applicant's is no number");
  if (strcmp (application->uid, application->grantor) == 0)
    return refuse_input (error, "nobody needs an authorization by himself");
  if (!yao_text_is_plain (application->name)
      || g_utf8_strlen (application->name, -1) > YAO_PEOPLE_MAX_TEXT)
    return refuse_input (error, "a name is a line of 1 to 64 characters");
  if (!yao_document_kind_from_string (application->document_kind, &form->kind))
    return refuse_input (error, "there is no such kind of document");
  form->document = yao_document_number_fold (form->kind, application->document);
  if (form->document == NULL)
    return refuse_input (error, "no document of this kind has such a number");
  form->phone = yao_phone_fold (application->phone);
  if (form->phone == NULL)
    return refuse_input (error, "that is no mobile phone");
  return TRUE;
}

static char *
mask_document (const char *document)
{
  char *mask = g_strdup (document);
  gsize length = strlen (mask);

  for (gsize i = 0; i < length; i++)
    {
      if (length <= 2 * MASK_KEPT || (i >= MASK_KEPT && i < length - MASK_KEPT))
        mask[i] = '*';
    }
  return mask;
}

/* All of it is compared, whatever is wrong first, and the answer is the same. */
static gboolean
check_known (const YaoUserRecord *user,
             const YaoApplicationMessage *application,
             const Form *form,
             GError **error)
{
  g_autofree char *phone = user->phone != NULL ? yao_phone_fold (user->phone) : NULL;
  gboolean is_name = strcmp (user->name, application->name) == 0;
  gboolean is_phone = g_strcmp0 (phone, form->phone) == 0;
  gboolean is_document
      = user->document_hash == NULL || yao_people_document_matches (user, form->document);

  if (is_name && is_phone && is_document)
    return TRUE;
  g_set_error (error, YAO_ERROR, YAO_ERROR_APPLICANT_MISMATCH,
               "name, document or phone are not those on file for %s", application->uid);
  return FALSE;
}

/* Somebody whom nobody here knows waits as an inactive person until the application is granted. */
static YaoUserRecord *
add_person (YaoInstallation *installation,
            const YaoCaller *caller,
            const YaoApplicationMessage *application,
            const Form *form,
            GError **error)
{
  g_autoptr (YaoUserRecord) applicant = NULL;
  g_autoptr (YaoUserRecord) user = NULL;

  applicant = yao_user_table_find (yao_installation_get_database (installation),
                                   caller->account->uid, error);
  if (applicant == NULL)
    return NULL;
  user = yao_user_record_new (application->uid, application->name, applicant->organisation);
  user->phone = g_strdup (form->phone);
  user->active = FALSE;
  if (!yao_people_add (installation, user, form->document, caller->account->uid, error))
    return NULL;
  return g_steal_pointer (&user);
}

static YaoUserRecord *
find_person (YaoInstallation *installation,
             const YaoCaller *caller,
             const YaoApplicationMessage *application,
             const Form *form,
             gboolean *is_known,
             GError **error)
{
  g_autoptr (GError) local = NULL;
  g_autoptr (YaoUserRecord) user = yao_user_table_find (
      yao_installation_get_database (installation), application->uid, &local);

  *is_known = user != NULL && user->active;
  if (user != NULL)
    return check_known (user, application, form, error) ? g_steal_pointer (&user) : NULL;
  if (yao_error_is (local, YAO_ERROR_NOT_FOUND))
    return add_person (installation, caller, application, form, error);
  g_propagate_error (error, g_steal_pointer (&local));
  return NULL;
}

static gboolean
refuse_second (YaoInstallation *installation,
               const YaoApplicationMessage *application,
               GError **error)
{
  g_autofree char *id = NULL;
  GError *exists;

  if (!yao_authorization_table_find_open (yao_installation_get_database (installation),
                                          application->grantor, application->uid, &id, error))
    return FALSE;
  if (id == NULL)
    return TRUE;
  exists = g_error_new (YAO_ERROR, YAO_ERROR_AUTHORIZATION_EXISTS, "%s has one by %s already",
                        application->uid, application->grantor);
  yao_error_set_subject (exists, id);
  g_propagate_error (error, exists);
  return FALSE;
}

/* Nobody, somebody who was stopped and somebody real are one to who applies. */
static gboolean
find_grantor (YaoInstallation *installation, const char *uid, gint64 *row, GError **error)
{
  g_autoptr (GError) local = NULL;
  g_autoptr (YaoUserRecord) user
      = yao_user_table_find (yao_installation_get_database (installation), uid, &local);

  *row = user != NULL && user->active ? user->id : 0;
  if (user != NULL || yao_error_is (local, YAO_ERROR_NOT_FOUND))
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}

static gboolean
fill_record (YaoInstallation *installation,
             YaoAuthorizationRecord *record,
             const YaoApplicationMessage *application,
             const Form *form,
             GError **error)
{
  gint64 now = yao_installation_get_now (installation);

  record->id = yao_random_id (ID_SIZE);
  record->holder = g_strdup (application->grantor);
  record->state = g_strdup (yao_authorization_state_to_string (YAO_AUTHORIZATION_PENDING));
  record->version = 1;
  record->uid = g_strdup (application->uid);
  record->name = g_strdup (application->name);
  record->phone = g_strdup (form->phone);
  record->document_kind = g_strdup (application->document_kind);
  record->document = mask_document (form->document);
  record->begins = application->from;
  record->ends = application->until;
  record->uses = application->uses;
  record->uses_left = application->uses;
  record->pin = g_strdup (yao_authorization_pin_to_string (YAO_AUTHORIZATION_PIN_NONE));
  record->created = now;
  record->changed = now;
  return yao_authorizations_check_terms (record, now, error);
}

static gboolean
write_application (YaoInstallation *installation,
                   const YaoCaller *caller,
                   YaoAuthorizationRecord *record,
                   GError **error)
{
  return yao_authorization_table_insert (yao_installation_get_database (installation), record,
                                         error)
         && yao_authorizations_write (installation, record, "authorization.apply",
                                      caller->account->uid, caller->session->device, error);
}

/**
 * yao_authorizations_apply:
 * @installation: the service
 * @caller: who applies, for himself or for somebody else
 * @application: what he entered
 * @error: return location
 *
 * Writes an application down. Where a number is known, name, document and phone must be those on
 * file. A number that is not becomes a person who cannot do anything yet. An application to a
 * grantor whom nobody knows looks like any other to who applies.
 *
 * Returns: (transfer full): the authorization, pending; %NULL with %YAO_ERROR_INVALID_INPUT,
 *   %YAO_ERROR_APPLICANT_MISMATCH, or %YAO_ERROR_AUTHORIZATION_EXISTS with its id as the subject
 */
YaoAuthorizationRecord *
yao_authorizations_apply (YaoInstallation *installation,
                          const YaoCaller *caller,
                          const YaoApplicationMessage *application,
                          GError **error)
{
  YaoDatabase *database = yao_installation_get_database (installation);
  g_autoptr (YaoAuthorizationRecord) record = g_new0 (YaoAuthorizationRecord, 1);
  g_autoptr (YaoTransaction) transaction = NULL;
  g_autoptr (YaoUserRecord) submitter = NULL;
  g_autoptr (YaoUserRecord) user = NULL;
  g_auto (Form) form = { 0 };

  if (!yao_authorizations_check_grantor (caller, application->grantor, error)
      || !read_form (application, &form, error)
      || !fill_record (installation, record, application, &form, error))
    return NULL;
  transaction = yao_transaction_begin (database, error);
  submitter
      = transaction != NULL ? yao_user_table_find (database, caller->account->uid, error) : NULL;
  if (submitter == NULL)
    return NULL;
  user = find_person (installation, caller, application, &form, &record->known, error);
  if (user == NULL || !refuse_second (installation, application, error)
      || !find_grantor (installation, application->grantor, &record->holder_user, error))
    return NULL;

  record->grantee_user = user->id;
  record->submitter_user = submitter->id;
  record->submitter = g_strdup (submitter->uid);
  if (!write_application (installation, caller, record, error)
      || !yao_transaction_commit (transaction, error))
    return NULL;
  return g_steal_pointer (&record);
}

/* Why nothing could be taken. */
static void
explain (const YaoAuthorizationRecord *record, gint64 now, GError **error)
{
  YaoErrorCode code = YAO_ERROR_AUTHORIZATION_EXPIRED;

  if (strcmp (record->state, "frozen") == 0)
    code = YAO_ERROR_AUTHORIZATION_FROZEN;
  else if (strcmp (record->state, "pending") == 0)
    code = YAO_ERROR_AUTHORIZATION_PENDING;
  else if (strcmp (record->state, "active") == 0 && now < record->begins)
    code = YAO_ERROR_AUTHORIZATION_NOT_YET;
  g_set_error (error, YAO_ERROR, (int) code, "the authorization %s does not allow it", record->id);
}

/**
 * yao_authorizations_take_use:
 * @installation: the service
 * @caller: who wants to use a certificate
 * @certificate: its id
 * @purpose: (nullable): what for
 * @authorization: (out) (transfer full) (nullable): by which authorization, or %NULL for the owner,
 *   who needs none
 * @use: (out): names what was taken, or 0
 * @error: return location
 *
 * Takes one use of the authorization that lets the caller use a certificate. Called within the
 * transaction that reserves the signature; the id goes among the signed attributes.
 *
 * Returns: %TRUE if he may; %FALSE with an error that names the state, or %YAO_ERROR_NOT_FOUND
 * where the certificate is none of his business
 */
gboolean
yao_authorizations_take_use (YaoInstallation *installation,
                             const YaoCaller *caller,
                             const char *certificate,
                             const char *purpose,
                             char **authorization,
                             gint64 *use,
                             GError **error)
{
  YaoDatabase *database = yao_installation_get_database (installation);
  const YaoAuthorizationUseRecord taken = {
    .time = yao_installation_get_now (installation),
    .uid = caller->account->uid,
    .device = caller->session->device,
    .purpose = (char *) purpose,
  };
  g_autoptr (YaoAuthorizationRecord) record = NULL;

  *authorization = NULL;
  *use = 0;
  if (strcmp (caller->account->holder, caller->account->uid) == 0)
    return TRUE;
  if (!yao_authorization_table_take_use (database, caller->account->holder, certificate, &taken,
                                         authorization, use, error))
    return FALSE;
  if (*authorization != NULL)
    return TRUE;
  record = yao_authorization_table_find_newest (database, caller->account->holder,
                                                caller->account->uid, certificate, error);
  if (record != NULL)
    explain (record, taken.time, error);
  return FALSE;
}

/**
 * yao_authorizations_give_back:
 * @installation: the service
 * @use: what yao_authorizations_take_use() named, or 0
 * @error: return location
 *
 * Gives back a use that no signature came of.
 *
 * Returns: %TRUE if it is done
 */
gboolean
yao_authorizations_give_back (YaoInstallation *installation, gint64 use, GError **error)
{
  return use == 0
         || yao_authorization_table_give_back (yao_installation_get_database (installation), use,
                                               yao_installation_get_now (installation), error);
}
