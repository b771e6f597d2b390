/* yao-tour-guides.c: runs a guide for each language and lays the pictures out
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include "yao-tour-private.h"

#include <glib/gstdio.h>

#include "yao-contact-sheet.h"

static const char *const languages[] = { "zh_CN", "en" };

/**
 * yao_tour_is_guide:
 * @options: the options of the command line
 *
 * Tells whether this process is one that goes through the pages, and not the one that runs them.
 *
 * Returns: %TRUE for a guide
 */
gboolean
yao_tour_is_guide (GVariantDict *options)
{
  return g_getenv (YAO_TOUR_GUIDE) != NULL && g_variant_dict_contains (options, "lang");
}

static void
remove_tree (const char *path)
{
  g_autoptr (GDir) dir = NULL;
  const char *name;

  if (g_file_test (path, G_FILE_TEST_IS_DIR) && !g_file_test (path, G_FILE_TEST_IS_SYMLINK))
    {
      dir = g_dir_open (path, 0, NULL);
      while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
        {
          g_autofree char *child = g_build_filename (path, name, NULL);

          remove_tree (child);
        }
    }
  g_remove (path);
}

/* What the tour keeps secret is nobody's, and goes with it: the person's keyring is left alone. */
static void
give_keyring (GSubprocessLauncher *launcher, const char *guide_dir)
{
  g_autofree char *path = g_build_filename (guide_dir, "keyring", NULL);

  g_subprocess_launcher_setenv (launcher, "SECRET_BACKEND", "file", TRUE);
  g_subprocess_launcher_setenv (launcher, "SECRET_FILE_TEST_PATH", path, TRUE);
  g_subprocess_launcher_setenv (launcher, "SECRET_FILE_TEST_PASSWORD", "tour", TRUE);
}

static GSubprocess *
start_guide (const char *directory,
             const char *language,
             const char *work_dir,
             GVariantDict *options,
             GError **error)
{
  g_autoptr (GSubprocessLauncher) launcher = g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_NONE);
  g_autoptr (GPtrArray) arguments = g_ptr_array_new ();
  g_autofree char *guide_dir = g_build_filename (work_dir, language, NULL);
  g_autofree char *program = g_file_read_link ("/proc/self/exe", error);
  const char *only = NULL;
  const char *locale = g_getenv ("LC_ALL");

  if (program == NULL)
    return NULL;

  /* Translations are looked for in any locale but the one called C. */
  g_subprocess_launcher_setenv (launcher, "LANGUAGE", language, TRUE);
  if (locale == NULL || locale[0] == '\0' || g_strcmp0 (locale, "C") == 0
      || g_strcmp0 (locale, "POSIX") == 0)
    g_subprocess_launcher_setenv (launcher, "LC_ALL", "C.UTF-8", TRUE);
  g_subprocess_launcher_setenv (launcher, YAO_TOUR_GUIDE, guide_dir, TRUE);
  give_keyring (launcher, guide_dir);

  g_ptr_array_add (arguments, program);
  g_ptr_array_add (arguments, (gpointer) "--tour");
  g_ptr_array_add (arguments, (gpointer) directory);
  g_ptr_array_add (arguments, (gpointer) "--lang");
  g_ptr_array_add (arguments, (gpointer) language);
  if (g_variant_dict_contains (options, "all"))
    g_ptr_array_add (arguments, (gpointer) "--all");
  if (g_variant_dict_lookup (options, "only", "&s", &only))
    {
      g_ptr_array_add (arguments, (gpointer) "--only");
      g_ptr_array_add (arguments, (gpointer) only);
    }
  g_ptr_array_add (arguments, NULL);
  return g_subprocess_launcher_spawnv (launcher, (const char *const *) arguments->pdata, error);
}

static int
compare_names (gconstpointer a, gconstpointer b)
{
  return g_strcmp0 (*(const char *const *) a, *(const char *const *) b);
}

/* The pictures of all languages: a table from the name of a page to the names of its files. */
static GHashTable *
collect_pictures (const char *directory)
{
  GHashTable *pages
      = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_ptr_array_unref);

  for (guint i = 0; i < G_N_ELEMENTS (languages); i++)
    {
      g_autofree char *path = g_build_filename (directory, languages[i], NULL);
      g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
      const char *name;

      while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
        {
          g_auto (GStrv) parts = g_strsplit (name, ".", 2);
          GPtrArray *files = g_hash_table_lookup (pages, parts[0]);

          if (!g_str_has_suffix (name, ".png"))
            continue;
          if (files == NULL)
            {
              files = g_ptr_array_new_with_free_func (g_free);
              g_hash_table_insert (pages, g_strdup (parts[0]), files);
            }
          g_ptr_array_add (files, g_build_filename (languages[i], name, NULL));
        }
    }

  return pages;
}

