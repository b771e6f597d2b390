/* yao-paths.c: the paths of the protocol
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include "yao-paths.h"

#include <string.h>

static const YaoPath paths[] = {
  { "GET", YAO_PATH_WELL_KNOWN, YAO_JSON_CONTENT_TYPE, 200 },
  { "GET", YAO_PATH_USER_CERTIFICATES, YAO_JSON_CONTENT_TYPE, 200 },
  { "GET", YAO_PATH_CA_CHAIN, YAO_JSON_CONTENT_TYPE, 200 },
  { "GET", YAO_PATH_CA_CRL, YAO_CRL_CONTENT_TYPE, 200 },
  { "POST", YAO_PATH_LOGIN, YAO_JSON_CONTENT_TYPE, 200 },
  { "POST", YAO_PATH_LOGIN_FINISH, YAO_JSON_CONTENT_TYPE, 200 },
  { "POST", YAO_PATH_REGISTRATION, YAO_JSON_CONTENT_TYPE, 200 },
  { "POST", YAO_PATH_REGISTRATION_FINISH, NULL, 204 },
  { "POST", YAO_PATH_TOKENS, YAO_JSON_CONTENT_TYPE, 200 },
  { "POST", YAO_PATH_TOKEN_REVOCATION, NULL, 204 },
  { "GET", YAO_PATH_SESSION, YAO_JSON_CONTENT_TYPE, 200 },
  { "POST", YAO_PATH_GRANTS, YAO_JSON_CONTENT_TYPE, 201 },
  { "DELETE", YAO_PATH_GRANTS, NULL, 204 },
  { "GET", YAO_PATH_OPERATION, YAO_JSON_CONTENT_TYPE, 200 },
  { "GET", YAO_PATH_EVENTS, YAO_JSON_CONTENT_TYPE, 200 },
  { "GET", YAO_PATH_NOTICES, YAO_JSON_CONTENT_TYPE, 200 },
  { "POST", YAO_PATH_NOTICE_DISMISSAL, NULL, 204 },
  { "POST", YAO_PATH_SIGNATURES, YAO_JSON_CONTENT_TYPE, 200 },
  { "GET", YAO_PATH_SIGNATURE_IMAGES, YAO_JSON_CONTENT_TYPE, 200 },
  { "POST", YAO_PATH_SIGNATURE_IMAGES, YAO_JSON_CONTENT_TYPE, 201 },
  { "GET", YAO_PATH_SIGNATURE_IMAGE, YAO_JSON_CONTENT_TYPE, 200 },
  { "DELETE", YAO_PATH_SIGNATURE_IMAGE, NULL, 204 },
  { "GET", YAO_PATH_SIGNATURE_INK, YAO_JSON_CONTENT_TYPE, 200 },
  { "GET", YAO_PATH_AUTHORIZATIONS, YAO_JSON_CONTENT_TYPE, 200 },
  { "POST", YAO_PATH_AUTHORIZATIONS, YAO_JSON_CONTENT_TYPE, 201 },
  { "POST", YAO_PATH_AUTHORIZATION_CHECK, YAO_JSON_CONTENT_TYPE, 200 },
  { "POST", YAO_PATH_AUTHORIZATION_BATCH, YAO_JSON_CONTENT_TYPE, 200 },
  { "GET", YAO_PATH_AUTHORIZATION, YAO_JSON_CONTENT_TYPE, 200 },
  { "GET", YAO_PATH_AUTHORIZATION_USES, YAO_JSON_CONTENT_TYPE, 200 },
  { "POST", YAO_PATH_AUTHORIZATION_ACTION, YAO_JSON_CONTENT_TYPE, 200 },
};

/**
 * yao_paths_get:
 * @n_paths: (out): how many
 *
 * Gets every operation of the protocol. docs/openapi.json describes the same ones.
 *
 * Returns: (transfer none) (array length=n_paths): the operations
 */
const YaoPath *
yao_paths_get (gsize *n_paths)
{
  g_return_val_if_fail (n_paths != NULL, NULL);

  *n_paths = G_N_ELEMENTS (paths);
  return paths;
}

/**
 * yao_path_match:
 * @pattern: a path of yao_paths_get()
 * @path: the path of a request, without query, as it came
 * @values: (out) (transfer full) (optional): the values of the segments that vary, in their order,
 *   percent-decoded
 *
 * Tells whether a path is of a pattern. Segments are compared as they are, without "." and ".."
 * being followed or slashes being joined. A value must not be empty, nor hold "/" or NUL when
 * decoded.
 *
 * Returns: %TRUE if it is
 */
gboolean
yao_path_match (const char *pattern, const char *path, char ***values)
{
  g_autoptr (GStrvBuilder) found = g_strv_builder_new ();
  g_auto (GStrv) wanted = NULL;
  g_auto (GStrv) given = NULL;

  g_return_val_if_fail (pattern != NULL && path != NULL, FALSE);

  wanted = g_strsplit (pattern, "/", -1);
  given = g_strsplit (path, "/", -1);
  if (g_strv_length (wanted) != g_strv_length (given))
    return FALSE;

  for (guint i = 0; wanted[i] != NULL; i++)
    {
      g_autofree char *value = NULL;

      if (*wanted[i] != '{')
        {
          if (strcmp (wanted[i], given[i]) != 0)
            return FALSE;
          continue;
        }

      value = g_uri_unescape_string (given[i], "/");
      if (value == NULL || *value == '\0' || !g_utf8_validate (value, -1, NULL))
        return FALSE;
      g_strv_builder_add (found, value);
    }

  if (values != NULL)
    *values = g_strv_builder_end (found);
  return TRUE;
}

