/* yao-client-lookup.c: the services and certificates of a client, as lists and by their ids
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include "yao-client-private.h"

/**
 * yao_client_list_services:
 * @self: a client
 *
 * Lists the services, in the order in which they were added; live.
 *
 * Returns: (transfer full): always the same list of #YaoService
 */
GListModel *
yao_client_list_services (YaoClient *self)
{
  g_return_val_if_fail (YAO_IS_CLIENT (self), NULL);

  return g_object_ref (yao_models_get_services (yao_client_get_models (self)));
}

/**
 * yao_client_list_certificates:
 * @self: a client
 *
 * Lists the certificates, in the order in which they came; live.
 *
 * Returns: (transfer full): always the same list of #YaoCertificate
 */
GListModel *
yao_client_list_certificates (YaoClient *self)
{
  g_return_val_if_fail (YAO_IS_CLIENT (self), NULL);

  return g_object_ref (yao_models_get_certificates (yao_client_get_models (self)));
}

/**
 * yao_client_get_service:
 * @self: a client
 * @id: the id of a service
 *
 * Looks a service up.
 *
 * Returns: (transfer none) (nullable): the service, or %NULL
 */
YaoService *
yao_client_get_service (YaoClient *self, const char *id)
{
  g_return_val_if_fail (YAO_IS_CLIENT (self), NULL);
  g_return_val_if_fail (id != NULL, NULL);

  return yao_models_get_service (yao_client_get_models (self), id);
}

/**
 * yao_client_get_default_service:
 * @self: a client
 *
 * Gets the service that was last added or used, else the first one.
 *
 * Returns: (transfer none) (nullable): the service, or %NULL where there is none
 */
YaoService *
yao_client_get_default_service (YaoClient *self)
{
  g_return_val_if_fail (YAO_IS_CLIENT (self), NULL);

  return yao_models_get_default_service (yao_client_get_models (self));
}

/**
 * yao_client_get_certificate:
 * @self: a client
 * @service_id: the id of its service
 * @id: its own id
 *
 * Looks a certificate up.
 *
 * Returns: (transfer none) (nullable): the certificate, or %NULL
 */
YaoCertificate *
yao_client_get_certificate (YaoClient *self, const char *service_id, const char *id)
{
  g_assert (YAO_IS_CLIENT (self));

  return yao_models_get_certificate (yao_client_get_models (self), service_id, id);
}
