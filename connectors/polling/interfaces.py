"""Where a named interface stands in a device's tables, learnt once and looked up again when lost.

A device may number its interfaces anew when it restarts (RFC 2863, section 3.1.5); names stay.
"""

from dataclasses import dataclass, field
from typing import Final

from connectors.polling.addresses import IF_ALIAS, IF_DESCR, IF_NAME, Agent
from connectors.polling.objects import Asker, text_of

LEARN_AGAIN_S: Final = 900.0
"""After so long the names are read again, whatever happened."""

MISSED_AGAIN_S: Final = 120.0
"""Names that were not found are looked for again after so long."""


@dataclass(slots=True)
class _Known:
    learnt_s: float
    uptime: int | None
    places: dict[str, int] = field(default_factory=dict)


class Interfaces:
    """The interfaces of all devices of a source, by name."""

    def __init__(self) -> None:
        self._known: dict[Agent, _Known] = {}

    async def places(
        self, asker: Asker, agent: Agent, wanted: set[str], now_s: float
    ) -> dict[str, int]:
        """Return the index of each wanted interface that the device has.

        An interface is looked for by ifName, then by ifDescr, then by ifAlias.

        Args:
            asker: Asks the device.
            agent: The device.
            wanted: Names of interfaces.
            now_s: The time, seconds on a clock that runs evenly.

        Raises:
            SilenceError: The device gave no answer.
        """
        known = self._known.get(agent)
        if known is None or now_s - known.learnt_s > self._lifetime_s(known, wanted):
            known = await self._learnt(asker, agent, wanted, now_s)
            self._known[agent] = known
        return {name: known.places[name] for name in wanted if name in known.places}

    def note_uptime(self, agent: Agent, uptime: int | None) -> None:
        """Forget the places of a device that restarted."""
        known = self._known.get(agent)
        if known is None or uptime is None:
            return
        if known.uptime is not None and uptime < known.uptime:
            self.forget(agent)
        else:
            known.uptime = uptime

    def forget(self, agent: Agent) -> None:
        """Forget where the interfaces of a device stand."""
        self._known.pop(agent, None)

    @staticmethod
    def _lifetime_s(known: _Known, wanted: set[str]) -> float:
        return LEARN_AGAIN_S if wanted <= known.places.keys() else MISSED_AGAIN_S

    @staticmethod
    async def _learnt(asker: Asker, agent: Agent, wanted: set[str], now_s: float) -> _Known:
        known = _Known(now_s, None)
        for column in (IF_NAME, IF_DESCR, IF_ALIAS):
            if wanted <= known.places.keys():
                break
            for told in await asker.walk(agent, column):
                known.places.setdefault(text_of(told.value), told.oid[-1])
        return known
