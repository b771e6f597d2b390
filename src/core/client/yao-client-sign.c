/* yao-client-sign.c: signing files, and looking at signatures of files
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include "yao-certificate-private.h"
#include "yao-error.h"
#include "yao-file-signing.h"
#include "yao-file-verification.h"
#include "yao-identity-calls.h"
#include "yao-service-private.h"
#include "yao-signing-private.h"

typedef struct
{
  YaoFileSigning *signing;
  GListModel *files;
} SignInput;

static void
free_sign_input (gpointer data)
{
  SignInput *input = data;

  yao_file_signing_free (input->signing);
  g_object_unref (input->files);
  g_free (input);
}

static gboolean
perform_sign (YaoCall *call, GCancellable *cancellable, GError **error)
{
  SignInput *input = call->input;
  g_autoptr (YaoIdentityWork) work = NULL;

  if (input->signing->entries->len > YAO_SIGN_MAX_FILES)
    {
      g_set_error (error, YAO_ERROR, YAO_ERROR_INVALID_INPUT, "more than %d files",
                   YAO_SIGN_MAX_FILES);
      return FALSE;
    }
  work = yao_identity_call_open (call, YAO_SIGN_ACTION, cancellable, error);
  if (work == NULL || !yao_file_signing_perform (input->signing, work, cancellable, error))
    return FALSE;

  for (guint i = 0; i < input->signing->entries->len; i++)
    {
      const YaoSigningEntry *entry = input->signing->entries->pdata[i];

      call->number += entry->error == NULL ? 1 : 0;
    }
  return TRUE;
}

static GObject *
collect_sign (YaoCall *call)
{
  SignInput *input = call->input;

  for (guint i = 0; i < input->signing->entries->len; i++)
    {
      const YaoSigningEntry *entry = input->signing->entries->pdata[i];
      g_autoptr (YaoSignedFile) file = g_list_model_get_item (input->files, i);

      yao_signed_file_set_outcome (file, entry->size, entry->digest, entry->error);
    }
  return g_object_ref (G_OBJECT (input->files));
}

static const YaoCallClass sign_class = { perform_sign, collect_sign };

static YaoCall *
new_sign_call (YaoClient *self, YaoCertificate *certificate, GListModel *files, YaoSignFlags flags)
{
  YaoCall *call = yao_identity_call_new (self, &sign_class, certificate);
  SignInput *input = g_new0 (SignInput, 1);

  input->signing = yao_file_signing_new (yao_certificate_get_record (certificate),
                                         (flags & YAO_SIGN_RAW) != 0);
  input->files = g_object_ref (files);
  for (guint i = 0; i < g_list_model_get_n_items (files); i++)
    {
      g_autoptr (YaoSignedFile) file = g_list_model_get_item (files, i);

      yao_file_signing_add (input->signing, yao_signed_file_get_file (file),
                            yao_signed_file_get_signature (file), yao_signed_file_get_name (file));
    }
  call->input = input;
  call->input_free = free_sign_input;
  return call;
}

/**
 * yao_client_sign_async:
 * @self: a client
 * @certificate: whose key signs
 * @files: of #YaoSignedFile, at most %YAO_SIGN_MAX_FILES; does not change meanwhile
 * @flags: what is made
 * @cancellable: (nullable): stops it
 * @callback: called at the end
 * @user_data: for @callback
 *
 * Signs files with one check of the PIN. Each signature is checked against the certificate, then
 * written where its #YaoSignedFile says. Where the answer of the service was lost, in an earlier
 * run too, the service is asked what became of the request, and the same signatures are taken:
 * nothing is signed twice. Errors: those of yao_client_login_async(),
 * %YAO_ERROR_CERTIFICATE_REVOKED, %YAO_ERROR_CERTIFICATE_EXPIRED, %YAO_ERROR_PIN_CHANGE_REQUIRED,
 * %YAO_ERROR_DEVICE_NOT_BOUND, %YAO_ERROR_CONFLICT where the certificate was renewed.
 */
