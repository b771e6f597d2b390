/* yao-pin-service.c: the service's side of the PIN (RFC 9807)
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include "yao-pin-service.h"

#include "yao-error.h"
#include "yao-file.h"
#include "yao-opaque.h"
#include "yao-random.h"

#include <string.h>

#define CREDENTIAL_SIZE 16
#define ID_SIZE 16
#define LOCK_TIMEOUT (5 * G_USEC_PER_SEC)
/* Somebody who begins logins without end must not fill the memory: the oldest ones go. */
#define MAX_PENDING 4096

struct _YaoPinService
{
  YaoClock *clock;
  YaoOpaqueServer *opaque;
  GHashTable *pending; /* id -> YaoPinPending */
  GQueue order;        /* the ids, the oldest first */
};

static gboolean
write_secrets (const char *path, YaoSecret *secrets, GError **error)
{
  gsize size = 0;
  const guint8 *data = yao_secret_peek (secrets, &size);
  g_autoptr (GBytes) bytes = g_bytes_new_static (data, size);

  return yao_file_replace (path, bytes, 0600, error);
}

static YaoSecret *
read_secrets (const char *path, GError **error)
{
  g_autoptr (GBytes) bytes = yao_file_read (path, YAO_OPAQUE_SERVER_SECRETS_SIZE, error);
  YaoSecret *secrets;
  gpointer data;
  gsize size;

  if (bytes == NULL)
    return NULL;
  data = g_bytes_unref_to_data (g_steal_pointer (&bytes), &size);
  secrets = yao_secret_new_from (data, size);
  yao_wipe (data, size);
  g_free (data);
  return secrets;
}

/* Under a lock, so that two processes that start at once end with the same secrets. */
static YaoSecret *
load_secrets (const char *path, gboolean may_create, GError **error)
{
  g_autofree char *lock_path = g_strconcat (path, ".lock", NULL);
  g_autoptr (YaoFileLock) lock = NULL;
  g_autoptr (YaoSecret) secrets = NULL;

  if (!may_create || g_file_test (path, G_FILE_TEST_EXISTS))
    return read_secrets (path, error);

  lock = yao_file_lock (lock_path, LOCK_TIMEOUT, error);
  if (lock == NULL)
    return NULL;
  if (g_file_test (path, G_FILE_TEST_EXISTS))
    return read_secrets (path, error);

  secrets = yao_opaque_server_generate_secrets ();
  return write_secrets (path, secrets, error) ? g_steal_pointer (&secrets) : NULL;
}

/**
 * yao_pin_service_open:
 * @path: the file with the seed and the key of OPAQUE, which stay outside the database
 * @may_create: whether they may be made; only where no PIN was ever set
 * @clock: where the time comes from
 * @error: return location
 *
 * Opens the service's side of the PIN. Without its file no PIN fits any more.
 *
 * Returns: (transfer full): the service's side
 */
YaoPinService *
yao_pin_service_open (const char *path, gboolean may_create, YaoClock *clock, GError **error)
{
  g_autoptr (YaoSecret) secrets = NULL;
  g_autoptr (YaoOpaqueServer) opaque = NULL;
  YaoPinService *self;

  g_assert (path != NULL && YAO_IS_CLOCK (clock));

  secrets = load_secrets (path, may_create, error);
  opaque = secrets != NULL ? yao_opaque_server_new (secrets, error) : NULL;
  if (opaque == NULL)
    return NULL;

  self = g_new0 (YaoPinService, 1);
  self->clock = g_object_ref (clock);
  self->opaque = g_steal_pointer (&opaque);
  self->pending = g_hash_table_new_full (g_str_hash, g_str_equal, g_free,
                                         (GDestroyNotify) yao_pin_pending_free);
  g_queue_init (&self->order);
  return self;
}

/**
 * yao_pin_service_free:
 * @self: (transfer full): the service's side
 *
 * Forgets what was begun, and frees it.
 */
void
yao_pin_service_free (YaoPinService *self)
{
  if (self == NULL)
    return;

  g_object_unref (self->clock);
  yao_opaque_server_free (self->opaque);
  g_hash_table_unref (self->pending);
  g_queue_clear_full (&self->order, g_free);
  g_free (self);
}

