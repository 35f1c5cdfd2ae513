"""What stands behind a word can make it stand for something else.

晕车 tells of an illness, 晕车药 asks for a medicine; 电饭煲 is bought, 电饭煲坏了 is mended. No list holds all of
these pairs, so they are told by their second half.
"""

from collections.abc import Iterable

from gridctl.core.keywords import Hit
from gridctl.core.later import later

_ILL = frozenset({"medical_care", "infection", "emotional"})
_LEAST = 4
"""Letters, see `keywords.weight`: 血 before 栓 names no remedy."""
_REMEDY = later(
    r"(?:用?的)?(?:药(?![店房厂味])|膏|贴(?!心)|片(?![区子刻])|胶囊|颗粒|冲剂|糖浆|喷[雾剂]|滴剂|滴[眼鼻耳]液|口服液|洗剂|凝胶|针剂)"
    r"|\s(?:pills?|tablets?|medicines?|meds|medication|syrup|cream|ointment|spray|drops|patch(?:es)?)\b"
)
_GOODS = "food"
_MACHINE = later(
    r"[器机锅炉煲壶灯柜箱扇毯表仪]$"
    r"|(?:kettle|cooker|fan|charger|torch|flashlight|lamp|blanket|vacuum|hoover|iron|printer|humidifier)$"
)
_BROKE = later(
    r"[^,，。;；!！?？、\n]{0,3}?(?:坏|不[转亮热响]|不通电|不制冷|不工作|没反应|打不开|开不了|漏[电水]|短路|烧[了掉坏])"
    r"|\s(?:(?:is|has|just)\s){0,2}(?:broken|broke|dead|not working|stopped|wont|doesnt work)\b"
)
_NEW = later(r"[买借订团]|新的|\b(?:buy|borrow|new)\b")


def turned(line: str, hits: Iterable[Hit]) -> list[Hit]:
    """Return the hits of a plain `line`, those turned by what follows them with their new value."""
    return [_turned(line, hit) for hit in hits]


def _turned(line: str, hit: Hit) -> Hit:
    value, found = hit.value, None
    if value in _ILL and hit.weight >= _LEAST:
        value, found = "medicine", _REMEDY.match(line, hit.end)
    elif value == _GOODS and _MACHINE.search(hit.word) and not _NEW.search(line):
        value, found = "utilities", _BROKE.match(line, hit.end)
    return Hit(hit.start, found.end(), line[hit.start : found.end()], value) if found else hit
