"""Characters that are read otherwise in names than in running text, and those that are read in several ways.

The usual reading comes first, then what else people type. A test holds each one to the readings that
`pypinyin` knows of its character.
"""

from collections.abc import Mapping
from types import MappingProxyType


def _lines(text: str) -> Mapping[str, tuple[str, ...]]:
    """Return the characters of each word of `text`, written ``曾:zeng,ceng``, with their readings."""
    pairs = (word.split(":") for word in text.split())
    return MappingProxyType({name: tuple(readings.split(",")) for name, readings in pairs})


SURNAMES = _lines("""
曾:zeng,ceng 单:shan,dan 單:shan,dan 解:xie,jie 仇:qiu,chou 区:ou,qu 區:ou,qu 查:zha,cha 盖:ge,gai 蓋:ge,gai
朴:piao,pu 翟:zhai,di 员:yun,yuan 員:yun,yuan 繁:po,fan 秘:bi,mi 召:shao,zhao 覃:qin,tan 缪:miao,mou
繆:miao,mou 种:chong,zhong 折:she,zhe 乐:yue,le 樂:yue,le 郇:xun,huan 隗:wei,kui 祭:zhai,ji 粘:nian,zhan
佴:nai,er 句:gou,ju 能:nai,neng 卜:bu,bo 阚:kan,han 闞:kan,han 么:yao,me 洗:xian,xi 长:zhang,chang
長:zhang,chang 牟:mou,mu 宓:mi,fu 郗:xi,chi 莘:xin,shen 乜:nie,mie 郄:qie,xi 贲:ben,bi 藏:zang,cang 车:che,ju
盛:sheng,cheng 那:na,nuo 柏:bai,bo 晟:cheng,sheng 重:chong,zhong 拓:tuo,ta 尉:wei,yu
堵:du,zhe 适:kuo,shi 都:du,dou
""")
"""The first character of a name."""

COMPOUNDS = _lines("""
尉迟:yu-chi,wei-chi 尉遲:yu-chi,wei-chi 万俟:mo-qi,wan-qi 萬俟:mo-qi,wan-qi 单于:chan-yu,dan-yu
單于:chan-yu,dan-yu 澹台:tan-tai,dan-tai 长孙:zhang-sun,chang-sun 長孫:zhang-sun,chang-sun
乐正:yue-zheng,le-zheng 樂正:yue-zheng,le-zheng
""")
"""The first two characters, as one surname."""

GIVEN = _lines("""
乐:le,yue 樂:le,yue 朝:chao,zhao 晟:sheng,cheng 茜:qian,xi 行:xing,hang 长:chang,zhang 長:chang,zhang
重:chong,zhong 都:du,dou 单:dan,shan 曾:zeng,ceng 盛:sheng,cheng 藏:zang,cang 伯:bo,bai 柏:bai,bo
仔:zai,zi 钿:dian,tian 率:shuai,lv 筠:yun,jun 炅:jiong,gui 颉:jie,xie
传:chuan,zhuan 宿:su,xiu 调:tiao,diao 莘:xin,shen 解:jie,xie
乾:qian,gan 劲:jin,jing 澄:cheng,deng 栖:qi,xi 湛:zhan,chen
""")
"""Any other character of a name."""
