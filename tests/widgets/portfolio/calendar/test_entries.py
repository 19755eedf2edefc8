"""What happens on which day, what of it is late, which of it is wanted, where a month draws it."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QRectF
from PySide6.QtGui import QFont

from tests.portfolios import Programme, small_programme
from widgets.portfolio.calendar.entries import (
    Entry,
    EntryKind,
    Wanted,
    by_day,
    chosen,
    entries_of,
    is_council,
)
from widgets.portfolio.calendar.month import month_after
from widgets.portfolio.calendar.sheet import MonthSheet, Page, first_monday

DAYS = st.dates(date(1995, 1, 1), date(2150, 12, 31))


def told(programme: Programme) -> dict[tuple[str, str], Entry]:
    return {(one.kind.name, one.key.uid): one for one in entries_of(programme.state())}


def test_the_small_programme_has_an_entry_for_all_that_happens() -> None:
    found = told(small_programme())
    assert set(found) == {
        ("MILESTONE", "beschluss"), ("MILESTONE", "fertig"), ("MILESTONE", "abnahme"),
        ("COUNCIL", "rat"), ("FOLLOW_UP", "rat"), ("REVIEW", "lieferung"),
        ("REVIEW", "fachkraft"), ("FUND_END", "topf"),
    }  # fmt: skip
    assert found["MILESTONE", "beschluss"].is_done
    assert found["REVIEW", "lieferung"].is_late
    assert found["FOLLOW_UP", "rat"].is_late
    assert not found["FUND_END", "topf"].is_late


def test_a_milestone_stands_at_its_computed_day_and_says_when_it_was_due() -> None:
    entry = told(small_programme())["MILESTONE", "fertig"]
    assert entry.day > date(2026, 2, 27)
    assert (entry.is_late, entry.planned) == (True, date(2026, 2, 27))


def test_a_deadline_that_the_plan_misses_is_late_and_one_that_is_kept_is_not() -> None:
    made = Programme()
    project = made.project()
    made.item(project, uid="keeps", duration=5, deadline="2025-12-19")
    made.item(project, uid="misses", duration=30, deadline="2025-12-19")
    found = told(made)
    assert not found["DEADLINE", "keeps"].is_late
    assert found["DEADLINE", "misses"].is_late
    assert found["DEADLINE", "misses"].planned is not None


def test_decisions_that_are_open_are_late_after_their_day() -> None:
    made = Programme()
    made.decision(uid="past", state="open", due_on="2025-11-23", body="Lenkungskreis")
    made.decision(uid="soon", state="deferred", due_on="2025-11-24", body="Rat")
    made.decision(uid="no day", state="open")
    found = told(made)
    assert set(found) == {("DECISION", "past"), ("COUNCIL", "soon")}
    assert found["DECISION", "past"].is_late
    assert not found["COUNCIL", "soon"].is_late


def test_a_decision_of_the_council_on_a_project_is_told_once() -> None:
    made = Programme()
    project = made.project(uid="p", council_ref="1/25", decided_on="2025-09-30")
    assert set(told(made)) == {("COUNCIL", "p")}
    made.decision(uid="d", project=project, body="Rat", decided_on="2025-09-30")
    assert set(told(made)) == {("COUNCIL", "d")}


def test_a_light_by_hand_ends_and_a_fund_binds_beyond_its_spending() -> None:
    made = Programme()
    made.project(uid="p", light="green", light_reason="Alles gut.", light_until="2025-11-20")
    made.fund(uid="f", spend_until="2026-01-31", bound_until="2031-01-31")
    found = entries_of(made.state())
    assert [(one.kind, one.is_late) for one in found] == [
        (EntryKind.LIGHT_END, True), (EntryKind.FUND_END, False), (EntryKind.FUND_END, False),
    ]  # fmt: skip


def test_what_is_open_in_a_stopped_project_happens_no_more() -> None:
    made = Programme()
    project = made.project(state="stopped", stopped_reason="Zu teuer.")
    made.risk(project, review_on="2025-12-01")
    made.milestone(project, uid="done", reached_on="2025-10-01")
    assert set(told(made)) == {("MILESTONE", "done")}


@pytest.mark.parametrize(
    ("body", "expected"),
    [("Rat", True), ("Rat der Stadt Hamm", True), ("Stadtrat", True), ("Beirat", False),
     ("Lenkungskreis", False), ("", False)],
)  # fmt: skip
def test_the_council_is_known_by_its_name(body: str, expected: bool) -> None:
    assert is_council(body) is expected


@pytest.mark.parametrize(
    ("wanted", "uids"),
    [
        (Wanted(kinds=frozenset({EntryKind.REVIEW})), {"lieferung", "fachkraft"}),
        (Wanted(projects=frozenset({"ampel"})), {"abnahme", "fachkraft"}),
        (Wanted(text="ampeln keine"), {"fachkraft"}),
        (Wanted(projects=frozenset()), set()),
    ],
)
def test_entries_are_filtered_by_kind_project_and_text(wanted: Wanted, uids: set[str]) -> None:
    state = small_programme().state()
    found = chosen(entries_of(state), wanted, state.portfolio)
    assert {one.key.uid for one in found} == uids


def test_a_fund_belongs_to_the_projects_it_pays() -> None:
    state = small_programme().state()
    wanted = Wanted(projects=frozenset({"wlan"}))
    found = chosen(entries_of(state), wanted, state.portfolio)
    assert "topf" in {one.key.uid for one in found}


# ---- places --------------------------------------------------------------------------------------
@pytest.mark.usefixtures("qapp")
@given(DAYS)
def test_each_day_of_a_month_is_found_where_it_lies(day: date) -> None:
    sheet = MonthSheet(Page(day.year, day.month), QRectF(10, 20, 900, 640), QFont())
    rect = sheet.day_rect(day)
    assert rect is not None
    assert sheet.day_at(rect.center().x(), rect.center().y()) == day


@given(DAYS)
def test_a_page_begins_with_the_monday_of_the_first(day: date) -> None:
    first = first_monday(day.year, day.month)
    assert first.weekday() == 0
    assert timedelta(0) <= day.replace(day=1) - first < timedelta(days=7)


@given(DAYS, st.integers(-30, 30))
def test_months_are_added_without_leaving_the_month(day: date, months: int) -> None:
    found = month_after(day, months)
    assert found.year * 12 + found.month == day.year * 12 + day.month + months
    assert found.day == day.day or (found + timedelta(days=1)).day == 1


@pytest.mark.usefixtures("qapp")
def test_what_finds_no_room_in_a_day_is_counted() -> None:
    made = Programme()
    project = made.project()
    for number in range(12):
        made.risk(project, name=f"Risiko {number}", review_on="2025-12-03")
    day = date(2025, 12, 3)
    page = Page(2025, 12, by_day(entries_of(made.state())))
    sheet = MonthSheet(page, QRectF(0, 0, 900, 640), QFont())
    shown, more = sheet.shown(day)
    assert 0 < len(shown) < sheet.room()
    assert len(shown) + more == 12
    rect = sheet.entry_rect(day, 0)
    assert rect is not None
    assert sheet.entry_at(rect.center().x(), rect.center().y()) == shown[0]
