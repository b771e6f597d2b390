/* yao-inkml-elements.c: what each element of InkML means
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include "yao-inkml-reader-private.h"

#include "yao-error.h"

#include <math.h>
#include <string.h>

#define MOST_DEFINITIONS 1000 /* of each kind */
#define LONGEST_ID 256        /* bytes */
#define DEFAULT_PREFIX "#Default"

static gboolean
refuse (GError **error, const char *what)
{
  g_set_error (error, YAO_ERROR, YAO_ERROR_INVALID_INPUT, "InkML: %s", what);
  return FALSE;
}

static const char *
get_attribute (const YaoInkmlAttributes *attributes, const char *name)
{
  for (guint i = 0; attributes->names[i] != NULL; i++)
    if (strcmp (attributes->names[i], name) == 0)
      return attributes->values[i];

  return NULL;
}

static gboolean
get_number (const YaoInkmlAttributes *attributes, const char *name, double *number)
{
  const char *text = get_attribute (attributes, name);

  return text != NULL && yao_inkml_parse_number (text, number);
}

/* Keeps a definition under its id, if it has one. */
static gboolean
define (GHashTable *table, const char *id, gconstpointer value, gsize size, GError **error)
{
  if (id == NULL)
    return TRUE;
  if (strlen (id) > LONGEST_ID || g_hash_table_size (table) >= MOST_DEFINITIONS)
    return refuse (error, "too many definitions, or an id that is too long");
  g_hash_table_insert (table, g_strdup (id), g_memdup2 (value, size));

  return TRUE;
}

/* Copies what an attribute refers to. The default things of the specification change nothing. */
static gboolean
refer (const YaoInkmlAttributes *attributes,
       const char *name,
       GHashTable *table,
       gpointer value,
       gsize size,
       GError **error)
{
  const char *reference = get_attribute (attributes, name);
  gconstpointer found;

  if (reference == NULL || g_str_has_prefix (reference, DEFAULT_PREFIX))
    return TRUE;
  found = reference[0] == '#' ? g_hash_table_lookup (table, reference + 1) : NULL;
  if (found == NULL)
    return refuse (error, "a reference to something that is not in the file");
  memcpy (value, found, size);

  return TRUE;
}

/* A pen that is not defined is no reason to refuse what was written with it. */
static void
refer_to_brush (YaoInkmlReader *reader, const YaoInkmlAttributes *attributes, YaoInkmlBrush *brush)
{
  refer (attributes, "brushRef", reader->brushes, brush, sizeof *brush, NULL);
}

static gboolean
refer_to_context (YaoInkmlReader *reader,
                  const YaoInkmlAttributes *attributes,
                  YaoInkmlContext *context,
                  GError **error)
{
  if (!refer (attributes, "contextRef", reader->contexts, context, sizeof *context, error))
    return FALSE;
  refer_to_brush (reader, attributes, &context->brush);

  return TRUE;
}

/**
 * yao_inkml_set_default_context:
 * @context: (out caller-allocates): the context
 *
 * Sets what holds where a file says nothing: X and Y in units that nobody knows, a black pen.
 */
void
yao_inkml_set_default_context (YaoInkmlContext *context)
{
  memset (context, 0, sizeof *context);
  context->format.n_channels = context->format.n_regular = 2;
  context->format.channels[0].role = YAO_INKML_ROLE_X;
  context->format.channels[1].role = YAO_INKML_ROLE_Y;
}

static gboolean
start_format (YaoInkmlReader *reader, const YaoInkmlAttributes *attributes, GError **error)
{
  memset (&reader->format, 0, sizeof reader->format);
  reader->is_intermittent = FALSE;

  return TRUE;
}

static gboolean
start_intermittent (YaoInkmlReader *reader, const YaoInkmlAttributes *attributes, GError **error)
{
  reader->is_intermittent = TRUE;
  return TRUE;
}

