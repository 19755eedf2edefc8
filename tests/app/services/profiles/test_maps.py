"""The map of a profile: what is read, what is refused, and that it restarts no source."""

from datetime import date
from pathlib import Path

import pytest

from app.domain.maps import NO_MAP, Box, LayerFile, OnlineMap
from app.domain.texts import Text
from app.services.profiles import changed_sources, check_city, fingerprint, load_city
from tests.fakes.profiles import line_with, write_profile

DAY = date(2026, 11, 24)
WHOLE = """\
[map]
notice = { de = "schematisch", en = "schematic" }
attribution = "Stadt"
allowed = ["https://Karten.example.org", "https://kacheln.example.org:8443"]

[[layer]]
id = "radwege"
name = { de = "Radwege", en = "Cycle paths" }
file = "ebenen/radwege.gpkg"
crs = "epsg:25832"
attribution = "Stadt"
licence = "dl-de/by-2-0"
visible = true
part = "achsen"

[[layer]]
id = "kataster"
name = "Kataster"
file = "/daten/kataster.pmtiles"

[[online]]
id = "amtlich"
name = "Amtliche Karte"
url = "https://karten.example.org:443/wmts/{z}/{y}/{x}.png"
attribution = "© Amt"
tile_size = 512
max_zoom = 17

[[online]]
id = "anderer"
name = "Andere Karte"
url = "https://kacheln.example.org:8443/{z}/{x}/{y}"
attribution = "© Andere"
"""


def with_map(folder: Path, text: str = WHOLE) -> Path:
    write_profile(folder)
    (folder / "map.toml").write_text(text, encoding="utf-8")
    return folder


def test_a_profile_without_a_map_stays_valid(tmp_path: Path) -> None:
    city = load_city(write_profile(tmp_path), day=DAY)
    assert city.map == NO_MAP
    assert city.box == Box(7.0, 51.0, 8.0, 52.0)


def test_a_city_that_does_not_say_where_it_lies_has_no_box(tmp_path: Path) -> None:
    write_profile(tmp_path, {"city.toml": ("box = [7.0, 51.0, 8.0, 52.0]\n", "")})
    assert load_city(tmp_path, day=DAY).box is None


def test_every_key_of_the_map_is_read(tmp_path: Path) -> None:
    (tmp_path / "map").mkdir()
    config = load_city(with_map(tmp_path), day=DAY).map
    assert config.folder == str(tmp_path / "map")
    assert (config.notice, config.attribution) == (Text("schematisch", "schematic"), "Stadt")
    assert config.allowed == ("https://karten.example.org", "https://kacheln.example.org:8443")
    paths, land = config.files
    assert paths == LayerFile(
        id="radwege",
        name=Text("Radwege", "Cycle paths"),
        path=str(tmp_path / "ebenen/radwege.gpkg"),
        crs="EPSG:25832",
        attribution="Stadt",
        licence="dl-de/by-2-0",
        is_visible=True,
        part="achsen",
    )
    assert land == LayerFile("kataster", Text("Kataster"), "/daten/kataster.pmtiles")
    first, second = config.online
    assert first == OnlineMap(
        id="amtlich",
        name=Text("Amtliche Karte"),
        url="https://karten.example.org:443/wmts/{z}/{y}/{x}.png",
        attribution="© Amt",
        tile_size=512,
        max_zoom=17,
    )
    assert (second.tile_size, second.max_zoom) == (256, 18)


def test_paths_are_whole_when_the_profile_is_named_by_a_short_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with_map(tmp_path / "stadt")
    (tmp_path / "stadt" / "map").mkdir()
    monkeypatch.chdir(tmp_path)
    config = load_city(Path("stadt"), day=DAY).map
    assert config.folder == str(tmp_path / "stadt" / "map")
    assert config.files[0].path == str(tmp_path / "stadt" / "ebenen/radwege.gpkg")


