"""Which points are shown and in which order: pure work on arrays."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.fakes.city import make_city
from widgets.folding import fold, natural_key
from widgets.points.arrangement import (
    LiveColumns,
    Quick,
    Wishes,
    arrange,
    quick_mask,
    sort_keys,
    text_mask,
)
from widgets.points.columns import Column, Grouping
from widgets.points.roster import Roster

CITY = make_city(80)
ROSTER = Roster(CITY, "de")
N = len(CITY.points)


UNKNOWN = LiveColumns.unknown(N)


@given(
    grouping=st.sampled_from(list(Grouping)),
    folded=st.sets(st.sampled_from([d.id for d in CITY.districts])),
    shown=st.lists(st.booleans(), min_size=N, max_size=N),
    is_descending=st.booleans(),
    values=st.lists(st.one_of(st.floats(-5, 5), st.just(float("nan"))), min_size=N, max_size=N),
)
def test_every_point_shown_stands_in_its_group_once_and_in_order(
    grouping: Grouping,
    folded: set[str],
    shown: list[bool],
    is_descending: bool,
    values: list[float],
) -> None:
    wishes = Wishes(grouping=grouping, is_descending=is_descending, collapsed=folded)
    keys = np.array(values)
    rows = arrange(ROSTER, wishes, np.array(shown), keys)
    points = rows[rows >= 0]
    assert len(set(points.tolist())) == len(points)
    assert set(points.tolist()) <= set(np.flatnonzero(shown).tolist())
    if grouping is not Grouping.DISTRICT:
        assert len(points) == sum(shown)
    heading = 0
    before = -np.inf
    for row in rows.tolist():
        if row < 0:
            heading, before = row, -np.inf
            continue
        if grouping is not Grouping.NONE:
            assert ROSTER.groups(grouping).of_row[row] == -heading - 1
        key = keys[row]
        if np.isnan(key):
            before = np.inf
            continue
        assert before < np.inf, "what has no value stands last"
        assert (-key if is_descending else key) >= before
        before = -key if is_descending else key


def test_quick_filters_join_what_meets_any_of_them() -> None:
    stale, abnormal = np.zeros(N, bool), np.zeros(N, bool)
    stale[1], abnormal[2] = True, True
    columns = replace(UNKNOWN, stale=stale, abnormal=abnormal)
    assert quick_mask(columns, Quick.NONE).all()
    assert np.flatnonzero(quick_mask(columns, Quick.STALE | Quick.ABNORMAL)).tolist() == [1, 2]


def test_worst_alarms_and_youngest_values_come_first() -> None:
    rank = np.arange(N).astype(np.uint8) % 10
    keys = sort_keys(ROSTER, replace(UNKNOWN, rank=rank), Column.ALARM)
    assert rank[np.argsort(keys, kind="stable")][0] == 9
    time = np.full(N, 50, np.int64)
    time[3] = 99
    keys = sort_keys(ROSTER, replace(UNKNOWN, time=time), Column.AGE)
    assert int(np.argsort(keys, kind="stable")[0]) == 3


@pytest.mark.parametrize(
    ("typed", "text"),
    [
        ("strasse", "Bahnhofstraße"),
        ("kaesten", "Kästen"),
        ("no2", "NO₂"),
        ("GROESSE", "Größe"),
        ("cafe", "Café"),
    ],
)
def test_german_can_be_typed_without_its_letters(typed: str, text: str) -> None:
    assert fold(typed) in fold(text)


def test_numbers_in_names_are_ordered_as_numbers() -> None:
    names = ["Punkt 10", "Punkt 9", "Punkt 100"]
    assert sorted(names, key=natural_key) == ["Punkt 9", "Punkt 10", "Punkt 100"]


def test_all_words_must_occur_somewhere() -> None:
    mask = text_mask(ROSTER, Wishes(text="mitte no2"))
    assert mask.any()
    assert all(
        CITY.points[row].district == "mitte" and "NO₂" in CITY.points[row].name.de
        for row in np.flatnonzero(mask)
    )
