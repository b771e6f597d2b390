void
test_a (void)
{
  g_test_skip ("no camera");
}

/* owner: app; there is no camera on a test machine */
void
test_b (void)
{
  g_test_skip ("no camera");
}
