#!/bin/bash
# signature.sh: a handwritten signature goes to the service and comes back
#
# SPDX-License-Identifier: LGPL-2.1-or-later

. "$(dirname "$0")/common.sh"

start_demo "$tap_dir/demo"
ctl init "$init"
ctl download 10001
cd "$tap_dir" || exit 1
echo 739164 >pin
/usr/bin/python3 -B "$SOURCE_ROOT/tests/fixtures/ink/signatures.py" signatures
ink=signatures/12-liyongping.inkml

ctl signature history --pin-file pin
is 'nothing yet: exit code' "$status" 0
is 'nothing yet: told' "$output" 'No signature was captured yet.'
ctl signature get -o none.png --pin-file pin --json
error_is 'nothing yet: get' 3 not-found
ctl signature delete --yes --pin-file pin --json
error_is 'nothing yet: delete' 3 not-found

# Strokes
ctl signature put "$ink" --pin-file pin
is 'put: exit code' "$status" 0
is 'put: told' "$output" 'The signature was submitted.'
ctl signature get -o out.inkml --pin-file pin --json
is 'get: exit code' "$status" 0
json 'get: all about it' "$output" \
  'd["file"] == "out.inkml" and d["version"] == 1 and d["state"] == "current" and d["has_ink"] and d["uid"] == "10001"'
ctl signature get -o out.png --pin-file pin
is 'get PNG: told' "$output" 'Written: out.png'
like 'get PNG: it is one' "$(head -c 4 out.png | tr -d '\211')" '^PNG'
ctl signature get -o out.svg --pin-file pin
is 'get SVG: exit code' "$status" 0
ctl ink render out.inkml -o again.svg
check 'the strokes are those that were sent' cmp out.svg again.svg
ctl ink render "$ink" -o sent.svg
check 'SVG: the same picture' cmp out.svg sent.svg

# A picture
ctl ink render "$ink" -o picture.png --width 600
ctl signature put picture.png --pin-file pin --json
json 'put PNG: done' "$output" 'd["submitted"] is True'
ctl signature get -o bad.svg --pin-file pin --json
error_is 'a picture has no strokes' 3 not-found
ctl signature get -o old.inkml --number 1 --pin-file pin
is 'an older version: exit code' "$status" 0
check 'an older version: the same strokes' cmp old.inkml out.inkml
ctl signature history --pin-file pin --json
json 'history' "$output" \
  'd["total"] == 2 and [i["state"] for i in d["items"]] == ["current", "replaced"] and [i["has_ink"] for i in d["items"]] == [False, True] and d["items"][0]["width"] == 600'
ctl signature history --pin-file pin
like 'history: for people' "$output" '2 .* in use'

# Deleting
ctl signature delete --pin-file pin --json
error_is 'delete: asks first' 2 usage
ctl signature delete --yes --pin-file pin
is 'delete: exit code' "$status" 0
ctl signature get -o gone.png --pin-file pin --json
error_is 'delete: nothing is in use' 3 not-found
ctl signature delete 1 --yes --pin-file pin --json
json 'delete an older one' "$output" 'd["deleted"] is True'
ctl signature delete 7 --yes --pin-file pin --json
error_is 'delete: no such version' 3 not-found
ctl signature history --pin-file pin --json
json 'history: what was deleted stays in it' "$output" \
  'd["total"] == 2 and all(i["state"] == "deleted" and not i["has_picture"] for i in d["items"])'

# What is refused
ctl signature get --pin-file pin --json
error_is 'no output' 2 usage
ctl signature get -o out.gif --pin-file pin --json
error_is 'a format that there is not' 2 invalid-input
ctl signature get -o out.png --number x --pin-file pin --json
error_is 'no number' 2 invalid-input
ctl signature put nothing.inkml --pin-file pin --json
error_is 'no such file' 3 not-found
printf '<!DOCTYPE ink [<!ENTITY a "1 1,">]><ink><trace>&a;</trace></ink>' >entity.inkml
ctl signature put entity.inkml --pin-file pin --json
error_is 'an entity' 2 invalid-input
echo 739165 >bad
ctl signature put "$ink" --pin-file bad --json
error_is 'a wrong PIN' 4 wrong-pin

stop_demo
tap_done
