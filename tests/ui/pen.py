#!/usr/bin/python3
# pen.py: somebody signs with mouse, finger and pen, and the service has every sample of it
#
# SPDX-License-Identifier: LGPL-2.1-or-later
#
# usage: pen.py PROGRAM COMMAND-LINE SERVICE; writes TAP
#
# Runs below tests/support/with-display with WITH_PEN=1, which gives the X server a pen and a finger
# made of Unix sockets; see pen.conf.in. That needs root, and packages that not every machine has:
# without them everything is skipped, with the reason.

import math
import os
import re
import shutil
import socket
import struct
import subprocess
import sys
import tempfile
import time
import traceback
import xml.etree.ElementTree

import driver

WIDTH, HEIGHT = 1280, 1024
TESTS = 6
PEN = 'Wacom Test Pen stylus'
PIN = '739164'


class Device:
    """One device of the inputtest driver (xf86-input-inputtest-protocol.h, version 1.1)."""

    def __init__(self, path):
        self.socket = socket.socket(socket.AF_UNIX)
        self.socket.connect(path)
        self.send(0, struct.pack('<HH', 1, 1))
        self.socket.recv(12)

    def send(self, kind, body):
        self.socket.sendall(struct.pack('<II', 8 + len(body), kind) + body)

    @staticmethod
    def values(x, y, pressure=None):
        numbers = {0: x * 65535 / (WIDTH - 1), 1: y * 65535 / (HEIGHT - 1)}
        if pressure is not None:
            numbers[4] = pressure * 1000
        mask, values = bytearray(8), [0.0] * 64
        for axis, value in numbers.items():
            mask[axis // 8] |= 1 << axis % 8
            values[axis] = float(value)
        return struct.pack('<I8s4x64d64d', 0, bytes(mask), *values, *([0.0] * 64))

    def wait(self):
        """Until the server has taken everything."""
        self.send(1, b'')
        if len(self.socket.recv(8)) != 8:
            raise driver.Failed('the X server does not answer')

    def near(self, is_near, x, y):
        self.send(3, struct.pack('<I4x', int(is_near)) + self.values(x, y, 0))

    def move(self, x, y, pressure):
        self.send(2, struct.pack('<I4x', 1) + self.values(x, y, pressure))

    def tip(self, is_down, x, y, pressure):
        self.send(4, struct.pack('<iiI4x', 1, 1, int(is_down)) + self.values(x, y, pressure))

    def touch(self, kind, x, y):
        self.send(6, struct.pack('<II', 1, kind) + self.values(x, y, 0.5))


class Pad:
    """The page with the pad, in the program."""

    def __init__(self, app):
        self.app = app
        node = app.find('image', 'Signature pad')
        extents = driver.Atspi.Component.get_extents(node, driver.Atspi.CoordType.WINDOW)
        told = subprocess.run(['xdotool', 'search', '--onlyvisible', '--pid', str(app.process.pid)],
                              capture_output=True, text=True, check=True)
        window = told.stdout.split()[0]
        told = subprocess.run(['xdotool', 'getwindowgeometry', '--shell', window],
                              capture_output=True, text=True, check=True)
        place = dict(line.split('=') for line in told.stdout.split())
        self.left, self.top = int(place['X']) + extents.x, int(place['Y']) + extents.y
        self.width, self.height = extents.width, extents.height

    def at(self, x, y):
        """A place on the screen, from parts of the pad."""
        return self.left + x * self.width, self.top + y * self.height

    def wait_strokes(self, number):
        texts = {0: 'Nothing is written.', 1: '1 stroke'}
        wanted = texts.get(number, f'{number} strokes')

        def told():
            node = self.app.look('image', 'Signature pad')
            node.clear_cache()
            return node.get_description() == wanted

        driver.wait(told, f'the pad to tell “{wanted}”')


def wave(number, period=40.0):
    """Places and pressures of a stroke, as parts of the pad."""
    for i in range(number):
        part = i / (number - 1)
        yield .15 + .7 * part, .5 + .3 * math.sin(i / period), .1 + .8 * abs(math.sin(i / period / 2))


def draw_with_mouse(pad):
    """XTEST, as all programs see a mouse."""
    pad.app.run_xdotool('mousemove', '--sync', *(str(round(v)) for v in pad.at(.2, .5)))
    words = ['mousedown', '1']
    for x, y, _ in wave(60, 9.0):
        words += ['mousemove', *(str(round(v)) for v in pad.at(x, y))]
    pad.app.run_xdotool(*words, 'mouseup', '1')
    pad.wait_strokes(1)
    pad.app.press('ctrl+z')
    pad.wait_strokes(0)
    pad.app.press('ctrl+shift+z')
    pad.wait_strokes(1)


def draw_with_finger(pad, finger, strokes):
    """A drag to the right, which must not be taken for going back."""
    x, y = pad.at(.1, .3)
    finger.touch(18, x, y)
    for i in range(1, 60):
        finger.touch(19, *pad.at(.1 + .8 * i / 60, .3 + .1 * math.sin(i / 8)))
        finger.wait()
        time.sleep(.004)
    finger.touch(20, *pad.at(.9, .3))
    finger.wait()
    pad.wait_strokes(strokes)


def bring_pen(pen, pad):
    """A tool exists for GTK only once the driver has told of it while the pen is near."""
    x, y = pad.at(.15, .5)
    subprocess.run(['xinput', 'set-prop', '--type=atom', '--format=32', PEN, 'Wacom Tool Type',
                    'STYLUS'], check=True)
    pen.near(True, x, y)
    pen.move(x, y, 0)
    pen.wait()
    subprocess.run(['xinput', 'set-prop', '--type=int', '--format=32', PEN, 'Wacom Serial IDs',
                    '1', '4660', '2', '4660', '2050'], check=True)
    time.sleep(.3)


def draw_with_pen(pad, pen, number, seconds):
    """number samples, one every so many seconds, and all of them counted."""
    places = list(wave(number))
    first = pad.at(*places[0][:2])
    pen.move(*first, 0)
    pen.wait()
    time.sleep(.1)
    pen.tip(True, *first, places[0][2])
    begin = time.monotonic()
    for i, (x, y, pressure) in enumerate(places[1:], 1):
        while time.monotonic() < begin + i * seconds:
            pass
        pen.move(*pad.at(x, y), pressure)
    pen.wait()
    took = time.monotonic() - begin
    pen.tip(False, *pad.at(*places[-1][:2]), 0)
    pen.wait()
    return number / took


def rest_hand(pad, finger, strokes):
    """While the pen is near, the hand that holds it writes nothing."""
    finger.touch(18, *pad.at(.7, .8))
    finger.touch(19, *pad.at(.72, .82))
    finger.touch(20, *pad.at(.72, .82))
    finger.wait()
    time.sleep(.3)
    pad.wait_strokes(strokes)


def read_traces(path):
    """Each stroke as a list of points, each a list of numbers; the channels of its context first."""
    root = xml.etree.ElementTree.parse(path).getroot()
    name = root.tag.split('}')[0] + '}'
    formats = {}
    for context in root.iter(name + 'context'):
        channels = [channel.get('name') for channel in context.iter(name + 'channel')]
        identity = context.get('{http://www.w3.org/XML/1998/namespace}id')
        formats['#' + identity if identity else ''] = channels
    for trace in root.iter(name + 'trace'):
        points = [[float(word) for word in point.split()] for point in trace.text.split(',')]
        yield formats.get(trace.get('contextRef')), points


class Journey:
    def __init__(self, program, command_line, service, folder):
        self.command_line, self.folder = command_line, folder
        self.profile = os.path.join(folder, 'profile')
        data = os.path.join(folder, 'service')
        os.mkdir(self.profile, 0o700)
        os.mkdir(data, 0o700)
        self.service = driver.Service(service, data)
        ready = self.service.start()
        self.pin_file = os.path.join(folder, 'pin')
        with open(self.pin_file, 'w', encoding='ascii') as file:
            file.write(PIN + '\n')
        self.run('init', ready['init'])
        self.run('download', '10001')
        self.app = driver.Program(program, self.profile, 'en', os.path.join(folder, 'log'))

    def run(self, *words):
        subprocess.run([self.command_line, '--profile', self.profile, *words], check=True,
                       stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)

    def open_pad(self):
        self.app.click('push button', 'Signature capture')
        self.app.find('text', 'PIN')
        self.app.type(PIN)
        self.app.press('Return')
        driver.wait(lambda: not self.app.look('text', self.app.text_of('PIN')), 'the identity check')
        self.app.find('image', 'Signature pad')
        return Pad(self.app)

    def fetch(self):
        path = os.path.join(self.folder, 'out.inkml')
        self.run('signature', 'get', '-o', path, '--pin-file', self.pin_file)
        return list(read_traces(path))

    def end(self):
        self.app.kill()
        self.service.stop()


def why_not():
    """Why there is no pen here, or None."""
    if os.environ.get('WITH_PEN_MISSING'):
        return os.environ['WITH_PEN_MISSING']
    return None if shutil.which('xinput') else 'xinput is not installed'


def check_samples(traces, rates):
    """What the pen sent is what the service has: every sample, with its pressure."""
    with_pressure = [(channels, points) for channels, points in traces if 'F' in channels]
    if len(with_pressure) != len(rates):
        raise driver.Failed(f'{len(with_pressure)} strokes with pressure, not {len(rates)}')
    for (channels, points), (number, rate) in zip(with_pressure, rates):
        if len(points) != number:
            raise driver.Failed(f'{len(points)} samples at {rate:.0f} a second, not {number}')
        pressures = [point[channels.index('F')] for point in points]
        sent = [pressure for _, _, pressure in wave(number)]
        worst = max(abs(one - other) for one, other in zip(pressures, sent))
        if worst > .02:
            raise driver.Failed(f'a pressure is {worst:.3f} from what was sent')
        print(f'# {number} samples at {rate:.0f} a second, all there')


def sign(journey, tell):
    sockets = os.environ['WITH_PEN_DIR']
    pad = journey.open_pad()
    draw_with_mouse(pad)
    tell('mouse')
    finger = Device(os.path.join(sockets, 'touch.sock'))
    draw_with_finger(pad, finger, 2)
    tell('finger')
    pen = Device(os.path.join(sockets, 'pen.sock'))
    bring_pen(pen, pad)
    rates = [(300, draw_with_pen(pad, pen, 300, .005))]
    pad.wait_strokes(3)
    rest_hand(pad, finger, 3)
    tell('the hand that holds the pen')
    rates.append((2000, draw_with_pen(pad, pen, 2000, .001)))
    pad.wait_strokes(4)
    pen.near(False, *pad.at(.9, .5))
    pen.wait()
    tell('pen')

    journey.app.click('push button', 'Preview')
    journey.app.click('push button', 'Submit')
    journey.app.see_text('Version %u · %s · %s')
    tell('submit')
    traces = journey.fetch()
    if len(traces) != 4:
        raise driver.Failed(f'{len(traces)} strokes, not 4')
    check_samples(traces, rates)
    tell('every sample')


def main():
    program, command_line, service = (os.path.abspath(path) for path in sys.argv[1:4])
    reason = why_not()
    if reason:
        print(f'1..0 # SKIP {reason}')
        return 0

    print(f'1..{TESTS}', flush=True)
    done = []

    def tell(what):
        done.append(what)
        print(f'ok {len(done)} {what}', flush=True)

    folder = tempfile.mkdtemp(prefix='yunyao-pen-')
    journey = None
    try:
        journey = Journey(program, command_line, service, folder)
        sign(journey, tell)
    except Exception:
        for line in traceback.format_exc().split('\n'):
            print(f'# {line}')
        log = os.path.join(folder, 'log')
        if os.path.exists(log):
            with open(log, encoding='utf-8') as file:
                for line in re.split('\n', file.read())[-20:]:
                    print(f'# log: {line}')
        for number in range(len(done) + 1, TESTS + 1):
            print(f'not ok {number} not reached', flush=True)
    finally:
        if journey is not None:
            journey.end()
        shutil.rmtree(folder, ignore_errors=True)
    return 0 if len(done) == TESTS else 1


sys.exit(main())