static gboolean
end_intermittent (YaoInkmlReader *reader, const char *id, YaoInkmlKind parent, GError **error)
{
  reader->is_intermittent = FALSE;
  return TRUE;
}

static gboolean
start_channel (YaoInkmlReader *reader, const YaoInkmlAttributes *attributes, GError **error)
{
  YaoInkmlFormat *format = &reader->format;
  const char *name = get_attribute (attributes, "name");
  YaoInkmlChannel channel = { 0 };

  if (name == NULL || format->n_channels >= YAO_INKML_CHANNELS_MAX
      || (!reader->is_intermittent && format->n_regular < format->n_channels))
    return refuse (error, "too many channels, or one in a wrong place");

  channel.role = yao_inkml_role_from_name (name);
  for (guint i = 0; i < format->n_channels; i++)
    if (channel.role != YAO_INKML_ROLE_OTHER && format->channels[i].role == channel.role)
      return refuse (error, "a channel that is there twice");
  channel.unit = yao_inkml_unit_of_channel (channel.role, get_attribute (attributes, "units"));
  get_number (attributes, "min", &channel.least);
  get_number (attributes, "max", &channel.most);
  format->channels[format->n_channels++] = channel;
  if (!reader->is_intermittent)
    format->n_regular = format->n_channels;

  return TRUE;
}

static gboolean
end_format (YaoInkmlReader *reader, const char *id, YaoInkmlKind parent, GError **error)
{
  if (parent == YAO_INKML_SOURCE)
    reader->source_format = reader->format;
  else if (parent == YAO_INKML_CONTEXT)
    reader->context.format = reader->format;
  else if (parent == YAO_INKML_INK)
    reader->current.format = reader->format;

  return define (reader->formats, id, &reader->format, sizeof reader->format, error);
}

static gboolean
start_source (YaoInkmlReader *reader, const YaoInkmlAttributes *attributes, GError **error)
{
  YaoInkmlContext plain;

  yao_inkml_set_default_context (&plain);
  reader->source_format = plain.format;
  memset (reader->source_resolutions, 0, sizeof reader->source_resolutions);

  return TRUE;
}

static gboolean
start_property (YaoInkmlReader *reader, const YaoInkmlAttributes *attributes, GError **error)
{
  const char *channel = get_attribute (attributes, "channel");
  const char *name = get_attribute (attributes, "name");
  const char *value = get_attribute (attributes, "value");

  if (channel != NULL && value != NULL && g_strcmp0 (name, "resolution") == 0)
    {
      YaoInkmlRole role = yao_inkml_role_from_name (channel);

      reader->source_resolutions[role]
          = yao_inkml_resolution (role, value, get_attribute (attributes, "units"));
    }

  return TRUE;
}

static gboolean
end_source (YaoInkmlReader *reader, const char *id, YaoInkmlKind parent, GError **error)
{
  YaoInkmlFormat *format = &reader->source_format;

  for (guint i = 0; i < format->n_channels; i++)
    format->channels[i].resolution = reader->source_resolutions[format->channels[i].role];
  if (parent == YAO_INKML_CONTEXT)
    reader->context.format = *format;

  return define (reader->sources, id, format, sizeof *format, error);
}

static gboolean
start_brush (YaoInkmlReader *reader, const YaoInkmlAttributes *attributes, GError **error)
{
  memset (&reader->brush, 0, sizeof reader->brush);
  refer_to_brush (reader, attributes, &reader->brush);

  return TRUE;
}

static gboolean
start_brush_property (YaoInkmlReader *reader, const YaoInkmlAttributes *attributes, GError **error)
{
  const char *name = get_attribute (attributes, "name");
  const char *value = get_attribute (attributes, "value");
  double width;

  if (name == NULL || value == NULL)
    return TRUE;

  if (strcmp (name, "width") == 0 && yao_inkml_parse_number (value, &width) && width > 0)
    {
      reader->brush.width = width;
      reader->brush.width_unit = yao_inkml_unit_of_length (get_attribute (attributes, "units"));
    }
  else if (strcmp (name, "color") == 0)
    yao_inkml_parse_colour (value, &reader->brush.colour);

  return TRUE;
}

