/* yao-notice-list.c: the notices of every account in one live list
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include "yao-notice-list.h"

#include "yao-notice-private.h"

static GPtrArray *
copy_list (GListStore *list)
{
  GPtrArray *items = g_ptr_array_new_with_free_func (g_object_unref);
  guint count = g_list_model_get_n_items (G_LIST_MODEL (list));

  for (guint i = 0; i < count; i++)
    g_ptr_array_add (items, g_list_model_get_item (G_LIST_MODEL (list), i));
  return items;
}

static gboolean
is_of (YaoNotice *notice, const YaoAccount *account)
{
  return g_str_equal (yao_notice_get_account (notice)->key, account->key);
}

/* What is shown already keeps its object. */
static YaoNotice *
keep_or_take (GPtrArray *shown, YaoNotice *notice)
{
  for (guint i = 0; i < shown->len; i++)
    {
      if (yao_notice_is_same (shown->pdata[i], notice))
        return g_object_ref (shown->pdata[i]);
    }
  return g_object_ref (notice);
}

/* Changes what differs, in one step. */
static void
arrange (GListStore *list, GPtrArray *shown, GPtrArray *wanted)
{
  guint start = 0;
  guint end = 0;

  while (start < MIN (shown->len, wanted->len) && shown->pdata[start] == wanted->pdata[start])
    start++;
  while (end < MIN (shown->len, wanted->len) - start
         && shown->pdata[shown->len - 1 - end] == wanted->pdata[wanted->len - 1 - end])
    end++;
  if (shown->len - start - end > 0 || wanted->len - start - end > 0)
    g_list_store_splice (list, start, shown->len - start - end, wanted->pdata + start,
                         wanted->len - start - end);
}

/**
 * yao_notice_list_show:
 * @list: the list
 * @account: whose notices
 * @notices: (element-type YaoNotice): all of them, in their order
 *
 * Brings the notices of one account up to date; those of others stay where they are.
 */
void
yao_notice_list_show (GListStore *list, const YaoAccount *account, GPtrArray *notices)
{
  g_autoptr (GPtrArray) shown = copy_list (list);
  g_autoptr (GPtrArray) wanted = g_ptr_array_new_with_free_func (g_object_unref);
  gboolean is_done = FALSE;

  g_assert (G_IS_LIST_STORE (list));
  g_assert (account != NULL && notices != NULL);

  for (guint i = 0; i <= shown->len; i++)
    {
      if (!is_done && (i == shown->len || is_of (shown->pdata[i], account)))
        {
          for (guint n = 0; n < notices->len; n++)
            g_ptr_array_add (wanted, keep_or_take (shown, notices->pdata[n]));
          is_done = TRUE;
        }
      if (i < shown->len && !is_of (shown->pdata[i], account))
        g_ptr_array_add (wanted, g_object_ref (shown->pdata[i]));
    }
  arrange (list, shown, wanted);
}

/**
 * yao_notice_list_remove:
 * @list: the list
 * @account: whose notice
 * @id: its id
 *
 * Takes a notice out.
 */
void
yao_notice_list_remove (GListStore *list, const YaoAccount *account, const char *id)
{
  g_assert (G_IS_LIST_STORE (list));
  g_assert (account != NULL && id != NULL);

  for (guint i = g_list_model_get_n_items (G_LIST_MODEL (list)); i > 0; i--)
    {
      g_autoptr (YaoNotice) notice = g_list_model_get_item (G_LIST_MODEL (list), i - 1);

      if (is_of (notice, account) && g_str_equal (yao_notice_get_id (notice), id))
        g_list_store_remove (list, i - 1);
    }
}

/**
 * yao_notice_list_tidy:
 * @list: the list
 * @sessions: who is signed in
 *
 * Takes the notices out of everybody who is not signed in any more.
 */
void
yao_notice_list_tidy (GListStore *list, YaoSessions *sessions)
{
  g_assert (G_IS_LIST_STORE (list));
  g_assert (sessions != NULL);

  for (guint i = g_list_model_get_n_items (G_LIST_MODEL (list)); i > 0; i--)
    {
      g_autoptr (YaoNotice) notice = g_list_model_get_item (G_LIST_MODEL (list), i - 1);

      if (!yao_sessions_has (sessions, yao_notice_get_account (notice)))
        g_list_store_remove (list, i - 1);
    }
}
