/* yao-inkml-reader-private.h: where the reader of InkML stands, and what each element means to it
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#pragma once

#include "yao-inkml-private.h"

G_BEGIN_DECLS

#define YAO_INKML_DEPTH_MAX 32

typedef struct _YaoInkmlReader YaoInkmlReader;

/* The attributes of an element, as GMarkup gives them. */
typedef struct
{
  const char **names;
  const char **values;
} YaoInkmlAttributes;

typedef enum
{
  YAO_INKML_INK = 1,
  YAO_INKML_DEFINITIONS,
  YAO_INKML_CONTEXT,
  YAO_INKML_SOURCE,
  YAO_INKML_TRACE_FORMAT,
  YAO_INKML_OTHER,
} YaoInkmlKind;

/* An element of InkML that is not skipped. */
typedef struct
{
  const char *name;
  YaoInkmlKind kind;
  gboolean (*start) (YaoInkmlReader *reader, const YaoInkmlAttributes *attributes, GError **error);
  gboolean (*end) (YaoInkmlReader *reader, const char *id, YaoInkmlKind parent, GError **error);
} YaoInkmlElement;

struct _YaoInkmlReader
{
  /* The place in the file. */
  const YaoInkmlElement *elements[YAO_INKML_DEPTH_MAX];
  char *ids[YAO_INKML_DEPTH_MAX];
  guint depth;
  gboolean has_root;
  guint skipped; /* how deep in an element that is skipped */

  /* What was defined, by id. */
  GHashTable *formats;  /* YaoInkmlFormat */
  GHashTable *sources;  /* YaoInkmlFormat */
  GHashTable *brushes;  /* YaoInkmlBrush */
  GHashTable *contexts; /* YaoInkmlContext */

  /* What is being defined. */
  YaoInkmlFormat format;
  gboolean is_intermittent;
  YaoInkmlFormat source_format;
  double source_resolutions[YAO_INKML_N_ROLES];
  YaoInkmlBrush brush;
  YaoInkmlContext context;

  /* What holds for the traces that follow, here and outside of the groups around. */
  YaoInkmlContext current;
  YaoInkmlContext outer[YAO_INKML_DEPTH_MAX];
  guint n_outer;

  /* The trace that is being read. */
  YaoInkmlContext trace_context;
  gboolean is_pen_up;
  guint prior;   /* 1 + index of the trace that it goes on with, or 0 */
  GString *text; /* NULL outside of a trace */

  GPtrArray *traces;     /* YaoInkmlTrace */
  GHashTable *trace_ids; /* 1 + index */
  guint n_points;
  gint64 start_time;
};

const YaoInkmlElement *yao_inkml_find_element (const char *name);
void yao_inkml_set_default_context (YaoInkmlContext *context);
void yao_inkml_trace_free (YaoInkmlTrace *trace);

G_END_DECLS
