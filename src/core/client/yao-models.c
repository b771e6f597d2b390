/* yao-models.c: the live lists of services and certificates
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include "yao-models.h"

#include "yao-certificate-private.h"
#include "yao-service-private.h"

struct _YaoModels
{
  GListStore *services;
  GListStore *certificates;
  GHashTable *index; /* "service id" to YaoCertificate of the list */
  char *default_service;
};

/**
 * yao_models_new:
 *
 * Makes the lists, empty.
 *
 * Returns: (transfer full): the models
 */
YaoModels *
yao_models_new (void)
{
  YaoModels *self = g_new0 (YaoModels, 1);

  self->services = g_list_store_new (YAO_TYPE_SERVICE);
  self->certificates = g_list_store_new (YAO_TYPE_CERTIFICATE);
  self->index = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  return self;
}

/**
 * yao_models_free:
 * @self: the models
 *
 * Lets the lists go.
 */
void
yao_models_free (YaoModels *self)
{
  g_hash_table_unref (self->index);
  g_object_unref (self->services);
  g_object_unref (self->certificates);
  g_free (self->default_service);
  g_free (self);
}

/**
 * yao_models_get_services:
 * @self: the models
 *
 * Gets the services, in the order in which they were added.
 *
 * Returns: (transfer none): always the same list of #YaoService
 */
GListModel *
yao_models_get_services (YaoModels *self)
{
  g_assert (self != NULL);

  return G_LIST_MODEL (self->services);
}

/**
 * yao_models_get_certificates:
 * @self: the models
 *
 * Gets the certificates, in the order in which they came.
 *
 * Returns: (transfer none): always the same list of #YaoCertificate
 */
GListModel *
yao_models_get_certificates (YaoModels *self)
{
  g_assert (self != NULL);

  return G_LIST_MODEL (self->certificates);
}

/**
 * yao_models_get_service:
 * @self: the models
 * @id: the id of a service
 *
 * Looks a service up.
 *
 * Returns: (transfer none) (nullable): the service, or %NULL
 */
YaoService *
yao_models_get_service (YaoModels *self, const char *id)
{
  guint count;

  g_assert (self != NULL && id != NULL);

  count = g_list_model_get_n_items (G_LIST_MODEL (self->services));
  for (guint i = 0; i < count; i++)
    {
      g_autoptr (YaoService) service = g_list_model_get_item (G_LIST_MODEL (self->services), i);

      if (g_str_equal (yao_service_get_id (service), id))
        return service;
    }

  return NULL;
}

/**
 * yao_models_get_default_service:
 * @self: the models
 *
 * Gets the service that was last added or used, else the first one.
 *
 * Returns: (transfer none) (nullable): the service, or %NULL where there is none
 */
YaoService *
yao_models_get_default_service (YaoModels *self)
{
  g_autoptr (YaoService) first = NULL;
  YaoService *service = NULL;

  g_assert (self != NULL);

  if (self->default_service != NULL)
    service = yao_models_get_service (self, self->default_service);
  if (service != NULL)
    return service;

  first = g_list_model_get_item (G_LIST_MODEL (self->services), 0);
  return first;
}

static char *
make_key (const char *service_id, const char *id)
{
  return g_strconcat (service_id, " ", id, NULL);
}

/**
 * yao_models_get_certificate:
 * @self: the models
 * @service_id: the id of its service
 * @id: its own id
 *
 * Looks a certificate up.
 *
 * Returns: (transfer none) (nullable): the certificate, or %NULL
 */
YaoCertificate *
yao_models_get_certificate (YaoModels *self, const char *service_id, const char *id)
{
  g_autofree char *key = NULL;

  g_assert (self != NULL);
  g_assert (service_id != NULL && id != NULL);

  key = make_key (service_id, id);
  return g_hash_table_lookup (self->index, key);
}

/* Brings a list to the order of @wanted, touching as little as possible: what stays keeps its
 * object, and a list in its right order already tells of nothing.
 */
static void
arrange_list (GListStore *store, GPtrArray *wanted)
{
  g_autoptr (GHashTable) keep = g_hash_table_new (NULL, NULL);

  for (guint i = 0; i < wanted->len; i++)
    g_hash_table_add (keep, g_ptr_array_index (wanted, i));
  for (guint i = g_list_model_get_n_items (G_LIST_MODEL (store)); i > 0; i--)
    {
      g_autoptr (GObject) item = g_list_model_get_item (G_LIST_MODEL (store), i - 1);

      if (!g_hash_table_contains (keep, item))
        g_list_store_remove (store, i - 1);
    }

  for (guint i = 0; i < wanted->len; i++)
    {
      GObject *item = g_ptr_array_index (wanted, i);
      g_autoptr (GObject) here = g_list_model_get_item (G_LIST_MODEL (store), i);
      guint position;

      if (here == item)
        continue;
      if (g_list_store_find (store, item, &position))
        g_list_store_remove (store, position);
      g_list_store_insert (store, i, item);
    }
}

static void
show_services (YaoModels *self, YaoProfile *profile)
{
  g_autoptr (GPtrArray) wanted = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < profile->services->len; i++)
    {
      YaoServiceRecord *record = g_ptr_array_index (profile->services, i);
      YaoService *service = yao_models_get_service (self, record->id);

      if (service != NULL)
        {
          yao_service_set_record (service, record);
          g_ptr_array_add (wanted, g_object_ref (service));
        }
      else
        g_ptr_array_add (wanted, yao_service_new (record));
    }
  arrange_list (self->services, wanted);
}

static void
index_certificates (YaoModels *self, GPtrArray *certificates)
{
  g_hash_table_remove_all (self->index);
  for (guint i = 0; i < certificates->len; i++)
    {
      YaoCertificate *certificate = g_ptr_array_index (certificates, i);
      YaoCertificateRecord *record = yao_certificate_get_record (certificate);

      g_hash_table_insert (self->index, make_key (record->service_id, record->id), certificate);
    }
}

static void
show_certificates (YaoModels *self, YaoProfile *profile)
{
  g_autoptr (GPtrArray) wanted = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < profile->certificates->len; i++)
    {
      YaoCertificateRecord *record = g_ptr_array_index (profile->certificates, i);
      YaoService *service = yao_models_get_service (self, record->service_id);
      YaoCertificate *certificate
          = yao_models_get_certificate (self, record->service_id, record->id);

      if (certificate != NULL && yao_certificate_get_service (certificate) == service)
        {
          yao_certificate_set_record (certificate, record);
          g_ptr_array_add (wanted, g_object_ref (certificate));
        }
      else
        g_ptr_array_add (wanted, yao_certificate_new (service, record));
    }
  arrange_list (self->certificates, wanted);
  index_certificates (self, wanted);
}

/**
 * yao_models_show:
 * @self: the models
 * @profile: what the file says
 *
 * Brings the lists to what the profile says; objects of what stays are kept. In the main context
 * only.
 */
void
yao_models_show (YaoModels *self, YaoProfile *profile)
{
  g_assert (self != NULL);
  g_assert (profile != NULL);

  g_free (self->default_service);
  self->default_service = g_strdup (profile->default_service);
  show_services (self, profile);
  show_certificates (self, profile);
}
