/* test-signature-image.c: handwritten signatures are checked, written anew, kept and deleted
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#undef G_DISABLE_ASSERT

#include "test-installation.h"
#include "test-person.h"
#include "yao-audit.h"
#include "yao-identity-message.h"
#include "yao-inkml.h"
#include "yao-paths.h"
#include "yao-picture.h"
#include "yao-session-table.h"
#include "yao-signature-file.h"
#include "yao-signature-image-message.h"

#include <string.h>
#include <time.h>

#define PIN "739164"
/* What anybody may send is refused, or taken, within this time. */
#define PATIENCE_US (3 * G_USEC_PER_SEC) /* of the processor: others may keep it busy */

#define INKML(traces)                                                                              \
  "<?xml version=\"1.0\"?><ink xmlns=\"http://www.w3.org/2003/InkML\">" traces "</ink>"

typedef struct
{
  char *folder;
  YaoClock *clock;
  YaoInstallation *installation;
  TestPerson *person;
  char *certificate;
} Fixture;

static gint64
get_processor_us (void)
{
  return (gint64) clock () * G_USEC_PER_SEC / CLOCKS_PER_SEC;
}

static void
sign_in (TestPerson *person, const char *uid)
{
  g_autoptr (YaoResponse) response = test_person_login (person, uid, uid, PIN);

  test_assert_status (response, 200);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (YaoCertificateRecord) certificate = NULL;

  fixture->folder = test_folder_new ();
  fixture->clock = yao_clock_new ();
  fixture->installation = test_installation_new (fixture->folder, fixture->clock, FALSE);
  test_add_user (fixture->installation, "1", "张伟");
  test_add_user (fixture->installation, "2", "李娜");
  test_give_pin (fixture->installation, "1", PIN);
  test_give_pin (fixture->installation, "2", PIN);
  certificate = test_issue (fixture->installation, "1", YAO_CERTIFICATE_ALGORITHM_P256);
  fixture->certificate = g_strdup (certificate->id);
  fixture->person = test_person_new (fixture->installation);
  sign_in (fixture->person, "1");
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_free (fixture->certificate);
  test_person_free (fixture->person);
  g_assert_finalize_object (fixture->installation);
  g_object_unref (fixture->clock);
  test_folder_remove (fixture->folder);
}

static YaoResponse *
send_file (Fixture *fixture, TestPerson *person, const char *format, GBytes *file, const char *key)
{
  g_autofree char *path = yao_path_signature_images (fixture->certificate, NULL);
  g_autofree char *fresh = g_uuid_string_random ();
  g_autoptr (YaoSignatureImageUpload) upload = yao_signature_image_upload_new ();
  g_autoptr (GBytes) body = NULL;

  upload->format = g_strdup (format);
  upload->data = g_bytes_ref (file);
  body = yao_signature_image_upload_encode (upload);
  return test_person_send (person, "POST", path, body, person->access_token,
                           key != NULL ? key : fresh);
}

static YaoResponse *
send_ink (Fixture *fixture, const char *text)
{
  g_autoptr (GBytes) file = g_bytes_new_static (text, strlen (text));

  return send_file (fixture, fixture->person, YAO_SIGNATURE_FORMAT_INKML, file, NULL);
}

static YaoResponse *
get (Fixture *fixture, gint64 version, gboolean ink)
{
  g_autofree char *path = ink ? yao_path_signature_ink (fixture->certificate, version)
                              : yao_path_signature_image (fixture->certificate, version);

  return test_person_send (fixture->person, "GET", path, NULL, fixture->person->access_token, NULL);
}

static YaoResponse *
delete_version (Fixture *fixture, gint64 version)
{
  g_autofree char *path = yao_path_signature_image (fixture->certificate, version);
  g_autofree char *key = g_uuid_string_random ();

  return test_person_send (fixture->person, "DELETE", path, NULL, fixture->person->access_token,
                           key);
}

static YaoSignatureImageList *
list_versions (Fixture *fixture, const char *query)
{
  g_autofree char *images = yao_path_signature_images (fixture->certificate, NULL);
  g_autofree char *path = g_strconcat (images, query, NULL);
  g_autoptr (YaoResponse) response
      = test_person_send (fixture->person, "GET", path, NULL, fixture->person->access_token, NULL);
  g_autoptr (GError) error = NULL;
  YaoSignatureImageList *list;

  test_assert_status (response, 200);
  list = yao_signature_image_list_decode (yao_response_get_body (response), YAO_MESSAGE_CLIENT,
                                          &error);
  g_assert_no_error (error);
  return list;
}

