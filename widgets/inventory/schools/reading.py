"""What the pane of the schools reads, beside the window."""

from contextlib import closing
from datetime import date

from PySide6.QtCore import QObject, Signal

from app.services.inventory.schools import (
    CitySchools,
    SchoolPapers,
    assets_of,
    read_papers,
    read_schools,
)
from app.services.ports import StoppedError
from widgets.background import Background
from widgets.inventory.panes import OpenReader


class SchoolsReading(QObject):
    """Reads all schools, and what hangs on one; the newest wish of each kind counts.

    Args:
        parent: Owner.

    Signals:
        schools_read: All schools (`CitySchools`).
        papers_read: What hangs on a school (`SchoolPapers`), and what its live devices are called,
            by their name in the profile (dict of str).
        failed: Why something cannot be read, a sentence.
    """

    schools_read = Signal(object)
    papers_read = Signal(object, object)
    failed = Signal(str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._background = Background(self, "inventory-schools")
        self._wish = self._paper_wish = 0

    def close(self) -> None:
        """End the thread."""
        self._background.close()

    def read(self, opens: OpenReader, today: date, moment: int | None) -> None:
        """Read all schools as they are on a day, or were at a moment, µs UTC."""
        self._wish += 1
        wish = self._wish

        def work() -> CitySchools | None:
            with closing(opens()) as reader:
                try:
                    return read_schools(reader, today, moment)
                except StoppedError:
                    return None

        def take(found: CitySchools | None) -> None:
            if wish == self._wish and found is not None:
                self.schools_read.emit(found)

        self._background.ask(self, work, take, self.failed.emit)

    def read_papers(
        self, opens: OpenReader, schools: CitySchools, site: str, moment: int | None
    ) -> None:
        """Read what hangs on a school."""
        self._paper_wish += 1
        wish = self._paper_wish

        def work() -> tuple[SchoolPapers, dict[str, str]] | None:
            # The devices of all schools are gone through: not in the thread of the window.
            keys = assets_of(schools, site)
            devices = {row.uid: row.device or "" for row in schools.assets if row.site == site}
            with closing(opens()) as reader:
                try:
                    papers = read_papers(reader, site, moment)
                    titles = reader.titles(keys, moment)
                except StoppedError:
                    return None
            return papers, {devices[key.uid]: title for key, title in titles.items()}

        def take(found: tuple[SchoolPapers, dict[str, str]] | None) -> None:
            if wish == self._paper_wish and found is not None:
                self.papers_read.emit(*found)

        self._background.ask(self, work, take, self.failed.emit)
