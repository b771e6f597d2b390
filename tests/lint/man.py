# man.py: the manual page and the completion know every command and option that the program has
#
# SPDX-License-Identifier: LGPL-2.1-or-later

import os
import re

import tree

COMMANDS = 'src/cli/yao-cli-commands.c'
PAGE = 'data/man/yunyaoctl.1'
COMPLETION = 'data/completions/yunyaoctl'


def list_commands(root):
    text = tree.read(root, COMMANDS)
    for family, verb in re.findall(r'\.family = "([\w-]+)",\s*(?:\.verb = "([\w-]+)")?', text):
        yield f'{family} {verb}'.strip()


def list_options(root):
    for path in tree.list_files(root, '.c', under='src/cli'):
        text = tree.read(root, path)
        for table in re.findall(r'_options\[\] = \{(.*?)\n\};', text, re.S):
            yield from re.findall(r'\{ "([a-z-]+)",', table)


def check(root, build):
    if not os.path.exists(os.path.join(root, COMMANDS)):
        return
    page = tree.read(root, PAGE).replace('\\-', '-')
    completion = tree.read(root, COMPLETION)
    for command in list_commands(root):
        if not re.search(rf'^\.BI? "?{command}\b', page, re.M):
            yield PAGE, 1, f'"{command}" is missing'
        if not all(re.search(rf'(?<![\w-]){word}(?![\w-])', completion) for word in command.split()):
            yield COMPLETION, 1, f'"{command}" is missing'
    for option in sorted(set(list_options(root))):
        for path, text in ((PAGE, page), (COMPLETION, completion)):
            if not re.search(rf'--{option}(?![\w-])', text):
                yield path, 1, f'--{option} is missing'
