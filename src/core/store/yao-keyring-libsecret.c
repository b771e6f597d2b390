/* yao-keyring-libsecret.c: the keyring of the desktop
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include "yao-keyring.h"

#include "yao-error.h"

#include <libsecret/secret.h>

#define CONTENT_TYPE "application/octet-stream"
#define SANDBOX_MARK "/.flatpak-info"

#define YAO_TYPE_KEYRING_LIBSECRET (yao_keyring_libsecret_get_type ())
G_DECLARE_FINAL_TYPE (YaoKeyringLibsecret, yao_keyring_libsecret, YAO, KEYRING_LIBSECRET, GObject)

/**
 * YaoKeyringLibsecret:
 *
 * The Secret Service of the desktop, or the file that libsecret keeps where SECRET_BACKEND says so.
 * Only secret_password_…() is used, since everything else works with the former alone.
 *
 * A locked keyring says "nothing found" to a lookup, without any error; so it is asked which items
 * it has, and whether they are locked. One that has no item of ours shows that it is locked only
 * when something is to be stored: that is remembered. The file says "nothing found" as well where
 * it is opened with another password; it then holds items that cannot be read.
 */
struct _YaoKeyringLibsecret
{
  GObject parent_instance;

  gint refused; /* atomic: the last store met a locked keyring */
};

