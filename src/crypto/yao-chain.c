/* yao-chain.c: from a certificate up to a root
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include "yao-chain.h"

#include "yao-key-private.h"
#include "yao-signing-private.h"
#include "yao-x509-private.h"

#include <openssl/err.h>

#define MAX_CERTIFICATES 64
#define SECURITY_LEVEL 2 /* 112 bits: RSA from 2048 on, nothing signed with SHA-1 */

/* Reads certificates; each carries the ID of SM2 from yao_x509_parse() on, which OpenSSL needs on
 * every certificate of a chain and not on the last one only.
 */
static GPtrArray *
parse_all (GPtrArray *ders, GError **error)
{
  g_autoptr (GPtrArray) parsed = g_ptr_array_new_with_free_func ((GDestroyNotify) yao_x509_unref);

  if (ders != NULL && ders->len > MAX_CERTIFICATES)
    {
      g_set_error (error, YAO_ERROR, YAO_ERROR_INVALID_INPUT, "too many certificates");
      return NULL;
    }

  for (guint i = 0; ders != NULL && i < ders->len; i++)
    {
      YaoX509 *x509 = yao_x509_parse (g_ptr_array_index (ders, i), error);

      if (x509 == NULL)
        return NULL;
      g_ptr_array_add (parsed, x509);
    }

  return g_steal_pointer (&parsed);
}

static X509_STORE *
new_store (GPtrArray *roots)
{
  g_autoptr (X509_STORE) store = X509_STORE_new ();

  g_assert (store != NULL);
  for (guint i = 0; i < roots->len; i++)
    X509_STORE_add_cert (store, yao_x509_get_x509 (g_ptr_array_index (roots, i)));

  return g_steal_pointer (&store);
}

static STACK_OF (X509) * new_stack (GPtrArray *certificates)
{
  STACK_OF (X509) *stack = sk_X509_new_null ();

  g_assert (stack != NULL);
  for (guint i = 0; i < certificates->len; i++)
    sk_X509_push (stack, yao_x509_get_x509 (g_ptr_array_index (certificates, i)));

  return stack;
}

static void
set_rejected (X509_STORE_CTX *ctx, GError **error)
{
  int code = X509_STORE_CTX_get_error (ctx);
  X509 *at = X509_STORE_CTX_get_current_cert (ctx);
  g_autofree char *subject
      = at != NULL ? yao_x509_format_name (X509_get_subject_name (at)) : g_strdup ("?");

  g_set_error (error, YAO_ERROR, YAO_ERROR_UNTRUSTED, "%s, at depth %d (%s)",
               X509_verify_cert_error_string (code), X509_STORE_CTX_get_error_depth (ctx), subject);
}

static gboolean
run (X509_STORE *store, X509 *leaf, STACK_OF (X509) * untrusted, gint64 at_unix, GError **error)
{
  g_autoptr (X509_STORE_CTX) ctx = X509_STORE_CTX_new ();
  X509_VERIFY_PARAM *param;

  if (ctx == NULL || X509_STORE_CTX_init (ctx, store, leaf, untrusted) != 1)
    {
      yao_openssl_set_error (error, YAO_ERROR_INTERNAL, "verifying a chain");
      return FALSE;
    }

  param = X509_STORE_CTX_get0_param (ctx);
  X509_VERIFY_PARAM_set_flags (param, X509_V_FLAG_X509_STRICT | X509_V_FLAG_CHECK_SS_SIGNATURE
                                          | X509_V_FLAG_PARTIAL_CHAIN);
  X509_VERIFY_PARAM_set_time (param, (time_t) at_unix);
  X509_VERIFY_PARAM_set_depth (param, YAO_CHAIN_MAX_DEPTH);
  X509_VERIFY_PARAM_set_auth_level (param, SECURITY_LEVEL);
  if (X509_verify_cert (ctx) == 1)
    return TRUE;

  set_rejected (ctx, error);
  ERR_clear_error ();
  return FALSE;
}

