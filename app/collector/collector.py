"""Ties the collector together: profile, sources, writing thread, consoles.

The way of a sample: connector -> `Writer.submit` -> commit -> acknowledged to the source ->
`Recorder.take`: alarms, journal, live table and ring -> console.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Mapping, Sequence
from concurrent.futures import Future
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Final, Protocol
from zoneinfo import ZoneInfo

from app.collector.notifier import Notifier
from app.collector.publisher import Publisher
from app.collector.recorder import Recorder
from app.collector.requests import RequestDesk
from app.collector.supervisor import ConnectorFactory, Supervisor
from app.collector.writer import Writer
from app.domain.alarms import AlarmEvent
from app.domain.cities import City
from app.domain.local_times import at_local
from app.domain.points import SourceId
from app.domain.samples import SampleBatch
from app.domain.sources import SourceKind
from app.link import messages as m
from app.services.ports import Clock, Historian, Journal, MessageChannels, SampleSink
from app.services.profiles import ProfileError, changed_sources, fingerprint, load_city

HEALTH_EVERY_S: Final = 1.0
LOOK_EVERY_S: Final = 0.25
"""How often the state of the sources is looked at; a change is told at once."""

PROFILE_EVERY_S: Final = 2.0

PAST_AFTER_S: Final = 15.0
"""The past is filled in once all sources deliver, or after this time."""

NOTIFIER_END_S: Final = 3.0

SIMULATED: Final = "sim:"
"""Begins the address of a source that the simulated city plays, before its protocol."""

SHOWN_PROBLEMS: Final = 20

log = logging.getLogger(__name__)


class Profile(Protocol):
    """A profile that may change while we run."""

    def read(self) -> City:
        """Read it.

        Raises:
            ProfileError: It has problems.
            OSError: It cannot be read.
        """
        ...

    def fingerprint(self) -> object:
        """Return something that is equal as long as nothing changed."""
        ...


@dataclass(frozen=True, slots=True)
class ProfileFolder:
    """A profile as a folder of files.

    Attributes:
        folder: The folder.
        overlay: A second file laid over it, or None.
    """

    folder: Path
    overlay: Path | None = None

    def read(self) -> City:
        """Read it (`Profile`)."""
        return load_city(self.folder, self.overlay)

    def fingerprint(self) -> object:
        """Return a mark of its files (`Profile`)."""
        return fingerprint(self.folder, self.overlay)


RecordPast = Callable[[Sequence[AlarmEvent]], int]
"""Takes alarms of a past before the journal began, returns how many it recorded."""


class BackFill(Protocol):
    """Fills the past in a thread of its own."""

    def start(self) -> None:
        """Begin."""
        ...

    def cancel(self) -> None:
        """End early and wait for the thread."""
        ...

    def report(self) -> tuple[int, int, str]:
        """Return parts done, parts in all, and why it ended early (empty when all is well)."""
        ...


@dataclass(frozen=True, slots=True)
class Adapters:
    """The concrete outside of a collector.

    Attributes:
        open_historian: Opens the historian for writing.
        open_journal: Opens the journal for writing.
        factories: Makes the factories of connectors, given the sink they deliver to.
        addresses: Tells where the simulated city listens now, by protocol (`mqtt`, `opcua`);
            asked again and again. Sources it plays begin with `sim:`.
        back_fill: Makes what fills the past of a simulated city, given the writer, and what takes
            the alarms of that past from any thread (`Recorder.record_past`, waited for); None for
            real cities.
        known_notices: What files may say without the operator being told (an old library).
        channels: The ways to people outside the control room; None for none.
    """

    open_historian: Callable[[], Historian]
    open_journal: Callable[[], Journal]
    factories: Callable[[SampleSink], Mapping[SourceKind, ConnectorFactory]]
    addresses: Callable[[], Mapping[str, str]] = dict
    back_fill: Callable[[Writer, RecordPast], BackFill] | None = None
    known_notices: frozenset[str] = frozenset()
    channels: MessageChannels | None = None


class Collector:
    """One running collector. `run` on an asyncio loop.

    Args:
        city: The profile as read.
        profile: Where it was read from, watched for changes.
        data: The data folder; its lock must be held.
        adapters: The concrete outside.
        clock: The time.
    """

    def __init__(
        self,
        city: City,
        *,
        profile: Profile,
        data: Path,
        adapters: Adapters,
        clock: Clock,
    ) -> None:
        self._city = city
        self._profile = profile
        self._adapters = adapters
        self._clock = clock
        self._fingerprint = profile.fingerprint()
        self._reloading = asyncio.Lock()
        self._back_fill: BackFill | None = None
        self._followed: dict[str, str] = {}
        self._day = self._today()
        self.publisher = Publisher(data, self._answer)
        self._notifier = (
            None if adapters.channels is None else Notifier(adapters.channels, self._note, clock)
        )
        self._recorder = Recorder(
            city,
            open_journal=adapters.open_journal,
            publisher=self.publisher,
            delivering=self._delivering,
            submit=self._submit,
            clock=clock,
            known_notices=adapters.known_notices,
            messenger=self._notifier,
        )
        self.writer = Writer(adapters.open_historian, self._recorder, clock)
        self.supervisor = Supervisor(adapters.factories(self.writer), clock)
        self._desk = RequestDesk(
            self.writer,
            self._recorder,
            self.supervisor,
            self.reload_profile,
            None if self._notifier is None else self._notifier.test,
        )

    async def run(self, stop: asyncio.Event, ready: Callable[[], None] = lambda: None) -> None:
        """Collect until told to stop, then end cleanly.

        Args:
            stop: Set to end.
            ready: Called when everything runs and consoles may come.

        Raises:
            StorageError: Historian or journal cannot be opened.
            OSError: Shared memory or the link's socket cannot be made.
        """
        try:
            await asyncio.to_thread(self.writer.start)
            self._desk.open()
            self.publisher.start()
            if self._notifier is not None:
                self._notifier.start()
            ready()
            self._followed = dict(self._adapters.addresses())
            await self.supervisor.start(self._city)
            jobs = (
                self._tell_health,
                self._watch_profile,
                self._follow_simulation,
                self._fill_past,
            )
            running = [asyncio.create_task(_kept_up(job)) for job in jobs]
            await stop.wait()
            for task in running:
                task.cancel()
            await asyncio.gather(*running, return_exceptions=True)
        finally:
            await self._end()

    async def _end(self) -> None:
        self._desk.close()
        await self.supervisor.stop()
        if self._notifier is not None:
            with suppress(TimeoutError):  # a message under way may take its time; samples go first
                await asyncio.wait_for(asyncio.to_thread(self._notifier.stop), NOTIFIER_END_S)
        if self._back_fill is not None:
            # Closing the writer lets go a part that waits to be stored.
            canceling = asyncio.create_task(asyncio.to_thread(self._back_fill.cancel))
            await asyncio.to_thread(self.writer.close)
            await canceling
        await asyncio.to_thread(self.writer.close)
        await asyncio.to_thread(self.publisher.stop)

    async def reload_profile(self) -> list[str]:
        """Read the profile again and go over to it; return its problems, empty when all is well.

        A profile with problems changes nothing: the last good one stays in use.
        """
        async with self._reloading:
            try:
                city = await asyncio.to_thread(self._profile.read)
            except (ProfileError, OSError) as error:
                problems = [str(problem) for problem in getattr(error, "problems", (error,))]
                self.publisher.notice("profile", _problem_text(problems))
                return problems
            changed = changed_sources(self._city, city)
            if city != self._city:
                self._city = city
                change = self.writer.call(lambda: self._recorder.change_city(city))
                await asyncio.wrap_future(change)
                await self.supervisor.change(city, changed)
                log.info("The profile was read again; changed sources: %s", sorted(changed))
            self.publisher.notice("profile", "")
            return []

    # --- jobs -----------------------------------------------------------------------------

    async def _tell_health(self) -> None:
        told_at, told = 0.0, None
        while True:
            health = self.supervisor.health()
            states = [(one.source, one.state, one.question) for one in health]
            now = self._clock.monotonic()
            if states != told or now - told_at >= HEALTH_EVERY_S:
                told_at, told = now, states
                self.publisher.health(health)
            await asyncio.sleep(LOOK_EVERY_S)

    async def _watch_profile(self) -> None:
        while True:
            await asyncio.sleep(PROFILE_EVERY_S)
            found = await asyncio.to_thread(self._profile.fingerprint)
            if found != self._fingerprint or self._is_law_new():
                self._fingerprint = found
                await self.reload_profile()

    def _is_law_new(self) -> bool:
        """Tell whether a day has begun on which other legal limits hold; once for each day."""
        before, self._day = self._day, self._today()
        return before != self._day and any(
            row.is_valid_on(before) != row.is_valid_on(self._day) for row in self._city.limits
        )

    def _today(self) -> date:
        return at_local(self._clock.now_us(), ZoneInfo(self._city.time_zone)).date()

    async def _follow_simulation(self) -> None:
        """Connect anew when the simulated city listens elsewhere than before."""
        followed = self._followed
        while True:
            await asyncio.sleep(LOOK_EVERY_S)
            found = dict(await asyncio.to_thread(self._adapters.addresses))
            if found == followed:
                continue
            for config in self._city.sources:
                protocol = config.url.removeprefix(SIMULATED)
                moved = found.get(protocol) != followed.get(protocol)
                if config.url.startswith(SIMULATED) and moved:
                    await self.supervisor.restart(config.id)
            followed = found

    async def _fill_past(self) -> None:
        if self._adapters.back_fill is None:
            return
        await self._first_live()
        make = self._adapters.back_fill
        self._back_fill = await asyncio.to_thread(make, self.writer, self._record_past)
        self._back_fill.start()
        while True:
            done, total, problem = self._back_fill.report()
            self.publisher.progress(m.Progress("history", done, total))
            self.publisher.notice("history", problem)
            if problem or done >= total:
                return
            await asyncio.sleep(HEALTH_EVERY_S)

    async def _first_live(self) -> None:
        """Let the city be live before the past takes the processor."""
        for _ in range(round(PAST_AFTER_S / LOOK_EVERY_S)):
            if all(self._delivering().values()):
                return
            await asyncio.sleep(LOOK_EVERY_S)

    # --- for the parts ----------------------------------------------------------------------

    def _answer(self, request: m.Request) -> "Future[m.Reply]":
        return self._desk.answer(request)

    def _delivering(self) -> dict[SourceId, bool]:
        return self.supervisor.delivering()

    def _record_past(self, events: Sequence[AlarmEvent]) -> int:
        return self.writer.call(lambda: self._recorder.record_past(events)).result()

    def _note(self, events: Sequence[AlarmEvent]) -> None:
        self.writer.call(lambda: self._recorder.note(events))

    def _submit(self, source: SourceId, batch: SampleBatch) -> None:
        self.writer.submit(source, batch)


async def _kept_up(job: Callable[[], Awaitable[None]]) -> None:
    """Do a job until it is done; a bug in it is logged and it begins anew, samples go on."""
    while True:
        try:
            await job()
        except Exception:
            log.exception("A job of the collector failed; it begins anew.")
            await asyncio.sleep(HEALTH_EVERY_S)
        else:
            return


def _problem_text(problems: list[str]) -> str:
    shown = "\n".join(problems[:SHOWN_PROBLEMS])
    hidden = len(problems) - SHOWN_PROBLEMS
    rest = f"\n… und {hidden} weitere." if hidden > 0 else ""
    return (
        "Das geänderte Stadtprofil enthält Fehler und wird nicht übernommen; das bisherige gilt "
        f"weiter.\n{shown}{rest}"
    )
