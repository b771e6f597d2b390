/* yao-der-private.h: DER, read strictly and written; for this room only
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define YAO_DER_INTEGER 0x02
#define YAO_DER_BIT_STRING 0x03
#define YAO_DER_OCTET_STRING 0x04
#define YAO_DER_NULL 0x05
#define YAO_DER_OID 0x06
#define YAO_DER_UTF8 0x0c
#define YAO_DER_UTC_TIME 0x17
#define YAO_DER_GENERALIZED_TIME 0x18
#define YAO_DER_SEQUENCE 0x30
#define YAO_DER_SET 0x31
#define YAO_DER_CONTEXT(n) (0xa0 + (n))

/**
 * YaoDer:
 * @at: where reading goes on
 * @left: how many bytes there are
 *
 * A part of a DER text that is being read; it does not own the bytes.
 */
typedef struct
{
  const guint8 *at;
  gsize left;
} YaoDer;

void yao_der_init (YaoDer *self, GBytes *bytes);
gboolean yao_der_is_next (const YaoDer *self, guint8 tag);
gboolean yao_der_take (YaoDer *self, guint8 tag, YaoDer *content);
gboolean yao_der_take_whole (YaoDer *self, guint8 tag, YaoDer *whole);
gboolean yao_der_take_oid (YaoDer *self, const char *oid);
gboolean yao_der_take_time (YaoDer *self, gint64 *unix_seconds);
gboolean yao_der_take_small (YaoDer *self, guint *value);
gboolean yao_der_equal (const YaoDer *a, const YaoDer *b);
GBytes *yao_der_dup (const YaoDer *self) G_GNUC_WARN_UNUSED_RESULT;

void yao_der_put (GByteArray *out, guint8 tag, gconstpointer data, gsize size);
void yao_der_put_bytes (GByteArray *out, guint8 tag, GBytes *bytes);
void yao_der_put_array (GByteArray *out, guint8 tag, GByteArray *taken);
void yao_der_put_raw (GByteArray *out, GBytes *der);
void yao_der_put_oid (GByteArray *out, const char *oid);
void yao_der_put_small (GByteArray *out, guint8 value);
void yao_der_put_time (GByteArray *out, gint64 unix_seconds);
void yao_der_put_set (GByteArray *out, guint8 tag, GPtrArray *items);

G_END_DECLS
