"""Alarms that servers judge: taken over, not judged twice, over when no longer named."""

from dataclasses import replace

from app.collector.judging import AlarmJudge
from app.domain.alarms import (
    AlarmEventKind,
    AlarmId,
    AlarmOrder,
    AlarmState,
    MaintenanceWindow,
    Mirror,
    MirroredCondition,
    OrderKind,
    RuleKind,
    Scope,
    VisibleState,
)
from app.domain.points import SourceId
from app.domain.texts import Text
from app.services.lost_sources import lost_alarm_id
from tests.fakes.judging import CITY, EVERYWHERE, POINT, Bench, a_rule, at_us

K = AlarmEventKind
SOURCE = POINT.source
NAME = AlarmId(f"{SOURCE}@kessel")


def mirror(*methods: OrderKind, source: SourceId = SOURCE) -> Mirror:
    return Mirror(
        source, "nsu=urn:x;s=kessel", "00", "Kessel", Text("Kessel zu heiß"), 700, POINT.id,
        methods=frozenset(methods),
    )  # fmt: skip


def condition(*, active: bool = True, name: AlarmId = NAME, **others: object) -> MirroredCondition:
    made = MirroredCondition(name, mirror(), at_us(0), active, not active)
    return replace(made, **others)  # type: ignore[arg-type] # a helper for any attribute


def bench_of(*rules: object, states: dict[AlarmId, AlarmState] | None = None) -> Bench:
    sources = tuple(
        replace(source, options={"alarms": "mirror"}) if source.id == SOURCE else source
        for source in CITY.sources
    )
    return Bench(city=replace(CITY, sources=sources, rules=rules), states=states)  # type: ignore[arg-type] # rules


def say(bench: Bench, *said: MirroredCondition, whole: bool = False, second: float = 1) -> None:
    bench.take(
        bench.judge.take_conditions(
            SOURCE, said, at_us(second), is_whole=whole, value_of=lambda _: 77.0
        )
    )


def test_what_a_server_says_is_an_alarm_with_its_message_and_value() -> None:
    bench = bench_of()
    verdict = bench.judge.take_conditions(
        SOURCE, [condition()], at_us(1), is_whole=False, value_of=lambda _: 77.0
    )
    assert [(event.kind, event.value) for event in verdict.events] == [(K.RAISED, 77.0)]
    assert bench.judge.message(verdict.events[0]) == "Kessel zu heiß"
    assert bench.judge.states[NAME].visible is VisibleState.UNACKNOWLEDGED


def test_its_points_are_not_judged_twice_but_their_silence_and_loss_are() -> None:
    judged = {a_rule(kind=kind).id: kind for kind in RuleKind if kind is not RuleKind.MIRRORED}
    rules = [
        a_rule(kind=kind, codes=frozenset({1}), span_s=1.0, setpoint=1.0, formula="1")
        for kind in judged.values()
        if kind is not RuleKind.LOST
    ]
    kinds = {rule.kind for rule in bench_of(*rules).judge.rules.values()}
    assert kinds == {RuleKind.INACTIVE, RuleKind.FORMULA, RuleKind.LOST}
    bench = bench_of(*rules)
    bench.sample(0, 1e9)
    assert bench.told == []
    bench.tick(0, {**EVERYWHERE, SOURCE: False})
    bench.tick(11, {**EVERYWHERE, SOURCE: False})
    assert lost_alarm_id(SOURCE) in bench.judge.states


def test_what_a_whole_refresh_does_not_name_is_over() -> None:
    bench, other = bench_of(), AlarmId(f"{SOURCE}@pumpe")
    say(bench, condition(), condition(name=other))
    say(bench, condition(), whole=True, second=2)
    assert bench.judge.states[NAME].is_active
    assert other not in bench.judge.states
    say(bench, whole=True, second=3)
    assert bench.judge.states == {}


def test_nothing_is_taken_of_a_source_that_is_not_mirrored() -> None:
    bench = Bench()
    say(bench, condition())
    assert bench.judge.states == {}


def test_a_refresh_leaves_other_sources_and_own_alarms_alone() -> None:
    rule = a_rule(next(p for p in CITY.points if p.source != SOURCE))
    bench = bench_of(rule)
    bench.sample(0, 99, next(p for p in CITY.points if p.source != SOURCE))
    say(bench, whole=True)
    assert bench.state(rule).is_active


def test_orders_are_told_apart_and_what_a_server_cannot_hide_we_hide() -> None:
    own = a_rule(next(p for p in CITY.points if p.source != SOURCE))
    bench = bench_of(own)
    say(bench, condition(mirror=mirror(OrderKind.ACKNOWLEDGE)))
    seen = AlarmOrder(OrderKind.ACKNOWLEDGE, (NAME, own.id), "Anna")
    assert bench.judge.mirrors_of(seen, at_us(2)) == {SOURCE: {NAME: mirror(OrderKind.ACKNOWLEDGE)}}
    assert not bench.judge.operate(seen, at_us(2))
    shelf = AlarmOrder(OrderKind.SHELVE, (NAME,), "Anna", "Umbau", at_us(600))
    assert bench.judge.mirrors_of(shelf, at_us(2)) == {}
    bench.take(bench.judge.operate(shelf, at_us(2)))
    assert bench.judge.states[NAME].visible is VisibleState.SHELVED
    bench.tick(600)
    assert bench.kinds()[-1] is K.UNSHELVED


def test_a_shelf_of_the_server_ends_when_the_server_says_so() -> None:
    bench = bench_of()
    shelved = condition(
        mirror=mirror(OrderKind.SHELVE), is_shelved=True, until_us=at_us(600), is_acknowledged=True
    )
    say(bench, shelved)
    bench.tick(700)
    assert bench.judge.states[NAME].visible is VisibleState.SHELVED


def test_a_maintenance_window_hides_them_too() -> None:
    bench = bench_of()
    scope = Scope(sources=frozenset({SOURCE}))
    window = MaintenanceWindow("w", at_us(0), at_us(100), scope, "Umbau", "A-1", "Anna")
    bench.judge.set_windows([window])
    say(bench, condition())
    assert bench.judge.states[NAME].suppressed_by == "w"
    by_point = replace(window, scope=Scope(points=frozenset({POINT.id})))
    bench.judge.set_windows([by_point])
    bench.tick(50)
    assert bench.judge.states[NAME].suppressed_by == "w"
    bench.tick(100)
    assert bench.judge.states[NAME].suppressed_by == ""


def test_they_survive_a_restart_while_their_source_is_mirrored() -> None:
    bench = bench_of()
    say(bench, condition())
    kept = bench.judge.states
    assert bench_of(states=kept).judge.states == kept
    gone = AlarmJudge(CITY, kept)
    assert gone.states == {}
    assert [event.kind for event in gone.dismiss(at_us(9)).events] == [K.CLEARED]
