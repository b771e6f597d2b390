/* yao-demo.c: making the demonstration
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include "yao-demo.h"

#include "yao-founding.h"
#include "yao-issuance.h"
#include "yao-key-batch.h"
#include "yao-user-table.h"

#define DAY (24 * 60 * 60)

/* The authorities are as old as the oldest certificate in the demonstration, and older. */
#define AUTHORITY_AGE (1000 * DAY)

#define SUPPORT "这是演示服务，数据仅供试用"

static gboolean
is_slow (YaoKeyAlgorithm algorithm)
{
  return algorithm == YAO_KEY_RSA_2048 || algorithm == YAO_KEY_RSA_3072;
}

/* All keys of the demonstration at once: first those of the authorities, then one for each person.
 * They are made in the order of their cost.
 */
static GPtrArray *
make_keys (GError **error)
{
  const YaoKeyAlgorithm *founding = NULL;
  gsize n_founding = yao_founding_get_key_algorithms (&founding);
  gsize n_people = 0;
  const YaoDemoPerson *people = yao_demo_get_people (&n_people);
  gsize n = n_founding + n_people;
  g_autofree YaoKeyAlgorithm *wanted = g_new0 (YaoKeyAlgorithm, n);
  g_autofree YaoKeyAlgorithm *ordered = g_new0 (YaoKeyAlgorithm, n);
  g_autofree gsize *places = g_new0 (gsize, n);
  g_autoptr (GPtrArray) made = NULL;
  g_autoptr (GPtrArray) keys = g_ptr_array_new_with_free_func ((GDestroyNotify) yao_key_unref);
  gsize k = 0;

  for (gsize i = 0; i < n; i++)
    wanted[i] = i < n_founding ? founding[i]
                               : yao_issuance_get_key_algorithm (people[i - n_founding].algorithm);
  for (int slow = 1; slow >= 0; slow--)
    {
      for (gsize i = 0; i < n; i++)
        {
          if (is_slow (wanted[i]) != slow)
            continue;
          ordered[k] = wanted[i];
          places[i] = k++;
        }
    }

  made = yao_key_batch_generate (ordered, n, error);
  if (made == NULL)
    return NULL;
  for (gsize i = 0; i < n; i++)
    g_ptr_array_add (keys, yao_key_ref (made->pdata[places[i]]));
  return g_steal_pointer (&keys);
}

static gboolean
add_person (YaoInstallation *installation,
            const YaoDemoPerson *person,
            const YaoKey *key,
            GError **error)
{
  gint64 now = yao_installation_get_now (installation);
  g_autoptr (YaoUserRecord) user
      = yao_user_record_new (person->uid, person->name, YAO_DEMO_ORGANISATION);
  g_autoptr (YaoCertificateRecord) certificate = NULL;
  YaoIssuance issuance = {
    .uid = person->uid,
    .algorithm = person->algorithm,
    .key = key,
    .not_before = person->begins != 0 ? now + (gint64) person->begins * DAY : 0,
    .not_after = person->ends != 0 ? now + (gint64) person->ends * DAY : 0,
    .actor = "service",
  };

  user->phone = g_strdup (person->phone);
  user->department = g_strdup (person->department);
  user->role = g_strdup (person->role);
  user->created = now;
  user->changed = now;
  if (!yao_user_table_insert (yao_installation_get_database (installation), user, error))
    return FALSE;

  certificate = yao_issuance_issue (installation, &issuance, error);
  if (certificate == NULL)
    return FALSE;
  return !person->revoked
         || yao_issuance_revoke (installation, certificate, YAO_REVOCATION_REASON_SUPERSEDED,
                                 "service", error);
}

/**
 * yao_demo_make:
 * @installation: an empty installation
 * @address: the address that clients use
 * @error: return location
 *
 * Makes the whole demonstration in one transaction: it is there, or it is not.
 *
 * Returns: %TRUE if it is there
 */
gboolean
yao_demo_make (YaoInstallation *installation, const char *address, GError **error)
{
  const YaoKeyAlgorithm *founding = NULL;
  gsize n_founding = yao_founding_get_key_algorithms (&founding);
  gsize n_people = 0;
  const YaoDemoPerson *people = yao_demo_get_people (&n_people);
  g_autoptr (GPtrArray) keys = make_keys (error);
  g_autoptr (YaoTransaction) transaction = NULL;

  if (keys == NULL)
    return FALSE;
  transaction = yao_transaction_begin (yao_installation_get_database (installation), error);
  if (transaction == NULL
      || !yao_founding_make (installation, YAO_INSTALLATION_DEMO, YAO_DEMO_ORGANISATION, address,
                             keys, yao_installation_get_now (installation) - AUTHORITY_AGE, error)
      || !yao_installation_set_support (installation, SUPPORT, error))
    return FALSE;

  for (gsize i = 0; i < n_people; i++)
    {
      if (!add_person (installation, &people[i], keys->pdata[n_founding + i], error))
        return FALSE;
    }
  return yao_transaction_commit (transaction, error);
}
