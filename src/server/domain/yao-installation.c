/* yao-installation.c: one service: its folder, its database, its keys, its clock
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include "yao-installation.h"

#include "yao-account-table.h"
#include "yao-error.h"
#include "yao-event-hub.h"
#include "yao-file.h"
#include "yao-random.h"
#include "yao-schema.h"
#include "yao-setting-table.h"
#include "yao-text.h"
#include "yao-user-table.h"
#include "yao-well-known.h"

#include <string.h>

#define SERVICE_ID_SIZE 8

#define SETTING_KIND "kind"
#define SETTING_SERVICE_ID "service-id"
#define SETTING_ORGANISATION "organisation"
#define SETTING_ADDRESS "address"
#define SETTING_SUPPORT "support"
#define SETTING_TEST_CLOCK "test-clock"

static const char *const kind_names[] = { "real", "demo" };

struct _YaoInstallation
{
  GObject parent_instance;

  char *folder;
  YaoClock *clock;
  YaoDatabase *database;
  YaoKeyStore *key_store;
  YaoRateLimit *downloads;
  YaoPinService *pin_service;
  YaoProofChecker *proofs;
  YaoTokenStore *tokens;
  YaoEventHub *event_hub;
  gboolean rates_off;
};

G_DEFINE_FINAL_TYPE (YaoInstallation, yao_installation, G_TYPE_OBJECT)

static void
yao_installation_finalize (GObject *object)
{
  YaoInstallation *self = YAO_INSTALLATION (object);

  g_clear_pointer (&self->event_hub, yao_event_hub_free);
  g_clear_pointer (&self->downloads, yao_rate_limit_free);
  g_clear_pointer (&self->pin_service, yao_pin_service_free);
  g_clear_pointer (&self->proofs, yao_proof_checker_free);
  g_clear_pointer (&self->tokens, yao_token_store_free);
  g_clear_object (&self->key_store);
  g_clear_object (&self->database);
  g_clear_object (&self->clock);
  g_free (self->folder);

  G_OBJECT_CLASS (yao_installation_parent_class)->finalize (object);
}

static void
yao_installation_class_init (YaoInstallationClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = yao_installation_finalize;
}

static void
yao_installation_init (YaoInstallation *self)
{
}

/* Seed and key of the PINs are made once, before the first PIN is. */
static gboolean
open_pin_service (YaoInstallation *self, GError **error)
{
  g_autofree char *path = g_build_filename (self->folder, YAO_INSTALLATION_PIN_SECRETS, NULL);
  gboolean has_accounts = FALSE;

  if (!yao_account_table_has_any (self->database, &has_accounts, error))
    return FALSE;
  self->pin_service = yao_pin_service_open (path, !has_accounts, self->clock, error);
  return self->pin_service != NULL;
}

static YaoInstallation *
open_installation (const char *folder, YaoClock *clock, gboolean for_making, GError **error)
{
  g_autoptr (YaoInstallation) self = NULL;
  g_autofree char *database_path = g_build_filename (folder, YAO_INSTALLATION_DATABASE, NULL);
  g_autofree char *master_path = g_build_filename (folder, YAO_INSTALLATION_MASTER_KEY, NULL);

  if (!for_making && !g_file_test (database_path, G_FILE_TEST_EXISTS))
    {
      g_set_error (error, YAO_ERROR, YAO_ERROR_NOT_FOUND, "%s holds no service", folder);
      return NULL;
    }

  self = g_object_new (YAO_TYPE_INSTALLATION, NULL);
  self->folder = g_strdup (folder);
  self->clock = g_object_ref (clock);
  self->downloads = yao_rate_limit_new (clock);
  self->proofs = yao_proof_checker_new (clock);
  self->tokens = yao_token_store_new (clock);
  self->event_hub = yao_event_hub_new (self);
  self->database = yao_schema_open (database_path, error);
  if (self->database == NULL)
    return NULL;
  self->key_store = yao_key_store_open (self->database, master_path, for_making, error);
  if (self->key_store == NULL || !open_pin_service (self, error))
    return NULL;
  return g_steal_pointer (&self);
}

/**
 * yao_installation_open:
 * @folder: where the service keeps everything
 * @clock: where the time comes from
 * @error: return location
 *
 * Opens a service that was made before.
 *
 * Returns: (transfer full): the installation, or %NULL with %YAO_ERROR_NOT_FOUND
 */
