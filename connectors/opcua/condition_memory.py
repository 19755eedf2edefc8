"""What is known of a server's conditions across connections, folded to one alarm each.

A condition may have branches: earlier occurrences that still wait to be acknowledged while the
condition has gone on. An operator sees one alarm: it stands as the condition stands, and it is seen
when all that waits is seen.
"""

from collections import deque
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Final

from app.domain.alarms import AlarmId, AlarmOrder, Mirror, MirroredCondition, OrderKind
from app.domain.points import PointId, SourceId
from app.domain.samples import NO_TIME
from app.domain.texts import Text
from app.services.ports import Clock
from connectors.opcua.condition_events import ConditionEvent, Shelving

ORDER_S: Final = 60.0
"""So long an order explains what a server tells."""

MOST_BRANCHES: Final = 20
"""Branches of a condition that are kept, the newest; so many are acknowledged by one order."""

LOOK_AGAIN_S: Final = 20.0
"""A server that does not tell of its shelves is asked so often."""


@dataclass(slots=True)
class Known:
    """What is known of one condition.

    Attributes:
        current: What was said of it last; None while only branches were told.
        branches: What was said of its branches, by their ids, oldest first.
        newest: The last word of any of them.
        severity: The last severity that was one.
        is_looked_after: True when the server hides it without telling so by events.
        looked_s: When it was looked at last, monotonic seconds.
    """

    current: ConditionEvent | None = None
    branches: dict[str, ConditionEvent] = field(default_factory=dict)
    newest: ConditionEvent | None = None
    severity: int = 1
    is_looked_after: bool = False
    looked_s: float = 0.0

    @property
    def is_hidden(self) -> bool:
        """True while the server hides it."""
        now = self.current
        return now is not None and (
            now.shelving in {Shelving.TIMED, Shelving.ONE_SHOT} or bool(now.is_out_of_service)
        )

    def waiting(self, kind: OrderKind) -> list[ConditionEvent]:
        """Return what waits for an acknowledgement or a confirmation, oldest first."""
        told = [*self.branches.values(), *([self.current] if self.current is not None else [])]
        return [event for event in told if _waits(event, kind)]


