/* yao-cli-signature.c: handwritten signatures that a service keeps
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include "yao-config.h"

#include "yao-cli-signature.h"

#include "yao-cli-certs.h"
#include "yao-cli-file.h"
#include "yao-cli-format.h"
#include "yao-cli-text.h"

#include "yao-file.h"

#include <glib/gi18n.h>

/* A photograph of a signature may be large; what is sent of it is not. */
#define FILE_MAX (32 * 1024 * 1024)

#define CERT_OPTION                                                                                \
  {                                                                                                \
    "cert", 0, N_ ("ID"), N_ ("Of this certificate; without it, of the one in use")                \
  }

const YaoCliOption yao_cli_signature_put_options[] = {
  CERT_OPTION,
  { NULL },
};

const YaoCliOption yao_cli_signature_get_options[] = {
  { "output", 'o', N_ ("FILE"), N_ ("Write to FILE; one that is there is replaced") },
  { "number", 'n', N_ ("NUMBER"), N_ ("This version; without it, the one in use") },
  CERT_OPTION,
  { NULL },
};

const YaoCliOption yao_cli_signature_options[] = {
  CERT_OPTION,
  { NULL },
};

static YaoCliExit
fail_about (YaoCli *cli, GError *error, const char *subject)
{
  yao_error_set_subject (error, subject);

  return yao_cli_fail (cli, error);
}

static YaoCertificate *
choose (YaoCli *cli, GError **error)
{
  return yao_cli_certs_choose (cli, yao_cli_get_value (cli, "cert"), error);
}

/* Which version is meant: 0 for the one in use. */
static gboolean
read_version (const char *text, guint *version, GError **error)
{
  guint64 number = 0;
  GError *local;

  if (text == NULL || g_ascii_string_to_unsigned (text, 10, 1, G_MAXINT32, &number, NULL))
    {
      *version = (guint) number;
      return TRUE;
    }

  local = g_error_new (YAO_ERROR, YAO_ERROR_INVALID_INPUT, "%s is no version", text);
  yao_error_set_subject (local, text);
  g_propagate_error (error, local);
  return FALSE;
}

static gboolean
is_ink (GBytes *file)
{
  gsize size;
  const char *data = g_bytes_get_data (file, &size);

  for (gsize i = 0; i < size; i++)
    if (!g_ascii_isspace (data[i]) && (guchar) data[i] != 0xef && (guchar) data[i] != 0xbb
        && (guchar) data[i] != 0xbf)
      return data[i] == '<';

  return FALSE;
}

/* What is sent: strokes without the space around them, or what is on a picture without its paper.
 */
static GBytes *
prepare (GBytes *file, YaoSignatureFormat *format, GError **error)
{
  g_autoptr (YaoInk) ink = NULL;
  g_autoptr (YaoInk) trimmed = NULL;

  *format = is_ink (file) ? YAO_SIGNATURE_INKML : YAO_SIGNATURE_PNG;
  if (*format == YAO_SIGNATURE_PNG)
    return yao_ink_import_photo (file, YAO_INK_KEEP_COLOUR, error);

  ink = yao_inkml_read (file, error);
  if (ink == NULL)
    return NULL;
  trimmed = yao_ink_dup_trimmed (ink);
  return yao_inkml_write (trimmed);
}

static const char *
get_state_name (YaoSignatureImage *image)
{
  switch (yao_signature_image_get_state (image))
    {
    case YAO_SIGNATURE_STATE_CURRENT:
      return "current";
    case YAO_SIGNATURE_STATE_DELETED:
      return "deleted";
    case YAO_SIGNATURE_STATE_REPLACED:
    default:
      return "replaced";
    }
}

static void
write_image (YaoJsonWriter *json, YaoSignatureImage *image)
{
  yao_json_writer_add_int (json, "version", yao_signature_image_get_version (image));
  yao_json_writer_add_string (json, "state", get_state_name (image));
  yao_cli_write_time (json, "created", yao_signature_image_get_created (image));
  if (yao_signature_image_get_deleted (image) > 0)
    yao_cli_write_time (json, "deleted", yao_signature_image_get_deleted (image));
  else
    yao_json_writer_add_null (json, "deleted");
  yao_cli_write_text (json, "uid", yao_signature_image_get_uid (image));
  yao_cli_write_text (json, "device", yao_signature_image_get_device (image));
  yao_json_writer_add_boolean (json, "has_picture", yao_signature_image_has_picture (image));
  yao_json_writer_add_boolean (json, "has_ink", yao_signature_image_has_ink (image));
  yao_json_writer_add_int (json, "width", yao_signature_image_get_width (image));
  yao_json_writer_add_int (json, "height", yao_signature_image_get_height (image));
}

