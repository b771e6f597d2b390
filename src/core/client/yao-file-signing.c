/* yao-file-signing.c: the work of signing files
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include "yao-file-signing.h"

#include "yao-authorization-work.h"
#include "yao-digest.h"
#include "yao-encoding.h"
#include "yao-error.h"
#include "yao-file-digest.h"
#include "yao-file.h"
#include "yao-paths.h"
#include "yao-problem.h"
#include "yao-random.h"
#include "yao-signature-message.h"
#include "yao-signed-data.h"

#include <string.h>

static const YaoUseOids oids = { YAO_OID_USE, YAO_OID_AUTHORIZATION };

#define SIGNATURE_MODE 0644
#define AUTHORIZATIONS 100 /* of one person that are looked through for the one that lets him */

static void
free_entry (gpointer data)
{
  YaoSigningEntry *entry = data;

  g_object_unref (entry->file);
  g_object_unref (entry->signature);
  g_free (entry->name);
  g_clear_pointer (&entry->digest, g_bytes_unref);
  g_clear_pointer (&entry->use_id, g_bytes_unref);
  g_clear_pointer (&entry->data, g_bytes_unref);
  g_clear_error (&entry->error);
  g_free (entry);
}

/**
 * yao_signature_kind_for:
 * @algorithm: what kind of key a certificate has
 *
 * Gets how this key signs files.
 *
 * Returns: the kind of signature
 */
YaoSignatureKind
yao_signature_kind_for (YaoCertificateAlgorithm algorithm)
{
  switch (algorithm)
    {
    case YAO_CERTIFICATE_ALGORITHM_SM2:
      return YAO_SIGNATURE_SM2_SM3;
    case YAO_CERTIFICATE_ALGORITHM_P256:
      return YAO_SIGNATURE_ECDSA_SHA256;
    case YAO_CERTIFICATE_ALGORITHM_RSA2048:
    case YAO_CERTIFICATE_ALGORITHM_RSA3072:
    default:
      return YAO_SIGNATURE_RSA_PKCS1_SHA256;
    }
}

/**
 * yao_file_signing_new:
 * @certificate: whose key signs
 * @is_raw: whether the bare signature is made
 *
 * Makes the work, without files.
 *
 * Returns: (transfer full): the work
 */
YaoFileSigning *
yao_file_signing_new (YaoCertificateRecord *certificate, gboolean is_raw)
{
  YaoFileSigning *self = g_new0 (YaoFileSigning, 1);

  self->certificate = yao_certificate_record_ref (certificate);
  self->is_raw = is_raw;
  self->kind = yao_signature_kind_for (certificate->algorithm);
  self->entries = g_ptr_array_new_with_free_func (free_entry);
  return self;
}

/**
 * yao_file_signing_free:
 * @self: (transfer full): the work
 *
 * Frees it.
 */
void
yao_file_signing_free (YaoFileSigning *self)
{
  if (self == NULL)
    return;

  yao_certificate_record_unref (self->certificate);
  g_ptr_array_unref (self->entries);
  g_free (self->authorization);
  g_free (self);
}

/* At most so many bytes of a name are told, in whole characters. */
static char *
shorten (const char *name)
{
  const int most = 255;
  const char *end = name + strlen (name);

  while (end - name > most)
    end = g_utf8_prev_char (end);
  return g_strndup (name, (gsize) (end - name));
}

/**
 * yao_file_signing_add:
 * @self: the work
 * @file: a file
 * @signature: where its signature goes
 * @name: what people call it
 *
 * Adds a file.
 */
void
yao_file_signing_add (YaoFileSigning *self, GFile *file, GFile *signature, const char *name)
{
  YaoSigningEntry *entry = g_new0 (YaoSigningEntry, 1);

  entry->file = g_object_ref (file);
  entry->signature = g_object_ref (signature);
  entry->name = shorten (name);
  g_ptr_array_add (self->entries, entry);
}

static GBytes *
make_attributes (YaoFileSigning *self, const YaoSigningEntry *entry, gint64 now)
{
  g_autoptr (YaoSignedAttributes) attributes = yao_signed_attributes_new ();

  attributes->form = yao_signed_form_for_kind (self->kind);
  attributes->message_digest = g_bytes_ref (entry->digest);
  attributes->signing_time = now;
  attributes->certificate_hash = yao_digest_bytes (YAO_DIGEST_SHA256, self->certificate->der);
  attributes->use_id = g_bytes_ref (entry->use_id);
  attributes->authorization = g_strdup (self->authorization);
  return yao_signed_attributes_build (attributes, &oids);
}