class ConditionMemory:
    """Conditions of one source by address. Used on the event loop only."""

    def __init__(self, source: SourceId, clock: Clock) -> None:
        """Know nothing.

        Args:
            source: The source.
            clock: Forgets orders.
        """
        self.points: Mapping[str, PointId] = {}
        """Points of the source by the addresses of their nodes."""
        self.methods: dict[str, frozenset[str]] = {}
        """What the server lets us do by condition, where it was found out, see `looks`."""
        self._source = source
        self._clock = clock
        self._known: dict[str, Known] = {}
        self._orders: dict[AlarmId, deque[tuple[float, AlarmOrder]]] = {}
        self._tells_branches = False
        self._start_us: int | None = None

    def __len__(self) -> int:
        """Return how many conditions are not at rest."""
        return len(self._known)

    # --- what the server says -----------------------------------------------------------------

    def note(self, event: ConditionEvent) -> None:
        """Take what an event says."""
        known = self._known.setdefault(event.condition, Known())
        event = self._timed(known, event)
        known.newest = event
        if event.severity:
            known.severity = event.severity
        if not event.branch:
            known.current = _inherited(known, event)
        elif event.is_retained is False:
            known.branches.pop(event.branch, None)
        else:
            known.branches[event.branch] = event
            for branch in list(known.branches)[:-MOST_BRANCHES]:
                del known.branches[branch]

    def known(self, condition: str) -> Known:
        """Return what is known of a condition."""
        return self._known.get(condition, Known())

    def conditions(self) -> list[str]:
        """Return the addresses of all that are not at rest."""
        return list(self._known)

    def unknown_methods(self, conditions: Iterable[str]) -> list[str]:
        """Return those of which it was not found out what may be done, each once."""
        return [name for name in dict.fromkeys(conditions) if name not in self.methods]

    def refreshed(self, named: Mapping[str, Collection[str]]) -> list[str]:
        """Take note that the server has told all it has.

        Branches that it no longer names are over, unless it never named any: then it is a server
        that tells of branches only once, and what waits there still waits.

        Args:
            named: Ids of the branches that it named, by condition.

        Returns:
            The conditions that it did not name.
        """
        self._tells_branches |= any(any(branches) for branches in named.values())
        if self._tells_branches:
            for condition, known in self._known.items():
                told = named.get(condition, ())
                known.branches = {id_: at for id_, at in known.branches.items() if id_ in told}
        return [name for name in self._known if name not in named]

    def begin(self, start_us: int) -> bool:
        """Begin a connection; what waited in branches is gone when the server began anew.

        Args:
            start_us: When the server started, its own clock, µs UTC.

        Returns:
            True when nothing is known of this run of the server.
        """
        is_new = start_us != self._start_us
        if is_new:
            for known in self._known.values():
                known.branches.clear()
        self._start_us = start_us
        return is_new

    def forget(self, conditions: Iterable[str]) -> None:
        """Forget conditions that are over; what waits in a branch of theirs still waits."""
        for condition in conditions:
            known = self._known.get(condition)
            if known is not None and known.branches:
                known.current = None
            else:
                self._known.pop(condition, None)

    def told_once(self) -> list[ConditionEvent]:
        """Return the branches that the server would not tell of again."""
        if self._tells_branches:
            return []
        return [event for known in self._known.values() for event in known.branches.values()]

    def restore(self, branches: Iterable[ConditionEvent]) -> None:
        """Take up branches that were kept, see `told_once`."""
        for event in branches:
            known = self._known.setdefault(event.condition, Known())
            known.branches.setdefault(event.branch, event)
            known.newest = known.newest or event

    def drop_branch(self, event_id: bytes) -> None:
        """Forget a branch that the server does not know any more."""
        for known in self._known.values():
            known.branches = {
                id_: event for id_, event in known.branches.items() if event.event_id != event_id
            }

    def hidden(self, conditions: Iterable[str] | None = None) -> list[str]:
        """Return what must be looked at, as the server does not tell when it is no longer hidden.

        Args:
            conditions: Those an event came for; None for those whose time it is.
        """
        now_s, now_us = self._clock.monotonic(), self._clock.now_us()
        found = []
        for name in self._known if conditions is None else dict.fromkeys(conditions):
            known = self.known(name)
            if not known.is_looked_after or not known.is_hidden:
                continue
            until_us = NO_TIME if known.current is None else known.current.until_us
            is_over = until_us != NO_TIME and now_us >= until_us
            is_due = now_s - known.looked_s >= (1.0 if is_over else LOOK_AGAIN_S)
            if is_due or conditions is not None:
                found.append(name)
        return found

    def looked(self, condition: str, seen: ConditionEvent) -> None:
        """Take what was read of a condition, see `looks`."""
        known = self._known.get(condition)
        if known is None:
            return
        known.current = known.newest = seen
        known.looked_s = self._clock.monotonic()
        known.is_looked_after = known.is_hidden

    # --- orders -------------------------------------------------------------------------------

    def order(self, alarm: AlarmId, order: AlarmOrder) -> None:
        """Remember that an order goes out, before the server can tell what came of it."""
        self._orders.setdefault(alarm, deque(maxlen=8)).append((self._clock.monotonic(), order))

    def withdraw(self, alarm: AlarmId, order: AlarmOrder) -> None:
        """Forget an order that the server refused."""
        orders = self._orders.pop(alarm, deque())
        left = deque((entry for entry in orders if entry[1] is not order), maxlen=8)
        if left:
            self._orders[alarm] = left

    def alarm(self, condition: str) -> AlarmId:
        """Return our name of a condition."""
        return AlarmId(f"{self._source}@{condition}")

    # --- what becomes of it -------------------------------------------------------------------

    def fold(self, condition: str) -> MirroredCondition | None:
        """Return a condition with its branches as one alarm; one at rest is forgotten then."""
        known = self._known.get(condition)
        if known is None or known.newest is None:
            return None
        newest, now = known.newest, known.current or _over(known.newest)
        is_enabled = now.is_enabled is not False
        is_active = is_enabled and _is_active(now)
        unseen, unconfirmed = (
            known.waiting(OrderKind.ACKNOWLEDGE),
            known.waiting(OrderKind.CONFIRM),
        )
        shown = now if is_active or not known.branches else next(reversed(known.branches.values()))
        is_retained = is_enabled and (now.is_retained is not False or bool(known.branches))
        alarm = self.alarm(condition)
        told = MirroredCondition(
            alarm,
            self._mirror(known, shown, [*unseen, *unconfirmed]),
            newest.time_us,
            is_active,
            is_acknowledged=not unseen,
            is_latched=is_enabled and bool(now.is_latched),
            is_shelved=now.shelving in {Shelving.TIMED, Shelving.ONE_SHOT},
            is_one_shot=now.shelving is Shelving.ONE_SHOT,
            until_us=now.until_us,
            is_suppressed=bool(now.is_suppressed),
            is_out_of_service=bool(now.is_out_of_service),
            is_retained=is_retained,
            quality=now.quality,
            actor=newest.actor,
            comment=newest.comment,
            since_us=now.since_us,
            ordered=self._ordered(alarm),
        )
        if _is_at_rest(told):
            del self._known[condition]
        return told

    def _mirror(
        self, known: Known, shown: ConditionEvent, waiting: Iterable[ConditionEvent]
    ) -> Mirror:
        current = [] if known.current is None else [known.current]
        ids = dict.fromkeys(event.event_id.hex() for event in (*current, *waiting))
        point = next((self.points[at] for at in shown.watched if at in self.points), None)
        return Mirror(
            self._source,
            shown.condition,
            " ".join(ids),
            shown.name,
            Text(shown.message),
            shown.severity or known.severity,
            point,
            is_confirmed=not known.waiting(OrderKind.CONFIRM),
            methods=self.methods.get(shown.condition) or _offered(shown),
        )

    def _ordered(self, alarm: AlarmId) -> tuple[AlarmOrder, ...]:
        oldest_s = self._clock.monotonic() - ORDER_S
        orders = self._orders.get(alarm)
        if orders is None:
            return ()
        fresh = tuple(order for time_s, order in orders if time_s >= oldest_s)
        if not fresh:
            del self._orders[alarm]
        return fresh

    @staticmethod
    def _timed(known: Known, event: ConditionEvent) -> ConditionEvent:
        """Return an event whose time is that of what it tells.

        Some servers repeat the time of the raise in the event of an acknowledgement.
        """
        last = known.newest
        is_repeated = last is not None and event.event_id != last.event_id
        if last is None or not is_repeated or event.time_us > last.time_us:
            return event
        return replace(event, time_us=max(event.received_us, last.time_us))