static YaoCliExit
put_done (YaoCli *cli, YaoCertificate *certificate, const char *name, const char *sentence)
{
  YaoJsonWriter *json;

  if (!yao_cli_is_json (cli))
    {
      yao_cli_put_line (cli, sentence);
      return YAO_CLI_EXIT_OK;
    }

  json = yao_cli_get_json (cli);
  yao_json_writer_begin_object (json, NULL);
  yao_cli_write_text (json, "certificate", yao_certificate_get_id (certificate));
  yao_json_writer_add_boolean (json, name, TRUE);
  yao_json_writer_end_object (json);
  return YAO_CLI_EXIT_OK;
}

/**
 * yao_cli_signature_run_put:
 * @cli: the run
 *
 * Runs "signature put FILE".
 *
 * Returns: the exit code
 */
YaoCliExit
yao_cli_signature_run_put (YaoCli *cli)
{
  const char *path = yao_cli_get_operand (cli, 0);
  g_autoptr (GError) error = NULL;
  g_autoptr (YaoCertificate) certificate = choose (cli, &error);
  g_autoptr (GBytes) file = NULL;
  g_autoptr (GBytes) sent = NULL;
  YaoSignatureFormat format;

  if (certificate == NULL)
    return yao_cli_fail (cli, error);
  file = yao_file_read (path, FILE_MAX, &error);
  sent = file != NULL ? prepare (file, &format, &error) : NULL;
  if (sent == NULL)
    return fail_about (cli, error, path);
  if (!yao_client_put_signature (yao_cli_get_client (cli, NULL), certificate, format, sent,
                                 yao_cli_get_cancellable (cli), &error))
    return yao_error_is (error, YAO_ERROR_INVALID_INPUT) ? fail_about (cli, error, path)
                                                         : yao_cli_fail (cli, error);

  return put_done (cli, certificate, "submitted", _ ("The signature was submitted."));
}

/* The form that the ending of a file's name asks for, or %NULL with an error. */
static GBytes *
convert (YaoSignatureImage *image, const char *output, GError **error)
{
  g_autofree char *lower = g_ascii_strdown (output, -1);
  GBytes *inkml = yao_signature_image_get_inkml (image);
  g_autoptr (YaoInk) ink = NULL;

  if (g_str_has_suffix (lower, ".png"))
    return g_bytes_ref (yao_signature_image_get_png (image));
  if (inkml == NULL)
    {
      g_set_error (error, YAO_ERROR, YAO_ERROR_NOT_FOUND, "the signature came as a picture");
      return NULL;
    }
  if (g_str_has_suffix (lower, ".inkml"))
    return g_bytes_ref (inkml);

  ink = yao_inkml_read (inkml, error);
  return ink != NULL ? yao_ink_export_svg (ink, 0, error) : NULL;
}

static gboolean
is_known_name (const char *output)
{
  g_autofree char *lower = g_ascii_strdown (output, -1);

  return g_str_has_suffix (lower, ".png") || g_str_has_suffix (lower, ".svg")
         || g_str_has_suffix (lower, ".inkml");
}

static void
put_file (YaoCli *cli, YaoSignatureImage *image, const char *output)
{
  YaoJsonWriter *json;

  if (!yao_cli_is_json (cli))
    {
      g_autofree char *line = yao_cli_text_fill (_ ("Written: {file}"), "file", output);

      yao_cli_put_line (cli, line);
      return;
    }

  json = yao_cli_get_json (cli);
  yao_json_writer_begin_object (json, NULL);
  yao_json_writer_add_string (json, "file", output);
  write_image (json, image);
  yao_json_writer_end_object (json);
}

/**
 * yao_cli_signature_run_get:
 * @cli: the run
 *
 * Runs "signature get -o FILE".
 *
 * Returns: the exit code
 */
YaoCliExit
yao_cli_signature_run_get (YaoCli *cli)
{
  const char *output = yao_cli_get_value (cli, "output");
  g_autoptr (GError) error = NULL;
  g_autoptr (YaoCertificate) certificate = NULL;
  g_autoptr (YaoSignatureImage) image = NULL;
  g_autoptr (GBytes) file = NULL;
  guint version;

  if (output == NULL)
    return yao_cli_fail_usage (cli, YAO_CLI_MISTAKE_MISSING_OPTION, "--output");
  if (!is_known_name (output))
    {
      error
          = g_error_new (YAO_ERROR, YAO_ERROR_INVALID_INPUT, "%s: no .png, .svg or .inkml", output);
      return fail_about (cli, error, output);
    }
  certificate = choose (cli, &error);
  if (certificate == NULL || !read_version (yao_cli_get_value (cli, "number"), &version, &error))
    return yao_cli_fail (cli, error);

  image = yao_client_get_signature (yao_cli_get_client (cli, NULL), certificate, version,
                                    yao_cli_get_cancellable (cli), &error);
  file = image != NULL ? convert (image, output, &error) : NULL;
  if (file == NULL || !yao_cli_file_write (output, file, &error))
    return yao_cli_fail (cli, error);
  put_file (cli, image, output);

  return YAO_CLI_EXIT_OK;
}

