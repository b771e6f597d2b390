/* yao-cli-verify.c: looking at signatures
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include "yao-config.h"

#include "yao-cli-sign.h"

#include "yao-cli-certs.h"
#include "yao-cli-format.h"

#include <glib/gi18n.h>

const YaoCliOption yao_cli_verify_options[] = {
  { "cert", 0, N_ ("ID"), N_ ("A bare signature is of this certificate") },
  { NULL },
};

static const char *
get_sentence (YaoVerdict verdict)
{
  switch (verdict)
    {
    case YAO_VERDICT_GOOD:
      return _ ("The signature is good: the file is as it was signed");
    case YAO_VERDICT_FILE_CHANGED:
      return _ ("The file is not the one that was signed, or it was changed since");
    case YAO_VERDICT_SIGNATURE_CHANGED:
      return _ ("The signature itself was changed or is damaged");
    case YAO_VERDICT_FOREIGN:
      return _ ("The signer is of no organisation that is set up on this computer");
    case YAO_VERDICT_EXPIRED:
      return _ ("The certificate was not valid when the file was signed");
    case YAO_VERDICT_REVOKED:
      return _ ("The certificate had been revoked when the file was signed");
    case YAO_VERDICT_UNREADABLE:
    default:
      return _ ("This is no signature that can be read here");
    }
}

static void
write_moment (YaoJsonWriter *json, const char *name, gint64 time)
{
  if (time != 0)
    yao_cli_write_time (json, name, time);
  else
    yao_json_writer_add_null (json, name);
}

static void
write_verification (YaoCli *cli, YaoVerification *verification)
{
  YaoJsonWriter *json = yao_cli_get_json (cli);
  YaoVerdict verdict = yao_verification_get_verdict (verification);

  yao_json_writer_begin_object (json, NULL);
  yao_json_writer_add_boolean (json, "good", verdict == YAO_VERDICT_GOOD);
  yao_cli_write_text (json, "verdict", yao_verdict_get_nick (verdict));
  yao_cli_write_text (json, "signer", yao_verification_get_signer (verification));
  yao_cli_write_text (json, "uid", yao_verification_get_uid (verification));
  yao_cli_write_text (json, "organisation", yao_verification_get_organisation (verification));
  yao_cli_write_text (json, "serial", yao_verification_get_serial (verification));
  yao_cli_write_text (json, "issuer", yao_verification_get_issuer (verification));
  yao_cli_write_text (json, "algorithm", yao_verification_get_algorithm (verification));
  write_moment (json, "time", yao_verification_get_time (verification));
  yao_cli_write_text (json, "use", yao_verification_get_use_id (verification));
  yao_cli_write_text (json, "authorization", yao_verification_get_authorization (verification));
  yao_json_writer_add_boolean (json, "revocation_known",
                               yao_verification_is_revocation_known (verification));
  write_moment (json, "revoked_at", yao_verification_get_revoked_at (verification));
  yao_json_writer_end_object (json);
}

static void
put_row (YaoCliTable *table, const char *name, const char *value)
{
  const char *cells[] = { name, value };

  if (value != NULL && *value != '\0')
    yao_cli_table_add_row (table, cells);
}

static void
put_verification (YaoCli *cli, YaoVerification *verification)
{
  gint64 time = yao_verification_get_time (verification);
  gint64 revoked = yao_verification_get_revoked_at (verification);
  g_autofree char *when = time != 0 ? yao_cli_format_time (time) : NULL;
  g_autofree char *end = revoked != 0 ? yao_cli_format_time (revoked) : NULL;
  g_autoptr (YaoCliTable) table = yao_cli_table_new (2);

  yao_cli_put_line (cli, get_sentence (yao_verification_get_verdict (verification)));
  put_row (table, _ ("Signer"), yao_verification_get_signer (verification));
  put_row (table, _ ("Number"), yao_verification_get_uid (verification));
  put_row (table, _ ("Organisation"), yao_verification_get_organisation (verification));
  put_row (table, _ ("Signed"), when);
  put_row (table, _ ("Serial number"), yao_verification_get_serial (verification));
  put_row (table, _ ("Issuer"), yao_verification_get_issuer (verification));
  put_row (table, _ ("Key"), yao_verification_get_algorithm (verification));
  put_row (table, _ ("Authorization"), yao_verification_get_authorization (verification));
  put_row (table, _ ("Revoked"), end);
  yao_cli_put_table (cli, table);
  if (yao_verification_get_verdict (verification) == YAO_VERDICT_GOOD
      && !yao_verification_is_revocation_known (verification))
    yao_cli_warn (cli, "revocation-unknown",
                  _ ("Whether the certificate was revoked could not be asked"),
                  _ ("Run the command again with a connection to the service."));
}

/**
 * yao_cli_verify_run:
 * @cli: the run
 *
 * Runs "verify FILE SIG".
 *
 * Returns: the exit code
 */
YaoCliExit
yao_cli_verify_run (YaoCli *cli)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GFile) file = g_file_new_for_commandline_arg (yao_cli_get_operand (cli, 0));
  g_autoptr (GFile) signature = g_file_new_for_commandline_arg (yao_cli_get_operand (cli, 1));
  const char *id = yao_cli_get_value (cli, "cert");
  g_autoptr (YaoCertificate) certificate = NULL;
  g_autoptr (YaoVerification) verification = NULL;
  YaoClient *client = yao_cli_get_client (cli, &error);

  if (client == NULL)
    return yao_cli_fail (cli, error);
  if (id != NULL || yao_client_get_current (client) != NULL)
    {
      certificate = yao_cli_certs_choose (cli, id, &error);
      if (certificate == NULL)
        return yao_cli_fail (cli, error);
    }
  verification = yao_client_verify (client, file, signature, certificate,
                                    yao_cli_get_cancellable (cli), &error);
  if (verification == NULL)
    return yao_cli_fail (cli, error);

  if (yao_cli_is_json (cli))
    write_verification (cli, verification);
  else
    put_verification (cli, verification);
  return yao_verification_get_verdict (verification) == YAO_VERDICT_GOOD ? YAO_CLI_EXIT_OK
                                                                         : YAO_CLI_EXIT_DENIED;
}
