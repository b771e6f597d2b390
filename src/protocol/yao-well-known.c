/* yao-well-known.c: what a service says of itself
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include "yao-well-known.h"

#include "yao-address.h"
#include "yao-encoding.h"
#include "yao-error.h"
#include "yao-json-writer.h"
#include "yao-json.h"
#include "yao-paths.h"

#define MAX_SIGNING_LEVEL 2

#define MAX_KEY_KINDS 16

static void
root_free (YaoWellKnownRoot *root)
{
  g_bytes_unref (root->der);
  g_free (root);
}

static void
signer_free (YaoWellKnownSigner *signer)
{
  g_bytes_unref (signer->id);
  g_bytes_unref (signer->spki);
  g_free (signer);
}

/**
 * yao_well_known_new:
 *
 * Makes an empty document.
 *
 * Returns: (transfer full): the document
 */
YaoWellKnown *
yao_well_known_new (void)
{
  YaoWellKnown *self = g_new0 (YaoWellKnown, 1);

  self->signing_level = 1;
  self->roots = g_ptr_array_new_with_free_func ((GDestroyNotify) root_free);
  self->signers = g_ptr_array_new_with_free_func ((GDestroyNotify) signer_free);
  return self;
}

/**
 * yao_well_known_free:
 * @self: (transfer full): a document
 *
 * Frees a document.
 */
void
yao_well_known_free (YaoWellKnown *self)
{
  g_return_if_fail (self != NULL);

  g_free (self->service_id);
  g_free (self->name);
  g_free (self->base_address);
  g_free (self->cosign_address);
  g_free (self->support);
  g_ptr_array_unref (self->roots);
  g_ptr_array_unref (self->signers);
  g_free (self);
}

/**
 * yao_well_known_add_root:
 * @self: a document
 * @algorithm: which family of certificates it is the root of
 * @der: the certificate
 *
 * Adds a root.
 */
void
yao_well_known_add_root (YaoWellKnown *self, YaoCaAlgorithm algorithm, GBytes *der)
{
  YaoWellKnownRoot *root;

  g_return_if_fail (self != NULL && der != NULL);

  root = g_new0 (YaoWellKnownRoot, 1);
  root->algorithm = algorithm;
  root->der = g_bytes_ref (der);
  g_ptr_array_add (self->roots, root);
}

static GBytes *
digest_of (GBytes *bytes)
{
  g_autoptr (GChecksum) sum = g_checksum_new (G_CHECKSUM_SHA256);
  guint8 digest[32];
  gsize size = sizeof digest;

  g_checksum_update (sum, g_bytes_get_data (bytes, NULL), (gssize) g_bytes_get_size (bytes));
  g_checksum_get_digest (sum, digest, &size);
  return g_bytes_new (digest, size);
}

/**
 * yao_well_known_add_signer:
 * @self: a document
 * @spki: the public key, in DER
 *
 * Adds a key that signs initialisation codes.
 */
void
yao_well_known_add_signer (YaoWellKnown *self, GBytes *spki)
{
  YaoWellKnownSigner *signer;

  g_return_if_fail (self != NULL && spki != NULL);

  signer = g_new0 (YaoWellKnownSigner, 1);
  signer->id = digest_of (spki);
  signer->spki = g_bytes_ref (spki);
  g_ptr_array_add (self->signers, signer);
}

/**
 * yao_well_known_get_root:
 * @self: a document
 * @algorithm: a family of algorithms
 *
 * Finds the root of a family; the first where there are several.
 *
 * Returns: (nullable) (transfer none): the certificate
 */
GBytes *
yao_well_known_get_root (const YaoWellKnown *self, YaoCaAlgorithm algorithm)
{
  g_return_val_if_fail (self != NULL, NULL);

  for (guint i = 0; i < self->roots->len; i++)
    {
      const YaoWellKnownRoot *root = g_ptr_array_index (self->roots, i);

      if (root->algorithm == algorithm)
        return root->der;
    }

  return NULL;
}

/**
 * yao_well_known_get_signer:
 * @self: a document
 * @id: SHA-256 of a SPKI
 *
 * Finds the key that signed an initialisation code.
 *
 * Returns: (nullable) (transfer none): the SPKI, in DER
 */
GBytes *
yao_well_known_get_signer (const YaoWellKnown *self, GBytes *id)
{
  g_return_val_if_fail (self != NULL && id != NULL, NULL);

  for (guint i = 0; i < self->signers->len; i++)
    {
      const YaoWellKnownSigner *signer = g_ptr_array_index (self->signers, i);

      if (g_bytes_equal (signer->id, id))
        return signer->spki;
    }

  return NULL;
}

/**
 * yao_service_id_is_valid:
 * @service_id: an id
 *
 * Tells whether an id is 8 bytes in base64url.
 *
 * Returns: %TRUE if it is
 */
