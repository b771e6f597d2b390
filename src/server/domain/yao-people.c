/* yao-people.c: adding people, and letting them use the service
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include "yao-people.h"

#include "yao-audit.h"
#include "yao-csv.h"
#include "yao-digest.h"
#include "yao-encoding.h"
#include "yao-error.h"
#include "yao-random.h"
#include "yao-text.h"
#include "yao-wire.h"

#include <string.h>

#define SALT_SIZE 16
#define MASK_KEPT 4

static gboolean
check_text (const char *what, const char *text, gboolean is_needed, GError **error)
{
  if (text == NULL && !is_needed)
    return TRUE;
  if (text != NULL && text[0] != '\0' && yao_text_is_plain (text)
      && g_utf8_strlen (text, -1) <= YAO_PEOPLE_MAX_TEXT)
    return TRUE;

  g_set_error (error, YAO_ERROR, YAO_ERROR_INVALID_INPUT, "%s must be a line of 1 to %d characters",
               what, YAO_PEOPLE_MAX_TEXT);
  return FALSE;
}

static gboolean
check_phone (const char *phone, GError **error)
{
  gsize length = phone != NULL ? strlen (phone) : 0;

  if (phone == NULL || (length >= 5 && length <= 20 && strspn (phone, "0123456789+-") == length))
    return TRUE;

  g_set_error (error, YAO_ERROR, YAO_ERROR_INVALID_INPUT, "a phone number has 5 to 20 digits");
  return FALSE;
}

static gboolean
check_user (const YaoUserRecord *user, GError **error)
{
  if (!yao_uid_is_valid (user->uid))
    {
      g_set_error (error, YAO_ERROR, YAO_ERROR_INVALID_INPUT,
                   "a number is 1 to 64 letters, digits, dots, hyphens and underlines");
      return FALSE;
    }
  return check_text ("the name", user->name, TRUE, error)
         && check_text ("the organisation", user->organisation, TRUE, error)
         && check_text ("the department", user->department, FALSE, error)
         && check_text ("the role", user->role, FALSE, error) && check_phone (user->phone, error);
}

static GBytes *
hash_document (GBytes *salt, const char *document)
{
  g_autoptr (GByteArray) input = g_byte_array_new ();

  g_byte_array_append (input, g_bytes_get_data (salt, NULL), (guint) g_bytes_get_size (salt));
  g_byte_array_append (input, (const guint8 *) document, (guint) strlen (document));
  return yao_digest (YAO_DIGEST_SHA256, input->data, input->len);
}

/* Full-width digits and spaces are typed often; the letter of a check digit in either case. */
static char *
normalise_document (const char *document)
{
  g_autofree char *folded = yao_fold_width (document);
  g_autofree char *upper = g_ascii_strup (folded, -1);
  g_autoptr (GString) text = g_string_new (NULL);

  for (const char *c = upper; *c != '\0'; c++)
    {
      if (*c != ' ')
        g_string_append_c (text, *c);
    }
  return g_strdup (text->str);
}

/* 1101**********1234: enough to recognise, too little to know. */
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

static gboolean
set_document (YaoUserRecord *user, const char *document, GError **error)
{
  g_autofree char *number = normalise_document (document);

  if (strlen (number) < 5 || strlen (number) > YAO_PEOPLE_MAX_TEXT || !g_str_is_ascii (number))
    {
      g_set_error (error, YAO_ERROR, YAO_ERROR_INVALID_INPUT,
                   "the number of a document has 5 to %d letters and digits", YAO_PEOPLE_MAX_TEXT);
      return FALSE;
    }
  user->document_salt = yao_random_bytes (SALT_SIZE);
  user->document_hash = hash_document (user->document_salt, number);
  user->document_mask = mask_document (number);
  return TRUE;
}

/**
 * yao_people_document_matches:
 * @user: a person
 * @document: the number of a document
 *
 * Compares the number with the one on file, of which only a salted digest is kept.
 *
 * Returns: %TRUE if it is the same
 */
gboolean
yao_people_document_matches (const YaoUserRecord *user, const char *document)
{
  g_autofree char *number = normalise_document (document);
  g_autoptr (GBytes) hash = NULL;

  if (user->document_hash == NULL)
    return FALSE;
  hash = hash_document (user->document_salt, number);
  return g_bytes_equal (hash, user->document_hash);
}

