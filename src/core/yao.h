/* yao.h: the client library, all of it
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#pragma once

#define YAO_INSIDE_YAO_H

#include "yao-authorization-wire.h"
#include "yao-clock.h"
#include "yao-encoding.h"
#include "yao-error.h"
#include "yao-json-writer.h"
#include "yao-secret.h"
#include "yao-wire.h"

#include "yao-authorization-list.h"
#include "yao-authorization-result.h"
#include "yao-authorization.h"
#include "yao-builtin-service.h"
#include "yao-certificate-field.h"
#include "yao-certificate.h"
#include "yao-client-authorizations.h"
#include "yao-client-identity.h"
#include "yao-client-notices.h"
#include "yao-client-signature.h"
#include "yao-client.h"
#include "yao-enrolment-code.h"
#include "yao-event.h"
#include "yao-identity-request.h"
#include "yao-ink-export.h"
#include "yao-ink-import.h"
#include "yao-ink-stroke.h"
#include "yao-ink.h"
#include "yao-inkml.h"
#include "yao-keyring-state.h"
#include "yao-notice.h"
#include "yao-operation.h"
#include "yao-pin-rules.h"
#include "yao-pin-status.h"
#include "yao-service.h"
#include "yao-signature-image.h"
#include "yao-signing.h"
#include "yao-phone-message.h"

#undef YAO_INSIDE_YAO_H
