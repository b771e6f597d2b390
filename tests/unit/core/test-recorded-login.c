/* test-recorded-login.c: what a login leaves on the wire, and what it does not
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#undef G_DISABLE_ASSERT

#include "demo-fixture.h"
#include "yao-digest.h"
#include "yao-encoding.h"

#include <dlfcn.h>
#include <string.h>

#define WINDOW 16 /* a string of this many bytes does not come twice by chance */
#define CORE 12   /* but beside a constant some bytes do: so much of a window is one then */

/* What Argon2id gave in this process. */
static GPtrArray *stretched;

typedef int (*Pwhash) (unsigned char *out,
                       unsigned long long out_size,
                       const char *password,
                       unsigned long long size,
                       const unsigned char *salt,
                       unsigned long long passes,
                       size_t memory,
                       int algorithm);

int crypto_pwhash (unsigned char *out,
                   unsigned long long out_size,
                   const char *password,
                   unsigned long long size,
                   const unsigned char *salt,
                   unsigned long long passes,
                   size_t memory,
                   int algorithm);

/* In place of libsodium's, which does the work. */
int
crypto_pwhash (unsigned char *out,
               unsigned long long out_size,
               const char *password,
               unsigned long long size,
               const unsigned char *salt,
               unsigned long long passes,
               size_t memory,
               int algorithm)
{
  Pwhash real = (Pwhash) dlsym (RTLD_NEXT, "crypto_pwhash");
  int result = real (out, out_size, password, size, salt, passes, memory, algorithm);

  g_ptr_array_add (stretched, g_bytes_new (out, out_size));
  return result;
}

static void
assert_not_in (GBytes *all, gconstpointer data, gsize size)
{
  gsize all_size;
  const char *bytes = g_bytes_get_data (all, &all_size);

  g_assert_null (memmem (bytes, all_size, data, size));
}

static void
assert_not_recorded (GBytes *all, gconstpointer data, gsize size)
{
  g_autofree char *hex = yao_hex_encode (data, size);
  g_autofree char *upper = g_ascii_strup (hex, -1);
  g_autofree char *base64url = yao_base64url_encode (data, size);
  g_autofree char *base64 = g_base64_encode (data, size);

  assert_not_in (all, data, size);
  assert_not_in (all, hex, strlen (hex));
  assert_not_in (all, upper, strlen (upper));
  assert_not_in (all, base64url, strlen (base64url));
  assert_not_in (all, base64, strlen (base64));
}

/* Every word of the wire that may be an id or a salt, as it stands and decoded. */
static GPtrArray *
list_words (GBytes *all)
{
  GPtrArray *words = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autofree char *text
      = g_strndup (g_bytes_get_data (all, NULL), g_bytes_get_size (all)); /* no NUL in it */
  g_auto (GStrv) parts = g_strsplit_set (text, " \t\r\n\"'{}[](),;:=&?/<>.", -1);

  g_assert_cmpuint (strlen (text), ==, g_bytes_get_size (all));
  for (guint i = 0; parts[i] != NULL; i++)
    {
      g_autoptr (GBytes) decoded = NULL;

      if (strlen (parts[i]) < 4 || !g_hash_table_add (seen, g_strdup (parts[i])))
        continue;
      g_ptr_array_add (words, g_bytes_new (parts[i], strlen (parts[i])));
      decoded = yao_base64url_decode (parts[i], 65536, NULL);
      if (decoded != NULL && g_bytes_get_size (decoded) > 0)
        g_ptr_array_add (words, g_steal_pointer (&decoded));
    }
  return words;
}

static void
assert_digests_not_recorded (GBytes *all, GBytes *salt, const char *pin)
{
  const YaoDigestKind kinds[]
      = { YAO_DIGEST_SHA256, YAO_DIGEST_SHA384, YAO_DIGEST_SHA512, YAO_DIGEST_SM3 };
  g_autoptr (GByteArray) before = g_byte_array_new ();
  g_autoptr (GByteArray) after = g_byte_array_new ();

  g_byte_array_append (before, g_bytes_get_data (salt, NULL), (guint) g_bytes_get_size (salt));
  g_byte_array_append (before, (const guint8 *) pin, (guint) strlen (pin));
  g_byte_array_append (after, (const guint8 *) pin, (guint) strlen (pin));
  g_byte_array_append (after, g_bytes_get_data (salt, NULL), (guint) g_bytes_get_size (salt));
  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      g_autoptr (GBytes) first = yao_digest (kinds[i], before->data, before->len);
      g_autoptr (GBytes) second = yao_digest (kinds[i], after->data, after->len);

      assert_not_recorded (all, g_bytes_get_data (first, NULL), g_bytes_get_size (first));
      assert_not_recorded (all, g_bytes_get_data (second, NULL), g_bytes_get_size (second));
    }
}

