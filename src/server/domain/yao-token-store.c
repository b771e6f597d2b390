/* yao-token-store.c: access tokens, which live for minutes and in memory only
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include "yao-token-store.h"

#include "yao-digest.h"
#include "yao-random.h"

#include <string.h>

#define TOKEN_SIZE 32
#define SWEEP 1024

typedef struct
{
  gint64 session;
  gint64 expires;
} Token;

/* Tokens are found by their digest, so that the time of a look-up tells nothing of them. */
struct _YaoTokenStore
{
  YaoClock *clock;
  GHashTable *tokens; /* GBytes: SHA-256 -> Token */
  guint since_sweep;
};

/**
 * yao_token_store_new:
 * @clock: where the time comes from
 *
 * Makes a store without tokens.
 *
 * Returns: (transfer full): the store
 */
YaoTokenStore *
yao_token_store_new (YaoClock *clock)
{
  YaoTokenStore *self = g_new0 (YaoTokenStore, 1);

  g_assert (YAO_IS_CLOCK (clock));

  self->clock = g_object_ref (clock);
  self->tokens
      = g_hash_table_new_full (g_bytes_hash, g_bytes_equal, (GDestroyNotify) g_bytes_unref, g_free);
  return self;
}

/**
 * yao_token_store_free:
 * @self: (transfer full): a store
 *
 * Frees a store; its tokens are worth nothing any more.
 */
void
yao_token_store_free (YaoTokenStore *self)
{
  if (self == NULL)
    return;

  g_object_unref (self->clock);
  g_hash_table_unref (self->tokens);
  g_free (self);
}

/**
 * yao_token_make:
 *
 * Makes a token: 32 random bytes in base64url.
 *
 * Returns: (transfer full): the token
 */
char *
yao_token_make (void)
{
  return yao_random_id (TOKEN_SIZE);
}

/**
 * yao_token_hash:
 * @token: a token
 *
 * Computes what is kept of a token.
 *
 * Returns: (transfer full): SHA-256 of it
 */
GBytes *
yao_token_hash (const char *token)
{
  return yao_digest (YAO_DIGEST_SHA256, token, strlen (token));
}

static gboolean
is_over (gpointer key, gpointer value, gpointer user_data)
{
  return ((Token *) value)->expires <= *(gint64 *) user_data;
}

/**
 * yao_token_store_issue:
 * @self: a store
 * @session: the row of a session
 *
 * Issues an access token for a session.
 *
 * Returns: (transfer full): the token
 */
char *
yao_token_store_issue (YaoTokenStore *self, gint64 session)
{
  gint64 now = yao_clock_get_unix (self->clock);
  char *text = yao_token_make ();
  Token *token = g_new0 (Token, 1);

  if (++self->since_sweep >= SWEEP)
    {
      g_hash_table_foreach_remove (self->tokens, is_over, &now);
      self->since_sweep = 0;
    }
  token->session = session;
  token->expires = now + YAO_ACCESS_TOKEN_SECONDS;
  g_hash_table_insert (self->tokens, yao_token_hash (text), token);
  return text;
}

/**
 * yao_token_store_lookup:
 * @self: a store
 * @token: what a client sent
 * @expires: (out): when it ends
 *
 * Finds the session of an access token.
 *
 * Returns: the row of the session, or 0 if the token is unknown or over
 */
gint64
yao_token_store_lookup (YaoTokenStore *self, const char *token, gint64 *expires)
{
  g_autoptr (GBytes) hash = yao_token_hash (token);
  const Token *found = g_hash_table_lookup (self->tokens, hash);

  if (found == NULL || found->expires <= yao_clock_get_unix (self->clock))
    return 0;
  *expires = found->expires;
  return found->session;
}

/**
 * yao_token_store_get_size:
 * @self: a store
 *
 * Gets how many tokens are kept.
 *
 * Returns: the number
 */
gsize
yao_token_store_get_size (YaoTokenStore *self)
{
  return g_hash_table_size (self->tokens);
}
