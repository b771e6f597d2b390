/* yao-signed-file.c: a file that is to be signed, or was
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include "yao-signing-private.h"

#include "yao-encoding.h"

/**
 * YaoSignedFile:
 *
 * A file and where its signature goes. Changes in the main context, when signing has ended.
 */
struct _YaoSignedFile
{
  GObject parent_instance;

  GFile *file;
  GFile *signature;
  char *name;
  gint64 size;
  char *digest;
  YaoSignedFileState state;
  GError *error;
};

G_DEFINE_FINAL_TYPE (YaoSignedFile, yao_signed_file, G_TYPE_OBJECT)

G_DEFINE_ENUM_TYPE (YaoSignedFileState,
                    yao_signed_file_state,
                    G_DEFINE_ENUM_VALUE (YAO_SIGNED_FILE_WAITING, "waiting"),
                    G_DEFINE_ENUM_VALUE (YAO_SIGNED_FILE_DONE, "done"),
                    G_DEFINE_ENUM_VALUE (YAO_SIGNED_FILE_FAILED, "failed"))

enum
{
  PROP_0,
  PROP_NAME,
  PROP_SIZE,
  PROP_DIGEST,
  PROP_STATE,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static void
yao_signed_file_finalize (GObject *object)
{
  YaoSignedFile *self = YAO_SIGNED_FILE (object);

  g_clear_object (&self->file);
  g_clear_object (&self->signature);
  g_clear_error (&self->error);
  g_free (self->name);
  g_free (self->digest);

  G_OBJECT_CLASS (yao_signed_file_parent_class)->finalize (object);
}

static void
yao_signed_file_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  YaoSignedFile *self = YAO_SIGNED_FILE (object);

  switch (prop_id)
    {
    case PROP_NAME:
      g_value_set_string (value, self->name);
      break;
    case PROP_SIZE:
      g_value_set_int64 (value, self->size);
      break;
    case PROP_DIGEST:
      g_value_set_string (value, self->digest);
      break;
    case PROP_STATE:
      g_value_set_enum (value, self->state);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
yao_signed_file_class_init (YaoSignedFileClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;

  object_class->finalize = yao_signed_file_finalize;
  object_class->get_property = yao_signed_file_get_property;

  properties[PROP_NAME] = g_param_spec_string ("name", NULL, NULL, NULL, flags);
  properties[PROP_SIZE] = g_param_spec_int64 ("size", NULL, NULL, 0, G_MAXINT64, 0, flags);
  properties[PROP_DIGEST] = g_param_spec_string ("digest", NULL, NULL, NULL, flags);
  properties[PROP_STATE] = g_param_spec_enum ("state", NULL, NULL, YAO_TYPE_SIGNED_FILE_STATE,
                                              YAO_SIGNED_FILE_WAITING, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
yao_signed_file_init (YaoSignedFile *self)
{
}

/**
 * yao_signed_file_new:
 * @file: a local file
 * @signature: where its signature goes; what is there is replaced
 *
 * Makes one that waits.
 *
 * Returns: (transfer full): the file
 */
YaoSignedFile *
yao_signed_file_new (GFile *file, GFile *signature)
{
  YaoSignedFile *self;
  g_autofree char *base = NULL;

  g_return_val_if_fail (G_IS_FILE (file) && G_IS_FILE (signature), NULL);

  self = g_object_new (YAO_TYPE_SIGNED_FILE, NULL);
  base = g_file_get_basename (file);
  self->file = g_object_ref (file);
  self->signature = g_object_ref (signature);
  self->name = g_filename_display_name (base);
  return self;
}

/**
 * yao_signed_file_get_file:
 * @self: a file
 *
 * Gets where it is.
 *
 * Returns: (transfer none): the file
 */
GFile *
yao_signed_file_get_file (YaoSignedFile *self)
{
  g_return_val_if_fail (YAO_IS_SIGNED_FILE (self), NULL);

  return self->file;
}

/**
 * yao_signed_file_get_signature:
 * @self: a file
 *
 * Gets where its signature goes.
 *
 * Returns: (transfer none): the file
 */
GFile *
yao_signed_file_get_signature (YaoSignedFile *self)
{
  g_return_val_if_fail (YAO_IS_SIGNED_FILE (self), NULL);

  return self->signature;
}

/**
 * yao_signed_file_get_name:
 * @self: a file
 *
 * Gets its name, for people.
 *
 * Returns: the name
 */
const char *
yao_signed_file_get_name (YaoSignedFile *self)
{
  g_return_val_if_fail (YAO_IS_SIGNED_FILE (self), NULL);

  return self->name;
}

/**
 * yao_signed_file_get_size:
 * @self: a file
 *
 * Gets its size, once it was read.
 *
 * Returns: the size in bytes
 */
gint64
yao_signed_file_get_size (YaoSignedFile *self)
{
  g_return_val_if_fail (YAO_IS_SIGNED_FILE (self), 0);

  return self->size;
}

/**
 * yao_signed_file_get_digest:
 * @self: a file
 *
 * Gets its digest, once it was read: SHA-256, with SM2 SM3.
 *
 * Returns: (nullable): hexadecimal digits
 */
const char *
yao_signed_file_get_digest (YaoSignedFile *self)
{
  g_return_val_if_fail (YAO_IS_SIGNED_FILE (self), NULL);

  return self->digest;
}

/**
 * yao_signed_file_get_state:
 * @self: a file
 *
 * Gets how far it is.
 *
 * Returns: the state
 */
YaoSignedFileState
yao_signed_file_get_state (YaoSignedFile *self)
{
  g_return_val_if_fail (YAO_IS_SIGNED_FILE (self), YAO_SIGNED_FILE_WAITING);

  return self->state;
}

/**
 * yao_signed_file_get_error:
 * @self: a file
 *
 * Gets why it was not signed.
 *
 * Returns: (nullable): the error
 */
const GError *
yao_signed_file_get_error (YaoSignedFile *self)
{
  g_return_val_if_fail (YAO_IS_SIGNED_FILE (self), NULL);

  return self->error;
}

/**
 * yao_signed_file_set_outcome:
 * @self: a file
 * @size: its size
 * @digest: (nullable): its digest
 * @error: (nullable): why it was not signed
 *
 * Tells what came of it.
 */
void
yao_signed_file_set_outcome (YaoSignedFile *self, gint64 size, GBytes *digest, const GError *error)
{
  g_assert (YAO_IS_SIGNED_FILE (self));

  g_clear_error (&self->error);
  g_clear_pointer (&self->digest, g_free);
  self->size = size;
  if (digest != NULL)
    self->digest = yao_hex_encode (g_bytes_get_data (digest, NULL), g_bytes_get_size (digest));
  self->error = error != NULL ? g_error_copy (error) : NULL;
  self->state = error != NULL ? YAO_SIGNED_FILE_FAILED : YAO_SIGNED_FILE_DONE;
  for (guint i = 1; i < N_PROPS; i++)
    g_object_notify_by_pspec (G_OBJECT (self), properties[i]);
}
