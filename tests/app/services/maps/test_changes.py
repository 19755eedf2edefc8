"""Versions grow with the features only; what comes and goes is grouped; states are sent once."""

import numpy as np

from app.services.maps.changes import PACE_US, MapChanges, Pace, SentStates, Versions


def test_versions_grow_only_with_new_features() -> None:
    versions = Versions()
    assert versions.version("alarms") == 0
    one = versions.put("alarms", b"a")
    assert versions.put("alarms", b"a") is one
    assert versions.put("alarms", b"b").version == one.version + 1
    assert one.cluster_radius > 0
    assert versions.put("values", b"a").cluster_radius == 0


def test_live_features_are_made_at_most_twice_a_second() -> None:
    pace = Pace()
    assert pace.is_due(1_000, is_live=True)
    assert not pace.is_due(1_000 + PACE_US - 1, is_live=True)
    assert pace.is_due(1_000 + PACE_US, is_live=True)


def test_the_past_is_shown_at_once_and_so_is_the_first_live_state_after_it() -> None:
    pace = Pace()
    assert pace.is_due(1_000_000, is_live=True)
    assert pace.is_due(500, is_live=False)
    assert pace.is_due(501, is_live=False)
    assert pace.is_due(1_000_001, is_live=True)


def test_a_clock_that_went_back_does_not_stop_the_map() -> None:
    pace = Pace()
    assert pace.is_due(10 * PACE_US, is_live=True)
    assert pace.is_due(PACE_US, is_live=True)


def test_only_states_that_changed_are_sent() -> None:
    sent = SentStates("points", ("r", "a"), np.array([0, 2], np.int64))
    columns = np.zeros((3, 2), np.uint8)
    first = sent.take(columns)
    assert first is not None
    assert list(first.ids) == [0, 2]
    assert sent.take(columns) is None
    columns = columns.copy()
    columns[1:] = 4
    second = sent.take(columns)
    assert second is not None
    assert (list(second.ids), [list(row) for row in second.values]) == ([2], [[4, 4]])
    whole = sent.take(columns, is_whole=True)
    assert whole is not None
    assert list(whole.ids) == [0, 2]


def test_a_source_without_features_has_no_states() -> None:
    sent = SentStates("points", ("r",), np.zeros(0, np.int64))
    assert sent.take(np.zeros((3, 1), np.uint8), is_whole=True) is None


def test_no_changes_are_nothing() -> None:
    assert not MapChanges()
