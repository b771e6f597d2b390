/* yao-cli-show.c: every detail of a certificate
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include "yao-config.h"

#include "yao-cli-certs.h"

#include "yao-cli-format.h"
#include "yao-cli-text.h"

#include <glib/gi18n.h>
#include <string.h>

#define BYTES_WIDTH 48 /* columns for bytes in hexadecimal on a terminal: 16 of them */

typedef struct
{
  const char *name;  /* for programs */
  const char *title; /* for people */
} Section;

static const Section sections[] = {
  [YAO_FIELD_SECTION_SUBJECT] = { "subject", N_ ("Subject") },
  [YAO_FIELD_SECTION_ISSUER] = { "issuer", N_ ("Issuer") },
  [YAO_FIELD_SECTION_VALIDITY] = { "validity", N_ ("Validity") },
  [YAO_FIELD_SECTION_KEY] = { "key", N_ ("Key") },
  [YAO_FIELD_SECTION_EXTENSIONS] = { "extensions", N_ ("Extensions") },
  [YAO_FIELD_SECTION_FINGERPRINTS] = { "fingerprints", N_ ("Fingerprints") },
  [YAO_FIELD_SECTION_CHAIN] = { "chain", N_ ("Chain") },
};

G_STATIC_ASSERT (G_N_ELEMENTS (sections) == YAO_FIELD_SECTION_CHAIN + 1);

static void
put_summary (YaoCli *cli, YaoCertificate *certificate)
{
  YaoService *service = yao_certificate_get_service (certificate);
  g_autofree char *until = yao_cli_format_time (yao_certificate_get_not_after (certificate));
  g_autofree char *state = yao_cli_format_state (certificate, yao_cli_get_now (cli));
  g_autofree char *refreshed = yao_cli_format_time (yao_certificate_get_refreshed (certificate));
  const char *rows[][2] = {
    { _ ("Holder:"), yao_certificate_get_holder_name (certificate) },
    { _ ("Number:"), yao_certificate_get_holder_uid (certificate) },
    { _ ("Organisation:"), yao_certificate_get_organisation (certificate) },
    { _ ("Department:"), yao_certificate_get_department (certificate) },
    { _ ("Title:"), yao_certificate_get_role_title (certificate) },
    { _ ("Whose:"), yao_cli_format_role (certificate) },
    { _ ("Key:"),
      yao_certificate_algorithm_get_label (yao_certificate_get_algorithm (certificate)) },
    { _ ("Kept:"), yao_cli_format_key_kind (certificate) },
    { _ ("State:"), state },
    { _ ("Reason:"), yao_certificate_get_revocation_reason (certificate) },
    { _ ("Valid until:"), until },
    { _ ("Service:"), yao_service_get_name (service) },
    { _ ("Last refreshed:"), refreshed },
    { _ ("ID:"), yao_certificate_get_id (certificate) },
  };
  g_autoptr (YaoCliTable) table = yao_cli_table_new (2);

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    if (rows[i][1] != NULL && *rows[i][1] != '\0')
      yao_cli_table_add_row (table, rows[i]);
  yao_cli_put_table (cli, table);
}

/* An extension's value is made of lines, each a term or "label: text". */
static void
append_translated (GString *out, const char *line)
{
  const char *colon = strstr (line, ": ");

  if (out->len > 0)
    g_string_append_c (out, '\n');

  if (colon != NULL)
    {
      g_autofree char *label = g_strndup (line, (gsize) (colon - line));

      g_string_append_printf (out, "%s%s", *label != '\0' ? _ (label) : "", colon);
    }
  else if (*line != '\0')
    g_string_append (out, _ (line));
}

static char *
make_value (YaoCertificateField *field, guint width)
{
  const char *value = yao_certificate_field_get_value (field);
  g_auto (GStrv) lines = NULL;
  GString *out;

  if (yao_certificate_field_is_time (field))
    return yao_cli_format_time (yao_certificate_field_get_time (field));
  if (yao_certificate_field_is_monospace (field))
    return yao_cli_text_wrap (value, width);
  if (yao_certificate_field_get_section (field) != YAO_FIELD_SECTION_EXTENSIONS)
    return g_strdup (value);

  out = g_string_new (NULL);
  lines = g_strsplit (value, "\n", -1);
  for (char **line = lines; *line != NULL; line++)
    append_translated (out, *line);

  return g_string_free (out, FALSE);
}

static void
add_field (YaoCliTable *table, YaoCertificateField *field, guint width)
{
  const char *title = _ (yao_certificate_field_get_name (field));
  g_autofree char *marked = yao_certificate_field_is_critical (field)
                                ? yao_cli_text_fill (_ ("{name} (critical)"), "name", title)
                                : g_strdup (title);
  g_autofree char *name = g_strconcat ("  ", marked, NULL);
  g_autofree char *value = make_value (field, width);
  const char *cells[] = { name, value };

  yao_cli_table_add_row (table, cells);
}

static void
put_section (YaoCli *cli, GListModel *fields, YaoFieldSection section)
{
  g_autoptr (YaoCliTable) table = yao_cli_table_new (2);
  guint width = yao_cli_is_terminal (cli) ? BYTES_WIDTH : G_MAXUINT;
  guint count = 0;

  for (guint i = 0; i < g_list_model_get_n_items (fields); i++)
    {
      g_autoptr (YaoCertificateField) field = g_list_model_get_item (fields, i);

      if (yao_certificate_field_get_section (field) != section)
        continue;
      add_field (table, field, width);
      count++;
    }

  if (count == 0)
    return;
  yao_cli_put (cli, "\n");
  yao_cli_put_line (cli, _ (sections[section].title));
  yao_cli_put_table (cli, table);
}

static void
write_field (YaoJsonWriter *json, YaoCertificateField *field)
{
  yao_json_writer_begin_object (json, NULL);
  yao_cli_write_text (json, "section", sections[yao_certificate_field_get_section (field)].name);
  yao_cli_write_text (json, "name", yao_certificate_field_get_name (field));
  yao_cli_write_text (json, "value", yao_certificate_field_get_value (field));
  yao_json_writer_add_boolean (json, "critical", yao_certificate_field_is_critical (field));
  yao_json_writer_end_object (json);
}

static void
write_all (YaoCli *cli, YaoCertificate *certificate, GListModel *fields)
{
  YaoJsonWriter *json = yao_cli_get_json (cli);

  yao_json_writer_begin_object (json, NULL);
  yao_cli_write_certificate_members (cli, certificate);
  yao_json_writer_begin_array (json, "fields");
  for (guint i = 0; i < g_list_model_get_n_items (fields); i++)
    {
      g_autoptr (YaoCertificateField) field = g_list_model_get_item (fields, i);

      write_field (json, field);
    }
  yao_json_writer_end_array (json);
  yao_json_writer_end_object (json);
}

/**
 * yao_cli_certs_run_show:
 * @cli: the run
 *
 * Runs "certs show ID".
 *
 * Returns: the exit code
 */
YaoCliExit
yao_cli_certs_run_show (YaoCli *cli)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (YaoCertificate) certificate = yao_cli_certs_find (cli, &error);
  g_autoptr (GListModel) fields = NULL;

  if (certificate == NULL)
    return yao_cli_fail (cli, error);

  fields = yao_certificate_list_fields (certificate);
  if (yao_cli_is_json (cli))
    {
      write_all (cli, certificate, fields);
      return YAO_CLI_EXIT_OK;
    }

  put_summary (cli, certificate);
  for (guint section = 0; section < G_N_ELEMENTS (sections); section++)
    put_section (cli, fields, section);

  return YAO_CLI_EXIT_OK;
}
