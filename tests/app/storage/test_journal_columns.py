"""The columns of a period give the same figures as all events of the journal."""

from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.domain.alarms import AlarmColumns, AlarmEvent, AlarmEventKind, AlarmId
from app.domain.alarms.kpis import Kpis, kpis_of
from app.domain.alarms.rates import MINUTE_US, Manned
from app.storage.journal import SqliteJournal

K = AlarmEventKind
events = st.builds(
    AlarmEvent,
    st.sampled_from([AlarmId(name) for name in ("a#hi", "b,2#hi", 'c"@ \n')]),
    st.sampled_from([K.RAISED, K.CLEARED, K.ACKNOWLEDGED]) | st.sampled_from(K),
    st.integers(-50, 50).map(lambda minute: minute * MINUTE_US),
    st.just(1.0),
)


@settings(max_examples=60, deadline=None, derandomize=True)
@given(
    st.lists(events, max_size=40, unique_by=lambda event: (event.alarm, event.time_us)),
    st.integers(-50, 50),
    st.integers(0, 60),
)
def test_columns_and_the_whole_journal_tell_the_same(
    told: list[AlarmEvent], start: int, length: int
) -> None:
    """Whatever stood or was hidden before the period, in whatever order lines were recorded."""
    start_us, end_us = start * MINUTE_US, (start + length) * MINUTE_US
    with pytest.MonkeyPatch.context() as patch, TemporaryDirectory() as folder:
        patch.setattr("app.storage.journal._PRAGMAS", "PRAGMA synchronous=OFF")
        with closing(SqliteJournal(Path(folder) / "j.db")) as journal:
            journal.record([(event, "") for event in told], {})
            columns = journal.alarm_columns(start_us, end_us)
    assert all(event_us < end_us for event_us in columns.time.tolist())
    whole = AlarmColumns.of_events(event for event in told if event.time_us < end_us)
    assert figures(columns, start_us, end_us) == figures(whole, start_us, end_us)


def figures(columns: AlarmColumns, start_us: int, end_us: int) -> tuple[object, ...]:
    """Return what must be the same, in comparable form."""
    kpis: Kpis = kpis_of(
        columns, {}, Manned([(start_us, end_us)], start_us, end_us), start_us, end_us
    )
    return (
        str(kpis.figures),
        kpis.calls,
        str(kpis.floods),
        kpis.distribution,
        str(kpis.seen),
        [(actor.alarm, actor.calls, actor.since_us) for actor in kpis.actors.top],
        [actor.alarm for actor in kpis.actors.chattering],
    )
