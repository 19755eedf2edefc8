"""Lists of panoramas open whoever wrote them; what is missing is listed, the rest is shown."""

import json
from collections.abc import Iterable
from math import isnan
from pathlib import Path

import numpy as np
import pyproj
import pytest
from hypothesis import given
from hypothesis import strategies as st

from twin_viewer.formats import poses, references
from twin_viewer.formats.pose_conventions import AngleUnit, Column, Convention, Zero, guessed
from twin_viewer.formats.pose_tables import Row
from twin_viewer.formats.poses import read_survey
from twin_viewer.model import HeightReference, Survey

WAY = [(412_000.0, 5_725_000.0), (412_005.0, 5_725_000.0), (412_010.0, 5_725_000.0)]
HEADINGS = [90.0, 91.5, 89.0]


def pictures(folder: Path, count: int = 3) -> None:
    for number in range(1, count + 1):
        (folder / f"pano_{number}.jpg").write_bytes(b"")


def rows(separator: str = ";", comma: str = ".") -> list[str]:
    return [
        separator.join(
            [f"pano_{number}.jpg"]
            + [
                f"{value:.3f}".replace(".", comma)
                for value in (east, north, 65.5, heading, 1.5, -0.5)
            ]
        )
        for number, ((east, north), heading) in enumerate(zip(WAY, HEADINGS, strict=True), 1)
    ]


def survey_of(
    folder: Path, text: str | Iterable[str], name: str = "posen.csv", **options: Convention
) -> Survey:
    path = folder / name
    path.write_text(text if isinstance(text, str) else "\n".join(text), "utf-8")
    return read_survey(path, **options)


@pytest.mark.parametrize(
    ("heading", "separator", "comma"),
    [
        ("bild;rechtswert;hochwert;hoehe;heading;pitch;roll", ";", ","),
        ("Filename,X,Y,Z,Yaw,Pitch,Roll", ",", "."),
        ("Datei\tOstwert\tNordwert\tHöhe\tAzimut\tPhi\tOmega", "\t", "."),
        ("image|easting [m]|northing [m]|height (m)|heading_deg|pitch_deg|roll_deg", "|", "."),
        ("file x y z kappa phi omega", " ", ","),
        ("", ";", ","),
        ("", " ", "."),
        ("", ",", "."),
    ],
)
def test_tables_of_any_making(tmp_path: Path, heading: str, separator: str, comma: str) -> None:
    pictures(tmp_path)
    lines = [*([heading] if heading else []), *rows(separator, comma)]
    survey = survey_of(tmp_path, lines)
    assert survey.faults == ()
    assert [pose.file.name for pose in survey.poses] == [f"pano_{n}.jpg" for n in (1, 2, 3)]
    first = survey.poses[0]
    assert (first.east, first.north, first.height) == (412_000.0, 5_725_000.0, 65.5)
    assert (first.heading, first.pitch, first.roll) == (90.0, 1.5, -0.5)
    assert first.id == "pano_1"


def test_windows_text_with_umlauts(tmp_path: Path) -> None:
    pictures(tmp_path)
    path = tmp_path / "posen.txt"
    path.write_bytes("\r\n".join(["Bild;Rechtswert;Hochwert;Höhe", *rows()]).encode("cp1252"))
    survey = read_survey(path)
    assert [pose.height for pose in survey.poses] == [65.5] * 3


def test_degrees_in_any_order(tmp_path: Path) -> None:
    pictures(tmp_path)
    way = pyproj.Transformer.from_crs("EPSG:25832", "EPSG:4326", always_xy=True)
    places = [way.transform(*place) for place in WAY]
    for heading, swap in (("bild;lon;lat", False), ("bild;lat;lon", True), ("bild;lon;lat", True)):
        pairs = [(lat, lon) if swap else (lon, lat) for lon, lat in places]
        lines = [f"pano_{n}.jpg;{a:.9f};{b:.9f}" for n, (a, b) in enumerate(pairs, 1)]
        survey = survey_of(tmp_path, [heading, *lines])
        found = [(pose.east, pose.north) for pose in survey.poses]
        np.testing.assert_allclose(found, WAY, atol=0.01, rtol=0)
        is_mended = heading == "bild;lon;lat" and swap
        assert (references.SWAPPED in [fault.reason for fault in survey.faults]) == is_mended
        assert all(isnan(pose.height) for pose in survey.poses)


