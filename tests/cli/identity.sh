#!/bin/bash
# identity.sh: the PIN, from a file and from a person; signing in and out; messages
#
# SPDX-License-Identifier: LGPL-2.1-or-later

. "$(dirname "$0")/common.sh"

start_demo "$tap_dir/demo"
ctl init "$init"
ctl download 10010
ctl download 10001
pin=$tap_dir/pin
bad=$tap_dir/bad
issued=$tap_dir/issued
new=$tap_dir/new
echo 739164 >"$pin"
echo 739165 >"$bad"
echo 947583 >"$new"

# at_terminal QUESTION ANSWER... -- ARGS...: yunyaoctl, asked and answered at a terminal
at_terminal ()
{
  local talk=()
  while [ "$1" != -- ]; do
    talk+=("$1")
    shift
  done
  shift
  run /usr/bin/python3 "$SOURCE_ROOT/tests/cli/ask.py" "${talk[@]}" -- \
    "$YUNYAOCTL" --profile "$profile" "$@"
}

# Nobody to ask: which option is missing, and nothing is sent.
run setsid "$YUNYAOCTL" --profile "$profile" login --json </dev/null
error_is 'login without a terminal' 2 usage
like 'login without a terminal: names the option' "$errors" '\-\-pin-file'
run setsid "$YUNYAOCTL" --profile "$profile" pin change --pin-file "$pin" --json </dev/null
error_is 'pin change without a terminal' 2 usage
like 'pin change without a terminal: names the option' "$errors" '\-\-new-pin-file'

# From a file
ctl login --pin-file "$pin" --json
is 'login: exit code' "$status" 0
json 'login: the account' "$output" \
  'd["uid"] == d["holder"] == "10001" and d["pin"] == "chosen" and d["bound"] is False'
json 'login: tries' "$output" 'd["tries_left"] == 5 and d["locked_until"] is None'
printf '739164\r\nsomething else\n' >"$tap_dir/dos"
ctl login --pin-file "$tap_dir/dos"
is 'login: only the first line counts' "$status" 0
like 'login: for people' "$output" 'not bound'
run "$YUNYAOCTL" --profile "$profile" login --pin-file - --json <"$pin"
is 'login: from standard input' "$status" 0
printf '７３９１６４\n' >"$tap_dir/wide"
ctl login --pin-file "$tap_dir/wide"
is 'login: full-width digits are the same digits' "$status" 0
ctl login --pin-file "$tap_dir/nothing" --json
error_is 'login: no such file' 1 storage
: >"$tap_dir/empty"
ctl login --pin-file "$tap_dir/empty" --json
error_is 'login: empty file' 2 invalid-input
head -c 4096 /dev/zero | tr '\0' 7 >"$tap_dir/long"
ctl login --pin-file "$tap_dir/long" --json
error_is 'login: far too long' 2 invalid-input

# From a person: what is typed is not shown, and one may try again.
at_terminal 'PIN of 10001' 739165 '4 tries are left' '' -- login
is 'login at a terminal: nothing typed ends it' "$status" 4
at_terminal 'PIN of 10001' 739165 'PIN of 10001' 739164 -- login --json
is 'login at a terminal: the second time right' "$status" 0
like 'login at a terminal: says that it was wrong' "$output" 'The PIN is wrong'
is 'login at a terminal: shows no PIN' "$(printf '%s' "$output" | grep -c 73916)" 0
at_terminal 'PIN of 10001' '^C' -- login
is 'login at a terminal: Ctrl+C' "$status" 130

# Messages, and the PIN that came by one
ctl messages --data "$tap_dir/demo" --json
json 'messages: three issued PINs' "$output" \
  '{m["uid"] for m in d["items"] if m["purpose"] == "pin-issued"} == {"10010", "10011", "10012"}'
json_get "$output" '[m["code"] for m in d["items"] if m["uid"] == "10010"][0]' >"$issued"
ctl messages --data "$tap_dir/demo"
like 'messages: for people' "$output" '13800010010.*72'
ctl messages --json
json 'messages: none where there is no demonstration' "$output" 'd["total"] == 0'

