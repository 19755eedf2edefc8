"""Orders of people on alarms that a server judges: methods of Part 9, and what a refusal means."""

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from asyncua import ua

from app.domain.alarms import AlarmId, AlarmOrder, Mirror, OrderKind
from app.domain.samples import NO_TIME
from app.services.ports import ConnectorError
from connectors.opcua.condition_events import ConditionEvent, signed
from connectors.opcua.condition_memory import ConditionMemory
from connectors.opcua.mirroring import Mirroring
from connectors.opcua.session import Session

CALLS: Final = 200
"""Methods in one call; servers rarely say how many they take."""

_METHODS: Final = {
    OrderKind.ACKNOWLEDGE: ua.ObjectIds.AcknowledgeableConditionType_Acknowledge,
    OrderKind.CONFIRM: ua.ObjectIds.AcknowledgeableConditionType_Confirm,
    OrderKind.COMMENT: ua.ObjectIds.ConditionType_AddComment,
    OrderKind.UNSHELVE: ua.ObjectIds.ShelvedStateMachineType_Unshelve,
    OrderKind.RESET: ua.ObjectIds.AlarmConditionType_Reset,
    OrderKind.REMOVE: ua.ObjectIds.AlarmConditionType_RemoveFromService,
    OrderKind.RESTORE: ua.ObjectIds.AlarmConditionType_PlaceInService,
}
_TIMED: Final = ua.ObjectIds.ShelvedStateMachineType_TimedShelve
_ONE_SHOT: Final = ua.ObjectIds.ShelvedStateMachineType_OneShotShelve

_ON_EVENTS: Final = frozenset({OrderKind.ACKNOWLEDGE, OrderKind.CONFIRM, OrderKind.COMMENT})
"""Orders that name an event; of the others servers are known to tell nothing."""

_DONE: Final = {
    OrderKind.ACKNOWLEDGE: {"BadConditionBranchAlreadyAcked"},
    OrderKind.CONFIRM: {"BadConditionBranchAlreadyConfirmed"},
    OrderKind.UNSHELVE: {"BadConditionNotShelved"},
}
"""Refusals that say that it is as it was wanted."""

_REASONS: Final = {
    "BadConditionAlreadyShelved": "Er ist schon zurückgestellt, und der Server lässt das Ende "
    "nicht ändern. Bitte zuerst die Zurückstellung aufheben.",
    "BadShelvingTimeOutOfRange": "Der Server erlaubt keine so lange Zurückstellung. Bitte ein "
    "früheres Ende wählen.",
    "BadEventIdUnknown": "Er hat sich inzwischen geändert. Bitte den neuen Stand ansehen und es "
    "noch einmal versuchen.",
    "BadConditionDisabled": "Der Server hat ihn abgeschaltet.",
    "BadConditionBranchNotAcked": "Er ist noch nicht quittiert. Bitte zuerst quittieren.",
    "BadUserAccessDenied": "Der Server erlaubt es dem angemeldeten Benutzer nicht. Bitte die "
    "Rechte auf dem Server prüfen.",
    "BadNotExecutable": "Der Server lässt es jetzt nicht zu.",
    "BadInvalidState": "In seinem jetzigen Zustand geht es nicht.",
}
_LACKING: Final = frozenset(
    {
        "BadMethodInvalid",
        "BadNodeIdInvalid",
        "BadNodeIdUnknown",
        "BadNotImplemented",
        "BadNotSupported",
        "BadNothingToDo",
        "BadServiceUnsupported",
    }
)


@dataclass(frozen=True, slots=True)
class _Call:
    """One method for one alarm."""

    alarm: AlarmId
    name: str
    condition: str
    event_id: bytes
    request: ua.CallMethodRequest


