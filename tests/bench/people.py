"""A Chinese community on paper: households, and the same people entered again with slips.

What makes it hard is what is real: couples and siblings of one home, brothers and sisters born together,
phones of a whole family, thousands of the same name.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from random import Random

from bench.slips import date_off, digit_off, weighted
from gridctl.core.twin_traits import check_character
from gridctl.core.twins import Person

# Family names with their share in percent of the people (census of 2020, the commonest), and rare ones.
FAMILIES = (
    ("王 wang", 7.2), ("李 li", 7.0), ("张 zhang", 6.8), ("刘 liu", 5.2), ("陈 chen", 4.6), ("杨 yang", 3.2),
    ("黄 huang", 2.3), ("赵 zhao", 2.1), ("吴 wu", 2.0), ("周 zhou", 2.0), ("徐 xu", 1.5), ("孙 sun", 1.4),
    ("马 ma", 1.3), ("朱 zhu", 1.2), ("胡 hu", 1.2), ("郭 guo", 1.1), ("何 he", 1.1), ("林 lin", 1.1),
    ("高 gao", 1.0), ("罗 luo", 1.0), ("郑 zheng", 0.9), ("梁 liang", 0.9), ("谢 xie", 0.8), ("宋 song", 0.8),
    ("唐 tang", 0.7), ("许 xu", 0.7), ("邓 deng", 0.6), ("冯 feng", 0.6), ("韩 han", 0.6), ("曹 cao", 0.6),
    ("沈 shen", 0.5), ("魏 wei", 0.5), ("蒋 jiang", 0.5), ("章 zhang", 0.1), ("欧阳 ou yang", 0.1),
    ("俞 yu", 0.2), ("余 yu", 0.4), ("茅 mao", 0.05), ("毛 mao", 0.2), ("厉 li", 0.05),
)  # fmt: skip
# Characters of given names by their sound: those of one line are mixed up by input methods.
SOUNDS = {
    "xiu": "秀绣修", "hong": "红宏洪虹鸿", "li": "丽莉力立利", "wei": "伟卫维薇", "jun": "军君俊钧", "jie": "杰洁捷",
    "fang": "芳方", "ming": "明铭", "hua": "华花", "yu": "玉宇雨瑜", "jing": "静晶京菁", "min": "敏民旻",
    "yan": "燕艳岩妍", "ping": "平萍", "gang": "刚钢", "qiang": "强", "lei": "磊雷蕾", "na": "娜", "zi": "子梓紫",
    "han": "涵晗翰", "xuan": "轩萱宣", "hao": "浩昊豪", "chen": "晨辰琛", "ting": "婷庭", "xin": "欣新鑫心",
    "yi": "怡艺毅逸", "bo": "博波", "tao": "涛", "lan": "兰岚", "ying": "英颖莹", "gui": "桂贵", "zhen": "珍贞振",
    "feng": "凤峰锋", "guo": "国", "jian": "建健", "de": "德", "sheng": "胜盛生", "shu": "淑书", "zhi": "志智",
    "mei": "美梅", "xia": "霞", "bin": "斌彬", "peng": "鹏", "long": "龙", "fei": "飞菲", "xue": "雪学", "rong": "荣蓉",
}  # fmt: skip
SOUND_OF = {char: sound for sound, chars in SOUNDS.items() for char in chars}
CHARS = "".join(SOUNDS.values())
SOUND_OF |= {word.split()[0]: " ".join(word.split()[1:]) for word, _ in FAMILIES}


@dataclass(frozen=True, slots=True)
class Town:
    """All entries in the order of a mixed list, and which two of them are one person."""

    people: tuple[Person, ...]
    twins: frozenset[frozenset[int | str]]


def make_town(seed: int, homes: int, *, again: float = 0.1, known: float = 0.85) -> Town:
    """Make a town of `homes` homes; a share `again` of its people is entered a second or third time.

    `known` is how often identity number, birth date and phone are known at all.
    """
    rng = Random(seed)
    given_out: set[str] = set()
    once = [person for number in range(homes) for person in _household(number, rng, known, given_out)]
    people = [replace(person, id=f"rec-{number}-org") for number, person in enumerate(once)]
    twins = set()
    for number, person in enumerate(people[:]):
        if rng.random() >= again:
            continue
        entries = [person]
        for copy in range(rng.choice((1, 1, 1, 2))):
            entries.append(slipped(replace(person, id=f"rec-{number}-dup-{copy}"), rng))
            twins |= {frozenset((one.id, entries[-1].id)) for one in entries[:-1]}
        people += entries[1:]
    rng.shuffle(people)
    return Town(tuple(people), frozenset(twins))


def pinyin(name: str) -> str:
    """Return the syllables of a made name, as the store keeps them beside it."""
    size = 2 if name.startswith("欧阳") else 1
    parts = [name[:size], *name[size:]] if name[:size] in SOUND_OF else [*name]
    return " ".join(SOUND_OF.get(one, "") for one in parts if one in SOUND_OF)


def _household(number: int, rng: Random, known: float, given_out: set[str]) -> list[Person]:
    building, rest = divmod(number, 60)
    home = f"HZ{building + 1}-{rest // 20 + 1}-{rest % 20 // 4 + 1}0{rest % 4 + 1}"
    shared = _mobile(rng)
    father = rng.randrange(1940, 1990)
    family = weighted(FAMILIES, rng).split()[0]
    shared_char = rng.choice(CHARS)
    births = [(family, father, "m"), (weighted(FAMILIES, rng).split()[0], father + rng.randrange(-4, 6), "f")]
    children = rng.choice((0, 0, 1, 1, 2))
    births += [(family, father + 24 + 3 * child, rng.choice("mf")) for child in range(children)]
    found: list[Person] = []
    for role, (name, year, sex) in enumerate(births[: rng.choice((1, 2, 2, 4, 4))]):
        together = role == 3 and rng.random() < 0.05
        born = found[2].born if together and found[2].born else _date(year, rng)
        chars = rng.choice((1, 2, 2, 2))
        given = "".join(rng.choice(CHARS) for _ in range(chars))
        if role > 1 and rng.random() < 0.3:  # brothers and sisters share a character of their generation
            given = shared_char + given[-1]
        phone = shared if role > 1 or rng.random() < 0.3 else _mobile(rng)
        found.append(
            Person(
                id=0,
                name=name + given,
                pinyin=pinyin(name + given),
                born=born if rng.random() < known else "",
                sex=sex,
                phones=(phone,) if rng.random() < known else (),
                identity=_identity(born, sex, rng, given_out) if rng.random() < known else "",
                home=home,
            )
        )
    return found


def _date(year: int, rng: Random) -> str:
    return f"{date(year, 1, 1) + timedelta(days=rng.randrange(365)):%Y%m%d}"


def _mobile(rng: Random) -> str:
    return rng.choice(("138", "139", "135", "137", "150", "158", "186", "189")) + f"{rng.randrange(10**8):08}"


def _identity(born: str, sex: str, rng: Random, given_out: set[str]) -> str:
    """Return a number that nobody else has."""
    while True:
        serial = 2 * rng.randrange(500) + (sex == "m")
        body = rng.choice(("330106", "330106", "330105", "330382", "340826")) + born + f"{serial:03}"
        if body not in given_out:
            given_out.add(body)
            return body + check_character(body)


def _homophone(name: str, rng: Random) -> str:
    at = rng.randrange(1, len(name))
    others = [char for char in SOUNDS.get(SOUND_OF.get(name[at], ""), "") if char != name[at]]
    return name[:at] + rng.choice(others) + name[at + 1 :] if others else name


def _renamed(person: Person, rng: Random) -> Person:
    name, family = person.name, person.name[:1]
    name = rng.choice(
        (
            _homophone(name, rng),
            _homophone(name, rng),
            name[:-1] + rng.choice(CHARS),
            name[:1] + name[2:] if len(name) > 2 else name,
            name[1:] + family,
            f"小{family}",
            f"{family}{'阿姨' if person.sex == 'f' else '师傅'}",
            f"阿{name[-1]}",
        )
    )
    return replace(person, name=name, pinyin=pinyin(name))


def _rehomed(person: Person, rng: Random) -> Person:
    if not person.home:
        return person
    building, unit, room = person.home.split("-")
    home = rng.choice(
        (
            f"{building}-{unit}-{digit_off(room, rng)}",
            f"{building}-{int(unit) % 3 + 1}-{room}",
            f"HZ{rng.randrange(1, 30)}-{rng.randrange(1, 4)}-{rng.randrange(1, 7)}0{rng.randrange(1, 5)}",
            "",
        )
    )
    return replace(person, home=home)


def _rephoned(person: Person, rng: Random) -> Person:
    if not person.phones:
        return replace(person, phones=(_mobile(rng),))
    phone = person.phones[0]
    return replace(
        person, phones=rng.choice(((digit_off(phone, rng),), (), (_mobile(rng),), (phone, _mobile(rng))))
    )


_SLIPS: tuple[tuple[Callable[[Person, Random], Person], float], ...] = (
    (_renamed, 3),
    (_rehomed, 2),
    (_rephoned, 3),
    (lambda p, r: replace(p, born=date_off(p.born, r) if p.born else ""), 2),
    (lambda p, _: replace(p, born=""), 1),
    (lambda p, r: replace(p, identity=digit_off(p.identity, r) if p.identity else ""), 2),
    (lambda p, _: replace(p, identity=""), 2),
    (lambda p, _: replace(p, sex=""), 1),
)


def slipped(person: Person, rng: Random) -> Person:
    """Return a person entered once more, with none to four slips."""
    for _ in range(rng.choice((0, 1, 1, 2, 2, 3, 4))):
        person = rng.choices([slip for slip, _ in _SLIPS], [weight for _, weight in _SLIPS])[0](person, rng)
    return person