/* What is signed is made of what was read here, once: what happens to the file later shows. */
static void
read_entry (YaoFileSigning *self, YaoSigningEntry *entry, gint64 now, GCancellable *cancellable)
{
  YaoDigestKind digest = yao_signed_form_get_digest (yao_signed_form_for_kind (self->kind));

  if (self->is_raw && self->kind == YAO_SIGNATURE_SM2_SM3)
    {
      entry->data = yao_file_digest_read (entry->file, YAO_SIGNATURE_MAX_MESSAGE, cancellable,
                                          &entry->error);
      if (entry->data == NULL)
        return;
      entry->size = (gint64) g_bytes_get_size (entry->data);
      entry->digest = yao_digest_bytes (digest, entry->data);
    }
  else
    entry->digest = yao_file_digest (entry->file, digest, &entry->size, cancellable, &entry->error);

  if (entry->digest == NULL)
    return;
  entry->use_id = yao_random_bytes (YAO_USE_ID_SIZE);
  if (!self->is_raw)
    entry->data = make_attributes (self, entry, now);
  else if (entry->data == NULL)
    entry->data = g_bytes_ref (entry->digest);
}

static const char *
get_algorithm (YaoSignatureKind kind)
{
  switch (kind)
    {
    case YAO_SIGNATURE_SM2_SM3:
      return YAO_SIGNATURE_ALGORITHM_SM2;
    case YAO_SIGNATURE_ECDSA_SHA256:
      return YAO_SIGNATURE_ALGORITHM_ECDSA;
    case YAO_SIGNATURE_RSA_PSS_SHA256:
      return YAO_SIGNATURE_ALGORITHM_RSA_PSS;
    case YAO_SIGNATURE_RSA_PKCS1_SHA256:
    default:
      return YAO_SIGNATURE_ALGORITHM_RSA_PKCS1;
    }
}

static YaoSignatureRequest *
make_request (YaoFileSigning *self)
{
  YaoSignatureRequest *request = yao_signature_request_new ();

  request->format = g_strdup (self->is_raw ? YAO_SIGNATURE_FORMAT_RAW : YAO_SIGNATURE_FORMAT_CMS);
  request->algorithm = g_strdup (get_algorithm (self->kind));
  request->version = self->certificate->version;
  for (guint i = 0; i < self->entries->len; i++)
    {
      const YaoSigningEntry *entry = self->entries->pdata[i];
      YaoSignatureItem *item;

      if (entry->data == NULL)
        continue;
      item = yao_signature_item_new ();
      item->name = g_strdup (entry->name);
      item->size = entry->size;
      item->use_id = g_bytes_ref (entry->use_id);
      item->data = g_bytes_ref (entry->data);
      g_ptr_array_add (request->items, item);
    }
  return request;
}

/* Each signature is checked against the certificate before anybody sees it. */
static GBytes *
check_raw (YaoFileSigning *self, const YaoSigningEntry *entry, GBytes *signature, GError **error)
{
  g_autoptr (YaoKey) key = yao_x509_dup_public_key (self->certificate->x509, error);
  gboolean good;

  if (key == NULL)
    return NULL;
  good = self->kind == YAO_SIGNATURE_SM2_SM3
             ? yao_signature_verify (key, self->kind, entry->data, signature, error)
             : yao_signature_verify_digest (key, self->kind, entry->data, signature, error);
  return good ? g_bytes_ref (signature) : NULL;
}

static GBytes *
make_signed_data (YaoFileSigning *self,
                  const YaoSigningEntry *entry,
                  GBytes *signature,
                  GError **error)
{
  g_autoptr (YaoSignedData) data = yao_signed_data_new ();

  data->form = yao_signed_form_for_kind (self->kind);
  data->kind = self->kind;
  data->attributes = g_bytes_ref (entry->data);
  data->signature = g_bytes_ref (signature);
  data->certificate = g_bytes_ref (self->certificate->der);
  g_ptr_array_add (data->certificates, g_bytes_ref (self->certificate->der));
  for (guint i = 0; i + 1 < self->certificate->chain->len; i++)
    g_ptr_array_add (data->certificates, g_bytes_ref (self->certificate->chain->pdata[i]));

  return yao_signed_data_verify (data, &oids, error) ? yao_signed_data_build (data, error) : NULL;
}

