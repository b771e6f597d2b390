/* yao-response.c: the answer to a request
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include "yao-request.h"

#include <string.h>

typedef struct
{
  char *name;
  char *value;
} Header;

struct _YaoResponse
{
  guint status;
  char *content_type;
  GBytes *body;
  YaoResponseStream *stream; /* in the place of the body, or NULL */
  GArray *headers;           /* of Header */
};

static void
clear_header (gpointer data)
{
  Header *header = data;

  g_free (header->name);
  g_free (header->value);
}

/**
 * yao_response_new:
 * @status: the status of HTTP
 * @content_type: (nullable): what the body is
 * @body: (nullable): the body
 *
 * Makes an answer. None of ours may be kept by anybody in between.
 *
 * Returns: (transfer full): the answer
 */
YaoResponse *
yao_response_new (guint status, const char *content_type, GBytes *body)
{
  YaoResponse *self = g_new0 (YaoResponse, 1);

  g_assert (status >= 200 && status < 600);

  self->status = status;
  self->content_type = g_strdup (content_type);
  self->body = body != NULL ? g_bytes_ref (body) : g_bytes_new (NULL, 0);
  self->headers = g_array_new (FALSE, FALSE, sizeof (Header));
  g_array_set_clear_func (self->headers, clear_header);
  yao_response_add_header (self, "Cache-Control", "no-store");
  yao_response_add_header (self, "X-Content-Type-Options", "nosniff");
  return self;
}

/**
 * yao_response_new_stream:
 * @content_type: what the body is
 * @stream: a body that goes on
 *
 * Makes a good answer that ends when @stream does.
 *
 * Returns: (transfer full): the answer
 */
YaoResponse *
yao_response_new_stream (const char *content_type, YaoResponseStream *stream)
{
  YaoResponse *self = yao_response_new (200, content_type, NULL);

  g_assert (stream != NULL);

  self->stream = yao_response_stream_ref (stream);
  return self;
}

/**
 * yao_response_free:
 * @self: (transfer full): an answer
 *
 * Frees an answer.
 */
void
yao_response_free (YaoResponse *self)
{
  if (self == NULL)
    return;

  g_free (self->content_type);
  g_bytes_unref (self->body);
  g_clear_pointer (&self->stream, yao_response_stream_unref);
  g_array_unref (self->headers);
  g_free (self);
}

/**
 * yao_response_add_header:
 * @self: an answer
 * @name: a header's name
 * @value: its value, without line breaks
 *
 * Adds a header.
 */
void
yao_response_add_header (YaoResponse *self, const char *name, const char *value)
{
  Header header;

  g_assert (strpbrk (name, "\r\n") == NULL && strpbrk (value, "\r\n") == NULL);

  header.name = g_strdup (name);
  header.value = g_strdup (value);
  g_array_append_val (self->headers, header);
}

/**
 * yao_response_get_status:
 * @self: an answer
 *
 * Gets the status of HTTP.
 *
 * Returns: the status
 */
guint
yao_response_get_status (YaoResponse *self)
{
  return self->status;
}

/**
 * yao_response_get_content_type:
 * @self: an answer
 *
 * Gets what the body is.
 *
 * Returns: (nullable): the type, owned by @self
 */
const char *
yao_response_get_content_type (YaoResponse *self)
{
  return self->content_type;
}

/**
 * yao_response_get_body:
 * @self: an answer
 *
 * Gets the body.
 *
 * Returns: the body, perhaps empty, owned by @self
 */
GBytes *
yao_response_get_body (YaoResponse *self)
{
  return self->body;
}

/**
 * yao_response_get_stream:
 * @self: an answer
 *
 * Gets the body that goes on.
 *
 * Returns: (nullable): the body, owned by @self, or %NULL where the body is whole
 */
YaoResponseStream *
yao_response_get_stream (YaoResponse *self)
{
  return self->stream;
}

/**
 * yao_response_get_n_headers:
 * @self: an answer
 *
 * Counts headers; the content type is not among them.
 *
 * Returns: how many there are
 */
gsize
yao_response_get_n_headers (YaoResponse *self)
{
  return self->headers->len;
}

/**
 * yao_response_get_header_at:
 * @self: an answer
 * @index: which one
 * @value: (out) (transfer none): its value
 *
 * Gets a header by its place.
 *
 * Returns: its name, owned by @self
 */
const char *
yao_response_get_header_at (YaoResponse *self, gsize index, const char **value)
{
  Header *header;

  g_assert (index < self->headers->len);

  header = &g_array_index (self->headers, Header, index);
  *value = header->value;
  return header->name;
}

/**
 * yao_response_get_header:
 * @self: an answer
 * @name: a header's name, in any case
 *
 * Gets a header by its name.
 *
 * Returns: (nullable): its value, owned by @self
 */
const char *
yao_response_get_header (YaoResponse *self, const char *name)
{
  for (gsize i = 0; i < self->headers->len; i++)
    {
      Header *header = &g_array_index (self->headers, Header, i);

      if (g_ascii_strcasecmp (header->name, name) == 0)
        return header->value;
    }
  return NULL;
}
