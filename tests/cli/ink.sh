#!/bin/bash
# ink.sh: handwriting as a picture, without a service
#
# SPDX-License-Identifier: LGPL-2.1-or-later

. "$(dirname "$0")/common.sh"

cd "$tap_dir" || exit 1
/usr/bin/python3 -B "$SOURCE_ROOT/tests/fixtures/ink/signatures.py" signatures
ink=signatures/12-liyongping.inkml

# png_size FILE: its width and height, from the header.
png_size ()
{
  /usr/bin/python3 -c 'import struct, sys
print(*struct.unpack(">II", open(sys.argv[1], "rb").read(24)[16:]))' "$1"
}

ctl ink render "$ink" -o out.png --width 640
is 'PNG: exit code' "$status" 0
is 'PNG: told' "$output" 'Written: out.png'
like 'PNG: its size' "$(png_size out.png)" '^640 [0-9]+$'
ctl ink render "$ink" -o again.PNG -w 640
check 'the same ink gives the same bytes' cmp out.png again.PNG
ctl ink render "$ink" -o natural.png --json
json 'JSON' "$output" 'd["file"] == "natural.png" and d["format"] == "png" and d["strokes"] > 5 and d["points"] > 100 and d["size"] > 1000'
like 'without a width: 300 dots an inch' "$(png_size natural.png)" '^[4-7][0-9][0-9] [0-9]+$'

ctl ink render "$ink" -o out.svg
is 'SVG: exit code' "$status" 0
like 'SVG: its size on paper' "$(sed -n 2p out.svg)" 'width="[0-9.]+mm" height="[0-9.]+mm"'
check 'SVG: outlines' grep -q '<path fill="#101010" d="M' out.svg
ctl ink render "$ink" -o wide.svg --width 300
like 'SVG: a width' "$(sed -n 2p wide.svg)" ' width="300" viewBox'

check 'no profile was made' test ! -e "$profile"

# What is refused
ctl ink render "$ink" --json
error_is 'no output' 2 usage
for width in 0 -5 20000 wide 1e3; do
  ctl ink render "$ink" -o bad.png "--width=$width" --json
  error_is "width “$width”" 2 invalid-input
done
ctl ink render "$ink" -o bad.gif --json
error_is 'a format that there is not' 2 invalid-input
ctl ink render nothing.inkml -o bad.png --json
error_is 'no such file' 3 not-found
printf '<ink/>' >empty.inkml
ctl ink render empty.inkml -o bad.png --json
error_is 'no ink' 2 invalid-input
printf '<!DOCTYPE ink [<!ENTITY a "1 1,">]><ink><trace>&a;</trace></ink>' >entity.inkml
ctl ink render entity.inkml -o bad.png --json
error_is 'an entity' 2 invalid-input
ctl ink render out.png -o bad.png --json
error_is 'no InkML' 2 invalid-input
head -c 9000000 /dev/zero >huge.inkml
ctl ink render huge.inkml -o bad.png --json
error_is 'a file that is too large' 2 invalid-input
check 'nothing is left of them' test ! -e bad.png
ctl ink render "$ink" -o no/such/folder.png --json
error_is 'no such folder' 1 storage

tap_done
