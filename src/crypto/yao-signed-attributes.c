/* yao-signed-attributes.c: what a signature of a file is over (RFC 5652 section 5.4)
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include "yao-signed-attributes.h"

#include "yao-der-private.h"
#include "yao-error.h"
#include "yao-signed-oids-private.h"

#include <string.h>

#define MAX_AUTHORIZATION 64
#define HASH_SIZE 32

/**
 * yao_signed_attributes_new:
 *
 * Makes attributes in which nothing is said.
 *
 * Returns: (transfer full): the attributes
 */
YaoSignedAttributes *
yao_signed_attributes_new (void)
{
  return g_new0 (YaoSignedAttributes, 1);
}

/**
 * yao_signed_attributes_free:
 * @self: (transfer full): attributes
 *
 * Frees them.
 */
void
yao_signed_attributes_free (YaoSignedAttributes *self)
{
  if (self == NULL)
    return;

  g_clear_pointer (&self->message_digest, g_bytes_unref);
  g_clear_pointer (&self->certificate_hash, g_bytes_unref);
  g_clear_pointer (&self->use_id, g_bytes_unref);
  g_free (self->authorization);
  g_free (self);
}

/**
 * yao_signed_form_for_kind:
 * @kind: a kind of signature
 *
 * Gets the form that goes with it.
 *
 * Returns: the form
 */
YaoSignedForm
yao_signed_form_for_kind (YaoSignatureKind kind)
{
  return kind == YAO_SIGNATURE_SM2_SM3 ? YAO_SIGNED_FORM_GM : YAO_SIGNED_FORM_CMS;
}

/**
 * yao_signed_form_get_digest:
 * @form: a form
 *
 * Gets the digest that files are named by in it.
 *
 * Returns: the digest
 */
YaoDigestKind
yao_signed_form_get_digest (YaoSignedForm form)
{
  return form == YAO_SIGNED_FORM_GM ? YAO_DIGEST_SM3 : YAO_DIGEST_SHA256;
}

static void
add_attribute (GPtrArray *items, const char *oid, GByteArray *taken_value)
{
  GByteArray *attribute = g_byte_array_new ();
  GByteArray *whole = g_byte_array_new ();

  yao_der_put_oid (attribute, oid);
  yao_der_put_array (attribute, YAO_DER_SET, taken_value);
  yao_der_put_array (whole, YAO_DER_SEQUENCE, attribute);
  g_ptr_array_add (items, g_byte_array_free_to_bytes (whole));
}

static GByteArray *
wrap (guint8 tag, GByteArray *taken)
{
  GByteArray *out = g_byte_array_new ();

  yao_der_put_array (out, tag, taken);
  return out;
}

/* RFC 5035 section 3: SHA-256 is the digest that is not named. */
static GByteArray *
make_signing_certificate (GBytes *hash)
{
  GByteArray *id = g_byte_array_new ();

  yao_der_put_bytes (id, YAO_DER_OCTET_STRING, hash);
  return wrap (YAO_DER_SEQUENCE, wrap (YAO_DER_SEQUENCE, wrap (YAO_DER_SEQUENCE, id)));
}

/**
 * yao_signed_attributes_build:
 * @self: attributes; digest and time must be there
 * @oids: the attributes of the protocol
 *
 * Writes the attributes as a SET OF in DER: what is signed.
 *
 * Returns: (transfer full): the bytes
 */
GBytes *
yao_signed_attributes_build (const YaoSignedAttributes *self, const YaoUseOids *oids)
{
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);
  GByteArray *out = g_byte_array_new ();
  GByteArray *value;

  g_assert (self != NULL && self->message_digest != NULL && oids != NULL);

  value = g_byte_array_new ();
  yao_der_put_oid (value, yao_signed_form_get_oids (self->form)->data);
  add_attribute (items, YAO_OID_CONTENT_TYPE, value);
  value = g_byte_array_new ();
  yao_der_put_bytes (value, YAO_DER_OCTET_STRING, self->message_digest);
  add_attribute (items, YAO_OID_MESSAGE_DIGEST, value);
  value = g_byte_array_new ();
  yao_der_put_time (value, self->signing_time);
  add_attribute (items, YAO_OID_SIGNING_TIME, value);
  if (self->certificate_hash != NULL)
    add_attribute (items, YAO_OID_SIGNING_CERTIFICATE_V2,
                   make_signing_certificate (self->certificate_hash));
  if (self->use_id != NULL)
    {
      value = g_byte_array_new ();
      yao_der_put_bytes (value, YAO_DER_OCTET_STRING, self->use_id);
      add_attribute (items, oids->use, value);
    }
  if (self->authorization != NULL)
    {
      value = g_byte_array_new ();
      yao_der_put (value, YAO_DER_UTF8, self->authorization, strlen (self->authorization));
      add_attribute (items, oids->authorization, value);
    }

  yao_der_put_set (out, YAO_DER_SET, items);
  return g_byte_array_free_to_bytes (out);
}

static gboolean
take_bytes (YaoDer *value, gsize size, GBytes **bytes)
{
  YaoDer content;

  if (*bytes != NULL || !yao_der_take (value, YAO_DER_OCTET_STRING, &content)
      || (size > 0 && content.left != size))
    return FALSE;
  *bytes = yao_der_dup (&content);
  return TRUE;
}

