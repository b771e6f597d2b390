/* client-fixture.c: a client with a profile of its own and a service in memory
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#undef G_DISABLE_ASSERT

#include "client-fixture.h"

#define DEADLINE_SECONDS 10

static YaoTransport *
make_transport (const char *address, GPtrArray *pins, gpointer user_data)
{
  ClientFixture *self = user_data;
  g_autoptr (YaoTransport) inner = fake_service_make_transport (self->fake, pins);

  g_clear_object (&self->fault);
  self->fault = fault_transport_new (inner);
  return YAO_TRANSPORT (g_object_ref (self->fault));
}

void
client_fixture_set_up (ClientFixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  self->dir = temp_dir_make ();
  self->fake = fake_service_new ();
  self->client = yao_client_new (self->dir, &error);
  g_assert_no_error (error);
  yao_connections_set_factory (yao_client_get_connections (self->client), make_transport, self);
}

void
client_fixture_tear_down (ClientFixture *self, gconstpointer data)
{
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_finalize_object (self->client);
  g_clear_object (&self->fault);
  fake_service_free (self->fake);
  temp_dir_remove (self->dir);
}

YaoService *
client_fixture_add (ClientFixture *self)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (YaoEnrolmentCode) code = fake_service_make_code (self->fake, FAKE_CODE_GOOD);
  g_autoptr (YaoService) service
      = yao_client_add_service (self->client, code, YAO_ADD_DEFAULT, NULL, &error);

  g_assert_no_error (error);
  g_assert_nonnull (service);
  return service;
}

YaoCertificate *
client_fixture_download (ClientFixture *self, const char *uid)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GListModel) list = yao_client_download (
      self->client, yao_client_get_default_service (self->client), uid, NULL, &error);
  g_autoptr (YaoCertificate) certificate = NULL;

  g_assert_no_error (error);
  g_assert_nonnull (list);
  certificate = g_list_model_get_item (list, 0);
  g_assert_nonnull (certificate);
  return certificate;
}

YaoClient *
client_fixture_open_again (ClientFixture *self)
{
  g_autoptr (GError) error = NULL;
  YaoClient *client = yao_client_new (self->dir, &error);

  g_assert_no_error (error);
  yao_connections_set_factory (yao_client_get_connections (client), make_transport, self);
  return client;
}

guint
client_count_services (YaoClient *client)
{
  g_autoptr (GListModel) list = yao_client_list_services (client);

  return g_list_model_get_n_items (list);
}

guint
client_count_certificates (YaoClient *client)
{
  g_autoptr (GListModel) list = yao_client_list_certificates (client);

  return g_list_model_get_n_items (list);
}

static gboolean
too_late_cb (gpointer user_data)
{
  g_error ("waited for %d seconds in vain", DEADLINE_SECONDS);
  return G_SOURCE_REMOVE;
}

void
wait_until (const gboolean *flag)
{
  guint deadline = g_timeout_add_seconds (DEADLINE_SECONDS, too_late_cb, NULL);

  while (!*flag)
    g_main_context_iteration (NULL, TRUE);
  g_source_remove (deadline);
}
