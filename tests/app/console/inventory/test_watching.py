"""Live values become heartbeats and findings, in time, and nothing of it holds up the end."""

from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import replace
from typing import Any

import pytest
from PySide6.QtCore import QObject
from typing_extensions import override

from app.console.inventory.watching import HOUR_US, Watching, limits_of
from app.domain.inventory.changes import Changeset, Commit, Origin
from app.domain.inventory.findings import Limits
from app.domain.inventory.queries import Filter, Operator, Query
from app.services.ports import Progress, StorageError
from app.services.states import CityState
from tests.fakes.city import make_city, make_state
from tests.fakes.clocks import START_US
from tests.fakes.settings import FakeSettings
from tests.fakes.stocked_console import Stock, StockedSetting
from tests.inventories import MadeInventory, create

MINUTE_US = 60_000_000
Done = Callable[[Commit | Exception], None]


class UnwillingStore(MadeInventory):
    """A store whose file is held by somebody else: it answers nothing, or a refusal.

    Attributes:
        answer: What everybody is told; None for silence.
        asked: How often something was to be written.
    """

    answer: Exception | None = None
    asked = 0

    @override
    def submit(self, changeset: Changeset, done: Done, progress: Progress | None = None) -> None:
        self.asked += 1
        if self.answer is not None:
            done(self.answer)


@pytest.fixture
def watching(setting: StockedSetting, stock: Stock) -> Watching:
    setting.store.put(create("contract", name="Wartung", ends_on="2026-01-01"))
    found = setting.idle().inventory.watching
    assert isinstance(found, Watching)
    return found


@pytest.fixture
def unwilling(setting: StockedSetting, stock: Stock) -> Iterator[UnwillingStore]:
    store = UnwillingStore(setting.store.path, setting.clock)
    yield store
    store.close()


def state(setting: StockedSetting, after_us: int = 0) -> CityState:
    return make_state(setting.city, at_us=START_US + after_us)


def rested(setting: StockedSetting, watching: Watching) -> None:
    setting.qtbot.waitUntil(lambda: not watching._is_busy)


def turn(setting: StockedSetting, watching: Watching, after_us: int = 0) -> None:
    """Take one live state and wait until what it tells is written down."""
    watching.take(state(setting, after_us))
    rested(setting, watching)


def heard(setting: StockedSetting, stock: Stock) -> list[Any]:
    records = [setting.record("asset", uid) for uid in stock.assets]
    return [None if one is None else one.get("measured_state") for one in records]


def overdue(setting: StockedSetting) -> int:
    """Return how many contracts are findings."""
    with closing(setting.store.reader()) as reader:
        about_contracts = Filter("subject_kind", Operator.IS, ("contract",))
        return reader.count(Query("finding", (about_contracts,)))


def origins(setting: StockedSetting) -> list[Origin]:
    with closing(setting.store.reader()) as reader:
        return [one.origin for one in reader.transactions()]


def test_devices_that_report_are_alive_in_the_inventory(
    setting: StockedSetting, stock: Stock, watching: Watching
) -> None:
    turn(setting, watching)
    assert heard(setting, stock) == ["alive"] * 3
    assert origins(setting)[0] is Origin.MEASURED
    assert setting.count("finding") == 0


def test_within_a_minute_nothing_is_written_again(
    setting: StockedSetting, stock: Stock, watching: Watching
) -> None:
    turn(setting, watching)
    before = len(origins(setting))
    turn(setting, watching, 10_000_000)
    turn(setting, watching, MINUTE_US)
    assert len(origins(setting)) == before


def test_changes_of_people_have_it_look_for_findings_after_a_while(
    setting: StockedSetting, stock: Stock, watching: Watching
) -> None:
    watching._soon.stop()
    watching.show_commit(setting.store.put(create("contract", name="Zwei", ends_on="2026-01-02")))
    assert watching._soon.isActive()
    assert not watching._is_wished
    watching._soon.timeout.emit()
    turn(setting, watching)
    assert overdue(setting) == 2
    assert not watching._is_wished


def test_what_it_wrote_itself_is_no_reason_to_look_again(
    setting: StockedSetting, watching: Watching
) -> None:
    watching._soon.stop()
    measured = Changeset([create("contract", name="Gemessen")], origin=Origin.MEASURED)
    watching.show_commit(setting.store.commit(measured))
    assert not watching._soon.isActive()


