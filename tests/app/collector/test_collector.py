"""The collector as a whole between fake sources and a real console link."""

import threading
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from app.domain.alarms import AlarmEventKind, AlarmId, AlarmOrder, OrderKind, VisibleState
from app.domain.points import SourceId
from app.domain.samples import Quality, SampleBatch
from app.domain.sources import SourceState
from app.domain.texts import Text
from app.link import messages as m
from app.link.client import LinkClient
from app.link.feeds import pump
from app.services.clocks import SystemClock
from app.services.ports import ConnectorError
from app.services.profiles import ProfileProblem
from app.services.states import LiveState
from tests.fakes.adapters import FakeHistorian
from tests.fakes.city import make_city
from tests.fakes.collecting import ALWAYS_SO, Bench
from tests.fakes.waiting import wait_for


@pytest.fixture
def bench(tmp_path: Path) -> Iterator[Bench]:
    real = make_city(20)
    city = replace(real, sources=tuple(replace(one, url="x") for one in real.sources))
    bench = Bench(city, tmp_path)
    bench.start()
    yield bench
    bench.stop()


def test_a_sample_is_stored_acknowledged_judged_and_seen(bench: Bench) -> None:
    acknowledged = threading.Event()
    rule = bench.city.rules[0]
    row = next(i for i, point in enumerate(bench.city.points) if point.id == rule.point)
    bench.see(lambda state: len(state.sources) == len(bench.city.sources))
    bench.deliver(row, rule.threshold + 1, acknowledged.set)
    bench.see(lambda state: state.states.value[row] == rule.threshold + 1)
    assert acknowledged.wait(5)
    state = bench.look()
    assert not state.stale[row]
    wait_for(lambda: bench.stored_values == [rule.threshold + 1])
    bench.see(lambda state: rule.id in state.alarms)
    assert [event.alarm for event, _ in bench.journal.lines] == [rule.id]
    bench.client.operate(acknowledging(rule.id, "gesehen")).result(5)
    bench.see(lambda state: state.alarms[rule.id].visible is VisibleState.ACKNOWLEDGED)
    assert bench.journal.lines[-1][0].actor == "Anna"
    lines = [line for e in bench.events if isinstance(e, m.JournalLines) for line in e.lines]
    kinds = [line.event.kind for line in lines]
    assert kinds == [AlarmEventKind.RAISED, AlarmEventKind.ACKNOWLEDGED]


def test_a_console_that_comes_later_sees_everything(bench: Bench) -> None:
    rule = bench.city.rules[0]
    row = next(i for i, point in enumerate(bench.city.points) if point.id == rule.point)
    bench.deliver(row, rule.threshold + 1)
    bench.see(lambda state: rule.id in state.alarms)
    late = LinkClient(bench.data)
    live = LiveState(bench.city, bench.clock)
    late.start()

    def has_all() -> bool:
        pump(late, live)
        state = live.snapshot(bench.clock.now_us())
        return rule.id in state.alarms and state.states.value[row] == rule.threshold + 1

    wait_for(has_all)
    late.close()


def test_a_source_that_goes_away_makes_its_points_stale(bench: Bench) -> None:
    bench.deliver(0, 1.0)
    bench.see(lambda state: not state.stale[0])
    bench.connectors[bench.city.points[0].source].state = SourceState.BACKING_OFF
    bench.see(lambda state: bool(state.stale[0]))


def test_requests_reach_the_connector_and_refusals_come_back(bench: Bench) -> None:
    source = bench.city.sources[0].id
    assert bench.client.browse(source, "x").result(5)[0].address == "x"
    assert bench.client.raw_messages(source).result(5)[0].head == b"abc"
    bench.client.trust(source, "AA").result(5)
    bench.client.retry(source).result(5)
    assert bench.connectors[source].calls == ["start", "trust AA", "retry"]
    with pytest.raises(ConnectorError, match="antwortet nicht"):
        bench.client.browse(source, "away").result(5)
    with pytest.raises(ConnectorError, match="steht nicht im Profil"):
        bench.client.retry(SourceId("niemand")).result(5)


@pytest.mark.expects_warnings
def test_a_bug_in_a_connector_is_told_not_swallowed(bench: Bench) -> None:
    with pytest.raises(ConnectorError, match="ZeroDivisionError"):
        bench.client.browse(bench.city.sources[0].id, "bug").result(5)


def test_a_changed_profile_touches_only_changed_sources(bench: Bench) -> None:
    city = bench.city
    first, second = city.sources[:2]
    gone = next(point for point in city.points if point.source == second.id)
    bench.profile.city = replace(
        city,
        sources=(replace(first, url="y"), *city.sources[1:]),
        points=tuple(point for point in city.points if point != gone),
        rules=tuple(rule for rule in city.rules if rule.point != gone.id),
    )
    old = dict(bench.connectors)
    assert bench.client.reload_profile().result(10) == []
    assert old[first.id].calls == ["start", "stop"]
    assert bench.connectors[first.id].calls == ["start"]
    assert bench.connectors[second.id].calls == ["start", "apply_points"]
    assert all(bench.connectors[one.id] is old[one.id] for one in city.sources[1:])
    wait_for(lambda: len(bench.client.table() or ()) == len(city.points) - 1)


