/* yao-address.h: the base address of a service
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define YAO_ADDRESS_MAX_SIZE 200

gboolean yao_address_is_valid (const char *address);
char *yao_address_from_typed (const char *text, GError **error) G_GNUC_WARN_UNUSED_RESULT;
char *yao_address_dup_host (const char *address) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
