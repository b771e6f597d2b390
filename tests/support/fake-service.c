/* fake-service.c: a service in memory, whose every answer a test can spoil
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#undef G_DISABLE_ASSERT

#include "fake-service.h"

#include "yao-digest.h"
#include "yao-error.h"
#include "yao-init-code.h"
#include "yao-paths.h"
#include "yao-problem.h"
#include "yao-signature.h"
#include "yao-well-known.h"
#include "yao-x509-issue.h"

#include <string.h>

#define DAY (24 * 60 * 60)

/* One family: a root and an issuing certificate. */
typedef struct
{
  YaoKey *root_key;
  YaoKey *issuing_key;
  GBytes *root;
  GBytes *issuing;
} Family;

struct _FakeService
{
  char *id;
  YaoKey *signer;
  GBytes *signer_spki;
  GBytes *pin;
  Family families[YAO_CA_ALGORITHM_P256 + 1];
  GHashTable *people; /* uid to GPtrArray of YaoCertificateMessage */
  guint next_id;

  char *spoiled_prefix;
  YaoTransportReply *spoiled;

  GMutex lock; /* requests come from threads */
  guint n_requests;
};

static gint64
now_plus (int days)
{
  return g_get_real_time () / G_USEC_PER_SEC + (gint64) days * DAY;
}

static GBytes *
issue_ca (const char *name, YaoKey *key, GBytes *issuer, YaoKey *issuer_key)
{
  const YaoX509Template template_ = {
    .country = "CN",
    .organisation = FAKE_NAME,
    .common_name = name,
    .not_before = now_plus (-4000),
    .not_after = now_plus (4000),
    .key_usage = YAO_KEY_USAGE_CERT_SIGN | YAO_KEY_USAGE_CRL_SIGN,
    .is_ca = TRUE,
    .path_length = issuer == NULL ? YAO_X509_NO_PATH_LENGTH : 0,
  };
  g_autoptr (GError) error = NULL;
  GBytes *der = yao_x509_issue (&template_, key, issuer, issuer_key, &error);

  g_assert_no_error (error);
  return der;
}

static void
clear_family (Family *family)
{
  g_clear_pointer (&family->root_key, yao_key_unref);
  g_clear_pointer (&family->issuing_key, yao_key_unref);
  g_clear_pointer (&family->root, g_bytes_unref);
  g_clear_pointer (&family->issuing, g_bytes_unref);
}

static void
found_family (Family *family, YaoKeyAlgorithm algorithm)
{
  g_autoptr (GError) error = NULL;

  clear_family (family);
  family->root_key = yao_key_generate (algorithm, &error);
  g_assert_no_error (error);
  family->issuing_key = yao_key_generate (algorithm, &error);
  g_assert_no_error (error);
  family->root = issue_ca ("Root CA", family->root_key, NULL, family->root_key);
  family->issuing = issue_ca ("Issuing CA", family->issuing_key, family->root, family->root_key);
}

static void
free_list (gpointer list)
{
  g_ptr_array_unref (list);
}

FakeService *
fake_service_new (void)
{
  FakeService *self = g_new0 (FakeService, 1);
  g_autoptr (GError) error = NULL;

  self->id = g_strdup (FAKE_SERVICE_ID);
  self->signer = yao_key_generate (YAO_KEY_P256, &error);
  g_assert_no_error (error);
  self->signer_spki = yao_key_dup_spki (self->signer);
  self->pin = yao_digest (YAO_DIGEST_SHA256, "tls", 3);
  self->people = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, free_list);
  g_mutex_init (&self->lock);
  fake_service_change_roots (self);
  return self;
}

void
fake_service_free (FakeService *self)
{
  for (gsize i = 0; i < G_N_ELEMENTS (self->families); i++)
    clear_family (&self->families[i]);
  g_hash_table_unref (self->people);
  yao_key_unref (self->signer);
  g_bytes_unref (self->signer_spki);
  g_bytes_unref (self->pin);
  g_clear_pointer (&self->spoiled, yao_transport_reply_free);
  g_free (self->spoiled_prefix);
  g_free (self->id);
  g_mutex_clear (&self->lock);
  g_free (self);
}

void
fake_service_change_roots (FakeService *self)
{
  found_family (&self->families[YAO_CA_ALGORITHM_SM2], YAO_KEY_SM2);
  found_family (&self->families[YAO_CA_ALGORITHM_P256], YAO_KEY_P256);
}

