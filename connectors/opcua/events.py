"""The server's events and alarms: text among the raw messages, and states where they are mirrored.

Where alarms are judged here, those of the server are shown to an engineer and nothing else; where
they are mirrored, `mirroring` takes them over.
"""

import json
from collections.abc import Sequence
from contextlib import suppress
from datetime import datetime
from typing import Any, Final

from asyncua import ua

from connectors.opcua.changes import bounded_text
from connectors.opcua.event_fields import (
    CONDITION,
    JUDGED,
    MIRRORED,
    Clause,
    fewer,
    filter_of,
    named,
)
from connectors.opcua.mirroring import Mirroring
from connectors.opcua.session import Session
from connectors.opcua.subscription import EventItem, Subscription
from connectors.tally import Tally

QUEUE: Final = 1_000
"""Events a server keeps for us; they are only shown."""

MIRROR_QUEUE: Final = 20_000
"""The same where alarms are mirrored: all that stand come at once after a connect."""

NEEDED: Final = frozenset({CONDITION, "EventId", "Active"})
"""Without these fields nothing can be mirrored."""

_REFRESHES: Final = frozenset(
    {ua.ObjectIds.RefreshStartEventType, ua.ObjectIds.RefreshEndEventType}
)


class Events:
    """Monitors the events of one session."""

    def __init__(
        self, session: Session, tally: Tally, mirroring: Mirroring | None, *, are_shown: bool
    ) -> None:
        """Keep what is needed; `subscribe` asks for events.

        Args:
            session: An open session.
            tally: For raw messages and the health page.
            mirroring: Takes the server's alarms over; None where they are judged here.
            are_shown: Keep events among the raw messages.
        """
        self._session = session
        self._tally = tally
        self._mirroring = mirroring
        self._are_shown = are_shown
        self._clauses: Sequence[Clause] = JUDGED if mirroring is None else MIRRORED

    async def subscribe(self, subscription: Subscription) -> None:
        """Ask for events with alarm fields, with fewer of them from a server that knows fewer."""
        queue = QUEUE if self._mirroring is None else MIRROR_QUEUE
        while True:
            item = await subscription.add_events(filter_of(self._clauses), queue)
            smaller = fewer(self._clauses, item.accepted)
            if not item.refusal or not smaller:
                break
            self._clauses = smaller
        has_alarms = any(clause.rank for clause in self._clauses)
        kind = "Ereignisse und Alarme" if has_alarms else "Ereignisse"
        self._tally.detail("Ereignisse", f"abgelehnt ({item.refusal})" if item.refusal else kind)
        if self._mirroring is not None:
            self._tell_mirroring(self._mirroring, item)
        elif not item.refusal:
            await self._refresh(subscription)

    def _tell_mirroring(self, mirroring: Mirroring, item: EventItem) -> None:
        accepted = item.accepted or (True,) * len(self._clauses)
        known = {c.name for c, good in zip(self._clauses, accepted, strict=False) if good}
        lacking = NEEDED - known
        if item.refusal or lacking:
            mirroring.refused(item.refusal or f"ohne {', '.join(sorted(lacking))}")

    async def _refresh(self, subscription: Subscription) -> None:
        """Ask for the alarms that are active already; many servers cannot tell them."""
        request = ua.CallMethodRequest(
            ua.NodeId(ua.ObjectIds.ConditionType),
            ua.NodeId(ua.ObjectIds.ConditionType_ConditionRefresh),
            [ua.Variant(subscription.id, ua.VariantType.UInt32)],
        )
        with suppress(ua.UaError):
            await self._session.wire.call([request])

    def take(self, fields: Sequence[Any]) -> None:
        """Keep an event."""
        event = named(self._clauses, fields)
        if self._mirroring is not None and self._mirroring.take(event):
            return
        kind = event.get("EventType")
        if (
            isinstance(kind, ua.NodeId)
            and kind.NamespaceIndex == 0
            and kind.Identifier in _REFRESHES
        ):
            return
        self._tally.add(messages=1)
        if self._are_shown:
            origin = bounded_text(event.get("SourceName")) or "Server"
            self._tally.message(f"Ereignis {origin}", _payload(event))


def _payload(event: dict[str, Any]) -> bytes:
    texts = {name: _plain(value) for name, value in event.items() if value is not None}
    return json.dumps(texts, ensure_ascii=False).encode(errors="replace")


def _plain(value: Any) -> Any:
    """Return a value that JSON knows."""
    if isinstance(value, (bool, int, float)):
        return value
    if isinstance(value, datetime):
        return value.isoformat()
    if isinstance(value, ua.NodeId):
        return value.to_string()
    return bounded_text(value)
