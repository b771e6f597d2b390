/* yao-x509.c: reading certificates
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include "yao-x509-private.h"

#include "yao-key-private.h"

#include <string.h>

struct _YaoX509
{
  X509 *x509;
  GBytes *der; /* exactly as it came */
  gint64 not_before;
  gint64 not_after;
  gatomicrefcount ref_count;
};

G_DEFINE_BOXED_TYPE (YaoX509, yao_x509, yao_x509_ref, yao_x509_unref)

/* Signature algorithms under the names that people know. */
static const struct
{
  int nid;
  const char *name;
} signature_names[] = {
  { NID_SM2_with_SM3, "SM2 with SM3" },
  { NID_ecdsa_with_SHA256, "ECDSA with SHA-256" },
  { NID_ecdsa_with_SHA384, "ECDSA with SHA-384" },
  { NID_sha256WithRSAEncryption, "RSA with SHA-256" },
  { NID_sha384WithRSAEncryption, "RSA with SHA-384" },
  { NID_sha512WithRSAEncryption, "RSA with SHA-512" },
  { NID_rsassaPss, "RSA-PSS" },
};

/* OpenSSL looks for the ID on the certificate whose signature it verifies, so every one that is
 * signed with SM2 needs it; any other must not have it.
 */
static void
set_sm2_id (X509 *x509)
{
  ASN1_OCTET_STRING *id;

  if (X509_get_signature_nid (x509) != NID_SM2_with_SM3)
    return;

  id = ASN1_OCTET_STRING_new ();
  if (id == NULL || ASN1_OCTET_STRING_set (id, (const guint8 *) YAO_SM2_ID, YAO_SM2_ID_SIZE) != 1)
    g_error ("no memory for an SM2 ID");
  X509_set0_distinguishing_id (x509, id);
}

/**
 * yao_x509_parse:
 * @der: a certificate in DER, at most %YAO_X509_MAX_SIZE bytes
 * @error: return location
 *
 * Reads a certificate (RFC 5280). Nothing is verified by that: see yao_chain_verify(). Bytes after
 * the certificate, and times that are no times, are refused.
 *
 * Returns: (transfer full): the certificate, or %NULL with %YAO_ERROR_INVALID_INPUT
 */
YaoX509 *
yao_x509_parse (GBytes *der, GError **error)
{
  g_autoptr (X509) x509 = NULL;
  const guint8 *data;
  const guint8 *at;
  gsize size;
  gint64 not_before = 0;
  gint64 not_after = 0;
  YaoX509 *self;

  g_return_val_if_fail (der != NULL, NULL);

  data = at = g_bytes_get_data (der, &size);
  if (size > 0 && size <= YAO_X509_MAX_SIZE)
    x509 = d2i_X509 (NULL, &at, (long) size);
  if (x509 == NULL || at != data + size
      || !yao_openssl_get_time (X509_get0_notBefore (x509), &not_before)
      || !yao_openssl_get_time (X509_get0_notAfter (x509), &not_after))
    {
      yao_openssl_set_error (error, YAO_ERROR_INVALID_INPUT, "not a certificate");
      return NULL;
    }

  set_sm2_id (x509);
  self = g_new0 (YaoX509, 1);
  self->x509 = g_steal_pointer (&x509);
  self->der = g_bytes_ref (der);
  self->not_before = not_before;
  self->not_after = not_after;
  g_atomic_ref_count_init (&self->ref_count);

  return self;
}

/**
 * yao_x509_ref:
 * @self: a certificate
 *
 * Takes another reference.
 *
 * Returns: (transfer full): @self
 */
