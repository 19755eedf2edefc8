"""Broken CityGML: what can be shown is shown, the rest is told with file, object and reason."""

import gzip
import zipfile
from pathlib import Path

import numpy as np
import pytest

from tests.fakes.city_models import (
    HEAD,
    building,
    document,
    envelope,
    gable_house,
    nrw_tile,
    polygon,
    pos_list,
    solid,
    surface,
)
from twin_viewer.formats.citygml import read_citygml
from twin_viewer.model.cities import CityModel
from twin_viewer.model.faults import Fault

NAME = "tile.gml"
EAST, NORTH = 412_000.0, 5_725_000.0


def ring(*corners: tuple[float, float], height: float = 60.0, is_closed: bool = True) -> str:
    return pos_list([(EAST + x, NORTH + y, height) for x, y in corners], is_closed=is_closed)


SQUARE = ring((0, 0), (4, 0), (4, 4), (0, 4))
SOUND = building("sound", surface("RoofSurface", polygon("s", SQUARE)))


def read_all(tmp_path: Path, text: str | bytes, name: str = NAME) -> list[CityModel]:
    path = tmp_path / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return list(read_citygml(path))


def read(tmp_path: Path, text: str | bytes) -> CityModel:
    (model,) = read_all(tmp_path, text)
    return model


def shown(model: CityModel) -> set[str]:
    return {model.objects[row].id for row in model.owners.tolist()}


@pytest.mark.parametrize(
    ("text", "words", "is_shown"),
    [
        (ring((0, 0), (4, 0)), "weniger als drei", False),
        ("", "weniger als drei", False),
        (SQUARE.replace("412004.000", "NaN"), "unlesbaren", False),
        (SQUARE.replace("412004.000", "4I2004"), "unlesbaren", False),
        (SQUARE.replace(" 60.000", "", 1), "unlesbaren", False),
        (ring((0, 0), (1, 1), (2, 2)), "ohne Flächeninhalt", False),
        (ring((0, 0), (4, 0), (4, 4), (0, 4), is_closed=False), "nicht geschlossen", True),
        (ring((0, 0), (6, 0), (1, 4), (3, -3), (5, 4)), "kreuzt sich selbst", True),
        (SQUARE.replace("60.000", "61.000", 1), "nicht eben", True),
        (SQUARE.replace("412004.000", "9412004.000"), "weit außerhalb", False),
        (SQUARE.replace("60.000", "60000.000", 1), "weit außerhalb", False),
    ],
)
def test_a_broken_ring_costs_only_itself(
    tmp_path: Path, text: str, words: str, is_shown: bool
) -> None:
    broken = building("broken", surface("RoofSurface", polygon("b", text)))
    twice = building(
        "half", surface("RoofSurface", polygon("h", text), polygon("g", SQUARE.replace("60", "59")))
    )
    model = read(tmp_path, document([SOUND, broken, twice, *nrw_tile(2)]))
    assert shown(model) >= {"sound", "half", "DENW22AL00000000", "DENW22AL00000001"}
    assert ("broken" in shown(model)) is is_shown
    assert np.isfinite(model.points).all()
    told = [fault for fault in model.faults if fault.item == "broken"]
    assert words in " ".join(fault.reason for fault in told)
    assert {fault.item for fault in model.faults} == {"broken", "half"}
    assert {fault.file for fault in model.faults} == {NAME}
    assert not any(fault.is_fatal for fault in model.faults)


def test_a_flat_ring_is_told(tmp_path: Path) -> None:
    flat = "412000 5725000 412004 5725000 412004 5725004 412000 5725000"
    one = polygon("f", flat).replace("<gml:posList>", '<gml:posList srsDimension="2">')
    other = surface("RoofSurface", polygon("g", flat))
    other = other.replace("<gml:MultiSurface>", '<gml:MultiSurface srsDimension="2">')
    model = read(
        tmp_path,
        document([SOUND, building("x", surface("RoofSurface", one)), building("y", other)]),
    )
    assert shown(model) == {"sound"}
    assert [fault.item for fault in model.faults] == ["x", "y"]
    assert all("nur Lage und keine Höhe" in fault.reason for fault in model.faults)


