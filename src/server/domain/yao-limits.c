/* yao-limits.c: every wait, rate and lifetime of the service
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include "yao-limits.h"

#include "yao-error.h"
#include "yao-setting-table.h"

static const struct
{
  const char *name; /* also in the database */
  gint64 fallback;
  gint64 minimum;
  gint64 maximum;
  const char *description;
} limits[] = {
  { "downloads-per-minute", 30, 1, 600, "downloads by number that one address may make a minute" },
  { "certificate-days", 730, 1, 3650, "how long a person's certificate is valid" },
  { "issuing-ca-days", 3650, 30, 7300, "how long the certificate of an issuing CA is valid" },
  { "root-ca-days", 7300, 30, 14600, "how long the certificate of a root CA is valid" },
  { "tls-certificate-days", 397, 2, 825, "how long the server's own certificate is valid" },
  { "tls-renewal-days", 30, 1, 400, "renewed at start with so many days left" },
  { "crl-hours", 168, 1, 8760, "how long a list of revoked certificates is valid" },
  { "crl-renewal-hours", 24, 0, 8759, "a list is made anew with so many hours left" },
  { "init-code-days", 90, 1, 3650, "how long an initialisation code is valid" },
  { "max-connections", 1024, 1, 100000, "connections at a time; read at start" },
  { "handshake-seconds", 10, 1, 300, "how long a TLS handshake may take; read at start" },
  { "request-seconds", 30, 1, 3600, "how long one request may take; read at start" },
  { "idle-seconds", 60, 1, 3600, "how long an idle connection is kept; read at start" },
  { "recent-check-seconds", 300, 30, 3600, "how long a check of the PIN counts as recent" },
  { "issued-pin-hours", 72, 1, 720, "how long a PIN that the service chose is good" },
  { "notice-days", 90, 1, 3650, "how long people are told of what happened" },
  { "ending-days", 30, 1, 365, "how early people are told that a certificate ends" },
  { "heartbeat-seconds", 25, 1, 300,
    "how often a stream of events says that it is there; read at start" },
  { "streams-per-account", 8, 1, 256, "streams of events that one account may have at a time" },
  { "bound-for-authorizations", 0, 0, 1, "1: authorizations are for bound devices only" },
  { "authorization-ending-days", 7, 1, 365,
    "how early people are told that their authorization ends" },
  { "signing-level", 1, 1, 2, "who signs: 1 with the PIN, 2 with the PIN on a bound device only" },
};

G_STATIC_ASSERT (G_N_ELEMENTS (limits) == YAO_LIMIT_LAST);

/**
 * yao_limit_get_name:
 * @limit: a limit
 *
 * Gets the name that an administrator uses.
 *
 * Returns: the name
 */
const char *
yao_limit_get_name (YaoLimit limit)
{
  g_assert (limit < YAO_LIMIT_LAST);

  return limits[limit].name;
}

/**
 * yao_limit_get_description:
 * @limit: a limit
 *
 * Gets what a limit means.
 *
 * Returns: a phrase in English
 */
const char *
yao_limit_get_description (YaoLimit limit)
{
  g_assert (limit < YAO_LIMIT_LAST);

  return limits[limit].description;
}

/**
 * yao_limit_from_name:
 * @name: a name
 * @limit: (out): the limit
 *
 * Finds a limit by its name.
 *
 * Returns: %TRUE if there is one
 */
gboolean
yao_limit_from_name (const char *name, YaoLimit *limit)
{
  for (gsize i = 0; i < G_N_ELEMENTS (limits); i++)
    {
      if (g_strcmp0 (limits[i].name, name) == 0)
        {
          *limit = (YaoLimit) i;
          return TRUE;
        }
    }
  return FALSE;
}

/**
 * yao_limit_get:
 * @database: the service's database
 * @limit: a limit
 *
 * Gets a limit as it is now: as it was set, or its usual value where it was not, or where what is
 * set is no number in its range.
 *
 * Returns: the value
 */
gint64
yao_limit_get (YaoDatabase *database, YaoLimit limit)
{
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;
  gint64 value = 0;

  g_assert (limit < YAO_LIMIT_LAST);

  if (!yao_setting_table_get (database, limits[limit].name, &text, &error))
    g_message ("%s: %s", limits[limit].name, error->message);
  if (text == NULL
      || !g_ascii_string_to_signed (text, 10, limits[limit].minimum, limits[limit].maximum, &value,
                                    NULL))
    return limits[limit].fallback;
  return value;
}

/**
 * yao_limit_set:
 * @database: the service's database
 * @limit: a limit
 * @value: the value
 * @error: return location
 *
 * Sets a limit. A running service sees it at once.
 *
 * Returns: %TRUE if it is written; %YAO_ERROR_INVALID_INPUT out of its range
 */
gboolean
yao_limit_set (YaoDatabase *database, YaoLimit limit, gint64 value, GError **error)
{
  g_autofree char *text = NULL;

  g_assert (limit < YAO_LIMIT_LAST);

  if (value < limits[limit].minimum || value > limits[limit].maximum)
    {
      g_set_error (error, YAO_ERROR, YAO_ERROR_INVALID_INPUT,
                   "%s must be from %" G_GINT64_FORMAT " to %" G_GINT64_FORMAT, limits[limit].name,
                   limits[limit].minimum, limits[limit].maximum);
      return FALSE;
    }
  text = g_strdup_printf ("%" G_GINT64_FORMAT, value);
  return yao_setting_table_set (database, limits[limit].name, text, error);
}