void
fake_service_set_id (FakeService *self, const char *id)
{
  g_free (self->id);
  self->id = g_strdup (id);
}

GBytes *
fake_service_get_signer (FakeService *self)
{
  return self->signer_spki;
}

GBytes *
fake_service_get_pin (FakeService *self)
{
  return self->pin;
}

static YaoKeyAlgorithm
get_key_algorithm (YaoCertificateAlgorithm algorithm)
{
  return algorithm == YAO_CERTIFICATE_ALGORITHM_SM2 ? YAO_KEY_SM2 : YAO_KEY_P256;
}

GBytes *
fake_service_issue (FakeService *self,
                    const char *uid,
                    const char *name,
                    YaoCertificateAlgorithm algorithm,
                    int start,
                    int end)
{
  Family *family = &self->families[yao_certificate_algorithm_get_ca (algorithm)];
  const YaoX509Template template_ = {
    .country = "CN",
    .organisation = FAKE_NAME,
    .department = "内科",
    .title = "医师",
    .serial_number = uid,
    .common_name = name,
    .not_before = now_plus (start),
    .not_after = now_plus (end),
    .key_usage = YAO_KEY_USAGE_DIGITAL_SIGNATURE | YAO_KEY_USAGE_NON_REPUDIATION,
  };
  g_autoptr (GError) error = NULL;
  g_autoptr (YaoKey) key = yao_key_generate (get_key_algorithm (algorithm), &error);
  GBytes *der;

  g_assert_no_error (error);
  der = yao_x509_issue (&template_, key, family->issuing, family->issuing_key, &error);
  g_assert_no_error (error);
  return der;
}

static void
replace_bytes (GBytes **place, GBytes *bytes)
{
  g_clear_pointer (place, g_bytes_unref);
  *place = bytes;
}

YaoCertificateMessage *
fake_service_add_certificate (FakeService *self,
                              const char *uid,
                              const char *name,
                              YaoCertificateAlgorithm algorithm,
                              int start,
                              int end)
{
  Family *family = &self->families[yao_certificate_algorithm_get_ca (algorithm)];
  YaoCertificateMessage *message = yao_certificate_message_new ();
  GPtrArray *list = g_hash_table_lookup (self->people, uid);

  if (list == NULL)
    {
      list = g_ptr_array_new_with_free_func ((GDestroyNotify) yao_certificate_message_free);
      g_hash_table_insert (self->people, g_strdup (uid), list);
    }

  self->next_id++;
  message->id = g_strdup_printf ("%08x-certificate-%u", self->next_id * 0x1000193u, self->next_id);
  message->holder_uid = g_strdup (uid);
  message->holder_name = g_strdup (name);
  message->organisation = g_strdup (FAKE_NAME);
  message->department = g_strdup ("内科");
  message->role_title = g_strdup ("医师");
  message->key_kind = YAO_KEY_KIND_CLOUD;
  message->algorithm = algorithm;
  message->version = 1;
  message->state = end < 0 ? YAO_CERTIFICATE_STATE_EXPIRED : YAO_CERTIFICATE_STATE_ACTIVE;
  replace_bytes (&message->der, fake_service_issue (self, uid, name, algorithm, start, end));
  if (message->chain == NULL)
    message->chain = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);
  g_ptr_array_add (message->chain, g_bytes_ref (family->issuing));
  g_ptr_array_add (message->chain, g_bytes_ref (family->root));
  g_ptr_array_add (list, message);
  return message;
}

void
fake_service_renew (FakeService *self, YaoCertificateMessage *message)
{
  message->version++;
  message->state = YAO_CERTIFICATE_STATE_ACTIVE;
  replace_bytes (&message->der, fake_service_issue (self, message->holder_uid, message->holder_name,
                                                    message->algorithm, -1, 730));
}

void
fake_service_forget (FakeService *self, const char *uid)
{
  g_hash_table_remove (self->people, uid);
}

void
fake_service_set_reply (FakeService *self,
                        const char *path_prefix,
                        guint status,
                        const char *content_type,
                        const char *body)
{
  g_clear_pointer (&self->spoiled, yao_transport_reply_free);
  g_clear_pointer (&self->spoiled_prefix, g_free);
  if (path_prefix != NULL)
    {
      g_autoptr (GBytes) bytes = g_bytes_new (body, strlen (body));

      self->spoiled_prefix = g_strdup (path_prefix);
      self->spoiled = yao_transport_reply_new (status, content_type, bytes);
    }
}

