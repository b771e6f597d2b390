/* yao-sms.c: text messages to people
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include "yao-sms.h"

#include "yao-error.h"
#include "yao-json-writer.h"
#include "yao-secret.h"
#include "yao-sms-table.h"

#include <errno.h>
#include <fcntl.h>
#include <unistd.h>

/**
 * yao_sms_queue:
 * @installation: the service
 * @sms: a message
 * @error: return location
 *
 * Puts a message in the queue, in the transaction of what it tells of. yao_sms_send_waiting() sends
 * it when that is committed, now or after a restart.
 *
 * Returns: %TRUE if it is done
 */
gboolean
yao_sms_queue (YaoInstallation *installation, const YaoSms *sms, GError **error)
{
  g_autoptr (YaoSmsRecord) record = g_new0 (YaoSmsRecord, 1);

  record->time = yao_installation_get_now (installation);
  record->phone = g_strdup (sms->phone);
  record->uid = g_strdup (sms->uid);
  record->purpose = g_strdup (sms->purpose);
  record->text = g_strdup (sms->text);
  record->code = g_strdup (sms->code);
  return yao_sms_table_insert (yao_installation_get_database (installation), record, error);
}

static GBytes *
make_line (const YaoSmsRecord *sms)
{
  g_autoptr (YaoJsonWriter) writer = yao_json_writer_new ();

  yao_json_writer_begin_object (writer, NULL);
  yao_json_writer_add_int (writer, "id", sms->id);
  yao_json_writer_add_time (writer, "time", sms->time);
  yao_json_writer_add_string (writer, "to", sms->phone);
  yao_json_writer_add_string (writer, "uid", sms->uid);
  yao_json_writer_add_string (writer, "purpose", sms->purpose);
  yao_json_writer_add_string (writer, "text", sms->text);
  if (sms->code != NULL)
    yao_json_writer_add_string (writer, "code", sms->code);
  yao_json_writer_end_object (writer);
  return yao_json_writer_finish (writer);
}

/* A line goes out with one write, so that readers see whole lines. */
static gboolean
append_line (int fd, const char *path, GBytes *line, GError **error)
{
  gsize size = 0;
  const char *data = g_bytes_get_data (line, &size);
  g_autofree char *text = g_strdup_printf ("%.*s\n", (int) size, data);
  gssize written = write (fd, text, size + 1);

  yao_wipe (text, size);
  if (written == (gssize) size + 1)
    return TRUE;

  yao_error_set_from_errno (error, written < 0 ? errno : ENOSPC, "write", path);
  return FALSE;
}

static gboolean
send_all (YaoInstallation *installation, GPtrArray *messages, GError **error)
{
  g_autofree char *path
      = g_build_filename (yao_installation_get_folder (installation), YAO_SMS_OUTBOX_NAME, NULL);
  int fd = open (path, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0600);
  gboolean done = fd >= 0;

  if (!done)
    yao_error_set_from_errno (error, errno, "open", path);
  for (guint i = 0; done && i < messages->len; i++)
    {
      YaoSmsRecord *sms = messages->pdata[i];
      g_autoptr (GBytes) line = make_line (sms);

      done = append_line (fd, path, line, error);
      if (done && fdatasync (fd) != 0)
        {
          yao_error_set_from_errno (error, errno, "fsync", path);
          done = FALSE;
        }
      done = done
             && yao_sms_table_set_sent (yao_installation_get_database (installation), sms->id,
                                        error);
    }
  if (fd >= 0)
    close (fd);
  return done;
}

/**
 * yao_sms_send_waiting:
 * @installation: the service
 * @error: return location
 *
 * Sends what is in the queue. Messages go to a file in the service's folder, one JSON object a
 * line, which only the service's own user can read; from there a gateway takes them, or, in the
 * demonstration, the person who tries it. A message may come twice after a crash, with the same id.
 *
 * Returns: %TRUE if nothing waits any more
 */
gboolean
yao_sms_send_waiting (YaoInstallation *installation, GError **error)
{
  g_autoptr (GPtrArray) messages
      = yao_sms_table_list_waiting (yao_installation_get_database (installation), error);

  if (messages == NULL)
    return FALSE;
  return messages->len == 0 || send_all (installation, messages, error);
}
