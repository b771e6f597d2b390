# docs.py: what the documents point at is there
#
# SPDX-License-Identifier: LGPL-2.1-or-later

import os
import re

import tree

LINK = re.compile(r'\]\(([^)#\s]+)(#[^)]*)?\)')
PATH = re.compile(r'`((?:src|tests|docs|data|po|\.ci)/[\w./-]*)`')


def check(root, build):
    for path in tree.list_files(root, '.md'):
        text = tree.read(root, path)
        for match in LINK.finditer(text):
            target = match.group(1)
            if re.match(r'\w+:', target):
                continue
            if not os.path.exists(os.path.join(root, os.path.dirname(path), target)):
                yield path, text.count('\n', 0, match.start()) + 1, f'{target} does not exist'
        for match in PATH.finditer(text):
            if not os.path.exists(os.path.join(root, match.group(1))):
                yield path, text.count('\n', 0, match.start()) + 1, f'{match.group(1)} does not exist'
