/* test-model.c: services, certificates and their lines, as pages bind to them
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#undef G_DISABLE_ASSERT

#include "client-fixture.h"
#include "yao-certificate-field.h"
#include "yao-certificate-private.h"
#include "yao-error.h"
#include "yao-service-private.h"

#include <string.h>

#define SM2 YAO_CERTIFICATE_ALGORITHM_SM2
#define DAY (24 * 60 * 60)

static YaoCertificate *
download_one (ClientFixture *fixture)
{
  client_fixture_add (fixture);
  fake_service_add_certificate (fixture->fake, "10.001", "张伟", SM2, -1, 365);
  return client_fixture_download (fixture, "10.001");
}

/* Every readable property says what the getter of its name says. */
static void
test_properties (ClientFixture *fixture, gconstpointer data)
{
  YaoCertificate *certificate = download_one (fixture);
  g_autofree char *uid = NULL;
  g_autofree char *name = NULL;
  g_autofree char *serial = NULL;
  g_autofree char *service_name = NULL;
  g_autoptr (YaoService) service = NULL;
  YaoCertificateAlgorithm algorithm;
  YaoKeyKind kind;
  YaoServiceTrust trust;
  gint64 not_after;
  gboolean current;
  gboolean builtin;

  g_object_get (certificate, "holder-uid", &uid, "holder-name", &name, "serial", &serial,
                "algorithm", &algorithm, "key-kind", &kind, "not-after", &not_after, "current",
                &current, "service", &service, NULL);
  g_assert_cmpstr (uid, ==, yao_certificate_get_holder_uid (certificate));
  g_assert_cmpstr (name, ==, "张伟");
  g_assert_cmpstr (serial, ==, yao_certificate_get_serial (certificate));
  g_assert_cmpint (algorithm, ==, SM2);
  g_assert_cmpint (kind, ==, YAO_KEY_KIND_CLOUD);
  g_assert_cmpint (not_after, ==, yao_certificate_get_not_after (certificate));
  g_assert_true (current);
  g_assert_true (service == yao_certificate_get_service (certificate));

  g_object_get (service, "name", &service_name, "trust", &trust, "is-builtin", &builtin, NULL);
  g_assert_cmpstr (service_name, ==, FAKE_NAME);
  g_assert_cmpint (trust, ==, YAO_SERVICE_TRUST_UNVERIFIED);
  g_assert_false (builtin);
}

static void
test_every_property_reads (ClientFixture *fixture, gconstpointer data)
{
  YaoCertificate *certificate = download_one (fixture);
  GObject *const objects[]
      = { G_OBJECT (certificate), G_OBJECT (yao_certificate_get_service (certificate)) };

  for (gsize i = 0; i < G_N_ELEMENTS (objects); i++)
    {
      guint count;
      g_autofree GParamSpec **specs
          = g_object_class_list_properties (G_OBJECT_GET_CLASS (objects[i]), &count);

      g_assert_cmpuint (count, >=, 8);
      for (guint k = 0; k < count; k++)
        {
          g_auto (GValue) value = G_VALUE_INIT;

          g_value_init (&value, specs[k]->value_type);
          g_object_get_property (objects[i], specs[k]->name, &value);
        }
    }
}

static void
test_states (ClientFixture *fixture, gconstpointer data)
{
  YaoCertificate *certificate = download_one (fixture);
  gint64 start = yao_certificate_get_not_before (certificate);
  gint64 end = yao_certificate_get_not_after (certificate);

  g_assert_cmpint (yao_certificate_get_state (certificate, start - 1), ==,
                   YAO_CERTIFICATE_STATE_NOT_YET_VALID);
  g_assert_cmpint (yao_certificate_get_state (certificate, start), ==,
                   YAO_CERTIFICATE_STATE_ACTIVE);
  g_assert_cmpint (yao_certificate_get_state (certificate, end), ==, YAO_CERTIFICATE_STATE_ACTIVE);
  g_assert_cmpint (yao_certificate_get_state (certificate, end + 1), ==,
                   YAO_CERTIFICATE_STATE_EXPIRED);

  g_assert_cmpint (yao_certificate_get_days_left (certificate, end - 30 * DAY), ==, 30);
  g_assert_cmpint (yao_certificate_get_days_left (certificate, end - DAY + 1), ==, 0);
  g_assert_cmpint (yao_certificate_get_days_left (certificate, end), ==, 0);
  g_assert_cmpint (yao_certificate_get_days_left (certificate, end + 1), ==, -1);
  g_assert_cmpint (yao_certificate_get_days_left (certificate, end + DAY), ==, -1);
  g_assert_cmpint (yao_certificate_get_days_left (certificate, end + DAY + 1), ==, -2);
}

