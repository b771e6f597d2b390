#!/usr/bin/python3
# journeys.py: the real program and the real service, as a person goes
#
# SPDX-License-Identifier: LGPL-2.1-or-later
#
# usage: journeys.py PROGRAM SERVICE LANGUAGE; writes TAP

import os
import shutil
import sys
import tempfile
import time
import traceback

import driver


def start(program, folder, language):
    profile = os.path.join(folder, 'profile')
    os.mkdir(profile, 0o700)
    return driver.Program(program, profile, language, os.path.join(folder, 'log'))


def without_capture(app):
    """The journey does not go on with the signature."""
    app.click('check box', 'Capture signature')


def choose_person(app, uid):
    """The built-in service, and one of its people, by the keyboard alone."""
    app.tab_to('list item', 'Try the built-in demonstration service', limit=30)
    app.press('Return')
    app.see(f'^{uid}$')
    app.check_names('people')
    app.tab_to('list item', uid)
    app.press('Return')
    app.see_no(f'^{int(uid) + 1}$')


def go_with_builtin_service(program, service, folder, language):
    """First start, demonstration, details, export, refresh, a second certificate, switch, delete."""
    app = start(program, folder, language)
    try:
        app.see_text('Download your certificate')
        app.check_names('first start')
        app.click('push button', 'Next')
        app.see_text('Enter your user ID or employee number.')

        choose_person(app, '10001')
        without_capture(app)
        app.click('push button', 'Next')
        app.see('张伟')
        app.see_text('Certificate valid')
        app.check_names('main screen')

        app.click('push button', 'View certificate')
        app.see_text('SM3 fingerprint')
        app.see_text('SHA-256 fingerprint')
        app.check_names('details')
        app.press('Escape')
        app.see_text('Certificate valid')

        app.press('F5')
        app.see_text('Everything is up to date')

        add_by_number(app, '10006')
        app.see('杨帆')
        app.see_text('Certificate ends soon')

        switch_to_first(app)
        app.see_text('Certificate valid')

        delete_with_warning(app)
        app.end()
    finally:
        app.kill()


def add_by_number(app, uid):
    """Use new account, and the number typed."""
    app.press('ctrl+n')
    app.see_text('Download your certificate')
    type_number(app, uid)


def type_number(app, uid):
    """Fills the number in and goes on."""
    node = app.find('text', 'User ID or employee number')
    driver.Atspi.EditableText.set_text_contents(node, uid)
    without_capture(app)
    app.click('push button', 'Next')


def switch_to_first(app):
    app.press('ctrl+2')
    app.see_text('Switch certificate')
    app.find('push button', 'Done')
    app.check_names('switch')
    # The list has the focus; Home goes to the first certificate, Enter chooses it.
    app.press('Home', 'Return')


def delete_with_warning(app):
    app.click('push button', 'Delete certificate…')
    app.see_text('Delete certificate?')
    # Enter chooses what is safe.
    app.wait_focused('push button', 'Cancel')
    app.press('Return')
    app.see_no_text('Delete certificate?')
    app.see('张伟')
    app.click('push button', 'Delete certificate…')
    app.see_text('Delete certificate?')
    app.click('push button', 'Delete')
    app.see('杨帆')


