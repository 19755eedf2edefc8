"""Episodes: what is the same alarm, and what figures they give."""

import math

import numpy as np

from app.domain.alarms.episodes import (
    Episodes,
    chatter,
    compare,
    figures,
    figures_of_all,
    floods,
)
from app.domain.samples import NO_TIME

SECOND = 1_000_000
MINUTE = 60 * SECOND
DAY = 86_400 * SECOND


def episodes(*spans: tuple[int, int | None], unit: int = SECOND) -> Episodes:
    return Episodes(
        np.array([start * unit for start, _ in spans], np.int64),
        np.array([NO_TIME if end is None else end * unit for _, end in spans], np.int64),
        np.arange(len(spans), dtype=np.float64),
    )


def test_overlapping_episodes_are_the_same_alarm() -> None:
    edited = episodes((1, 3), (10, 12), (30, None))
    saved = episodes((2, 4), (5, 6), (20, 31))
    found = compare(edited, saved, 40 * SECOND)
    assert found.same.tolist() == [True, False, True]
    assert found.new.tolist() == [False, True, False]
    assert found.missed.tolist() == [False, True, False]


def test_one_that_begins_when_the_other_ends_is_another_alarm() -> None:
    found = compare(episodes((3, 4)), episodes((1, 3)), 9 * SECOND)
    assert (found.new.tolist(), found.missed.tolist()) == ([True], [True])


def test_a_moment_is_an_episode_too() -> None:
    found = compare(episodes((3, 3)), episodes((3, 3)), 9 * SECOND)
    assert found.same.tolist() == [True]


def test_nothing_compares_with_anything() -> None:
    found = compare(Episodes.none(), episodes((1, 2)), 9 * SECOND)
    assert (len(found.new), found.missed.tolist()) == (0, [True])


def test_a_window_takes_what_touches_it() -> None:
    cut = episodes((1, 3), (4, 6), (7, None)).within(3 * SECOND, 7 * SECOND)
    assert cut.start_us.tolist() == [1 * SECOND, 4 * SECOND]
    assert len(episodes((1, None)).within(3 * SECOND, 7 * SECOND)) == 1


def test_figures_of_a_rule() -> None:
    found = figures(episodes((0, 10), (20, 50), (1_000, None)), 1_100 * SECOND, 2 * DAY)
    assert (found.count, found.per_day) == (3, 1.5)
    assert (found.longest_s, found.median_s, found.standing_s) == (100.0, 30.0, 140.0)
    assert (found.chatter, found.floods) == (1, 0)


def test_no_episodes_have_no_length() -> None:
    found = figures(Episodes.none(), DAY, 0)
    assert (found.count, found.longest_s, found.standing_s) == (0, 0.0, 0.0)
    assert math.isnan(found.per_day)
    assert math.isnan(found.median_s)


def test_chatter_is_coming_back_within_five_minutes() -> None:
    assert chatter(episodes((0, 1), (6, 7), (13, 14), (14, None), unit=MINUTE)) == 2


def test_more_than_ten_in_ten_minutes_are_a_flood_also_of_several_rules() -> None:
    ten = episodes(*((s, s + 1) for s in range(0, 50, 5)))
    assert floods(ten.start_us) == 0
    together = figures_of_all([ten, episodes((3, 4), (700, 800))], DAY, DAY)
    assert (together.floods, together.count) == (1, 12)
