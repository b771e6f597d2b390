/* yao-admission.c: from an initialisation code to a service of the profile
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include "yao-admission.h"

#include "yao-digest.h"
#include "yao-error.h"
#include "yao-fetch.h"
#include "yao-reach.h"
#include "yao-signature.h"
#include "yao-signer-store.h"

/* Where the demonstration service lies, beside the profile. */
#define BUILTIN_DIR "demo"

/* What is found out on the way. */
typedef struct
{
  YaoInitCode *code;
  YaoAddFlags flags;
  gboolean is_builtin;
  gint64 now;

  GBytes *signer; /* (nullable): the key that the signature was verified with */
  YaoServiceTrust trust;
  YaoServiceRecord *record;
} Admission;

static void
admission_clear (Admission *self)
{
  g_clear_pointer (&self->signer, g_bytes_unref);
  g_clear_pointer (&self->record, yao_service_record_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Admission, admission_clear)

static gboolean
refuse (Admission *self, YaoErrorCode code, const char *why, GError **error)
{
  const char *host = yao_init_code_get_host (self->code);

  g_set_error (error, YAO_ERROR, (int) code, "%s: %s", host, why);
  if (error != NULL)
    yao_error_set_subject (*error, host);
  return FALSE;
}

static gboolean
verify_signature (Admission *self, GBytes *spki, GError **error)
{
  g_autoptr (GBytes) message = yao_init_code_dup_signed_bytes (self->code);
  g_autoptr (YaoKey) key = yao_key_import_public (spki, NULL);

  if (key == NULL || yao_key_get_algorithm (key) != YAO_KEY_P256)
    return refuse (self, YAO_ERROR_UNTRUSTED, "the signer's key is not a P-256 key", error);
  if (!yao_signature_verify_raw_es256 (key, message, yao_init_code_get_signature (self->code),
                                       NULL))
    return refuse (self, YAO_ERROR_UNTRUSTED, "the signature of the code does not match", error);

  self->signer = g_bytes_ref (spki);
  return TRUE;
}

/* A signer that an administrator installed, or one whose codes were accepted before. */
static GBytes *
find_known_signer (YaoClient *client, Admission *self, GError **error)
{
  GBytes *id = yao_init_code_get_signer_id (self->code);
  g_autoptr (YaoProfile) profile = NULL;
  GBytes *spki = yao_signer_store_find (id);

  self->trust = YAO_SERVICE_TRUST_SIGNED;
  if (spki != NULL)
    return spki;

  profile = yao_profile_store_load (yao_client_get_store (client), error);
  if (profile == NULL)
    return NULL;

  self->trust = YAO_SERVICE_TRUST_UNVERIFIED;
  return yao_signer_store_find_in_profile (profile, id, &self->trust);
}

/* What can be said before anything is connected: nothing is sent for a code that is no good. */
static gboolean
judge_code (YaoClient *client, Admission *self, GError **error)
{
  g_autoptr (GBytes) spki = NULL;
  g_autoptr (GError) local = NULL;

  self->trust = YAO_SERVICE_TRUST_UNVERIFIED;
  if (yao_init_code_is_expired (self->code, self->now))
    return refuse (self, YAO_ERROR_CODE_EXPIRED, "the code has expired", error);
  if (!yao_init_code_is_signed (self->code))
    return (self->flags & (YAO_ADD_ALLOW_UNSIGNED | YAO_ADD_REQUIRE_TRUSTED))
               == YAO_ADD_ALLOW_UNSIGNED
           || refuse (self, YAO_ERROR_UNVERIFIED, "the code is not signed", error);

  spki = find_known_signer (client, self, &local);
  if (local != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return FALSE;
    }
  if (spki != NULL && !verify_signature (self, spki, error))
    return FALSE;
  if ((self->flags & YAO_ADD_REQUIRE_TRUSTED) && self->trust != YAO_SERVICE_TRUST_SIGNED)
    return refuse (self, YAO_ERROR_UNVERIFIED, "no known signer vouches for the code", error);
  return TRUE;
}

/* The code names its signer by a digest; the service, held to the pin of the code, has the key. */
static gboolean
judge_signature (Admission *self, const YaoWellKnown *well_known, GError **error)
{
  GBytes *id = yao_init_code_get_signer_id (self->code);
  g_autoptr (GBytes) digest = NULL;
  GBytes *spki;

  if (!yao_init_code_is_signed (self->code) || self->signer != NULL)
    return TRUE;

  spki = yao_well_known_get_signer (well_known, id);
  if (spki == NULL)
    return refuse (self, YAO_ERROR_UNTRUSTED, "the service does not know the signer", error);
  digest = yao_digest_bytes (YAO_DIGEST_SHA256, spki);
  if (!g_bytes_equal (digest, id))
    return refuse (self, YAO_ERROR_UNTRUSTED, "another signer's key", error);
  return verify_signature (self, spki, error);
}

static GPtrArray *
list_pins (YaoInitCode *code)
{
  GPtrArray *pins = g_ptr_array_new ();

  if (yao_init_code_get_pin (code) != NULL)
    g_ptr_array_add (pins, yao_init_code_get_pin (code));
  if (yao_init_code_get_backup_pin (code) != NULL)
    g_ptr_array_add (pins, yao_init_code_get_backup_pin (code));
  if (yao_init_code_get_short_pin (code) != NULL)
    g_ptr_array_add (pins, yao_init_code_get_short_pin (code));
  return pins;
}

/* Of a pin that was typed by its beginning, the whole is kept. */
static gboolean
keep_pins (Admission *self, YaoTransport *transport, GError **error)
{
  GBytes *pin = yao_init_code_get_pin (self->code);
  GBytes *backup = yao_init_code_get_backup_pin (self->code);

  if (pin != NULL)
    self->record->pin = g_bytes_ref (pin);
  if (backup != NULL)
    self->record->backup_pin = g_bytes_ref (backup);
  if (yao_init_code_get_short_pin (self->code) == NULL)
    return TRUE;

  self->record->pin = yao_transport_dup_pin (transport);
  return self->record->pin != NULL
         || refuse (self, YAO_ERROR_UNTRUSTED, "no key was compared with the pin", error);
}

static gboolean
keep_roots (Admission *self, const YaoWellKnown *well_known, GError **error)
{
  for (guint i = 0; i < well_known->roots->len; i++)
    {
      const YaoWellKnownRoot *root = g_ptr_array_index (well_known->roots, i);
      g_autoptr (YaoX509) x509 = yao_x509_parse (root->der, NULL);

      if (x509 == NULL || !yao_x509_is_ca (x509) || !yao_x509_is_self_issued (x509))
        return refuse (self, YAO_ERROR_BAD_REPLY, "a root that is no root", error);
      g_ptr_array_add (self->record->roots, g_bytes_ref (root->der));
    }

  return TRUE;
}

static gboolean
build_record (Admission *self,
              YaoTransport *transport,
              const YaoWellKnown *well_known,
              GError **error)
{
  const char *cosign_address = yao_init_code_get_cosign_address (self->code);

  self->record = yao_service_record_new ();
  self->record->id = g_strdup (well_known->service_id);
  self->record->name = g_strdup (well_known->name);
  self->record->address = g_strdup (yao_init_code_get_address (self->code));
  self->record->cosign_address
      = g_strdup (cosign_address != NULL ? cosign_address : well_known->cosign_address);
  self->record->support = g_strdup (well_known->support);
  self->record->builtin_dir = self->is_builtin ? g_strdup (BUILTIN_DIR) : NULL;
  self->record->signer = self->signer != NULL ? g_bytes_ref (self->signer) : NULL;
  self->record->trust = self->is_builtin ? YAO_SERVICE_TRUST_SIGNED : self->trust;
  self->record->added = self->now;
  return keep_pins (self, transport, error) && keep_roots (self, well_known, error);
}

static gboolean
is_same_bytes (GBytes *a, GBytes *b)
{
  return a == b || (a != NULL && b != NULL && g_bytes_equal (a, b));
}

/* A service that is there already is changed only by a code of a signer that is known for it; one
 * that says the same as before changes nothing that matters.
 */
static gboolean
may_replace (Admission *self, YaoServiceRecord *old)
{
  YaoServiceRecord *new = self->record;

  if (self->is_builtin)
    return TRUE;
  if (old->builtin_dir != NULL)
    return FALSE;
  if (self->signer != NULL
      && (self->trust == YAO_SERVICE_TRUST_SIGNED || is_same_bytes (old->signer, self->signer)))
    return TRUE;

  return old->pin != NULL && is_same_bytes (old->pin, new->pin)
         && g_str_equal (old->address, new->address);
}

static YaoServiceRecord *
merge_records (Admission *self, YaoServiceRecord *old)
{
  YaoServiceRecord *merged = yao_service_record_copy (self->record);

  merged->added = old->added;
  if (old->trust == YAO_SERVICE_TRUST_SIGNED && is_same_bytes (old->pin, merged->pin))
    merged->trust = YAO_SERVICE_TRUST_SIGNED;
  if (self->signer == NULL && old->signer != NULL)
    merged->signer = g_bytes_ref (old->signer);
  if (merged->backup_pin == NULL && old->backup_pin != NULL
      && is_same_bytes (old->pin, merged->pin))
    merged->backup_pin = g_bytes_ref (old->backup_pin);
  return merged;
}

/* There is one built-in service: after its data were reset it comes back with another id. */
static void
remove_old_builtin (YaoProfile *profile, const char *keep_id)
{
  for (guint i = profile->services->len; i > 0; i--)
    {
      YaoServiceRecord *record = g_ptr_array_index (profile->services, i - 1);
      g_autofree char *id = g_strdup (record->id);

      if (record->builtin_dir != NULL && !g_str_equal (id, keep_id))
        yao_profile_remove_service (profile, id);
    }
}

static gboolean
put_service (YaoProfile *profile, gpointer user_data, GError **error)
{
  Admission *self = user_data;
  YaoServiceRecord *old = yao_profile_find_service (profile, self->record->id);

  if (old != NULL)
    {
      g_autoptr (YaoServiceRecord) merged = NULL;

      if (!may_replace (self, old))
        return refuse (self, YAO_ERROR_UNTRUSTED,
                       "this service is known already, and the code is not of its signer", error);
      merged = merge_records (self, old);
      g_clear_pointer (&self->record, yao_service_record_unref);
      self->record = g_steal_pointer (&merged);
    }

  if (self->is_builtin)
    remove_old_builtin (profile, self->record->id);
  if (!yao_profile_put_service (profile, self->record, error))
    return FALSE;
  yao_profile_set_default_service (profile, self->record->id);
  return TRUE;
}

/**
 * yao_admission_perform:
 * @client: a client
 * @code: an initialisation code
 * @flags: what the code must prove
 * @is_builtin: whether the code is that of the demonstration service, which this program started
 *   itself in a directory of its own, and so knows
 * @cancellable: (nullable): stops it
 * @error: return location
 *
 * Checks a code, asks the service behind it, and keeps it in the profile. Blocks; from any thread.
 *
 * Returns: (transfer full): what the profile says now, or %NULL on error
 */
YaoServiceRecord *
yao_admission_perform (YaoClient *client,
                       YaoInitCode *code,
                       YaoAddFlags flags,
                       gboolean is_builtin,
                       GCancellable *cancellable,
                       GError **error)
{
  g_auto (Admission) self = { code, flags, is_builtin };
  g_autoptr (GPtrArray) pins = NULL;
  g_autoptr (YaoTransport) transport = NULL;
  g_autoptr (YaoWellKnown) well_known = NULL;
  g_autoptr (YaoProfile) profile = NULL;

  g_assert (YAO_IS_CLIENT (client));
  g_assert (code != NULL);

  self.now = yao_clock_get_unix (yao_client_get_clock (client));
  if (!judge_code (client, &self, error))
    return NULL;

  pins = list_pins (code);
  transport = yao_connections_get (yao_client_get_connections (client),
                                   yao_init_code_get_address (code), pins);
  well_known = yao_reach_well_known (transport, cancellable, error);
  if (well_known == NULL)
    {
      yao_fetch_name_subject (error, yao_init_code_get_host (code));
      return NULL;
    }
  if (!judge_signature (&self, well_known, error)
      || !build_record (&self, transport, well_known, error)
      || g_cancellable_set_error_if_cancelled (cancellable, error))
    return NULL;

  profile = yao_profile_store_update (yao_client_get_store (client), put_service, &self, error);
  return profile != NULL ? g_steal_pointer (&self.record) : NULL;
}
