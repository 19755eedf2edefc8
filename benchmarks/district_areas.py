"""The schematic base map of Hamm: areas of its districts beside the official ones.

The polygons are measured on the ellipsoid of the survey (GRS 80). The official figures are those
of the city's statistics, in square kilometres.
"""

import json
from pathlib import Path
from typing import Final

from pyproj import Geod

from app.services.profiles import find_city
from benchmarks.result import Result

OFFICIAL_KM2: Final = {
    "mitte": 10.93,
    "uentrop": 44.61,
    "rhynern": 59.22,
    "pelkum": 30.21,
    "herringen": 19.35,
    "bockum-hoevel": 32.68,
    "heessen": 29.24,
}
LIMIT_PERCENT = 1.0


def run() -> Result:
    """Measure every district; the one that is furthest off counts."""
    measured = measured_km2(find_city("hamm") / "map" / "districts.geojson")
    off = {
        district: (measured[district] / official - 1) * 100
        for district, official in OFFICIAL_KM2.items()
    }
    for district, official in OFFICIAL_KM2.items():
        print(
            f"{district:14} {measured[district]:7.3f} km2, official {official:6.2f} km2, "
            f"{off[district]:+.3f} %"
        )
    whole, official_whole = sum(measured.values()), sum(OFFICIAL_KM2.values())
    print(f"{'all':14} {whole:7.3f} km2, official {official_whole:6.2f} km2")
    worst = max(off, key=lambda district: abs(off[district]))
    worst_percent = abs(off[worst])
    return Result(
        "district_areas",
        round(worst_percent, 3),
        "%",
        f"official areas of {len(OFFICIAL_KM2)} districts; the worst is {worst}, all together "
        f"{whole:.2f} km2 of {official_whole:.2f} km2",
        round(worst_percent / LIMIT_PERCENT, 3),
        f"<= {LIMIT_PERCENT:.0f} %",
        worst_percent <= LIMIT_PERCENT and measured.keys() == OFFICIAL_KM2.keys(),
    )


def measured_km2(path: Path) -> dict[str, float]:
    """Return the area of each district of a file, by id, in square kilometres."""
    earth = Geod(ellps="GRS80")
    areas = {}
    for feature in json.loads(path.read_text("utf-8"))["features"]:
        (ring,) = feature["geometry"]["coordinates"]  # no district has holes
        longitudes, latitudes = zip(*ring, strict=True)
        area_m2, _ = earth.polygon_area_perimeter(longitudes, latitudes)
        areas[feature["properties"]["id"]] = abs(area_m2) / 1e6
    return areas