static GBytes *
record_login (DemoFixture *fixture, const char *uid, const char *pin, char **device)
{
  YaoCertificate *certificate = demo_fixture_download (fixture, uid);
  g_autoptr (YaoPinStatus) status = NULL;
  g_autoptr (GError) error = NULL;

  recording_transport_clear (fixture->recording);
  demo_fixture_answer (fixture, pin, NULL);
  status = yao_client_login (fixture->client, certificate, NULL, &error);
  g_assert_no_error (error);
  if (device != NULL)
    *device = g_strdup (yao_pin_status_get_device_id (status));
  return recording_transport_dup_all (fixture->recording);
}

/* Neither the PIN, nor a digest of it, alone or with anything that goes over the wire, nor what
 * Argon2id made of it. */
static void
test_no_pin (DemoFixture *fixture, gconstpointer data)
{
  g_autoptr (GBytes) nothing = g_bytes_new ("", 0);
  g_autoptr (GBytes) all = NULL;
  g_autoptr (GPtrArray) salts = NULL;

  g_ptr_array_set_size (stretched, 0);
  all = record_login (fixture, "10001", DEMO_PIN, NULL);
  g_assert_cmpuint (g_bytes_get_size (all), >, 1000);
  assert_not_recorded (all, DEMO_PIN, strlen (DEMO_PIN));
  assert_digests_not_recorded (all, nothing, DEMO_PIN);

  salts = list_words (all);
  g_assert_cmpuint (salts->len, >, 50);
  for (guint i = 0; i < salts->len; i++)
    assert_digests_not_recorded (all, salts->pdata[i], DEMO_PIN);

  g_assert_cmpuint (stretched->len, >, 0);
  for (guint i = 0; i < stretched->len; i++)
    assert_not_recorded (all, g_bytes_get_data (stretched->pdata[i], NULL),
                         g_bytes_get_size (stretched->pdata[i]));
}

static void
add_windows (GHashTable *windows, GBytes *bytes, gsize length)
{
  gsize size;
  const guint8 *data = g_bytes_get_data (bytes, &size);

  for (gsize i = 0; i + length <= size; i++)
    g_hash_table_add (windows, g_bytes_new (data + i, length));
}

static void
add_words (GHashTable *windows, GBytes *text, gsize length)
{
  g_autoptr (GPtrArray) words = list_words (text);

  for (guint i = 0; i < words->len; i++)
    add_windows (windows, words->pdata[i], length);
}

/* Every byte string of that length in a recording, as it stands and decoded. */
static GHashTable *
list_windows (GBytes *all, gsize length)
{
  GHashTable *windows
      = g_hash_table_new_full (g_bytes_hash, g_bytes_equal, (GDestroyNotify) g_bytes_unref, NULL);

  add_words (windows, all, length);
  return windows;
}

static gboolean
is_constant (GHashTable *constants, GBytes *window)
{
  for (gsize i = 0; i + CORE <= WINDOW; i++)
    {
      g_autoptr (GBytes) core = g_bytes_new_from_bytes (window, i, CORE);

      if (g_hash_table_contains (constants, core))
        return TRUE;
    }
  return FALSE;
}

/* Two logins with one PIN have in common only what the login of another person with another PIN has
 * as well (names, paths, the device's public key, the service), or what names the person. */
static void
test_two_logins (DemoFixture *fixture, gconstpointer data)
{
  g_autofree char *code = demo_fixture_dup_code (fixture, "10010");
  g_autofree char *device = NULL;
  g_autoptr (GBytes) first = record_login (fixture, "10001", DEMO_PIN, &device);
  g_autoptr (GBytes) other = record_login (fixture, "10010", code, NULL);
  g_autoptr (GBytes) second = record_login (fixture, "10001", DEMO_PIN, NULL);
  g_autoptr (GBytes) id = g_bytes_new (device, strlen (device));
  g_autoptr (GHashTable) constants = list_windows (other, CORE);
  g_autoptr (GHashTable) one = list_windows (first, WINDOW);
  g_autoptr (GHashTable) two = list_windows (second, WINDOW);
  GHashTableIter iter;
  gpointer window;
  guint common = 0;

  add_words (constants, id, CORE);
  g_hash_table_iter_init (&iter, one);
  while (g_hash_table_iter_next (&iter, &window, NULL))
    {
      if (!g_hash_table_contains (two, window))
        continue;
      common++;
      if (!is_constant (constants, window))
        g_error ("two logins share %.16s", (const char *) g_bytes_get_data (window, NULL));
    }
  g_test_message ("%u strings of 16 bytes in common, all of them constants", common);
  g_assert_cmpuint (common, >, 0);
  g_assert_cmpuint (common, <, g_hash_table_size (one) / 2);
}

#define TEST(name, function)                                                                       \
  g_test_add ("/core/recorded-login/" name, DemoFixture, NULL, demo_fixture_set_up, function,      \
              demo_fixture_tear_down)

int
main (int argc, char *argv[])
{
  int status;

  g_test_init (&argc, &argv, NULL);
  stretched = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);

  TEST ("no-pin", test_no_pin);
  TEST ("two-logins", test_two_logins);

  status = g_test_run ();
  demo_fixture_clean_up ();
  g_ptr_array_unref (stretched);
  return status;
}
