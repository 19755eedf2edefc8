"""Where records are: their own place first, else that of what they belong to."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.domain.inventory.records import Key
from app.services.inventory.places import RecordPlace, corners_of, places_of, ways_to_places
from tests.fakes.clocks import START_US, FakeClock
from tests.inventories import MadeInventory, create, make_inventory, new_uid, update

EAST, NORTH = 418_231.3, 5_726_181.2
SITE, FAR, ROOM, RACK, TYPE, ASSET, OWN, PORT = (new_uid() for _ in range(8))
ROUTE, CABLE, TUBE, STRAND, OTHER, SPLICE, LINK, FINDING, LICENCE = (new_uid() for _ in range(9))
LINE = f"LINESTRING ({EAST} {NORTH}, {EAST + 50} {NORTH}, {EAST + 100} {NORTH})"


@pytest.fixture
def inventory(tmp_path: Path) -> Iterator[MadeInventory]:
    inventory = make_inventory(tmp_path, FakeClock())
    ends = {"a_kind": "site", "a": SITE, "b_kind": "site", "b": FAR}
    inventory.put(
        create("site", uid=SITE, name="A", kind="school", east=EAST, north=NORTH),
        create("site", uid=FAR, name="B", kind="pop", east=EAST + 900.0, north=NORTH),
        create("space", uid=ROOM, site=SITE, kind="room", name="R1"),
        create("rack", uid=RACK, name="S1", site=SITE, space=ROOM, height_units=42),
        create("asset_type", uid=TYPE, name="AP", kind="access_point"),
        create("asset", uid=ASSET, name="drin", type=TYPE, state="staged", site=SITE),
        create(
            "asset",
            uid=OWN,
            name="draußen",
            type=TYPE,
            state="staged",
            site=SITE,
            east=EAST + 10.0,
            north=NORTH,
            height=71.5,
        ),
        create("port", uid=PORT, asset=ASSET, name="1", kind="copper"),
        create("route", uid=ROUTE, name="T", geometry=LINE),
        create("cable", uid=CABLE, name="K", route=ROUTE),
        create("tube", uid=TUBE, cable=CABLE, number=1),
        create("strand", uid=STRAND, cable=CABLE, tube=TUBE, number=1),
        create("strand", uid=OTHER, cable=CABLE, tube=TUBE, number=2),
        create("splice", uid=SPLICE, closure=OWN, a=STRAND, b=OTHER),
        create("link", uid=LINK, name="L", kind="radio", state="built", **ends),
        create(
            "finding",
            uid=FINDING,
            rule="r",
            subject_kind="asset",
            subject=ASSET,
            state="open",
            severity="low",
            text="t",
            opened_us=1,
        ),
        create("licence", uid=LICENCE, name="Office"),
    )
    yield inventory
    inventory.close()


def place(inventory: MadeInventory, kind: str, uid: str) -> RecordPlace | None:
    reader = inventory.reader()
    try:
        return next(iter(places_of(reader, [Key(kind, uid)])), None)
    finally:
        reader.close()


def test_an_own_place_comes_first_with_its_height(inventory: MadeInventory) -> None:
    own = place(inventory, "asset", OWN)
    assert own is not None
    assert own.middle == (EAST + 10.0, NORTH)
    assert (own.is_own, own.height, own.owner) == (True, 71.5, Key("asset", OWN))


@pytest.mark.parametrize(
    ("kind", "uid"),
    [("asset", ASSET), ("space", ROOM), ("rack", RACK), ("port", PORT), ("finding", FINDING)],
)
def test_what_has_no_place_is_where_its_site_is(
    inventory: MadeInventory, kind: str, uid: str
) -> None:
    found = place(inventory, kind, uid)
    assert found is not None
    assert found.middle == (EAST, NORTH)
    assert not found.is_own
    assert found.height is None
    assert found.owner == Key("site", SITE)


@pytest.mark.parametrize(("kind", "uid"), [("cable", CABLE), ("tube", TUBE), ("strand", STRAND)])
def test_fibres_lie_where_their_route_lies(inventory: MadeInventory, kind: str, uid: str) -> None:
    found = place(inventory, kind, uid)
    assert found is not None
    assert found.parts[0].shape == (3, 2)
    assert found.middle == (EAST + 50.0, NORTH)
    assert found.owner == Key("route", ROUTE)


def test_a_splice_is_where_its_closure_is(inventory: MadeInventory) -> None:
    found = place(inventory, "splice", SPLICE)
    assert found is not None
    assert found.middle == (EAST + 10.0, NORTH)


def test_a_link_without_a_route_goes_straight_from_end_to_end(inventory: MadeInventory) -> None:
    found = place(inventory, "link", LINK)
    assert found is not None
    assert found.parts[0].tolist() == [[EAST, NORTH], [EAST + 900.0, NORTH]]


def test_what_is_nowhere_is_left_out_and_the_order_stays(inventory: MadeInventory) -> None:
    reader = inventory.reader()
    keys = [Key("licence", LICENCE), Key("site", FAR), Key("asset", OWN), Key("site", SITE)]
    found = places_of(reader, [*keys, Key("point", "x"), Key("site", "0" * 32)])
    reader.close()
    assert [one.key for one in found] == keys[1:]


def test_the_past_is_asked_for_the_past(tmp_path: Path) -> None:
    clock = FakeClock()
    inventory = make_inventory(tmp_path, clock)
    inventory.put(create("site", uid=SITE, name="A", kind="school", east=1.0, north=2.0))
    clock.advance(10.0)
    inventory.put(update("site", SITE, east=5.0))
    reader = inventory.reader()
    (then,) = places_of(reader, [Key("site", SITE)], START_US + 5_000_000)
    (now,) = places_of(reader, [Key("site", SITE)])
    reader.close()
    inventory.close()
    assert (then.middle[0], now.middle[0]) == (1.0, 5.0)


def test_of_an_area_the_middle_of_its_edge_counts() -> None:
    (edge,) = corners_of("POLYGON ((0 0, 4 0, 4 4, 0 4, 0 0))")
    area = RecordPlace(Key("district", "d"), (edge,), is_area=True)
    assert area.middle == pytest.approx((1.6, 1.6))


@pytest.mark.parametrize("text", [None, "", "LINESTRING (a b", "POINT EMPTY", 5])
def test_broken_geometries_have_no_corners(text: str | None) -> None:
    assert corners_of(text) == ()


def test_every_kind_with_a_way_ends_at_fields_that_are_there() -> None:
    assert [way.paths for way in ways_to_places("asset")] == [
        ("east", "north"),
        ("site.east", "site.north"),
    ]
    assert ways_to_places("licence") == ()
