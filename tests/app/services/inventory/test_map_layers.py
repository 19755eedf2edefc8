"""Records become layers of a map: where they are, what is said of them, and what is left out."""

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from app.domain.inventory.changes import Operation
from app.domain.inventory.queries import Filter, Operator, Query
from app.domain.inventory.records import Key
from app.services.inventory import map_reading
from app.services.inventory.map_layers import LAYERS, RecordLayer
from app.services.inventory.map_layers import map_layers as layers_of_map
from app.services.inventory.map_legends import legend_of_layer
from app.services.inventory.map_reading import (
    LayerContent,
    Shown,
    marks_of,
    read_layer,
    read_open_findings,
)
from app.services.inventory.places import places_of
from app.services.maps.legends import Sign
from tests.fakes.clocks import START_US, FakeClock
from tests.inventories import MadeInventory, create, make_inventory, new_uid, remove, update

EAST, NORTH = 418_231.3, 5_726_181.2
LONGITUDE, LATITUDE = 7.81729, 51.68064
NOW = Shown()
SITE, POP, ROUTE, DUCT, CABLE = (new_uid() for _ in range(5))
TYPE, ASSET, INDOORS = (new_uid() for _ in range(3))


def layer(name: str) -> RecordLayer:
    return next(one for one in LAYERS if one.name == name)


def records() -> list[Operation]:
    line = f"LINESTRING ({EAST} {NORTH}, {EAST + 100} {NORTH})"
    square = "POLYGON ((418000 5726000, 419000 5726000, 419000 5727000, 418000 5726000))"
    here = {"east": EAST, "north": NORTH}
    return [
        create("district", name="Mitte", geometry=square),
        create("site", uid=SITE, name="Schule", kind="school", state="active", **here),
        create(
            "site",
            uid=POP,
            name="PoP 1",
            kind="pop",
            state="planned",
            east=EAST + 500.0,
            north=NORTH,
        ),
        create("site", name="Weg", kind="pop", state="closed", **here),
        create("site", name="Ohne Ort", kind="admin"),
        create("route", uid=ROUTE, name="T1", geometry=line, state="in_service", laying="open"),
        create("route", name="T2", geometry=line, state="planned"),
        create("route", name="T3", geometry="LINESTRING (kaputt", state="built"),
        create("duct", uid=DUCT, name="R1", route=ROUTE, colour="rot", state="free"),
        create("cable", uid=CABLE, name="K1", route=ROUTE, state="in_service"),
        create("asset_type", uid=TYPE, name="AP 1", kind="access_point"),
        create("asset", uid=ASSET, name="AP außen", type=TYPE, state="staged", **here),
        create("asset", uid=INDOORS, tag="H-1", type=TYPE, state="in_service", site=SITE),
        create("radio_site", site=POP, operator="A", technology="nr_sa", state="in_service"),
        create("address", street="Weststraße", house_number=27, **here),
    ]


@pytest.fixture
def inventory(tmp_path: Path) -> Iterator[MadeInventory]:
    inventory = make_inventory(tmp_path)
    inventory.put(*records())
    yield inventory
    inventory.close()


def read(inventory: MadeInventory, name: str, shown: Shown = NOW, **findings: int) -> LayerContent:
    reader = inventory.reader()
    try:
        return read_layer(reader, layer(name), shown, findings)
    finally:
        reader.close()


def told(content: LayerContent) -> dict[str, dict[str, Any]]:
    """Return the properties of features by the names of their records."""
    features = json.loads(content.data)["features"]
    return {one["properties"]["n"]: one["properties"] for one in features}


def test_sites_stand_where_they_are_with_kind_state_and_sign(inventory: MadeInventory) -> None:
    content = read(inventory, "sites")
    assert set(told(content)) == {"Schule", "PoP 1"}  # neither what is gone nor what is nowhere
    school = told(content)["Schule"]
    assert (school["w"], school["z"], school["p"]) == ("Schule", "aktiv", 0)
    assert school["s"] == "mdi6.school-outline"
    assert told(content)["PoP 1"]["p"] == 1
    first = json.loads(content.data)["features"][content.uids.index(SITE)]
    assert first["id"] == content.uids.index(SITE)
    assert first["geometry"]["coordinates"] == pytest.approx([LONGITUDE, LATITUDE], abs=1e-5)


