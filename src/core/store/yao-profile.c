/* yao-profile.c: what this device keeps about services and certificates
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include "yao-profile.h"

#include "yao-error.h"
#include "yao-random.h"

static void
clear_service_record (gpointer data)
{
  YaoServiceRecord *self = data;

  g_free (self->id);
  g_free (self->name);
  g_free (self->address);
  g_free (self->cosign_address);
  g_free (self->support);
  g_free (self->builtin_dir);
  g_clear_pointer (&self->pin, g_bytes_unref);
  g_clear_pointer (&self->backup_pin, g_bytes_unref);
  g_clear_pointer (&self->signer, g_bytes_unref);
  g_clear_pointer (&self->roots, g_ptr_array_unref);
}

/**
 * yao_service_record_new:
 *
 * Makes a record without contents.
 *
 * Returns: (transfer full): the record
 */
YaoServiceRecord *
yao_service_record_new (void)
{
  YaoServiceRecord *self = g_atomic_rc_box_new0 (YaoServiceRecord);

  self->roots = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);
  return self;
}

/**
 * yao_service_record_ref:
 * @self: a record
 *
 * Takes another reference.
 *
 * Returns: (transfer full): @self
 */
YaoServiceRecord *
yao_service_record_ref (YaoServiceRecord *self)
{
  g_assert (self != NULL);

  return g_atomic_rc_box_acquire (self);
}

/**
 * yao_service_record_unref:
 * @self: (transfer full): a record
 *
 * Drops a reference.
 */
void
yao_service_record_unref (YaoServiceRecord *self)
{
  g_assert (self != NULL);

  g_atomic_rc_box_release_full (self, clear_service_record);
}

static GBytes *
ref_bytes (GBytes *bytes)
{
  return bytes != NULL ? g_bytes_ref (bytes) : NULL;
}

/**
 * yao_service_record_copy:
 * @self: a record
 *
 * Makes a record of one's own with the same contents, to be changed and put in the old one's place.
 *
 * Returns: (transfer full): the copy
 */
YaoServiceRecord *
yao_service_record_copy (YaoServiceRecord *self)
{
  YaoServiceRecord *copy = yao_service_record_new ();

  g_assert (self != NULL);

  copy->id = g_strdup (self->id);
  copy->name = g_strdup (self->name);
  copy->address = g_strdup (self->address);
  copy->cosign_address = g_strdup (self->cosign_address);
  copy->support = g_strdup (self->support);
  copy->builtin_dir = g_strdup (self->builtin_dir);
  copy->pin = ref_bytes (self->pin);
  copy->backup_pin = ref_bytes (self->backup_pin);
  copy->signer = ref_bytes (self->signer);
  copy->trust = self->trust;
  copy->added = self->added;
  for (guint i = 0; i < self->roots->len; i++)
    g_ptr_array_add (copy->roots, g_bytes_ref (g_ptr_array_index (self->roots, i)));
  return copy;
}

static void
clear_certificate_record (gpointer data)
{
  YaoCertificateRecord *self = data;

  g_free (self->service_id);
  g_free (self->id);
  g_free (self->holder_uid);
  g_free (self->user_uid);
  g_free (self->holder_name);
  g_free (self->organisation);
  g_free (self->department);
  g_free (self->role_title);
  g_free (self->revocation_reason);
  g_clear_pointer (&self->der, g_bytes_unref);
  g_clear_pointer (&self->x509, yao_x509_unref);
  g_clear_pointer (&self->chain, g_ptr_array_unref);
}

/**
 * yao_certificate_record_new:
 *
 * Makes a record without contents.
 *
 * Returns: (transfer full): the record
 */
YaoCertificateRecord *
yao_certificate_record_new (void)
{
  YaoCertificateRecord *self = g_atomic_rc_box_new0 (YaoCertificateRecord);

  self->chain = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);
  return self;
}

/**
 * yao_certificate_record_ref:
 * @self: a record
 *
 * Takes another reference.
 *
 * Returns: (transfer full): @self
 */
YaoCertificateRecord *
yao_certificate_record_ref (YaoCertificateRecord *self)
{
  g_assert (self != NULL);

  return g_atomic_rc_box_acquire (self);
}

/**
 * yao_certificate_record_unref:
 * @self: (transfer full): a record
 *
 * Drops a reference.
 */
void
yao_certificate_record_unref (YaoCertificateRecord *self)
{
  g_assert (self != NULL);

  g_atomic_rc_box_release_full (self, clear_certificate_record);
}

/**
 * yao_certificate_record_is_same_version:
 * @a: a record
 * @b: another record of the same certificate
 *
 * Compares what a person would notice: the certificate itself and its revocation, not the time of
 * the last refresh.
 *
 * Returns: %TRUE if nothing changed from one to the other
 */
