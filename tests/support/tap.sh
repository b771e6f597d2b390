# shellcheck shell=bash disable=SC2034
# tap.sh: TAP for shell tests; source it, run checks, end with tap_done
#
# SPDX-License-Identifier: LGPL-2.1-or-later
#
#   . "$(dirname "$0")/../support/tap.sh"
#   run yunyaoctl certs list --json       # keeps $status, $output (stdout) and $errors (stderr)
#   is "certs list: status" "$status" 0
#   like "certs list: names the holder" "$output" '张伟'
#   json "certs list: one item" "$output" 'len(d["items"]) == 1'
#   tap_done
#
# $tap_dir is a folder of this test's own, removed at the end. Children named with tap_kill_at_exit
# are ended then too.

set -u

tap_count=0
tap_failures=0
tap_children=()
status=0
output=
errors=

tap_dir=$(mktemp -d "${TMPDIR:-/tmp}/yunyao-tap-XXXXXX") || exit 1
chmod 0700 "$tap_dir"

tap_clean_up ()
{
  local pid
  for pid in "${tap_children[@]}"; do
    kill "$pid" 2>/dev/null
    wait "$pid" 2>/dev/null
  done
  rm -rf --one-file-system -- "$tap_dir"
}
trap tap_clean_up EXIT
trap 'exit 143' TERM
trap 'exit 130' INT

tap_kill_at_exit ()
{
  tap_children+=("$1")
}

# run PROGRAM ARGS...: never fails itself; standard input is empty unless it is redirected.
run ()
{
  status=0
  if [ -t 0 ]; then
    "$@" >"$tap_dir/.stdout" 2>"$tap_dir/.stderr" </dev/null || status=$?
  else
    "$@" >"$tap_dir/.stdout" 2>"$tap_dir/.stderr" || status=$?
  fi
  output=$(cat "$tap_dir/.stdout")
  errors=$(cat "$tap_dir/.stderr")
}

ok ()
{
  tap_count=$((tap_count + 1))
  echo "ok $tap_count $1"
}

# not_ok NAME [LINES]: the lines become comments.
not_ok ()
{
  tap_count=$((tap_count + 1))
  tap_failures=$((tap_failures + 1))
  echo "not ok $tap_count $1"
  [ -z "${2:-}" ] || printf '%s\n' "$2" | sed 's/^/#   /'
  [ -z "$errors" ] || printf '%s\n' "$errors" | tail -n 20 | sed 's/^/#   stderr: /'
}

# is NAME FOUND EXPECTED
is ()
{
  if [ "$2" = "$3" ]; then
    ok "$1"
  else
    not_ok "$1" "found: $2
expected: $3"
  fi
}

# isnt NAME FOUND UNEXPECTED
isnt ()
{
  if [ "$2" != "$3" ]; then
    ok "$1"
  else
    not_ok "$1" "found: $2"
  fi
}

# like NAME FOUND EXTENDED-REGEX
like ()
{
  if printf '%s\n' "$2" | grep -qE -e "$3"; then
    ok "$1"
  else
    not_ok "$1" "found: $2
expected to match: $3"
  fi
}

# unlike NAME FOUND EXTENDED-REGEX
unlike ()
{
  if printf '%s\n' "$2" | grep -qE -e "$3"; then
    not_ok "$1" "found: $2
expected not to match: $3"
  else
    ok "$1"
  fi
}

# check NAME COMMAND ARGS...: the command succeeds.
check ()
{
  local name=$1
  shift
  if "$@" >"$tap_dir/.check" 2>&1; then
    ok "$name"
  else
    not_ok "$name" "failed: $*
$(tail -n 20 "$tap_dir/.check")"
  fi
}

# json NAME TEXT PYTHON-EXPRESSION: true of d, the parsed text.
json ()
{
  local found
  if found=$(printf '%s' "$2" | /usr/bin/python3 -c '
import json, sys
d = json.load(sys.stdin)
sys.exit(0 if eval(sys.argv[1]) else 1)' "$3" 2>&1); then
    ok "$1"
  else
    not_ok "$1" "found: $2
expected: $3
$found"
  fi
}

# json_get TEXT PYTHON-EXPRESSION: prints a value out of d.
json_get ()
{
  printf '%s' "$1" | /usr/bin/python3 -c '
import json, sys
d = json.load(sys.stdin)
print(eval(sys.argv[1]))' "$2"
}

# skip NAME REASON: the line before says "owner: NAME" (lint looks for it).
skip ()
{
  tap_count=$((tap_count + 1))
  echo "ok $tap_count $1 # SKIP $2"
}

# wait_until SECONDS COMMAND ARGS...: true as soon as the command is; false after the time.
wait_until ()
{
  local deadline=$((SECONDS + $1))
  shift
  until "$@" >/dev/null 2>&1; do
    [ "$SECONDS" -lt "$deadline" ] || return 1
    sleep 0.05
  done
}

tap_done ()
{
  echo "1..$tap_count"
  [ "$tap_failures" -eq 0 ]
  exit
}
