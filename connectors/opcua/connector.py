"""The life of an OPC UA source: connect, serve, lose, wait, connect again. Fulfils `Connector`.

Nothing here imports asyncua; `start` loads it in a thread, so that neither a console without
OPC UA nor the collector's loop waits for it.
"""

import asyncio
import logging
from asyncio import CancelledError
from collections.abc import Mapping, Sequence
from contextlib import suppress
from functools import partial
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING, Final

from app.domain.alarms import AlarmId, AlarmOrder, Mirror
from app.domain.cities import SourceConfig
from app.domain.points import Point, SourceId
from app.domain.samples import NO_TIME
from app.domain.sources import BrowseNode, RawMessage, SourceHealth, SourceState
from app.services.ports import Clock, ConnectorError, SampleSink, SecretStore
from connectors.backoff import Backoff
from connectors.delivery import Delivery
from connectors.opcua.certificates import CertificateError, TrustList
from connectors.opcua.failures import Failure, failure_of
from connectors.opcua.memory import PointMemory
from connectors.opcua.options import Alarms, parse_options
from connectors.opcua.targets import check_url, names_of, targets_of
from connectors.tally import Tally

if TYPE_CHECKING:
    from connectors.opcua.condition_memory import ConditionMemory
    from connectors.opcua.connection import Connection, Surroundings

STOOD_S: Final = 5.0
"""A connection that stood for this long begins the waits anew."""

FLUSH_S: Final = 3.0
"""At the end, what waits for the store is waited for this long."""

log = logging.getLogger(__name__)


