/* test-authorization.h: a grantor and an applicant, and authorizations between them
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#pragma once

#include "test-installation.h"
#include "test-person.h"
#include "yao-authorizations.h"

G_BEGIN_DECLS

#define TEST_PIN "739164"
#define TEST_DAY (24 * 60 * 60)
#define TEST_DOCUMENT "11010519491231002X"
#define TEST_PHONE "13800138000"

typedef struct
{
  char *folder;
  YaoClock *clock;
  YaoInstallation *installation;
  YaoDatabase *database;
  char *certificate;
  gint64 now;
  TestPerson *owner;
  TestPerson *applicant;
} TestAuthorizations;

void test_authorization_add_known (TestAuthorizations *fixture, const char *uid, const char *name);
void test_authorization_sign_in (TestPerson *person,
                                 const char *holder,
                                 const char *uid,
                                 const char *pin);
void test_authorization_set_up (TestAuthorizations *fixture, gconstpointer data);
void test_authorization_tear_down (TestAuthorizations *fixture, gconstpointer data);
YaoResponse *test_authorization_post (TestPerson *person, const char *path, GBytes *body);
YaoResponse *test_authorization_get (TestPerson *person, const char *path);
YaoAuthorizationResultMessage *test_authorization_change (TestPerson *person,
                                                          const char *action,
                                                          const char *id,
                                                          gint64 version,
                                                          YaoAuthorizationTerms *terms);
char *test_authorization_make (TestAuthorizations *fixture, const char *state, gint64 uses);

G_END_DECLS
