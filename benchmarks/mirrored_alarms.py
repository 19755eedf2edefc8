"""Limit alarms of an independent OPC UA server (node-opcua), mirrored to the console and back.

The server judges 400 alarms itself. All are raised, some get worse, some end; the console
acknowledges, confirms and shelves them over the whole way: link, collector, connector, server. The
collector is killed in between. What the console shows and what the server holds of each alarm is
compared after each step.
"""

import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from app.domain.alarms import AlarmId, AlarmOrder, AlarmState, OrderKind, VisibleState
from app.domain.samples import NO_TIME
from app.link.client import LinkClient
from app.link.messages import AlarmsChanged, Health
from app.services.processes import ChildProcess
from benchmarks._collector import SOURCE
from benchmarks._console import command_of, wait_for
from benchmarks.result import Result
from tests.servers.node_opcua import NodeMissingError, NodeServer, install

ALARMS = 400
_ALL = range(ALARMS)
WORSE = range(100)
UNSEEN = range(50)
"""Of those that get worse: they end before anybody has seen it."""
ENDED = range(100, 200)
SHELVED = range(300, 340)
PATIENCE_S = 30.0
SHELF_S = 1_800
SETTLED_S = 3.0
SHOWN_S = 5.0
ACTOR = "Messung"


class _Console:
    """What a console knows of the alarms."""

    def __init__(self, client: LinkClient) -> None:
        self._client = client
        self.states: dict[AlarmId, AlarmState] = {}
        self.is_online = False

    def look(self) -> None:
        """Take what the collector has pushed."""
        for event in self._client.poll():
            if isinstance(event, AlarmsChanged):
                if event.is_whole:
                    self.states.clear()
                self.states |= event.states
            elif isinstance(event, Health):
                self.is_online = any(source.state.is_delivering for source in event.sources)

    def forget(self) -> None:
        """Forget what was shown: the collector is gone."""
        self.look()
        self.states.clear()
        self.is_online = False

    def visible(self, number: int) -> VisibleState:
        """Return what it shows of an alarm."""
        return self.states.get(_alarm(number), AlarmState()).visible

    def order(
        self, kind: OrderKind, numbers: Sequence[int], reason: str, until_us: int = NO_TIME
    ) -> float:
        """Give an order; return how long the answer took, seconds."""
        began_s = time.monotonic()
        alarms = tuple(_alarm(number) for number in numbers)
        order = AlarmOrder(kind, alarms, ACTOR, reason, until_us)
        self._client.operate(order).result(PATIENCE_S)
        return time.monotonic() - began_s

    def wait(self, numbers: Sequence[int], state: VisibleState) -> float:
        """Wait until all of some alarms show a state; return how long that took, seconds."""

        def is_so() -> bool:
            self.look()
            return all(self.visible(number) is state for number in numbers)

        return wait_for(is_so, PATIENCE_S)


def run() -> Result:
    """Raise, order, kill and compare."""
    try:
        install()
    except NodeMissingError as error:
        print(error)
        return _result(ALARMS, 0.0, "the independent server is missing")
    with tempfile.TemporaryDirectory() as name, NodeServer(ALARMS) as server:
        return _Run(Path(name), server).result()


