/* yao-message.c: messages that are described by a table
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include "yao-message.h"

#include "yao-error.h"
#include "yao-json-writer.h"
#include "yao-json.h"
#include "yao-paths.h"
#include "yao-secret.h"
#include "yao-text.h"

#include <string.h>

#define MAX_FIELDS 32

static gpointer
get_place (gconstpointer message, const YaoMessageField *field)
{
  return G_STRUCT_MEMBER_P (message, field->offset);
}

/**
 * yao_message_new:
 * @shape: a kind of message
 *
 * Makes an empty message: arrays without items, objects within it made.
 *
 * Returns: (transfer full): the message
 */
gpointer
yao_message_new (const YaoMessageShape *shape)
{
  gpointer message = g_malloc0 (shape->size);

  for (gsize i = 0; i < shape->n_fields; i++)
    {
      const YaoMessageField *field = &shape->fields[i];

      if (field->type == YAO_MESSAGE_OBJECT)
        *(gpointer *) get_place (message, field) = yao_message_new (field->shape);
      else if (field->type == YAO_MESSAGE_ARRAY)
        *(GPtrArray **) get_place (message, field) = g_ptr_array_new ();
    }
  return message;
}

static void
free_field (const YaoMessageField *field, gpointer place)
{
  GPtrArray *items;

  switch (field->type)
    {
    case YAO_MESSAGE_TEXT:
    case YAO_MESSAGE_OPTIONAL_TEXT:
      g_free (*(char **) place);
      break;
    case YAO_MESSAGE_SECRET_TEXT:
    case YAO_MESSAGE_OPTIONAL_SECRET_TEXT:
      yao_wipe_string (*(char **) place);
      break;
    case YAO_MESSAGE_BYTES:
      g_clear_pointer ((GBytes **) place, g_bytes_unref);
      break;
    case YAO_MESSAGE_OBJECT:
    case YAO_MESSAGE_OPTIONAL_OBJECT:
      yao_message_free (field->shape, *(gpointer *) place);
      break;
    case YAO_MESSAGE_ARRAY:
      items = *(GPtrArray **) place;
      for (guint i = 0; items != NULL && i < items->len; i++)
        yao_message_free (field->shape, items->pdata[i]);
      g_clear_pointer ((GPtrArray **) place, g_ptr_array_unref);
      break;
    case YAO_MESSAGE_INT:
    case YAO_MESSAGE_OPTIONAL_INT:
    case YAO_MESSAGE_BOOLEAN:
    case YAO_MESSAGE_TIME:
    case YAO_MESSAGE_OPTIONAL_TIME:
    default:
      break;
    }
}

/**
 * yao_message_free:
 * @shape: the kind of message
 * @message: (nullable) (transfer full): a message
 *
 * Frees a message and all that it holds; secret texts are wiped.
 */
void
yao_message_free (const YaoMessageShape *shape, gpointer message)
{
  if (message == NULL)
    return;

  for (gsize i = 0; i < shape->n_fields; i++)
    free_field (&shape->fields[i], get_place (message, &shape->fields[i]));
  g_free (message);
}

static void write_fields (YaoJsonWriter *writer,
                          const YaoMessageShape *shape,
                          gconstpointer message);

static void
write_object (YaoJsonWriter *writer,
              const char *name,
              const YaoMessageShape *shape,
              gconstpointer message)
{
  yao_json_writer_begin_object (writer, name);
  write_fields (writer, shape, message);
  yao_json_writer_end_object (writer);
}

