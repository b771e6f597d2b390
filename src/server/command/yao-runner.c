/* yao-runner.c: a service that runs until it is told to end
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include "yao-runner.h"

#include "yao-authorizations.h"
#include "yao-address.h"
#include "yao-error.h"
#include "yao-file.h"
#include "yao-http-server.h"
#include "yao-limits.h"
#include "yao-router.h"
#include "yao-tls-identity.h"

#include <errno.h>
#include <glib-unix.h>
#include <signal.h>
#include <string.h>
#include <sys/resource.h>
#include <unistd.h>

/* How long requests may still take after the service was told to end. */
#define STOP_SECONDS 10

/* How often is looked whether others still use a service that is to end. */
#define USERS_POLL_MS 100

struct _YaoRunner
{
  GObject parent_instance;

  YaoHttpServer *server;
  YaoInstallation *installation;
  char *listen_address;
  GMainLoop *loop;
  gboolean stopping;
  char *users_path;   /* a file that whoever uses the service keeps locked, or NULL */
  YaoFileLock *users; /* taken at the end, so that nobody comes any more */
};

G_DEFINE_FINAL_TYPE (YaoRunner, yao_runner, G_TYPE_OBJECT)

static void
yao_runner_finalize (GObject *object)
{
  YaoRunner *self = YAO_RUNNER (object);

  g_clear_object (&self->server);
  g_clear_object (&self->installation);
  g_clear_pointer (&self->loop, g_main_loop_unref);
  g_free (self->listen_address);
  g_clear_pointer (&self->users, yao_file_lock_free);
  g_free (self->users_path);

  G_OBJECT_CLASS (yao_runner_parent_class)->finalize (object);
}

static void
yao_runner_class_init (YaoRunnerClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = yao_runner_finalize;
}

static YaoResponse *
answer (YaoRequest *request, gpointer user_data)
{
  YaoRunner *self = user_data;

  return yao_router_handle (self->installation, request);
}

static void
yao_runner_init (YaoRunner *self)
{
  self->server = yao_http_server_new (answer, self);
  self->loop = g_main_loop_new (NULL, FALSE);
}

/**
 * yao_runner_new:
 *
 * Makes a runner.
 *
 * Returns: (transfer full): the runner
 */
YaoRunner *
yao_runner_new (void)
{
  return g_object_new (YAO_TYPE_RUNNER, NULL);
}

/**
 * yao_runner_parse_listen:
 * @text: "127.0.0.1:8443", "[::1]:8443"
 * @address: (out) (transfer full): the address
 * @port: (out): the port
 * @error: return location
 *
 * Reads where to listen.
 *
 * Returns: %TRUE if it is an IP address with a port
 */
gboolean
yao_runner_parse_listen (const char *text, char **address, guint16 *port, GError **error)
{
  g_autoptr (GSocketConnectable) connectable = g_network_address_parse (text, 0, NULL);
  GNetworkAddress *network = connectable != NULL ? G_NETWORK_ADDRESS (connectable) : NULL;
  const char *colon = strrchr (text, ':');
  guint64 number = 0;

  if (network == NULL || !g_hostname_is_ip_address (g_network_address_get_hostname (network))
      || colon == NULL || !g_ascii_string_to_unsigned (colon + 1, 10, 0, 65535, &number, NULL))
    {
      g_set_error (error, YAO_ERROR, YAO_ERROR_INVALID_INPUT,
                   "%s is not an IP address with a port, like 127.0.0.1:8443", text);
      return FALSE;
    }
  *address = g_strdup (g_network_address_get_hostname (network));
  *port = (guint16) number;
  return TRUE;
}

/**
 * yao_runner_dup_address:
 * @address: an IP address
 * @port: a port
 *
 * Writes the address that clients use.
 *
 * Returns: (transfer full): "https://127.0.0.1:8443"
 */
