/* yao-signature-image-table.h: versions of handwritten signatures
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#pragma once

#include "yao-database.h"

G_BEGIN_DECLS

/* YaoSignatureImageRecord: one version; what it looks like is read apart */
typedef struct
{
  gint64 certificate; /* number of the lineage */
  gint64 version;     /* from 1 */
  char *uid;          /* who sent it */
  char *device;
  gint64 created;
  gint64 deleted; /* 0: not deleted */
  gint64 width;
  gint64 height;
  gboolean is_newest;
  gboolean has_picture;
  gboolean has_ink;
  GBytes *png;   /* or NULL */
  GBytes *inkml; /* or NULL */
} YaoSignatureImageRecord;

void yao_signature_image_record_free (YaoSignatureImageRecord *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (YaoSignatureImageRecord, yao_signature_image_record_free)

gboolean yao_signature_image_table_find_certificate (YaoDatabase *database,
                                                     const char *id,
                                                     gint64 *certificate,
                                                     char **uid,
                                                     GError **error);
gboolean yao_signature_image_table_insert (YaoDatabase *database,
                                           YaoSignatureImageRecord *image,
                                           gint64 n_kept,
                                           GError **error);
YaoSignatureImageRecord *yao_signature_image_table_get (YaoDatabase *database,
                                                        gint64 certificate,
                                                        gint64 version,
                                                        GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean yao_signature_image_table_read (YaoDatabase *database,
                                         YaoSignatureImageRecord *image,
                                         GError **error);
GPtrArray *yao_signature_image_table_list (YaoDatabase *database,
                                           gint64 certificate,
                                           gint64 before,
                                           gsize limit,
                                           GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean yao_signature_image_table_delete (YaoDatabase *database,
                                           gint64 certificate,
                                           gint64 version,
                                           gint64 now,
                                           GError **error);

G_END_DECLS
