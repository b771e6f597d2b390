/* yao-cli-commands.c: the table of commands
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include "yao-config.h"

#include "yao-cli-commands.h"

#include "yao-cli-about.h"
#include "yao-cli-auth.h"
#include "yao-cli-certs.h"
#include "yao-cli-download.h"
#include "yao-cli-help.h"
#include "yao-cli-identity.h"
#include "yao-cli-init.h"
#include "yao-cli-ink.h"
#include "yao-cli-messages.h"
#include "yao-cli-notices.h"
#include "yao-cli-services.h"
#include "yao-cli-sign.h"
#include "yao-cli-signature.h"

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
      .family = "login",
      .operands = N_ ("ID"),
      .max_operands = 1,
      .summary = N_ ("Check the PIN of a certificate, and show the state of the account"),
      .details
      = N_ ("Without ID, of the certificate in use. On a computer that is bound to the account the "
            "session\nstays until “yunyaoctl logout”; on another one it ends with the command, and "
            "every command\nthat needs it asks again."),
      .run = yao_cli_identity_run_login,
  },
  {
      .family = "logout",
      .operands = N_ ("ID"),
      .max_operands = 1,
      .options = yao_cli_logout_options,
      .summary = N_ ("End the session of a certificate on this computer"),
      .details = N_ ("Without ID, of the certificate in use."),
      .run = yao_cli_identity_run_logout,
  },
  {
      .family = "pin",
      .verb = "status",
      .is_default = TRUE,
      .operands = N_ ("ID"),
      .max_operands = 1,
      .summary = N_ ("Show what the service says of the PIN and of this computer"),
      .details = N_ ("Without ID, of the certificate in use."),
      .run = yao_cli_pin_run_status,
  },
  {
      .family = "pin",
      .verb = "change",
      .operands = N_ ("ID"),
      .max_operands = 1,
      .options = yao_cli_pin_change_options,
      .summary = N_ ("Change the PIN"),
      .details
      = N_ ("Asks for the old PIN and twice for the new one, or takes them from the files that "
            "--pin-file\nand --new-pin-file name. The service never sees either of them. Without "
            "ID, of the certificate\nin use."),
      .run = yao_cli_pin_run_change,
  },
  {
      .family = "pin",
      .verb = "forget",
      .operands = N_ ("ID"),
      .max_operands = 1,
      .summary = N_ ("Forget what is remembered of the PIN, here and at the service"),
      .details = N_ ("Without ID, of the certificate in use."),
      .run = yao_cli_pin_run_forget,
  },
  {
      .family = "notices",
      .verb = "list",
      .is_default = TRUE,
      .operands = N_ ("ID"),
      .max_operands = 1,
      .summary = N_ ("Show what waits for you"),
      .details = N_ ("Without ID, of the certificate in use."),
      .run = yao_cli_notices_run_list,
  },
  {
      .family = "notices",
      .verb = "dismiss",
      .operands = N_ ("NOTICE"),
      .min_operands = 1,
      .max_operands = 1,
      .options = yao_cli_notices_options,
      .summary = N_ ("Put a notice aside, on all of your devices"),
      .details = N_ ("What must be done stays until it is done."),
      .run = yao_cli_notices_run_dismiss,
  },
  {
      .family = "signature",
      .verb = "history",
      .is_default = TRUE,
      .options = yao_cli_signature_options,
      .summary = N_ ("List every version of the handwritten signature"),
      .run = yao_cli_signature_run_history,
  },
  {
      .family = "signature",
      .verb = "put",
      .operands = N_ ("FILE"),
      .min_operands = 1,
      .max_operands = 1,
      .options = yao_cli_signature_put_options,
      .summary = N_ ("Submit a handwritten signature"),
      .details = N_ ("FILE is InkML, or a picture (PNG, JPEG, WebP). The paper on a photograph or "
                     "scan is\ntaken away. It takes the place of the signature that the service "
                     "has."),
      .run = yao_cli_signature_run_put,
  },
  {
      .family = "signature",
      .verb = "get",
      .options = yao_cli_signature_get_options,
      .summary = N_ ("Fetch the handwritten signature"),
      .details = N_ ("The ending of the file's name says as what: .png, .svg or .inkml. One that "
                     "was submitted\nas a picture is there only as .png."),
      .run = yao_cli_signature_run_get,
  },
  {
      .family = "signature",
      .verb = "delete",
      .operands = N_ ("NUMBER"),
      .max_operands = 1,
      .options = yao_cli_signature_options,
      .summary = N_ ("Delete a version of the handwritten signature"),
      .details = N_ ("Without NUMBER, the one in use. Asks first, unless --yes is given."),
      .run = yao_cli_signature_run_delete,
  },
  {
      .family = "sign",
      .operands = N_ ("FILE…"),
      .min_operands = 1,
      .max_operands = YAO_SIGN_MAX_FILES,
      .options = yao_cli_sign_options,
      .summary = N_ ("Sign files, with one check of the PIN"),
      .details
      = N_ ("The signature of FILE is written beside it, as FILE.p7s; what is there is replaced. "
            "It is a\n"
            "detached signature (CMS; with SM2 as GM/T 0010 has it). A bare one (--raw) goes to "
            "FILE.sig;\n"
            "with SM2 for files of 64 KiB at most. Run again after it was stopped, it takes the "
            "signatures\nthat the service has made already."),
      .run = yao_cli_sign_run,
  },
  {
      .family = "verify",
      .operands = N_ ("FILE SIG"),
      .min_operands = 2,
      .max_operands = 2,
      .options = yao_cli_verify_options,
      .summary = N_ ("See whether a signature of a file is good, and whose it is"),
      .details = N_ (
          "Exit code 4 if it is not. A bare signature is taken to be of the certificate in use, or "
          "of the\none that --cert names."),
      .run = yao_cli_verify_run,
  },
  {
      .family = "messages",
      .options = yao_cli_messages_options,
      .summary = N_ ("Show the text messages of the demonstration service"),
      .details
      = N_ ("A real service sends them to telephones; the demonstration keeps them on this "
            "computer."),
      .run = yao_cli_messages_run,
  },
  {
      .family = "auth",
      .verb = "list",
      .is_default = TRUE,
      .options = yao_cli_auth_list_options,
      .summary = N_ ("List who may use a certificate, or wants to"),
      .details
      = N_ ("Without --state, one state after the other. Needs the PIN, once for each run."),
      .run = yao_cli_auth_run_list,
  },
  {
      .family = "auth",
      .verb = "show",
      .operands = N_ ("ID"),
      .min_operands = 1,
      .max_operands = 1,
      .options = yao_cli_auth_options,
      .summary = N_ ("Show all about an authorization"),
      .run = yao_cli_auth_run_show,
  },
  {
      .family = "auth",
      .verb = "grant",
      .operands = N_ ("ID…"),
      .min_operands = 1,
      .max_operands = YAO_AUTHORIZATION_MAX_BATCH,
      .options = yao_cli_auth_terms_options,
      .summary = N_ ("Let applicants use a certificate"),
      .details = N_ ("Each of them gets a text message. With --cert, of this certificate, where "
                     "you have several."),
      .run = yao_cli_auth_run_grant,
  },
  {
      .family = "auth",
      .verb = "freeze",
      .operands = N_ ("ID…"),
      .min_operands = 1,
      .max_operands = YAO_AUTHORIZATION_MAX_BATCH,
      .options = yao_cli_auth_options,
      .summary = N_ ("Stop authorizations for the time being"),
      .run = yao_cli_auth_run_freeze,
  },
  {
      .family = "auth",
      .verb = "unfreeze",
      .operands = N_ ("ID…"),
      .min_operands = 1,
      .max_operands = YAO_AUTHORIZATION_MAX_BATCH,
      .options = yao_cli_auth_options,
      .summary = N_ ("Let frozen authorizations be used again"),
      .run = yao_cli_auth_run_unfreeze,
  },
  {
      .family = "auth",
      .verb = "modify",
      .operands = N_ ("ID"),
      .min_operands = 1,
      .max_operands = 1,
      .options = yao_cli_auth_terms_options,
      .summary = N_ ("Change validity and number of uses"),
      .details = N_ ("What was used counts."),
      .run = yao_cli_auth_run_modify,
  },
  {
      .family = "auth",
      .verb = "renew",
      .operands = N_ ("ID"),
      .min_operands = 1,
      .max_operands = 1,
      .options = yao_cli_auth_terms_options,
      .summary = N_ ("Renew an authorization that is over"),
      .details = N_ ("The uses begin anew. One that was frozen before is frozen again."),
      .run = yao_cli_auth_run_renew,
  },
  {
      .family = "auth",
      .verb = "reset-pin",
      .operands = N_ ("ID"),
      .min_operands = 1,
      .max_operands = 1,
      .options = yao_cli_auth_options,
      .summary = N_ ("Send a new PIN to a person whom you authorized"),
      .run = yao_cli_auth_run_reset_pin,
  },
  {
      .family = "auth",
      .verb = "delete",
      .operands = N_ ("ID…"),
      .min_operands = 1,
      .max_operands = YAO_AUTHORIZATION_MAX_BATCH,
      .options = yao_cli_auth_options,
      .summary = N_ ("Delete users of a certificate for good"),
      .details = N_ ("Asks first, unless --yes is given."),
      .run = yao_cli_auth_run_delete,
  },
  {
      .family = "auth",
      .verb = "apply",
      .options = yao_cli_auth_apply_options,
      .summary = N_ ("Apply for the use of somebody else’s certificate"),
      .details = N_ ("All options but --cert are needed."),
      .run = yao_cli_auth_run_apply,
  },
  {
      .family = "auth",
      .verb = "withdraw",
      .operands = N_ ("ID"),
      .min_operands = 1,
      .max_operands = 1,
      .options = yao_cli_auth_options,
      .summary = N_ ("Withdraw an application that was not granted yet"),
      .run = yao_cli_auth_run_withdraw,
  },
  {
      .family = "auth",
      .verb = "uses",
      .operands = N_ ("ID"),
      .min_operands = 1,
      .max_operands = 1,
      .options = yao_cli_auth_options,
      .summary = N_ ("Show when and for what an authorization was used"),
      .run = yao_cli_auth_run_uses,
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
