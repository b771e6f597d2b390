/* yao-demo-authorizations.c: the authorizations of the demonstration
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include "yao-authorizations.h"
#include "yao-certificate-table.h"
#include "yao-demo.h"
#include "yao-error.h"
#include "yao-user-table.h"

#include <string.h>

#define GRANTOR "10001"
#define DAY (24 * 60 * 60)

/* People whom the service knows and who have no certificate of their own. */
static const struct
{
  const char *uid;
  const char *name;
  const char *department;
} others[] = {
  { "20001", "高翔", "心内科" },     { "20002", "林晓", "心内科" },
  { "20003", "何芳", "护理部" },     { "20004", "郭强", "急诊科" },
  { "20005", "马丽", "急诊科" },     { "20006", "罗军", "放射科" },
  { "20007", "梁艳", "放射科" },     { "20008", "宋涛", "检验科" },
  { "20009", "郑洁", "检验科" },     { "20010", "谢明", "药剂科" },
  { "20011", "韩雪", "药剂科" },     { "20012", "唐伟", "医务科" },
  { "20013", "冯静", "医务科" },     { "20014", "于洋", "财务科" },
  { "20015", "董娜", "财务科" },     { "20016", "萧然", "信息中心" },
  { "20017", "程浩", "信息中心" },   { "20018", "曹颖", "办公室" },
  { "20019", "袁野", "办公室" },     { "20020", "司马青", "法务部" },
  { "20021", "诸葛亮亮", "法务部" }, { "20022", "阿依古丽·买买提", "护理部" },
  { "20023", "邓超", "采购部" },     { "20024", "许晴", "采购部" },
  { "20025", "傅蕾", "人力资源部" }, { "20026", "沈阳", "人力资源部" },
  { "20027", "曾妮", "护理部" },     { "20028", "彭飞", "心内科" },
  { "20029", "吕梁", "急诊科" },     { "20030", "苏醒", "检验科" },
};

/* Who is in which state, with when it ends in days from the making of the demonstration. */
static const struct
{
  const char *uid;
  const char *state;
  int ends;
  int uses;
  int used;
} rows[] = {
  { "10011", "active", 90, 100, 3 },   { "10012", "active", 30, 10, 0 },
  { "20001", "active", 5, 20, 12 },    { "20002", "active", 365, 1000, 17 },
  { "20003", "active", 180, 50, 49 },  { "20004", "active", 60, 30, 5 },
  { "20005", "active", 45, 10, 1 },    { "20006", "active", 3, 5, 4 },
  { "20007", "active", 120, 200, 88 }, { "20008", "active", 30, 10, 2 },
  { "20009", "active", 365, 500, 0 },  { "10003", "active", 730, 1000, 250 },
  { "20010", "frozen", 90, 10, 4 },    { "20011", "frozen", 60, 20, 0 },
  { "20012", "frozen", 30, 5, 5 - 1 }, { "20013", "frozen", 365, 100, 31 },
  { "20014", "frozen", 10, 10, 9 },    { "10004", "frozen", 180, 50, 6 },
  { "20015", "expired", -1, 10, 4 },   { "20016", "expired", -30, 20, 20 },
  { "20017", "expired", -365, 5, 1 },  { "20018", "expired", 60, 3, 3 },
  { "20019", "expired", -7, 100, 66 }, { "10005", "expired", -90, 10, 0 },
  { "10006", "expired", 30, 1, 1 },    { "10010", "expired", -2, 10, 2 },
  { "20020", "pending", 30, 10, 0 },   { "20021", "pending", 60, 20, 0 },
  { "20022", "pending", 90, 5, 0 },    { "20023", "pending", 365, 100, 0 },
  { "20024", "pending", 7, 1, 0 },     { "20025", "pending", 30, 10, 0 },
  { "20026", "pending", 180, 50, 0 },  { "20027", "pending", 30, 3, 0 },
  { "20028", "pending", 45, 10, 0 },   { "20029", "pending", 90, 30, 0 },
  { "20030", "pending", 365, 200, 0 }, { "10007", "pending", 30, 10, 0 },
  { "10008", "pending", 60, 10, 0 },   { "10009", "pending", 14, 2, 0 },
};

static gboolean
add_others (YaoInstallation *installation, GError **error)
{
  YaoDatabase *database = yao_installation_get_database (installation);

  for (gsize i = 0; i < G_N_ELEMENTS (others); i++)
    {
      g_autoptr (YaoUserRecord) user
          = yao_user_record_new (others[i].uid, others[i].name, YAO_DEMO_ORGANISATION);

      user->phone = g_strdup_printf ("1390002%04d", (int) i + 1);
      user->department = g_strdup (others[i].department);
      user->created = yao_installation_get_now (installation);
      user->changed = user->created;
      if (!yao_user_table_insert (database, user, error))
        return FALSE;
    }
  return TRUE;
}