void
yao_client_sign_async (YaoClient *self,
                       YaoCertificate *certificate,
                       GListModel *files,
                       YaoSignFlags flags,
                       GCancellable *cancellable,
                       GAsyncReadyCallback callback,
                       gpointer user_data)
{
  g_return_if_fail (YAO_IS_CLIENT (self));
  g_return_if_fail (YAO_IS_CERTIFICATE (certificate));
  g_return_if_fail (G_IS_LIST_MODEL (files));

  yao_call_start (new_sign_call (self, certificate, files, flags), yao_client_sign_async,
                  cancellable, callback, user_data);
}

/**
 * yao_client_sign_finish:
 * @self: a client
 * @result: what the callback got
 * @error: return location
 *
 * Ends yao_client_sign_async(). What became of each file is in the files.
 *
 * Returns: how many files were signed, or -1 where nothing could be signed at all
 */
gint64
yao_client_sign_finish (YaoClient *self, GAsyncResult *result, GError **error)
{
  g_autoptr (GObject) files = NULL;
  gint64 number = 0;

  return yao_call_finish (self, result, yao_client_sign_async, &files, &number, error) ? number
                                                                                       : -1;
}

/**
 * yao_client_sign:
 * @self: a client
 * @certificate: whose key signs
 * @files: of #YaoSignedFile
 * @flags: what is made
 * @cancellable: (nullable): stops it
 * @error: return location
 *
 * The blocking form of yao_client_sign_async().
 *
 * Returns: how many files were signed, or -1 where nothing could be signed at all
 */
gint64
yao_client_sign (YaoClient *self,
                 YaoCertificate *certificate,
                 GListModel *files,
                 YaoSignFlags flags,
                 GCancellable *cancellable,
                 GError **error)
{
  g_autoptr (GObject) object = NULL;
  gint64 number = 0;

  g_return_val_if_fail (YAO_IS_CLIENT (self), -1);
  g_return_val_if_fail (YAO_IS_CERTIFICATE (certificate), -1);
  g_return_val_if_fail (G_IS_LIST_MODEL (files), -1);

  return yao_call_run (new_sign_call (self, certificate, files, flags), cancellable, &object,
                       &number, error)
             ? number
             : -1;
}

/**
 * yao_client_sign_begin:
 * @self: a client
 * @certificate: whose key signs
 * @files: of #YaoSignedFile
 * @flags: what is made
 *
 * The form of yao_client_sign_async() that pages bind to; its result is @files.
 *
 * Returns: (transfer full): the operation
 */
YaoOperation *
yao_client_sign_begin (YaoClient *self,
                       YaoCertificate *certificate,
                       GListModel *files,
                       YaoSignFlags flags)
{
  g_return_val_if_fail (YAO_IS_CLIENT (self), NULL);
  g_return_val_if_fail (YAO_IS_CERTIFICATE (certificate), NULL);
  g_return_val_if_fail (G_IS_LIST_MODEL (files), NULL);

  return yao_call_begin (new_sign_call (self, certificate, files, flags));
}

static gboolean
perform_verify (YaoCall *call, GCancellable *cancellable, GError **error)
{
  YaoVerificationFacts *facts = yao_file_verification_perform (call->input, cancellable, error);

  if (facts != NULL)
    yao_call_set_outcome (call, facts, (GDestroyNotify) yao_verification_facts_free);
  return facts != NULL;
}

static GObject *
collect_verify (YaoCall *call)
{
  return G_OBJECT (yao_verification_new (g_steal_pointer (&call->outcome)));
}

static const YaoCallClass verify_class = { perform_verify, collect_verify };

