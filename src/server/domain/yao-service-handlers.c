/* yao-service-handlers.c: what the service says of itself and of its authorities
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include "yao-ca.h"
#include "yao-certificate-message.h"
#include "yao-enrolment.h"
#include "yao-error.h"
#include "yao-handlers.h"
#include "yao-limits.h"
#include "yao-paths.h"
#include "yao-well-known.h"

static const char *const no_names[] = { NULL };

static gboolean
add_roots (YaoInstallation *installation, YaoWellKnown *document, GError **error)
{
  static const YaoCaAlgorithm algorithms[]
      = { YAO_CA_ALGORITHM_SM2, YAO_CA_ALGORITHM_RSA, YAO_CA_ALGORITHM_P256 };

  for (gsize i = 0; i < G_N_ELEMENTS (algorithms); i++)
    {
      g_autoptr (GPtrArray) chain = yao_ca_dup_chain (installation, algorithms[i], error);

      if (chain == NULL)
        return FALSE;
      yao_well_known_add_root (document, algorithms[i], chain->pdata[chain->len - 1]);
    }
  return TRUE;
}

/**
 * yao_handle_well_known:
 * @installation: the service
 * @request: a request
 * @error: return location
 *
 * GET /.well-known/cloudkey
 *
 * Returns: (transfer full): the answer
 */
YaoResponse *
yao_handle_well_known (YaoInstallation *installation, YaoRequest *request, GError **error)
{
  g_autoptr (YaoWellKnown) document = yao_well_known_new ();
  g_autoptr (GBytes) signer = NULL;
  g_autoptr (GBytes) body = NULL;

  if (!yao_request_parse_query (request, no_names, error))
    return NULL;

  document->service_id = yao_installation_dup_service_id (installation, error);
  if (document->service_id == NULL)
    return NULL;
  document->name = yao_installation_dup_organisation (installation, error);
  if (document->name == NULL)
    return NULL;
  document->base_address = yao_installation_dup_address (installation, error);
  if (document->base_address == NULL)
    return NULL;
  document->support = yao_installation_dup_support (installation);
  document->has_cloud_keys = TRUE;
  document->signing_level
      = yao_limit_get (yao_installation_get_database (installation), YAO_LIMIT_SIGNING_LEVEL);
  signer = yao_enrolment_dup_signer (installation, error);
  if (signer == NULL || !add_roots (installation, document, error))
    return NULL;
  yao_well_known_add_signer (document, signer);

  body = yao_well_known_encode (document);
  return yao_response_new (200, YAO_JSON_CONTENT_TYPE, body);
}

static gboolean
read_algorithm (YaoRequest *request, YaoCaAlgorithm *algorithm, GError **error)
{
  if (!yao_request_parse_query (request, no_names, error))
    return FALSE;
  if (!yao_ca_algorithm_from_string (yao_request_get_parameter (request, 0), algorithm))
    {
      g_set_error (error, YAO_ERROR, YAO_ERROR_NOT_FOUND, "no such authority");
      return FALSE;
    }
  return TRUE;
}

/**
 * yao_handle_ca_chain:
 * @installation: the service
 * @request: a request
 * @error: return location
 *
 * GET /v1/ca/{algorithm}/chain
 *
 * Returns: (transfer full): the answer
 */
YaoResponse *
yao_handle_ca_chain (YaoInstallation *installation, YaoRequest *request, GError **error)
{
  g_autoptr (GPtrArray) chain = NULL;
  g_autoptr (GBytes) body = NULL;
  YaoCaAlgorithm algorithm;

  if (!read_algorithm (request, &algorithm, error))
    return NULL;
  chain = yao_ca_dup_chain (installation, algorithm, error);
  if (chain == NULL)
    return NULL;
  body = yao_chain_encode (chain);
  return yao_response_new (200, YAO_JSON_CONTENT_TYPE, body);
}

/**
 * yao_handle_ca_crl:
 * @installation: the service
 * @request: a request
 * @error: return location
 *
 * GET /v1/ca/{algorithm}/crl
 *
 * Returns: (transfer full): the answer
 */
YaoResponse *
yao_handle_ca_crl (YaoInstallation *installation, YaoRequest *request, GError **error)
{
  g_autoptr (GBytes) crl = NULL;
  YaoCaAlgorithm algorithm;

  if (!read_algorithm (request, &algorithm, error))
    return NULL;
  crl = yao_ca_dup_crl (installation, algorithm, error);
  if (crl == NULL)
    return NULL;
  return yao_response_new (200, YAO_CRL_CONTENT_TYPE, crl);
}
