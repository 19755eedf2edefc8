"""CityGML tiles as the surveys of the states write LoD2, with values that say they are made up."""

from collections.abc import Callable
from pathlib import Path
from typing import Final
from xml.sax.saxutils import escape, quoteattr

import numpy as np

from twin_viewer.model.cities import TileKey
from twin_viewer.synthetic.buildings import GROUND, ROOFS, WALLS, Kind, Roof
from twin_viewer.synthetic.cities import City
from twin_viewer.synthetic.plans import MARK, StoppedError

_SRS: Final = "urn:adv:crs:ETRS89_UTM32*DE_DHHN2016_NH"
"""EPSG:25832 and heights above NHN, named as the surveys of the states write it."""

_HEAD: Final = """<?xml version="1.0" encoding="UTF-8"?>
<!-- simuliert: kein amtlicher Datenbestand / simulated: no official data -->
<core:CityModel xmlns:core="http://www.opengis.net/citygml/2.0" \
xmlns:bldg="http://www.opengis.net/citygml/building/2.0" \
xmlns:gen="http://www.opengis.net/citygml/generics/2.0" \
xmlns:gml="http://www.opengis.net/gml" xmlns:xlink="http://www.w3.org/1999/xlink" \
xmlns:xAL="urn:oasis:names:tc:ciq:xsdschema:xAL:2.0">
<gml:name>{name}</gml:name>
<gml:boundedBy><gml:Envelope srsName="{srs}" srsDimension="3">\
<gml:lowerCorner>{low}</gml:lowerCorner><gml:upperCorner>{high}</gml:upperCorner>\
</gml:Envelope></gml:boundedBy>
"""
_ROOF_CODES: Final = {
    Roof.FLAT: "1000",
    Roof.SHED: "2100",
    Roof.GABLE: "3100",
    Roof.HIP: "3200",
    Roof.TENT: "3500",
}
"""Dachform of ALKIS: flat, shed, gable, hip, tent."""

_FUNCTIONS: Final = {
    Kind.HOUSE: ("31001_1000", "Wohngebäude"),
    Kind.TERRACE: ("31001_1000", "Wohngebäude"),
    Kind.TOWN_HOUSE: ("31001_1100", "Gemischt genutztes Gebäude mit Wohnen"),
    Kind.BLOCK: ("31001_1000", "Wohngebäude"),
    Kind.HALL: ("31001_2000", "Gebäude für Wirtschaft oder Gewerbe"),
    Kind.GARAGE: ("31001_2463", "Garage"),
}
_LANDMARK_FUNCTIONS: Final = {
    "church": ("31001_3041", "Kirche"),
    "temple": ("31001_3047", "Tempel"),
    "hospital": ("31001_3051", "Krankenhaus"),
    "castle": ("31001_3031", "Schloss"),
    "museum": ("31001_3034", "Museum"),
    "station": ("31001_3091", "Bahnhofsgebäude"),
    "university": ("31001_3023", "Hochschule"),
    "pool": ("31001_3221", "Hallenbad"),
    "industry": ("31001_2100", "Gebäude für Gewerbe und Industrie"),
    "harbour": ("31001_2100", "Gebäude für Gewerbe und Industrie"),
    "power": ("31001_2500", "Gebäude zur Versorgung"),
    "shopping": ("31001_2050", "Geschäftsgebäude"),
}
_PUBLIC: Final = ("31001_3000", "Gebäude für öffentliche Zwecke")
_ENERGY: Final = ((1950, "G"), (1978, "F"), (1995, "D"), (2009, "C"), (2016, "B"), (9999, "A"))
"""Invented: the class of energy of buildings up to a year."""

_BATCH: Final = 500


def write_buildings(city: City, key: TileKey, file: Path, should_stop: Callable[[], bool]) -> None:
    """Write the buildings of one tile.

    Raises:
        StoppedError: It was asked to stop.
    """
    first, last = city.tiles[key]
    corners = city.buildings.take(slice(first, last)).corners()
    low, high = corners.min(axis=(0, 1)), corners.max(axis=(0, 1))
    head = _HEAD.format(
        name=f"LoD2_32_{key}_1_NW ({MARK})",
        srs=_SRS,
        low=" ".join(f"{value:.2f}" for value in low),
        high=" ".join(f"{value:.2f}" for value in high),
    )
    with file.open("w", encoding="utf-8", newline="\n") as out:
        out.write(head)
        for start in range(first, last, _BATCH):
            if should_stop():
                raise StoppedError
            out.write(_members(city, _whole(city, start), _whole(city, min(start + _BATCH, last))))
        out.write("</core:CityModel>\n")


def _whole(city: City, row: int) -> int:
    """Return the row or the next one at which no landmark is cut in two."""
    parents = city.buildings.parents
    while 0 < row < len(parents) and parents[row] >= 0 and parents[row] == parents[row - 1]:
        row += 1
    return row


def _members(city: City, first: int, last: int) -> str:
    rows = city.buildings.take(slice(first, last))
    points = np.round(rows.corners(), 2).reshape(-1, 3).tolist()
    texts = [f"{east:.2f} {north:.2f} {height:.2f}" for east, north, height in points]
    parents = rows.parents.tolist()
    roofs = rows.roofs.tolist()
    written: list[str] = []
    at = 0
    while at < len(rows):
        end = at + 1
        while parents[at] >= 0 and end < len(rows) and parents[end] == parents[at]:
            end += 1
        bodies = [
            _BODIES[roofs[row]].format(f"SIM_{first + row:06d}", *texts[row * 10 : row * 10 + 10])
            for row in range(at, end)
        ]
        written.append(_building(city, first + at, bodies))
        at = end
    return "".join(written)


