/* yao-file-verification.c: the work of looking at a signature
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include "yao-file-verification.h"

#include "yao-chain.h"
#include "yao-crl.h"
#include "yao-encoding.h"
#include "yao-error.h"
#include "yao-fetch.h"
#include "yao-file-digest.h"
#include "yao-file-signing.h"
#include "yao-paths.h"
#include "yao-reach.h"
#include "yao-signature-message.h"
#include "yao-signed-data.h"

#define MAX_CRL (16 * 1024 * 1024)

static const YaoUseOids oids = { YAO_OID_USE, YAO_OID_AUTHORIZATION };

/**
 * yao_file_verification_new:
 * @client: the client
 * @file: the file
 * @signature: the signature
 *
 * Makes the work; in the main context.
 *
 * Returns: (transfer full): the work
 */
YaoFileVerification *
yao_file_verification_new (YaoClient *client, GFile *file, GFile *signature)
{
  YaoFileVerification *self = g_new0 (YaoFileVerification, 1);

  self->client = client;
  self->file = g_object_ref (file);
  self->signature = g_object_ref (signature);
  self->services = g_ptr_array_new_with_free_func ((GDestroyNotify) yao_service_record_unref);
  return self;
}

/**
 * yao_file_verification_free:
 * @self: (transfer full): the work
 *
 * Frees it.
 */
void
yao_file_verification_free (YaoFileVerification *self)
{
  g_object_unref (self->file);
  g_object_unref (self->signature);
  g_clear_pointer (&self->certificate, yao_certificate_record_unref);
  g_ptr_array_unref (self->services);
  g_free (self);
}

/* What the certificate says of who signed. */
static void
describe (YaoX509 *x509, YaoVerificationFacts *facts)
{
  facts->signer = yao_x509_dup_subject_attribute (x509, "CN");
  facts->uid = yao_x509_dup_subject_attribute (x509, "serialNumber");
  facts->organisation = yao_x509_dup_subject_attribute (x509, "O");
  facts->issuer = yao_x509_dup_issuer_attribute (x509, "CN");
  facts->serial = yao_x509_dup_serial (x509);
  facts->algorithm = yao_x509_dup_key_description (x509);
}

/* The service among whose people the signer is. */
static YaoServiceRecord *
find_service (YaoFileVerification *self,
              GBytes *leaf,
              GPtrArray *certificates,
              gint64 at,
              YaoX509 *x509)
{
  for (guint i = 0; i < self->services->len; i++)
    {
      YaoServiceRecord *service = self->services->pdata[i];

      if (yao_chain_verify (leaf, certificates, service->roots, yao_x509_clamp_time (x509, at),
                            NULL))
        return service;
    }
  return NULL;
}

static gboolean
get_authority (YaoX509 *x509, YaoCaAlgorithm *algorithm)
{
  g_autoptr (YaoKey) key = yao_x509_dup_public_key (x509, NULL);

  if (key == NULL)
    return FALSE;
  switch (yao_key_get_algorithm (key))
    {
    case YAO_KEY_SM2:
      *algorithm = YAO_CA_ALGORITHM_SM2;
      break;
    case YAO_KEY_P256:
      *algorithm = YAO_CA_ALGORITHM_P256;
      break;
    case YAO_KEY_RSA_2048:
    case YAO_KEY_RSA_3072:
    default:
      *algorithm = YAO_CA_ALGORITHM_RSA;
    }
  return TRUE;
}

static YaoCrl *
fetch_crl (YaoFileVerification *self,
           YaoServiceRecord *service,
           YaoX509 *x509,
           GBytes *issuer,
           GCancellable *cancellable)
{
  g_autoptr (YaoTransport) transport = NULL;
  g_autoptr (GBytes) body = NULL;
  g_autoptr (YaoCrl) crl = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *path = NULL;
  gint64 now = yao_clock_get_unix (yao_client_get_clock (self->client));
  YaoCaAlgorithm algorithm;

  if (!get_authority (x509, &algorithm))
    return NULL;
  path = yao_path_ca_crl (algorithm);
  transport = yao_reach_service (self->client, service, NULL, cancellable, &error);
  if (transport != NULL)
    body = yao_fetch (transport, path, YAO_CRL_CONTENT_TYPE, MAX_CRL, cancellable, &error);
  crl = body != NULL ? yao_crl_parse (body, &error) : NULL;
  if (crl != NULL && yao_crl_verify (crl, issuer, &error) && yao_crl_is_current (crl, now))
    return g_steal_pointer (&crl);
  g_info ("revocations are not known: %s", error != NULL ? error->message : "an old list");
  return NULL;
}

static void
check_revocation (YaoFileVerification *self,
                  YaoServiceRecord *service,
                  YaoX509 *x509,
                  GPtrArray *certificates,
                  YaoVerificationFacts *facts,
                  GCancellable *cancellable)
{
  g_autoptr (GBytes) leaf = yao_x509_dup_der (x509);
  g_autoptr (GPtrArray) pool = g_ptr_array_new ();
  g_autoptr (GPtrArray) chain = NULL;
  g_autoptr (YaoCrl) crl = NULL;
  YaoCrlReason reason;

  g_ptr_array_extend (pool, certificates, NULL, NULL);
  g_ptr_array_extend (pool, service->roots, NULL, NULL);
  chain = yao_chain_build (leaf, pool, NULL);
  if (chain == NULL || chain->len < 2)
    return;
  crl = fetch_crl (self, service, x509, chain->pdata[1], cancellable);
  facts->is_revocation_known = crl != NULL;
  if (crl != NULL && !yao_crl_lookup (crl, facts->serial, &facts->revoked_at, &reason))
    facts->revoked_at = 0;
}