class _Run:
    """One run: a server, a collector, a console."""

    def __init__(self, data: Path, server: NodeServer) -> None:
        self._data = data
        self._server = server
        self._client = LinkClient(data)
        self._console = _Console(self._client)
        self._child = self._collect()
        self._differing = 0

    def _collect(self) -> ChildProcess:
        command = command_of(self._data, ALARMS, self._server.url)
        return ChildProcess(command, lambda _: None, self._data / "stderr.log")

    def result(self) -> Result:
        """Play the whole, and end all that was started."""
        self._client.start()
        try:
            shown_s, answered_s, seen_s = self._raise_and_acknowledge()
            again_s = self._change_and_shelve()
            kept = self._kill()
            self._confirm_and_end()
        finally:
            self._client.close()
            self._child.close_input()
            self._child.wait()
        print(
            f"{ALARMS} alarms shown after {shown_s:.2f} s; acknowledged by one order in "
            f"{answered_s:.2f} s, shown {seen_s:.2f} s later; {len(WORSE)} that got worse called "
            f"again, {len(ENDED)} ended after {again_s:.2f} s; after a kill of the collector "
            f"{kept} of {ALARMS} as they were; {self._differing} differed from the server"
        )
        wrong = self._differing + ALARMS - kept
        return _result(wrong, shown_s, f"{ALARMS} alarms, 5 comparisons, 1 kill -9")

    def _raise_and_acknowledge(self) -> tuple[float, float, float]:
        """Return after how long all are shown, answered, and shown as seen."""
        self._wait_online()
        for number in _ALL:
            self._server.set(number, 85.0)
        shown_s = self._console.wait(_ALL, VisibleState.UNACKNOWLEDGED)
        self._compare()
        answered_s = self._console.order(OrderKind.ACKNOWLEDGE, _ALL, "gesehen")
        seen_s = self._console.wait(_ALL, VisibleState.ACKNOWLEDGED)
        self._compare()
        return shown_s, answered_s, seen_s

    def _change_and_shelve(self) -> float:
        for number in WORSE:
            self._server.set(number, 95.0)
        for number in ENDED:
            self._server.set(number, 50.0)
        again_s = self._console.wait(WORSE, VisibleState.UNACKNOWLEDGED)
        again_s += self._console.wait(_plain(ENDED), VisibleState.NORMAL)
        for number in UNSEEN:
            self._server.set(number, 50.0)
        self._console.wait(_plain(UNSEEN), VisibleState.RETURNED)
        self._console.wait(_asking(UNSEEN), VisibleState.LATCHED_UNACKNOWLEDGED)
        until_us = time.time_ns() // 1_000 + SHELF_S * 1_000_000
        self._console.order(OrderKind.SHELVE, SHELVED, "Wartung", until_us)
        self._console.wait(SHELVED, VisibleState.SHELVED)
        self._compare()
        return again_s

    def _kill(self) -> int:
        """Kill the collector, start it again; return how many alarms are as they were."""
        before = {number: self._console.visible(number) for number in _ALL}
        self._child.kill()
        self._child.wait()
        wait_for(lambda: not self._client.is_connected, PATIENCE_S)
        self._console.forget()
        self._child = self._collect()
        self._wait_online()
        # What the collector knew is there at once; what the server says comes a moment later.
        time.sleep(SETTLED_S)
        self._console.look()
        self._compare()
        return sum(self._console.visible(number) is before[number] for number in _ALL)

    def _confirm_and_end(self) -> None:
        self._console.order(OrderKind.ACKNOWLEDGE, UNSEEN, "gesehen")
        self._console.wait(_plain(UNSEEN), VisibleState.NORMAL)
        self._console.wait(_asking(UNSEEN), VisibleState.LATCHED)
        confirmed = [*_asking(UNSEEN), *_asking(ENDED)]
        self._console.order(OrderKind.CONFIRM, confirmed, "behoben")
        self._console.wait(confirmed, VisibleState.NORMAL)
        self._console.order(OrderKind.UNSHELVE, SHELVED, "")
        self._console.wait(SHELVED, VisibleState.ACKNOWLEDGED)
        self._compare()

    def _wait_online(self) -> None:
        def is_online() -> bool:
            self._console.look()
            return self._console.is_online

        wait_for(is_online, PATIENCE_S)

    def _compare(self) -> None:
        """Count the alarms of which console and server hold different things."""
        for number, told in enumerate(self._server.tell()):
            state = self._console.states.get(_alarm(number), AlarmState())
            if not _agree(state, told):
                self._differing += 1
                print(f"alarm {number}: console {state.visible}, server {told}")


def _agree(state: AlarmState, told: dict[str, Any]) -> bool:
    """Tell whether the console shows what the server holds of an alarm."""
    is_of_interest = told["active"] or told["retain"] or told["branches"] > 0
    waits = is_of_interest and not told["acked"]
    return (
        state.is_active == told["active"]
        and state.is_acknowledged == (not waits)
        and (state.shelf is not None) == (told["shelving"] != "Unshelved")
    )


def _asking(numbers: Sequence[int]) -> list[int]:
    """Return the alarms of which the server asks for a confirmation."""
    return [number for number in numbers if number % 4 == 0]


def _plain(numbers: Sequence[int]) -> list[int]:
    """Return the others."""
    return [number for number in numbers if number % 4]


def _alarm(number: int) -> AlarmId:
    return AlarmId(f"{SOURCE}@{NodeServer.condition(number)}")


def _result(wrong: int, shown_s: float, against: str) -> Result:
    return Result(
        "mirrored_alarms",
        wrong,
        "alarms that differ",
        against,
        None,
        f"0 differ; all shown within {SHOWN_S:.0f} s",
        wrong == 0 and shown_s <= SHOWN_S,
    )


if __name__ == "__main__":
    print(run().to_json())