static void
write_field (YaoJsonWriter *writer, const YaoMessageField *field, gpointer place)
{
  GPtrArray *items;

  switch (field->type)
    {
    case YAO_MESSAGE_TEXT:
    case YAO_MESSAGE_SECRET_TEXT:
      yao_json_writer_add_string (writer, field->name, *(char **) place);
      break;
    case YAO_MESSAGE_OPTIONAL_TEXT:
    case YAO_MESSAGE_OPTIONAL_SECRET_TEXT:
      if (*(char **) place != NULL)
        yao_json_writer_add_string (writer, field->name, *(char **) place);
      break;
    case YAO_MESSAGE_BYTES:
      yao_json_writer_add_bytes (writer, field->name, *(GBytes **) place);
      break;
    case YAO_MESSAGE_OPTIONAL_INT:
      if (*(gint64 *) place == 0)
        break;
      G_GNUC_FALLTHROUGH;
    case YAO_MESSAGE_INT:
      yao_json_writer_add_int (writer, field->name, *(gint64 *) place);
      break;
    case YAO_MESSAGE_BOOLEAN:
      yao_json_writer_add_boolean (writer, field->name, *(gboolean *) place);
      break;
    case YAO_MESSAGE_OPTIONAL_TIME:
      if (*(gint64 *) place == 0)
        break;
      G_GNUC_FALLTHROUGH;
    case YAO_MESSAGE_TIME:
      yao_json_writer_add_time (writer, field->name, *(gint64 *) place);
      break;
    case YAO_MESSAGE_OPTIONAL_OBJECT:
      if (*(gpointer *) place == NULL)
        break;
      G_GNUC_FALLTHROUGH;
    case YAO_MESSAGE_OBJECT:
      write_object (writer, field->name, field->shape, *(gpointer *) place);
      break;
    case YAO_MESSAGE_ARRAY:
      items = *(GPtrArray **) place;
      yao_json_writer_begin_array (writer, field->name);
      for (guint i = 0; i < items->len; i++)
        write_object (writer, NULL, field->shape, items->pdata[i]);
      yao_json_writer_end_array (writer);
      break;
    default:
      g_assert_not_reached ();
    }
}

static void
write_fields (YaoJsonWriter *writer, const YaoMessageShape *shape, gconstpointer message)
{
  for (gsize i = 0; i < shape->n_fields; i++)
    write_field (writer, &shape->fields[i], get_place (message, &shape->fields[i]));
}

/**
 * yao_message_encode:
 * @shape: the kind of message
 * @message: a message
 *
 * Writes a message as JSON, its members in the order of the table.
 *
 * Returns: (transfer full): the JSON text
 */
GBytes *
yao_message_encode (const YaoMessageShape *shape, gconstpointer message)
{
  g_autoptr (YaoJsonWriter) writer = yao_json_writer_new ();

  g_return_val_if_fail (message != NULL, NULL);

  write_object (writer, NULL, shape, message);
  return yao_json_writer_finish (writer);
}

static gboolean
check_size (const YaoMessageField *field, gsize size, GError **error)
{
  if (size >= (gsize) field->minimum)
    return TRUE;

  g_set_error (error, YAO_ERROR, YAO_ERROR_INVALID_INPUT, "%s is too short", field->name);
  return FALSE;
}

static gboolean
read_text (YaoJson *json, const YaoMessageField *field, char **place, GError **error)
{
  gboolean is_optional
      = field->type == YAO_MESSAGE_OPTIONAL_TEXT || field->type == YAO_MESSAGE_OPTIONAL_SECRET_TEXT;

  if (is_optional
          ? !yao_json_get_optional_text (json, field->name, (gsize) field->maximum, place, error)
          : !yao_json_get_text (json, field->name, (gsize) field->maximum, place, error))
    return FALSE;
  return *place == NULL || check_size (field, strlen (*place), error);
}

static gboolean
read_bytes (YaoJson *json, const YaoMessageField *field, GBytes **place, GError **error)
{
  return yao_json_get_bytes (json, field->name, (gsize) field->maximum, place, error)
         && check_size (field, g_bytes_get_size (*place), error);
}

static gpointer read_message (const YaoMessageShape *shape,
                              YaoJson *json,
                              YaoMessageReader reader,
                              GError **error);

static gboolean
read_object (YaoJson *json,
             const YaoMessageField *field,
             gpointer *place,
             YaoMessageReader reader,
             GError **error)
{
  g_autoptr (YaoJson) object = NULL;
  gpointer message;

  if (field->type == YAO_MESSAGE_OPTIONAL_OBJECT
          ? !yao_json_get_optional_object (json, field->name, &object, error)
          : !yao_json_get_object (json, field->name, &object, error))
    return FALSE;
  if (object == NULL)
    return TRUE;
  message = read_message (field->shape, object, reader, error);
  if (message == NULL)
    return FALSE;

  yao_message_free (field->shape, *place);
  *place = message;
  return TRUE;
}