def test_a_broken_profile_changes_nothing_and_is_told(bench: Bench) -> None:
    problem = ProfileProblem("a.toml", 3, "k", Text("Grund."), Text("Abhilfe."))
    bench.profile.problems = (problem,)
    bench.profile.version += 1
    wait_for(lambda: "Grund." in bench.notices().get("profile", ""))
    assert bench.client.reload_profile().result(5) == [str(problem)]
    bench.profile.problems = ()
    assert bench.client.reload_profile().result(5) == []
    wait_for(lambda: bench.notices().get("profile") == "")


@pytest.mark.expects_warnings
def test_a_full_disk_is_told_and_the_city_stays_live(bench: Bench) -> None:
    acknowledged = threading.Event()
    bench.historian.failure = "Die Platte ist voll."
    bench.deliver(0, 5.0, acknowledged.set)
    bench.see(lambda state: state.states.value[0] == 5.0)
    wait_for(lambda: "Platte" in bench.notices().get("storage", ""))
    assert not acknowledged.is_set()
    bench.historian.failure = ""
    assert acknowledged.wait(10)
    wait_for(lambda: bench.notices().get("storage") == "")
    assert bench.stored_values == [5.0]


def test_a_journal_that_fails_is_told_and_caught_up(bench: Bench) -> None:
    rule = bench.city.rules[0]
    row = next(i for i, point in enumerate(bench.city.points) if point.id == rule.point)
    bench.journal.failure = "Die Platte ist voll."
    bench.deliver(row, rule.threshold + 1)
    bench.see(lambda state: rule.id in state.alarms)
    wait_for(lambda: "Platte" in bench.notices().get("journal", ""))
    with pytest.raises(ConnectorError, match="nachgetragen"):
        bench.client.operate(acknowledging(rule.id)).result(5)
    bench.journal.failure = ""
    wait_for(lambda: len(bench.journal.lines) == 2)
    wait_for(lambda: bench.notices().get("journal") == "")


def test_simulated_sources_wait_for_their_city(tmp_path: Path) -> None:
    """They are waited for without an alarm bell, and follow it to another port."""
    bench = Bench(make_city(20), tmp_path)
    bench.start()
    bench.see(
        lambda state: {one.state for one in state.sources.values()} == {SourceState.CONNECTING}
    )
    bench.addresses = {"mqtt": "mqtt://127.0.0.1:1", "opcua": "opc.tcp://127.0.0.1:2"}
    bench.see(lambda state: {one.state for one in state.sources.values()} == {SourceState.ONLINE})
    before = dict(bench.connectors)
    bench.addresses = {**bench.addresses, "mqtt": "mqtt://127.0.0.1:3"}
    wait_for(lambda: before["lora"].calls == ["start", "stop"])
    assert before["netz"].calls == ["start"]
    bench.stop()


def test_the_past_is_filled_in_behind_and_told(bench: Bench) -> None:
    wait_for(lambda: m.Progress("history", 3, 3) in bench.client.poll())
    assert bench.historian.stored.source_time.tolist() == [0, 1, 2]


def test_what_was_before_the_start_is_shown_with_its_gap(tmp_path: Path) -> None:
    city = make_city(20)
    historian = FakeHistorian()
    key = city.points[0].key
    hour_ago = SystemClock().now_us() - 3_600_000_000
    historian.append(SampleBatch.from_columns([key], [hour_ago], hour_ago, [3.0]))
    bench = Bench(city, tmp_path, historian)
    bench.start()
    bench.see(lambda state: state.states.value[0] == 3.0)
    wait_for(lambda: Quality.GAP in historian.stored.quality)
    assert historian.stored.source_time[-1] == hour_ago + 60_000_000
    bench.see(lambda state: state.states.quality[0] == Quality.GAP and bool(state.stale[0]))
    bench.stop()


def test_what_became_of_files_is_told_but_not_what_is_always_so(tmp_path: Path) -> None:
    real = make_city(5)
    sources = tuple(replace(one, url="x") for one in real.sources)
    bench = Bench(replace(real, sources=sources), tmp_path)
    bench.historian.notices = ("„rollup.db“ war beschädigt.", ALWAYS_SO)
    bench.journal.notices = ["„journal.db“ war beschädigt.", ALWAYS_SO]
    bench.start()
    try:
        wait_for(lambda: "files" in bench.notices())
        assert bench.notices()["files"] == (
            "„rollup.db“ war beschädigt.\n„journal.db“ war beschädigt."
        )
    finally:
        bench.stop()


def acknowledging(alarm: AlarmId, comment: str = "") -> AlarmOrder:
    return AlarmOrder(OrderKind.ACKNOWLEDGE, (alarm,), "Anna", comment)
