"""Placed things are written so that other programs read them, and nothing in them is run."""

import csv
import json
from dataclasses import replace
from pathlib import Path

import pytest

from app.domain.twins import PlacedAsset, Spot
from app.services.placed_assets import write_assets

THING = PlacedAsset(
    "a",
    "AP „Markt“",
    "Access Point",
    Spot(418_000.125, 5_726_000.5, 63.2),
    "Anna",
    7,
    note="=1+1",
    panorama="p-3",
)


def test_csv_has_metres_and_no_formulas(tmp_path: Path) -> None:
    path = tmp_path / "geraete.csv"
    write_assets(path, [THING])
    lines = path.read_text("utf-8-sig").splitlines()
    rows = list(csv.DictReader(lines, delimiter=";"))
    assert rows[0]["name"] == "AP „Markt“"
    assert float(rows[0]["east"]) == 418_000.125
    assert rows[0]["note"] == "'=1+1"


def test_geojson_has_degrees(tmp_path: Path) -> None:
    path = tmp_path / "geraete.geojson"
    write_assets(path, [THING, replace(THING, id="b")])
    found = json.loads(path.read_text("utf-8"))
    assert [one["id"] for one in found["features"]] == ["a", "b"]
    longitude, latitude, height = found["features"][0]["geometry"]["coordinates"]
    assert (longitude, latitude, height) == pytest.approx((7.8137, 51.6797, 63.2), abs=2e-3)


def test_a_folder_that_is_not_there_is_told_and_leaves_nothing(tmp_path: Path) -> None:
    with pytest.raises(OSError, match="No such file"):
        write_assets(tmp_path / "gone" / "geraete.csv", [THING])
    assert list(tmp_path.iterdir()) == []
