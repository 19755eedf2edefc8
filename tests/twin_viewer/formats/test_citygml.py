"""CityGML is read as it stands: objects, parts, surfaces, attributes, places, in batches."""

import gzip
import zipfile
from collections import Counter
from pathlib import Path

import numpy as np
import pytest
from lxml import etree

from tests.fakes.city_models import (
    HEAD,
    building,
    document,
    envelope,
    nrw_building,
    nrw_tile,
    polygon,
    pos_list,
    solid,
    surface,
)
from twin_viewer.formats.citygml import read_citygml
from twin_viewer.model.cities import CityModel, Surface
from twin_viewer.model.frames import HeightReference

SAMPLE = Path(__file__).resolve().parents[3].parent / "shared/samples/citygml/block_lod2.gml"
SQUARE = [(412_000, 5_725_000, 60), (412_010, 5_725_000, 60), (412_010, 5_725_010, 60)]


def square(name: str, size: float = 10.0, height: float = 60.0) -> str:
    east, north = 412_000.0, 5_725_000.0
    corners = [(0, 0), (size, 0), (size, size), (0, size)]
    return polygon(name, pos_list([(east + x, north + y, height) for x, y in corners]))


def read(tmp_path: Path, text: str, name: str = "LoD2_32_412_5725_1_NW.gml") -> CityModel:
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    (model,) = read_citygml(path)
    return model


def area(model: CityModel, row: int | None = None) -> float:
    chosen = model.triangles if row is None else model.triangles[model.owners == row]
    a, b, c = (model.points[chosen[:, at]] for at in range(3))
    return float(np.linalg.norm(np.cross(b - a, c - a), axis=1).sum() / 2)


@pytest.mark.skipif(not SAMPLE.is_file(), reason="the sample is not there")
def test_a_real_block_comes_whole() -> None:
    (model,) = read_citygml(SAMPLE)
    tree = etree.parse(SAMPLE)
    gml = {"g": "http://www.opengis.net/gml", "b": "http://www.opengis.net/citygml/building/2.0"}
    names = tree.xpath("//b:Building/@g:id", namespaces=gml)
    assert [item.id for item in model.objects] == names
    assert model.faults == ()
    assert model.reference.crs == "EPSG:25833"
    assert model.reference.heights is HeightReference.UNKNOWN
    # A polygon of n corners without holes becomes n - 2 triangles.
    corners: Counter[str] = Counter()
    for ring in tree.iter("{*}posList"):
        owner = next(ring.iterancestors("{*}WallSurface", "{*}RoofSurface", "{*}GroundSurface"))
        corners[etree.QName(owner).localname] += len((ring.text or "").split()) // 3 - 3
    assert {
        "WallSurface": int((model.surfaces == Surface.WALL).sum()),
        "RoofSurface": int((model.surfaces == Surface.ROOF).sum()),
        "GroundSurface": int((model.surfaces == Surface.GROUND).sum()),
    } == corners
    attributes = model.objects[0].attributes
    assert attributes["measuredHeight"] == pytest.approx(16.76726)
    assert attributes["address"] == "Olbersstr. 39, Berlin; Olbersstr. 41, Berlin"
    assert attributes["externalReference"] == "0003000f0032da1b"


def test_a_house_of_the_state_is_closed_and_faces_outwards(tmp_path: Path) -> None:
    model = read(tmp_path, document([nrw_building("DENW1", 412_000.0, 5_725_000.0, 5)]))
    assert model.faults == ()
    assert model.reference.crs == "EPSG:25832+7837"
    assert Counter(model.surfaces.tolist()) == {
        Surface.GROUND: 2,
        Surface.WALL: 10,
        Surface.ROOF: 4,
    }
    local = model.points - model.points.mean(axis=0)
    a, b, c = (local[model.triangles[:, at]] for at in range(3))
    volume = float(np.einsum("ij,ij->i", a, np.cross(b, c)).sum() / 6)
    assert volume == pytest.approx(10 * 12 * 6 + 10 * 3 / 2 * 12)
    assert model.objects[0].attributes == {
        "creationDate": "2023-01-01",
        "informationSystem": "urn:alkis",
        "externalReference": "DENW1",
        "DatenquelleDachhoehe": "1000",
        "Gemeindeschluessel": "05915000",
        "function": "31001_1000",
        "roofType": "3100",
        "measuredHeight": 9.0,
        "address": "Südstraße 5, 59065 Hamm",
    }