def test_a_flat_polygon_with_the_id_of_another_takes_its_links_along(tmp_path: Path) -> None:
    flat = polygon("p", "412000 5725000 412004 5725000 412004 5725004 412000 5725000")
    flat = flat.replace("<gml:posList>", '<gml:posList srsDimension="2">')
    twins = surface("RoofSurface", polygon("p", SQUARE), flat)
    model = read(tmp_path, document([SOUND, building("x", solid("#p"), twins)]))
    assert shown(model) == {"sound", "x"}
    assert ["nur Lage" in fault.reason for fault in model.faults] == [True]


def test_links_that_lead_nowhere_are_told_and_those_to_neighbours_are_not(tmp_path: Path) -> None:
    model = read(
        tmp_path,
        document(
            [
                building("early", solid("#s", "#later")),
                SOUND,
                building("late", surface("WallSurface", polygon("later", SQUARE)), solid("#s")),
                building("lost", solid("#nowhere", "#missing", "#nowhere")),
                building("outside", solid("other.gml#p")),
            ]
        ),
    )
    assert {fault.item for fault in model.faults} == {"lost", "outside"}
    lost, outside = model.faults
    assert "„nowhere“ führt ins Leere" in lost.reason
    assert "andere Datei" in outside.reason
    assert shown(model) == {"sound", "late"}


def test_a_file_that_ends_in_the_middle_shows_what_stands_before(tmp_path: Path) -> None:
    text = document(nrw_tile(10))
    whole = read(tmp_path, text)
    cut = text[: text.index("DENW22AL00000008_4") + 150]
    model = read(tmp_path, cut)
    assert len(model.objects) == 9
    assert [fault.reason[:24] for fault in model.faults if not fault.item] == [
        "Die Datei endet mittendr"
    ]
    assert len(model.points) < len(whole.points)
    assert (model.points.min(axis=0) >= whole.points.min(axis=0) - 1e-6).all()
    assert (model.points.max(axis=0) <= whole.points.max(axis=0) + 1e-6).all()


def test_cut_off_anywhere_it_never_raises_and_never_makes_up_corners(tmp_path: Path) -> None:
    text = document(nrw_tile(2))
    known = {tuple(point) for point in read(tmp_path, text).points.round(3).tolist()}
    for end in range(len(HEAD) + 50, len(text) - 1, 97):
        for model in read_all(tmp_path, text[:end]):
            assert {tuple(point) for point in model.points.round(3).tolist()} <= known
            assert model.faults


@pytest.mark.parametrize("damage", [b"Stra\xdfe", b"A & B", b"A\x02B"])
def test_damaged_xml_is_read_on_behind_the_damage(tmp_path: Path, damage: bytes) -> None:
    broken = building("broken", "<gml:name>@@</gml:name>", surface("RoofSurface"))
    text = document([SOUND, "\n", broken, *nrw_tile(3)])
    model = read(tmp_path, text.encode().replace(b"@@", damage))
    assert shown(model) >= {"sound", "DENW22AL00000000", "DENW22AL00000002"}
    (fault,) = model.faults
    line = text[: text.index("@@")].count("\n") + 1
    assert (fault.item, fault.is_fatal) == (str(line), False)
    assert fault.reason.startswith(f"In Zeile {line} ")


@pytest.mark.parametrize(
    "damage", ["<bldg:open>", "</bldg:nothing>", "</gml:name></bldg:Building>"]
)
def test_wrongly_nested_elements_are_told_and_make_up_no_objects(
    tmp_path: Path, damage: str
) -> None:
    broken = building("broken", f"<gml:name>{damage}</gml:name>", surface("RoofSurface"))
    text = document([SOUND, broken, *nrw_tile(3)])
    model = read(tmp_path, text)
    assert len(shown(model)) == 4
    assert {item.kind for item in model.objects} == {"Building"}
    line = text[: text.index(damage)].count("\n") + 1
    assert all("falsch verschachtelt" in fault.reason for fault in model.faults)
    assert {fault.item for fault in model.faults} <= {str(line), str(line + 1)}


def test_a_file_that_is_damaged_everywhere_is_shown_and_told_in_few_words(tmp_path: Path) -> None:
    text = document(nrw_tile(60)).encode("latin-1")
    model = read(tmp_path, text)
    assert len(shown(model)) == 60
    assert len(model.faults) == 21
    assert "weitere beschädigte Stellen" in model.faults[-1].reason


