/* yao-trust-database.h: which services a connection may end at
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* The shortest beginning of a pin that is taken for the whole: 16 hexadecimal digits. */
#define YAO_TRUST_MIN_PIN 8

#define YAO_TYPE_TRUST_DATABASE (yao_trust_database_get_type ())
G_DECLARE_FINAL_TYPE (YaoTrustDatabase, yao_trust_database, YAO, TRUST_DATABASE, GTlsDatabase)

YaoTrustDatabase *yao_trust_database_new (GPtrArray *pins) G_GNUC_WARN_UNUSED_RESULT;

GBytes *yao_trust_database_dup_matched (YaoTrustDatabase *self) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