/**
 * yao_path_user_certificates:
 * @uid: the number of a person
 * @limit: the most items on a page, up to %YAO_PAGE_LIMIT_MAX, or 0 for the default
 * @cursor: (nullable): where the page before ended
 *
 * Writes the path and query for a page of the certificates that a person owns.
 *
 * Returns: (transfer full): the path
 */
char *
yao_path_user_certificates (const char *uid, guint limit, const char *cursor)
{
  g_autoptr (GString) path = NULL;
  g_autofree char *escaped = NULL;

  g_return_val_if_fail (uid != NULL && limit <= YAO_PAGE_LIMIT_MAX, NULL);

  escaped = g_uri_escape_string (uid, NULL, FALSE);
  path = g_string_new (NULL);
  g_string_append_printf (path, "/v1/users/%s/certificates", escaped);
  if (limit > 0)
    g_string_append_printf (path, "?limit=%u", limit);
  if (cursor != NULL)
    {
      g_string_append (path, limit > 0 ? "&cursor=" : "?cursor=");
      g_string_append_uri_escaped (path, cursor, NULL, FALSE);
    }

  return g_string_free (g_steal_pointer (&path), FALSE);
}

/**
 * yao_path_ca_chain:
 * @algorithm: a family of algorithms
 *
 * Writes the path of an authority's certificates.
 *
 * Returns: (transfer full): the path
 */
char *
yao_path_ca_chain (YaoCaAlgorithm algorithm)
{
  return g_strdup_printf ("/v1/ca/%s/chain", yao_ca_algorithm_to_string (algorithm));
}

/**
 * yao_path_ca_crl:
 * @algorithm: a family of algorithms
 *
 * Writes the path of an authority's list of revoked certificates.
 *
 * Returns: (transfer full): the path
 */
char *
yao_path_ca_crl (YaoCaAlgorithm algorithm)
{
  return g_strdup_printf ("/v1/ca/%s/crl", yao_ca_algorithm_to_string (algorithm));
}

/**
 * yao_path_signatures:
 * @certificate: the id of a certificate
 *
 * Writes the path at which its key signs.
 *
 * Returns: (transfer full): the path
 */
char *
yao_path_signatures (const char *certificate)
{
  g_autofree char *escaped = NULL;

  g_return_val_if_fail (certificate != NULL, NULL);

  escaped = g_uri_escape_string (certificate, NULL, FALSE);
  return g_strdup_printf ("/v1/certificates/%s/signatures", escaped);
}

/**
 * yao_path_signature_images:
 * @certificate: the id of a certificate
 * @cursor: (nullable): where the page begins
 *
 * Writes the path of the versions of a handwritten signature.
 *
 * Returns: (transfer full): the path
 */
char *
yao_path_signature_images (const char *certificate, const char *cursor)
{
  g_autofree char *escaped = NULL;
  g_autofree char *from = NULL;

  g_return_val_if_fail (certificate != NULL, NULL);

  escaped = g_uri_escape_string (certificate, NULL, FALSE);
  from = cursor != NULL ? g_uri_escape_string (cursor, NULL, FALSE) : NULL;
  return g_strdup_printf ("/v1/certificates/%s/signature-images%s%s", escaped,
                          from != NULL ? "?cursor=" : "", from != NULL ? from : "");
}

/**
 * yao_path_signature_image:
 * @certificate: the id of a certificate
 * @version: a version, or 0 for the one in use
 *
 * Writes the path of a version of a handwritten signature.
 *
 * Returns: (transfer full): the path
 */
char *
yao_path_signature_image (const char *certificate, gint64 version)
{
  g_autofree char *images = yao_path_signature_images (certificate, NULL);

  return version > 0 ? g_strdup_printf ("%s/%" G_GINT64_FORMAT, images, version)
                     : g_strconcat (images, "/current", NULL);
}

/**
 * yao_path_signature_ink:
 * @certificate: the id of a certificate
 * @version: a version, or 0 for the one in use
 *
 * Writes the path of the strokes of a version.
 *
 * Returns: (transfer full): the path
 */
char *
yao_path_signature_ink (const char *certificate, gint64 version)
{
  g_autofree char *image = yao_path_signature_image (certificate, version);

  return g_strconcat (image, "/ink", NULL);
}

/**
 * yao_cursor_is_valid:
 * @cursor: a cursor
 *
 * Tells whether a cursor has the form that the protocol allows: 1 to %YAO_CURSOR_MAX_SIZE letters,
 * digits, "-" and "_". What it means is the service's own affair.
 *
 * Returns: %TRUE if it has
 */
gboolean
yao_cursor_is_valid (const char *cursor)
{
  static const char allowed[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-";
  gsize length;

  g_return_val_if_fail (cursor != NULL, FALSE);

  length = strlen (cursor);
  return length >= 1 && length <= YAO_CURSOR_MAX_SIZE && strspn (cursor, allowed) == length;
}