def test_parts_know_what_they_belong_to(tmp_path: Path) -> None:
    part = (
        "<bldg:consistsOfBuildingPart><bldg:BuildingPart gml:id='part'>"
        f"{surface('RoofSurface', square('r'))}"
        "<bldg:outerBuildingInstallation><bldg:BuildingInstallation>"
        f"<bldg:lod2Geometry><gml:MultiSurface><gml:surfaceMember>{square('i', 2.0, 61.0)}"
        "</gml:surfaceMember></gml:MultiSurface></bldg:lod2Geometry>"
        "</bldg:BuildingInstallation></bldg:outerBuildingInstallation>"
        "</bldg:BuildingPart></bldg:consistsOfBuildingPart>"
    )
    model = read(tmp_path, document([building("whole", part)]))
    assert [(item.id, item.kind, item.parent) for item in model.objects] == [
        ("whole", "Building", ""),
        ("part", "BuildingPart", "whole"),
        ("BuildingInstallation-1", "BuildingInstallation", "part"),
    ]
    assert model.owners.tolist() == [1, 1, 2, 2]
    assert model.surfaces.tolist() == [Surface.ROOF, Surface.ROOF, Surface.OTHER, Surface.OTHER]


@pytest.mark.parametrize(
    ("kind", "surface_kind"),
    [
        ("Bridge", Surface.BRIDGE),
        ("WaterBody", Surface.WATER),
        ("Road", Surface.ROAD),
        ("PlantCover", Surface.GREEN),
        ("LandUse", Surface.OTHER),
    ],
)
def test_other_objects_are_drawn_as_what_they_are(
    tmp_path: Path, kind: str, surface_kind: Surface
) -> None:
    content = (
        f"<bldg:lod1MultiSurface><gml:MultiSurface><gml:surfaceMember>{square('p')}"
        "</gml:surfaceMember></gml:MultiSurface></bldg:lod1MultiSurface>"
    )
    model = read(tmp_path, document([building("x", content, kind=kind)]))
    assert model.objects[0].kind == kind
    assert set(model.surfaces.tolist()) == {surface_kind}
    assert area(model) == pytest.approx(100.0)


def test_a_polygon_that_stands_in_solid_and_surface_is_drawn_once(tmp_path: Path) -> None:
    ring = pos_list(SQUARE)
    other_start = pos_list([*SQUARE[1:], SQUARE[0]])
    model = read(
        tmp_path,
        document(
            [
                building(
                    "copied",
                    solid(polygon("a", ring)),
                    surface("RoofSurface", polygon("b", other_start)),
                ),
                building("linked", solid(polygon("c", ring)), surface("WallSurface"), solid("#c")),
                building(
                    "both sides",
                    surface("RoofSurface", polygon("d", ring)),
                    surface("ClosureSurface", polygon("e", pos_list(SQUARE[::-1]))),
                ),
            ]
        ),
    )
    assert model.owners.tolist() == [0, 1, 2, 2]
    assert model.surfaces.tolist() == [Surface.ROOF, Surface.OTHER, Surface.ROOF, Surface.CLOSURE]
    assert model.faults == ()


def test_a_surface_that_only_points_to_a_polygon_tells_what_it_is(tmp_path: Path) -> None:
    roof = surface("RoofSurface", "").replace(
        "<gml:surfaceMember></gml:surfaceMember>", '<gml:surfaceMember xlink:href="#p"/>'
    )
    model = read(tmp_path, document([building("x", solid(square("p")), roof)]))
    assert model.surfaces.tolist() == [Surface.ROOF, Surface.ROOF]
    assert model.faults == ()


