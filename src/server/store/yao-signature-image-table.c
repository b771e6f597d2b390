/* yao-signature-image-table.c: versions of handwritten signatures
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include "yao-signature-image-table.h"

#include "yao-error.h"

#define COLUMNS                                                                                    \
  "SELECT certificate, version, uid, device, created, deleted, width, height,"                     \
  " version = (SELECT max (version) FROM signature_images WHERE certificate = i.certificate),"     \
  " png IS NOT NULL, inkml IS NOT NULL FROM signature_images i"

/**
 * yao_signature_image_record_free:
 * @self: (transfer full) (nullable): a record
 *
 * Frees a record.
 */
void
yao_signature_image_record_free (YaoSignatureImageRecord *self)
{
  if (self == NULL)
    return;

  g_free (self->uid);
  g_free (self->device);
  g_clear_pointer (&self->png, g_bytes_unref);
  g_clear_pointer (&self->inkml, g_bytes_unref);
  g_free (self);
}

/**
 * yao_signature_image_table_find_certificate:
 * @database: the service's database
 * @id: of a lineage
 * @certificate: (out): its number
 * @uid: (out) (transfer full): its owner
 * @error: return location
 *
 * Finds the lineage that signatures belong to.
 *
 * Returns: %TRUE, or %FALSE with %YAO_ERROR_NOT_FOUND
 */
gboolean
yao_signature_image_table_find_certificate (YaoDatabase *database,
                                            const char *id,
                                            gint64 *certificate,
                                            char **uid,
                                            GError **error)
{
  g_autoptr (GError) local = NULL;
  g_autoptr (YaoRows) rows = NULL;

  g_assert (id != NULL && certificate != NULL && uid != NULL);

  rows = yao_database_query (database, error,
                             "SELECT c.number, u.uid FROM certificates c"
                             " JOIN users u ON u.id = c.user WHERE c.id = ?",
                             "t", id);
  if (rows == NULL)
    return FALSE;
  if (!yao_rows_next (rows, &local))
    {
      if (local == NULL)
        g_set_error (&local, YAO_ERROR, YAO_ERROR_NOT_FOUND, "no certificate has this id");
      g_propagate_error (error, g_steal_pointer (&local));
      return FALSE;
    }

  *certificate = yao_rows_get_int (rows, 0);
  *uid = yao_rows_dup_text (rows, 1);
  return TRUE;
}

/* Of old versions it is kept who made them and when. */
static gboolean
drop_old_pictures (YaoDatabase *database, gint64 certificate, gint64 before, GError **error)
{
  return yao_database_execute (database, error,
                               "UPDATE signature_images SET png = NULL, inkml = NULL"
                               " WHERE certificate = ? AND version <= ? AND png IS NOT NULL",
                               "ii", certificate, before);
}

/**
 * yao_signature_image_table_insert:
 * @database: the service's database
 * @image: a version; its number is filled in
 * @n_kept: of how many versions pictures are kept
 * @error: return location
 *
 * Adds the next version. Belongs in a transaction.
 *
 * Returns: %TRUE if it is done
 */
gboolean
yao_signature_image_table_insert (YaoDatabase *database,
                                  YaoSignatureImageRecord *image,
                                  gint64 n_kept,
                                  GError **error)
{
  g_autoptr (YaoRows) rows = NULL;

  g_assert (image != NULL && image->png != NULL && n_kept > 0);
  g_assert (yao_database_is_in_transaction (database));

  rows = yao_database_query (
      database, error,
      "SELECT coalesce (max (version), 0) + 1 FROM signature_images WHERE certificate = ?", "i",
      image->certificate);
  if (rows == NULL || !yao_rows_next (rows, error))
    return FALSE;
  image->version = yao_rows_get_int (rows, 0);
  image->is_newest = TRUE;

  return yao_database_execute (
             database, error,
             "INSERT INTO signature_images (certificate, version, uid, device, created, deleted,"
             " width, height, png, inkml) VALUES (?, ?, ?, ?, ?, 0, ?, ?, ?, ?)",
             "iittiiibb", image->certificate, image->version, image->uid, image->device,
             image->created, image->width, image->height, image->png, image->inkml)
         && drop_old_pictures (database, image->certificate, image->version - n_kept, error);
}

