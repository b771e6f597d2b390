/* yao-arguments.c: taking a command line apart
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include "yao-arguments.h"

#include "yao-error.h"

#include <string.h>

/* Options may stand anywhere before "--": each command takes those that it knows, then its words,
 * and whatever is left at the end is one too many.
 */
struct _YaoArguments
{
  GPtrArray *items;
  guint n_options; /* the items before "--" */
};

/**
 * yao_arguments_new:
 * @argc: how many
 * @argv: (array length=argc): the arguments, without the program's name
 *
 * Begins with a command line.
 *
 * Returns: (transfer full): the arguments
 */
YaoArguments *
yao_arguments_new (int argc, char **argv)
{
  YaoArguments *self = g_new0 (YaoArguments, 1);
  gboolean options = TRUE;

  self->items = g_ptr_array_new_with_free_func (g_free);
  for (int i = 0; i < argc; i++)
    {
      if (options && strcmp (argv[i], "--") == 0)
        {
          options = FALSE;
          continue;
        }
      g_ptr_array_add (self->items, g_strdup (argv[i]));
      if (options)
        self->n_options++;
    }
  return self;
}

/**
 * yao_arguments_free:
 * @self: (transfer full): arguments
 *
 * Frees them.
 */
void
yao_arguments_free (YaoArguments *self)
{
  if (self == NULL)
    return;

  g_ptr_array_unref (self->items);
  g_free (self);
}

static char *
take (YaoArguments *self, guint index)
{
  if (index < self->n_options)
    self->n_options--;
  return g_ptr_array_steal_index (self->items, index);
}

/**
 * yao_arguments_take_flag:
 * @self: arguments
 * @name: an option, "--json"
 *
 * Takes an option without a value.
 *
 * Returns: %TRUE if it was there
 */
gboolean
yao_arguments_take_flag (YaoArguments *self, const char *name)
{
  gboolean found = FALSE;

  for (guint i = 0; i < self->n_options;)
    {
      if (strcmp (self->items->pdata[i], name) != 0)
        {
          i++;
          continue;
        }
      g_free (take (self, i));
      found = TRUE;
    }
  return found;
}

/**
 * yao_arguments_take_value:
 * @self: arguments
 * @name: an option, "--data"
 * @value: (out) (transfer full) (nullable): its value, or %NULL if it was not there
 * @error: return location
 *
 * Takes an option with a value, "--data DIR" or "--data=DIR".
 *
 * Returns: %FALSE with %YAO_ERROR_MISSING_INPUT if the value is missing
 */
gboolean
yao_arguments_take_value (YaoArguments *self, const char *name, char **value, GError **error)
{
  gsize length = strlen (name);

  *value = NULL;
  for (guint i = 0; i < self->n_options; i++)
    {
      const char *item = self->items->pdata[i];

      if (strncmp (item, name, length) == 0 && item[length] == '=')
        {
          g_autofree char *taken = take (self, i);

          *value = g_strdup (taken + length + 1);
          return TRUE;
        }
      if (strcmp (item, name) != 0)
        continue;
      if (i + 1 >= self->n_options)
        {
          g_set_error (error, YAO_ERROR, YAO_ERROR_MISSING_INPUT, "%s needs a value", name);
          return FALSE;
        }
      g_free (take (self, i));
      *value = take (self, i);
      return TRUE;
    }
  return TRUE;
}

static gboolean
is_option (YaoArguments *self, guint index)
{
  const char *item = self->items->pdata[index];

  return index < self->n_options && item[0] == '-' && item[1] != '\0';
}

/**
 * yao_arguments_peek_word:
 * @self: arguments
 *
 * Looks at the next argument that is no option.
 *
 * Returns: (nullable): the word, or %NULL if there is none left
 */
const char *
yao_arguments_peek_word (YaoArguments *self)
{
  for (guint i = 0; i < self->items->len; i++)
    {
      if (!is_option (self, i))
        return self->items->pdata[i];
    }
  return NULL;
}

/**
 * yao_arguments_take_word:
 * @self: arguments
 *
 * Takes the next argument that is no option.
 *
 * Returns: (transfer full) (nullable): the word, or %NULL if there is none left
 */
char *
yao_arguments_take_word (YaoArguments *self)
{
  for (guint i = 0; i < self->items->len; i++)
    {
      if (!is_option (self, i))
        return take (self, i);
    }
  return NULL;
}

/**
 * yao_arguments_end:
 * @self: arguments
 * @error: return location
 *
 * Says that all should have been taken by now.
 *
 * Returns: %FALSE with %YAO_ERROR_INVALID_INPUT if something is left
 */
gboolean
yao_arguments_end (YaoArguments *self, GError **error)
{
  if (self->items->len == 0)
    return TRUE;

  g_set_error (error, YAO_ERROR, YAO_ERROR_INVALID_INPUT, "unexpected argument %s",
               (const char *) self->items->pdata[0]);
  return FALSE;
}