static void
fill_person (YaoAuthorizationRecord *record, const YaoUserRecord *owner, const YaoUserRecord *user)
{
  record->holder = g_strdup (owner->uid);
  record->holder_user = owner->id;
  record->grantee_user = user->id;
  record->submitter_user = user->id;
  record->submitter = g_strdup (user->uid);
  record->uid = g_strdup (user->uid);
  record->name = g_strdup (user->name);
  record->phone = g_strdup (user->phone);
  record->document_kind = g_strdup ("resident-id");
  record->document = g_strdup_printf ("1101**********%.4s", user->phone + strlen (user->phone) - 4);
  record->known = TRUE;
}

static gboolean
add_row (YaoInstallation *installation,
         gsize i,
         const YaoUserRecord *owner,
         const char *certificate,
         GError **error)
{
  YaoDatabase *database = yao_installation_get_database (installation);
  gint64 now = yao_installation_get_now (installation);
  g_autoptr (YaoUserRecord) user = yao_user_table_find (database, rows[i].uid, error);
  g_autoptr (YaoAuthorizationRecord) record = g_new0 (YaoAuthorizationRecord, 1);
  gboolean is_pending = strcmp (rows[i].state, "pending") == 0;
  gboolean has_pin = i < 2;

  if (user == NULL)
    return FALSE;
  fill_person (record, owner, user);
  record->id = g_strdup_printf ("demo%04d", (int) i + 1);
  record->certificate = is_pending ? NULL : g_strdup (certificate);
  record->state = g_strdup (rows[i].state);
  record->version = is_pending ? 1 : 2;
  record->ends = now + (gint64) rows[i].ends * DAY;
  record->begins = MIN (now, record->ends) - 30 * DAY;
  record->uses = rows[i].uses;
  record->uses_left = rows[i].uses - rows[i].used;
  /* The others get a PIN when it is reset. */
  record->pin = g_strdup (has_pin ? "waiting" : "none");
  record->created = now - (gint64) (40 - i) * DAY / 2;
  record->changed = record->created + (is_pending ? 0 : 3600);
  return yao_authorization_table_insert (database, record, error)
         && yao_authorizations_write (installation, record,
                                      is_pending ? "authorization.apply" : "authorization.grant",
                                      is_pending ? user->uid : owner->uid, NULL, error);
}

static gboolean
find_certificate (YaoInstallation *installation, char **id, GError **error)
{
  g_autoptr (GPtrArray) certificates = yao_certificate_table_list_of_user (
      yao_installation_get_database (installation), GRANTOR, 0, 1, error);

  if (certificates == NULL)
    return FALSE;
  if (certificates->len == 0)
    {
      g_set_error (error, YAO_ERROR, YAO_ERROR_NOT_FOUND, GRANTOR " has no certificate");
      return FALSE;
    }
  *id = g_strdup (((YaoCertificateRecord *) certificates->pdata[0])->id);
  return TRUE;
}

static gboolean
make_all (YaoInstallation *installation, const YaoUserRecord *owner, GError **error)
{
  g_autoptr (YaoTransaction) transaction
      = yao_transaction_begin (yao_installation_get_database (installation), error);
  g_autofree char *certificate = NULL;

  if (transaction == NULL || !find_certificate (installation, &certificate, error)
      || !add_others (installation, error))
    return FALSE;
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      if (!add_row (installation, i, owner, certificate, error))
        return FALSE;
    }
  return yao_transaction_commit (transaction, error);
}

/**
 * yao_demo_make_authorizations:
 * @installation: a demonstration, with its PINs
 * @error: return location
 *
 * Gives 10001 some forty authorizations, in all states, once; 10011 and 10012 get PINs for his
 * certificate by SMS.
 *
 * Returns: %TRUE if they are there
 */
gboolean
yao_demo_make_authorizations (YaoInstallation *installation, GError **error)
{
  YaoDatabase *database = yao_installation_get_database (installation);
  g_autoptr (YaoUserRecord) owner = yao_user_table_find (database, GRANTOR, error);
  gint64 version = 0;

  if (owner == NULL
      || !yao_authorization_table_get_list_version (database, owner->id, &version, error))
    return FALSE;
  return (version > 0 || make_all (installation, owner, error))
         && yao_authorization_worker_finish (installation, error);
}
