#!/bin/sh
# A quarrel at a checkpoint: a camera and the police report it, it becomes one request, the town hands it to the
# community and a police team, and both numbers are answered. Usage: examples/checkpoint.sh; GRIDCTL, GRIDCTL_LANG
set -eu

gridctl=${GRIDCTL:-gridctl}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
unset GRIDCTL_AS GRIDCTL_NOW
GRIDCTL_CONFIG=$work/none.toml
GRIDCTL_STORE=$work/checkpoint.db
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

run init --name Hengli --timezone Asia/Shanghai --country CN --lang "$GRIDCTL_LANG"
run area add ZJ '振江镇' --kind town
run area add HL '恒利社区' --kind community --parent ZJ
run area add HL-K '东门卡口' --kind checkpoint --parent HL
run member add D1 '王秀英' --tier dispatcher --area ZJ --phone 13900000001
run member add C1 '李建国' --tier officer --area HL --phone 13900000002
run team add PCS '恒利派出所' --kind police --phone 110

printf '\n== Two reports of one thing\n'
run request add '东门卡口有人争吵推搡' --area HL-K --channel camera --ref SP-0871
run request add '卡口不让进，双方吵起来了' --area HL-K --channel police --ref 110-20461
run request twins 2
"$gridctl" request twins 2 --json >twins.json
expect '"id": *1' twins.json
run request merge 2 --into 1

printf '\n== Down to the community, and a police team\n'
run request assign 1 --desk HL --by D1
run request accept 1 --by C1
run request assign 1 --to PCS --with C1 --by C1
run request start 1 --by PCS
run request resolve 1 --outcome mediated --answer '双方已和解，核验后放行' --by PCS

printf '\n== Answered under both numbers\n'
run request close 1 --reached --solved 2>answered.txt
cat answered.txt >&2
expect 'SP-0871' answered.txt
expect '110-20461' answered.txt
run request show 1
"$gridctl" request show 1 --json >shown.json
expect '"outcome": *"mediated"' shown.json
run store check
