/* yao-admin.h: the commands of yunyaod admin
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#pragma once

#include "yao-arguments.h"
#include "yao-installation.h"

G_BEGIN_DECLS

/**
 * YaoAdmin:
 * @folder: the folder of the service
 * @installation: the service; %NULL for commands that replace it
 * @json: whether to print for a program
 *
 * What an administration command works on.
 */
typedef struct
{
  char *folder;
  YaoInstallation *installation;
  gboolean json;
} YaoAdmin;

#define YAO_ADMIN_ACTOR "admin"

gboolean yao_admin_accounts (YaoAdmin *admin, YaoArguments *arguments, GError **error);
gboolean yao_admin_devices (YaoAdmin *admin, YaoArguments *arguments, GError **error);
gboolean yao_admin_sms (YaoAdmin *admin, YaoArguments *arguments, GError **error);
gboolean yao_admin_users (YaoAdmin *admin, YaoArguments *arguments, GError **error);
gboolean yao_admin_organisations (YaoAdmin *admin, YaoArguments *arguments, GError **error);
gboolean yao_admin_certs (YaoAdmin *admin, YaoArguments *arguments, GError **error);
gboolean yao_admin_renew (YaoAdmin *admin, YaoArguments *arguments, GError **error);
gboolean yao_admin_qr (YaoAdmin *admin, YaoArguments *arguments, GError **error);
gboolean yao_admin_settings (YaoAdmin *admin, YaoArguments *arguments, GError **error);
gboolean yao_admin_audit (YaoAdmin *admin, YaoArguments *arguments, GError **error);
gboolean yao_admin_backup (YaoAdmin *admin, YaoArguments *arguments, GError **error);
gboolean yao_admin_restore (YaoAdmin *admin, YaoArguments *arguments, GError **error);
gboolean yao_admin_check (YaoAdmin *admin, YaoArguments *arguments, GError **error);
gboolean yao_admin_rotate_master_key (YaoAdmin *admin, YaoArguments *arguments, GError **error);

char *yao_admin_take_word (YaoArguments *arguments,
                           const char *what,
                           GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