static void
finish_entry (YaoFileSigning *self, YaoSigningEntry *entry, const YaoSignatureResult *result)
{
  g_autofree char *path = g_file_get_path (entry->signature);
  g_autoptr (GBytes) bytes = NULL;

  if (g_strcmp0 (result->state, YAO_SIGNATURE_SIGNED) != 0)
    {
      YaoProblemKind kind
          = yao_problem_kind_from_name (result->problem != NULL ? result->problem : "");

      g_set_error (
          &entry->error, YAO_ERROR,
          (int) (kind != YAO_PROBLEM_UNKNOWN ? yao_problem_kind_get_code (kind) : YAO_ERROR_DENIED),
          "the service refuses: %s", result->problem);
      return;
    }

  bytes = self->is_raw ? check_raw (self, entry, result->signature, &entry->error)
                       : make_signed_data (self, entry, result->signature, &entry->error);
  if (bytes != NULL && path != NULL)
    yao_file_replace (path, bytes, SIGNATURE_MODE, &entry->error);
  else if (bytes != NULL)
    g_set_error (&entry->error, YAO_ERROR, YAO_ERROR_STORAGE, "not a local file");
}

static gboolean
finish_entries (YaoFileSigning *self, GBytes *answer, GError **error)
{
  g_autoptr (YaoSignatureReply) reply
      = yao_signature_reply_decode (answer, YAO_MESSAGE_CLIENT, error);
  guint at = 0;

  if (reply == NULL)
    return FALSE;
  for (guint i = 0; i < self->entries->len; i++)
    {
      YaoSigningEntry *entry = self->entries->pdata[i];

      if (entry->data == NULL)
        continue;
      if (at == reply->items->len)
        {
          g_set_error (error, YAO_ERROR, YAO_ERROR_BAD_REPLY, "there are fewer signatures");
          return FALSE;
        }
      finish_entry (self, entry, reply->items->pdata[at++]);
    }
  return TRUE;
}

static GBytes *
get_file_digest (YaoFileSigning *self, const YaoSignatureItem *item)
{
  g_autoptr (YaoSignedAttributes) attributes = NULL;

  if (self->is_raw)
    return g_bytes_ref (item->data);
  attributes = yao_signed_attributes_parse (item->data, &oids, NULL);
  return attributes != NULL ? g_bytes_ref (attributes->message_digest) : NULL;
}

static gboolean
is_same_item (YaoFileSigning *self, const YaoSigningEntry *entry, const YaoSignatureItem *item)
{
  g_autoptr (GBytes) digest = get_file_digest (self, item);

  return digest != NULL && g_strcmp0 (entry->name, item->name) == 0
         && g_bytes_equal (self->is_raw ? entry->data : entry->digest, digest);
}

/* Whether a request of an earlier run is for the same files as they are now. Then its own
 * attributes take the place of the new ones.
 */
static gboolean
take_over (YaoFileSigning *self, const YaoSignatureRequest *fresh, const YaoSignatureRequest *old)
{
  guint at = 0;

  if (g_strcmp0 (old->format, fresh->format) != 0
      || g_strcmp0 (old->algorithm, fresh->algorithm) != 0 || old->version != fresh->version
      || old->items->len != fresh->items->len)
    return FALSE;
  for (guint i = 0; i < self->entries->len; i++)
    {
      const YaoSigningEntry *entry = self->entries->pdata[i];

      if (entry->data != NULL && !is_same_item (self, entry, old->items->pdata[at++]))
        return FALSE;
    }

  at = 0;
  for (guint i = 0; i < self->entries->len; i++)
    {
      YaoSigningEntry *entry = self->entries->pdata[i];
      const YaoSignatureItem *item;

      if (entry->data == NULL)
        continue;
      item = old->items->pdata[at++];
      g_bytes_unref (entry->data);
      entry->data = g_bytes_ref (item->data);
      g_bytes_unref (entry->use_id);
      entry->use_id = g_bytes_ref (item->use_id);
    }
  return TRUE;
}

/* A run that was stopped before it heard the answer has left its request; where the service did it,
 * the same signatures are taken, and nothing is signed again.
 */
