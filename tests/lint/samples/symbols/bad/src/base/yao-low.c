void *json_parser_new (void);
void *yao_low (void);
void *
yao_low (void)
{
  return json_parser_new ();
}
