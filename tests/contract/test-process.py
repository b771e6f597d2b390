# test-process.py: yunyaod as a process: starts, ends, kills, administration
#
# SPDX-License-Identifier: LGPL-2.1-or-later

import http.client
import json
import os
import random
import selectors
import signal
import ssl
import subprocess
import sys
import tempfile
import time
import urllib.parse

DEADLINE = 90  # seconds for anything that must happen
SHARE = int(os.environ.get('SOAK_SHARE', '3'))  # of the long form, in percent
DAY = 24 * 60 * 60


def wait_for(condition, what):
    deadline = time.monotonic() + DEADLINE
    while not condition():
        if time.monotonic() > deadline:
            raise TimeoutError(what)
        time.sleep(0.001)


class Daemon:
    def __init__(self, program, *arguments):
        self.process = subprocess.Popen([program, *arguments], stdin=subprocess.PIPE,
                                        stdout=subprocess.PIPE, stderr=subprocess.PIPE)

    def read_ready(self):
        with selectors.DefaultSelector() as selector:
            selector.register(self.process.stdout, selectors.EVENT_READ)
            if not selector.select(DEADLINE):
                raise TimeoutError('the service is not ready')
        line = self.process.stdout.readline()
        if not line:
            raise AssertionError(f'it ended: {self.process.stderr.read().decode()}')
        return json.loads(line)

    def kill(self):
        self.process.kill()
        self.end()

    def end(self):
        """Waits for the end, and gives the status."""
        try:
            return self.process.wait(DEADLINE)
        finally:
            self.process.kill()
            for stream in (self.process.stdin, self.process.stdout, self.process.stderr):
                stream.close()

    def stop(self):
        self.process.terminate()
        return self.end()