static GBytes *
find_answer (YaoFileSigning *self,
             YaoIdentityWork *work,
             const YaoSignatureRequest *fresh,
             char **key,
             GCancellable *cancellable)
{
  g_autofree char *path = yao_path_signatures (self->certificate->id);
  g_autoptr (GPtrArray) left = yao_identity_work_list_left (work, path);

  for (guint i = 0; i < left->len; i++)
    {
      const YaoIntent *intent = left->pdata[i];
      g_autoptr (YaoSignatureRequest) old
          = yao_signature_request_decode (intent->request, YAO_MESSAGE_CLIENT, NULL);
      g_autoptr (GBytes) answer = yao_identity_work_ask (work, intent->key, cancellable);

      if (answer == NULL || old == NULL || !take_over (self, fresh, old))
        continue;
      *key = g_strdup (intent->key);
      return g_steal_pointer (&answer);
    }
  return NULL;
}

static char *
make_approval (const char *path, GBytes *body)
{
  g_autoptr (GBytes) text = yao_approval_write (path, body);
  g_autoptr (GBytes) digest = yao_digest_bytes (YAO_DIGEST_SHA256, text);

  return yao_base64url_encode_bytes (digest);
}

static gboolean
send_request (YaoFileSigning *self,
              YaoIdentityWork *work,
              const YaoSignatureRequest *message,
              GCancellable *cancellable,
              GError **error)
{
  g_autofree char *path = yao_path_signatures (self->certificate->id);
  g_autoptr (GBytes) body = yao_signature_request_encode (message);
  const YaoDpopRequest request = { "POST", path, 200, TRUE, body, NULL, NULL };
  g_autofree char *key = NULL;
  g_autoptr (GBytes) answer = NULL;
  gboolean done;

  if (g_bytes_get_size (body) > YAO_MESSAGE_MAX_SIZE)
    {
      g_set_error (error, YAO_ERROR, YAO_ERROR_INVALID_INPUT, "too much at a time");
      return FALSE;
    }

  g_free (work->approval);
  work->approval = make_approval (path, body);
  answer = find_answer (self, work, message, &key, cancellable);
  if (answer == NULL)
    answer = yao_identity_work_change_kept (work, &request, &key, cancellable, error);
  if (answer == NULL)
    return FALSE;
  done = finish_entries (self, answer, error);
  yao_identity_work_strike_out (work, key);
  return done;
}

/* Whoever signs with the key of another names, in what is signed, the authorization that lets him.
 */
static gboolean
find_authorization (YaoFileSigning *self,
                    YaoIdentityWork *work,
                    GCancellable *cancellable,
                    GError **error)
{
  const char *active = yao_authorization_state_to_string (YAO_AUTHORIZATION_ACTIVE);
  const YaoAuthorizationQuery query = { .scope = YAO_AUTHORIZATION_RECEIVED,
                                        .state = YAO_AUTHORIZATION_DELETED, /* any */
                                        .sort = YAO_AUTHORIZATION_BY_CHANGE,
                                        .descending = TRUE,
                                        .limit = AUTHORIZATIONS };
  g_autoptr (YaoAuthorizationPage) page = NULL;

  if (strcmp (work->account->holder, work->account->uid) == 0)
    return TRUE;

  page = yao_authorization_work_page (work, &query, cancellable, error);
  if (page == NULL)
    return FALSE;
  for (guint i = 0; i < page->items->len && self->authorization == NULL; i++)
    {
      const YaoAuthorizationMessage *message = page->items->pdata[i];

      if (strcmp (message->state, active) == 0
          && g_strcmp0 (message->certificate_id, self->certificate->id) == 0)
        self->authorization = g_strdup (message->id);
    }
  return TRUE;
}

/**
 * yao_file_signing_perform:
 * @self: the work
 * @work: requests for the account that uses the certificate
 * @cancellable: (nullable): stops it
 * @error: return location
 *
 * Reads the files, has all of them signed with one check of the PIN, checks the signatures and
 * writes them beside. What concerns one file is its error; the others go on.
 *
 * Returns: %TRUE if it came to an end, or %FALSE where nothing at all could be signed
 */
gboolean
yao_file_signing_perform (YaoFileSigning *self,
                          YaoIdentityWork *work,
                          GCancellable *cancellable,
                          GError **error)
{
  gint64 now = yao_clock_get_unix (work->sender.clock);
  g_autoptr (YaoSignatureRequest) message = NULL;

  if (!find_authorization (self, work, cancellable, error))
    return FALSE;
  for (guint i = 0; i < self->entries->len; i++)
    {
      read_entry (self, self->entries->pdata[i], now, cancellable);
      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;
    }
  message = make_request (self);
  return message->items->len == 0 || send_request (self, work, message, cancellable, error);
}
