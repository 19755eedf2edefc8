"""Who asks: verdicts, trends, drift, what is kept, and what is wrong with a question."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

import pytest
from typing_extensions import override

from app.domain.inventory.changes import Origin, Transaction
from app.domain.inventory.queries import Filter, Operator, Query
from app.domain.inventory.records import Key
from app.domain.portfolio.evidence.items import Item, Reported
from app.domain.portfolio.evidence.notation import written
from app.domain.portfolio.evidence.questions import (
    Chosen,
    Direction,
    Has,
    Measure,
    OfHistory,
    OfRecords,
    Question,
    Span,
    Target,
    Window,
)
from app.domain.portfolio.evidence.results import Verdict
from app.domain.texts import Text
from app.services.portfolio.evidence.asker import EvidenceAsker
from app.services.portfolio.evidence.memory import Kept, KindChanges
from app.services.ports import StoppedError
from app.storage.inventory import SqliteInventoryReader
from tests.fakes.clocks import START_US
from tests.fakes.evidence_worlds import BERLIN, HOUR_US, POINTS, World
from tests.fakes.school_worlds import SCHOOL_SOUTH
from tests.inventories import update

FIBRE = (Filter("line_technology", Operator.IS, ("fibre",)),)
ONE = Question(OfRecords("school", filters=FIBRE), Target(Direction.AT_LEAST, 2.0))
MEAN = Question(
    OfHistory(Chosen(("umwelt.mitte",)), span=Span(Window.DAYS, 1)),
    Target(Direction.AT_MOST, 20.0),
)
DAY_S = 86_400


def test_a_count_below_its_target_is_open_with_all_that_is_behind_it(world: World) -> None:
    found = world.asker.ask(ONE)
    assert (found.verdict, found.value, found.target) == (Verdict.OPEN, 1.0, 2.0)
    assert found.at_us == world.clock.now_us()
    assert found.rows_total == len(found.rows) == 1
    assert isinstance(found.query, Query)
    assert found.sentence == "Anzahl von: Schulen mit Anschluss = Glasfaser, mindestens 2"
    assert found.trend == ((world.clock.now_us(), 1.0),)


def test_what_changes_counts_at_once_and_the_past_stays(world: World) -> None:
    before_us = world.clock.now_us()
    assert world.asker.ask(ONE).verdict is Verdict.OPEN
    world.clock.advance(60)
    world.inventory.put(update("school", SCHOOL_SOUTH, line_technology="fibre"))
    assert world.asker.ask(ONE).verdict is Verdict.FULFILLED
    assert world.asker.ask(ONE, before_us).value == 1.0


def test_the_trend_has_the_ends_of_months_since_the_inventory_began(world: World) -> None:
    world.clock.advance(20 * DAY_S)
    world.inventory.put(update("school", SCHOOL_SOUTH, line_technology="fibre"))
    world.clock.advance(40 * DAY_S)
    found = world.asker.ask(ONE)
    assert [value for _, value in found.trend] == [1.0, 2.0, 2.0]  # 1 Dec, 1 Jan, now
    assert world.asker.ask(ONE, with_trend=False).trend == ((world.clock.now_us(), 2.0),)


def test_history_has_a_trend_of_covered_months_only(world: World) -> None:
    world.clock.advance(20 * DAY_S)
    now_us = world.clock.now_us()
    world.record(0, [10.0] * 24 * 25, end_us=now_us)
    found = world.asker.ask(MEAN)
    assert found.verdict is Verdict.FULFILLED
    assert [value for _, value in found.trend] == [10.0, 10.0]
    assert found.points == ("umwelt.mitte",)
    assert found.sentence.startswith("Mittel der Stundenmittel von NO₂ Mitte")


def test_too_little_history_is_no_verdict(world: World) -> None:
    world.record(0, [10.0] * 12, end_us=START_US)
    found = world.asker.ask(MEAN)
    assert (found.verdict, found.value) == (Verdict.UNKNOWN, 10.0)
    assert "Nur 50 %" in found.problem
    assert found.trend == ()


def test_data_that_are_too_old_are_no_verdict(world: World) -> None:
    target = Target(Direction.AT_LEAST, 1.0, max_age_days=30.0)
    question = Question(OfRecords("school", filters=FIBRE, dated_by="as_of"), target)
    found = world.asker.ask(question)
    assert found.verdict is Verdict.UNKNOWN
    assert found.problem == "Die neuesten Daten sind 90 Tage alt und damit älter als erlaubt."
    undated = Question(OfRecords("school", dated_by="site.opened_on"), target)
    assert "nicht bekannt" in world.asker.ask(undated).problem


def test_drift_between_reported_and_measured(world: World) -> None:
    found = world.asker.ask(ONE, reported=Reported(2.0, "2025-11-01"))
    assert (found.drift, found.is_drifting) == (1.0, True)
    assert (found.reported, found.reported_on) == (2.0, "2025-11-01")
    loose = Question(ONE.of, Target(Direction.AT_LEAST, 2.0, tolerance=1.0))
    assert not world.asker.ask(loose, reported=Reported(2.0)).is_drifting


def test_a_milestone_reported_as_reached_drifts_while_its_value_says_no(world: World) -> None:
    reached = Reported(None, "2025-11-01", is_reached=True)
    assert world.asker.ask(ONE, reported=reached).is_drifting
    enough = Question(ONE.of, Target(Direction.AT_LEAST, 1.0))
    assert not world.asker.ask(enough, reported=reached).is_drifting


def test_records_that_a_question_names_are_called_by_their_name(world: World) -> None:
    site = world.asker.ask(Question(OfRecords("school"))).rows[0]
    of = OfRecords(
        "school",
        Measure.SHARE,
        of_these=(Filter("uid", Operator.IN, (site.uid,)),),
        of_these_has=(
            Has("site", ("uid",), "site", (Filter("district", Operator.IS, ("ba" * 16,)),)),
        ),
    )
    words = world.asker.ask(Question(of)).sentence
    assert "Nordschule" in words
    assert "Stadtbezirk = Mitte" in words


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("25 Schulen", "kein JSON"),
        ('{"version":1,"sort":"records","kind":"schol"}', "„school“"),
        (
            '{"version":1,"sort":"records","kind":"school","filters":[{"path":"lne"}]}',
            "hat kein Feld „lne“",
        ),
        (
            '{"version":1,"sort":"records","kind":"school","filters":[{"path":"custom.x"}]}',
            "hat kein eigenes Feld „x“",
        ),
        (
            '{"version":1,"sort":"history","points":{"ids":["umwelt.mite"]}}',
            "„umwelt.mitte“",
        ),
    ],
)
def test_what_cannot_be_asked_says_why_and_nothing_else_is_touched(
    world: World, text: str, words: str
) -> None:
    bad, good = Key("milestone", "bad"), Key("milestone", "good")
    found = world.asker.ask_all({bad: Item(bad, text), good: Item(good, written(ONE))})
    assert found[bad].verdict is Verdict.INVALID
    assert words in found[bad].problem
    assert found[good].verdict is Verdict.OPEN


def test_without_a_history_its_questions_say_so(world: World) -> None:
    asker = EvidenceAsker(world.inventory.reader, None, POINTS, BERLIN, world.clock)
    found = asker.ask(MEAN)
    assert found.verdict is Verdict.UNKNOWN
    assert "keine Historie" in found.problem


def test_asking_all_tells_how_far_it_is_and_stops(world: World) -> None:
    items = {Key("kpi", str(n)): Item(Key("kpi", str(n)), written(ONE)) for n in range(3)}
    told: list[tuple[int, int]] = []

    def tell(done: int, total: int) -> bool:
        told.append((done, total))
        return True

    assert len(world.asker.ask_all(items, progress=tell)) == 3
    assert told[0] == (0, 3)
    assert told[-1] == (3, 3)
    with pytest.raises(StoppedError):
        world.asker.ask_all(items, progress=lambda done, _: done < 1)


def test_all_at_a_moment_of_the_past(world: World) -> None:
    before_us = world.clock.now_us()
    world.clock.advance(60)
    world.inventory.put(update("school", SCHOOL_SOUTH, line_technology="fibre"))
    key = Key("kpi", "k")
    found = world.asker.ask_all({key: Item(key, written(ONE))}, before_us)
    assert (found[key].value, found[key].at_us) == (1.0, before_us)


class CountingReader(SqliteInventoryReader):
    """Counts questions to the records."""

    asked = 0

    @override
    def groups(self, query: Query, path: str) -> list[tuple[Any, int]]:
        type(self).asked += 1
        return super().groups(query, path)


@pytest.fixture
def counting(world: World) -> Callable[[Question], int]:
    """Return a function that asks and tells how many questions to the records it took."""
    CountingReader.asked = 0
    path = world.inventory.path
    asker = EvidenceAsker(lambda: CountingReader(path), world.history, POINTS, BERLIN, world.clock)

    def ask(question: Question) -> int:
        before = CountingReader.asked
        asker.ask(question, with_trend=False)
        return CountingReader.asked - before

    return ask


def test_an_answer_is_kept_until_a_kind_it_rests_on_changes(
    world: World, counting: Callable[[Question], int]
) -> None:
    assert counting(ONE) > 0
    assert counting(ONE) == 0
    world.inventory.put(update("site", "a" * 32, note="anderes"))
    assert counting(ONE) == 0
    world.inventory.put(update("school", SCHOOL_SOUTH, note="dieses"))
    assert counting(ONE) > 0


def test_history_is_asked_again_with_the_next_hour(world: World) -> None:
    world.record(0, [10.0] * 24, end_us=START_US)
    world.asker.ask(MEAN, with_trend=False)
    world.history.windows.clear()
    world.asker.ask(MEAN, with_trend=False)
    assert world.history.windows == []
    world.clock.advance(3_600)
    world.record(0, [34.0], end_us=world.clock.now_us())
    assert world.asker.ask(MEAN, with_trend=False).value == 11.0
    assert all(stop - start <= 50 * HOUR_US for start, stop in world.history.windows)


def test_what_there_is_to_ask_for(world: World) -> None:
    known = world.asker.known()
    assert known.points is not None
    assert known.points["umwelt.werk"] == "meter.energy"
    assert known.custom is not None
    assert known.custom["school"] == {}


class FewTransactions:
    """A reader that only knows transactions."""

    def __init__(self, transactions: Sequence[Transaction]) -> None:
        self.log = transactions

    def transactions(self, limit: int = 200, before: int | None = None) -> list[Transaction]:
        older = [one for one in self.log if before is None or one.number < before]
        return sorted(older, key=lambda one: -one.number)[:limit]


def transaction(number: int, kind: str) -> Transaction:
    return Transaction(number, number * 1_000, "P", "", Origin.EDIT, 1, {kind: 1})


def test_changes_are_followed_by_kind_over_gaps_and_another_file() -> None:
    changes: Any = KindChanges()
    assert changes.follow(FewTransactions([])) is None
    nothing = changes.version(["site"])
    assert changes.follow(FewTransactions([transaction(1, "site")])) == 1_000
    one = changes.version(["site", "asset"])
    assert one != nothing
    changes.follow(FewTransactions([transaction(1, "site"), transaction(2, "school")]))
    assert changes.version(["site", "asset"]) == one
    many = [transaction(number, "school") for number in range(1, 500)]
    changes.follow(FewTransactions(many))
    gap = changes.version(["site"])
    assert gap != one
    changes.follow(FewTransactions([transaction(1, "school")]))
    assert changes.version(["site"]) not in {gap, one, nothing}


def test_the_things_that_nobody_asked_for_longest_go() -> None:
    kept: Kept[int] = Kept(2)
    kept.put("a", 1)
    kept.put("b", 2)
    assert kept.get("a") == 1
    kept.put("c", 3)
    assert [kept.get(one) for one in "abc"] == [1, None, 3]


def test_one_question_with_two_targets_is_asked_once(
    world: World, counting: Callable[[Question], int]
) -> None:
    assert counting(ONE) > 0
    assert counting(Question(ONE.of, Target(Direction.AT_LEAST, 1.0))) == 0


def test_points_are_named_with_their_place(world: World) -> None:
    points = [replace(POINTS[0], site=Text("Ostring"))]
    asker = EvidenceAsker(world.inventory.reader, world.history, points, BERLIN, world.clock)
    assert "NO₂ Mitte (Ostring)" in asker.ask(MEAN).sentence
