"""The monitored items of one session: created in parts, delivered in bulk, changed while it runs.

asyncua hands each change to a handler in a task of its own, which costs twice the processor and
loses the order; so its session is given a callback that takes a whole publish response. It asks for
one response at a time; while the callback waits for the store none is asked for, and the server
queues.
"""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from math import ceil
from typing import Any, Final

from asyncua import ua

from app.services.ports import Clock
from connectors.opcua.changes import Change
from connectors.opcua.options import MAX_QUEUE
from connectors.opcua.session import Session
from connectors.opcua.targets import Target
from connectors.opcua.values import Slot

KEEP_ALIVE_S: Final = 2.0
"""A server with nothing to say says so this often."""

SILENT_FACTOR: Final = 3.0
"""After so many missed keep-alives the subscription is dead, although the session answers."""

LIFETIME_S: Final = 60.0
"""So long the server keeps what we do not fetch, at least; a busy store may take its time."""

MAX_PER_RESPONSE: Final = 10_000
"""Changes in one publish response; larger ones would hold up the loop."""

EVENT_HANDLE: Final = 1
FIRST_HANDLE: Final = 2

POLLED: Final = frozenset({"BadTooManyMonitoredItems", "BadOutOfMemory", "BadResourceUnavailable"})
"""Refusals of a server that has no room left; such nodes can still be read."""


@dataclass(frozen=True, slots=True)
class EventItem:
    """What became of the wish for events.

    Attributes:
        refusal: Why the server refused, empty when it did not.
        accepted: Which of the fields it knows; empty where it does not say.
    """

    refusal: str = ""
    accepted: tuple[bool, ...] = ()


class SubscriptionLostError(Exception):
    """The server has dropped the subscription, or is silent about it."""


