/* yao-trust-database.c: which services a connection may end at
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include "yao-trust-database.h"

#include "yao-digest.h"
#include "yao-x509.h"

#include <string.h>

/* The longest chain that is looked through. */
#define MAX_CHAIN 8

/**
 * YaoTrustDatabase:
 *
 * Holds a TLS connection to the pins of an initialisation code. A pin is the SHA-256 of the
 * SubjectPublicKeyInfo (RFC 7469 section 2.4) of the organisation's TLS root, or of any other
 * element of its chain. The element that matches becomes the only anchor: signatures, validity and
 * the name in the leaf are verified up to it, and no authority of the system can stand in for it.
 *
 * Without pins it is the system's own database: a public service.
 */
struct _YaoTrustDatabase
{
  GTlsDatabase parent_instance;

  GPtrArray *pins;      /* of GBytes, YAO_TRUST_MIN_PIN to 32 bytes each; empty for the system's */
  GTlsDatabase *system; /* where there are no pins */

  GMutex lock;
  GBytes *matched; /* the whole pin of the last good connection; under the lock */
};

G_DEFINE_FINAL_TYPE (YaoTrustDatabase, yao_trust_database, G_TYPE_TLS_DATABASE)

static GBytes *
digest_spki (GTlsCertificate *certificate)
{
  g_autoptr (GByteArray) array = NULL;
  g_autoptr (GBytes) der = NULL;
  g_autoptr (GBytes) spki = NULL;
  g_autoptr (YaoX509) x509 = NULL;

  g_object_get (certificate, "certificate", &array, NULL);
  if (array == NULL)
    return NULL;

  der = g_bytes_new (array->data, array->len);
  x509 = yao_x509_parse (der, NULL);
  if (x509 == NULL)
    return NULL;

  spki = yao_x509_dup_spki (x509);
  return yao_digest_bytes (YAO_DIGEST_SHA256, spki);
}

static gboolean
is_pinned (YaoTrustDatabase *self, GBytes *digest)
{
  gsize size;
  const guint8 *data = g_bytes_get_data (digest, &size);

  for (guint i = 0; i < self->pins->len; i++)
    {
      gsize pin_size;
      const guint8 *pin = g_bytes_get_data (g_ptr_array_index (self->pins, i), &pin_size);

      if (pin_size <= size && memcmp (pin, data, pin_size) == 0)
        return TRUE;
    }

  return FALSE;
}

/* The first element, from the leaf up, whose key is pinned; its digest goes to @digest. */
static GTlsCertificate *
find_anchor (YaoTrustDatabase *self, GTlsCertificate *chain, GBytes **digest)
{
  GTlsCertificate *element = chain;

  for (guint depth = 0; element != NULL && depth < MAX_CHAIN; depth++)
    {
      g_autoptr (GBytes) found = digest_spki (element);

      if (found != NULL && is_pinned (self, found))
        {
          *digest = g_steal_pointer (&found);
          return element;
        }
      element = g_tls_certificate_get_issuer (element);
    }

  return NULL;
}

static GTlsCertificateFlags
yao_trust_database_verify_chain (GTlsDatabase *database,
                                 GTlsCertificate *chain,
                                 const char *purpose,
                                 GSocketConnectable *identity,
                                 GTlsInteraction *interaction,
                                 GTlsDatabaseVerifyFlags verify_flags,
                                 GCancellable *cancellable,
                                 GError **error)
{
  YaoTrustDatabase *self = YAO_TRUST_DATABASE (database);
  GTlsCertificate *anchor;
  GTlsCertificateFlags flags;
  g_autoptr (GBytes) digest = NULL;

  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return G_TLS_CERTIFICATE_GENERIC_ERROR;

  if (identity == NULL)
    return G_TLS_CERTIFICATE_BAD_IDENTITY;

  if (self->system != NULL)
    return g_tls_database_verify_chain (self->system, chain, purpose, identity, interaction,
                                        verify_flags, cancellable, error);

  anchor = find_anchor (self, chain, &digest);
  if (anchor == NULL)
    return G_TLS_CERTIFICATE_UNKNOWN_CA;

  flags = g_tls_certificate_verify (chain, identity, anchor);
  if (flags == G_TLS_CERTIFICATE_NO_FLAGS)
    {
      g_mutex_lock (&self->lock);
      g_clear_pointer (&self->matched, g_bytes_unref);
      self->matched = g_steal_pointer (&digest);
      g_mutex_unlock (&self->lock);
    }

  return flags;
}

static void
yao_trust_database_finalize (GObject *object)
{
  YaoTrustDatabase *self = YAO_TRUST_DATABASE (object);

  g_clear_pointer (&self->pins, g_ptr_array_unref);
  g_clear_object (&self->system);
  g_clear_pointer (&self->matched, g_bytes_unref);
  g_mutex_clear (&self->lock);

  G_OBJECT_CLASS (yao_trust_database_parent_class)->finalize (object);
}

static void
yao_trust_database_class_init (YaoTrustDatabaseClass *klass)
{
  GTlsDatabaseClass *database_class = G_TLS_DATABASE_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = yao_trust_database_finalize;

  /* The parent's asynchronous form runs this one in a thread. */
  database_class->verify_chain = yao_trust_database_verify_chain;
}

static void
yao_trust_database_init (YaoTrustDatabase *self)
{
  g_mutex_init (&self->lock);
}

/**
 * yao_trust_database_new:
 * @pins: (element-type GBytes): SHA-256 values, whole or their first bytes; empty for the system's
 *   authorities
 *
 * Makes a database that holds connections to @pins.
 *
 * Returns: (transfer full): the database
 */
YaoTrustDatabase *
yao_trust_database_new (GPtrArray *pins)
{
  YaoTrustDatabase *self = g_object_new (YAO_TYPE_TRUST_DATABASE, NULL);

  g_assert (pins != NULL);

  self->pins = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);
  for (guint i = 0; i < pins->len; i++)
    {
      GBytes *pin = g_ptr_array_index (pins, i);

      g_assert (g_bytes_get_size (pin) >= YAO_TRUST_MIN_PIN);
      g_ptr_array_add (self->pins, g_bytes_ref (pin));
    }
  if (pins->len == 0)
    self->system = g_tls_backend_get_default_database (g_tls_backend_get_default ());

  return self;
}

/**
 * yao_trust_database_dup_matched:
 * @self: a database
 *
 * Gets the key that the last good connection was held to.
 *
 * Returns: (transfer full) (nullable): the SHA-256, or %NULL before the first and for the system's
 */
GBytes *
yao_trust_database_dup_matched (YaoTrustDatabase *self)
{
  GBytes *matched;

  g_assert (YAO_IS_TRUST_DATABASE (self));

  g_mutex_lock (&self->lock);
  matched = self->matched != NULL ? g_bytes_ref (self->matched) : NULL;
  g_mutex_unlock (&self->lock);
  return matched;
}
