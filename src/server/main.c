/* main.c: yunyaod
 *
 * SPDX-License-Identifier: LGPL-2.1-or-later
 */

#include "yao-command.h"

int
main (int argc, char **argv)
{
  return yao_command_main (argc, argv);
}
