/* yao-delete-dialog.h: asks before something is removed from this device
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "yao.h"

G_BEGIN_DECLS

/**
 * YaoDeleteFunc:
 * @parent: the widget that asked
 * @certificate: what to delete
 *
 * Called when the person wants it. Not called when the person cancels, or when @parent has gone.
 */
typedef void (*YaoDeleteFunc) (GtkWidget *parent, YaoCertificate *certificate);

/**
 * YaoRemoveServiceFunc:
 * @parent: the widget that asked
 * @service: what to remove
 *
 * Called when the person wants it. Not called when the person cancels, or when @parent has gone.
 */
typedef void (*YaoRemoveServiceFunc) (GtkWidget *parent, YaoService *service);

void yao_delete_dialog_ask (GtkWidget *parent, YaoCertificate *certificate, YaoDeleteFunc func);
void yao_delete_dialog_ask_service (GtkWidget *parent,
                                    YaoService *service,
                                    guint n_certificates,
                                    YaoRemoveServiceFunc func);

/**
 * YaoDeleteAuthorizationFunc:
 * @parent: the widget that asked
 * @authorization: what is to be deleted
 *
 * Called when the person wants it.
 */
typedef void (*YaoDeleteAuthorizationFunc) (GtkWidget *parent, YaoAuthorization *authorization);

void yao_delete_dialog_ask_authorization (GtkWidget *parent,
                                          YaoAuthorization *authorization,
                                          YaoDeleteAuthorizationFunc func);

G_END_DECLS
