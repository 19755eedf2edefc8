"""Reads states of the programme beside the window: after changes, at other moments."""

from datetime import date
from threading import Event
from typing import TYPE_CHECKING, Final, Protocol
from zoneinfo import ZoneInfo

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from app.console.surroundings import Surroundings
from app.console.time_bus import TimeBus
from app.domain.cities import City
from app.domain.inventory.changes import Commit, Origin
from app.domain.inventory.kinds import PORTFOLIO_KINDS
from app.domain.local_times import at_local
from app.services.ports import InventoryStore
from widgets.background import Background

if TYPE_CHECKING:
    from app.console.portfolio.reading import ProgrammeReading
    from app.services.portfolio.evidence.asker import EvidenceAsker

_REST_MS: Final = 150
"""While the time is played, a programme is read this often at most."""
_LOOK_MS: Final = 60_000
_EVIDENCE_MINUTES: Final = 15
"""Evidence is asked again this often even when no record changed: the history goes on."""
_SHOWN: Final = PORTFOLIO_KINDS - {"report"} | {"fund", "journal_note"}


class Fed(Protocol):
    """A console as this part sees it."""

    surroundings: Surroundings
    time_bus: TimeBus
    city: City | None


class ProgrammeFeed(QObject):
    """Keeps one state of the programme, and what its evidence gives.

    One state is read at a time; what asks meanwhile is answered by the next one. Evidence takes
    longer: a state is told with what is known of it first, and once more when it was asked.

    Args:
        console: The console.
        store: The records.
        parent: Owner.

    Signals:
        ready: Another state (`PortfolioState`).
        failed: Why none could be read (str).
    """

    ready = Signal(object)
    failed = Signal(str)
    _came = Signal(object)

    def __init__(self, console: Fed, store: InventoryStore, parent: QObject) -> None:
        super().__init__(parent)
        self._console, self._store = console, store
        self._work = Background(self, "programme")
        self._end = Event()
        self._is_wanted = False
        self._is_busy = False
        self._is_begun = False
        self._day: date | None = None
        self._reading: ProgrammeReading | None = None
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(_REST_MS)
        self._soon.timeout.connect(self._read)
        self._new_day = QTimer(self)
        self._new_day.setInterval(_LOOK_MS)
        self._new_day.timeout.connect(self._look)
        self._came.connect(self._tell, Qt.ConnectionType.QueuedConnection)
        console.time_bus.changed.connect(self.renew)

    def begin(self) -> None:
        """Read the first state; before that nothing is read."""
        if not self._is_begun:
            self._is_begun = True
            self._new_day.start()
        self.renew()

    def close(self) -> None:
        """End the thread."""
        self._end.set()
        self._soon.stop()
        self._new_day.stop()
        self._work.close()
        if self._reading is not None:
            self._reading.close()

    def asker(self) -> "EvidenceAsker | None":
        """Return what answers questions; None before the city is known."""
        reading = self._made()
        return None if reading is None else reading.asker

    def renew(self) -> None:
        """Read again soon."""
        if self._is_begun and not self._soon.isActive():
            self._soon.start()

    def show_commit(self, commit: Commit) -> None:
        """Read again when records changed; evidence may rest on any of them."""
        origin = commit.transaction.origin
        is_ours = any(key.kind in _SHOWN for key in commit.changed)
        if is_ours or (commit.changed and origin is not Origin.MEASURED):
            self.renew()

    def _look(self) -> None:
        """Read again on a new day, and now and then for what is measured."""
        city = self._console.city
        zone = ZoneInfo("UTC" if city is None else city.time_zone)
        now = at_local(self._console.surroundings.clock.now_us(), zone)
        if now.date() != self._day or now.minute % _EVIDENCE_MINUTES == 0:
            self._day = now.date()
            self.renew()

    def _made(self) -> "ProgrammeReading | None":
        """Return what reads; made when the city is known."""
        from app.console.portfolio.reading import ProgrammeReading  # noqa: PLC0415 - with its page

        console = self._console
        if self._reading is None and console.city is not None:
            self._reading = ProgrammeReading(console.surroundings, self._store, console.city)
        return self._reading

    def _read(self) -> None:
        if self._is_busy:
            self._is_wanted = True
            return
        reading = self._made()
        if reading is None:
            self.renew()
            return
        self._is_busy, self._is_wanted = True, False
        at_us, end = self._console.time_bus.pinned_us, self._end

        def go_on() -> bool:
            return not end.is_set() and not self._is_wanted

        def work() -> None:
            for state in reading.states(at_us, go_on):
                self._came.emit(state)

        self._work.ask(self, work, lambda _: self._rest(), self._fail)

    def _tell(self, state: object) -> None:
        if not self._end.is_set():
            self.ready.emit(state)

    def _fail(self, reason: str) -> None:
        self._rest()
        self.failed.emit(reason)

    def _rest(self) -> None:
        self._is_busy = False
        if self._is_wanted:
            self._read()
