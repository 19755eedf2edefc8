"""Points added by a person: written safely, read again as they were."""

import os
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.domain.points import Address, DeviceId, PointId, PointKind, State
from app.domain.sources import BrowseNode
from app.domain.texts import Text
from app.services.profiles import (
    ProfileError,
    append_points,
    load_city,
    overlays,
    propose_point_id,
    taken_ids,
)
from tests.fakes.profiles import write_profile

DAY = date(2026, 11, 24)
TEXTS = st.text(st.characters(exclude_categories=["Cs"]), min_size=1).filter(str.strip)


def test_points_come_back_as_they_were(tmp_path: Path) -> None:
    folder = write_profile(tmp_path / "stadt")
    overlay = tmp_path / "daten" / "ergaenzung.toml"
    city = load_city(folder, day=DAY)
    luft, fault, pegel = city.points
    new = [
        replace(luft, id=PointId("neu.1"), address=Address("klein/neu", "/a")),
        replace(
            fault,
            id=PointId("neu.2"),
            address=Address('nsu=urn:klein;s="DB".Ä\\x'),
            states=(*fault.states, State(5, Text("müde", "tired"), "TIRED")),
        ),
    ]
    append_points(overlay, new[:1])
    overlay.write_text(overlay.read_text(encoding="utf-8") + "# mein Kommentar", encoding="utf-8")
    append_points(overlay, new[1:])
    append_points(overlay, [])
    assert load_city(folder, overlay, DAY).points == (luft, fault, pegel, *new)
    assert "# mein Kommentar" in overlay.read_text(encoding="utf-8")
    assert [path.name for path in overlay.parent.iterdir()] == ["ergaenzung.toml"]


@settings(
    deadline=None, max_examples=80, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(name=TEXTS, english=st.text(st.characters(exclude_categories=["Cs"])), item=TEXTS)
def test_any_text_survives_the_way_through_the_file(
    tmp_path: Path, name: str, english: str, item: str
) -> None:
    folder = write_profile(tmp_path / "stadt")
    overlay = tmp_path / "ergaenzung.toml"
    overlay.unlink(missing_ok=True)
    pegel = load_city(folder, day=DAY).points[-1]
    new = replace(
        pegel,
        id=PointId("neu"),
        name=Text(name, english),
        address=Address("klein/neu", item),
        device=DeviceId("geraet"),
    )
    append_points(overlay, [new])
    assert load_city(folder, overlay, DAY).points[-1] == new


def test_what_could_not_be_read_again_is_not_written(tmp_path: Path) -> None:
    """A known id, an unusable id or number, a broken file: the file stays as it was."""
    pegel = load_city(write_profile(tmp_path / "stadt"), day=DAY).points[-1]
    overlay = tmp_path / "ergaenzung.toml"
    append_points(overlay, [pegel])
    before = overlay.read_bytes()
    for wrong in (
        pegel,
        replace(pegel, id=PointId("Groß geschrieben")),
        replace(pegel, id=PointId("neu"), offset=float("nan")),
    ):
        with pytest.raises(ProfileError):
            append_points(overlay, [wrong])
        assert overlay.read_bytes() == before
    for broken in ("[", "point = []", "point = 3"):
        overlay.write_text(broken, encoding="utf-8")
        with pytest.raises(ProfileError):
            append_points(overlay, [pegel])
        assert overlay.read_text(encoding="utf-8") == broken


def test_a_full_disk_leaves_the_old_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pegel = load_city(write_profile(tmp_path / "stadt"), day=DAY).points[-1]
    overlay = tmp_path / "daten" / "ergaenzung.toml"
    append_points(overlay, [pegel])
    before = overlay.read_bytes()

    def full(_handle: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="No space"):
        append_points(overlay, [replace(pegel, id=PointId("neu"))])
    assert overlay.read_bytes() == before
    assert len(list(overlay.parent.iterdir())) == 1


def test_proposed_ids_are_readable_and_new(tmp_path: Path) -> None:
    city = load_city(write_profile(tmp_path), day=DAY)
    node = BrowseNode("nsu=urn:x;s=Außen/Wärme Süd", "W")
    assert propose_point_id(node, "plc", ()) == "plc.waerme-sued"
    topic = BrowseNode("stadt/sensor-1", "s", item="/Luft/NO₂")
    assert propose_point_id(topic, "funk", ()) == "funk.sensor-1.luft-no2"
    assert propose_point_id(topic, "funk", {"funk.sensor-1.luft-no2"}).endswith("-2")
    assert propose_point_id(BrowseNode("", "漢字"), "", ()) == "punkt"
    assert "pegel" in taken_ids(city)


def test_states_that_name_nothing_are_left_out(tmp_path: Path) -> None:
    """A state without words on the wire and without fault needs two keys only."""
    fault = load_city(write_profile(tmp_path), day=DAY).points[1]
    assert fault.kind is PointKind.STATE
    assert '{ code = 0, label = "gut" }' in overlays.point_toml(fault)