static gboolean
write_audit (YaoInstallation *installation,
             const char *act,
             const char *uid,
             const char *actor,
             GError **error)
{
  YaoAuditEntry entry = { .act = act, .actor = actor, .subject = uid };

  return yao_audit_write (yao_installation_get_database (installation), &entry,
                          yao_installation_get_now (installation), error);
}

static gboolean
organisation_exists (YaoDatabase *database, const char *name, GError **error)
{
  g_autoptr (GPtrArray) names = yao_organisation_table_list (database, error);

  if (names == NULL)
    return FALSE;
  if (g_ptr_array_find_with_equal_func (names, name, g_str_equal, NULL))
    return TRUE;
  g_set_error (error, YAO_ERROR, YAO_ERROR_NOT_FOUND, "there is no organisation %s", name);
  return FALSE;
}

static gboolean
number_is_free (YaoDatabase *database, const char *uid, GError **error)
{
  g_autoptr (GError) find_error = NULL;
  g_autoptr (YaoUserRecord) user = yao_user_table_find (database, uid, &find_error);

  if (user != NULL)
    g_set_error (error, YAO_ERROR, YAO_ERROR_CONFLICT, "user %s exists already", uid);
  else if (!yao_error_is (find_error, YAO_ERROR_NOT_FOUND))
    g_propagate_error (error, g_steal_pointer (&find_error));
  else
    return TRUE;
  return FALSE;
}

/**
 * yao_people_add:
 * @installation: an installation
 * @user: a new person; his row and times are filled in
 * @document: (nullable): the number of his document, of which a digest and a mask are kept
 * @actor: who has it done, for the log
 * @error: return location
 *
 * Adds a person.
 *
 * Returns: %TRUE if it is done; %YAO_ERROR_CONFLICT if the number is taken
 */
gboolean
yao_people_add (YaoInstallation *installation,
                YaoUserRecord *user,
                const char *document,
                const char *actor,
                GError **error)
{
  YaoDatabase *database = yao_installation_get_database (installation);
  g_autoptr (YaoTransaction) transaction = NULL;

  g_assert (user != NULL && actor != NULL);

  if (!check_user (user, error) || (document != NULL && !set_document (user, document, error)))
    return FALSE;

  user->created = user->changed = yao_installation_get_now (installation);
  transaction = yao_transaction_begin (database, error);
  return transaction != NULL && organisation_exists (database, user->organisation, error)
         && number_is_free (database, user->uid, error)
         && yao_user_table_insert (database, user, error)
         && write_audit (installation, "user.add", user->uid, actor, error)
         && yao_transaction_commit (transaction, error);
}

/**
 * yao_people_set_active:
 * @installation: an installation
 * @uid: a number
 * @active: whether he may use the service
 * @actor: who has it done, for the log
 * @error: return location
 *
 * Lets a person use the service, or not any more.
 *
 * Returns: %TRUE if it is done; %YAO_ERROR_NOT_FOUND if there is no such number
 */
gboolean
yao_people_set_active (YaoInstallation *installation,
                       const char *uid,
                       gboolean active,
                       const char *actor,
                       GError **error)
{
  YaoDatabase *database = yao_installation_get_database (installation);
  g_autoptr (YaoTransaction) transaction = yao_transaction_begin (database, error);

  return transaction != NULL
         && yao_user_table_set_active (database, uid, active,
                                       yao_installation_get_now (installation), error)
         && write_audit (installation, active ? "user.enable" : "user.disable", uid, actor, error)
         && yao_transaction_commit (transaction, error);
}

/**
 * yao_people_add_organisation:
 * @installation: an installation
 * @name: its name
 * @actor: who has it done, for the log
 * @error: return location
 *
 * Adds an organisation that people can belong to.
 *
 * Returns: %TRUE if it is there
 */
gboolean
yao_people_add_organisation (YaoInstallation *installation,
                             const char *name,
                             const char *actor,
                             GError **error)
{
  YaoDatabase *database = yao_installation_get_database (installation);
  g_autoptr (YaoTransaction) transaction = NULL;

  if (!check_text ("the name", name, TRUE, error))
    return FALSE;
  transaction = yao_transaction_begin (database, error);
  return transaction != NULL
         && yao_organisation_table_add (database, name, yao_installation_get_now (installation),
                                        error)
         && write_audit (installation, "organisation.add", name, actor, error)
         && yao_transaction_commit (transaction, error);
}

enum
{
  COLUMN_UID,
  COLUMN_NAME,
  COLUMN_DEPARTMENT,
  COLUMN_ROLE,
  COLUMN_PHONE,
  COLUMN_DOCUMENT,
  COLUMN_ORGANISATION,
  N_COLUMNS
};