YaoInstallation *
yao_installation_open (const char *folder, YaoClock *clock, GError **error)
{
  g_return_val_if_fail (folder != NULL && YAO_IS_CLOCK (clock), NULL);

  return open_installation (folder, clock, FALSE, error);
}

/**
 * yao_installation_open_for_making:
 * @folder: where the service is to keep everything; it must exist
 * @clock: where the time comes from
 * @error: return location
 *
 * Opens a service that was made before, or an empty one to be made. The caller holds the lock of
 * the folder.
 *
 * Returns: (transfer full): the installation
 */
YaoInstallation *
yao_installation_open_for_making (const char *folder, YaoClock *clock, GError **error)
{
  g_return_val_if_fail (folder != NULL && YAO_IS_CLOCK (clock), NULL);

  return open_installation (folder, clock, TRUE, error);
}

/**
 * yao_installation_is_made:
 * @self: an installation
 * @is_made: (out): whether a service is in it
 * @error: return location
 *
 * Tells whether yao_installation_make() was ever committed.
 *
 * Returns: %TRUE if it could be read
 */
gboolean
yao_installation_is_made (YaoInstallation *self, gboolean *is_made, GError **error)
{
  g_autofree char *id = NULL;

  g_return_val_if_fail (YAO_IS_INSTALLATION (self) && is_made != NULL, FALSE);

  if (!yao_setting_table_get (self->database, SETTING_SERVICE_ID, &id, error))
    return FALSE;
  *is_made = id != NULL;
  return TRUE;
}

/**
 * yao_installation_make:
 * @self: an empty installation
 * @kind: what it is for
 * @organisation: the name of the organisation that runs it
 * @address: the address that clients use, "https://host:port"
 * @error: return location
 *
 * Gives a service its identity. Belongs in the transaction that makes all the rest.
 *
 * Returns: %TRUE if it is done
 */
gboolean
yao_installation_make (YaoInstallation *self,
                       YaoInstallationKind kind,
                       const char *organisation,
                       const char *address,
                       GError **error)
{
  g_autofree char *id = yao_random_id (SERVICE_ID_SIZE);

  g_return_val_if_fail (YAO_IS_INSTALLATION (self), FALSE);
  g_return_val_if_fail (organisation != NULL && address != NULL, FALSE);

  if (!yao_text_is_plain (organisation) || strlen (organisation) > YAO_INSTALLATION_MAX_NAME)
    {
      g_set_error (error, YAO_ERROR, YAO_ERROR_INVALID_INPUT,
                   "the name of an organisation is a line of 1 to %d bytes of UTF-8",
                   YAO_INSTALLATION_MAX_NAME);
      return FALSE;
    }

  return yao_setting_table_set (self->database, SETTING_SERVICE_ID, id, error)
         && yao_setting_table_set (self->database, SETTING_KIND, kind_names[kind], error)
         && yao_setting_table_set (self->database, SETTING_ORGANISATION, organisation, error)
         && yao_setting_table_set (self->database, SETTING_ADDRESS, address, error)
         && yao_organisation_table_add (self->database, organisation,
                                        yao_installation_get_now (self), error);
}

/**
 * yao_installation_get_folder:
 * @self: an installation
 *
 * Gets where everything is kept.
 *
 * Returns: the path, owned by @self
 */
const char *
yao_installation_get_folder (YaoInstallation *self)
{
  g_return_val_if_fail (YAO_IS_INSTALLATION (self), NULL);

  return self->folder;
}

/**
 * yao_installation_get_database:
 * @self: an installation
 *
 * Gets the database.
 *
 * Returns: (transfer none): the database
 */
YaoDatabase *
yao_installation_get_database (YaoInstallation *self)
{
  g_return_val_if_fail (YAO_IS_INSTALLATION (self), NULL);

  return self->database;
}

/**
 * yao_installation_get_key_store:
 * @self: an installation
 *
 * Gets the private keys.
 *
 * Returns: (transfer none): the key store
 */
YaoKeyStore *
yao_installation_get_key_store (YaoInstallation *self)
{
  g_return_val_if_fail (YAO_IS_INSTALLATION (self), NULL);

  return self->key_store;
}

