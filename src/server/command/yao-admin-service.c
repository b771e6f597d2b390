/* yao-admin-service.c: yunyaod admin qr, settings, audit, backup, restore, check, rotate-master-key
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include "yao-admin.h"

#include "yao-audit-table.h"
#include "yao-audit.h"
#include "yao-backup.h"
#include "yao-enrolment.h"
#include "yao-error.h"
#include "yao-file.h"
#include "yao-inspection.h"
#include "yao-json-writer.h"
#include "yao-limits.h"
#include "yao-listing.h"
#include "yao-qr-picture.h"

#include <string.h>

#define PAGE 1000
#define QR_SCALE 8
#define LOCK_TIMEOUT_US G_USEC_PER_SEC

static gboolean
write_picture (const char *code, const char *path, GError **error)
{
  g_autofree char *lower = g_ascii_strdown (path, -1);
  g_autoptr (GBytes) picture = NULL;

  if (g_str_has_suffix (lower, ".svg"))
    picture = yao_qr_picture_to_svg (code, error);
  else if (g_str_has_suffix (lower, ".png"))
    picture = yao_qr_picture_to_png (code, QR_SCALE, error);
  else
    g_set_error (error, YAO_ERROR, YAO_ERROR_INVALID_INPUT, "%s ends neither in .png nor in .svg",
                 path);
  return picture != NULL && yao_file_replace (path, picture, 0644, error);
}

static gboolean
print_code (YaoAdmin *admin, const char *code, GError **error)
{
  g_autofree char *blocks = NULL;

  if (admin->json)
    {
      g_autoptr (YaoJsonWriter) writer = yao_json_writer_new_pretty ();
      g_autoptr (GBytes) json = NULL;

      yao_json_writer_begin_object (writer, NULL);
      yao_json_writer_add_string (writer, "init", code);
      yao_json_writer_end_object (writer);
      json = yao_json_writer_finish (writer);
      g_print ("%.*s", (int) g_bytes_get_size (json), (const char *) g_bytes_get_data (json, NULL));
      return TRUE;
    }
  blocks = yao_qr_picture_to_blocks (code, error);
  if (blocks == NULL)
    return FALSE;
  g_print ("%s%s\n", blocks, code);
  return TRUE;
}

/**
 * yao_admin_qr:
 * @admin: the service
 * @arguments: the command line after "qr"
 * @error: return location
 *
 * qr [-o FILE.png|FILE.svg]
 *
 * Returns: %TRUE if it is done
 */
gboolean
yao_admin_qr (YaoAdmin *admin, YaoArguments *arguments, GError **error)
{
  g_autofree char *path = NULL;
  g_autofree char *code = NULL;

  if (!yao_arguments_take_value (arguments, "-o", &path, error)
      || !yao_arguments_end (arguments, error))
    return FALSE;
  code = yao_enrolment_dup_code (admin->installation, error);
  if (code == NULL)
    return FALSE;
  return path != NULL ? write_picture (code, path, error) : print_code (admin, code, error);
}

static void
list_settings (YaoAdmin *admin)
{
  static const char *const names[] = { "name", "value", "description", NULL };
  YaoDatabase *database = yao_installation_get_database (admin->installation);
  g_autoptr (YaoListing) listing = yao_listing_new (names);

  for (YaoLimit limit = 0; limit < YAO_LIMIT_LAST; limit++)
    {
      yao_listing_add (listing, yao_limit_get_name (limit));
      yao_listing_add_int (listing, yao_limit_get (database, limit));
      yao_listing_add (listing, yao_limit_get_description (limit));
    }
  yao_listing_print (listing, admin->json);
}

