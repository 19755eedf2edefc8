"""One connection from connect to loss: subscribed, checked, refilled, looked after.

Everything a reconnect must find again (memory of points, open gaps, what waits for the store) lies
in `Surroundings`; the connection itself is thrown away.
"""

import asyncio
from collections.abc import Coroutine, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from asyncua import ua

from app.domain.alarms import AlarmId, AlarmOrder, Mirror
from app.domain.samples import SampleBatch
from app.domain.sources import BrowseNode, SourceState
from app.services.ports import Clock, ConnectorError
from connectors.delivery import Delivery
from connectors.opcua.addresses import AddressError, parse_address
from connectors.opcua.branch_file import BranchFile
from connectors.opcua.browsing import browse
from connectors.opcua.changes import Change, read_changes
from connectors.opcua.checks import Checks
from connectors.opcua.condition_memory import ConditionMemory
from connectors.opcua.events import Events
from connectors.opcua.memory import PointMemory
from connectors.opcua.mirroring import Mirroring, Submit
from connectors.opcua.operations import Operations
from connectors.opcua.refill import Refill
from connectors.opcua.security import Identity
from connectors.opcua.session import Session
from connectors.opcua.subscription import POLLED, Subscription, SubscriptionLostError
from connectors.opcua.targets import Target
from connectors.tally import Tally

LOOK_EVERY_S: Final = 1.0
"""How often the connection looks after itself."""

MISSING_AGAIN_S: Final = 10.0
"""How often nodes that were missing are looked for again: servers fill up after their start."""

FULL_SHOWN_S: Final = 5.0
"""Without room in the store for this long, the health page says so."""

SHOWN_NODES: Final = 3
"""Missing nodes that the health page names."""

