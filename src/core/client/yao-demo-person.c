/* yao-demo-person.c: the people of the demonstration
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include "yao-demo-person-private.h"

#include "yao-error.h"
#include "yao-file.h"
#include "yao-json.h"

#define MAX_FILE_SIZE (256 * 1024)
#define MAX_PEOPLE 256
#define MAX_TEXT 1024

/**
 * YaoDemoPerson:
 *
 * Somebody of the demonstration service, to be chosen from a list. Never changes.
 */
struct _YaoDemoPerson
{
  GObject parent_instance;

  char *uid;
  char *name;
  char *department;
  char *role;
  char *hint;
};

G_DEFINE_FINAL_TYPE (YaoDemoPerson, yao_demo_person, G_TYPE_OBJECT)

enum
{
  PROP_0,
  PROP_UID,
  PROP_NAME,
  PROP_DEPARTMENT,
  PROP_ROLE,
  PROP_HINT,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static void
yao_demo_person_finalize (GObject *object)
{
  YaoDemoPerson *self = YAO_DEMO_PERSON (object);

  g_free (self->uid);
  g_free (self->name);
  g_free (self->department);
  g_free (self->role);
  g_free (self->hint);

  G_OBJECT_CLASS (yao_demo_person_parent_class)->finalize (object);
}

static void
yao_demo_person_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  YaoDemoPerson *self = YAO_DEMO_PERSON (object);

  switch (prop_id)
    {
    case PROP_UID:
      g_value_set_string (value, self->uid);
      break;
    case PROP_NAME:
      g_value_set_string (value, self->name);
      break;
    case PROP_DEPARTMENT:
      g_value_set_string (value, self->department);
      break;
    case PROP_ROLE:
      g_value_set_string (value, self->role);
      break;
    case PROP_HINT:
      g_value_set_string (value, self->hint);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
yao_demo_person_class_init (YaoDemoPersonClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;

  object_class->finalize = yao_demo_person_finalize;
  object_class->get_property = yao_demo_person_get_property;

  properties[PROP_UID] = g_param_spec_string ("uid", NULL, NULL, NULL, flags);
  properties[PROP_NAME] = g_param_spec_string ("name", NULL, NULL, NULL, flags);
  properties[PROP_DEPARTMENT] = g_param_spec_string ("department", NULL, NULL, NULL, flags);
  properties[PROP_ROLE] = g_param_spec_string ("role", NULL, NULL, NULL, flags);
  properties[PROP_HINT] = g_param_spec_string ("hint", NULL, NULL, NULL, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
yao_demo_person_init (YaoDemoPerson *self)
{
}

/* The text in the person's language, else in English. */
static gboolean
read_localised (YaoJson *json, const char *name, char **text, GError **error)
{
  const char *const *languages = g_get_language_names ();
  g_autoptr (YaoJson) object = NULL;

  if (!yao_json_get_object (json, name, &object, error))
    return FALSE;

  for (gsize i = 0; languages[i] != NULL; i++)
    {
      if (yao_json_has (object, languages[i]))
        return yao_json_get_string (object, languages[i], MAX_TEXT, text, error);
    }

  return yao_json_get_string (object, "en", MAX_TEXT, text, error);
}

static YaoDemoPerson *
read_person (YaoJson *json, GError **error)
{
  g_autoptr (YaoDemoPerson) self = g_object_new (YAO_TYPE_DEMO_PERSON, NULL);

  if (yao_json_get_string (json, "uid", MAX_TEXT, &self->uid, error)
      && yao_json_get_string (json, "name", MAX_TEXT, &self->name, error)
      && read_localised (json, "department", &self->department, error)
      && read_localised (json, "role", &self->role, error)
      && read_localised (json, "hint", &self->hint, error))
    return g_steal_pointer (&self);

  return NULL;
}

/**
 * yao_demo_people_read:
 * @path: the file that the service writes
 * @error: return location
 *
 * Reads the people of the demonstration, their texts in the language of the person at the screen.
 * Errors: %YAO_ERROR_NOT_FOUND, %YAO_ERROR_STORAGE, %YAO_ERROR_INVALID_INPUT.
 *
 * Returns: (transfer full): a list of #YaoDemoPerson, or %NULL on error
 */
GListModel *
yao_demo_people_read (const char *path, GError **error)
{
  g_autoptr (GListStore) list = g_list_store_new (YAO_TYPE_DEMO_PERSON);
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (YaoJson) json = NULL;
  g_autoptr (GPtrArray) items = NULL;

  g_assert (path != NULL);

  bytes = yao_file_read (path, MAX_FILE_SIZE, error);
  json = bytes != NULL ? yao_json_parse (bytes, MAX_FILE_SIZE, error) : NULL;
  if (json == NULL || !yao_json_get_array (json, "people", MAX_PEOPLE, &items, error))
    return NULL;

  for (guint i = 0; i < items->len; i++)
    {
      g_autoptr (YaoDemoPerson) person = read_person (g_ptr_array_index (items, i), error);

      if (person == NULL)
        return NULL;
      g_list_store_append (list, person);
    }
  return G_LIST_MODEL (g_steal_pointer (&list));
}

/**
 * yao_demo_person_get_uid:
 * @self: a person
 *
 * Gets the employee number.
 *
 * Returns: the number
 */
const char *
yao_demo_person_get_uid (YaoDemoPerson *self)
{
  g_return_val_if_fail (YAO_IS_DEMO_PERSON (self), NULL);

  return self->uid;
}

/**
 * yao_demo_person_get_name:
 * @self: a person
 *
 * Gets the name.
 *
 * Returns: the name
 */
const char *
yao_demo_person_get_name (YaoDemoPerson *self)
{
  g_return_val_if_fail (YAO_IS_DEMO_PERSON (self), NULL);

  return self->name;
}

/**
 * yao_demo_person_get_department:
 * @self: a person
 *
 * Gets the department, in the language of the person at the screen.
 *
 * Returns: the department
 */
const char *
yao_demo_person_get_department (YaoDemoPerson *self)
{
  g_return_val_if_fail (YAO_IS_DEMO_PERSON (self), NULL);

  return self->department;
}

/**
 * yao_demo_person_get_role:
 * @self: a person
 *
 * Gets the job title, in the language of the person at the screen.
 *
 * Returns: the title
 */
const char *
yao_demo_person_get_role (YaoDemoPerson *self)
{
  g_return_val_if_fail (YAO_IS_DEMO_PERSON (self), NULL);

  return self->role;
}

/**
 * yao_demo_person_get_hint:
 * @self: a person
 *
 * Gets what one may try with this person, in the language of the person at the screen.
 *
 * Returns: a line of text
 */
const char *
yao_demo_person_get_hint (YaoDemoPerson *self)
{
  g_return_val_if_fail (YAO_IS_DEMO_PERSON (self), NULL);

  return self->hint;
}