def test_swapped_axes_are_mended_and_listed(tmp_path: Path) -> None:
    pictures(tmp_path)
    survey = survey_of(tmp_path, ["bild;hochwert;rechtswert;hoehe;heading;pitch;roll", *rows()])
    assert (survey.poses[1].east, survey.poses[1].north) == WAY[1]
    assert [fault.reason for fault in survey.faults] == [references.SWAPPED]


def test_what_is_missing_is_listed_with_its_line(tmp_path: Path) -> None:
    pictures(tmp_path, 6)
    survey = survey_of(
        tmp_path,
        [
            "id;bild;x;y;z;heading",
            "a;pano_1.jpg;412000;5725000;65;90",
            "b;fehlt.jpg;412005;5725000;65;90",
            "c;pano_2.jpg;nix;5725000;65;90",
            "a;pano_3.jpg;412010;5725000;65;810",
            "d;pano_4.jpg;412015;5725000;;west",
            "e;pano_5.jpg;2;5725000;65;90",
            "f;D:\\Messung\\Bilder\\PANO_6.JPG;412020;5725000;65;90",
        ],
    )
    assert [pose.id for pose in survey.poses] == ["a", "a-2", "d", "f"]
    assert [pose.heading for pose in survey.poses] == [90.0, 90.0, 90.0, 90.0]
    assert [(fault.item, fault.reason) for fault in survey.faults] == [
        ("4", poses.NO_COORDINATES.format("4")),
        ("7", poses.FAR_OFF),
        ("3", poses.NO_PICTURE.format("fehlt.jpg")),
        ("5", poses.WIDE_HEADING.format("810")),
        ("5", poses.SAME_ID.format("a", "a-2")),
        ("6", poses.NO_HEADING),
        ("6", poses.NO_HEIGHT),
    ]


def test_many_missing_pictures_are_summed_up(tmp_path: Path) -> None:
    pictures(tmp_path, 1)
    lines = [f"pano_{number}.jpg;{412_000 + number};5725000" for number in range(1, 81)]
    survey = survey_of(tmp_path, ["bild;x;y", *lines])
    assert len(survey.poses) == 1
    assert survey.faults[-2].reason == poses.MORE_PICTURES.format(29)


@pytest.mark.parametrize("text", ["", "nur ein Wort", "a;b;c\n1;2;3", "bild;x;y\npano_1.jpg;;"])
def test_what_is_no_survey_says_so(tmp_path: Path, text: str) -> None:
    pictures(tmp_path)
    assert survey_of(tmp_path, text).faults[-1].is_fatal
    assert read_survey(tmp_path / "fehlt.csv").faults[-1].reason == poses.UNREADABLE


def test_without_any_picture_it_says_where_they_belong(tmp_path: Path) -> None:
    survey = survey_of(tmp_path, ["bild;x;y;z;heading;pitch;roll", *rows()])
    assert (survey.poses, survey.faults[-1].reason) == ((), poses.NO_PICTURES.format(3))


def test_geojson_of_points(tmp_path: Path) -> None:
    pictures(tmp_path)
    way = pyproj.Transformer.from_crs("EPSG:25832", "EPSG:4326", always_xy=True)
    features: list[dict[str, object]] = [
        {
            "type": "Feature",
            "geometry": {"type": "Point", "coordinates": [*way.transform(*place), 65.0]},
            "properties": {"image": f"bilder/pano_{number}.jpg", "yaw": 90, "x": None},
        }
        for number, place in enumerate(WAY, 1)
    ]
    features.append({"type": "Feature", "geometry": None, "properties": {}})
    text = json.dumps({"type": "FeatureCollection", "features": features})
    survey = survey_of(tmp_path, text, "posen.geojson")
    np.testing.assert_allclose(
        [(pose.east, pose.north) for pose in survey.poses], WAY, atol=1e-3, rtol=0
    )
    assert [fault.item for fault in survey.faults] == ["4"]
    named: dict[str, object] = {
        "type": "FeatureCollection",
        "crs": {"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::25832"}},
        "features": [
            {
                "type": "Feature",
                "geometry": {"type": "Point", "coordinates": [*WAY[0], 65.0]},
                "properties": {"file": "pano_1.jpg", "heading": 12.5},
            }
        ],
    }
    pose = survey_of(tmp_path, json.dumps(named), "posen.json").poses[0]
    assert (pose.east, pose.heading) == (412_000.0, 12.5)
    for broken in ("{", "[]", '{"type": "Feature"}', '{"type":"FeatureCollection","features":[]}'):
        assert survey_of(tmp_path, broken, "posen.json").faults[-1].is_fatal


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2024-05-17T10:00:00Z", 1_715_940_000_000_000),
        ("2024-05-17T12:00:00+02:00", 1_715_940_000_000_000),
        ("2024-05-17 10:00:00.5", 1_715_940_000_500_000),
        ("17.05.2024 10:00:00", 1_715_940_000_000_000),
        ("1715940000", 1_715_940_000_000_000),
        ("1715940000,25", 1_715_940_000_250_000),
        ("1715940000000", 1_715_940_000_000_000),
        ("gestern", None),
        ("", None),
    ],
)
def test_times(tmp_path: Path, text: str, expected: int | None) -> None:
    pictures(tmp_path)
    survey = survey_of(tmp_path, ["bild;x;y;zeit", f"pano_1.jpg;412000;5725000;{text}"])
    assert survey.poses[0].time_us == expected