/* A picture with a red bar on nothing, and a margin that is cut off. */
static GBytes *
make_png (guint width, guint height)
{
  guint8 *pixels = g_new0 (guint8, (gsize) width * height * 4);
  g_autoptr (YaoPicture) picture = NULL;
  g_autoptr (GError) error = NULL;
  GBytes *file;

  for (guint x = width / 4; x < width / 2; x++)
    memcpy (pixels + ((gsize) (height / 2) * width + x) * 4, (guint8[]){ 192, 28, 40, 255 }, 4);
  picture = yao_picture_new_take (width, height, pixels);
  file = yao_picture_encode_png (picture, &error);
  g_assert_no_error (error);
  return file;
}

/* The strokes come back the same, and the picture is one of them. */
static void
test_ink (Fixture *fixture, gconstpointer data)
{
  g_autoptr (YaoResponse) sent
      = send_ink (fixture, INKML ("<trace>10 10, 60 20, 90 90</trace><trace>20 80, 90 30</trace>"));
  g_autoptr (YaoResponse) shown = get (fixture, 0, FALSE);
  g_autoptr (YaoResponse) strokes = get (fixture, 1, TRUE);
  g_autoptr (YaoSignaturePicture) picture = NULL;
  g_autoptr (YaoSignatureInk) message = NULL;
  g_autoptr (YaoPicture) pixels = NULL;
  g_autoptr (YaoInk) ink = NULL;
  g_autoptr (GBytes) again = NULL;
  g_autoptr (GError) error = NULL;

  test_assert_status (sent, 201);
  test_assert_status (shown, 200);
  test_assert_status (strokes, 200);
  picture
      = yao_signature_picture_decode (yao_response_get_body (shown), YAO_MESSAGE_CLIENT, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (picture->image->state, ==, YAO_SIGNATURE_CURRENT);
  g_assert_cmpstr (picture->image->uid, ==, "1");
  g_assert_true (picture->image->has_ink);
  pixels = yao_picture_decode (picture->png, yao_picture_get_signature_limits (), &error);
  g_assert_no_error (error);
  g_assert_cmpint (yao_picture_get_width (pixels), ==, picture->image->width);
  g_assert_cmpint (yao_picture_get_height (pixels), ==, picture->image->height);

  message = yao_signature_ink_decode (yao_response_get_body (strokes), YAO_MESSAGE_CLIENT, &error);
  g_assert_no_error (error);
  ink = yao_inkml_read (message->inkml, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (yao_ink_get_n_strokes (ink), ==, 2);
  again = yao_inkml_write (ink);
  g_assert_true (g_bytes_equal (again, message->inkml));
}

/* What was sent is not what is served: neither the margin nor the comment of the file is. */
static void
test_picture (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GBytes) png = make_png (200, 100);
  g_autoptr (YaoResponse) sent
      = send_file (fixture, fixture->person, YAO_SIGNATURE_FORMAT_PNG, png, NULL);
  g_autoptr (YaoResponse) shown = get (fixture, 0, FALSE);
  g_autoptr (YaoResponse) strokes = get (fixture, 0, TRUE);
  g_autoptr (YaoSignaturePicture) picture = NULL;
  g_autoptr (GError) error = NULL;

  test_assert_status (sent, 201);
  test_assert_status (shown, 200);
  test_assert_problem (strokes, "not-found");
  picture
      = yao_signature_picture_decode (yao_response_get_body (shown), YAO_MESSAGE_CLIENT, &error);
  g_assert_no_error (error);
  g_assert_cmpint (picture->image->width, ==, 50);
  g_assert_cmpint (picture->image->height, ==, 1);
  g_assert_false (picture->image->has_ink);
  g_assert_false (g_bytes_equal (picture->png, png));
}

static void
test_versions (Fixture *fixture, gconstpointer data)
{
  g_autoptr (YaoSignatureImageList) none = list_versions (fixture, "");
  g_autoptr (YaoSignatureImageList) list = NULL;
  g_autoptr (YaoSignatureImageList) page = NULL;
  g_autoptr (YaoResponse) first = send_ink (fixture, INKML ("<trace>0 0, 50 50</trace>"));
  g_autoptr (YaoResponse) second = send_ink (fixture, INKML ("<trace>0 0, 50 60</trace>"));
  g_autoptr (YaoResponse) third = send_ink (fixture, INKML ("<trace>0 0, 50 70</trace>"));
  g_autoptr (YaoResponse) gone = delete_version (fixture, 2);
  g_autoptr (YaoResponse) again = delete_version (fixture, 2);
  g_autoptr (YaoResponse) old = get (fixture, 1, FALSE);
  g_autoptr (YaoResponse) deleted = get (fixture, 2, FALSE);
  g_autoptr (YaoResponse) last = delete_version (fixture, 3);
  g_autoptr (YaoResponse) current = get (fixture, 0, FALSE);
  g_autoptr (GPtrArray) problems = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GError) error = NULL;

  g_assert_cmpuint (none->items->len, ==, 0);
  test_assert_status (first, 201);
  test_assert_status (third, 201);
  test_assert_status (gone, 204);
  test_assert_status (again, 204);
  test_assert_status (old, 200);
  test_assert_problem (deleted, "not-found");
  test_assert_status (last, 204);
  test_assert_problem (current, "not-found");

  list = list_versions (fixture, "");
  g_assert_cmpuint (list->items->len, ==, 3);
  g_assert_cmpstr (((YaoSignatureImageMessage *) list->items->pdata[0])->state, ==,
                   YAO_SIGNATURE_DELETED);
  g_assert_cmpint (((YaoSignatureImageMessage *) list->items->pdata[0])->deleted, >, 0);
  g_assert_cmpstr (((YaoSignatureImageMessage *) list->items->pdata[2])->state, ==,
                   YAO_SIGNATURE_REPLACED);
  page = list_versions (fixture, "?limit=2");
  g_assert_cmpuint (page->items->len, ==, 2);
  g_assert_cmpstr (page->next, ==, "2");
  yao_signature_image_list_free (g_steal_pointer (&page));
  page = list_versions (fixture, "?limit=2&cursor=2");
  g_assert_cmpuint (page->items->len, ==, 1);
  g_assert_null (page->next);

  g_assert_true (
      yao_audit_check (yao_installation_get_database (fixture->installation), problems, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (problems->len, ==, 0);
}

/* The pictures of very old versions go; that there were such versions stays. */
static void
test_old_ones (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GBytes) png = make_png (20, 20);
  g_autoptr (YaoResponse) oldest = NULL;
  g_autoptr (YaoResponse) kept = NULL;
  g_autoptr (YaoSignatureImageList) list = NULL;

  for (guint i = 0; i < YAO_SIGNATURE_IMAGE_KEPT + 1; i++)
    {
      g_autoptr (YaoResponse) sent
          = send_file (fixture, fixture->person, YAO_SIGNATURE_FORMAT_PNG, png, NULL);

      test_assert_status (sent, 201);
    }
  oldest = get (fixture, 1, FALSE);
  kept = get (fixture, 2, FALSE);
  list = list_versions (fixture, "?limit=100");
  test_assert_problem (oldest, "not-found");
  test_assert_status (kept, 200);
  g_assert_cmpuint (list->items->len, ==, YAO_SIGNATURE_IMAGE_KEPT + 1);
  g_assert_false (
      ((YaoSignatureImageMessage *) list->items->pdata[YAO_SIGNATURE_IMAGE_KEPT])->has_picture);
}

/* Sent again with the same key it is still one version, and one event. */
static void
test_once (Fixture *fixture, gconstpointer data)
{
  g_autofree char *key = g_uuid_string_random ();
  g_autoptr (GBytes) png = make_png (40, 40);
  g_autoptr (YaoResponse) first
      = send_file (fixture, fixture->person, YAO_SIGNATURE_FORMAT_PNG, png, key);
  g_autoptr (YaoResponse) second
      = send_file (fixture, fixture->person, YAO_SIGNATURE_FORMAT_PNG, png, key);
  g_autoptr (YaoSignatureImageList) list = list_versions (fixture, "");
  g_autoptr (YaoResponse) told = test_person_send (fixture->person, "GET", YAO_PATH_EVENTS, NULL,
                                                   fixture->person->access_token, NULL);
  g_autoptr (YaoEventList) events = NULL;
  const YaoEventMessage *last;
  g_autoptr (GError) error = NULL;

  test_assert_status (first, 201);
  test_assert_status (second, 201);
  g_assert_true (g_bytes_equal (yao_response_get_body (first), yao_response_get_body (second)));
  g_assert_cmpuint (list->items->len, ==, 1);
  events = yao_event_list_decode (yao_response_get_body (told), YAO_MESSAGE_CLIENT, &error);
  g_assert_no_error (error);
  last = events->items->pdata[events->items->len - 1];
  g_assert_cmpstr (last->kind, ==, "signature-changed");
  g_assert_cmpstr (last->certificate_id, ==, fixture->certificate);
}

static void
test_without_check (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GBytes) png = make_png (40, 40);
  g_autoptr (YaoResponse) sent = NULL;
  g_autoptr (YaoResponse) gone = NULL;
  g_autoptr (YaoSignatureImageList) list = NULL;

  yao_clock_set_offset (fixture->clock, 301);
  sent = send_file (fixture, fixture->person, YAO_SIGNATURE_FORMAT_PNG, png, NULL);
  gone = delete_version (fixture, 1);
  list = list_versions (fixture, "");
  test_assert_problem (sent, "identity-required");
  test_assert_problem (gone, "identity-required");
  g_assert_cmpuint (list->items->len, ==, 0);
}

