"""Refreshes that go well and that do not, against a wire that a test plays."""

import asyncio
import tempfile
from collections.abc import Awaitable, Callable, Sequence
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import pytest
from asyncua import ua

from app.domain.alarms import AlarmId, AlarmOrder, MirroredCondition, OrderKind
from app.domain.points import PointId
from app.services.clocks import SystemClock
from app.services.ports import ConnectorError
from connectors.opcua.addresses import NodeAddress
from connectors.opcua.branch_file import BranchFile
from connectors.opcua.condition_memory import ConditionMemory
from connectors.opcua.mirroring import Mirroring
from connectors.opcua.operations import Operations
from connectors.opcua.options import OpcuaOptions
from connectors.tally import Tally
from tests.connectors.opcua.rigs import SOURCE, until

URI = "urn:werk"
START = ua.ObjectIds.RefreshStartEventType
END = ua.ObjectIds.RefreshEndEventType
REQUIRED = ua.ObjectIds.RefreshRequiredEventType
OVERFLOW = ua.ObjectIds.EventQueueOverflowEventType
ALARM = ua.ObjectIds.AlarmConditionType


class Wire:
    """Answers calls as a test wants; knows no nodes of conditions."""

    def __init__(self) -> None:
        self.calls: list[list[ua.CallMethodRequest]] = []
        self.status = ua.StatusCodes.Good
        self.statuses: list[int] = []
        self.hangs = False
        self.on_refresh: Callable[[], None] = lambda: None

    async def call(self, requests: list[ua.CallMethodRequest]) -> list[ua.CallMethodResult]:
        self.calls.append(requests)
        if self.hangs:
            await asyncio.sleep(60)
        if requests[0].MethodId == ua.NodeId(ua.ObjectIds.ConditionType_ConditionRefresh):
            if self.status == ua.StatusCodes.Good:
                self.on_refresh()
            return [ua.CallMethodResult(StatusCode=ua.StatusCode(self.status))]
        codes = self.statuses or [ua.StatusCodes.Good] * len(requests)
        return [ua.CallMethodResult(StatusCode=ua.StatusCode(code)) for code in codes]

    async def browse(self, parameters: Any) -> list[Any]:
        raise ua.uaerrors.BadServiceUnsupported

    async def translate_browsepaths_to_nodeids(self, paths: Any) -> list[Any]:
        raise ua.uaerrors.BadServiceUnsupported


class Session:
    """As much of a session as mirroring needs."""

    def __init__(self) -> None:
        self.wire = Wire()
        self.options = OpcuaOptions(request_timeout_s=0.2)
        self.facts = SimpleNamespace(start_us=1, limits=SimpleNamespace(browse=100, read=100))

    @property
    def source_now_us(self) -> int:
        return SystemClock().now_us()

    def address(self, node: ua.NodeId) -> NodeAddress | None:
        return NodeAddress(URI, node.Identifier)

    def node_id(self, address: NodeAddress) -> ua.NodeId | None:
        return ua.NodeId(address.identifier, 1) if address.uri == URI else None

    async def refresh_namespaces(self) -> None:
        pass

    async def read(self, nodes: Sequence[ua.NodeId], attribute: Any) -> list[Any]:
        return [ua.DataValue()] * len(nodes)

    async def in_parts(
        self, items: Sequence[Any], size: int, call: Callable[[Sequence[Any]], Awaitable[list[Any]]]
    ) -> list[Any]:
        return await call(items) if items else []


class Bench:
    """Mirroring that runs, and what it has told."""

    def __init__(self, folder: Path) -> None:
        clock = SystemClock()
        session = Session()
        self.session = cast("Any", session)
        self.wire = session.wire
        self.memory = ConditionMemory(SOURCE, clock)
        self.told: list[tuple[list[str], bool]] = []
        self.conditions: dict[AlarmId, MirroredCondition] = {}
        self.failures = 0
        self.mirroring = Mirroring(
            self.session,
            self.memory,
            BranchFile(folder),
            self._submit,
            Tally(SOURCE, clock),
            clock,
        )
        self.operations = Operations(self.session, self.memory, self.mirroring)
        self._number = 0

    def _submit(self, conditions: Sequence[MirroredCondition], *, is_whole: bool) -> None:
        if self.failures:
            self.failures -= 1
            raise OSError("voll")
        self.told.append(([told.mirror.name for told in conditions], is_whole))
        self.conditions |= {told.alarm: told for told in conditions}

    def mark(self, kind: int) -> None:
        assert self.mirroring.take({"EventType": ua.NodeId(kind)})

    def event(self, name: str, *, active: bool = True, acked: bool = False, **more: object) -> None:
        self._number += 1
        fields = {
            "EventType": ua.NodeId(ALARM),
            "Condition": ua.NodeId(name, 1),
            "ConditionName": name,
            "EventId": self._number.to_bytes(4, "big"),
            "Severity": 500,
            "Retain": active or not acked,
            "Active": active,
            "Acknowledged": acked,
            "Latched": False,
        }
        assert not self.mirroring.take(fields | more)

    def refresh(self, *names: str) -> None:
        self.mark(START)
        for name in names:
            self.event(name)
        self.mark(END)

    @property
    def refreshes(self) -> int:
        return len(self.wire.calls)

    @property
    def wholes(self) -> list[list[str]]:
        return [names for names, is_whole in self.told if is_whole]

    async def order(self, kind: OrderKind, *names: str, **more: Any) -> None:
        alarms = {AlarmId(f"{SOURCE}@nsu={URI};s={name}") for name in names}
        mirrors = {alarm: self.conditions[alarm].mirror for alarm in sorted(alarms)}
        order = AlarmOrder(kind, tuple(mirrors), "Meier", **more)
        await self.operations.carry_out(order, mirrors)