def test_drives_side_by_side_keep_their_own_pictures_and_masks(tmp_path: Path) -> None:
    for drive in ("a", "b"):
        (tmp_path / drive / "masken").mkdir(parents=True)
        (tmp_path / drive / "pano_1.jpg").write_bytes(b"")
        (tmp_path / drive / "masken" / "pano_1_mask.png").write_bytes(b"")
    (tmp_path / "pano_2.jpg").write_bytes(b"")
    (tmp_path / "a" / "pano_2.jpg").write_bytes(b"")
    lines = ("bild;x;y", "b/pano_1.jpg;412000;5725000", "C:\\x\\pano_2.jpg;412010;5725000")
    path = tmp_path / "poses.csv"
    path.write_text("\n".join(lines), "utf-8")
    first, second = read_survey(path).poses
    assert first.file == tmp_path / "b" / "pano_1.jpg"
    assert first.mask == tmp_path / "b" / "masken" / "pano_1_mask.png"
    assert second.file == tmp_path / "pano_2.jpg"


def test_masks_are_found_by_name_or_column(tmp_path: Path) -> None:
    pictures(tmp_path)
    (tmp_path / "masken").mkdir()
    (tmp_path / "masken" / "pano_1_mask.png").write_bytes(b"")
    (tmp_path / "schleier.png").write_bytes(b"")
    survey = survey_of(
        tmp_path,
        [
            "bild;x;y;maske",
            "pano_1.jpg;412000;5725000;",
            "pano_2.jpg;412005;5725000;schleier.png",
            "pano_3.jpg;412010;5725000;",
        ],
    )
    names = [pose.mask.name if pose.mask else None for pose in survey.poses]
    assert names == ["pano_1_mask.png", "schleier.png", None]


def test_heights_are_what_the_heading_or_the_convention_says(tmp_path: Path) -> None:
    pictures(tmp_path)
    lines = rows()
    said = survey_of(tmp_path, ["bild;x;y;hoehe_nhn;heading;pitch;roll", *lines])
    assert said.reference.heights is HeightReference.DHHN2016
    said = survey_of(tmp_path, ["bild;x;y;hoehe_ellipsoid;heading;pitch;roll", *lines])
    assert said.reference.heights is HeightReference.ELLIPSOID
    given_heights = Convention(heights=HeightReference.DHHN2016)
    said = survey_of(tmp_path, ["bild;x;y;z;heading;pitch;roll", *lines], convention=given_heights)
    assert (said.reference.heights, said.reference.note) == (
        HeightReference.DHHN2016,
        references.NO_CRS,
    )


def test_the_convention_is_said(tmp_path: Path) -> None:
    pictures(tmp_path)
    heading = "bild;x;y;z;heading;pitch;roll"
    assert survey_of(tmp_path, [heading, *rows()]).convention.startswith("Angenommen")
    turned = Convention(AngleUnit.GON, Zero.EAST, is_clockwise=False).calibrated(-1.5)
    survey = survey_of(tmp_path, [heading, *rows()], convention=turned)
    assert survey.poses[0].heading == pytest.approx(90 - 90 * 0.9 - 1.5)
    assert "Gon" in survey.convention
    assert "-1,5°" in survey.convention
    without = survey_of(tmp_path, ["bild;x;y", *(line.rsplit(";", 4)[0] for line in rows())])
    assert without.convention == poses.FROM_WAY
    assert [pose.heading for pose in without.poses] == [90.0] * 3


def circle(count: int = 40) -> np.ndarray:
    """Return the direction of a drive around a block."""
    return np.linspace(0, 359, count)


