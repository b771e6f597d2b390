/* yao-authorization-pages.c: the rows of a list of authorizations, page by page
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include "yao-authorization-list-private.h"

#include "yao-authorization-private.h"

#include <string.h>

/* So many pages are kept, so many wait to be asked for, and so many are on their way at a time. */
#define MAX_PAGES 64
#define MAX_WANTED 8
#define MAX_ON_WAY 2

/* One page on its way. */
typedef struct
{
  YaoAuthorizationList *list;
  guint turn;
  guint index;
} Trip;

typedef struct
{
  YaoAuthorizationQuery *query;
  gboolean may_ask;
} Question;

static void ask_next (YaoAuthorizationList *self);

/**
 * yao_authorization_list_free_page:
 * @data: (transfer full): a #YaoAuthorizationListPage
 *
 * Frees a page.
 */
void
yao_authorization_list_free_page (gpointer data)
{
  YaoAuthorizationListPage *page = data;

  g_ptr_array_unref (page->rows);
  g_free (page);
}

static void
free_question (gpointer data)
{
  Question *question = data;

  yao_authorization_query_free (question->query);
  g_free (question);
}

static YaoAuthorizationListPage *
find_page (YaoAuthorizationList *self, guint index)
{
  return g_hash_table_lookup (self->pages, GUINT_TO_POINTER (index + 1));
}

static void
drop_page (YaoAuthorizationList *self, YaoAuthorizationListPage *page)
{
  g_queue_remove (self->recent, page);
  g_queue_remove (self->wanted, page);
  g_hash_table_remove (self->pages, GUINT_TO_POINTER (page->index + 1));
}

/**
 * yao_authorization_list_drop_pages:
 * @self: a list
 *
 * Lets every row go.
 */
void
yao_authorization_list_drop_pages (YaoAuthorizationList *self)
{
  g_queue_clear (self->recent);
  g_queue_clear (self->wanted);
  g_hash_table_remove_all (self->pages);
}

/* The page that was looked at the longest ago goes, but never one that is on its way. */
static void
bound_pages (YaoAuthorizationList *self)
{
  GList *link = self->recent->tail;

  while (g_hash_table_size (self->pages) > MAX_PAGES && link != NULL)
    {
      YaoAuthorizationListPage *page = link->data;

      link = link->prev;
      if (!page->on_way)
        drop_page (self, page);
    }
}

static YaoAuthorizationListPage *
make_page (YaoAuthorizationList *self, guint index)
{
  YaoAuthorizationListPage *page = g_new0 (YaoAuthorizationListPage, 1);

  page->index = index;
  page->rows = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = 0; i < YAO_AUTHORIZATION_LIST_PAGE; i++)
    g_ptr_array_add (page->rows, yao_authorization_new_empty ());
  g_hash_table_insert (self->pages, GUINT_TO_POINTER (index + 1), page);
  g_queue_push_head (self->recent, page);
  bound_pages (self);
  return page;
}

/**
 * yao_authorization_list_has_wanted:
 * @self: a list
 *
 * Tells whether rows are on their way.
 *
 * Returns: %TRUE if they are
 */
gboolean
yao_authorization_list_has_wanted (YaoAuthorizationList *self)
{
  return self->on_way > 0 || self->wanted->length > 0;
}

static void
want_page (YaoAuthorizationList *self, YaoAuthorizationListPage *page)
{
  gboolean was_loading = yao_authorization_list_has_wanted (self);

  if (page->loaded || page->on_way)
    return;
  g_queue_remove (self->wanted, page);
  g_queue_push_head (self->wanted, page);
  if (self->wanted->length > MAX_WANTED)
    g_queue_pop_tail (self->wanted);
  ask_next (self);
  if (was_loading != yao_authorization_list_has_wanted (self))
    g_object_notify (G_OBJECT (self), "loading");
}

static gboolean
perform_page (YaoCall *call, GCancellable *cancellable, GError **error)
{
  Question *question = call->input;
  g_autoptr (YaoIdentityWork) work
      = yao_identity_call_open (call, "authorizations", cancellable, error);
  YaoAuthorizationPage *page;

  if (work == NULL)
    return FALSE;
  work->may_ask = question->may_ask;
  page = yao_authorization_work_page (work, question->query, cancellable, error);
  if (page != NULL)
    yao_call_set_outcome (call, page, (GDestroyNotify) yao_authorization_page_free);
  return page != NULL;
}

static const YaoCallClass page_class = { perform_page, NULL };

static void
set_number (YaoAuthorizationList *self, gint64 *place, gint64 number, const char *name)
{
  if (*place == number)
    return;
  *place = number;
  g_object_notify (G_OBJECT (self), name);
}

