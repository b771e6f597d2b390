/* yao-intents.c: what was about to be asked of a service, written down before
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include "yao-intents.h"

#include "yao-error.h"
#include "yao-file.h"
#include "yao-json-writer.h"
#include "yao-json.h"

#include <string.h>

#define MAX_FILE_SIZE (2 * 1024 * 1024)
#define MAX_TARGET 4096
#define MAX_REQUEST (1024 * 1024)
#define MAX_TEXT 256
#define SUFFIX ".json"
/* A service keeps keys for a day; what is older cannot be asked about. */
#define MAX_AGE_SECONDS (24 * 60 * 60)

/**
 * yao_intent_new:
 * @service_id: which service
 * @holder: the number of the owner of the account
 * @uid: the number of its user
 * @action: what it is
 * @now: the time, in seconds since 1970
 *
 * Makes an intent with a new key.
 *
 * Returns: (transfer full): the intent
 */
YaoIntent *
yao_intent_new (const char *service_id,
                const char *holder,
                const char *uid,
                const char *action,
                gint64 now)
{
  YaoIntent *self = g_new0 (YaoIntent, 1);

  g_assert (service_id != NULL && holder != NULL && uid != NULL && action != NULL);

  self->key = g_uuid_string_random ();
  self->service_id = g_strdup (service_id);
  self->holder = g_strdup (holder);
  self->uid = g_strdup (uid);
  self->action = g_strdup (action);
  self->time = now;
  return self;
}

/**
 * yao_intent_free:
 * @self: (transfer full): an intent
 *
 * Frees an intent.
 */
void
yao_intent_free (YaoIntent *self)
{
  g_assert (self != NULL);

  g_free (self->key);
  g_free (self->service_id);
  g_free (self->holder);
  g_free (self->uid);
  g_free (self->action);
  g_free (self->target);
  g_clear_pointer (&self->request, g_bytes_unref);
  g_free (self);
}

static char *
make_path (const char *dir, const char *key)
{
  g_autofree char *name = g_strconcat (key, SUFFIX, NULL);

  return g_build_filename (dir, name, NULL);
}

static GBytes *
write_intent (const YaoIntent *intent)
{
  g_autoptr (YaoJsonWriter) writer = yao_json_writer_new ();

  yao_json_writer_begin_object (writer, NULL);
  yao_json_writer_add_string (writer, "key", intent->key);
  yao_json_writer_add_string (writer, "service", intent->service_id);
  yao_json_writer_add_string (writer, "holder", intent->holder);
  yao_json_writer_add_string (writer, "uid", intent->uid);
  yao_json_writer_add_string (writer, "action", intent->action);
  yao_json_writer_add_time (writer, "time", intent->time);
  if (intent->target != NULL && intent->request != NULL)
    {
      yao_json_writer_add_string (writer, "target", intent->target);
      yao_json_writer_add_bytes (writer, "request", intent->request);
    }
  yao_json_writer_end_object (writer);
  return yao_json_writer_finish (writer);
}

/**
 * yao_intents_add:
 * @dir: the directory of the intents; made when it is needed
 * @intent: an intent
 * @error: return location
 *
 * Writes an intent down, durably, before its request goes out.
 *
 * Returns: %TRUE if it is on disk, or %FALSE with %YAO_ERROR_STORAGE or %YAO_ERROR_STORAGE_FULL
 */
gboolean
yao_intents_add (const char *dir, const YaoIntent *intent, GError **error)
{
  g_autofree char *path = NULL;
  g_autoptr (GBytes) bytes = NULL;

  g_assert (dir != NULL && intent != NULL);

  path = make_path (dir, intent->key);
  bytes = write_intent (intent);
  return yao_file_make_dir (dir, error) && yao_file_replace (path, bytes, 0600, error);
}

/**
 * yao_intents_remove:
 * @dir: the directory of the intents
 * @key: the key of an intent
 * @error: return location
 *
 * Strikes an intent out, once its outcome is known.
 *
 * Returns: %TRUE if it is gone, or %FALSE with %YAO_ERROR_STORAGE
 */
gboolean
yao_intents_remove (const char *dir, const char *key, GError **error)
{
  g_autofree char *path = NULL;

  g_assert (dir != NULL && key != NULL);

  path = make_path (dir, key);
  return yao_file_remove (path, error);
}

static YaoIntent *
read_intent (const char *path, GError **error)
{
  g_autoptr (GBytes) bytes = yao_file_read (path, MAX_FILE_SIZE, error);
  g_autoptr (YaoJson) json = NULL;
  g_autoptr (YaoIntent) self = g_new0 (YaoIntent, 1);

  json = bytes != NULL ? yao_json_parse (bytes, MAX_FILE_SIZE, error) : NULL;
  if (json != NULL && yao_json_get_string (json, "key", MAX_TEXT, &self->key, error)
      && yao_json_get_string (json, "service", MAX_TEXT, &self->service_id, error)
      && yao_json_get_string (json, "holder", MAX_TEXT, &self->holder, error)
      && yao_json_get_string (json, "uid", MAX_TEXT, &self->uid, error)
      && yao_json_get_string (json, "action", MAX_TEXT, &self->action, error)
      && yao_json_get_time (json, "time", &self->time, error)
      && yao_json_get_optional_string (json, "target", MAX_TARGET, &self->target, error)
      && yao_json_get_optional_bytes (json, "request", MAX_REQUEST, &self->request, error))
    return g_steal_pointer (&self);

  return NULL;
}

/**
 * yao_intents_list:
 * @dir: the directory of the intents
 * @now: the time, in seconds since 1970
 *
 * Reads the intents whose outcome is not known. What cannot be read, or is too old to be asked
 * about, is removed.
 *
 * Returns: (transfer full) (element-type YaoIntent): the intents, in no order
 */
GPtrArray *
yao_intents_list (const char *dir, gint64 now)
{
  g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func ((GDestroyNotify) yao_intent_free);
  g_autoptr (GDir) folder = NULL;
  const char *name;

  g_assert (dir != NULL);

  folder = g_dir_open (dir, 0, NULL);
  while (folder != NULL && (name = g_dir_read_name (folder)) != NULL)
    {
      g_autofree char *path = g_build_filename (dir, name, NULL);
      g_autoptr (YaoIntent) intent = NULL;
      g_autoptr (GError) error = NULL;

      if (!g_str_has_suffix (name, SUFFIX))
        continue;
      intent = read_intent (path, &error);
      if (intent != NULL && intent->time + MAX_AGE_SECONDS > now)
        {
          g_ptr_array_add (list, g_steal_pointer (&intent));
          continue;
        }
      g_info ("%s is dropped: %s", path, error != NULL ? error->message : "too old");
      yao_file_remove (path, NULL);
    }

  return g_steal_pointer (&list);
}
