# test-openapi.py: a running service answers as docs/openapi.json says
#
# SPDX-License-Identifier: LGPL-2.1-or-later

import http.client
import json
import re
import selectors
import socket
import ssl
import subprocess
import sys
import tempfile
import urllib.parse
import warnings

import openapi

DEADLINE = 60  # seconds for the service to start, to answer, to end
PEOPLE = [f'1000{n}' for n in range(1, 10)]


class Reply:
    def __init__(self, response):
        self.status = response.status
        self.headers = response.headers
        self.body = response.read()

    def problem(self):
        return json.loads(self.body)['type'].removeprefix('urn:cloudkey:problem:')


class Service:
    """A demonstration service of our own, on a port that is free."""

    def __init__(self, program, folder):
        self.process = subprocess.Popen(
            [program, 'demo', folder, '--listen', '127.0.0.1:0', '--exit-with-stdin'],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        self.ready = self.read_ready_line()
        address = urllib.parse.urlsplit(self.ready['address'])
        context = ssl.create_default_context(cafile=self.ready['ca'])
        self.connection = http.client.HTTPSConnection(
            address.hostname, address.port, context=context, timeout=DEADLINE)

    def read_ready_line(self):
        with selectors.DefaultSelector() as selector:
            selector.register(self.process.stdout, selectors.EVENT_READ)
            if not selector.select(DEADLINE):
                raise TimeoutError('the service is not ready')
        return json.loads(self.process.stdout.readline())

    def ask(self, path, method='GET', body=None):
        self.connection.request(method, path, body)
        return Reply(self.connection.getresponse())

    def stop(self):
        self.connection.close()
        self.process.stdin.close()
        try:
            status = self.process.wait(DEADLINE)
        except subprocess.TimeoutExpired:
            self.process.kill()
            raise
        finally:
            self.process.stdout.close()
        assert status == 0, f'the service ended with {status}'


class Tests:
    def __init__(self, document, service):
        self.document = document
        self.service = service
        self.operations = {pattern: operation for _, pattern, operation in document.operations()}

    def ask(self, pattern, values=(), query='', status=200, problem=None):
        """Asks, and holds the reply against the document."""
        path = pattern
        for value in values:
            path = path[:path.index('{')] + value + path[path.index('}') + 1:]
        reply = self.service.ask(path + query)
        self.document.check_reply(self.operations[pattern], reply)
        assert reply.status == status, f'{path}{query}: {reply.status} {reply.body[:200]}'
        if problem is not None:
            assert reply.problem() == problem, f'{path}{query}: {reply.problem()}'
        return reply

    def test_well_known(self):
        document = json.loads(self.ask('/.well-known/cloudkey').body)
        assert document['service_id'] == self.service.ready['service_id']
        assert document['base_address'] == self.service.ready['address']
        assert {root['algorithm'] for root in document['roots']} == {'sm2', 'rsa', 'p256'}

    def test_certificates(self):
        seen = set()
        for uid in PEOPLE:
            page = json.loads(self.ask('/v1/users/{uid}/certificates', [uid]).body)
            assert page['total'] == len(page['items']) and page['next'] is None
            for item in page['items']:
                assert item['holder_uid'] == uid
                assert (item['state'] == 'revoked') == (item['revoked_at'] is not None)
                seen.add(item['algorithm'])
                seen.add(item['state'])
        assert {'sm2', 'rsa2048', 'rsa3072', 'p256', 'active', 'expired', 'revoked'} <= seen

    def test_pages(self):
        reply = self.ask('/v1/users/{uid}/certificates', ['10001'], '?limit=1')
        page = json.loads(reply.body)
        assert len(page['items']) == 1
        assert (page['next'] is not None) == ('Link' in reply.headers)

    def test_authorities(self):
        for algorithm in ('sm2', 'rsa', 'p256'):
            self.ask('/v1/ca/{algorithm}/chain', [algorithm])
            crl = self.ask('/v1/ca/{algorithm}/crl', [algorithm])
            assert crl.body[:1] == b'\x30'

    def test_kept_connection(self):
        """One connection serves many requests, and bears problems in between."""
        self.ask('/.well-known/cloudkey')
        kept = self.service.connection.sock
        for _ in range(20):
            self.ask('/.well-known/cloudkey', query='?x', status=400, problem='invalid-request')
            self.ask('/.well-known/cloudkey')
            assert self.service.connection.sock is kept

    def test_problems(self):
        users, chain, crl = ('/v1/users/{uid}/certificates', '/v1/ca/{algorithm}/chain',
                             '/v1/ca/{algorithm}/crl')
        self.ask(users, ['nobody'], status=404, problem='certificate-not-found')
        self.ask(users, ['%E5%BC%A0'], status=404, problem='certificate-not-found')
        self.ask(users, ['10001'], '?limit=0', status=400, problem='invalid-request')
        self.ask(users, ['10001'], '?limit=101', status=400, problem='invalid-request')
        self.ask(users, ['10001'], '?limit=1&limit=1', status=400, problem='invalid-request')
        self.ask(users, ['10001'], '?cursor=x', status=400, problem='invalid-request')
        self.ask(users, ['10001'], '?order=up', status=400, problem='invalid-request')
        for pattern in (chain, crl):
            self.ask(pattern, ['dsa'], status=404, problem='not-found')
            self.ask(pattern, ['sm2'], '?x', status=400, problem='invalid-request')
        self.ask('/.well-known/cloudkey', query='?x=1', status=400, problem='invalid-request')

    def list_allowed(self, path):
        """The methods of all patterns that a path fits: /x/check is an /x/{id} as well."""
        return {method.upper() for method, pattern, _ in self.document.operations()
                if re.fullmatch(re.sub(r'{\w+}', '[^/]+', pattern), path)}

    def test_methods(self):
        for _, pattern, operation in self.document.operations():
            path = self.fill(pattern)
            allowed = self.list_allowed(path)
            for method in {'GET', 'POST', 'PUT', 'DELETE', 'OPTIONS'} - allowed:
                reply = self.service.ask(path, method, body='{}')
                self.document.check_reply(operation, reply)
                assert reply.problem() == 'method-not-allowed', f'{method} {path}'
                for name in allowed:
                    assert name in reply.headers['Allow']

    @staticmethod
    def fill(pattern):
        """Puts values that could be right in the place of a pattern's names."""
        values = {'uid': '10001', 'algorithm': 'sm2'}
        return re.sub(r'{(\w+)}', lambda name: values.get(name.group(1), 'x'), pattern)

    def test_head(self):
        head = self.service.ask('/.well-known/cloudkey', 'HEAD')
        assert head.status == 200 and head.body == b''
        assert head.headers['Content-Type'] == 'application/json'

    def test_without_proof(self):
        for method, pattern, operation in self.document.operations():
            if not any(p['name'] == 'DPoP' for p in operation.get('parameters', [])):
                continue
            reply = self.service.ask(self.fill(pattern), method.upper(), body='{}')
            assert reply.status == 401, f'{method} {pattern}: {reply.status}'
            assert reply.problem() in ('dpop-invalid', 'session-required'), reply.problem()

    def speaks(self, version):
        """Tells whether the service takes a connection of a version of TLS."""
        context = ssl.create_default_context(cafile=self.service.ready['ca'])
        context.set_ciphers('ALL:@SECLEVEL=0')
        with warnings.catch_warnings():
            warnings.simplefilter('ignore', DeprecationWarning)
            context.minimum_version = context.maximum_version = version
        address = (self.service.connection.host, self.service.connection.port)
        with socket.create_connection(address, DEADLINE) as plain:
            try:
                with context.wrap_socket(plain, server_hostname=address[0]) as tls:
                    tls.sendall(b'GET / HTTP/1.1\r\nHost: localhost\r\n\r\n')
                    return tls.recv(8) == b'HTTP/1.1'
            except (ssl.SSLError, ConnectionError):
                return False

    def test_tls_versions(self):
        versions = [ssl.TLSVersion.TLSv1, ssl.TLSVersion.TLSv1_1, ssl.TLSVersion.TLSv1_2,
                    ssl.TLSVersion.TLSv1_3]
        assert [self.speaks(version) for version in versions] == [False, False, True, True]

    def test_large_requests(self):
        pattern = '/.well-known/cloudkey'
        reply = self.service.ask(pattern, 'POST', body=b' ' * (1024 * 1024 + 1))
        self.document.check({'$ref': '#/components/schemas/Problem'}, json.loads(reply.body))
        assert reply.status == 413 and reply.problem() == 'request-too-large'
        fits = 4096 - len(pattern) - len('x=')
        self.ask(pattern, query=f'?x={"y" * fits}', status=400, problem='invalid-request')
        self.ask(pattern, query=f'?x={"y" * (fits + 1)}', status=400, problem='invalid-request')

    def test_unknown_paths(self):
        for path in ('/', '/v1', '/v1/', '/v2/ca/sm2/chain', '/.well-known/cloudkey/',
                     '/v1/users//certificates', '/v1/ca/sm2/chain/'):
            reply = self.service.ask(path)
            self.document.check({'$ref': '#/components/schemas/Problem'}, json.loads(reply.body))
            assert reply.status == 404 and reply.problem() == 'not-found', path
            assert reply.headers['Content-Type'] == 'application/problem+json'
            assert reply.headers['Cache-Control'] == 'no-store'

    def test_throttled(self):
        """Comes last: it uses up what this address may download."""
        for _ in range(31):
            reply = self.service.ask('/v1/users/nobody/certificates')
            if reply.status == 429:
                break
        self.document.check_reply(self.operations['/v1/users/{uid}/certificates'], reply)
        assert reply.problem() == 'throttled'
        wait = json.loads(reply.body)['retry_after']
        assert 1 <= wait <= 60 and reply.headers['Retry-After'] == str(wait)


def check_the_checker(document):
    """What is wrong must be found, or nothing that follows means anything."""
    text = {'$ref': '#/components/schemas/Text'}
    chain = {'$ref': '#/components/schemas/ChainMessage'}
    for schema, value in ((text, ''), (text, 'a\nb'), (text, 7), (text, None), (text, 'x' * 257),
                          (chain, {}), (chain, []), (chain, {'items': []}),
                          (chain, {'items': ['+']}), (chain, {'items': ['MAA'], 'more': 1}),
                          ({'type': 'integer', 'minimum': 1}, 0), ({'type': 'integer'}, True),
                          ({'type': 'integer', 'multipleOf': 2}, 2)):
        try:
            document.check(schema, value)
        except openapi.Mismatch:
            continue
        raise AssertionError(f'{value!r} passes for {schema}')
    document.check(chain, {'items': ['MAA']})


def report(number, name, function):
    try:
        function()
    except Exception as error:  # every kind of failure is one
        print(f'not ok {number} /contract/openapi/{name}')
        print(f'# {type(error).__name__}: {error}', flush=True)
        return False
    print(f'ok {number} /contract/openapi/{name}', flush=True)
    return True


def main(program, path):
    document = openapi.Document(path)
    with tempfile.TemporaryDirectory(prefix='yao-openapi-') as folder:
        service = Service(program, f'{folder}/demo')
        tests = Tests(document, service)
        cases = [('checker', lambda: check_the_checker(document))]
        cases += [(name.removeprefix('test_').replace('_', '-'), getattr(tests, name))
                  for name in vars(Tests) if name.startswith('test_')]
        cases += [('stop', service.stop)]
        print(f'1..{len(cases)}')
        results = [report(number, *case) for number, case in enumerate(cases, 1)]
    return 0 if all(results) else 1


if __name__ == '__main__':
    sys.exit(main(*sys.argv[1:]))
