/* yao-certificate-message.c: certificates as they travel
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include "yao-certificate-message.h"

#include "yao-error.h"
#include "yao-paths.h"
#include "yao-well-known.h"

#include <string.h>

static gboolean
refuse (const char *what, GError **error)
{
  g_set_error (error, YAO_ERROR, YAO_ERROR_INVALID_INPUT, "%s", what);
  return FALSE;
}

/**
 * yao_certificate_message_new:
 *
 * Makes an empty message.
 *
 * Returns: (transfer full): the message
 */
YaoCertificateMessage *
yao_certificate_message_new (void)
{
  YaoCertificateMessage *self = g_new0 (YaoCertificateMessage, 1);

  self->chain = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);
  return self;
}

/**
 * yao_certificate_message_free:
 * @self: (transfer full): a message
 *
 * Frees a message.
 */
void
yao_certificate_message_free (YaoCertificateMessage *self)
{
  g_return_if_fail (self != NULL);

  g_free (self->id);
  g_free (self->holder_uid);
  g_free (self->holder_name);
  g_free (self->organisation);
  g_free (self->department);
  g_free (self->role_title);
  g_free (self->revocation_reason);
  g_clear_pointer (&self->der, g_bytes_unref);
  g_clear_pointer (&self->chain, g_ptr_array_unref);
  g_free (self);
}

/**
 * yao_certificate_message_write:
 * @self: a message
 * @writer: where to
 * @name: (nullable): the member's name
 *
 * Writes one certificate.
 */
void
yao_certificate_message_write (const YaoCertificateMessage *self,
                               YaoJsonWriter *writer,
                               const char *name)
{
  g_return_if_fail (self != NULL && writer != NULL);

  yao_json_writer_begin_object (writer, name);
  yao_json_writer_add_string (writer, "id", self->id);
  yao_json_writer_add_string (writer, "holder_uid", self->holder_uid);
  yao_json_writer_add_string (writer, "holder_name", self->holder_name);
  yao_json_writer_add_string (writer, "organisation", self->organisation);
  yao_json_writer_add_string (writer, "department", self->department);
  yao_json_writer_add_string (writer, "role_title", self->role_title);
  yao_json_writer_add_string (writer, "key_kind", yao_key_kind_to_string (self->key_kind));
  yao_json_writer_add_string (writer, "algorithm",
                              yao_certificate_algorithm_to_string (self->algorithm));
  yao_json_writer_add_int (writer, "version", self->version);
  yao_json_writer_add_string (writer, "state", yao_certificate_state_to_string (self->state));
  if (self->revoked_at != 0)
    yao_json_writer_add_time (writer, "revoked_at", self->revoked_at);
  else
    yao_json_writer_add_null (writer, "revoked_at");
  yao_json_writer_add_string (writer, "revocation_reason", self->revocation_reason);
  yao_json_writer_add_bytes (writer, "der", self->der);
  yao_json_writer_add_bytes_array (writer, "chain", self->chain);
  yao_json_writer_end_object (writer);
}

/**
 * yao_certificate_id_is_valid:
 * @id: an id
 *
 * Tells whether an id has the form that the protocol allows: 1 to %YAO_CERTIFICATE_ID_MAX_SIZE
 * letters, digits, "-" and "_".
 *
 * Returns: %TRUE if it has
 */
