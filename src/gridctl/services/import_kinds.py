"""The registry of kinds of imports: what `import KIND FILE` can bring in."""

from collections.abc import Mapping
from types import MappingProxyType

from gridctl.services.import_areas import AreaImport
from gridctl.services.import_duty import AbsenceImport, PostImport, WishImport
from gridctl.services.import_people import MemberImport, TeamImport
from gridctl.services.import_places import BuildingImport, CompoundImport, HomeImport
from gridctl.services.import_points import PointImport
from gridctl.services.import_requests import RequestImport
from gridctl.services.import_residents import ResidentImport
from gridctl.services.import_stock import StockImport
from gridctl.services.importing import ImportKind

KINDS: Mapping[str, type[ImportKind]] = MappingProxyType(
    {
        "areas": AreaImport,
        "compounds": CompoundImport,
        "buildings": BuildingImport,
        "homes": HomeImport,
        "requests": RequestImport,
        "residents": ResidentImport,
        "members": MemberImport,
        "teams": TeamImport,
        "points": PointImport,
        "stock": StockImport,
        "posts": PostImport,
        "absences": AbsenceImport,
        "wishes": WishImport,
    }
)
"""By the name of the command; the same names as in `core.imports.FIELDS`."""
