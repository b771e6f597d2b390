void *soup_session_new (void);
const void *EVP_sha256 (void);
const void *yao_client (void);
const void *
yao_client (void)
{
  return soup_session_new () ? EVP_sha256 () : 0;
}
