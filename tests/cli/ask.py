# ask.py: runs a command at a terminal of its own and answers its questions, as a person does
#
# SPDX-License-Identifier: LGPL-2.1-or-later
#
# usage: ask.py QUESTION ANSWER [QUESTION ANSWER]... -- COMMAND...
#
# Each answer is typed when its question (a part of it) has appeared; "^C" is typed as the key. What
# the terminal showed goes to standard output, and the command's status is the status.

import os
import pty
import select
import sys
import time

DEADLINE = 60


def read_until(terminal, seen, wanted):
    """Reads what is shown until it holds the text, or until the end where that is None."""
    end = time.monotonic() + DEADLINE
    while wanted is None or wanted not in seen:
        if not select.select([terminal], [], [], max(0, end - time.monotonic()))[0]:
            sys.exit(f'ask.py: nothing more came; wanted {wanted}, seen {seen}')
        try:
            got = os.read(terminal, 4096)
        except OSError:
            got = b''
        if not got:
            if wanted is None:
                break
            sys.exit(f'ask.py: it ended; wanted {wanted}, seen {seen}')
        seen += got
    return seen


def main():
    split = sys.argv.index('--')
    talk, command = sys.argv[1:split], sys.argv[split + 1:]
    child, terminal = pty.fork()
    if child == 0:
        os.execv(command[0], command)
    shown = b''
    for question, answer in zip(talk[::2], talk[1::2]):
        seen = read_until(terminal, b'', question.encode())
        shown += seen
        os.write(terminal, b'\x03' if answer == '^C' else answer.encode() + b'\n')
    shown += read_until(terminal, b'', None)
    sys.stdout.write(shown.decode().replace('\r', ''))
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


sys.exit(main())
