/* yao-init-code-private.h: what the files about initialisation codes share
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#pragma once

#include "yao-init-code.h"

G_BEGIN_DECLS

struct _YaoInitCode
{
  gatomicrefcount ref_count;
  char *uri;          /* NULL where it was typed */
  char *organisation; /* NULL where it was typed */
  char *address;
  char *host;
  GBytes *pin;
  GBytes *backup_pin;
  GBytes *short_pin; /* the first bytes of the pin, which is all that was typed */
  char *cosign_address;
  GBytes *signer_id;
  gint64 expires;
  GBytes *signature;
};

YaoInitCode *yao_init_code_alloc (void) G_GNUC_WARN_UNUSED_RESULT;
YaoInitCode *yao_init_code_read (const char *text,
                                 gboolean before_signing,
                                 GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
