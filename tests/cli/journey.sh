#!/bin/bash
# journey.sh: set up, download, list, show, use, export, delete, as a person does it
#
# SPDX-License-Identifier: LGPL-2.1-or-later

. "$(dirname "$0")/common.sh"

start_demo "$tap_dir/demo"

# Setting up
ctl init "$init" --json
is 'init: exit code' "$status" 0
json 'init: the service' "$output" 'd["id"] and d["address"].startswith("https://127.0.0.1:")'
json 'init: unverified, since nobody knows the signer' "$output" 'd["trust"] == "unverified"'
json 'init: warns on standard error' "$errors" 'd["warning"]["code"] == "unverified"'
service=$(json_get "$output" 'd["id"]')

ctl init "$init" --require-trusted --json
error_is 'init --require-trusted' 4 unverified
printf '%s\n' "$init" >"$tap_dir/code.txt"
ctl init "$tap_dir/code.txt"
is 'init from a file: exit code' "$status" 0
like 'init from a file: says what is next' "$output" 'yunyaoctl download'
like 'init from a file: warns' "$errors" 'Warning'
run "$YUNYAOCTL" --profile "$profile" init - <"$tap_dir/code.txt"
is 'init from standard input: exit code' "$status" 0

ctl services --json
json 'services: once, however often set up' "$output" \
  "d['total'] == 1 and d['next'] is None and d['items'][0]['id'] == '$service'"
json 'services: the default one' "$output" 'd["items"][0]["default"] is True'
ctl services list
like 'services: for people' "$output" "^\\* +$service"
ctl services show "${service:0:4}" --json
json 'services show: by prefix' "$output" "d['id'] == '$service'"
ctl services show "$service"
like 'services show: for people' "$output" 'https://127\.0\.0\.1:'
ctl services check "$service" --json
json 'services check: answers' "$output" 'd["reachable"] is True and d["microseconds"] > 0'
ctl services check "$service"
like 'services check: for people' "$output" '[0-9]+\.[0-9] ms'

# Downloading
ctl download 10001 --json
is 'download: exit code' "$status" 0
json 'download: one SM2 certificate' "$output" \
  'd["total"] == 1 and d["items"][0]["algorithm"] == "sm2" and d["items"][0]["key_kind"] == "cloud"'
json 'download: the members' "$output" \
  '{"id","service","holder","uid","role","key_kind","algorithm","serial","not_before","not_after","state"} <= set(d["items"][0])'
json 'download: whose' "$output" \
  'd["items"][0]["holder"] == d["items"][0]["uid"] == "10001" and d["items"][0]["role"] == "owner"'
json 'download: in use, since it is the first' "$output" 'd["items"][0]["current"] is True'
first=$(json_get "$output" 'd["items"][0]["id"]')

for number in 10002 10003 10004 10005 10006 10007 10008 10009; do
  ctl download "$number" --json
  is "download $number: exit code" "$status" 0
done
ctl certs list --json
json 'certs list: nine' "$output" 'd["total"] == len(d["items"]) == 9 and d["next"] is None'
list=$output
id_of ()
{
  json_get "$list" "next(c['id'] for c in d['items'] if c['holder'] == '$1')"
}
json 'certs list: every algorithm' "$output" \
  '{c["algorithm"] for c in d["items"]} == {"sm2", "rsa2048", "rsa3072", "p256"}'
json 'certs list: one is in use' "$output" 'sum(c["current"] for c in d["items"]) == 1'
json 'certs list: revoked' "$output" \
  'next(c for c in d["items"] if c["holder"] == "10007")["state"] == "revoked"'
json 'certs list: expired' "$output" \
  'next(c for c in d["items"] if c["holder"] == "10009")["state"] == "expired"'
json 'certs list: ends in 20 days' "$output" \
  'next(c for c in d["items"] if c["holder"] == "10006")["days_left"] in (19, 20)'
ctl certs
like 'certs list: for people' "$output" '张伟'
like 'certs list: says when it ends soon' "$output" '10006.*(19|20) days left'
like 'certs list: says revoked' "$output" '10007.*revoked'
like 'certs list: says expired' "$output" '10009.*expired'
unlike 'certs list: no terminal, no bold' "$output" $'\033'

