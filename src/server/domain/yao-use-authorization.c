/* yao-use-authorization.c: under which authorization a key is used
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include "yao-use-authorization.h"

#include "yao-authorizations.h"
#include "yao-error.h"

/**
 * yao_use_authorization_take:
 * @installation: the service, in the transaction of the signature
 * @claim: what is claimed; what was taken is filled in
 * @error: return location
 *
 * Takes one use of the authorization that a signature is made under. The owner uses his key without
 * one, and without a limit. Whoever else asks must name the one that lets him; the reason of a
 * refusal is that of the item.
 *
 * Returns: %TRUE if the use is his; the errors of yao_authorizations_take_use(), or
 *   %YAO_ERROR_NOT_FOUND if another authorization is named than the one that lets him
 */
gboolean
yao_use_authorization_take (YaoInstallation *installation, YaoUseClaim *claim, GError **error)
{
  g_autofree char *authorization = NULL;

  g_assert (yao_database_is_in_transaction (yao_installation_get_database (installation)));

  if (!yao_authorizations_take_use (installation, claim->caller, claim->certificate->id,
                                    claim->purpose, &authorization, &claim->use, error))
    return FALSE;
  if (g_strcmp0 (authorization, claim->authorization) == 0)
    return TRUE;

  if (yao_authorizations_give_back (installation, claim->use, error))
    g_set_error (error, YAO_ERROR, YAO_ERROR_NOT_FOUND, "there is no such authorization");
  return FALSE;
}

/**
 * yao_use_authorization_give_back:
 * @installation: the service, in the transaction of the signature
 * @claim: what was taken
 * @error: return location
 *
 * Gives a use back, since no signature was released for it.
 *
 * Returns: %TRUE if it is given back
 */
gboolean
yao_use_authorization_give_back (YaoInstallation *installation,
                                 const YaoUseClaim *claim,
                                 GError **error)
{
  g_assert (yao_database_is_in_transaction (yao_installation_get_database (installation)));

  return yao_authorizations_give_back (installation, claim->use, error);
}