static gboolean
take_content_type (YaoDer *value, YaoSignedForm *form)
{
  if (*form != 0)
    return FALSE;
  if (yao_der_take_oid (value, yao_signed_form_get_oids (YAO_SIGNED_FORM_CMS)->data))
    *form = YAO_SIGNED_FORM_CMS;
  else if (yao_der_take_oid (value, yao_signed_form_get_oids (YAO_SIGNED_FORM_GM)->data))
    *form = YAO_SIGNED_FORM_GM;
  return *form != 0;
}

/* Of other people's certificates more may be named, and their issuers; the first one signs. */
static gboolean
take_signing_certificate (YaoDer *value, GBytes **hash)
{
  YaoDer outer;
  YaoDer list;
  YaoDer id;

  if (!yao_der_take (value, YAO_DER_SEQUENCE, &outer)
      || !yao_der_take (&outer, YAO_DER_SEQUENCE, &list)
      || !yao_der_take (&list, YAO_DER_SEQUENCE, &id))
    return FALSE;
  return take_bytes (&id, HASH_SIZE, hash);
}

static gboolean
take_authorization (YaoDer *value, char **authorization)
{
  YaoDer text;

  if (*authorization != NULL || !yao_der_take (value, YAO_DER_UTF8, &text) || text.left == 0
      || text.left > MAX_AUTHORIZATION
      || !g_utf8_validate_len ((const char *) text.at, text.left, NULL))
    return FALSE;
  *authorization = g_strndup ((const char *) text.at, text.left);
  return TRUE;
}

static gboolean
read_attribute (YaoDer *set, const YaoUseOids *oids, YaoSignedAttributes *self)
{
  YaoDer attribute;
  YaoDer type;
  YaoDer value;

  if (!yao_der_take (set, YAO_DER_SEQUENCE, &attribute))
    return FALSE;
  type = attribute;
  if (!yao_der_take_whole (&attribute, YAO_DER_OID, &value)
      || !yao_der_take (&attribute, YAO_DER_SET, &value) || attribute.left > 0)
    return FALSE;

  if (yao_der_take_oid (&type, YAO_OID_CONTENT_TYPE))
    return take_content_type (&value, &self->form) && value.left == 0;
  if (yao_der_take_oid (&type, YAO_OID_MESSAGE_DIGEST))
    return take_bytes (&value, HASH_SIZE, &self->message_digest) && value.left == 0;
  if (yao_der_take_oid (&type, YAO_OID_SIGNING_TIME))
    return self->signing_time == 0 && yao_der_take_time (&value, &self->signing_time)
           && value.left == 0;
  if (yao_der_take_oid (&type, YAO_OID_SIGNING_CERTIFICATE_V2))
    return take_signing_certificate (&value, &self->certificate_hash);
  if (yao_der_take_oid (&type, oids->use))
    return take_bytes (&value, YAO_USE_ID_SIZE, &self->use_id) && value.left == 0;
  if (yao_der_take_oid (&type, oids->authorization))
    return take_authorization (&value, &self->authorization) && value.left == 0;
  return TRUE; /* of somebody else's kind */
}

/**
 * yao_signed_attributes_read:
 * @der: a SET OF attributes
 * @oids: the attributes of the protocol
 * @error: return location
 *
 * Reads attributes that anybody may have made; what is not known is passed over. The digest and
 * the type of the content must be there (RFC 5652 section 5.3).
 *
 * Returns: (transfer full): the attributes, or %NULL with %YAO_ERROR_INVALID_INPUT
 */
YaoSignedAttributes *
yao_signed_attributes_read (GBytes *der, const YaoUseOids *oids, GError **error)
{
  g_autoptr (YaoSignedAttributes) self = yao_signed_attributes_new ();
  gboolean good;
  YaoDer reader;
  YaoDer set;

  g_assert (der != NULL && oids != NULL);

  yao_der_init (&reader, der);
  good = g_bytes_get_size (der) <= YAO_SIGNED_ATTRIBUTES_MAX_SIZE
         && yao_der_take (&reader, YAO_DER_SET, &set) && reader.left == 0;
  while (good && set.left > 0)
    good = read_attribute (&set, oids, self);
  if (good && self->form != 0 && self->message_digest != NULL)
    return g_steal_pointer (&self);

  g_set_error (error, YAO_ERROR, YAO_ERROR_INVALID_INPUT, "these are not signed attributes");
  return NULL;
}

/**
 * yao_signed_attributes_parse:
 * @der: a SET OF attributes
 * @oids: the attributes of the protocol
 * @error: return location
 *
 * Reads attributes strictly: every one of this protocol, none else, byte for byte as
 * yao_signed_attributes_build() writes them.
 *
 * Returns: (transfer full): the attributes, or %NULL with %YAO_ERROR_INVALID_INPUT
 */
YaoSignedAttributes *
yao_signed_attributes_parse (GBytes *der, const YaoUseOids *oids, GError **error)
{
  g_autoptr (YaoSignedAttributes) self = yao_signed_attributes_read (der, oids, error);
  g_autoptr (GBytes) again = NULL;

  if (self == NULL)
    return NULL;
  if (self->signing_time > 0 && self->certificate_hash != NULL && self->use_id != NULL)
    again = yao_signed_attributes_build (self, oids);
  if (again != NULL && g_bytes_equal (again, der))
    return g_steal_pointer (&self);

  g_set_error (error, YAO_ERROR, YAO_ERROR_INVALID_INPUT,
               "the signed attributes are not those of the protocol");
  return NULL;
}