static YaoCall *
new_verify_call (YaoClient *self, GFile *file, GFile *signature, YaoCertificate *certificate)
{
  YaoCall *call = yao_call_new (self, &verify_class);
  YaoFileVerification *input = yao_file_verification_new (self, file, signature);
  g_autoptr (GListModel) services = yao_client_list_services (self);

  if (certificate != NULL)
    input->certificate = yao_certificate_record_ref (yao_certificate_get_record (certificate));
  for (guint i = 0; i < g_list_model_get_n_items (services); i++)
    {
      g_autoptr (YaoService) service = g_list_model_get_item (services, i);

      g_ptr_array_add (input->services, yao_service_record_ref (yao_service_get_record (service)));
    }
  call->input = input;
  call->input_free = (GDestroyNotify) yao_file_verification_free;
  return call;
}

/**
 * yao_client_verify_async:
 * @self: a client
 * @file: the file
 * @signature: what is said to be its signature
 * @certificate: (nullable): whose bare signature it may be
 * @cancellable: (nullable): stops it
 * @callback: called at the end
 * @user_data: for @callback
 *
 * Looks at a signature: whether the file is what was signed, by whom, and whether his certificate
 * was good when it was signed. The people of the services that are set up are known. Revocations
 * are asked for; without the network they are not known, which is told. Errors: files that cannot
 * be read.
 */
void
yao_client_verify_async (YaoClient *self,
                         GFile *file,
                         GFile *signature,
                         YaoCertificate *certificate,
                         GCancellable *cancellable,
                         GAsyncReadyCallback callback,
                         gpointer user_data)
{
  g_return_if_fail (YAO_IS_CLIENT (self));
  g_return_if_fail (G_IS_FILE (file) && G_IS_FILE (signature));

  yao_call_start (new_verify_call (self, file, signature, certificate), yao_client_verify_async,
                  cancellable, callback, user_data);
}

/**
 * yao_client_verify_finish:
 * @self: a client
 * @result: what the callback got
 * @error: return location
 *
 * Ends yao_client_verify_async().
 *
 * Returns: (transfer full): what was found out, or %NULL on error
 */
YaoVerification *
yao_client_verify_finish (YaoClient *self, GAsyncResult *result, GError **error)
{
  GObject *object = NULL;

  return yao_call_finish (self, result, yao_client_verify_async, &object, NULL, error)
             ? (YaoVerification *) object
             : NULL;
}

/**
 * yao_client_verify:
 * @self: a client
 * @file: the file
 * @signature: what is said to be its signature
 * @certificate: (nullable): whose bare signature it may be
 * @cancellable: (nullable): stops it
 * @error: return location
 *
 * The blocking form of yao_client_verify_async().
 *
 * Returns: (transfer full): what was found out, or %NULL on error
 */
YaoVerification *
yao_client_verify (YaoClient *self,
                   GFile *file,
                   GFile *signature,
                   YaoCertificate *certificate,
                   GCancellable *cancellable,
                   GError **error)
{
  GObject *object = NULL;

  g_return_val_if_fail (YAO_IS_CLIENT (self), NULL);
  g_return_val_if_fail (G_IS_FILE (file) && G_IS_FILE (signature), NULL);

  return yao_call_run (new_verify_call (self, file, signature, certificate), cancellable, &object,
                       NULL, error)
             ? (YaoVerification *) object
             : NULL;
}

/**
 * yao_client_verify_begin:
 * @self: a client
 * @file: the file
 * @signature: what is said to be its signature
 * @certificate: (nullable): whose bare signature it may be
 *
 * The form of yao_client_verify_async() that pages bind to; its result is a #YaoVerification.
 *
 * Returns: (transfer full): the operation
 */
YaoOperation *
yao_client_verify_begin (YaoClient *self,
                         GFile *file,
                         GFile *signature,
                         YaoCertificate *certificate)
{
  g_return_val_if_fail (YAO_IS_CLIENT (self), NULL);
  g_return_val_if_fail (G_IS_FILE (file) && G_IS_FILE (signature), NULL);

  return yao_call_begin (new_verify_call (self, file, signature, certificate));
}
