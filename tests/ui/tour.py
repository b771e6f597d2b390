#!/usr/bin/python3
# tour.py: the tour reaches every page, in both languages, and lays the pictures out
#
# SPDX-License-Identifier: LGPL-2.1-or-later
#
# usage: tour.py PROGRAM; writes TAP

import os
import re
import struct
import subprocess
import sys
import tempfile

LANGUAGES = ('en', 'zh_CN')
PAGES = 44


def size_of(picture):
    """Width and height of a PNG."""
    with open(picture, 'rb') as file:
        head = file.read(24)
    if head[:8] != b'\x89PNG\r\n\x1a\n':
        raise ValueError(f'{picture} is no PNG')
    return struct.unpack('>II', head[16:24])


def look(folder):
    """What is wrong with the pictures."""
    names = {language: sorted(os.listdir(os.path.join(folder, language))) for language in LANGUAGES}
    if names['en'] != names['zh_CN']:
        yield f'the languages differ: {set(names["en"]) ^ set(names["zh_CN"])}'
    if len(names['en']) < PAGES:
        yield f'{len(names["en"])} pictures, not {PAGES}'
    for language, files in names.items():
        for name in files:
            width, height = size_of(os.path.join(folder, language, name))
            if width < 900 or height < 600:
                yield f'{language}/{name} is only {width} × {height}'
    with open(os.path.join(folder, 'index.html'), encoding='utf-8') as file:
        index = file.read()
    for name in re.findall(r'(?:src|href)="([^"]+)"', index):
        if not os.path.exists(os.path.join(folder, name)):
            yield f'index.html names {name}, which does not exist'


def main():
    print('1..2', flush=True)
    with tempfile.TemporaryDirectory(prefix='yunyao-tour-test-') as folder:
        told = subprocess.run([sys.argv[1], '--tour', folder], stderr=subprocess.PIPE, text=True)
        for line in told.stderr.split('\n'):
            print(f'# {line}')
        loud = [word for word in ('CRITICAL', 'WARNING') if word in told.stderr]
        good = told.returncode == 0 and not loud
        print('ok 1 tour' if good else f'not ok 1 tour # ended with {told.returncode} {loud}')
        wrong = list(look(folder)) if good else ['not looked at']
    for line in wrong:
        print(f'# {line}')
    print('not ok 2 pictures' if wrong else 'ok 2 pictures')
    return 0 if good and not wrong else 1


sys.exit(main())
