"""The life of a source that is polled: get ready, ask in rounds, say who is silent, end.

Fulfils `Connector`. The library of a protocol is loaded by its probe, in `start`.
"""

import asyncio
import logging
from asyncio import CancelledError
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from random import Random
from typing import Final

from app.domain.alarms import AlarmId, AlarmOrder, Mirror
from app.domain.cities import SourceConfig
from app.domain.points import Point, SourceId
from app.domain.samples import SampleBatch
from app.domain.sources import BrowseNode, RawMessage, SourceHealth, SourceState
from app.services.ports import Clock, ConnectorError, SampleSink
from connectors.backoff import Backoff
from connectors.delivery import Delivery
from connectors.polling.failures import RECHECK_S, PollingFailure
from connectors.polling.options import PollingOptions
from connectors.polling.plans import plan_devices
from connectors.polling.probes import Probe
from connectors.polling.rounds import Device, Rounds
from connectors.tally import Tally

FLUSH_S: Final = 3.0
"""At the end, what waits for the store is waited for this long."""

MANY_SILENT: Final = 0.1
"""Above this share of silent devices the source is degraded; a few are always away."""

NAMED: Final = 3
"""Devices that a sentence names."""

log = logging.getLogger(__name__)


class PollingConnector:
    """One source. Lives on the collector's loop; `health` and `raw_messages` from any thread."""

    def __init__(
        self,
        config: SourceConfig,
        points: Sequence[Point],
        sink: SampleSink,
        clock: Clock,
        *,
        options: PollingOptions,
        make_probe: Callable[[], Probe],
        endpoint: str,
        are_echoes: bool,
    ) -> None:
        """Prepare; nothing is asked or imported yet.

        Args:
            config: The source as configured.
            points: Its points.
            sink: Where samples go.
            clock: The time.
            options: Its checked settings.
            make_probe: Makes the way of asking, on the loop.
            endpoint: Where is asked, for the health page.
            are_echoes: True for ICMP.
        """
        self._source = config.id
        self._options = options
        self._clock = clock
        self._sink = sink
        self._are_echoes = are_echoes
        self._make_probe = make_probe
        self._tally = Tally(config.id, clock)
        self._tally.describe(endpoint=endpoint)
        self._plans, self._problems = plan_devices(points, are_echoes=are_echoes)
        self._known = _addresses(points)
        self._wake = asyncio.Event()
        self._probe: Probe | None = None
        self._rounds: Rounds | None = None
        self._delivery: Delivery | None = None
        self._task: asyncio.Task[None] | None = None

    @property
    def source(self) -> SourceId:
        """The source it serves (`Connector`)."""
        return self._source

    # --- life -------------------------------------------------------------------------------

    async def start(self) -> None:
        """Begin to ask, and go on until `stop` (`Connector`)."""
        if self._task is None:
            self._tally.enter(SourceState.CONNECTING)
            self._task = asyncio.create_task(self._run(), name=f"polling {self._source}")

    async def stop(self) -> None:
        """End the asking and leave nothing running (`Connector`)."""
        task, self._task = self._task, None
        if task is not None:
            task.cancel()
            with suppress(CancelledError):
                await task
        self._tally.enter(SourceState.STOPPED)

    async def _run(self) -> None:
        delivery = Delivery(self._source, self._sink, self._tally)
        delivering = asyncio.create_task(delivery.run())
        self._delivery = delivery
        try:
            while True:
                reason = await self._attempt()
                self._tally.count_retry()
                next_us = self._clock.now_us() + round(RECHECK_S * 1e6)
                self._tally.enter(SourceState.FAILED, reason, next_us)
                self._wake.clear()
                with suppress(TimeoutError):
                    async with asyncio.timeout(RECHECK_S):
                        await self._wake.wait()
        finally:
            delivery.finish()
            with suppress(TimeoutError):
                await asyncio.wait_for(delivering, FLUSH_S)

    async def _attempt(self) -> str:
        """Get ready and ask until that ends; return why."""
        probe: Probe | None = None
        try:
            probe = self._make_probe()
            await probe.open()
            self._probe = probe
            self._tally.describe(security=probe.security)
            backoff = Backoff(Random())  # noqa: S311 -- jitter is no secret
            rounds = Rounds(
                probe,
                self._tally,
                self._clock,
                backoff,
                parallel=self._options.parallel,
                store=self._store,
            )
            rounds.on_answer = self._show
            rounds.take(self._plans)
            self._rounds = rounds
            self._show()
            await rounds.run()
        except PollingFailure as failure:
            return failure.reason
        except Exception as error:
            log.exception("The source %s ended by a fault of ours.", self._source)
            return f"Die Anbindung ist an einem eigenen Fehler gescheitert: {error!r}."
        finally:
            self._rounds = self._probe = None
            if probe is not None:
                await probe.close()
        return ""

    def _store(self, batch: SampleBatch) -> None:
        self._tally.count_samples(batch)
        if self._delivery is not None and not self._delivery.offer(batch):
            # Devices keep nothing for us: what finds no room is the past already.
            self._tally.add(overruns=len(batch))

    # --- state --------------------------------------------------------------------------------

    def _show(self) -> None:
        """Tell the state that follows from who answers, and the figures."""
        rounds = self._rounds
        if rounds is None:
            return
        devices = list(rounds.devices.values())
        silent = [it for it in devices if it.is_silent]
        answering = sum(it.is_answering for it in devices)
        waiting = len(devices) - answering - len(silent)
        self._tally.detail("Geräte, die antworten", f"{answering} von {len(devices)}")
        self._tally.detail("Geräte, die schweigen", _named(silent))
        lacking = [it for it in devices if it.is_answering and it.problems]
        self._tally.detail("Geräte, denen etwas fehlt", _named(lacking))
        if devices and not answering:
            self._show_none(silent, waiting, devices)
            return
        reason = self._many_silent(silent, len(devices)) or _lacking(lacking) or self._problem
        self._tally.enter(SourceState.DEGRADED if reason else SourceState.ONLINE, reason)

    def _show_none(self, silent: list[Device], waiting: int, devices: list[Device]) -> None:
        """Tell that none answers yet, or any more."""
        if waiting and self._tally.state is SourceState.CONNECTING:
            return
        next_us = self._clock.now_us() + round(
            (min(it.due_s for it in devices) - self._clock.monotonic()) * 1e6
        )
        reason = silent[0].silence if silent else ""
        if len(devices) > 1:
            reason = f"Keines der {len(devices)} Geräte antwortet. {reason}"
        self._tally.count_retry()
        is_refused = bool(silent) and all(it.is_refused for it in silent)
        state = SourceState.FAILED if is_refused else SourceState.BACKING_OFF
        self._tally.enter(state, reason, max(next_us, self._clock.now_us()))

    @staticmethod
    def _many_silent(silent: list[Device], count: int) -> str:
        if len(silent) <= max(1, count * MANY_SILENT):
            return ""
        return f"{len(silent)} von {count} Geräten antworten nicht: {_named(silent)}."

    @property
    def _problem(self) -> str:
        return " ".join(self._problems[:1])

    # --- what a person asks for -----------------------------------------------------------------

    async def apply_points(self, points: Sequence[Point]) -> None:
        """Take a changed list of points; devices that stay notice nothing (`Connector`)."""
        before = {key for plan in self._plans.values() for key in plan.keys}
        self._plans, self._problems = plan_devices(points, are_echoes=self._are_echoes)
        self._known = _addresses(points)
        after = {key for plan in self._plans.values() for key in plan.keys}
        self._tally.forget_times(before - after)
        if self._rounds is not None:
            self._rounds.take(self._plans)
            self._show()

    async def browse(self, address: str) -> list[BrowseNode]:
        """Return what lies below an address (`Connector`)."""
        if self._probe is None:
            raise ConnectorError(
                "Die Quelle lässt sich zurzeit nicht durchsuchen. " + self._tally.health().reason
            )
        agents = list(dict.fromkeys((*self._plans, *self._options.agents)))
        return await self._probe.browse(address, agents, self._known)

    async def operate(self, order: AlarmOrder, mirrors: Mapping[AlarmId, Mirror]) -> None:  # noqa: ARG002 -- one shape for all connectors
        """Refuse: devices that are polled judge no alarms (`Connector`)."""
        raise ConnectorError(
            "Diese Quelle beurteilt keine Alarme. Der Auftrag gehört nicht zu ihr."
        )

    async def trust(self, fingerprint: str) -> None:  # noqa: ARG002 -- one shape for all connectors
        """Refuse: there are no certificates here (`Connector`)."""
        raise ConnectorError("Diese Quelle hat keine Zertifikate, denen zu vertrauen wäre.")

    async def retry(self) -> None:
        """Ask all devices now, also from FAILED (`Connector`)."""
        self._wake.set()
        if self._rounds is not None:
            self._rounds.ask_all_now()

    # --- what others look at ----------------------------------------------------------------------

    def health(self) -> SourceHealth:
        """Return a snapshot (`Connector`)."""
        return self._tally.health()

    def raw_messages(self) -> list[RawMessage]:
        """Return the newest messages, newest first (`Connector`)."""
        return self._tally.raw_messages()


def _addresses(points: Sequence[Point]) -> set[tuple[str, str]]:
    return {(point.address.node, point.address.item) for point in points}


def _named(devices: Sequence[Device]) -> str:
    names = ", ".join(device.plan.name for device in devices[:NAMED])
    rest = len(devices) - NAMED
    return f"{names} und {rest} weitere" if rest > 0 else names


def _lacking(devices: Sequence[Device]) -> str:
    """Return what answering devices do not tell, by the first of them."""
    if not devices:
        return ""
    text, why = next(iter(devices[0].problems.items()))
    more = f" So oder ähnlich bei {len(devices)} Geräten." if len(devices) > 1 else ""
    return f"{devices[0].plan.name}: {text} fehlt. {why}{more}"
