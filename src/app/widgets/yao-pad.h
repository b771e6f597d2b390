/* yao-pad.h: paper to write a signature on
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "yao.h"

G_BEGIN_DECLS

#define YAO_PAD_WIDTH_THIN 400
#define YAO_PAD_WIDTH_MEDIUM 700
#define YAO_PAD_WIDTH_THICK 1200

#define YAO_PAD_BLACK 0x000000
#define YAO_PAD_BLUE 0x1a3f9c
#define YAO_PAD_RED 0xc01c28

#define YAO_TYPE_PAD (yao_pad_get_type ())
G_DECLARE_FINAL_TYPE (YaoPad, yao_pad, YAO, PAD, GtkWidget)

/**
 * YaoPadDevice:
 *
 * What a sample came from.
 */
typedef enum
{
  YAO_PAD_MOUSE,
  YAO_PAD_TOUCH,
  YAO_PAD_PEN,
  YAO_PAD_ERASER, /* the other end of a pen */
} YaoPadDevice;

/**
 * YaoPadPhase:
 *
 * What happened.
 */
typedef enum
{
  YAO_PAD_NEAR, /* a pen hovers */
  YAO_PAD_AWAY, /* it no longer does */
  YAO_PAD_DOWN,
  YAO_PAD_MOVE,
  YAO_PAD_UP,
  YAO_PAD_CANCEL, /* what was begun was not meant as writing */
} YaoPadPhase;

/**
 * YaoPadSample:
 * @sequence: which finger it is, %NULL for other devices
 * @time: of the device, milliseconds
 * @x: pixels from the left of the pad
 * @y: pixels from its top
 * @pressure: 0 to 1, if @channels has it
 * @tilt_x: degrees, if @channels has it
 * @tilt_y: degrees, if @channels has it
 * @channels: what the device tells besides the place
 *
 * One sample of a device.
 */
typedef struct
{
  YaoPadDevice device;
  YaoPadPhase phase;
  gconstpointer sequence;
  guint32 time;
  double x;
  double y;
  double pressure;
  double tilt_x;
  double tilt_y;
  guint8 channels;
} YaoPadSample;

GtkWidget *yao_pad_new (void) G_GNUC_WARN_UNUSED_RESULT;

YaoInk *yao_pad_get_ink (YaoPad *self);
void yao_pad_set_ink (YaoPad *self, YaoInk *ink);
void yao_pad_set_pen (YaoPad *self, guint32 colour, guint width);
void yao_pad_set_erasing (YaoPad *self, gboolean is_erasing);
void yao_pad_set_guide (YaoPad *self, gboolean has_guide);

double yao_pad_get_scale (YaoPad *self);
gboolean yao_pad_is_writing (YaoPad *self);
void yao_pad_lift (YaoPad *self);
gboolean yao_pad_take_sample (YaoPad *self, const YaoPadSample *sample);

G_END_DECLS
