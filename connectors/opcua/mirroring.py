"""Takes a server's alarms over: live events, and all that stand after each connect (a refresh).

Part 9, 5.5.7: ConditionRefresh lets the server tell all conditions of interest again, between a
RefreshStart and a RefreshEnd. Whatever is not told in between is over.
"""

import asyncio
from collections.abc import Awaitable, Iterable, Mapping, Sequence
from enum import Enum
from typing import Any, Final, Protocol, TypeVar

from asyncua import ua

from app.domain.alarms import MirroredCondition
from app.services.ports import Clock
from connectors.opcua.branch_file import BranchFile
from connectors.opcua.condition_events import ConditionEvent, read_event
from connectors.opcua.condition_memory import ConditionMemory
from connectors.opcua.looks import Looks, lost
from connectors.opcua.session import Session
from connectors.tally import Tally

REFRESH_S: Final = 10.0
"""A refresh that has not ended by then is begun again."""

AGAIN_S: Final = 2.0
"""The wait before a refresh that failed is tried again; doubled each time."""

LONGEST_WAIT_S: Final = 60.0
"""The longest such wait."""

TURN_S: Final = 1.0
"""How often shelves that a server does not tell of are thought of."""


_UNFINISHED: Final = (
    "Der Server hat nicht alle anstehenden Alarme genannt (er ist nicht fertig geworden oder hat "
    "Meldungen verworfen). Es wird noch einmal gefragt; bis dahin können welche fehlen."
)


class _Mark(Enum):
    """What the server says of a refresh."""

    START = ua.ObjectIds.RefreshStartEventType
    END = ua.ObjectIds.RefreshEndEventType
    REQUIRED = ua.ObjectIds.RefreshRequiredEventType
    OVERFLOW = ua.ObjectIds.EventQueueOverflowEventType


_MARKS: Final = {mark.value: mark for mark in _Mark}

T = TypeVar("T")

_Entry = ConditionEvent | _Mark | tuple[str, ...]
"""An event, a mark of a refresh, or conditions to look at."""


class Submit(Protocol):
    """How conditions are handed over; may block."""

    def __call__(self, conditions: Sequence[MirroredCondition], *, is_whole: bool) -> None:
        """Hand over conditions, see `SampleSink.submit_conditions`."""
        ...


