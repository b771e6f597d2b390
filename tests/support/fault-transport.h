/* fault-transport.h: what networks do to requests
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#pragma once

#include "yao-transport.h"

G_BEGIN_DECLS

typedef enum
{
  FAULT_NONE,
  FAULT_DROP_BEFORE, /* the request is lost on its way */
  FAULT_DROP_AFTER,  /* the reply is lost on its way */
  FAULT_TIME_OUT,    /* nothing comes back in time */
  FAULT_HANG,        /* nothing comes back until somebody cancels */
  FAULT_TRUNCATE,    /* the second half of the reply is missing */
  FAULT_EMPTY,       /* the reply has no body */
  FAULT_REPEAT,      /* the request arrives twice, the second reply counts */
  FAULT_CORRUPT,     /* a bit of the reply is turned over */
  FAULT_LAST
} FaultKind;

const char *fault_kind_get_name (FaultKind kind);

#define FAULT_TYPE_TRANSPORT (fault_transport_get_type ())
G_DECLARE_FINAL_TYPE (FaultTransport, fault_transport, FAULT, TRANSPORT, GObject)

FaultTransport *fault_transport_new (YaoTransport *inner) G_GNUC_WARN_UNUSED_RESULT;

/* The request with the number @at (0 is the next one) meets the fault; for FAULT_CORRUPT @bit says
 * which bit of the reply is turned over, modulo its size.
 */
void fault_transport_set (FaultTransport *self, FaultKind kind, guint at, gsize bit);
/* The same, and nothing goes through after it until another fault is set. */
void fault_transport_cut (FaultTransport *self, FaultKind kind, guint at);
guint fault_transport_get_n_sent (FaultTransport *self);

G_END_DECLS