/* The certificate of another is answered like one that does not exist. */
static void
test_of_another (Fixture *fixture, gconstpointer data)
{
  g_autoptr (TestPerson) other = test_person_new (fixture->installation);
  g_autoptr (GBytes) png = make_png (40, 40);
  g_autofree char *path = yao_path_signature_image (fixture->certificate, 0);
  g_autoptr (YaoResponse) mine = send_ink (fixture, INKML ("<trace>0 0, 50 50</trace>"));
  g_autoptr (YaoResponse) sent = NULL;
  g_autoptr (YaoResponse) seen = NULL;

  sign_in (other, "2");
  sent = send_file (fixture, other, YAO_SIGNATURE_FORMAT_PNG, png, NULL);
  seen = test_person_send (other, "GET", path, NULL, other->access_token, NULL);
  test_assert_status (mine, 201);
  test_assert_problem (sent, "not-found");
  test_assert_problem (seen, "not-found");
}

static void
assert_refused (Fixture *fixture, const char *what, const char *format, GBytes *file)
{
  gint64 begin = get_processor_us ();
  g_autoptr (YaoResponse) response = send_file (fixture, fixture->person, format, file, NULL);

  g_test_message ("%s", what);
  test_assert_problem (response, "invalid-request");
  g_assert_cmpint (get_processor_us () - begin, <, PATIENCE_US);
}

