# layers.py: every #include under src/ goes in a direction that rooms.py allows
#
# SPDX-License-Identifier: LGPL-2.1-or-later

import os
import re

import rooms
import tree

INCLUDE = re.compile(r'^[ \t]*#[ \t]*include\s*(["<])([^">]+)[">]', re.M)


def check_ours(path, name, owners):
    """What is wrong with #include "name" in path, or None."""
    room = rooms.room_of(path)
    if name in rooms.GENERATED or name.endswith('-enum-types.h'):
        return None
    if '/' in name:
        return f'"{name}": headers are included by their bare name'
    if name not in owners:
        return f'"{name}" is in no room'

    owner = owners[name]
    other = rooms.room_of(owner)
    if other == room:
        mine = rooms.folder_of(path, rooms.WITHIN)
        theirs = os.path.dirname(owner)
        if mine and theirs != mine and not theirs.startswith(mine + '/') \
                and theirs not in rooms.WITHIN[mine]:
            return f'{mine} may not use {theirs} ("{name}")'
        return None
    if name in rooms.DOORS.get(room, ()) or other in rooms.USES.get(room, ()):
        return None
    return f'{room} may not use {other} ("{name}")'


def check_theirs(path, name):
    """What is wrong with #include <name> in path, or None."""
    if rooms.SYSTEM.fullmatch(name):
        return None
    library = rooms.library_of_header(name)
    if library is None:
        return f'<{name}> is of no library that docs/architecture.md names'
    if library not in rooms.libraries_of(path):
        return f'{os.path.dirname(path)} may not use {library} (<{name}>)'
    if library == 'openssl' and path.endswith('.h') and not path.endswith('-private.h'):
        return f'types of OpenSSL stay out of public headers (<{name}>)'
    return None


def check(root, build):
    paths = tree.list_files(root, '.c', '.h', '.cpp', under='src')
    owners = {os.path.basename(path): path for path in paths if path.endswith('.h')}
    for path in paths:
        if rooms.room_of(path) not in rooms.USES:
            yield path, 1, 'is in no room of docs/architecture.md'
            continue
        text = tree.blank(tree.read(root, path), strings=False)
        for match in INCLUDE.finditer(text):
            quote, name = match.groups()
            wrong = check_ours(path, name, owners) if quote == '"' else check_theirs(path, name)
            if wrong:
                yield path, text.count('\n', 0, match.start()) + 1, wrong