static gboolean
end_brush (YaoInkmlReader *reader, const char *id, YaoInkmlKind parent, GError **error)
{
  if (parent == YAO_INKML_CONTEXT)
    reader->context.brush = reader->brush;
  else if (parent == YAO_INKML_INK)
    reader->current.brush = reader->brush;

  return define (reader->brushes, id, &reader->brush, sizeof reader->brush, error);
}

static gboolean
start_timestamp (YaoInkmlReader *reader, const YaoInkmlAttributes *attributes, GError **error)
{
  const char *text = get_attribute (attributes, "timeString");
  double time;

  if (reader->start_time > 0)
    return TRUE;

  if (get_number (attributes, "time", &time))
    reader->start_time = (gint64) MAX (floor (time), 0);
  else if (text != NULL)
    {
      g_autoptr (GTimeZone) utc = g_time_zone_new_utc ();
      g_autoptr (GDateTime) date = g_date_time_new_from_iso8601 (text, utc);

      if (date != NULL)
        reader->start_time = MAX (g_date_time_to_unix (date) * 1000, 0);
    }

  return TRUE;
}

static gboolean
start_context (YaoInkmlReader *reader, const YaoInkmlAttributes *attributes, GError **error)
{
  YaoInkmlContext *context = &reader->context;

  if (reader->depth > 1 && reader->elements[reader->depth - 1]->kind == YAO_INKML_DEFINITIONS)
    yao_inkml_set_default_context (context);
  else
    *context = reader->current;

  return refer_to_context (reader, attributes, context, error)
         && refer (attributes, "inkSourceRef", reader->sources, &context->format,
                   sizeof context->format, error)
         && refer (attributes, "traceFormatRef", reader->formats, &context->format,
                   sizeof context->format, error);
}

static gboolean
end_context (YaoInkmlReader *reader, const char *id, YaoInkmlKind parent, GError **error)
{
  if (parent == YAO_INKML_INK)
    reader->current = reader->context;

  return define (reader->contexts, id, &reader->context, sizeof reader->context, error);
}

static gboolean
start_group (YaoInkmlReader *reader, const YaoInkmlAttributes *attributes, GError **error)
{
  reader->outer[reader->n_outer++] = reader->current;

  return refer_to_context (reader, attributes, &reader->current, error);
}

static gboolean
end_group (YaoInkmlReader *reader, const char *id, YaoInkmlKind parent, GError **error)
{
  reader->current = reader->outer[--reader->n_outer];
  return TRUE;
}

static gboolean
start_trace (YaoInkmlReader *reader, const YaoInkmlAttributes *attributes, GError **error)
{
  const char *continuation = get_attribute (attributes, "continuation");
  const char *prior = get_attribute (attributes, "priorRef");

  reader->trace_context = reader->current;
  if (!refer_to_context (reader, attributes, &reader->trace_context, error))
    return FALSE;
  reader->is_pen_up = g_strcmp0 (get_attribute (attributes, "type"), "penUp") == 0;
  reader->prior = 0;
  if (prior != NULL && prior[0] == '#' && g_strcmp0 (continuation, "begin") != 0)
    reader->prior = GPOINTER_TO_UINT (g_hash_table_lookup (reader->trace_ids, prior + 1));
  reader->text = g_string_new (NULL);

  return TRUE;
}

/**
 * yao_inkml_trace_free:
 * @trace: (transfer full): a trace
 *
 * Gives the trace back.
 */
void
yao_inkml_trace_free (YaoInkmlTrace *trace)
{
  g_array_unref (trace->values);
  g_free (trace);
}

static gboolean
has_places (const YaoInkmlFormat *format)
{
  gboolean has_x = FALSE;
  gboolean has_y = FALSE;

  for (guint i = 0; i < format->n_regular; i++)
    {
      has_x |= format->channels[i].role == YAO_INKML_ROLE_X;
      has_y |= format->channels[i].role == YAO_INKML_ROLE_Y;
    }

  return has_x && has_y;
}