class Mirroring:
    """Mirrors the alarms of one session. Used on the event loop only."""

    def __init__(  # noqa: PLR0917 -- what all of it shares, in one order
        self,
        session: Session,
        memory: ConditionMemory,
        file: BranchFile,
        submit: Submit,
        tally: Tally,
        clock: Clock,
    ) -> None:
        """Keep what is needed; `run` does the work.

        Args:
            session: An open session.
            memory: What is known of the source's conditions.
            file: Keeps what the server tells only once.
            submit: Hands conditions over; called from a thread.
            tally: For the health page.
            clock: The time.
        """
        self.looks = Looks(session)
        self._session = session
        self._memory = memory
        self._file = file
        self._submit = submit
        self._tally = tally
        self._clock = clock
        self._entries: list[_Entry] = []
        self._came = asyncio.Event()
        self._named: dict[str, set[str]] | None = None
        self._is_spoilt = False
        self._is_awaited = False
        self._refresh_s: float | None = None
        self._wait_s = AGAIN_S
        self._problem = ""
        self._unasked: list[str] = []
        """Conditions of our points that must be looked at once: an active one may not be named."""

    @property
    def problem(self) -> str:
        """Why the server's alarms are not all known, a whole sentence; empty when they are."""
        return self._problem

    # --- what comes ---------------------------------------------------------------------------

    def refused(self, refusal: str) -> None:
        """Take note that the server does not tell of its alarms."""
        self._problem = (
            f"Der Server meldet seine Alarme nicht ({refusal}), und beurteilt werden sie hier auch "
            "nicht. Bitte die Rechte auf dem Server prüfen oder bei der Quelle alarms = "
            '"judge" einstellen.'
        )

    def take(self, fields: Mapping[str, Any]) -> bool:
        """Take an event; return True when it was only one of a refresh."""
        kind = fields.get("EventType")
        mark = None
        if isinstance(kind, ua.NodeId) and kind.NamespaceIndex == 0:
            mark = _MARKS.get(kind.Identifier)
        now_us = self._session.source_now_us
        entry = mark or self._ours(read_event(fields, self._session.address, now_us))
        if entry is not None:
            self._entries.append(entry)
            self._came.set()
        return mark is not None

    def _ours(self, event: ConditionEvent | None) -> ConditionEvent | None:
        """Return an event, None where it tells of what is mirrored by another source."""
        is_foreign = event is not None and not any(
            at in self._memory.points for at in event.watched
        )
        return None if is_foreign and not self._session.options.foreign_alarms else event

    def look(self, conditions: Iterable[str]) -> None:
        """Look at conditions soon: the server may not tell what an order did."""
        self._entries.append(tuple(conditions))
        self._came.set()

    # --- the work -----------------------------------------------------------------------------

    async def run(self, subscription_id: int, sources: Sequence[ua.NodeId]) -> None:
        """Take over alarms until cancelled.

        Args:
            subscription_id: The server's number of the subscription.
            sources: Nodes of the points, which may have conditions.

        Raises:
            Exception: The connection was lost.
        """
        self._memory.methods.clear()
        start_us = self._session.facts.start_us
        if self._memory.begin(start_us):
            self._memory.restore(await asyncio.to_thread(self._file.read, start_us))
        self._unasked = await self._asked(self.looks.conditions_of(sources), [])
        self._want_refresh(0.0)
        task = asyncio.current_task()
        while task is None or not task.cancelling():  # asyncua swallows one now and then, too
            now_s = self._clock.monotonic()
            if self._refresh_s is not None and now_s >= self._refresh_s:
                await self._refresh(subscription_id)
            self._came.clear()
            if not self._entries:
                try:
                    # Not wait_for: it swallows a cancellation that comes together with an event.
                    async with asyncio.timeout(self._patience_s()):
                        await self._came.wait()
                except TimeoutError:
                    self._entries.append(tuple(self._memory.hidden()))
            entries, self._entries = self._entries, []
            await self._take_over(entries)

    def _patience_s(self) -> float:
        if self._refresh_s is None:
            return TURN_S
        return min(max(self._refresh_s - self._clock.monotonic(), 0.0), TURN_S)

    async def _take_over(self, entries: Sequence[_Entry]) -> None:
        """Hand over what came, in order."""
        told: list[MirroredCondition] = []
        await self._prepare(entries)
        for entry, following in zip(entries, [*entries[1:], None], strict=True):
            if isinstance(entry, ConditionEvent):
                self._memory.note(entry)
                if self._named is not None:
                    self._named.setdefault(entry.condition, set()).add(entry.branch)
                elif not _goes_on(entry, following):
                    told += self._folded([entry.condition])
            elif isinstance(entry, tuple):
                await self._look(entry)
                told += self._folded(entry)
            elif entry is _Mark.START:
                self._named = {}
                self._is_spoilt = False
            elif entry is _Mark.END:
                await self._hand_over(told)
                told = []
                await self._end_refresh()
            else:
                self._is_spoilt = True
                self._want_refresh(0.0 if self._named is None else self._wait_s)
        hidden = self._memory.hidden(
            [e.condition for e in entries if isinstance(e, ConditionEvent)]
        )
        if hidden and self._named is None:
            told += self._folded(await self._look(hidden))
        await self._hand_over(told)

    async def _prepare(self, entries: Sequence[_Entry]) -> None:
        """Find out what may be done with conditions that are new."""
        names = [entry.condition for entry in entries if isinstance(entry, ConditionEvent)]
        unknown = self._memory.unknown_methods(names)
        if not unknown:
            return
        # Where it cannot be found out, what the states let expect is offered.
        nothing: dict[str, frozenset[str]] = dict.fromkeys(unknown, frozenset())
        self._memory.methods |= await self._asked(self.looks.methods(unknown), nothing)

    async def _look(self, conditions: Iterable[str]) -> list[str]:
        """Look at conditions; return those that could be seen."""
        known = {name: self._memory.known(name).current for name in conditions}
        seen = {name: event for name, event in known.items() if event is not None}
        found = await self._asked(self.looks.look(seen), {}) if seen else {}
        for name, event in found.items():
            self._memory.looked(name, event)
        return list(found)

    @staticmethod
    async def _asked(question: Awaitable[T], default: T) -> T:
        """Return an answer, the default from a server that cannot give it.

        Raises:
            Exception: The connection was lost.
        """
        try:
            return await question
        except Exception as error:
            if lost(error):
                raise
            return default

    def _folded(self, conditions: Iterable[str]) -> list[MirroredCondition]:
        folded = (self._memory.fold(condition) for condition in conditions)
        return [condition for condition in folded if condition is not None]

    async def _hand_over(
        self, conditions: Sequence[MirroredCondition], *, is_whole: bool = False
    ) -> None:
        if not conditions and not is_whole:
            return
        await self._keep_branches()
        try:
            await asyncio.to_thread(self._submit, conditions, is_whole=is_whole)
        except Exception as error:  # noqa: BLE001 -- what is lost is told by the next refresh
            self._tally.detail("Alarme", f"nicht abgelegt: {type(error).__name__}: {error}"[:200])
            self._want_refresh(self._wait_s)
            return
        self._tally.detail("Alarme", f"gespiegelt, {len(self._memory)} nicht in Ruhe")

    async def _keep_branches(self) -> None:
        """Keep on disk what the server would not tell again."""
        start_us, once = self._session.facts.start_us, self._memory.told_once()
        try:
            await asyncio.to_thread(self._file.write, start_us, once)
        except OSError as error:
            self._tally.detail("Wartende Alarme", f"nicht auf der Platte: {error}"[:200])
        else:
            self._tally.detail("Wartende Alarme", "")

    # --- refresh ------------------------------------------------------------------------------

    def _want_refresh(self, after_s: float) -> None:
        due_s = self._clock.monotonic() + after_s
        self._refresh_s = due_s if self._refresh_s is None else min(self._refresh_s, due_s)

    async def _refresh(self, subscription_id: int) -> None:
        """Ask the server to tell all again."""
        if self._is_awaited:
            self._problem = _UNFINISHED
        await self._give_up_refresh()
        await self._session.refresh_namespaces()
        request = ua.CallMethodRequest(
            ua.NodeId(ua.ObjectIds.ConditionType),
            ua.NodeId(ua.ObjectIds.ConditionType_ConditionRefresh),
            [ua.Variant(subscription_id, ua.VariantType.UInt32)],
        )
        # Its events may come before the answer does.
        self._refresh_s = self._clock.monotonic() + max(REFRESH_S, self._wait_s)
        self._wait_s = min(2 * self._wait_s, LONGEST_WAIT_S)
        try:
            (result,) = await self._session.wire.call([request])
            refusal = "" if result.StatusCode.is_good() else str(result.StatusCode.name)
        except ua.UaStatusCodeError as error:
            refusal = type(error).__name__
        self._is_awaited = not refusal
        if refusal:
            self._problem = (
                "Der Server nennt die Alarme nicht, die schon anstehen (ConditionRefresh: "
                f"{refusal}). Bekannt sind nur solche, die seit der Verbindung gekommen sind."
            )

    async def _give_up_refresh(self) -> None:
        """Hand over what a refresh told that has not ended."""
        named, self._named = self._named, None
        if named:
            await self._hand_over(self._folded(named))

    async def _end_refresh(self) -> None:
        """Hand over all that the server has told, unless some of it was lost on the way."""
        named, self._named = self._named, None
        self._is_awaited = False
        if named is None or self._is_spoilt:
            self._problem = _UNFINISHED
            self._want_refresh(self._wait_s)
            await self._hand_over(self._folded(named or ()))
            return
        unnamed = self._memory.refreshed(named)
        seen = await self._look(unnamed)
        self._memory.forget(set(unnamed) - set(seen))
        unasked = [name for name in self._unasked if name not in named and name not in seen]
        self._unasked = []
        for event in await self._asked(self.looks.active(unasked), []):
            await self._prepare([event])
            self._memory.note(event)
        self._refresh_s, self._wait_s, self._problem = None, AGAIN_S, ""
        await self._hand_over(self._folded(self._memory.conditions()), is_whole=True)


def _goes_on(event: ConditionEvent, following: _Entry | None) -> bool:
    """Tell whether the next event belongs to the same change: a branch is left behind."""
    return (
        isinstance(following, ConditionEvent)
        and following.condition == event.condition
        and bool(following.branch) != bool(event.branch)
    )