char *
yao_runner_dup_address (const char *address, guint16 port)
{
  gboolean has_colon = strchr (address, ':') != NULL;

  return g_strdup_printf (has_colon ? "https://[%s]:%u" : "https://%s:%u", address, port);
}

/* Each connection takes a file descriptor. */
static void
raise_file_limit (void)
{
  struct rlimit limit;

  if (getrlimit (RLIMIT_NOFILE, &limit) != 0 || limit.rlim_cur == limit.rlim_max)
    return;
  limit.rlim_cur = limit.rlim_max;
  setrlimit (RLIMIT_NOFILE, &limit);
}

/* Never more connections than descriptors, with some left for files. */
static guint
clamp_to_file_limit (guint connections)
{
  struct rlimit limit;

  if (getrlimit (RLIMIT_NOFILE, &limit) != 0 || limit.rlim_cur == RLIM_INFINITY)
    return connections;
  return (guint) CLAMP (limit.rlim_cur - MIN (limit.rlim_cur, 64), 1, connections);
}

/**
 * yao_runner_bind:
 * @self: a runner
 * @address: an IP address
 * @port: a port, 0 for any
 * @error: return location
 *
 * Takes the port.
 *
 * Returns: %TRUE if it is ours
 */
gboolean
yao_runner_bind (YaoRunner *self, const char *address, guint16 port, GError **error)
{
  g_return_val_if_fail (YAO_IS_RUNNER (self), FALSE);

  raise_file_limit ();
  g_free (self->listen_address);
  self->listen_address = g_strdup (address);
  return yao_http_server_bind (self->server, address, port, error);
}

/**
 * yao_runner_get_port:
 * @self: a runner that was bound
 *
 * Gets the port.
 *
 * Returns: the port
 */
guint16
yao_runner_get_port (YaoRunner *self)
{
  return yao_http_server_get_port (self->server);
}

/* What the certificate is for: the host of the address that clients use, and where we listen. */
static char **
list_hosts (YaoRunner *self, const char *address)
{
  g_autoptr (GStrvBuilder) hosts = g_strv_builder_new ();
  g_autoptr (GInetAddress) inet = g_inet_address_new_from_string (self->listen_address);
  g_autofree char *host = yao_address_dup_host (address);

  if (host != NULL)
    g_strv_builder_add (hosts, host);
  if (inet != NULL && !g_inet_address_get_is_any (inet)
      && g_strcmp0 (host, self->listen_address) != 0)
    g_strv_builder_add (hosts, self->listen_address);
  return g_strv_builder_end (hosts);
}

static GTlsCertificate *
load_certificate (YaoRunner *self, GError **error)
{
  g_autofree char *address = yao_installation_dup_address (self->installation, error);
  g_auto (GStrv) hosts = NULL;
  GTlsCertificate *certificate;
  char *pem;

  if (address == NULL)
    return NULL;
  hosts = list_hosts (self, address);
  pem = yao_tls_identity_dup_pem (self->installation, (const char *const *) hosts, error);
  if (pem == NULL)
    return NULL;
  certificate = g_tls_certificate_new_from_pem (pem, -1, error);
  yao_wipe_string (pem);
  return certificate;
}

static void
stopped_cb (YaoHttpServer *server, gpointer user_data)
{
  YaoRunner *self = user_data;

  g_main_loop_quit (self->loop);
}

static gboolean
too_late_cb (gpointer user_data)
{
  YaoRunner *self = user_data;

  g_main_loop_quit (self->loop);
  return G_SOURCE_REMOVE;
}

/* Told once, it finishes what it is about; told twice, it ends. */
static void
stop (YaoRunner *self)
{
  if (self->stopping)
    {
      g_main_loop_quit (self->loop);
      return;
    }
  self->stopping = TRUE;
  g_timeout_add_seconds (STOP_SECONDS, too_late_cb, self);
  yao_http_server_stop (self->server);
}

static gboolean
signal_cb (gpointer user_data)
{
  stop (user_data);
  return G_SOURCE_CONTINUE;
}

