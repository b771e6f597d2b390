const YaoCliCommand yao_cli_commands[] = {
  { .family = "init", .operands = "X" },
  {
      .family = "certs",
      .verb = "list",
  },
};
const YaoCliOption yao_cli_init_options[] = {
  { "builtin", 0, NULL, "" },
  { NULL },
};
