/* yao-signer-store.c: whose initialisation codes are vouched for
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include "yao-signer-store.h"

#include "yao-config.h"
#include "yao-digest.h"
#include "yao-file.h"

#include <string.h>

#define MAX_FILE_SIZE 8192
#define MAX_FILES 256
#define PEM_BEGIN "-----BEGIN PUBLIC KEY-----"
#define PEM_END "-----END PUBLIC KEY-----"

static gboolean
has_id (GBytes *spki, GBytes *signer_id)
{
  g_autoptr (GBytes) digest = yao_digest_bytes (YAO_DIGEST_SHA256, spki);

  return g_bytes_equal (digest, signer_id);
}

/* RFC 7468 section 13: the SubjectPublicKeyInfo of one key. */
static GBytes *
decode_pem (GBytes *bytes)
{
  gsize size = g_bytes_get_size (bytes);
  g_autofree char *text
      = size > 0 ? g_strndup (g_bytes_get_data (bytes, NULL), size) : g_strdup ("");
  char *begin = strstr (text, PEM_BEGIN);
  char *end = begin != NULL ? strstr (begin, PEM_END) : NULL;
  guint8 *decoded;

  if (end == NULL)
    return NULL;

  *end = '\0';
  decoded = g_base64_decode (begin + strlen (PEM_BEGIN), &size);
  return g_bytes_new_take (decoded, size);
}

static GBytes *
find_in_dir (const char *parent, GBytes *signer_id)
{
  g_autofree char *path = g_build_filename (parent, "signers", NULL);
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  const char *name;

  if (dir == NULL)
    return NULL;

  for (guint i = 0; i < MAX_FILES && (name = g_dir_read_name (dir)) != NULL; i++)
    {
      g_autofree char *file = g_build_filename (path, name, NULL);
      g_autoptr (GBytes) bytes = NULL;
      g_autoptr (GBytes) spki = NULL;

      if (!g_str_has_suffix (name, ".pem"))
        continue;
      bytes = yao_file_read (file, MAX_FILE_SIZE, NULL);
      spki = bytes != NULL ? decode_pem (bytes) : NULL;
      if (spki == NULL)
        g_info ("%s is no public key in PEM", file);
      else if (has_id (spki, signer_id))
        return g_steal_pointer (&spki);
    }

  return NULL;
}

/**
 * yao_signer_store_find:
 * @signer_id: SHA-256 of the SPKI of a signer
 *
 * Looks for a signer among those that were installed with the program or by the administrator of
 * this computer: `signers/NAME.pem` in the program's data directory, and in `yunyao` under the
 * directories of `$XDG_DATA_DIRS`. A person's own data directory is not looked at: what vouches is
 * what an administrator put there.
 *
 * Returns: (transfer full) (nullable): the SubjectPublicKeyInfo, or %NULL
 */
GBytes *
yao_signer_store_find (GBytes *signer_id)
{
  const char *const *dirs = g_get_system_data_dirs ();
  GBytes *found;

  g_assert (signer_id != NULL);

  found = find_in_dir (YAO_PKGDATADIR, signer_id);
  for (gsize i = 0; found == NULL && dirs[i] != NULL; i++)
    {
      g_autofree char *parent = g_build_filename (dirs[i], "yunyao", NULL);

      found = find_in_dir (parent, signer_id);
    }
  return found;
}

/**
 * yao_signer_store_find_in_profile:
 * @profile: a profile
 * @signer_id: SHA-256 of the SPKI of a signer
 * @trust: (out): how that signer came to be known, set only when found
 *
 * Looks for a signer among those whose codes this profile has accepted. A signer that nobody
 * vouched for then is known now, but still not vouched for.
 *
 * Returns: (transfer full) (nullable): the SubjectPublicKeyInfo, or %NULL
 */
GBytes *
yao_signer_store_find_in_profile (YaoProfile *profile, GBytes *signer_id, YaoServiceTrust *trust)
{
  GBytes *found = NULL;

  g_assert (profile != NULL && signer_id != NULL && trust != NULL);

  for (guint i = 0; i < profile->services->len; i++)
    {
      YaoServiceRecord *record = g_ptr_array_index (profile->services, i);

      if (record->signer == NULL || record->builtin_dir != NULL
          || !has_id (record->signer, signer_id))
        continue;
      if (found == NULL || record->trust == YAO_SERVICE_TRUST_SIGNED)
        *trust = record->trust;
      if (found == NULL)
        found = g_bytes_ref (record->signer);
    }

  return found;
}