static const char *const column_names[N_COLUMNS]
    = { "uid", "name", "department", "role", "phone", "document", "organisation" };

/* Finds the column of each name in the first row; -1 where it has none. */
static gboolean
read_header (const YaoCsvRow *header, int *columns, GError **error)
{
  for (int i = 0; i < N_COLUMNS; i++)
    columns[i] = -1;

  for (int j = 0; header->fields[j] != NULL; j++)
    {
      int i = 0;

      while (i < N_COLUMNS && g_ascii_strcasecmp (header->fields[j], column_names[i]) != 0)
        i++;
      if (i == N_COLUMNS || columns[i] >= 0)
        {
          g_set_error (error, YAO_ERROR, YAO_ERROR_INVALID_INPUT,
                       "line 1: the column \"%s\" is unknown or there twice", header->fields[j]);
          return FALSE;
        }
      columns[i] = j;
    }
  if (columns[COLUMN_UID] >= 0 && columns[COLUMN_NAME] >= 0)
    return TRUE;
  g_set_error (error, YAO_ERROR, YAO_ERROR_INVALID_INPUT,
               "line 1: the columns uid and name are needed");
  return FALSE;
}

/* An empty field is an absent one. */
static const char *
get_field (const YaoCsvRow *row, const int *columns, int column)
{
  const char *field = columns[column] >= 0 ? row->fields[columns[column]] : NULL;

  return field != NULL && field[0] != '\0' ? field : NULL;
}

static gboolean
import_row (YaoInstallation *installation,
            const YaoCsvRow *row,
            const int *columns,
            const char *organisation,
            const char *actor,
            GError **error)
{
  const char *uid = get_field (row, columns, COLUMN_UID);
  const char *name = get_field (row, columns, COLUMN_NAME);
  const char *own = get_field (row, columns, COLUMN_ORGANISATION);
  g_autoptr (YaoUserRecord) user = yao_user_record_new (
      uid != NULL ? uid : "", name != NULL ? name : "", own != NULL ? own : organisation);

  user->department = g_strdup (get_field (row, columns, COLUMN_DEPARTMENT));
  user->role = g_strdup (get_field (row, columns, COLUMN_ROLE));
  user->phone = g_strdup (get_field (row, columns, COLUMN_PHONE));
  if (yao_people_add (installation, user, get_field (row, columns, COLUMN_DOCUMENT), actor, error))
    return TRUE;
  g_prefix_error (error, "line %u: ", row->line);
  return FALSE;
}

/**
 * yao_people_import:
 * @installation: an installation
 * @table: CSV; the first line names the columns: uid, name, and perhaps department, role, phone,
 *   document, organisation
 * @actor: who has it done, for the log
 * @n_people: (out): how many were added
 * @error: return location
 *
 * Adds many people: all of them, or, where one line is wrong, none.
 *
 * Returns: %TRUE if it is done
 */
gboolean
yao_people_import (YaoInstallation *installation,
                   GBytes *table,
                   const char *actor,
                   guint *n_people,
                   GError **error)
{
  g_autofree char *organisation = yao_installation_dup_organisation (installation, error);
  g_autoptr (GPtrArray) rows = NULL;
  g_autoptr (YaoTransaction) transaction = NULL;
  int columns[N_COLUMNS];

  if (organisation == NULL || (rows = yao_csv_parse (table, error)) == NULL)
    return FALSE;
  if (rows->len == 0)
    {
      g_set_error (error, YAO_ERROR, YAO_ERROR_INVALID_INPUT, "the table is empty");
      return FALSE;
    }
  if (!read_header (rows->pdata[0], columns, error))
    return FALSE;

  transaction = yao_transaction_begin (yao_installation_get_database (installation), error);
  if (transaction == NULL)
    return FALSE;
  for (guint i = 1; i < rows->len; i++)
    {
      YaoCsvRow *row = rows->pdata[i];
      YaoCsvRow *header = rows->pdata[0];

      if (g_strv_length (row->fields) != g_strv_length (header->fields))
        {
          g_set_error (error, YAO_ERROR, YAO_ERROR_INVALID_INPUT,
                       "line %u: not as many fields as the first line has", row->line);
          return FALSE;
        }
      if (!import_row (installation, row, columns, organisation, actor, error))
        return FALSE;
    }
  *n_people = rows->len - 1;
  return yao_transaction_commit (transaction, error);
}
