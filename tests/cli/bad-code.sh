#!/bin/bash
# bad-code.sh: initialisation codes that are damaged, forged, expired, or of somebody else
#
# SPDX-License-Identifier: LGPL-2.1-or-later

. "$(dirname "$0")/common.sh"

fake=$tap_dir/fake
mkdir "$fake"
printf 'html\n' >"$fake/mode"
/usr/bin/python3 "$SOURCE_ROOT/tests/cli/fake-service.py" serve "$fake" &
tap_kill_at_exit $!
start_demo "$tap_dir/demo"
address=$(json_get "$(cat "$tap_dir/demo/ready.json")" 'd["address"]')
wait_until 30 test -s "$fake/ready"

code ()
{
  /usr/bin/python3 "$SOURCE_ROOT/tests/cli/fake-service.py" code "$fake" "$@"
}

ctl init "$init"
ctl download 10001
is 'a service is set up, with a certificate: exit code' "$status" 0

# refused NAME EXIT CODE INIT-CODE: and what was there before is there still.
refused ()
{
  ctl init "$4" --json
  error_is "$1" "$2" "$3"
}

refused 'no code at all' 1 invalid-code 'hello'
refused 'a file that is not there' 1 invalid-code "$tap_dir/no-such-file"
like 'a file that is not there: named' "$errors" 'no-such-file'
refused 'another scheme' 1 invalid-code 'https://example.org/init?v=1'
refused 'another kind' 1 invalid-code 'cloudkey://login?v=1&i=AAAAAAAAAAA'
refused 'cut off' 1 invalid-code "${init%?????}"
refused 'a part twice' 1 invalid-code "$init&v=1"
refused 'a newer version' 1 invalid-code "${init/v=1/v=2}"
refused 'no https' 1 invalid-code "${init/https:/http:}"
refused 'longer than a code can be' 1 invalid-code "$init$(printf '%0600d' 0)"
refused 'tampered: another name' 4 untrusted "$(printf '%s' "$init" | sed 's/o=[^&]*/o=Evil/')"
last=${init: -1}
refused 'tampered: another signature' 4 untrusted \
  "${init%??}$([ "$last" = A ] && echo BA || echo AA)"
refused 'wrong pin' 4 untrusted \
  "$(code "$address" "p=$(printf 'A%.0s' {1..43})")"
refused 'the right address, signed by a stranger' 4 untrusted \
  "$(code "$address" "p=$(printf '%s' "$init" | sed 's/.*&p=\([^&]*\).*/\1/')")"
refused 'expired' 1 code-expired "$(code "$address" x=1500000000)"
refused 'no signature, no signer' 4 unverified "$(code "$address" k= s= x=)"
refused 'no signature, no signer, no pin' 4 unverified "$(code "$address" k= s= x= p=)"
refused 'nobody answers' 101 unreachable "$(code https://127.0.0.1:1)"

printf '\377\376' >"$tap_dir/binary"
refused 'a file that holds no text' 1 invalid-code "$tap_dir/binary"
head -c 100000 /dev/zero >"$tap_dir/large"
ctl init "$tap_dir/large" --json
is 'a large file: exit code' "$status" 1
: >"$tap_dir/empty"
refused 'an empty file' 1 invalid-code "$tap_dir/empty"
run "$YUNYAOCTL" --profile "$profile" --json init - <"$tap_dir/large"
is 'much on standard input: exit code' "$status" 1

# A server that holds what the pin promises, and answers nonsense
fake_address=$(cat "$fake/ready")
fake_code=$(code "$fake_address")
answers ()
{
  printf '%s\n' "$1" >"$fake/mode"
  refused "answers: $1" "$2" "$3" "$fake_code"
}
answers html 1 bad-reply
answers html_as_json 1 bad-reply
answers failed 1 service-failed
answers moved 1 bad-reply
answers empty 1 bad-reply
answers deep 1 bad-reply
answers other 1 bad-reply
answers huge 1 reply-too-large
wait_until 10 test -s "$fake/taken"
check 'of two gigabytes, little was taken' test "$(cat "$fake/taken")" -lt 8388608
answers busy 1 service-failed
printf 'cut\n' >"$fake/mode"
ctl init "$fake_code" --json
isnt 'an answer that is cut off: exit code' "$status" 0
printf 'nothing\n' >"$fake/mode"
ctl init "$fake_code" --json
isnt 'no answer at all: exit code' "$status" 0

# For people: what happened, and what to do; never the words of the log.
printf 'html\n' >"$fake/mode"
ctl init "$fake_code"
is 'for people: two lines' "$(printf '%s\n' "$errors" | wc -l)" 2
unlike 'for people: no words of the log' "$errors" 'JSON|g_|Gtk|0x|WARNING'
ctl init "$fake_code" --verbose
like 'with --verbose: the words of the log' "$errors" '\[bad-reply\]'
LC_ALL=C.UTF-8 LANGUAGE=zh_CN YUNYAO_LOCALEDIR=$BUILD_ROOT/po ctl init "$fake_code"
like 'in Chinese' "$errors" '服务'

ctl services --json
json 'after all this: the service is there' "$output" 'd["total"] == 1'
ctl certs --json
json 'after all this: the certificate is there' "$output" 'd["total"] == 1'
ctl download 10002
is 'after all this: it can be used' "$status" 0

stop_demo
tap_done
