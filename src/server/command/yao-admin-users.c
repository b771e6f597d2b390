/* yao-admin-users.c: yunyaod admin users, organisations
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include "yao-admin.h"

#include "yao-csv.h"
#include "yao-error.h"
#include "yao-file.h"
#include "yao-listing.h"
#include "yao-people.h"

#include <string.h>

#define PAGE 1000

static gboolean
list_users (YaoAdmin *admin, YaoArguments *arguments, GError **error)
{
  static const char *const names[]
      = { "uid", "name", "organisation", "department", "role", "phone", "document", "state", NULL };
  YaoDatabase *database = yao_installation_get_database (admin->installation);
  g_autoptr (YaoListing) listing = yao_listing_new (names);
  g_autofree char *after = NULL;

  if (!yao_arguments_end (arguments, error))
    return FALSE;

  while (TRUE)
    {
      g_autoptr (GPtrArray) users = yao_user_table_list (database, after, PAGE, error);

      if (users == NULL)
        return FALSE;
      for (guint i = 0; i < users->len; i++)
        {
          YaoUserRecord *user = users->pdata[i];

          yao_listing_add (listing, user->uid);
          yao_listing_add (listing, user->name);
          yao_listing_add (listing, user->organisation);
          yao_listing_add (listing, user->department);
          yao_listing_add (listing, user->role);
          yao_listing_add (listing, user->phone);
          yao_listing_add (listing, user->document_mask);
          yao_listing_add (listing, user->active ? "active" : "disabled");
          g_free (after);
          after = g_strdup (user->uid);
        }
      if (users->len < PAGE)
        break;
    }
  yao_listing_print (listing, admin->json);
  return TRUE;
}

static gboolean
add_user (YaoAdmin *admin, YaoArguments *arguments, GError **error)
{
  g_autofree char *organisation = NULL;
  g_autofree char *department = NULL;
  g_autofree char *role = NULL;
  g_autofree char *phone = NULL;
  g_autofree char *document = NULL;
  g_autofree char *uid = NULL;
  g_autofree char *name = NULL;
  g_autoptr (YaoUserRecord) user = NULL;

  if (!yao_arguments_take_value (arguments, "--organisation", &organisation, error)
      || !yao_arguments_take_value (arguments, "--department", &department, error)
      || !yao_arguments_take_value (arguments, "--role", &role, error)
      || !yao_arguments_take_value (arguments, "--phone", &phone, error)
      || !yao_arguments_take_value (arguments, "--document", &document, error)
      || (uid = yao_admin_take_word (arguments, "UID", error)) == NULL
      || (name = yao_admin_take_word (arguments, "NAME", error)) == NULL
      || !yao_arguments_end (arguments, error))
    return FALSE;

  if (organisation == NULL)
    organisation = yao_installation_dup_organisation (admin->installation, error);
  if (organisation == NULL)
    return FALSE;
  user = yao_user_record_new (uid, name, organisation);
  user->department = g_steal_pointer (&department);
  user->role = g_steal_pointer (&role);
  user->phone = g_steal_pointer (&phone);
  return yao_people_add (admin->installation, user, document, YAO_ADMIN_ACTOR, error);
}

static gboolean
import_users (YaoAdmin *admin, YaoArguments *arguments, GError **error)
{
  g_autofree char *path = yao_admin_take_word (arguments, "a CSV file", error);
  g_autoptr (GBytes) table = NULL;
  guint n_people = 0;

  if (path == NULL || !yao_arguments_end (arguments, error))
    return FALSE;
  table = yao_file_read (path, YAO_CSV_MAX_SIZE, error);
  if (table == NULL
      || !yao_people_import (admin->installation, table, YAO_ADMIN_ACTOR, &n_people, error))
    return FALSE;
  if (admin->json)
    g_print ("{\"added\":%u}\n", n_people);
  else
    g_print ("%u people added\n", n_people);
  return TRUE;
}

static gboolean
set_active (YaoAdmin *admin, YaoArguments *arguments, gboolean active, GError **error)
{
  g_autofree char *uid = yao_admin_take_word (arguments, "UID", error);

  return uid != NULL && yao_arguments_end (arguments, error)
         && yao_people_set_active (admin->installation, uid, active, YAO_ADMIN_ACTOR, error);
}

/**
 * yao_admin_users:
 * @admin: the service
 * @arguments: the command line after "users"
 * @error: return location
 *
 * users list | add UID NAME | import FILE | disable UID | enable UID
 *
 * Returns: %TRUE if it is done
 */
gboolean
yao_admin_users (YaoAdmin *admin, YaoArguments *arguments, GError **error)
{
  g_autofree char *verb
      = yao_admin_take_word (arguments, "list, add, import, disable or enable", error);

  if (verb == NULL)
    return FALSE;
  if (strcmp (verb, "list") == 0)
    return list_users (admin, arguments, error);
  if (strcmp (verb, "add") == 0)
    return add_user (admin, arguments, error);
  if (strcmp (verb, "import") == 0)
    return import_users (admin, arguments, error);
  if (strcmp (verb, "disable") == 0)
    return set_active (admin, arguments, FALSE, error);
  if (strcmp (verb, "enable") == 0)
    return set_active (admin, arguments, TRUE, error);

  g_set_error (error, YAO_ERROR, YAO_ERROR_INVALID_INPUT, "there is no command users %s", verb);
  return FALSE;
}

static gboolean
list_organisations (YaoAdmin *admin, GError **error)
{
  static const char *const names[] = { "name", NULL };
  g_autoptr (YaoListing) listing = yao_listing_new (names);
  g_autoptr (GPtrArray) organisations
      = yao_organisation_table_list (yao_installation_get_database (admin->installation), error);

  if (organisations == NULL)
    return FALSE;
  for (guint i = 0; i < organisations->len; i++)
    yao_listing_add (listing, organisations->pdata[i]);
  yao_listing_print (listing, admin->json);
  return TRUE;
}

/**
 * yao_admin_organisations:
 * @admin: the service
 * @arguments: the command line after "organisations"
 * @error: return location
 *
 * organisations list | add NAME
 *
 * Returns: %TRUE if it is done
 */
gboolean
yao_admin_organisations (YaoAdmin *admin, YaoArguments *arguments, GError **error)
{
  g_autofree char *verb = yao_admin_take_word (arguments, "list or add", error);
  g_autofree char *name = NULL;

  if (verb == NULL)
    return FALSE;
  if (strcmp (verb, "list") == 0)
    return yao_arguments_end (arguments, error) && list_organisations (admin, error);
  if (strcmp (verb, "add") == 0)
    {
      name = yao_admin_take_word (arguments, "NAME", error);
      return name != NULL && yao_arguments_end (arguments, error)
             && yao_people_add_organisation (admin->installation, name, YAO_ADMIN_ACTOR, error);
    }

  g_set_error (error, YAO_ERROR, YAO_ERROR_INVALID_INPUT, "there is no command organisations %s",
               verb);
  return FALSE;
}
