# shellcheck shell=bash
# common.sh: what the tests of the command line share; source it first
#
# SPDX-License-Identifier: LGPL-2.1-or-later
#
# From the environment: YUNYAOCTL and YUNYAOD, the two programs, and SOURCE_ROOT, the tree.

. "$(dirname "${BASH_SOURCE[0]}")/../support/tap.sh"

# A home of the test's own: nothing of the person's is read or written.
export HOME=$tap_dir/person
export XDG_DATA_HOME=$tap_dir/person/data
export XDG_CONFIG_HOME=$tap_dir/person/config
export XDG_CACHE_HOME=$tap_dir/person/cache
export XDG_CONFIG_DIRS=$tap_dir/etc
export YUNYAOD
unset YUNYAO_LOCALEDIR
mkdir -p "$HOME" "$XDG_CONFIG_DIRS"

profile=$tap_dir/profile
demo_pid=

# ctl ARGS...: yunyaoctl on the profile of this test; keeps $status, $output and $errors.
ctl ()
{
  run "$YUNYAOCTL" --profile "$profile" "$@" </dev/null
}

# start_demo DIR ARGS...: the demonstration service, which ends with this test at the latest.
# Sets $init, its initialisation code, and $demo_pid.
start_demo ()
{
  local data=$1
  shift

  rm -f "$data/ready.json" "$tap_dir/hold"
  mkfifo "$tap_dir/hold"
  "$YUNYAOD" demo "$data" --limits off --exit-with-stdin "$@" \
    <"$tap_dir/hold" >"$tap_dir/demo.out" 2>"$tap_dir/demo.err" &
  demo_pid=$!
  tap_kill_at_exit "$demo_pid"
  exec 8>"$tap_dir/hold"

  wait_until 60 test -s "$data/ready.json" || {
    sed 's/^/# /' "$tap_dir/demo.err"
    echo "Bail out! the demonstration service does not start"
    exit 1
  }
  init=$(json_get "$(cat "$data/ready.json")" 'd["init"]')
}

# Closes the service's standard input, which ends it.
stop_demo ()
{
  exec 8>&-
  wait "$demo_pid" 2>/dev/null
  demo_pid=
}

# error_is NAME EXIT CODE: the last command ended so, with one JSON line on standard error that says
# what happened and what to do, and nothing on standard output.
error_is ()
{
  is "$1: exit code" "$status" "$2"
  json "$1: error $3" "$(printf '%s' "$errors" | tail -n 1)" \
    "d['error']['code'] == '$3' and d['error']['message'] and d['error']['next']"
  is "$1: nothing on standard output" "$output" ''
}
