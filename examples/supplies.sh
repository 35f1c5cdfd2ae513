#!/bin/sh
# A delivery comes in by a list and is too little for all: it is shared out by a rule that the group can read,
# carried up stairwell by stairwell, one slip is taken back, and who went without comes first the next time. A second
# plan becomes a round of deliveries, whose records are the receipts.
# Usage: examples/supplies.sh; GRIDCTL, GRIDCTL_LANG
set -eu

gridctl=${GRIDCTL:-gridctl}
here=$(cd "$(dirname "$0")" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
unset GRIDCTL_AS GRIDCTL_NOW
GRIDCTL_CONFIG=$work/none.toml
GRIDCTL_STORE=$work/supplies.db
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
run building add HZ12 '12幢' --area HL-1 --floors 3 --units 2 --rooms 2 --stairwells
run member add WXH '王秀红' --tier part_time --role '楼道长' --area HZ12-1 --phone 13900000001
for home in 1-101 1-201 1-301 2-101 2-202; do
    "$gridctl" resident add "住户$home" --home "HZ12-$home" >/dev/null
done
run resident add '陈秀兰' --home HZ12-1-302 --need elderly_alone
run resident add '周小宝' --home HZ12-2-201 --need infant
run resident add '周敏' --home HZ12-2-201

printf '\n== What the truck brought, and nothing of it twice\n'
run import stock "$here/stock.csv"
run import stock "$here/stock.csv"
run supply list

printf '\n== Seven bags for eight people: who needs it most comes first\n'
run supply plan RICE --per resident --first elderly_alone,infant --dry-run
run supply plan RICE --per resident --first elderly_alone,infant
"$gridctl" supply plan show 1 --json >plan.json
expect '"granted": *7' plan.json
expect '"wanted": *8' plan.json

printf '\n== The group reads the rule, and nobody whom it is about\n'
"$gridctl" supply share 1 >rule.txt
cat rule.txt
for secret in 陈秀兰 周小宝 住户 302 201; do never "$secret" rule.txt; done

printf '\n== What is held back is not given away\n'
if "$gridctl" supply issue RICE 1 --to WXH 2>refused.txt; then exit 1; fi
cat refused.txt

printf '\n== Carried up, with a slip on the way\n'
run supply plan show 1 --by stairwell
run --as WXH supply give 1 301 302
run --as WXH supply undo
run --as WXH supply give 1 302
run supply give 1 --rest --by '李建国'
run supply plan close 1
run supply log RICE

printf '\n== The next time who got less comes before the others\n'
run supply receive RICE 20 --source '镇民政办' --place HL-1 --ref DN-2
run supply receive RICE 20 --source '镇民政办' --place HL-1 --ref DN-2
"$gridctl" supply plan RICE --dry-run --json >next.json
expect '"turn": *"missed"' next.json

printf '\n== From one store to the other, and out as a round: a door that is done has got its share\n'
run supply transfer RICE 20 --from HL-1 --to HL
run supply plan RICE --per home --first elderly_alone,infant
run supply plan round 2
run round next 1 --limit 3
run --as WXH round record 1 HZ12-1-302 301
run round record 1 HZ12-1-201 no_answer
"$gridctl" supply plan show 2 --json >given.json
expect '"given": *1' given.json
run round share 1
run round close 1 --yes
run supply issue MILK 1 --to HZ12-2-201
run supply adjust MASK -5 --note '受潮'
run supply count MASK 114
run supply list
run store check
