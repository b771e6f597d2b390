/* yao-enrolment-code.c: an initialisation code, shown before anything happens
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include "yao-enrolment-code-private.h"

#include "yao-encoding.h"
#include "yao-error.h"
#include "yao-file.h"

/* The largest file that may hold a code. */
#define MAX_FILE_SIZE 4096
/* What a person may type or paste, before it is folded. */
#define MAX_TEXT_SIZE 4096
#define SYSTEM_FILE "/etc/yunyao/init"

/**
 * YaoEnrolmentCode:
 *
 * What a text that was scanned, typed, pasted, dropped or opened turned out to be: the code with
 * which an organisation tells its people which service to use. It was read strictly, but nothing in
 * it is proved yet: that is the work of yao_client_add_service(). Never changes.
 */
struct _YaoEnrolmentCode
{
  GObject parent_instance;

  YaoInitCode *code;
  char *text; /* as it was read: the URI, or what was typed */
};

G_DEFINE_FINAL_TYPE (YaoEnrolmentCode, yao_enrolment_code, G_TYPE_OBJECT)

static void
yao_enrolment_code_finalize (GObject *object)
{
  YaoEnrolmentCode *self = YAO_ENROLMENT_CODE (object);

  g_clear_pointer (&self->code, yao_init_code_unref);
  g_free (self->text);

  G_OBJECT_CLASS (yao_enrolment_code_parent_class)->finalize (object);
}

static void
yao_enrolment_code_class_init (YaoEnrolmentCodeClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = yao_enrolment_code_finalize;
}

static void
yao_enrolment_code_init (YaoEnrolmentCode *self)
{
}

/**
 * yao_enrolment_code_new_from_text:
 * @text: what was scanned, typed or pasted
 * @error: return location
 *
 * Reads a code: a `cloudkey://init` URI, or an address followed by the first 16 digits of its pin,
 * as people type it. Spaces around it are taken off and full-width characters folded.
 *
 * Returns: (transfer full): the code, or %NULL with %YAO_ERROR_INVALID_CODE
 */
YaoEnrolmentCode *
yao_enrolment_code_new_from_text (const char *text, GError **error)
{
  g_autofree char *folded = NULL;
  g_autoptr (YaoInitCode) code = NULL;
  YaoEnrolmentCode *self;

  g_return_val_if_fail (text != NULL, NULL);

  if (strnlen (text, MAX_TEXT_SIZE + 1) > MAX_TEXT_SIZE || !g_utf8_validate (text, -1, NULL))
    {
      g_set_error (error, YAO_ERROR, YAO_ERROR_INVALID_CODE, "too long for a code, or not UTF-8");
      return NULL;
    }

  folded = g_strstrip (yao_fold_width (text));
  code = g_str_has_prefix (folded, "cloudkey:") ? yao_init_code_parse (folded, error)
                                                : yao_init_code_parse_typed (folded, error);
  if (code == NULL)
    return NULL;

  self = g_object_new (YAO_TYPE_ENROLMENT_CODE, NULL);
  self->code = g_steal_pointer (&code);
  self->text = g_steal_pointer (&folded);
  return self;
}

/**
 * yao_enrolment_code_new_from_file:
 * @path: a text file of at most 4 KiB
 * @error: return location
 *
 * Reads the code in a text file. Errors: %YAO_ERROR_NOT_FOUND, %YAO_ERROR_STORAGE,
 * %YAO_ERROR_INVALID_CODE; the subject is the file.
 *
 * Returns: (transfer full): the code, or %NULL on error
 */
YaoEnrolmentCode *
yao_enrolment_code_new_from_file (const char *path, GError **error)
{
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GError) local = NULL;
  g_autofree char *text = NULL;
  YaoEnrolmentCode *self = NULL;

  g_return_val_if_fail (path != NULL, NULL);

  bytes = yao_file_read (path, MAX_FILE_SIZE, &local);
  if (bytes == NULL && !yao_error_is (local, YAO_ERROR_INVALID_INPUT))
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return NULL;
    }

  g_clear_error (&local);
  if (bytes != NULL && g_bytes_get_size (bytes) > 0)
    {
      text = g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
      if (strlen (text) == g_bytes_get_size (bytes))
        self = yao_enrolment_code_new_from_text (text, &local);
    }
  if (self == NULL)
    {
      g_set_error (error, YAO_ERROR, YAO_ERROR_INVALID_CODE, "%s: %s", path,
                   local != NULL ? local->message : "not a text of at most 4 KiB");
      if (error != NULL)
        yao_error_set_subject (*error, path);
    }
  return self;
}

/**
 * yao_enrolment_code_load_preconfigured:
 * @error: return location
 *
 * Reads the code that an organisation put on its computers: `/etc/yunyao/init`, else `yunyao/init`
 * under the directories of `$XDG_CONFIG_DIRS`. The first file that is there counts, good or bad.
 *
 * Returns: (transfer full) (nullable): the code; %NULL without an error where there is none, and
 * with the errors of yao_enrolment_code_new_from_file() where it is bad
 */
