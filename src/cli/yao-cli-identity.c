/* yao-cli-identity.c: who asks for the PIN when a command needs it
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include "yao-config.h"

#include "yao-cli-identity.h"

#include "yao-cli-error.h"
#include "yao-cli-secret.h"
#include "yao-cli-text.h"

#include "yao-error.h"

#include <glib/gi18n.h>

#define MAX_QUESTIONS 3 /* as often as a person is asked in one run */

struct _YaoCliIdentity
{
  YaoCli *cli;
  guint questions; /* asked, or taken from the file */
  GError *error;   /* why nobody could be asked, or NULL */
};

static char *
make_prompt (YaoIdentityRequest *request)
{
  g_autofree char *name = yao_cli_text_fill (_ ("PIN of {number} at {service}: "), "service",
                                             yao_identity_request_get_service_name (request));

  return yao_cli_text_fill (name, "number", yao_identity_request_get_uid (request));
}

/* Says what became of the last try, before the next question. */
static void
tell_last (YaoIdentityRequest *request)
{
  const GError *last = yao_identity_request_get_error (request);
  int tries = yao_identity_request_get_tries_left (request);
  g_autofree char *sentence = NULL;

  if (last == NULL)
    return;

  sentence = yao_cli_error_dup_sentence (last);
  yao_cli_secret_tell (sentence);
  if (tries > 0)
    {
      g_autofree char *left = yao_cli_error_dup_tries (tries);

      yao_cli_secret_tell (left);
    }
}

/* Where one has to wait before the next try, a question would be of no use, and a file holds the
 * same PIN every time. */
static gboolean
may_ask (YaoCliIdentity *self, YaoIdentityRequest *request)
{
  gboolean is_first = yao_identity_request_get_error (request) == NULL;

  return yao_identity_request_get_wait_until (request) <= yao_cli_get_now (self->cli)
         && (yao_cli_has (self->cli, "pin-file") ? is_first : self->questions < MAX_QUESTIONS);
}

/* For each try, in the thread of the operation. */
static gboolean
ask_cb (YaoClient *client, YaoIdentityRequest *request, gpointer user_data)
{
  YaoCliIdentity *self = user_data;
  const char *path = yao_cli_get_value (self->cli, "pin-file");
  g_autoptr (YaoSecret) pin = NULL;
  g_autofree char *prompt = NULL;

  if (!may_ask (self, request))
    return FALSE;

  self->questions++;
  if (path != NULL)
    pin = yao_cli_secret_read (path, &self->error);
  else
    {
      tell_last (request);
      prompt = make_prompt (request);
      pin = yao_cli_secret_ask (prompt, yao_cli_get_cancellable (self->cli), &self->error);
    }
  if (pin == NULL)
    return FALSE;

  yao_identity_request_submit_pin (request, pin);

  return TRUE;
}

/**
 * yao_cli_identity_attach:
 * @cli: the run; must live longer
 * @client: its client
 *
 * Has the client ask for the PIN through this run: it is taken from the file that --pin-file names,
 * or a person is asked at the terminal.
 *
 * Returns: (transfer full): what asks
 */
YaoCliIdentity *
yao_cli_identity_attach (YaoCli *cli, YaoClient *client)
{
  YaoCliIdentity *self = g_new0 (YaoCliIdentity, 1);

  self->cli = cli;
  yao_client_set_identity_handler (client, ask_cb, self, NULL);

  return self;
}

/**
 * yao_cli_identity_free:
 * @self: (transfer full): what asks; its client is gone by now
 *
 * Frees it.
 */
void
yao_cli_identity_free (YaoCliIdentity *self)
{
  g_clear_error (&self->error);
  g_free (self);
}

/**
 * yao_cli_identity_get_error:
 * @self: what asks
 *
 * Gets why no PIN could be had.
 *
 * Returns: (nullable): the error; %YAO_ERROR_MISSING_INPUT where there was nobody to ask
 */
const GError *
yao_cli_identity_get_error (const YaoCliIdentity *self)
{
  return self->error;
}