static void yao_keyring_libsecret_iface_init (YaoKeyringInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (YaoKeyringLibsecret,
                               yao_keyring_libsecret,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (YAO_TYPE_KEYRING,
                                                      yao_keyring_libsecret_iface_init))

static const SecretSchema schema = { "io.github.yunyao.Yunyao",
                                     SECRET_SCHEMA_NONE,
                                     {
                                         { "profile", SECRET_SCHEMA_ATTRIBUTE_STRING },
                                         { "kind", SECRET_SCHEMA_ATTRIBUTE_STRING },
                                         { "account", SECRET_SCHEMA_ATTRIBUTE_STRING },
                                         { NULL, 0 },
                                     } };

static GHashTable *
make_attributes (const YaoKeyringItem *item)
{
  return secret_attributes_build (&schema, "profile", item->profile, "kind",
                                  yao_keyring_kind_to_string (item->kind), "account", item->account,
                                  NULL);
}

static gboolean
fail (const char *what, GError *cause, GError **error)
{
  if (g_error_matches (cause, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      g_propagate_error (error, cause);
      return FALSE;
    }

  g_set_error (error, YAO_ERROR, YAO_ERROR_KEYRING, "%s: %s", what,
               cause != NULL ? cause->message : "the keyring is locked");
  g_clear_error (&cause);
  return FALSE;
}

static YaoKeyringState
judge_items (GList *items)
{
  for (GList *link = items; link != NULL; link = link->next)
    {
      if (SECRET_IS_ITEM (link->data) && secret_item_get_locked (link->data))
        return YAO_KEYRING_LOCKED;
    }

  return YAO_KEYRING_AVAILABLE;
}

/* As libsecret chooses. */
static gboolean
is_file (void)
{
  const char *backend = g_getenv ("SECRET_BACKEND");

  if (backend != NULL && *backend != '\0')
    return g_str_equal (backend, "file");
  return g_file_test (SANDBOX_MARK, G_FILE_TEST_EXISTS) || g_getenv ("SNAP_NAME") != NULL;
}

/* Whether the file can be read with the password at hand. Names of items are digests that depend on
 * the password, so that only a question for every item meets those of another one.
 */
static gboolean
is_readable (GCancellable *cancellable)
{
  g_autoptr (GHashTable) everything = g_hash_table_new (g_str_hash, g_str_equal);
  g_autolist (GObject) items = NULL;
  g_autoptr (GError) error = NULL;

  items = secret_password_searchv_sync (NULL, everything, SECRET_SEARCH_ALL, cancellable, &error);
  if (error != NULL)
    g_info ("the keyring holds what cannot be read: %s", error->message);
  return error == NULL;
}

static YaoKeyringState
search (YaoKeyringLibsecret *self,
        GHashTable *attributes,
        SecretSearchFlags flags,
        GCancellable *cancellable,
        GError **error)
{
  g_autolist (GObject) items = NULL;
  GError *cause = NULL;

  items = secret_password_searchv_sync (&schema, attributes, SECRET_SEARCH_ALL | flags, cancellable,
                                        &cause);
  if (cause != NULL)
    {
      fail ("searching the keyring", cause, error);
      return YAO_KEYRING_ABSENT;
    }
  if (items == NULL && is_file () && !is_readable (cancellable))
    return YAO_KEYRING_LOCKED;
  return judge_items (items);
}

static YaoKeyringState
get_state (YaoKeyring *keyring, const char *profile, GCancellable *cancellable)
{
  YaoKeyringLibsecret *self = YAO_KEYRING_LIBSECRET (keyring);
  g_autoptr (GHashTable) attributes = secret_attributes_build (&schema, "profile", profile, NULL);
  g_autoptr (GError) error = NULL;
  YaoKeyringState state = search (self, attributes, SECRET_SEARCH_NONE, cancellable, &error);

  if (error != NULL)
    g_info ("no keyring: %s", error->message);
  if (state == YAO_KEYRING_AVAILABLE && g_atomic_int_get (&self->refused) != 0)
    return YAO_KEYRING_LOCKED;
  return state;
}

static gboolean
store (YaoKeyring *keyring,
       const YaoKeyringItem *item,
       YaoSecret *secret,
       GCancellable *cancellable,
       GError **error)
{
  YaoKeyringLibsecret *self = YAO_KEYRING_LIBSECRET (keyring);
  g_autoptr (GHashTable) attributes = make_attributes (item);
  gsize size;
  const guint8 *bytes = yao_secret_peek (secret, &size);
  SecretValue *value = secret_value_new_full ((char *) bytes, (gssize) size, CONTENT_TYPE, NULL);
  GError *cause = NULL;
  gboolean stored;

  stored = secret_password_storev_binary_sync (&schema, attributes, SECRET_COLLECTION_DEFAULT,
                                               "Yunyao", value, cancellable, &cause);
  secret_value_unref (value);
  g_atomic_int_set (&self->refused,
                    !stored && !g_error_matches (cause, G_IO_ERROR, G_IO_ERROR_CANCELLED));
  return stored || fail ("storing in the keyring", cause, error);
}

static gboolean
lookup (YaoKeyring *keyring,
        const YaoKeyringItem *item,
        YaoSecret **secret,
        GCancellable *cancellable,
        GError **error)
{
  YaoKeyringLibsecret *self = YAO_KEYRING_LIBSECRET (keyring);
  g_autoptr (GHashTable) attributes = make_attributes (item);
  GError *cause = NULL;
  SecretValue *value
      = secret_password_lookupv_binary_sync (&schema, attributes, cancellable, &cause);

  if (value != NULL)
    {
      gsize size;
      const char *bytes = secret_value_get (value, &size);

      *secret = yao_secret_new_from (bytes, size);
      secret_value_unref (value);
      return TRUE;
    }
  if (cause != NULL)
    return fail ("looking up in the keyring", cause, error);

  switch (search (self, attributes, SECRET_SEARCH_NONE, cancellable, error))
    {
    case YAO_KEYRING_AVAILABLE:
      return TRUE;
    case YAO_KEYRING_LOCKED:
      return fail ("looking up in the keyring", NULL, error);
    default:
      return FALSE;
    }
}

static gboolean
clear (YaoKeyring *keyring, const YaoKeyringItem *item, GCancellable *cancellable, GError **error)
{
  g_autoptr (GHashTable) attributes = make_attributes (item);
  GError *cause = NULL;

  secret_password_clearv_sync (&schema, attributes, cancellable, &cause);
  return cause == NULL || fail ("removing from the keyring", cause, error);
}

/* What can be stored and removed again was unlocked; a keyring asks for its password by itself. */
static gboolean
probe (YaoKeyring *keyring, const char *profile, GCancellable *cancellable, GError **error)
{
  const YaoKeyringItem item = { profile, YAO_KEYRING_REFRESH, "probe" };
  g_autoptr (YaoSecret) nothing = yao_secret_new (1);

  return store (keyring, &item, nothing, cancellable, error)
         && clear (keyring, &item, cancellable, error);
}

static gboolean
unlock (YaoKeyring *keyring, const char *profile, GCancellable *cancellable, GError **error)
{
  YaoKeyringLibsecret *self = YAO_KEYRING_LIBSECRET (keyring);
  g_autoptr (GHashTable) attributes = secret_attributes_build (&schema, "profile", profile, NULL);
  YaoKeyringState state;

  g_atomic_int_set (&self->refused, FALSE);
  state = search (self, attributes, SECRET_SEARCH_UNLOCK, cancellable, error);
  if (state == YAO_KEYRING_ABSENT)
    return FALSE;
  if (state == YAO_KEYRING_LOCKED)
    return fail ("unlocking the keyring", NULL, error);
  return probe (keyring, profile, cancellable, error);
}

static void
yao_keyring_libsecret_iface_init (YaoKeyringInterface *iface)
{
  iface->get_state = get_state;
  iface->store = store;
  iface->lookup = lookup;
  iface->clear = clear;
  iface->unlock = unlock;
}

static void
yao_keyring_libsecret_class_init (YaoKeyringLibsecretClass *klass)
{
}

static void
yao_keyring_libsecret_init (YaoKeyringLibsecret *self)
{
}

/**
 * yao_keyring_libsecret_new:
 *
 * Makes the way to the keyring of the desktop. Nothing is asked yet.
 *
 * Returns: (transfer full): the keyring
 */
YaoKeyring *
yao_keyring_libsecret_new (void)
{
  return g_object_new (YAO_TYPE_KEYRING_LIBSECRET, NULL);
}
