/* yao-notices.c: what waits for a person
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include "yao-notices.h"

#include "yao-authorization-table.h"
#include "yao-certificate-table.h"
#include "yao-error.h"
#include "yao-event-table.h"
#include "yao-identity-message.h"
#include "yao-issuance.h"
#include "yao-limits.h"
#include "yao-user-table.h"

#include <string.h>

#define DAY (24 * 60 * 60)
#define MAX_EVENTS 200
#define MAX_CERTIFICATES 64
#define MAX_RECEIVED 50

static YaoNoticeMessage *
add_notice (GPtrArray *notices, char *id, const char *kind, gint64 time)
{
  YaoNoticeMessage *notice = yao_notice_message_new ();

  notice->id = id;
  notice->kind = g_strdup (kind);
  notice->time = time;
  notice->dismissible = TRUE;
  g_ptr_array_add (notices, notice);
  return notice;
}

/* A PIN that the service chose is to be changed before the key is used. */
static gboolean
find_issued_pin (YaoInstallation *installation,
                 YaoCaller *caller,
                 GPtrArray *notices,
                 GError **error)
{
  YaoNoticeMessage *notice;

  if (strcmp (caller->account->pin_origin, YAO_PIN_ORIGIN_ISSUED) != 0)
    return TRUE;

  notice = add_notice (notices, g_strdup ("pin-change"), "pin-change-required",
                       caller->account->pin_set);
  notice->until = caller->account->pin_expires;
  notice->dismissible = FALSE;
  return TRUE;
}

static void
add_ending (GPtrArray *notices, const YaoCertificateRecord *certificate, gint64 warn, gint64 now)
{
  gboolean is_over = certificate->not_after < now;
  const char *kind = is_over ? "certificate-expired" : "certificate-ending";
  YaoNoticeMessage *notice;

  if (certificate->revoked_at != 0 || certificate->not_after - warn > now)
    return;

  notice = add_notice (
      notices,
      g_strdup_printf ("%s-%s-%" G_GINT64_FORMAT, kind, certificate->id, certificate->version),
      kind, is_over ? certificate->not_after : certificate->not_after - warn);
  notice->certificate_id = g_strdup (certificate->id);
  notice->until = certificate->not_after;
}

/* Each version of a certificate is told of once. */
static gboolean
find_endings (YaoInstallation *installation, YaoCaller *caller, GPtrArray *notices, GError **error)
{
  YaoDatabase *database = yao_installation_get_database (installation);
  gint64 warn = yao_limit_get (database, YAO_LIMIT_ENDING_DAYS) * DAY;
  g_autoptr (GPtrArray) certificates = yao_certificate_table_list_of_user (
      database, caller->account->holder, 0, MAX_CERTIFICATES, error);

  if (certificates == NULL)
    return FALSE;
  for (guint i = 0; i < certificates->len; i++)
    add_ending (notices, certificates->pdata[i], warn, yao_installation_get_now (installation));
  return TRUE;
}

/* Goes through the events from the newest to the oldest. */
typedef struct
{
  GPtrArray *notices;
  const char *device;     /* what was done on it, the person knows */
  GHashTable *renewed;    /* certificates whose last change was told of */
  gboolean is_unlocked;   /* what was locked before is not any more */
  gboolean before_device; /* the device itself came later: what was before it is not new to it */
} Walk;

static void
add_event (Walk *walk, const YaoEventRecord *event)
{
  YaoNoticeMessage *notice
      = add_notice (walk->notices, g_strdup_printf ("event-%" G_GINT64_FORMAT, event->id),
                    event->kind, event->time);

  notice->certificate_id = g_strdup (event->certificate);
  notice->subject = g_strdup (event->subject);
}

static void
visit_event (Walk *walk, const YaoEventRecord *event)
{
  gboolean is_own = g_strcmp0 (event->subject, walk->device) == 0;

  if (strcmp (event->kind, "pin-unlocked") == 0 || strcmp (event->kind, "pin-issued") == 0)
    walk->is_unlocked = TRUE;
  else if (strcmp (event->kind, "pin-locked") == 0)
    {
      if (!walk->is_unlocked)
        add_event (walk, event);
    }
  else if (strcmp (event->kind, "pin-changed") == 0)
    {
      if (!is_own && !walk->before_device)
        add_event (walk, event);
    }
  else if (strcmp (event->kind, "device-added") == 0)
    {
      walk->before_device = walk->before_device || is_own;
      if (!walk->before_device)
        add_event (walk, event);
    }
  else if (event->certificate != NULL
           && (strcmp (event->kind, "certificate-renewed") == 0
               || strcmp (event->kind, "certificate-revoked") == 0)
           && g_hash_table_add (walk->renewed, event->certificate))
    add_event (walk, event);
}

