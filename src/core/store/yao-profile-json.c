/* yao-profile-json.c: the profile as a file
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include "yao-profile.h"

#include "yao-error.h"
#include "yao-json-writer.h"
#include "yao-json.h"

#define MAX_ID 128
#define MAX_TEXT 1024
#define MAX_PATH 4096
#define MAX_SIGNER 1024
#define MAX_ROOTS 16
#define MAX_CHAIN 8
#define PIN_SIZE 32

/* The file has to hold together: what points at something points at something that is there. */
static gboolean
refuse (GError **error, const char *what, const char *id)
{
  g_set_error (error, YAO_ERROR, YAO_ERROR_INVALID_INPUT, "%s: %s", what, id);
  return FALSE;
}

static gboolean
read_pin (YaoJson *json, const char *name, GBytes **pin, GError **error)
{
  if (!yao_json_get_optional_bytes (json, name, PIN_SIZE, pin, error))
    return FALSE;
  if (*pin != NULL && g_bytes_get_size (*pin) != PIN_SIZE)
    return refuse (error, "a pin of the wrong size", name);
  return TRUE;
}

static gboolean
check_roots (GPtrArray *roots, GError **error)
{
  for (guint i = 0; i < roots->len; i++)
    {
      g_autoptr (YaoX509) x509 = yao_x509_parse (g_ptr_array_index (roots, i), error);

      if (x509 == NULL)
        return FALSE;
    }

  return TRUE;
}

static gboolean
read_trust (YaoJson *json, YaoServiceTrust *trust, GError **error)
{
  g_autofree char *text = NULL;

  if (!yao_json_get_string (json, "trust", MAX_ID, &text, error))
    return FALSE;

  *trust = g_str_equal (text, "signed") ? YAO_SERVICE_TRUST_SIGNED : YAO_SERVICE_TRUST_UNVERIFIED;
  return TRUE;
}

static YaoServiceRecord *
read_service (YaoJson *json, GError **error)
{
  g_autoptr (YaoServiceRecord) record = yao_service_record_new ();

  g_clear_pointer (&record->roots, g_ptr_array_unref);
  if (yao_json_get_string (json, "id", MAX_ID, &record->id, error)
      && yao_json_get_string (json, "name", MAX_TEXT, &record->name, error)
      && yao_json_get_string (json, "address", MAX_TEXT, &record->address, error)
      && yao_json_get_optional_string (json, "cosign_address", MAX_TEXT, &record->cosign_address,
                                       error)
      && yao_json_get_optional_string (json, "support", MAX_TEXT, &record->support, error)
      && yao_json_get_optional_string (json, "builtin_dir", MAX_PATH, &record->builtin_dir, error)
      && read_pin (json, "pin", &record->pin, error)
      && read_pin (json, "backup_pin", &record->backup_pin, error)
      && yao_json_get_optional_bytes (json, "signer", MAX_SIGNER, &record->signer, error)
      && read_trust (json, &record->trust, error)
      && yao_json_get_time (json, "added", &record->added, error)
      && yao_json_get_bytes_array (json, "roots", MAX_ROOTS, YAO_X509_MAX_SIZE, &record->roots,
                                   error)
      && check_roots (record->roots, error))
    return g_steal_pointer (&record);

  return NULL;
}

static gboolean
read_kinds (YaoJson *json, YaoCertificateRecord *record, GError **error)
{
  g_autofree char *role = NULL;
  g_autofree char *key_kind = NULL;
  g_autofree char *algorithm = NULL;

  if (!yao_json_get_string (json, "role", MAX_ID, &role, error)
      || !yao_json_get_string (json, "key_kind", MAX_ID, &key_kind, error)
      || !yao_json_get_string (json, "algorithm", MAX_ID, &algorithm, error))
    return FALSE;

  if (!yao_certificate_role_from_string (role, &record->role))
    return refuse (error, "an unknown role", role);
  if (!yao_key_kind_from_string (key_kind, &record->key_kind))
    return refuse (error, "an unknown kind of key", key_kind);
  if (!yao_certificate_algorithm_from_string (algorithm, &record->algorithm))
    return refuse (error, "an unknown algorithm", algorithm);
  return TRUE;
}

static gboolean
read_der (YaoJson *json, YaoCertificateRecord *record, GError **error)
{
  if (!yao_json_get_bytes (json, "der", YAO_X509_MAX_SIZE, &record->der, error)
      || !yao_json_get_bytes_array (json, "chain", MAX_CHAIN, YAO_X509_MAX_SIZE, &record->chain,
                                    error))
    return FALSE;

  record->x509 = yao_x509_parse (record->der, error);
  return record->x509 != NULL;
}

