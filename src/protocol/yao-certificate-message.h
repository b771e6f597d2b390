/* yao-certificate-message.h: certificates as they travel
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#pragma once

#include "yao-json-writer.h"
#include "yao-json.h"
#include "yao-wire.h"

G_BEGIN_DECLS

#define YAO_CERTIFICATE_ID_MAX_SIZE 64
#define YAO_CERTIFICATE_MAX_CHAIN 8

/**
 * YaoCertificateMessage:
 * @id: the lineage of a key: stays the same when the certificate is renewed
 * @holder_uid: the number of the person whom it is about
 * @holder_name: that person's name
 * @organisation: the organisation
 * @department: (nullable): the department
 * @role_title: (nullable): what the person is there
 * @key_kind: where the private key is
 * @algorithm: what kind of key
 * @version: 1 for the first certificate of the lineage, and one more for each after it
 * @state: whether it can be used, at the time of the reply
 * @revoked_at: seconds since 1970-01-01T00:00:00Z, or 0 unless revoked
 * @revocation_reason: (nullable): why, a name as yao_revocation_reason_to_string() gives it, or one
 *   that is not known here
 * @der: the certificate
 * @chain: (element-type GBytes): the certificates above it: the issuing one first, the root last
 *
 * One certificate of a person, in its newest version.
 */
typedef struct
{
  char *id;
  char *holder_uid;
  char *holder_name;
  char *organisation;
  char *department;
  char *role_title;
  YaoKeyKind key_kind;
  YaoCertificateAlgorithm algorithm;
  gint64 version;
  YaoCertificateState state;
  gint64 revoked_at;
  char *revocation_reason;
  GBytes *der;
  GPtrArray *chain;
} YaoCertificateMessage;

/**
 * YaoCertificateList:
 * @items: (element-type YaoCertificateMessage): the certificates of this page
 * @next: (nullable): the cursor of the page that follows, %NULL on the last one
 * @total: how many there are on all pages, or -1 where the service does not say
 *
 * A page of certificates.
 */
typedef struct
{
  GPtrArray *items;
  char *next;
  gint64 total;
} YaoCertificateList;

YaoCertificateMessage *yao_certificate_message_new (void) G_GNUC_WARN_UNUSED_RESULT;
void yao_certificate_message_free (YaoCertificateMessage *self);
void yao_certificate_message_write (const YaoCertificateMessage *self,
                                    YaoJsonWriter *writer,
                                    const char *name);
YaoCertificateMessage *yao_certificate_message_read (YaoJson *json,
                                                     GError **error) G_GNUC_WARN_UNUSED_RESULT;

YaoCertificateList *yao_certificate_list_new (void) G_GNUC_WARN_UNUSED_RESULT;
void yao_certificate_list_free (YaoCertificateList *self);
GBytes *yao_certificate_list_encode (const YaoCertificateList *self) G_GNUC_WARN_UNUSED_RESULT;
YaoCertificateList *yao_certificate_list_decode (GBytes *body,
                                                 GError **error) G_GNUC_WARN_UNUSED_RESULT;

GBytes *yao_chain_encode (GPtrArray *chain) G_GNUC_WARN_UNUSED_RESULT;
GPtrArray *yao_chain_decode (GBytes *body, GError **error) G_GNUC_WARN_UNUSED_RESULT;

gboolean yao_certificate_id_is_valid (const char *id);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (YaoCertificateMessage, yao_certificate_message_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (YaoCertificateList, yao_certificate_list_free)

G_END_DECLS
