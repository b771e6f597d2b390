/* fuzz-opaque.c: any bytes as each message of OPAQUE
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#undef G_DISABLE_ASSERT

#include "fuzz.h"

#include "yao-opaque-private.h"

/* Without the tenth of a second that each PIN costs */
static const YaoOpaqueSuite quick = { NULL, NULL, FALSE };

/* Both sides in the middle of it, waiting for a message */
typedef struct
{
  YaoOpaqueServer *server;
  YaoOpaqueRegistration *registration;
  YaoOpaqueLogin *login;
  GBytes *ke1;
  GBytes *id;
  GBytes *record;
} Sides;

static const Sides *
get_sides (void)
{
  static Sides sides;

  if (sides.server == NULL)
    {
      g_autoptr (YaoSecret) pin = yao_secret_new_from ("483920", 6);
      g_autoptr (YaoSecret) secrets = yao_opaque_server_generate_secrets ();
      g_autoptr (GBytes) account = g_bytes_new_static ("10001|10001", 11);

      sides.server = yao_opaque_server_new (secrets, NULL);
      sides.registration = yao_opaque_registration_new_with_suite (pin, &quick);
      sides.login = yao_opaque_login_new_with_suite (pin, &quick);
      sides.ke1 = yao_opaque_login_dup_ke1 (sides.login);
      yao_opaque_server_fake (sides.server, account, &sides.id, &sides.record);
    }

  return &sides;
}

/* What the server reads */
static void
try_server (const Sides *sides, GBytes *message)
{
  g_autoptr (YaoSecret) expected = NULL;
  g_autoptr (YaoSecret) other = NULL;
  g_autoptr (GBytes) other_ke2 = NULL;
  g_autoptr (GBytes) response
      = yao_opaque_server_register (sides->server, message, sides->id, NULL);
  g_autoptr (GBytes) ke2 = yao_opaque_server_respond (sides->server, sides->record, sides->id,
                                                      message, NULL, &expected, NULL);

  if (expected != NULL)
    g_assert_false (yao_opaque_server_finish (expected, message, NULL, NULL));
  if (yao_opaque_server_check_record (message, NULL))
    other_ke2 = yao_opaque_server_respond (sides->server, message, sides->id, sides->ke1, NULL,
                                           &other, NULL);
}

/* What the client reads; nobody who does not know the PIN is believed */
static void
try_client (const Sides *sides, GBytes *message)
{
  g_autoptr (GBytes) record
      = yao_opaque_registration_finish (sides->registration, message, NULL, NULL, NULL);

  g_assert_null (yao_opaque_login_finish (sides->login, message, NULL, NULL, NULL, NULL));
}

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  g_autoptr (GBytes) message = g_bytes_new (data, size);

  try_server (get_sides (), message);
  try_client (get_sides (), message);

  return 0;
}
