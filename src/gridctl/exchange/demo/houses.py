"""The demo's compounds, buildings and shops, as rows of files; floors and rooms lay out the homes."""

from collections import Counter
from collections.abc import Iterator

from gridctl.exchange.demo.corpus import town

COMPOUND_COLUMNS = ("小区编码", "小区名称", "所属网格")
BUILDING_COLUMNS = ("楼栋编码", "楼栋名称", "所属小区", "所属网格", "楼层数", "单元数", "每层户数")
HOME_COLUMNS = ("楼栋编码", "房号", "房屋类型", "店名")

Row = tuple[str, ...]


def compounds() -> Iterator[Row]:
    """Yield one row for the compound of each grid."""
    for grid in town()["grid"]:
        yield grid["compound"]["code"], grid["compound"]["name"], grid["code"]


def buildings() -> Iterator[Row]:
    """Yield one row for each building; its code with a unit is that of the stairwell there."""
    community = town()["community"]["code"]
    for grid in town()["grid"]:
        layout = (str(grid["floors"]), str(grid["units"]), str(grid["rooms"]))
        for number in range(grid["first"], grid["last"] + 1):
            yield f"{community}{number}", f"{number}幢", grid["compound"]["name"], grid["code"], *layout


def shops() -> Iterator[Row]:
    """Yield one row for each shop at the foot of a building."""
    community = town()["community"]["code"]
    count: Counter[int] = Counter()
    for shop in town()["shop"]:
        count[shop["building"]] += 1
        yield f"{community}{shop['building']}", f"商铺{count[shop['building']]}", "商铺", shop["name"]
