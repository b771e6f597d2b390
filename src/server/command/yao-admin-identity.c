/* yao-admin-identity.c: yunyaod admin accounts, devices, sms
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include "yao-admin.h"

#include "yao-account-table.h"
#include "yao-audit.h"
#include "yao-error.h"
#include "yao-event-table.h"
#include "yao-file.h"
#include "yao-identity-message.h"
#include "yao-listing.h"
#include "yao-pin-issue.h"
#include "yao-pin-lockout.h"
#include "yao-session-table.h"
#include "yao-sms.h"

#include <string.h>

#define OUTBOX_MAX_SIZE (16 * 1024 * 1024)

/* Takes UID and, where it is not the same, --holder UID. */
static gboolean
take_account (YaoArguments *arguments, char **holder, char **uid, GError **error)
{
  if (!yao_arguments_take_value (arguments, "--holder", holder, error))
    return FALSE;
  *uid = yao_admin_take_word (arguments, "UID", error);
  if (*uid == NULL || !yao_arguments_end (arguments, error))
    return FALSE;
  if (*holder == NULL)
    *holder = g_strdup (*uid);
  return TRUE;
}

static gboolean
unlock_account (YaoAdmin *admin, const char *holder, const char *uid, GError **error)
{
  YaoDatabase *database = yao_installation_get_database (admin->installation);
  gint64 now = yao_installation_get_now (admin->installation);
  YaoAuditEntry entry = { .act = "pin.unlock", .actor = YAO_ADMIN_ACTOR, .subject = uid };
  YaoEventRecord event = { .time = now, .kind = (char *) "pin-unlocked" };
  g_autoptr (YaoAccountRecord) account = yao_account_table_find (database, holder, uid, error);
  g_autoptr (YaoTransaction) transaction = NULL;

  if (account == NULL)
    return FALSE;
  event.account = account->id;
  transaction = yao_transaction_begin (database, error);
  return transaction != NULL && yao_pin_lockout_unlock (admin->installation, holder, uid, error)
         && yao_event_table_insert (database, &event, error)
         && yao_audit_write (database, &entry, now, error)
         && yao_transaction_commit (transaction, error);
}

/**
 * yao_admin_accounts:
 * @admin: the service
 * @arguments: the command line after "accounts"
 * @error: return location
 *
 * accounts reset-pin|unlock UID [--holder UID]
 *
 * Returns: %TRUE if it is done
 */
gboolean
yao_admin_accounts (YaoAdmin *admin, YaoArguments *arguments, GError **error)
{
  g_autofree char *verb = yao_admin_take_word (arguments, "reset-pin or unlock", error);
  g_autofree char *holder = NULL;
  g_autofree char *uid = NULL;

  if (verb == NULL || !take_account (arguments, &holder, &uid, error))
    return FALSE;
  if (strcmp (verb, "reset-pin") == 0)
    return yao_pin_issue (admin->installation, holder, uid, YAO_ADMIN_ACTOR, error);
  if (strcmp (verb, "unlock") == 0)
    return unlock_account (admin, holder, uid, error);

  g_set_error (error, YAO_ERROR, YAO_ERROR_INVALID_INPUT, "there is no command accounts %s", verb);
  return FALSE;
}

static gboolean
list_devices (YaoAdmin *admin, YaoArguments *arguments, GError **error)
{
  static const char *const names[] = { "id", "state", "added", "last used", NULL };
  YaoDatabase *database = yao_installation_get_database (admin->installation);
  g_autoptr (YaoListing) listing = yao_listing_new (names);
  g_autofree char *holder = NULL;
  g_autofree char *uid = NULL;
  g_autoptr (YaoAccountRecord) account = NULL;
  g_autoptr (GPtrArray) devices = NULL;

  if (!take_account (arguments, &holder, &uid, error))
    return FALSE;
  account = yao_account_table_find (database, holder, uid, error);
  devices = account != NULL ? yao_device_table_list (database, account->id, error) : NULL;
  if (devices == NULL)
    return FALSE;

  for (guint i = 0; i < devices->len; i++)
    {
      YaoDeviceRecord *device = devices->pdata[i];

      yao_listing_add (listing, device->id);
      yao_listing_add (listing, device->state);
      yao_listing_add_time (listing, device->created);
      yao_listing_add_time (listing, device->last_used);
    }
  yao_listing_print (listing, admin->json);
  return TRUE;
}

static gboolean
set_device_state (YaoAdmin *admin, const char *id, const char *state, GError **error)
{
  YaoDatabase *database = yao_installation_get_database (admin->installation);
  YaoAuditEntry entry
      = { .act = "device.state", .actor = YAO_ADMIN_ACTOR, .subject = state, .device = id };
  g_autoptr (YaoTransaction) transaction = yao_transaction_begin (database, error);

  return transaction != NULL && yao_device_table_set_state (database, id, state, error)
         && yao_audit_write (database, &entry, yao_installation_get_now (admin->installation),
                             error)
         && yao_transaction_commit (transaction, error);
}

/**
 * yao_admin_devices:
 * @admin: the service
 * @arguments: the command line after "devices"
 * @error: return location
 *
 * devices list UID [--holder UID] | bind ID | suspend ID | revoke ID
 *
 * Returns: %TRUE if it is done
 */
gboolean
yao_admin_devices (YaoAdmin *admin, YaoArguments *arguments, GError **error)
{
  static const struct
  {
    const char *verb;
    const char *state;
  } states[]
      = { { "bind", YAO_DEVICE_ACTIVE }, { "suspend", "suspended" }, { "revoke", "revoked" } };
  g_autofree char *verb = yao_admin_take_word (arguments, "list, bind, suspend or revoke", error);
  g_autofree char *id = NULL;

  if (verb == NULL)
    return FALSE;
  if (strcmp (verb, "list") == 0)
    return list_devices (admin, arguments, error);

  for (gsize i = 0; i < G_N_ELEMENTS (states); i++)
    {
      if (strcmp (verb, states[i].verb) != 0)
        continue;
      id = yao_admin_take_word (arguments, "ID", error);
      return id != NULL && yao_arguments_end (arguments, error)
             && set_device_state (admin, id, states[i].state, error);
    }

  g_set_error (error, YAO_ERROR, YAO_ERROR_INVALID_INPUT, "there is no command devices %s", verb);
  return FALSE;
}

/**
 * yao_admin_sms:
 * @admin: the service
 * @arguments: the command line after "sms"
 * @error: return location
 *
 * sms: prints the messages that were sent, one JSON object a line.
 *
 * Returns: %TRUE if it is done
 */
gboolean
yao_admin_sms (YaoAdmin *admin, YaoArguments *arguments, GError **error)
{
  g_autofree char *path = g_build_filename (admin->folder, YAO_SMS_OUTBOX_NAME, NULL);
  g_autoptr (GBytes) outbox = NULL;
  g_autoptr (GError) local = NULL;
  gsize size = 0;
  const char *data;

  if (!yao_arguments_end (arguments, error))
    return FALSE;
  outbox = yao_file_read (path, OUTBOX_MAX_SIZE, &local);
  if (outbox == NULL && !yao_error_is (local, YAO_ERROR_NOT_FOUND))
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return FALSE;
    }

  data = outbox != NULL ? g_bytes_get_data (outbox, &size) : NULL;
  g_print ("%.*s", (int) size, data != NULL ? data : "");
  return TRUE;
}