@pytest.mark.parametrize(
    "convention",
    [
        Convention(),
        Convention(zero=Zero.EAST, is_clockwise=False),
        Convention(is_clockwise=False),
        Convention(column=Column.LEFT),
        Convention(unit=AngleUnit.RADIANS),
        Convention(unit=AngleUnit.GON),
        Convention(unit=AngleUnit.RADIANS, zero=Zero.EAST, is_clockwise=False),
    ],
)
def test_a_drive_around_a_block_tells_the_convention(convention: Convention) -> None:
    ways = circle()
    found, is_confirmed = guessed(written(convention, ways), ways)
    assert is_confirmed
    np.testing.assert_allclose(found.headings(written(convention, ways)), ways, atol=1e-6)


def written(convention: Convention, headings: np.ndarray) -> np.ndarray:
    """Return headings as a survey of that convention writes them: the way back, on its own."""
    degrees = headings - convention.offset_heading
    if convention.column is Column.LEFT:
        degrees = degrees - 180
    if convention.zero is Zero.EAST:
        degrees = degrees - 90
    if not convention.is_clockwise:
        degrees = -degrees
    turn = {AngleUnit.DEGREES: 360.0, AngleUnit.GON: 400.0, AngleUnit.RADIANS: 2 * np.pi}
    return np.mod(degrees, 360) / 360 * turn[convention.unit]


def test_headings_beside_the_way_are_only_assumed() -> None:
    rng = np.random.default_rng(3)
    found, is_confirmed = guessed(rng.uniform(0, 360, 40), circle())
    assert (found, is_confirmed) == (Convention(), False)
    assert guessed(np.array([10.0, 20.0]), np.array([10.0, 20.0])) == (Convention(), False)


@pytest.mark.parametrize(
    ("words", "unit"),
    [
        ("heading_gon", AngleUnit.GON),
        ("yaw [rad]", AngleUnit.RADIANS),
        ("Richtung (Grad)", AngleUnit.DEGREES),
        ("heading", AngleUnit.DEGREES),
    ],
)
def test_the_unit_stands_in_the_heading(words: str, unit: AngleUnit) -> None:
    assert guessed(np.array([1.0, 2.0]), np.full(2, np.nan), words)[0].unit is unit


conventions = st.builds(
    Convention,
    unit=st.sampled_from(AngleUnit),
    zero=st.sampled_from(Zero),
    is_clockwise=st.booleans(),
    column=st.sampled_from(Column),
    is_up_positive=st.booleans(),
    is_right_positive=st.booleans(),
    offset_heading=st.floats(-180, 180),
)


@given(conventions, st.floats(0, 359.9))
def test_written_and_read_is_the_same_direction(convention: Convention, heading: float) -> None:
    read = convention.headings(written(convention, np.array([heading])))[0]
    assert 0 <= read <= 360
    assert np.cos(np.radians(read - heading)) == pytest.approx(1.0)


@given(conventions, st.floats(-90, 90), st.floats(-5, 5), st.floats(-5, 5))
def test_calibrations_add_up(
    convention: Convention, turn: float, pitch: float, roll: float
) -> None:
    twice = convention.calibrated(turn, pitch, roll).calibrated(-turn, -pitch, -roll)
    values = np.array([0.1, 1.0])
    np.testing.assert_allclose(twice.pitches(values), convention.pitches(values), atol=1e-9)
    np.testing.assert_allclose(twice.rolls(values), convention.rolls(values), atol=1e-9)
    difference = np.radians(twice.headings(values) - convention.headings(values))
    np.testing.assert_allclose(np.cos(difference), 1.0)


TEXTS = st.text(st.sampled_from('x;,.|\t \n\r"#19-e°äbildyz{}[]:\x00'), max_size=80)


@given(TEXTS, st.sampled_from([".csv", ".json"]))
def test_any_text_is_a_survey_or_a_reason(
    tmp_path_factory: pytest.TempPathFactory, text: str, suffix: str
) -> None:
    folder = tmp_path_factory.getbasetemp() / "beliebig"
    folder.mkdir(exist_ok=True)
    path = folder / f"liste{suffix}"
    path.write_text(f"bild;x;y;zeit\na;1;2;3\n{text}" if "y" in text else text, "utf-8")
    survey = read_survey(path)
    assert survey.faults[-1].is_fatal


@given(st.floats(-1e7, 1e7))
def test_numbers_with_point_or_comma(value: float) -> None:
    for text in (f"{value:.4f}", f"{value:.4f}".replace(".", ",")):
        assert Row("1", {"x": text}).number("x") == pytest.approx(value, abs=1e-4)
