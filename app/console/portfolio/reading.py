"""What the thread of the programme does: states at a moment, first without, then with evidence."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import closing
from zoneinfo import ZoneInfo

from app.console.surroundings import Surroundings
from app.domain.cities import City
from app.domain.inventory.records import Key
from app.domain.portfolio.evidence.items import items_of
from app.domain.portfolio.evidence.results import EvidenceResult
from app.services.portfolio.evidence.asker import EvidenceAsker
from app.services.portfolio.states import EarlierProgrammes, PortfolioState, read_state
from app.services.ports import InventoryStore, StoppedError


class ProgrammeReading:
    """Reads the programme; used by one thread, but for `asker`.

    Args:
        surroundings: The clock and the history.
        store: The records.
        city: The city.
    """

    def __init__(self, surroundings: Surroundings, store: InventoryStore, city: City) -> None:
        self._store, self._clock = store, surroundings.clock
        self._zone = ZoneInfo(city.time_zone)
        self._history = surroundings.open_history(city)
        self.asker = EvidenceAsker(
            store.reader, self._history, city.points, self._zone, surroundings.clock
        )
        self._kept = EarlierProgrammes()
        self._evidence: Mapping[Key, EvidenceResult] = {}
        self._at_us: int | None = None

    def close(self) -> None:
        """End the reading of the history."""
        self._history.close()

    def states(self, at_us: int | None, go_on: Callable[[], bool]) -> Iterator[PortfolioState]:
        """Yield the state at a moment, and once more when its evidence is another one.

        Args:
            at_us: The moment, µs UTC; None for the present.
            go_on: False when another state is wanted already; evidence is given up then.
        """
        if at_us != self._at_us:
            self._at_us, self._evidence = at_us, {}
        try:
            state = self._read(at_us)
            yield state
            items = items_of(state.portfolio)
            # Earlier values take a while the first time; the present ones are told before them.
            for with_trend in (True,) if self._evidence else (False, True):
                found = self.asker.ask_all(
                    items, at_us, lambda _done, _all: go_on(), with_trend=with_trend
                )
                if found != self._evidence:
                    self._evidence = found
                    yield self._read(at_us)
        except StoppedError:
            return  # the next one is wanted

    def _read(self, at_us: int | None) -> PortfolioState:
        with closing(self._store.reader()) as reader:
            return read_state(
                reader,
                at_us=at_us,
                now_us=self._clock.now_us(),
                zone=self._zone,
                evidence=self._evidence,
                kept=self._kept,
            )