/**
 * yao_pin_pending_free:
 * @pending: (transfer full): what was begun
 *
 * Frees it; what was expected is wiped.
 */
void
yao_pin_pending_free (YaoPinPending *pending)
{
  if (pending == NULL)
    return;

  g_free (pending->holder);
  g_free (pending->uid);
  g_free (pending->jkt);
  g_clear_pointer (&pending->credential, g_bytes_unref);
  g_clear_pointer (&pending->expected, yao_secret_unref);
  g_free (pending);
}

static GBytes *
make_text (const char *text)
{
  return g_bytes_new (text, strlen (text));
}

static GBytes *
make_client_identity (const YaoPinOwner *owner)
{
  g_autofree char *text = g_strconcat (owner->holder, "|", owner->uid, NULL);

  return make_text (text);
}

static GBytes *
make_context (const YaoPinOwner *owner, const char *jkt)
{
  g_autofree char *text = g_strconcat ("cloudkey/1|", owner->service_id, "|", jkt, NULL);

  return make_text (text);
}

/**
 * yao_pin_service_make_record:
 * @self: the service's side
 * @owner: whose PIN it is
 * @pin: a PIN that the service chose
 * @credential: (out) (transfer full): OPAQUE's credential identifier
 * @record: (out) (transfer full): OPAQUE's record
 * @error: return location
 *
 * Runs both sides of a registration, as the issuer of a first PIN must. Takes as long as a person's
 * own registration. Safe in any thread.
 *
 * Returns: %TRUE if the record is made
 */
gboolean
yao_pin_service_make_record (YaoPinService *self,
                             const YaoPinOwner *owner,
                             YaoSecret *pin,
                             GBytes **credential,
                             GBytes **record,
                             GError **error)
{
  g_autoptr (YaoOpaqueRegistration) registration = yao_opaque_registration_new (pin);
  g_autoptr (GBytes) request = yao_opaque_registration_dup_request (registration);
  g_autoptr (GBytes) id = yao_random_bytes (CREDENTIAL_SIZE);
  g_autoptr (GBytes) response = NULL;
  g_autoptr (GBytes) made = NULL;
  g_autoptr (GBytes) client = make_client_identity (owner);
  g_autoptr (GBytes) server = make_text (owner->service_id);
  YaoOpaqueParameters parameters = { NULL, server, client };

  response = yao_opaque_server_register (self->opaque, request, id, error);
  if (response == NULL)
    return FALSE;
  made = yao_opaque_registration_finish (registration, response, &parameters, NULL, error);
  if (made == NULL)
    return FALSE;

  *credential = g_steal_pointer (&id);
  *record = g_steal_pointer (&made);
  return TRUE;
}

static void
sweep (YaoPinService *self)
{
  gint64 now = yao_clock_get_unix (self->clock);

  while (self->order.head != NULL)
    {
      YaoPinPending *oldest = g_hash_table_lookup (self->pending, self->order.head->data);

      if (oldest != NULL && oldest->expires > now
          && g_hash_table_size (self->pending) < MAX_PENDING)
        return;
      g_hash_table_remove (self->pending, self->order.head->data);
      g_free (g_queue_pop_head (&self->order));
    }
}

static char *
keep (YaoPinService *self, YaoPinPending *pending)
{
  char *id = yao_random_id (ID_SIZE);

  sweep (self);
  pending->expires = yao_clock_get_unix (self->clock) + YAO_PIN_SERVICE_PENDING;
  g_hash_table_insert (self->pending, g_strdup (id), pending);
  g_queue_push_tail (&self->order, g_strdup (id));
  return id;
}

/**
 * yao_pin_service_begin_login:
 * @self: the service's side
 * @owner: whose PIN it is said to be
 * @pending: (transfer full): who began
 * @credential: (nullable): the account's credential identifier
 * @record: (nullable): the account's record; %NULL for an account that does not exist or may not
 *   sign in: the answer is then made from a record of nobody (RFC 9807 section 6.3.2.2), and looks
 *   and takes as long as any other
 * @ke1: the client's first message
 * @ke2: (out) (transfer full): the answer
 * @error: return location
 *
 * Begins a login. The try must have been counted before.
 *
 * Returns: (transfer full): the id of the login, or %NULL with %YAO_ERROR_INVALID_INPUT
 */
