"""Networks are written as GeoJSON and read as values; what is broken is named, the rest shown."""

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from twin_viewer.model.frames import Doubles
from twin_viewer.synthetic.networks import NO_KIND, NO_NUMBER, NO_PLACE, read_networks
from twin_viewer.synthetic.plans import Plan, Report


def flat(easts: Doubles, norths: Doubles) -> Doubles:
    return np.full(len(easts), 60.0)


def feature(
    kind: object, shape: object, coordinates: object, **properties: object
) -> dict[str, Any]:
    return {
        "type": "Feature",
        "properties": {"kind": kind, "name": "n", "simuliert": True, **properties},
        "geometry": {"type": shape, "coordinates": coordinates},
    }


def written(folder: Path, *features: object) -> Path:
    path = folder / "networks.geojson"
    path.write_text(json.dumps({"type": "FeatureCollection", "features": features}), "utf-8")
    return path


def test_the_made_up_networks_are_read_whole(plan: Plan, report: Report) -> None:
    assert report.is_complete
    networks, faults = read_networks(plan.folder / "networks.geojson", flat)
    assert faults == ()
    assert networks.is_simulated
    assert {fibre.state for fibre in networks.fibres} == {"planned", "building", "active"}
    kinds = [mast.kind for mast in networks.masts]
    assert kinds.count("wlan") == 60
    assert kinds.count("5g") >= 1
    assert all(mast.range > 0 and mast.height > 0 for mast in networks.masts)
    assert all((fibre.points[:, 2] == 60.0).all() for fibre in networks.fibres)
    places = np.array([mast.place for mast in networks.masts])
    assert (np.abs(places[:, 0] - 418_000) < 12_000).all()
    assert (np.abs(places[:, 1] - 5_724_000) < 12_000).all()


def test_lines_of_several_parts_become_several_routes(tmp_path: Path) -> None:
    line = [[7.81, 51.68], [7.82, 51.68]]
    path = written(tmp_path, feature("fibre", "MultiLineString", [line, line], state="planned"))
    networks, faults = read_networks(path, flat)
    assert faults == ()
    assert len({fibre.id for fibre in networks.fibres}) == 2
    assert networks.fibres[0].state == "planned"


@pytest.mark.parametrize(
    ("broken", "reason"),
    [
        (feature("tram", "Point", [7.8, 51.6]), NO_KIND),
        (feature("fibre", "Point", [7.8, 51.6]), NO_PLACE),
        (feature("fibre", "LineString", [[7.8, 51.6]]), NO_PLACE),
        (feature("fibre", "LineString", [[7.8, 51.6], [7.8, "x"]]), NO_PLACE),
        (feature("fibre", "MultiLineString", None), NO_PLACE),
        (feature("wlan", "Point", [7.8], height_m=3, range_m=3), NO_PLACE),
        (feature("5g", "Point", [418_000, 5_726_000], height_m=3, range_m=3), NO_PLACE),
        (feature("5g", "Point", [float("nan"), 51.6], height_m=3, range_m=3), NO_PLACE),
        (feature("5g", "Point", [7.8, 51.6], height_m=0, range_m=3), NO_NUMBER),
        (feature("5g", "Point", [7.8, 51.6], height_m="hoch", range_m=3), NO_NUMBER),
        ({"type": "Feature", "properties": None, "geometry": None}, NO_KIND),
    ],
)
def test_a_broken_feature_is_named_and_the_rest_is_shown(
    tmp_path: Path, broken: dict[str, Any], reason: str
) -> None:
    good = feature("5g", "Point", [7.8, 51.6], height_m=30, range_m=500)
    path = tmp_path / "networks.geojson"
    text = json.dumps({"features": [broken, good]}).replace("NaN", "null")
    path.write_text(text, "utf-8")
    networks, faults = read_networks(path, flat)
    assert [mast.height for mast in networks.masts] == [30.0]
    assert [(fault.file, fault.item, fault.reason) for fault in faults] == [
        ("networks.geojson", "1", reason)
    ]


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"features": 3}', '{"features": [3]}', "\x00"])
def test_what_is_no_geojson_is_refused_with_a_sentence(tmp_path: Path, text: str) -> None:
    path = tmp_path / "networks.geojson"
    path.write_text(text, "utf-8")
    networks, faults = read_networks(path, flat)
    assert networks.masts == ()
    assert len(faults) == 1
    assert faults[0].is_fatal


def test_a_missing_file_is_refused_with_a_sentence(tmp_path: Path) -> None:
    _, faults = read_networks(tmp_path / "none.geojson", flat)
    assert faults[0].is_fatal
