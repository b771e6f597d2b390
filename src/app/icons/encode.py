# encode.py: turns the symbolic icons of a resource list into pictures that GTK reads by itself
#
# SPDX-License-Identifier: LGPL-2.1-or-later
#
# usage: encode.py ENCODER COMPILER LIST.gresource.xml OUTPUT.c DEPFILE
#
# A symbolic icon in SVG makes GTK 4.8 load librsvg, which costs a start about a tenth of its time and
# 8 MiB. GTK takes the same icon as a .symbolic.png without it, and the SVG stays for every size that
# is not among those below.

import os
import subprocess
import sys
import xml.etree.ElementTree as ElementTree

SIZES = (16, 24, 32, 48, 64)
SCALABLE = '/scalable/'


def icons_of(path):
    """(prefix, path) of each symbolic icon that the list has."""
    folder = os.path.dirname(path)
    for group in ElementTree.parse(path).getroot():
        for entry in group if SCALABLE in group.get('prefix') else ():
            if entry.text.endswith('-symbolic.svg'):
                yield group.get('prefix'), os.path.join(folder, entry.text)


def main():
    encoder, compiler, source, output, depfile = sys.argv[1:]
    icons = list(icons_of(source))
    folder = output + '.pictures'
    lines = ['<gresources>']
    for size in SIZES:
        name = f'{size}x{size}'
        where = os.path.join(folder, name)
        os.makedirs(where, exist_ok=True)
        for prefix, icon in icons:
            subprocess.run([encoder, '-o', where, icon, name], check=True)
            picture = os.path.basename(icon).replace('.svg', '.symbolic.png')
            lines += [f'<gresource prefix="{prefix.replace(SCALABLE, f"/{name}/")}">',
                      f'<file alias="{picture}">{name}/{picture}</file>', '</gresource>']
    lines.append('</gresources>')
    with open(os.path.join(folder, 'icons.gresource.xml'), 'w', encoding='utf-8') as made:
        made.write('\n'.join(lines))
    subprocess.run([compiler, '--generate-source', '--internal', '--c-name', 'yao_icons',
                    '--sourcedir', folder, '--target', output,
                    os.path.join(folder, 'icons.gresource.xml')], check=True)
    with open(depfile, 'w', encoding='utf-8') as made:
        made.write(f'{output}: {" ".join([source] + [icon for _, icon in icons])}\n')
    return 0


sys.exit(main())
