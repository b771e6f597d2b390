#!/bin/bash
# usage.sh: help, mistakes of usage, and what needs no service
#
# SPDX-License-Identifier: LGPL-2.1-or-later

. "$(dirname "$0")/common.sh"

ctl --version
is 'version: exit code' "$status" 0
like 'version: one line' "$output" '^yunyaoctl [0-9]+\.[0-9]+'
ctl --version --json
json 'version: JSON' "$output" 'd["name"] == "yunyaoctl" and d["version"]'

ctl help
is 'help: exit code' "$status" 0
like 'help: names the commands' "$output" 'certs export ID'
is 'help: says nothing on standard error' "$errors" ''
general=$output
ctl --help
is '--help: the same' "$output" "$general"

ctl help certs
like 'help certs: its commands' "$output" 'certs refresh'
unlike 'help certs: not the others' "$output" 'download'
ctl help certs export
like 'help certs export: its options' "$output" '--chain'
ctl certs export --help
like 'certs export --help: its options' "$output" '--chain'
ctl help fly
is 'help of an unknown command: exit code' "$status" 2

ctl help --json
json 'help: JSON' "$output" 'any(c["name"] == "certs export" for c in d["commands"])'
commands=$output

# mistake NAME ARGS...: exit code 2, two lines for people, one of JSON for programs.
mistake ()
{
  local name=$1
  shift
  ctl "$@"
  is "$name: exit code" "$status" 2
  like "$name: says how to go on" "$errors" 'yunyaoctl help'
  is "$name: nothing on standard output" "$output" ''
  ctl --json "$@"
  error_is "$name: JSON" 2 usage
}
mistake 'no command'
mistake 'unknown command' fly
mistake 'unknown verb' certs fly
mistake 'unknown option' certs list --fly
mistake 'missing operand' download
mistake 'one word too many' download 1 2
mistake 'missing value' certs export 1 -o
mistake 'init of nothing' init
mistake 'init of two things' init --builtin cloudkey://init
mistake 'two formats' certs export 1 --pem --der
mistake 'chain as bytes' certs export 1 --der --chain
ctl certs fly --json
error_is 'a --json after the mistake' 2 usage

# An empty profile
ctl certs list
is 'no certificates: exit code' "$status" 0
like 'no certificates: says what to do' "$output" 'yunyaoctl download'
ctl certs --json
json 'no certificates: JSON' "$output" 'd == {"items": [], "next": None, "total": 0}'
ctl services --json
json 'no services: JSON' "$output" 'd == {"items": [], "next": None, "total": 0}'
ctl services
like 'no services: says what to do' "$output" 'yunyaoctl init'
ctl about --json
json 'about: JSON' "$output" 'd["version"] and d["profile"] and d["services"] == []'
ctl about
like 'about: the profile' "$output" "$profile"
ctl download 10001 --json
error_is 'download without a service' 3 no-service
ctl download 10001
like 'download without a service: says what to do' "$errors" 'yunyaoctl init'
for verb in show use export refresh delete; do
  ctl certs "$verb" 0 --json --yes
  error_is "certs $verb of nothing" 3 not-found
done
for verb in show check remove; do
  ctl services "$verb" 0 --json --yes
  error_is "services $verb of nothing" 3 not-found
done

# Where output cannot go
if [ -w /dev/full ]; then
  run "$YUNYAOCTL" --profile "$profile" help >/dev/full
  status=0
  "$YUNYAOCTL" --profile "$profile" --json help >/dev/full 2>"$tap_dir/full" || status=$?
  output=
  errors=$(cat "$tap_dir/full")
  error_is 'no room for the output' 1 storage-full
fi
"$YUNYAOCTL" help 2>"$tap_dir/pipe" | true
is 'a reader that goes away: nothing said' "$(cat "$tap_dir/pipe")" ''

# Every command and option is in the completion for zsh; a rule of lint sees to manual and bash.
zsh=$SOURCE_ROOT/data/completions/_yunyaoctl
missing=
for word in $(json_get "$commands" '" ".join(c["name"] for c in d["commands"])'); do
  grep -qw -e "$word" "$zsh" || missing+=" $word"
done
for option in $(json_get "$commands" \
  '" ".join(o["name"] for c in d["commands"] + [d] for o in c["options"])'); do
  grep -q -e "--$option\\b" "$zsh" || missing+=" --$option"
done
is 'the completion for zsh is complete' "$missing" ''
check 'bash reads its completion' bash -n "$SOURCE_ROOT/data/completions/yunyaoctl"

tap_done