static YaoTransportReply *
respond_problem (YaoProblemKind kind)
{
  g_autoptr (YaoProblem) problem = yao_problem_new (kind, NULL);
  g_autoptr (GBytes) body = yao_problem_encode (problem);

  return yao_transport_reply_new (problem->status, YAO_PROBLEM_CONTENT_TYPE, body);
}

static YaoTransportReply *
respond_well_known (FakeService *self)
{
  g_autoptr (YaoWellKnown) document = yao_well_known_new ();
  g_autoptr (GBytes) body = NULL;

  document->service_id = g_strdup (self->id);
  document->name = g_strdup (FAKE_NAME);
  document->base_address = g_strdup (FAKE_ADDRESS);
  document->support = g_strdup ("信息中心 010-12345678");
  document->has_cloud_keys = TRUE;
  yao_well_known_add_root (document, YAO_CA_ALGORITHM_SM2,
                           self->families[YAO_CA_ALGORITHM_SM2].root);
  yao_well_known_add_root (document, YAO_CA_ALGORITHM_P256,
                           self->families[YAO_CA_ALGORITHM_P256].root);
  yao_well_known_add_signer (document, self->signer_spki);
  body = yao_well_known_encode (document);
  return yao_transport_reply_new (200, YAO_JSON_CONTENT_TYPE, body);
}

/* Two certificates a page, so that there is more than one page. */
static YaoTransportReply *
respond_certificates (FakeService *self, const char *uid, const char *query)
{
  g_autoptr (YaoCertificateList) page = yao_certificate_list_new ();
  g_autoptr (GBytes) body = NULL;
  GPtrArray *list = g_hash_table_lookup (self->people, uid);
  const char *cursor = query != NULL ? strstr (query, "cursor=p") : NULL;
  guint first = cursor != NULL ? (guint) atoi (cursor + strlen ("cursor=p")) : 0;

  if (list == NULL)
    return respond_problem (YAO_PROBLEM_CERTIFICATE_NOT_FOUND);

  g_ptr_array_set_free_func (page->items, NULL);
  for (guint i = first; i < MIN (list->len, first + 2); i++)
    g_ptr_array_add (page->items, g_ptr_array_index (list, i));
  if (first + 2 < list->len)
    page->next = g_strdup_printf ("p%u", first + 2);
  page->total = (gint64) list->len;
  body = yao_certificate_list_encode (page);
  return yao_transport_reply_new (200, YAO_JSON_CONTENT_TYPE, body);
}

static YaoTransportReply *
respond_inlock (FakeService *self, const char *path)
{
  g_auto (GStrv) parts = g_strsplit (path, "?", 2);
  g_auto (GStrv) values = NULL;

  self->n_requests++;
  if (self->spoiled != NULL && g_str_has_prefix (path, self->spoiled_prefix))
    return yao_transport_reply_new (self->spoiled->status, self->spoiled->content_type,
                                    self->spoiled->body);
  if (g_str_equal (parts[0], YAO_PATH_WELL_KNOWN))
    return respond_well_known (self);
  if (yao_path_match (YAO_PATH_USER_CERTIFICATES, parts[0], &values))
    return respond_certificates (self, values[0], parts[1]);
  return respond_problem (YAO_PROBLEM_NOT_FOUND);
}

YaoTransportReply *
fake_service_respond (FakeService *self, const char *path)
{
  YaoTransportReply *reply;

  g_mutex_lock (&self->lock);
  reply = respond_inlock (self, path);
  g_mutex_unlock (&self->lock);
  return reply;
}

guint
fake_service_get_n_requests (FakeService *self)
{
  guint n_requests;

  g_mutex_lock (&self->lock);
  n_requests = self->n_requests;
  g_mutex_unlock (&self->lock);
  return n_requests;
}

/* The way to it: held to its pin as a connection would be. */
#define FAKE_TYPE_TRANSPORT (fake_transport_get_type ())
G_DECLARE_FINAL_TYPE (FakeTransport, fake_transport, FAKE, TRANSPORT, GObject)

struct _FakeTransport
{
  GObject parent_instance;

  FakeService *service;
  gboolean is_trusted;
};