static YaoSignatureImageRecord *
read_row (YaoRows *rows)
{
  YaoSignatureImageRecord *image = g_new0 (YaoSignatureImageRecord, 1);

  image->certificate = yao_rows_get_int (rows, 0);
  image->version = yao_rows_get_int (rows, 1);
  image->uid = yao_rows_dup_text (rows, 2);
  image->device = yao_rows_dup_text (rows, 3);
  image->created = yao_rows_get_int (rows, 4);
  image->deleted = yao_rows_get_int (rows, 5);
  image->width = yao_rows_get_int (rows, 6);
  image->height = yao_rows_get_int (rows, 7);
  image->is_newest = yao_rows_get_int (rows, 8) != 0;
  image->has_picture = yao_rows_get_int (rows, 9) != 0;
  image->has_ink = yao_rows_get_int (rows, 10) != 0;
  return image;
}

/**
 * yao_signature_image_table_get:
 * @database: the service's database
 * @certificate: number of a lineage
 * @version: a version, or 0 for the newest
 * @error: return location
 *
 * Gets a version, without what it looks like.
 *
 * Returns: (transfer full): the record, or %NULL with %YAO_ERROR_NOT_FOUND
 */
YaoSignatureImageRecord *
yao_signature_image_table_get (YaoDatabase *database,
                               gint64 certificate,
                               gint64 version,
                               GError **error)
{
  g_autoptr (GError) local = NULL;
  g_autoptr (YaoRows) rows = yao_database_query (
      database, error,
      COLUMNS " WHERE certificate = ?1 AND (version = ?2 OR ?2 = 0) ORDER BY version DESC LIMIT 1",
      "ii", certificate, version);

  if (rows == NULL)
    return NULL;
  if (yao_rows_next (rows, &local))
    return read_row (rows);

  if (local == NULL)
    g_set_error (&local, YAO_ERROR, YAO_ERROR_NOT_FOUND, "there is no such signature");
  g_propagate_error (error, g_steal_pointer (&local));
  return NULL;
}

/**
 * yao_signature_image_table_read:
 * @database: the service's database
 * @image: a version that was got
 * @error: return location
 *
 * Reads what a version looks like.
 *
 * Returns: %TRUE if it could be read
 */
gboolean
yao_signature_image_table_read (YaoDatabase *database,
                                YaoSignatureImageRecord *image,
                                GError **error)
{
  g_autoptr (YaoRows) rows = yao_database_query (
      database, error,
      "SELECT png, inkml FROM signature_images WHERE certificate = ? AND version = ?", "ii",
      image->certificate, image->version);

  if (rows == NULL || !yao_rows_next (rows, error))
    return FALSE;

  g_clear_pointer (&image->png, g_bytes_unref);
  g_clear_pointer (&image->inkml, g_bytes_unref);
  if (!yao_rows_is_null (rows, 0))
    image->png = yao_rows_dup_bytes (rows, 0);
  if (!yao_rows_is_null (rows, 1))
    image->inkml = yao_rows_dup_bytes (rows, 1);
  return TRUE;
}

/**
 * yao_signature_image_table_list:
 * @database: the service's database
 * @certificate: number of a lineage
 * @before: only versions before this one, or 0
 * @limit: the most to answer
 * @error: return location
 *
 * Lists versions, the newest first.
 *
 * Returns: (transfer full) (element-type YaoSignatureImageRecord): the records
 */
GPtrArray *
yao_signature_image_table_list (YaoDatabase *database,
                                gint64 certificate,
                                gint64 before,
                                gsize limit,
                                GError **error)
{
  g_autoptr (GPtrArray) images
      = g_ptr_array_new_with_free_func ((GDestroyNotify) yao_signature_image_record_free);
  g_autoptr (GError) local = NULL;
  g_autoptr (YaoRows) rows = yao_database_query (
      database, error,
      COLUMNS " WHERE certificate = ? AND version < ? ORDER BY version DESC LIMIT ?", "iii",
      certificate, before > 0 ? before : G_MAXINT64, (gint64) limit);

  if (rows == NULL)
    return NULL;
  while (yao_rows_next (rows, &local))
    g_ptr_array_add (images, read_row (rows));
  if (local != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return NULL;
    }
  return g_steal_pointer (&images);
}

/**
 * yao_signature_image_table_delete:
 * @database: the service's database
 * @certificate: number of a lineage
 * @version: a version
 * @now: the time
 * @error: return location
 *
 * Deletes what a version looked like; that there was one is kept.
 *
 * Returns: %TRUE if it is done, also where it was done before
 */
gboolean
yao_signature_image_table_delete (YaoDatabase *database,
                                  gint64 certificate,
                                  gint64 version,
                                  gint64 now,
                                  GError **error)
{
  return yao_database_execute (database, error,
                               "UPDATE signature_images SET png = NULL, inkml = NULL, deleted = ?"
                               " WHERE certificate = ? AND version = ? AND deleted = 0",
                               "iii", now, certificate, version);
}
