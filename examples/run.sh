#!/bin/sh
# Runs the examples in a temporary folder. Usage: examples/run.sh [--quick], or GRIDCTL=/path/to/gridctl examples/run.sh
# --quick leaves out the stories, which are scripts of their own.
set -eu

gridctl=${GRIDCTL:-gridctl}
here=$(cd "$(dirname "$0")" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"

# Nothing of the user's own settings or store takes part.
unset GRIDCTL_AS GRIDCTL_NOW
GRIDCTL_CONFIG=$work/none.toml
GRIDCTL_LANG=en
export GRIDCTL_CONFIG GRIDCTL_LANG

run() {
    printf '\n$ gridctl %s\n' "$*"
    "$gridctl" "$@"
}

# expect TEXT FILE: fail unless FILE holds TEXT.
expect() {
    grep -q -e "$1" "$2" || { printf 'missing in %s: %s\n' "$2" "$1" >&2; exit 1; }
}

printf '== New York: real requests and their daily return\n'
GRIDCTL_STORE=$work/newyork.db
export GRIDCTL_STORE
run init --timezone America/New_York --country US --lang en
run import requests "$here/nyc311.csv" --map nyc311
run report daily --date 2025-03-13
"$gridctl" report daily --date 2025-03-13 --json >newyork.json
for figure in '"received": *61' '"closed": *66' '"open": *274'; do expect "$figure" newyork.json; done

printf '\n== New York again: by a pack of its own, in office hours, with holidays\n'
GRIDCTL_STORE=$work/animals.db
export GRIDCTL_STORE
run pack check "$here/packs/nyc.toml"
run init --timezone America/New_York --country US --lang en --pack "$here/packs/nyc.toml"
run import requests "$here/nyc311.csv" --map "$here/packs/nyc-profile.toml"
run report daily --date 2025-03-13
"$gridctl" report daily --date 2025-03-13 --json >animals.json
for figure in '"received": *61' '"closed": *66' '"open": *274'; do expect "$figure" animals.json; done
"$gridctl" request why 867 >why.txt
expect 'public holiday' why.txt
GRIDCTL_NOW=2025-03-14T09:00:00-04:00 run tick --quiet

printf '\n== Hengli: a small community\n'
GRIDCTL_STORE=$work/hengli.db
run init --name "Hengli" --timezone Asia/Shanghai --country CN --lang zh
run import areas "$here/areas.csv"
run import buildings "$here/buildings.csv"
run building show HL1
run import requests "$here/requests.csv"
run import requests "$here/requests.csv"
run import requests "$here/hotline.csv" --map "$here/profile.toml"
run area tree
run request list --limit 5
run report daily --date 2021-12-17 --cutoff 18:00 --out returns
run report weekly --date 2021-12-17 --format html,xlsx,csv --out returns
run report explain requests.received --date 2021-12-17
ls returns
for kind in members posts absences wishes; do run import "$kind" "$here/$kind.csv"; done
run duty post list --all
"$gridctl" duty post list --all --json >posts.json
expect '"duty": *"visits"' posts.json
run duty absence list --all
run pack check "$here/pack.toml"
run pack apply "$here/pack.toml" --area HL --name "Rain"
run operation list
run store check
run store backup "$work/backup.db"
run --store "$work/backup.db" store check
run ledger list --limit 5

if [ "${1:-}" != --quick ]; then
    for story in checkpoint medicine supplies three_visits testing_day duty_week; do
        for language in en zh; do
            printf '\n== The story %s.sh, %s\n' "$story" "$language"
            GRIDCTL=$gridctl GRIDCTL_LANG=$language sh "$here/$story.sh"
        done
    done
fi

printf '\n== Settings\n'
GRIDCTL_CONFIG=$here/config.toml run --store "$work/hengli.db" store info

printf '\nall examples ran\n'