YaoX509 *
yao_x509_ref (YaoX509 *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

/**
 * yao_x509_unref:
 * @self: (transfer full): a certificate
 *
 * Drops a reference.
 */
void
yao_x509_unref (YaoX509 *self)
{
  g_return_if_fail (self != NULL);

  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;

  X509_free (self->x509);
  g_bytes_unref (self->der);
  g_free (self);
}

/*
 * yao_x509_get_x509:
 *
 * Returns: (transfer none): the certificate as OpenSSL knows it, with the SM2 ID set
 */
X509 *
yao_x509_get_x509 (const YaoX509 *self)
{
  g_assert (self != NULL);

  return self->x509;
}

/**
 * yao_x509_dup_der:
 * @self: a certificate
 *
 * Gets the bytes, exactly as they came.
 *
 * Returns: (transfer full): the certificate in DER
 */
GBytes *
yao_x509_dup_der (const YaoX509 *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return g_bytes_ref (self->der);
}

/**
 * yao_x509_to_pem:
 * @der: a certificate in DER
 *
 * Writes a certificate as PEM (RFC 7468). The bytes are not looked at.
 *
 * Returns: (transfer full): the text, with a line end after its last line
 */
char *
yao_x509_to_pem (GBytes *der)
{
  GString *pem = g_string_new ("-----BEGIN CERTIFICATE-----\n");
  g_autofree char *base64 = NULL;
  gconstpointer data;
  gsize size;

  g_return_val_if_fail (der != NULL, NULL);

  data = g_bytes_get_data (der, &size);
  base64 = g_base64_encode (data, size);
  for (const char *line = base64; *line != '\0'; line += MIN (strlen (line), 64))
    g_string_append_printf (pem, "%.64s\n", line);
  g_string_append (pem, "-----END CERTIFICATE-----\n");

  return g_string_free (pem, FALSE);
}

/*
 * yao_x509_format_name:
 * @name: a distinguished name
 *
 * Returns: (transfer full): the name as RFC 4514 writes it, in UTF-8
 */
char *
yao_x509_format_name (const X509_NAME *name)
{
  g_autoptr (BIO) bio = BIO_new (BIO_s_mem ());

  if (bio == NULL
      || X509_NAME_print_ex (bio, name, 0, XN_FLAG_RFC2253 & ~(unsigned long) ASN1_STRFLGS_ESC_MSB)
             < 0)
    return g_strdup ("");

  return yao_openssl_dup_bio_text (bio);
}

/**
 * yao_x509_dup_subject:
 * @self: a certificate
 *
 * Gets whom the certificate is for, as RFC 4514 writes it ("CN=张伟,O=…").
 *
 * Returns: (transfer full): the name
 */
char *
yao_x509_dup_subject (const YaoX509 *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return yao_x509_format_name (X509_get_subject_name (self->x509));
}

/**
 * yao_x509_dup_issuer:
 * @self: a certificate
 *
 * Gets who issued the certificate, as RFC 4514 writes it.
 *
 * Returns: (transfer full): the name
 */
char *
yao_x509_dup_issuer (const YaoX509 *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return yao_x509_format_name (X509_get_issuer_name (self->x509));
}

static char *
dup_attribute (const X509_NAME *name, const char *short_name)
{
  int nid = OBJ_sn2nid (short_name);
  int index = nid != NID_undef ? X509_NAME_get_index_by_NID (name, nid, -1) : -1;
  g_autofree char *text = NULL;
  guint8 *utf8 = NULL;
  int size;

  if (index < 0)
    return NULL;

  size = ASN1_STRING_to_UTF8 (&utf8, X509_NAME_ENTRY_get_data (X509_NAME_get_entry (name, index)));
  if (size >= 0 && g_utf8_validate_len ((const char *) utf8, (gsize) size, NULL))
    text = g_strndup ((const char *) utf8, (gsize) size);
  OPENSSL_free (utf8);

  return g_steal_pointer (&text);
}

/**
 * yao_x509_dup_subject_attribute:
 * @self: a certificate
 * @short_name: "CN", "O", "OU", "C", "title", "serialNumber" (the holder's number) ...
 *
 * Gets one part of whom the certificate is for; the first, where there are several.
 *
 * Returns: (transfer full) (nullable): the text, or %NULL if there is none, or none that is clean
 *   UTF-8
 */
char *
yao_x509_dup_subject_attribute (const YaoX509 *self, const char *short_name)
{
  g_return_val_if_fail (self != NULL && short_name != NULL, NULL);

  return dup_attribute (X509_get_subject_name (self->x509), short_name);
}

/**
 * yao_x509_dup_issuer_attribute:
 * @self: a certificate
 * @short_name: "CN", "O" ...
 *
 * Like yao_x509_dup_subject_attribute(), of the issuer.
 *
 * Returns: (transfer full) (nullable): the text, or %NULL if there is none
 */
char *
yao_x509_dup_issuer_attribute (const YaoX509 *self, const char *short_name)
{
  g_return_val_if_fail (self != NULL && short_name != NULL, NULL);

  return dup_attribute (X509_get_issuer_name (self->x509), short_name);
}

/**
 * yao_x509_dup_serial:
 * @self: a certificate
 *
 * Gets the serial number: whole bytes in lower-case hexadecimal, no zero bytes in front.
 *
 * Returns: (transfer full): the text
 */
char *
yao_x509_dup_serial (const YaoX509 *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return yao_openssl_dup_serial (X509_get0_serialNumber (self->x509));
}

/**
 * yao_x509_get_version:
 * @self: a certificate
 *
 * Gets the version as people count it: 3 for all that is issued today.
 *
 * Returns: 1, 2 or 3
 */
int
yao_x509_get_version (const YaoX509 *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return (int) X509_get_version (self->x509) + 1;
}

/**
 * yao_x509_get_not_before:
 * @self: a certificate
 *
 * Gets from when on the certificate is valid.
 *
 * Returns: seconds since 1970
 */
gint64
yao_x509_get_not_before (const YaoX509 *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->not_before;
}

/**
 * yao_x509_get_not_after:
 * @self: a certificate
 *
 * Gets when the certificate expires.
 *
 * Returns: seconds since 1970
 */
gint64
yao_x509_get_not_after (const YaoX509 *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->not_after;
}

/**
 * yao_x509_is_valid_at:
 * @self: a certificate
 * @at_unix: a time, seconds since 1970
 *
 * Tells whether a time is within the validity. The last second is out already, as it is for
 * yao_chain_verify().
 *
 * Returns: %TRUE if it is
 */
gboolean
yao_x509_is_valid_at (const YaoX509 *self, gint64 at_unix)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return at_unix >= self->not_before && at_unix < self->not_after;
}

