/* demo-fixture.c: a client with the real demonstration service
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#undef G_DISABLE_ASSERT

#include "demo-fixture.h"

#include "yao-phone-message.h"
#include "yao-soup-transport.h"

static YaoTransport *
make_transport (const char *address, GPtrArray *pins, gpointer user_data)
{
  DemoFixture *self = user_data;
  g_autoptr (YaoTransport) soup = yao_soup_transport_new (address, pins, 0);

  g_clear_object (&self->fault);
  g_clear_object (&self->recording);
  self->fault = fault_transport_new (soup);
  self->recording = recording_transport_new (YAO_TRANSPORT (self->fault));
  return YAO_TRANSPORT (g_object_ref (self->recording));
}

static gboolean
answer_cb (YaoClient *client, YaoIdentityRequest *request, gpointer user_data)
{
  DemoFixture *self = user_data;
  g_autofree char *answer = NULL;
  g_autoptr (YaoSecret) pin = NULL;

  self->n_asked++;
  g_ptr_array_add (self->requests, g_object_ref (request));
  if (self->answers->len == 0)
    return FALSE;

  answer = g_ptr_array_steal_index (self->answers, 0);
  pin = demo_secret (answer);
  yao_identity_request_submit_pin (request, pin);
  return TRUE;
}

static void
open_client (DemoFixture *self)
{
  g_autoptr (GError) error = NULL;

  self->client = yao_client_new (self->dir, &error);
  g_assert_no_error (error);
  yao_identity_set_keyring (yao_client_get_identity (self->client), self->keyring);
  yao_connections_set_factory (yao_client_get_connections (self->client), make_transport, self);
  yao_client_set_identity_handler (self->client, answer_cb, self, NULL);
}

static char *pristine; /* the data of a service that nobody has used yet */

static void
copy_dir (const char *from, const char *to)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GSubprocess) child
      = g_subprocess_new (G_SUBPROCESS_FLAGS_NONE, &error, "cp", "-a", from, to, NULL);

  g_assert_no_error (error);
  g_subprocess_wait_check (child, NULL, &error);
  g_assert_no_error (error);
}

/* Making all the keys of a service takes long: it is done once. */
static void
make_pristine (void)
{
  g_autofree char *dir = temp_dir_make ();
  g_autofree char *demo = g_build_filename (dir, "demo", NULL);
  g_autoptr (YaoBuiltinService) builtin = yao_builtin_service_new (demo);
  g_autoptr (GError) error = NULL;

  yao_builtin_service_start (builtin, NULL, &error);
  g_assert_no_error (error);
  yao_builtin_service_stop (builtin);
  pristine = g_steal_pointer (&dir);
}

void
demo_fixture_clean_up (void)
{
  g_clear_pointer (&pristine, temp_dir_remove);
}

void
demo_fixture_set_up (DemoFixture *self, gconstpointer data)
{
  g_autofree char *demo = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (YaoService) service = NULL;

  if (pristine == NULL)
    make_pristine ();
  self->dir = temp_dir_make ();
  demo = g_build_filename (pristine, "demo", NULL);
  copy_dir (demo, self->dir);
  self->keyring = yao_keyring_memory_new ();
  self->answers = g_ptr_array_new_with_free_func (g_free);
  self->requests = g_ptr_array_new_with_free_func (g_object_unref);
  open_client (self);
  service = yao_client_add_builtin (self->client, NULL, &error);
  g_assert_no_error (error);
  g_assert_nonnull (service);
}

static void
close_client (DemoFixture *self)
{
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_finalize_object (self->client);
  g_clear_object (&self->fault);
  g_clear_object (&self->recording);
}

void
demo_fixture_tear_down (DemoFixture *self, gconstpointer data)
{
  close_client (self);
  g_object_unref (self->keyring);
  g_ptr_array_unref (self->answers);
  g_ptr_array_unref (self->requests);
  temp_dir_remove (self->dir);
}

void
demo_fixture_restart (DemoFixture *self)
{
  close_client (self);
  open_client (self);
}

YaoSecret *
demo_secret (const char *text)
{
  return yao_secret_new_from (text, strlen (text));
}

YaoCertificate *
demo_fixture_download (DemoFixture *self, const char *uid)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GListModel) list = yao_client_download (
      self->client, yao_client_get_default_service (self->client), uid, NULL, &error);
  g_autoptr (YaoCertificate) certificate = NULL;

  g_assert_no_error (error);
  certificate = g_list_model_get_item (list, 0);
  g_assert_nonnull (certificate);
  return certificate;
}

void
demo_fixture_be_absent (DemoFixture *self)
{
  g_ptr_array_set_size (self->answers, 0);
  g_ptr_array_set_size (self->requests, 0);
  self->n_asked = 0;
}

void
demo_fixture_answer (DemoFixture *self, const char *first, ...)
{
  va_list rest;

  demo_fixture_be_absent (self);
  va_start (rest, first);
  for (const char *pin = first; pin != NULL; pin = va_arg (rest, const char *))
    g_ptr_array_add (self->answers, g_strdup (pin));
  va_end (rest);
}

char *
demo_fixture_dup_code (DemoFixture *self, const char *uid)
{
  g_autoptr (GListModel) list
      = yao_builtin_service_list_messages (yao_client_get_builtin (self->client));

  for (guint i = 0; i < g_list_model_get_n_items (list); i++)
    {
      g_autoptr (YaoPhoneMessage) message = g_list_model_get_item (list, i);

      if (g_str_equal (yao_phone_message_get_uid (message), uid))
        return g_strdup (yao_phone_message_get_code (message));
    }

  g_assert_not_reached ();
}

char *
demo_fixture_admin (DemoFixture *self, const char *first, ...)
{
  g_autoptr (GPtrArray) words = g_ptr_array_new ();
  g_autoptr (GSubprocess) child = NULL;
  g_autoptr (GError) error = NULL;
  char *output = NULL;
  va_list rest;

  g_ptr_array_add (words, (gpointer) g_getenv ("YUNYAOD"));
  g_ptr_array_add (words, (gpointer) "admin");
  g_ptr_array_add (words, (gpointer) "--data");
  g_ptr_array_add (
      words, (gpointer) yao_builtin_service_get_data_dir (yao_client_get_builtin (self->client)));
  va_start (rest, first);
  for (const char *word = first; word != NULL; word = va_arg (rest, const char *))
    g_ptr_array_add (words, (gpointer) word);
  va_end (rest);
  g_ptr_array_add (words, NULL);

  child = g_subprocess_newv ((const char *const *) words->pdata, G_SUBPROCESS_FLAGS_STDOUT_PIPE,
                             &error);
  g_assert_no_error (error);
  g_subprocess_communicate_utf8 (child, NULL, NULL, &output, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (g_subprocess_get_successful (child));
  return output;
}
