"""The page is given what is in the tables, and no name of it reaches the disk."""

from pathlib import Path

import pytest
from PySide6.QtCore import QUrl

from widgets.map.serving import MapContents, headers, origin_of, page_files, path_of, policy


def test_what_was_put_is_found_until_it_is_dropped() -> None:
    contents = MapContents()
    contents.put("data/points/1.json", "application/json", b"{}")
    contents.put("data/alarms/1.json", "application/json", b"[]")
    contents.drop("data/points/")
    assert contents.get("data/points/1.json") is None
    assert contents.get("data/alarms/1.json") == ("application/json", b"[]")
    assert contents.paths() == ("data/alarms/1.json",)


def test_the_longest_prefix_makes_what_was_not_put() -> None:
    contents = MapContents()
    contents.provide("tiles/", lambda _rest: None)
    contents.provide("tiles/hamm/", lambda rest: ("image/png", rest.encode()))
    contents.put("tiles/hamm/0/0/0.png", "image/png", b"put")
    assert contents.get("tiles/hamm/1/0/0.png") == ("image/png", b"1/0/0.png")
    assert contents.get("tiles/hamm/0/0/0.png") == ("image/png", b"put")
    assert contents.get("tiles/other/1") is None
    assert contents.get("glyphs/1") is None
    contents.drop("tiles/hamm/")
    assert contents.get("tiles/hamm/1/0/0.png") is None


def test_the_page_has_its_own_files_and_those_of_the_library() -> None:
    files = page_files()
    for name, kind in (
        ("index.html", "text/html"),
        ("maplibre-gl.js", "text/javascript"),
        ("maplibre-gl.css", "text/css"),
        ("qwebchannel.js", "text/javascript"),
    ):
        found = files.get(name)
        assert found is not None, name
        assert found[0] == kind
        assert found[1]


def test_other_kinds_of_files_and_links_out_of_the_folder_are_no_part_of_the_page(
    tmp_path: Path,
) -> None:
    folder = tmp_path / "page"
    (folder / "deep").mkdir(parents=True)
    (tmp_path / "secret.json").write_text("{}", "utf-8")
    (folder / "page.py").write_text("", "utf-8")
    (folder / "deep" / "part.mjs").write_text("1", "utf-8")
    (folder / "link.json").symlink_to(tmp_path / "secret.json")
    files = page_files(folder)
    assert files.get("deep/part.mjs") == ("text/javascript", b"1")
    assert files.get("page.py") is None
    assert files.get("link.json") is None
    assert files.get("../secret.json") is None


def test_a_file_that_went_away_is_nothing(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text("{}", "utf-8")
    files = page_files(tmp_path)
    (tmp_path / "a.json").unlink()
    assert files.get("a.json") is None


@pytest.mark.parametrize(
    ("address", "path"),
    [
        ("leitstand://app/", "index.html"),
        ("leitstand://app/main.js", "main.js"),
        ("leitstand://app/main.js?a=1#b", "main.js"),
        ("leitstand://app/glyphs/Inter%20Semi,Sans/0-255.pbf", "glyphs/Inter Semi,Sans/0-255.pbf"),
        ("leitstand://app/data/S%C3%BCdring/1.json", "data/Südring/1.json"),
    ],
)
def test_a_clean_address_is_a_path(address: str, path: str) -> None:
    assert path_of(QUrl(address)) == path


@pytest.mark.parametrize(
    "address",
    [
        "leitstand://app",
        "leitstand://other/main.js",
        "leitstand://app:80/main.js",
        "leitstand://me@app/main.js",
        "https://app/main.js",
        "file:///etc/passwd",
        "leitstand://app//etc/passwd",
        "leitstand://app/a//b",
        "leitstand://app/../etc/passwd",
        "leitstand://app/%2e%2e/etc/passwd",
        "leitstand://app/..%2fetc%2fpasswd",
        "leitstand://app/%2e%2e%2fetc",
        "leitstand://app/%252e%252e/etc",
        "leitstand://app/..%5c..%5cwindows",
        "leitstand://app/a%00b",
        "leitstand://app/c:/windows",
        "leitstand://app/a%0ab",
        "",
    ],
)
def test_any_other_address_is_none(address: str) -> None:
    assert path_of(QUrl(address)) is None


def test_the_policy_lets_nothing_in_by_default() -> None:
    words = policy()
    assert words.startswith("default-src 'none'; script-src 'self'; ")
    assert "unsafe" not in words
    for name in ("frame-src", "form-action", "base-uri"):
        assert f"{name} 'none'" in words


def test_an_allowed_origin_gives_pictures_and_data_and_no_code() -> None:
    parts = policy(["https://tiles.example"]).split("; ")
    allowing = [part.split()[0] for part in parts if "https://tiles.example" in part]
    assert allowing == ["img-src", "connect-src"]


def test_every_answer_says_what_it_is() -> None:
    assert headers()["X-Content-Type-Options"] == "nosniff"
    assert headers()["Content-Security-Policy"] == policy()


@pytest.mark.parametrize(
    ("host", "origin"),
    [
        ("tiles.example", "https://tiles.example"),
        ("Tiles.Example", "https://tiles.example"),
        ("tiles.example:8443", "https://tiles.example:8443"),
        ("https://tiles.example/path/{z}", "https://tiles.example"),
        ("http://127.0.0.1:8080", "http://127.0.0.1:8080"),
        ("ftp://tiles.example", ""),
        ("", ""),
        ("*", ""),
        ("a b", ""),
        ("x'; script-src *", ""),
    ],
)
def test_an_entry_of_the_allow_list_is_an_origin_or_nothing(host: str, origin: str) -> None:
    assert origin_of(host) == origin