class OpcuaConnector:
    """One source. Lives on the collector's loop; `health` and `raw_messages` from any thread."""

    def __init__(  # noqa: PLR0917 -- the same order for every kind of connector
        self,
        config: SourceConfig,
        points: Sequence[Point],
        sink: SampleSink,
        secrets: SecretStore,
        clock: Clock,
        folder: Path,
        *,
        url: str,
    ) -> None:
        """Check the options; nothing is connected or imported yet.

        Args:
            config: The source as configured.
            points: Its points.
            sink: Where samples go.
            secrets: Passwords.
            clock: The time.
            folder: Folder of all OPC UA sources; ours is one below it, for certificates.
            url: Where the server is, `opc.tcp://host:port/path`.

        Raises:
            OptionsError: Options or address are wrong.
        """
        self._source = config.id
        self._url = check_url(url)
        self._options = parse_options(config.options)
        self._sink = sink
        self._secrets = secrets
        self._clock = clock
        self._folder = folder / config.id
        self._targets, self._problems = targets_of(points)
        self._tally = Tally(config.id, clock)
        self._tally.describe(endpoint=self._url, security=self._options.security_text)
        self._memory = PointMemory()
        self._backoff = Backoff(Random())  # noqa: S311 -- jitter is no secret
        self._wake = asyncio.Event()
        self._mirrored: ConditionMemory | None = None
        self._connection: Connection | None = None
        self._task: asyncio.Task[None] | None = None

    @property
    def source(self) -> SourceId:
        """The source it serves (`Connector`)."""
        return self._source

    # --- life -------------------------------------------------------------------------------

    async def start(self) -> None:
        """Begin to connect, and keep trying until `stop` (`Connector`)."""
        if self._task is None:
            self._tally.enter(SourceState.CONNECTING)
            self._task = asyncio.create_task(self._run(), name=f"opcua {self._source}")

    async def stop(self) -> None:
        """Close the connection and leave nothing running (`Connector`)."""
        task, self._task = self._task, None
        if task is not None:
            task.cancel()
            with suppress(CancelledError):
                await task
        self._tally.enter(SourceState.STOPPED)

    async def _run(self) -> None:
        try:
            around = await asyncio.to_thread(self._load)
            await self._live(around)
        except Exception as error:
            log.exception("The OPC UA source %s ended by a fault of ours.", self._source)
            reason = f"Die Anbindung ist an einem eigenen Fehler gescheitert: {error!r}."
            self._tally.enter(SourceState.FAILED, reason)

    async def _live(self, around: "Surroundings") -> None:
        delivering = asyncio.create_task(around.delivery.run())
        try:
            while True:
                failure = await self._attempt(around)
                await self._wait(failure)
        finally:
            around.delivery.finish()
            with suppress(TimeoutError):
                await asyncio.wait_for(delivering, FLUSH_S)

    def _load(self) -> "Surroundings":
        """Load asyncua, which takes its time, and make what all connections share."""
        from connectors.opcua.branch_file import BranchFile  # noqa: PLC0415 -- see the module
        from connectors.opcua.connection import Surroundings  # noqa: PLC0415 -- see the module
        from connectors.opcua.refill import Refill  # noqa: PLC0415 -- likewise
        from connectors.opcua.security import Identity  # noqa: PLC0415 -- likewise

        return Surroundings(
            self._url,
            Identity(self._options, self._secrets, self._folder),
            self._clock,
            self._tally,
            self._memory,
            Delivery(self._source, self._sink, self._tally),
            Refill(self._tally, self._clock),
            self._conditions(),
            BranchFile(self._folder),
            partial(self._sink.submit_conditions, self._source),
        )

    def _conditions(self) -> "ConditionMemory | None":
        """Return the memory of the server's alarms, None where they are judged here."""
        from connectors.opcua.condition_memory import (  # noqa: PLC0415 -- see the module
            ConditionMemory,
        )

        if self._options.alarms is not Alarms.MIRROR:
            return None
        self._mirrored = self._mirrored or ConditionMemory(self._source, self._clock)
        self._mirrored.points = names_of(self._targets)
        return self._mirrored

    async def _attempt(self, around: "Surroundings") -> Failure:
        """Connect and serve until that ends; return why."""
        from connectors.opcua.connection import Connection  # noqa: PLC0415 -- see the module

        self._wake.clear()
        if self._tally.state is not SourceState.FAILED:
            self._tally.enter(SourceState.CONNECTING)
        connection = Connection(around, self._targets, self._problem)
        self._connection = connection
        began_s = self._clock.monotonic()
        try:
            await connection.open()
            began_s = self._clock.monotonic()
            await connection.serve()
        except Exception as error:  # noqa: BLE001 -- a source that is down is a value
            if connection.is_open and self._clock.monotonic() - began_s > STOOD_S:
                self._backoff.reset()
            return failure_of(error, self._url)
        finally:
            self._connection = None
            await connection.close()
        return Failure("")

    async def _wait(self, failure: Failure) -> None:
        """Wait until the next try, or until a person wants one now."""
        self._tally.ask(failure.question)
        self._tally.count_retry()
        if failure.needs_person:
            state, delay_s = SourceState.FAILED, failure.recheck_s
        else:
            state, delay_s = SourceState.BACKING_OFF, self._backoff.next_delay_s()
        next_us = NO_TIME if delay_s is None else self._clock.now_us() + round(delay_s * 1e6)
        self._tally.enter(state, failure.reason, next_us)
        with suppress(TimeoutError):
            await asyncio.wait_for(self._wake.wait(), delay_s)

    # --- what a person asks for ---------------------------------------------------------------

    async def apply_points(self, points: Sequence[Point]) -> None:
        """Take a changed list of points without dropping the connection (`Connector`)."""
        before = self._targets
        self._targets, self._problems = targets_of(points)
        if self._mirrored is not None:
            self._mirrored.points = names_of(self._targets)
        gone = [key for key, target in before.items() if self._targets.get(key) != target]
        if self._connection is not None:
            await self._connection.apply(self._targets, self._problem)
        self._memory.forget(gone)
        self._tally.forget_times(gone)

    async def browse(self, address: str) -> list[BrowseNode]:
        """Return what lies below a node (`Connector`)."""
        if self._connection is None or not self._connection.is_open:
            raise ConnectorError(
                "Der Server ist nicht verbunden und lässt sich deshalb nicht durchsuchen. "
                + self._tally.health().reason
            )
        return await self._connection.browse(address)

    async def operate(self, order: AlarmOrder, mirrors: Mapping[AlarmId, Mirror]) -> None:
        """Let the server carry out an order on alarms it judges itself (`Connector`)."""
        if self._connection is None or not self._connection.is_open:
            raise ConnectorError(
                "Der Server ist nicht verbunden. Der Auftrag wurde nicht ausgeführt. "
                + self._tally.health().reason
            )
        await self._connection.operate(order, mirrors)

    async def trust(self, fingerprint: str) -> None:
        """Trust the certificate with this fingerprint, and connect again (`Connector`)."""
        try:
            await asyncio.to_thread(TrustList(self._folder).trust, fingerprint)
        except CertificateError as error:
            raise ConnectorError(str(error)) from error
        await self.retry()

    async def retry(self) -> None:
        """Try again now, also from FAILED; a standing connection is left alone (`Connector`)."""
        if self._tally.state.is_delivering:
            return
        self._backoff.reset()
        self._tally.enter(SourceState.CONNECTING)
        self._wake.set()

    # --- what others look at --------------------------------------------------------------------

    def health(self) -> SourceHealth:
        """Return a snapshot (`Connector`)."""
        return self._tally.health()

    def raw_messages(self) -> list[RawMessage]:
        """Return the newest messages, newest first (`Connector`)."""
        return self._tally.raw_messages()

    @property
    def _problem(self) -> str:
        return " ".join(self._problems[:1])
