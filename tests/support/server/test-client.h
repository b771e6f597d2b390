/* test-client.h: a client that sends what it is told, byte for byte
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

typedef struct
{
  guint status;        /* 0: the connection was closed without a whole answer */
  GHashTable *headers; /* small letters → value */
  GBytes *body;
} TestReply;

void test_reply_free (TestReply *reply);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TestReply, test_reply_free)

const char *test_reply_get_header (TestReply *reply, const char *name);

/* Connects to 127.0.0.1, over TLS when @trust is given. Every read waits 20 seconds at most. */
GIOStream *test_client_connect (guint16 port, GTlsDatabase *trust, GError **error);
gboolean test_client_send (GIOStream *stream, gconstpointer data, gsize size);
TestReply *test_client_receive (GIOStream *stream, gboolean to_head);
GSocket *test_client_get_socket (GIOStream *stream);

/* Waits until the other side has closed; FALSE if it did not. */
gboolean test_client_wait_closed (GIOStream *stream);

/* Closes so that the other side gets a reset. */
void test_client_abort (GIOStream *stream);

/* One request on a connection of its own. */
TestReply *test_client_request (guint16 port,
                                GTlsDatabase *trust,
                                const char *method,
                                const char *target,
                                GBytes *body);

G_END_DECLS
