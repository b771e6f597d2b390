# packages.py: ./dev installs what the build asks for and nothing else, and the documents say why
#
# SPDX-License-Identifier: LGPL-2.1-or-later

import os
import re
import subprocess

import tree

# what meson.build asks for: the Debian package that has it
PACKAGES = {
    'cairo': 'libcairo2-dev',
    'gio-2.0': 'libglib2.0-dev',
    'gio-unix-2.0': 'libglib2.0-dev',
    'glib-2.0': 'libglib2.0-dev',
    'gobject-2.0': 'libglib2.0-dev',
    'gstreamer-1.0': 'libgstreamer1.0-dev',
    'gstreamer-app-1.0': 'libgstreamer-plugins-base1.0-dev',
    'gstreamer-video-1.0': 'libgstreamer-plugins-base1.0-dev',
    'gtk4': 'libgtk-4-dev',
    'icu-i18n': 'libicu-dev',
    'icu-uc': 'libicu-dev',
    'json-glib-1.0': 'libjson-glib-dev',
    'libadwaita-1': 'libadwaita-1-dev',
    'libcrypto': 'libssl-dev',
    'libjpeg': 'libjpeg62-turbo-dev',
    'libpng': 'libpng-dev',
    'libqrencode': 'libqrencode-dev',
    'libsecret-1': 'libsecret-1-dev',
    'libsodium': 'libsodium-dev',
    'libsoup-3.0': 'libsoup-3.0-dev',
    'libturbojpeg': 'libturbojpeg0-dev',
    'libwebp': 'libwebp-dev',
    'sqlite3': 'libsqlite3-dev',
    'zbar': 'libzbar-dev',
    'zxing': 'libzxing-dev',
}
DOCUMENT = 'docs/architecture.md'


def list_needed(root):
    """Lists (file, line, name) of every dependency() of every meson.build."""
    for path in tree.list_files(root, 'meson.build'):
        text = tree.read(root, path)
        for match in re.finditer(r"\bdependency\('([^']+)'", text):
            yield path, text.count('\n', 0, match.start()) + 1, match.group(1)


def check(root, build):
    if not os.path.exists(os.path.join(root, 'dev')):
        return
    listed = subprocess.run(['bash', os.path.join(root, 'dev'), 'packages'], check=True,
                            capture_output=True, text=True).stdout.split()
    needed = set()
    for path, line, name in list_needed(root):
        if name not in PACKAGES:
            yield path, line, f'{name} is of no package that tests/lint/packages.py knows'
        elif PACKAGES[name] not in listed:
            yield path, line, f'{name} is in {PACKAGES[name]}, which ./dev does not install'
        else:
            needed.add(PACKAGES[name])
    for package in sorted(set(PACKAGES.values()) & set(listed) - needed):
        yield 'dev', 1, f'{package} is needed by no meson.build'

    document = tree.read(root, DOCUMENT)
    for package in listed:
        if not re.search(rf'(?<![\w-]){re.escape(package)}(?![\w-])', document):
            yield DOCUMENT, 1, f'{package} is not explained'
