#!/bin/bash
# export.sh: others can use what is exported
#
# SPDX-License-Identifier: LGPL-2.1-or-later

. "$(dirname "$0")/common.sh"

start_demo "$tap_dir/demo"
ctl init "$init"
for number in 10001 10003 10004 10005; do
  ctl download "$number" --json
  declare "id_$number=$(json_get "$output" 'd["items"][0]["id"]')"
done
cd "$tap_dir" || exit 1

# split FILE: FILE-1.pem is the first certificate in FILE, and so on.
split_chain ()
{
  awk -v name="$1" '/BEGIN CERT/ { n++ } { print > (name "-" n ".pem") }' "$1"
}

for number in 10003 10004 10005; do
  id=id_$number
  ctl certs export "${!id}" --chain -o "chain-$number"
  is "$number: exit code" "$status" 0
  is "$number: three certificates" "$(grep -c 'BEGIN CERTIFICATE' "chain-$number")" 3
  split_chain "chain-$number"
  check "$number: openssl verifies the chain" \
    openssl verify -CAfile "chain-$number-3.pem" -untrusted "chain-$number-2.pem" \
    "chain-$number-1.pem"
done

ctl certs export "$id_10001" --pem --chain --output chain-10001
split_chain chain-10001
check '10001: openssl verifies the first link' \
  openssl verify -vfyopt distid:1234567812345678 -CAfile chain-10001-3.pem chain-10001-2.pem
check '10001: openssl verifies the second link' \
  openssl verify -partial_chain -vfyopt distid:1234567812345678 -trusted chain-10001-2.pem \
  chain-10001-1.pem

# Forms
ctl certs export "$id_10003"
is 'PEM is the default: exit code' "$status" 0
pem=$output
like 'PEM is the default' "$pem" '^-----BEGIN CERTIFICATE-----'
is 'PEM: without the chain' "$(printf '%s\n' "$pem" | grep -c BEGIN)" 1
is 'PEM: nothing else on standard output' \
  "$(printf '%s\n' "$pem" | openssl x509 -outform PEM)" "$pem"
ctl certs export "$id_10003" --der -o leaf.der
is 'DER: the same certificate' "$(openssl x509 -inform DER -in leaf.der)" "$pem"
"$YUNYAOCTL" --profile "$profile" certs export "$id_10003" --der >leaf2.der
check 'DER: to standard output' cmp leaf.der leaf2.der
ctl certs export "$id_10003" --json
json 'JSON: PEM' "$output" 'd["format"] == "pem" and d["pem"].startswith("-----BEGIN") and d["file"] is None'
ctl certs export "$id_10003" --der --json
json 'JSON: DER' "$output" '__import__("base64").b64decode(d["der"])[0] == 0x30'
ctl certs export "$id_10003" --json -o other.pem
json 'JSON: a file' "$output" 'd["file"] == "other.pem" and d["size"] > 500 and "pem" not in d'
ctl certs export "$id_10003" -o -
is '-o -: standard output' "$output" "$pem"

# Files
printf 'old\n' >old.pem
ctl certs export "$id_10003" -o old.pem
is 'a file that was named is replaced' "$(cat old.pem)" "$pem"
ln -s old.pem link.pem
ctl certs export "$id_10004" -o link.pem
check 'a symbolic link stays one' test -L link.pem
isnt 'and what it points to is replaced' "$(cat old.pem)" "$pem"
ctl certs export "$id_10003" -o no/such/folder.pem --json
error_is 'no such folder' 1 storage
mkdir folder
ctl certs export "$id_10003" -o folder --json
error_is 'a folder' 1 storage
check 'the folder is still there' test -d folder
mkfifo pipe
cat pipe >from-pipe &
ctl certs export "$id_10003" -o pipe
wait $!
is 'a pipe is written to' "$(cat from-pipe)" "$pem"
check 'and stays a pipe' test -p pipe
ls -A | grep -vE '^\.(std|check)' | grep -E '\.tmp|~$|^\.' >left-overs
is 'nothing is left over' "$(cat left-overs)" ''

stop_demo
tap_done