def test_routes_ducts_and_cables_are_lines_and_restricted(inventory: MadeInventory) -> None:
    routes = told(read(inventory, "routes"))
    assert set(routes) == {"T1", "T2"}  # a broken geometry is passed over
    assert (routes["T1"]["p"], routes["T2"]["p"]) == (0, 1)
    assert routes["T1"]["w"] == "offene Bauweise"
    assert all(one["x"] == 1 for one in routes.values())
    ducts, cables = told(read(inventory, "ducts")), told(read(inventory, "cables"))
    assert ducts["R1"]["o"] == -cables["K1"]["o"] != 0  # side by side in one trench
    line = json.loads(read(inventory, "ducts").data)["features"][0]["geometry"]
    assert line["type"] == "MultiLineString"
    assert len(line["coordinates"][0]) == 2


def test_only_assets_with_a_place_of_their_own_are_drawn(inventory: MadeInventory) -> None:
    assets = told(read(inventory, "assets"))
    assert list(assets) == ["AP außen"]
    assert assets["AP außen"]["w"] == "Access Point"
    assert assets["AP außen"]["p"] == 1  # prepared is not in service


def test_radio_sites_stand_at_their_site_and_addresses_and_districts_are_there(
    inventory: MadeInventory,
) -> None:
    radio = json.loads(read(inventory, "radio").data)["features"][0]
    assert radio["geometry"]["type"] == "Point"
    assert len(read(inventory, "addresses").uids) == 1
    area = json.loads(read(inventory, "districts").data)["features"][0]
    assert area["geometry"]["type"] == "MultiPolygon"


def test_open_findings_count_and_others_do_not(inventory: MadeInventory) -> None:
    common = {"subject_kind": "site", "subject": SITE, "severity": "low", "rule": "r"}
    opened = [create("finding", **common, state="open", text=text, opened_us=1) for text in "abc"]
    inventory.put(*opened)
    inventory.put(
        update("finding", opened[1].uid, state="assigned", assignee="IT"),
        update("finding", opened[2].uid, state="resolved", resolution="ok"),
    )
    reader = inventory.reader()
    counts = read_open_findings(reader)
    reader.close()
    assert counts == {SITE: 2}
    sites = told(read(inventory, "sites", NOW, **counts))
    assert sites["Schule"]["f"] == 2
    assert "f" not in sites["PoP 1"]


def test_the_query_of_the_table_is_all_that_is_shown(inventory: MadeInventory) -> None:
    schools = Query("site", (Filter("kind", Operator.IS, ("school",)),))
    shown = Shown(query=schools)
    assert list(told(read(inventory, "sites", shown))) == ["Schule"]
    assert read(inventory, "routes", shown).uids == ()


def test_a_table_of_things_at_sites_shows_the_sites_with_their_number(
    inventory: MadeInventory,
) -> None:
    sites = told(read(inventory, "sites", Shown(query=Query("asset"))))
    assert {name: one["c"] for name, one in sites.items()} == {"Schule": 1}
    assert list(told(read(inventory, "assets", Shown(query=Query("asset"))))) == ["AP außen"]
    assert read(inventory, "sites", Shown(query=Query("vendor"))).uids == ()


def test_the_past_is_drawn_as_it_was(tmp_path: Path) -> None:
    clock = FakeClock()
    inventory = make_inventory(tmp_path, clock)
    inventory.put(create("site", uid=SITE, name="Alt", kind="school", east=EAST, north=NORTH))
    clock.advance(10.0)
    inventory.put(
        update("site", SITE, name="Neu"), create("site", name="B", kind="pop", east=1.0, north=2.0)
    )
    assert set(told(read(inventory, "sites"))) == {"Neu", "B"}
    assert set(told(read(inventory, "sites", Shown(START_US + 5_000_000)))) == {"Alt"}
    inventory.put(remove("site", SITE))
    assert set(told(read(inventory, "sites"))) == {"B"}
    inventory.close()


