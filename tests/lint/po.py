# po.py: everything that people read is in the catalogues, and the Chinese one is complete
#
# SPDX-License-Identifier: LGPL-2.1-or-later

import os
import re
import subprocess
import tempfile

import tree

COMPLETE = ('zh_CN',)
MARKED = re.compile(r'\b(_|N_|C_|NC_|Q_|ngettext|gettext|dgettext|dngettext|g_dngettext|g_dpgettext2) \(')
KEYWORDS = ['_', 'N_', 'C_:1c,2', 'NC_:1c,2', 'g_dcgettext:2', 'g_dngettext:2,3', 'g_dpgettext2:2c,3',
            'gettext', 'ngettext:1,2', 'dngettext:2,3', 'dgettext:2']


def list_marked(root):
    """Lists the files that hold something to translate."""
    for path in tree.list_files(root, '.c', under='src'):
        if MARKED.search(tree.blank(tree.read(root, path))):
            yield path
    for path in tree.list_files(root, '.ui'):
        if re.search(r'translatable="(yes|true)"', tree.read(root, path)):
            yield path
    for path in tree.list_files(root, '.desktop.in', '.metainfo.xml.in', '.appdata.xml.in', under='data'):
        yield path


def list_listed(root):
    return [line.strip() for line in tree.read(root, 'po/POTFILES').split('\n')
            if line.strip() and not line.startswith('#')]


def check_potfiles(root):
    listed = list_listed(root)
    for path in sorted(set(list_marked(root)) - set(listed)):
        yield 'po/POTFILES', 1, f'{path} is missing'
    for path in listed:
        if not os.path.exists(os.path.join(root, path)):
            yield 'po/POTFILES', listed.index(path) + 1, f'{path} does not exist'
    if listed != sorted(listed):
        yield 'po/POTFILES', 1, 'is not sorted'


def run(root, *command):
    return subprocess.run(command, cwd=root, capture_output=True, text=True,
                          env={**os.environ, 'LC_ALL': 'C.UTF-8', 'LANGUAGE': ''})


def extract(root, into):
    """Writes a fresh template; what cannot be read is left to check_potfiles."""
    return run(root, 'xgettext', '--from-code=UTF-8', '--add-comments', '-f', 'po/POTFILES', '-o', into,
               '--flag=g_strdup_printf:1:c-format', '--flag=ngettext:1:pass-c-format',
               *[f'--keyword={keyword}' for keyword in KEYWORDS])


def check_catalogue(root, language, template):
    path = f'po/{language}.po'
    told = run(root, 'msgfmt', '--check', '-o', os.devnull, path)
    if told.returncode != 0:
        yield path, 1, told.stderr.strip().split('\n')[0]
        return
    if language not in COMPLETE:
        return
    told = run(root, 'msgattrib', '--only-fuzzy', '--no-obsolete', path)
    for line in re.findall(r'^msgid "(.+)"$', told.stdout, re.M):
        yield path, 1, f'fuzzy: "{line}"'
    told = run(root, 'msgcmp', path, template)
    for line in told.stderr.split('\n'):
        where = re.match(r'(\S+?):(\d+):.*(untranslated|used but not defined)', line)
        if where:
            text = re.sub(r'^\S+:\d+:\s*', '', line)
            yield path, 1, f'{text} ({message_at(template, int(where.group(2)))})' \
                if where.group(1) == template else text


def message_at(path, line):
    """The msgid that the line of a catalogue belongs to."""
    with open(path, encoding='utf-8') as source:
        lines = source.read().split('\n')
    while line > 1 and not lines[line - 1].startswith('msgid '):
        line -= 1
    return lines[line - 1]


def check(root, build):
    if not os.path.isdir(os.path.join(root, 'po')):
        return
    yield from check_potfiles(root)
    if any(not os.path.exists(os.path.join(root, path)) for path in list_listed(root)):
        return
    languages = [word for line in tree.read(root, 'po/LINGUAS').split('\n')
                 if not line.startswith('#') for word in line.split()]
    for language in COMPLETE:
        if language not in languages:
            yield 'po/LINGUAS', 1, f'{language} is missing'
    with tempfile.TemporaryDirectory(prefix='yunyao-lint-') as folder:
        template = os.path.join(folder, 'yunyao.pot')
        told = extract(root, template)
        if told.returncode != 0:
            yield 'po/POTFILES', 1, told.stderr.strip().split('\n')[-1]
            return
        if not os.path.exists(template):
            return
        for language in languages:
            yield from check_catalogue(root, language, template)
