/* yao-people.h: adding people, and letting them use the service
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#pragma once

#include "yao-installation.h"
#include "yao-user-table.h"

G_BEGIN_DECLS

#define YAO_PEOPLE_MAX_TEXT 64

gboolean yao_people_add (YaoInstallation *installation,
                         YaoUserRecord *user,
                         const char *document,
                         const char *actor,
                         GError **error);
gboolean yao_people_set_active (YaoInstallation *installation,
                                const char *uid,
                                gboolean active,
                                const char *actor,
                                GError **error);
gboolean yao_people_import (YaoInstallation *installation,
                            GBytes *table,
                            const char *actor,
                            guint *n_people,
                            GError **error);
gboolean yao_people_add_organisation (YaoInstallation *installation,
                                      const char *name,
                                      const char *actor,
                                      GError **error);
gboolean yao_people_document_matches (const YaoUserRecord *user, const char *document);

G_END_DECLS