def test_too_many_are_limited_and_that_is_said(inventory: MadeInventory) -> None:
    reader = inventory.reader()
    content = read_layer(reader, replace(layer("sites"), most=1), NOW, {})
    reader.close()
    assert len(content.uids) == 1
    assert content.note.startswith("Standorte: Die Karte zeigt 1 von 3.")


def test_pages_are_put_together(inventory: MadeInventory, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = read(inventory, "sites")
    monkeypatch.setattr(map_reading, "PAGE", 1)
    assert read(inventory, "sites").data == whole.data


def test_a_drawn_line_and_rows_of_features_find_records(inventory: MadeInventory) -> None:
    content = read(inventory, "sites")
    d = 0.002
    (longitude, latitude) = content.corners[content.uids.index(SITE)]
    box = [
        (longitude - d, latitude - d),
        (longitude + d, latitude - d),
        (longitude + d, latitude + d),
        (longitude - d, latitude + d),
    ]
    assert content.keys_in(box) == [Key("site", SITE)]
    assert content.keys_in(box[:2]) == []
    routes = read(inventory, "routes")
    assert Key("route", ROUTE) in routes.keys_in(box)
    row = content.uids.index(POP)
    assert content.keys_of([row, 99, -1, True, "x"]) == [Key("site", POP)]


def test_the_legend_names_what_is_seen(inventory: MadeInventory) -> None:
    names = [one.name.de for one in legend_of_layer(read(inventory, "sites"))]
    assert names == ["Schule", "Technikstandort (PoP)"]
    routes = legend_of_layer(read(inventory, "routes"))
    assert [one.sign for one in routes] == [Sign.LINE, Sign.DASHED]
    assert routes[1].name.de == "Trassen (eingeschränkt): geplant"
    assert [one.sign for one in legend_of_layer(read(inventory, "cables"))] == [Sign.LINE]
    assert len(legend_of_layer(read(inventory, "addresses"))) == 1
    assert legend_of_layer(read(inventory, "sites", Shown(query=Query("vendor")))) == ()


def test_layers_know_which_kinds_they_are_made_of() -> None:
    assert layer("ducts").reads == {"duct", "route", "finding"}
    assert layer("assets").reads == {"asset", "asset_type", "finding"}
    assert layer("radio").reads == {"radio_site", "site", "finding"}


def test_signs_lie_between_what_marks_lines_and_what_marks_points() -> None:
    made = layers_of_map()
    assert made[0].id == "records:chosen-below"
    assert [one.id for one in made[-2:]] == ["records:sites", "records:chosen"]
    assert not next(one for one in made if one.id == "records:addresses").is_visible
    assert "mdi6.school-outline" in made[-2].signs


def test_marks_are_points_lines_and_areas_with_a_box_around(inventory: MadeInventory) -> None:
    reader = inventory.reader()
    district = reader.records("district")[0].uid
    keys = [Key("site", SITE), Key("duct", DUCT), Key("district", district)]
    data, box = marks_of(places_of(reader, keys))
    reader.close()
    features = json.loads(data)["features"]
    kinds = [one["geometry"]["type"] for one in features]
    assert kinds == ["Point", "MultiLineString", "MultiPolygon"]
    assert features[1]["properties"]["o"] == layer("ducts").offset
    assert box is not None
    assert box.holds(LONGITUDE, LATITUDE)
    assert marks_of([]) == (b'{"type":"FeatureCollection","features":[]}', None)


def test_corners_belong_to_their_features(inventory: MadeInventory) -> None:
    content = read(inventory, "routes")
    assert np.bincount(content.owners).tolist() == [2, 2]
