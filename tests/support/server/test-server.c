/* test-server.c: the socket server of a service, in a thread of its own
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#undef G_DISABLE_ASSERT

#include "test-server.h"

#include "test-installation.h"
#include "yao-router.h"
#include "yao-secret.h"
#include "yao-tls-identity.h"

#include <glib/gstdio.h>
#include <unistd.h>

struct _TestServer
{
  char *folder;
  YaoClock *clock;
  const YaoHttpLimits *limits;
  GTlsDatabase *trust;
  guint16 port;

  GThread *thread;
  GMainContext *context;
  GMainLoop *loop;
  YaoHttpServer *server;
  YaoInstallation *installation;

  GMutex mutex;
  GCond changed;
  gboolean ready;
  guint n_connections;
  gboolean stopping;
};

static YaoResponse *
answer (YaoRequest *request, gpointer user_data)
{
  TestServer *server = user_data;

  return yao_router_handle (server->installation, request);
}

static GTlsCertificate *
load_certificate (TestServer *server)
{
  static const char *const hosts[] = { "127.0.0.1", NULL };
  g_autoptr (GError) error = NULL;
  GTlsCertificate *certificate;
  char *pem = yao_tls_identity_dup_pem (server->installation, hosts, &error);

  g_assert_no_error (error);
  certificate = g_tls_certificate_new_from_pem (pem, -1, &error);
  g_assert_no_error (error);
  yao_wipe_string (pem);
  return certificate;
}

static GTlsDatabase *
load_trust (TestServer *server)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *pem = yao_tls_identity_dup_ca_pem (server->installation, &error);
  g_autofree char *path = g_build_filename (server->folder, "test-ca.pem", NULL);
  GTlsDatabase *trust;

  g_assert_no_error (error);
  g_file_set_contents (path, pem, -1, &error);
  g_assert_no_error (error);
  trust = g_tls_file_database_new (path, &error);
  g_assert_no_error (error);
  return trust;
}

static void
stopped_cb (YaoHttpServer *http, gpointer user_data)
{
  g_main_loop_quit (((TestServer *) user_data)->loop);
}

static gpointer
serve (gpointer data)
{
  TestServer *server = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GTlsCertificate) certificate = NULL;

  g_main_context_push_thread_default (server->context);
  server->installation = test_installation_open (server->folder, server->clock);
  certificate = load_certificate (server);
  server->trust = load_trust (server);
  server->server = yao_http_server_new (answer, server);
  if (server->limits != NULL)
    yao_http_server_set_limits (server->server, server->limits);
  yao_http_server_bind (server->server, "127.0.0.1", 0, &error);
  g_assert_no_error (error);
  yao_http_server_start (server->server, certificate, &error);
  g_assert_no_error (error);
  g_signal_connect (server->server, "stopped", G_CALLBACK (stopped_cb), server);

  g_mutex_lock (&server->mutex);
  server->port = yao_http_server_get_port (server->server);
  server->ready = TRUE;
  g_cond_signal (&server->changed);
  g_mutex_unlock (&server->mutex);

  g_main_loop_run (server->loop);
  g_assert_cmpuint (yao_http_server_get_n_connections (server->server), ==, 0);
  g_clear_object (&server->server);
  g_clear_object (&server->installation);
  while (g_main_context_iteration (server->context, FALSE))
    ;
  g_main_context_pop_thread_default (server->context);
  return NULL;
}

TestServer *
test_server_start (const char *folder, YaoClock *clock, const YaoHttpLimits *limits)
{
  TestServer *server = g_new0 (TestServer, 1);

  server->folder = g_strdup (folder);
  server->clock = g_object_ref (clock);
  server->limits = limits;
  server->context = g_main_context_new ();
  server->loop = g_main_loop_new (server->context, FALSE);
  g_mutex_init (&server->mutex);
  g_cond_init (&server->changed);
  server->thread = g_thread_new ("server", serve, server);

  g_mutex_lock (&server->mutex);
  while (!server->ready)
    g_cond_wait (&server->changed, &server->mutex);
  g_mutex_unlock (&server->mutex);
  return server;
}

guint16
test_server_get_port (TestServer *server)
{
  return server->port;
}

GTlsDatabase *
test_server_get_trust (TestServer *server)
{
  return server->trust;
}

static gboolean
count_cb (gpointer user_data)
{
  TestServer *server = user_data;

  g_mutex_lock (&server->mutex);
  server->n_connections = yao_http_server_get_n_connections (server->server);
  server->ready = TRUE;
  g_cond_signal (&server->changed);
  g_mutex_unlock (&server->mutex);
  return G_SOURCE_REMOVE;
}

guint
test_server_get_n_connections (TestServer *server)
{
  guint n;

  g_mutex_lock (&server->mutex);
  server->ready = FALSE;
  g_main_context_invoke_full (server->context, G_PRIORITY_LOW, count_cb, server, NULL);
  while (!server->ready)
    g_cond_wait (&server->changed, &server->mutex);
  n = server->n_connections;
  g_mutex_unlock (&server->mutex);
  return n;
}

static gboolean
stop_cb (gpointer user_data)
{
  yao_http_server_stop (((TestServer *) user_data)->server);
  return G_SOURCE_REMOVE;
}

void
test_server_begin_stop (TestServer *server)
{
  if (!server->stopping)
    g_main_context_invoke (server->context, stop_cb, server);
  server->stopping = TRUE;
}

void
test_server_stop (TestServer *server)
{
  test_server_begin_stop (server);
  g_thread_join (server->thread);
  g_main_loop_unref (server->loop);
  g_main_context_unref (server->context);
  g_object_unref (server->clock);
  g_object_unref (server->trust);
  g_mutex_clear (&server->mutex);
  g_cond_clear (&server->changed);
  g_free (server->folder);
  g_free (server);
}