static GBytes *
repeat (const char *head, const char *part, const char *foot, gsize size)
{
  GString *text = g_string_new (head);

  while (text->len + strlen (part) + strlen (foot) < size)
    g_string_append (text, part);
  g_string_append (text, foot);
  return g_string_free_to_bytes (text);
}

static void
test_hostile_ink (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    const char *what;
    const char *text;
  } files[] = {
    { "no file at all", "x" },
    { "no strokes", INKML ("") },
    { "entities that grow",
      "<!DOCTYPE ink [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;\">"
      "<!ENTITY c \"&b;&b;&b;&b;&b;&b;&b;&b;\">]><ink><trace>&c;</trace></ink>" },
    { "a file of the machine",
      "<!DOCTYPE ink [<!ENTITY a SYSTEM \"file:///etc/passwd\">]><ink><trace>&a;</trace></ink>" },
    { "cut off", "<ink xmlns=\"http://www.w3.org/2003/InkML\"><trace>10 10, 20" },
    { "numbers beyond all", INKML ("<trace>1e308 1e308, 1e309 5</trace>") },
    { "not UTF-8", "<ink><trace>\xff\xfe 10</trace></ink>" },
  };
  g_autoptr (GBytes) deep = repeat ("<ink>", "<traceGroup>", "</ink>", 400000);
  g_autoptr (GBytes) many
      = repeat ("<ink><trace>", "1 1,", "2 2</trace></ink>", YAO_SIGNATURE_IMAGE_MAX_FILE);
  g_autoptr (GBytes) strokes
      = repeat ("<ink>", "<trace>1 1</trace>", "</ink>", YAO_SIGNATURE_IMAGE_MAX_FILE);

  for (guint i = 0; i < G_N_ELEMENTS (files); i++)
    {
      g_autoptr (GBytes) file = g_bytes_new_static (files[i].text, strlen (files[i].text));

      assert_refused (fixture, files[i].what, YAO_SIGNATURE_FORMAT_INKML, file);
    }
  assert_refused (fixture, "deeply nested", YAO_SIGNATURE_FORMAT_INKML, deep);
  assert_refused (fixture, "too many points", YAO_SIGNATURE_FORMAT_INKML, many);
  assert_refused (fixture, "too many strokes", YAO_SIGNATURE_FORMAT_INKML, strokes);
}