BROKEN = [
    ('licence = "dl-de/by-2-0"', 'lizenz = "dl-de/by-2-0"', "lizenz", "nicht bekannt"),
    ('attribution = "© Amt"\n', "", None, "fehlt"),
    ('attribution = "© Amt"', 'attribution = " "', 'attribution = " "', "leer"),
    ('id = "kataster"', 'id = "radwege"', None, "gibt es schon"),
    ('id = "kataster"', 'id = "Kataster"', "Kataster", "Kennung"),
    ('id = "anderer"', 'id = "amtlich"', None, "gibt es schon"),
    ('name = "Kataster"', 'name = ""', 'name = ""', "leer"),
    ('file = "ebenen/radwege.gpkg"', 'file = " "', 'file = " "', "kein Dateiname"),
    ('file = "ebenen/radwege.gpkg"', 'file = "a\\u0000b"', "u0000", "kein Dateiname"),
    ('"epsg:25832"', '"25832"', "25832", "Koordinatensystem"),
    ("visible = true", 'visible = "ja"', "visible", "true oder false"),
    ("tile_size = 512", "tile_size = 5", "tile_size", "nicht zwischen 64 und 2048"),
    ("max_zoom = 17", "max_zoom = 40", "max_zoom", "nicht zwischen 0 und 24"),
    ("https://karten.example.org:443/", "http://karten.example.org/", "http:", "unverschlüsselt"),
    ("https://karten.example.org:443/", "ftp://karten.example.org/", "ftp:", "keine Adresse"),
    ("{z}/{y}/{x}.png", "{z}/{y}.png", "{z}/{y}.png", "keine Adresse"),
    ("{z}/{y}/{x}.png", "{z}/{y}/{x}.png?k={key}", "{key}", "keine Adresse"),
    ("karten.example.org:443", "{z}.example.org", "{z}.ex", "keine Adresse"),
    ("karten.example.org:443", "karten.example.org@fremd.example", "@fremd", "keine Adresse"),
    ("karten.example.org:443", "karten.example.org\\\\fremd", "fremd", "keine Adresse"),
    ("karten.example.org:443", "fremd.example", "fremd", "https://fremd.example, der nicht"),
    ("karten.example.org:443", "karten.example.org:8443", "wmts", "nicht freigegeben"),
    ("https://Karten.example.org", "https://karten.example.org/wmts", "/wmts", "keine Freigabe"),
    ("https://Karten.example.org", "http://karten.example.org", "http:", "keine Freigabe"),
    ("https://Karten.example.org", "https://*.example.org", "*", "keine Freigabe"),
    ("https://Karten.example.org", "karten.example.org", None, "keine Freigabe"),
]


@pytest.mark.parametrize(("old", "new", "marked", "reason"), BROKEN)
def test_each_fault_of_the_map_is_told_in_its_line(
    tmp_path: Path, old: str, new: str, marked: str | None, reason: str
) -> None:
    assert old in WHOLE
    text = WHOLE.replace(old, new, 1)
    city, problems = check_city(with_map(tmp_path, text), day=DAY)
    assert city is None
    assert any(reason in problem.reason.de for problem in problems)
    for problem in problems:
        assert problem.file == "map.toml"
        assert problem.key
        assert problem.reason.en
        assert problem.remedy.en
    if marked is not None:
        assert line_with(text, marked) in {problem.line for problem in problems}


def test_a_map_from_outside_needs_its_host_allowed_and_the_remedy_says_how(tmp_path: Path) -> None:
    text = WHOLE[WHOLE.index("[[online]]") :]
    _, problems = check_city(with_map(tmp_path, text), day=DAY)
    assert [problem.key for problem in problems] == ["online[1].url", "online[2].url"]
    assert 'allowed = ["https://karten.example.org"]' in problems[0].remedy.en
    assert 'allowed = ["https://kacheln.example.org:8443"]' in problems[1].remedy.de


def test_a_second_table_of_the_map_is_refused(tmp_path: Path) -> None:
    with_map(tmp_path)
    (tmp_path / "zweite.toml").write_text("[map]\n", encoding="utf-8")
    city, problems = check_city(tmp_path, day=DAY)
    assert city is None
    assert [(problem.file, problem.key) for problem in problems] == [("zweite.toml", "map")]


def test_the_overlay_cannot_open_the_map_to_the_outside(tmp_path: Path) -> None:
    overlay = tmp_path / "mehr.toml"
    overlay.write_text('[map]\nallowed = ["https://fremd.example"]\n', encoding="utf-8")
    city, problems = check_city(write_profile(tmp_path / "stadt"), overlay, DAY)
    assert city is not None
    assert city.map.allowed == ()
    assert problems[0].key == "map"


def test_a_changed_map_is_noticed_and_restarts_no_source(tmp_path: Path) -> None:
    before, old = fingerprint(with_map(tmp_path)), load_city(tmp_path, day=DAY)
    with_map(tmp_path, WHOLE.replace("max_zoom = 17", "max_zoom = 16"))
    after, new = fingerprint(tmp_path), load_city(tmp_path, day=DAY)
    assert {Path(path).name for path in after if after[path] != before[path]} == {"map.toml"}
    assert old.map != new.map
    assert changed_sources(old, new) == set()
