#!/bin/sh
# A week of duty for the demo community: planned, published, disturbed by three absences, mended, exported.
# Usage: examples/duty_week.sh; GRIDCTL, GRIDCTL_LANG
set -eu

gridctl=${GRIDCTL:-gridctl}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
unset GRIDCTL_AS GRIDCTL_NOW
GRIDCTL_CONFIG=$work/none.toml
GRIDCTL_STORE=$work/demo.db
GRIDCTL_LANG=${GRIDCTL_LANG:-en}
export GRIDCTL_CONFIG GRIDCTL_STORE GRIDCTL_LANG

run() {
    printf '\n$ gridctl %s\n' "$*"
    "$gridctl" "$@"
}

# expect TEXT FILE: fail unless FILE holds TEXT.
expect() {
    grep -q -e "$1" "$2" || { printf 'missing in %s: %s\n' "$2" "$1" >&2; exit 1; }
}

# number KEY FILE: the first number that a key of a JSON file has.
number() {
    sed -n 's/.*"'"$1"'": *\([0-9]*\),*$/\1/p' "$2" | head -n 1
}

"$gridctl" demo "$GRIDCTL_STORE" --lang "$GRIDCTL_LANG" >/dev/null 2>&1
GRIDCTL_NOW=$("$gridctl" store status --json | sed -n 's/.*"now": *"\([^"]*\)".*/\1/p')
test -n "$GRIDCTL_NOW"
export GRIDCTL_NOW

printf '\n== Planned: a draft, and why posts have too few\n'
"$gridctl" gap --date tomorrow >gap.txt || test $? -eq 1
head -n 5 gap.txt
"$gridctl" duty plan --from tomorrow --days 7 --effort 5 --seconds 60 --seed 1 --json >plan.json
test "$(number filled plan.json)" -gt 0
expect '"status": *"draft"' plan.json
run duty plans

printf '\n== Published: everybody has a text\n'
run duty publish --dry-run
"$gridctl" duty publish --yes --json >published.json
test "$(number published published.json)" -gt 0
expect '"left": *\[\]' published.json
"$gridctl" duty list --date tomorrow --format csv >tomorrow.csv
head -n 4 tomorrow.csv

printf '\n== Three cannot come: the fewest changes, shown before they are made\n'
column=$(head -n 1 tomorrow.csv | tr ',' '\n' | grep -n '^member$' | cut -d : -f 1)
sick=$(tail -n +2 tomorrow.csv | cut -d , -f "$column" | sort -u | head -n 3)
for member in $sick; do
    run duty absence add "$member" --from tomorrow --to tomorrow --why 发烧
    run duty replan --for "$member" --from tomorrow --until tomorrow --dry-run
    "$gridctl" duty replan --for "$member" --from tomorrow --until tomorrow --why 发烧 --yes --json >"$member.json"
    expect '"told": *\[' "$member.json"
    expect '"left": *\[\]' "$member.json"
done
"$gridctl" duty list --date tomorrow --format csv >mended.csv
for member in $sick; do
    if tail -n +2 mended.csv | cut -d , -f "$column" | grep -q -x "$member"; then
        printf '%s is away and still on the roster\n' "$member" >&2
        exit 1
    fi
done

printf '\n== Exported: a board for the wall, a calendar for each phone\n'
run export duty --format csv --from tomorrow --board -o board.csv
run export duty --format ics -o week.ics
expect 'BEGIN:VEVENT' week.ics
run store check
printf '\nthe week stands\n'
