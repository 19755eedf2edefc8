"""Heartbeats: what is written down of live values, and how seldom."""

from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from app.domain.inventory.changes import Changeset, Origin
from app.domain.inventory.fields import Values
from app.domain.samples import Quality
from app.services.inventory.heartbeats import (
    LAST_SEEN_EVERY_US,
    NEWS_EVERY_US,
    Heartbeats,
    measured,
)
from app.services.states import CityState
from tests.fakes.city import make_city, make_state
from tests.fakes.clocks import START_US
from tests.inventories import MadeInventory, create, make_inventory

CITY = make_city(20)
DEVICE = str(CITY.points[0].device)
HOUR_US = 3_600_000_000


@pytest.fixture
def inventory(tmp_path: Path) -> Iterator[MadeInventory]:
    made = make_inventory(tmp_path)
    made.put(
        create("asset_type", uid="02", name="Luft", kind="sensor"),
        create("site", uid="01", name="Markt", kind="sensor_mount"),
        create("asset", uid="a1", tag="T1", type="02", state="in_service", site="01",
               device=DEVICE),
        create("asset", uid="a2", tag="T2", type="02", state="in_stock", site="01"),
    )  # fmt: skip
    yield made
    made.close()


def news(inventory: MadeInventory, beats: Heartbeats, at_us: int) -> Changeset:
    with closing(inventory.reader()) as reader:
        return measured(reader, beats.facts(at_us), beats.first_seen())


def values(changeset: Changeset) -> list[Values]:
    return [one.values for one in changeset.operations]


def later(state: CityState, by_us: int) -> CityState:
    states = replace(state.states, time=state.states.time + by_us)
    return replace(state, at_us=state.at_us + by_us, states=states)


def test_the_first_sample_is_written_once(inventory: MadeInventory) -> None:
    beats, state = Heartbeats(CITY, START_US), make_state(CITY)
    beats.take(state)
    first = news(inventory, beats, state.at_us)
    (found,) = values(first)
    assert first.origin is Origin.MEASURED
    assert found["measured_state"] == "alive"
    first_us, last_us = found["first_seen_us"], found["last_seen_us"]
    assert isinstance(first_us, int)
    assert isinstance(last_us, int)
    assert first_us <= last_us <= state.at_us
    inventory.commit(first)
    assert not news(inventory, beats, state.at_us).operations


def test_the_last_sample_is_written_seldom(inventory: MadeInventory) -> None:
    beats, state = Heartbeats(CITY, START_US), make_state(CITY)
    beats.take(state)
    inventory.commit(news(inventory, beats, state.at_us))
    beats.take(later(state, LAST_SEEN_EVERY_US - 1))
    assert not news(inventory, beats, state.at_us + LAST_SEEN_EVERY_US).operations
    beats.take(later(state, LAST_SEEN_EVERY_US))
    (found,) = values(news(inventory, beats, state.at_us + LAST_SEEN_EVERY_US))
    assert set(found) == {"last_seen_us"}


def test_a_device_that_fell_silent_is_news_once(inventory: MadeInventory) -> None:
    beats, state = Heartbeats(CITY, START_US), make_state(CITY)
    beats.take(state)
    inventory.commit(news(inventory, beats, state.at_us))
    much_later = state.at_us + 4 * 24 * HOUR_US
    silent = news(inventory, beats, much_later)
    assert values(silent) == [{"measured_state": "silent"}]
    inventory.commit(silent)
    assert not news(inventory, beats, much_later).operations


def test_silence_is_not_written_before_it_was_listened_for(inventory: MadeInventory) -> None:
    beats = Heartbeats(CITY, START_US)
    assert not news(inventory, beats, START_US + HOUR_US // 2).operations
    assert values(news(inventory, beats, START_US + HOUR_US)) == [{"measured_state": "never"}]


def test_values_that_are_not_good_or_not_live_are_no_heartbeats() -> None:
    beats, state = Heartbeats(CITY, START_US), make_state(CITY)
    beats.take(replace(state, is_live=False))
    bad = np.full(len(state.states), Quality.BAD, np.uint8)
    beats.take(replace(state, states=replace(state.states, quality=bad)))
    assert not beats.facts(state.at_us).seen


def test_a_clock_that_runs_ahead_is_not_heard_in_the_future() -> None:
    beats, state = Heartbeats(CITY, START_US), make_state(CITY)
    ahead = replace(state.states, time=state.states.time + 24 * HOUR_US)
    beats.take(replace(state, states=ahead))
    assert beats.facts(state.at_us).seen[DEVICE] == state.at_us


def test_only_changed_rows_are_looked_at() -> None:
    beats, state = Heartbeats(CITY, START_US), make_state(CITY)
    beats.take(replace(state, changed=np.array([0])))
    assert set(beats.facts(state.at_us).seen) == {DEVICE}


def test_it_is_due_once_a_minute() -> None:
    beats = Heartbeats(CITY, START_US)
    assert beats.is_due(START_US)
    assert not beats.is_due(START_US + NEWS_EVERY_US - 1)
    assert beats.is_due(START_US + NEWS_EVERY_US)
