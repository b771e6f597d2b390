/* test-message.c: messages that are described by a table, and those of identity
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#undef G_DISABLE_ASSERT

#include "yao-dpop-message.h"
#include "yao-error.h"
#include "yao-identity-message.h"

#include <string.h>

#define BYTES_32 "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
#define REPLY                                                                                      \
  "{\"access_token\":\"a\",\"token_type\":\"DPoP\",\"expires_in\":600,\"refresh_token\":\"r\","    \
  "\"recent_until\":\"2026-03-01T08:00:00Z\",\"account\":{\"holder\":\"1\",\"uid\":\"2\","         \
  "\"name\":\"张伟\",\"pin_origin\":\"chosen\"},\"device\":{\"id\":\"d\",\"state\":\"active\"}}"

static GString *wiped; /* what was wiped, one thing after the other */

void explicit_bzero (void *data, size_t size);

/* In place of the C library's. */
void
explicit_bzero (void *data, size_t size)
{
  volatile char *bytes = data;

  for (size_t i = 0; i < size; i++)
    {
      if (wiped != NULL)
        g_string_append_c (wiped, bytes[i]);
      bytes[i] = 0;
    }
}

static guint
count_wiped (const char *text)
{
  guint count = 0;

  for (gsize i = 0; i + strlen (text) <= wiped->len; i++)
    count += memcmp (wiped->str + i, text, strlen (text)) == 0;
  return count;
}

static GBytes *
make_bytes (const char *text)
{
  return g_bytes_new (text, strlen (text));
}

static void
test_round_trip (void)
{
  g_autoptr (GBytes) body = make_bytes (REPLY);
  g_autoptr (GError) error = NULL;
  g_autoptr (YaoTokenReply) reply = yao_token_reply_decode (body, YAO_MESSAGE_CLIENT, &error);
  g_autoptr (GBytes) again = NULL;

  g_assert_no_error (error);
  g_assert_cmpstr (reply->account->name, ==, "张伟");
  g_assert_cmpint (reply->account->pin_expires, ==, 0);
  g_assert_cmpint (reply->recent_until, ==, 1772352000);
  again = yao_token_reply_encode (reply);
  g_assert_true (g_bytes_equal (body, again));
}

