/* yao-database-transaction.c: all of it, or nothing
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include "yao-database.h"
#include "yao-database-private.h"

#include "yao-error.h"

struct _YaoTransaction
{
  YaoDatabase *database;
  int depth;
  gboolean done;
};

/**
 * yao_transaction_begin:
 * @self: a database
 * @error: return location
 *
 * Begins a transaction that may write, or, where one is open, one within it.
 *
 * Returns: (transfer full): the transaction; if it is freed without a commit nothing of it remains
 */
YaoTransaction *
yao_transaction_begin (YaoDatabase *self, GError **error)
{
  g_autofree char *sql = NULL;
  YaoTransaction *transaction;

  g_return_val_if_fail (YAO_IS_DATABASE (self), NULL);

  sql = self->depth == 0 ? g_strdup ("BEGIN IMMEDIATE")
                         : g_strdup_printf ("SAVEPOINT yao_%d", self->depth);
  if (!yao_database_run_script (self, sql, error))
    return NULL;

  transaction = g_new0 (YaoTransaction, 1);
  transaction->database = g_object_ref (self);
  transaction->depth = self->depth++;
  if (transaction->depth == 0)
    self->poisoned = FALSE;
  return transaction;
}

/**
 * yao_transaction_commit:
 * @transaction: a transaction
 * @error: return location
 *
 * Makes what was done lasting. Only the outermost commit writes it to disk.
 *
 * Returns: %TRUE if it is done
 */
gboolean
yao_transaction_commit (YaoTransaction *transaction, GError **error)
{
  g_autofree char *sql = NULL;
  YaoDatabase *self;

  g_return_val_if_fail (transaction != NULL && !transaction->done, FALSE);

  self = transaction->database;
  g_assert (self->depth == transaction->depth + 1);
  if (self->poisoned)
    {
      g_set_error (error, YAO_ERROR, YAO_ERROR_STORAGE, "%s: the transaction was given up",
                   self->path);
      return FALSE;
    }

  sql = transaction->depth == 0 ? g_strdup ("COMMIT")
                                : g_strdup_printf ("RELEASE yao_%d", transaction->depth);
  if (!yao_database_run_script (self, sql, error))
    return FALSE;

  transaction->done = TRUE;
  self->depth--;
  return TRUE;
}

/**
 * yao_transaction_free:
 * @transaction: (transfer full): a transaction
 *
 * Ends a transaction; one that was not committed is undone.
 */
void
yao_transaction_free (YaoTransaction *transaction)
{
  YaoDatabase *self;

  if (transaction == NULL)
    return;

  self = transaction->database;
  if (!transaction->done)
    {
      g_autofree char *sql = NULL;

      sql = transaction->depth == 0 ? g_strdup ("ROLLBACK")
                                    : g_strdup_printf ("ROLLBACK TO yao_%d; RELEASE yao_%d",
                                                       transaction->depth, transaction->depth);
      /* On a full disk SQLite may have rolled back already: then nothing is left to undo. */
      if (!sqlite3_get_autocommit (self->handle) && !yao_database_run_script (self, sql, NULL))
        self->poisoned = TRUE;
      else if (sqlite3_get_autocommit (self->handle) && transaction->depth > 0)
        self->poisoned = TRUE;
      self->depth--;
    }
  g_object_unref (self);
  g_free (transaction);
}

/**
 * yao_database_is_in_transaction:
 * @self: a database
 *
 * Tells whether a transaction is open.
 *
 * Returns: %TRUE if one is
 */
gboolean
yao_database_is_in_transaction (YaoDatabase *self)
{
  g_return_val_if_fail (YAO_IS_DATABASE (self), FALSE);

  return self->depth > 0;
}
