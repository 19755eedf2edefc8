"""Real figures of cities that the demo inventory is built on, each with its source."""

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class DistrictFigures:
    """What is known of a district.

    Attributes:
        code: Its number in the city.
        area_km2: Area.
        inhabitants: Inhabitants.
        postcodes: Postcodes, of the west, the middle and the east of the district.
    """

    code: str
    area_km2: float
    inhabitants: int
    postcodes: tuple[str, ...]


DISTRICT_SOURCE: Final = "HammWiki, „Einwohner“, Stand 2013"
DISTRICT_DAY: Final = "2013-12-31"
DISTRICTS: Final = {
    "mitte": DistrictFigures("01", 10.93, 35_076, ("59067", "59065", "59063")),
    "uentrop": DistrictFigures("02", 44.61, 27_242, ("59063", "59071", "59071")),
    "rhynern": DistrictFigures("03", 59.22, 18_540, ("59069",)),
    "pelkum": DistrictFigures("04", 30.21, 18_769, ("59077", "59077", "59067")),
    "herringen": DistrictFigures("05", 19.35, 20_209, ("59077", "59077", "59067")),
    "bockum-hoevel": DistrictFigures("06", 32.68, 34_703, ("59075",)),
    "heessen": DistrictFigures("07", 29.24, 23_461, ("59065", "59073", "59073")),
}
"""The seven districts of Hamm; the postcodes are assigned roughly and are not official."""

MUNICIPALITY: Final = "05915000"
"""Official key (AGS) of Hamm, the beginning of its address keys."""
ADDRESSES: Final = 40_000
HOUSEHOLDS: Final = 90_000
BUSINESSES: Final = 6_500
"""Estimates by the size of the city: no register was read."""

SCHOOLS: Final = 52
PUPILS: Final = 26_000
"""City of Hamm and rundblick-hamm.de, 05.03.2021."""
HEESSEN_PUPILS: Final = 490
HEESSEN_ACCESS_POINTS: Final = 20
HEESSEN_TABLETS: Final = 107
HEESSEN_SOURCE: Final = (
    "490 Schülerinnen und Schüler, 20 Access Points und 107 iPads der ersten Lieferung nach "
    "rundblick-hamm.de vom 05.03.2021; alles Übrige ist simuliert."
)
"""The one school whose figures are known."""
SCHOOL_ACCESS_POINTS: Final = 587
"""rundblick-hamm.de, 05.03.2021: access points received by January 2021."""
TABLETS: Final = 15_000
DISPLAYS: Final = 1_700
"""FDP Hamm; city press of August 2025 (more than 1,700 displays and projectors)."""
OWN_SHARE: Final = 13_700_000.0
GRANT: Final = 15_700_000.0
"""City press of August 2025."""
ROUTE_KM: Final = 350.0
"""Helinet, 28.11.2019: about 350 km of fibre in the white-spot programme."""
