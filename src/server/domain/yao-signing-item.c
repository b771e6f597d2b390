/* yao-signing-item.c: one signature
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include "yao-signing-item.h"

#include "yao-audit.h"
#include "yao-digest.h"
#include "yao-error.h"
#include "yao-signed-attributes.h"
#include "yao-use-authorization.h"
#include "yao-use-table.h"

#include <string.h>

static const struct
{
  const char *name;
  YaoSignatureKind kind;
} algorithms[] = {
  { YAO_SIGNATURE_ALGORITHM_SM2, YAO_SIGNATURE_SM2_SM3 },
  { YAO_SIGNATURE_ALGORITHM_ECDSA, YAO_SIGNATURE_ECDSA_SHA256 },
  { YAO_SIGNATURE_ALGORITHM_RSA_PKCS1, YAO_SIGNATURE_RSA_PKCS1_SHA256 },
  { YAO_SIGNATURE_ALGORITHM_RSA_PSS, YAO_SIGNATURE_RSA_PSS_SHA256 },
};

static gboolean
fits (YaoSignatureKind kind, const YaoKey *key)
{
  YaoSignatureKind usual = yao_signature_kind_for_key (key);

  return kind == usual
         || (kind == YAO_SIGNATURE_RSA_PSS_SHA256 && usual == YAO_SIGNATURE_RSA_PKCS1_SHA256);
}

/**
 * yao_signing_job_set_way:
 * @job: a job with its key
 * @format: what the items are
 * @algorithm: how to sign
 * @error: return location
 *
 * Reads how to sign.
 *
 * Returns: %TRUE if the key can; %YAO_ERROR_INVALID_INPUT
 */
gboolean
yao_signing_job_set_way (YaoSigningJob *job,
                         const char *format,
                         const char *algorithm,
                         GError **error)
{
  job->kind = 0;
  for (gsize i = 0; i < G_N_ELEMENTS (algorithms); i++)
    if (strcmp (algorithms[i].name, algorithm) == 0)
      job->kind = algorithms[i].kind;
  job->is_raw = strcmp (format, YAO_SIGNATURE_FORMAT_RAW) == 0;

  if (!job->is_raw && strcmp (format, YAO_SIGNATURE_FORMAT_CMS) != 0)
    g_set_error (error, YAO_ERROR, YAO_ERROR_INVALID_INPUT, "this format is not known");
  else if (job->kind == 0 || !fits (job->kind, job->key))
    g_set_error (error, YAO_ERROR, YAO_ERROR_INVALID_INPUT, "the algorithm does not fit the key");
  else
    return TRUE;
  return FALSE;
}

static gboolean
check_attributes (const YaoSigningJob *job,
                  const YaoSignatureItem *item,
                  const YaoSignedAttributes *attributes,
                  GError **error)
{
  gint64 now = yao_installation_get_now (job->installation);
  g_autoptr (GBytes) hash = yao_digest_bytes (YAO_DIGEST_SHA256, job->certificate->der);

  if (attributes->form != yao_signed_form_for_kind (job->kind)
      || !g_bytes_equal (attributes->certificate_hash, hash)
      || !g_bytes_equal (attributes->use_id, item->use_id))
    {
      g_set_error (error, YAO_ERROR, YAO_ERROR_INVALID_INPUT,
                   "the signed attributes are for another certificate or use");
      return FALSE;
    }
  if (ABS (attributes->signing_time - now) > YAO_SIGNATURE_CLOCK_SECONDS)
    {
      g_set_error (error, YAO_ERROR, YAO_ERROR_CLOCK_SKEW, "the signing time is not now");
      return FALSE;
    }
  return TRUE;
}

