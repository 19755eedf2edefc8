"""The demo inventory is made once, told, stopped, taken up after an end in the middle, removed."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from threading import Event
from typing import Any

import pytest
from PySide6.QtCore import QObject

from app.console.inventory.seeding import Seeding
from app.console.notices import NoticeLevel
from app.domain.cities import City
from app.domain.inventory.changes import Changeset
from app.domain.inventory.fields import SIMULATED
from app.services.ports import InventoryReader
from tests.fakes.stocked_console import MADE, StockedSetting, press_notice, texts
from tests.inventories import create

PARTS, SIZE = 3, 4


class Demo:
    """Sites in three changesets; between the first and the second one it may wait.

    Attributes:
        calls: How often it was asked for.
        begun: Set once the first changeset is on disk.
        go_on: What it waits for then; None to wait for nothing.
    """

    def __init__(self) -> None:
        self.calls = 0
        self.begun = Event()
        self.go_on: Event | None = None

    def __call__(self, city: City, now_us: int, reader: InventoryReader) -> Iterable[Changeset]:
        self.calls += 1
        return self._parts()

    def _parts(self) -> Iterator[Changeset]:
        for part in range(PARTS):
            if part == 1:
                self.begun.set()
                if self.go_on is not None:
                    assert self.go_on.wait(20)
            yield Changeset(
                [
                    create("site", name=f"Schule {part}-{row}", code=f"S{part}{row}",
                           kind="school", source=SIMULATED)
                    for row in range(SIZE)
                ]
            )  # fmt: skip


Make = Callable[[Demo], Seeding]


@pytest.fixture
def console(setting: StockedSetting) -> Any:
    del setting.settings.kept[MADE]
    return setting.idle()


@pytest.fixture
def seeding_of(setting: StockedSetting, console: Any) -> Iterator[Make]:
    parent, made = QObject(), []

    def make(demo: Demo) -> Seeding:
        made.append(Seeding(console, setting.store, parent, demo))
        return made[-1]

    yield make
    for seeding in made:
        seeding.close()


def finished(setting: StockedSetting, seeding: Seeding, start: Callable[[], None]) -> None:
    with setting.qtbot.waitSignal(seeding.finished):
        start()


def test_a_simulated_city_without_anything_gets_it_once(
    setting: StockedSetting, console: Any, seeding_of: Make
) -> None:
    demo = Demo()
    seeding = seeding_of(demo)
    finished(setting, seeding, seeding.begin)
    assert setting.count("site") == PARTS * SIZE
    assert setting.settings.get(MADE) is True
    assert texts(console)[-1] == (
        "Der Beispielbestand ist angelegt: 12 Datensätze. Er ist simuliert und überall so "
        "bezeichnet."
    )
    seeding.begin()
    assert not seeding._is_running
    assert demo.calls == 1


def test_progress_is_told_with_a_way_to_stop(
    setting: StockedSetting, console: Any, seeding_of: Make
) -> None:
    demo = Demo()
    seeding = seeding_of(demo)
    finished(setting, seeding, seeding.begin)
    first = console.window.notices.said[0]
    assert first.text == "Ein simulierter Beispielbestand wird angelegt: 4 Datensätze …"
    assert [one.text for one in first.actions] == ["Abbrechen"]
    assert {notice.key for notice in console.window.notices.said} == {first.key}


def test_an_inventory_that_people_began_is_left_alone(
    setting: StockedSetting, console: Any, seeding_of: Make
) -> None:
    setting.store.put(create("site", name="Echte Schule", kind="school"))
    demo = Demo()
    seeding = seeding_of(demo)
    seeding.begin()
    setting.qtbot.waitUntil(lambda: not seeding._is_running)
    assert (demo.calls, setting.count("site")) == (0, 1)
    assert texts(console) == []


def test_a_real_city_gets_nothing(setting: StockedSetting, console: Any, seeding_of: Make) -> None:
    console.city = replace(
        setting.city,
        sources=tuple(replace(one, is_simulated=False) for one in setting.city.sources),
    )
    demo = Demo()
    seeding = seeding_of(demo)
    seeding.begin()
    assert not seeding._is_running
    assert (demo.calls, setting.count("site")) == (0, 0)


def test_without_a_profile_nothing_begins(console: Any, seeding_of: Make) -> None:
    console.city = None
    demo = Demo()
    seeding = seeding_of(demo)
    seeding.begin()
    seeding.make()
    assert (seeding._is_running, demo.calls) == (False, 0)


def test_stopped_in_the_middle_nothing_of_it_stays(
    setting: StockedSetting, console: Any, seeding_of: Make
) -> None:
    demo = Demo()
    demo.go_on = Event()
    seeding = seeding_of(demo)
    seeding.begin()
    setting.qtbot.waitUntil(lambda: demo.begun.is_set() and bool(texts(console)))
    assert setting.count("site") == SIZE

    def stop() -> None:
        press_notice(console, "Abbrechen")
        assert demo.go_on is not None
        demo.go_on.set()

    finished(setting, seeding, stop)
    assert setting.count("site") == 0
    assert texts(console)[-1] == "Das Anlegen des Beispielbestands wurde abgebrochen."
    assert setting.settings.get(MADE) is True


def test_ended_in_the_middle_it_is_made_anew_with_the_next_start(
    setting: StockedSetting, console: Any, seeding_of: Make
) -> None:
    demo = Demo()
    seeding = seeding_of(demo)
    demo.go_on = seeding._end
    seeding.begin()
    setting.qtbot.waitUntil(demo.begun.is_set)
    seeding.close()
    assert setting.count("site") == SIZE
    assert setting.settings.get(MADE) == "half"
    again = Demo()
    seeding = seeding_of(again)
    finished(setting, seeding, seeding.begin)
    assert setting.count("site") == PARTS * SIZE
    assert setting.settings.get(MADE) is True


def test_removed_it_takes_along_what_is_simulated_only_and_does_not_come_back(
    setting: StockedSetting, console: Any, seeding_of: Make
) -> None:
    demo = Demo()
    seeding = seeding_of(demo)
    finished(setting, seeding, seeding.begin)
    setting.store.put(create("site", name="Echte Schule", kind="school"))
    finished(setting, seeding, seeding.remove)
    assert setting.count("site") == 1
    assert texts(console)[-1] == "Der Beispielbestand ist entfernt: 12 Datensätze."
    seeding.begin()
    assert (seeding._is_running, demo.calls) == (False, 1)


def test_what_people_hung_on_it_stands_against_its_removal(
    setting: StockedSetting, console: Any, seeding_of: Make
) -> None:
    demo = Demo()
    seeding = seeding_of(demo)
    finished(setting, seeding, seeding.begin)
    made = setting.record_of("site", "S00")
    setting.store.put(create("space", name="Raum", kind="building", site=made))
    finished(setting, seeding, seeding.remove)
    assert setting.count("site") == PARTS * SIZE
    said = console.window.notices.said[-1]
    assert said.level is NoticeLevel.ERROR
    assert said.text == "Darauf verweisen noch andere: 1 Raum („Standort“)."


def test_removing_where_nothing_is_simulated_is_no_mistake(
    setting: StockedSetting, console: Any, seeding_of: Make
) -> None:
    seeding = seeding_of(Demo())
    finished(setting, seeding, seeding.remove)
    assert texts(console)[-1] == "Der Beispielbestand ist entfernt: 0 Datensätze."
