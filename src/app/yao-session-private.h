/* yao-session-private.h: between the two halves of what all pages share
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#pragma once

#include "yao-session.h"

G_BEGIN_DECLS

struct _YaoSession
{
  GObject parent_instance;

  YaoClient *client;
  GListModel *certificates;
  GListModel *services;
  GCancellable *cancellable;
  YaoOperation *refresh; /* on its way, or NULL */
  GError *refresh_error; /* why the last refresh failed, or NULL */

  GPtrArray *calls;        /* of YaoOperation: what goes on for the person's identity */
  gboolean is_signed_in;   /* with the certificate in use */
  char *locked;            /* the account whose PIN is locked, or NULL */
  YaoKeyringState keyring; /* as far as it was asked */
  gboolean is_keyring_hushed;

  GListModel *notices;
  gint64 notices_time; /* when the notices were last heard of, or 0 */

  GSettings *settings; /* or NULL where the schema is not installed */
  YaoPinCache cache;
  int cache_minutes;
  gboolean is_cached;         /* something is remembered until the program ends */
  gboolean was_cache_refused; /* this device is not bound */
};

/**
 * YaoSessionDoneFunc:
 * @self: a session
 * @call: the call, which is over
 *
 * What follows a call.
 */
typedef void (*YaoSessionDoneFunc) (YaoSession *self, YaoOperation *call);

void yao_session_run (YaoSession *self, YaoOperation *call, YaoSessionDoneFunc done);
void yao_session_tell_error (YaoSession *self, const GError *error);
void yao_session_tell_news (YaoSession *self, const char *text);
void yao_session_tell_identity (YaoSession *self);

void yao_session_begin_identity (YaoSession *self);
void yao_session_end_identity (YaoSession *self);
void yao_session_follow_request (YaoSession *self, YaoIdentityRequest *request);

void yao_session_begin_cache (YaoSession *self);
void yao_session_remember (YaoSession *self, YaoCertificate *certificate);
void yao_session_forget_at_quit (YaoSession *self);

G_END_DECLS