char *
yao_pin_service_begin_login (YaoPinService *self,
                             const YaoPinOwner *owner,
                             YaoPinPending *pending,
                             GBytes *credential,
                             GBytes *record,
                             GBytes *ke1,
                             GBytes **ke2,
                             GError **error)
{
  g_autoptr (YaoPinPending) owned = pending;
  g_autoptr (GBytes) client = make_client_identity (owner);
  g_autoptr (GBytes) server = make_text (owner->service_id);
  g_autoptr (GBytes) context = make_context (owner, pending->jkt);
  g_autoptr (GBytes) fake_credential = NULL;
  g_autoptr (GBytes) fake_record = NULL;
  YaoOpaqueParameters parameters = { context, server, client };

  /* Made in either case, so that it takes the same time. */
  yao_opaque_server_fake (self->opaque, client, &fake_credential, &fake_record);
  *ke2 = yao_opaque_server_respond (self->opaque, record != NULL ? record : fake_record,
                                    record != NULL ? credential : fake_credential, ke1, &parameters,
                                    &owned->expected, error);
  if (*ke2 == NULL)
    return NULL;
  return keep (self, g_steal_pointer (&owned));
}

/**
 * yao_pin_service_begin_registration:
 * @self: the service's side
 * @pending: (transfer full): who began
 * @request: the client's request
 * @response: (out) (transfer full): the answer
 * @error: return location
 *
 * Begins a registration, under a new credential identifier.
 *
 * Returns: (transfer full): the id of the registration, or %NULL with %YAO_ERROR_INVALID_INPUT
 */
char *
yao_pin_service_begin_registration (YaoPinService *self,
                                    YaoPinPending *pending,
                                    GBytes *request,
                                    GBytes **response,
                                    GError **error)
{
  g_autoptr (YaoPinPending) owned = pending;

  owned->credential = yao_random_bytes (CREDENTIAL_SIZE);
  *response = yao_opaque_server_register (self->opaque, request, owned->credential, error);
  return *response != NULL ? keep (self, g_steal_pointer (&owned)) : NULL;
}

/**
 * yao_pin_service_take:
 * @self: the service's side
 * @id: the id of a login or a registration
 * @jkt: the thumbprint of the key that goes on with it
 * @error: return location
 *
 * Takes out what was begun: it can be gone on with once, in time, and by the same key.
 *
 * Returns: (transfer full): what was begun, or %NULL with %YAO_ERROR_NOT_FOUND
 */
YaoPinPending *
yao_pin_service_take (YaoPinService *self, const char *id, const char *jkt, GError **error)
{
  YaoPinPending *found = g_hash_table_lookup (self->pending, id);
  g_autoptr (YaoPinPending) pending = NULL;
  g_autofree char *key = NULL;

  if (found != NULL && strcmp (found->jkt, jkt) == 0
      && g_hash_table_steal_extended (self->pending, id, (gpointer *) &key, (gpointer *) &pending)
      && pending->expires > yao_clock_get_unix (self->clock))
    return g_steal_pointer (&pending);

  g_set_error (error, YAO_ERROR, YAO_ERROR_NOT_FOUND, "nothing of this id was begun, or too late");
  return NULL;
}

/**
 * yao_pin_pending_finish_login:
 * @pending: a login
 * @ke3: the client's third message
 * @error: return location
 *
 * Checks the third message.
 *
 * Returns: %TRUE if the PIN was right, or %FALSE with %YAO_ERROR_WRONG_PIN
 */
gboolean
yao_pin_pending_finish_login (YaoPinPending *pending, GBytes *ke3, GError **error)
{
  if (pending->expected != NULL && yao_opaque_server_finish (pending->expected, ke3, NULL, NULL)
      && pending->account != 0)
    return TRUE;

  g_set_error (error, YAO_ERROR, YAO_ERROR_WRONG_PIN, "the PIN is not right");
  return FALSE;
}
