/* yao-cli-commands.c: the table of commands
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include "yao-config.h"

#include "yao-cli-commands.h"

#include "yao-cli-about.h"
#include "yao-cli-certs.h"
#include "yao-cli-download.h"
#include "yao-cli-help.h"
#include "yao-cli-init.h"
#include "yao-cli-ink.h"
#include "yao-cli-services.h"

#include <glib/gi18n.h>

/* In the order in which help shows them. */
const YaoCliCommand yao_cli_commands[] = {
  {
      .family = "init",
      .operands = N_ ("CODE|FILE|-"),
      .max_operands = 1,
      .options = yao_cli_init_options,
      .summary = N_ ("Set up the service of your organisation"),
      .details
      = N_ ("CODE is the text of the initialisation code (cloudkey://init?…), FILE a file "
            "that\nholds it; with “-” it is read from standard input. Nothing is set up "
            "before the\nservice has answered and proved that it is the one that the code "
            "names.\n\nA code of a signer that this computer does not know is accepted with "
            "a warning,\nunless --require-trusted is given. A code without signature, signer "
            "or fingerprint\nis refused."),
      .run = yao_cli_init_run,
  },
  {
      .family = "services",
      .verb = "list",
      .is_default = TRUE,
      .summary = N_ ("List the services that are set up"),
      .run = yao_cli_services_run_list,
  },
  {
      .family = "services",
      .verb = "show",
      .operands = N_ ("ID"),
      .min_operands = 1,
      .max_operands = 1,
      .summary = N_ ("Show all about a service"),
      .run = yao_cli_services_run_show,
  },
  {
      .family = "services",
      .verb = "check",
      .operands = N_ ("ID"),
      .min_operands = 1,
      .max_operands = 1,
      .summary = N_ ("See whether a service answers"),
      .run = yao_cli_services_run_check,
  },
  {
      .family = "services",
      .verb = "remove",
      .operands = N_ ("ID"),
      .min_operands = 1,
      .max_operands = 1,
      .summary = N_ ("Remove a service and its certificates from this computer"),
      .details = N_ ("Asks first, unless --yes is given. Nothing changes at the service itself."),
      .run = yao_cli_services_run_remove,
  },
  {
      .family = "download",
      .operands = N_ ("NUMBER"),
      .min_operands = 1,
      .max_operands = 1,
      .options = yao_cli_download_options,
      .summary = N_ ("Download the certificates of a user ID or employee number"),
      .details
      = N_ ("Where no service is set up yet, the initialisation code that your organisation "
            "may\nhave put on this computer is used first (/etc/yunyao/init, or yunyao/init "
            "in one of\n$XDG_CONFIG_DIRS)."),
      .run = yao_cli_download_run,
  },
  {
      .family = "certs",
      .verb = "list",
      .is_default = TRUE,
      .summary = N_ ("List the certificates on this computer"),
      .details = N_ ("A star marks the one in use."),
      .run = yao_cli_certs_run_list,
  },
  {
      .family = "certs",
      .verb = "show",
      .operands = N_ ("ID"),
      .min_operands = 1,
      .max_operands = 1,
      .summary = N_ ("Show every detail of a certificate"),
      .details = N_ ("ID is an ID, its beginning, or a serial number, here and in the other "
                     "commands."),
      .run = yao_cli_certs_run_show,
  },
  {
      .family = "certs",
      .verb = "use",
      .operands = N_ ("ID"),
      .min_operands = 1,
      .max_operands = 1,
      .summary = N_ ("Make a certificate the one in use"),
      .run = yao_cli_certs_run_use,
  },
  {
      .family = "certs",
      .verb = "export",
      .operands = N_ ("ID"),
      .min_operands = 1,
      .max_operands = 1,
      .options = yao_cli_export_options,
      .summary = N_ ("Write a certificate to a file or to standard output"),
      .details = N_ ("The file is written completely or not at all. The private key is not part of "
                     "it: that\nstays with the service."),
      .run = yao_cli_export_run,
  },
  {
      .family = "certs",
      .verb = "refresh",
      .operands = N_ ("ID"),
      .max_operands = 1,
      .summary = N_ ("Fetch one or all certificates again, for they may have been renewed"),
      .run = yao_cli_certs_run_refresh,
  },
  {
      .family = "certs",
      .verb = "delete",
      .operands = N_ ("ID"),
      .min_operands = 1,
      .max_operands = 1,
      .summary = N_ ("Delete a certificate from this computer"),
      .details = N_ ("Deletes also what is kept for every user of the certificate. Asks first, "
                     "unless --yes is\ngiven. It can be downloaded again."),
      .run = yao_cli_certs_run_delete,
  },
  {
      .family = "ink",
      .verb = "render",
      .operands = N_ ("IN.inkml"),
      .min_operands = 1,
      .max_operands = 1,
      .options = yao_cli_ink_render_options,
      .summary = N_ ("Draw handwriting (InkML) as a picture, PNG or SVG"),
      .details = N_ ("The name of the file that -o names ends in .png or .svg. The picture has no "
                     "background\nand ends where the ink ends. No service is needed."),
      .run = yao_cli_ink_run_render,
  },
  {
      .family = "about",
      .summary = N_ ("Show version, profile and addresses"),
      .run = yao_cli_about_run,
  },
  {
      .family = "help",
      .operands = N_ ("COMMAND"),
      .max_operands = 2,
      .summary = N_ ("Show help"),
      .run = yao_cli_help_run,
  },
  { NULL },
};