/**
 * yao_x509_clamp_time:
 * @self: a certificate
 * @at_unix: a time, seconds since 1970
 *
 * Gets the time within the validity that is nearest to @at_unix. A certificate that has expired
 * still belongs to its issuer: yao_chain_verify() at this time tells so, and whether it is valid
 * now is then a question of its own (yao_x509_is_valid_at()).
 *
 * Returns: seconds since 1970
 */
gint64
yao_x509_clamp_time (const YaoX509 *self, gint64 at_unix)
{
  g_return_val_if_fail (self != NULL, at_unix);

  return MAX (self->not_before, MIN (at_unix, self->not_after - 1));
}

/**
 * yao_x509_dup_public_key:
 * @self: a certificate
 * @error: return location
 *
 * Gets the key that the certificate is about.
 *
 * Returns: (transfer full): the key, or %NULL with %YAO_ERROR_INVALID_INPUT or
 *   %YAO_ERROR_UNSUPPORTED
 */
YaoKey *
yao_x509_dup_public_key (const YaoX509 *self, GError **error)
{
  EVP_PKEY *pkey;

  g_return_val_if_fail (self != NULL, NULL);

  pkey = X509_get_pubkey (self->x509);
  if (pkey == NULL)
    {
      yao_openssl_set_error (error, YAO_ERROR_INVALID_INPUT, "the key of a certificate");
      return NULL;
    }

  return yao_key_new_take (pkey, FALSE, error);
}

/**
 * yao_x509_dup_spki:
 * @self: a certificate
 *
 * Gets the SubjectPublicKeyInfo, whose SHA-256 is what a pin holds.
 *
 * Returns: (transfer full): the bytes, in DER
 */
GBytes *
yao_x509_dup_spki (const YaoX509 *self)
{
  guint8 *der = NULL;
  int size;

  g_return_val_if_fail (self != NULL, NULL);

  size = i2d_X509_PUBKEY (X509_get_X509_PUBKEY (self->x509), &der);
  return yao_openssl_take_bytes (der, size);
}