static GPtrArray *
list_names (GHashTable *pages)
{
  GPtrArray *names = g_ptr_array_new ();
  GHashTableIter iter;
  gpointer name;

  g_hash_table_iter_init (&iter, pages);
  while (g_hash_table_iter_next (&iter, &name, NULL))
    g_ptr_array_add (names, name);
  g_ptr_array_sort (names, compare_names);
  return names;
}

static gboolean
write_sheet (const char *directory, const char *page, GPtrArray *files, GError **error)
{
  g_autoptr (GPtrArray) paths = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *name = g_strconcat (page, ".png", NULL);
  g_autofree char *path = g_build_filename (directory, "sheets", name, NULL);

  for (guint i = 0; i < files->len; i++)
    g_ptr_array_add (paths, g_build_filename (directory, g_ptr_array_index (files, i), NULL));

  return yao_contact_sheet_write (paths, files, path, error);
}

/* Sheets are numbered by the tour's own order: the pages' names begin with a number. */
static gboolean
lay_out (const char *directory, GError **error)
{
  g_autoptr (GHashTable) pages = collect_pictures (directory);
  g_autoptr (GPtrArray) names = list_names (pages);
  g_autofree char *sheets = g_build_filename (directory, "sheets", NULL);
  g_autofree char *index = g_build_filename (directory, "index.html", NULL);
  g_autoptr (GString) html = g_string_new (
      "<!DOCTYPE html>\n<html><head><meta charset=\"utf-8\"><title>Yunyao</title>\n"
      "<style>body{font-family:sans-serif;margin:2em;background:#eee}"
      "img{max-width:100%;border:1px solid #ccc}figure{display:inline-block;margin:0 1em 1em 0;"
      "width:30em}h2{margin-top:2em}</style></head><body><h1>Yunyao · 云钥</h1>\n");

  g_mkdir_with_parents (sheets, 0755);
  for (guint i = 0; i < names->len; i++)
    {
      const char *page = g_ptr_array_index (names, i);
      GPtrArray *files = g_hash_table_lookup (pages, page);

      g_ptr_array_sort (files, compare_names);
      if (!write_sheet (directory, page, files, error))
        return FALSE;
      g_string_append_printf (html, "<h2><a href=\"sheets/%s.png\">%s</a></h2>\n", page, page);
      for (guint j = 0; j < files->len; j++)
        {
          const char *file = g_ptr_array_index (files, j);

          g_string_append_printf (html,
                                  "<figure><a href=\"%s\"><img src=\"%s\" alt=\"%s\"></a>"
                                  "<figcaption>%s</figcaption></figure>\n",
                                  file, file, file, file);
        }
    }
  g_string_append (html, "</body></html>\n");
  return g_file_set_contents (index, html->str, (gssize) html->len, error);
}

static guint
run_all (const char *directory, const char *work_dir, GVariantDict *options)
{
  g_autoptr (GPtrArray) guides = g_ptr_array_new_with_free_func (g_object_unref);
  const char *wanted = NULL;
  guint n_failed = 0;

  g_variant_dict_lookup (options, "lang", "&s", &wanted);
  for (guint i = 0; i < G_N_ELEMENTS (languages); i++)
    {
      g_autoptr (GError) error = NULL;
      GSubprocess *guide;

      if (wanted != NULL && !g_str_equal (wanted, languages[i]))
        continue;
      guide = start_guide (directory, languages[i], work_dir, options, &error);
      if (guide != NULL)
        g_ptr_array_add (guides, guide);
      else
        {
          g_printerr ("yunyao: %s\n", error->message);
          n_failed++;
        }
    }

  for (guint i = 0; i < guides->len; i++)
    if (!g_subprocess_wait_check (g_ptr_array_index (guides, i), NULL, NULL))
      n_failed++;
  if (guides->len == 0 && n_failed == 0)
    {
      g_printerr ("yunyao: there is no tour in this language\n");
      n_failed++;
    }

  return n_failed;
}

/**
 * yao_tour_run_guides:
 * @directory: where the pictures go
 * @options: the options of the command line
 *
 * Runs a guide for each language, side by side, then writes a contact sheet of each page and
 * index.html.
 *
 * Returns: what the program ends with
 */
int
yao_tour_run_guides (const char *directory, GVariantDict *options)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *absolute = NULL;
  g_autofree char *work_dir = NULL;
  guint n_failed;

  g_return_val_if_fail (directory != NULL, 2);
  g_return_val_if_fail (options != NULL, 2);

  absolute = g_canonicalize_filename (directory, NULL);
  work_dir = g_dir_make_tmp ("yunyao-tour-XXXXXX", &error);
  if (work_dir == NULL || g_mkdir_with_parents (absolute, 0755) != 0)
    {
      g_printerr ("yunyao: nothing can be written to %s\n", absolute);
      return 2;
    }

  n_failed = run_all (absolute, work_dir, options);
  remove_tree (work_dir);
  if (!lay_out (absolute, &error))
    {
      g_printerr ("yunyao: %s\n", error->message);
      n_failed++;
    }

  return n_failed == 0 ? 0 : 1;
}
