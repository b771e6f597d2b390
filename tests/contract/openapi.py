# openapi.py: holds replies against docs/openapi.json
#
# SPDX-License-Identifier: LGPL-2.1-or-later

import json
import re

# The keywords of JSON Schema that the document uses; another one is a mistake in the document, since
# it would not be checked.
CHECKED = {'type', 'enum', 'const', 'pattern', 'minLength', 'maxLength', 'minimum', 'maximum',
           'minItems', 'maxItems', 'items', 'properties', 'required', 'anyOf', '$ref',
           'additionalProperties'}
IGNORED = {'description', 'default'}

TYPES = {
    'object': dict,
    'array': list,
    'string': str,
    'integer': int,
    'boolean': bool,
    'null': type(None),
}


class Mismatch(Exception):
    pass


def is_type(value, name):
    if name == 'integer' and isinstance(value, bool):
        return False
    return isinstance(value, TYPES[name])


class Document:
    def __init__(self, path):
        with open(path, encoding='utf-8') as file:
            self.root = json.load(file)

    def resolve(self, node):
        while '$ref' in node:
            target = self.root
            for part in node['$ref'].removeprefix('#/').split('/'):
                target = target[part]
            node = target
        return node

    def operations(self):
        """Gives (method, pattern, operation) for each operation."""
        for pattern, methods in self.root['paths'].items():
            for method, operation in methods.items():
                yield method.upper(), pattern, operation

    def check_scalar(self, schema, value, where):
        if isinstance(value, str):
            if not schema.get('minLength', 0) <= len(value) <= schema.get('maxLength', len(value)):
                raise Mismatch(f'{where}: a string of {len(value)} characters')
            if 'pattern' in schema and not re.search(schema['pattern'], value):
                raise Mismatch(f'{where}: {value!r} does not match {schema["pattern"]}')
        if is_type(value, 'integer'):
            if not schema.get('minimum', value) <= value <= schema.get('maximum', value):
                raise Mismatch(f'{where}: {value} is out of range')

    def check_array(self, schema, value, where):
        if not schema.get('minItems', 0) <= len(value) <= schema.get('maxItems', len(value)):
            raise Mismatch(f'{where}: {len(value)} items')
        for index, item in enumerate(value):
            self.check(schema['items'], item, f'{where}/{index}')

    def check_object(self, schema, value, where):
        if schema.get('additionalProperties', False) is not False:
            raise Mismatch(f'{where}: the schema lets members in that are not described')
        for name in schema.get('required', []):
            if name not in value:
                raise Mismatch(f'{where}: {name} is missing')
        for name, member in value.items():
            # A client bears members that it does not know; but ours are all written down.
            if name not in schema['properties']:
                raise Mismatch(f'{where}: {name} is not described')
            self.check(schema['properties'][name], member, f'{where}/{name}')

    def check_any(self, schemas, value, where):
        reasons = []
        for schema in schemas:
            try:
                return self.check(schema, value, where)
            except Mismatch as mismatch:
                reasons.append(str(mismatch))
        raise Mismatch(' and '.join(reasons))

    def check(self, schema, value, where=''):
        """Raises Mismatch unless the value is as the schema wants it."""
        schema = self.resolve(schema)
        unknown = set(schema) - CHECKED - IGNORED
        if unknown:
            raise Mismatch(f'{where}: the schema has {unknown}, which are not checked')
        if 'anyOf' in schema:
            return self.check_any(schema['anyOf'], value, where)

        types = schema['type'] if isinstance(schema['type'], list) else [schema['type']]
        if not any(is_type(value, name) for name in types):
            raise Mismatch(f'{where}: {value!r} is not of type {types}')
        if 'enum' in schema and value not in schema['enum']:
            raise Mismatch(f'{where}: {value!r} is none of {schema["enum"]}')
        if 'const' in schema and value != schema['const']:
            raise Mismatch(f'{where}: {value!r} is not {schema["const"]!r}')
        if isinstance(value, list):
            self.check_array(schema, value, where)
        elif isinstance(value, dict):
            self.check_object(schema, value, where)
        else:
            self.check_scalar(schema, value, where)

    def check_reply(self, operation, reply):
        """Holds a reply against what its operation says of its status."""
        response = self.resolve(operation['responses'].get(str(reply.status)) or {})
        if not response:
            raise Mismatch(f'status {reply.status} is not described')
        for name, header in response.get('headers', {}).items():
            value = reply.headers.get(name)
            if value is None and header.get('required'):
                raise Mismatch(f'the header {name} is missing')
            if value is not None:
                schema = self.resolve(header['schema'])
                whole = re.fullmatch('[0-9]{1,18}', value)
                self.check(schema, int(value) if schema['type'] == 'integer' and whole else value,
                           name)
        if 'content' not in response:
            if reply.body or reply.headers.get('Content-Type'):
                raise Mismatch(f'status {reply.status} has no body')
            return
        if reply.headers.get('Content-Type') not in response['content']:
            raise Mismatch(f'{reply.headers.get("Content-Type")} is not described')
        content = response['content'][reply.headers['Content-Type']]
        if 'schema' in content:
            self.check(content['schema'], json.loads(reply.body), 'body')
