/* yao-verification.c: what is to be thought of a signature
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include "yao-signing-private.h"

/**
 * YaoVerification:
 *
 * What was found out about a signature. Never changes.
 */
struct _YaoVerification
{
  GObject parent_instance;

  YaoVerificationFacts *facts;
};

G_DEFINE_FINAL_TYPE (YaoVerification, yao_verification, G_TYPE_OBJECT)

static void
yao_verification_finalize (GObject *object)
{
  yao_verification_facts_free (YAO_VERIFICATION (object)->facts);

  G_OBJECT_CLASS (yao_verification_parent_class)->finalize (object);
}

static void
yao_verification_class_init (YaoVerificationClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = yao_verification_finalize;
}

static void
yao_verification_init (YaoVerification *self)
{
}

/**
 * yao_verification_facts_new:
 *
 * Makes facts of which none is known.
 *
 * Returns: (transfer full): the facts
 */
YaoVerificationFacts *
yao_verification_facts_new (void)
{
  return g_new0 (YaoVerificationFacts, 1);
}

/**
 * yao_verification_facts_free:
 * @self: (transfer full) (nullable): facts
 *
 * Frees them.
 */
void
yao_verification_facts_free (YaoVerificationFacts *self)
{
  if (self == NULL)
    return;

  g_free (self->signer);
  g_free (self->uid);
  g_free (self->organisation);
  g_free (self->serial);
  g_free (self->issuer);
  g_free (self->algorithm);
  g_free (self->use_id);
  g_free (self->authorization);
  g_free (self);
}

/**
 * yao_verification_new:
 * @taken: (transfer full): the facts
 *
 * Makes an object of them.
 *
 * Returns: (transfer full): the verification
 */
YaoVerification *
yao_verification_new (YaoVerificationFacts *taken)
{
  YaoVerification *self = g_object_new (YAO_TYPE_VERIFICATION, NULL);

  self->facts = taken;
  return self;
}

/**
 * yao_verdict_get_nick:
 * @verdict: a verdict
 *
 * Gets what programs call it.
 *
 * Returns: the name
 */
const char *
yao_verdict_get_nick (YaoVerdict verdict)
{
  static const char *const nicks[] = { "good",    "unreadable", "file-changed", "signature-changed",
                                       "foreign", "expired",    "revoked" };

  g_return_val_if_fail ((gsize) verdict < G_N_ELEMENTS (nicks), NULL);

  return nicks[verdict];
}

/**
 * yao_verification_get_verdict:
 * @self: a verification
 *
 * Gets what is to be thought of it.
 *
 * Returns: the verdict
 */
YaoVerdict
yao_verification_get_verdict (YaoVerification *self)
{
  g_return_val_if_fail (YAO_IS_VERIFICATION (self), YAO_VERDICT_UNREADABLE);

  return self->facts->verdict;
}

/**
 * yao_verification_get_signer:
 * @self: a verification
 *
 * Gets who signed, as the certificate has it.
 *
 * Returns: (nullable): the name
 */
const char *
yao_verification_get_signer (YaoVerification *self)
{
  g_return_val_if_fail (YAO_IS_VERIFICATION (self), NULL);

  return self->facts->signer;
}

/**
 * yao_verification_get_uid:
 * @self: a verification
 *
 * Gets the number of who signed.
 *
 * Returns: (nullable): the number
 */
const char *
yao_verification_get_uid (YaoVerification *self)
{
  g_return_val_if_fail (YAO_IS_VERIFICATION (self), NULL);

  return self->facts->uid;
}

/**
 * yao_verification_get_organisation:
 * @self: a verification
 *
 * Gets the organisation of who signed.
 *
 * Returns: (nullable): the name
 */
const char *
yao_verification_get_organisation (YaoVerification *self)
{
  g_return_val_if_fail (YAO_IS_VERIFICATION (self), NULL);

  return self->facts->organisation;
}

/**
 * yao_verification_get_serial:
 * @self: a verification
 *
 * Gets the serial number of the certificate.
 *
 * Returns: (nullable): hexadecimal digits
 */
const char *
yao_verification_get_serial (YaoVerification *self)
{
  g_return_val_if_fail (YAO_IS_VERIFICATION (self), NULL);

  return self->facts->serial;
}

/**
 * yao_verification_get_issuer:
 * @self: a verification
 *
 * Gets who issued the certificate.
 *
 * Returns: (nullable): the name
 */
const char *
yao_verification_get_issuer (YaoVerification *self)
{
  g_return_val_if_fail (YAO_IS_VERIFICATION (self), NULL);

  return self->facts->issuer;
}

/**
 * yao_verification_get_algorithm:
 * @self: a verification
 *
 * Gets what kind of key signed.
 *
 * Returns: (nullable): e.g. "SM2 256"
 */
const char *
yao_verification_get_algorithm (YaoVerification *self)
{
  g_return_val_if_fail (YAO_IS_VERIFICATION (self), NULL);

  return self->facts->algorithm;
}

/**
 * yao_verification_get_use_id:
 * @self: a verification
 *
 * Gets what the signature is called in the log of the service.
 *
 * Returns: (nullable): hexadecimal digits
 */
const char *
yao_verification_get_use_id (YaoVerification *self)
{
  g_return_val_if_fail (YAO_IS_VERIFICATION (self), NULL);

  return self->facts->use_id;
}

/**
 * yao_verification_get_authorization:
 * @self: a verification
 *
 * Gets under which authorization it was made.
 *
 * Returns: (nullable): the id, or %NULL where the owner signed
 */
const char *
yao_verification_get_authorization (YaoVerification *self)
{
  g_return_val_if_fail (YAO_IS_VERIFICATION (self), NULL);

  return self->facts->authorization;
}

/**
 * yao_verification_get_time:
 * @self: a verification
 *
 * Gets when it was signed, as who signed says.
 *
 * Returns: the time, or 0 where it does not say
 */
gint64
yao_verification_get_time (YaoVerification *self)
{
  g_return_val_if_fail (YAO_IS_VERIFICATION (self), 0);

  return self->facts->time;
}

/**
 * yao_verification_get_revoked_at:
 * @self: a verification
 *
 * Gets when the certificate was revoked, which may be after it was signed.
 *
 * Returns: the time, or 0
 */
gint64
yao_verification_get_revoked_at (YaoVerification *self)
{
  g_return_val_if_fail (YAO_IS_VERIFICATION (self), 0);

  return self->facts->revoked_at;
}

/**
 * yao_verification_is_revocation_known:
 * @self: a verification
 *
 * Tells whether the service could be asked which certificates were revoked.
 *
 * Returns: %TRUE if it could
 */
gboolean
yao_verification_is_revocation_known (YaoVerification *self)
{
  g_return_val_if_fail (YAO_IS_VERIFICATION (self), FALSE);

  return self->facts->is_revocation_known;
}