static YaoCertificateRecord *
read_certificate (YaoJson *json, GError **error)
{
  g_autoptr (YaoCertificateRecord) record = yao_certificate_record_new ();

  g_clear_pointer (&record->chain, g_ptr_array_unref);
  if (yao_json_get_string (json, "service", MAX_ID, &record->service_id, error)
      && yao_json_get_string (json, "id", MAX_ID, &record->id, error)
      && yao_json_get_string (json, "holder", MAX_ID, &record->holder_uid, error)
      && yao_json_get_string (json, "uid", MAX_ID, &record->user_uid, error)
      && yao_json_get_string (json, "holder_name", MAX_TEXT, &record->holder_name, error)
      && yao_json_get_optional_string (json, "organisation", MAX_TEXT, &record->organisation, error)
      && yao_json_get_optional_string (json, "department", MAX_TEXT, &record->department, error)
      && yao_json_get_optional_string (json, "role_title", MAX_TEXT, &record->role_title, error)
      && read_kinds (json, record, error)
      && yao_json_get_int (json, "version", 1, G_MAXINT32, &record->version, error)
      && yao_json_get_optional_time (json, "revoked_at", 0, &record->revoked_at, error)
      && yao_json_get_optional_string (json, "revocation_reason", MAX_ID,
                                       &record->revocation_reason, error)
      && yao_json_get_time (json, "refreshed", &record->refreshed, error)
      && read_der (json, record, error))
    return g_steal_pointer (&record);

  return NULL;
}

static gboolean
read_services (YaoProfile *self, YaoJson *json, GError **error)
{
  g_autoptr (GPtrArray) items = NULL;

  if (!yao_json_get_array (json, "services", YAO_PROFILE_MAX_SERVICES, &items, error))
    return FALSE;

  for (guint i = 0; i < items->len; i++)
    {
      g_autoptr (YaoServiceRecord) record = read_service (g_ptr_array_index (items, i), error);

      if (record == NULL)
        return FALSE;
      if (yao_profile_find_service (self, record->id) != NULL)
        return refuse (error, "a service twice", record->id);
      g_ptr_array_add (self->services, g_steal_pointer (&record));
    }

  return TRUE;
}

static gboolean
read_certificates (YaoProfile *self, YaoJson *json, GError **error)
{
  g_autoptr (GPtrArray) items = NULL;

  if (!yao_json_get_array (json, "certificates", YAO_PROFILE_MAX_CERTIFICATES, &items, error))
    return FALSE;

  for (guint i = 0; i < items->len; i++)
    {
      g_autoptr (YaoCertificateRecord) record
          = read_certificate (g_ptr_array_index (items, i), error);

      if (record == NULL)
        return FALSE;
      if (yao_profile_find_service (self, record->service_id) == NULL)
        return refuse (error, "a certificate of an unknown service", record->id);
      if (yao_profile_find_certificate (self, record->service_id, record->id) != NULL)
        return refuse (error, "a certificate twice", record->id);
      g_ptr_array_add (self->certificates, g_steal_pointer (&record));
    }

  return TRUE;
}

static gboolean
read_choices (YaoProfile *self, YaoJson *json, GError **error)
{
  g_autoptr (YaoJson) current = NULL;

  if (!yao_json_get_optional_string (json, "default_service", MAX_ID, &self->default_service, error)
      || !yao_json_get_optional_object (json, "current", &current, error))
    return FALSE;
  if (self->default_service != NULL
      && yao_profile_find_service (self, self->default_service) == NULL)
    return refuse (error, "an unknown default service", self->default_service);
  if (current == NULL)
    return TRUE;

  if (!yao_json_get_string (current, "service", MAX_ID, &self->current_service, error)
      || !yao_json_get_string (current, "id", MAX_ID, &self->current_id, error))
    return FALSE;
  if (yao_profile_find_certificate (self, self->current_service, self->current_id) == NULL)
    return refuse (error, "an unknown certificate in use", self->current_id);
  return TRUE;
}

static gboolean
read_profile (YaoProfile *self, YaoJson *json, GError **error)
{
  g_clear_pointer (&self->id, g_free);
  return yao_json_get_string (json, "profile", MAX_ID, &self->id, error)
         && read_services (self, json, error) && read_certificates (self, json, error)
         && read_choices (self, json, error);
}

/* The version comes before everything else: a newer file may mean anything with the rest. */
static gboolean
check_version (YaoJson *json, GError **error)
{
  gint64 version;

  if (!yao_json_get_int (json, "version", 1, G_MAXINT32, &version, error))
    return FALSE;
  if (version <= YAO_PROFILE_VERSION)
    return TRUE;

  g_set_error (error, YAO_ERROR, YAO_ERROR_PROFILE_NEWER,
               "the profile has format %" G_GINT64_FORMAT ", this program knows %d", version,
               YAO_PROFILE_VERSION);
  return FALSE;
}

/**
 * yao_profile_parse:
 * @bytes: the file
 * @error: return location
 *
 * Reads a profile. Every certificate in it is taken apart, so that what is in memory is whole.
 * Errors: %YAO_ERROR_PROFILE_NEWER, %YAO_ERROR_PROFILE_DAMAGED.
 *
 * Returns: (transfer full): the profile, or %NULL on error
 */
