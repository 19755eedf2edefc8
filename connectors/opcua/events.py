"""The server's events and alarms, as text among the raw messages.

They are shown to an engineer and not judged: alarms of the city are made from its values. Where
the server knows alarms (Part 9, AlarmConditionType), active and acknowledged are told too.
"""

import json
from collections.abc import Sequence
from contextlib import suppress
from datetime import datetime
from typing import Any, Final

from asyncua import ua

from connectors.opcua.changes import bounded_text
from connectors.opcua.session import Session
from connectors.opcua.subscription import Subscription
from connectors.tally import Tally

_BASE: Final = ("EventType", "SourceName", "Time", "Message", "Severity")
_ALARM: Final = (
    ("ConditionName",),
    ("ActiveState", "Id"),
    ("AckedState", "Id"),
    ("Retain",),
)
_WORDS: Final = (*_BASE, "ConditionName", "Active", "Acknowledged", "Retain")

_REFRESHES: Final = frozenset(
    {ua.ObjectIds.RefreshStartEventType, ua.ObjectIds.RefreshEndEventType}
)


class Events:
    """Monitors the events of one session."""

    def __init__(self, session: Session, tally: Tally) -> None:
        """Keep what is needed; `subscribe` asks for events."""
        self._session = session
        self._tally = tally

    async def subscribe(self, subscription: Subscription) -> None:
        """Ask for events with alarm fields, without them from a server that knows no alarms."""
        refusal = await subscription.add_events(_filter(with_alarms=True))
        kind = "Ereignisse und Alarme"
        if refusal:
            refusal = await subscription.add_events(_filter(with_alarms=False))
            kind = "Ereignisse"
        self._tally.detail("Ereignisse", f"abgelehnt ({refusal})" if refusal else kind)
        if not refusal:
            await self._refresh(subscription)

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
        values = [getattr(field, "Value", None) for field in fields]
        event = dict(zip(_WORDS, values, strict=False))
        kind = event.get("EventType")
        if (
            isinstance(kind, ua.NodeId)
            and kind.NamespaceIndex == 0
            and kind.Identifier in _REFRESHES
        ):
            return
        origin = bounded_text(event.get("SourceName")) or "Server"
        self._tally.add(messages=1)
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


def _filter(*, with_alarms: bool) -> ua.EventFilter:
    """Select the fields in the order of `_WORDS`."""
    base = ua.NodeId(ua.ObjectIds.BaseEventType)
    clauses = [_clause(base, (name,)) for name in _BASE]
    if with_alarms:
        alarm = ua.NodeId(ua.ObjectIds.AlarmConditionType)
        clauses += [_clause(alarm, path) for path in _ALARM]
    return ua.EventFilter(SelectClauses=clauses)


def _clause(kind: ua.NodeId, path: Sequence[str]) -> ua.SimpleAttributeOperand:
    names = [ua.QualifiedName(name, 0) for name in path]
    return ua.SimpleAttributeOperand(kind, names, ua.AttributeIds.Value)
