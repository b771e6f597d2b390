/* fuzz-identity.c: any bytes as the messages of identity, read by a service
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#undef G_DISABLE_ASSERT

#include "fuzz.h"

#include "yao-dpop-message.h"
#include "yao-identity-message.h"

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  g_autoptr (GBytes) body = g_bytes_new (data, size);
  g_autoptr (YaoLoginStart) start = yao_login_start_decode (body, YAO_MESSAGE_SERVICE, NULL);
  g_autoptr (YaoTokenReply) reply = yao_token_reply_decode (body, YAO_MESSAGE_CLIENT, NULL);
  g_autoptr (YaoEventList) events = yao_event_list_decode (body, YAO_MESSAGE_CLIENT, NULL);
  g_autoptr (YaoNoticeList) notices = yao_notice_list_decode (body, YAO_MESSAGE_CLIENT, NULL);
  g_autoptr (YaoDpopHeader) header = yao_dpop_header_decode (body, YAO_MESSAGE_SERVICE, NULL);
  g_autoptr (YaoDpopClaims) claims = yao_dpop_claims_decode (body, YAO_MESSAGE_SERVICE, NULL);
  g_autoptr (GBytes) written = NULL;

  /* What can be read can be written, and read again. */
  if (claims != NULL)
    {
      g_autoptr (YaoDpopClaims) again = NULL;

      written = yao_dpop_claims_encode (claims);
      again = yao_dpop_claims_decode (written, YAO_MESSAGE_SERVICE, NULL);
      g_assert_nonnull (again);
    }
  return 0;
}
