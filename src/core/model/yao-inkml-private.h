/* yao-inkml-private.h: what the parts of the reader of InkML share
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#pragma once

#include "yao-ink.h"

G_BEGIN_DECLS

#define YAO_INKML_CHANNELS_MAX 16
#define YAO_INKML_PEN_WIDTH 500 /* where a file does not tell, thousandths of a millimetre */

typedef enum
{
  YAO_INKML_ROLE_OTHER,
  YAO_INKML_ROLE_X,
  YAO_INKML_ROLE_Y,
  YAO_INKML_ROLE_F,
  YAO_INKML_ROLE_OTX,
  YAO_INKML_ROLE_OTY,
  YAO_INKML_ROLE_T,
  YAO_INKML_N_ROLES
} YaoInkmlRole;

typedef struct
{
  YaoInkmlRole role;
  double unit;       /* of a value: thousandths of a millimetre, degrees, ms; 0: not known */
  double resolution; /* what the source says of it, in the same measure; 0: not said */
  double least;      /* with most: the range, where most is larger */
  double most;
} YaoInkmlChannel;

typedef struct
{
  guint n_channels;
  guint n_regular; /* the others may be missing in a point */
  YaoInkmlChannel channels[YAO_INKML_CHANNELS_MAX];
} YaoInkmlFormat;

typedef struct
{
  guint32 colour;
  double width;
  double width_unit; /* thousandths of a millimetre; 0: that of the places */
} YaoInkmlBrush;

/* What traces are drawn with, as it stands at some place of the file. */
typedef struct
{
  YaoInkmlFormat format;
  YaoInkmlBrush brush;
} YaoInkmlContext;

/* A trace as it is written. */
typedef struct
{
  YaoInkmlContext context;
  GArray *values; /* double, n_channels for each point; NAN where there is none */
} YaoInkmlTrace;

YaoInkmlRole yao_inkml_role_from_name (const char *name);
double yao_inkml_unit_of_length (const char *units);
double yao_inkml_unit_of_channel (YaoInkmlRole role, const char *units);
double yao_inkml_resolution (YaoInkmlRole role, const char *value, const char *units);
gboolean yao_inkml_parse_number (const char *text, double *number);
gboolean yao_inkml_parse_colour (const char *text, guint32 *colour);

gboolean yao_inkml_parse_trace (const char *text,
                                const YaoInkmlFormat *format,
                                gsize max_values,
                                GArray *values,
                                GError **error);

YaoInk *yao_inkml_convert (GPtrArray *traces, gint64 start_time, GError **error);

G_END_DECLS