gboolean
yao_service_id_is_valid (const char *service_id)
{
  g_autoptr (GBytes) bytes = NULL;

  g_return_val_if_fail (service_id != NULL, FALSE);

  bytes = yao_base64url_decode (service_id, YAO_SERVICE_ID_SIZE, NULL);
  return bytes != NULL && g_bytes_get_size (bytes) == YAO_SERVICE_ID_SIZE;
}

static void
write_roots (const YaoWellKnown *self, YaoJsonWriter *writer)
{
  yao_json_writer_begin_array (writer, "roots");
  for (guint i = 0; i < self->roots->len; i++)
    {
      const YaoWellKnownRoot *root = g_ptr_array_index (self->roots, i);

      yao_json_writer_begin_object (writer, NULL);
      yao_json_writer_add_string (writer, "algorithm",
                                  yao_ca_algorithm_to_string (root->algorithm));
      yao_json_writer_add_bytes (writer, "der", root->der);
      yao_json_writer_end_object (writer);
    }
  yao_json_writer_end_array (writer);
}

static void
write_signers (const YaoWellKnown *self, YaoJsonWriter *writer)
{
  yao_json_writer_begin_array (writer, "signers");
  for (guint i = 0; i < self->signers->len; i++)
    {
      const YaoWellKnownSigner *signer = g_ptr_array_index (self->signers, i);

      yao_json_writer_begin_object (writer, NULL);
      yao_json_writer_add_bytes (writer, "id", signer->id);
      yao_json_writer_add_bytes (writer, "spki", signer->spki);
      yao_json_writer_end_object (writer);
    }
  yao_json_writer_end_array (writer);
}

/**
 * yao_well_known_encode:
 * @self: a document
 *
 * Writes a document.
 *
 * Returns: (transfer full): the body of the reply
 */
GBytes *
yao_well_known_encode (const YaoWellKnown *self)
{
  g_autoptr (YaoJsonWriter) writer = NULL;

  g_return_val_if_fail (self != NULL, NULL);

  writer = yao_json_writer_new ();
  yao_json_writer_begin_object (writer, NULL);
  yao_json_writer_add_int (writer, "protocol", YAO_PROTOCOL_VERSION);
  yao_json_writer_add_string (writer, "service_id", self->service_id);
  yao_json_writer_add_string (writer, "name", self->name);
  yao_json_writer_add_string (writer, "base_address", self->base_address);
  yao_json_writer_add_string (writer, "cosign_address", self->cosign_address);
  yao_json_writer_add_string (writer, "support", self->support);
  yao_json_writer_begin_array (writer, "key_kinds");
  if (self->has_cloud_keys)
    yao_json_writer_add_string (writer, NULL, yao_key_kind_to_string (YAO_KEY_KIND_CLOUD));
  if (self->has_cosigned_keys)
    yao_json_writer_add_string (writer, NULL, yao_key_kind_to_string (YAO_KEY_KIND_COSIGNED));
  yao_json_writer_end_array (writer);
  yao_json_writer_add_int (writer, "signing_level", self->signing_level);
  write_roots (self, writer);
  write_signers (self, writer);
  yao_json_writer_end_object (writer);

  return yao_json_writer_finish (writer);
}

static gboolean
refuse (const char *what, GError **error)
{
  g_set_error (error, YAO_ERROR, YAO_ERROR_INVALID_INPUT, "%s", what);
  return FALSE;
}

static gboolean
read_addresses (YaoWellKnown *self, YaoJson *json, GError **error)
{
  if (!yao_json_get_string (json, "base_address", YAO_ADDRESS_MAX_SIZE, &self->base_address, error)
      || !yao_json_get_optional_string (json, "cosign_address", YAO_ADDRESS_MAX_SIZE,
                                        &self->cosign_address, error))
    return FALSE;
  if (!yao_address_is_valid (self->base_address))
    return refuse ("base_address: not an address", error);
  if (self->cosign_address != NULL && !yao_address_is_valid (self->cosign_address))
    return refuse ("cosign_address: not an address", error);

  return TRUE;
}

/* Kinds that are not known here are of no use, but no error. */
static gboolean
read_key_kinds (YaoWellKnown *self, YaoJson *json, GError **error)
{
  g_auto (GStrv) names = NULL;

  if (!yao_json_get_strings (json, "key_kinds", MAX_KEY_KINDS, 64, &names, error))
    return FALSE;

  self->has_cloud_keys
      = g_strv_contains ((const char *const *) names, yao_key_kind_to_string (YAO_KEY_KIND_CLOUD));
  self->has_cosigned_keys = g_strv_contains ((const char *const *) names,
                                             yao_key_kind_to_string (YAO_KEY_KIND_COSIGNED));
  return TRUE;
}

