#!/bin/bash
# first-start.sh: a code that the organisation has put on the computer, and the built-in service
#
# SPDX-License-Identifier: LGPL-2.1-or-later

. "$(dirname "$0")/common.sh"

# Preconfigured
start_demo "$tap_dir/demo"
mkdir -p "$XDG_CONFIG_DIRS/yunyao"
printf '%s\n' "$init" >"$XDG_CONFIG_DIRS/yunyao/init"
ctl download 10001 --json
is 'preconfigured: download at once: exit code' "$status" 0
json 'preconfigured: the certificate' "$output" 'd["items"][0]["holder"] == "10001"'
json 'preconfigured: warns of an unknown signer' "$errors" 'd["warning"]["code"] == "unverified"'
ctl services --json
json 'preconfigured: the service is set up' "$output" 'd["total"] == 1'
ctl download 10002 --json
is 'preconfigured: only at first start: exit code' "$status" 0
is 'preconfigured: only at first start: no warning' "$errors" ''
rm "$XDG_CONFIG_DIRS/yunyao/init"

profile=$tap_dir/second
printf 'nonsense\n' >"$XDG_CONFIG_DIRS/yunyao/init"
ctl download 10001 --json
error_is 'preconfigured: nonsense' 1 invalid-code
rm "$XDG_CONFIG_DIRS/yunyao/init"
stop_demo

# Without --profile: below the data folder of the person
run "$YUNYAOCTL" about --json </dev/null
json 'no --profile: the usual place' "$output" "d['profile'] == '$XDG_DATA_HOME/yunyao'"

# Built-in
profile=$tap_dir/built-in
ctl init --builtin --json
is 'built-in: exit code' "$status" 0
json 'built-in: the service' "$output" 'd["builtin"] is True'
is 'built-in: no warning' "$errors" ''
service=$(json_get "$output" 'd["id"]')
ctl download 10001 --json
is 'built-in: download: exit code' "$status" 0
json 'built-in: the certificate' "$output" 'd["items"][0]["algorithm"] == "sm2"'
ctl services check "$service"
is 'built-in: check: exit code' "$status" 0
ctl init --builtin
is 'built-in: a second time: exit code' "$status" 0
like 'built-in: whom one can be' "$output" '10001 +张伟'
ctl certs --json
json 'built-in: a second time: the certificate is there' "$output" 'd["total"] == 1'

# Several commands at once share the service of the one that started it, and go on when that ends.
pids=()
for number in 10002 10003 10004 10005 10006 10007; do
  "$YUNYAOCTL" --profile "$profile" --json download "$number" >/dev/null 2>"$tap_dir/at-once-$number" &
  pids+=($!)
done
failed=0
for pid in "${pids[@]}"; do
  wait "$pid" || failed=$((failed + 1))
done
errors=$(cat "$tap_dir"/at-once-*)
is 'built-in: six at once: none fails' "$failed" 0
ctl certs --json
json 'built-in: six at once: none is lost' "$output" 'd["total"] == 7'
ctl services remove "$service" --yes
is 'built-in: remove: exit code' "$status" 0

# Nothing is left running.
data=$profile/demo
left_running ()
{
  local found
  for found in /proc/[0-9]*/cmdline; do
    tr '\0' ' ' <"$found" 2>/dev/null | grep -q -e "yunyaod demo $data" && return 0
  done
  return 1
}
not_running ()
{
  ! left_running
}
check 'built-in: the service ends with the command' wait_until 10 not_running

tap_done
