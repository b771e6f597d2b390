/* yao-signature-file.c: signatures that somebody sends, checked and written anew
 *
 * Nothing of a file that was sent is handed on: strokes and pixels are read out of it within
 * limits, and written anew.
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include "yao-signature-file.h"

#include "yao-error.h"
#include "yao-ink-export.h"
#include "yao-inkml.h"
#include "yao-picture-ink.h"
#include "yao-picture.h"
#include "yao-signature-image-message.h"

/* Of a picture of strokes, in pixels; 2000 are 17 cm at 300 dots an inch. */
#define MAX_SIDE 2000
#define DOTS_PER_UNIT (300 / 25.4 / YAO_UNITS_PER_MM)

static const YaoPictureLimits limits
    = { YAO_SIGNATURE_IMAGE_MAX_FILE, YAO_SIGNATURE_IMAGE_MAX_SIDE, 8 * 1024 * 1024 };

/**
 * yao_signature_file_free:
 * @self: (transfer full) (nullable): a file
 *
 * Frees the file.
 */
void
yao_signature_file_free (YaoSignatureFile *self)
{
  if (self == NULL)
    return;

  g_clear_pointer (&self->png, g_bytes_unref);
  g_clear_pointer (&self->inkml, g_bytes_unref);
  g_free (self);
}

static gboolean
check_size (GBytes *file, GError **error)
{
  if (g_bytes_get_size (file) <= YAO_SIGNATURE_IMAGE_MAX_FILE)
    return TRUE;

  g_set_error (error, YAO_ERROR, YAO_ERROR_INVALID_INPUT,
               "the signature is larger than %d bytes when it is written anew",
               YAO_SIGNATURE_IMAGE_MAX_FILE);
  return FALSE;
}

/* What is wrong with a file is the sender's affair, whatever it is. */
static gboolean
blame_sender (GError *cause, GError **error)
{
  g_set_error (error, YAO_ERROR, YAO_ERROR_INVALID_INPUT, "the signature cannot be read: %s",
               cause->message);
  g_error_free (cause);
  return FALSE;
}

static guint
find_width (const YaoBox *box)
{
  double width = (box->right - box->left) * DOTS_PER_UNIT;
  double height = (box->bottom - box->top) * DOTS_PER_UNIT;
  double larger = MAX (width, height);

  return (guint) MAX (larger > MAX_SIDE ? width * MAX_SIDE / larger : width, 1);
}

static gboolean
fill_size (YaoSignatureFile *self, GError **error)
{
  g_autoptr (YaoPicture) picture = yao_picture_decode (self->png, &limits, error);

  if (picture == NULL)
    return FALSE;
  self->width = yao_picture_get_width (picture);
  self->height = yao_picture_get_height (picture);
  return TRUE;
}

static gboolean
read_ink (YaoSignatureFile *self, GBytes *data, GError **error)
{
  GError *cause = NULL;
  g_autoptr (YaoInk) ink = yao_inkml_read (data, &cause);
  g_autoptr (YaoInk) trimmed = NULL;
  YaoBox box;

  if (ink == NULL)
    return blame_sender (cause, error);
  if (!yao_ink_get_bounds (ink, &box))
    {
      g_set_error (error, YAO_ERROR, YAO_ERROR_INVALID_INPUT, "the signature has no strokes");
      return FALSE;
    }

  trimmed = yao_ink_dup_trimmed (ink);
  self->inkml = yao_inkml_write (trimmed);
  self->png = yao_ink_export_png (trimmed, find_width (&box), &cause);
  if (self->png == NULL)
    return blame_sender (cause, error);
  return check_size (self->inkml, error) && check_size (self->png, error)
         && fill_size (self, error);
}

static gboolean
read_picture (YaoSignatureFile *self, GBytes *data, GError **error)
{
  GError *cause = NULL;
  YaoPictureKind kind;
  g_autoptr (YaoPicture) picture = NULL;
  g_autoptr (YaoPicture) trimmed = NULL;

  if (!yao_picture_sniff (data, &kind) || kind != YAO_PICTURE_KIND_PNG)
    {
      g_set_error (error, YAO_ERROR, YAO_ERROR_INVALID_INPUT, "the signature is no PNG file");
      return FALSE;
    }
  picture = yao_picture_decode (data, &limits, &cause);
  if (picture == NULL)
    return blame_sender (cause, error);
  if (!yao_picture_is_cut_out (picture))
    {
      g_set_error (error, YAO_ERROR, YAO_ERROR_INVALID_INPUT,
                   "the picture is not transparent: the paper is still behind the signature");
      return FALSE;
    }
  trimmed = yao_picture_trim (picture, YAO_PICTURE_KEEP_COLOUR, &cause);
  if (trimmed == NULL)
    return blame_sender (cause, error);

  self->width = yao_picture_get_width (trimmed);
  self->height = yao_picture_get_height (trimmed);
  self->png = yao_picture_encode_png (trimmed, error);
  return self->png != NULL && check_size (self->png, error);
}

/**
 * yao_signature_file_new:
 * @format: %YAO_SIGNATURE_FORMAT_INKML or %YAO_SIGNATURE_FORMAT_PNG
 * @data: what was sent
 * @error: return location
 *
 * Reads a signature and writes it anew. Strokes are drawn here, so that the picture is always of
 * them; a picture alone has to be transparent.
 *
 * Returns: (transfer full): the files to keep, or %NULL with %YAO_ERROR_INVALID_INPUT
 */
YaoSignatureFile *
yao_signature_file_new (const char *format, GBytes *data, GError **error)
{
  g_autoptr (YaoSignatureFile) self = g_new0 (YaoSignatureFile, 1);
  gboolean is_read;

  g_assert (format != NULL && data != NULL);

  if (g_str_equal (format, YAO_SIGNATURE_FORMAT_INKML))
    is_read = read_ink (self, data, error);
  else if (g_str_equal (format, YAO_SIGNATURE_FORMAT_PNG))
    is_read = read_picture (self, data, error);
  else
    {
      g_set_error (error, YAO_ERROR, YAO_ERROR_INVALID_INPUT, "the format is not known");
      is_read = FALSE;
    }

  return is_read ? g_steal_pointer (&self) : NULL;
}