static gboolean
read_array (YaoJson *json,
            const YaoMessageField *field,
            GPtrArray *place,
            YaoMessageReader reader,
            GError **error)
{
  g_autoptr (GPtrArray) values = NULL;

  if (!yao_json_get_array (json, field->name, (guint) field->maximum, &values, error))
    return FALSE;
  for (guint i = 0; i < values->len; i++)
    {
      gpointer message = read_message (field->shape, values->pdata[i], reader, error);

      if (message == NULL)
        return FALSE;
      g_ptr_array_add (place, message);
    }
  return TRUE;
}

static gboolean
read_field (YaoJson *json,
            const YaoMessageField *field,
            gpointer place,
            YaoMessageReader reader,
            GError **error)
{
  gboolean is_read;

  switch (field->type)
    {
    case YAO_MESSAGE_TEXT:
    case YAO_MESSAGE_OPTIONAL_TEXT:
      return read_text (json, field, place, error);
    case YAO_MESSAGE_SECRET_TEXT:
    case YAO_MESSAGE_OPTIONAL_SECRET_TEXT:
      is_read = read_text (json, field, place, error);
      yao_json_wipe_text (json, field->name);
      return is_read;
    case YAO_MESSAGE_BYTES:
      return read_bytes (json, field, place, error);
    case YAO_MESSAGE_INT:
      return yao_json_get_int (json, field->name, field->minimum, field->maximum, place, error);
    case YAO_MESSAGE_OPTIONAL_INT:
      return yao_json_get_optional_int (json, field->name, field->minimum, field->maximum, 0, place,
                                        error);
    case YAO_MESSAGE_BOOLEAN:
      return yao_json_get_boolean (json, field->name, place, error);
    case YAO_MESSAGE_TIME:
      return yao_json_get_time (json, field->name, place, error);
    case YAO_MESSAGE_OPTIONAL_TIME:
      return yao_json_get_optional_time (json, field->name, 0, place, error);
    case YAO_MESSAGE_OBJECT:
    case YAO_MESSAGE_OPTIONAL_OBJECT:
      return read_object (json, field, place, reader, error);
    case YAO_MESSAGE_ARRAY:
      return read_array (json, field, *(GPtrArray **) place, reader, error);
    default:
      g_assert_not_reached ();
    }
}

static gboolean
refuse_unknown (const YaoMessageShape *shape, YaoJson *json, GError **error)
{
  const char *names[MAX_FIELDS + 1] = { NULL };

  g_assert (shape->n_fields <= MAX_FIELDS);

  for (gsize i = 0; i < shape->n_fields; i++)
    names[i] = shape->fields[i].name;
  return yao_json_refuse_unknown (json, names, error);
}

static gpointer
read_message (const YaoMessageShape *shape, YaoJson *json, YaoMessageReader reader, GError **error)
{
  gpointer message;

  if (!yao_json_is_object (json))
    {
      g_set_error (error, YAO_ERROR, YAO_ERROR_INVALID_INPUT, "%s is not an object", shape->name);
      return NULL;
    }
  if (reader == YAO_MESSAGE_SERVICE && !refuse_unknown (shape, json, error))
    return NULL;

  message = yao_message_new (shape);
  for (gsize i = 0; i < shape->n_fields; i++)
    {
      const YaoMessageField *field = &shape->fields[i];

      if (!read_field (json, field, get_place (message, field), reader, error))
        {
          yao_message_free (shape, message);
          return NULL;
        }
    }
  return message;
}

/**
 * yao_message_decode:
 * @shape: the kind of message
 * @body: a JSON text
 * @reader: who reads
 * @error: return location
 *
 * Reads a message, within the limits of the table.
 *
 * Returns: (transfer full): the message, or %NULL with %YAO_ERROR_INVALID_INPUT for a service and
 *   %YAO_ERROR_BAD_REPLY for a client
 */
gpointer
yao_message_decode (const YaoMessageShape *shape,
                    GBytes *body,
                    YaoMessageReader reader,
                    GError **error)
{
  g_autoptr (YaoJson) json = NULL;
  g_autoptr (GError) local = NULL;
  gpointer message = NULL;

  g_return_val_if_fail (body != NULL, NULL);

  json = yao_json_parse (body, YAO_MESSAGE_MAX_SIZE, &local);
  if (json != NULL)
    message = read_message (shape, json, reader, &local);
  if (message == NULL)
    g_set_error (error, YAO_ERROR,
                 reader == YAO_MESSAGE_CLIENT ? YAO_ERROR_BAD_REPLY : YAO_ERROR_INVALID_INPUT,
                 "%s: %s", shape->name, local->message);
  return message;
}
