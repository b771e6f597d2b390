/* yao-clock.c: where all time comes from
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include "yao-clock.h"

#include <sys/stat.h>

struct _YaoClock
{
  GObject parent_instance;

  char *offset_file; /* or NULL for the system's time as it is */
  struct timespec offset_mtime;
  ino_t offset_inode;
  gint64 offset; /* seconds added to the system's time */
  GMutex mutex;
};

G_DEFINE_FINAL_TYPE (YaoClock, yao_clock, G_TYPE_OBJECT)

/* Reads the offset file again if it changed. A file that is missing or says nothing leaves the
 * offset as it was.
 */
static void
refresh_offset_inlock (YaoClock *self)
{
  g_autofree char *text = NULL;
  struct stat info;

  if (self->offset_file == NULL || stat (self->offset_file, &info) != 0)
    return;
  if (info.st_mtim.tv_sec == self->offset_mtime.tv_sec
      && info.st_mtim.tv_nsec == self->offset_mtime.tv_nsec && info.st_ino == self->offset_inode)
    return;
  if (!g_file_get_contents (self->offset_file, &text, NULL, NULL))
    return;

  g_strstrip (text);
  if (!g_ascii_string_to_signed (text, 10, -G_MAXINT32, G_MAXINT32, &self->offset, NULL))
    return;

  self->offset_mtime = info.st_mtim;
  self->offset_inode = info.st_ino;
}

static void
yao_clock_finalize (GObject *object)
{
  YaoClock *self = YAO_CLOCK (object);

  g_free (self->offset_file);
  g_mutex_clear (&self->mutex);

  G_OBJECT_CLASS (yao_clock_parent_class)->finalize (object);
}

static void
yao_clock_class_init (YaoClockClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = yao_clock_finalize;
}

static void
yao_clock_init (YaoClock *self)
{
  g_mutex_init (&self->mutex);
}

/**
 * yao_clock_new:
 *
 * Makes a clock that tells the system's time.
 *
 * Returns: (transfer full): the clock
 */
YaoClock *
yao_clock_new (void)
{
  return g_object_new (YAO_TYPE_CLOCK, NULL);
}

/**
 * yao_clock_new_with_offset_file:
 * @path: a file that holds a number of seconds
 *
 * Makes a clock for tests: the system's time plus the seconds in the file, which is read again
 * whenever it changes.
 *
 * Returns: (transfer full): the clock
 */
YaoClock *
yao_clock_new_with_offset_file (const char *path)
{
  YaoClock *self;

  g_return_val_if_fail (path != NULL, NULL);

  self = yao_clock_new ();
  self->offset_file = g_strdup (path);
  return self;
}

/**
 * yao_clock_get_unix_us:
 * @self: a clock
 *
 * Gets the time in microseconds since 1970-01-01T00:00:00Z. Safe from any thread.
 *
 * Returns: microseconds
 */
gint64
yao_clock_get_unix_us (YaoClock *self)
{
  g_autoptr (GMutexLocker) locker = NULL;

  g_return_val_if_fail (YAO_IS_CLOCK (self), 0);

  locker = g_mutex_locker_new (&self->mutex);
  refresh_offset_inlock (self);
  return g_get_real_time () + self->offset * G_USEC_PER_SEC;
}

/**
 * yao_clock_get_unix:
 * @self: a clock
 *
 * Gets the time in seconds since 1970-01-01T00:00:00Z.
 *
 * Returns: seconds
 */
gint64
yao_clock_get_unix (YaoClock *self)
{
  return yao_clock_get_unix_us (self) / G_USEC_PER_SEC;
}

/**
 * yao_clock_dup_utc:
 * @self: a clock
 *
 * Gets the time as a date in UTC.
 *
 * Returns: (transfer full): the date
 */
GDateTime *
yao_clock_dup_utc (YaoClock *self)
{
  return g_date_time_new_from_unix_utc (yao_clock_get_unix (self));
}

/**
 * yao_clock_set_offset:
 * @self: a clock
 * @seconds: what to add to the system's time
 *
 * Moves a clock, for tests within one process.
 */
void
yao_clock_set_offset (YaoClock *self, gint64 seconds)
{
  g_autoptr (GMutexLocker) locker = NULL;

  g_return_if_fail (YAO_IS_CLOCK (self));

  locker = g_mutex_locker_new (&self->mutex);
  self->offset = seconds;
}
