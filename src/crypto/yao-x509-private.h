/* yao-x509-private.h: the OpenSSL certificate in a YaoX509; for this room only
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#pragma once

#include "yao-openssl-private.h"
#include "yao-x509.h"

G_BEGIN_DECLS

X509 *yao_x509_get_x509 (const YaoX509 *self);
char *yao_x509_format_name (const X509_NAME *name) G_GNUC_WARN_UNUSED_RESULT;
char *yao_x509_format_object (const ASN1_OBJECT *object) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