/**
 * yao_x509_dup_key_description:
 * @self: a certificate
 *
 * Names the kind and size of the key: "SM2 256", "RSA 2048", "EC P-256".
 *
 * Returns: (transfer full): the text; the name of the algorithm alone where it is unknown here
 */
char *
yao_x509_dup_key_description (const YaoX509 *self)
{
  EVP_PKEY *pkey;
  ASN1_OBJECT *algorithm = NULL;
  char group[32] = "";

  g_return_val_if_fail (self != NULL, NULL);

  pkey = X509_get0_pubkey (self->x509);
  if (pkey != NULL && EVP_PKEY_is_a (pkey, "SM2"))
    return g_strdup ("SM2 256");
  if (pkey != NULL && EVP_PKEY_is_a (pkey, "RSA"))
    return g_strdup_printf ("RSA %d", EVP_PKEY_get_bits (pkey));
  if (pkey != NULL && EVP_PKEY_is_a (pkey, "EC")
      && EVP_PKEY_get_group_name (pkey, group, sizeof group, NULL) == 1)
    {
      const char *curve = EC_curve_nid2nist (OBJ_sn2nid (group));

      return g_strdup_printf ("EC %s", curve != NULL ? curve : group);
    }

  X509_PUBKEY_get0_param (&algorithm, NULL, NULL, NULL, X509_get_X509_PUBKEY (self->x509));
  return yao_x509_format_object (algorithm);
}

/**
 * yao_x509_dup_signature_algorithm:
 * @self: a certificate
 *
 * Names what the issuer signed with: "SM2 with SM3", "RSA with SHA-256", "ECDSA with SHA-256".
 *
 * Returns: (transfer full): the text
 */
char *
yao_x509_dup_signature_algorithm (const YaoX509 *self)
{
  const X509_ALGOR *algorithm = NULL;
  const ASN1_OBJECT *object = NULL;

  g_return_val_if_fail (self != NULL, NULL);

  X509_get0_signature (NULL, &algorithm, self->x509);
  X509_ALGOR_get0 (&object, NULL, NULL, algorithm);
  for (gsize i = 0; i < G_N_ELEMENTS (signature_names); i++)
    if (signature_names[i].nid == OBJ_obj2nid (object))
      return g_strdup (signature_names[i].name);

  return yao_x509_format_object (object);
}

/**
 * yao_x509_dup_fingerprint:
 * @self: a certificate
 * @kind: which digest
 *
 * Computes the digest of the whole certificate.
 *
 * Returns: (transfer full): the digest
 */
GBytes *
yao_x509_dup_fingerprint (const YaoX509 *self, YaoDigestKind kind)
{
  g_return_val_if_fail (self != NULL, NULL);

  return yao_digest_bytes (kind, self->der);
}

/**
 * yao_x509_is_ca:
 * @self: a certificate
 *
 * Tells whether the certificate says of itself that it may issue others (basicConstraints).
 *
 * Returns: %TRUE if it does
 */
gboolean
yao_x509_is_ca (const YaoX509 *self)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return (X509_get_extension_flags (self->x509) & (EXFLAG_CA | EXFLAG_INVALID)) == EXFLAG_CA;
}

/**
 * yao_x509_is_self_issued:
 * @self: a certificate
 *
 * Tells whether subject and issuer are the same, as in a root.
 *
 * Returns: %TRUE if they are
 */
gboolean
yao_x509_is_self_issued (const YaoX509 *self)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return X509_NAME_cmp (X509_get_subject_name (self->x509), X509_get_issuer_name (self->x509)) == 0;
}

/**
 * yao_x509_has_key_usage:
 * @self: a certificate
 *
 * Tells whether the certificate says what its key may do.
 *
 * Returns: %TRUE if it does
 */
gboolean
yao_x509_has_key_usage (const YaoX509 *self)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return (X509_get_extension_flags (self->x509) & EXFLAG_KUSAGE) != 0;
}
