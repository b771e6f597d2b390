/* yao-file-digest.c: a file's bytes, read once
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include "yao-file-digest.h"

#include "yao-error.h"

#define PIECE (64 * 1024)

/* Cancellation stays what it is; everything else is a file that cannot be read. */
static void
translate (GError *taken, GError **error)
{
  g_autoptr (GError) cause = taken;

  if (g_error_matches (cause, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_propagate_error (error, g_steal_pointer (&cause));
  else
    g_set_error (error, YAO_ERROR,
                 g_error_matches (cause, G_IO_ERROR, G_IO_ERROR_NOT_FOUND) ? YAO_ERROR_NOT_FOUND
                                                                           : YAO_ERROR_STORAGE,
                 "%s", cause->message);
}

/**
 * yao_file_digest:
 * @file: a file of any size
 * @kind: which digest
 * @size: (out): its size
 * @cancellable: (nullable): stops it
 * @error: return location
 *
 * Computes the digest of a file. Errors: %YAO_ERROR_NOT_FOUND, %YAO_ERROR_STORAGE.
 *
 * Returns: (transfer full): the digest, or %NULL on error
 */
GBytes *
yao_file_digest (GFile *file,
                 YaoDigestKind kind,
                 gint64 *size,
                 GCancellable *cancellable,
                 GError **error)
{
  g_autoptr (YaoDigester) digester = yao_digester_new (kind);
  g_autofree guint8 *piece = g_malloc (PIECE);
  g_autoptr (GError) local = NULL;
  g_autoptr (GFileInputStream) stream = g_file_read (file, cancellable, &local);
  gssize n = 0;

  *size = 0;
  while (stream != NULL
         && (n = g_input_stream_read (G_INPUT_STREAM (stream), piece, PIECE, cancellable, &local))
                > 0)
    {
      yao_digester_update (digester, piece, (gsize) n);
      *size += n;
    }
  if (local == NULL)
    return yao_digester_finish (digester);
  translate (g_steal_pointer (&local), error);
  return NULL;
}

/**
 * yao_file_digest_read:
 * @file: a file
 * @max_size: the most bytes that it may have
 * @cancellable: (nullable): stops it
 * @error: return location
 *
 * Reads a small file. Errors: %YAO_ERROR_NOT_FOUND, %YAO_ERROR_STORAGE, %YAO_ERROR_INVALID_INPUT
 * for one that is larger.
 *
 * Returns: (transfer full): its bytes, or %NULL on error
 */
GBytes *
yao_file_digest_read (GFile *file, gsize max_size, GCancellable *cancellable, GError **error)
{
  g_autoptr (GError) local = NULL;
  g_autoptr (GFileInputStream) stream = g_file_read (file, cancellable, &local);
  g_autofree guint8 *data = g_malloc (max_size + 1);
  gsize n = 0;

  if (stream == NULL
      || !g_input_stream_read_all (G_INPUT_STREAM (stream), data, max_size + 1, &n, cancellable,
                                   &local))
    {
      translate (g_steal_pointer (&local), error);
      return NULL;
    }
  if (n <= max_size)
    return g_bytes_new (data, n);
  g_set_error (error, YAO_ERROR, YAO_ERROR_INVALID_INPUT, "the file is too large");
  return NULL;
}
