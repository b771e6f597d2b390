/* yao-authorizations.h: the rules about who may use whose certificate
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#pragma once

#include "yao-authorization-message.h"
#include "yao-authorization-table.h"
#include "yao-caller.h"

G_BEGIN_DECLS

/* An authorization cannot be longer than that, in seconds. */
#define YAO_AUTHORIZATION_MAX_SECONDS (G_GINT64_CONSTANT (10) * 366 * 24 * 60 * 60)

YaoAuthorizationRecord *yao_authorizations_find (YaoInstallation *installation,
                                                 const YaoCaller *caller,
                                                 const char *id,
                                                 GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean yao_authorizations_is_grantor (const YaoCaller *caller,
                                        const YaoAuthorizationRecord *record);
YaoAuthorizationMessage *yao_authorizations_tell (const YaoAuthorizationRecord *record)
    G_GNUC_WARN_UNUSED_RESULT;

YaoAuthorizationRecord *yao_authorizations_change (YaoInstallation *installation,
                                                   const YaoCaller *caller,
                                                   YaoAuthorizationAction action,
                                                   const YaoAuthorizationRef *ref,
                                                   const YaoAuthorizationTerms *terms,
                                                   GError **error) G_GNUC_WARN_UNUSED_RESULT;
YaoAuthorizationRecord *yao_authorizations_apply (YaoInstallation *installation,
                                                  const YaoCaller *caller,
                                                  const YaoApplicationMessage *application,
                                                  GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean yao_authorizations_check_grantor (const YaoCaller *caller,
                                           const char *grantor,
                                           GError **error);
gboolean yao_authorizations_check_terms (const YaoAuthorizationRecord *record,
                                         gint64 now,
                                         GError **error);

gboolean yao_authorizations_settle (YaoInstallation *installation, GError **error);
gboolean yao_authorizations_write (YaoInstallation *installation,
                                   const YaoAuthorizationRecord *record,
                                   const char *act,
                                   const char *actor,
                                   const char *device,
                                   GError **error);

/* Signing by who was authorised: called within the transaction that reserves the signature. */
gboolean yao_authorizations_take_use (YaoInstallation *installation,
                                      const YaoCaller *caller,
                                      const char *certificate,
                                      const char *purpose,
                                      char **authorization,
                                      gint64 *use,
                                      GError **error);
gboolean yao_authorizations_give_back (YaoInstallation *installation, gint64 use, GError **error);

/* yao-authorization-worker.c */
void yao_authorization_worker_wake (YaoInstallation *installation);
gboolean yao_authorization_worker_finish (YaoInstallation *installation, GError **error);
void yao_authorization_worker_watch (YaoInstallation *installation);

G_END_DECLS
