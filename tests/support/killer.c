/* killer.c: preloaded, kills the process before one of the steps that others can see
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

/* Both names of what takes an offset are wanted. */
#undef _FILE_OFFSET_BITS

#include <dlfcn.h>
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/types.h>
#include <unistd.h>

/* A file of one number that the test shares with the process: how many steps may still be done, and
 * the process dies before the next one; 0 lets it live.
 */
static int *left;

__attribute__ ((constructor)) static void
find_number (void)
{
  const char *path = getenv ("KILLER_FILE");
  int fd = path != NULL ? open (path, O_RDWR | O_CLOEXEC) : -1;
  void *page;

  if (fd < 0)
    return;
  page = mmap (NULL, sizeof *left, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
  close (fd);
  if (page != MAP_FAILED)
    left = page;
}

static void
step (void)
{
  if (left == NULL || __atomic_load_n (left, __ATOMIC_SEQ_CST) <= 0)
    return;
  if (__atomic_sub_fetch (left, 1, __ATOMIC_SEQ_CST) == 0)
    kill (getpid (), SIGKILL);
}

#define NEXT(name) ((__typeof__ (name) *) dlsym (RTLD_NEXT, #name))

int
fsync (int fd)
{
  step ();
  return NEXT (fsync) (fd);
}

int
fdatasync (int fd)
{
  step ();
  return NEXT (fdatasync) (fd);
}

ssize_t
pwrite (int fd, const void *data, size_t size, off_t offset)
{
  step ();
  return NEXT (pwrite) (fd, data, size, offset);
}

ssize_t
pwrite64 (int fd, const void *data, size_t size, off64_t offset)
{
  step ();
  return NEXT (pwrite64) (fd, data, size, offset);
}

int
ftruncate (int fd, off_t size)
{
  step ();
  return NEXT (ftruncate) (fd, size);
}

int
ftruncate64 (int fd, off64_t size)
{
  step ();
  return NEXT (ftruncate64) (fd, size);
}

ssize_t
send (int fd, const void *data, size_t size, int flags)
{
  step ();
  return NEXT (send) (fd, data, size, flags);
}

ssize_t
sendmsg (int fd, const struct msghdr *message, int flags)
{
  step ();
  return NEXT (sendmsg) (fd, message, flags);
}
