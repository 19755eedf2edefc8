"""Coordinate reference systems of files: taken, recognised, proposed; never changed unasked."""

from pathlib import Path
from typing import Any

import pytest
from pyproj import Transformer

from app.domain.maps import Box
from app.services.maps.files import LayerData, LayerError
from app.services.maps.files.reading import read_layer
from tests.fakes.map_files import HAMM, collection, feature, read_back, written

PLACES = [(7.75, 51.6), (7.8, 51.65), (7.9, 51.7), (9.9, 53.5)]
"""Three in Hamm, one in Hamburg."""

CODES = ["EPSG:25832", "EPSG:25833", "EPSG:4647", "EPSG:31466", "EPSG:31467", "EPSG:3857",
         "EPSG:3035"]  # fmt: skip


def content(code: str, *, is_swapped: bool = False, **members: object) -> dict[str, Any]:
    change = Transformer.from_crs("EPSG:4326", code, always_xy=True)
    places = [list(change.transform(*place)) for place in PLACES]
    return collection(
        *(feature("Point", place[::-1] if is_swapped else place) for place in places), **members
    )


def named(text: str) -> dict[str, Any]:
    return {"type": "name", "properties": {"name": text}}


def check(data: LayerData, within: float = 3e-5) -> None:  # Gauß-Krüger without its grid
    found = [one["geometry"]["coordinates"] for one in read_back(data.geojson)]
    for place, expected in zip(found, PLACES, strict=True):
        assert place == pytest.approx(expected, abs=within)


@pytest.mark.parametrize("code", CODES)
def test_the_old_member_is_honoured(tmp_path: Path, code: str) -> None:
    urn = code.replace("EPSG:", "urn:ogc:def:crs:EPSG::")
    data = read_layer(written(tmp_path, content(code, crs=named(urn))), HAMM)
    assert data.crs == code
    assert data.proposal is None
    check(data)
    is_old = code in {"EPSG:31466", "EPSG:31467"}
    assert any("BETA2007" in fault.reason for fault in data.faults) == is_old


@pytest.mark.parametrize("is_swapped", [False, True])
@pytest.mark.parametrize("code", CODES)
def test_metres_without_a_word_are_refused_with_the_right_proposal(
    tmp_path: Path, code: str, *, is_swapped: bool
) -> None:
    path = written(tmp_path, content(code, is_swapped=is_swapped))
    with pytest.raises(LayerError, match="sagt nicht, in welchem") as caught:
        read_layer(path, HAMM)
    proposal = caught.value.proposal
    assert proposal is not None
    assert proposal.crs == code + ("/yx" if is_swapped else "")
    assert proposal.share == 0.75
    assert code in proposal.sentence
    assert "75 % der Objekte in der Stadt" in proposal.sentence
    assert ("Achsen vertauscht" in proposal.name) == is_swapped
    check(read_layer(path, HAMM, crs=proposal.crs))


def test_degrees_in_the_wrong_order_are_proposed_and_not_changed(tmp_path: Path) -> None:
    path = written(tmp_path, content("EPSG:4326", is_swapped=True))
    data = read_layer(path, HAMM)
    assert data.proposal is not None
    assert data.proposal.crs == "EPSG:4326/yx"
    assert read_back(data.geojson)[0]["geometry"]["coordinates"] == [51.6, 7.75]
    assert any(data.proposal.sentence == fault.remedy for fault in data.faults)
    check(read_layer(path, HAMM, crs=data.proposal.crs))


def test_a_file_that_says_the_wrong_system_is_shown_with_a_proposal(tmp_path: Path) -> None:
    path = written(tmp_path, content("EPSG:25832", crs=named("EPSG:25833")))
    data = read_layer(path, HAMM)
    assert data.crs == "EPSG:25833"
    assert data.proposal is not None
    assert data.proposal.crs == "EPSG:25832"


def test_metres_that_claim_to_be_degrees_are_refused(tmp_path: Path) -> None:
    path = written(tmp_path, content("EPSG:25832", crs=named("urn:ogc:def:crs:OGC:1.3:CRS84")))
    with pytest.raises(LayerError, match="keine Grad") as caught:
        read_layer(path, HAMM)
    assert caught.value.proposal is not None
    assert caught.value.proposal.crs == "EPSG:25832"


def test_without_a_city_germany_decides(tmp_path: Path) -> None:
    with pytest.raises(LayerError) as caught:
        read_layer(written(tmp_path, content("EPSG:4647")), None)
    assert caught.value.proposal is not None
    assert caught.value.proposal.crs == "EPSG:4647"
    assert "in Deutschland" in caught.value.proposal.sentence


def test_metres_of_nowhere_are_refused_without_a_proposal(tmp_path: Path) -> None:
    path = written(tmp_path, collection(feature("Point", [1e9, 1e9])))
    with pytest.raises(LayerError, match="erfragen") as caught:
        read_layer(path, HAMM)
    assert caught.value.proposal is None


def test_a_place_elsewhere_in_degrees_gets_no_proposal(tmp_path: Path) -> None:
    data = read_layer(written(tmp_path, collection(feature("Point", [9.9, 53.5]))), HAMM)
    assert data.proposal is None
    assert data.count == 1


def test_an_unknown_system_of_the_file_is_passed_over_with_a_note(tmp_path: Path) -> None:
    members: list[object] = [named("x:lokal"), named("EPSG:999999"), {"type": "link"}, "EPSG:1", []]
    for crs in members:
        data = read_layer(
            written(tmp_path, collection(feature("Point", [7.8, 51.65]), crs=crs)), HAMM
        )
        assert "unbekannt" in data.faults[0].reason
        assert data.crs == "EPSG:4326"


def test_an_unknown_system_of_the_caller_is_refused(tmp_path: Path) -> None:
    path = written(tmp_path, collection(feature("Point", [7.8, 51.65])))
    with pytest.raises(LayerError, match="EPSG-Code"):
        read_layer(path, HAMM, crs="Gauß-Krüger")


def test_what_the_caller_says_wins(tmp_path: Path) -> None:
    path = written(tmp_path, content("EPSG:25832", crs=named("EPSG:25833")))
    check(read_layer(path, HAMM, crs="EPSG:25832"))


def test_everything_beyond_the_earth_is_one_line(tmp_path: Path) -> None:
    path = written(tmp_path, collection(*[feature("Point", [1e9, 1e9])] * 60))
    data = read_layer(path, Box(7.0, 51.0, 8.0, 52.0), crs="EPSG:25832")
    assert data.count == 0
    assert [fault.index for fault in data.faults] == [-1]
    assert data.faults[0].reason.startswith("60 von 60")
