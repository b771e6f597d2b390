# fake-service.py: a service that answers nonsense, and initialisation codes made by hand
#
# SPDX-License-Identifier: LGPL-2.1-or-later
#
#   fake-service.py serve DIR        makes keys in DIR, serves on a free port, and writes DIR/ready with
#                                    its address; what it answers stands in DIR/mode at each request
#   fake-service.py code DIR ADDRESS [KEY=VALUE...]
#                                    prints a code for ADDRESS, with the pin of DIR, signed by a key in DIR;
#                                    KEY=VALUE replaces a part before signing, KEY= leaves it out

import base64
import hashlib
import http.server
import os
import ssl
import subprocess
import sys
import time
import urllib.parse

HTML = b'<!DOCTYPE html><title>Welcome</title><p>Please log in to the network.</p>'


def openssl(*words, data=None):
    return subprocess.run(('openssl',) + words, input=data, capture_output=True, check=True).stdout


def base64url(data):
    return base64.urlsafe_b64encode(data).rstrip(b'=').decode()


def spki_hash(key):
    return base64url(hashlib.sha256(openssl('pkey', '-in', key, '-pubout', '-outform', 'DER')).digest())


def make_keys(folder):
    """An authority, a certificate of 127.0.0.1 under it, and a signer of codes."""
    def path(name):
        return os.path.join(folder, name)

    for name in ('ca', 'tls', 'signer'):
        openssl('genpkey', '-algorithm', 'EC', '-pkeyopt', 'ec_paramgen_curve:P-256', '-out', path(name + '.key'))
    openssl('req', '-x509', '-new', '-key', path('ca.key'), '-subj', '/CN=Fake CA', '-days', '2',
            '-addext', 'keyUsage=critical,keyCertSign,cRLSign', '-out', path('ca.pem'))
    openssl('req', '-new', '-key', path('tls.key'), '-subj', '/CN=fake', '-out', path('tls.csr'))
    with open(path('tls.ext'), 'w', encoding='ascii') as ext:
        ext.write('subjectAltName=IP:127.0.0.1\nextendedKeyUsage=serverAuth\nbasicConstraints=CA:FALSE\n')
    openssl('x509', '-req', '-in', path('tls.csr'), '-CA', path('ca.pem'), '-CAkey', path('ca.key'),
            '-CAcreateserial', '-days', '2', '-extfile', path('tls.ext'), '-out', path('tls.pem'))
    with open(path('chain.pem'), 'wb') as chain:
        for name in ('tls.pem', 'ca.pem'):
            with open(path(name), 'rb') as part:
                chain.write(part.read())


def sign(key, data):
    """ECDSA with SHA-256, r and s side by side (RFC 7518 section 3.4)."""
    der = openssl('dgst', '-sha256', '-sign', key, data=data)
    numbers, at = [], 2
    for _ in range(2):
        size = der[at + 1]
        numbers.append(int.from_bytes(der[at + 2:at + 2 + size], 'big').to_bytes(32, 'big'))
        at += 2 + size
    return base64url(b''.join(numbers))


def make_code(folder, address, changes):
    signer = os.path.join(folder, 'signer.key')
    parts = {
        'v': '1', 'o': urllib.parse.quote('假的 Hospital', safe=''), 'u': address,
        'p': spki_hash(os.path.join(folder, 'ca.key')), 'k': spki_hash(signer),
        'x': str(int(time.time()) + 3600), 's': None,
    }
    for change in changes:
        name, _, value = change.partition('=')
        parts[name] = value
    uri = 'cloudkey://init?' + '&'.join(f'{name}={value}' for name, value in parts.items()
                                        if value and name != 's')
    if parts['s'] is None:
        uri += '&s=' + sign(signer, b'cloudkey-qr-init-v1\n' + uri.encode())
    return uri


class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = 'HTTP/1.1'
    folder = None

    def log_message(self, *words):
        pass

    def answer(self, status, kind, body, size=None, **headers):
        self.send_response(status)
        self.send_header('Content-Type', kind)
        self.send_header('Content-Length', str(len(body) if size is None else size))
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def do_GET(self):
        with open(os.path.join(self.folder, 'mode'), encoding='ascii') as mode:
            self.close_connection = True
            getattr(self, 'answer_' + mode.read().strip())()

    def answer_html(self):
        self.answer(200, 'text/html', HTML)

    def answer_html_as_json(self):
        self.answer(200, 'application/json', HTML)

    def answer_failed(self):
        self.answer(500, 'text/html', HTML)

    def answer_busy(self):
        self.answer(503, 'text/html', HTML)

    def answer_moved(self):
        self.answer(302, 'text/html', b'', Location='https://127.0.0.1:1/')

    def answer_empty(self):
        self.answer(200, 'application/json', b'')

    def answer_cut(self):
        self.answer(200, 'application/json', b'{"service_id":', size=4000)

    def answer_deep(self):
        self.answer(200, 'application/json', b'[' * 500000)

    def answer_other(self):
        self.answer(200, 'application/json', b'{"hello":"world"}')

    def answer_nothing(self):
        pass

    def answer_huge(self):
        """Two gigabytes, or as much of them as the client takes."""
        self.send_response(200)
        self.send_header('Content-Type', 'application/json')
        self.send_header('Content-Length', str(2 << 30))
        self.end_headers()
        block = b' ' * 65536
        taken = 0
        try:
            while taken < 2 << 30:
                taken += self.wfile.write(block)
        except OSError:
            pass
        with open(os.path.join(self.folder, 'taken'), 'w', encoding='ascii') as out:
            out.write(str(taken))


def serve(folder):
    make_keys(folder)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(os.path.join(folder, 'chain.pem'), os.path.join(folder, 'tls.key'))
    Handler.folder = folder
    server = http.server.ThreadingHTTPServer(('127.0.0.1', 0), Handler)
    server.daemon_threads = True
    server.handle_error = lambda *words: None
    server.socket = context.wrap_socket(server.socket, server_side=True)
    with open(os.path.join(folder, 'ready.new'), 'w', encoding='ascii') as ready:
        ready.write(f'https://127.0.0.1:{server.server_port}')
    os.rename(os.path.join(folder, 'ready.new'), os.path.join(folder, 'ready'))
    server.serve_forever()


if __name__ == '__main__' and sys.argv[1] == 'serve':
    serve(sys.argv[2])
elif __name__ == '__main__':
    print(make_code(sys.argv[2], sys.argv[3], sys.argv[4:]))