gboolean
yao_certificate_record_is_same_version (YaoCertificateRecord *a, YaoCertificateRecord *b)
{
  g_assert (a != NULL && b != NULL);

  return a->version == b->version && a->revoked_at == b->revoked_at && a->role == b->role
         && g_strcmp0 (a->revocation_reason, b->revocation_reason) == 0
         && g_strcmp0 (a->holder_name, b->holder_name) == 0
         && g_strcmp0 (a->organisation, b->organisation) == 0
         && g_strcmp0 (a->department, b->department) == 0
         && g_strcmp0 (a->role_title, b->role_title) == 0 && g_bytes_equal (a->der, b->der);
}

static void
clear_profile (gpointer data)
{
  YaoProfile *self = data;

  g_free (self->id);
  g_ptr_array_unref (self->services);
  g_ptr_array_unref (self->certificates);
  g_free (self->current_service);
  g_free (self->current_id);
  g_free (self->default_service);
}

/**
 * yao_profile_new:
 *
 * Makes an empty profile with a new id.
 *
 * Returns: (transfer full): the profile
 */
YaoProfile *
yao_profile_new (void)
{
  YaoProfile *self = g_atomic_rc_box_new0 (YaoProfile);

  self->id = yao_random_id (16);
  self->services = g_ptr_array_new_with_free_func ((GDestroyNotify) yao_service_record_unref);
  self->certificates
      = g_ptr_array_new_with_free_func ((GDestroyNotify) yao_certificate_record_unref);
  return self;
}

/**
 * yao_profile_ref:
 * @self: a profile
 *
 * Takes another reference.
 *
 * Returns: (transfer full): @self
 */
YaoProfile *
yao_profile_ref (YaoProfile *self)
{
  g_assert (self != NULL);

  return g_atomic_rc_box_acquire (self);
}

/**
 * yao_profile_unref:
 * @self: (transfer full): a profile
 *
 * Drops a reference.
 */
void
yao_profile_unref (YaoProfile *self)
{
  g_assert (self != NULL);

  g_atomic_rc_box_release_full (self, clear_profile);
}

static gboolean
find_service_index (YaoProfile *self, const char *id, guint *index)
{
  for (guint i = 0; i < self->services->len; i++)
    {
      YaoServiceRecord *record = g_ptr_array_index (self->services, i);

      if (g_str_equal (record->id, id))
        {
          *index = i;
          return TRUE;
        }
    }

  return FALSE;
}

static gboolean
find_certificate_index (YaoProfile *self, const char *service_id, const char *id, guint *index)
{
  for (guint i = 0; i < self->certificates->len; i++)
    {
      YaoCertificateRecord *record = g_ptr_array_index (self->certificates, i);

      if (g_str_equal (record->id, id) && g_str_equal (record->service_id, service_id))
        {
          *index = i;
          return TRUE;
        }
    }

  return FALSE;
}

/**
 * yao_profile_find_service:
 * @self: a profile
 * @id: the id of a service
 *
 * Looks a service up.
 *
 * Returns: (transfer none) (nullable): the record, or %NULL
 */
YaoServiceRecord *
yao_profile_find_service (YaoProfile *self, const char *id)
{
  guint index;

  g_assert (self != NULL && id != NULL);

  return find_service_index (self, id, &index) ? g_ptr_array_index (self->services, index) : NULL;
}

/**
 * yao_profile_find_certificate:
 * @self: a profile
 * @service_id: the id of its service
 * @id: its own id
 *
 * Looks a certificate up.
 *
 * Returns: (transfer none) (nullable): the record, or %NULL
 */
YaoCertificateRecord *
yao_profile_find_certificate (YaoProfile *self, const char *service_id, const char *id)
{
  guint index;

  g_assert (self != NULL && service_id != NULL && id != NULL);

  return find_certificate_index (self, service_id, id, &index)
             ? g_ptr_array_index (self->certificates, index)
             : NULL;
}

static gboolean
refuse_more (const char *what, GError **error)
{
  g_set_error (error, YAO_ERROR, YAO_ERROR_INVALID_INPUT, "the profile holds no more %s", what);
  return FALSE;
}

/**
 * yao_profile_put_service:
 * @self: a profile inside an update
 * @record: a service; another reference is taken
 * @error: return location
 *
 * Adds a service, or puts it in the place of the one with the same id.
 *
 * Returns: %TRUE, or %FALSE with %YAO_ERROR_INVALID_INPUT where the profile is full
 */
