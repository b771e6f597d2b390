# driver.py: uses the real program as a person does, through the accessibility tree and the keyboard
#
# SPDX-License-Identifier: LGPL-2.1-or-later

import gettext
import json
import os
import re
import signal
import subprocess
import time
import warnings

import gi

warnings.filterwarnings('ignore')
gi.require_version('Atspi', '2.0')
from gi.repository import Atspi, GLib  # noqa: E402

PATIENCE = 30
NAMED = {'push button', 'toggle button', 'text', 'password text', 'check box', 'combo box', 'menu item',
         'list item', 'dialog', 'frame', 'link', 'slider', 'spin button'}


class Failed(Exception):
    pass


def wait(condition, what, patience=PATIENCE):
    """Waits until condition() is true and gives back what it returned."""
    deadline = time.monotonic() + patience
    while True:
        try:
            result = condition()
        except GLib.Error:
            # A node vanished while it was looked at.
            result = None
        if result:
            return result
        if time.monotonic() > deadline:
            raise Failed(f'waited in vain for {what}')
        time.sleep(0.05)


def without_mnemonic(text):
    return text.replace('_', '')


class Program:
    """The program, running; all texts are given in English and looked for in its language."""

    def __init__(self, path, profile, language, log):
        catalogue = gettext.translation('yunyao', os.environ['YUNYAO_LOCALEDIR'], [language],
                                        fallback=language == 'en')
        self.texts = {without_mnemonic(english): text
                      for english, text in getattr(catalogue, '_catalog', {}).items()
                      if isinstance(english, str) and '\x04' not in english}
        self.log = open(log, 'w', encoding='utf-8')
        environment = {**os.environ, 'LANGUAGE': language, 'LC_ALL': 'C.UTF-8'}
        for name in ('GTK_A11Y', 'G_DEBUG'):
            environment.pop(name, None)
        self.process = subprocess.Popen([path, '--profile', profile], env=environment,
                                        stderr=self.log)
        wait(self.find_root, 'the program on the accessibility bus')
        # Without a window manager the keyboard belongs to the window below the pointer.
        self.run_xdotool('mousemove', '--sync', '150', '100')

    def text_of(self, english):
        """What the program shows for an English text: translated, without mnemonic."""
        return without_mnemonic(self.texts.get(english, english))

    def run_xdotool(self, *arguments):
        subprocess.run(['xdotool', *arguments], check=True, stdout=subprocess.DEVNULL)

    def press(self, *keys):
        self.run_xdotool('key', '--delay', '40', *keys)

    def type(self, text):
        self.run_xdotool('type', '--delay', '6', text)

    def find_root(self):
        if self.process.poll() is not None:
            raise Failed(f'the program ended with {self.process.returncode}')
        desktop = Atspi.get_desktop(0)
        for i in range(desktop.get_child_count()):
            child = desktop.get_child_at_index(i)
            if child and child.get_process_id() == self.process.pid:
                return child
        return None

    def walk(self, node=None):
        node = node or self.find_root()
        if node is None:
            return
        yield node
        for i in range(node.get_child_count()):
            child = node.get_child_at_index(i)
            if child:
                yield from self.walk(child)

    @staticmethod
    def is_seen(node):
        """Whether it takes room on the screen: pages that are not shown have none."""
        component = node.get_component_iface()
        if component is None:
            return False
        extents = Atspi.Component.get_extents(component, Atspi.CoordType.WINDOW)
        return extents.width > 0 and extents.height > 0

    @staticmethod
    def name_of(node):
        node.clear_cache()
        return node.get_name() or ''

    def look(self, role, text):
        """The last node of a role whose name ends with the text, in the program's language."""
        found = None
        for node in self.walk():
            if node.get_role_name() == role and self.name_of(node).endswith(text) and self.is_seen(node):
                found = node
        return found

    def find(self, role, english):
        text = self.text_of(english)
        return wait(lambda: self.look(role, text), f'{role} “{text}”')

    def shown_by(self, node):
        """What a label, or a label that cries out, says."""
        role = node.get_role_name()
        if role == 'label':
            return self.name_of(node)
        text = node.get_text_iface() if role in ('notification', 'alert') else None
        if text is None:
            return ''
        return Atspi.Text.get_text(text, 0, Atspi.Text.get_character_count(text))

    def has_label(self, pattern):
        for node in self.walk():
            shown = self.shown_by(node)
            if re.search(pattern, shown) and self.is_seen(node):
                return shown
        return None

    def see(self, pattern):
        """Waits for a label that the pattern is found in; not translated."""
        return wait(lambda: self.has_label(pattern), f'the text “{pattern}”')

    def see_text(self, english):
        """Waits for a label that begins like the English text does, up to its first number."""
        text = self.text_of(english)
        start = re.split(r'%[-0-9.]*[a-z]', text)
        piece = max(start, key=len)
        return self.see(re.escape(piece))

    def see_no(self, pattern):
        return wait(lambda: not self.has_label(pattern), f'the end of “{pattern}”')

    def see_no_text(self, english):
        """Waits until no label shows the English text's translation any more."""
        return self.see_no(re.escape(self.text_of(english)))

    def click(self, role, english):
        """Presses a control by its accessible action."""
        node = self.find(role, english)
        names = [Atspi.Action.get_action_name(node, i)
                 for i in range(Atspi.Action.get_n_actions(node))]
        for name in ('click', 'activate', 'toggle'):
            if name in names:
                Atspi.Action.do_action(node, names.index(name))
                return
        raise Failed(f'{role} “{english}” has no action')

    def tab_to(self, role, english, key='Tab', limit=40):
        """Goes on with the keyboard until a control is focused, and fails if it never is."""
        text = self.text_of(english)
        for _ in range(limit):
            if self.is_focused(role, text):
                return
            self.press(key)
            time.sleep(0.06)
        raise Failed(f'the keyboard does not reach {role} “{text}”')

    def wait_focused(self, role, english):
        """Waits until a control has the keyboard by itself."""
        text = self.text_of(english)
        wait(lambda: self.is_focused(role, text), f'the keyboard at {role} “{text}”')

    def is_focused(self, role, text):
        for node in self.walk():
            if node.get_role_name() != role or not self.name_of(node).endswith(text):
                continue
            if node.get_state_set().contains(Atspi.StateType.FOCUSED) and self.is_seen(node):
                return True
        return False

    def list_unnamed(self):
        """Controls that somebody who hears the screen would not know."""
        for node in self.walk():
            if node.get_role_name() in NAMED and self.is_seen(node) and not self.name_of(node) \
                    and node.get_state_set().contains(Atspi.StateType.FOCUSABLE) \
                    and 'combo box' not in self.path_of(node):
                yield f'{node.get_role_name()} in {self.path_of(node)}'

    def path_of(self, node):
        names = []
        while node is not None and len(names) < 6:
            names.append(f'{node.get_role_name()}({node.get_name()})')
            node = node.get_parent()
        return ' < '.join(names)

    def check_names(self, where):
        unnamed = list(self.list_unnamed())
        if unnamed:
            raise Failed(f'{where}: without a name: {unnamed}')

    def children_running(self):
        """The processes that the program started."""
        told = subprocess.run(['ps', '-o', 'pid=', '--ppid', str(self.process.pid)],
                              capture_output=True, text=True, check=False)
        return [int(word) for word in told.stdout.split()]

    def end(self):
        """Quits as a person does, and waits for it."""
        children = self.children_running()
        self.press('ctrl+q')
        wait(lambda: self.process.poll() is not None, 'the end of the program')
        if self.process.returncode != 0:
            raise Failed(f'the program ended with {self.process.returncode}')
        wait(lambda: not any(os.path.exists(f'/proc/{child}') for child in children),
             'the end of the built-in service')
        self.log.close()

    def kill(self):
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGKILL)
            self.process.wait()
        self.log.close()


class Service:
    """A demonstration service of the test's own."""

    def __init__(self, path, folder):
        self.path, self.folder, self.process = path, folder, None

    def start(self):
        ready = os.path.join(self.folder, 'ready.json')
        if os.path.exists(ready):
            os.remove(ready)
        self.process = subprocess.Popen([self.path, 'demo', self.folder, '--limits', 'off'],
                                        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        wait(lambda: os.path.exists(ready), 'the service')
        with open(ready, encoding='utf-8') as file:
            self.ready = json.load(file)
        return self.ready

    def administer(self, *arguments):
        subprocess.run([self.path, 'admin', '--data', self.folder, *arguments], check=True,
                       stdout=subprocess.DEVNULL)

    def stop(self):
        if self.process is not None:
            self.process.terminate()
            self.process.wait()
            self.process = None
