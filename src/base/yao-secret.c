/* yao-secret.c: bytes that are locked in memory, left out of dumps and wiped
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include "yao-secret.h"

#include <string.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <unistd.h>

/* Each secret has pages of its own: locking and dump settings work by the page, and a page shared
 * with other data would be unlocked by whichever neighbour goes first.
 */
struct _YaoSecret
{
  guint8 *data;
  gsize size;
  gsize mapped;    /* whole pages */
  gboolean locked; /* FALSE where RLIMIT_MEMLOCK did not allow it */
  gatomicrefcount ref_count;
};

G_DEFINE_BOXED_TYPE (YaoSecret, yao_secret, yao_secret_ref, yao_secret_unref)

static gsize
round_to_pages (gsize size)
{
  gsize page = (gsize) sysconf (_SC_PAGESIZE);

  return (MAX (size, 1) + page - 1) / page * page;
}

/**
 * yao_secret_new:
 * @size: how many bytes
 *
 * Makes a secret of zero bytes, to be filled through yao_secret_data(). The memory is locked, left
 * out of core dumps, not inherited by forked children, and wiped when the last reference goes.
 * Aborts if there is no memory, as g_malloc() does.
 *
 * Returns: (transfer full): the secret
 */
YaoSecret *
yao_secret_new (gsize size)
{
  YaoSecret *self = g_new0 (YaoSecret, 1);

  self->size = size;
  self->mapped = round_to_pages (size);
  self->data
      = mmap (NULL, self->mapped, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  if (self->data == MAP_FAILED)
    g_error ("no memory for a secret of %" G_GSIZE_FORMAT " bytes", size);

  self->locked = mlock (self->data, self->mapped) == 0;
  (void) madvise (self->data, self->mapped, MADV_DONTDUMP);
  (void) madvise (self->data, self->mapped, MADV_WIPEONFORK);
  g_atomic_ref_count_init (&self->ref_count);

  return self;
}

/**
 * yao_secret_new_from:
 * @data: (array length=size): bytes
 * @size: how many
 *
 * Makes a secret that holds a copy. Wiping @data stays with the caller.
 *
 * Returns: (transfer full): the secret
 */
YaoSecret *
yao_secret_new_from (gconstpointer data, gsize size)
{
  YaoSecret *self = yao_secret_new (size);

  if (size > 0)
    memcpy (self->data, data, size);

  return self;
}

/**
 * yao_secret_ref:
 * @self: a secret
 *
 * Takes another reference; the bytes are not copied.
 *
 * Returns: (transfer full): @self
 */
YaoSecret *
yao_secret_ref (YaoSecret *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

/**
 * yao_secret_unref:
 * @self: (transfer full): a secret
 *
 * Drops a reference; the last one wipes the bytes and gives the pages back.
 */
void
yao_secret_unref (YaoSecret *self)
{
  g_return_if_fail (self != NULL);

  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;

  yao_wipe (self->data, self->mapped);
  munmap (self->data, self->mapped);
  g_free (self);
}

/**
 * yao_secret_data:
 * @self: a secret
 *
 * Gets the bytes for writing.
 *
 * Returns: (transfer none): the bytes, valid as long as @self
 */
guint8 *
yao_secret_data (YaoSecret *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->data;
}

/**
 * yao_secret_peek:
 * @self: a secret
 * @size: (out) (optional): how many bytes
 *
 * Gets the bytes for reading.
 *
 * Returns: (transfer none): the bytes, valid as long as @self
 */
const guint8 *
yao_secret_peek (const YaoSecret *self, gsize *size)
{
  g_return_val_if_fail (self != NULL, NULL);

  if (size != NULL)
    *size = self->size;
  return self->data;
}

/**
 * yao_secret_get_size:
 * @self: a secret
 *
 * Gets the number of bytes.
 *
 * Returns: the number
 */
gsize
yao_secret_get_size (const YaoSecret *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->size;
}

/**
 * yao_secret_is_locked:
 * @self: a secret
 *
 * Tells whether the system allowed the memory to be locked.
 *
 * Returns: %TRUE if it cannot be paged out
 */
gboolean
yao_secret_is_locked (const YaoSecret *self)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return self->locked;
}

/**
 * yao_secret_equal:
 * @a: a secret
 * @b: another one
 *
 * Compares two secrets in a time that depends on their size alone.
 *
 * Returns: %TRUE if size and bytes are the same
 */
gboolean
yao_secret_equal (const YaoSecret *a, const YaoSecret *b)
{
  volatile guint8 difference = 0;

  g_return_val_if_fail (a != NULL && b != NULL, FALSE);

  if (a->size != b->size)
    return FALSE;
  for (gsize i = 0; i < a->size; i++)
    difference |= a->data[i] ^ b->data[i];

  return difference == 0;
}

/**
 * yao_wipe:
 * @data: (nullable): bytes
 * @size: how many
 *
 * Overwrites bytes with zeros, in a way that the compiler does not leave out.
 */
void
yao_wipe (gpointer data, gsize size)
{
  if (data != NULL)
    explicit_bzero (data, size);
}

/**
 * yao_wipe_string:
 * @text: (nullable) (transfer full): a text from g_malloc()
 *
 * Wipes a text and frees it.
 */
void
yao_wipe_string (char *text)
{
  if (text == NULL)
    return;

  explicit_bzero (text, strlen (text));
  g_free (text);
}

typedef struct
{
  gpointer data;
  gsize size;
} Wiped;

static void
free_wiped (gpointer user_data)
{
  Wiped *wiped = user_data;

  yao_wipe (wiped->data, wiped->size);
  g_free (wiped->data);
  g_free (wiped);
}

/**
 * yao_wiped_bytes_new_take:
 * @data: (transfer full): bytes from g_malloc()
 * @size: how many
 *
 * Makes bytes of a memory that is wiped when the last reference goes: for messages that may hold
 * tokens. Unlike a #YaoSecret they are not locked.
 *
 * Returns: (transfer full): the bytes
 */
GBytes *
yao_wiped_bytes_new_take (gpointer data, gsize size)
{
  Wiped *wiped = g_new (Wiped, 1);

  g_assert (data != NULL);

  wiped->data = data;
  wiped->size = size;
  return g_bytes_new_with_free_func (data, size, free_wiped, wiped);
}

/**
 * yao_secret_forbid_core_dumps:
 *
 * Sets RLIMIT_CORE to 0 for this process. PR_SET_DUMPABLE is left alone on purpose: desktop
 * portals refuse to talk to a process that is not dumpable.
 */
void
yao_secret_forbid_core_dumps (void)
{
  const struct rlimit none = { 0, 0 };

  if (setrlimit (RLIMIT_CORE, &none) != 0)
    g_debug ("core dumps could not be forbidden");
}