def test_every_hour_it_looks_without_being_asked(
    setting: StockedSetting, watching: Watching
) -> None:
    watching._soon.timeout.emit()
    turn(setting, watching)
    assert overdue(setting) == 1
    setting.store.put(create("contract", name="Zwei", ends_on="2026-01-02"))
    turn(setting, watching, HOUR_US // 2)
    assert overdue(setting) == 1
    turn(setting, watching, HOUR_US + 1)
    assert overdue(setting) == 2


def test_another_profile_is_listened_to_anew(
    setting: StockedSetting, stock: Stock, watching: Watching
) -> None:
    setting.city = make_city(10)
    console: Any = watching.parent().parent()  # type: ignore[union-attr]
    console.city = setting.city
    turn(setting, watching)
    assert heard(setting, stock) == ["alive"] * 3
    setting.city = replace(setting.city, points=setting.city.points[:1])
    console.city = setting.city
    turn(setting, watching, MINUTE_US)
    assert len(watching._beats.facts(START_US + MINUTE_US).watched) == 1


def test_without_a_profile_nothing_is_taken(setting: StockedSetting, watching: Watching) -> None:
    console: Any = watching.parent().parent()  # type: ignore[union-attr]
    console.city = None
    watching.take(state(setting))
    assert not watching._is_busy


def test_live_states_come_from_the_feed(
    setting: StockedSetting, stock: Stock, watching: Watching
) -> None:
    console: Any = watching.parent().parent()  # type: ignore[union-attr]
    console.feed.live_ready.emit(state(setting))
    rested(setting, watching)
    assert heard(setting, stock) == ["alive"] * 3


def test_after_the_end_nothing_is_taken_and_nothing_waits(
    setting: StockedSetting, stock: Stock, watching: Watching
) -> None:
    watching.close()
    watching.show_commit(setting.store.put(create("contract", name="Zwei")))
    watching.take(state(setting))
    assert not watching._soon.isActive()
    assert not watching._is_busy
    assert heard(setting, stock) == [None] * 3


def test_a_store_that_answers_nothing_holds_up_neither_values_nor_the_end(
    setting: StockedSetting, unwilling: UnwillingStore
) -> None:
    parent = QObject()
    watching = Watching(setting.idle(), unwilling, parent)
    watching.take(state(setting))
    setting.qtbot.waitUntil(lambda: unwilling.asked == 1)
    watching.take(state(setting, 2 * MINUTE_US))
    assert watching._is_busy
    watching.close()
    assert unwilling.asked == 1


def test_what_could_not_be_written_is_tried_in_the_next_round(
    setting: StockedSetting, unwilling: UnwillingStore
) -> None:
    parent = QObject()
    unwilling.answer = StorageError("Der Datenträger ist voll.")
    console = setting.idle()
    watching = Watching(console, unwilling, parent)
    try:
        turn(setting, watching)
        turn(setting, watching, MINUTE_US)
        assert unwilling.asked == 2
        assert not console.window.notices.said
    finally:
        watching.close()


# ---- settings --------------------------------------------------------------------------------
def test_limits_are_the_usual_ones_where_nobody_set_any() -> None:
    assert limits_of(FakeSettings().get) == Limits()


def test_limits_are_those_that_were_set() -> None:
    settings = FakeSettings()
    settings.set("inventory.silent_days", 5)
    settings.set("inventory.silent_days_by_kind", {"sensor": 14, "light": "morgen"})
    settings.set("inventory.notice_months", 6)
    settings.set("inventory.window_days", 30)
    limits = limits_of(settings.get)
    assert (limits.silent_days, limits.notice_months, limits.window_days) == (5, 6, 30)
    assert limits.days_for("sensor") == 14
    assert limits.days_for("light") == Limits().silent_days


@pytest.mark.parametrize("odd", [0, -3, True, "7", 2.5, [1], {"a": 1}])
def test_odd_settings_are_passed_over(odd: object) -> None:
    settings = FakeSettings()
    for name in ("silent_days", "silent_days_by_kind", "notice_months", "window_days"):
        settings.set(f"inventory.{name}", odd)
    limits = limits_of(settings.get)
    assert (limits.silent_days, limits.notice_months, limits.window_days) == (
        Limits().silent_days,
        Limits().notice_months,
        Limits().window_days,
    )
