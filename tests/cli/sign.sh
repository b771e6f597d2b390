#!/bin/bash
# sign.sh: files are signed; signatures are looked at here and by OpenSSL
#
# SPDX-License-Identifier: LGPL-2.1-or-later

. "$(dirname "$0")/common.sh"

start_demo "$tap_dir/demo"
ctl init "$init"
for uid in 10001 10003 10005 10007 10009; do
  ctl download $uid
done
pin=$tap_dir/pin
echo 739164 >"$pin"
files=$tap_dir/files
mkdir "$files"
echo 'a contract' >"$files/a.txt"
echo 'another one' >"$files/b.txt"

# cert_of NUMBER: the id of this person's certificate
cert_of ()
{
  ctl certs --json
  json_get "$output" "[c['id'] for c in d['items'] if c['holder'] == '$1'][0]"
}

# chain_of NUMBER: the certificates of the issuers, as $tap_dir/NUMBER.pem
chain_of ()
{
  ctl certs export "$(cert_of "$1")" --pem --chain -o "$tap_dir/$1.pem"
}

ctl certs use "$(cert_of 10005)"

# One PIN for several files, each with a result of its own
ctl sign "$files/a.txt" "$files/missing" "$files/b.txt" --pin-file "$pin" --json
is 'sign: some failed' "$status" 5
json 'sign: a result for each' "$output" \
  '[i["signed"] for i in d["items"]] == [True, False, True]'
json 'sign: why' "$output" 'd["items"][1]["error"]["code"] == "not-found"'
json 'sign: beside the file' "$output" 'd["items"][0]["signature"].endswith("a.txt.p7s")'
ctl sign "$files/missing" --pin-file "$pin" --json
error_is 'sign: nothing to sign' 3 not-found

ctl verify "$files/a.txt" "$files/a.txt.p7s" --json
is 'verify: exit code' "$status" 0
json 'verify: who and when' "$output" \
  'd["good"] and d["uid"] == "10005" and d["time"] and d["revocation_known"] and d["use"]'
ctl verify "$files/b.txt" "$files/a.txt.p7s" --json
is 'verify: another file, exit code' "$status" 4
json 'verify: another file' "$output" 'd["verdict"] == "file-changed"'
ctl verify "$files/a.txt" "$files/b.txt" --json
json 'verify: no signature' "$output" 'not d["good"]'

# OpenSSL takes what was made, for P-256 and RSA.
for uid in 10005 10003; do
  ctl sign "$files/a.txt" -o "$files/$uid.p7s" --cert "$(cert_of $uid)" --pin-file "$pin" --json
  is "sign by $uid" "$status" 0
  chain_of $uid
  run openssl cms -verify -binary -inform DER -in "$files/$uid.p7s" -content "$files/a.txt" \
    -CAfile "$tap_dir/$uid.pem" -purpose any -out "$tap_dir/content"
  is "openssl cms -verify: $uid" "$status" 0
  run openssl cms -verify -binary -inform DER -in "$files/$uid.p7s" -content "$files/b.txt" \
    -CAfile "$tap_dir/$uid.pem" -purpose any -out "$tap_dir/content"
  isnt "openssl cms -verify: $uid, another file" "$status" 0
done

# A bare signature by SM2, for OpenSSL with the ID
ctl sign "$files/a.txt" --raw --cert "$(cert_of 10001)" --pin-file "$pin" --json
is 'sign --raw by SM2' "$status" 0
chain_of 10001
openssl x509 -in "$tap_dir/10001.pem" -noout -pubkey >"$tap_dir/sm2.pub"
run openssl pkeyutl -verify -rawin -digest sm3 -pubin -inkey "$tap_dir/sm2.pub" \
  -in "$files/a.txt" -sigfile "$files/a.txt.sig" -pkeyopt distid:1234567812345678
is 'openssl pkeyutl -verify: SM2 with the ID' "$status" 0
ctl verify "$files/a.txt" "$files/a.txt.sig" --cert "$(cert_of 10001)" --json
json 'verify: a bare signature' "$output" 'd["good"] and d["uid"] == "10001"'
ctl sign "$files/a.txt" --cert "$(cert_of 10001)" --pin-file "$pin" --json
is 'sign by SM2' "$status" 0
ctl verify "$files/a.txt" "$files/a.txt.p7s" --json
json 'verify: SM2' "$output" 'd["good"] and d["algorithm"] == "SM2 256"'

