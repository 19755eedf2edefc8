"""Orders and documents over the link: what servers judge goes to them, the rest is ours."""

import threading
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from app.collector import collector as collectors
from app.domain.alarms import (
    AlarmId,
    AlarmOrder,
    Mirror,
    MirroredCondition,
    OrderKind,
    VisibleState,
)
from app.domain.cities import LegalLimit
from app.domain.documents import DocumentKind
from app.domain.texts import Text
from app.link import messages as m
from app.services.clocks import SystemClock
from app.services.ports import ConnectorError
from tests.fakes.city import make_city
from tests.fakes.clocks import TravellingClock
from tests.fakes.collecting import Bench
from tests.fakes.waiting import wait_for

REAL = make_city(20)
SERVER = REAL.sources[-1].id
CITY = replace(
    REAL,
    sources=tuple(
        replace(one, url="x", options={"alarms": "mirror"} if one.id == SERVER else {})
        for one in REAL.sources
    ),
)
RULE = next(
    rule
    for rule in CITY.rules
    if next(p for p in CITY.points if p.id == rule.point).source != SERVER
)
ROW = next(i for i, point in enumerate(CITY.points) if point.id == RULE.point)
KESSEL = AlarmId(f"{SERVER}@kessel")
MIRROR = Mirror(SERVER, "s=kessel", "00", "Kessel", Text("Kessel zu heiß"), 700)
BOTH = (RULE.id, KESSEL)


@pytest.fixture
def bench(tmp_path: Path) -> Iterator[Bench]:
    bench = Bench(CITY, tmp_path)
    bench.start()
    bench.see(lambda state: len(state.sources) == len(CITY.sources))
    bench.deliver(ROW, RULE.threshold + 1)
    condition = MirroredCondition(KESSEL, MIRROR, bench.clock.now_us(), True, False)
    bench.connectors[SERVER].sink.submit_conditions(SERVER, [condition], is_whole=True)
    bench.see(lambda state: set(BOTH) <= set(state.alarms))
    yield bench
    bench.stop()


def test_an_order_for_both_is_shared_out(bench: Bench) -> None:
    order = AlarmOrder(OrderKind.ACKNOWLEDGE, BOTH, "Anna")
    bench.client.operate(order).result(5)
    bench.see(lambda state: state.alarms[RULE.id].visible is VisibleState.ACKNOWLEDGED)
    wanted = replace(order, alarms=(KESSEL,)), {KESSEL: MIRROR}
    assert bench.connectors[SERVER].orders == [wanted]
    # Only what the server says of it is shown of its alarm.
    assert bench.look().alarms[KESSEL].visible is VisibleState.UNACKNOWLEDGED
    seen = MirroredCondition(KESSEL, MIRROR, bench.clock.now_us(), True, True, actor="Anna")
    bench.connectors[SERVER].sink.submit_conditions(SERVER, [seen], is_whole=False)
    bench.see(lambda state: state.alarms[KESSEL].visible is VisibleState.ACKNOWLEDGED)


def test_what_the_server_refuses_is_not_done_here_either(bench: Bench) -> None:
    bench.connectors[SERVER].refusal = "Der Server lehnt das ab."
    order = AlarmOrder(OrderKind.ACKNOWLEDGE, BOTH, "Anna")
    with pytest.raises(ConnectorError, match="lehnt das ab"):
        bench.client.operate(order).result(5)
    assert bench.look().alarms[RULE.id].visible is VisibleState.UNACKNOWLEDGED


def test_what_is_refused_here_does_not_reach_the_server(bench: Bench) -> None:
    order = AlarmOrder(OrderKind.RESET, BOTH, "Anna")
    with pytest.raises(ConnectorError, match="steht noch an"):
        bench.client.operate(order).result(5)
    assert bench.connectors[SERVER].orders == []


def test_a_document_is_checked_recorded_and_told(bench: Bench) -> None:
    publish = bench.client.publish
    assert publish(DocumentKind.RULES, "[", "Anna", "Probe").result(5)
    assert publish(DocumentKind.RULES, "", "Anna", " ").result(5) == [
        "Zu einer Änderung gehört ein Grund."
    ]
    assert bench.journal.documents == []
    assert publish(DocumentKind.RULES, "", "Anna", "Probe").result(5) == []
    assert [version.number for version in bench.journal.documents] == [1]
    changed = m.DocumentChanged(DocumentKind.RULES, 1)
    wait_for(lambda: bool(bench.look()) and changed in bench.events)


def test_when_a_law_changes_at_midnight_the_profile_is_read_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(collectors, "PROFILE_EVERY_S", 0.05)
    today = SystemClock().now_us() // 86_400_000_000
    first_day = date.fromordinal(date(1970, 1, 1).toordinal() + today + 10)
    law = LegalLimit("no2", 20.0, "ug_m3", Text("Jahresmittel"), "Richtlinie", first_day)
    bench = Bench(replace(CITY, limits=(law,)), tmp_path)
    clock = TravellingClock()
    bench.clock = clock
    read = threading.Event()
    whole = bench.profile.read

    def reading() -> object:
        read.set()
        return whole()

    bench.profile.read = reading  # type: ignore[method-assign, assignment] # counts
    bench.start()
    try:
        clock.ahead_us = 5 * 86_400_000_000
        assert not read.wait(0.3)
        clock.ahead_us = 12 * 86_400_000_000
        assert read.wait(5)
    finally:
        bench.stop()


def test_a_change_of_what_is_no_longer_in_force_is_refused(bench: Bench) -> None:
    publish = bench.client.publish
    assert publish(DocumentKind.RULES, "", "Anna", "Erste", base=0).result(5) == []
    (refusal,) = publish(DocumentKind.RULES, "", "Bea", "Zweite", base=0).result(5)
    assert "Anna" in refusal
    assert "Erste" in refusal
    assert publish(DocumentKind.RULES, "", "Bea", "Zweite", base=1).result(5) == []
    assert publish(DocumentKind.RULES, "", "Cem", "Ungefragt").result(5) == []