YaoProfile *
yao_profile_parse (GBytes *bytes, GError **error)
{
  g_autoptr (GError) local = NULL;
  g_autoptr (YaoProfile) self = yao_profile_new ();
  g_autoptr (YaoJson) json = NULL;

  g_assert (bytes != NULL);

  json = yao_json_parse (bytes, YAO_PROFILE_MAX_SIZE, &local);
  if (json != NULL && check_version (json, &local) && read_profile (self, json, &local))
    return g_steal_pointer (&self);

  if (yao_error_is (local, YAO_ERROR_PROFILE_NEWER))
    g_propagate_error (error, g_steal_pointer (&local));
  else
    g_set_error (error, YAO_ERROR, YAO_ERROR_PROFILE_DAMAGED, "%s", local->message);
  return NULL;
}

/* Absent members are left out. */
static void
add_optional_string (YaoJsonWriter *writer, const char *name, const char *value)
{
  if (value != NULL)
    yao_json_writer_add_string (writer, name, value);
}

static void
add_optional_bytes (YaoJsonWriter *writer, const char *name, GBytes *value)
{
  if (value != NULL)
    yao_json_writer_add_bytes (writer, name, value);
}

static void
write_service (YaoJsonWriter *writer, YaoServiceRecord *record)
{
  gboolean is_signed = record->trust == YAO_SERVICE_TRUST_SIGNED;

  yao_json_writer_begin_object (writer, NULL);
  yao_json_writer_add_string (writer, "id", record->id);
  yao_json_writer_add_string (writer, "name", record->name);
  yao_json_writer_add_string (writer, "address", record->address);
  add_optional_string (writer, "cosign_address", record->cosign_address);
  add_optional_string (writer, "support", record->support);
  add_optional_string (writer, "builtin_dir", record->builtin_dir);
  add_optional_bytes (writer, "pin", record->pin);
  add_optional_bytes (writer, "backup_pin", record->backup_pin);
  add_optional_bytes (writer, "signer", record->signer);
  yao_json_writer_add_string (writer, "trust", is_signed ? "signed" : "unverified");
  yao_json_writer_add_time (writer, "added", record->added);
  yao_json_writer_add_bytes_array (writer, "roots", record->roots);
  yao_json_writer_end_object (writer);
}

static void
write_certificate (YaoJsonWriter *writer, YaoCertificateRecord *record)
{
  yao_json_writer_begin_object (writer, NULL);
  yao_json_writer_add_string (writer, "service", record->service_id);
  yao_json_writer_add_string (writer, "id", record->id);
  yao_json_writer_add_string (writer, "holder", record->holder_uid);
  yao_json_writer_add_string (writer, "uid", record->user_uid);
  yao_json_writer_add_string (writer, "holder_name", record->holder_name);
  add_optional_string (writer, "organisation", record->organisation);
  add_optional_string (writer, "department", record->department);
  add_optional_string (writer, "role_title", record->role_title);
  yao_json_writer_add_string (writer, "role", yao_certificate_role_to_string (record->role));
  yao_json_writer_add_string (writer, "key_kind", yao_key_kind_to_string (record->key_kind));
  yao_json_writer_add_string (writer, "algorithm",
                              yao_certificate_algorithm_to_string (record->algorithm));
  yao_json_writer_add_int (writer, "version", record->version);
  if (record->revoked_at != 0)
    yao_json_writer_add_time (writer, "revoked_at", record->revoked_at);
  add_optional_string (writer, "revocation_reason", record->revocation_reason);
  yao_json_writer_add_time (writer, "refreshed", record->refreshed);
  yao_json_writer_add_bytes (writer, "der", record->der);
  yao_json_writer_add_bytes_array (writer, "chain", record->chain);
  yao_json_writer_end_object (writer);
}

/**
 * yao_profile_write:
 * @self: a profile
 *
 * Writes a profile; the same profile gives the same bytes.
 *
 * Returns: (transfer full): the file
 */
GBytes *
yao_profile_write (YaoProfile *self)
{
  g_autoptr (YaoJsonWriter) writer = yao_json_writer_new_pretty ();

  g_assert (self != NULL);

  yao_json_writer_begin_object (writer, NULL);
  yao_json_writer_add_int (writer, "version", YAO_PROFILE_VERSION);
  yao_json_writer_add_string (writer, "profile", self->id);
  add_optional_string (writer, "default_service", self->default_service);
  if (self->current_id != NULL)
    {
      yao_json_writer_begin_object (writer, "current");
      yao_json_writer_add_string (writer, "service", self->current_service);
      yao_json_writer_add_string (writer, "id", self->current_id);
      yao_json_writer_end_object (writer);
    }
  yao_json_writer_begin_array (writer, "services");
  for (guint i = 0; i < self->services->len; i++)
    write_service (writer, g_ptr_array_index (self->services, i));
  yao_json_writer_end_array (writer);
  yao_json_writer_begin_array (writer, "certificates");
  for (guint i = 0; i < self->certificates->len; i++)
    write_certificate (writer, g_ptr_array_index (self->certificates, i));
  yao_json_writer_end_array (writer);
  yao_json_writer_end_object (writer);
  return yao_json_writer_finish (writer);
}
