/* yao-certificate-export.c: certificates as files for other programs
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include "yao-certificate-field-private.h"
#include "yao-certificate-private.h"

#include "yao-error.h"

/* The last digits of the serial number tell one version of a certificate from the next. */
#define SERIAL_DIGITS 8

static void
append_pem (GString *text, GBytes *der)
{
  g_autofree char *pem = yao_x509_to_pem (der);

  g_string_append (text, pem);
}

/**
 * yao_certificate_list_fields:
 * @self: a certificate
 *
 * Lists everything that the certificate says: every field and extension, both fingerprints and the
 * chain, in the order of #YaoFieldSection.
 *
 * Returns: (transfer full): a list of #YaoCertificateField
 */
GListModel *
yao_certificate_list_fields (YaoCertificate *self)
{
  YaoCertificateRecord *record;

  g_return_val_if_fail (YAO_IS_CERTIFICATE (self), NULL);

  record = yao_certificate_get_record (self);
  return yao_certificate_fields_build (record->x509, record->chain);
}

/**
 * yao_certificate_export:
 * @self: a certificate
 * @format: text or bytes
 * @with_chain: whether the issuing certificates and the root follow; in text only
 * @error: return location
 *
 * Writes the certificate for other programs: PEM (RFC 7468), in the order certificate, issuing
 * certificate, root; or DER. The private key is not here and never part of it.
 *
 * Returns: (transfer full): the contents of the file, or %NULL with %YAO_ERROR_INVALID_INPUT where
 * a chain is asked for in DER
 */
GBytes *
yao_certificate_export (YaoCertificate *self,
                        YaoExportFormat format,
                        gboolean with_chain,
                        GError **error)
{
  YaoCertificateRecord *record;
  g_autoptr (GString) text = NULL;

  g_return_val_if_fail (YAO_IS_CERTIFICATE (self), NULL);

  record = yao_certificate_get_record (self);
  if (format == YAO_EXPORT_DER && with_chain)
    {
      g_set_error (error, YAO_ERROR, YAO_ERROR_INVALID_INPUT,
                   "a DER file holds one certificate: export the chain as PEM");
      return NULL;
    }
  if (format == YAO_EXPORT_DER)
    return g_bytes_ref (record->der);

  text = g_string_new (NULL);
  append_pem (text, record->der);
  for (guint i = 0; with_chain && i < record->chain->len; i++)
    append_pem (text, g_ptr_array_index (record->chain, i));
  return g_string_free_to_bytes (g_steal_pointer (&text));
}

/**
 * yao_certificate_dup_file_name:
 * @self: a certificate
 * @format: text or bytes
 *
 * Proposes a name for the exported file: number, algorithm and the end of the serial number. It has
 * neither slashes nor dots but the one before the suffix.
 *
 * Returns: (transfer full): such as "10001-sm2-1A2B3C4D.pem"
 */
char *
yao_certificate_dup_file_name (YaoCertificate *self, YaoExportFormat format)
{
  YaoCertificateRecord *record;
  g_autofree char *uid = NULL;
  g_autofree char *serial = NULL;
  const char *digits;
  gsize length;

  g_return_val_if_fail (YAO_IS_CERTIFICATE (self), NULL);

  record = yao_certificate_get_record (self);
  uid = g_strdelimit (g_strdup (record->holder_uid), "./", '_');
  serial = g_ascii_strup (yao_certificate_get_serial (self), -1);
  length = strlen (serial);
  digits = length > SERIAL_DIGITS ? serial + length - SERIAL_DIGITS : serial;
  return g_strdup_printf ("%s-%s-%s.%s", uid,
                          yao_certificate_algorithm_to_string (record->algorithm), digits,
                          format == YAO_EXPORT_DER ? "der" : "pem");
}