/* Whoever started the service is gone, but others may be using it still. Once nobody does, nobody
 * can begin to either: the lock is kept to the end.
 */
static gboolean
unused_cb (gpointer user_data)
{
  YaoRunner *self = user_data;

  if (self->users_path != NULL && g_file_test (self->users_path, G_FILE_TEST_EXISTS))
    {
      self->users = yao_file_lock (self->users_path, 0, NULL);
      if (self->users == NULL)
        return G_SOURCE_CONTINUE;
    }
  stop (self);
  return G_SOURCE_REMOVE;
}

/**
 * yao_runner_start:
 * @self: a runner that was bound
 * @installation: the service
 * @error: return location
 *
 * Begins to answer.
 *
 * Returns: %TRUE if it does
 */
gboolean
yao_runner_start (YaoRunner *self, YaoInstallation *installation, GError **error)
{
  YaoDatabase *database = yao_installation_get_database (installation);
  g_autoptr (GTlsCertificate) certificate = NULL;
  YaoHttpLimits limits = {
    .max_connections
    = clamp_to_file_limit ((guint) yao_limit_get (database, YAO_LIMIT_MAX_CONNECTIONS)),
    .handshake_timeout = (guint) yao_limit_get (database, YAO_LIMIT_HANDSHAKE_SECONDS),
    .request_timeout = (guint) yao_limit_get (database, YAO_LIMIT_REQUEST_SECONDS),
    .idle_timeout = (guint) yao_limit_get (database, YAO_LIMIT_IDLE_SECONDS),
    .stream_timeout = (guint) yao_limit_get (database, YAO_LIMIT_HEARTBEAT_SECONDS) * 3 + 5,
  };

  g_return_val_if_fail (YAO_IS_RUNNER (self), FALSE);

  /* Before anybody is told that the service is there. */
  g_unix_signal_add (SIGTERM, signal_cb, self);
  g_unix_signal_add (SIGINT, signal_cb, self);
  g_set_object (&self->installation, installation);
  certificate = load_certificate (self, error);
  if (certificate == NULL)
    return FALSE;
  yao_http_server_set_limits (self->server, &limits);
  yao_authorization_worker_watch (installation);
  return yao_http_server_start (self->server, certificate, error);
}

static gboolean
stdin_cb (int fd, GIOCondition condition, gpointer user_data)
{
  char buffer[4096];
  gssize n = read (fd, buffer, sizeof buffer);

  if (n > 0 || (n < 0 && (errno == EAGAIN || errno == EINTR)))
    return G_SOURCE_CONTINUE;

  if (unused_cb (user_data) == G_SOURCE_CONTINUE)
    g_timeout_add (USERS_POLL_MS, unused_cb, user_data);
  return G_SOURCE_REMOVE;
}

/**
 * yao_runner_set_users_lock:
 * @self: a runner
 * @path: a lock file
 *
 * Names the file that other programs which use the service keep a shared lock on. When the standard
 * input ends, the service waits for them.
 */
void
yao_runner_set_users_lock (YaoRunner *self, const char *path)
{
  g_return_if_fail (YAO_IS_RUNNER (self));

  g_free (self->users_path);
  self->users_path = g_strdup (path);
}

/**
 * yao_runner_run:
 * @self: a runner that was started
 * @exit_with_stdin: whether to end when the standard input ends, too
 *
 * Runs until SIGTERM or SIGINT; requests that are under way are finished.
 */
void
yao_runner_run (YaoRunner *self, gboolean exit_with_stdin)
{
  g_return_if_fail (YAO_IS_RUNNER (self));

  g_signal_connect_object (self->server, "stopped", G_CALLBACK (stopped_cb), self, 0);
  if (exit_with_stdin)
    g_unix_fd_add (STDIN_FILENO, G_IO_IN | G_IO_HUP | G_IO_ERR, stdin_cb, self);
  g_main_loop_run (self->loop);
}
