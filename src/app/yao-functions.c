/* yao-functions.c: the functions that the main screen offers
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include "yao-functions.h"

#include <glib/gi18n.h>

#include "yao-about-page.h"
#include "yao-apply-page.h"
#include "yao-authorization-page.h"
#include "yao-authorizations-page.h"
#include "yao-capture-page.h"
#include "yao-certificate-page.h"
#include "yao-change-pin-page.h"
#include "yao-details-page.h"
#include "yao-download-page.h"
#include "yao-preview-page.h"
#include "yao-requests-page.h"
#include "yao-service-page.h"
#include "yao-settings-page.h"
#include "yao-sign-files-page.h"
#include "yao-signature-page.h"
#include "yao-switch-page.h"
#include "yao-terms-page.h"

static const YaoFunction functions[] = {
  { "certificate", "yao-certificate-symbolic", N_ ("Certificate information"), YAO_FUNCTION_FIRST,
    yao_certificate_page_get_type },
  { "switch", "yao-switch-symbolic", N_ ("Switch certificate"), YAO_FUNCTION_FIRST,
    yao_switch_page_get_type },
  { "capture", "yao-signature-symbolic", N_ ("Signature capture"), YAO_FUNCTION_FIRST,
    yao_capture_page_get_type },
  { "change-pin", "yao-pin-symbolic", N_ ("Change PIN"), YAO_FUNCTION_FIRST,
    yao_change_pin_page_get_type },
  { "authorizations", "yao-authorization-symbolic", N_ ("Authorized users"), YAO_FUNCTION_FIRST,
    yao_authorizations_page_get_type },
  { "about", "yao-about-symbolic", N_ ("About"), YAO_FUNCTION_FIRST, yao_about_page_get_type },
  { "requests", "yao-requests-symbolic", N_ ("Requests"), YAO_FUNCTION_MORE,
    yao_requests_page_get_type },
  { "sign-files", "yao-sign-files-symbolic", N_ ("Sign files"), YAO_FUNCTION_MORE,
    yao_sign_files_page_get_type },
  { "signature", "yao-seal-symbolic", N_ ("Signature management"), YAO_FUNCTION_MORE,
    yao_signature_page_get_type },
  { "settings", "yao-settings-symbolic", N_ ("Settings"), YAO_FUNCTION_MORE,
    yao_settings_page_get_type },
  { "apply", NULL, N_ ("Apply for authorization"), YAO_FUNCTION_NO_TILE, yao_apply_page_get_type },
  { "authorization", NULL, N_ ("User information"), YAO_FUNCTION_NO_TILE,
    yao_authorization_page_get_type },
  { "details", NULL, N_ ("Certificate details"), YAO_FUNCTION_NO_TILE, yao_details_page_get_type },
  { "download", NULL, N_ ("Download certificate"), YAO_FUNCTION_NO_TILE,
    yao_download_page_get_type },
  { "preview", NULL, N_ ("Preview"), YAO_FUNCTION_NO_TILE, yao_preview_page_get_type },
  { "service", NULL, N_ ("Certificate service"), YAO_FUNCTION_NO_TILE, yao_service_page_get_type },
  { "terms", NULL, N_ ("Modify authorization"), YAO_FUNCTION_NO_TILE, yao_terms_page_get_type },
};

/**
 * yao_functions_get:
 * @n_functions: (out): how many there are
 *
 * Gets the functions, in the order of their tiles.
 *
 * Returns: (transfer none): an array
 */
const YaoFunction *
yao_functions_get (guint *n_functions)
{
  g_return_val_if_fail (n_functions != NULL, NULL);

  *n_functions = G_N_ELEMENTS (functions);
  return functions;
}

/**
 * yao_functions_make_page:
 * @name: the name of a function, or “name:argument” for pages with the property “argument”
 * @session: what all pages share
 *
 * Makes the page of a function.
 *
 * Returns: (transfer floating) (nullable): the page; %NULL if there is no such function
 */
YaoPage *
yao_functions_make_page (const char *name, YaoSession *session)
{
  g_auto (GStrv) parts = NULL;

  g_return_val_if_fail (name != NULL, NULL);
  g_return_val_if_fail (YAO_IS_SESSION (session), NULL);

  parts = g_strsplit (name, ":", 2);
  for (guint i = 0; i < G_N_ELEMENTS (functions); i++)
    {
      if (g_strcmp0 (functions[i].name, parts[0]) != 0)
        continue;
      if (parts[1] != NULL)
        return g_object_new (functions[i].get_type (), "session", session, "argument", parts[1],
                             NULL);
      return g_object_new (functions[i].get_type (), "session", session, NULL);
    }

  return NULL;
}
