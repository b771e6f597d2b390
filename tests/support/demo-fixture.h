/* demo-fixture.h: a client with the real demonstration service
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#pragma once

#include "fault-transport.h"
#include "recording-transport.h"
#include "temp-dir.h"
#include "yao-client-private.h"
#include "yao-identity.h"

G_BEGIN_DECLS

/* The PIN of the demonstration's people but those with an issued one. */
#define DEMO_PIN "739164"

typedef struct
{
  char *dir;
  YaoClient *client;
  YaoKeyring *keyring;           /* in memory */
  FaultTransport *fault;         /* does nothing until it is told to */
  RecordingTransport *recording; /* lies between the client and the fault */

  /* What the handler of demo_fixture_answer() does. */
  GPtrArray *answers;  /* PINs, the next one first; NULL stands for a cancel */
  guint n_asked;       /* how often it was called */
  GPtrArray *requests; /* what it was called with */
} DemoFixture;

void demo_fixture_set_up (DemoFixture *self, gconstpointer data);
void demo_fixture_tear_down (DemoFixture *self, gconstpointer data);

/* At the end of the program. */
void demo_fixture_clean_up (void);

YaoCertificate *demo_fixture_download (DemoFixture *self, const char *uid);
YaoSecret *demo_secret (const char *text) G_GNUC_WARN_UNUSED_RESULT;

/* The PINs that are given, in this order, when somebody is asked; then nobody is there. */
void demo_fixture_answer (DemoFixture *self, const char *first, ...) G_GNUC_NULL_TERMINATED;
void demo_fixture_be_absent (DemoFixture *self);

/* The client anew, on the same profile, as after a restart of the program. */
void demo_fixture_restart (DemoFixture *self);

/* The code in the newest message to somebody. */
char *demo_fixture_dup_code (DemoFixture *self, const char *uid) G_GNUC_WARN_UNUSED_RESULT;

/* Runs "yunyaod admin" with words that end with NULL; it must go well. */
char *demo_fixture_admin (DemoFixture *self,
                          const char *first,
                          ...) G_GNUC_NULL_TERMINATED G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