static void
write_history (YaoCli *cli, GListModel *images)
{
  YaoJsonWriter *json = yao_cli_get_json (cli);
  guint total = g_list_model_get_n_items (images);

  yao_json_writer_begin_object (json, NULL);
  yao_json_writer_begin_array (json, "items");
  for (guint i = 0; i < total; i++)
    {
      g_autoptr (YaoSignatureImage) image = g_list_model_get_item (images, i);

      yao_json_writer_begin_object (json, NULL);
      write_image (json, image);
      yao_json_writer_end_object (json);
    }
  yao_cli_write_list_end (json, total);
  yao_json_writer_end_object (json);
}

static const char *
get_state_text (YaoSignatureImage *image)
{
  switch (yao_signature_image_get_state (image))
    {
    case YAO_SIGNATURE_STATE_CURRENT:
      return _ ("in use");
    case YAO_SIGNATURE_STATE_DELETED:
      return _ ("deleted");
    case YAO_SIGNATURE_STATE_REPLACED:
    default:
      return _ ("replaced");
    }
}

static void
put_history (YaoCli *cli, GListModel *images)
{
  const char *header[] = { _ ("NUMBER"), _ ("TIME"), _ ("STATE"), _ ("DEVICE") };
  g_autoptr (YaoCliTable) table = yao_cli_table_new (G_N_ELEMENTS (header));

  yao_cli_table_set_header (table, header);
  for (guint i = 0; i < g_list_model_get_n_items (images); i++)
    {
      g_autoptr (YaoSignatureImage) image = g_list_model_get_item (images, i);
      g_autofree char *number = g_strdup_printf ("%u", yao_signature_image_get_version (image));
      g_autofree char *when = yao_cli_format_time (yao_signature_image_get_created (image));
      const char *cells[]
          = { number, when, get_state_text (image), yao_signature_image_get_device (image) };

      yao_cli_table_add_row (table, cells);
    }
  yao_cli_put_table (cli, table);
}

/**
 * yao_cli_signature_run_history:
 * @cli: the run
 *
 * Runs "signature history".
 *
 * Returns: the exit code
 */
YaoCliExit
yao_cli_signature_run_history (YaoCli *cli)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (YaoCertificate) certificate = choose (cli, &error);
  g_autoptr (GListModel) images = NULL;

  if (certificate != NULL)
    images = yao_client_list_signatures (yao_cli_get_client (cli, NULL), certificate,
                                         yao_cli_get_cancellable (cli), &error);
  if (images == NULL)
    return yao_cli_fail (cli, error);

  if (yao_cli_is_json (cli))
    write_history (cli, images);
  else if (g_list_model_get_n_items (images) == 0)
    yao_cli_put_line (cli, _ ("No signature was captured yet."));
  else
    put_history (cli, images);

  return YAO_CLI_EXIT_OK;
}

/* The newest version, if it is in use. */
static guint
find_current (GListModel *images)
{
  g_autoptr (YaoSignatureImage) image = g_list_model_get_item (images, 0);

  return image != NULL && yao_signature_image_get_state (image) == YAO_SIGNATURE_STATE_CURRENT
             ? yao_signature_image_get_version (image)
             : 0;
}

/**
 * yao_cli_signature_run_delete:
 * @cli: the run
 *
 * Runs "signature delete [NUMBER]".
 *
 * Returns: the exit code
 */
YaoCliExit
yao_cli_signature_run_delete (YaoCli *cli)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (YaoCertificate) certificate = choose (cli, &error);
  g_autoptr (GListModel) images = NULL;
  YaoCliExit exit_code;
  guint version;

  if (certificate == NULL || !read_version (yao_cli_get_operand (cli, 0), &version, &error))
    return yao_cli_fail (cli, error);
  if (!yao_cli_confirm (cli, _ ("Delete the signature? It cannot be brought back."), &exit_code))
    return exit_code;

  if (version == 0)
    {
      images = yao_client_list_signatures (yao_cli_get_client (cli, NULL), certificate,
                                           yao_cli_get_cancellable (cli), &error);
      if (images == NULL)
        return yao_cli_fail (cli, error);
      version = find_current (images);
    }
  if (version == 0)
    {
      error = g_error_new (YAO_ERROR, YAO_ERROR_NOT_FOUND, "there is no signature in use");
      return yao_cli_fail (cli, error);
    }
  if (!yao_client_delete_signature (yao_cli_get_client (cli, NULL), certificate, version,
                                    yao_cli_get_cancellable (cli), &error))
    return yao_cli_fail (cli, error);

  return put_done (cli, certificate, "deleted", _ ("The signature was deleted."));
}