/* Only the owner gets raw signatures: they do not say under which authorization they were made. */
static gboolean
check_raw (const YaoSigningJob *job, const YaoSignatureItem *item, GError **error)
{
  gsize size = g_bytes_get_size (item->data);

  if (strcmp (job->caller->account->uid, job->certificate->uid) != 0)
    g_set_error (error, YAO_ERROR, YAO_ERROR_INVALID_INPUT, "raw signatures are the owner's alone");
  else if (job->kind != YAO_SIGNATURE_SM2_SM3 && size != yao_digest_size (YAO_DIGEST_SHA256))
    g_set_error (error, YAO_ERROR, YAO_ERROR_INVALID_INPUT, "this is no digest");
  else
    return TRUE;
  return FALSE;
}

static GBytes *
make_signature (const YaoSigningJob *job, const YaoSignatureItem *item, GError **error)
{
  if (job->is_raw && job->kind != YAO_SIGNATURE_SM2_SM3)
    return yao_signature_sign_digest (job->key, job->kind, item->data, error);
  return yao_signature_sign (job->key, job->kind, item->data, error);
}

static gboolean
note (const YaoSigningJob *job, const YaoUseRecord *use, GError **error)
{
  YaoAuditEntry entry = { .key = job->certificate->id,
                          .act = job->is_raw ? "signature.raw" : "signature.file",
                          .actor = use->uid,
                          .subject = job->certificate->uid,
                          .device = use->device,
                          .authorization = use->authorization,
                          .digest = use->digest };

  return yao_audit_write (yao_installation_get_database (job->installation), &entry, use->created,
                          error);
}

/* Reserved, made, written down: in this order, so that no signature leaves that is not in the log.
 * What is not made gives its use back.
 */
static GBytes *
use_key (const YaoSigningJob *job,
         const YaoSignatureItem *item,
         const YaoUseRecord *use,
         GError **error)
{
  YaoDatabase *database = yao_installation_get_database (job->installation);
  YaoUseClaim claim = { job->caller, job->certificate, use->authorization, use->name, 0 };
  g_autoptr (GBytes) signature = NULL;
  g_autoptr (GError) local = NULL;

  if (!yao_use_table_reserve (database, use, error))
    return NULL;
  if (yao_use_authorization_take (job->installation, &claim, &local))
    {
      signature = make_signature (job, item, &local);
      if (signature == NULL && !yao_use_authorization_give_back (job->installation, &claim, error))
        return NULL;
    }
  if (!yao_use_table_settle (database, use->id, signature != NULL ? YAO_USE_DONE : YAO_USE_RETURNED,
                             error))
    return NULL;
  if (signature == NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return NULL;
    }
  return note (job, use, error) ? g_steal_pointer (&signature) : NULL;
}

/**
 * yao_signing_item_sign:
 * @job: the job, in its transaction
 * @item: an item
 * @error: return location
 *
 * Checks an item and makes its signature. The digest that is signed, for SM2 with the name and the
 * key in it, is computed here.
 *
 * Returns: (transfer full): the signature, or %NULL with %YAO_ERROR_INVALID_INPUT,
 *   %YAO_ERROR_CONFLICT (the use id was used), %YAO_ERROR_CLOCK_SKEW or those of
 *   yao_use_authorization_take()
 */
GBytes *
yao_signing_item_sign (const YaoSigningJob *job, const YaoSignatureItem *item, GError **error)
{
  static const YaoUseOids oids = { YAO_OID_USE, YAO_OID_AUTHORIZATION };
  g_autoptr (YaoSignedAttributes) attributes = NULL;
  g_autoptr (GBytes) digest = yao_digest_bytes (YAO_DIGEST_SHA256, item->data);
  YaoUseRecord use = { .id = item->use_id,
                       .certificate = job->certificate->number,
                       .version = job->certificate->version,
                       .uid = job->caller->account->uid,
                       .device = job->caller->session->device,
                       .name = item->name,
                       .digest = digest,
                       .created = yao_installation_get_now (job->installation) };

  if (job->is_raw)
    {
      if (!check_raw (job, item, error))
        return NULL;
    }
  else
    {
      attributes = yao_signed_attributes_parse (item->data, &oids, error);
      if (attributes == NULL || !check_attributes (job, item, attributes, error))
        return NULL;
      use.authorization = attributes->authorization;
    }
  return use_key (job, item, &use, error);
}
