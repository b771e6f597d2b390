/* yao-client-add.c: adding services, checking the way to them
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include "yao-call.h"
#include "yao-client-private.h"
#include "yao-enrolment-code-private.h"
#include "yao-admission.h"
#include "yao-error.h"
#include "yao-fetch.h"
#include "yao-reach.h"
#include "yao-service-private.h"

static gboolean
enrol (YaoCall *call, gboolean is_builtin, GCancellable *cancellable, GError **error)
{
  YaoInitCode *code = yao_enrolment_code_get_init_code (call->code);
  g_autoptr (YaoServiceRecord) record
      = yao_admission_perform (call->client, code, call->flags, is_builtin, cancellable, error);

  if (record == NULL)
    return FALSE;
  call->service_id = g_strdup (record->id);
  return TRUE;
}

static gboolean
perform_add_service (YaoCall *call, GCancellable *cancellable, GError **error)
{
  return enrol (call, FALSE, cancellable, error);
}

static gboolean
perform_add_builtin (YaoCall *call, GCancellable *cancellable, GError **error)
{
  YaoBuiltinService *builtin = yao_client_get_builtin (call->client);

  if (!yao_builtin_service_start (builtin, cancellable, error))
    return FALSE;

  call->code = yao_builtin_service_dup_code (builtin, error);
  return call->code != NULL && enrol (call, TRUE, cancellable, error);
}

static GObject *
collect_service (YaoCall *call)
{
  YaoService *service = yao_client_get_service (call->client, call->service_id);

  return service != NULL ? g_object_ref (G_OBJECT (service)) : NULL;
}

static gboolean
perform_check_connection (YaoCall *call, GCancellable *cancellable, GError **error)
{
  g_autoptr (YaoTransport) transport
      = yao_reach_service (call->client, call->service, NULL, cancellable, error);
  g_autoptr (YaoWellKnown) well_known = NULL;
  gint64 start = g_get_monotonic_time ();

  if (transport == NULL)
    return FALSE;
  well_known = yao_reach_well_known (transport, cancellable, error);
  if (well_known == NULL)
    {
      yao_fetch_name_subject (error, call->service->address);
      return FALSE;
    }

  call->number = g_get_monotonic_time () - start;
  if (g_str_equal (well_known->service_id, call->service->id))
    return TRUE;
  g_set_error (error, YAO_ERROR, YAO_ERROR_UNTRUSTED, "another service answers at %s",
               call->service->address);
  if (error != NULL)
    yao_error_set_subject (*error, call->service->address);
  return FALSE;
}

static const YaoCallClass add_service_class = { perform_add_service, collect_service };
static const YaoCallClass add_builtin_class = { perform_add_builtin, collect_service };
static const YaoCallClass check_connection_class = { perform_check_connection, NULL };

static YaoCall *
new_add_call (YaoClient *self, YaoEnrolmentCode *code, YaoAddFlags flags)
{
  YaoCall *call = yao_call_new (self, &add_service_class);

  call->code = g_object_ref (code);
  call->flags = flags;
  return call;
}

static YaoCall *
new_check_call (YaoClient *self, YaoService *service)
{
  YaoCall *call = yao_call_new (self, &check_connection_class);

  call->service = yao_service_record_ref (yao_service_get_record (service));
  return call;
}

/**
 * yao_client_add_service_async:
 * @self: a client
 * @code: an initialisation code
 * @flags: what the code must prove
 * @cancellable: (nullable): stops it
 * @callback: called at the end
 * @user_data: for @callback
 *
 * Adds the service that a code names, or brings it up to date where the profile has it already.
 *
 * A code with a signature is verified with the key of a known signer; where the signer is not
 * known, with the key that the service itself shows once the connection was held to the pin of the
 * code, and the service is then marked %YAO_SERVICE_TRUST_UNVERIFIED. A service that is in the
 * profile is changed only by a code of its own or of a known signer; its certificates stay.
 *
 * Errors: %YAO_ERROR_CODE_EXPIRED; %YAO_ERROR_UNVERIFIED where nobody known vouches for the code
 * and
 * @flags ask for it, or where it is not signed at all; %YAO_ERROR_UNTRUSTED for a signature, a pin
 * or a signer that does not fit. The subject is the host.
 */
void
yao_client_add_service_async (YaoClient *self,
                              YaoEnrolmentCode *code,
                              YaoAddFlags flags,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data)
{
  g_return_if_fail (YAO_IS_CLIENT (self));
  g_return_if_fail (YAO_IS_ENROLMENT_CODE (code));

  yao_call_start (new_add_call (self, code, flags), yao_client_add_service_async, cancellable,
                  callback, user_data);
}

/**
 * yao_client_add_service_finish:
 * @self: a client
 * @result: what the callback got
 * @error: return location
 *
 * Ends yao_client_add_service_async().
 *
 * Returns: (transfer full): the service, or %NULL on error
 */
YaoService *
yao_client_add_service_finish (YaoClient *self, GAsyncResult *result, GError **error)
{
  GObject *object = NULL;

  yao_call_finish (self, result, yao_client_add_service_async, &object, NULL, error);
  return (YaoService *) object;
}

/**
 * yao_client_add_service:
 * @self: a client
 * @code: an initialisation code
 * @flags: what the code must prove
 * @cancellable: (nullable): stops it
 * @error: return location
 *
 * The blocking form of yao_client_add_service_async().
 *
 * Returns: (transfer full): the service, or %NULL on error
 */