ctl certs list --json
tenth=$(json_get "$output" '[c["id"] for c in d["items"] if c["uid"] == "10010"][0]')
ctl pin status "$tenth" --pin-file "$issued" --json
json 'pin status: issued' "$output" 'd["pin"] == "issued" and d["pin_expires"]'
echo 123456 >"$tap_dir/weak"
ctl pin change "$tenth" --pin-file "$issued" --new-pin-file "$tap_dir/weak" --json
error_is 'pin change: too easy' 2 invalid-input
like 'pin change: says why' "$errors" 'follow each other'
ctl pin change "$tenth" --pin-file "$bad" --new-pin-file "$new" --json
error_is 'pin change: wrong old PIN' 4 wrong-pin
at_terminal 'Old PIN' "$(cat "$issued")" 'New PIN' 947583 'again' 947584 -- pin change "$tenth"
is 'pin change at a terminal: two different ones' "$status" 2
ctl pin change "$tenth" --pin-file "$issued" --new-pin-file "$new" --json
is 'pin change: exit code' "$status" 0
json 'pin change: done' "$output" 'd["changed"] is True'
ctl pin status "$tenth" --pin-file "$new" --json
json 'pin status: chosen' "$output" 'd["pin"] == "chosen" and d["pin_expires"] is None'
ctl login "$tenth" --pin-file "$issued" --json
error_is 'login: the old PIN counts no more' 4 wrong-pin
at_terminal 'Old PIN' 947583 'New PIN' 395826 'again' 395826 -- pin change "$tenth"
is 'pin change at a terminal: exit code' "$status" 0

# What waits
ctl notices --pin-file "$pin" --json
json 'notices: nothing that must be done' "$output" 'all(n["dismissible"] for n in d["items"])'
eleventh_code=$tap_dir/eleventh
ctl messages --data "$tap_dir/demo" --json
json_get "$output" '[m["code"] for m in d["items"] if m["uid"] == "10011" and m["purpose"] == "pin-issued"][0]' >"$eleventh_code"
ctl download 10011 --json
ctl certs list --json
eleventh=$(json_get "$output" '[c["id"] for c in d["items"] if c["uid"] == "10011"][0]')
ctl notices list "$eleventh" --pin-file "$eleventh_code" --json
json 'notices: an issued PIN' "$output" \
  'd["items"][0]["kind"] == "pin-change-required" and d["items"][0]["until"]'
ctl notices list "$eleventh" --pin-file "$eleventh_code"
like 'notices: for people' "$output" 'must be changed'
ctl notices dismiss pin-change --cert "$eleventh" --pin-file "$eleventh_code" --json
error_is 'notices dismiss: it must be done' 6 conflict
"$YUNYAOD" admin --data "$tap_dir/demo" certs renew "$eleventh" >/dev/null
ctl notices list "$eleventh" --pin-file "$eleventh_code" --json
renewed=$(json_get "$output" '[n["id"] for n in d["items"] if n["kind"] == "certificate-renewed"][0]')
ctl notices dismiss "$renewed" --cert "$eleventh" --pin-file "$eleventh_code" --json
json 'notices dismiss: done' "$output" 'd["dismissed"] is True'
ctl notices dismiss "$renewed" --cert "$eleventh" --pin-file "$eleventh_code" --json
error_is 'notices dismiss: once' 3 not-found

# Leaving
ctl logout --json
is 'logout: exit code' "$status" 0
json 'logout: done' "$output" 'd["signed_out"] is True'
ctl logout --all
is 'logout --all: exit code' "$status" 0
ctl logout "$tenth" --all --json
error_is 'logout: one or all' 2 usage
ctl pin forget --json
json 'pin forget: done' "$output" 'd["forgotten"] is True'

# Too many wrong ones: one has to wait, and is told how long.
for i in 1 2 3 4 5; do
  ctl login --pin-file "$bad" --json
done
ctl login --pin-file "$pin" --json
error_is 'login: locked' 7 throttled
like 'login: locked: how long' "$errors" 'Wait [0-9]+ seconds'

stop_demo
ctl login --pin-file "$pin" --json
error_is 'login: no service' 101 unreachable

tap_done
