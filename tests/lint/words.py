# words.py: nothing of the machine that it was written on, no secret, no address of a registry
#
# SPDX-License-Identifier: LGPL-2.1-or-later

import os
import re

import tree

WORDS = {
    r'/home/[a-z]|/Users/[A-Za-z]|(?<![\w.])/root/|(?<![\w.$}/~])/work/|/tmp/bash_jobs':
        'a path of somebody\'s machine',
    r'\b(pypi\.org|pythonhosted\.org|npmjs\.(org|com)|crates\.io|rubygems\.org|proxy\.golang\.org'
    r'|(deb|security|ftp)\.debian\.org|archive\.ubuntu\.com|ghcr\.io|docker\.io|quay\.io)\b':
        'the address of a registry of packages',
    r'-----BEGIN (RSA |EC |ENCRYPTED )?PRIVATE KEY-----\\?n?[A-Za-z0-9+/=]{16}': 'a private key',
}


def check(root, build):
    for path in tree.list_files(root):
        if os.path.dirname(path) == 'tests/lint' or path == 'COPYING':
            continue
        try:
            text = tree.read(root, path)
        except UnicodeDecodeError:
            continue
        for pattern, meaning in WORDS.items():
            for match in re.finditer(pattern, text):
                line = text.count('\n', 0, match.start()) + 1
                yield path, line, f'{meaning}: "{match.group(0)}"'
