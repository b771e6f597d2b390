/* yao-demo-pins.c: the PINs of the demonstration
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include "yao-account-table.h"
#include "yao-demo.h"
#include "yao-error.h"
#include "yao-pin-issue.h"
#include "yao-sms.h"

/* PINs are computed on all processors: each takes a tenth of a second and 64 MiB. */
typedef struct
{
  YaoPinDraft *drafts;
  gsize n;
  gsize next; /* atomic */
  YaoPinService *service;
  gboolean failed; /* atomic */
} Batch;

static gpointer
make_drafts (gpointer data)
{
  Batch *batch = data;

  while (TRUE)
    {
      gsize i = (gsize) g_atomic_pointer_add (&batch->next, 1);
      g_autoptr (GError) error = NULL;

      if (i >= batch->n)
        return NULL;
      if (!yao_pin_draft_make (&batch->drafts[i], batch->service, &error))
        {
          g_warning ("a PIN could not be made: %s", error->message);
          g_atomic_int_set (&batch->failed, TRUE);
        }
    }
}

static gboolean
make_all (YaoPinService *service, YaoPinDraft *drafts, gsize n, GError **error)
{
  Batch batch = { .drafts = drafts, .n = n, .service = service };
  g_autoptr (GPtrArray) threads = g_ptr_array_new ();

  for (guint i = 1; i < MIN (g_get_num_processors (), (guint) n); i++)
    g_ptr_array_add (threads, g_thread_new ("pins", make_drafts, &batch));
  make_drafts (&batch);
  for (guint i = 0; i < threads->len; i++)
    g_thread_join (threads->pdata[i]);

  if (!batch.failed)
    return TRUE;
  g_set_error (error, YAO_ERROR, YAO_ERROR_INTERNAL, "not every PIN could be made");
  return FALSE;
}

static gboolean
put_all (YaoInstallation *installation, const YaoPinDraft *drafts, gsize n, GError **error)
{
  g_autoptr (YaoTransaction) transaction
      = yao_transaction_begin (yao_installation_get_database (installation), error);

  if (transaction == NULL)
    return FALSE;
  for (gsize i = 0; i < n; i++)
    {
      if (!yao_pin_draft_put (installation, &drafts[i], "service", error))
        return FALSE;
    }
  return yao_transaction_commit (transaction, error);
}

/* Begins a PIN for each person who has none: FALSE if that cannot be told. */
static gboolean
begin_all (YaoInstallation *installation,
           const char *service_id,
           YaoPinDraft *drafts,
           gsize *n,
           GError **error)
{
  gsize n_people = 0;
  const YaoDemoPerson *people = yao_demo_get_people (&n_people);

  for (gsize i = 0; i < n_people; i++)
    {
      YaoPinOwner owner = { service_id, people[i].uid, people[i].uid };
      g_autoptr (GError) local = NULL;
      g_autoptr (YaoAccountRecord) account = yao_account_table_find (
          yao_installation_get_database (installation), people[i].uid, people[i].uid, &local);

      if (account != NULL)
        continue;
      if (!yao_error_is (local, YAO_ERROR_NOT_FOUND))
        {
          g_propagate_error (error, g_steal_pointer (&local));
          return FALSE;
        }
      yao_pin_draft_init (&drafts[(*n)++], &owner, people[i].has_known_pin ? YAO_DEMO_PIN : NULL);
    }
  return TRUE;
}

/**
 * yao_demo_make_pins:
 * @installation: a demonstration
 * @error: return location
 *
 * Gives each person of the demonstration who has none a PIN: most have the one that is printed
 * everywhere, the last three one that comes by SMS. Done at each start, so that a start that was
 * cut short, or a demonstration of an older version, is made whole.
 *
 * Returns: %TRUE if everybody has one
 */
gboolean
yao_demo_make_pins (YaoInstallation *installation, GError **error)
{
  g_autofree char *service_id = yao_installation_dup_service_id (installation, error);
  gsize n_people = 0;
  g_autofree YaoPinDraft *drafts = NULL;
  gsize n = 0;
  gboolean done;

  (void) yao_demo_get_people (&n_people);
  drafts = g_new0 (YaoPinDraft, n_people);
  done = service_id != NULL && begin_all (installation, service_id, drafts, &n, error)
         && (n == 0
             || (make_all (yao_installation_get_pin_service (installation), drafts, n, error)
                 && put_all (installation, drafts, n, error)))
         && yao_sms_send_waiting (installation, error);
  for (gsize i = 0; i < n; i++)
    yao_pin_draft_clear (&drafts[i]);
  return done;
}
