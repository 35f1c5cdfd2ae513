"""Names of people in running text, beside a home or a phone, where somebody is named before what they need.

Chinese names have no blanks about them: one ends where the text pauses, or where a word begins that is known.
"""

import re
from collections.abc import Callable, Iterable

from gridctl.core.later import later

_SURNAMES = frozenset(
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董潘袁蔡蒋余于杜叶程苏魏吕丁任卢姚"
    "沈钟姜崔谭陆汪范廖石金贾夏韦付傅邹熊孟秦邱侯江尹薛闫雷龙史陶贺毛郝顾龚邵万覃武钱戴严莫孔向常汤康易乔"
    "赖文阮季施裘童洪卞柳鲍费岑倪殷齐伍卜安温葛蒲邢裴席伊宁仇甘祖符刁骆樊凌霍虞柯管梅盛舒屈项祝闵麻强娄颜"
    "褚卫尤华戚云郎鲁方俞苗凤花滕毕邬章湛汲穆萧尚左耿牛关单翁荀羊惠桂解应宗宣诸芮靳焦巴谷车明干查游竺权桑"
    "窦黎詹束冉雍池冷慕连习容古廖饶曲沙丰关荆岳师段富居佟聂晁敖冀农臧成白景辛阎欧郁"
)
_COMPOUND = (
    "欧阳",
    "司马",
    "上官",
    "诸葛",
    "东方",
    "皇甫",
    "尉迟",
    "公孙",
    "慕容",
    "司徒",
    "令狐",
    "夏侯",
    "端木",
)
_TITLES = (
    "阿姨|阿婆|阿公|阿伯|大爷|大妈|大娘|大叔|大哥|大姐|奶奶|爷爷|婆婆|公公|叔叔|叔|婶婶|婶|伯伯|伯|老师|师傅|女士|先生"
    "|小姐|太太|老太太|老太|老先生|医生|嫂子|嫂|家老人"
)
_TITLED = later(rf"(?:[老小])?([\u4e00-\u9fff]{{1,3}}?)(?:{_TITLES})")
_CALLED = later(r"[老小阿]([\u4e00-\u9fff])(?:(?<=老.)头(?![疼痛晕发昏]))?")
_HAN = later(r"[\u4e00-\u9fff]")
_NO_NAME = frozenset(
    "的了吗呢吧啊没缺要在有不是去来吃用买和与或都也还就这那她他我你们个一二三四五六七八九十百千两几多少年月日"
    "天药菜米水电气门窗管坏堵漏烧痛疼家里下上前后又被把给让想求帮送"
)
_NO_NAMES = (
    "卫生 卫浴 安全 安装 安排 安静 安置 安眠 安定 车位 车库 车子 车牌 车辆 车棚 车胎 花架 花园"
    " 花坛 花盆 花洒 金属 石头 石块 马桶 马路 马上 牛奶 牛肉 羊肉 羊水 白菜 白天 白粥 成人 高烧"
    " 高血 高压 高楼 高三 高中 高考 温度 汤药 万一 方便 方舱 方面 关门 关于 关节 管道 管子 管家"
    " 解封 解决 明天 明早 明晚 常用 常吃 单元 单位 应该 应急 连续 连着 宣传 任何 左边 左手 左眼"
    " 甘草 毛巾 毛毯 钱包 黄码 黄水 蓝色 童车 顾客 项目 司机 康复 武警 支付 龙头 雷雨 霍乱 游泳"
    " 沙发 沙子 冷水 冷气 干净 干粮 习惯 居民 居委 居家 居住 师傅 岳母 岳父 池子 党员 明年 易拉"
    " 向阳 平安 元宵 金鱼 鲍鱼 白糖 白酒 姜汤 葛根 苗木 柴火 颜色 水管 洗手 左右 云南 江苏 门口"
)
"""What two signs say that begins like a name: 卫生间, 马桶, 高血压."""
_NUMERALS = frozenset("一二三四五六七八九十")
"""Given names too, where the text pauses behind them: 张三, 李四."""
# Words that follow a name and never end one.
_STOPS = (
    "家", "要", "缺", "需", "没", "想", "的", "在", "有", "说", "住", "被", "又", "急", "明天", "明早",
    "明晚", "今天", "今晚", "后天", "昨天", "孩子", "小孩", "老母亲", "老父亲", "老伴", "妈妈", "爸爸",
    "女儿", "儿子", "老人", "老婆", "老公", "坐月子", "一个人", "隔离", "还", "快", "只", "断", "发",
    "头", "高烧", "高血压", "腹", "卧床", "摔", "伤口", "电话", "手机", "婴儿", "和", "不", "出", "门",
    "请", "求", "吃", "用", "刚", "血", "抗原", "阳", "家里", "患", "怀孕", "独居", "够",
)  # fmt: skip
_PAUSE = later(r"[\s\d,，、。.;；:：!！?？()（）\[\]【】/+\n\-~～@\ufffc]")
_LATIN_TITLE = r"(?:(?:Mr|Mrs|Ms|Miss|Dr|Aunt|Auntie|Uncle|Grandma|Grandpa|Granny)\b\.? ?)"
_LATIN = later(rf"(?P<title>{_LATIN_TITLE})?(?P<words>[A-Z][a-z'’]+(?:[ -][A-Z][a-z'’]+){{0,2}})(?![A-Za-z])")
_LATIN_STOPS = frozenset(
    [
        "The",
        "My",
        "We",
        "No",
        "Out",
        "Please",
        "Need",
        "Needs",
        "Has",
        "Have",
        "Can",
        "Cannot",
        "Is",
        "Are",
        "Not",
        "He",
        "She",
        "They",
        "And",
        "Our",
        "Urgent",
        "Help",
        "Hello",
        "Hi",
        "Dear",
        "Thanks",
        "Thank",
        "Still",
        "Very",
        "Just",
        "Water",
        "Food",
    ]
)


