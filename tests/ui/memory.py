#!/usr/bin/python3
# memory.py: what the memory of the running program holds of a PIN that was typed
#
# SPDX-License-Identifier: LGPL-2.1-or-later
#
# usage: memory.py PROGRAM SERVICE; writes TAP

import os
import re
import shutil
import sys
import tempfile
import traceback

import driver

FIRST_PIN = '739164'
PIN = 'kestrel-592817-owl'
ENCODINGS = ('utf-8', 'utf-16-le', 'utf-32-le')


def read_memory(pid):
    """(name of the mapping, its bytes), of everything that the process may write to."""
    with open(f'/proc/{pid}/maps', encoding='utf-8') as file:
        lines = file.read().splitlines()
    with open(f'/proc/{pid}/mem', 'rb', buffering=0) as memory:
        for line in lines:
            match = re.match(r'([0-9a-f]+)-([0-9a-f]+) (\S+) \S+ \S+ \S+ *(.*)', line)
            begin, end = int(match[1], 16), int(match[2], 16)
            if 'w' not in match[3] or match[4] == '[vvar]':
                continue
            try:
                memory.seek(begin)
                yield match[4] or 'anonymous', memory.read(end - begin)
            except OSError:
                # Unmapped since the list was made, or never readable.
                continue


def search(pid, text):
    """Where a text is in the memory of a process: lines for people."""
    found = []
    for name, contents in read_memory(pid):
        for encoding in ENCODINGS:
            at = contents.find(text.encode(encoding))
            if at >= 0:
                around = contents[max(0, at - 32):at + 96]
                found.append(f'{encoding} in {name}, {len(contents)} bytes, at {at}: {around!r}')
    return found


def tell(found):
    for line in found:
        print(f'# {line}', flush=True)


def see_found(app, text, what):
    """That the search finds what is there shows that it finds what should not be."""
    driver.wait(lambda: search(app.process.pid, text), what)


def see_gone(app, text, what):
    try:
        driver.wait(lambda: not search(app.process.pid, text), what)
    except driver.Failed:
        tell(search(app.process.pid, text))
        raise


def add_person(app, code):
    app.see_text('Download your certificate')
    app.press('ctrl+i')
    app.find('text', 'Initialisation code')
    app.type(code)
    app.click('push button', 'Next')
    app.see_text('Code valid until')
    app.click('push button', 'Use this service')
    app.see_no_text('Code valid until')
    node = app.find('text', 'User ID or employee number')
    driver.Atspi.EditableText.set_text_contents(node, '10001')
    app.click('check box', 'Capture signature')
    app.click('push button', 'Next')
    app.see('张伟')


def change_pin(app):
    app.press('ctrl+p')
    app.see_text('Old PIN')
    app.tab_to('text', 'Old PIN')
    app.type(FIRST_PIN)
    app.press('Return')
    app.wait_focused('text', 'New PIN')
    app.type(PIN)
    app.see_text('This PIN can be used.')
    see_found(app, PIN, 'the PIN while it stands in its entry')
    see_found(app, FIRST_PIN, 'the old PIN while it stands in its entry')
    app.press('Return')
    app.wait_focused('text', 'New PIN again')
    app.type(PIN)
    app.press('Return')
    app.see_text('PIN changed')


def sign_in(app):
    """Somebody who has just started the program is asked for the PIN, to see how things stand."""
    app.see('张伟')
    app.press('ctrl+p')
    app.see_text('Old PIN')
    app.tab_to('list item', 'State of the PIN')
    app.press('Return')
    app.see_text('Enter your PIN to see how things stand with it.')
    app.wait_focused('text', 'PIN')
    app.type(PIN)
    see_found(app, PIN, 'the PIN in the dialog')
    app.press('Return')
    app.see_no_text('Enter your PIN to see how things stand with it.')


def go(program, service, folder):
    profile, data = os.path.join(folder, 'profile'), os.path.join(folder, 'service')
    os.mkdir(profile, 0o700)
    os.mkdir(data, 0o700)
    demo = driver.Service(service, data)
    log = os.path.join(folder, 'log')
    app = driver.Program(program, profile, 'en', log)
    try:
        add_person(app, demo.start()['init'])
        change_pin(app)
        see_gone(app, PIN, 'the end of the new PIN')
        see_gone(app, FIRST_PIN, 'the end of the old PIN')
        print('ok 1 after the change of the PIN', flush=True)
        app.end()
        app = driver.Program(program, profile, 'en', log)
        sign_in(app)
        see_gone(app, PIN, 'the end of the PIN')
        print('ok 2 after the identity check', flush=True)
        app.end()
    finally:
        app.kill()
        demo.stop()


def main():
    program, service = (os.path.abspath(path) for path in sys.argv[1:3])
    folder = tempfile.mkdtemp(prefix='yunyao-memory-')
    print('1..2', flush=True)
    try:
        go(program, service, folder)
    except Exception:
        for line in traceback.format_exc().split('\n'):
            print(f'# {line}')
        print('not ok - the memory of the program')
        return 1
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    return 0


sys.exit(main())