/* The trace that the text belongs to: a new one, or the one that it goes on with. */
static YaoInkmlTrace *
choose_trace (YaoInkmlReader *reader)
{
  YaoInkmlTrace *trace;

  if (reader->prior > 0)
    {
      trace = g_ptr_array_index (reader->traces, reader->prior - 1);
      if (trace->context.format.n_channels == reader->trace_context.format.n_channels)
        return trace;
      reader->prior = 0;
    }
  trace = g_new0 (YaoInkmlTrace, 1);
  trace->context = reader->trace_context;
  trace->values = g_array_new (FALSE, FALSE, sizeof (double));
  g_ptr_array_add (reader->traces, trace);

  return trace;
}

static void
note_trace (YaoInkmlReader *reader, const char *id)
{
  guint number = reader->prior > 0 ? reader->prior : reader->traces->len;

  if (id != NULL && strlen (id) <= LONGEST_ID)
    g_hash_table_insert (reader->trace_ids, g_strdup (id), GUINT_TO_POINTER (number));
}

/* A trace without points, as some writers leave it, is none. */
static gboolean
is_blank (const char *text)
{
  return text[strspn (text, " \t\r\n")] == '\0';
}

static gboolean
end_trace (YaoInkmlReader *reader, const char *id, YaoInkmlKind parent, GError **error)
{
  g_autofree char *text = g_string_free (g_steal_pointer (&reader->text), FALSE);
  guint n_channels = reader->trace_context.format.n_channels;
  YaoInkmlTrace *trace;
  guint n_before;

  if (reader->is_pen_up || is_blank (text))
    return TRUE;
  if (!has_places (&reader->trace_context.format))
    return refuse (error, "a trace without X and Y");
  if (reader->traces->len >= YAO_INK_STROKES_MAX)
    return refuse (error, "too many traces");

  trace = choose_trace (reader);
  n_before = trace->values->len / n_channels;
  if (!yao_inkml_parse_trace (text, &reader->trace_context.format,
                              (gsize) (n_before + YAO_INK_POINTS_MAX - reader->n_points)
                                  * n_channels,
                              trace->values, error))
    return FALSE;
  reader->n_points += trace->values->len / n_channels - n_before;
  note_trace (reader, id);

  return TRUE;
}

static const YaoInkmlElement elements[] = {
  { "ink", YAO_INKML_INK, NULL, NULL },
  { "definitions", YAO_INKML_DEFINITIONS, NULL, NULL },
  { "context", YAO_INKML_CONTEXT, start_context, end_context },
  { "inkSource", YAO_INKML_SOURCE, start_source, end_source },
  { "traceFormat", YAO_INKML_TRACE_FORMAT, start_format, end_format },
  { "channel", YAO_INKML_OTHER, start_channel, NULL },
  { "intermittentChannels", YAO_INKML_OTHER, start_intermittent, end_intermittent },
  { "channelProperties", YAO_INKML_OTHER, NULL, NULL },
  { "channelProperty", YAO_INKML_OTHER, start_property, NULL },
  { "brush", YAO_INKML_OTHER, start_brush, end_brush },
  { "brushProperty", YAO_INKML_OTHER, start_brush_property, NULL },
  { "timestamp", YAO_INKML_OTHER, start_timestamp, NULL },
  { "traceGroup", YAO_INKML_OTHER, start_group, end_group },
  { "trace", YAO_INKML_OTHER, start_trace, end_trace },
};

/**
 * yao_inkml_find_element:
 * @name: name of an element, without its prefix
 *
 * Returns: (nullable): what it means, or %NULL where it and all in it is skipped
 */
const YaoInkmlElement *
yao_inkml_find_element (const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (elements); i++)
    if (strcmp (elements[i].name, name) == 0)
      return &elements[i];

  return NULL;
}
