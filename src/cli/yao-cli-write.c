/* yao-cli-write.c: services and certificates, as JSON
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include "yao-cli-format.h"

static const char *
get_state_name (YaoCertificate *certificate, gint64 now)
{
  return yao_certificate_state_to_string (yao_certificate_get_state (certificate, now));
}

/**
 * yao_cli_write_text:
 * @json: a writer
 * @name: name of the member
 * @value: (nullable): a text
 *
 * Writes a text, or null.
 */
void
yao_cli_write_text (YaoJsonWriter *json, const char *name, const char *value)
{
  if (value != NULL)
    yao_json_writer_add_string (json, name, value);
  else
    yao_json_writer_add_null (json, name);
}

/**
 * yao_cli_write_time:
 * @json: a writer
 * @name: name of the member
 * @unix_seconds: a time; 0 where there is none
 *
 * Writes a time (RFC 3339), or null.
 */
void
yao_cli_write_time (YaoJsonWriter *json, const char *name, gint64 unix_seconds)
{
  if (unix_seconds != 0)
    yao_json_writer_add_time (json, name, unix_seconds);
  else
    yao_json_writer_add_null (json, name);
}

/**
 * yao_cli_write_certificate_members:
 * @cli: the run
 * @certificate: a certificate
 *
 * Writes the members of a certificate into an object that was begun.
 */
void
yao_cli_write_certificate_members (YaoCli *cli, YaoCertificate *certificate)
{
  YaoJsonWriter *json = yao_cli_get_json (cli);
  gint64 now = yao_cli_get_now (cli);
  YaoCertificateAlgorithm algorithm = yao_certificate_get_algorithm (certificate);

  yao_cli_write_text (json, "id", yao_certificate_get_id (certificate));
  yao_cli_write_text (json, "service",
                      yao_service_get_id (yao_certificate_get_service (certificate)));
  yao_cli_write_text (json, "holder", yao_certificate_get_holder_uid (certificate));
  yao_cli_write_text (json, "uid", yao_certificate_get_user_uid (certificate));
  yao_cli_write_text (json, "name", yao_certificate_get_holder_name (certificate));
  yao_cli_write_text (json, "organisation", yao_certificate_get_organisation (certificate));
  yao_cli_write_text (json, "department", yao_certificate_get_department (certificate));
  yao_cli_write_text (json, "title", yao_certificate_get_role_title (certificate));
  yao_cli_write_text (json, "role",
                      yao_certificate_role_to_string (yao_certificate_get_role (certificate)));
  yao_cli_write_text (json, "key_kind",
                      yao_key_kind_to_string (yao_certificate_get_key_kind (certificate)));
  yao_cli_write_text (json, "algorithm", yao_certificate_algorithm_to_string (algorithm));
  yao_cli_write_text (json, "serial", yao_certificate_get_serial (certificate));
  yao_cli_write_text (json, "subject", yao_certificate_get_subject (certificate));
  yao_cli_write_text (json, "issuer", yao_certificate_get_issuer_name (certificate));
  yao_json_writer_add_time (json, "not_before", yao_certificate_get_not_before (certificate));
  yao_json_writer_add_time (json, "not_after", yao_certificate_get_not_after (certificate));
  yao_json_writer_add_int (json, "days_left", yao_certificate_get_days_left (certificate, now));
  yao_cli_write_text (json, "state", get_state_name (certificate, now));
  yao_cli_write_time (json, "revoked_at", yao_certificate_get_revoked_at (certificate));
  yao_cli_write_text (json, "revocation_reason",
                      yao_certificate_get_revocation_reason (certificate));
  yao_cli_write_time (json, "refreshed", yao_certificate_get_refreshed (certificate));
  yao_json_writer_add_boolean (json, "current", yao_certificate_is_current (certificate));
}

/**
 * yao_cli_write_certificate:
 * @cli: the run
 * @certificate: a certificate
 * @name: (nullable): name of the member
 *
 * Writes a certificate.
 */
void
yao_cli_write_certificate (YaoCli *cli, YaoCertificate *certificate, const char *name)
{
  YaoJsonWriter *json = yao_cli_get_json (cli);

  yao_json_writer_begin_object (json, name);
  yao_cli_write_certificate_members (cli, certificate);
  yao_json_writer_end_object (json);
}

/**
 * yao_cli_write_service:
 * @cli: the run, with a client
 * @service: a service
 * @name: (nullable): name of the member
 *
 * Writes a service.
 */
void
yao_cli_write_service (YaoCli *cli, YaoService *service, const char *name)
{
  YaoJsonWriter *json = yao_cli_get_json (cli);
  gboolean is_signed = yao_service_get_trust (service) == YAO_SERVICE_TRUST_SIGNED;
  YaoClient *client = yao_cli_get_client (cli, NULL);

  yao_json_writer_begin_object (json, name);
  yao_cli_write_text (json, "id", yao_service_get_id (service));
  yao_cli_write_text (json, "name", yao_service_get_name (service));
  yao_cli_write_text (json, "address", yao_service_get_address (service));
  yao_cli_write_text (json, "cosign_address", yao_service_get_cosign_address (service));
  yao_cli_write_text (json, "support", yao_service_get_support (service));
  yao_cli_write_text (json, "trust", is_signed ? "signed" : "unverified");
  yao_json_writer_add_boolean (json, "builtin", yao_service_is_builtin (service));
  yao_json_writer_add_boolean (json, "default", service == yao_client_get_default_service (client));
  yao_cli_write_time (json, "added", yao_service_get_added (service));
  yao_json_writer_end_object (json);
}

/**
 * yao_cli_write_list_end:
 * @json: a writer within the items of a list
 * @total: how many items the whole list has
 *
 * Ends a list: every list has the same shape.
 */
void
yao_cli_write_list_end (YaoJsonWriter *json, guint total)
{
  yao_json_writer_end_array (json);
  yao_json_writer_add_null (json, "next");
  yao_json_writer_add_int (json, "total", total);
}
