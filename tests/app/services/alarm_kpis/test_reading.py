"""Figures of a period, out of a journal, for a city with shifts and clock changes."""

from dataclasses import replace
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from app.domain.alarms import AlarmEvent, AlarmEventKind, AlarmId, AlarmState, Mirror, Priority
from app.domain.alarms.rates import DAY_US, HOUR_US
from app.domain.alarms.targets import Kpi
from app.domain.local_times import to_us
from app.domain.points import SourceId
from app.domain.shifts import ShiftPlan
from app.domain.texts import Text
from app.services.alarm_kpis import PeriodKind, manned_in, period_of, read_kpis
from app.services.ports import StorageError
from tests.fakes.adapters import FakeJournal
from tests.fakes.city import make_city

ZONE = ZoneInfo("Europe/Berlin")
EVERY_DAY = frozenset(range(7))
SHIFTS = (
    ShiftPlan("tag", Text("Tag"), EVERY_DAY, 6 * 60, 22 * 60),
    ShiftPlan("nacht", Text("Nacht"), EVERY_DAY, 22 * 60, 6 * 60, is_manned=False),
)
CITY = make_city(60)
MANNED = replace(CITY, shifts=SHIFTS)


def local(*parts: int) -> int:
    return to_us(datetime(*parts, tzinfo=ZONE))  # type: ignore[arg-type, misc]  # year to minute


def test_periods_end_at_the_moment_that_is_looked_at() -> None:
    """The shift since its begin on the wall; without shifts it is the day."""
    noon = local(2026, 7, 1, 12, 30)
    assert period_of(PeriodKind.SHIFT, MANNED, noon) == (local(2026, 7, 1, 6, 0), noon)
    assert period_of(PeriodKind.SHIFT, MANNED, local(2026, 7, 1, 1, 0))[0] == local(
        2026, 6, 30, 22, 0
    )
    assert period_of(PeriodKind.SHIFT, CITY, noon) == (local(2026, 7, 1, 0, 0), noon)
    begin = local(2026, 7, 1, 6, 0)
    assert period_of(PeriodKind.SHIFT, MANNED, begin) == (begin - DAY_US, begin)
    assert period_of(PeriodKind.MONTH, CITY, noon) == (noon - 30 * DAY_US, noon)


def test_manned_time_follows_the_wall_clock_through_a_clock_change() -> None:
    """Sixteen hours by day also when the night is an hour longer; always without shifts."""
    start, end = local(2026, 10, 24, 12, 0), local(2026, 10, 25, 12, 0)
    assert end - start == 25 * HOUR_US
    assert manned_in(MANNED, start, end).total_us == 16 * HOUR_US
    assert manned_in(CITY, start, end).total_us == 25 * HOUR_US


def test_a_report_joins_journal_rules_and_shifts() -> None:
    """What a server judges counts with the priority of its severity; a rate is per manned hour."""
    end = local(2026, 7, 2, 6, 0)
    pump = AlarmId("netz@pumpe")
    mirror = Mirror(SourceId("netz"), "ns=2;s=P", "0a", "Pumpe", Text("Steht"), 900)
    journal = FakeJournal()
    raised = [
        AlarmEvent(pump, AlarmEventKind.RAISED, end - 20 * HOUR_US + i * HOUR_US, 1.0)
        for i in range(4)
    ]
    journal.record([(event, "") for event in raised], {pump: AlarmState(mirror=mirror)})
    report = read_kpis(journal, MANNED, PeriodKind.DAY, end)
    assert report.kpis.manned_us == 16 * HOUR_US
    assert report.kpis.figures[Kpi.RATE_HOUR].value == pytest.approx(4 / 16)
    assert report.kpis.priorities[Priority.CRITICAL] == 4
    assert report.rules[pump].message == Text("Steht")
    assert report.proposals[pump].rule is None


def test_an_unreadable_journal_is_no_quiet_day() -> None:
    journal = FakeJournal()
    journal.trouble = "Die Datei lässt sich nicht benutzen."
    with pytest.raises(StorageError, match="nicht benutzen"):
        read_kpis(journal, CITY, PeriodKind.WEEK, DAY_US * 1000)