def test_only_the_finest_level_up_to_two_is_drawn(tmp_path: Path) -> None:
    levels = [solid(square(f"p{level}", 10.0 + level), level=level) for level in (0, 1, 2, 3)]
    model = read(
        tmp_path, document([building("x", *levels), building("y", levels[3].replace("p3", "q"))])
    )
    assert area(model, 0) == pytest.approx(12.0**2)
    assert area(model, 1) == pytest.approx(13.0**2)


def test_a_polygon_keeps_its_holes(tmp_path: Path) -> None:
    def ring(start: float, end: float) -> str:
        corners = [(start, start), (end, start), (end, end), (start, end)]
        return pos_list([(412_000 + x, 5_725_000 + y, 60) for x, y in corners])

    holed = polygon("p", ring(0, 10), ring(1, 3), ring(5, 9))
    model = read(tmp_path, document([building("x", surface("GroundSurface", holed))]))
    assert area(model) == pytest.approx(100 - 4 - 16)
    assert model.faults == ()


@pytest.mark.parametrize("tag", ["pos", "coordinates"])
def test_corners_may_stand_one_by_one(tmp_path: Path, tag: str) -> None:
    joint = "," if tag == "coordinates" else " "
    corners = [joint.join(map(str, corner)) for corner in (*SQUARE, SQUARE[0])]
    inner = (
        f"<gml:coordinates>{' '.join(corners)}</gml:coordinates>"
        if tag == "coordinates"
        else "".join(f"<gml:pos>{corner}</gml:pos>" for corner in corners)
    )
    one = (
        '<gml:Polygon gml:id="p"><gml:exterior><gml:LinearRing>'
        f"{inner}</gml:LinearRing></gml:exterior></gml:Polygon>"
    )
    model = read(tmp_path, document([building("x", surface("RoofSurface", one))]))
    assert model.faults == ()
    assert area(model) == pytest.approx(50.0)


def test_attributes_have_their_kind(tmp_path: Path) -> None:
    generic = "".join(
        f'<gen:{kind} name="{name}"><gen:value>{value}</gen:value></gen:{kind}>'
        for kind, name, value in (
            ("stringAttribute", "Farbe", "rot"),
            ("intAttribute", "Wohnungen", "12"),
            ("doubleAttribute", "Bedarf", "1.5e3"),
            ("dateAttribute", "Stand", "2023-05-01"),
            ("uriAttribute", "Akte", "https://example.org/a"),
            ("intAttribute", "kaputt", "zwölf"),
        )
    )
    content = (
        "<gml:name>Rathaus</gml:name><bldg:class>1000</bldg:class>"
        "<bldg:function>31001_1000</bldg:function><bldg:function>31001_2000</bldg:function>"
        "<bldg:usage>1</bldg:usage><bldg:yearOfConstruction>1912</bldg:yearOfConstruction>"
        "<bldg:storeysAboveGround>4</bldg:storeysAboveGround>"
        '<bldg:measuredHeight uom="#cm">1250</bldg:measuredHeight>'
        f'<gen:genericAttributeSet name="Energie">{generic}</gen:genericAttributeSet>'
    )
    model = read(tmp_path, document([building("x", content, surface("RoofSurface", square("p")))]))
    assert model.objects[0].attributes == {
        "name": "Rathaus",
        "class": "1000",
        "function": "31001_1000, 31001_2000",
        "usage": "1",
        "yearOfConstruction": 1912,
        "storeysAboveGround": 4,
        "measuredHeight": 12.5,
        "Farbe": "rot",
        "Wohnungen": 12,
        "Bedarf": 1500.0,
        "Stand": "2023-05-01",
        "Akte": "https://example.org/a",
        "kaputt": "zwölf",
    }


