"""Parts of the demo inventory on their own: days, streets, ways, and cities without a map."""

from contextlib import closing
from dataclasses import replace
from datetime import UTC, date, datetime
from itertools import pairwise
from math import hypot, isfinite
from pathlib import Path
from random import Random

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.cities import City
from app.domain.inventory.checks import problems_of
from app.domain.inventory.queries import Query
from app.domain.maps import NO_MAP
from app.services.inventory.demo import demo_inventory, known_records, read_places
from app.services.inventory.demo.drafts import Draft, later
from app.services.inventory.demo.road_nets import road_net
from app.services.inventory.demo.school_devices import _apportioned
from app.services.inventory.demo.schools import FORMS, form_of
from app.services.inventory.demo.street_names import street_names
from app.services.inventory.demo.streets import districts_of, lay_streets
from app.services.profiles import load_city
from tests.inventories import create, make_inventory, new_uid

HAMM = Path(__file__).parents[5] / "resources" / "cities" / "hamm"
NOW = int(datetime(2026, 11, 30, 12, tzinfo=UTC).timestamp() * 1_000_000)


@pytest.fixture(scope="module")
def city() -> City:
    return load_city(HAMM)


@given(st.dates(date(1990, 1, 1), date(2090, 1, 1)), st.integers(0, 400))
def test_a_day_some_months_later_is_in_that_month(day: date, months: int) -> None:
    after = later(day, months)
    assert (after.year * 12 + after.month) - (day.year * 12 + day.month) == months
    assert after.day <= day.day
    assert after.day == day.day or after.day >= 28


@given(st.lists(st.floats(0.01, 1e4), min_size=1, max_size=60), st.integers(0, 20_000))
def test_shares_sum_to_the_total_and_differ_by_less_than_one(
    weights: list[float], total: int
) -> None:
    counts = _apportioned(weights, total)
    assert sum(counts) == total
    whole = sum(weights)
    assert all(
        abs(count - total * weight / whole) < 1.000_001
        for count, weight in zip(counts, weights, strict=True)
    )


@given(st.integers(0, 5_000), st.integers(0, 2**32))
def test_names_of_streets_are_never_twice(count: int, seed: int) -> None:
    names = street_names(count, Random(seed))  # noqa: S311 - no secret
    assert len(names) == len(set(names)) == count


@given(st.integers(1, 400))
def test_serial_numbers_and_tags_are_never_twice(count: int) -> None:
    draft = Draft(NOW, 1)
    made = [(draft.tag(), draft.serial("X")) for _ in range(count)]
    assert len({tag for tag, _ in made}) == len({serial for _, serial in made}) == count


def test_a_draft_gives_everything_away_once_in_bounded_parts() -> None:
    draft = Draft(NOW, 1)
    names = [draft.add("tag", name=f"t{number}") for number in range(25)]
    parts = [*draft.take(10), *draft.take(10, rest=True), *draft.take(10, rest=True)]
    assert [len(part.operations) for part in parts] == [10, 10, 5]
    assert [one.uid for part in parts for one in part.operations] == names


@pytest.mark.parametrize(
    ("name", "form"),
    [
        ("Gymnasium Hammonense", "grammar"),
        ("Beisenkamp-Gymnasium", "grammar"),
        ("Friedrich-List-Berufskolleg", "vocational"),
        ("Realschule Heessen", "middle"),
        ("Sophie-Scholl-Gesamtschule", "comprehensive"),
        ("Talschule", "primary"),
    ],
)
def test_the_form_of_a_school_is_read_from_its_name(name: str, form: str) -> None:
    assert form_of(name) == form
    assert form in FORMS


def test_houses_stand_in_their_district_on_free_ground_and_apart(city: City) -> None:
    ground = read_places(city)
    wanted = dict.fromkeys(ground.areas, 900)
    streets, houses = lay_streets(ground, wanted, Random(3))  # noqa: S311 - no secret
    assert np.array_equal(districts_of(ground, houses.places), houses.districts)
    assert np.bincount(houses.districts).tolist() == list(wanted.values())
    numbers = list(zip(houses.streets.tolist(), houses.numbers.tolist(), strict=True))
    assert len(numbers) == len(set(numbers))
    assert min(houses.numbers) >= 1
    assert len({street.name for street in streets}) == len(streets)
    assert {"Münsterstraße", "Werler Straße"} <= {street.name for street in streets}


def test_every_place_of_the_roads_is_reached_by_a_way_that_is_as_long_as_it_says(
    city: City,
) -> None:
    net = road_net(read_places(city))
    ways = net.ways_from(0)
    assert all(isfinite(length) for length in ways.lengths)
    for node in range(0, len(net.steps), 97):
        path = ways.path_to(node)
        assert path[0] == 0
        assert path[-1] == node
        steps = sum(hypot(*(net.nodes[b] - net.nodes[a])) for a, b in pairwise(path))
        assert steps == pytest.approx(ways.lengths[node])


@pytest.mark.parametrize("districts", [3, 1])
def test_a_city_without_a_map_and_without_schools_gets_an_inventory_too(
    city: City, districts: int
) -> None:
    bare = replace(
        city,
        id="anderswo",
        map=NO_MAP,
        districts=city.districts[:districts],
        points=(),
        uplinks={},
    )
    count = 0
    for changeset in demo_inventory(bare, NOW, places=read_places(bare)):
        count += len(changeset.operations)
        for one in changeset.operations:
            if one.kind != "loan":
                assert next(problems_of(one, None), None) is None
    assert count > 50_000


def test_districts_and_vendors_that_are_there_already_are_used(city: City, tmp_path: Path) -> None:
    inventory = make_inventory(tmp_path)
    names = {district.name.de: new_uid() for district in city.districts}
    apple = new_uid()
    inventory.put(
        *(create("district", uid=uid, name=name) for name, uid in names.items()),
        create("vendor", uid=apple, name="Apple"),
    )
    with closing(inventory.reader()) as reader:
        known = known_records(reader)
    changesets = demo_inventory(city, NOW, known=known, chunk=1_000)
    first = next(changesets)
    inventory.commit(first)
    with closing(inventory.reader()) as reader:
        assert reader.count(Query("district")) == 7
        assert len(reader.find("vendor", "name", ["Apple"])["Apple"]) == 1
        districts = reader.groups(Query("address"), "district")
    inventory.close()
    assert {uid for uid, _ in districts} <= set(names.values())
    types = [one for one in first.operations if one.kind == "asset_type"]
    assert apple in {one.values["vendor"] for one in types}


def test_a_city_without_districts_is_refused(city: City) -> None:
    ground = read_places(city)
    nowhere = replace(city, districts=())
    with pytest.raises(ValueError, match="districts"):
        read_places(nowhere)
    with pytest.raises(ValueError, match="districts"):
        next(demo_inventory(nowhere, NOW, places=ground))
