/* yao-signature-file.h: signatures that somebody sends, checked and written anew
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * YaoSignatureFile:
 * @png: the picture
 * @inkml: (nullable): the strokes
 * @width: of the picture, pixels
 * @height: of the picture, pixels
 *
 * A signature of which every byte was written by this program.
 */
typedef struct
{
  GBytes *png;
  GBytes *inkml;
  guint width;
  guint height;
} YaoSignatureFile;

YaoSignatureFile *yao_signature_file_new (const char *format,
                                          GBytes *data,
                                          GError **error) G_GNUC_WARN_UNUSED_RESULT;
void yao_signature_file_free (YaoSignatureFile *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (YaoSignatureFile, yao_signature_file_free)

G_END_DECLS
