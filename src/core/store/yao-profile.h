/* yao-profile.h: what this device keeps about services and certificates
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#pragma once

#include "yao-service.h"
#include "yao-wire.h"
#include "yao-x509.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/* The format that this program writes, and the newest that it reads. */
#define YAO_PROFILE_VERSION 1
/* The largest file that is read. */
#define YAO_PROFILE_MAX_SIZE (32 * 1024 * 1024)
#define YAO_PROFILE_MAX_SERVICES 64
#define YAO_PROFILE_MAX_CERTIFICATES 4096

/**
 * YaoServiceRecord:
 * @pin: (nullable): SHA-256 of a key of the service's TLS chain; %NULL for the system's authorities
 * @signer: (nullable): SubjectPublicKeyInfo of who signed the initialisation code
 * @roots: (element-type GBytes): root certificates of the organisation's users, kept at the start
 * @builtin_dir: (nullable): the data directory of the built-in service; @address is then only the
 *   last one known
 *
 * One service. Never changed once it is in a profile: edits put a new one in its place.
 */
typedef struct
{
  char *id;
  char *name;
  char *address;
  char *cosign_address;
  char *support;
  char *builtin_dir;
  GBytes *pin;
  GBytes *backup_pin;
  GBytes *signer;
  GPtrArray *roots;
  YaoServiceTrust trust;
  gint64 added;
} YaoServiceRecord;

YaoServiceRecord *yao_service_record_new (void) G_GNUC_WARN_UNUSED_RESULT;
YaoServiceRecord *yao_service_record_ref (YaoServiceRecord *self);
void yao_service_record_unref (YaoServiceRecord *self);
YaoServiceRecord *yao_service_record_copy (YaoServiceRecord *self) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (YaoServiceRecord, yao_service_record_unref)

/**
 * YaoCertificateRecord:
 * @id: the lineage of the key; (@service_id, @id) is the identity of the certificate here
 * @user_uid: whose account uses it: the holder's own, or that of somebody he authorised
 * @x509: @der taken apart
 * @chain: (element-type GBytes): issuing certificate first, then the root
 * @refreshed: when the service last told about it
 *
 * One certificate. Never changed once it is in a profile: edits put a new one in its place.
 */
typedef struct
{
  char *service_id;
  char *id;
  char *holder_uid;
  char *user_uid;
  char *holder_name;
  char *organisation;
  char *department;
  char *role_title;
  YaoCertificateRole role;
  YaoKeyKind key_kind;
  YaoCertificateAlgorithm algorithm;
  gint64 version;
  gint64 revoked_at;
  char *revocation_reason;
  gint64 refreshed;
  GBytes *der;
  YaoX509 *x509;
  GPtrArray *chain;
} YaoCertificateRecord;

YaoCertificateRecord *yao_certificate_record_new (void) G_GNUC_WARN_UNUSED_RESULT;
YaoCertificateRecord *yao_certificate_record_ref (YaoCertificateRecord *self);
void yao_certificate_record_unref (YaoCertificateRecord *self);
gboolean yao_certificate_record_is_same_version (YaoCertificateRecord *a, YaoCertificateRecord *b);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (YaoCertificateRecord, yao_certificate_record_unref)

/**
 * YaoProfile:
 * @services: (element-type YaoServiceRecord): in the order in which they were added
 * @certificates: (element-type YaoCertificateRecord): in the order in which they came
 * @current_service: (nullable): with @current_id names the certificate in use
 * @default_service: (nullable): the service last added or used
 *
 * The whole profile at one moment. Changed only inside yao_profile_store_update(); what comes from
 * the store is shared between threads and stays as it is.
 */
typedef struct
{
  char *id;
  GPtrArray *services;
  GPtrArray *certificates;
  char *current_service;
  char *current_id;
  char *default_service;
} YaoProfile;

YaoProfile *yao_profile_new (void) G_GNUC_WARN_UNUSED_RESULT;
YaoProfile *yao_profile_ref (YaoProfile *self);
void yao_profile_unref (YaoProfile *self);

YaoServiceRecord *yao_profile_find_service (YaoProfile *self, const char *id);
YaoCertificateRecord *yao_profile_find_certificate (YaoProfile *self,
                                                    const char *service_id,
                                                    const char *id);

gboolean yao_profile_put_service (YaoProfile *self, YaoServiceRecord *record, GError **error);
gboolean yao_profile_put_certificate (YaoProfile *self,
                                      YaoCertificateRecord *record,
                                      GError **error);
gboolean yao_profile_remove_service (YaoProfile *self, const char *id);
gboolean yao_profile_remove_certificate (YaoProfile *self, const char *service_id, const char *id);
void yao_profile_set_current (YaoProfile *self, const char *service_id, const char *id);
void yao_profile_set_default_service (YaoProfile *self, const char *service_id);

/* yao-profile-json.c */
YaoProfile *yao_profile_parse (GBytes *bytes, GError **error) G_GNUC_WARN_UNUSED_RESULT;
GBytes *yao_profile_write (YaoProfile *self) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (YaoProfile, yao_profile_unref)

G_END_DECLS
