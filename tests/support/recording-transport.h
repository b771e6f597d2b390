/* recording-transport.h: everything that goes between a client and a service, kept
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#pragma once

#include "yao-transport.h"

G_BEGIN_DECLS

#define RECORDING_TYPE_TRANSPORT (recording_transport_get_type ())
G_DECLARE_FINAL_TYPE (RecordingTransport, recording_transport, RECORDING, TRANSPORT, GObject)

RecordingTransport *recording_transport_new (YaoTransport *inner) G_GNUC_WARN_UNUSED_RESULT;

/* Forgets, and gives, what was sent and received: methods, paths, headers, bodies. */
void recording_transport_clear (RecordingTransport *self);
GBytes *recording_transport_dup_all (RecordingTransport *self) G_GNUC_WARN_UNUSED_RESULT;

/* Whether streams are opened, or there are none on this way; and how many there were. */
void recording_transport_set_streams (RecordingTransport *self, gboolean streams);
guint recording_transport_get_n_streams (RecordingTransport *self);

/* Sends the last request once more, as it was. */
YaoTransportReply *recording_transport_replay (RecordingTransport *self,
                                               GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
