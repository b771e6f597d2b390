void *soup_session_new (void);
void *yao_transport (void);
void *
yao_transport (void)
{
  return soup_session_new ();
}
