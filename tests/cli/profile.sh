#!/bin/bash
# profile.sh: profiles that are damaged, newer, in use, or have no room
#
# SPDX-License-Identifier: LGPL-2.1-or-later

. "$(dirname "$0")/common.sh"

start_demo "$tap_dir/demo"
ctl init "$init"
ctl download 10001 --json
id=$(json_get "$output" 'd["items"][0]["id"]')
ctl download 10003
cp -a "$profile" "$tap_dir/saved"

restore ()
{
  rm -rf --one-file-system -- "$profile"
  cp -a "$tap_dir/saved" "$profile"
}

# Damaged
damaged ()
{
  ctl certs list --json
  error_is "$1" 1 profile-damaged
  aside=$(ls "$profile" | grep '^profile\.json\.damaged-')
  like "$1: it was set aside" "$aside" '^profile\.json\.damaged-[0-9TZ-]+$'
  like "$1: told where" "$errors" 'profile\.json\.damaged-'
}
head -c 500 "$tap_dir/saved/profile.json" >"$profile/profile.json"
damaged 'cut off'
check 'cut off: nothing lost' cmp -n 500 "$profile/$aside" "$tap_dir/saved/profile.json"
ctl certs list --json
json 'after that: an empty profile' "$output" 'd["total"] == 0'
ctl init "$init"
is 'after that: can be set up anew' "$status" 0
restore
: >"$profile/profile.json"
damaged 'empty'
restore
printf '<html>\n' >"$profile/profile.json"
damaged 'not JSON'
restore
printf 'x' >"$profile/profile.json"
ctl certs list
like 'for people: says what to do' "$errors" 'download'
unlike 'for people: no words of the log' "$errors" 'WARNING'

# Newer
restore
sed 's/"version" *: *1,/"version": 99,/' "$tap_dir/saved/profile.json" >"$profile/profile.json"
cp "$profile/profile.json" "$tap_dir/newer.json"
for command in 'certs list' 'services' 'about' "certs use $id" "certs delete $id --yes" 'download 10002'; do
  ctl $command --json
  error_is "newer: $command" 1 profile-newer
done
check 'newer: nothing was touched' cmp "$profile/profile.json" "$tap_dir/newer.json"
is 'newer: nothing was set aside' "$(ls "$profile" | grep -c damaged)" 0

# Several commands at once on one profile
restore
pids=()
for number in 10002 10004 10005 10006 10008; do
  "$YUNYAOCTL" --profile "$profile" download "$number" >/dev/null 2>"$tap_dir/err-$number" &
  pids+=($!)
done
failed=0
for pid in "${pids[@]}"; do
  wait "$pid" || failed=$((failed + 1))
done
is 'five at once: none fails' "$failed" 0
ctl certs --json
json 'five at once: none is lost' "$output" \
  '{c["holder"] for c in d["items"]} == {"10001", "10002", "10003", "10004", "10005", "10006", "10008"}'

# No room, no permission
restore
if [ "$(id -u)" = 0 ] && unshare -m true 2>/dev/null; then
  mkdir "$tap_dir/small"
  export YUNYAOCTL tap_dir
  run unshare -m bash -c '
    mount -t tmpfs -o size=64k tmpfs "$tap_dir/small" || exit 9
    mkdir -m 0700 "$tap_dir/small/profile"
    cp "$tap_dir/saved/profile.json" "$tap_dir/small/profile/" || exit 9
    head -c 1000000 /dev/zero >"$tap_dir/small/filler" 2>/dev/null
    "$YUNYAOCTL" --profile "$tap_dir/small/profile" certs use "$0" --json
    echo $? >"$tap_dir/exit"
    cmp "$tap_dir/saved/profile.json" "$tap_dir/small/profile/profile.json" && echo same >"$tap_dir/same"
    ' "$(json_get "$(cat "$tap_dir/saved/profile.json")" 'd["certificates"][0]["id"]')"
  if [ "$status" = 9 ]; then
    # owner: cli
    skip 'full disk' 'a small file system cannot be mounted here'
  else
    is 'full disk: exit code' "$(cat "$tap_dir/exit")" 1
    json 'full disk: error' "$errors" 'd["error"]["code"] == "storage-full"'
    is 'full disk: nothing lost' "$(cat "$tap_dir/same")" same
  fi
else
  # owner: cli
  skip 'full disk' 'a small file system can only be mounted by root'
fi
run "$YUNYAOCTL" --profile /dev/null/profile certs --json </dev/null
error_is 'a profile that cannot be' 1 storage

# Stopped in the middle: the exit code tells
stop_demo
/usr/bin/python3 - "$tap_dir/silent" <<'END' &
import socket, sys, os
listener = socket.socket()
listener.bind(('127.0.0.1', 0))
listener.listen()
with open(sys.argv[1] + '.new', 'w') as out:
    out.write(str(listener.getsockname()[1]))
os.rename(sys.argv[1] + '.new', sys.argv[1])
connection = listener.accept()
open(sys.argv[1] + '.accepted', 'w').close()
connection[0].recv(1 << 20)
while connection[0].recv(1 << 20):
    pass
END
tap_kill_at_exit $!
wait_until 20 test -s "$tap_dir/silent"
mkdir "$tap_dir/keys"
code=$(/usr/bin/python3 - "$SOURCE_ROOT/tests/cli/fake-service.py" "$tap_dir/keys" \
  "https://127.0.0.1:$(cat "$tap_dir/silent")" <<'END'
import runpy, sys
script, folder, address = sys.argv[1:]
sys.argv = [script, 'code', folder, address]
module = runpy.run_path(script, run_name='fake')
module['make_keys'](folder)
print(module['make_code'](folder, address, []))
END
)
"$YUNYAOCTL" --profile "$profile" --json init "$code" >"$tap_dir/out" 2>"$tap_dir/stopped" &
pid=$!
wait_until 20 test -e "$tap_dir/silent.accepted"
kill -INT "$pid"
status=0
wait "$pid" || status=$?
output=$(cat "$tap_dir/out")
errors=$(cat "$tap_dir/stopped")
error_is 'Ctrl+C' 130 cancelled
check 'Ctrl+C: the profile is as it was' cmp "$profile/profile.json" "$tap_dir/saved/profile.json"

tap_done
