#!/bin/bash
# refresh.sh: what the service changed is seen, also where one of two services is away
#
# SPDX-License-Identifier: LGPL-2.1-or-later

. "$(dirname "$0")/common.sh"

# Two services on one profile: the first is ended later.
start_demo "$tap_dir/first"
ctl init "$init"
first_pid=$demo_pid
exec 7>&8
ctl download 10002
start_demo "$tap_dir/second"
ctl init "$init"
ctl download 10005 --json
id=$(json_get "$output" 'd["items"][0]["id"]')
ctl services --json
json 'two services' "$output" 'd["total"] == 2 and sum(s["default"] for s in d["items"]) == 1'
first=$(json_get "$output" 'next(s["id"] for s in d["items"] if not s["default"])')
ctl download 10003 --service "$first" --json
json 'download --service: from the one that was named' "$output" \
  "d['items'][0]['service'] == '$first'"

# Revoked at the service
check 'admin certs revoke' "$YUNYAOD" admin --data "$tap_dir/second" certs revoke 10005 --reason key-compromise
ctl certs refresh "$id" --json
json 'revoked: seen after refresh' "$output" 'd["changed"] == 1 and d["items"][0]["state"] == "revoked"'
json 'revoked: when and why' "$output" \
  'd["items"][0]["revoked_at"] and d["items"][0]["revocation_reason"] == "key-compromise"'
ctl certs show "$id"
is 'revoked: exit code' "$status" 0
like 'revoked: for people' "$output" 'State: +revoked'
like 'revoked: the reason' "$output" 'Reason:'
ctl certs show "$id" --json

# A certificate more for the same person
check 'admin certs issue' "$YUNYAOD" admin --data "$tap_dir/second" certs issue 10005 rsa2048
second=$(json_get "$output" 'd["service"]')
ctl download 10005 --service "$second" --json
json 'a second certificate comes with the next download' "$output" 'd["total"] == 2'
other=$(json_get "$output" 'next(c["id"] for c in d["items"] if c["algorithm"] == "rsa2048")')

# One of the two services goes away.
kill "$first_pid"
wait "$first_pid" 2>/dev/null
check 'admin renew' "$YUNYAOD" admin --data "$tap_dir/second" renew "$other"
ctl certs refresh --json
is 'one service is away: exit code' "$status" 5
json 'one service is away: error' "$errors" 'd["error"]["code"] == "partial"'
json 'one service is away: all are listed' "$output" 'd["total"] == 4 and d["changed"] is None'
json 'one service is away: when each was last refreshed' "$output" \
  "len({c['refreshed'] for c in d['items'] if c['service'] == '$second'}) == 1"
ctl certs --json
json 'one service is away: nothing lost' "$output" 'd["total"] == 4'
ctl certs refresh --json
is 'one service is away, nothing new: exit code' "$status" 5

stop_demo
ctl certs refresh --json
error_is 'both are away' 101 unreachable

tap_done
