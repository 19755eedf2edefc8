"""A link to a collector that is only imagined: tests say what it says."""

from concurrent.futures import Future
from pathlib import Path
from typing import Any

import numpy as np
from typing_extensions import override

from app.domain.alarms import AlarmOrder
from app.domain.cities import City
from app.domain.documents import DocumentKind
from app.domain.points import SourceId
from app.domain.samples import PointStates, SampleBatch
from app.domain.sources import BrowseNode, DeviceIdentity, RawMessage, SourceHealth, SourceState
from app.link.client import Connected, Disconnected, Event, LinkClient
from app.link.messages import AlarmsChanged, Health, Layout
from app.services.columns import city_keys
from app.services.ports import ConnectorError


class FakeLink(LinkClient):
    """Says what a test tells it, and remembers what it was asked.

    Attributes:
        asked: Name and arguments of each request.
        base: The version that the last document published was made from.
        refusal: Reason with which requests are refused; empty for none.
        problems: What a reload of the profile finds.
        nodes: What browsing finds.
        identity: What devices say of themselves.
    """

    def __init__(self) -> None:
        super().__init__(Path())
        self.asked: list[tuple[object, ...]] = []
        self.orders: list[AlarmOrder] = []
        self.refusal = ""
        self.problems: list[str] = []
        self.nodes: list[BrowseNode] = []
        self.identity = DeviceIdentity("x", 1)
        self.states: PointStates | None = None
        self._said: list[Event] = []
        self._batches: list[SampleBatch] = []
        self.base: int | None = None
        self._is_there = False

    # --- what a test says -----------------------------------------------------------------

    def connect(self, city: City, *, generation: str = "1") -> None:
        """Let the collector appear, with all sources online and no alarm."""
        self._is_there = True
        points = [point.id for point in city.points]
        self.say(Connected())
        self.say(Layout(generation, "table", 0, "ring", 0, points))
        self.say_health(city)
        self.say(AlarmsChanged({}, is_whole=True))

    def disconnect(self) -> None:
        """Let the collector go away."""
        self._is_there = False
        self.say(Disconnected())

    def say(self, event: Event) -> None:
        """Let the collector say something."""
        self._said.append(event)

    def say_health(self, city: City, **states: SourceState) -> None:
        """Say the states of all sources: online, but for those that are named."""
        self.say(
            Health(
                [
                    SourceHealth(
                        source.id, states.get(source.id, SourceState.ONLINE), sample_rate=10.0
                    )
                    for source in city.sources
                ]
            )
        )

    def deliver(self, city: City, value: float, time_us: int) -> None:
        """Let a sample of each point come in."""
        n = len(city.points)
        values, times = np.full(n, value), np.full(n, time_us)
        self._batches.append(SampleBatch.from_columns(city_keys(city), times, time_us, values))

    # --- what the console calls -----------------------------------------------------------

    @override
    def start(self) -> None:
        pass

    @override
    def close(self) -> None:
        pass

    @property
    @override
    def is_connected(self) -> bool:
        return self._is_there

    @override
    def poll(self) -> list[Event]:
        said, self._said = self._said, []
        return said

    @override
    def drain(self) -> SampleBatch | None:
        batches, self._batches = self._batches, []
        return SampleBatch.concatenate(batches) if batches else None

    @override
    def table(self) -> PointStates | None:
        return self.states

    @override
    def operate(self, order: AlarmOrder) -> "Future[None]":
        self.orders.append(order)
        return self._answer(None, order.kind.value, list(order.alarms), order.actor, order.comment)

    @override
    def publish(
        self, kind: DocumentKind, text: str, actor: str, why: str, base: int | None = None
    ) -> "Future[list[str]]":
        self.base = base
        return self._answer(self.problems, "publish", kind, text, actor, why)

    @override
    def browse(self, source: SourceId, address: str) -> "Future[list[BrowseNode]]":
        return self._answer(self.nodes, "browse", source, address)

    @override
    def identify(self, source: SourceId, agent: str) -> "Future[DeviceIdentity]":
        return self._answer(self.identity, "identify", source, agent)

    @override
    def raw_messages(self, source: SourceId) -> "Future[list[RawMessage]]":
        return self._answer([], "raw_messages", source)

    @override
    def trust(self, source: SourceId, fingerprint: str) -> "Future[None]":
        return self._answer(None, "trust", source, fingerprint)

    @override
    def retry(self, source: SourceId) -> "Future[None]":
        return self._answer(None, "retry", source)

    @override
    def reload_profile(self) -> "Future[list[str]]":
        return self._answer(self.problems, "reload_profile")

    @override
    def test_message(self, receiver: str) -> "Future[None]":
        return self._answer(None, "test_message", receiver)

    def _answer(self, result: object, *asked: object) -> "Future[Any]":
        self.asked.append(asked)
        future: Future[Any] = Future()
        if self.refusal:
            future.set_exception(ConnectorError(self.refusal))
        else:
            future.set_result(result)
        return future