static void
take_counts (YaoAuthorizationList *self, const YaoAuthorizationPage *answer)
{
  set_number (self, &self->counts[YAO_AUTHORIZATION_PENDING], answer->counts->pending, "pending");
  set_number (self, &self->counts[YAO_AUTHORIZATION_ACTIVE], answer->counts->active, "active");
  set_number (self, &self->counts[YAO_AUTHORIZATION_FROZEN], answer->counts->frozen, "frozen");
  set_number (self, &self->counts[YAO_AUTHORIZATION_EXPIRED], answer->counts->expired, "expired");
  self->is_exact = answer->total_exact;
  set_number (self, &self->total, answer->total, "total");
  set_number (self, &self->updated, yao_clock_get_unix (yao_client_get_clock (self->client)),
              "updated");
  self->list_version = answer->list_version;
  if (!self->loaded)
    {
      self->loaded = TRUE;
      g_object_notify (G_OBJECT (self), "loaded");
    }
}

/* How many rows of the page are the same ones as in the answer, from the first on. */
static guint
count_same (const YaoAuthorizationListPage *page, const YaoAuthorizationPage *answer)
{
  guint i = 0;

  while (i < answer->items->len && i < page->rows->len)
    {
      YaoAuthorization *row = page->rows->pdata[i];
      const YaoAuthorizationMessage *message = answer->items->pdata[i];
      const char *id = yao_authorization_get_id (row);

      if (id != NULL && strcmp (id, message->id) != 0)
        break;
      i++;
    }
  return i;
}

static void
fill_rows (YaoAuthorizationListPage *page, YaoAuthorizationPage *answer, guint same)
{
  for (guint i = 0; i < page->rows->len && i < answer->items->len; i++)
    {
      if (i >= same)
        {
          g_object_unref (page->rows->pdata[i]);
          page->rows->pdata[i] = yao_authorization_new_empty ();
        }
      yao_authorization_fill (page->rows->pdata[i], answer->items->pdata[i]);
      answer->items->pdata[i] = NULL;
    }
  for (guint i = answer->items->len; i < page->rows->len; i++)
    {
      g_object_unref (page->rows->pdata[i]);
      page->rows->pdata[i] = yao_authorization_new_empty ();
    }
  g_ptr_array_remove_range (answer->items, 0, MIN (page->rows->len, answer->items->len));
  page->loaded = TRUE;
}

static void
drop_others (YaoAuthorizationList *self, YaoAuthorizationListPage *kept)
{
  GHashTableIter iter;
  gpointer value;

  g_queue_clear (self->recent);
  g_queue_clear (self->wanted);
  g_hash_table_iter_init (&iter, self->pages);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    {
      if (value != kept)
        g_hash_table_iter_remove (&iter);
    }
  g_queue_push_head (self->recent, kept);
}

/* The list changed since the other pages came. Rows before the first one that is another stay. */
static void
show_changed (YaoAuthorizationList *self,
              YaoAuthorizationListPage *page,
              YaoAuthorizationPage *answer)
{
  guint old = self->n_items;
  guint new = (guint) MIN (answer->total, G_MAXINT32);
  guint same = count_same (page, answer);
  guint start = page->index == 0 ? MIN (MIN (same, old), new) : 0;

  drop_others (self, page);
  fill_rows (page, answer, same);
  self->n_items = new;
  if (start < old || start < new)
    g_list_model_items_changed (G_LIST_MODEL (self), start, old - start, new - start);
}

static void
take_answer (YaoAuthorizationList *self, guint index, YaoAuthorizationPage *answer)
{
  YaoAuthorizationListPage *page = find_page (self, index);
  gboolean is_other
      = !self->loaded || answer->list_version != self->list_version || answer->total != self->total;

  if (page == NULL)
    page = make_page (self, index);
  page->on_way = FALSE;
  take_counts (self, answer);
  if (is_other)
    show_changed (self, page, answer);
  else
    fill_rows (page, answer, YAO_AUTHORIZATION_LIST_PAGE);
}

static void
set_error (YaoAuthorizationList *self, GError *error)
{
  if (self->error == NULL && error == NULL)
    return;
  g_clear_error (&self->error);
  self->error = error;
  g_object_notify (G_OBJECT (self), "error");
}

static void
free_trip (gpointer data)
{
  Trip *trip = data;

  g_object_unref (trip->list);
  g_free (trip);
}

