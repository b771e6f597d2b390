/* yao-draft.c: a signature that has not been submitted
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include "yao-draft.h"

/* The largest file that any importer takes, and one byte. */
#define FILE_MAX (32 * 1024 * 1024)

#define DATA_KEY "yao-draft"

struct _YaoDraft
{
  GObject parent_instance;

  YaoInk *ink;
  GBytes *picture; /* PNG that came from a photograph and takes the place of the ink, or NULL */
};

G_DEFINE_FINAL_TYPE (YaoDraft, yao_draft, G_TYPE_OBJECT)

enum
{
  SIGNAL_CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/* What a thread hands back: one of the two. */
typedef struct
{
  GFile *file;
  guint32 colour;
  YaoInk *ink;
  GBytes *picture;
} Import;

static void
free_import (gpointer data)
{
  Import *import = data;

  g_clear_object (&import->file);
  g_clear_object (&import->ink);
  g_clear_pointer (&import->picture, g_bytes_unref);
  g_free (import);
}

static void
announce (YaoDraft *self)
{
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static void
yao_draft_finalize (GObject *object)
{
  YaoDraft *self = YAO_DRAFT (object);

  g_clear_object (&self->ink);
  g_clear_pointer (&self->picture, g_bytes_unref);

  G_OBJECT_CLASS (yao_draft_parent_class)->finalize (object);
}

static void
yao_draft_class_init (YaoDraftClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = yao_draft_finalize;

  /**
   * YaoDraft::changed:
   *
   * It looks different now.
   */
  signals[SIGNAL_CHANGED] = g_signal_new ("changed", YAO_TYPE_DRAFT, G_SIGNAL_RUN_LAST, 0, NULL,
                                          NULL, NULL, G_TYPE_NONE, 0);
}

static void
yao_draft_init (YaoDraft *self)
{
  self->ink = yao_ink_new ();
  g_signal_connect_object (self->ink, "changed", G_CALLBACK (announce), self, G_CONNECT_SWAPPED);
}

/**
 * yao_draft_new:
 *
 * Makes an empty draft.
 *
 * Returns: (transfer full): the draft
 */
YaoDraft *
yao_draft_new (void)
{
  return g_object_new (YAO_TYPE_DRAFT, NULL);
}

/**
 * yao_draft_get:
 * @certificate: a certificate
 *
 * Gets the draft of the holder's signature. It stays while the program runs, so that nothing is
 * lost when a page is left by mistake.
 *
 * Returns: (transfer none): the draft
 */
YaoDraft *
yao_draft_get (YaoCertificate *certificate)
{
  YaoDraft *draft;

  g_return_val_if_fail (YAO_IS_CERTIFICATE (certificate), NULL);

  draft = g_object_get_data (G_OBJECT (certificate), DATA_KEY);
  if (draft == NULL)
    {
      draft = yao_draft_new ();
      g_object_set_data_full (G_OBJECT (certificate), DATA_KEY, draft, g_object_unref);
    }

  return draft;
}

/**
 * yao_draft_get_ink:
 * @self: a draft
 *
 * Gets what is written on; always the same one.
 *
 * Returns: (transfer none): the ink
 */
YaoInk *
yao_draft_get_ink (YaoDraft *self)
{
  g_return_val_if_fail (YAO_IS_DRAFT (self), NULL);

  return self->ink;
}

/**
 * yao_draft_get_picture:
 * @self: a draft
 *
 * Gets the signature that came from a photograph. As long as there is one, the ink waits.
 *
 * Returns: (transfer none) (nullable): a PNG file, or %NULL
 */
GBytes *
yao_draft_get_picture (YaoDraft *self)
{
  g_return_val_if_fail (YAO_IS_DRAFT (self), NULL);

  return self->picture;
}

/**
 * yao_draft_drop_picture:
 * @self: a draft
 *
 * Goes back to the ink.
 */
void
yao_draft_drop_picture (YaoDraft *self)
{
  g_return_if_fail (YAO_IS_DRAFT (self));

  if (self->picture == NULL)
    return;
  g_clear_pointer (&self->picture, g_bytes_unref);
  announce (self);
}

/**
 * yao_draft_clear:
 * @self: a draft
 *
 * Begins anew: what was drafted has been submitted.
 */
void
yao_draft_clear (YaoDraft *self)
{
  g_return_if_fail (YAO_IS_DRAFT (self));

  yao_draft_drop_picture (self);
  yao_ink_clear (self->ink);
  yao_ink_forget_steps (self->ink);
}

/**
 * yao_draft_is_empty:
 * @self: a draft
 *
 * Tells whether there is nothing to submit.
 *
 * Returns: %TRUE if so
 */
gboolean
yao_draft_is_empty (YaoDraft *self)
{
  g_return_val_if_fail (YAO_IS_DRAFT (self), TRUE);

  return self->picture == NULL && yao_ink_is_empty (self->ink);
}

/**
 * yao_draft_write:
 * @self: a draft that is not empty
 * @format: what as; a photograph is only a PNG
 * @error: return location
 *
 * Writes the draft as a file, trimmed.
 *
 * Returns: (transfer full): the file, or %NULL with an error
 */
GBytes *
yao_draft_write (YaoDraft *self, YaoDraftFormat format, GError **error)
{
  g_autoptr (YaoInk) trimmed = NULL;

  g_return_val_if_fail (YAO_IS_DRAFT (self), NULL);

  if (self->picture != NULL)
    return g_bytes_ref (self->picture);

  switch (format)
    {
    case YAO_DRAFT_SVG:
      return yao_ink_export_svg (self->ink, 0, error);
    case YAO_DRAFT_INKML:
      trimmed = yao_ink_dup_trimmed (self->ink);
      return yao_inkml_write (trimmed);
    case YAO_DRAFT_PNG:
    default:
      return yao_ink_export_png (self->ink, 0, error);
    }
}

/* Any of the two kinds of files; the first bytes tell. */
static gboolean
is_picture (GBytes *file)
{
  static const char *const beginnings[] = { "\x89PNG", "\xff\xd8\xff", "RIFF" };
  gsize size;
  const char *data = g_bytes_get_data (file, &size);

  for (guint i = 0; i < G_N_ELEMENTS (beginnings); i++)
    if (size > strlen (beginnings[i]) && memcmp (data, beginnings[i], strlen (beginnings[i])) == 0)
      return TRUE;

  return FALSE;
}

static GBytes *
read_file (GFile *file, GCancellable *cancellable, GError **error)
{
  g_autoptr (GFileInputStream) stream = g_file_read (file, cancellable, error);
  g_autofree guint8 *data = NULL;
  gsize size;

  if (stream == NULL)
    return NULL;

  data = g_malloc (FILE_MAX + 1);
  if (!g_input_stream_read_all (G_INPUT_STREAM (stream), data, FILE_MAX + 1, &size, cancellable,
                                error))
    return NULL;
  if (size > FILE_MAX)
    {
      g_set_error (error, YAO_ERROR, YAO_ERROR_INVALID_INPUT, "more than %d bytes", FILE_MAX);
      return NULL;
    }

  return g_bytes_new (data, size);
}

static void
import_cb (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  Import *import = task_data;
  GError *error = NULL;
  g_autoptr (GBytes) file = read_file (import->file, cancellable, &error);

  if (file != NULL && is_picture (file))
    import->picture = yao_ink_import_photo (file, import->colour, &error);
  else if (file != NULL)
    import->ink = yao_inkml_read (file, &error);

  if (error != NULL)
    g_task_return_error (task, error);
  else
    g_task_return_boolean (task, TRUE);
}

/**
 * yao_draft_import_async:
 * @self: a draft
 * @file: a photograph or scan (PNG, JPEG, WebP), or InkML
 * @colour: 0xRRGGBB for the ink of a photograph, or %YAO_INK_KEEP_COLOUR
 * @cancellable: (nullable): to cancel it
 * @callback: called when it is done
 * @user_data: for @callback
 *
 * Takes a signature from a file, in a thread.
 */
void
yao_draft_import_async (YaoDraft *self,
                        GFile *file,
                        guint32 colour,
                        GCancellable *cancellable,
                        GAsyncReadyCallback callback,
                        gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  Import *import;

  g_return_if_fail (YAO_IS_DRAFT (self));
  g_return_if_fail (G_IS_FILE (file));

  import = g_new0 (Import, 1);
  import->file = g_object_ref (file);
  import->colour = colour;
  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, yao_draft_import_async);
  g_task_set_task_data (task, import, free_import);
  g_task_run_in_thread (task, import_cb);
}

/* The strokes of a file take the place of those that are there, which undo brings back. Their
 * middle is the middle of the pad.
 */
static gboolean
take_ink (YaoDraft *self, YaoInk *ink, GError **error)
{
  YaoBox box;

  if (!yao_ink_get_bounds (ink, &box))
    {
      g_set_error (error, YAO_ERROR, YAO_ERROR_INVALID_INPUT, "there are no strokes in this file");
      return FALSE;
    }

  yao_ink_clear (self->ink);
  yao_ink_set_start_time (self->ink, yao_ink_get_start_time (ink));
  for (guint i = 0; i < yao_ink_get_n_strokes (ink); i++)
    {
      g_autoptr (YaoInkStroke) moved = yao_ink_stroke_dup_moved (
          yao_ink_get_stroke (ink, i), -(box.left + box.right) / 2, -(box.top + box.bottom) / 2);

      if (!yao_ink_add_stroke (self->ink, moved, error))
        return FALSE;
    }

  return TRUE;
}

/**
 * yao_draft_import_finish:
 * @self: a draft
 * @result: what the callback got
 * @error: return location
 *
 * Ends yao_draft_import_async().
 *
 * Returns: %TRUE, or %FALSE with an error, the draft being as it was
 */
gboolean
yao_draft_import_finish (YaoDraft *self, GAsyncResult *result, GError **error)
{
  Import *import;

  g_return_val_if_fail (YAO_IS_DRAFT (self), FALSE);
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  if (!g_task_propagate_boolean (G_TASK (result), error))
    return FALSE;

  import = g_task_get_task_data (G_TASK (result));
  if (import->picture != NULL)
    {
      g_clear_pointer (&self->picture, g_bytes_unref);
      self->picture = g_steal_pointer (&import->picture);
      announce (self);
      return TRUE;
    }

  g_clear_pointer (&self->picture, g_bytes_unref);
  return take_ink (self, import->ink, error);
}
