# tree.py: what the rules share: the files of the tree, and C without its comments and strings
#
# SPDX-License-Identifier: LGPL-2.1-or-later

import os
import re

SKIPPED = re.compile(r'^(_build.*|\.git|__pycache__|samples)$')


def list_files(root, *endings, under=''):
    """Lists files, as paths relative to root, but none that was built and no sample of a rule."""
    found = []
    for folder, folders, names in os.walk(os.path.join(root, under)):
        folders[:] = sorted(name for name in folders if not SKIPPED.match(name))
        for name in sorted(names):
            if not SKIPPED.match(name) and (not endings or name.endswith(endings)):
                found.append(os.path.relpath(os.path.join(folder, name), root))
    return found


def read(root, path):
    with open(os.path.join(root, path), encoding='utf-8') as source:
        return source.read()


TOKEN = re.compile(r'/\*.*?\*/|//[^\n]*|"(?:\\.|[^"\\\n])*"|\'(?:\\.|[^\'\\\n])*\'', re.S)


def blank(text, strings=True):
    """Takes the comments and, if asked, the strings out of C, and keeps every line where it is."""
    def replace(match):
        token = match.group(0)
        if token[0] in '"\'':
            return token[0] + token[-1] if strings else token
        return '\n' * token.count('\n') or ' '
    return TOKEN.sub(replace, text)


class Function:
    def __init__(self, name, line, length, head):
        self.name = name        # as it is called
        self.line = line        # of the name, from 1
        self.length = length    # lines between the braces
        self.head = head        # everything before the opening brace, on one line
        self.is_static = bool(re.match(r'static\b', head))


def list_functions(text):
    """Lists the functions that C in GNU style defines: a pair of braces in column 0."""
    lines = blank(text).split('\n')
    functions = []
    start = None
    for number, line in enumerate(lines):
        if line == '{':
            start = number
        elif line == '}' and start is not None:
            first = start - 1
            while first >= 0 and lines[first].strip() and not lines[first].rstrip().endswith((';', '}')):
                first -= 1
            head = ' '.join(part.strip() for part in lines[first + 1:start])
            for at in range(first + 1, start):
                name = re.match(r'(\w+) \(', lines[at])
                if name:
                    functions.append(Function(name.group(1), at + 1, number - start - 1, head))
                    break
            start = None
    return functions
