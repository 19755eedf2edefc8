"""The rows of the list of alarms: what views are told is exactly what happened."""

from collections.abc import Iterator
from dataclasses import replace
from random import Random

import pytest
from PySide6.QtCore import QLocale, QPersistentModelIndex
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from app.domain.alarms import AlarmId, AlarmState, OrderKind, Shelf
from app.services.states import CityState
from tests.fakes.city import make_alarm, make_city, make_state
from tests.fakes.clocks import START_US
from widgets.alarms.columns import AlarmColumn
from widgets.alarms.grouping import Grouping
from widgets.alarms.model import AlarmTableModel
from widgets.alarms.sorting import SortOrder
from widgets.alarms.tabs import AlarmTab

CITY = make_city(300)
RULES = [rule.id for rule in CITY.rules]
MINUTE = 60_000_000


@pytest.fixture(autouse=True)
def german() -> Iterator[None]:
    before = QLocale()
    QLocale.setDefault(QLocale("de_DE"))
    yield
    QLocale.setDefault(before)


def with_alarms(alarms: dict[AlarmId, AlarmState], at_us: int = START_US) -> CityState:
    return make_state(CITY, at_us=at_us, alarms=alarms, changed=())


def ids(model: AlarmTableModel) -> list[str]:
    return [model.key(row) for row in range(model.rowCount())]


class Mirror:
    """Keeps the keys of rows by what the model tells, as a view would."""

    def __init__(self, model: AlarmTableModel) -> None:
        self.keys = ids(model)
        self.resets = 0
        self._model = model
        model.rowsInserted.connect(lambda _, first, last: self._insert(first, last))
        model.rowsRemoved.connect(lambda _, first, last: self._remove(first, last))
        model.layoutChanged.connect(self._take_all)
        model.modelReset.connect(self._reset)

    def _insert(self, first: int, last: int) -> None:
        self.keys[first:first] = [self._model.key(row) for row in range(first, last + 1)]

    def _remove(self, first: int, last: int) -> None:
        del self.keys[first : last + 1]

    def _take_all(self) -> None:
        assert sorted(self.keys) == sorted(ids(self._model)), "a layout moves rows, no more"
        self.keys = ids(self._model)

    def _reset(self) -> None:
        self.resets += 1
        self.keys = ids(self._model)


@pytest.mark.parametrize("grouping", Grouping)
def test_views_can_follow_every_change_and_nothing_is_ever_reset(
    qtbot: QtBot, grouping: Grouping
) -> None:
    model = AlarmTableModel()
    model.set_city(CITY)
    model.group_by(grouping)
    mirror = Mirror(model)
    chance = Random(7)  # noqa: S311 -- chance, not secrets
    alarms: dict[AlarmId, AlarmState] = {}
    for moment in range(40):
        for name in chance.sample(RULES, 12):
            if name in alarms and chance.random() < 0.4:
                del alarms[name]
            else:
                by = chance.choice(("", "Kim"))
                raised_us = START_US + chance.randrange(60) * MINUTE
                alarms[name] = make_alarm(raised_us=raised_us, by=by)
        model.take(with_alarms(dict(alarms), START_US + moment * MINUTE))
        assert mirror.keys == ids(model)
    assert mirror.resets == 0
    assert model.shown_count == len(alarms)


def test_qt_finds_nothing_wrong_with_the_model(qtbot: QtBot, qtmodeltester: ModelTester) -> None:
    model = AlarmTableModel()
    model.set_city(CITY)
    model.group_by(Grouping.FIELD)
    qtmodeltester.check(model)  # type: ignore[no-untyped-call]  # pytest-qt has no types here
    model.take(with_alarms({name: make_alarm() for name in RULES[:5]}))
    model.take(with_alarms({name: make_alarm(by="Kim") for name in RULES[2:6]}))
    model.set_open(next(iter(model.lines.groups.values())), is_open=False)
    model.sort_by(SortOrder(AlarmColumn.PLACE))


def test_very_many_changes_at_once_are_told_as_one_layout(qtbot: QtBot) -> None:
    model = AlarmTableModel()
    model.set_city(CITY)
    mirror = Mirror(model)
    many = {rule.id: make_alarm(raised_us=START_US) for rule in make_city(2_000).rules}
    model.take(with_alarms(many))
    seen = {name: replace(state, is_acknowledged=True) for name, state in many.items()}
    gone = dict(list(seen.items())[100:])
    model.take(with_alarms(gone))
    assert mirror.keys == ids(model)
    assert mirror.resets == 0
    assert model.rowCount() == len(gone)


