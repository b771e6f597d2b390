# headers.py: each file says its name, its purpose and its licence; headers are read once
#
# SPDX-License-Identifier: LGPL-2.1-or-later

import os
import re

import tree

LICENCE = 'SPDX-License-Identifier: LGPL-2.1-or-later'
COLUMNS = 100


def check_c(path, text):
    lines = text.split('\n')
    if not lines[0].startswith(f'/* {os.path.basename(path)}: '):
        yield path, 1, f'the first line is "/* {os.path.basename(path)}: what it is"'
    if f' * {LICENCE}' not in lines[:6]:
        yield path, 1, f'the licence line is missing: " * {LICENCE}"'
    if path.endswith('.h'):
        rest = [line for line in tree.blank(text).split('\n') if line.strip()]
        if not rest or rest[0] != '#pragma once':
            yield path, 1, '#pragma once comes first'
    for number, line in enumerate(lines, 1):
        if len(line) > COLUMNS:
            yield path, number, f'{len(line)} columns, {COLUMNS} at most'


def check_script(path, text):
    if not any(line == f'# {LICENCE}' for line in text.split('\n')[:8]):
        yield path, 1, f'the licence line is missing: "# {LICENCE}"'
    if not re.search(rf'^# {re.escape(os.path.basename(path))}: ', text, re.M):
        yield path, 1, f'a line "# {os.path.basename(path)}: what it is" is missing'


def check_ends(path, text):
    if text and not text.endswith('\n'):
        yield path, text.count('\n') + 1, 'no newline at the end'
    for number, line in enumerate(text.split('\n'), 1):
        if '\r' in line:
            yield path, number, 'a carriage return'
        elif line != line.rstrip() and not path.endswith(('.md', '.po', '.csv')):
            yield path, number, 'blanks at the end of the line'


def is_script(path, text):
    return path.endswith(('.py', '.sh')) or re.match(r'#!.*\b(bash|python3)\b', text)


TEXTS = ('.c', '.h', '.cpp', '.py', '.sh', '.ui', '.xml', '.css', '.md', '.yaml', '.in', '.build', '.po')


def check(root, build):
    for path in tree.list_files(root):
        bare = '.' not in os.path.basename(path)
        if not path.endswith(TEXTS) and not (bare and '/corpus/' not in path):
            continue
        try:
            text = tree.read(root, path)
        except UnicodeDecodeError:
            if not bare:
                yield path, 1, 'is not UTF-8'
            continue
        if path.endswith(('.c', '.h', '.cpp')):
            yield from check_c(path, text)
        elif is_script(path, text):
            yield from check_script(path, text)
        if path != 'COPYING':
            yield from check_ends(path, text)
