/* yao-bad.c: TODO */
#include "yao-bad.h"
G_DEFINE_FINAL_TYPE (YaoBad, yao_bad, G_TYPE_OBJECT)
static void
yao_bad_dispose (GObject *object)
{
}
static void
yao_helper (void)
{
}
static void
on_click (void)
{
}
static void
send_ready (GObject *source, GAsyncResult *result, gpointer user_data)
{
}
static void
send_done_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
}
#if 0
static int unused;
#endif
/**
 * yao_bad_new:
 *
 * Says "goto" and "strcpy" in a comment, which harms nobody.
 */
void
yao_bad_new (char *into)
{
  strcpy (into, "goto strcpy");
  sprintf (into, "not implemented");
  goto out;
out:
}
void
yao_bad_secret (void)
{
}
static void
long_function (void)
{
  ;
  ;
  ;
  ;
  ;
  ;
  ;
  ;
  ;
  ;
  ;
  ;
  ;
  ;
  ;
  ;
  ;
  ;
  ;
  ;
  ;
  ;
  ;
  ;
  ;
  ;
  ;
  ;
  ;
  ;
  ;
  ;
  ;
  ;
  ;
  ;
  ;
  ;
  ;
  ;
  ;
  ;
  ;
  ;
  ;
  ;
  ;
  ;
  ;
  ;
  ;
  ;
  ;
  ;
  ;
  ;
  ;
  ;
  ;
  ;
  ;
  ;
  ;
  ;
  ;
  ;
  ;
  ;
  ;
  ;
  ;
  ;
  ;
  ;
  ;
  ;
  ;
  ;
  ;
  ;
  ;
  ;
  ;
  ;
  ;
  ;
  ;
  ;
  ;
  ;
  ;
  ;
  ;
  ;
  ;
  ;
  ;
  ;
  ;
  ;
  ;
}