static YaoCertificateField *
find_field (GListModel *list, YaoFieldSection section, const char *name)
{
  for (guint i = 0; i < g_list_model_get_n_items (list); i++)
    {
      g_autoptr (YaoCertificateField) field = g_list_model_get_item (list, i);

      if (yao_certificate_field_get_section (field) == section
          && g_str_equal (yao_certificate_field_get_name (field), name))
        return field;
    }

  g_error ("no field %s", name);
}

static void
test_fields (ClientFixture *fixture, gconstpointer data)
{
  YaoCertificate *certificate = download_one (fixture);
  g_autoptr (GListModel) list = yao_certificate_list_fields (certificate);
  YaoFieldSection last = YAO_FIELD_SECTION_SUBJECT;
  YaoCertificateField *field;

  for (guint i = 0; i < g_list_model_get_n_items (list); i++)
    {
      g_autoptr (YaoCertificateField) line = g_list_model_get_item (list, i);

      g_assert_cmpint (yao_certificate_field_get_section (line), >=, last);
      g_assert_cmpstr (yao_certificate_field_get_value (line), !=, "");
      last = yao_certificate_field_get_section (line);
    }
  g_assert_cmpint (last, ==, YAO_FIELD_SECTION_CHAIN);

  field = find_field (list, YAO_FIELD_SECTION_SUBJECT, "Employee number");
  g_assert_cmpstr (yao_certificate_field_get_value (field), ==, "10.001");
  field = find_field (list, YAO_FIELD_SECTION_ISSUER, "Common name");
  g_assert_cmpstr (yao_certificate_field_get_value (field), ==, "Issuing CA");
  field = find_field (list, YAO_FIELD_SECTION_VALIDITY, "Valid until");
  g_assert_true (yao_certificate_field_is_time (field));
  g_assert_cmpint (yao_certificate_field_get_time (field), ==,
                   yao_certificate_get_not_after (certificate));
  field = find_field (list, YAO_FIELD_SECTION_EXTENSIONS, "Key usage");
  g_assert_true (yao_certificate_field_is_critical (field));
  field = find_field (list, YAO_FIELD_SECTION_FINGERPRINTS, "SM3 fingerprint");
  g_assert_true (yao_certificate_field_is_monospace (field));
  g_assert_cmpuint (strlen (yao_certificate_field_get_value (field)), ==, 32 * 3 - 1);
  find_field (list, YAO_FIELD_SECTION_FINGERPRINTS, "SHA-256 fingerprint");
  find_field (list, YAO_FIELD_SECTION_CHAIN, "Issuing certificate");
  find_field (list, YAO_FIELD_SECTION_CHAIN, "Root certificate");
}

static guint
count_text (GBytes *bytes, const char *text)
{
  g_autofree char *copy = g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
  guint count = 0;

  for (const char *at = strstr (copy, text); at != NULL; at = strstr (at + 1, text))
    count++;
  return count;
}

static void
test_export (ClientFixture *fixture, gconstpointer data)
{
  YaoCertificate *certificate = download_one (fixture);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) pem = yao_certificate_export (certificate, YAO_EXPORT_PEM, FALSE, &error);
  g_autoptr (GBytes) chain = yao_certificate_export (certificate, YAO_EXPORT_PEM, TRUE, &error);
  g_autoptr (GBytes) der = yao_certificate_export (certificate, YAO_EXPORT_DER, FALSE, &error);
  g_autofree char *pem_name = yao_certificate_dup_file_name (certificate, YAO_EXPORT_PEM);
  g_autofree char *der_name = yao_certificate_dup_file_name (certificate, YAO_EXPORT_DER);

  g_assert_no_error (error);
  g_assert_cmpuint (count_text (pem, "BEGIN CERTIFICATE"), ==, 1);
  g_assert_cmpuint (count_text (chain, "BEGIN CERTIFICATE"), ==, 3);
  g_assert_cmpuint (count_text (chain, "PRIVATE"), ==, 0);
  g_assert_true (g_bytes_equal (der, yao_certificate_get_der (certificate)));
  g_assert_true (g_str_has_prefix (pem_name, "10_001-sm2-"));
  g_assert_true (g_str_has_suffix (pem_name, ".pem"));
  g_assert_true (g_str_has_suffix (der_name, ".der"));

  g_assert_null (yao_certificate_export (certificate, YAO_EXPORT_DER, TRUE, &error));
  g_assert_error (error, YAO_ERROR, YAO_ERROR_INVALID_INPUT);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, function)                                                                        \
  g_test_add ("/core/model/" name, ClientFixture, NULL, client_fixture_set_up, function,           \
              client_fixture_tear_down)
  ADD ("properties", test_properties);
  ADD ("every-property-reads", test_every_property_reads);
  ADD ("states", test_states);
  ADD ("fields", test_fields);
  ADD ("export", test_export);
#undef ADD
  return g_test_run ();
}
