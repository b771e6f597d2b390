/* yao-crl.c: lists of revoked certificates
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include "yao-crl.h"

#include "yao-encoding.h"
#include "yao-key-private.h"
#include "yao-signing-private.h"
#include "yao-x509-private.h"

struct _YaoCrl
{
  X509_CRL *crl;
  GBytes *der; /* exactly as it came */
  guint64 number;
  gint64 this_update;
  gint64 next_update;
  gatomicrefcount ref_count;
};

G_DEFINE_BOXED_TYPE (YaoCrl, yao_crl, yao_crl_ref, yao_crl_unref)

static const char *const reason_nicks[] = {
  "unspecified",     "key-compromise",         "ca-compromise",    "affiliation-changed",
  "superseded",      "cessation-of-operation", "certificate-hold", NULL,
  "remove-from-crl", "privilege-withdrawn",    "aa-compromise",
};

/**
 * yao_crl_reason_get_nick:
 * @reason: a reason
 *
 * Gets the short name of a reason ("key-compromise").
 *
 * Returns: (nullable): the name, or %NULL if RFC 5280 has no such reason
 */
const char *
yao_crl_reason_get_nick (YaoCrlReason reason)
{
  if ((int) reason < 0 || (gsize) reason >= G_N_ELEMENTS (reason_nicks))
    return NULL;

  return reason_nicks[reason];
}

static gboolean
add_entry (X509_CRL *crl, const YaoCrlEntry *entry, GError **error)
{
  g_autoptr (GBytes) bytes = yao_hex_decode (entry->serial, 20, NULL);
  g_autoptr (ASN1_INTEGER) serial = bytes != NULL ? yao_openssl_new_serial (bytes) : NULL;
  g_autoptr (ASN1_TIME) time = ASN1_TIME_new ();
  g_autoptr (X509_REVOKED) revoked = X509_REVOKED_new ();

  if (serial == NULL || yao_crl_reason_get_nick (entry->reason) == NULL
      || !yao_openssl_set_time (time, entry->revoked_at))
    {
      g_set_error (error, YAO_ERROR, YAO_ERROR_INVALID_INPUT,
                   "an entry of a list of revocations: serial number, time or reason");
      return FALSE;
    }

  X509_REVOKED_set_serialNumber (revoked, serial);
  X509_REVOKED_set_revocationDate (revoked, time);
  if (entry->reason != YAO_CRL_REASON_UNSPECIFIED)
    {
      ASN1_ENUMERATED *reason = ASN1_ENUMERATED_new ();

      ASN1_ENUMERATED_set (reason, entry->reason);
      X509_REVOKED_add1_ext_i2d (revoked, NID_crl_reason, reason, 0, X509V3_ADD_DEFAULT);
      ASN1_ENUMERATED_free (reason);
    }

  return X509_CRL_add0_revoked (crl, g_steal_pointer (&revoked)) == 1;
}

static void
add_extensions (X509_CRL *crl, X509 *issuer, guint64 number)
{
  g_autoptr (ASN1_INTEGER) crl_number = ASN1_INTEGER_new ();
  const ASN1_OCTET_STRING *identifier = X509_get0_subject_key_id (issuer);

  ASN1_INTEGER_set_uint64 (crl_number, number);
  X509_CRL_add1_ext_i2d (crl, NID_crl_number, crl_number, 0, X509V3_ADD_DEFAULT);
  if (identifier != NULL)
    {
      AUTHORITY_KEYID *authority = AUTHORITY_KEYID_new ();

      authority->keyid = ASN1_OCTET_STRING_dup (identifier);
      X509_CRL_add1_ext_i2d (crl, NID_authority_key_identifier, authority, 0, X509V3_ADD_DEFAULT);
      AUTHORITY_KEYID_free (authority);
    }
}

static gboolean
set_times (X509_CRL *crl, gint64 this_update, gint64 next_update, GError **error)
{
  g_autoptr (ASN1_TIME) this_time = ASN1_TIME_new ();
  g_autoptr (ASN1_TIME) next_time = ASN1_TIME_new ();

  if (this_update > next_update || !yao_openssl_set_time (this_time, this_update)
      || !yao_openssl_set_time (next_time, next_update)
      || X509_CRL_set1_lastUpdate (crl, this_time) != 1
      || X509_CRL_set1_nextUpdate (crl, next_time) != 1)
    {
      g_set_error (error, YAO_ERROR, YAO_ERROR_INVALID_INPUT,
                   "a list of revocations that ends before it begins");
      return FALSE;
    }

  return TRUE;
}

/**
 * yao_crl_issue:
 * @issuer_der: the issuer's certificate
 * @issuer_private: the issuer's key
 * @number: greater than that of the list before
 * @this_update: when the list is made, seconds since 1970
 * @next_update: until when it holds
 * @entries: (array length=n_entries) (nullable): what was revoked
 * @n_entries: how many
 * @error: return location
 *
 * Issues a list of revocations (RFC 5280 section 5), signed as yao_x509_issue() signs.
 *
 * Returns: (transfer full): the list in DER, or %NULL with %YAO_ERROR_INVALID_INPUT or
 *   %YAO_ERROR_INTERNAL
 */
