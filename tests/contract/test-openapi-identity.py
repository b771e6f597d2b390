# test-openapi-identity.py: what is answered to who is signed in is as docs/openapi.json says
#
# SPDX-License-Identifier: LGPL-2.1-or-later
#
# Runs the tests that sign in over TLS, which record what they send and get, and holds each request
# and each reply against the document.

import json
import os
import re
import subprocess
import sys
import tempfile

import openapi

DEADLINE = 120  # seconds for the tests that are recorded
# What the tests ask, each at least once with a good answer.
PATHS = re.compile('/v1/(pin|tokens|session|grants|operations|events|notices)(/|$)')


class Headers(dict):
    def __getitem__(self, name):
        return super().__getitem__(name.lower())

    def get(self, name, default=None):
        return super().get(name.lower(), default)


class Reply:
    def __init__(self, exchange):
        self.status = exchange['status']
        self.headers = Headers({name.lower(): value
                                for name, value in exchange['headers'].items()})
        self.body = exchange['body']


def find(document, exchange):
    """Gives (pattern, operation) of a request."""
    for method, pattern, operation in document.operations():
        path = '[^/]+'.join(re.escape(part) for part in re.split(r'{\w+}', pattern))
        if method == exchange['method'] and re.fullmatch(path, exchange['path']):
            return pattern, operation
    raise openapi.Mismatch(f'{exchange["method"]} {exchange["path"]} is not described')


def check_request(document, operation, exchange):
    """A request that was taken is as the document wants it."""
    if 'requestBody' not in operation:
        assert exchange['request'] == '', exchange
        return
    if exchange['status'] >= 300:
        return
    content = operation['requestBody']['content']['application/json']
    document.check(content['schema'], json.loads(exchange['request']), 'request')


def check(document, exchanges):
    good = set()
    for exchange in exchanges:
        pattern, operation = find(document, exchange)
        where = f'{exchange["method"]} {exchange["path"]} {exchange["status"]}'
        try:
            check_request(document, operation, exchange)
            document.check_reply(operation, Reply(exchange))
        except openapi.Mismatch as mismatch:
            raise AssertionError(f'{where}: {mismatch}') from mismatch
        if exchange['status'] < 300:
            good.add((exchange['method'], pattern))
    return good


def check_all_asked(document, good):
    for method, pattern, _ in document.operations():
        if PATHS.match(pattern):
            assert (method, pattern) in good, f'{method} {pattern} was never answered well'


def check_the_checker(document, exchanges):
    """What is wrong must be found."""
    changes = [('status', 418), ('body', '{}'), ('body', '{"more": 1}'), ('path', '/v1/x'),
               ('headers', {'content-type': 'application/json'})]
    session = next(e for e in exchanges if e['path'] == '/v1/session' and e['status'] == 200)
    for name, value in changes:
        try:
            check(document, [dict(session, **{name: value})])
        except (AssertionError, openapi.Mismatch):
            continue
        raise AssertionError(f'{name} {value!r} passes')


def main(program, path):
    document = openapi.Document(path)
    with tempfile.TemporaryDirectory(prefix='yao-openapi-') as folder:
        record = os.path.join(folder, 'record')
        subprocess.run([program], check=True, stdout=subprocess.DEVNULL, timeout=DEADLINE,
                       env=dict(os.environ, YAO_TEST_RECORD=record))
        with open(record, encoding='utf-8') as lines:
            exchanges = [json.loads(line) for line in lines]
    print('1..3')
    cases = [('checker', lambda: check_the_checker(document, exchanges)),
             ('exchanges', lambda: check(document, exchanges)),
             ('all-asked', lambda: check_all_asked(document, check(document, exchanges)))]
    good = True
    for number, (name, case) in enumerate(cases, 1):
        try:
            case()
            print(f'ok {number} /contract/openapi-identity/{name}')
        except Exception as error:  # every kind of failure is one
            print(f'not ok {number} /contract/openapi-identity/{name}')
            print(f'# {type(error).__name__}: {error}', flush=True)
            good = False
    print(f'# {len(exchanges)} exchanges')
    return 0 if good else 1


if __name__ == '__main__':
    sys.exit(main(*sys.argv[1:]))