static void
arrive (YaoAuthorizationList *self, Trip *trip, YaoAuthorizationPage *answer, GError *error)
{
  YaoAuthorizationListPage *page = find_page (self, trip->index);

  self->on_way--;
  if (answer != NULL)
    {
      set_error (self, NULL);
      take_answer (self, trip->index, answer);
    }
  else
    {
      if (page != NULL)
        page->on_way = FALSE;
      g_queue_clear (self->wanted);
      set_error (self, g_error_copy (error));
    }
  ask_next (self);
  if (!yao_authorization_list_has_wanted (self))
    g_object_notify (G_OBJECT (self), "loading");
}

static void
page_ready_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Trip *trip = user_data;
  g_autoptr (GError) error = NULL;
  YaoCall *call = g_task_get_task_data (G_TASK (result));
  gboolean done = yao_call_finish (YAO_CLIENT (source), result, page_ready_cb, NULL, NULL, &error);

  if (trip->turn == trip->list->turn)
    arrive (trip->list, trip, done ? call->outcome : NULL, error);
  free_trip (trip);
}

static void
send_question (YaoAuthorizationList *self, YaoAuthorizationListPage *page)
{
  YaoCall *call = yao_identity_call_new (self->client, &page_class, self->certificate);
  Question *question = g_new0 (Question, 1);
  Trip *trip = g_new0 (Trip, 1);

  question->query = yao_authorization_query_copy (self->query);
  question->query->offset = (guint64) page->index * YAO_AUTHORIZATION_LIST_PAGE;
  question->query->limit = YAO_AUTHORIZATION_LIST_PAGE;
  question->may_ask = self->may_ask;
  call->input = question;
  call->input_free = free_question;
  trip->list = g_object_ref (self);
  trip->turn = self->turn;
  trip->index = page->index;
  page->on_way = TRUE;
  self->on_way++;
  yao_call_start (call, page_ready_cb, self->cancellable, page_ready_cb, trip);
}

static void
ask_next (YaoAuthorizationList *self)
{
  while (self->on_way < MAX_ON_WAY && self->wanted->length > 0)
    send_question (self, g_queue_pop_head (self->wanted));
}

/* Answers that are still on their way do not count any more. */
static void
stop_trips (YaoAuthorizationList *self)
{
  GHashTableIter iter;
  gpointer value;

  self->turn++;
  self->on_way = 0;
  g_queue_clear (self->wanted);
  g_cancellable_cancel (self->cancellable);
  g_object_unref (self->cancellable);
  self->cancellable = g_cancellable_new ();
  g_hash_table_iter_init (&iter, self->pages);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    ((YaoAuthorizationListPage *) value)->on_way = FALSE;
}

/**
 * yao_authorization_list_start_over:
 * @self: a list
 *
 * Asks another question: the rows are gone at once, so that nothing is chosen that is not shown.
 */
void
yao_authorization_list_start_over (YaoAuthorizationList *self)
{
  guint old = self->n_items;

  stop_trips (self);
  yao_authorization_list_drop_pages (self);
  self->n_items = 0;
  self->may_ask = TRUE;
  if (self->loaded)
    {
      self->loaded = FALSE;
      g_object_notify (G_OBJECT (self), "loaded");
    }
  if (old > 0)
    g_list_model_items_changed (G_LIST_MODEL (self), 0, old, 0);
  want_page (self, make_page (self, 0));
  g_object_notify (G_OBJECT (self), "loading");
}

/**
 * yao_authorization_list_look_again:
 * @self: a list
 * @may_ask: whether people are asked for the PIN
 *
 * Asks the same again. What is there stays until the answer comes.
 */
void
yao_authorization_list_look_again (YaoAuthorizationList *self, gboolean may_ask)
{
  YaoAuthorizationListPage *page = g_queue_peek_head (self->recent);

  stop_trips (self);
  self->may_ask = may_ask;
  if (page == NULL)
    page = make_page (self, 0);
  page->loaded = FALSE;
  want_page (self, page);
  g_object_notify (G_OBJECT (self), "loading");
}

/**
 * yao_authorization_list_look_at:
 * @self: a list
 * @position: a row that there is
 *
 * Gets a row, and asks for its page where that has not come.
 *
 * Returns: (transfer full): the row
 */
YaoAuthorization *
yao_authorization_list_look_at (YaoAuthorizationList *self, guint position)
{
  YaoAuthorizationListPage *page = find_page (self, position / YAO_AUTHORIZATION_LIST_PAGE);

  if (page == NULL)
    page = make_page (self, position / YAO_AUTHORIZATION_LIST_PAGE);
  else if (g_queue_peek_head (self->recent) != page)
    {
      g_queue_remove (self->recent, page);
      g_queue_push_head (self->recent, page);
    }
  want_page (self, page);
  return g_object_ref (page->rows->pdata[position % YAO_AUTHORIZATION_LIST_PAGE]);
}
