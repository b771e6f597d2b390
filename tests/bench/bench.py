# bench.py: measures a figure and its floor in turns, and prints their ratio
#
# SPDX-License-Identifier: LGPL-2.1-or-later
#
# The speed of a machine wanders while it is measured, so a figure alone says little. Each round
# measures both, one after the other; what is judged is the median of the rounds' ratios. A bench
# never fails because a figure is bad: it tells, and somebody reads it.

import os
import statistics
import subprocess
import time

ROUNDS = 9


def seconds_of(command, **keywords):
    """How long a program takes, from nothing to its end."""
    start = time.perf_counter()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, **keywords)
    return time.perf_counter() - start


def pss_of(pid):
    """The memory of a process in KiB, shared pages counted by their share."""
    with open(f'/proc/{pid}/smaps_rollup', encoding='ascii') as rollup:
        return next(int(line.split()[1]) for line in rollup if line.startswith('Pss:'))


def busy_of(pid):
    """(processor time in ms, wake-ups) of a process so far."""
    ticks = os.sysconf('SC_CLK_TCK')
    with open(f'/proc/{pid}/stat', encoding='utf-8') as stat:
        fields = stat.read().rsplit(')', 1)[1].split()
    with open(f'/proc/{pid}/status', encoding='utf-8') as status:
        wakes = sum(int(line.split()[1]) for line in status if 'ctxt_switches' in line)
    return (int(fields[11]) + int(fields[12])) * 1000 / ticks, wakes


def summary(values):
    return f'{statistics.median(values):10.2f} {min(values):10.2f} {max(values):10.2f}'


def heading(machine=True):
    if machine:
        print(f'{os.cpu_count()} processors, load {os.getloadavg()[0]:.2f}')
    print(f'{"":44} {"median":>10} {"min":>10} {"max":>10}')


def compare(figure, measure, floor, measure_floor, reach, rounds=ROUNDS):
    """Measures in turns, after one round that does not count, and prints three lines."""
    measure(), measure_floor()
    pairs = [(measure(), measure_floor()) for _ in range(rounds)]
    ratio = statistics.median(one / other for one, other in pairs)
    print(f'{figure:44} {summary([one for one, _ in pairs])}')
    print(f'{"  " + floor:44} {summary([other for _, other in pairs])}')
    print(f'{"  ratio":44} {ratio:10.2f}   to reach: at most {reach}', flush=True)
    return ratio
