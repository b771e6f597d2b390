/* yao-client-watch.c: hearing of what happens to an account
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include "yao-client-notices.h"

#include "yao-event-watch.h"
#include "yao-identity.h"
#include "yao-notice-list.h"

typedef struct
{
  YaoClient *client; /* not owned: the place lives with it */
  YaoCertificate *certificate;
  YaoEventWatch *watch;
} Place;

static void
free_place (gpointer data)
{
  Place *place = data;

  yao_event_watch_free (place->watch);
  g_object_unref (place->certificate);
  g_free (place);
}

static void
news_cb (GPtrArray *events, GPtrArray *notices, gboolean is_over, gpointer user_data)
{
  Place *place = user_data;
  g_autoptr (YaoClient) client = g_object_ref (place->client);
  g_autoptr (YaoCertificate) certificate = g_object_ref (place->certificate);
  g_autoptr (GPtrArray) kept = events != NULL ? g_ptr_array_ref (events) : NULL;
  YaoSessions *sessions = yao_identity_get_sessions (yao_client_get_identity (client));

  if (notices != NULL)
    yao_notice_list_show (yao_client_get_notices (client),
                          yao_event_watch_get_account (place->watch), notices);
  if (is_over)
    yao_notice_list_tidy (yao_client_get_notices (client), sessions);
  for (guint i = 0; kept != NULL && i < kept->len; i++)
    yao_client_tell_event (client, certificate, kept->pdata[i]);
}

static Place *
find_place (GPtrArray *places, const YaoAccount *account)
{
  for (guint i = 0; i < places->len; i++)
    {
      Place *place = places->pdata[i];

      if (!yao_event_watch_is_cancelled (place->watch)
          && g_str_equal (yao_event_watch_get_account (place->watch)->key, account->key))
        return place;
    }
  return NULL;
}

/* What was ended before and has come to its end. */
static void
reap (GPtrArray *places)
{
  for (guint i = places->len; i > 0; i--)
    {
      if (yao_event_watch_is_over (((Place *) places->pdata[i - 1])->watch))
        g_ptr_array_remove_index (places, i - 1);
    }
}

/**
 * yao_client_watch_new_places:
 *
 * Makes the list of what a client watches. To free it is to wait for the threads.
 *
 * Returns: (transfer full): an empty list
 */
GPtrArray *
yao_client_watch_new_places (void)
{
  return g_ptr_array_new_with_free_func (free_place);
}

/**
 * yao_client_watch_events:
 * @self: a client
 * @certificate: a certificate of @self
 *
 * Begins to listen to what happens to the account that uses a certificate: #YaoClient::event tells
 * of it, and the list of yao_client_list_notices() follows. Nobody is asked for a PIN: while nobody
 * is signed in it waits. Where the service is out of reach it comes again by itself, and where
 * there are no streams it asks for the list once a minute. To begin twice is to begin once.
 */
void
yao_client_watch_events (YaoClient *self, YaoCertificate *certificate)
{
  g_autoptr (YaoAccount) account = NULL;
  GPtrArray *places;
  Place *place;

  g_return_if_fail (YAO_IS_CLIENT (self));
  g_return_if_fail (YAO_IS_CERTIFICATE (certificate));

  account = yao_account_new_for (certificate);
  places = yao_client_get_watches (self);
  reap (places);
  if (find_place (places, account) != NULL)
    return;

  place = g_new0 (Place, 1);
  place->client = self;
  place->certificate = g_object_ref (certificate);
  place->watch = yao_event_watch_start (self, account, news_cb, place);
  g_ptr_array_add (places, place);
}

/**
 * yao_client_unwatch_events:
 * @self: a client
 * @certificate: a certificate of @self
 *
 * Ends what yao_client_watch_events() began. The notices that are known stay.
 */
void
yao_client_unwatch_events (YaoClient *self, YaoCertificate *certificate)
{
  g_autoptr (YaoAccount) account = NULL;
  Place *place;

  g_return_if_fail (YAO_IS_CLIENT (self));
  g_return_if_fail (YAO_IS_CERTIFICATE (certificate));

  account = yao_account_new_for (certificate);
  place = find_place (yao_client_get_watches (self), account);
  if (place != NULL)
    yao_event_watch_cancel (place->watch);
}

/**
 * yao_client_is_watching:
 * @self: a client
 * @certificate: a certificate of @self
 *
 * Tells whether yao_client_watch_events() was called for the account.
 *
 * Returns: %TRUE if it was, and not ended since
 */
gboolean
yao_client_is_watching (YaoClient *self, YaoCertificate *certificate)
{
  g_autoptr (YaoAccount) account = NULL;

  g_return_val_if_fail (YAO_IS_CLIENT (self), FALSE);
  g_return_val_if_fail (YAO_IS_CERTIFICATE (certificate), FALSE);

  account = yao_account_new_for (certificate);
  return find_place (yao_client_get_watches (self), account) != NULL;
}