# The columns are where the titles are, whatever the width of the names.
columns=$(printf '%s\n' "$output" | /usr/bin/python3 -c '
import sys, unicodedata
lines = sys.stdin.read().splitlines()
def column(line, text):
    before = line[:line.index(text)]
    return sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in before)
until = column(lines[0], "VALID UNTIL")
print({column(line, next(w for w in line.split() if w.count("-") == 2 and w[:2] == "20")) - until
       for line in lines[1:]})')
is 'certs list: aligned' "$columns" '{0}'

ctl download 99999 --json
error_is 'download of an unknown number' 3 certificate-not-found
ctl download 'not a number' --json
is 'download of what cannot be a number: exit code' "$status" 2
ctl certs --json
json 'after failures: nothing lost' "$output" 'd["total"] == 9'

# Showing
ctl certs show "$first" --json
json 'certs show: fields of every section' "$output" \
  '{f["section"] for f in d["fields"]} == {"subject", "issuer", "validity", "key", "extensions", "fingerprints", "chain"}'
serial=$(json_get "$output" 'd["serial"]')
ctl certs show "$serial" --json
json 'certs show: by serial number' "$output" "d['id'] == '$first'"
ctl certs show "$first"
is 'certs show: exit code' "$status" 0
like 'certs show: for people' "$output" 'Fingerprints'
like 'certs show: SM3' "$output" 'SM3'
ctl certs show '' --json
is 'certs show of an empty ID: exit code' "$status" 3
ctl services show '' --json
is 'services show of an empty ID: exit code' "$status" 3

# Switching
other=$(id_of 10003)
ctl certs use "$other"
is 'certs use: exit code' "$status" 0
ctl certs --json
json 'certs use: in use now' "$output" \
  "[c['id'] for c in d['items'] if c['current']] == ['$other']"

# Refreshing: the service renews a certificate
ctl certs refresh --json
json 'certs refresh: nothing new' "$output" 'd["changed"] == 0 and d["total"] == 9'
renewed=$(id_of 10008)
ctl certs show "$renewed" --json
before=$(json_get "$output" 'd["serial"]')
check 'admin renew' "$YUNYAOD" admin --data "$tap_dir/demo" renew 10008
ctl certs refresh "$renewed" --json
json 'certs refresh: one has changed' "$output" 'd["changed"] == 1 and d["total"] == 1'
json 'certs refresh: another serial number under the same ID' "$output" \
  "d['items'][0]['id'] == '$renewed' and d['items'][0]['serial'] != '$before'"
ctl certs refresh
like 'certs refresh: for people' "$output" 'up to date'

# Deleting
last=$(id_of 10002)
ctl certs delete "$last"
is 'certs delete without --yes and without a terminal: exit code' "$status" 2
like 'certs delete: names the option' "$errors" '--yes'
ctl certs --json
json 'certs delete: it is still there' "$output" 'd["total"] == 9'
ctl certs delete "$last" --yes --json
json 'certs delete --yes: JSON' "$output" "d == {'id': '$last', 'deleted': True}"
ctl certs delete "$other" --yes
is 'certs delete of the one in use: exit code' "$status" 0
ctl certs --json
json 'certs delete: gone, and another one is in use' "$output" \
  "d['total'] == 7 and sum(c['current'] for c in d['items']) == 1"

# Asking at a terminal
if command -v script >/dev/null; then
  answer ()
  {
    printf '%s\n' "$1" | script -qec "'$YUNYAOCTL' --profile '$profile' certs delete '$first'" \
      /dev/null >"$tap_dir/asked" 2>&1
  }
  answer n
  is 'asked, answered no: exit code' "$?" 1
  like 'asked, answered no: asks' "$(cat "$tap_dir/asked")" '\[y/N\]'
  answer y
  is 'asked, answered yes: exit code' "$?" 0
fi

# The service goes away
stop_demo
ctl certs refresh --json
error_is 'refresh without the service' 101 unreachable
ctl download 10005 --json
error_is 'download without the service' 101 unreachable
ctl services check "$service" --json
error_is 'check without the service' 101 unreachable
ctl certs --json
is 'certs list without the service: exit code' "$status" 0

ctl services remove "$service"
is 'services remove without --yes: exit code' "$status" 2
ctl services remove "$service" --yes --json
json 'services remove: JSON' "$output" "d == {'id': '$service', 'removed': True}"
ctl certs --json
json 'services remove: its certificates are gone' "$output" 'd["total"] == 0'

tap_done
