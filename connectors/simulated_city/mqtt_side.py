"""The simulated city's broker: an MQTT server of its own, and the devices that publish to it."""

import asyncio
import logging
from collections.abc import Callable, Iterable, Iterator
from itertools import chain

from amqtt.broker import Broker
from amqtt.mqtt.constants import QOS_1

from app.domain.points import Point
from app.domain.samples import Quality
from app.domain.sources import SourceKind
from connectors.simulated_city.encoders import Report, encode
from connectors.simulated_city.live import Sample, due, latest
from connectors.simulated_city.models.counters import EPOCH_US
from connectors.simulated_city.routes import Route, route_of
from connectors.simulated_city.sampling import simulated_points, step_us
from connectors.simulated_city.world import World

_LOOK_AHEAD_US = 2_000_000
"""Messages are prepared in windows of this length: one vectorised step instead of many."""
_LATENCY_US = 120_000
"""A report reaches the broker this long after the device measured."""
_OLDEST_US = 20_000_000
"""After a pause of the machine older reports are dropped, so that no burst follows."""
_LEAST_GAP_S = 0.002
"""The broker loses bursts; between two messages there is always a little time."""

_log = logging.getLogger(__name__)

Outgoing = tuple[int, str, bytes]
"""Due time (µs UTC), topic and payload."""


class MqttSide:
    """A broker on a fixed port of the loopback, and what the devices say."""

    def __init__(self, world: World, port: int, now_us: Callable[[], int]) -> None:
        self._world = world
        self._port = port
        self._now_us = now_us
        self._broker: Broker | None = None
        self._routes: dict[str, Route] = {}
        sources = {source.id: source for source in world.city.sources}
        for point in simulated_points(world.city, SourceKind.MQTT):
            topic, item = point.address.node, point.address.item
            self._routes.setdefault(topic, route_of(sources[point.source], topic, item))
        self._groups = tuple(group for group in world.groups if not group.is_polled)
        self.published = 0

    async def start(self) -> None:
        """Open the broker; returns once it listens."""
        self._broker = Broker(
            {
                "listeners": {"default": {"type": "tcp", "bind": f"127.0.0.1:{self._port}"}},
                "plugins": {
                    "amqtt.plugins.authentication.AnonymousAuthPlugin": {"allow_anonymous": True}
                },
            }
        )
        await self._broker.start()
        for message in self.newest():
            await self._keep(message)

    async def stop(self) -> None:
        """Close the broker and every connection to it."""
        broker, self._broker = self._broker, None
        if broker is not None:
            try:
                await asyncio.wait_for(broker.shutdown(), 5.0)
            except Exception as error:  # noqa: BLE001 - a library that fails to close must not keep the city from ending
                _log.info("the broker did not close cleanly: %s", error)

    async def publish_for_ever(self) -> None:
        """Publish what the devices measure, evenly, until cancelled."""
        after = self._now_us() - _LATENCY_US
        while True:
            after = max(after, self._now_us() - _OLDEST_US)
            until = self._now_us() + _LOOK_AHEAD_US - _LATENCY_US
            if until > after:
                for message in self.outgoing(after, until):
                    await self._publish(message)
                after = until
            await self._sleep_until(until - _LOOK_AHEAD_US // 4)

    def outgoing(self, after_us: int, until_us: int) -> list[Outgoing]:
        """Return the messages with after < source time <= until, in order of time."""
        found = due(self._world, self._groups, after_us, until_us)
        return self._messages(chain.from_iterable(samples for _, samples in found))

    def newest(self) -> list[Outgoing]:
        """Return the newest messages up to now, at least one of each device that is not silent."""
        now_us = self._now_us() - _LATENCY_US
        groups = (latest(self._world, group, now_us) for group in self._groups)
        return self._messages(chain.from_iterable(groups))

    def _messages(self, samples: Iterable[Sample]) -> list[Outgoing]:
        found = [
            (report.time_us, report.topic, encode(self._routes[report.topic].decoder, report))
            for report in self._reports(samples)
        ]
        return sorted(found)

    def _reports(self, samples: Iterable[Sample]) -> Iterator[Report]:
        together: dict[tuple[str, int], list[tuple[Point, float]]] = {}
        for sample in samples:
            if sample.quality != Quality.GAP:
                place = (sample.point.address.node, sample.time_us)
                together.setdefault(place, []).append((sample.point, sample.value))
        for (topic, time_us), values in together.items():
            device = values[0][0]
            count = (time_us - EPOCH_US) // min(step_us(point) for point, _ in values)
            yield Report(
                topic, device.device, time_us, count, values, self._routes[topic].time_item
            )

    async def _publish(self, message: Outgoing) -> None:
        time_us, topic, payload = message
        await asyncio.sleep(_LEAST_GAP_S)
        await self._sleep_until(time_us + _LATENCY_US)
        if self._broker is not None:
            await self._broker.internal_message_broadcast(topic, payload)
            await self._keep(message)
            self.published += 1

    async def _keep(self, message: Outgoing) -> None:
        """Keep a device's newest message for whoever comes: nobody waits a minute for a value."""
        if self._broker is not None:
            await self._broker.retain_message(None, message[1], message[2], QOS_1)

    async def _sleep_until(self, time_us: int) -> None:
        await asyncio.sleep(max((time_us - self._now_us()) / 1e6, 0.0))
