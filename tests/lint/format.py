# format.py: every .c and .h is as clang-format 14 writes it
#
# SPDX-License-Identifier: LGPL-2.1-or-later

import os
import re
import shutil
import subprocess

import tree


def find_clang_format():
    """Other versions format otherwise, so only this one may judge."""
    for name in ('clang-format-14', 'clang-format'):
        if shutil.which(name):
            told = subprocess.run([name, '--version'], capture_output=True, text=True).stdout
            if re.search(r'version 14\.', told):
                return name
    return None


def why_not():
    return None if find_clang_format() else 'clang-format 14 is not installed (owner: tree)'


def check(root, build):
    paths = tree.list_files(root, '.c', '.h')
    if not paths:
        return
    style = '--style=file:' + os.path.join(os.path.dirname(__file__), '..', '..', '.clang-format')
    told = subprocess.run([find_clang_format(), style, '--dry-run', *paths],
                          cwd=root, capture_output=True, text=True).stderr
    seen = set()
    for path, line in re.findall(r'^(\S+?):(\d+):\d+: warning:', told, re.M):
        if path not in seen:
            seen.add(path)
            yield path, int(line), 'is not formatted: clang-format -i'