GBytes *
yao_crl_issue (GBytes *issuer_der,
               const YaoKey *issuer_private,
               guint64 number,
               gint64 this_update,
               gint64 next_update,
               const YaoCrlEntry *entries,
               gsize n_entries,
               GError **error)
{
  g_autoptr (YaoX509) issuer = NULL;
  g_autoptr (YaoKey) key = NULL;
  g_autoptr (X509_CRL) crl = X509_CRL_new ();
  X509 *x509;

  g_return_val_if_fail (issuer_der != NULL && issuer_private != NULL, NULL);
  g_return_val_if_fail (entries != NULL || n_entries == 0, NULL);

  issuer = yao_x509_parse (issuer_der, error);
  key = issuer != NULL ? yao_x509_dup_public_key (issuer, error) : NULL;
  if (key == NULL)
    return NULL;
  if (!yao_key_equal (key, issuer_private))
    {
      g_set_error (error, YAO_ERROR, YAO_ERROR_INVALID_INPUT, "the key is not the issuer's");
      return NULL;
    }

  x509 = yao_x509_get_x509 (issuer);
  X509_CRL_set_version (crl, X509_CRL_VERSION_2);
  X509_CRL_set_issuer_name (crl, X509_get_subject_name (x509));
  if (!set_times (crl, this_update, next_update, error))
    return NULL;
  for (gsize i = 0; i < n_entries; i++)
    if (!add_entry (crl, &entries[i], error))
      return NULL;
  add_extensions (crl, x509, number);

  return yao_signing_crl (crl, issuer_private, error);
}

static guint64
read_number (X509_CRL *crl)
{
  g_autoptr (ASN1_INTEGER) number = X509_CRL_get_ext_d2i (crl, NID_crl_number, NULL, NULL);
  guint64 value = 0;

  if (number == NULL || ASN1_INTEGER_get_uint64 (&value, number) != 1)
    return 0;

  return value;
}

/* An extension that must be understood, and is not, changes what the list means: it might be a
 * part of a list only, or speak of certificates of others.
 */
static gboolean
has_unknown_critical (X509_CRL *crl)
{
  for (int i = 0; i < X509_CRL_get_ext_count (crl); i++)
    {
      X509_EXTENSION *extension = X509_CRL_get_ext (crl, i);
      int nid = OBJ_obj2nid (X509_EXTENSION_get_object (extension));

      if (nid == NID_delta_crl
          || (X509_EXTENSION_get_critical (extension) && nid != NID_crl_number
              && nid != NID_authority_key_identifier))
        return TRUE;
    }

  return FALSE;
}

/**
 * yao_crl_parse:
 * @der: a list of revocations in DER, at most %YAO_CRL_MAX_SIZE bytes
 * @error: return location
 *
 * Reads a list of revocations. Nothing is verified by that: see yao_crl_verify(). A list without
 * an end of its validity, or with an extension that must be understood and is not, is refused.
 *
 * Returns: (transfer full): the list, or %NULL with %YAO_ERROR_INVALID_INPUT
 */
YaoCrl *
yao_crl_parse (GBytes *der, GError **error)
{
  g_autoptr (X509_CRL) crl = NULL;
  const guint8 *data;
  const guint8 *at;
  gsize size;
  gint64 this_update = 0;
  gint64 next_update = 0;
  YaoCrl *self;

  g_return_val_if_fail (der != NULL, NULL);

  data = at = g_bytes_get_data (der, &size);
  if (size > 0 && size <= YAO_CRL_MAX_SIZE)
    crl = d2i_X509_CRL (NULL, &at, (long) size);
  if (crl == NULL || at != data + size || has_unknown_critical (crl)
      || !yao_openssl_get_time (X509_CRL_get0_lastUpdate (crl), &this_update)
      || !yao_openssl_get_time (X509_CRL_get0_nextUpdate (crl), &next_update))
    {
      yao_openssl_set_error (error, YAO_ERROR_INVALID_INPUT, "not a list of revocations");
      return NULL;
    }

  self = g_new0 (YaoCrl, 1);
  self->number = read_number (crl);
  self->crl = g_steal_pointer (&crl);
  self->der = g_bytes_ref (der);
  self->this_update = this_update;
  self->next_update = next_update;
  g_atomic_ref_count_init (&self->ref_count);

  return self;
}

/**
 * yao_crl_ref:
 * @self: a list
 *
 * Takes another reference.
 *
 * Returns: (transfer full): @self
 */
