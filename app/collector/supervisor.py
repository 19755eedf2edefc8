"""The connectors' life: made, started, changed while others run on, stopped."""

import asyncio
import logging
from collections.abc import Callable, Mapping, Sequence
from typing import Final

from app.domain.cities import City, SourceConfig
from app.domain.points import Point, SourceId
from app.domain.sources import SourceHealth, SourceKind, SourceState
from app.services.ports import Clock, Connector, ConnectorError

ConnectorFactory = Callable[[SourceConfig, Sequence[Point]], Connector]
"""Makes a connector of one kind; raises `ConnectorError` or ValueError for wrong options."""

STOP_S: Final = 8.0


class SourceAwaitedError(ConnectorError):
    """The source cannot be reached yet, but will be without anybody's doing."""


log = logging.getLogger(__name__)


class Supervisor:
    """Holds one connector a source. Lives on the collector's loop; `health` from any thread.

    Args:
        factories: How connectors of each kind are made.
        clock: The time.
    """

    def __init__(self, factories: Mapping[SourceKind, ConnectorFactory], clock: Clock) -> None:
        self._factories = factories
        self._clock = clock
        self._city: City | None = None
        self._connectors: dict[SourceId, Connector] = {}
        self._broken: dict[SourceId, SourceHealth] = {}

    async def start(self, city: City) -> None:
        """Make and start all connectors; one that cannot be made is a failed source."""
        self._city = city
        await asyncio.gather(*(self._begin(city, config) for config in city.sources))

    async def stop(self) -> None:
        """Stop all connectors and leave nothing running."""
        await asyncio.gather(*(self._end(source) for source in list(self._connectors)))
        self._broken = {}

    async def change(self, city: City, changed: frozenset[SourceId]) -> None:
        """Go over to a changed profile; sources that did not change notice nothing.

        Args:
            city: The new profile.
            changed: Sources that were added, removed or changed, from `changed_sources`.
        """
        before = {config.id: config for config in (self._city.sources if self._city else ())}
        after = {config.id: config for config in city.sources}
        self._city = city
        for source in sorted(changed):
            connector = self._connectors.get(source)
            if connector is not None and before.get(source) == after.get(source):
                await self._apply(connector, city.points_of(source))
                continue
            await self._end(source)
            self._broken.pop(source, None)
            if source in after:
                await self._begin(city, after[source])

    async def restart(self, source: SourceId) -> None:
        """Make a source's connector anew, as when its address changed."""
        if self._city is None:
            return
        config = next((config for config in self._city.sources if config.id == source), None)
        await self._end(source)
        if config is not None:
            await self._begin(self._city, config)

    def connector(self, source: SourceId) -> Connector:
        """Return the connector of a source.

        Raises:
            ConnectorError: There is none; the text says why.
        """
        if source in self._connectors:
            return self._connectors[source]
        if source in self._broken:
            raise ConnectorError(self._broken[source].reason)
        raise ConnectorError(f"Die Quelle „{source}“ steht nicht im Profil.")

    def health(self) -> list[SourceHealth]:
        """Return the health of all sources, in the order of the profile."""
        if self._city is None:
            return []
        found = {name: connector.health() for name, connector in list(self._connectors.items())}
        found |= self._broken
        return [found.get(config.id, SourceHealth(config.id)) for config in self._city.sources]

    def delivering(self) -> dict[SourceId, bool]:
        """Return which sources deliver."""
        return {health.source: health.state.is_delivering for health in self.health()}

    async def _begin(self, city: City, config: SourceConfig) -> None:
        try:
            connector = self._make(config, city.points_of(config.id))
            await connector.start()
        except Exception as error:
            expected = isinstance(error, ConnectorError | ValueError)
            is_awaited = isinstance(error, SourceAwaitedError)
            level = logging.INFO if is_awaited else logging.WARNING
            log.log(
                level, "Source %s cannot be started: %s", config.id, error, exc_info=not expected
            )
            self._broken[config.id] = SourceHealth(
                config.id,
                SourceState.CONNECTING if is_awaited else SourceState.FAILED,
                reason=str(error) or type(error).__name__,
                since_us=self._clock.now_us(),
            )
        else:
            self._broken.pop(config.id, None)
            self._connectors[config.id] = connector

    def _make(self, config: SourceConfig, points: Sequence[Point]) -> Connector:
        factory = self._factories.get(config.kind)
        if factory is None:
            raise ConnectorError(f"Für die Art „{config.kind}“ gibt es keine Anbindung.")
        return factory(config, points)

    async def _end(self, source: SourceId) -> None:
        connector = self._connectors.pop(source, None)
        if connector is None:
            return
        try:
            await asyncio.wait_for(connector.stop(), STOP_S)
        except TimeoutError:
            log.warning("Source %s did not stop within %s s and is left behind.", source, STOP_S)
        except Exception:
            log.exception("Source %s failed while it was stopped.", source)

    async def _apply(self, connector: Connector, points: Sequence[Point]) -> None:
        try:
            await connector.apply_points(points)
        except Exception:
            log.exception("Source %s could not take its new points; it restarts.", connector.source)
            await self.restart(connector.source)
