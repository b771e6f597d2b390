# rooms.py: who may use whom, as docs/architecture.md has it; the rules "layers" and "symbols" read it
#
# SPDX-License-Identifier: LGPL-2.1-or-later

import re

# room: the rooms whose headers it may include, besides its own
USES = {
    'base': set(),
    'crypto': {'base'},
    'protocol': {'base'},
    'image': {'base'},
    'scan': {'base'},
    'core': {'base', 'crypto', 'protocol', 'image'},
    'server': {'base', 'crypto', 'protocol', 'image'},
    'app': {'base', 'scan'},
    'cli': {'base', 'scan'},
}

# What stands in front of a room for those who may only use it through one header.
DOORS = {
    'app': {'yao.h'},
    # Handwriting is a library of its own that knows nothing of the client.
    'server': {'yao-ink.h', 'yao-inkml.h', 'yao-ink-export.h'},
    'cli': {'yao.h'},
}

# folder: the folders of the same room that it may include; a folder not named here may use them all
WITHIN = {
    'src/core/model': {'src/core', 'src/core/store'},
    'src/core/transport': {'src/core'},
    'src/core/store': {'src/core'},
    'src/server/domain': {'src/server/store'},
    'src/server/store': set(),
}

# folder: outside libraries; the longest folder that fits counts
LIBRARIES = {
    'src/base': {'glib'},
    'src/crypto': {'glib', 'openssl', 'sodium'},
    'src/protocol': {'glib', 'json'},
    'src/image': {'glib', 'png', 'jpeg', 'webp', 'cairo', 'qrencode'},
    'src/scan': {'glib', 'zxing', 'zbar'},
    'src/core': {'glib'},
    'src/core/transport': {'glib', 'soup'},
    'src/core/store': {'glib', 'secret'},
    'src/app': {'glib', 'gtk', 'adw', 'cairo'},
    'src/app/camera': {'glib', 'gtk', 'adw', 'cairo', 'gst'},
    'src/cli': {'glib'},
    'src/server': {'glib'},
    'src/server/http': {'glib', 'soup'},
    'src/server/store': {'glib', 'sqlite', 'icu'},
}

# library: (how its headers are called, how its functions are called)
KNOWN = {
    'glib': (r'(glib|gobject|gmodule|gio)(\.h|/.*)|glib-(object|unix)\.h|gi18n\.h', None),
    'openssl': (r'openssl/.*',
                r'(EVP|SSL|X509|X509V3|BIO|OPENSSL|RSA|EC|ECDSA|ECDH|ASN1|BN|RAND|CRYPTO|ERR|OSSL|PEM'
                r'|PKCS7|PKCS8|PKCS12|CMS|OBJ|i2d|d2i|i2a|a2i|DIST|GENERAL|SM2|HMAC|SHA256)_\w+'),
    'sodium': (r'sodium(\.h|/.*)', r'(sodium|crypto|randombytes)_\w+'),
    'json': (r'json-glib/.*', r'json_\w+'),
    'png': (r'png\.h', r'png_\w+'),
    'jpeg': (r'jpeglib\.h|turbojpeg\.h', r'(jpeg|tj)_\w+'),
    'webp': (r'webp/.*', r'WebP\w+'),
    'cairo': (r'cairo.*', r'cairo_\w+'),
    'qrencode': (r'qrencode\.h', r'QR(code|input)_\w+'),
    'zxing': (r'ZXing/.*', r'_ZN?K?5ZXing\w*'),
    'zbar': (r'zbar\.h', r'zbar_\w+'),
    'soup': (r'libsoup/.*', r'soup_\w+'),
    'secret': (r'libsecret/.*', r'secret_\w+'),
    'gtk': (r'(gtk|gdk|gsk|pango|graphene|gdk-pixbuf)(/.*|\.h)',
            r'(gtk|gdk|gsk|pango|graphene)_\w+'),
    'adw': (r'adwaita\.h|adw.*', r'adw_\w+'),
    'gst': (r'gst/.*', r'gst_\w+'),
    'sqlite': (r'sqlite3\.h', r'sqlite3_\w+'),
    'icu': (r'unicode/.*', r'(u|ucol|utrans|unorm2|ubrk|uloc|uset|uenum|ustring)_\w+_\d+'),
}

# Headers of C and the system, which every room may use.
SYSTEM = re.compile(
    r'(assert|ctype|dirent|errno|fcntl|float|grp|inttypes|libintl|limits|locale|malloc|math|poll'
    r'|pthread|pwd|sched'
    r'|setjmp|signal|spawn|stdarg|stdatomic|stdbool|stddef|stdint|stdio|stdlib|string|strings|termios|time'
    r'|unistd|utime|wchar|wctype|netdb|syslog|sysexits)\.h|(sys|netinet|arpa|net|linux)/\w+\.h')

# Headers that the build makes.
GENERATED = {'yao-config.h', 'yao-resources.h'}


def room_of(path):
    parts = path.split('/')
    return parts[1] if parts[0] == 'src' and len(parts) > 2 else None


def folder_of(path, table):
    """The longest folder in table that path lies under, or None."""
    folders = [folder for folder in table if path.startswith(folder + '/')]
    return max(folders, key=len) if folders else None


def libraries_of(path):
    folder = folder_of(path, LIBRARIES)
    return LIBRARIES[folder] if folder else set()


def library_of_header(name):
    for library, (headers, _) in KNOWN.items():
        if re.fullmatch(headers, name):
            return library
    return None


def library_of_symbol(name):
    for library, (_, symbols) in KNOWN.items():
        if symbols and re.fullmatch(symbols, name):
            return library
    return None
