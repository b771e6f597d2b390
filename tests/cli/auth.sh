#!/bin/bash
# auth.sh: authorizations, from the application to the deletion, by two people with a profile each
#
# SPDX-License-Identifier: LGPL-2.1-or-later

. "$(dirname "$0")/common.sh"

start_demo "$tap_dir/demo"
pin=$tap_dir/pin
echo 739164 >"$pin"
grantor=$tap_dir/grantor
grantee=$tap_dir/grantee

# as PROFILE ARGS...: yunyaoctl of one of the two
as ()
{
  profile=$1
  shift
  ctl "$@"
}

# auth PROFILE ARGS...: the same, with the PIN and for programs
auth ()
{
  local who=$1
  shift
  as "$who" auth "$@" --pin-file "$pin" --json
}

# code PURPOSE: the code of the newest message of this kind
code ()
{
  as "$grantor" messages --data "$tap_dir/demo" --json
  json_get "$output" "[m['code'] for m in d['items'] if m['purpose'] == '$1'][0]"
}

for who in "$grantor" "$grantee"; do
  as "$who" init "$init"
done
as "$grantor" download 10001
as "$grantee" download 10002

# The lists of the demonstration
auth "$grantor" list --limit 100
json 'list: forty of them' "$output" 'd["total"] == 40'
for state in pending active frozen expired; do
  auth "$grantor" list --state "$state"
  json "list: $state" "$output" \
    "d['total'] > 5 and all(i['state'] == '$state' for i in d['items'])"
done
auth "$grantor" list --state active --search sl
json 'list: pinyin initials' "$output" "'孙丽' in [i['grantee']['name'] for i in d['items']]"
auth "$grantor" list --state active --search 0011
json 'list: the end of a phone' "$output" "'10011' in [i['grantee']['uid'] for i in d['items']]"
auth "$grantor" list --state lost
error_is 'list: no such state' 2 invalid-input
as "$grantor" auth list --pin-file "$pin"
like 'list: for people' "$output" '138\*\*\*\*|孙丽'

# Applying
apply=(apply --grantor 10001 --uid 10002 --document resident-id:11010519491231002X
  --from 2026-01-01 --until 2030-12-31 --uses 3)
auth "$grantee" "${apply[@]}" --name 李娜 --phone 13900000000
error_is 'apply: another phone' 4 applicant-mismatch
wrong=$errors
auth "$grantee" "${apply[@]}" --name 李那 --phone 13800010002
error_is 'apply: another name' 4 applicant-mismatch
is 'apply: the answer is the same' "$errors" "$wrong"
auth "$grantee" "${apply[@]}" --name 李娜 --phone 12
error_is 'apply: no phone' 2 invalid-input
auth "$grantee" apply --grantor 10001
error_is 'apply: something is missing' 2 usage
auth "$grantee" "${apply[@]}" --name 李娜 --phone 13800010002
is 'apply: exit code' "$status" 0
json 'apply: pending' "$output" 'd["state"] == "pending" and d["uses_left"] == 3'
id=$(json_get "$output" 'd["id"]')
auth "$grantee" "${apply[@]}" --name 李娜 --phone 13800010002
error_is 'apply: a second time' 6 authorization-exists
auth "$grantee" list --mine
json 'list --mine: it is there' "$output" "d['total'] == 1 and d['items'][0]['id'] == '$id'"
auth "$grantee" withdraw "$id"
is 'withdraw: exit code' "$status" 0
auth "$grantee" show "$id"
error_is 'show: withdrawn' 3 not-found
auth "$grantee" "${apply[@]}" --name 李娜 --phone 13800010002
id=$(json_get "$output" 'd["id"]')

# Granting, and the grantee's certificate
auth "$grantee" grant "$id"
error_is 'grant: not by the applicant' 3 not-found
auth "$grantor" freeze "$id"
error_is 'freeze: what is pending' 6 authorization-pending
auth "$grantor" grant "$id"
json 'grant: done' "$output" 'd["items"][0]["authorization"]["state"] == "active"'
wait_until 30 grep -q '"uid":"10002","purpose":"authorization-pin"' "$tap_dir/demo/outbox.jsonl"
is 'grant: a message with a PIN' "$?" 0
code authorization-pin >"$tap_dir/issued"
as "$grantee" download 10002 --grantor 10001 --pin-file "$tap_dir/issued" --json
is 'download --grantor: exit code' "$status" 0
json 'download --grantor: a grantee' "$output" \
  'd["items"][0]["role"] == "grantee" and d["items"][0]["holder"] == "10001" and d["items"][0]["uid"] == "10002"'
