"""A connector that runs against a real broker while a test looks on."""

import asyncio
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from random import Random
from typing import Any

from app.domain.points import Point
from app.domain.sources import SourceState
from app.services.clocks import SystemClock
from connectors.mqtt.connector import MqttConnector
from tests.connectors.mqtt.supplies import Secrets, Sink, config
from tests.fakes.waiting import wait_for

ALL_JSON: Mapping[str, Any] = {"filter": "stadt/#", "decoder": "json", "options": {"time": "/t"}}


def make(
    url: str,
    points: Sequence[Point],
    sink: Sink,
    *subscriptions: Mapping[str, Any],
    secrets: Secrets | None = None,
    **options: Any,
) -> MqttConnector:
    """Return a connector of `ALL_JSON`, or of other subscriptions."""
    return MqttConnector(
        config(*(subscriptions or (ALL_JSON,)), url=url, **options),
        points,
        sink,
        secrets or Secrets(),
        SystemClock(),
        url=url,
        random=Random(1),  # noqa: S311 -- the waits of a test repeat themselves
    )


@contextmanager
def running(connector: MqttConnector) -> Iterator[MqttConnector]:
    """Start a connector, and stop it whatever happens."""
    asyncio.run(connector.start())
    try:
        yield connector
    finally:
        asyncio.run(connector.stop())


@contextmanager
def online(connector: MqttConnector) -> Iterator[MqttConnector]:
    """Start a connector and wait until it delivers."""
    with running(connector):
        wait_for_state(connector, SourceState.ONLINE)
        yield connector


def wait_for_state(connector: MqttConnector, state: SourceState) -> None:
    """Wait until a connector has a state."""
    wait_for(lambda: connector.health().state is state)


def unacknowledged(connector: MqttConnector) -> int:
    """Return how many messages the broker waits for."""
    return int(connector.health().details["Unbestätigte Nachrichten"])
