"""Reading of schools from a real inventory: what is counted is what is shown, at T too."""

from collections.abc import Iterator
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest

from app.domain.inventory.queries import Query
from app.domain.inventory.schools import Measure, conditions, state_conditions
from app.services.inventory.schools import assets_of, read_papers, read_schools
from tests.fakes.clocks import FakeClock
from tests.fakes.school_worlds import AP, DEVICE, NORTH, SCHOOL_NORTH, SOUTH, make_schools
from tests.inventories import MadeInventory, update

TODAY = date(2025, 11, 24)


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock()


@pytest.fixture
def inventory(tmp_path: Path, clock: FakeClock) -> Iterator[MadeInventory]:
    made = make_schools(tmp_path, clock)
    yield made
    made.close()


def test_figures_of_two_schools(inventory: MadeInventory) -> None:
    with closing(inventory.reader()) as reader:
        found = read_schools(reader, TODAY)
    north, south = found.figures
    assert north.school.name == "Nordschule"
    assert north.school.district == "Mitte"
    assert north.pupils_per_device.value == 5.0
    assert north.access_points_per_room.value == 0.1
    assert north.line_per_room.value == 50.0
    assert north.count(Measure.WARRANTY) == 12
    assert north.years == {2019: 4, 2020: 4, 2021: 4}
    assert north.states == {"in_service": 12, "repair": 1}
    assert north.findings == 1
    assert south.pupils_per_device.value == 400.0
    assert south.misses == 2
    assert found.funds["0" * 32].own_rate == 0.1
    assert found.devices_at(NORTH) == (DEVICE,)
    assert [key.uid for key in assets_of(found, NORTH)] == [AP]


@pytest.mark.parametrize("measure", [one for one in Measure if one.kinds])
def test_each_figure_names_exactly_the_records_it_counts(
    inventory: MadeInventory, measure: Measure
) -> None:
    with closing(inventory.reader()) as reader:
        for one in read_schools(reader, TODAY).figures:
            sites = (one.school.site,)
            assert reader.count(Query("asset", conditions(measure, sites, TODAY))) == one.count(
                measure
            )
            for year, many in one.years.items():
                if measure is Measure.DEVICES:
                    wanted = conditions(measure, sites, TODAY, year)
                    assert reader.count(Query("asset", wanted)) == many
            for state, many in one.states.items():
                assert reader.count(Query("asset", state_conditions(sites, state))) == many


def test_figures_of_a_moment_are_those_of_then(inventory: MadeInventory, clock: FakeClock) -> None:
    before = clock.now_us()
    clock.advance(60)
    inventory.put(update("school", SCHOOL_NORTH, pupils=120), update("asset", AP, site=SOUTH))
    with closing(inventory.reader()) as reader:
        now, then = read_schools(reader, TODAY), read_schools(reader, TODAY, before)
    assert [one.school.pupils for one in (now.figures[0], then.figures[0])] == [120, 60]
    assert [one.figures[0].count(Measure.ACCESS_POINTS) for one in (now, then)] == [0, 1]
    assert then.figures[0].findings == 1


def test_before_the_first_school_there_is_none(inventory: MadeInventory) -> None:
    with closing(inventory.reader()) as reader:
        assert read_schools(reader, TODAY, 1_000_000).figures == ()


def test_what_hangs_on_a_school(inventory: MadeInventory) -> None:
    with closing(inventory.reader()) as reader:
        papers, bare = read_papers(reader, NORTH), read_papers(reader, SOUTH)
    assert [one.text("ssid") for one in papers.networks] == ["Schule"]
    assert [(one.text("name"), seats) for one, seats in papers.seats] == [("Geräteverwaltung", 40)]
    assert [one.text("name") for one in papers.contracts] == ["Anschluss Nordschule", "Betreuung"]
    assert [one.text("support") for one in papers.suppliers.values()] == ["Störungsannahme 02381 0"]
    assert papers.site is not None
    assert (bare.networks, bare.seats, bare.contracts) == ((), (), ())