static gboolean
write_setting (YaoAdmin *admin, const char *name, const char *text, GError **error)
{
  YaoLimit limit;
  gint64 value = 0;

  if (strcmp (name, "support") == 0)
    return yao_installation_set_support (admin->installation, text, error);
  if (!yao_limit_from_name (name, &limit))
    {
      g_set_error (error, YAO_ERROR, YAO_ERROR_NOT_FOUND, "there is no setting %s", name);
      return FALSE;
    }
  if (!g_ascii_string_to_signed (text, 10, G_MININT64, G_MAXINT64, &value, NULL))
    {
      g_set_error (error, YAO_ERROR, YAO_ERROR_INVALID_INPUT, "%s is not a number", text);
      return FALSE;
    }
  return yao_limit_set (yao_installation_get_database (admin->installation), limit, value, error);
}

static gboolean
set_setting (YaoAdmin *admin, YaoArguments *arguments, GError **error)
{
  g_autofree char *name = yao_admin_take_word (arguments, "a name", error);
  g_autofree char *text = name != NULL ? yao_admin_take_word (arguments, "a value", error) : NULL;
  YaoDatabase *database = yao_installation_get_database (admin->installation);
  YaoAuditEntry entry = { .act = "setting.set", .actor = YAO_ADMIN_ACTOR, .subject = name };
  g_autoptr (YaoTransaction) transaction = NULL;

  if (text == NULL || !yao_arguments_end (arguments, error))
    return FALSE;
  transaction = yao_transaction_begin (database, error);
  return transaction != NULL && write_setting (admin, name, text, error)
         && yao_audit_write (database, &entry, yao_installation_get_now (admin->installation),
                             error)
         && yao_transaction_commit (transaction, error);
}

/**
 * yao_admin_settings:
 * @admin: the service
 * @arguments: the command line after "settings"
 * @error: return location
 *
 * settings list | set NAME VALUE
 *
 * Returns: %TRUE if it is done
 */
gboolean
yao_admin_settings (YaoAdmin *admin, YaoArguments *arguments, GError **error)
{
  g_autofree char *verb = yao_admin_take_word (arguments, "list or set", error);

  if (verb == NULL)
    return FALSE;
  if (strcmp (verb, "set") == 0)
    return set_setting (admin, arguments, error);
  if (strcmp (verb, "list") != 0)
    {
      g_set_error (error, YAO_ERROR, YAO_ERROR_INVALID_INPUT, "there is no command settings %s",
                   verb);
      return FALSE;
    }
  if (!yao_arguments_end (arguments, error))
    return FALSE;
  list_settings (admin);
  return TRUE;
}

/**
 * yao_admin_audit:
 * @admin: the service
 * @arguments: the command line after "audit"
 * @error: return location
 *
 * audit [--after NUMBER]: up to 1000 records
 *
 * Returns: %TRUE if it is done
 */
gboolean
yao_admin_audit (YaoAdmin *admin, YaoArguments *arguments, GError **error)
{
  static const char *const names[] = { "seq", "time", "act", "actor", "subject", "key", NULL };
  g_autoptr (YaoListing) listing = yao_listing_new (names);
  g_autoptr (GPtrArray) records = NULL;
  g_autofree char *text = NULL;
  gint64 after = 0;

  if (!yao_arguments_take_value (arguments, "--after", &text, error)
      || !yao_arguments_end (arguments, error))
    return FALSE;
  if (text != NULL && !g_ascii_string_to_signed (text, 10, 0, G_MAXINT64, &after, NULL))
    {
      g_set_error (error, YAO_ERROR, YAO_ERROR_INVALID_INPUT, "%s is not a number", text);
      return FALSE;
    }

  records = yao_audit_table_list (yao_installation_get_database (admin->installation), after, PAGE,
                                  error);
  if (records == NULL)
    return FALSE;
  for (guint i = 0; i < records->len; i++)
    {
      YaoAuditRecord *record = records->pdata[i];

      yao_listing_add_int (listing, record->seq);
      yao_listing_add_time (listing, record->time);
      yao_listing_add (listing, record->act);
      yao_listing_add (listing, record->actor);
      yao_listing_add (listing, record->subject);
      yao_listing_add (listing, record->key);
    }
  yao_listing_print (listing, admin->json);
  return TRUE;
}