def _building(city: City, row: int, bodies: list[str]) -> str:
    """Return a building; of several bodies each is a part of its own."""
    name = f"SIM_{row:06d}"
    if len(bodies) == 1:
        inner = _facts(city, row) + bodies[0] + _address(city, row)
    else:
        parts = "".join(
            f'<bldg:consistsOfBuildingPart><bldg:BuildingPart gml:id="{name}_T{number}">\n'
            f"{_shape(city, row + number)}{body}"
            "</bldg:BuildingPart></bldg:consistsOfBuildingPart>\n"
            for number, body in enumerate(bodies)
        )
        inner = _facts(city, row) + parts
    return (
        f'<core:cityObjectMember><bldg:Building gml:id="{name}">{inner}'
        "</bldg:Building></core:cityObjectMember>\n"
    )


def _facts(city: City, row: int) -> str:
    """Return name, generic attributes and what the standard says of a building."""
    rows = city.buildings
    mark = int(rows.parents[row])
    known = city.base.landmarks[mark] if mark >= 0 else None
    if known is None:
        code, use = _FUNCTIONS[Kind(int(rows.kinds[row]))]
        title = ""
    else:
        code, use = _LANDMARK_FUNCTIONS.get(known.kind, _PUBLIC)
        title = f"<gml:name>{escape(known.name)}</gml:name>"
    year = int(rows.years[row])
    energy = next(letter for limit, letter in _ENERGY if year <= limit)
    district = int(city.districts[row])
    place = city.base.districts[district].name if district >= 0 else ""
    generic = {
        "Gemeindeschluessel": "05915000",
        "Stadtbezirk": place,
        "Nutzung": use,
        "Energieklasse": energy,
        MARK: "ja",
    }
    attributes = "".join(
        f"<gen:stringAttribute name={quoteattr(name)}><gen:value>{escape(value)}</gen:value>"
        "</gen:stringAttribute>"
        for name, value in generic.items()
    )
    return (
        f"{title}{attributes}<bldg:function>{code}</bldg:function>"
        f"<bldg:yearOfConstruction>{year}</bldg:yearOfConstruction>{_shape(city, row)}"
    )


def _shape(city: City, row: int) -> str:
    rows = city.buildings
    return (
        f"<bldg:roofType>{_ROOF_CODES[Roof(int(rows.roofs[row]))]}</bldg:roofType>"
        f'<bldg:measuredHeight uom="urn:adv:uom:m">{rows.ridges[row]:.2f}</bldg:measuredHeight>'
        f"<bldg:storeysAboveGround>{rows.storeys[row]}</bldg:storeysAboveGround>\n"
    )


def _address(city: City, row: int) -> str:
    street = int(city.buildings.streets[row])
    if street < 0:
        return ""
    return (
        "<bldg:address><core:Address><core:xalAddress><xAL:AddressDetails><xAL:Country>"
        "<xAL:CountryName>Germany</xAL:CountryName>"
        '<xAL:Locality Type="Town"><xAL:LocalityName>Hamm</xAL:LocalityName>'
        f'<xAL:Thoroughfare Type="Street">'
        f"<xAL:ThoroughfareNumber>{city.buildings.numbers[row]}</xAL:ThoroughfareNumber>"
        f"<xAL:ThoroughfareName>{escape(city.street_names[street])}</xAL:ThoroughfareName>"
        "</xAL:Thoroughfare></xAL:Locality></xAL:Country></xAL:AddressDetails>"
        "</core:xalAddress></core:Address></bldg:address>\n"
    )


def _body(roof: Roof) -> str:
    """Return the solid and its surfaces as a template: {0} is the id, {1} to {10} the corners."""
    faces: list[tuple[str, tuple[int, ...]]] = [("GroundSurface", GROUND)]
    faces += [("WallSurface", face) for face in WALLS[roof]]
    faces += [("RoofSurface", face) for face in ROOFS[roof]]
    members = "".join(
        f'<gml:surfaceMember xlink:href="#{{0}}_{number}"/>' for number in range(len(faces))
    )
    surfaces = "".join(
        f'<bldg:boundedBy><bldg:{kind} gml:id="{{0}}_S{number}"><bldg:lod2MultiSurface>'
        f'<gml:MultiSurface><gml:surfaceMember><gml:Polygon gml:id="{{0}}_{number}">'
        "<gml:exterior><gml:LinearRing><gml:posList>"
        f"{' '.join(f'{{{corner + 1}}}' for corner in (*face, face[0]))}"
        "</gml:posList></gml:LinearRing></gml:exterior></gml:Polygon></gml:surfaceMember>"
        f"</gml:MultiSurface></bldg:lod2MultiSurface></bldg:{kind}></bldg:boundedBy>\n"
        for number, (kind, face) in enumerate(faces)
    )
    return (
        "<bldg:lod2Solid><gml:Solid><gml:exterior><gml:CompositeSurface>"
        f"{members}</gml:CompositeSurface></gml:exterior></gml:Solid></bldg:lod2Solid>\n{surfaces}"
    )


_BODIES: Final = [_body(roof) for roof in Roof]
