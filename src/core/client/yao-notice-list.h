/* yao-notice-list.h: the notices of every account in one live list
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#pragma once

#include "yao-account.h"
#include "yao-sessions.h"

#include <gio/gio.h>

G_BEGIN_DECLS

void yao_notice_list_show (GListStore *list, const YaoAccount *account, GPtrArray *notices);
void yao_notice_list_remove (GListStore *list, const YaoAccount *account, const char *id);
void yao_notice_list_tidy (GListStore *list, YaoSessions *sessions);

G_END_DECLS
