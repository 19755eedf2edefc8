"""From a value to the letter box: a running collector, a real mail server, a console that acts."""

from collections.abc import Iterator
from dataclasses import replace
from email import message_from_bytes
from pathlib import Path

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

from app.domain.alarms import AlarmEventKind, AlarmOrder, OrderKind, VisibleState
from app.domain.alarms.escalations import (
    EscalationStep,
    MailServer,
    NotificationPlan,
    Person,
    Policy,
)
from app.domain.documents import DocumentKind
from app.services.notifications import write_plan
from app.services.ports import ConnectorError
from connectors.messaging import Channels
from tests.fakes.city import make_city
from tests.fakes.clocks import TravellingClock
from tests.fakes.collecting import Bench
from tests.fakes.waiting import wait_for
from tests.servers.mosquitto import free_port

REAL = make_city(40)
CITY = replace(REAL, sources=tuple(replace(one, url="x", options={}) for one in REAL.sources))
SEEN, UNSEEN = [
    replace(rule, on_delay_s=0.0, off_delay_s=0.0)
    for rule in CITY.rules
    if rule.kind.value == "hi" and not rule.is_event
][:2]
RULES = (SEEN, UNSEEN)
TEN_MINUTES_S = 600.0


class NoSecrets:
    def get(self, reference: str) -> str | None:
        return None


class Postbox:
    """Keeps letters by receiver."""

    def __init__(self) -> None:
        self.letters: list[tuple[str, str]] = []

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802 - aiosmtpd's name
        assert isinstance(envelope.content, bytes)
        letter = message_from_bytes(envelope.content)
        text = letter.get_payload(decode=True)
        assert isinstance(text, bytes)
        self.letters.append((envelope.rcpt_tos[0], text.decode()))
        return "250 OK"

    def to(self, address: str) -> list[str]:
        """Return the texts of the letters to an address."""
        return [text for receiver, text in self.letters if receiver == address]


@pytest.fixture
def postbox() -> Iterator[tuple[Postbox, NotificationPlan]]:
    box, port = Postbox(), free_port()
    controller = Controller(box, hostname="127.0.0.1", port=port)
    controller.start()
    steps = (EscalationStep(0.0, ("anna",)), EscalationStep(TEN_MINUTES_S, ("bernd",)))
    priorities = frozenset(rule.priority for rule in RULES)
    yield (
        box,
        NotificationPlan(
            MailServer("127.0.0.1", port, "none", "leitstand@example.org"),
            (Person("anna", "Anna", "anna@x.org"), Person("bernd", "Bernd", "bernd@x.org")),
            policies=(Policy("p", "P", priorities, frozenset(), steps),),
        ),
    )
    controller.stop()


@pytest.fixture
def bench(tmp_path: Path) -> Iterator[Bench]:
    city = replace(CITY, rules=RULES)
    bench = Bench(city, tmp_path, channels=Channels(NoSecrets()))
    bench.clock = TravellingClock()
    bench.start()
    bench.see(lambda state: len(state.sources) == len(city.sources))
    yield bench
    bench.stop()


def raise_alarms(bench: Bench) -> None:
    for rule in RULES:
        row = next(i for i, point in enumerate(CITY.points) if point.id == rule.point)
        bench.deliver(row, rule.threshold + 1)
    bench.see(lambda state: {rule.id for rule in RULES} <= set(state.alarms))


def test_a_mail_arrives_and_who_acknowledges_stops_the_next_step(
    bench: Bench, postbox: tuple[Postbox, NotificationPlan]
) -> None:
    box, plan = postbox
    publish = bench.client.publish
    assert publish(DocumentKind.NOTIFICATIONS, write_plan(plan), "Ada", "Probe").result(5) == []
    raise_alarms(bench)
    wait_for(lambda: all(any(r.message.de in t for t in box.to("anna@x.org")) for r in RULES))
    bench.client.operate(AlarmOrder(OrderKind.ACKNOWLEDGE, (SEEN.id,), "Ada")).result(5)
    bench.see(lambda state: state.alarms[SEEN.id].visible is VisibleState.ACKNOWLEDGED)
    assert isinstance(bench.clock, TravellingClock)
    bench.clock.ahead_us = round((TEN_MINUTES_S + 1) * 1e6)
    wait_for(lambda: bool(box.to("bernd@x.org")))
    letters = "\n".join(box.to("bernd@x.org"))
    assert f"({UNSEEN.point})" in letters
    assert f"({SEEN.point})" not in letters
    assert "Stufe 2: Bisher hat niemand quittiert." in letters

    def told() -> set[tuple[str, str]]:
        lines = [event for event, _ in bench.journal.lines]
        return {(e.alarm, e.actor) for e in lines if e.kind is AlarmEventKind.NOTIFIED}

    wait_for(lambda: (UNSEEN.id, "bernd") in told())
    assert (SEEN.id, "anna") in told()
    assert (SEEN.id, "bernd") not in told()


def test_a_test_message_goes_through_the_link(
    bench: Bench, postbox: tuple[Postbox, NotificationPlan]
) -> None:
    box, plan = postbox
    with pytest.raises(ConnectorError, match="gibt es im Plan"):
        bench.client.test_message("anna").result(5)
    text = write_plan(plan)
    assert bench.client.publish(DocumentKind.NOTIFICATIONS, text, "Ada", "Probe").result(5) == []
    bench.client.test_message("anna").result(5)
    assert "Dies ist eine Testnachricht" in box.to("anna@x.org")[0]


def test_a_collector_without_ways_out_says_so(tmp_path: Path) -> None:
    bench = Bench(CITY, tmp_path)
    bench.start()
    with pytest.raises(ConnectorError, match="verschickt keine Nachrichten"):
        bench.client.test_message("anna").result(5)
    bench.stop()
