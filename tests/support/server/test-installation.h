/* test-installation.h: a folder of a test's own, and a small service in it
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#pragma once

#include "yao-installation.h"
#include "yao-issuance.h"

G_BEGIN_DECLS

#define TEST_ORGANISATION "测试单位"
#define TEST_ADDRESS "https://127.0.0.1:8443"

/* A new folder; test_folder_remove() removes it with all that is in it. */
char *test_folder_new (void);
void test_folder_remove (char *folder);

/* A service with the authorities for SM2 and P-256; those for RSA take long and are left out unless
 * asked for.
 */
YaoInstallation *test_installation_new (const char *folder, YaoClock *clock, gboolean with_rsa);
YaoInstallation *test_installation_open (const char *folder, YaoClock *clock);

/* A person, and a certificate of his. */
void test_add_user (YaoInstallation *installation, const char *uid, const char *name);
YaoCertificateRecord *test_issue (YaoInstallation *installation,
                                  const char *uid,
                                  YaoCertificateAlgorithm algorithm);

G_END_DECLS
