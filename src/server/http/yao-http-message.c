/* yao-http-message.c: libsoup's messages and ours
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include "yao-http-message.h"

#include "yao-problem-response.h"

#include <string.h>

#define BODY_SIZE_KEY "yao-body-size"

/* Headers that mean something to us; no others are carried on. */
static const char *const known_headers[] = {
  "accept", "authorization", "content-type", "dpop", "idempotency-key", "if-match", "last-event-id",
};

static void
set_content (SoupServerMessage *message, YaoResponse *response)
{
  SoupMessageHeaders *headers = soup_server_message_get_response_headers (message);
  SoupMessageBody *body = soup_server_message_get_response_body (message);
  gsize n_headers = yao_response_get_n_headers (response);

  for (gsize i = 0; i < n_headers; i++)
    {
      const char *value = NULL;
      const char *name = yao_response_get_header_at (response, i, &value);

      soup_message_headers_replace (headers, name, value);
    }
  if (yao_response_get_content_type (response) != NULL)
    soup_message_headers_replace (headers, "Content-Type",
                                  yao_response_get_content_type (response));
  else
    soup_message_headers_remove (headers, "Content-Type");
  soup_message_body_truncate (body);
  if (g_bytes_get_size (yao_response_get_body (response)) > 0)
    soup_message_body_append_bytes (body, yao_response_get_body (response));
  soup_message_body_complete (body);
}

/**
 * yao_http_message_explain_errors:
 * @message: a message that just began
 *
 * libsoup answers a request that is not well-formed by itself, with a status and no more. So the
 * body of that answer is laid ready; a request that is read replaces it.
 */
void
yao_http_message_explain_errors (SoupServerMessage *message)
{
  g_autoptr (YaoResponse) response = yao_problem_response_for_status (400);

  set_content (message, response);
}

static void
got_chunk_cb (SoupServerMessage *message, GBytes *chunk, gpointer user_data)
{
  SoupMessageBody *body = soup_server_message_get_request_body (message);
  gsize size = GPOINTER_TO_SIZE (g_object_get_data (G_OBJECT (message), BODY_SIZE_KEY));

  size = MIN (size + g_bytes_get_size (chunk), YAO_REQUEST_MAX_BODY + 1);
  g_object_set_data (G_OBJECT (message), BODY_SIZE_KEY, GSIZE_TO_POINTER (size));
  if (size > YAO_REQUEST_MAX_BODY)
    {
      soup_message_body_set_accumulate (body, FALSE);
      soup_message_body_truncate (body);
    }
}

/* libsoup takes a length that is no number for none at all, and where there are two ways to tell
 * the end of a body it chooses one (RFC 9112 section 6.1): whoever stands between may choose
 * another.
 */
static gboolean
has_clear_length (SoupMessageHeaders *headers)
{
  const char *length = soup_message_headers_get_list (headers, "Content-Length");

  if (length == NULL)
    return TRUE;
  return length[0] != '\0' && strspn (length, "0123456789") == strlen (length)
         && strlen (length) < 19
         && soup_message_headers_get_list (headers, "Transfer-Encoding") == NULL;
}

/**
 * yao_http_message_begin_body:
 * @message: a message whose head was read
 *
 * Keeps no more of the body than is allowed. What comes beyond is read and dropped, and
 * yao_http_message_read_request() answers it.
 *
 * Returns: %FALSE if the head leaves open where the body ends: the connection must not go on
 */
gboolean
yao_http_message_begin_body (SoupServerMessage *message)
{
  g_signal_connect (message, "got-chunk", G_CALLBACK (got_chunk_cb), NULL);
  return has_clear_length (soup_server_message_get_request_headers (message));
}

/* Rates are counted for an address; one who has a network of IPv6 has all of its 2^64 addresses. */
static char *
get_remote (SoupServerMessage *message)
{
  GSocketAddress *address = soup_server_message_get_remote_address (message);
  GInetAddress *inet;
  const guint8 *bytes;

  if (!G_IS_INET_SOCKET_ADDRESS (address))
    return g_strdup ("");
  inet = g_inet_socket_address_get_address (G_INET_SOCKET_ADDRESS (address));
  if (g_inet_address_get_family (inet) != G_SOCKET_FAMILY_IPV6)
    return g_inet_address_to_string (inet);

  bytes = g_inet_address_to_bytes (inet);
  return g_strdup_printf ("%02x%02x:%02x%02x:%02x%02x:%02x%02x::/64", bytes[0], bytes[1], bytes[2],
                          bytes[3], bytes[4], bytes[5], bytes[6], bytes[7]);
}

static gboolean
refuse_too_large (SoupServerMessage *message)
{
  GUri *uri = soup_server_message_get_uri (message);
  gsize size = GPOINTER_TO_SIZE (g_object_get_data (G_OBJECT (message), BODY_SIZE_KEY));
  const char *query = g_uri_get_query (uri);
  gsize target = strlen (g_uri_get_path (uri)) + (query != NULL ? strlen (query) : 0);
  g_autoptr (YaoResponse) response = NULL;

  if (size > YAO_REQUEST_MAX_BODY)
    response = yao_problem_response_for_status (413);
  else if (target > YAO_REQUEST_MAX_TARGET)
    response = yao_problem_response_for_status (414);
  else
    return FALSE;

  yao_http_message_write_response (message, response);
  return TRUE;
}

/**
 * yao_http_message_read_request:
 * @message: a message that was read to its end
 *
 * Makes our form of a request.
 *
 * Returns: (transfer full) (nullable): the request, or %NULL if it was too large and is answered
 */
YaoRequest *
yao_http_message_read_request (SoupServerMessage *message)
{
  SoupMessageHeaders *headers = soup_server_message_get_request_headers (message);
  GUri *uri = soup_server_message_get_uri (message);
  g_autofree char *remote = get_remote (message);
  g_autoptr (GBytes) body = NULL;
  YaoRequest *request;

  /* An answer in parts is nothing that anybody needs of us. */
  soup_message_headers_remove (headers, "Range");
  if (refuse_too_large (message))
    return NULL;

  request = yao_request_new (soup_server_message_get_method (message), g_uri_get_path (uri),
                             g_uri_get_query (uri));
  yao_request_set_remote (request, remote);
  body = soup_message_body_flatten (soup_server_message_get_request_body (message));
  if (body != NULL)
    yao_request_set_body (request, body);
  for (gsize i = 0; i < G_N_ELEMENTS (known_headers); i++)
    {
      const char *value = soup_message_headers_get_list (headers, known_headers[i]);

      if (value != NULL)
        yao_request_add_header (request, known_headers[i], value);
    }
  return request;
}

/**
 * yao_http_message_write_response:
 * @message: a message
 * @response: its answer
 *
 * Answers a message.
 */
void
yao_http_message_write_response (SoupServerMessage *message, YaoResponse *response)
{
  guint status = yao_response_get_status (response);

  set_content (message, response);
  /* A status that libsoup has no phrase for. */
  soup_server_message_set_status (message, status, status == 429 ? "Too Many Requests" : NULL);
}