def go_with_own_service(program, service, folder, language):
    """A code typed, connection check, the service down and up again, a revocation."""
    data = os.path.join(folder, 'service')
    os.mkdir(data, 0o700)
    demo = driver.Service(service, data)
    app = start(program, folder, language)
    try:
        code = demo.start()['init']
        app.see_text('Download your certificate')
        app.press('ctrl+i')
        app.find('text', 'Initialisation code')
        app.check_names('code')
        app.type('hello')
        app.click('push button', 'Next')
        app.see_text('This is not an initialisation code.')
        app.press('ctrl+a')
        app.type(code)
        app.click('push button', 'Next')
        app.see_text('Code valid until')
        app.check_names('what is in the code')
        app.click('push button', 'Use this service')
        app.see_no_text('Code valid until')
        type_number(app, '10002')
        app.see('李娜')
        app.see_text('Not verified')

        app.press('ctrl+3')
        app.see_text('Connection check')
        app.check_names('about')
        app.click('push button', 'Check')
        app.see_text('Connected: the service is the right one and answered in %.0f ms')

        demo.stop()
        app.press('F5')
        app.see_text('The service cannot be reached.')
        demo.start()
        app.click('push button', 'Try again')
        app.see_no_text('The service cannot be reached.')

        demo.administer('certs', 'revoke', '10002', '--reason', 'superseded')
        app.press('ctrl+1')
        app.press('ctrl+r')
        app.see_text('Certificate revoked')
        app.see_text('This certificate was revoked and can no longer be used.')
        app.end()
    finally:
        app.kill()
        demo.stop()


def assert_no_text(app, english):
    """Whoever listens on the accessibility bus learns nothing of what is typed."""
    node = app.find('text', english)
    if node.get_text_iface() is not None:
        raise driver.Failed(f'“{english}” gives its text to the accessibility bus')


def change_pin_from_message(program, service, folder, language):
    """By the keyboard alone: the first PIN from its message, a PIN of one's own, and signing in."""
    app = start(program, folder, language)
    try:
        app.see_text('Download your certificate')
        app.tab_to('list item', 'Try the built-in demonstration service', limit=30)
        app.press('Return')
        app.see('^10001$')
        app.type('10010')
        app.see_no('^10001$')
        app.tab_to('list item', '10010')
        app.press('Return')
        app.see_no_text('Choose somebody to be. Everything happens on this computer.')
        without_capture(app)
        app.tab_to('push button', 'Next')
        app.press('Return')
        app.see('吴昊')
        app.see_text('Certificate valid')

        # The newest is in sight; the one that is looked for may be further down.
        app.press('ctrl+m')
        app.see('1380001001[0-2]')
        app.check_names('messages')
        app.tab_to('list item', '13800010010', key='Down')
        app.press('Return')
        app.see_text('Code copied')
        # Escape takes the toast away first.
        app.press('Escape', 'Escape')
        app.see_no('1380001001[0-2]')

        app.press('ctrl+p')
        app.see_text('Old PIN')
        app.check_names('change PIN')
        app.tab_to('text', 'Old PIN')
        app.press('ctrl+v', 'Return')
        app.wait_focused('text', 'New PIN')
        app.type('123456')
        app.see_text('Digits that follow each other are easy to guess.')
        assert_no_text(app, 'New PIN')
        app.press('ctrl+a')
        app.type('592817')
        app.see_text('This PIN can be used.')
        app.press('Return')
        app.wait_focused('text', 'New PIN again')
        app.type('592817')
        app.press('Return')
        app.see_text('PIN changed')

        app.tab_to('list item', 'State of the PIN')
        app.end()
    finally:
        app.kill()


JOURNEYS = [go_with_builtin_service, go_with_own_service, change_pin_from_message]


def main():
    program, service, language = sys.argv[1:4]
    print(f'1..{len(JOURNEYS)}', flush=True)
    failed = False
    for number, journey in enumerate(JOURNEYS, 1):
        folder = tempfile.mkdtemp(prefix='yunyao-journey-')
        begin = time.monotonic()
        try:
            journey(os.path.abspath(program), os.path.abspath(service), folder, language)
            print(f'ok {number} {journey.__name__} in {time.monotonic() - begin:.1f} s', flush=True)
        except Exception:
            failed = True
            for line in traceback.format_exc().split('\n'):
                print(f'# {line}')
            log = os.path.join(folder, 'log')
            if os.path.exists(log):
                with open(log, encoding='utf-8') as file:
                    for line in file.read().split('\n')[-20:]:
                        print(f'# log: {line}')
            print(f'not ok {number} {journey.__name__}', flush=True)
        finally:
            shutil.rmtree(folder, ignore_errors=True)
    return 1 if failed else 0


sys.exit(main())