/**
 * yao_admin_backup:
 * @admin: the service
 * @arguments: the command line after "backup"
 * @error: return location
 *
 * backup FILE
 *
 * Returns: %TRUE if it is done
 */
gboolean
yao_admin_backup (YaoAdmin *admin, YaoArguments *arguments, GError **error)
{
  g_autofree char *path = yao_admin_take_word (arguments, "FILE", error);

  if (path == NULL || !yao_arguments_end (arguments, error)
      || !yao_backup_write (admin->installation, path, error))
    return FALSE;
  g_printerr ("The keys are not in the backup: keep copies of %s and %s of %s in another place.\n",
              YAO_INSTALLATION_MASTER_KEY, YAO_INSTALLATION_PIN_SECRETS, admin->folder);
  return TRUE;
}

/**
 * yao_admin_restore:
 * @admin: the folder of a service that does not run
 * @arguments: the command line after "restore"
 * @error: return location
 *
 * restore FILE [--master-key FILE]
 *
 * Returns: %TRUE if it is done
 */
gboolean
yao_admin_restore (YaoAdmin *admin, YaoArguments *arguments, GError **error)
{
  g_autofree char *lock_path = g_build_filename (admin->folder, YAO_INSTALLATION_LOCK, NULL);
  g_autoptr (YaoClock) clock = yao_clock_new ();
  g_autoptr (YaoFileLock) lock = NULL;
  g_autofree char *master_key = NULL;
  g_autofree char *path = NULL;

  if (!yao_arguments_take_value (arguments, "--master-key", &master_key, error)
      || (path = yao_admin_take_word (arguments, "FILE", error)) == NULL
      || !yao_arguments_end (arguments, error) || !yao_file_make_dir (admin->folder, error))
    return FALSE;
  lock = yao_file_lock (lock_path, LOCK_TIMEOUT_US, error);
  if (lock == NULL)
    {
      g_prefix_error (error, "stop the service first: ");
      return FALSE;
    }
  return yao_backup_restore (admin->folder, path, master_key, clock, error);
}

static void
print_problems (YaoAdmin *admin, GPtrArray *problems)
{
  static const char *const names[] = { "problem", NULL };
  g_autoptr (YaoListing) listing = yao_listing_new (names);

  if (problems->len == 0 && !admin->json)
    {
      g_print ("ok\n");
      return;
    }
  for (guint i = 0; i < problems->len; i++)
    yao_listing_add (listing, problems->pdata[i]);
  yao_listing_print (listing, admin->json);
}

/**
 * yao_admin_check:
 * @admin: the service
 * @arguments: the command line after "check"
 * @error: return location
 *
 * check: database, key store, certificates, lists of revocations, audit log
 *
 * Returns: %TRUE if all is well
 */
gboolean
yao_admin_check (YaoAdmin *admin, YaoArguments *arguments, GError **error)
{
  g_autoptr (GPtrArray) problems = NULL;

  if (!yao_arguments_end (arguments, error))
    return FALSE;
  problems = yao_inspection_run (admin->installation, error);
  if (problems == NULL)
    return FALSE;
  print_problems (admin, problems);
  if (problems->len == 0)
    return TRUE;
  g_set_error (error, YAO_ERROR, YAO_ERROR_PROFILE_DAMAGED, "%u problems", problems->len);
  return FALSE;
}

/**
 * yao_admin_rotate_master_key:
 * @admin: the service
 * @arguments: the command line after "rotate-master-key"
 * @error: return location
 *
 * rotate-master-key
 *
 * Returns: %TRUE if it is done
 */
gboolean
yao_admin_rotate_master_key (YaoAdmin *admin, YaoArguments *arguments, GError **error)
{
  if (!yao_arguments_end (arguments, error)
      || !yao_key_store_rotate (yao_installation_get_key_store (admin->installation),
                                YAO_ADMIN_ACTOR, yao_installation_get_now (admin->installation),
                                error))
    return FALSE;
  g_printerr ("Keep a copy of the new master key; backups made before need the old one.\n");
  return TRUE;
}