static gboolean
find_events (YaoInstallation *installation, YaoCaller *caller, GPtrArray *notices, GError **error)
{
  YaoDatabase *database = yao_installation_get_database (installation);
  gint64 since = yao_installation_get_now (installation)
                 - yao_limit_get (database, YAO_LIMIT_NOTICE_DAYS) * DAY;
  g_autoptr (GPtrArray) events
      = yao_event_table_list_since (database, caller->account->id, since, MAX_EVENTS, error);
  g_autoptr (GHashTable) renewed = g_hash_table_new (g_str_hash, g_str_equal);
  Walk walk = { notices, caller->session->device, renewed, FALSE, FALSE };

  if (events == NULL)
    return FALSE;
  for (guint i = 0; i < events->len; i++)
    visit_event (&walk, events->pdata[i]);
  return TRUE;
}

/* What others applied for waits for the owner. It is told of once, by the newest one, until another
 * one comes.
 */
static gboolean
find_applications (YaoInstallation *installation,
                   YaoCaller *caller,
                   GPtrArray *notices,
                   GError **error)
{
  YaoDatabase *database = yao_installation_get_database (installation);
  g_autoptr (YaoUserRecord) owner = NULL;
  g_autoptr (GPtrArray) records = NULL;
  YaoAuthorizationSlice slice = {
    .scope = "granted",
    .state = "pending",
    .sort = "changed",
    .descending = TRUE,
    .limit = 1,
  };

  if (strcmp (caller->account->holder, caller->account->uid) != 0)
    return TRUE;
  owner = yao_user_table_find (database, caller->account->uid, error);
  if (owner == NULL)
    return FALSE;
  slice.user = owner->id;
  records = yao_authorization_table_list (database, &slice, error);
  if (records == NULL)
    return FALSE;
  if (records->len > 0)
    {
      const YaoAuthorizationRecord *newest = records->pdata[0];
      YaoNoticeMessage *notice
          = add_notice (notices, g_strconcat ("applications-", newest->id, NULL),
                        "authorization-applied", newest->created);

      notice->subject = g_strdup (newest->name);
    }
  return TRUE;
}

/* A grantee is told before his authorization ends. */
static gboolean
find_grant_endings (YaoInstallation *installation,
                    YaoCaller *caller,
                    GPtrArray *notices,
                    GError **error)
{
  YaoDatabase *database = yao_installation_get_database (installation);
  gint64 now = yao_installation_get_now (installation);
  gint64 warn = yao_limit_get (database, YAO_LIMIT_AUTHORIZATION_ENDING_DAYS) * DAY;
  g_autoptr (YaoUserRecord) user = yao_user_table_find (database, caller->account->uid, error);
  g_autoptr (GPtrArray) records = NULL;
  YaoAuthorizationSlice slice = {
    .scope = "received",
    .sort = "changed",
    .limit = MAX_RECEIVED,
  };

  if (user == NULL)
    return FALSE;
  slice.user = user->id;
  records = yao_authorization_table_list (database, &slice, error);
  if (records == NULL)
    return FALSE;
  for (guint i = 0; i < records->len; i++)
    {
      const YaoAuthorizationRecord *record = records->pdata[i];
      YaoNoticeMessage *notice;

      if (strcmp (record->state, "active") != 0 || record->ends <= now || record->ends - warn > now)
        continue;
      notice = add_notice (
          notices, g_strdup_printf ("grant-ending-%s-%" G_GINT64_FORMAT, record->id, record->ends),
          "authorization-ending", record->ends - warn);
      notice->certificate_id = g_strdup (record->certificate);
      notice->subject = g_strdup (record->holder_name);
      notice->until = record->ends;
    }
  return TRUE;
}

static const YaoNoticeSource sources[]
    = { find_issued_pin, find_endings, find_events, find_applications, find_grant_endings };

