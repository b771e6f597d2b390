/* yao-admin-certs.c: yunyaod admin certs, renew
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include "yao-admin.h"

#include "yao-error.h"
#include "yao-issuance.h"
#include "yao-listing.h"
#include "yao-user-table.h"

#include <string.h>

#define PAGE 1000

static const char *const column_names[]
    = { "id",         "uid",       "algorithm", "kind",       "version", "serial",
        "not_before", "not_after", "state",     "revoked_at", "reason",  NULL };

static void
add_row (YaoAdmin *admin, YaoListing *listing, const YaoCertificateRecord *certificate)
{
  gint64 now = yao_installation_get_now (admin->installation);
  const char *reason
      = certificate->revoked_at != 0
            ? yao_revocation_reason_to_string ((YaoRevocationReason) certificate->reason)
            : NULL;

  yao_listing_add (listing, certificate->id);
  yao_listing_add (listing, certificate->uid);
  yao_listing_add (listing, certificate->algorithm);
  yao_listing_add (listing, certificate->kind);
  yao_listing_add_int (listing, certificate->version);
  yao_listing_add (listing, certificate->serial);
  yao_listing_add_time (listing, certificate->not_before);
  yao_listing_add_time (listing, certificate->not_after);
  yao_listing_add (listing,
                   yao_certificate_state_to_string (yao_issuance_get_state (certificate, now)));
  yao_listing_add_time (listing, certificate->revoked_at);
  yao_listing_add (listing, reason);
}

static void
print_one (YaoAdmin *admin, const YaoCertificateRecord *certificate)
{
  g_autoptr (YaoListing) listing = yao_listing_new (column_names);

  add_row (admin, listing, certificate);
  yao_listing_print (listing, admin->json);
}

static gboolean
list_certificates (YaoAdmin *admin, YaoArguments *arguments, GError **error)
{
  YaoDatabase *database = yao_installation_get_database (admin->installation);
  g_autoptr (YaoListing) listing = yao_listing_new (column_names);
  g_autofree char *uid = yao_arguments_take_word (arguments);
  gint64 after = 0;

  if (!yao_arguments_end (arguments, error))
    return FALSE;

  while (TRUE)
    {
      g_autoptr (GPtrArray) page
          = uid != NULL ? yao_certificate_table_list_of_user (database, uid, after, PAGE, error)
                        : yao_certificate_table_list (database, after, PAGE, error);

      if (page == NULL)
        return FALSE;
      for (guint i = 0; i < page->len; i++)
        {
          add_row (admin, listing, page->pdata[i]);
          after = ((YaoCertificateRecord *) page->pdata[i])->number;
        }
      if (page->len < PAGE)
        break;
    }
  yao_listing_print (listing, admin->json);
  return TRUE;
}

static gboolean
user_exists (YaoAdmin *admin, const char *uid)
{
  g_autoptr (YaoUserRecord) user
      = yao_user_table_find (yao_installation_get_database (admin->installation), uid, NULL);

  return user != NULL;
}

/* Those of a person's certificates that can still be worked on. */
static GPtrArray *
find_of_user (YaoAdmin *admin, const char *uid, GError **error)
{
  g_autoptr (GPtrArray) all = yao_certificate_table_list_of_user (
      yao_installation_get_database (admin->installation), uid, 0, PAGE, error);
  GPtrArray *found;

  if (all == NULL)
    return NULL;
  found = g_ptr_array_new_with_free_func ((GDestroyNotify) yao_certificate_record_free);
  for (guint i = 0; i < all->len;)
    {
      YaoCertificateRecord *certificate = all->pdata[i];

      if (certificate->revoked_at != 0)
        i++;
      else
        g_ptr_array_add (found, g_ptr_array_steal_index (all, i));
    }
  return found;
}

/* Finds the certificate that a word means: the one of a person, or by its id, the beginning of its
 * id, or its serial number.
 */
static YaoCertificateRecord *
find_certificate (YaoAdmin *admin, const char *word, GError **error)
{
  g_autoptr (GPtrArray) found
      = user_exists (admin, word)
            ? find_of_user (admin, word, error)
            : yao_certificate_table_find (yao_installation_get_database (admin->installation), word,
                                          error);

  if (found == NULL)
    return NULL;
  if (found->len == 1)
    return g_ptr_array_steal_index (found, 0);

  if (found->len == 0)
    g_set_error (error, YAO_ERROR, YAO_ERROR_NOT_FOUND, "no certificate of %s that is not revoked",
                 word);
  else
    g_set_error (error, YAO_ERROR, YAO_ERROR_AMBIGUOUS,
                 "%s means several certificates: give an id (certs list)", word);
  return NULL;
}

