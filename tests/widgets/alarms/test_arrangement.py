"""Where alarms stand: whatever changes one by one ends where sorting everything would end."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QLocale

from app.domain.alarms import AlarmId, AlarmState, Shelf
from tests.fakes.city import make_alarm, make_city
from tests.fakes.clocks import START_US
from widgets.alarms.arrangement import (
    HEAD,
    Arrangement,
    insertion_runs,
    item_id,
    removal_ranges,
)
from widgets.alarms.columns import AlarmColumn
from widgets.alarms.entries import AlarmBook
from widgets.alarms.grouping import Group, Grouping
from widgets.alarms.sorting import SortOrder
from widgets.alarms.tabs import AlarmTab, tab_of

CITY = make_city(120)
RULES = [rule.id for rule in CITY.rules]
MINUTE = 60_000_000


@pytest.fixture(autouse=True)
def german() -> Iterator[None]:
    before = QLocale()
    QLocale.setDefault(QLocale("de_DE"))
    yield
    QLocale.setDefault(before)


@st.composite
def states(draw: st.DrawFn) -> AlarmState:
    state = make_alarm(
        raised_us=START_US - draw(st.integers(0, 50)) * MINUTE,
        value=float(draw(st.integers(0, 5))),
        by=draw(st.sampled_from(("", "Kim"))),
        active=draw(st.booleans()),
    )
    if draw(st.integers(0, 5)) == 0:
        return replace(state, shelf=Shelf(START_US + MINUTE, START_US, "Kim", "Baustelle"))
    return state


moments = st.lists(
    st.dictionaries(st.sampled_from(RULES), states(), max_size=14), min_size=2, max_size=5
)
orders = st.builds(
    SortOrder,
    st.sampled_from((None, AlarmColumn.TIME, AlarmColumn.PLACE, AlarmColumn.VALUE)),
    st.booleans(),
)


def carry_out(lines: Arrangement, book: AlarmBook, alarms: dict[AlarmId, AlarmState]) -> None:
    """Do what a model does, without telling anybody."""
    changes = book.changes(alarms)
    plan = lines.plan(changes.changed, changes.gone)
    for first, last in removal_ranges(lines.keys, plan.remove):
        lines.take_out(first, last)
    for place, run in insertion_runs(lines.keys, plan.insert):
        lines.put_in(place, run)
    if plan.is_reordered:
        lines.resort()


@settings(max_examples=50)
@given(moments, st.sampled_from(Grouping), orders, st.booleans())
def test_changes_lead_where_arranging_from_nothing_leads(
    course: list[dict[AlarmId, AlarmState]], grouping: Grouping, order: SortOrder, is_tab: bool
) -> None:
    lines, book = Arrangement(), AlarmBook(CITY)
    fresh = Arrangement()
    for one in (lines, fresh):
        one.grouping, one.order = grouping, order
        if is_tab:
            one.accepts = lambda entry: tab_of(entry.state) is AlarmTab.ACTIVE
    lines.build([])
    for alarms in course:
        carry_out(lines, book, dict(alarms))
        fresh.build(book.known())
        assert list(map(item_id, lines.items)) == list(map(item_id, fresh.items))
        assert lines.keys == fresh.keys == sorted(lines.keys)
        assert [lines.place(item_id(item)) for item in lines.items] == list(range(len(lines.items)))
        assert lines.shown == fresh.shown
        for key, group in lines.groups.items():
            assert group.entries == fresh.groups[key].entries
            assert +group.totals == +fresh.groups[key].totals
            assert +group.waiting == +fresh.groups[key].waiting


@settings(max_examples=25)
@given(moments, st.sets(st.integers(0, 6)))
def test_closed_groups_show_their_head_alone_and_miss_nothing(
    course: list[dict[AlarmId, AlarmState]], closed: set[int]
) -> None:
    lines, book = Arrangement(), AlarmBook(CITY)
    lines.grouping = Grouping.FIELD
    names = sorted({field.name.de for field in CITY.fields})
    lines.closed = {names[place] for place in closed if place < len(names)}
    lines.build([])
    for alarms in course:
        carry_out(lines, book, dict(alarms))
    listed = {item_id(item) for item in lines.items}
    for entry in book.known():
        is_closed = entry.around.field in lines.closed
        assert (entry.id in listed) is not is_closed
        assert HEAD + entry.around.field in listed
    for group in list(lines.groups.values()):
        if group.key in lines.closed:
            head = lines.place(HEAD + group.key)
            lines.put_in(head + 1, lines.lines_to_open(group))
    assert lines.keys == sorted(lines.keys)
    assert len([item for item in lines.items if not isinstance(item, Group)]) == lines.shown


def test_an_alarm_whose_key_does_not_change_stays_where_it_is() -> None:
    lines, book = Arrangement(), AlarmBook(CITY)
    lines.build([])
    alarms = {name: make_alarm(raised_us=START_US - MINUTE) for name in RULES[:6]}
    carry_out(lines, book, alarms)
    changes = book.changes({**alarms, RULES[2]: replace(alarms[RULES[2]], value=3.0)})
    plan = lines.plan(changes.changed, changes.gone)
    assert (plan.remove, plan.insert) == ([], [])
    assert plan.touched == {str(RULES[2])}


@pytest.mark.parametrize("column", AlarmColumn)
@pytest.mark.parametrize("is_descending", [False, True])
def test_every_column_sorts_both_ways(column: AlarmColumn, is_descending: bool) -> None:
    book = AlarmBook(CITY)
    book.changes({name: make_alarm(value=float(n % 7)) for n, name in enumerate(RULES)})
    lines = Arrangement()
    lines.order = SortOrder(column, is_descending)
    lines.build(book.known())
    assert len(lines.items) == len(RULES)
    assert lines.keys == sorted(lines.keys)
    if column is AlarmColumn.VALUE:
        values = [item.state.value for item in lines.items if not isinstance(item, Group)]
        assert values == sorted(values, reverse=is_descending)
    if column is AlarmColumn.SUBJECT:
        ends = [lines.items[place] for place in (0, -1)]
        first, last = (item.device for item in ends if not isinstance(item, Group))
        assert (first > last) is is_descending
