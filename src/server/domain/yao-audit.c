/* yao-audit.c: writing down what was done
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include "yao-audit.h"

#include "yao-audit-table.h"
#include "yao-digest.h"
#include "yao-random.h"

#include <string.h>

/* The form of a leaf, for ever: the label, then each field as four bytes of length (big-endian) and
 * the bytes, in this order: seq and time (eight bytes each, big-endian), key, act, actor, subject,
 * device, authorization, digest, digest of the last leaf of the same key. A field that is absent
 * has length 0. Actor, subject, device and authorization stand there as SHA-256 (salt ‖ text):
 * whoever drops the salt has forgotten the person, and the log still holds.
 */
#define LEAF_LABEL "yunyao-audit-leaf-v1\n"
#define SALT_SIZE 16
#define CHECK_PAGE 1000

static void
append_field (GByteArray *leaf, gconstpointer data, gsize size)
{
  guint32 length = GUINT32_TO_BE ((guint32) size);

  g_byte_array_append (leaf, (const guint8 *) &length, sizeof length);
  if (size > 0)
    g_byte_array_append (leaf, data, (guint) size);
}

static void
append_number (GByteArray *leaf, gint64 number)
{
  guint64 value = GUINT64_TO_BE ((guint64) number);

  append_field (leaf, &value, sizeof value);
}

static void
append_text (GByteArray *leaf, const char *text)
{
  append_field (leaf, text, text != NULL ? strlen (text) : 0);
}

static void
append_bytes (GByteArray *leaf, GBytes *bytes)
{
  gsize size = 0;
  gconstpointer data = bytes != NULL ? g_bytes_get_data (bytes, &size) : NULL;

  append_field (leaf, data, size);
}

static void
append_person (GByteArray *leaf, GBytes *salt, const char *text)
{
  g_autoptr (GByteArray) salted = NULL;
  g_autoptr (GBytes) digest = NULL;

  if (text != NULL)
    {
      salted = g_byte_array_new ();
      g_byte_array_append (salted, g_bytes_get_data (salt, NULL), (guint) g_bytes_get_size (salt));
      g_byte_array_append (salted, (const guint8 *) text, (guint) strlen (text));
      digest = yao_digest (YAO_DIGEST_SHA256, salted->data, salted->len);
    }
  append_bytes (leaf, digest);
}

static GBytes *
make_leaf (const YaoAuditEntry *entry, gint64 seq, gint64 now, GBytes *salt, GBytes *previous)
{
  GByteArray *leaf = g_byte_array_new ();

  g_byte_array_append (leaf, (const guint8 *) LEAF_LABEL, strlen (LEAF_LABEL));
  append_number (leaf, seq);
  append_number (leaf, now);
  append_text (leaf, entry->key);
  append_text (leaf, entry->act);
  append_person (leaf, salt, entry->actor);
  append_person (leaf, salt, entry->subject);
  append_person (leaf, salt, entry->device);
  append_person (leaf, salt, entry->authorization);
  append_bytes (leaf, entry->digest);
  append_bytes (leaf, previous);
  return g_byte_array_free_to_bytes (leaf);
}

/* RFC 9162 section 2.1.1: the digest of a leaf is over a zero byte and the leaf. */
static GBytes *
hash_leaf (GBytes *leaf)
{
  g_autoptr (GByteArray) input = g_byte_array_new ();
  const guint8 zero = 0;

  g_byte_array_append (input, &zero, 1);
  g_byte_array_append (input, g_bytes_get_data (leaf, NULL), (guint) g_bytes_get_size (leaf));
  return yao_digest (YAO_DIGEST_SHA256, input->data, input->len);
}

/**
 * yao_audit_write:
 * @database: the service's database, in the transaction of the work
 * @entry: what was done
 * @now: the time
 * @error: return location
 *
 * Writes down what was done. If this fails the work must not be committed.
 *
 * Returns: %TRUE if it is written
 */
gboolean
yao_audit_write (YaoDatabase *database, const YaoAuditEntry *entry, gint64 now, GError **error)
{
  g_autoptr (GBytes) salt = yao_random_bytes (SALT_SIZE);
  g_autoptr (GBytes) previous = NULL;
  g_autoptr (GBytes) leaf = NULL;
  g_autoptr (GBytes) hash = NULL;
  YaoAuditRecord record = { 0 };
  gint64 seq = 0;

  g_assert (entry != NULL && entry->act != NULL && entry->actor != NULL);

  if (!yao_audit_table_get_last (database, entry->key, &seq, &previous, error))
    return FALSE;

  leaf = make_leaf (entry, seq + 1, now, salt, previous);
  hash = hash_leaf (leaf);
  record = (YaoAuditRecord){ .seq = seq + 1,
                             .time = now,
                             .key = (char *) entry->key,
                             .act = (char *) entry->act,
                             .leaf = leaf,
                             .hash = hash,
                             .salt = salt,
                             .actor = (char *) entry->actor,
                             .subject = (char *) (entry->subject != NULL ? entry->subject : "") };
  return yao_audit_table_insert (database, &record, error);
}

/* Whether a record's leaf ends with the digest that its key's chain had before it. */
static gboolean
follows (YaoAuditRecord *record, GBytes *previous)
{
  g_autoptr (GByteArray) end = g_byte_array_new ();
  gsize size = 0;
  const guint8 *leaf = g_bytes_get_data (record->leaf, &size);

  append_bytes (end, previous);
  return size >= end->len && memcmp (leaf + size - end->len, end->data, end->len) == 0;
}

static void
check_record (YaoAuditRecord *record, gint64 seq, GHashTable *chains, GPtrArray *problems)
{
  g_autoptr (GBytes) hash = hash_leaf (record->leaf);
  const char *chain = record->key != NULL ? record->key : "";

  if (record->seq != seq)
    g_ptr_array_add (problems,
                     g_strdup_printf ("audit record %" G_GINT64_FORMAT " is missing", seq));
  if (!g_bytes_equal (hash, record->hash))
    g_ptr_array_add (
        problems,
        g_strdup_printf ("audit record %" G_GINT64_FORMAT " does not fit its digest", record->seq));
  if (!follows (record, g_hash_table_lookup (chains, chain)))
    g_ptr_array_add (problems, g_strdup_printf ("audit record %" G_GINT64_FORMAT
                                                " does not follow the one before it",
                                                record->seq));
  g_hash_table_replace (chains, g_strdup (chain), g_steal_pointer (&hash));
}

/**
 * yao_audit_check:
 * @database: the service's database
 * @problems: (element-type utf8): where a sentence for each problem goes
 * @error: return location
 *
 * Goes through the whole log: no gaps, every digest fits, every chain holds.
 *
 * Returns: %TRUE if it could be read
 */
gboolean
yao_audit_check (YaoDatabase *database, GPtrArray *problems, GError **error)
{
  g_autoptr (GHashTable) chains
      = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_bytes_unref);
  gint64 seq = 0;

  while (TRUE)
    {
      g_autoptr (GPtrArray) page = yao_audit_table_list (database, seq, CHECK_PAGE, error);

      if (page == NULL)
        return FALSE;
      if (page->len == 0)
        return TRUE;
      for (guint i = 0; i < page->len; i++)
        {
          YaoAuditRecord *record = page->pdata[i];

          check_record (record, seq + 1, chains, problems);
          seq = record->seq;
        }
    }
}
