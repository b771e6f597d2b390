static const char usage[]
    = "Usage:\n"
      "  yunyaod demo DIR [--limits off]\n";
static const struct Command commands[] = {
  { "demo", yao_command_demo },
  { "rotate-master-key", yao_admin_rotate_master_key, TRUE },
};