def name_at(
    text: str,
    start: int,
    known: Iterable[str],
    words: Callable[[int], bool],
    taken: Callable[[int, int], bool],
) -> str:
    """Return the name that begins at `start`, or "".

    `known` are names that are expected there; `words` tells whether a known word begins at a place, `taken`
    whether one touches a stretch (a name never does).
    """
    for name in sorted(known, key=len, reverse=True):
        if name and text.startswith(name, start):
            return name
    if found := _LATIN.match(text, start):
        return _latin(found, taken)
    if not _HAN.match(text, start) or (start + 1 < len(text) and text[start : start + 2] in _NO_NAMES):
        return ""
    return _titled(text, start, words) or _plain(text, start, words, taken)


def _titled(text: str, start: int, words: Callable[[int], bool]) -> str:
    """Return 李阿姨, 陈卫奶奶, 老周: a surname with what somebody is called by."""
    found = _TITLED.match(text, start)
    if found and (found[1][0] in _SURNAMES or found[1].startswith(_COMPOUND)):
        return found[0]
    called = _CALLED.match(text, start)
    if called and called[1] in _SURNAMES and (words(called.end()) or not _runs_on(text, called.end())):
        return called[0]
    return ""


def _runs_on(text: str, place: int) -> bool:
    """Tell whether a word goes on at `place`: neither a pause nor a word that follows names."""
    return place < len(text) and not _PAUSE.match(text, place) and not text.startswith(_STOPS, place)


def _plain(text: str, start: int, words: Callable[[int], bool], taken: Callable[[int, int], bool]) -> str:
    surname = 2 if text.startswith(_COMPOUND, start) else 1
    if surname == 1 and text[start] not in _SURNAMES:
        return ""
    fitting = []
    for given in (1, 2):
        end = start + surname + given
        name = text[start:end]
        if len(name) < surname + given or not all(map(_HAN.match, name)):
            break
        ends = end == len(text) or _PAUSE.match(text, end) is not None
        odd = _NO_NAME & set(name[surname:])
        if (odd and not (ends and given == 1 and odd <= _NUMERALS)) or taken(start, end):
            break
        if ends:
            return name
        if text.startswith(_STOPS, end):
            return name
        if words(end):
            fitting.append(name)
    return fitting[0] if fitting else ""


def _latin(found: re.Match[str], taken: Callable[[int, int], bool]) -> str:
    """Return a name in letters: two words at least, or one behind a title; it ends where a known word begins."""
    kept = found.start()
    count = 0
    for word in re.finditer(r"[A-Z][a-z'’]+", found["words"]):
        first, last = found.start("words") + word.start(), found.start("words") + word.end()
        if word[0] in _LATIN_STOPS or taken(first, last):
            break
        kept, count = last, count + 1
    if count > 1 or (count and found["title"]):
        return found.string[found.start() : kept]
    return ""


def looks_like_name(text: str) -> bool:
    """Tell whether a text is a name and nothing else: 陈卫, 李阿姨, Anna Smith."""
    return bool(text) and name_at(text, 0, (), lambda _place: False, lambda _first, _last: False) == text