/**
 * yao_chain_verify:
 * @leaf: a certificate in DER
 * @intermediates: (element-type GBytes) (nullable): what may stand between, in any order
 * @roots: (element-type GBytes): what is trusted
 * @at_unix: the time to verify for, seconds since 1970
 * @error: return location
 *
 * Verifies that a certificate belongs to one of @roots (RFC 5280 section 6): signatures (also that
 * of a root over itself), validity at @at_unix, names, basic constraints with path lengths, key
 * usage of the issuers, critical extensions. What the certificate may be *used* for, and whether
 * it was revoked, is not looked at.
 *
 * A certificate that has expired is not valid now, yet still its issuer's: ask at
 * yao_x509_clamp_time() to tell one from the other.
 *
 * Returns: %TRUE; or %FALSE with %YAO_ERROR_UNTRUSTED and the reason in the message, or with
 *   %YAO_ERROR_INVALID_INPUT if a certificate cannot be read
 */
gboolean
yao_chain_verify (GBytes *leaf,
                  GPtrArray *intermediates,
                  GPtrArray *roots,
                  gint64 at_unix,
                  GError **error)
{
  g_autoptr (YaoX509) parsed = NULL;
  g_autoptr (GPtrArray) between = NULL;
  g_autoptr (GPtrArray) trusted = NULL;
  g_autoptr (X509_STORE) store = NULL;
  STACK_OF (X509) * untrusted;
  gboolean good;

  g_return_val_if_fail (leaf != NULL && roots != NULL, FALSE);

  parsed = yao_x509_parse (leaf, error);
  between = parsed != NULL ? parse_all (intermediates, error) : NULL;
  trusted = between != NULL ? parse_all (roots, error) : NULL;
  if (trusted == NULL)
    return FALSE;

  store = new_store (trusted);
  untrusted = new_stack (between);
  good = run (store, yao_x509_get_x509 (parsed), untrusted, at_unix, error);
  sk_X509_free (untrusted);

  return good;
}

static gboolean
is_issued_by (YaoX509 *certificate, YaoX509 *issuer)
{
  g_autoptr (YaoKey) key = NULL;
  g_autoptr (GBytes) der = NULL;
  const X509_ALGOR *algorithm = NULL;
  const ASN1_BIT_STRING *signature = NULL;

  if (X509_check_issued (yao_x509_get_x509 (issuer), yao_x509_get_x509 (certificate)) != X509_V_OK)
    return FALSE;

  key = yao_x509_dup_public_key (issuer, NULL);
  if (key == NULL)
    return FALSE;

  der = yao_x509_dup_der (certificate);
  X509_get0_signature (&signature, &algorithm, yao_x509_get_x509 (certificate));
  return yao_signing_verify (der, algorithm, signature, key, NULL);
}

/**
 * yao_chain_build:
 * @leaf: a certificate in DER
 * @pool: (element-type GBytes): certificates among which its issuers are, in any order
 * @error: return location
 *
 * Puts a chain in order: the certificate, its issuer, and so on up to one that issued itself. Each
 * link is checked by its signature. Nothing is trusted by that: see yao_chain_verify().
 *
 * Returns: (transfer full) (element-type GBytes): the chain; or %NULL with %YAO_ERROR_NOT_FOUND if
 *   an issuer is not in the pool, or %YAO_ERROR_INVALID_INPUT
 */
GPtrArray *
yao_chain_build (GBytes *leaf, GPtrArray *pool, GError **error)
{
  g_autoptr (GPtrArray) chain = NULL;
  g_autoptr (GPtrArray) candidates = NULL;
  g_autoptr (YaoX509) parsed = NULL;
  YaoX509 *at;

  g_return_val_if_fail (leaf != NULL && pool != NULL, NULL);

  parsed = yao_x509_parse (leaf, error);
  candidates = parsed != NULL ? parse_all (pool, error) : NULL;
  if (candidates == NULL)
    return NULL;

  chain = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);
  g_ptr_array_add (chain, g_bytes_ref (leaf));
  at = parsed;
  while (!yao_x509_is_self_issued (at))
    {
      YaoX509 *issuer = NULL;

      for (guint i = 0; issuer == NULL && i < candidates->len; i++)
        if (is_issued_by (at, g_ptr_array_index (candidates, i)))
          issuer = g_ptr_array_index (candidates, i);
      if (issuer == NULL || chain->len > YAO_CHAIN_MAX_DEPTH)
        {
          g_set_error (error, YAO_ERROR, YAO_ERROR_NOT_FOUND, "the issuer of a certificate");
          return NULL;
        }
      g_ptr_array_add (chain, yao_x509_dup_der (issuer));
      at = issuer;
    }

  return g_steal_pointer (&chain);
}
