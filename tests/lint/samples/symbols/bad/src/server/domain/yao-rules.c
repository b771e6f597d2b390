int sqlite3_open (const char *, void **);
int yao_rules (void);
int
yao_rules (void)
{
  void *db;
  return sqlite3_open ("x", &db);
}
