/* yao-cli-ink.c: handwriting as a picture
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include "yao-config.h"

#include "yao-cli-ink.h"

#include "yao-cli-file.h"
#include "yao-cli-text.h"

#include "yao-file.h"

#include <glib/gi18n.h>

#define WIDEST 16384

const YaoCliOption yao_cli_ink_render_options[] = {
  { "output", 'o', N_ ("FILE"), N_ ("Write to FILE; one that is there is replaced") },
  { "width", 'w', N_ ("PIXELS"), N_ ("How wide the picture is; without it, 300 dots an inch") },
  { NULL },
};

/* The kinds of pictures, by the ending of the file's name. */
static const struct
{
  const char *suffix;
  const char *name;
  GBytes *(*export) (YaoInk *ink, guint width, GError **error);
} kinds[] = {
  { ".png", "png", yao_ink_export_png },
  { ".svg", "svg", yao_ink_export_svg },
};

/* Which kind a file is to be, or the number of kinds. */
static guint
find_kind (const char *file)
{
  guint i = 0;
  g_autofree char *lower = g_ascii_strdown (file, -1);

  while (i < G_N_ELEMENTS (kinds) && !g_str_has_suffix (lower, kinds[i].suffix))
    i++;

  return i;
}

static YaoCliExit
fail_about (YaoCli *cli, GError *error, const char *subject)
{
  yao_error_set_subject (error, subject);

  return yao_cli_fail (cli, error);
}

static YaoCliExit
refuse (YaoCli *cli, const char *subject)
{
  g_autoptr (GError) error = g_error_new (YAO_ERROR, YAO_ERROR_INVALID_INPUT, "%s", subject);

  return fail_about (cli, error, subject);
}

/* The width asked for, 0 where none is. */
static gboolean
get_width (YaoCli *cli, guint *width)
{
  const char *text = yao_cli_get_value (cli, "width");
  guint64 number = 0;

  if (text != NULL && !g_ascii_string_to_unsigned (text, 10, 1, WIDEST, &number, NULL))
    return FALSE;
  *width = (guint) number;

  return TRUE;
}

static YaoInk *
load (const char *path, GError **error)
{
  g_autoptr (GBytes) file = yao_file_read (path, YAO_INKML_BYTES_MAX, error);

  return file != NULL ? yao_inkml_read (file, error) : NULL;
}

static void
put_result (YaoCli *cli, YaoInk *ink, const char *kind, const char *file, GBytes *picture)
{
  YaoJsonWriter *json;

  if (!yao_cli_is_json (cli))
    {
      g_autofree char *line = yao_cli_text_fill (_ ("Written: {file}"), "file", file);

      yao_cli_put_line (cli, line);
      return;
    }

  json = yao_cli_get_json (cli);
  yao_json_writer_begin_object (json, NULL);
  yao_json_writer_add_string (json, "file", file);
  yao_json_writer_add_string (json, "format", kind);
  yao_json_writer_add_int (json, "size", (gint64) g_bytes_get_size (picture));
  yao_json_writer_add_int (json, "strokes", yao_ink_get_n_strokes (ink));
  yao_json_writer_add_int (json, "points", yao_ink_get_n_points (ink));
  yao_json_writer_end_object (json);
}

/**
 * yao_cli_ink_run_render:
 * @cli: the run
 *
 * Runs "ink render IN.inkml -o OUT". It needs neither service nor profile.
 *
 * Returns: the exit code
 */
YaoCliExit
yao_cli_ink_run_render (YaoCli *cli)
{
  const char *input = yao_cli_get_operand (cli, 0);
  const char *output = yao_cli_get_value (cli, "output");
  g_autoptr (GError) error = NULL;
  g_autoptr (YaoInk) ink = NULL;
  g_autoptr (GBytes) picture = NULL;
  guint width = 0;
  guint kind;

  if (output == NULL)
    return yao_cli_fail_usage (cli, YAO_CLI_MISTAKE_MISSING_OPTION, "--output");
  if (!get_width (cli, &width))
    return refuse (cli, yao_cli_get_value (cli, "width"));
  kind = find_kind (output);
  if (kind == G_N_ELEMENTS (kinds))
    return refuse (cli, output);

  ink = load (input, &error);
  if (ink == NULL)
    return fail_about (cli, error, input);
  picture = kinds[kind].export(ink, width, &error);
  if (picture == NULL)
    return fail_about (cli, error, input);
  if (!yao_cli_file_write (output, picture, &error))
    return yao_cli_fail (cli, error);
  put_result (cli, ink, kinds[kind].name, output, picture);

  return YAO_CLI_EXIT_OK;
}
