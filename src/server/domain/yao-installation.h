/* yao-installation.h: one service: its folder, its database, its keys, its clock
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#pragma once

#include "yao-clock.h"
#include "yao-database.h"
#include "yao-key-store.h"
#include "yao-pin-service.h"
#include "yao-proof.h"
#include "yao-rate-limit.h"
#include "yao-token-store.h"

G_BEGIN_DECLS

/* What an initialisation code has room for. */
#define YAO_INSTALLATION_MAX_NAME 64

typedef struct _YaoEventHub YaoEventHub;

#define YAO_TYPE_INSTALLATION (yao_installation_get_type ())
G_DECLARE_FINAL_TYPE (YaoInstallation, yao_installation, YAO, INSTALLATION, GObject)

/**
 * YaoInstallationKind:
 *
 * What an installation is for. A demonstration and a real one are never taken for each other.
 */
typedef enum
{
  YAO_INSTALLATION_REAL,
  YAO_INSTALLATION_DEMO
} YaoInstallationKind;

YaoInstallation *yao_installation_open (const char *folder,
                                        YaoClock *clock,
                                        GError **error) G_GNUC_WARN_UNUSED_RESULT;
YaoInstallation *yao_installation_open_for_making (const char *folder,
                                                   YaoClock *clock,
                                                   GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean yao_installation_is_made (YaoInstallation *self, gboolean *is_made, GError **error);
gboolean yao_installation_make (YaoInstallation *self,
                                YaoInstallationKind kind,
                                const char *organisation,
                                const char *address,
                                GError **error);

/* The names of the files in the folder. */
#define YAO_INSTALLATION_DATABASE "service.db"
#define YAO_INSTALLATION_MASTER_KEY "master.key"
#define YAO_INSTALLATION_PIN_SECRETS "opaque.key"
#define YAO_INSTALLATION_LOCK "lock"

const char *yao_installation_get_folder (YaoInstallation *self);
YaoDatabase *yao_installation_get_database (YaoInstallation *self);
YaoKeyStore *yao_installation_get_key_store (YaoInstallation *self);
YaoRateLimit *yao_installation_get_downloads (YaoInstallation *self);
YaoPinService *yao_installation_get_pin_service (YaoInstallation *self);
YaoProofChecker *yao_installation_get_proofs (YaoInstallation *self);
YaoTokenStore *yao_installation_get_tokens (YaoInstallation *self);
YaoEventHub *yao_installation_get_event_hub (YaoInstallation *self);
gint64 yao_installation_get_now (YaoInstallation *self);

gboolean yao_installation_get_is_demo (YaoInstallation *self);
char *yao_installation_dup_service_id (YaoInstallation *self,
                                       GError **error) G_GNUC_WARN_UNUSED_RESULT;
char *yao_installation_dup_organisation (YaoInstallation *self,
                                         GError **error) G_GNUC_WARN_UNUSED_RESULT;
char *yao_installation_dup_address (YaoInstallation *self,
                                    GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean yao_installation_set_address (YaoInstallation *self, const char *address, GError **error);
char *yao_installation_dup_support (YaoInstallation *self) G_GNUC_WARN_UNUSED_RESULT;
gboolean yao_installation_set_support (YaoInstallation *self, const char *support, GError **error);

char *yao_installation_dup_test_clock (YaoInstallation *self) G_GNUC_WARN_UNUSED_RESULT;
gboolean yao_installation_set_test_clock (YaoInstallation *self, const char *path, GError **error);

void yao_installation_set_rates_off (YaoInstallation *self, gboolean off);
gboolean yao_installation_get_rates_off (YaoInstallation *self);

G_END_DECLS
