#!/bin/sh
# A testing day: a round over the 2,500 residents of a community, eleven helpers from 06:00 to 22:00. Forty who
# cannot come down are visited at their doors; in the evening it is known by name who is missing.
# Usage: examples/testing_day.sh; GRIDCTL, GRIDCTL_LANG
set -eu

gridctl=${GRIDCTL:-gridctl}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
unset GRIDCTL_AS
GRIDCTL_CONFIG=$work/none.toml
GRIDCTL_STORE=$work/testing.db
GRIDCTL_LANG=${GRIDCTL_LANG:-en}
GRIDCTL_NOW=2022-01-05T05:40:00+08:00
export GRIDCTL_CONFIG GRIDCTL_STORE GRIDCTL_LANG GRIDCTL_NOW

run() {
    printf '\n$ gridctl %s\n' "$*"
    "$gridctl" "$@"
}

# expect TEXT FILE: fail unless FILE holds TEXT.
expect() {
    grep -q -e "$1" "$2" || { printf 'missing in %s: %s\n' "$2" "$1" >&2; exit 1; }
}

printf '\n== A community: 5 buildings of 250 doors, two people behind each\n'
run init --name '恒利社区' --timezone Asia/Shanghai --country CN --lang "$GRIDCTL_LANG" --pack epidemic
run area add HL '恒利社区' --kind community
for number in 1 2 3 4 5; do
    "$gridctl" building add "B$number" "${number}幢" --area HL --floors 25 --units 5 --rooms 2 >/dev/null
done
awk 'BEGIN { print "姓名,房屋,标签"
    for (b = 1; b <= 5; b++) for (u = 1; u <= 5; u++) for (f = 1; f <= 25; f++) for (r = 1; r <= 2; r++)
        for (p = 1; p <= 2; p++) { n++; tag = (n % 62 == 1 && n < 2481) ? "bedridden" : ""
            printf "居民%04d,B%d-%d-%d%02d,%s\n", n, b, u, f, r, tag } }' >residents.csv
run import residents residents.csv >/dev/null
members=
for number in 1 2 3 4 5 6 7 8 9 10 11; do
    "$gridctl" member add "V$number" "志愿者$number" --tier volunteer >/dev/null
    members="$members,V$number"
done
run round open sampling --area HL --name '第一轮核酸' --until 22:00 --target 95%
run round split 1 --among "${members#,}"

printf '\n== From 06:00 on they come down; whole floors are written at once\n'
GRIDCTL_NOW=2022-01-05T11:00:00+08:00
export GRIDCTL_NOW
for building in 1 2 3 4 5; do
    awk -v b="$building" 'BEGIN { for (u = 1; u <= 5; u++) for (f = 2; f <= 25; f++)
        printf "B%d-%d-%d01-%d02 done tube=%d%d%02d\n", b, u, f, f, b, u, f }' >"b$building.txt"
    "$gridctl" --as "V$building" round record 1 --file "b$building.txt" >recorded.txt
done
run round show 1 --by unit >half.txt

printf '\n== Those who cannot come down are visited; some are away, one refuses\n'
GRIDCTL_NOW=2022-01-05T20:30:00+08:00
export GRIDCTL_NOW
run --as V6 round next 1 --limit 5
awk 'BEGIN { for (b = 1; b <= 4; b++) for (u = 1; u <= 5; u++)
    printf "B%d-%d-101 done at_door=yes tube=9%d%d1\n", b, u, b, u }' >doors.txt
"$gridctl" --as V6 round record 1 --file doors.txt >recorded.txt
awk 'BEGIN { for (b = 1; b <= 4; b++) for (u = 1; u <= 5; u++)
    printf "B%d-%d-102 %s\n", b, u, (u < 4) ? "done tube=8001" : (u == 4) ? "away" : "no_answer" }' >evening.txt
"$gridctl" --as V7 round record 1 --file evening.txt >recorded.txt
run --as V8 round record 1 B5-1-101:1 refused --note '拒绝采样'
run round find 1 tube=9111

printf '\n== At 22:00: coverage with its denominator, and who is missing by name\n'
GRIDCTL_NOW=2022-01-05T22:00:00+08:00
export GRIDCTL_NOW
run round share 1 >share.txt
run round missing 1 --format csv >missing.csv
expect 'B5-1-101:1' missing.csv
"$gridctl" round show 1 --by hour --json >now.json
"$gridctl" round show 1 --at 11:00 --json >morning.json
expect '"targets": *2500' now.json
expect '"goal_met": *true' now.json
expect '"done": *2400' morning.json
run round close 1
run store check
