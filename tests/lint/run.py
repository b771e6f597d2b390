#!/usr/bin/python3
# run.py: runs one rule over the tree and over its samples, as TAP; usage: run.py RULE ROOT BUILD
#
# SPDX-License-Identifier: LGPL-2.1-or-later
#
# A rule is a module with check(root, build), which yields (path, line, what is wrong); a text that
# starts with "warning:" is shown and does not fail. Each folder in samples/RULE is a small tree that
# the rule must find fault with: "expect" there has one regular expression for each finding, in any
# order, and none where the sample is good. BUILD is None for a sample.

import importlib
import os
import re
import sys

sys.dont_write_bytecode = True
HERE = os.path.dirname(os.path.abspath(__file__))


def list_findings(rule, root, build):
    found, warnings = [], []
    for path, line, text in rule.check(root, build):
        where = f'{path}:{line}: {text}'
        (warnings if text.startswith('warning:') else found).append(where)
    return found, warnings


def compare(found, expected):
    """Lists what was found and not expected, and the other way round."""
    wrong, left = [], list(found)
    for pattern in expected:
        fitting = next((one for one in left if re.search(pattern, one)), None)
        if fitting is None:
            wrong.append(f'not found: {pattern}')
        else:
            left.remove(fitting)
    return wrong + [f'not expected: {one}' for one in left]


def list_samples(name):
    folder = os.path.join(HERE, 'samples', name)
    return sorted(os.listdir(folder)) if os.path.isdir(folder) else []


def report(number, name, wrong):
    print(f'{"not ok" if wrong else "ok"} {number} {name}')
    for line in wrong:
        print(f'#   {line}')
    return bool(wrong)


def main():
    name, root, build = sys.argv[1:]
    rule = importlib.import_module(name)
    reason = rule.why_not() if hasattr(rule, 'why_not') else None
    if reason:
        print(f'1..0 # SKIP {reason}')
        return 0

    found, warnings = list_findings(rule, root, build)
    for line in warnings:
        print(f'# {line}')
    failed = report(1, f'/lint/{name}/tree', found)

    samples = list_samples(name)
    for number, sample in enumerate(samples, 2):
        folder = os.path.join(HERE, 'samples', name, sample)
        with open(os.path.join(folder, 'expect'), encoding='utf-8') as source:
            expected = [line for line in source.read().split('\n') if line]
        found, _ = list_findings(rule, folder, None)
        failed |= report(number, f'/lint/{name}/sample-{sample}', compare(found, expected))

    # A rule that nothing has ever failed may be one that finds nothing.
    bad = [one for one in samples if os.path.getsize(os.path.join(HERE, 'samples', name, one, 'expect'))]
    failed |= report(len(samples) + 2, f'/lint/{name}/has-a-sample-that-fails',
                     [] if bad else [f'no sample in tests/lint/samples/{name}'])
    print(f'1..{len(samples) + 2}')
    return 1 if failed else 0


sys.exit(main())