class Subscription:
    """One subscription with its items. Used on the event loop only."""

    def __init__(
        self,
        session: Session,
        clock: Clock,
        on_changes: Callable[[list[Change]], Awaitable[None]],
        on_event: Callable[[list[Any]], None],
    ) -> None:
        """Prepare; `open` makes it.

        Args:
            session: An open session.
            clock: For the watch over silence.
            on_changes: Takes the changes of one notification; may wait, then the server queues.
            on_event: Takes the fields of one event.
        """
        self._session = session
        self._clock = clock
        self._on_changes = on_changes
        self._on_event = on_event
        self._id = 0
        self._publishing_ms = session.options.publishing_interval_ms
        self._keep_alive_s = KEEP_ALIVE_S
        self._handle = FIRST_HANDLE
        self._slots: dict[int, Slot] = {}
        self._items: dict[int, tuple[int, int]] = {}
        self._short_queues: set[int] = set()
        self._heard_s = clock.monotonic()
        self._is_busy = False

    @property
    def id(self) -> int:
        """The server's number of this subscription."""
        return self._id

    @property
    def items(self) -> int:
        """Nodes that are monitored."""
        return len(self._items)

    @property
    def figures(self) -> dict[str, str]:
        """Its own figures for the health page."""
        short = len(self._short_queues)
        return {
            "Überwachte Knoten": str(self.items),
            "Veröffentlichung": f"alle {self._publishing_ms:g} ms, Warteschlange {self.queue}",
            "Vom Server gekürzte Warteschlangen": str(short) if short else "",
        }

    @property
    def queue(self) -> int:
        """Queue size per item, by the interval at which the server really publishes."""
        options = self._session.options
        stretched = self._publishing_ms / options.publishing_interval_ms
        return min(ceil(options.queue * max(stretched, 1.0)), MAX_QUEUE)

    async def open(self) -> None:
        """Create the subscription."""
        wanted_ms = self._session.options.publishing_interval_ms
        keep_alive = max(1, round(KEEP_ALIVE_S * 1_000 / wanted_ms))
        lifetime_s = max(LIFETIME_S, self._session.options.session_timeout_s)
        parameters = ua.CreateSubscriptionParameters(
            RequestedPublishingInterval=wanted_ms,
            RequestedMaxKeepAliveCount=keep_alive,
            RequestedLifetimeCount=max(3 * keep_alive, ceil(lifetime_s * 1_000 / wanted_ms)),
            MaxNotificationsPerPublish=MAX_PER_RESPONSE,
            PublishingEnabled=True,
        )
        result = await self._session.wire.create_subscription(parameters, self._on_publish)
        self._id = result.SubscriptionId
        self._publishing_ms = result.RevisedPublishingInterval or wanted_ms
        self._keep_alive_s = self._publishing_ms * (result.RevisedMaxKeepAliveCount or 1) / 1_000
        self._heard_s = self._clock.monotonic()

    def is_silent(self) -> bool:
        """Tell whether the server owes us a sign of life of the subscription for too long."""
        if self._is_busy:
            return False
        allowed_s = SILENT_FACTOR * self._keep_alive_s + self._session.options.request_timeout_s
        return self._clock.monotonic() - self._heard_s > allowed_s

    # --- items ------------------------------------------------------------------------------

    async def add(self, wanted: Sequence[tuple[Target, ua.NodeId]]) -> dict[int, str]:
        """Monitor nodes; return by point key why the server refused those it refused."""
        refused: dict[int, str] = {}
        limit = self._session.facts.limits.monitor

        async def create(part: Sequence[tuple[int, Target, ua.NodeId]]) -> list[Any]:
            return await self._create([self._request(handle, node) for handle, _, node in part])

        numbered = []
        for target, node in wanted:
            numbered.append((self._handle, target, node))
            # Known before it is asked for: the first value may come before the answer.
            self._slots[self._handle] = target.slot
            self._handle += 1
        results = await self._session.in_parts(numbered, limit, create)
        for (handle, target, _), result in zip(numbered, results, strict=False):
            key = target.slot.key
            if not result.StatusCode.is_good():
                refused[key] = result.StatusCode.name
                del self._slots[handle]
                continue
            self._items[key] = (handle, result.MonitoredItemId)
            if result.RevisedQueueSize < self.queue:
                self._short_queues.add(key)
        return refused

    async def remove(self, keys: Sequence[int]) -> None:
        """Monitor the nodes of these points no more."""
        gone = [self._items.pop(key) for key in keys if key in self._items]
        self._short_queues.difference_update(keys)
        for handle, _ in gone:
            self._slots.pop(handle, None)

        async def delete(part: Sequence[int]) -> list[Any]:
            parameters = ua.DeleteMonitoredItemsParameters(self._id, list(part))
            return list(await self._session.wire.delete_monitored_items(parameters))

        limit = self._session.facts.limits.monitor
        await self._session.in_parts([item for _, item in gone], limit, delete)

    async def add_events(self, event_filter: ua.EventFilter, queue: int) -> EventItem:
        """Monitor the server's events.

        Args:
            event_filter: What to ask for.
            queue: Events that the server keeps between two sendings.
        """
        item = ua.ReadValueId(
            NodeId=ua.NodeId(ua.ObjectIds.Server), AttributeId=ua.AttributeIds.EventNotifier
        )
        parameters = ua.MonitoringParameters(
            ClientHandle=EVENT_HANDLE, Filter=event_filter, QueueSize=queue, DiscardOldest=True
        )
        reporting = ua.MonitoringMode.Reporting
        request = ua.MonitoredItemCreateRequest(item, reporting, parameters)
        try:
            (result,) = await self._create([request])
        except ua.UaStatusCodeError as error:
            return EventItem(type(error).__name__)
        results = getattr(result.FilterResult, "SelectClauseResults", None) or ()
        refusal = "" if result.StatusCode.is_good() else str(result.StatusCode.name)
        return EventItem(refusal, tuple(status.is_good() for status in results))

    def _request(self, handle: int, node: ua.NodeId) -> ua.MonitoredItemCreateRequest:
        item = ua.ReadValueId(NodeId=node, AttributeId=ua.AttributeIds.Value)
        parameters = ua.MonitoringParameters(
            ClientHandle=handle,
            SamplingInterval=self._session.options.sampling_interval_ms,
            QueueSize=self.queue,
            DiscardOldest=True,
        )
        return ua.MonitoredItemCreateRequest(item, ua.MonitoringMode.Reporting, parameters)

    async def _create(self, requests: list[ua.MonitoredItemCreateRequest]) -> list[Any]:
        parameters = ua.CreateMonitoredItemsParameters(
            self._id, ua.TimestampsToReturn.Both, requests
        )
        try:
            return list(await self._session.wire.create_monitored_items(parameters))
        except ua.UaStatusCodeError as error:
            if type(error).__name__ not in POLLED:
                raise
            refusal = ua.MonitoredItemCreateResult(StatusCode=ua.StatusCode(error.code))
            return [refusal] * len(requests)

    # --- what comes ---------------------------------------------------------------------------

    async def _on_publish(self, result: Any) -> None:
        """Take a publish response; the next one is asked for when this returns."""
        self._session.touch()
        self._is_busy = True
        try:
            for notification in result.NotificationMessage.NotificationData or ():
                await self._take(notification)
        except Exception as error:  # noqa: BLE001 -- asyncua would swallow it and go on without us
            self._session.fail(error)
        finally:
            self._is_busy = False
            self._heard_s = self._clock.monotonic()

    async def _take(self, notification: Any) -> None:
        if isinstance(notification, ua.DataChangeNotification):
            slots = self._slots
            changes = [
                (slots[item.ClientHandle], item.Value)
                for item in notification.MonitoredItems or ()
                if item.ClientHandle in slots
            ]
            if changes:
                await self._on_changes(changes)
        elif isinstance(notification, ua.EventNotificationList):
            for event in notification.Events or ():
                self._on_event(event.EventFields or [])
        elif isinstance(notification, ua.StatusChangeNotification):
            status = notification.Status
            if not status.is_good():
                self._session.fail(SubscriptionLostError(status.name))
