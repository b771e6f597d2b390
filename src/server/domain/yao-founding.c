/* yao-founding.c: all that a new service needs before the first person comes
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include "yao-founding.h"

#include "yao-ca.h"
#include "yao-enrolment.h"
#include "yao-tls-identity.h"

/* Two keys for each family, root and issuing; the slow ones first. */
static const YaoKeyAlgorithm key_algorithms[] = {
  YAO_KEY_RSA_3072, YAO_KEY_RSA_3072, YAO_KEY_SM2, YAO_KEY_SM2, YAO_KEY_P256, YAO_KEY_P256,
};

static const YaoCaAlgorithm families[] = {
  YAO_CA_ALGORITHM_RSA,
  YAO_CA_ALGORITHM_SM2,
  YAO_CA_ALGORITHM_P256,
};

G_STATIC_ASSERT (G_N_ELEMENTS (key_algorithms) == 2 * G_N_ELEMENTS (families));

/**
 * yao_founding_get_key_algorithms:
 * @algorithms: (out) (transfer none): the kinds
 *
 * Gets what keys yao_founding_make() needs, so that they can be made before its transaction.
 *
 * Returns: how many
 */
gsize
yao_founding_get_key_algorithms (const YaoKeyAlgorithm **algorithms)
{
  *algorithms = key_algorithms;
  return G_N_ELEMENTS (key_algorithms);
}

/**
 * yao_founding_make:
 * @installation: an empty installation
 * @kind: what it is for
 * @organisation: who runs it
 * @address: the address that clients use
 * @keys: (element-type YaoKey): keys of the kinds of yao_founding_get_key_algorithms(), and perhaps
 *   others after them
 * @not_before: from when on the authorities are valid
 * @error: return location
 *
 * Makes identity, authorities, TLS and the signer of initialisation codes. Belongs in a
 * transaction.
 *
 * Returns: %TRUE if it is done
 */
gboolean
yao_founding_make (YaoInstallation *installation,
                   YaoInstallationKind kind,
                   const char *organisation,
                   const char *address,
                   GPtrArray *keys,
                   gint64 not_before,
                   GError **error)
{
  g_assert (keys->len >= G_N_ELEMENTS (key_algorithms));

  if (!yao_installation_make (installation, kind, organisation, address, error)
      || !yao_tls_identity_make (installation, error) || !yao_enrolment_make (installation, error))
    return FALSE;

  for (gsize i = 0; i < G_N_ELEMENTS (families); i++)
    {
      if (!yao_ca_make (installation, families[i], keys->pdata[2 * i], keys->pdata[2 * i + 1],
                        not_before, error))
        return FALSE;
    }
  return TRUE;
}
