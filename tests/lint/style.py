# style.py: sizes, names and habits of C, as CONTRIBUTING.md has them
#
# SPDX-License-Identifier: LGPL-2.1-or-later

import os
import re

import tree

FUNCTION_WARN, FUNCTION_FAIL = 60, 100
FILE_WARN, FILE_FAIL = 600, 900

UNFINISHED = re.compile(r'\b(TODO|FIXME|XXX|HACK)\b|\bnot (yet )?implemented\b', re.I)
BANNED = {
    'goto': 'no goto: split the function, or let g_autoptr clean up',
    'strcpy': 'no strcpy',
    'strcat': 'no strcat',
    'sprintf': 'no sprintf: g_strdup_printf or g_snprintf',
    'vsprintf': 'no vsprintf',
    'gets': 'no gets',
    'system': 'no system(): spawn with a vector of arguments',
    'alloca': 'no alloca',
    'g_alloca': 'no alloca',
}
BANNED_WORD = re.compile(r'(?<![\w.>])(' + '|'.join(BANNED) + r')\b(?=\s*(\(|[a-z_]+;))')
DEFINE = re.compile(r'G_DEFINE_\w+\s*\(\s*\w+,\s*(\w+)')
DECLARATION = re.compile(r'^[A-Za-z][\w \*]*?\b(yao_\w+) \(', re.M)
# Rooms that others are written against: what stands in a header there is described in the .c.
DOCUMENTED = ('src/base/', 'src/crypto/', 'src/protocol/', 'src/image/', 'src/core/')


def line_of(text, position):
    return text.count('\n', 0, position) + 1


def check_sizes(path, text):
    count = text.count('\n')
    if count > FILE_FAIL:
        yield path, 1, f'{count} lines, {FILE_FAIL} at most: split it by job'
    elif count > FILE_WARN:
        yield path, 1, f'warning: {count} lines; more than {FILE_WARN} is too long'
    for function in tree.list_functions(text):
        if function.length > FUNCTION_FAIL:
            yield (path, function.line,
                   f'{function.name} has {function.length} lines, {FUNCTION_FAIL} at most')
        elif function.length > FUNCTION_WARN:
            yield path, function.line, f'warning: {function.name} has {function.length} lines'


def check_words(path, text):
    for match in UNFINISHED.finditer(text):
        yield path, line_of(text, match.start()), f'unfinished: "{match.group(0)}"'
    bare = tree.blank(text)
    for match in re.finditer(r'^\s*#\s*if\s+0\b', bare, re.M):
        yield path, line_of(bare, match.start(0)), 'code that is switched off'
    for match in BANNED_WORD.finditer(bare):
        yield path, line_of(bare, match.start()), BANNED[match.group(1)]


def check_names(path, text):
    types = tuple(name + '_' for name in DEFINE.findall(text))
    for function in tree.list_functions(text):
        name = function.name
        if not function.is_static:
            continue
        if name.startswith('yao_') and not name.startswith(types):
            yield path, function.line, f'{name} is static: file-private functions are verb_noun'
        if name.startswith('on_') or name.endswith('_callback'):
            yield path, function.line, f'{name}: callbacks are <past event>_cb'
        if re.search(r'GAsyncResult \*\w+, gpointer \w+\)$', function.head) and not name.endswith('_cb'):
            yield path, function.line, f'{name} is a GAsyncReadyCallback: its name ends with _cb'


def check_documented(root, headers, sources):
    """Every public function has a doc block where it is defined."""
    described, defined = set(), set()
    for path in sources:
        text = tree.read(root, path)
        described |= set(re.findall(r'^/\*\*\n \* (yao_\w+):', text, re.M))
        defined |= {function.name for function in tree.list_functions(text)}
    for path in headers:
        if path.endswith('-private.h'):
            continue
        text = tree.blank(tree.read(root, path))
        for match in DECLARATION.finditer(text):
            name = match.group(1)
            if name in described or name not in defined or name.endswith(('_get_type', '_quark')):
                continue
            if not match.group(0).startswith(('typedef', 'return', 'static')):
                yield path, line_of(text, match.start()), f'{name} has no doc block in a .c'


def check(root, build):
    paths = tree.list_files(root, '.c', '.h')
    for path in paths:
        text = tree.read(root, path)
        yield from check_sizes(path, text)
        yield from check_words(path, text)
        if path.startswith('src/') and path.endswith('.c'):
            yield from check_names(path, text)

    public = [path for path in paths if path.startswith(DOCUMENTED)]
    yield from check_documented(root, [path for path in public if path.endswith('.h')],
                                [path for path in public if path.endswith('.c')])
    for path in tree.list_files(root, '.py', '.sh', '.ui', '.md', '.yaml', '.build'):
        if os.path.dirname(path) == 'tests/lint':
            continue
        text = tree.read(root, path)
        for match in UNFINISHED.finditer(text):
            yield path, line_of(text, match.start()), f'unfinished: "{match.group(0)}"'
