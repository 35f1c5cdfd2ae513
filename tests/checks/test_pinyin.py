"""Names are found as people type them (issue 3); the table is held to pypinyin."""

import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pypinyin import Style, lazy_pinyin, pinyin

from gridctl.checks import pinyin as ours
from gridctl.checks.pinyin import code_from_name, keys_of_names, name_keys, syllable
from gridctl.checks.readings import COMPOUNDS, GIVEN, SURNAMES

# The two hundred most frequent surnames, or nearly.
COMMON = (
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪"
    "范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤常温康施文牛樊葛邢安齐易乔伍庞颜"
    "倪庄聂章鲁岳翟殷詹申欧耿关兰焦俞左柳甘祝包宁尚符舒阮柯纪梅童凌毕单季裴霍涂成苗谷盛曲翁冉骆蓝路游辛靳管柴蒙鲍华喻祁"
)
han = st.sampled_from([chr(int(code)) for code in ours._dictionary()])


@pytest.mark.parametrize(
    ("name", "keys"),
    [
        ("王秀红", "wangxiuhong wxh"),
        ("王　伟", "wangwei ww"),
        ("曾国藩", "zengguofan zgf cengguofan cgf"),
        ("单雄信", "shanxiongxin sxx danxiongxin dxx"),
        ("解缙", "xiejin xj jiejin jj"),
        ("仇英", "qiuying qy chouying cy"),
        ("尉迟恭", "yuchigong ycg weichigong wcg"),
        ("欧阳修", "ouyangxiu oyx"),
        ("陈朝阳", "chenchaoyang ccy chenzhaoyang czy"),
        ("吕布", "lvbu lb lyubu lubu"),
        ("买买提·阿布都", "maimaitiabudu mmtabd maimaitiabudou maimaiti abudu abudou"),
        ("扎西·次仁", "zhaxiciren zxcr zhaxi ciren"),
        ("Müller", "muller mueller"),
        ("Anna MÜLLER", "annamuller am annamueller anna muller mueller"),
        ("Łukasz Ørsted", "lukaszorsted lo lukaszoersted lukasz orsted oersted"),
        ("Ｊ．Smith", "jsmith js smith"),
        ("第3网格", "di3wangge d3wg"),
        ("王A", "wanga wa"),
        ("Иван", "иван"),
        ("", ""),
        ("·", ""),
    ],
)
def test_keys(name: str, keys: str) -> None:
    assert name_keys(name).text == keys
    assert keys_of_names([name]) == [keys]


def test_every_character_is_read_as_the_library_reads_it() -> None:
    wrong = [char for code in ours._dictionary() if lazy_pinyin(char := chr(int(code))) != [syllable(char)]]
    assert wrong == []
    assert len(ours._dictionary()) > 40_000


@pytest.mark.parametrize("table", [SURNAMES, GIVEN], ids=["surnames", "given"])
def test_readings_in_names_are_readings_of_the_character(table: dict[str, tuple[str, ...]]) -> None:
    for char, readings in table.items():
        known = set(pinyin(char, style=Style.NORMAL, heteronym=True, v_to_u=False)[0])
        assert set(readings) <= known, char
        assert len(readings) > 1


def test_compound_surnames_are_read_by_character_or_by_phrase() -> None:
    for name, readings in COMPOUNDS.items():
        known = [set(one) for char in name for one in pinyin(char, style=Style.NORMAL, heteronym=True)]
        phrase = lazy_pinyin(name.translate(str.maketrans("遲萬單長樂", "迟万单长乐")))
        for reading in readings:
            spelled = reading.split("-")
            assert all(
                part in both | {said} for part, both, said in zip(spelled, known, phrase, strict=True)
            ), name


def test_common_surnames_are_read_as_the_library_does_but_for_those_that_are_read_otherwise() -> None:
    for char in COMMON:
        full = name_keys(char + "兰英").full
        usual = SURNAMES[char][0] if char in SURNAMES else lazy_pinyin(char)[0]
        assert full == usual + "lanying"


@given(st.lists(st.text(han, min_size=1, max_size=4) | st.text(max_size=6), max_size=20))
def test_many_names_give_what_each_gives(names: list[str]) -> None:
    assert keys_of_names(names) == [name_keys(name).text for name in names]


@given(st.text(han, min_size=2, max_size=4))
def test_the_reading_of_each_character_stands_in_its_place(name: str) -> None:
    keys = name_keys(name)
    odd = set(name) & ours._ODD
    if not odd:
        assert keys.full == "".join(lazy_pinyin(char)[0] for char in name)
        assert keys.initials == "".join(lazy_pinyin(char)[0][0] for char in name)
    assert len(keys.initials) == len(name)


@given(st.text(max_size=12))
def test_any_text_has_keys_without_blanks_and_not_too_many(name: str) -> None:
    keys = name_keys(name)
    assert all(key and " " not in key for key in keys.others)
    assert keys.text.split() == [key for key in (keys.full, keys.initials, *keys.others) if key]
    code = code_from_name(name)
    assert code.isascii()
    assert code.isalpha()
    assert code.isupper()
    assert len(code) <= 8


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("王秀红", "WXH"),
        ("恒利社区", "HLSQ"),
        ("恒利社区第一网格东片", "HLSQDYWG"),
        ("曾国藩", "ZGF"),
        ("Müller", "MUL"),
        ("Anna Müller", "AM"),
        ("第3网格", "DWG"),
        ("12", "X"),
        ("Иван", "X"),
        ("", "X"),
    ],
)
def test_a_code_is_made_of_initials(name: str, code: str) -> None:
    assert code_from_name(name) == code


def test_the_library_is_not_loaded_for_its_list() -> None:
    code = (
        "import sys; from gridctl.checks.pinyin import name_keys; assert name_keys('王秀红').initials == 'wxh';"
        "assert 'pypinyin' not in sys.modules"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


def test_the_list_is_found_also_where_its_file_has_moved(monkeypatch: pytest.MonkeyPatch) -> None:
    known = ours._dictionary()
    monkeypatch.setattr(ours, "_file", lambda: None)
    assert ours._dictionary.__wrapped__() == known
