# symbols.py: what was really compiled calls only the libraries that rooms.py allows it
#
# SPDX-License-Identifier: LGPL-2.1-or-later

import json
import os
import re
import subprocess
import tempfile

import rooms
import tree

# program: libraries that it must never load
UNLOADED = {
    'yunyaoctl': r'lib(gtk|adwaita|gst)',
    'yunyaod': r'lib(gtk|adwaita|gst|secret)',
}


def compile_sample(root, build):
    """Compiles a sample by itself, so that there is something to look at."""
    commands = []
    for path in tree.list_files(root, '.c', under='src'):
        output = path.replace('/', '_') + '.o'
        subprocess.run(['cc', '-c', '-fno-builtin', os.path.join(root, path), '-o', output],
                       cwd=build, check=True)
        commands.append({'directory': build, 'file': os.path.join(root, path), 'output': output})
    with open(os.path.join(build, 'compile_commands.json'), 'w', encoding='utf-8') as out:
        json.dump(commands, out)


def list_objects(root, build):
    """Lists (source, object) for everything under src/ that was built."""
    with open(os.path.join(build, 'compile_commands.json'), encoding='utf-8') as commands:
        entries = json.load(commands)
    for entry in entries:
        source = os.path.relpath(os.path.join(entry['directory'], entry['file']), root)
        built = os.path.join(entry['directory'], entry['output'])
        if rooms.room_of(source) and os.path.exists(built):
            yield source, built


def check_objects(root, build):
    for source, built in list_objects(root, build):
        allowed = rooms.libraries_of(source)
        listing = subprocess.run(['nm', '-u', '--format=posix', built], check=True,
                                 capture_output=True, text=True).stdout
        for line in listing.splitlines():
            name = line.split()[0].split('@')[0]
            library = rooms.library_of_symbol(name)
            if library and library not in allowed:
                yield source, 1, f'calls {name} of {library}, which is not for this folder'


def check_programs(build):
    for folder, _, names in os.walk(os.path.join(build, 'src')):
        for name in set(names) & set(UNLOADED):
            listing = subprocess.run(['readelf', '-d', os.path.join(folder, name)], check=True,
                                     capture_output=True, text=True).stdout
            for library in re.findall(r'NEEDED.*\[([^\]]+)\]', listing):
                if re.match(UNLOADED[name], library):
                    yield f'src/{os.path.basename(folder)}', 1, f'{name} loads {library}'


def check(root, build):
    if build is not None:
        yield from check_objects(root, build)
        yield from check_programs(build)
        return
    with tempfile.TemporaryDirectory(prefix='yunyao-lint-') as folder:
        compile_sample(root, folder)
        yield from check_objects(root, folder)
