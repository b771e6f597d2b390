/* yao-session-table.h: devices, sessions on them, remembered unlocks
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#pragma once

#include "yao-database.h"

G_BEGIN_DECLS

/* YaoDeviceRecord: a key that a client has, as one account knows it */
typedef struct
{
  char *id;
  gint64 account;
  char *jkt; /* thumbprint of the key (RFC 7638) */
  char *state;
  gint64 created;
  gint64 last_used;
} YaoDeviceRecord;

void yao_device_record_free (YaoDeviceRecord *device);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (YaoDeviceRecord, yao_device_record_free)

gboolean yao_device_table_insert (YaoDatabase *database,
                                  const YaoDeviceRecord *device,
                                  GError **error);
YaoDeviceRecord *yao_device_table_find (YaoDatabase *database,
                                        gint64 account,
                                        const char *jkt,
                                        GError **error) G_GNUC_WARN_UNUSED_RESULT;
GPtrArray *yao_device_table_list (YaoDatabase *database,
                                  gint64 account,
                                  GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean yao_device_table_set_state (YaoDatabase *database,
                                     const char *id,
                                     const char *state,
                                     GError **error);

/* YaoSessionRecord: what a refresh token stands for */
typedef struct
{
  gint64 id; /* of the row; 0 before it is written */
  gint64 account;
  char *device; /* the id */
  char *device_state;
  char *jkt;
  GBytes *refresh_hash; /* SHA-256 of the refresh token */
  gint64 created;
  gint64 last_used;
  gint64 checked; /* when the PIN was checked last */
  char *approval; /* what that check approved and was not done yet, or NULL */
} YaoSessionRecord;

void yao_session_record_free (YaoSessionRecord *session);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (YaoSessionRecord, yao_session_record_free)

gboolean yao_session_table_insert (YaoDatabase *database,
                                   YaoSessionRecord *session,
                                   GError **error);
YaoSessionRecord *yao_session_table_get (YaoDatabase *database,
                                         gint64 id,
                                         GError **error) G_GNUC_WARN_UNUSED_RESULT;
YaoSessionRecord *yao_session_table_find (YaoDatabase *database,
                                          GBytes *refresh_hash,
                                          GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean yao_session_table_use (YaoDatabase *database, gint64 id, gint64 now, GError **error);
gboolean yao_session_table_take_approval (YaoDatabase *database,
                                          gint64 id,
                                          const char *approval,
                                          gboolean *taken,
                                          GError **error);
gboolean yao_session_table_delete (YaoDatabase *database, gint64 id, GError **error);
gboolean yao_session_table_delete_of_account (YaoDatabase *database,
                                              gint64 account,
                                              gint64 but,
                                              GError **error);

/* YaoGrantRecord: a remembered unlock */
typedef struct
{
  char *id;
  gint64 account;
  char *device;
  gint64 created;
  gint64 expires;
} YaoGrantRecord;

void yao_grant_record_free (YaoGrantRecord *grant);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (YaoGrantRecord, yao_grant_record_free)

gboolean yao_grant_table_insert (YaoDatabase *database,
                                 const YaoGrantRecord *grant,
                                 GError **error);
GPtrArray *yao_grant_table_list (YaoDatabase *database,
                                 gint64 account,
                                 const char *device,
                                 gint64 now,
                                 GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean yao_grant_table_delete (YaoDatabase *database,
                                 gint64 account,
                                 const char *device,
                                 GError **error);

G_END_DECLS
