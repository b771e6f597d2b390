/* yao-address.c: the base address of a service
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include "yao-address.h"

#include "yao-error.h"

#include <gio/gio.h>
#include <string.h>

#define SCHEME "https://"
#define LETTERS_AND_DIGITS "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789"

static gboolean
is_label (const char *label)
{
  gsize length = strlen (label);

  return length >= 1 && length <= 63 && strspn (label, LETTERS_AND_DIGITS "-") == length
         && label[0] != '-' && label[length - 1] != '-';
}

static gboolean
is_name (const char *host)
{
  g_auto (GStrv) labels = g_strsplit (host, ".", -1);

  for (guint i = 0; labels[i] != NULL; i++)
    {
      if (!is_label (labels[i]))
        return FALSE;
    }

  return labels[0] != NULL;
}

static gboolean
is_ipv6 (const char *host, gsize length)
{
  g_autofree char *inside = NULL;
  g_autoptr (GInetAddress) address = NULL;

  if (length < 4 || host[0] != '[' || host[length - 1] != ']')
    return FALSE;

  inside = g_strndup (host + 1, length - 2);
  if (strspn (inside, "0123456789abcdefABCDEF:.") != length - 2)
    return FALSE;
  address = g_inet_address_new_from_string (inside);
  return address != NULL && g_inet_address_get_family (address) == G_SOCKET_FAMILY_IPV6;
}

static gboolean
is_port (const char *port)
{
  gsize length = strlen (port);

  return length >= 1 && length <= 5 && port[0] != '0' && strspn (port, "0123456789") == length
         && g_ascii_strtoull (port, NULL, 10) <= G_MAXUINT16;
}

static gboolean
is_authority (const char *authority)
{
  const char *bracket = strchr (authority, ']');
  const char *colon = strchr (bracket != NULL ? bracket : authority, ':');
  g_autofree char *host = NULL;

  if (colon != NULL && !is_port (colon + 1))
    return FALSE;

  host = colon != NULL ? g_strndup (authority, (gsize) (colon - authority)) : g_strdup (authority);
  return is_name (host) || is_ipv6 (host, strlen (host));
}

/* Nothing, or segments of characters that need no escape, with a slash before each. */
static gboolean
is_path (const char *path)
{
  g_auto (GStrv) segments = NULL;

  if (*path == '\0')
    return TRUE;

  segments = g_strsplit (path + 1, "/", -1);
  if (segments[0] == NULL)
    return FALSE;
  for (guint i = 0; segments[i] != NULL; i++)
    {
      if (*segments[i] == '\0' || strcmp (segments[i], ".") == 0 || strcmp (segments[i], "..") == 0
          || strspn (segments[i], LETTERS_AND_DIGITS "-._~") != strlen (segments[i]))
        return FALSE;
    }

  return TRUE;
}

/**
 * yao_address_is_valid:
 * @address: an address
 *
 * Tells whether an address is the base address of a service, in the one spelling that the protocol
 * allows: "https://", a host name in ASCII (punycode stays as it is) or an IP address, a port or
 * none, and a path of plain segments or none. No user name, query, fragment, escape or slash at the
 * end; at most %YAO_ADDRESS_MAX_SIZE bytes. A path of yao-paths.h can be put behind it.
 *
 * Returns: %TRUE if it is
 */
gboolean
yao_address_is_valid (const char *address)
{
  const char *rest;
  const char *path;
  g_autofree char *authority = NULL;

  g_return_val_if_fail (address != NULL, FALSE);

  if (strlen (address) > YAO_ADDRESS_MAX_SIZE || !g_str_has_prefix (address, SCHEME))
    return FALSE;

  rest = address + strlen (SCHEME);
  path = strchrnul (rest, '/');
  authority = g_strndup (rest, (gsize) (path - rest));
  return is_authority (authority) && is_path (path);
}

static char *
refuse_typed (GError **error)
{
  g_set_error (error, YAO_ERROR, YAO_ERROR_INVALID_INPUT, "not the address of a service");
  return NULL;
}

/**
 * yao_address_from_typed:
 * @text: what a person typed
 * @error: return location
 *
 * Makes an address of what a person typed: the scheme may be missing, a slash may stand at the end,
 * and the host is put in lower case. Another scheme is refused, and so is a single word without a
 * scheme, since that is more likely something else.
 *
 * Returns: (transfer full): the address, or %NULL with %YAO_ERROR_INVALID_INPUT
 */
char *
yao_address_from_typed (const char *text, GError **error)
{
  g_autofree char *address = NULL;
  char *end;

  g_return_val_if_fail (text != NULL, NULL);

  if (g_ascii_strncasecmp (text, SCHEME, strlen (SCHEME)) == 0)
    text += strlen (SCHEME);
  else if (strpbrk (text, ".:") == NULL)
    return refuse_typed (error);
  address = g_strconcat (SCHEME, text, NULL);
  if (g_str_has_suffix (address, "/"))
    address[strlen (address) - 1] = '\0';
  end = strchrnul (address + strlen (SCHEME), '/');
  for (char *p = address; p < end; p++)
    *p = g_ascii_tolower (*p);

  if (!yao_address_is_valid (address))
    return refuse_typed (error);

  return g_steal_pointer (&address);
}

/**
 * yao_address_dup_host:
 * @address: a valid address
 *
 * Gets the host name for people to read, with the port where one is given.
 *
 * Returns: (transfer full): the host
 */
char *
yao_address_dup_host (const char *address)
{
  const char *rest;

  g_return_val_if_fail (address != NULL && yao_address_is_valid (address), NULL);

  rest = address + strlen (SCHEME);
  return g_strndup (rest, (gsize) (strchrnul (rest, '/') - rest));
}
