"""Names of reference systems as German files write them, in the words PROJ understands."""

import re
from typing import Final

_EPSG = re.compile(r"EPSG[:/]+(?:[\d.]*[:/])?(\d{4,6})(?!\d)", re.IGNORECASE)
_ADV: Final = "urn:adv:crs:"

_PLANES: Final = {
    "ETRS89_UTM31": "25831",
    "ETRS89_UTM32": "25832",
    "ETRS89_UTM33": "25833",
    "ETRS89_LAT-LON": "4258",
    "ETRS89_LAT-LON-H": "4937",
    "ETRS89_X-Y-Z": "4936",
    "DE_DHDN_3GK2": "31466",
    "DE_DHDN_3GK3": "31467",
    "DE_DHDN_3GK4": "31468",
    "DE_DHDN_3GK5": "31469",
}
"""Planes of the AdV's registry (GeoInfoDok, names of reference systems) by their EPSG codes."""

_HEIGHTS: Final = {
    "DE_DHHN2016_NH": "7837",
    "DE_DHHN92_NH": "5783",
    "DE_DHHN85_NOH": "5784",
    "DE_DHHN12_NOH": "7699",
}
"""Heights of the same registry."""


def plain_name(crs: str) -> str:
    """Return a reference system in words PROJ understands.

    Args:
        crs: As a file writes it: a bare number, `urn:adv:crs:ETRS89_UTM32*DE_DHHN2016_NH`,
            `urn:ogc:def:crs,crs:EPSG:6.12:25832,crs:EPSG:6.12:5783`, or anything PROJ knows.

    Returns:
        `EPSG:…` where the name says one, else the text as it is.
    """
    name = crs.strip()
    if name.isdigit():
        return f"EPSG:{name}"
    if name.lower().startswith(_ADV):
        return _adv_name(name)
    if "[" in name or "{" in name or "+proj" in name or "+" in name:
        return name
    codes = _EPSG.findall(name)
    return "EPSG:" + "+".join(codes) if codes else name


def _adv_name(name: str) -> str:
    plane, _, height = name[len(_ADV) :].upper().partition("*")
    code = _PLANES.get(plane) or _PLANES.get(plane.rpartition("_")[0])
    if code is None or (height and height not in _HEIGHTS):
        return name
    return f"EPSG:{code}+{_HEIGHTS[height]}" if height else f"EPSG:{code}"