YaoCrl *
yao_crl_ref (YaoCrl *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

/**
 * yao_crl_unref:
 * @self: (transfer full): a list
 *
 * Drops a reference.
 */
void
yao_crl_unref (YaoCrl *self)
{
  g_return_if_fail (self != NULL);

  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;

  X509_CRL_free (self->crl);
  g_bytes_unref (self->der);
  g_free (self);
}

/**
 * yao_crl_verify:
 * @self: a list
 * @issuer_der: the certificate of the CA whose list it should be
 * @error: return location
 *
 * Verifies that a list is that CA's: names, signature, and that the CA may sign lists. Whether it
 * is still current is a question of its own (yao_crl_is_current()), and so is whether the CA is
 * trusted (yao_chain_verify()).
 *
 * Returns: %TRUE; or %FALSE with %YAO_ERROR_UNTRUSTED, or with %YAO_ERROR_INVALID_INPUT or
 *   %YAO_ERROR_UNSUPPORTED if the issuer's certificate cannot be read
 */
gboolean
yao_crl_verify (YaoCrl *self, GBytes *issuer_der, GError **error)
{
  g_autoptr (YaoX509) issuer = NULL;
  g_autoptr (YaoKey) key = NULL;
  const X509_ALGOR *algorithm = NULL;
  const ASN1_BIT_STRING *signature = NULL;

  g_return_val_if_fail (self != NULL && issuer_der != NULL, FALSE);

  issuer = yao_x509_parse (issuer_der, error);
  key = issuer != NULL ? yao_x509_dup_public_key (issuer, error) : NULL;
  if (key == NULL)
    return FALSE;
  if (X509_NAME_cmp (X509_CRL_get_issuer (self->crl),
                     X509_get_subject_name (yao_x509_get_x509 (issuer)))
          != 0
      || !yao_x509_is_ca (issuer)
      || (yao_x509_get_key_usage (issuer) & YAO_KEY_USAGE_CRL_SIGN) == 0)
    {
      g_set_error (error, YAO_ERROR, YAO_ERROR_UNTRUSTED, "a list of revocations of somebody else");
      return FALSE;
    }

  X509_CRL_get0_signature (self->crl, &signature, &algorithm);
  return yao_signing_verify (self->der, algorithm, signature, key, error);
}

/**
 * yao_crl_is_current:
 * @self: a list
 * @at_unix: a time, seconds since 1970
 *
 * Tells whether a list holds at a time.
 *
 * Returns: %TRUE if it was made by then and its next one is not overdue
 */
gboolean
yao_crl_is_current (YaoCrl *self, gint64 at_unix)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return at_unix >= self->this_update && at_unix <= self->next_update;
}

/**
 * yao_crl_get_number:
 * @self: a list
 *
 * Gets the number of the list; later lists have greater ones.
 *
 * Returns: the number, 0 if it has none
 */
guint64
yao_crl_get_number (YaoCrl *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->number;
}

/**
 * yao_crl_get_this_update:
 * @self: a list
 *
 * Gets when the list was made.
 *
 * Returns: seconds since 1970
 */
gint64
yao_crl_get_this_update (YaoCrl *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->this_update;
}

/**
 * yao_crl_get_next_update:
 * @self: a list
 *
 * Gets until when the list holds.
 *
 * Returns: seconds since 1970
 */
gint64
yao_crl_get_next_update (YaoCrl *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->next_update;
}

/**
 * yao_crl_get_size:
 * @self: a list
 *
 * Gets how many certificates are in the list.
 *
 * Returns: the number of entries
 */
guint
yao_crl_get_size (YaoCrl *self)
{
  const STACK_OF (X509_REVOKED) * revoked;

  g_return_val_if_fail (self != NULL, 0);

  revoked = X509_CRL_get_REVOKED (self->crl);
  return revoked != NULL ? (guint) sk_X509_REVOKED_num (revoked) : 0;
}

/**
 * yao_crl_lookup:
 * @self: a list, verified
 * @serial: a serial number as yao_x509_dup_serial() writes it
 * @revoked_at: (out) (optional): when it was revoked, seconds since 1970
 * @reason: (out) (optional): why
 *
 * Looks whether a certificate of this issuer is in the list.
 *
 * Returns: %TRUE if it is
 */
gboolean
yao_crl_lookup (YaoCrl *self, const char *serial, gint64 *revoked_at, YaoCrlReason *reason)
{
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (ASN1_INTEGER) number = NULL;
  X509_REVOKED *revoked = NULL; /* belongs to the list */
  ASN1_ENUMERATED *why;
  gint64 when = 0;

  g_return_val_if_fail (self != NULL && serial != NULL, FALSE);

  bytes = yao_hex_decode (serial, 20, NULL);
  number = bytes != NULL ? yao_openssl_new_serial (bytes) : NULL;
  if (number == NULL || X509_CRL_get0_by_serial (self->crl, &revoked, number) == 0)
    return FALSE;

  yao_openssl_get_time (X509_REVOKED_get0_revocationDate (revoked), &when);
  why = X509_REVOKED_get_ext_d2i (revoked, NID_crl_reason, NULL, NULL);
  if (revoked_at != NULL)
    *revoked_at = when;
  if (reason != NULL)
    *reason = why != NULL ? (YaoCrlReason) ASN1_ENUMERATED_get (why) : YAO_CRL_REASON_UNSPECIFIED;
  ASN1_ENUMERATED_free (why);

  return TRUE;
}
