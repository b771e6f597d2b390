/* yao-certificate-details.c: what the service told about a certificate
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include "yao-certificate-private.h"

/**
 * yao_certificate_get_id:
 * @self: a certificate
 *
 * Gets the id of the lineage of the key; it stays when the certificate is renewed.
 *
 * Returns: the id
 */
const char *
yao_certificate_get_id (YaoCertificate *self)
{
  g_return_val_if_fail (YAO_IS_CERTIFICATE (self), NULL);

  return yao_certificate_get_record (self)->id;
}

/**
 * yao_certificate_get_holder_uid:
 * @self: a certificate
 *
 * Gets the employee number of the person whose certificate it is.
 *
 * Returns: the number
 */
const char *
yao_certificate_get_holder_uid (YaoCertificate *self)
{
  g_return_val_if_fail (YAO_IS_CERTIFICATE (self), NULL);

  return yao_certificate_get_record (self)->holder_uid;
}

/**
 * yao_certificate_get_user_uid:
 * @self: a certificate
 *
 * Gets the employee number of who uses it here: the holder, or somebody he authorised.
 *
 * Returns: the number
 */
const char *
yao_certificate_get_user_uid (YaoCertificate *self)
{
  g_return_val_if_fail (YAO_IS_CERTIFICATE (self), NULL);

  return yao_certificate_get_record (self)->user_uid;
}

/**
 * yao_certificate_get_holder_name:
 * @self: a certificate
 *
 * Gets the name of the person whose certificate it is.
 *
 * Returns: the name
 */
const char *
yao_certificate_get_holder_name (YaoCertificate *self)
{
  g_return_val_if_fail (YAO_IS_CERTIFICATE (self), NULL);

  return yao_certificate_get_record (self)->holder_name;
}

/**
 * yao_certificate_get_organisation:
 * @self: a certificate
 *
 * Gets the organisation of the holder.
 *
 * Returns: (nullable): the name, or %NULL
 */
const char *
yao_certificate_get_organisation (YaoCertificate *self)
{
  g_return_val_if_fail (YAO_IS_CERTIFICATE (self), NULL);

  return yao_certificate_get_record (self)->organisation;
}

/**
 * yao_certificate_get_department:
 * @self: a certificate
 *
 * Gets the department of the holder.
 *
 * Returns: (nullable): the name, or %NULL
 */
const char *
yao_certificate_get_department (YaoCertificate *self)
{
  g_return_val_if_fail (YAO_IS_CERTIFICATE (self), NULL);

  return yao_certificate_get_record (self)->department;
}

/**
 * yao_certificate_get_role_title:
 * @self: a certificate
 *
 * Gets the job title of the holder.
 *
 * Returns: (nullable): the title, or %NULL
 */
const char *
yao_certificate_get_role_title (YaoCertificate *self)
{
  g_return_val_if_fail (YAO_IS_CERTIFICATE (self), NULL);

  return yao_certificate_get_record (self)->role_title;
}

/**
 * yao_certificate_get_role:
 * @self: a certificate
 *
 * Gets what the user is to the certificate.
 *
 * Returns: the role
 */
YaoCertificateRole
yao_certificate_get_role (YaoCertificate *self)
{
  g_return_val_if_fail (YAO_IS_CERTIFICATE (self), YAO_CERTIFICATE_ROLE_OWNER);

  return yao_certificate_get_record (self)->role;
}

/**
 * yao_certificate_get_key_kind:
 * @self: a certificate
 *
 * Gets where the private key is.
 *
 * Returns: the kind
 */
YaoKeyKind
yao_certificate_get_key_kind (YaoCertificate *self)
{
  g_return_val_if_fail (YAO_IS_CERTIFICATE (self), YAO_KEY_KIND_CLOUD);

  return yao_certificate_get_record (self)->key_kind;
}

/**
 * yao_certificate_get_algorithm:
 * @self: a certificate
 *
 * Gets what kind of key it is about.
 *
 * Returns: the algorithm
 */
YaoCertificateAlgorithm
yao_certificate_get_algorithm (YaoCertificate *self)
{
  g_return_val_if_fail (YAO_IS_CERTIFICATE (self), YAO_CERTIFICATE_ALGORITHM_SM2);

  return yao_certificate_get_record (self)->algorithm;
}

/**
 * yao_certificate_get_revoked_at:
 * @self: a certificate
 *
 * Gets when it was revoked.
 *
 * Returns: seconds since 1970, or 0 where it was not
 */
gint64
yao_certificate_get_revoked_at (YaoCertificate *self)
{
  g_return_val_if_fail (YAO_IS_CERTIFICATE (self), 0);

  return yao_certificate_get_record (self)->revoked_at;
}

/**
 * yao_certificate_get_revocation_reason:
 * @self: a certificate
 *
 * Gets why it was revoked: one of the names of #YaoRevocationReason.
 *
 * Returns: (nullable): the name, or %NULL where it was not, or none was told
 */
const char *
yao_certificate_get_revocation_reason (YaoCertificate *self)
{
  g_return_val_if_fail (YAO_IS_CERTIFICATE (self), NULL);

  return yao_certificate_get_record (self)->revocation_reason;
}

/**
 * yao_certificate_get_refreshed:
 * @self: a certificate
 *
 * Gets when the service last told about it.
 *
 * Returns: seconds since 1970
 */
gint64
yao_certificate_get_refreshed (YaoCertificate *self)
{
  g_return_val_if_fail (YAO_IS_CERTIFICATE (self), 0);

  return yao_certificate_get_record (self)->refreshed;
}

/**
 * yao_certificate_get_version:
 * @self: a certificate
 *
 * Gets how often it was issued: 1 at first, one more at each renewal.
 *
 * Returns: the version
 */
int
yao_certificate_get_version (YaoCertificate *self)
{
  g_return_val_if_fail (YAO_IS_CERTIFICATE (self), 0);

  return (int) yao_certificate_get_record (self)->version;
}

/**
 * yao_certificate_get_der:
 * @self: a certificate
 *
 * Gets the certificate itself (X.690 DER).
 *
 * Returns: (transfer none): the bytes
 */
GBytes *
yao_certificate_get_der (YaoCertificate *self)
{
  g_return_val_if_fail (YAO_IS_CERTIFICATE (self), NULL);

  return yao_certificate_get_record (self)->der;
}