def test_a_hole_anywhere_in_a_file_costs_only_the_objects_around_it(tmp_path: Path) -> None:
    text = document(nrw_tile(12)).encode()
    known = {tuple(point) for point in read(tmp_path, text).points.round(3).tolist()}
    begin = text.index(b"DENW22AL00000002")
    for start in range(begin, begin + 11_000, 271):
        for size in (40, 700, 7_000):
            models = read_all(tmp_path, text[:start] + text[start + size :])
            seen = set().union(*(shown(model) for model in models))
            assert len(seen) >= 12 - 2 - size // 5_000
            faults = [fault for model in models for fault in model.faults]
            assert not any(fault.is_fatal for fault in faults)
            made_up = {
                tuple(point)
                for model in models
                for point in model.points.round(3).tolist()
                if tuple(point) not in known
            }
            assert len(made_up) <= 2  # where two numbers were cut and joined


def test_damage_after_damage_is_told_with_its_own_line(tmp_path: Path) -> None:
    broken = [
        building(f"b{row}", "<gml:name></bldg:oops></gml:name>", surface("RoofSurface"))
        for row in range(3)
    ]
    text = document([*nrw_tile(2), broken[0], SOUND, broken[1], broken[2], *nrw_tile(2)])
    model = read(tmp_path, text)
    first = [text[: text.index(f'"b{row}"')].count("\n") + 1 for row in range(3)]
    lines = {int(fault.item) for fault in model.faults}
    assert set(first) <= lines <= {line + more for line in first for more in (0, 1)}
    assert [item.id[:1] for item in model.objects] == ["D", "D", "b", "s", "b", "b", "D", "D"]


def test_a_cut_in_front_of_the_first_polygon_takes_none_from_the_neighbour(
    tmp_path: Path,
) -> None:
    text = document(nrw_tile(2))
    model = read(tmp_path, text[: text.index("measuredHeight", text.index("00000001"))])
    assert [len(item.id) for item in model.objects] == [16, 16]
    assert len(model.triangles) == 16


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"hello world",
        b"{}",
        b"<html><body>404</body></html>",
        b"<?xml version='1.0'?><gpx></gpx>",
        bytes(range(256)) * 10,
        b"\x1f\x8b\x08\x00broken",
        b"PK\x03\x04broken",
    ],
)
def test_what_is_no_citygml_is_one_fatal_fault(tmp_path: Path, content: bytes) -> None:
    model = read(tmp_path, content)
    (fault,) = model.faults
    assert (fault.file, fault.is_fatal) == (NAME, True)
    assert model.objects == ()
    assert model.triangles.shape == (0, 3)


def test_a_missing_file_and_a_city_without_objects_are_told(tmp_path: Path) -> None:
    (missing,) = read_citygml(tmp_path / NAME)
    assert missing.faults[0].is_fatal
    empty = read(tmp_path, document([]))
    assert [fault.is_fatal for fault in empty.faults] == [True]
    assert "keine Objekte" in empty.faults[0].reason