static YaoTransportReply *
fake_transport_send (YaoTransport *transport,
                     const YaoTransportRequest *request,
                     GCancellable *cancellable,
                     GError **error)
{
  FakeTransport *self = FAKE_TRANSPORT (transport);
  g_autoptr (YaoTransportReply) reply = NULL;

  if (!self->is_trusted)
    {
      g_set_error (error, YAO_ERROR, YAO_ERROR_UNTRUSTED, "another key");
      return NULL;
    }

  reply = fake_service_respond (self->service, request->path);
  if (g_bytes_get_size (reply->body) > request->max_size)
    {
      g_set_error (error, YAO_ERROR, YAO_ERROR_REPLY_TOO_LARGE, "too large");
      return NULL;
    }
  return g_steal_pointer (&reply);
}

static GBytes *
fake_transport_dup_pin (YaoTransport *transport)
{
  return g_bytes_ref (FAKE_TRANSPORT (transport)->service->pin);
}

static void
fake_transport_iface_init (YaoTransportInterface *iface)
{
  iface->send = fake_transport_send;
  iface->dup_pin = fake_transport_dup_pin;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (FakeTransport,
                               fake_transport,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (YAO_TYPE_TRANSPORT,
                                                      fake_transport_iface_init))

static void
fake_transport_class_init (FakeTransportClass *klass)
{
}

static void
fake_transport_init (FakeTransport *self)
{
}

YaoTransport *
fake_service_make_transport (FakeService *self, GPtrArray *pins)
{
  FakeTransport *transport = g_object_new (FAKE_TYPE_TRANSPORT, NULL);
  const guint8 *pin = g_bytes_get_data (self->pin, NULL);

  transport->service = self;
  transport->is_trusted = pins->len == 0;
  for (guint i = 0; i < pins->len; i++)
    {
      gsize size;
      const guint8 *data = g_bytes_get_data (g_ptr_array_index (pins, i), &size);

      if (memcmp (data, pin, size) == 0)
        transport->is_trusted = TRUE;
    }
  return YAO_TRANSPORT (transport);
}

static YaoTransport *
make_transport (const char *address, GPtrArray *pins, gpointer user_data)
{
  return fake_service_make_transport (user_data, pins);
}

void
fake_service_serve (FakeService *self, YaoClient *client)
{
  yao_connections_set_factory (yao_client_get_connections (client), make_transport, self);
}

static YaoInitCode *
sign_code (YaoInitCode *plain, YaoKey *signer, gboolean spoil)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) message = yao_init_code_dup_signed_bytes (plain);
  g_autoptr (GBytes) signature = yao_signature_sign_raw_es256 (signer, message, &error);
  YaoInitCode *code;

  g_assert_no_error (error);
  if (spoil)
    {
      gsize size;
      guint8 *data = g_bytes_unref_to_data (g_steal_pointer (&signature), &size);

      data[size - 1] ^= 1;
      signature = g_bytes_new_take (data, size);
    }
  code = yao_init_code_add_signature (plain, signature, &error);
  g_assert_no_error (error);
  return code;
}

YaoEnrolmentCode *
fake_service_make_code (FakeService *self, FakeCode kind)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (YaoKey) other = yao_key_generate (YAO_KEY_P256, &error);
  YaoKey *signer = kind & FAKE_CODE_OTHER_SIGNER ? other : self->signer;
  g_autoptr (GBytes) signer_id = yao_key_dup_spki_sha256 (signer);
  g_autoptr (GBytes) wrong_pin = yao_digest (YAO_DIGEST_SHA256, "wrong", 5);
  const YaoInitCodeFields fields = {
    .organisation = FAKE_NAME,
    .address = kind & FAKE_CODE_OTHER_ADDRESS ? "https://other.example.org" : FAKE_ADDRESS,
    .pin = kind & FAKE_CODE_WRONG_PIN ? wrong_pin : self->pin,
    .signer_id = kind & FAKE_CODE_UNSIGNED ? NULL : signer_id,
    .expires = now_plus (kind & FAKE_CODE_EXPIRED ? -1 : 30),
  };
  g_autoptr (YaoInitCode) code = yao_init_code_new (&fields, &error);
  YaoEnrolmentCode *enrolment;

  g_assert_no_error (error);
  if (!(kind & FAKE_CODE_UNSIGNED))
    {
      g_autoptr (YaoInitCode) plain = g_steal_pointer (&code);

      code = sign_code (plain, signer, (kind & FAKE_CODE_BAD_SIGNATURE) != 0);
    }
  enrolment = yao_enrolment_code_new_from_text (yao_init_code_get_uri (code), &error);
  g_assert_no_error (error);
  return enrolment;
}