class Operations:
    """Carries out orders in one session. Used on the event loop only."""

    def __init__(self, session: Session, memory: ConditionMemory, mirroring: Mirroring) -> None:
        """Keep what is needed.

        Args:
            session: An open session.
            memory: What is known of the conditions.
            mirroring: Looks at what an order did.
        """
        self._session = session
        self._memory = memory
        self._mirroring = mirroring

    async def carry_out(self, order: AlarmOrder, mirrors: Mapping[AlarmId, Mirror]) -> None:
        """Let the server carry out an order.

        Args:
            order: The order.
            mirrors: What was known of its alarms when it was given.

        Raises:
            ConnectorError: The server refused it, for some alarms at least; the text says why.
        """
        if order.kind is OrderKind.UNACKNOWLEDGE:
            raise ConnectorError(
                "OPC UA kennt kein Zurücknehmen einer Quittierung. Der Server meldet den Alarm "
                "von selbst wieder, wenn er noch einmal auftritt."
            )
        calls = [call for alarm in order.alarms for call in self._calls(order, mirrors[alarm])]
        for call in calls:
            self._memory.order(call.alarm, order)
        refused = [
            (call, reason)
            for call, reason in zip(calls, await self._results(order, calls), strict=True)
            if reason and reason not in _DONE.get(order.kind, ())
        ]
        for call, reason in refused:
            self._memory.withdraw(call.alarm, order)
            if reason == "BadEventIdUnknown":
                self._memory.drop_branch(call.event_id)
        # Some servers tell nothing of what was done to a shelf.
        unclear = [call for call, _ in refused] if order.kind in _ON_EVENTS else calls
        if unclear:
            self._mirroring.look(call.condition for call in unclear)
        if refused:
            raise ConnectorError(_sentence(order, refused))

    async def _results(self, order: AlarmOrder, calls: Sequence[_Call]) -> list[str]:
        """Call; return the name of each refusal, empty for what was done."""

        async def call(part: Sequence[_Call]) -> list[str]:
            results = await self._session.wire.call([one.request for one in part])
            return [
                "" if result.StatusCode.is_good() else str(result.StatusCode.name)
                for result in results
            ]

        try:
            async with asyncio.timeout(self._session.options.request_timeout_s):
                return await self._session.in_parts(calls, CALLS, call)
        except (OSError, TimeoutError, ua.UaError) as error:
            for one in calls:
                self._memory.withdraw(one.alarm, order)
            raise ConnectorError(_unanswered(error)) from error

    def _calls(self, order: AlarmOrder, mirror: Mirror) -> list[_Call]:
        """Return the methods of one alarm: one for each event that must be named."""
        alarm, name = self._memory.alarm(mirror.condition), mirror.name
        node = self._mirroring.looks.node(mirror.condition)
        if node is None:
            raise ConnectorError(f"Der Server kennt den Alarm „{name}“ nicht mehr.")
        if order.kind not in mirror.methods:
            raise ConnectorError(f"Der Server bietet das für den Alarm „{name}“ nicht an.")
        if order.kind in _ON_EVENTS:
            method = ua.NodeId(_METHODS[order.kind])
            text = ua.LocalizedText(signed(order.comment, order.actor), "de")
            return [
                _Call(
                    alarm,
                    name,
                    mirror.condition,
                    id_,
                    ua.CallMethodRequest(
                        node,
                        method,
                        [ua.Variant(id_, ua.VariantType.ByteString), ua.Variant(text)],
                    ),
                )
                for id_ in self._events(order.kind, mirror)
            ]
        request = self._state_call(order, mirror.condition, node)
        return [_Call(alarm, name, mirror.condition, b"", request)]

    def _events(self, kind: OrderKind, mirror: Mirror) -> list[bytes]:
        """Return the ids of the events that wait for the order, among those that were seen."""
        seen = [bytes.fromhex(id_) for id_ in mirror.branch.split()]
        if kind is OrderKind.COMMENT:
            return seen[:1]
        known = self._memory.known(mirror.condition)
        told: list[ConditionEvent] = list(known.branches.values())
        if known.current is not None:
            told.append(known.current)
        waiting = {event.event_id for event in known.waiting(kind)}
        idle = {event.event_id for event in told} - waiting
        return [id_ for id_ in seen if id_ not in idle]

    def _state_call(
        self, order: AlarmOrder, condition: str, node: ua.NodeId
    ) -> ua.CallMethodRequest:
        shelf = self._mirroring.looks.shelf(condition) or node
        if order.kind is OrderKind.SHELVE and order.is_one_shot:
            return ua.CallMethodRequest(shelf, ua.NodeId(_ONE_SHOT), [])
        if order.kind is OrderKind.SHELVE:
            rest_ms = (order.until_us - self._session.source_now_us) / 1_000
            if order.until_us == NO_TIME or rest_ms <= 0:
                raise ConnectorError("Das Ende der Zurückstellung muss in der Zukunft liegen.")
            duration = ua.Variant(rest_ms, ua.VariantType.Double)
            return ua.CallMethodRequest(shelf, ua.NodeId(_TIMED), [duration])
        target = shelf if order.kind is OrderKind.UNSHELVE else node
        return ua.CallMethodRequest(target, ua.NodeId(_METHODS[order.kind]), [])


def _sentence(order: AlarmOrder, refused: Sequence[tuple[_Call, str]]) -> str:
    """Say what the server refused, and why."""
    call, reason = refused[0]
    number = len({one.alarm for one, _ in refused})
    why = _REASONS.get(reason)
    if why is None and reason in _LACKING:
        why = "Der Server bietet es für diesen Alarm nicht an."
    if why is None:
        why = f"Der Server nennt als Grund {reason}."
    if len(order.alarms) == 1:
        return f"Der Server hat den Auftrag für „{call.name}“ nicht ausgeführt. {why}"
    return (
        f"Der Server hat den Auftrag bei {number} von {len(order.alarms)} Alarmen nicht "
        f"ausgeführt, zuerst bei „{call.name}“. {why}"
    )


def _unanswered(error: BaseException) -> str:
    """Say that nobody knows what became of an order."""
    if isinstance(error, (OSError, TimeoutError)):
        return (
            "Der Server hat auf den Auftrag nicht rechtzeitig geantwortet. Ob er ausgeführt ist, "
            "zeigt der Alarm."
        )
    return f"Der Server hat den Auftrag nicht angenommen ({type(error).__name__})."