class Tests:
    def __init__(self, program, folder):
        self.program = program
        self.folder = folder
        self.demo = os.path.join(folder, 'demo')

    def start(self, *arguments):
        daemon = Daemon(self.program, 'demo', self.demo, '--limits', 'off', *arguments)
        return daemon, daemon.read_ready()

    def admin(self, *arguments, folder=None, status=0):
        result = subprocess.run(
            [self.program, 'admin', '--data', folder or self.demo, *arguments],
            stdin=subprocess.DEVNULL, capture_output=True, timeout=DEADLINE, check=False)
        assert result.returncode == status, (arguments, result)
        return result.stdout.decode()

    def admin_items(self, *arguments, **keywords):
        return json.loads(self.admin('--json', *arguments, **keywords))['items']

    def get(self, ready, path):
        address = urllib.parse.urlsplit(ready['address'])
        context = ssl.create_default_context(cafile=ready['ca'])
        connection = http.client.HTTPSConnection(address.hostname, address.port, context=context,
                                                 timeout=DEADLINE)
        try:
            connection.request('GET', path)
            response = connection.getresponse()
            return response.status, json.loads(response.read())
        finally:
            connection.close()

    def certificate(self, ready, uid):
        status, page = self.get(ready, f'/v1/users/{uid}/certificates')
        assert status == 200, (uid, status, page)
        return page['items'][0]

    # ---------------------------------------------------------------------------------------

    def test_killed_while_it_is_made(self):
        """Killed as soon as each file is there, and at other moments: the next start heals it."""
        moments = ['lock', 'yunyao-demo', 'port', 'service.db', 'master.key', 'service.db-wal',
                   'tls-ca.pem', 'people.json', 'ready.json']
        for name in moments:
            path = os.path.join(self.demo, name)
            daemon = Daemon(self.program, 'demo', self.demo)
            wait_for(lambda p=path, d=daemon: os.path.exists(p) or d.process.poll() is not None,
                     name)
            assert daemon.process.poll() is None, (name, daemon.process.stderr.read())
            daemon.kill()
        daemon, ready = self.start()
        assert self.admin('check') == 'ok\n'
        people = self.admin_items('users', 'list')
        assert sum(person['uid'].startswith('1') for person in people) == 12
        assert self.certificate(ready, '10001')['state'] == 'active'
        assert daemon.stop() == 0

    def test_killed_at_any_time(self):
        """Each round is a first start in a new folder, killed after a part of its time."""
        chance = random.Random(20261125)
        rounds = max(1, 60 * SHARE // 100)
        for number in range(rounds):
            folder = os.path.join(self.folder, f'killed-{number}')
            daemon = Daemon(self.program, 'demo', folder)
            delay = chance.uniform(0, 3)
            started = time.monotonic()
            wait_for(lambda: time.monotonic() > started + delay, 'the moment')
            daemon.kill()
            daemon = Daemon(self.program, 'demo', folder)
            daemon.read_ready()
            assert self.admin('check', folder=folder) == 'ok\n', f'after {delay} s'
            assert daemon.stop() == 0

    def test_second_start(self):
        daemon, first = self.start()
        before = self.admin_items('certs', 'list')
        assert daemon.stop() == 0
        assert not os.path.exists(os.path.join(self.demo, 'ready.json'))
        started = time.monotonic()
        daemon, second = self.start()
        print(f'# ready again after {time.monotonic() - started:.3f} s')
        assert {k: v for k, v in first.items() if k != 'init'} == \
               {k: v for k, v in second.items() if k != 'init'}
        assert self.admin_items('certs', 'list') == before
        assert daemon.stop() == 0

    def test_files(self):
        daemon, ready = self.start()
        assert ready['data'] == self.demo and ready['application'] is None
        with open(os.path.join(self.demo, 'ready.json'), encoding='utf-8') as file:
            assert json.load(file) == ready
        for name in os.listdir(self.demo):
            mode = os.stat(os.path.join(self.demo, name)).st_mode & 0o777
            assert mode == 0o600, (name, oct(mode))
        assert os.stat(self.demo).st_mode & 0o777 == 0o700
        with open(os.path.join(self.demo, 'people.json'), encoding='utf-8') as file:
            people = json.load(file)['people']
        states = {person['uid']: self.certificate(ready, person['uid'])['state']
                  for person in people}
        assert states == {str(10000 + n): {7: 'revoked', 9: 'expired'}.get(n, 'active')
                          for n in range(1, 13)}
        assert daemon.stop() == 0

    def test_one_at_a_time(self):
        daemon, _ = self.start()
        second = Daemon(self.program, 'demo', self.demo)
        assert second.end() == 6
        assert daemon.stop() == 0

    def test_ends_with_its_input(self):
        daemon, _ = self.start('--exit-with-stdin')
        daemon.process.stdin.write(b'whatever\n')
        daemon.process.stdin.flush()
        daemon.process.stdin.close()
        assert daemon.end() == 0

    def test_ends_by_signals(self):
        for number in (signal.SIGTERM, signal.SIGINT):
            daemon, _ = self.start()
            daemon.process.send_signal(number)
            assert daemon.end() == 0

    def test_port_taken_meanwhile(self):
        daemon, first = self.start()
        assert daemon.stop() == 0
        other = os.path.join(self.folder, 'other')
        port = urllib.parse.urlsplit(first['address']).port
        thief = Daemon(self.program, 'demo', other, '--listen', f'127.0.0.1:{port}')
        thief.read_ready()
        daemon, second = self.start()
        assert second['address'] != first['address']
        assert self.certificate(second, '10001')['state'] == 'active'
        assert daemon.stop() == 0
        assert thief.stop() == 0
        daemon, third = self.start()
        assert third['address'] == second['address']
        assert daemon.stop() == 0

    def test_changes_at_once(self):
        daemon, ready = self.start()
        before = self.certificate(ready, '10008')
        self.admin('renew', '10008')
        after = self.certificate(ready, '10008')
        assert after['version'] == before['version'] + 1 and after['id'] == before['id']
        self.admin('certs', 'revoke', '10012', '--reason', 'key-compromise')
        revoked = self.certificate(ready, '10012')
        assert revoked['state'] == 'revoked' and revoked['revocation_reason'] == 'key-compromise'
        self.admin('users', 'disable', '10011')
        assert self.get(ready, '/v1/users/10011/certificates')[0] == 404
        self.admin('users', 'enable', '10011')
        assert self.get(ready, '/v1/users/10011/certificates')[0] == 200
        self.admin('users', 'add', '50001', '钱多多', '--department', '财务科')
        assert self.get(ready, '/v1/users/50001/certificates')[0] == 404
        self.admin('certs', 'issue', '50001', 'p256')
        assert self.certificate(ready, '50001')['algorithm'] == 'p256'
        self.admin('rotate-master-key')
        self.admin('certs', 'issue', '50001')
        assert self.get(ready, '/v1/ca/sm2/chain')[0] == 200
        assert self.admin('check') == 'ok\n'
        assert daemon.stop() == 0

    def test_test_clock(self):
        clock = os.path.join(self.folder, 'clock')
        with open(clock, 'w', encoding='ascii') as file:
            file.write('0\n')
        daemon, ready = self.start('--test-clock', clock)
        assert self.certificate(ready, '10006')['state'] == 'active'
        with open(clock, 'w', encoding='ascii') as file:
            file.write(f'{25 * DAY}\n')
        assert self.certificate(ready, '10006')['state'] == 'expired'
        [item] = self.admin_items('certs', 'list', '10006')
        assert item['state'] == 'expired'
        assert daemon.stop() == 0
        daemon, ready = self.start()
        assert self.certificate(ready, '10006')['state'] == 'active'
        assert daemon.stop() == 0

    def test_backup(self):
        backup = os.path.join(self.folder, 'backup.db')
        daemon, ready = self.start()
        self.admin('backup', backup)
        assert os.stat(backup).st_mode & 0o777 == 0o600
        self.admin('users', 'add', '30001', '后来者')
        self.admin('restore', backup, status=6)
        assert daemon.stop() == 0
        self.admin('restore', backup)
        assert '30001' not in [user['uid'] for user in self.admin_items('users', 'list')]
        daemon, again = self.start()
        assert again['service_id'] == ready['service_id']
        assert self.admin('check') == 'ok\n'
        assert daemon.stop() == 0

    def test_pictures(self):
        png, svg = (os.path.join(self.folder, name) for name in ('qr.png', 'qr.SVG'))
        self.admin('qr', '-o', png)
        self.admin('qr', '-o', svg)
        with open(png, 'rb') as file:
            assert file.read(8) == b'\x89PNG\r\n\x1a\n'
        with open(svg, 'rb') as file:
            assert file.read(5) == b'<svg '
        self.admin('qr', '-o', os.path.join(self.folder, 'qr.gif'), status=2)
        assert json.loads(self.admin('--json', 'qr'))['init'].startswith('cloudkey://init?v=1&')
        assert 'cloudkey://init?v=1&' in self.admin('qr')

    def test_import(self):
        table = os.path.join(self.folder, 'people.csv')
        with open(table, 'w', encoding='utf-8') as file:
            file.write('uid,name,department,document\n40001,马小云,药剂科,110101199003074514\n')
        assert json.loads(self.admin('--json', 'users', 'import', table)) == {'added': 1}
        self.admin('users', 'import', table, status=6)
        [user] = [u for u in self.admin_items('users', 'list') if u['uid'] == '40001']
        assert user['document'] == '1101**********4514' and user['department'] == '药剂科'

    def test_settings(self):
        items = {item['name']: item['value'] for item in self.admin_items('settings', 'list')}
        assert items['downloads-per-minute'] == 30
        self.admin('settings', 'set', 'downloads-per-minute', '60')
        self.admin('settings', 'set', 'downloads-per-minute', '0', status=2)
        self.admin('settings', 'set', 'nothing', '1', status=3)
        items = {item['name']: item['value'] for item in self.admin_items('settings', 'list')}
        assert items['downloads-per-minute'] == 60
        assert self.admin_items('audit')[-1]['act'] == 'setting.set'

    def test_bad_administration(self):
        cases = [(['nothing'], 2), ([], 2), (['users'], 2), (['users', 'fly'], 2),
                 (['users', 'list', 'x'], 2), (['users', 'add', '1'], 2),
                 (['users', 'add', '10001', 'x'], 6), (['users', 'disable', 'x'], 3),
                 (['certs', 'issue', 'x'], 3), (['certs', 'issue', '10001', 'md5'], 2),
                 (['certs', 'revoke', '10001', '--reason', 'x'], 2), (['renew', 'x'], 3),
                 (['renew', '10007'], 3), (['restore', '/nonexistent'], 3),
                 (['users', 'import', '/nonexistent'], 3), (['backup', '/nonexistent/x'], 1)]
        for arguments, status in cases:
            self.admin(*arguments, status=status)
        self.admin('users', 'list', folder=os.path.join(self.folder, 'absent'), status=3)

    def test_command_line(self):
        cases = [([], 2), (['nothing'], 2), (['demo'], 2), (['demo', 'a', 'b'], 2),
                 (['demo', 'a', '--listen', 'x'], 2), (['demo', 'a', '--limits', 'x'], 2),
                 (['serve'], 2), (['serve', '--data', '/nonexistent', '--listen', '[::1]:0'], 3),
                 (['serve', '--data', 'a', '--listen', '127.0.0.1:0', '--test-clock', 'f'], 2),
                 (['admin', 'users', 'list'], 2), (['init', '--data', 'a'], 2),
                 (['--help'], 0), (['--version'], 0)]
        for arguments, status in cases:
            result = subprocess.run([self.program, *arguments], cwd=self.folder, check=False,
                                    stdin=subprocess.DEVNULL, capture_output=True,
                                    timeout=DEADLINE)
            assert result.returncode == status, (arguments, result)
            assert bool(result.stdout) == (status == 0), (arguments, result)

    def test_folders_of_others(self):
        full = os.path.join(self.folder, 'full')
        os.mkdir(full, 0o700)
        with open(os.path.join(full, 'letter.txt'), 'w', encoding='ascii') as file:
            file.write('Dear')
        assert Daemon(self.program, 'demo', full).end() == 6
        assert os.listdir(full) == ['letter.txt']

    def test_real_service(self):
        folder = os.path.join(self.folder, 'real')
        made = [self.program, 'init', '--data', folder, '--name', '市第一人民医院',
                '--address', 'https://localhost:8443', '--support', '信息科 8000']
        assert subprocess.run(made, timeout=DEADLINE, check=False).returncode == 0
        assert subprocess.run(made, timeout=DEADLINE, check=False,
                              stderr=subprocess.DEVNULL).returncode == 6
        assert Daemon(self.program, 'demo', folder).end() == 6
        assert self.admin_items('users', 'list', folder=folder) == []
        self.admin('users', 'add', '1', '张三', folder=folder)
        self.admin('certs', 'issue', '1', 'p256', folder=folder)
        assert self.admin('check', folder=folder) == 'ok\n'
        daemon = Daemon(self.program, 'serve', '--data', folder, '--listen', '127.0.0.1:0')
        assert b'localhost:8443' in daemon.process.stderr.readline()
        assert daemon.stop() == 0


def main():
    program = os.path.abspath(sys.argv[1])
    names = [name for name in vars(Tests) if name.startswith('test_')]
    failures = 0
    print(f'1..{len(names)}')
    with tempfile.TemporaryDirectory(prefix='yunyao-process-') as folder:
        tests = Tests(program, folder)
        for number, name in enumerate(names, 1):
            label = name.removeprefix('test_').replace('_', '-')
            try:
                getattr(tests, name)()
                print(f'ok {number} - {label}', flush=True)
            except Exception as error:  # the next test goes on
                failures += 1
                print(f'not ok {number} - {label}')
                print(f'# {type(error).__name__}: {error}'.replace('\n', '\n# '), flush=True)
    return 1 if failures else 0


sys.exit(main())
