"""What hot reload needs to know: which files and which sources changed."""

from datetime import date
from pathlib import Path

from app.services.profiles import changed_sources, fingerprint, load_city
from tests.fakes.profiles import write_profile

DAY = date(2026, 11, 24)


def test_a_fingerprint_changes_with_the_contents_only(tmp_path: Path) -> None:
    write_profile(tmp_path)
    overlay = tmp_path / "daten" / "mehr.toml"
    before = fingerprint(tmp_path, overlay)
    write_profile(tmp_path)
    assert fingerprint(tmp_path, overlay) == before
    overlay.parent.mkdir()
    overlay.write_text("# nichts", encoding="utf-8")
    write_profile(tmp_path, {"layout.toml": ('"mean"', '"max"')})
    after = fingerprint(tmp_path, overlay)
    different = {Path(path).name for path in after if after[path] != before.get(path)}
    assert different == {"layout.toml", "mehr.toml"}
    assert fingerprint(tmp_path / "nichts") == {}


def test_only_sources_that_must_notice_are_changed(tmp_path: Path) -> None:
    old = load_city(write_profile(tmp_path / "a"), day=DAY)
    tile = {"layout.toml": ('"mean"', '"max"'), "types.toml": ("NO2 {label}", "Stickstoff {label}")}
    assert changed_sources(old, load_city(write_profile(tmp_path / "b", tile), day=DAY)) == set()
    point = {"points/einzeln.toml": ("/wert", "/andere")}
    moved = load_city(write_profile(tmp_path / "c", point), day=DAY)
    assert changed_sources(old, moved) == {"funk"}
    server = {"sources.toml": ("localhost:4840", "localhost:4841")}
    other = load_city(write_profile(tmp_path / "d", server), day=DAY)
    assert changed_sources(old, other) == {"plc"}


def test_an_unreadable_file_has_an_empty_hash(tmp_path: Path) -> None:
    write_profile(tmp_path)
    overlay = tmp_path / "ordner.toml"
    overlay.mkdir()
    assert fingerprint(tmp_path, overlay)[str(overlay)] == ""
