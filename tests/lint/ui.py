# ui.py: what people read in a .ui file can be translated, and every control has a name to read out
#
# SPDX-License-Identifier: LGPL-2.1-or-later

import re
import xml.parsers.expat

import tree

LINES = 350
TEXTS = {
    'label', 'title', 'subtitle', 'tooltip-text', 'tooltip_text', 'description', 'placeholder-text',
    'heading', 'body', 'text', 'comments', 'translator-credits', 'button-label', 'revealed-text',
    'help-text', 'summary', 'display-name', 'action-name-label',
}
BUTTONS = {'GtkButton', 'GtkMenuButton', 'GtkToggleButton', 'AdwSplitButton'}
FIELDS = {
    'GtkEntry', 'GtkText', 'GtkTextView', 'GtkPasswordEntry', 'GtkSearchEntry', 'GtkSpinButton',
    'GtkDropDown', 'GtkComboBox', 'GtkScale', 'GtkListView', 'GtkGridView', 'GtkColumnView',
    'GtkProgressBar', 'GtkLevelBar', 'GtkDrawingArea', 'GtkPicture',
}


class Element:
    def __init__(self, tag, attributes, line, parent):
        self.tag, self.attributes, self.line, self.parent = tag, attributes, line, parent
        self.children, self.text = [], ''

    def properties(self):
        return {child.attributes.get('name', '').replace('_', '-'): child.text.strip()
                for child in self.children if child.tag == 'property'}

    def walk(self):
        yield self
        for child in self.children:
            yield from child.walk()


def parse(text):
    """Reads XML into elements that know their lines."""
    root = current = Element('', {}, 0, None)
    parser = xml.parsers.expat.ParserCreate()

    def start(tag, attributes):
        nonlocal current
        element = Element(tag, attributes, parser.CurrentLineNumber, current)
        current.children.append(element)
        current = element

    def end(tag):
        nonlocal current
        current = current.parent

    def characters(data):
        current.text += data

    parser.StartElementHandler, parser.EndElementHandler = start, end
    parser.CharacterDataHandler = characters
    parser.Parse(text, True)
    return root


def has_letters(text):
    return bool(re.search(r'[^\W\d_]', text))


def check_translatable(path, element):
    name = element.attributes.get('name', '')
    if element.tag not in ('property', 'attribute', 'item') or element.children:
        return
    if element.tag == 'item' and element.parent.tag != 'items':
        return
    if element.tag != 'item' and name not in TEXTS:
        return
    if 'bind-source' in element.attributes or not has_letters(element.text):
        return
    if 'translatable' not in element.attributes:
        yield path, element.line, f'"{element.text.strip()}" is not translatable'


def is_named(element):
    for child in element.children:
        if child.tag == 'accessibility':
            for one in child.children:
                name = one.attributes.get('name', '')
                if (one.tag, name) in (('property', 'label'), ('relation', 'labelled-by')):
                    return True
        if child.tag == 'property' and child.attributes.get('name') == 'accessible-role':
            return child.text.strip() in ('presentation', 'none', 'PRESENTATION', 'NONE')
    return False


def check_named(path, element):
    if element.tag not in ('object', 'template'):
        return
    kind = element.attributes.get('class', '')
    has = element.properties()
    has_child = any(child.tag == 'child' for child in element.children)
    if kind in BUTTONS and 'icon-name' in has and 'label' not in has and not has_child \
            and not is_named(element):
        yield path, element.line, f'{kind} with an icon alone: it needs an accessible label'
    if kind in FIELDS and not is_named(element):
        yield path, element.line, f'{kind} needs an accessible label or labelled-by'


def check(root, build):
    for path in tree.list_files(root, '.ui'):
        text = tree.read(root, path)
        if text.count('\n') > LINES:
            yield path, 1, f'{text.count(chr(10))} lines, {LINES} at most'
        try:
            elements = parse(text)
        except xml.parsers.expat.ExpatError as error:
            yield path, error.lineno, f'is not XML: {error}'
            continue
        for element in elements.walk():
            yield from check_translatable(path, element)
            yield from check_named(path, element)