gboolean
yao_profile_put_service (YaoProfile *self, YaoServiceRecord *record, GError **error)
{
  guint index;

  g_assert (self != NULL && record != NULL && record->id != NULL);

  if (find_service_index (self, record->id, &index))
    {
      yao_service_record_unref (g_ptr_array_index (self->services, index));
      g_ptr_array_index (self->services, index) = yao_service_record_ref (record);
      return TRUE;
    }
  if (self->services->len >= YAO_PROFILE_MAX_SERVICES)
    return refuse_more ("services", error);

  g_ptr_array_add (self->services, yao_service_record_ref (record));
  return TRUE;
}

/**
 * yao_profile_put_certificate:
 * @self: a profile inside an update
 * @record: a certificate of a service of this profile; another reference is taken
 * @error: return location
 *
 * Adds a certificate, or puts it in the place of the one with the same identity.
 *
 * Returns: %TRUE, or %FALSE with %YAO_ERROR_INVALID_INPUT where the profile is full
 */
gboolean
yao_profile_put_certificate (YaoProfile *self, YaoCertificateRecord *record, GError **error)
{
  guint index;

  g_assert (self != NULL && record != NULL);

  if (find_certificate_index (self, record->service_id, record->id, &index))
    {
      yao_certificate_record_unref (g_ptr_array_index (self->certificates, index));
      g_ptr_array_index (self->certificates, index) = yao_certificate_record_ref (record);
      return TRUE;
    }
  if (self->certificates->len >= YAO_PROFILE_MAX_CERTIFICATES)
    return refuse_more ("certificates", error);

  g_ptr_array_add (self->certificates, yao_certificate_record_ref (record));
  return TRUE;
}

/* The certificate in use is gone: the one that now stands in its place is next, else the last. */
static void
choose_next (YaoProfile *self, guint index)
{
  YaoCertificateRecord *next;

  if (self->certificates->len == 0)
    {
      yao_profile_set_current (self, NULL, NULL);
      return;
    }

  next = g_ptr_array_index (self->certificates, MIN (index, self->certificates->len - 1));
  yao_profile_set_current (self, next->service_id, next->id);
}

/**
 * yao_profile_remove_certificate:
 * @self: a profile inside an update
 * @service_id: the id of its service
 * @id: its own id
 *
 * Takes a certificate out. Where it was the one in use, the next one is.
 *
 * Returns: %FALSE if it was not there
 */
gboolean
yao_profile_remove_certificate (YaoProfile *self, const char *service_id, const char *id)
{
  guint index;
  gboolean was_current;

  g_assert (self != NULL && service_id != NULL && id != NULL);

  if (!find_certificate_index (self, service_id, id, &index))
    return FALSE;

  was_current
      = g_strcmp0 (self->current_service, service_id) == 0 && g_strcmp0 (self->current_id, id) == 0;
  g_ptr_array_remove_index (self->certificates, index);
  if (was_current)
    choose_next (self, index);
  return TRUE;
}

/**
 * yao_profile_remove_service:
 * @self: a profile inside an update
 * @id: the id of a service
 *
 * Takes a service out, with its certificates.
 *
 * Returns: %FALSE if it was not there
 */
gboolean
yao_profile_remove_service (YaoProfile *self, const char *id)
{
  guint index;

  g_assert (self != NULL && id != NULL);

  if (!find_service_index (self, id, &index))
    return FALSE;

  for (guint i = self->certificates->len; i > 0; i--)
    {
      YaoCertificateRecord *record = g_ptr_array_index (self->certificates, i - 1);

      if (g_str_equal (record->service_id, id))
        g_ptr_array_remove_index (self->certificates, i - 1);
    }
  if (g_strcmp0 (self->current_service, id) == 0)
    choose_next (self, 0);

  if (g_strcmp0 (self->default_service, id) == 0)
    g_clear_pointer (&self->default_service, g_free);
  g_ptr_array_remove_index (self->services, index);
  return TRUE;
}

/**
 * yao_profile_set_current:
 * @self: a profile inside an update
 * @service_id: (nullable): the id of its service
 * @id: (nullable): its own id
 *
 * Says which certificate is in use, or that none is.
 */
void
yao_profile_set_current (YaoProfile *self, const char *service_id, const char *id)
{
  g_autofree char *old_service = NULL;
  g_autofree char *old_id = NULL;

  g_assert (self != NULL);
  g_assert ((service_id == NULL) == (id == NULL));

  old_service = g_steal_pointer (&self->current_service);
  old_id = g_steal_pointer (&self->current_id);
  self->current_service = g_strdup (service_id);
  self->current_id = g_strdup (id);
}

/**
 * yao_profile_set_default_service:
 * @self: a profile inside an update
 * @service_id: the id of a service
 *
 * Says which service a person meant last.
 */
void
yao_profile_set_default_service (YaoProfile *self, const char *service_id)
{
  char *old;

  g_assert (self != NULL && service_id != NULL);

  old = self->default_service;
  self->default_service = g_strdup (service_id);
  g_free (old);
}