/* What must be done first, then the newest first. */
static int
compare_notices (gconstpointer a, gconstpointer b)
{
  const YaoNoticeMessage *one = *(const YaoNoticeMessage *const *) a;
  const YaoNoticeMessage *other = *(const YaoNoticeMessage *const *) b;

  if (one->dismissible != other->dismissible)
    return one->dismissible ? 1 : -1;
  if (one->time != other->time)
    return one->time < other->time ? 1 : -1;
  return strcmp (one->id, other->id);
}

/**
 * yao_notices_list:
 * @installation: the service
 * @caller: whose notices
 * @error: return location
 *
 * Finds what waits for a person, but for what he has read, on the device that asks.
 *
 * Returns: (transfer full) (element-type YaoNoticeMessage): at most %YAO_NOTICES_MAX notices
 */
GPtrArray *
yao_notices_list (YaoInstallation *installation, YaoCaller *caller, GError **error)
{
  g_autoptr (GHashTable) read = yao_dismissal_table_list (
      yao_installation_get_database (installation), caller->account->id, error);
  g_autoptr (GPtrArray) notices
      = g_ptr_array_new_with_free_func ((GDestroyNotify) yao_notice_message_free);

  if (read == NULL)
    return NULL;
  for (gsize i = 0; i < G_N_ELEMENTS (sources); i++)
    {
      if (!sources[i](installation, caller, notices, error))
        return NULL;
    }
  for (guint i = notices->len; i > 0; i--)
    {
      const YaoNoticeMessage *notice = notices->pdata[i - 1];

      if (notice->dismissible && g_hash_table_contains (read, notice->id))
        g_ptr_array_remove_index (notices, i - 1);
    }

  g_ptr_array_sort (notices, compare_notices);
  if (notices->len > YAO_NOTICES_MAX)
    g_ptr_array_set_size (notices, YAO_NOTICES_MAX);
  return g_steal_pointer (&notices);
}

static const YaoNoticeMessage *
find_notice (GPtrArray *notices, const char *id)
{
  for (guint i = 0; i < notices->len; i++)
    {
      const YaoNoticeMessage *notice = notices->pdata[i];

      if (strcmp (notice->id, id) == 0)
        return notice;
    }
  return NULL;
}

/* The person's other devices hear of it. */
static gboolean
write_dismissal (YaoInstallation *installation, YaoCaller *caller, const char *id, GError **error)
{
  YaoDatabase *database = yao_installation_get_database (installation);
  gint64 now = yao_installation_get_now (installation);
  gint64 days = yao_limit_get (database, YAO_LIMIT_NOTICE_DAYS)
                + yao_limit_get (database, YAO_LIMIT_ENDING_DAYS);
  YaoEventRecord event = {
    .account = caller->account->id,
    .time = now,
    .kind = (char *) "notice-dismissed",
    .subject = (char *) id,
  };

  return yao_dismissal_table_clean (database, caller->account->id, now - days * DAY, error)
         && yao_dismissal_table_put (database, caller->account->id, id, now, error)
         && yao_event_table_insert (database, &event, error);
}

/**
 * yao_notices_dismiss:
 * @installation: the service
 * @caller: whose notice it is
 * @id: the id of a notice
 * @error: return location
 *
 * Writes down that a notice was read.
 *
 * Returns: %TRUE if it is done; %YAO_ERROR_NOT_FOUND where there is no such notice,
 *   %YAO_ERROR_CONFLICT for one that goes only when the thing is done
 */
gboolean
yao_notices_dismiss (YaoInstallation *installation,
                     YaoCaller *caller,
                     const char *id,
                     GError **error)
{
  g_autoptr (GPtrArray) notices = yao_notices_list (installation, caller, error);
  const YaoNoticeMessage *notice;

  if (notices == NULL)
    return FALSE;
  notice = find_notice (notices, id);
  if (notice == NULL)
    {
      g_set_error (error, YAO_ERROR, YAO_ERROR_NOT_FOUND, "no notice %s", id);
      return FALSE;
    }
  if (!notice->dismissible)
    {
      g_set_error (error, YAO_ERROR, YAO_ERROR_CONFLICT, "%s goes when it is done", id);
      return FALSE;
    }
  return write_dismissal (installation, caller, id, error);
}
