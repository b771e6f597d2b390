/* yao-cli-download.c: fetching certificates
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include "yao-config.h"

#include "yao-cli-download.h"

#include "yao-cli-certs.h"
#include "yao-cli-init.h"
#include "yao-cli-services.h"

#include <glib/gi18n.h>

const YaoCliOption yao_cli_download_options[] = {
  { "service", 0, N_ ("ID"), N_ ("Download from this service, where several are set up") },
  { "grantor", 0, N_ ("NUMBER"), N_ ("The certificate of this person, who authorized the number") },
  { NULL },
};

/* The service named, or the one used last, or the one that the organisation has preconfigured. */
static YaoService *
choose_service (YaoCli *cli, GError **error)
{
  const char *id = yao_cli_get_value (cli, "service");
  YaoClient *client = yao_cli_get_client (cli, error);
  YaoService *service;

  if (client == NULL)
    return NULL;
  if (id != NULL)
    return yao_cli_services_find (cli, id, error);

  service = yao_client_get_default_service (client);
  if (service != NULL)
    return g_object_ref (service);

  return yao_cli_init_preconfigured (cli, error);
}

/* Certificates of one's own are public; those of others need a sign-in to the account for them. */
static GListModel *
download (YaoCli *cli, YaoService *service, GError **error)
{
  YaoClient *client = yao_cli_get_client (cli, NULL);
  const char *number = yao_cli_get_operand (cli, 0);
  const char *grantor = yao_cli_get_value (cli, "grantor");

  return grantor != NULL
             ? yao_client_download_granted (client, service, grantor, number,
                                            yao_cli_get_cancellable (cli), error)
             : yao_client_download (client, service, number, yao_cli_get_cancellable (cli), error);
}

/**
 * yao_cli_download_run:
 * @cli: the run
 *
 * Runs "download NUMBER" and "download NUMBER --grantor NUMBER".
 *
 * Returns: the exit code
 */
YaoCliExit
yao_cli_download_run (YaoCli *cli)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (YaoService) service = choose_service (cli, &error);
  g_autoptr (GListModel) certificates = NULL;

  if (service == NULL)
    return yao_cli_fail (cli, error);

  certificates = download (cli, service, &error);
  if (certificates == NULL)
    return yao_cli_fail (cli, error);

  yao_cli_certs_put_list (cli, certificates);

  return YAO_CLI_EXIT_OK;
}
