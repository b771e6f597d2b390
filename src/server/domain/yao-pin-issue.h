/* yao-pin-issue.h: PINs that the service chooses
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#pragma once

#include "yao-installation.h"
#include "yao-pin-service.h"

G_BEGIN_DECLS

/**
 * YaoPinDraft:
 * @owner: whose PIN it is to be
 * @pin: the PIN
 * @is_issued: whether the service chose it: it is sent to the phone and must be changed
 * @credential: OPAQUE's credential identifier
 * @record: OPAQUE's record
 *
 * A PIN before it counts.
 */
typedef struct
{
  YaoPinOwner owner;
  YaoSecret *pin;
  gboolean is_issued;
  GBytes *credential;
  GBytes *record;
} YaoPinDraft;

void yao_pin_draft_init (YaoPinDraft *draft, const YaoPinOwner *owner, const char *pin);
gboolean yao_pin_draft_make (YaoPinDraft *draft, YaoPinService *service, GError **error);
gboolean yao_pin_draft_put (YaoInstallation *installation,
                            const YaoPinDraft *draft,
                            const char *actor,
                            GError **error);
void yao_pin_draft_clear (YaoPinDraft *draft);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (YaoPinDraft, yao_pin_draft_clear)

gboolean yao_pin_issue (YaoInstallation *installation,
                        const char *holder,
                        const char *uid,
                        const char *actor,
                        GError **error);

G_END_DECLS
