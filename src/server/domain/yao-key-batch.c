/* yao-key-batch.c: making several keys at once
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include "yao-key-batch.h"

typedef struct
{
  const YaoKeyAlgorithm *algorithms;
  YaoKey **keys;
  gsize n;
  int next;
  GMutex mutex;
  GError *error;
} Batch;

/* A place is empty where a key could not be made. */
static void
free_key (gpointer key)
{
  g_clear_pointer ((YaoKey **) &key, yao_key_unref);
}

static gpointer
generate_keys (gpointer data)
{
  Batch *batch = data;

  while (TRUE)
    {
      gsize i = (gsize) g_atomic_int_add (&batch->next, 1);
      g_autoptr (GError) error = NULL;

      if (i >= batch->n)
        return NULL;
      batch->keys[i] = yao_key_generate (batch->algorithms[i], &error);
      if (error != NULL)
        {
          g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&batch->mutex);

          if (batch->error == NULL)
            batch->error = g_steal_pointer (&error);
        }
    }
}

/**
 * yao_key_batch_generate:
 * @algorithms: (array length=n_algorithms): what keys; put the slow ones first
 * @n_algorithms: how many
 * @error: return location
 *
 * Makes keys on all processors. RSA keys take hundreds of milliseconds each.
 *
 * Returns: (transfer full) (element-type YaoKey): the keys, in the order of @algorithms
 */
GPtrArray *
yao_key_batch_generate (const YaoKeyAlgorithm *algorithms, gsize n_algorithms, GError **error)
{
  Batch batch = { .algorithms = algorithms, .n = n_algorithms };
  guint n_threads = MIN (g_get_num_processors (), (guint) n_algorithms);
  g_autoptr (GPtrArray) keys = g_ptr_array_new_with_free_func (free_key);
  g_autoptr (GPtrArray) threads = g_ptr_array_new ();

  g_mutex_init (&batch.mutex);
  g_ptr_array_set_size (keys, (int) n_algorithms);
  batch.keys = (YaoKey **) keys->pdata;

  for (guint i = 1; i < n_threads; i++)
    g_ptr_array_add (threads, g_thread_new ("keys", generate_keys, &batch));
  generate_keys (&batch);
  for (guint i = 0; i < threads->len; i++)
    g_thread_join (threads->pdata[i]);
  g_mutex_clear (&batch.mutex);

  if (batch.error != NULL)
    {
      g_propagate_error (error, batch.error);
      return NULL;
    }
  return g_steal_pointer (&keys);
}