# SM2 SignedData with what OpenSSL has alone: the signature over the attributes, the digest in them
# part DEPTH TYPE: offset, length of the header and of the content of the last one
part ()
{
  openssl asn1parse -inform DER -in "$files/a.txt.p7s" \
    | sed -n "s/^ *\([0-9]*\):d=$1 *hl=\([0-9]*\) *l= *\([0-9]*\) [a-z]*: $2.*/\1 \2 \3/p" | tail -n 1
}
# bytes OFFSET SIZE: of the signature
bytes ()
{
  tail -c +$(($1 + 1)) "$files/a.txt.p7s" | head -c "$2"
}
read -r offset header length <<<"$(part 5 'cont \[ 0 \]')"
{ printf '\x31'; bytes $((offset + 1)) $((header + length - 1)); } >"$tap_dir/attributes"
read -r offset header length <<<"$(part 5 'OCTET STRING')"
bytes $((offset + header)) "$length" >"$tap_dir/value"
run openssl pkeyutl -verify -rawin -digest sm3 -pubin -inkey "$tap_dir/sm2.pub" \
  -in "$tap_dir/attributes" -sigfile "$tap_dir/value" -pkeyopt distid:1234567812345678
is 'SM2 SignedData: the signature is over the attributes' "$status" 0
digest=$(openssl dgst -sm3 -r "$files/a.txt" | cut -d ' ' -f 1)
like 'SM2 SignedData: the digest of the file' "$(od -An -v -tx1 "$tap_dir/attributes" | tr -d ' \n')" \
  "$digest"
run openssl asn1parse -inform DER -in "$files/a.txt.p7s"
like 'SM2 SignedData: its type' "$output" '1\.2\.156\.10197\.6\.1\.4\.2\.2'

# One bit of what is signed, and of the signature
flip ()
{
  /usr/bin/python3 - "$files/a.txt.p7s" "$1" "$files/flipped" <<'PYTHON'
import sys
data = bytearray(open(sys.argv[1], 'rb').read())
data[int(sys.argv[2])] ^= 1
open(sys.argv[3], 'wb').write(data)
PYTHON
}
flip $((offset + header + 10))
ctl verify "$files/a.txt" "$files/flipped" --json
json 'verify: the signature was changed' "$output" 'd["verdict"] == "signature-changed"'
read -r at rest <<<"$(part 8 'OCTET STRING')"
flip $((at + 5))
ctl verify "$files/a.txt" "$files/flipped" --json
json 'verify: an attribute was changed' "$output" 'd["verdict"] == "signature-changed"'

# Certificates that are over
ctl sign "$files/a.txt" -o "$files/no" --cert "$(cert_of 10007)" --pin-file "$pin" --json
error_is 'sign: revoked' 4 certificate-revoked
ctl sign "$files/a.txt" -o "$files/no" --cert "$(cert_of 10009)" --pin-file "$pin" --json
error_is 'sign: expired' 4 certificate-expired
is 'sign: nothing is written' "$(ls "$files" | grep -c '^no$')" 0

# Nobody whom this computer knows
run "$YUNYAOCTL" --profile "$tap_dir/empty" verify "$files/a.txt" "$files/a.txt.p7s" --json
is 'verify: foreign, exit code' "$status" 4
json 'verify: foreign' "$output" 'd["verdict"] == "foreign"'

# Revoked later: what was signed before stays good, and it is told.
run "$YUNYAOD" admin --data "$tap_dir/demo" certs revoke 10005 --reason superseded
ctl verify "$files/a.txt" "$files/10005.p7s" --json
json 'verify: revoked later' "$output" 'd["revoked_at"] is not None'

stop_demo
ctl verify "$files/a.txt" "$files/10003.p7s" --json
json 'verify: without the service' "$output" 'd["good"] and not d["revocation_known"]'
ctl verify "$files/a.txt" "$files/10003.p7s"
is 'verify: without the service, exit code' "$status" 0
like 'verify: without the service, warns' "$errors" 'could not be asked'

tap_done