YaoEnrolmentCode *
yao_enrolment_code_load_preconfigured (GError **error)
{
  const char *const *dirs = g_get_system_config_dirs ();

  if (g_file_test (SYSTEM_FILE, G_FILE_TEST_EXISTS))
    return yao_enrolment_code_new_from_file (SYSTEM_FILE, error);

  for (gsize i = 0; dirs[i] != NULL; i++)
    {
      g_autofree char *path = g_build_filename (dirs[i], "yunyao", "init", NULL);

      if (g_file_test (path, G_FILE_TEST_EXISTS))
        return yao_enrolment_code_new_from_file (path, error);
    }

  return NULL;
}

/**
 * yao_enrolment_code_get_init_code:
 * @self: a code
 *
 * Gets the code itself.
 *
 * Returns: (transfer none): the code
 */
YaoInitCode *
yao_enrolment_code_get_init_code (YaoEnrolmentCode *self)
{
  g_assert (YAO_IS_ENROLMENT_CODE (self));

  return self->code;
}

/**
 * yao_enrolment_code_get_uri:
 * @self: a code
 *
 * Gets the text of the code.
 *
 * Returns: the URI; for a code that was typed, what was typed
 */
const char *
yao_enrolment_code_get_uri (YaoEnrolmentCode *self)
{
  g_return_val_if_fail (YAO_IS_ENROLMENT_CODE (self), NULL);

  return self->text;
}

/**
 * yao_enrolment_code_get_organisation:
 * @self: a code
 *
 * Gets the name of the organisation as the code has it; nothing vouches for it yet.
 *
 * Returns: (nullable): the name, or %NULL for a code that was typed
 */
const char *
yao_enrolment_code_get_organisation (YaoEnrolmentCode *self)
{
  g_return_val_if_fail (YAO_IS_ENROLMENT_CODE (self), NULL);

  return yao_init_code_get_organisation (self->code);
}

/**
 * yao_enrolment_code_get_address:
 * @self: a code
 *
 * Gets the base address of the service.
 *
 * Returns: "https://host:port"
 */
const char *
yao_enrolment_code_get_address (YaoEnrolmentCode *self)
{
  g_return_val_if_fail (YAO_IS_ENROLMENT_CODE (self), NULL);

  return yao_init_code_get_address (self->code);
}

/**
 * yao_enrolment_code_get_host:
 * @self: a code
 *
 * Gets the host in the address, as it stands there: an internationalised name in its ASCII form.
 *
 * Returns: the host
 */
const char *
yao_enrolment_code_get_host (YaoEnrolmentCode *self)
{
  g_return_val_if_fail (YAO_IS_ENROLMENT_CODE (self), NULL);

  return yao_init_code_get_host (self->code);
}

/**
 * yao_enrolment_code_get_expires:
 * @self: a code
 *
 * Gets until when the code can be used.
 *
 * Returns: seconds since 1970, or 0 for always
 */
gint64
yao_enrolment_code_get_expires (YaoEnrolmentCode *self)
{
  g_return_val_if_fail (YAO_IS_ENROLMENT_CODE (self), 0);

  return yao_init_code_get_expires (self->code);
}

/**
 * yao_enrolment_code_has_signature:
 * @self: a code
 *
 * Tells whether the code carries a signature; whether it is good is found out when it is used.
 *
 * Returns: %TRUE if it does
 */
gboolean
yao_enrolment_code_has_signature (YaoEnrolmentCode *self)
{
  g_return_val_if_fail (YAO_IS_ENROLMENT_CODE (self), FALSE);

  return yao_init_code_is_signed (self->code);
}

/**
 * yao_enrolment_code_has_pin:
 * @self: a code
 *
 * Tells whether the code says by which key the service is known, in full or by its first digits.
 *
 * Returns: %TRUE if it does
 */
gboolean
yao_enrolment_code_has_pin (YaoEnrolmentCode *self)
{
  g_return_val_if_fail (YAO_IS_ENROLMENT_CODE (self), FALSE);

  return yao_init_code_get_pin (self->code) != NULL
         || yao_init_code_get_short_pin (self->code) != NULL;
}

/**
 * yao_enrolment_code_dup_pin_text:
 * @self: a code
 *
 * Gets the pin in groups of four hexadecimal digits, to be compared with what the organisation
 * published before an unsigned code is accepted.
 *
 * Returns: (transfer full) (nullable): "3F2A 91C0 …", or %NULL where there is none
 */
char *
yao_enrolment_code_dup_pin_text (YaoEnrolmentCode *self)
{
  g_return_val_if_fail (YAO_IS_ENROLMENT_CODE (self), NULL);

  return yao_init_code_dup_pin_text (self->code);
}