/* A token is wiped where it was read, where it was kept and where it was written. */
static void
test_wiped (void)
{
  static const char token[] = "a-token-that-nobody-else-has";
  g_autoptr (YaoTokenRequest) message = yao_token_request_new ();
  g_autoptr (YaoTokenRequest) back = NULL;
  g_autoptr (GError) error = NULL;
  GBytes *body;

  message->grant_type = g_strdup ("refresh_token");
  message->refresh_token = g_strdup (token);
  body = yao_token_request_encode (message);
  wiped = g_string_new (NULL);
  back = yao_token_request_decode (body, YAO_MESSAGE_SERVICE, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (back->refresh_token, ==, token);
  g_assert_cmpuint (count_wiped (token), ==, 1);
  g_bytes_unref (body);
  g_assert_cmpuint (count_wiped (token), ==, 2);
  g_clear_pointer (&back, yao_token_request_free);
  g_assert_cmpuint (count_wiped (token), ==, 3);
  g_string_free (g_steal_pointer (&wiped), TRUE);
}

static void
test_arrays (void)
{
  g_autoptr (YaoEventList) list = yao_event_list_new ();
  g_autoptr (YaoEventList) back = NULL;
  g_autoptr (GBytes) body = NULL;
  g_autoptr (GError) error = NULL;

  for (int i = 1; i <= 3; i++)
    {
      YaoEventMessage *event = yao_event_message_new ();

      event->id = i;
      event->time = 1772352000 + i;
      event->kind = g_strdup ("pin-changed");
      g_ptr_array_add (list->items, event);
    }
  body = yao_event_list_encode (list);
  back = yao_event_list_decode (body, YAO_MESSAGE_CLIENT, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (back->items->len, ==, 3);
  g_assert_cmpint (((YaoEventMessage *) back->items->pdata[2])->id, ==, 3);
  g_assert_null (back->next);
}

/* Whoever reads decides about members that are not known, and about the code of the error. */
static void
test_readers (void)
{
  g_autoptr (GBytes) body = make_bytes ("{\"seconds\":60,\"colour\":\"red\"}");
  g_autoptr (GError) error = NULL;
  g_autoptr (YaoGrantRequest) client = yao_grant_request_decode (body, YAO_MESSAGE_CLIENT, NULL);
  g_autoptr (GBytes) bad = make_bytes ("[]");
  g_autoptr (GError) bad_reply = NULL;

  g_assert_nonnull (client);
  g_assert_null (yao_grant_request_decode (body, YAO_MESSAGE_SERVICE, &error));
  g_assert_error (error, YAO_ERROR, YAO_ERROR_INVALID_INPUT);
  g_assert_null (yao_grant_request_decode (bad, YAO_MESSAGE_CLIENT, &bad_reply));
  g_assert_error (bad_reply, YAO_ERROR, YAO_ERROR_BAD_REPLY);
}

static void
test_limits (void)
{
  static const struct
  {
    const char *text;
    gboolean good;
  } map[] = {
    { "{\"seconds\":60}", TRUE },
    { "{\"seconds\":28800}", TRUE },
    { "{\"seconds\":59}", FALSE },
    { "{\"seconds\":28801}", FALSE },
    { "{\"seconds\":\"60\"}", FALSE },
    { "{\"seconds\":60.5}", FALSE },
    { "{\"seconds\":null}", FALSE },
    { "{}", FALSE },
    { "", FALSE },
  };
  static const struct
  {
    const char *text;
    gboolean good;
  } sizes[] = {
    { "{\"request\":\"" BYTES_32 "\"}", TRUE },
    { "{\"request\":\"AAAA\"}", FALSE },
    { "{\"request\":\"" BYTES_32 "AAAA\"}", FALSE },
    { "{\"request\":\"\"}", FALSE },
    { "{\"request\":7}", FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (map); i++)
    {
      g_autoptr (GBytes) body = make_bytes (map[i].text);
      g_autoptr (YaoGrantRequest) message
          = yao_grant_request_decode (body, YAO_MESSAGE_SERVICE, NULL);

      g_test_message ("checking %s", map[i].text);
      g_assert_cmpint (message != NULL, ==, map[i].good);
    }
  for (guint i = 0; i < G_N_ELEMENTS (sizes); i++)
    {
      g_autoptr (GBytes) body = make_bytes (sizes[i].text);
      g_autoptr (YaoRegistrationStart) message
          = yao_registration_start_decode (body, YAO_MESSAGE_SERVICE, NULL);

      g_test_message ("checking %s", sizes[i].text);
      g_assert_cmpint (message != NULL, ==, sizes[i].good);
    }
}

static void
test_truncated (void)
{
  gsize size = strlen (REPLY);

  for (gsize i = 0; i < size; i++)
    {
      g_autoptr (GBytes) body = g_bytes_new (REPLY, i);
      g_autoptr (GError) error = NULL;

      g_assert_null (yao_token_reply_decode (body, YAO_MESSAGE_CLIENT, &error));
      g_assert_error (error, YAO_ERROR, YAO_ERROR_BAD_REPLY);
    }
}

/* A key that brings its private half is refused by the service, as RFC 9449 section 4.3 asks. */
static void
test_private_jwk (void)
{
  g_autoptr (GBytes) good
      = make_bytes ("{\"typ\":\"dpop+jwt\",\"alg\":\"ES256\",\"jwk\":{\"kty\":"
                    "\"EC\",\"crv\":\"P-256\",\"x\":\"" BYTES_32 "\",\"y\":\"" BYTES_32 "\"}}");
  g_autoptr (GBytes) bad = make_bytes ("{\"typ\":\"dpop+jwt\",\"alg\":\"ES256\",\"jwk\":{\"kty\":"
                                       "\"EC\",\"crv\":\"P-256\",\"x\":\"" BYTES_32
                                       "\",\"y\":\"" BYTES_32 "\",\"d\":\"" BYTES_32 "\"}}");
  g_autoptr (YaoDpopHeader) header = yao_dpop_header_decode (good, YAO_MESSAGE_SERVICE, NULL);

  g_assert_nonnull (header);
  g_assert_null (yao_dpop_header_decode (bad, YAO_MESSAGE_SERVICE, NULL));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/protocol/message/round-trip", test_round_trip);
  g_test_add_func ("/protocol/message/wiped", test_wiped);
  g_test_add_func ("/protocol/message/arrays", test_arrays);
  g_test_add_func ("/protocol/message/readers", test_readers);
  g_test_add_func ("/protocol/message/limits", test_limits);
  g_test_add_func ("/protocol/message/truncated", test_truncated);
  g_test_add_func ("/protocol/message/private-jwk", test_private_jwk);
  return g_test_run ();
}