static gboolean
read_root (YaoWellKnown *self, YaoJson *json, GError **error)
{
  g_autofree char *name = NULL;
  g_autoptr (GBytes) der = NULL;
  YaoCaAlgorithm algorithm;

  if (!yao_json_get_string (json, "algorithm", 64, &name, error)
      || !yao_json_get_bytes (json, "der", YAO_CERTIFICATE_MAX_SIZE, &der, error))
    return FALSE;
  if (g_bytes_get_size (der) == 0)
    return refuse ("der: empty", error);
  if (yao_ca_algorithm_from_string (name, &algorithm))
    yao_well_known_add_root (self, algorithm, der);

  return TRUE;
}

static gboolean
read_roots (YaoWellKnown *self, YaoJson *json, GError **error)
{
  g_autoptr (GPtrArray) items = NULL;

  if (!yao_json_get_array (json, "roots", YAO_WELL_KNOWN_MAX_ROOTS, &items, error))
    return FALSE;

  for (guint i = 0; i < items->len; i++)
    {
      if (!read_root (self, g_ptr_array_index (items, i), error))
        {
          g_prefix_error (error, "roots: ");
          return FALSE;
        }
    }

  return self->roots->len > 0 || refuse ("roots: none that is known", error);
}

static gboolean
read_signer (YaoWellKnown *self, YaoJson *json, GError **error)
{
  g_autoptr (GBytes) id = NULL;
  g_autoptr (GBytes) spki = NULL;
  const YaoWellKnownSigner *signer;

  if (!yao_json_get_bytes (json, "id", 32, &id, error)
      || !yao_json_get_bytes (json, "spki", YAO_SPKI_MAX_SIZE, &spki, error))
    return FALSE;

  yao_well_known_add_signer (self, spki);
  signer = g_ptr_array_index (self->signers, self->signers->len - 1);
  return g_bytes_equal (signer->id, id) || refuse ("id: not the digest of spki", error);
}

static gboolean
read_signers (YaoWellKnown *self, YaoJson *json, GError **error)
{
  g_autoptr (GPtrArray) items = NULL;

  if (!yao_json_get_array (json, "signers", YAO_WELL_KNOWN_MAX_SIGNERS, &items, error))
    return FALSE;

  for (guint i = 0; i < items->len; i++)
    {
      if (!read_signer (self, g_ptr_array_index (items, i), error))
        {
          g_prefix_error (error, "signers: ");
          return FALSE;
        }
    }

  return TRUE;
}

static gboolean
read_members (YaoWellKnown *self, YaoJson *json, GError **error)
{
  if (!yao_json_get_string (json, "service_id", 16, &self->service_id, error)
      || !yao_json_get_text (json, "name", YAO_NAME_MAX_SIZE, &self->name, error)
      || !yao_json_get_optional_text (json, "support", YAO_NAME_MAX_SIZE, &self->support, error)
      || !yao_json_get_optional_int (json, "signing_level", 1, MAX_SIGNING_LEVEL, 1,
                                     &self->signing_level, error))
    return FALSE;
  if (!yao_service_id_is_valid (self->service_id))
    return refuse ("service_id: not 8 bytes", error);

  return read_addresses (self, json, error) && read_key_kinds (self, json, error)
         && read_roots (self, json, error) && read_signers (self, json, error);
}

/**
 * yao_well_known_decode:
 * @body: the body of a reply
 * @error: return location
 *
 * Reads a document, of at most %YAO_MESSAGE_MAX_SIZE bytes. Kinds of keys and roots of families
 * that are not known here are left out; at least one root must remain.
 *
 * Returns: (transfer full): the document, or %NULL with %YAO_ERROR_BAD_REPLY, or with
 *   %YAO_ERROR_UNSUPPORTED where the service speaks another version of the protocol
 */
YaoWellKnown *
yao_well_known_decode (GBytes *body, GError **error)
{
  g_autoptr (YaoWellKnown) self = NULL;
  g_autoptr (YaoJson) json = NULL;
  g_autoptr (GError) local = NULL;
  gint64 protocol = 0;

  g_return_val_if_fail (body != NULL, NULL);

  self = yao_well_known_new ();
  json = yao_json_parse (body, YAO_MESSAGE_MAX_SIZE, &local);
  if (json != NULL && yao_json_get_int (json, "protocol", 1, G_MAXINT32, &protocol, &local)
      && protocol != YAO_PROTOCOL_VERSION)
    {
      g_set_error (error, YAO_ERROR, YAO_ERROR_UNSUPPORTED,
                   "the service speaks version %" G_GINT64_FORMAT " of the protocol", protocol);
      return NULL;
    }
  if (local != NULL || !read_members (self, json, &local))
    {
      g_set_error (error, YAO_ERROR, YAO_ERROR_BAD_REPLY, "well-known document: %s",
                   local->message);
      return NULL;
    }

  return g_steal_pointer (&self);
}