YaoService *
yao_client_add_service (YaoClient *self,
                        YaoEnrolmentCode *code,
                        YaoAddFlags flags,
                        GCancellable *cancellable,
                        GError **error)
{
  GObject *object = NULL;

  g_return_val_if_fail (YAO_IS_CLIENT (self), NULL);
  g_return_val_if_fail (YAO_IS_ENROLMENT_CODE (code), NULL);

  yao_call_run (new_add_call (self, code, flags), cancellable, &object, NULL, error);
  return (YaoService *) object;
}

/**
 * yao_client_add_service_begin:
 * @self: a client
 * @code: an initialisation code
 * @flags: what the code must prove
 *
 * The form of yao_client_add_service_async() that pages bind to; the result is the #YaoService.
 *
 * Returns: (transfer full): the operation
 */
YaoOperation *
yao_client_add_service_begin (YaoClient *self, YaoEnrolmentCode *code, YaoAddFlags flags)
{
  g_return_val_if_fail (YAO_IS_CLIENT (self), NULL);
  g_return_val_if_fail (YAO_IS_ENROLMENT_CODE (code), NULL);

  return yao_call_begin (new_add_call (self, code, flags));
}

/**
 * yao_client_add_builtin_async:
 * @self: a client
 * @cancellable: (nullable): stops it
 * @callback: called at the end
 * @user_data: for @callback
 *
 * Starts the demonstration service of this profile and adds it. Errors: those of
 * yao_builtin_service_start_async() besides.
 */
void
yao_client_add_builtin_async (YaoClient *self,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data)
{
  g_return_if_fail (YAO_IS_CLIENT (self));

  yao_call_start (yao_call_new (self, &add_builtin_class), yao_client_add_builtin_async,
                  cancellable, callback, user_data);
}

/**
 * yao_client_add_builtin_finish:
 * @self: a client
 * @result: what the callback got
 * @error: return location
 *
 * Ends yao_client_add_builtin_async().
 *
 * Returns: (transfer full): the service, or %NULL on error
 */
YaoService *
yao_client_add_builtin_finish (YaoClient *self, GAsyncResult *result, GError **error)
{
  GObject *object = NULL;

  yao_call_finish (self, result, yao_client_add_builtin_async, &object, NULL, error);
  return (YaoService *) object;
}

/**
 * yao_client_add_builtin:
 * @self: a client
 * @cancellable: (nullable): stops it
 * @error: return location
 *
 * The blocking form of yao_client_add_builtin_async().
 *
 * Returns: (transfer full): the service, or %NULL on error
 */
YaoService *
yao_client_add_builtin (YaoClient *self, GCancellable *cancellable, GError **error)
{
  GObject *object = NULL;

  g_return_val_if_fail (YAO_IS_CLIENT (self), NULL);

  yao_call_run (yao_call_new (self, &add_builtin_class), cancellable, &object, NULL, error);
  return (YaoService *) object;
}

/**
 * yao_client_add_builtin_begin:
 * @self: a client
 *
 * The form of yao_client_add_builtin_async() that pages bind to; the result is the #YaoService.
 *
 * Returns: (transfer full): the operation
 */
YaoOperation *
yao_client_add_builtin_begin (YaoClient *self)
{
  g_return_val_if_fail (YAO_IS_CLIENT (self), NULL);

  return yao_call_begin (yao_call_new (self, &add_builtin_class));
}

/**
 * yao_client_check_connection_async:
 * @self: a client
 * @service: a service of @self
 * @cancellable: (nullable): stops it
 * @callback: called at the end
 * @user_data: for @callback
 *
 * Asks a service what it says of itself, and so finds out whether it can be reached, shows the
 * right key and is the one that it was. Errors: %YAO_ERROR_UNTRUSTED where another service answers.
 */
void
yao_client_check_connection_async (YaoClient *self,
                                   YaoService *service,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data)
{
  g_return_if_fail (YAO_IS_CLIENT (self));
  g_return_if_fail (YAO_IS_SERVICE (service));

  yao_call_start (new_check_call (self, service), yao_client_check_connection_async, cancellable,
                  callback, user_data);
}

/**
 * yao_client_check_connection_finish:
 * @self: a client
 * @result: what the callback got
 * @error: return location
 *
 * Ends yao_client_check_connection_async().
 *
 * Returns: the microseconds that the answer took, or -1 on error
 */
gint64
yao_client_check_connection_finish (YaoClient *self, GAsyncResult *result, GError **error)
{
  gint64 number = -1;

  yao_call_finish (self, result, yao_client_check_connection_async, NULL, &number, error);
  return number;
}

/**
 * yao_client_check_connection:
 * @self: a client
 * @service: a service of @self
 * @cancellable: (nullable): stops it
 * @error: return location
 *
 * The blocking form of yao_client_check_connection_async().
 *
 * Returns: the microseconds that the answer took, or -1 on error
 */
gint64
yao_client_check_connection (YaoClient *self,
                             YaoService *service,
                             GCancellable *cancellable,
                             GError **error)
{
  gint64 number = -1;

  g_return_val_if_fail (YAO_IS_CLIENT (self), -1);
  g_return_val_if_fail (YAO_IS_SERVICE (service), -1);

  yao_call_run (new_check_call (self, service), cancellable, NULL, &number, error);
  return number;
}

/**
 * yao_client_check_connection_begin:
 * @self: a client
 * @service: a service of @self
 *
 * The form of yao_client_check_connection_async() that pages bind to; the number is the time.
 *
 * Returns: (transfer full): the operation
 */
YaoOperation *
yao_client_check_connection_begin (YaoClient *self, YaoService *service)
{
  g_return_val_if_fail (YAO_IS_CLIENT (self), NULL);
  g_return_val_if_fail (YAO_IS_SERVICE (service), NULL);

  return yao_call_begin (new_check_call (self, service));
}
