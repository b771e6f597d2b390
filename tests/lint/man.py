# man.py: the manual page and the completion know every command and option that the program has
#
# SPDX-License-Identifier: LGPL-2.1-or-later

import os
import re

import tree

COMMANDS = 'src/cli/yao-cli-commands.c'
PAGE = 'data/man/yunyaoctl.1'
SERVICE = 'src/server/command'
SERVICE_PAGE = 'data/man/yunyaod.8'
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


def read_page(root, path):
    """A page with plain dashes and without its changes of font."""
    return re.sub(r'\\f[BIRP]', '', tree.read(root, path).replace('\\-', '-'))


def holds(text, word):
    return re.search(rf'(?<![\w-]){word}(?![\w-])', text)


def check_service(root):
    """The same for the service, whose commands and options are in tables and one text of usage."""
    page = read_page(root, SERVICE_PAGE)
    sources = {path: tree.read(root, path) for path in tree.list_files(root, '.c', under=SERVICE)}
    usage = ' '.join(text for source in sources.values()
                     for text in re.findall(r'\busage\[\]\s*=(.*?);\n', source, re.S))
    for path, source in sources.items():
        for word in re.findall(r'\{ "([a-z-]+)", yao_admin_', source):
            if not holds(usage, word):
                yield path, 1, f'the usage lacks "{word}"'
        words = re.findall(r'\{ "([a-z-]+)", yao_(?:command|admin)_', source)
        for word in sorted(set(words)):
            if not holds(page, word):
                yield SERVICE_PAGE, 1, f'"{word}" is missing'
    for option in sorted(set(re.findall(r'--[a-z-]+', usage))):
        if not holds(page, option):
            yield SERVICE_PAGE, 1, f'"{option}" is missing'


def check(root, build):
    if os.path.exists(os.path.join(root, SERVICE)):
        yield from check_service(root)
    if not os.path.exists(os.path.join(root, COMMANDS)):
        return
    page = read_page(root, PAGE)
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