/**
 * yao_installation_get_downloads:
 * @self: an installation
 *
 * Gets the counter of downloads by number.
 *
 * Returns: (transfer none): the counter
 */
YaoRateLimit *
yao_installation_get_downloads (YaoInstallation *self)
{
  g_return_val_if_fail (YAO_IS_INSTALLATION (self), NULL);

  return self->downloads;
}

/**
 * yao_installation_get_pin_service:
 * @self: an installation
 *
 * Gets the service's side of the PIN.
 *
 * Returns: (transfer none): it
 */
YaoPinService *
yao_installation_get_pin_service (YaoInstallation *self)
{
  g_return_val_if_fail (YAO_IS_INSTALLATION (self), NULL);

  return self->pin_service;
}

/**
 * yao_installation_get_proofs:
 * @self: an installation
 *
 * Gets what checks the proofs of device keys.
 *
 * Returns: (transfer none): it
 */
YaoProofChecker *
yao_installation_get_proofs (YaoInstallation *self)
{
  g_return_val_if_fail (YAO_IS_INSTALLATION (self), NULL);

  return self->proofs;
}

/**
 * yao_installation_get_tokens:
 * @self: an installation
 *
 * Gets the access tokens that are good now.
 *
 * Returns: (transfer none): them
 */
YaoTokenStore *
yao_installation_get_tokens (YaoInstallation *self)
{
  g_return_val_if_fail (YAO_IS_INSTALLATION (self), NULL);

  return self->tokens;
}

/**
 * yao_installation_get_event_hub:
 * @self: an installation
 *
 * Gets who is told of events as they come.
 *
 * Returns: the hub, owned by @self
 */
YaoEventHub *
yao_installation_get_event_hub (YaoInstallation *self)
{
  g_return_val_if_fail (YAO_IS_INSTALLATION (self), NULL);

  return self->event_hub;
}

/**
 * yao_installation_get_now:
 * @self: an installation
 *
 * Gets the time.
 *
 * Returns: seconds since 1970
 */
gint64
yao_installation_get_now (YaoInstallation *self)
{
  g_return_val_if_fail (YAO_IS_INSTALLATION (self), 0);

  return yao_clock_get_unix (self->clock);
}

/* Reads what a service must have. */
static char *
dup_needed (YaoInstallation *self, const char *name, GError **error)
{
  g_autofree char *value = NULL;

  if (!yao_setting_table_get (self->database, name, &value, error))
    return NULL;
  if (value == NULL)
    g_set_error (error, YAO_ERROR, YAO_ERROR_NOT_FOUND, "%s: the service has no %s", self->folder,
                 name);
  return g_steal_pointer (&value);
}

/**
 * yao_installation_get_is_demo:
 * @self: an installation
 *
 * Tells whether this is a demonstration.
 *
 * Returns: %TRUE if it is
 */
gboolean
yao_installation_get_is_demo (YaoInstallation *self)
{
  g_autofree char *kind = NULL;

  g_return_val_if_fail (YAO_IS_INSTALLATION (self), FALSE);

  kind = dup_needed (self, SETTING_KIND, NULL);
  return g_strcmp0 (kind, kind_names[YAO_INSTALLATION_DEMO]) == 0;
}

/**
 * yao_installation_dup_service_id:
 * @self: an installation
 * @error: return location
 *
 * Gets the id of the service.
 *
 * Returns: (transfer full): 11 characters
 */
char *
yao_installation_dup_service_id (YaoInstallation *self, GError **error)
{
  g_return_val_if_fail (YAO_IS_INSTALLATION (self), NULL);

  return dup_needed (self, SETTING_SERVICE_ID, error);
}

/**
 * yao_installation_dup_organisation:
 * @self: an installation
 * @error: return location
 *
 * Gets the name of the organisation that runs the service.
 *
 * Returns: (transfer full): the name
 */
char *
yao_installation_dup_organisation (YaoInstallation *self, GError **error)
{
  g_return_val_if_fail (YAO_IS_INSTALLATION (self), NULL);

  return dup_needed (self, SETTING_ORGANISATION, error);
}

/**
 * yao_installation_dup_address:
 * @self: an installation
 * @error: return location
 *
 * Gets the address that clients use.
 *
 * Returns: (transfer full): the address, without a slash at its end
 */
