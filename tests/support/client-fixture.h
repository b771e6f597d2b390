/* client-fixture.h: a client with a profile of its own and a service in memory
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#pragma once

#include "fake-service.h"
#include "fault-transport.h"
#include "temp-dir.h"

G_BEGIN_DECLS

typedef struct
{
  char *dir;
  YaoClient *client;
  FakeService *fake;
  FaultTransport *fault; /* lies between the two, and does nothing until it is told to */
} ClientFixture;

void client_fixture_set_up (ClientFixture *self, gconstpointer data);
void client_fixture_tear_down (ClientFixture *self, gconstpointer data);

/* Adds the service with a good code, and downloads. */
YaoService *client_fixture_add (ClientFixture *self);
YaoCertificate *client_fixture_download (ClientFixture *self, const char *uid);

/* A second client on the same profile, as another process would be. */
YaoClient *client_fixture_open_again (ClientFixture *self) G_GNUC_WARN_UNUSED_RESULT;

guint client_count_services (YaoClient *client);
guint client_count_certificates (YaoClient *client);

/* Runs the main context until *@flag, or fails after ten seconds. */
void wait_until (const gboolean *flag);

G_END_DECLS