def test_indexes_that_others_keep_follow_a_new_order(qtbot: QtBot) -> None:
    model = AlarmTableModel()
    model.set_city(CITY)
    model.take(with_alarms({n: make_alarm(value=float(i % 9)) for i, n in enumerate(RULES[:30])}))
    kept = QPersistentModelIndex(model.index(4, 2))
    key = model.key(4)
    model.sort_by(SortOrder(AlarmColumn.VALUE, is_descending=True))
    assert model.key(kept.row()) == key


def test_tabs_count_all_alarms_and_show_their_own(qtbot: QtBot) -> None:
    model = AlarmTableModel()
    model.set_city(CITY)
    shelf = Shelf(START_US + 134 * MINUTE, START_US, "Kim", "Baustelle")
    model.take(
        with_alarms(
            {
                RULES[0]: make_alarm(),
                RULES[1]: replace(make_alarm(), shelf=shelf),
                RULES[2]: replace(make_alarm(by="Kim"), suppressed_by="schedule"),
            }
        )
    )
    assert model.counts == [1, 1, 1, 0, 3]
    assert model.waiting_count == 1, "what is hidden calls nobody"
    model.tab = AlarmTab.SHELVED
    model.refilter()
    assert ids(model) == [str(RULES[1])]
    row = model.row(0)
    assert row.texts[AlarmColumn.REMAINING] == "noch 2 h 14 min"
    assert row.texts[AlarmColumn.COMMENT] == "Baustelle"
    assert row.chip.badge == "Z"
    model.take(with_alarms({RULES[1]: make_alarm()}))
    assert ids(model) == [], "it came back and stands among the active ones now"
    assert model.counts == [1, 0, 0, 0, 1]


def test_a_countdown_is_told_each_minute(qtbot: QtBot) -> None:
    model = AlarmTableModel()
    model.set_city(CITY)
    model.tab = AlarmTab.ALL
    model.refilter()
    shelf = Shelf(START_US + 10 * MINUTE, START_US, "Kim", "Baustelle")
    alarms = {RULES[0]: make_alarm(), RULES[1]: replace(make_alarm(), shelf=shelf)}
    model.take(with_alarms(alarms))
    place = model.place(str(RULES[1]))
    with qtbot.waitSignal(model.dataChanged) as told:
        model.take(with_alarms(alarms, START_US + MINUTE))
    assert told.args is not None
    assert (told.args[0].row(), told.args[1].row()) == (place, place)
    assert model.row(place).texts[AlarmColumn.REMAINING] == "noch 9 min"


def test_what_was_ordered_is_marked_until_the_alarm_changes(qtbot: QtBot) -> None:
    model = AlarmTableModel()
    model.set_city(CITY)
    alarms = {RULES[0]: make_alarm(), RULES[1]: make_alarm()}
    model.take(with_alarms(alarms))
    name = str(RULES[0])
    model.set_pending([name], OrderKind.ACKNOWLEDGE)

    def state() -> str:
        return model.row(model.place(name)).texts[AlarmColumn.STATE]

    assert state() == "wird quittiert …"
    model.take(with_alarms({**alarms, RULES[1]: make_alarm(by="Kim")}))
    assert state() == "wird quittiert …"
    model.take(with_alarms({**alarms, RULES[0]: make_alarm(by="Kim")}))
    assert state() == "aktiv, quittiert · Kim"
    model.set_failed([name], "Der Server hat abgelehnt.")
    assert state() == "nicht ausgeführt · aktiv, quittiert · Kim"
    assert "abgelehnt" in model.row(model.place(name)).tooltip


def test_the_first_alarm_of_a_cause_is_marked_and_the_others_say_how_much_later(
    qtbot: QtBot,
) -> None:
    model = AlarmTableModel()
    model.set_city(CITY)
    model.group_by(Grouping.CAUSE)
    rules = [rule.id for rule in CITY.rules if str(rule.point) == str(CITY.points[0].id)]
    assert len(rules) == 2, "HI and HIHI of one point have one cause"
    first, later = rules
    alarms = {
        first: make_alarm(raised_us=START_US),
        later: make_alarm(raised_us=START_US + 12_000_000),
    }
    model.take(with_alarms(alarms))
    marks = {model.row(model.place(str(name))).mark for name in alarms}
    assert marks == {"zuerst", "+12 s"}
    assert model.row(model.place(str(first))).is_first
    model.take(with_alarms({later: alarms[later]}))
    assert model.row(model.place(str(later))).mark == "", "one alone is not the first of anything"