/* Changes one byte of a file, or cuts it. */
static GBytes *
spoil (GBytes *file, gsize at, guint8 value, gsize size)
{
  g_autofree guint8 *copy = g_memdup2 (g_bytes_get_data (file, NULL), g_bytes_get_size (file));

  copy[at] = value;
  return g_bytes_new (copy, MIN (size, g_bytes_get_size (file)));
}

static void
test_hostile_picture (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GBytes) good = make_png (60, 60);
  g_autoptr (GBytes) bomb = make_png (5000, 1500);
  g_autoptr (GBytes) huge = spoil (good, 16, 0x7f, G_MAXSIZE);
  g_autoptr (GBytes) broken = spoil (good, g_bytes_get_size (good) - 20, 0xee, G_MAXSIZE);
  g_autoptr (GBytes) cut = spoil (good, 0, 0x89, g_bytes_get_size (good) / 2);
  g_autoptr (GBytes) jpeg = spoil (good, 0, 0xff, G_MAXSIZE);
  guint8 *white = g_malloc (40 * 40 * 4);
  guint8 *nothing = g_malloc0 (40 * 40 * 4);
  g_autoptr (YaoPicture) paper = NULL;
  g_autoptr (YaoPicture) empty = NULL;
  g_autoptr (GBytes) paper_file = NULL;
  g_autoptr (GBytes) empty_file = NULL;
  g_autoptr (GError) error = NULL;

  memset (white, 255, 40 * 40 * 4);
  paper = yao_picture_new_take (40, 40, white);
  empty = yao_picture_new_take (40, 40, nothing);
  paper_file = yao_picture_encode_png (paper, &error);
  empty_file = yao_picture_encode_png (empty, &error);
  g_assert_no_error (error);

  assert_refused (fixture, "too many pixels", YAO_SIGNATURE_FORMAT_PNG, bomb);
  assert_refused (fixture, "a size that is a lie", YAO_SIGNATURE_FORMAT_PNG, huge);
  assert_refused (fixture, "a broken chunk", YAO_SIGNATURE_FORMAT_PNG, broken);
  assert_refused (fixture, "cut off", YAO_SIGNATURE_FORMAT_PNG, cut);
  assert_refused (fixture, "no PNG", YAO_SIGNATURE_FORMAT_PNG, jpeg);
  assert_refused (fixture, "paper", YAO_SIGNATURE_FORMAT_PNG, paper_file);
  assert_refused (fixture, "nothing", YAO_SIGNATURE_FORMAT_PNG, empty_file);
  assert_refused (fixture, "of no known format", "svg", good);
  assert_refused (fixture, "a PNG as InkML", YAO_SIGNATURE_FORMAT_INKML, good);
}

/* A large file is refused before it is looked at; the largest ink that is taken is taken quickly.
 */
static void
test_size (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GBytes) large = repeat ("<ink>", " ", "</ink>", YAO_SIGNATURE_IMAGE_MAX_FILE + 1000);
  g_autoptr (GString) text = g_string_new ("<ink>");
  gint64 begin;

  assert_refused (fixture, "too large", YAO_SIGNATURE_FORMAT_INKML, large);

  for (guint i = 0; i < 50; i++)
    {
      g_string_append (text, "<trace>");
      for (guint j = 0; j < 500; j++)
        g_string_append_printf (text, "%u %u,", 10 + j, 10 + i * 4 + (j * 7) % 40);
      g_string_append (text, "600 10</trace>");
    }
  g_string_append (text, "</ink>");
  begin = get_processor_us ();
  {
    g_autoptr (YaoResponse) sent = send_ink (fixture, text->str);

    test_assert_status (sent, 201);
  }
  g_assert_cmpint (get_processor_us () - begin, <, PATIENCE_US);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

#define ADD(name, func)                                                                            \
  g_test_add ("/server/signature-image/" name, Fixture, NULL, set_up, func, tear_down)
  ADD ("ink", test_ink);
  ADD ("picture", test_picture);
  ADD ("versions", test_versions);
  ADD ("old-ones", test_old_ones);
  ADD ("once", test_once);
  ADD ("without-check", test_without_check);
  ADD ("of-another", test_of_another);
  ADD ("hostile-ink", test_hostile_ink);
  ADD ("hostile-picture", test_hostile_picture);
  ADD ("size", test_size);
#undef ADD

  return g_test_run ();
}
