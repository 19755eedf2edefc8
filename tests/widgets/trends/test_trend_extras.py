"""Alarms, limits over time and notes come beside the curves, read in the background."""

import threading
from collections.abc import Collection, Iterator
from dataclasses import replace

import pytest
from pytestqt.qtbot import QtBot
from typing_extensions import override

from app.domain.alarms import (
    AlarmEvent,
    AlarmEventKind,
    AlarmId,
    AlarmState,
    Condition,
    RuleKind,
)
from app.domain.annotations import Annotation
from app.domain.limits import LimitChange
from tests.fakes.adapters import FakeJournal
from tests.fakes.notes import FakeAnnotations
from tests.fakes.trend_views import (
    DAY,
    HOUR,
    MINUTE,
    NO2,
    NOW,
    PM10,
    live_state,
    make_view,
    settle,
    wavy_history,
    with_points,
)
from widgets.trends.compare_events import events_of
from widgets.trends.extras import NO_EXTRAS
from widgets.trends.view import TrendsView

ALARM = AlarmId(f"{NO2.id}#hi")


class CountingJournal(FakeJournal):
    """Counts how often it is asked, and in which thread."""

    def __init__(self) -> None:
        super().__init__()
        self.asked = 0
        self.threads: set[str] = set()
        self.error: Exception | None = None
        for kind, time_us in (
            (AlarmEventKind.RAISED, NOW - 5 * HOUR),
            (AlarmEventKind.CLEARED, NOW - 4 * HOUR),
        ):
            self.lines.append((AlarmEvent(ALARM, kind, time_us, 99.0), "NO2 zu hoch"))
        for point, since in ((NO2, NOW - 2 * DAY), (NO2, NOW - HOUR), (PM10, NOW)):
            self.limits.append(LimitChange(ALARM, point.id, RuleKind.HI, since, 40.0))

    @override
    def events_between(
        self, start_us: int, end_us: int, alarms: Collection[AlarmId] | None = None
    ) -> list[AlarmEvent]:
        self.asked += 1
        self.threads.add(threading.current_thread().name)
        if self.error is not None:
            raise self.error
        return super().events_between(start_us, end_us, alarms)


@pytest.fixture
def journal() -> CountingJournal:
    return CountingJournal()


@pytest.fixture
def notes() -> FakeAnnotations:
    note = Annotation("n1", NOW - 3 * HOUR, NOW - 2 * HOUR, "Baustelle", "M. Beispiel", NOW)
    return FakeAnnotations(note, replace(note, id="n2", points=(PM10.id,)))


@pytest.fixture
def view(qtbot: QtBot, journal: CountingJournal, notes: FakeAnnotations) -> Iterator[TrendsView]:
    view = make_view(qtbot, wavy_history())
    view.set_journal(journal)
    view.set_annotations(notes)
    yield view
    view.close()


def test_alarms_limits_and_notes_of_shown_points_are_drawn(
    qtbot: QtBot, view: TrendsView, journal: CountingJournal
) -> None:
    with_points(qtbot, view, NO2)
    extras = view.extras.extras
    assert [(a.alarm, a.point, a.start_us, a.end_us) for a in extras.alarms] == [
        (ALARM, NO2.id, NOW - 5 * HOUR, NOW - 4 * HOUR)
    ]
    assert "über dem Grenzwert" in extras.alarms[0].text
    assert [change.since_us for change in extras.limits[NO2.id]] == [NOW - 2 * DAY, NOW - HOUR]
    assert PM10.id not in extras.limits
    assert [note.id for note in extras.annotations] == ["n1"]
    assert all(name.startswith("trend-extras") for name in journal.threads)


def test_nothing_is_read_again_while_the_window_lives_on(
    qtbot: QtBot, view: TrendsView, journal: CountingJournal
) -> None:
    with_points(qtbot, view, NO2)
    asked = journal.asked
    for minute in range(1, 6):
        view.show_state(live_state(NOW + minute * MINUTE, 50.0))
        settle(qtbot, view)
    view.plot.navigate(lambda: view.model.pan(-0.3))
    settle(qtbot, view)
    assert journal.asked == asked


def test_a_new_alarm_is_drawn_at_once(
    qtbot: QtBot, view: TrendsView, journal: CountingJournal
) -> None:
    with_points(qtbot, view, NO2)
    raised = NOW + MINUTE
    journal.lines.append((AlarmEvent(ALARM, AlarmEventKind.RAISED, raised, 99.0), "zu hoch"))
    alarm = AlarmState(Condition.ACTIVE, is_acknowledged=False, raised_us=raised)
    view.show_state(replace(live_state(raised, 99.0), alarms={ALARM: alarm}))
    settle(qtbot, view)
    last = view.extras.extras.alarms[-1]
    assert (last.start_us, last.end_us) == (raised, None)


def test_a_note_just_written_is_drawn(
    qtbot: QtBot, view: TrendsView, notes: FakeAnnotations
) -> None:
    with_points(qtbot, view, NO2)
    notes.put(Annotation("n3", NOW - HOUR, NOW - HOUR, "Hier!", "M. Beispiel", NOW, (NO2.id,)))
    view.show_annotations()
    settle(qtbot, view)
    assert [note.id for note in view.extras.extras.annotations] == ["n1", "n3"]


def test_a_journal_that_cannot_be_read_takes_no_curve_along(
    qtbot: QtBot, view: TrendsView, journal: CountingJournal
) -> None:
    journal.error = OSError("weg")
    with_points(qtbot, view, NO2)
    assert view.extras.extras == NO_EXTRAS
    assert NO2.id in view.presenter.frames


def test_without_curves_there_is_nothing_beside_them(qtbot: QtBot, view: TrendsView) -> None:
    with_points(qtbot, view, NO2)
    view.remove_point(str(NO2.id))
    settle(qtbot, view)
    with_points(qtbot, view, PM10)
    assert [note.id for note in view.extras.extras.annotations] == ["n1", "n2"]


def test_events_to_choose_from_are_marks_and_alarms(qtbot: QtBot, view: TrendsView) -> None:
    with_points(qtbot, view, NO2)
    view.model.markers = (None, NOW - HOUR)
    with qtbot.waitSignal(view.extras.alarms_found) as caught:
        view.extras.find_alarms([NO2.id], NOW - 30 * DAY, NOW)
    events = events_of(view.model, caught.args[0], ("A", "B"))
    assert [event.time_us for event in events] == [NOW - HOUR, NOW - 5 * HOUR]


def test_a_note_is_asked_for_with_the_points_it_is_about(qtbot: QtBot, view: TrendsView) -> None:
    with_points(qtbot, view, NO2, PM10)
    with qtbot.waitSignal(view.annotation_requested) as caught:
        view.plot.annotation_requested.emit(NOW - HOUR, NOW)
    assert caught.args == [NOW - HOUR, NOW, [NO2.id, PM10.id]]
    view.model.set_focus(PM10.id)
    with qtbot.waitSignal(view.annotation_requested) as caught:
        view.plot.annotation_requested.emit(NOW, NOW)
    assert caught.args == [NOW, NOW, [PM10.id]]
