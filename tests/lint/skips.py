# skips.py: a test that may be skipped says why, and who brings it back
#
# SPDX-License-Identifier: LGPL-2.1-or-later

import os
import re

import tree

SKIP = re.compile(r'\bg_test_skip(_printf)? \(|\bg_test_incomplete(_printf)? \('
                  r'|\breturn 77;|\bexit (\()?77\b|^\s*skip "|unittest\.skip|should_fail:', re.M)
LINES_ABOVE = 4


def check(root, build):
    count = 0
    for path in tree.list_files(root, under='tests'):
        if os.path.dirname(path) in ('tests/lint', 'tests/support'):
            continue
        try:
            text = tree.read(root, path)
        except UnicodeDecodeError:
            continue
        lines = text.split('\n')
        for match in SKIP.finditer(text):
            count += 1
            number = text.count('\n', 0, match.start()) + match.group(0).count('\n')
            above = '\n'.join(lines[max(0, number - LINES_ABOVE):number + 1])
            if not re.search(r'\bowner: \w+', above):
                yield path, number + 1, 'a skip without a comment "owner: NAME" above it'
    yield 'tests', 0, f'warning: {count} places where a test may be skipped'
