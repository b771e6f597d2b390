/* yao-certificate-fields.c: every field of a certificate, as lines for people
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include "yao-certificate-field-private.h"

#include "yao-encoding.h"

#include <glib/gi18n.h>

typedef struct
{
  const char *short_name;
  const char *name;
} NameAttribute;

/* The attributes of names that are listed, in this order. */
static const NameAttribute name_attributes[] = {
  { "CN", N_ ("Common name") },       { "serialNumber", N_ ("Employee number") },
  { "title", N_ ("Job title") },      { "OU", N_ ("Department") },
  { "O", N_ ("Organisation") },       { "L", N_ ("Locality") },
  { "ST", N_ ("State or province") }, { "C", N_ ("Country") },
};

static void
take_field (GListStore *store, YaoCertificateField *field)
{
  g_list_store_append (store, field);
  g_object_unref (field);
}

static void
take_line (GListStore *store, YaoFieldSection section, const char *name, char *value)
{
  take_field (store, yao_certificate_field_new (section, name, value));
  g_free (value);
}

/* Digits in pairs, as certificates are written everywhere. */
static void
add_digits (GListStore *store, YaoFieldSection section, const char *name, const char *hex)
{
  g_autofree char *upper = g_ascii_strup (hex, -1);
  g_autofree char *grouped = yao_hex_group (upper, 2, " ");
  YaoCertificateField *field = yao_certificate_field_new (section, name, grouped);

  yao_certificate_field_set_monospace (field, TRUE);
  take_field (store, field);
}

static void
add_bytes (GListStore *store, YaoFieldSection section, const char *name, GBytes *bytes)
{
  g_autofree char *hex = yao_hex_encode (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));

  add_digits (store, section, name, hex);
}

static void
add_name (GListStore *store,
          YaoFieldSection section,
          YaoX509 *x509,
          char *(*get_attribute) (const YaoX509 *, const char *),
          char *whole)
{
  for (gsize i = 0; i < G_N_ELEMENTS (name_attributes); i++)
    {
      char *value = get_attribute (x509, name_attributes[i].short_name);

      if (value != NULL)
        take_line (store, section, name_attributes[i].name, value);
    }
  take_line (store, section, N_ ("Distinguished name"), whole);
}

static void
add_key (GListStore *store, YaoX509 *x509)
{
  g_autofree char *serial = yao_x509_dup_serial (x509);
  g_autofree char *version = g_strdup_printf ("%d", yao_x509_get_version (x509));
  g_autoptr (GBytes) spki = yao_x509_dup_spki (x509);

  add_digits (store, YAO_FIELD_SECTION_KEY, N_ ("Serial number"), serial);
  take_line (store, YAO_FIELD_SECTION_KEY, N_ ("Version"), g_steal_pointer (&version));
  take_line (store, YAO_FIELD_SECTION_KEY, N_ ("Public key"), yao_x509_dup_key_description (x509));
  take_line (store, YAO_FIELD_SECTION_KEY, N_ ("Signature algorithm"),
             yao_x509_dup_signature_algorithm (x509));
  add_bytes (store, YAO_FIELD_SECTION_KEY, N_ ("Public key bytes"), spki);
}

static void
add_extensions (GListStore *store, YaoX509 *x509)
{
  g_autoptr (GPtrArray) extensions = yao_x509_dup_extensions (x509);

  for (guint i = 0; i < extensions->len; i++)
    {
      const YaoX509Extension *extension = g_ptr_array_index (extensions, i);
      YaoCertificateField *field = yao_certificate_field_new (YAO_FIELD_SECTION_EXTENSIONS,
                                                              extension->name, extension->value);

      yao_certificate_field_set_critical (field, extension->critical);
      take_field (store, field);
    }
}

static void
add_fingerprint (GListStore *store, YaoX509 *x509, YaoDigestKind kind, const char *name)
{
  g_autoptr (GBytes) fingerprint = yao_x509_dup_fingerprint (x509, kind);

  add_bytes (store, YAO_FIELD_SECTION_FINGERPRINTS, name, fingerprint);
}

static void
add_chain (GListStore *store, GPtrArray *chain)
{
  for (guint i = 0; i < chain->len; i++)
    {
      g_autoptr (YaoX509) x509 = yao_x509_parse (g_ptr_array_index (chain, i), NULL);
      gboolean is_root = i + 1 == chain->len;

      if (x509 != NULL)
        take_line (store, YAO_FIELD_SECTION_CHAIN,
                   is_root ? N_ ("Root certificate") : N_ ("Issuing certificate"),
                   yao_x509_dup_subject (x509));
    }
}

/**
 * yao_certificate_fields_build:
 * @x509: a certificate
 * @chain: (element-type GBytes): those above it, issuing certificate first
 *
 * Lists every field and extension, both fingerprints and the chain, in the order of the sections.
 *
 * Returns: (transfer full): a list of #YaoCertificateField
 */
GListModel *
yao_certificate_fields_build (YaoX509 *x509, GPtrArray *chain)
{
  GListStore *store = g_list_store_new (YAO_TYPE_CERTIFICATE_FIELD);

  g_assert (x509 != NULL && chain != NULL);

  add_name (store, YAO_FIELD_SECTION_SUBJECT, x509, yao_x509_dup_subject_attribute,
            yao_x509_dup_subject (x509));
  add_name (store, YAO_FIELD_SECTION_ISSUER, x509, yao_x509_dup_issuer_attribute,
            yao_x509_dup_issuer (x509));
  take_field (store, yao_certificate_field_new_time (YAO_FIELD_SECTION_VALIDITY, N_ ("Valid from"),
                                                     yao_x509_get_not_before (x509)));
  take_field (store, yao_certificate_field_new_time (YAO_FIELD_SECTION_VALIDITY, N_ ("Valid until"),
                                                     yao_x509_get_not_after (x509)));
  add_key (store, x509);
  add_extensions (store, x509);
  add_fingerprint (store, x509, YAO_DIGEST_SHA256, N_ ("SHA-256 fingerprint"));
  add_fingerprint (store, x509, YAO_DIGEST_SM3, N_ ("SM3 fingerprint"));
  add_chain (store, chain);
  return G_LIST_MODEL (store);
}
