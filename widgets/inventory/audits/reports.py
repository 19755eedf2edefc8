"""Saving the report of an audit, beside the window."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog, QWidget

from app.services.inventory.audit_reports import report_csv, report_pdf, report_text
from app.services.inventory.audits import PastAudit
from app.services.papers import PaperError
from app.services.ports import Clock
from widgets.background import Background
from widgets.foreign_texts import on_screen
from widgets.placeholders import NoticeBar


class Reports(QObject):
    """Asks where to, writes, and says what became of it.

    Args:
        notice: Where it is said.
        clock: Says what time it is.
        parent: The pane.

    Attributes:
        zone: Time zone of the city.
    """

    def __init__(self, notice: NoticeBar, clock: Clock, parent: QWidget) -> None:
        super().__init__(parent)
        self._window, self._notice, self._clock = parent, notice, clock
        self._work = Background(self, "audit-report")
        self.zone = "Europe/Berlin"

    def ask(self, audit: PastAudit) -> None:
        """Ask where the report of an audit shall go, and write it."""
        kinds = f"PDF (*.pdf);;CSV (*.csv);;{self.tr('Text')} (*.txt)"
        name, _ = QFileDialog.getSaveFileName(
            self._window,
            self.tr("Bericht speichern"),
            f"{audit.name}.pdf".replace("/", "-"),
            kinds,
        )
        if name:
            self.save(audit, Path(name))

    def save(self, audit: PastAudit, path: Path) -> None:
        """Write the report of an audit; the ending of the name says as what."""
        zone, made_us = self.zone, self._clock.now_us()

        def work() -> str:
            try:
                _write(path, _report(audit, path.suffix.lower(), zone, made_us))
            except PaperError as error:
                return str(error)
            return ""

        def take(why: str) -> None:
            if why:
                self._fail(why)
            else:
                words = self.tr("Der Bericht steht in {0}.").format(path.name)
                self._notice.show_notice("mdi6.content-save-check-outline", words)

        self._work.ask(self, work, take, self._fail)

    def _fail(self, why: str) -> None:
        words = self.tr("Der Bericht lässt sich nicht speichern: {0}").format(on_screen(why))
        self._notice.show_notice("mdi6.alert-circle-outline", words)

    def close(self) -> None:
        """End the thread."""
        self._work.close()


def _report(audit: PastAudit, suffix: str, zone: str, made_us: int) -> bytes:
    texts: dict[str, Callable[[], bytes]] = {
        ".csv": lambda: report_csv(audit, zone).encode("utf-8-sig"),
        ".txt": lambda: report_text(audit, zone).encode(),
    }
    return texts.get(suffix, lambda: report_pdf(audit, zone, made_us))()


def _write(path: Path, data: bytes) -> None:
    """Write a file whole or not at all."""
    draft = path.with_name(f".{path.name}.part")
    try:
        draft.write_bytes(data)
        draft.replace(path)
    finally:
        draft.unlink(missing_ok=True)