NOT_MIRRORED: Final = (
    "Die Alarme dieser Quelle werden hier beurteilt und nicht vom Server übernommen. Der Auftrag "
    "gehört nicht zu ihm."
)


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What all connections of a source share.

    Attributes:
        url: Where the server is.
        identity: Who we are and whom we trust.
        clock: The time.
        tally: Counts.
        memory: The last sample of each point, and open gaps.
        delivery: The way to the store.
        refill: Gaps to be filled from history.
        conditions: What is known of the server's alarms; None where they are judged here.
        branches: Keeps what the server tells of its alarms only once.
        submit: Takes the server's alarms.
    """

    url: str
    identity: Identity
    clock: Clock
    tally: Tally
    memory: PointMemory
    delivery: Delivery
    refill: Refill
    conditions: ConditionMemory | None
    branches: BranchFile
    submit: Submit


class Connection:
    """A connection; made anew after each loss. Used on the event loop only."""

    def __init__(self, around: Surroundings, targets: dict[int, Target], problem: str) -> None:
        """Prepare; `open` connects.

        Args:
            around: What outlives it.
            targets: What to read, by point key.
            problem: What is wrong with the profile's addresses; empty when nothing is.
        """
        self._around = around
        self._targets = targets
        self._problem = problem
        self._steps = {key: target.slot.resolution_us for key, target in targets.items()}
        self._nodes: dict[int, tuple[Target, ua.NodeId]] = {}
        self._refused: dict[int, str] = {}
        self._looked_s = around.clock.monotonic()
        self._full_since_s: float | None = None
        self._changing = asyncio.Lock()
        self._is_subscribed = False
        self._is_open = False
        self._session = Session(around.url, around.identity, around.clock)
        self._mirroring = self._operations = None
        if around.conditions is not None:
            self._mirroring = Mirroring(
                self._session,
                around.conditions,
                around.branches,
                around.submit,
                around.tally,
                around.clock,
            )
            self._operations = Operations(self._session, around.conditions, self._mirroring)
        are_shown = self._session.options.events
        self._events = Events(self._session, around.tally, self._mirroring, are_shown=are_shown)
        self._subscription = Subscription(
            self._session, around.clock, self._on_changes, self._events.take
        )
        self._checks = Checks(self._session, around.memory, around.clock)

    @property
    def is_open(self) -> bool:
        """True once the source is online."""
        return self._is_open

    async def open(self) -> None:
        """Connect and subscribe; the source is online then.

        Raises:
            Exception: Anything; `failure_of` says what it means.
        """
        around, session = self._around, self._session
        await session.open()
        self._describe()
        # Taken before the first value comes, because that ends the gap.
        gaps = dict(around.memory.gaps)
        async with self._changing:
            await self._subscription.open()
            self._is_subscribed = True
            await self._add(list(self._targets.values()))
        around.refill.want(gaps, session.source_now_us)
        if session.options.events or self._mirroring is not None:
            await self._events.subscribe(self._subscription)
        self._is_open = True
        self._show()

    async def serve(self) -> None:
        """Serve until the connection is lost.

        Raises:
            Exception: Why it was lost.
        """
        jobs = [self._look_after()]
        if self._session.options.check_interval_s:
            jobs.append(self._check())
        if self._mirroring is not None:
            nodes = [node for _, node in self._nodes.values()]
            jobs.append(self._mirroring.run(self._subscription.id, nodes))
        if self._session.options.history_fill:
            around = self._around
            jobs.append(around.refill.run(self._session, self._served, around.delivery.put))
        tasks = [asyncio.create_task(self._guarded(job)) for job in jobs]
        try:
            await self._session.lost.wait()
        finally:
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)
        raise self._session.error or ConnectionResetError()

    async def close(self) -> None:
        """Close, and mark the gap that begins where the connection was last known to live."""
        await self._session.close()
        around = self._around
        skew_us = self._session.facts.skew_us
        markers = around.memory.open_gaps(
            [target.slot for target in self._targets.values()],
            self._session.alive_us + skew_us,
            around.clock.now_us(),
        )
        # Where there is no room, the collector marks the gap by itself some seconds later.
        around.delivery.offer(markers)

    async def _guarded(self, job: Coroutine[Any, Any, None]) -> None:
        """Do a job; what stops it stops the connection, so that nothing is quietly left undone."""
        try:
            await job
        except Exception as error:  # noqa: BLE001 -- told as the reason of the loss
            self._session.fail(error)

    # --- points -----------------------------------------------------------------------------

    async def apply(self, targets: dict[int, Target], problem: str) -> None:
        """Go over to other points; those that stay notice nothing."""
        async with self._changing:
            before, self._targets, self._problem = self._targets, targets, problem
            self._steps = {key: target.slot.resolution_us for key, target in targets.items()}
            if not self._is_subscribed:
                return
            gone = [key for key, target in before.items() if targets.get(key) != target]
            fresh = [target for key, target in targets.items() if before.get(key) != target]
            for key in gone:
                self._nodes.pop(key, None)
                self._refused.pop(key, None)
            try:
                await self._subscription.remove(gone)
                await self._add(fresh)
            except Exception as error:  # noqa: BLE001 -- a new connection takes the new points
                self._session.fail(error)
                return
        if self._is_open:
            self._show()

    async def _add(self, targets: Sequence[Target]) -> None:
        """Monitor what the server has, and note what it lacks."""
        found: list[tuple[Target, ua.NodeId]] = []
        for target in targets:
            node = self._session.node_id(target.address)
            if node is None:
                self._refused[target.slot.key] = "BadNamespaceUnknown"
            else:
                found.append((target, node))
        refused = await self._subscription.add(found)
        for target, node in found:
            key = target.slot.key
            reason = refused.get(key)
            if reason is None:
                self._refused.pop(key, None)
            else:
                self._refused[key] = reason
            if reason is None or reason in POLLED:
                self._nodes[key] = (target, node)

    def _served(self, key: int) -> tuple[Target, ua.NodeId] | None:
        return self._nodes.get(key)

    # --- values -----------------------------------------------------------------------------

    async def _on_changes(self, changes: list[Change]) -> None:
        around = self._around
        batch = read_changes(changes, around.clock.now_us(), around.tally)
        await self._store(batch)

    async def _store(self, batch: SampleBatch) -> None:
        around = self._around
        batch = around.memory.close_gaps(batch, self._steps, self._session.source_now_us)
        around.memory.note(batch)
        around.tally.count_samples(batch)
        if around.delivery.offer(batch):
            return
        self._full_since_s = around.clock.monotonic()
        await around.delivery.put(batch)
        self._full_since_s = None

    async def _check(self) -> None:
        while True:
            await asyncio.sleep(self._session.options.check_interval_s)
            batch = await self._checks.round(self._nodes)
            await self._store(batch)

    # --- looking after ------------------------------------------------------------------------

    async def _look_after(self) -> None:
        while True:
            await asyncio.sleep(LOOK_EVERY_S)
            if self._subscription.is_silent():
                raise SubscriptionLostError("silent")
            now_s = self._around.clock.monotonic()
            if self._refused and now_s - self._looked_s > MISSING_AGAIN_S:
                self._looked_s = now_s
                async with self._changing:
                    await self._session.refresh_namespaces()
                    missing = [self._targets[key] for key in self._refused if key in self._targets]
                    await self._add(missing)
            self._show()

    def _describe(self) -> None:
        """Tell where and how we are connected."""
        session, tally = self._session, self._around.tally
        tally.describe(
            security=session.options.security_text, certificate_until_us=session.peer.until_us
        )
        tally.ask(None)
        tally.detail("Server", session.facts.software)
        tally.detail("Grenzen je Aufruf", str(session.facts.limits))
        skew_s = session.facts.skew_us / 1e6
        clocks = f"{skew_s:+.1f} s gegen diesen Rechner" if skew_s else ""
        tally.detail("Uhr des Servers", clocks)
        if session.own is not None:
            tally.detail("Eigenes Zertifikat", str(session.own.file))

    def _show(self) -> None:
        """Tell the state, and the figures of the subscription."""
        if self._session.error is not None:
            return
        tally = self._around.tally
        for name, text in self._subscription.figures.items():
            tally.detail(name, text)
        missed, waiting = self._checks.missed, self._around.refill.waiting
        tally.detail("Vom Abonnement verpasst", str(missed) if missed else "")
        tally.detail("Lücken zu füllen", str(waiting) if waiting else "")
        alarms = "" if self._mirroring is None else self._mirroring.problem
        problem = self._missing() or self._full() or alarms or self._problem
        tally.enter(SourceState.DEGRADED if problem else SourceState.ONLINE, problem)

    def _missing(self) -> str:
        keys = list(self._refused)
        if not keys:
            return ""
        named = ", ".join(
            f"{self._targets[key].slot.address} ({self._refused[key]})"
            for key in keys[:SHOWN_NODES]
            if key in self._targets
        )
        return (
            f"{len(keys)} von {len(self._targets)} Knoten liefert der Server nicht: {named}. "
            "Bitte die Adressen im Profil und die Rechte auf dem Server prüfen."
        )

    def _full(self) -> str:
        since_s = self._full_since_s
        if since_s is None or self._around.clock.monotonic() - since_s < FULL_SHOWN_S:
            return ""
        return "Die Speicherung kommt nicht nach. Der Server hält die Werte solange zurück."

    # --- alarms -------------------------------------------------------------------------------

    async def operate(self, order: AlarmOrder, mirrors: Mapping[AlarmId, Mirror]) -> None:
        """Let the server carry out an order on its alarms.

        Raises:
            ConnectorError: It refused, or its alarms are not mirrored.
        """
        if self._operations is None:
            raise ConnectorError(NOT_MIRRORED)
        await self._operations.carry_out(order, mirrors)

    # --- browsing -----------------------------------------------------------------------------

    async def browse(self, text: str) -> list[BrowseNode]:
        """Return what lies below an address; the empty one is the folder of all objects.

        Raises:
            ConnectorError: The server cannot tell; the text says why.
        """
        known = {str(target.address) for target in self._targets.values()}
        try:
            address = parse_address(text) if text else None
            return await browse(self._session, address, known)
        except AddressError as error:
            raise ConnectorError(str(error)) from error
        except LookupError as error:
            raise ConnectorError(
                f"Der Server kennt den Knoten „{text}“ nicht (mehr) oder zeigt ihn nicht ({error})."
            ) from error
        except (OSError, TimeoutError, ua.UaError) as error:
            name = type(error).__name__
            raise ConnectorError(
                f"Der Server hat beim Durchsuchen nicht geantwortet ({name}). "
                "Bitte später noch einmal versuchen."
            ) from error