char *
yao_installation_dup_address (YaoInstallation *self, GError **error)
{
  g_return_val_if_fail (YAO_IS_INSTALLATION (self), NULL);

  return dup_needed (self, SETTING_ADDRESS, error);
}

/**
 * yao_installation_set_address:
 * @self: an installation
 * @address: the address that clients use
 * @error: return location
 *
 * Changes the address.
 *
 * Returns: %TRUE if it is written
 */
gboolean
yao_installation_set_address (YaoInstallation *self, const char *address, GError **error)
{
  g_return_val_if_fail (YAO_IS_INSTALLATION (self) && address != NULL, FALSE);

  return yao_setting_table_set (self->database, SETTING_ADDRESS, address, error);
}

/**
 * yao_installation_dup_support:
 * @self: an installation
 *
 * Gets whom people may ask.
 *
 * Returns: (transfer full) (nullable): a text, or %NULL if nobody was named
 */
char *
yao_installation_dup_support (YaoInstallation *self)
{
  char *support = NULL;

  g_return_val_if_fail (YAO_IS_INSTALLATION (self), NULL);

  yao_setting_table_get (self->database, SETTING_SUPPORT, &support, NULL);
  return support;
}

/**
 * yao_installation_set_support:
 * @self: an installation
 * @support: (nullable): whom people may ask
 * @error: return location
 *
 * Names whom people may ask, in a line of at most %YAO_NAME_MAX_SIZE bytes: a client refuses a
 * well-known document with anything else.
 *
 * Returns: %TRUE if it is written
 */
gboolean
yao_installation_set_support (YaoInstallation *self, const char *support, GError **error)
{
  g_return_val_if_fail (YAO_IS_INSTALLATION (self), FALSE);

  if (support != NULL && (!yao_text_is_plain (support) || strlen (support) > YAO_NAME_MAX_SIZE))
    {
      g_set_error (error, YAO_ERROR, YAO_ERROR_INVALID_INPUT,
                   "whom people may ask is a line of 1 to %d bytes of UTF-8", YAO_NAME_MAX_SIZE);
      return FALSE;
    }

  return yao_setting_table_set (self->database, SETTING_SUPPORT, support, error);
}

/**
 * yao_installation_dup_test_clock:
 * @self: an installation
 *
 * Gets the file that a demonstration's clock follows, so that administration commands go by the
 * same time.
 *
 * Returns: (transfer full) (nullable): a path, or %NULL for the system's time
 */
char *
yao_installation_dup_test_clock (YaoInstallation *self)
{
  char *path = NULL;

  g_return_val_if_fail (YAO_IS_INSTALLATION (self), NULL);

  if (yao_installation_get_is_demo (self))
    yao_setting_table_get (self->database, SETTING_TEST_CLOCK, &path, NULL);
  return path;
}

/**
 * yao_installation_set_test_clock:
 * @self: a demonstration
 * @path: (nullable): a file as for yao_clock_new_with_offset_file()
 * @error: return location
 *
 * Says which file the clock follows; written only where it differs.
 *
 * Returns: %TRUE if it is kept
 */
gboolean
yao_installation_set_test_clock (YaoInstallation *self, const char *path, GError **error)
{
  g_autofree char *known = NULL;

  g_return_val_if_fail (YAO_IS_INSTALLATION (self), FALSE);

  if (!yao_setting_table_get (self->database, SETTING_TEST_CLOCK, &known, error))
    return FALSE;
  return g_strcmp0 (known, path) == 0
         || yao_setting_table_set (self->database, SETTING_TEST_CLOCK, path, error);
}

/**
 * yao_installation_set_rates_off:
 * @self: an installation
 * @off: whether rates per address are not counted
 *
 * Lets tests ask as often as they like.
 */
void
yao_installation_set_rates_off (YaoInstallation *self, gboolean off)
{
  g_return_if_fail (YAO_IS_INSTALLATION (self));

  self->rates_off = off;
}

/**
 * yao_installation_get_rates_off:
 * @self: an installation
 *
 * Tells whether rates per address are not counted.
 *
 * Returns: %TRUE if they are not
 */
gboolean
yao_installation_get_rates_off (YaoInstallation *self)
{
  g_return_val_if_fail (YAO_IS_INSTALLATION (self), FALSE);

  return self->rates_off;
}