@pytest.mark.parametrize(
    ("srs", "crs"),
    [
        ("EPSG:25832", "EPSG:25832"),
        ("urn:ogc:def:crs:EPSG::25832", "EPSG:25832"),
        ("urn:ogc:def:crs,crs:EPSG::25832,crs:EPSG::7837", "EPSG:25832+7837"),
        ("urn:adv:crs:ETRS89_UTM32*DE_DHHN2016_NH", "EPSG:25832+7837"),
        ("", ""),
    ],
)
@pytest.mark.parametrize("where", ["file", "object", "geometry"])
def test_the_reference_system_may_stand_anywhere_above(
    tmp_path: Path, where: str, srs: str, crs: str
) -> None:
    content = surface("RoofSurface", square("p"))
    if where == "object":
        content = envelope(srs) + content
    if where == "geometry":
        content = content.replace("<gml:MultiSurface>", f'<gml:MultiSurface srsName="{srs}">')
    about = envelope(srs) if where == "file" else ""
    model = read(tmp_path, document([building("x", content)], about=about))
    assert model.reference.crs == crs
    assert model.points[:, 0].min() == pytest.approx(412_000.0)


def test_objects_of_two_reference_systems_come_apart(tmp_path: Path) -> None:
    other = envelope("EPSG:25833") + surface("RoofSurface", square("p"))
    path = tmp_path / "two.gml"
    members = [building("a", surface("RoofSurface", square("q"))), building("b", other)]
    path.write_text(document(members))
    first, second = read_citygml(path)
    assert (first.reference.crs, second.reference.crs) == ("EPSG:25832+7837", "EPSG:25833")
    assert [model.objects[0].id for model in (first, second)] == ["a", "b"]
    assert second.points[:, 0].min() > 800_000


def test_batches_are_no_larger_than_asked_for_and_tear_nothing_apart(tmp_path: Path) -> None:
    part = (
        "<bldg:consistsOfBuildingPart><bldg:BuildingPart gml:id='{}'/>"
        "</bldg:consistsOfBuildingPart>"
    )
    members = [*nrw_tile(9), building("p", part.format("p1"), part.format("p2")), *nrw_tile(1)]
    path = tmp_path / "tile.gml"
    path.write_text(document(members))
    models = list(read_citygml(path, batch=4))
    assert [len(model.objects) for model in models] == [4, 4, 4, 1]
    assert [item.id for item in models[2].objects][1:] == ["p", "p1", "p2"]
    assert all(model.owners.max(initial=0) < len(model.objects) for model in models)
    assert sum(len(model.triangles) for model in models) == 10 * 16


@pytest.mark.parametrize("version", ["1.0", "2.0"])
@pytest.mark.parametrize("packing", ["plain", "gz", "zip", "utf-16"])
def test_versions_and_packings_are_read_alike(tmp_path: Path, version: str, packing: str) -> None:
    head = HEAD.replace("/1.0", f"/{version}")
    text = document(nrw_tile(3), head=head)
    path = tmp_path / f"tile.gml.{packing}"
    if packing == "gz":
        path.write_bytes(gzip.compress(text.encode()))
    elif packing == "zip":
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr("readme.txt", "Lizenz")
            archive.writestr("LoD2/a.gml", text)
            archive.writestr("LoD2/b.GML", text)
    elif packing == "utf-16":
        path.write_bytes(text.replace("UTF-8", "UTF-16").encode("utf-16"))
    else:
        path.write_text(text, encoding="utf-8")
    models = list(read_citygml(path))
    assert [len(model.objects) for model in models] == [3, 3] if packing == "zip" else [3]
    assert all(model.faults == () for model in models)
    assert models[0].objects[1].attributes["address"] == "Südstraße 1, 59065 Hamm"


def test_the_file_may_be_cut_into_batches_anywhere_without_losing_a_triangle(
    tmp_path: Path,
) -> None:
    path = tmp_path / "tile.gml"
    path.write_text(document(nrw_tile(30)), encoding="utf-8")
    (whole,) = read_citygml(path)
    parts = list(read_citygml(path, batch=7))
    assert np.concatenate([part.points for part in parts]) == pytest.approx(whole.points)
    assert sum((part.objects for part in parts), ()) == whole.objects