static gboolean
issue_certificate (YaoAdmin *admin, YaoArguments *arguments, GError **error)
{
  g_autofree char *uid = yao_admin_take_word (arguments, "UID", error);
  g_autofree char *name = yao_arguments_take_word (arguments);
  g_autoptr (YaoCertificateRecord) certificate = NULL;
  YaoIssuance issuance = {
    .uid = uid,
    .algorithm = YAO_CERTIFICATE_ALGORITHM_SM2,
    .actor = YAO_ADMIN_ACTOR,
  };

  if (uid == NULL || !yao_arguments_end (arguments, error))
    return FALSE;
  if (name != NULL && !yao_certificate_algorithm_from_string (name, &issuance.algorithm))
    {
      g_set_error (error, YAO_ERROR, YAO_ERROR_INVALID_INPUT,
                   "%s is none of sm2, rsa2048, rsa3072, p256", name);
      return FALSE;
    }
  certificate = yao_issuance_issue (admin->installation, &issuance, error);
  if (certificate == NULL)
    return FALSE;
  print_one (admin, certificate);
  return TRUE;
}

/**
 * yao_admin_renew:
 * @admin: the service
 * @arguments: the command line after "renew"
 * @error: return location
 *
 * renew UID | ID | SERIAL
 *
 * Returns: %TRUE if it is done
 */
gboolean
yao_admin_renew (YaoAdmin *admin, YaoArguments *arguments, GError **error)
{
  g_autofree char *word = yao_admin_take_word (arguments, "UID or ID", error);
  g_autoptr (YaoCertificateRecord) certificate = NULL;
  g_autoptr (YaoCertificateRecord) renewed = NULL;

  if (word == NULL || !yao_arguments_end (arguments, error))
    return FALSE;
  certificate = find_certificate (admin, word, error);
  if (certificate == NULL)
    return FALSE;
  renewed = yao_issuance_renew (admin->installation, certificate, YAO_ADMIN_ACTOR, error);
  if (renewed == NULL)
    return FALSE;
  print_one (admin, renewed);
  return TRUE;
}

static gboolean
revoke_certificate (YaoAdmin *admin, YaoArguments *arguments, GError **error)
{
  g_autofree char *reason_name = NULL;
  g_autofree char *word = NULL;
  g_autoptr (YaoCertificateRecord) certificate = NULL;
  YaoRevocationReason reason = YAO_REVOCATION_REASON_UNSPECIFIED;

  if (!yao_arguments_take_value (arguments, "--reason", &reason_name, error)
      || (word = yao_admin_take_word (arguments, "UID or ID", error)) == NULL
      || !yao_arguments_end (arguments, error))
    return FALSE;
  if (reason_name != NULL && !yao_revocation_reason_from_string (reason_name, &reason))
    {
      g_set_error (error, YAO_ERROR, YAO_ERROR_INVALID_INPUT,
                   "%s is none of unspecified, key-compromise, affiliation-changed, superseded, "
                   "cessation-of-operation, privilege-withdrawn",
                   reason_name);
      return FALSE;
    }
  certificate = find_certificate (admin, word, error);
  return certificate != NULL
         && yao_issuance_revoke (admin->installation, certificate, reason, YAO_ADMIN_ACTOR, error);
}

/**
 * yao_admin_certs:
 * @admin: the service
 * @arguments: the command line after "certs"
 * @error: return location
 *
 * certs list [UID] | issue UID [ALGORITHM] | renew UID|ID | revoke UID|ID [--reason REASON]
 *
 * Returns: %TRUE if it is done
 */
gboolean
yao_admin_certs (YaoAdmin *admin, YaoArguments *arguments, GError **error)
{
  g_autofree char *verb = yao_admin_take_word (arguments, "list, issue, renew or revoke", error);

  if (verb == NULL)
    return FALSE;
  if (strcmp (verb, "list") == 0)
    return list_certificates (admin, arguments, error);
  if (strcmp (verb, "issue") == 0)
    return issue_certificate (admin, arguments, error);
  if (strcmp (verb, "renew") == 0)
    return yao_admin_renew (admin, arguments, error);
  if (strcmp (verb, "revoke") == 0)
    return revoke_certificate (admin, arguments, error);

  g_set_error (error, YAO_ERROR, YAO_ERROR_INVALID_INPUT, "there is no command certs %s", verb);
  return FALSE;
}
