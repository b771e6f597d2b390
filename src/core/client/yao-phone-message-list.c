/* yao-phone-message-list.c: the text messages of the demonstration service, as they come
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include "yao-error.h"
#include "yao-file.h"
#include "yao-phone-message-private.h"

#include <string.h>

#define OUTBOX_NAME "outbox.jsonl"
#define MAX_OUTBOX (16 * 1024 * 1024)

#define YAO_TYPE_PHONE_MESSAGE_LIST (yao_phone_message_list_get_type ())
G_DECLARE_FINAL_TYPE (YaoPhoneMessageList, yao_phone_message_list, YAO, PHONE_MESSAGE_LIST, GObject)

/**
 * YaoPhoneMessageList:
 *
 * The messages in the outbox of a demonstration service, the newest first. The service only ever
 * adds lines; a file that became shorter is another one.
 */
struct _YaoPhoneMessageList
{
  GObject parent_instance;

  char *path;
  GFileMonitor *monitor;
  GPtrArray *items; /* the oldest first */
  gsize size;       /* how much of the file was read */
};

static void yao_phone_message_list_model_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (YaoPhoneMessageList,
                               yao_phone_message_list,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL,
                                                      yao_phone_message_list_model_init))

static GType
get_item_type (GListModel *list)
{
  return YAO_TYPE_PHONE_MESSAGE;
}

static guint
get_n_items (GListModel *list)
{
  return YAO_PHONE_MESSAGE_LIST (list)->items->len;
}

static gpointer
get_item (GListModel *list, guint position)
{
  GPtrArray *items = YAO_PHONE_MESSAGE_LIST (list)->items;

  return position < items->len ? g_object_ref (g_ptr_array_index (items, items->len - 1 - position))
                               : NULL;
}

static void
yao_phone_message_list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = get_item_type;
  iface->get_n_items = get_n_items;
  iface->get_item = get_item;
}

static void
yao_phone_message_list_finalize (GObject *object)
{
  YaoPhoneMessageList *self = YAO_PHONE_MESSAGE_LIST (object);

  if (self->monitor != NULL)
    g_file_monitor_cancel (self->monitor);
  g_clear_object (&self->monitor);
  g_ptr_array_unref (self->items);
  g_free (self->path);

  G_OBJECT_CLASS (yao_phone_message_list_parent_class)->finalize (object);
}

static void
yao_phone_message_list_class_init (YaoPhoneMessageListClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = yao_phone_message_list_finalize;
}

static void
yao_phone_message_list_init (YaoPhoneMessageList *self)
{
  self->items = g_ptr_array_new_with_free_func (g_object_unref);
}

static void
clear (YaoPhoneMessageList *self)
{
  guint count = self->items->len;

  g_ptr_array_set_size (self->items, 0);
  self->size = 0;
  if (count > 0)
    g_list_model_items_changed (G_LIST_MODEL (self), 0, count, 0);
}

/* A line that cannot be read is passed over; one without its end is not there yet. */
static void
read_lines (YaoPhoneMessageList *self, GBytes *outbox)
{
  gsize size;
  const char *text = g_bytes_get_data (outbox, &size);
  guint before = self->items->len;

  while (self->size < size)
    {
      const char *line = text + self->size;
      const char *end = memchr (line, '\n', size - self->size);
      g_autoptr (GBytes) bytes = NULL;
      g_autoptr (GError) error = NULL;
      YaoPhoneMessage *message;

      if (end == NULL)
        break;
      bytes = g_bytes_new_from_bytes (outbox, self->size, (gsize) (end - line));
      self->size += (gsize) (end - line) + 1;
      message = yao_phone_message_read (bytes, &error);
      if (message != NULL)
        g_ptr_array_add (self->items, message);
      else
        g_info ("a line of %s: %s", self->path, error->message);
    }

  if (self->items->len > before)
    g_list_model_items_changed (G_LIST_MODEL (self), 0, 0, self->items->len - before);
}

static void
changed_cb (YaoPhoneMessageList *self)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) outbox = yao_file_read (self->path, MAX_OUTBOX, &error);

  if (outbox == NULL)
    {
      if (!yao_error_is (error, YAO_ERROR_NOT_FOUND))
        g_info ("the messages cannot be read: %s", error->message);
      clear (self);
      return;
    }
  if (g_bytes_get_size (outbox) < self->size)
    clear (self);
  read_lines (self, outbox);
}

/**
 * yao_builtin_service_list_messages:
 * @self: the built-in service
 *
 * Lists the text messages that the demonstration service would have sent to people's phones, the
 * newest first; live. Where it has never run, the list is empty.
 *
 * Returns: (transfer full): a new list of #YaoPhoneMessage
 */
GListModel *
yao_builtin_service_list_messages (YaoBuiltinService *self)
{
  YaoPhoneMessageList *list;
  g_autoptr (GFile) file = NULL;
  g_autoptr (GError) error = NULL;

  g_return_val_if_fail (YAO_IS_BUILTIN_SERVICE (self), NULL);

  list = g_object_new (YAO_TYPE_PHONE_MESSAGE_LIST, NULL);
  list->path = g_build_filename (yao_builtin_service_get_data_dir (self), OUTBOX_NAME, NULL);
  file = g_file_new_for_path (list->path);
  list->monitor = g_file_monitor_file (file, G_FILE_MONITOR_NONE, NULL, &error);
  if (list->monitor == NULL)
    g_info ("new messages go unseen: %s", error->message);
  else
    g_signal_connect_object (list->monitor, "changed", G_CALLBACK (changed_cb), list,
                             G_CONNECT_SWAPPED);
  changed_cb (list);
  return G_LIST_MODEL (list);
}