gboolean
yao_certificate_id_is_valid (const char *id)
{
  static const char allowed[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-";
  gsize length;

  g_return_val_if_fail (id != NULL, FALSE);

  length = strlen (id);
  return length >= 1 && length <= YAO_CERTIFICATE_ID_MAX_SIZE && strspn (id, allowed) == length;
}

static gboolean
read_person (YaoCertificateMessage *self, YaoJson *json, GError **error)
{
  if (!yao_json_get_string (json, "id", YAO_CERTIFICATE_ID_MAX_SIZE, &self->id, error)
      || !yao_json_get_string (json, "holder_uid", 64, &self->holder_uid, error)
      || !yao_json_get_text (json, "holder_name", YAO_NAME_MAX_SIZE, &self->holder_name, error)
      || !yao_json_get_text (json, "organisation", YAO_NAME_MAX_SIZE, &self->organisation, error)
      || !yao_json_get_optional_text (json, "department", YAO_NAME_MAX_SIZE, &self->department,
                                      error)
      || !yao_json_get_optional_text (json, "role_title", YAO_NAME_MAX_SIZE, &self->role_title,
                                      error))
    return FALSE;
  if (!yao_certificate_id_is_valid (self->id))
    return refuse ("id: of a wrong form", error);

  return yao_uid_is_valid (self->holder_uid) || refuse ("holder_uid: of a wrong form", error);
}

static gboolean
read_kinds (YaoCertificateMessage *self, YaoJson *json, GError **error)
{
  g_autofree char *key_kind = NULL;
  g_autofree char *algorithm = NULL;
  g_autofree char *state = NULL;

  if (!yao_json_get_string (json, "key_kind", 64, &key_kind, error)
      || !yao_json_get_string (json, "algorithm", 64, &algorithm, error)
      || !yao_json_get_string (json, "state", 64, &state, error))
    return FALSE;
  if (!yao_key_kind_from_string (key_kind, &self->key_kind))
    return refuse ("key_kind: not known", error);
  if (!yao_certificate_algorithm_from_string (algorithm, &self->algorithm))
    return refuse ("algorithm: not known", error);

  return yao_certificate_state_from_string (state, &self->state)
         || refuse ("state: not known", error);
}

static gboolean
read_revocation (YaoCertificateMessage *self, YaoJson *json, GError **error)
{
  gboolean revoked = self->state == YAO_CERTIFICATE_STATE_REVOKED;

  if (!yao_json_get_int (json, "version", 1, G_MAXINT32, &self->version, error)
      || !yao_json_get_optional_time (json, "revoked_at", 0, &self->revoked_at, error)
      || !yao_json_get_optional_text (json, "revocation_reason", 64, &self->revocation_reason,
                                      error))
    return FALSE;
  if (revoked != (self->revoked_at > 0) || (!revoked && self->revocation_reason != NULL))
    return refuse ("revoked_at: does not go with the state", error);

  return TRUE;
}

static gboolean
has_empty_item (GPtrArray *items)
{
  for (guint i = 0; i < items->len; i++)
    {
      if (g_bytes_get_size (g_ptr_array_index (items, i)) == 0)
        return TRUE;
    }

  return FALSE;
}

static gboolean
read_certificates (YaoCertificateMessage *self, YaoJson *json, GError **error)
{
  g_autoptr (GPtrArray) chain = NULL;

  if (!yao_json_get_bytes (json, "der", YAO_CERTIFICATE_MAX_SIZE, &self->der, error)
      || !yao_json_get_bytes_array (json, "chain", YAO_CERTIFICATE_MAX_CHAIN,
                                    YAO_CERTIFICATE_MAX_SIZE, &chain, error))
    return FALSE;
  if (g_bytes_get_size (self->der) == 0 || chain->len == 0 || has_empty_item (chain))
    return refuse ("chain: a certificate is missing", error);

  g_ptr_array_unref (self->chain);
  self->chain = g_steal_pointer (&chain);
  return TRUE;
}

/**
 * yao_certificate_message_read:
 * @json: a value
 * @error: return location
 *
 * Reads one certificate. What it says is not compared with what stands in the certificate itself.
 *
 * Returns: (transfer full): the message, or %NULL with %YAO_ERROR_INVALID_INPUT
 */
YaoCertificateMessage *
yao_certificate_message_read (YaoJson *json, GError **error)
{
  g_autoptr (YaoCertificateMessage) self = NULL;

  g_return_val_if_fail (json != NULL, NULL);

  self = yao_certificate_message_new ();
  if (!read_person (self, json, error) || !read_kinds (self, json, error)
      || !read_revocation (self, json, error) || !read_certificates (self, json, error))
    return NULL;

  return g_steal_pointer (&self);
}

/**
 * yao_certificate_list_new:
 *
 * Makes an empty page, the last one, of a total that is not told.
 *
 * Returns: (transfer full): the page
 */
YaoCertificateList *
yao_certificate_list_new (void)
{
  YaoCertificateList *self = g_new0 (YaoCertificateList, 1);

  self->items = g_ptr_array_new_with_free_func ((GDestroyNotify) yao_certificate_message_free);
  self->total = -1;
  return self;
}

/**
 * yao_certificate_list_free:
 * @self: (transfer full): a page
 *
 * Frees a page.
 */
void
yao_certificate_list_free (YaoCertificateList *self)
{
  g_return_if_fail (self != NULL);

  g_ptr_array_unref (self->items);
  g_free (self->next);
  g_free (self);
}

/**
 * yao_certificate_list_encode:
 * @self: a page
 *
 * Writes a page.
 *
 * Returns: (transfer full): the body of the reply
 */
GBytes *
yao_certificate_list_encode (const YaoCertificateList *self)
{
  g_autoptr (YaoJsonWriter) writer = NULL;

  g_return_val_if_fail (self != NULL, NULL);

  writer = yao_json_writer_new ();
  yao_json_writer_begin_object (writer, NULL);
  yao_json_writer_begin_array (writer, "items");
  for (guint i = 0; i < self->items->len; i++)
    yao_certificate_message_write (g_ptr_array_index (self->items, i), writer, NULL);
  yao_json_writer_end_array (writer);
  yao_json_writer_add_string (writer, "next", self->next);
  if (self->total >= 0)
    yao_json_writer_add_int (writer, "total", self->total);
  else
    yao_json_writer_add_null (writer, "total");
  yao_json_writer_end_object (writer);

  return yao_json_writer_finish (writer);
}

static gboolean
read_list (YaoCertificateList *self, YaoJson *json, GError **error)
{
  g_autoptr (GPtrArray) items = NULL;

  if (!yao_json_get_array (json, "items", YAO_PAGE_LIMIT_MAX, &items, error)
      || !yao_json_get_optional_string (json, "next", YAO_CURSOR_MAX_SIZE, &self->next, error)
      || !yao_json_get_optional_int (json, "total", 0, G_MAXINT32, -1, &self->total, error))
    return FALSE;
  if (self->next != NULL && !yao_cursor_is_valid (self->next))
    return refuse ("next: not a cursor", error);

  for (guint i = 0; i < items->len; i++)
    {
      YaoCertificateMessage *item
          = yao_certificate_message_read (g_ptr_array_index (items, i), error);

      if (item == NULL)
        return FALSE;
      g_ptr_array_add (self->items, item);
    }

  return TRUE;
}

/**
 * yao_certificate_list_decode:
 * @body: the body of a reply
 * @error: return location
 *
 * Reads a page, of at most %YAO_MESSAGE_MAX_SIZE bytes.
 *
 * Returns: (transfer full): the page, or %NULL with %YAO_ERROR_BAD_REPLY
 */
YaoCertificateList *
yao_certificate_list_decode (GBytes *body, GError **error)
{
  g_autoptr (YaoCertificateList) self = NULL;
  g_autoptr (YaoJson) json = NULL;
  g_autoptr (GError) local = NULL;

  g_return_val_if_fail (body != NULL, NULL);

  self = yao_certificate_list_new ();
  json = yao_json_parse (body, YAO_MESSAGE_MAX_SIZE, &local);
  if (json == NULL || !read_list (self, json, &local))
    {
      g_set_error (error, YAO_ERROR, YAO_ERROR_BAD_REPLY, "certificates: %s", local->message);
      return NULL;
    }

  return g_steal_pointer (&self);
}

/**
 * yao_chain_encode:
 * @chain: (element-type GBytes): certificates, the issuing one first, the root last
 *
 * Writes the certificates of an authority.
 *
 * Returns: (transfer full): the body of the reply
 */
GBytes *
yao_chain_encode (GPtrArray *chain)
{
  g_autoptr (YaoJsonWriter) writer = NULL;

  g_return_val_if_fail (chain != NULL, NULL);

  writer = yao_json_writer_new ();
  yao_json_writer_begin_object (writer, NULL);
  yao_json_writer_add_bytes_array (writer, "items", chain);
  yao_json_writer_end_object (writer);

  return yao_json_writer_finish (writer);
}

/**
 * yao_chain_decode:
 * @body: the body of a reply
 * @error: return location
 *
 * Reads the certificates of an authority, of which there is at least one.
 *
 * Returns: (transfer full) (element-type GBytes): the certificates, or %NULL with
 *   %YAO_ERROR_BAD_REPLY
 */
GPtrArray *
yao_chain_decode (GBytes *body, GError **error)
{
  g_autoptr (GPtrArray) chain = NULL;
  g_autoptr (YaoJson) json = NULL;
  g_autoptr (GError) local = NULL;

  g_return_val_if_fail (body != NULL, NULL);

  json = yao_json_parse (body, YAO_MESSAGE_MAX_SIZE, &local);
  if (json == NULL
      || !yao_json_get_bytes_array (json, "items", YAO_CERTIFICATE_MAX_CHAIN,
                                    YAO_CERTIFICATE_MAX_SIZE, &chain, &local))
    {
      g_set_error (error, YAO_ERROR, YAO_ERROR_BAD_REPLY, "chain: %s", local->message);
      return NULL;
    }
  if (chain->len == 0 || has_empty_item (chain))
    {
      g_set_error (error, YAO_ERROR, YAO_ERROR_BAD_REPLY, "chain: a certificate is missing");
      return NULL;
    }

  return g_steal_pointer (&chain);
}
