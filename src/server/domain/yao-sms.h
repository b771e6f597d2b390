/* yao-sms.h: text messages to people
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#pragma once

#include "yao-installation.h"

G_BEGIN_DECLS

#define YAO_SMS_OUTBOX_NAME "outbox.jsonl"

/**
 * YaoSms:
 * @phone: to whom
 * @uid: whom it is for
 * @purpose: what for, e.g. "pin-issued"
 * @text: what it says
 * @code: (nullable): the code in it that will be typed somewhere
 *
 * A message.
 */
typedef struct
{
  const char *phone;
  const char *uid;
  const char *purpose;
  const char *text;
  const char *code;
} YaoSms;

gboolean yao_sms_queue (YaoInstallation *installation, const YaoSms *sms, GError **error);
gboolean yao_sms_send_waiting (YaoInstallation *installation, GError **error);

G_END_DECLS