/* Who it was, and whether his certificate was good at that time. */
static YaoVerdict
judge_signer (YaoFileVerification *self,
              YaoX509 *x509,
              GPtrArray *certificates,
              YaoVerificationFacts *facts,
              GCancellable *cancellable)
{
  gint64 now = yao_clock_get_unix (yao_client_get_clock (self->client));
  gint64 at = facts->time != 0 ? facts->time : now;
  g_autoptr (GBytes) leaf = yao_x509_dup_der (x509);
  YaoServiceRecord *service = find_service (self, leaf, certificates, at, x509);

  if (service == NULL)
    return YAO_VERDICT_FOREIGN;
  if (!yao_x509_is_valid_at (x509, at))
    return YAO_VERDICT_EXPIRED;
  check_revocation (self, service, x509, certificates, facts, cancellable);
  return facts->revoked_at != 0 && facts->revoked_at <= at ? YAO_VERDICT_REVOKED : YAO_VERDICT_GOOD;
}

static gboolean
judge_signed_data (YaoFileVerification *self,
                   const YaoSignedData *data,
                   YaoVerificationFacts *facts,
                   GCancellable *cancellable,
                   GError **error)
{
  g_autoptr (YaoX509) x509 = yao_x509_parse (data->certificate, NULL);
  g_autoptr (YaoSignedAttributes) attributes
      = yao_signed_attributes_read (data->attributes, &oids, NULL);
  g_autoptr (GBytes) digest = NULL;
  gint64 size;

  if (x509 != NULL)
    describe (x509, facts);
  if (x509 == NULL || attributes == NULL || !yao_signed_data_verify (data, &oids, NULL))
    {
      facts->verdict = YAO_VERDICT_SIGNATURE_CHANGED;
      return TRUE;
    }

  facts->time = attributes->signing_time;
  facts->authorization = g_strdup (attributes->authorization);
  if (attributes->use_id != NULL)
    facts->use_id = yao_hex_encode (g_bytes_get_data (attributes->use_id, NULL), YAO_USE_ID_SIZE);
  digest = yao_file_digest (self->file, yao_signed_form_get_digest (data->form), &size, cancellable,
                            error);
  if (digest == NULL)
    return FALSE;
  facts->verdict = g_bytes_equal (digest, attributes->message_digest)
                       ? judge_signer (self, x509, data->certificates, facts, cancellable)
                       : YAO_VERDICT_FILE_CHANGED;
  return TRUE;
}

/* A bare signature does not say whose it is. */
static gboolean
judge_raw (YaoFileVerification *self,
           GBytes *signature,
           YaoVerificationFacts *facts,
           GCancellable *cancellable,
           GError **error)
{
  YaoSignatureKind kind = yao_signature_kind_for (self->certificate->algorithm);
  g_autoptr (YaoKey) key = yao_x509_dup_public_key (self->certificate->x509, error);
  g_autoptr (GBytes) data = NULL;
  gboolean good;
  gint64 size;

  if (key == NULL)
    return FALSE;
  data = kind == YAO_SIGNATURE_SM2_SM3
             ? yao_file_digest_read (self->file, YAO_SIGNATURE_MAX_MESSAGE, cancellable, error)
             : yao_file_digest (self->file, YAO_DIGEST_SHA256, &size, cancellable, error);
  if (data == NULL)
    return FALSE;

  good = kind == YAO_SIGNATURE_SM2_SM3
             ? yao_signature_verify (key, kind, data, signature, NULL)
             : yao_signature_verify_digest (key, kind, data, signature, NULL);
  if (good)
    describe (self->certificate->x509, facts);
  facts->verdict = good ? judge_signer (self, self->certificate->x509, self->certificate->chain,
                                        facts, cancellable)
                        : YAO_VERDICT_FILE_CHANGED;
  return TRUE;
}

/* Bare signatures of ECDSA and SM2 are a SEQUENCE of two numbers, those of RSA as long as the key.
 */
static gboolean
may_be_raw (YaoFileVerification *self, GBytes *signature)
{
  gsize size = g_bytes_get_size (signature);

  return self->certificate != NULL && size >= 8 && size <= 512;
}

/**
 * yao_file_verification_perform:
 * @self: the work
 * @cancellable: (nullable): stops it
 * @error: return location
 *
 * Looks at the signature. Errors are for files that cannot be read; that a signature is no good is
 * a verdict.
 *
 * Returns: (transfer full): what was found out, or %NULL on error
 */
YaoVerificationFacts *
yao_file_verification_perform (YaoFileVerification *self, GCancellable *cancellable, GError **error)
{
  g_autoptr (YaoVerificationFacts) facts = yao_verification_facts_new ();
  g_autoptr (GBytes) signature
      = yao_file_digest_read (self->signature, YAO_SIGNED_DATA_MAX_SIZE, cancellable, error);
  g_autoptr (YaoSignedData) data = NULL;
  gboolean judged = TRUE;

  if (signature == NULL)
    return NULL;
  data = yao_signed_data_parse (signature, NULL);
  if (data != NULL)
    judged = judge_signed_data (self, data, facts, cancellable, error);
  else if (may_be_raw (self, signature))
    judged = judge_raw (self, signature, facts, cancellable, error);
  else
    facts->verdict = YAO_VERDICT_UNREADABLE;
  return judged ? g_steal_pointer (&facts) : NULL;
}