as "$grantee" auth list --to-me --pin-file "$tap_dir/issued" --json
json 'list --to-me: validity and uses' "$output" \
  "[i['uses_left'] for i in d['items'] if i['id'] == '$id'] == [3]"

# The grantee signs, once the PIN is his own; the owner's certificate made the signature.
echo 947583 >"$tap_dir/own"
as "$grantee" certs list --json
granted=$(json_get "$output" '[c["id"] for c in d["items"] if c["role"] == "grantee"][0]')
echo 'a document' >"$tap_dir/document"
as "$grantee" sign "$tap_dir/document" --cert "$granted" --pin-file "$tap_dir/issued" --json
is 'sign: not before the PIN was changed' "$status" 4
as "$grantee" pin change "$granted" --pin-file "$tap_dir/issued" --new-pin-file "$tap_dir/own"
is 'pin change: by the grantee' "$status" 0
cp "$tap_dir/own" "$tap_dir/issued"
as "$grantee" sign "$tap_dir/document" --cert "$granted" --pin-file "$tap_dir/own" --json
is 'sign: by the grantee' "$status" 0
as "$grantee" verify "$tap_dir/document" "$tap_dir/document.p7s" --json
is 'verify: of the grantee' "$status" 0
as "$grantee" auth list --to-me --pin-file "$tap_dir/own" --json
json 'list --to-me: one use is gone' "$output" \
  "[i['uses_left'] for i in d['items'] if i['id'] == '$id'] == [2]"

# Freezing, with a result for each
auth "$grantor" freeze "$id" demo0013 nothing
is 'freeze: some failed' "$status" 5
json 'freeze: a result for each' "$output" \
  '[i["done"] for i in d["items"]] == [True, False, False]'
json 'freeze: each says why' "$output" \
  '[i["error"] and i["error"]["code"] for i in d["items"]] == [None, "authorization-frozen", "not-found"]'
as "$grantee" sign "$tap_dir/document" -o "$tap_dir/frozen.p7s" --cert "$granted" \
  --pin-file "$tap_dir/own" --json
is 'sign: not while frozen' "$((status != 0))" 1
auth "$grantor" freeze "$id"
error_is 'freeze: twice' 6 authorization-frozen
auth "$grantor" unfreeze "$id"
is 'unfreeze: exit code' "$status" 0
for i in 1 2; do
  as "$grantee" sign "$tap_dir/document" -o "$tap_dir/again$i.p7s" --cert "$granted" \
    --pin-file "$tap_dir/own" --json
  is "sign: after it was unfrozen, $i" "$status" 0
done
as "$grantee" sign "$tap_dir/document" -o "$tap_dir/more.p7s" --cert "$granted" \
  --pin-file "$tap_dir/own" --json
is 'sign: not when the uses are used up' "$((status != 0))" 1
auth "$grantor" renew "$id" --until 2030-12-31 --uses 4
is 'renew: after the uses were used up' "$status" 0

# Other terms
auth "$grantor" modify "$id" --uses 7
json 'modify: more uses' "$output" 'd["items"][0]["authorization"]["uses_left"] == 7'
auth "$grantor" modify "$id" --until 2020-01-01
error_is 'modify: over already' 2 invalid-input
auth "$grantor" renew "$id"
error_is 'renew: what is active' 6 authorization-active
auth "$grantor" renew demo0022 --until 2030-12-31
json 'renew: active again' "$output" \
  'd["items"][0]["authorization"]["state"] == "active" and d["items"][0]["authorization"]["uses_left"] == 3'
auth "$grantor" uses "$id"
json 'uses: each of them' "$output" 'd["total"] == 3'

# A new PIN, and the end
auth "$grantor" reset-pin "$id"
is 'reset-pin: exit code' "$status" 0
wait_until 30 sh -c "[ \$(grep -c '\"uid\":\"10002\",\"purpose\":\"authorization-pin\"' '$tap_dir/demo/outbox.jsonl') = 2 ]"
is 'reset-pin: another message' "$?" 0
as "$grantee" auth list --to-me --pin-file "$tap_dir/issued" --json
is 'reset-pin: the old PIN is wrong' "$status" 4
auth "$grantor" delete "$id"
error_is 'delete: asks first' 2 usage
auth "$grantor" delete "$id" --yes
json 'delete: done' "$output" 'd["items"][0]["authorization"]["state"] == "deleted"'
auth "$grantor" show "$id"
error_is 'show: deleted' 3 not-found

stop_demo
tap_done
