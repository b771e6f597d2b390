/* hostile-server.h: an HTTPS server that does what none should
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#pragma once

#include "yao-key.h"

#include <gio/gio.h>

G_BEGIN_DECLS

typedef enum
{
  HOSTILE_GOOD,          /* a small JSON object, connection kept */
  HOSTILE_HUGE,          /* 2 GiB, without a length */
  HOSTILE_HUGE_DECLARED, /* the same, told beforehand */
  HOSTILE_SHORT,         /* less than the length that was told */
  HOSTILE_LONG,          /* more than the length that was told */
  HOSTILE_HTML,          /* a page of HTML */
  HOSTILE_REDIRECT,      /* to another address of the same server */
  HOSTILE_SILENT,        /* reads the request and says nothing */
  HOSTILE_SLOW_HEAD,     /* one byte of the head after the other, for ever */
  HOSTILE_SLOW_BODY,     /* the same with the body */
  HOSTILE_CLOSE,         /* closes as soon as it has the request */
  HOSTILE_GARBAGE,       /* no HTTP */
  HOSTILE_NOT_TLS        /* HTTP without TLS */
} HostileKind;

/* The certificates that it can show; each but the last two is issued by the same root. */
typedef enum
{
  HOSTILE_TLS_GOOD,
  HOSTILE_TLS_INTERMEDIATE, /* good, with an issuing certificate between */
  HOSTILE_TLS_EXPIRED,
  HOSTILE_TLS_NOT_YET,
  HOSTILE_TLS_WRONG_HOST,
  HOSTILE_TLS_SELF_SIGNED,
  HOSTILE_TLS_OTHER_ROOT,  /* of the same name as the right one */
  HOSTILE_TLS_FORGED_CHAIN /* signed by somebody else, with the right root put at the end */
} HostileTls;

typedef struct _HostileServer HostileServer;

HostileServer *hostile_server_new (HostileTls tls) G_GNUC_WARN_UNUSED_RESULT;
void hostile_server_free (HostileServer *self);

void hostile_server_set_kind (HostileServer *self, HostileKind kind);
const char *hostile_server_get_address (HostileServer *self);

/* SHA-256 of the SPKI of the right root, of the issuing certificate, and of the leaf. */
GBytes *hostile_server_get_root_pin (HostileServer *self);
GBytes *hostile_server_get_issuing_pin (HostileServer *self);
GBytes *hostile_server_get_leaf_pin (HostileServer *self);

guint hostile_server_get_n_connections (HostileServer *self);
guint hostile_server_get_n_requests (HostileServer *self);
guint64 hostile_server_get_n_sent (HostileServer *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HostileServer, hostile_server_free)

G_END_DECLS