def test_broken_packings_show_what_could_be_unpacked(tmp_path: Path) -> None:
    text = document(nrw_tile(400)).encode()
    packed = gzip.compress(text)
    model = read(tmp_path, packed[: len(packed) // 2])
    assert 50 < len(shown(model)) < 400
    assert any("gepackte Datei ist beschädigt" in fault.reason for fault in model.faults)
    path = tmp_path / "two.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("a.gml", document([SOUND]))
        archive.writestr("b.gml", b"no xml")
        archive.writestr("c.txt", b"")
    first, second = read_citygml(path)
    assert shown(first) == {"sound"}
    assert second.faults == (Fault("b.gml", "", second.faults[0].reason, is_fatal=True),)
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("c.txt", b"")
    (nothing,) = read_citygml(path)
    assert ".gml" in nothing.faults[0].reason


def test_entities_are_neither_opened_nor_blown_up(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("geheim")
    bomb = "".join(f'<!ENTITY b{n + 1} "{f"&b{n};" * 10}">' for n in range(12))
    doctype = (
        f'<!DOCTYPE core:CityModel [<!ENTITY file SYSTEM "{secret.as_uri()}">'
        f'<!ENTITY b0 "0123456789">{bomb}]>'
    )
    head = HEAD.replace("<core:CityModel", doctype + "<core:CityModel", 1)

    def read_with(entity: str) -> CityModel:
        names = f"<gml:name>&file;</gml:name><gml:description>{entity}</gml:description>"
        content = building("x", names, surface("RoofSurface", polygon("p", SQUARE)))
        return read(tmp_path, document([content, SOUND], head=head))

    model = read_with("&b2;")
    assert shown(model) == {"x", "sound"}
    assert model.objects[0].attributes == {}
    stopped = read_with("&b12;")
    assert "nicht weiterlesen" in stopped.faults[0].reason
    assert len(str(stopped)) < 5_000


@pytest.mark.parametrize(("factor", "unit"), [(1 / 0.3048, "ft"), (100.0, "cm"), (1000.0, "mm")])
def test_heights_of_another_unit_are_marked(tmp_path: Path, factor: float, unit: str) -> None:
    members = []
    for number in range(4):
        surfaces = [
            surface(
                kind, polygon(f"{number}-{row}", pos_list([(x, y, z * factor) for x, y, z in w]))
            )
            for row, (kind, w) in enumerate(gable_house(EAST + 50 * number, NORTH))
        ]
        height = "<bldg:measuredHeight>9.0</bldg:measuredHeight>"
        members.append(building(f"h{number}", height, *surfaces))
    model = read(tmp_path, document(members))
    (fault,) = model.faults
    assert (fault.item, fault.is_fatal) == ("", False)
    assert f"vermutlich stehen sie in {unit}" in fault.reason
    assert len(shown(model)) == 4


def test_a_single_tower_that_is_far_too_high_is_marked(tmp_path: Path) -> None:
    wall = [(EAST, NORTH, 0.0), (EAST + 9, NORTH, 0.0), (EAST + 9, NORTH, 900.0)]
    tower = building(
        "tower",
        "<bldg:measuredHeight>9</bldg:measuredHeight>",
        surface("WallSurface", polygon("w", pos_list(wall))),
    )
    model = read(tmp_path, document([tower, *nrw_tile(5)]))
    (fault,) = model.faults
    assert fault.item == "tower"
    assert "900 m" in fault.reason


def test_units_other_than_metres_and_newer_versions_are_told(tmp_path: Path) -> None:
    about = envelope(more=' uomLabels="m m ft"')
    model = read(tmp_path, document([SOUND], about=about))
    assert ["„ft“" in fault.reason for fault in model.faults] == [True]
    about = envelope(more=' uomLabels="m m urn:ogc:def:uom:EPSG::9001"')
    assert read(tmp_path, document([SOUND], about=about)).faults == ()
    newer = read(tmp_path, document([SOUND], head=HEAD.replace("citygml/1.0", "citygml/3.0")))
    assert ["CityGML 3.0" in fault.reason for fault in newer.faults] == [True]
    assert shown(newer) == {"sound"}


def test_what_is_only_a_template_is_told(tmp_path: Path) -> None:
    tree = building(
        "tree",
        "<bldg:lod2ImplicitRepresentation><core:ImplicitGeometry><core:relativeGMLGeometry>"
        f"{polygon('t', SQUARE)}</core:relativeGMLGeometry></core:ImplicitGeometry>"
        "</bldg:lod2ImplicitRepresentation>",
        kind="SolitaryVegetationObject",
    )
    model = read(tmp_path, document([SOUND, tree]))
    assert shown(model) == {"sound"}
    assert [fault.item for fault in model.faults] == ["tree"]


def test_an_archive_with_a_password_is_told(tmp_path: Path) -> None:
    path = tmp_path / "locked.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("a.gml", document([SOUND]))
    raw = bytearray(path.read_bytes())
    raw[6] |= 1  # "encrypted" in the part's own head and in the directory
    raw[raw.index(b"PK\x01\x02") + 8] |= 1
    path.write_bytes(raw)
    (model,) = read_citygml(path)
    (fault,) = model.faults
    assert (fault.file, fault.is_fatal) == ("a.gml", True)
    assert "Kennwort" in fault.reason
