/* yao-router.c: which request is answered by what
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include "yao-router.h"

#include "yao-handlers.h"
#include "yao-paths.h"
#include "yao-problem-response.h"

#include <string.h>

static const struct
{
  const char *method;
  const char *pattern;
  YaoRouteHandler handler;
} routes[] = {
  { "GET", YAO_PATH_WELL_KNOWN, yao_handle_well_known },
  { "GET", YAO_PATH_USER_CERTIFICATES, yao_handle_user_certificates },
  { "GET", YAO_PATH_CA_CHAIN, yao_handle_ca_chain },
  { "GET", YAO_PATH_CA_CRL, yao_handle_ca_crl },
};

static gboolean
is_method (const char *route_method, const char *method)
{
  if (strcmp (route_method, method) == 0)
    return TRUE;
  return strcmp (route_method, "GET") == 0 && strcmp (method, "HEAD") == 0;
}

static YaoResponse *
refuse_method (const char *pattern)
{
  YaoResponse *response = yao_problem_response_for_status (405);
  g_autoptr (GString) allow = g_string_new (NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (routes); i++)
    {
      if (strcmp (routes[i].pattern, pattern) != 0)
        continue;
      g_string_append_printf (allow, "%s%s%s", allow->len > 0 ? ", " : "", routes[i].method,
                              strcmp (routes[i].method, "GET") == 0 ? ", HEAD" : "");
    }
  yao_response_add_header (response, "Allow", allow->str);
  return response;
}

static YaoResponse *
call (YaoInstallation *installation, YaoRequest *request, YaoRouteHandler handler)
{
  g_autoptr (GError) error = NULL;
  YaoResponse *response = handler (installation, request, &error);

  return response != NULL ? response : yao_problem_response_for_error (error);
}

/**
 * yao_router_handle:
 * @installation: the service
 * @request: a request
 *
 * Answers a request, whatever it is. To HEAD the answer is that of GET; who sends it leaves the
 * body out.
 *
 * Returns: (transfer full): the answer
 */
YaoResponse *
yao_router_handle (YaoInstallation *installation, YaoRequest *request)
{
  const char *path = yao_request_get_path (request);
  const char *known = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (routes); i++)
    {
      char **values = NULL;

      if (!yao_path_match (routes[i].pattern, path, &values))
        continue;
      yao_request_take_parameters (request, values);
      known = routes[i].pattern;
      if (is_method (routes[i].method, yao_request_get_method (request)))
        return call (installation, request, routes[i].handler);
    }

  return known != NULL ? refuse_method (known) : yao_problem_response_for_status (404);
}