def play(scene: Callable[[Bench], Awaitable[None]]) -> None:
    """Play a scene while mirroring runs."""

    async def main() -> None:
        with tempfile.TemporaryDirectory() as folder:
            await act(Bench(Path(folder)))

    async def act(bench: Bench) -> None:
        running = asyncio.create_task(bench.mirroring.run(7, []))
        try:
            await scene(bench)
        finally:
            running.cancel()
            await asyncio.gather(running, return_exceptions=True)

    asyncio.run(main())


@pytest.fixture(autouse=True)
def soon(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("AGAIN_S", "LONGEST_WAIT_S", "TURN_S"):
        monkeypatch.setattr(f"connectors.opcua.mirroring.{name}", 0.02)


def test_what_a_refresh_does_not_name_is_over() -> None:
    async def scene(bench: Bench) -> None:
        bench.wire.on_refresh = lambda: bench.refresh("eins", "zwei")
        await until(lambda: bench.wholes == [["eins", "zwei"]])
        bench.wire.on_refresh = lambda: bench.refresh("zwei")
        bench.mark(REQUIRED)
        await until(lambda: bench.wholes[1:] == [["zwei"]])
        bench.event("drei")
        await until(lambda: bench.told[-1] == (["drei"], False))
        assert not bench.mirroring.problem

    play(scene)


def test_refresh_with_nothing_to_tell_is_told_too() -> None:
    async def scene(bench: Bench) -> None:
        bench.wire.on_refresh = bench.refresh
        await until(lambda: bench.wholes == [[]])

    play(scene)


def test_refresh_that_lost_events_is_done_again() -> None:
    async def scene(bench: Bench) -> None:
        def spoilt() -> None:
            bench.wire.on_refresh = lambda: bench.refresh("eins", "zwei")
            bench.mark(START)
            bench.mark(OVERFLOW)
            bench.event("zwei")
            bench.mark(END)

        bench.wire.on_refresh = spoilt
        await until(lambda: [sorted(names) for names in bench.wholes] == [["eins", "zwei"]])
        assert bench.told[0] == (["zwei"], False)
        assert bench.refreshes == 2
        assert not bench.mirroring.problem

    play(scene)


def test_refresh_whose_begin_was_lost_is_done_again() -> None:
    async def scene(bench: Bench) -> None:
        bench.wire.on_refresh = lambda: bench.mark(END)
        await until(lambda: bench.refreshes >= 2)
        assert "nicht alle anstehenden Alarme" in bench.mirroring.problem
        bench.wire.on_refresh = lambda: bench.refresh("eins")
        await until(lambda: bench.wholes == [["eins"]])

    play(scene)


def test_refresh_that_never_ends_is_told_as_far_as_it_went(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("connectors.opcua.mirroring.REFRESH_S", 0.1)

    async def scene(bench: Bench) -> None:
        def unfinished() -> None:
            bench.mark(START)
            bench.event("eins")

        bench.wire.on_refresh = unfinished
        await until(lambda: (["eins"], False) in bench.told)
        await until(lambda: "nicht alle anstehenden Alarme" in bench.mirroring.problem)
        assert not bench.wholes

    play(scene)


def test_refused_refresh_is_said_and_live_alarms_come_nevertheless() -> None:
    async def scene(bench: Bench) -> None:
        bench.wire.status = ua.StatusCodes.BadMethodInvalid
        await until(lambda: "BadMethodInvalid" in bench.mirroring.problem)
        bench.event("eins")
        await until(lambda: bench.told == [(["eins"], False)])

    play(scene)


def test_store_that_fails_gets_all_again() -> None:
    async def scene(bench: Bench) -> None:
        bench.failures = 1
        bench.wire.on_refresh = lambda: bench.refresh("eins")
        await until(lambda: bench.wholes == [["eins"]])
        assert bench.refreshes == 2

    play(scene)


def test_alarms_of_nodes_that_are_no_points_may_be_left_to_other_sources() -> None:
    async def scene(bench: Bench) -> None:
        bench.session.options = OpcuaOptions(foreign_alarms=False)
        bench.memory.points = {f"nsu={URI};s=druck": PointId("druck")}
        bench.wire.on_refresh = bench.refresh
        await until(lambda: bench.wholes == [[]])
        bench.event("fremd")
        bench.event("eins", InputNode=ua.NodeId("druck", 1))
        await until(lambda: bench.told[-1] == (["eins"], False))

    play(scene)


def test_server_without_alarms_is_said() -> None:
    bench = Bench(Path())
    bench.mirroring.refused("BadEventFilterInvalid")
    assert "BadEventFilterInvalid" in bench.mirroring.problem


# --- orders ---------------------------------------------------------------------------------------


def test_orders_go_out_in_one_call_and_remember_the_person() -> None:
    async def scene(bench: Bench) -> None:
        bench.wire.on_refresh = lambda: bench.refresh("eins", "zwei")
        await until(lambda: bool(bench.wholes))
        await bench.order(OrderKind.ACKNOWLEDGE, "eins", "zwei", comment="gesehen")
        requests = bench.wire.calls[-1]
        assert [request.ObjectId.Identifier for request in requests] == ["eins", "zwei"]
        assert requests[0].InputArguments[1].Value.Text == "gesehen [Leitstand: Meier]"
        bench.event("eins", acked=True)
        await until(lambda: bench.told[-1][0] == ["eins"])
        (order,) = bench.conditions[bench.memory.alarm(f"nsu={URI};s=eins")].ordered
        assert (order.actor, order.comment) == ("Meier", "gesehen")

    play(scene)


@pytest.mark.parametrize(
    ("code", "part"),
    [
        (ua.StatusCodes.BadEventIdUnknown, "inzwischen geändert"),
        (ua.StatusCodes.BadUserAccessDenied, "angemeldeten Benutzer"),
        (ua.StatusCodes.BadMethodInvalid, "bietet es für diesen Alarm nicht an"),
        (ua.StatusCodes.BadOutOfMemory, "BadOutOfMemory"),
        (ua.StatusCodes.BadConditionDisabled, "abgeschaltet"),
    ],
)
def test_refusals_are_whole_sentences(code: int, part: str) -> None:
    async def scene(bench: Bench) -> None:
        bench.wire.on_refresh = lambda: bench.refresh("eins")
        await until(lambda: bool(bench.wholes))
        bench.wire.statuses = [code]
        with pytest.raises(ConnectorError, match=part) as refused:
            await bench.order(OrderKind.ACKNOWLEDGE, "eins")
        assert str(refused.value).startswith("Der Server hat den Auftrag für „eins“")
        bench.event("eins", acked=True)
        alarm = bench.memory.alarm(f"nsu={URI};s=eins")
        await until(lambda: bench.conditions[alarm].is_acknowledged)
        assert bench.conditions[alarm].ordered == ()

    play(scene)


def test_partly_refused_order_names_how_many() -> None:
    async def scene(bench: Bench) -> None:
        bench.wire.on_refresh = lambda: bench.refresh("eins", "zwei")
        await until(lambda: bool(bench.wholes))
        bench.wire.statuses = [
            ua.StatusCodes.BadConditionBranchAlreadyAcked,
            ua.StatusCodes.BadUserAccessDenied,
        ]
        with pytest.raises(ConnectorError, match=r"bei 1 von 2 Alarmen.*„zwei“"):
            await bench.order(OrderKind.ACKNOWLEDGE, "eins", "zwei")

    play(scene)


def test_silent_server_leaves_the_outcome_open() -> None:
    async def scene(bench: Bench) -> None:
        bench.wire.on_refresh = lambda: bench.refresh("eins")
        await until(lambda: bool(bench.wholes))
        bench.wire.hangs = True
        with pytest.raises(ConnectorError, match="nicht rechtzeitig geantwortet"):
            await bench.order(OrderKind.RESET, "eins")

    play(scene)


def test_what_the_server_does_not_offer_is_refused_before_it_is_sent() -> None:
    async def scene(bench: Bench) -> None:
        bench.wire.on_refresh = lambda: bench.refresh("eins")
        await until(lambda: bool(bench.wholes))
        with pytest.raises(ConnectorError, match="bietet das für den Alarm „eins“ nicht an"):
            await bench.order(OrderKind.REMOVE, "eins", comment="x", work_order="A-1")
        with pytest.raises(ConnectorError, match="kein Zurücknehmen"):
            await bench.order(OrderKind.UNACKNOWLEDGE, "eins")
        assert bench.refreshes == 1

    play(scene)
