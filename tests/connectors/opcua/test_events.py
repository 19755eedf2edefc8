"""Servers that know fewer fields of events, or none of their alarms."""

import asyncio
from pathlib import Path
from typing import Any, cast

from asyncua import ua

from app.services.clocks import SystemClock
from connectors.opcua.branch_file import BranchFile
from connectors.opcua.condition_memory import ConditionMemory
from connectors.opcua.events import Events
from connectors.opcua.mirroring import Mirroring
from connectors.opcua.subscription import EventItem
from connectors.tally import Tally
from tests.connectors.opcua.rigs import SOURCE


class Server:
    """Takes wishes for events, one answer after the other."""

    def __init__(self, *answers: EventItem) -> None:
        self._answers = list(answers)
        self.asked: list[list[tuple[str, ...]]] = []

    async def add_events(self, event_filter: ua.EventFilter, queue: int) -> EventItem:
        self.asked.append(
            [tuple(name.Name for name in c.BrowsePath) for c in event_filter.SelectClauses]
        )
        return self._answers.pop(0)


def subscribed(*answers: EventItem) -> tuple[Server, Mirroring, Tally]:
    """Return a server that was asked, and what mirroring makes of it."""
    clock = SystemClock()
    tally = Tally(SOURCE, clock)
    session = cast("Any", None)
    memory = ConditionMemory(SOURCE, clock)
    mirroring = Mirroring(session, memory, BranchFile(Path()), lambda *_, **__: None, tally, clock)
    events = Events(session, tally, mirroring, are_shown=True)
    server = Server(*answers)
    asyncio.run(events.subscribe(cast("Any", server)))
    return server, mirroring, tally


def test_fields_a_server_refuses_are_left_out() -> None:
    latched = ("LatchedState", "Id")
    whole = subscribed(EventItem())[0].asked[0]
    accepted = tuple(path != latched for path in whole)
    server, mirroring, _ = subscribed(EventItem("BadEventFilterInvalid", accepted), EventItem())
    assert set(server.asked[0]) - set(server.asked[1]) == {latched}
    assert not mirroring.problem


def test_server_that_does_not_say_which_field_it_refuses_is_asked_for_less() -> None:
    refused = EventItem("BadEventFilterInvalid")
    server, mirroring, tally = subscribed(refused, EventItem())
    assert len(server.asked[1]) < len(server.asked[0])
    assert ("ActiveState", "Id") in server.asked[1]
    assert not mirroring.problem
    server, mirroring, tally = subscribed(refused, refused, EventItem())
    assert ("ActiveState", "Id") not in server.asked[2]
    assert "meldet seine Alarme nicht" in mirroring.problem
    assert tally.health().details["Ereignisse"] == "Ereignisse"


def test_server_without_events_is_said() -> None:
    refused = EventItem("BadServiceUnsupported")
    _, mirroring, tally = subscribed(refused, refused, refused)
    assert "BadServiceUnsupported" in mirroring.problem
    assert "abgelehnt" in tally.health().details["Ereignisse"]


def test_server_that_takes_the_filter_but_not_its_fields_is_said() -> None:
    whole = subscribed(EventItem())[0].asked[0]
    accepted = tuple(path != () for path in whole)
    _, mirroring, _ = subscribed(EventItem("", accepted))
    assert "ohne Condition" in mirroring.problem
