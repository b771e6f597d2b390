/* test-server.h: the socket server of a service, in a thread of its own
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#pragma once

#include "yao-http-server.h"
#include "yao-installation.h"

G_BEGIN_DECLS

typedef struct _TestServer TestServer;

/* Opens the service in @folder once more, as another process would, and serves it on a port of
 * 127.0.0.1. @limits may be NULL.
 */
TestServer *test_server_start (const char *folder, YaoClock *clock, const YaoHttpLimits *limits);
guint16 test_server_get_port (TestServer *server);
GTlsDatabase *test_server_get_trust (TestServer *server);

/* How many clients are connected, as the server's own thread counts them. */
guint test_server_get_n_connections (TestServer *server);

/* Asks it to end; test_server_stop() waits for that. */
void test_server_begin_stop (TestServer *server);
void test_server_stop (TestServer *server);

G_END_DECLS
