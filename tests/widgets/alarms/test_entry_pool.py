"""Books of one city describe each alarm once; each still tells its own changes."""

from dataclasses import replace
from random import Random

from app.domain.alarms import AlarmId, AlarmState
from tests.fakes.city import make_alarm, make_city
from widgets.alarms.counters import KINDS, Tallies, kind_of
from widgets.alarms.entries import AlarmBook

CITY = make_city(60)
NAMES = [rule.id for rule in CITY.rules][:12]


def alarms(*names: AlarmId) -> dict[AlarmId, AlarmState]:
    """Return alarms that stand."""
    return {name: make_alarm() for name in names}


def test_two_books_hold_the_same_entries() -> None:
    one, other, state = AlarmBook(CITY), AlarmBook(CITY), alarms(*NAMES)
    first, second = one.changes(state), other.changes(state)
    assert [id(entry) for entry in first.changed] == [id(entry) for entry in second.changed]
    later = {**state, NAMES[0]: replace(state[NAMES[0]], is_acknowledged=True)}
    assert one.changes(later).changed == other.changes(later).changed
    assert one.entry(NAMES[0]) is other.entry(NAMES[0])


def test_a_book_that_comes_later_is_told_everything() -> None:
    one, other = AlarmBook(CITY), AlarmBook(CITY)
    before, after = alarms(*NAMES[:6]), alarms(*NAMES[3:])
    one.changes(before)
    assert one.changes(after).gone == list(NAMES[:3])
    told = other.changes(after)
    assert [entry.id for entry in told.changed] == list(NAMES[3:])
    assert told.gone == []


def test_an_alarm_by_another_rule_is_not_taken_from_a_book_with_the_old_one() -> None:
    name, state = NAMES[0], alarms(NAMES[0])
    rules = tuple(replace(r, threshold=77.0) if r.id == name else r for r in CITY.rules)
    one, other = AlarmBook(CITY), AlarmBook(CITY)
    one.changes(state)
    other.changes(state)
    assert [e.rule.threshold for e in one.renew(replace(CITY, rules=rules)).changed] == [77.0]
    kept = other.entry(name)
    assert kept is not None
    assert kept.rule.threshold != 77.0


def test_counts_go_along_with_every_change() -> None:
    chance, book, tallies = Random(3), AlarmBook(CITY), Tallies()  # noqa: S311 -- chance, no secrets
    state: dict[AlarmId, AlarmState] = {}
    for moment in range(300):
        state, name = dict(state), chance.choice(NAMES)
        if name in state and chance.random() < 0.3:
            del state[name]
        else:
            state[name] = make_alarm(raised_us=1_000 + moment, by=chance.choice(["", "Anna"]))
        tallies.take(book.changes(state))
        ranks = {
            kind: sorted(
                (e.is_unacknowledged, e.state.raised_us, e.id)
                for e in book.known()
                if kind_of(e) is kind
            )
            for kind in KINDS
        }
        for kind, ranked in ranks.items():
            tally = tallies.tally(kind)
            assert (tally.total, tally.newest) == (len(ranked), ranked[-1][2] if ranked else "")
        waiting = sorted(rank for ranked in ranks.values() for rank in ranked if rank[0])
        assert tallies.newest == (waiting[-1][2] if waiting else "")
