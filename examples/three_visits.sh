#!/bin/sh
# Three visits: the homes with somebody who needs care are visited; what they lack becomes requests, which are
# dispatched and closed; who does not answer comes back at another hour and is not forgotten.
# Usage: examples/three_visits.sh; GRIDCTL, GRIDCTL_LANG
set -eu

gridctl=${GRIDCTL:-gridctl}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
unset GRIDCTL_AS
GRIDCTL_CONFIG=$work/none.toml
GRIDCTL_STORE=$work/visits.db
GRIDCTL_LANG=${GRIDCTL_LANG:-en}
GRIDCTL_NOW=2022-01-05T09:30:00+08:00
export GRIDCTL_CONFIG GRIDCTL_STORE GRIDCTL_LANG GRIDCTL_NOW

run() {
    printf '\n$ gridctl %s\n' "$*"
    "$gridctl" "$@"
}

# expect TEXT FILE: fail unless FILE holds TEXT.
expect() {
    grep -q -e "$1" "$2" || { printf 'missing in %s: %s\n' "$2" "$1" >&2; exit 1; }
}

run init --name '恒利社区' --timezone Asia/Shanghai --country CN --lang "$GRIDCTL_LANG"
run area add HL-1 '第一网格' --kind grid
run building add HZ12 '12幢' --area HL-1 --floors 6 --units 2 --rooms 2 --stairwells
run member add WXH '王秀红' --tier part_time --role '楼道长' --area HZ12-2
run member add LJG '李建国' --tier officer --area HL-1
run resident add '张三' --home HZ12-2-501 --need elderly_alone
run resident add '李四' --home HZ12-2-302 --need chronic_illness
run resident add '赵五' --home HZ12-1-101 --need dialysis

printf '\n== In the morning: who needs care, from the top floor down\n'
run round open three-visits --area HL-1 --where need:elderly_alone,chronic_illness,dialysis --target 95%
run --as WXH round next 1
run --as WXH round record 1 HZ12-2-501 no_answer
run --as WXH round record 1 HZ12-2-302 --set food_lack=yes --set hardship=no --set low_spirits=no --note '缺米和油'
"$gridctl" request show 1 --json >food.json
expect '"category": *"food"' food.json
expect '"home": *"HZ12-2-302"' food.json

printf '\n== What an answer raised is dispatched and closed\n'
run request assign 1 --to LJG
run --as LJG done 1 '米和油已送到'
run request close 1 --reached --solved --satisfied

printf '\n== In the afternoon: at another hour, and again nobody\n'
GRIDCTL_NOW=2022-01-05T15:30:00+08:00
export GRIDCTL_NOW
run --as WXH round next 1
run --as WXH round record 1 501 no_answer
"$gridctl" request show 2 --json >silent.json
expect '"home": *"HZ12-2-501"' silent.json
run round record 1 HZ12-1-101 --set food_lack=no --set hardship=no --set low_spirits=yes
run --as LJG round record 1 HZ12-2-501 --set food_lack=no --set hardship=no --set low_spirits=no
run request assign 2 --to LJG
run --as LJG done 2 '老人去女儿家了，已回来，平安'
run building show HZ12 --round 1
run round close 1
"$gridctl" round show 1 --json >closed.json
expect '"coverage": *1.0' closed.json
expect '"goal_met": *true' closed.json
run store check