def _inherited(known: Known, event: ConditionEvent) -> ConditionEvent:
    """Keep what an event does not say: a shelf that the server tells only when it is asked."""
    last = known.current
    if last is None:
        return event
    if event.shelving is None or (known.is_looked_after and known.is_hidden):
        event = replace(event, shelving=last.shelving, until_us=last.until_us)
    if event.is_out_of_service is None:
        event = replace(event, is_out_of_service=last.is_out_of_service)
    return event


def _over(event: ConditionEvent) -> ConditionEvent:
    """Return the condition of a branch of which nothing else is known."""
    return replace(
        event,
        branch="",
        is_active=False,
        is_acknowledged=True,
        is_confirmed=True,
        is_retained=False,
        since_us=NO_TIME,
    )


def _is_active(event: ConditionEvent) -> bool:
    """Tell whether a condition holds; one without ActiveState holds as long as it is retained."""
    if event.is_active is None:
        return event.is_retained is True
    return event.is_active


def _waits(event: ConditionEvent, kind: OrderKind) -> bool:
    """Tell whether it waits to be acknowledged, or after that to be confirmed.

    What is neither active nor retained waits for nothing, whatever its states say: some servers
    begin with unacknowledged conditions that never were active.
    """
    if event.is_enabled is False or not (_is_active(event) or event.is_retained is not False):
        return False
    if kind is OrderKind.ACKNOWLEDGE:
        return event.is_acknowledged is False
    return event.is_acknowledged is not False and event.is_confirmed is False


def _offered(event: ConditionEvent) -> frozenset[str]:
    """Return what a server should let us do with a condition that has these states."""
    states = {
        OrderKind.ACKNOWLEDGE: event.is_acknowledged,
        OrderKind.CONFIRM: event.is_confirmed,
        OrderKind.SHELVE: event.shelving,
        OrderKind.UNSHELVE: event.shelving,
        OrderKind.RESET: event.is_latched,
        OrderKind.REMOVE: event.is_out_of_service,
        OrderKind.RESTORE: event.is_out_of_service,
    }
    found = {kind for kind, state in states.items() if state is not None}
    return frozenset({*found, OrderKind.COMMENT})


def _is_at_rest(told: MirroredCondition) -> bool:
    return not (
        told.is_active
        or not told.is_acknowledged
        or not told.mirror.is_confirmed
        or told.is_latched
        or told.is_shelved
        or told.is_suppressed
        or told.is_out_of_service
    )
