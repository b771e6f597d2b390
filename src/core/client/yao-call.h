/* yao-call.h: one operation, in all the forms in which it can be called
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#pragma once

#include "yao-account.h"
#include "yao-client.h"
#include "yao-profile.h"
#include "yao-secret.h"

G_BEGIN_DECLS

typedef struct _YaoCall YaoCall;

/**
 * YaoCallClass:
 * @perform: the work, once for every form; blocks; runs in any thread and touches no model object
 * @collect: (nullable): turns the outcome into an object of the models; in the main context, after
 *   the models were brought up to date
 *
 * What an operation does.
 */
typedef struct
{
  gboolean (*perform) (YaoCall *call, GCancellable *cancellable, GError **error);
  GObject *(*collect) (YaoCall *call);
} YaoCallClass;

/**
 * YaoCall:
 * @code: (nullable): in: what to start from
 * @flags: in: what the code must prove
 * @service: (nullable): in: the service to ask
 * @uid: (nullable): in: whose certificates
 * @certificates: (element-type YaoCertificateRecord): in: which ones
 * @accounts: (element-type YaoAccount): in: whose PIN it is about
 * @old_pin: (nullable): in: the PIN until now
 * @new_pin: (nullable): in: the PIN from now on
 * @after: in: the last event that is known
 * @seconds: in: how long something is to be remembered
 * @file: (nullable): in: what is sent
 * @version: in: which one of several
 * @input: (nullable): in: what else is needed
 * @input_free: frees @input
 * @is_blocking: in: whether the caller waits, so that people are asked in this thread
 * @outcome: (nullable): out: what the service said
 * @outcome_free: frees @outcome
 * @service_id: (nullable): out: the service that came of it
 * @ids: (element-type utf8): out: the certificates that came of it
 * @number: out: what was counted or measured
 *
 * One operation with its own copies of everything it needs, so that the work can be done in a
 * thread while the models go on.
 */
struct _YaoCall
{
  const YaoCallClass *klass;
  YaoClient *client;

  YaoEnrolmentCode *code;
  YaoAddFlags flags;
  YaoServiceRecord *service;
  char *uid;
  GPtrArray *certificates;
  GPtrArray *accounts;
  YaoSecret *old_pin;
  YaoSecret *new_pin;
  gint64 after;
  gint64 seconds;
  GBytes *file;
  gint64 version;
  gpointer input;
  GDestroyNotify input_free;
  gboolean is_blocking;

  gpointer outcome;
  GDestroyNotify outcome_free;
  char *service_id;
  GPtrArray *ids;
  gint64 number;
};

YaoCall *yao_call_new (YaoClient *client, const YaoCallClass *klass) G_GNUC_WARN_UNUSED_RESULT;
void yao_call_free (YaoCall *self);
void yao_call_set_outcome (YaoCall *self, gpointer outcome, GDestroyNotify outcome_free);
void yao_call_add_certificate (YaoCall *self, YaoCertificate *certificate);

void yao_call_start (YaoCall *self,
                     gpointer source_tag,
                     GCancellable *cancellable,
                     GAsyncReadyCallback callback,
                     gpointer user_data);
gboolean yao_call_finish (YaoClient *client,
                          GAsyncResult *result,
                          gpointer source_tag,
                          GObject **object,
                          gint64 *number,
                          GError **error);
gboolean yao_call_run (YaoCall *self,
                       GCancellable *cancellable,
                       GObject **object,
                       gint64 *number,
                       GError **error);
YaoOperation *yao_call_begin (YaoCall *self) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (YaoCall, yao_call_free)

G_END_DECLS
