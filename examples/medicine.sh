#!/bin/sh
# A resident is out of a medicine: it is posted in the chat of the stairwell, pasted, shared with the group,
# answered by a neighbour who was in no list, assigned, told, fetched, called back and closed.
# Usage: examples/medicine.sh; GRIDCTL, GRIDCTL_LANG
set -eu

gridctl=${GRIDCTL:-gridctl}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
unset GRIDCTL_AS GRIDCTL_NOW
GRIDCTL_CONFIG=$work/none.toml
GRIDCTL_STORE=$work/medicine.db
GRIDCTL_LANG=${GRIDCTL_LANG:-en}
export GRIDCTL_CONFIG GRIDCTL_STORE GRIDCTL_LANG

run() {
    printf '\n$ gridctl %s\n' "$*"
    "$gridctl" "$@"
}

# expect TEXT FILE: fail unless FILE holds TEXT; never: fail where it does.
expect() {
    grep -q -e "$1" "$2" || { printf 'missing in %s: %s\n' "$2" "$1" >&2; exit 1; }
}
never() {
    if grep -q -e "$1" "$2"; then printf 'must not stand in %s: %s\n' "$2" "$1" >&2; exit 1; fi
}

run init --name '恒利社区' --timezone Asia/Shanghai --country CN --lang "$GRIDCTL_LANG"
run area add HL '恒利社区' --kind community
run area add HL-1 '第一网格' --kind grid --parent HL
run area add HZ12-2S '12幢2单元' --kind stairwell --parent HL-1
run building add HZ12 '12幢' --area HL-1 --floors 6 --units 2 --rooms 2
run member add WXH '王秀红' --tier part_time --role '楼道长' --area HZ12-2S --phone 13900000001
run member login WXH

printf '\n== Posted in the chat of the stairwell, and pasted\n'
cat >chat.txt <<'CHAT'
赵敏 12/17 8:01
大家早上好

陈卫 12/17 8:03
12-2-501 我的西乐葆没了，哪位能帮忙配一下 13900139000

吴涛 12/17 8:04
谢谢志愿者
CHAT
run request paste chat.txt --building HZ12
run inbox list
run inbox take 1
"$gridctl" request show 1 --json >taken.json
expect '"category": *"medicine"' taken.json
expect '"home": *"HZ12-2-501"' taken.json

printf '\n== The group reads what is needed, and nothing of the person\n'
run request share 1 --say '药房在东门，在楼下门口交接'
"$gridctl" request share 1 >shared.txt
for secret in 陈卫 13900139000 501 西乐葆; do never "$secret" shared.txt; done

printf '\n== A neighbour who is in no list answers in the chat\n'
run request assign 1 --helper '周敏 13900005679'
run outbox
run outbox --copy --told >told.txt
cat told.txt
for part in 13900005679 陈卫 13900139000 西乐葆; do expect "$part" told.txt; done

printf '\n== Fetched, called back, closed\n'
neighbour=$("$gridctl" request show 1 --json | sed -n 's/.*"holder": *"\([^"]*\)".*/\1/p')
run --as "$neighbour" my
run --as "$neighbour" request start 1
run --as "$neighbour" done 1 '药已放在门口'
run outbox --copy --told >answer.txt
cat answer.txt
expect '药已放在门口' answer.txt
run request close 1 --reached --solved --satisfied
run log add '501 的药已送到，周敏愿意继续帮忙' --about 1
run log
"$gridctl" request show 1 --json >closed.json
expect '"status": *"closed"' closed.json
expect '"satisfied": *true' closed.json
run store check
