"""Where an audit begins: a place by scan or choice, places that are due, audits of before."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QTabWidget, QVBoxLayout, QWidget

from app.domain.inventory.kinds import KINDS
from app.services.inventory.audits import Due, PastAudit
from widgets.inventory.audits.scan_line import ScanLine
from widgets.inventory.audits.text_table import TextTable
from widgets.inventory.fields import ReferenceField, References
from widgets.placeholders import NoticeBar
from widgets.texts import DASH, count, time_text
from widgets.theme.tokens import GRID

_SITE: Final = KINDS["scan_audit"].field("site")


class StartPage(QWidget):
    """Begins audits, goes on with them, shows those of before.

    Signals:
        code_scanned: A code that should name a place (str).
        site_requested: An audit of a site is wanted (uid, str).
        audit_requested: An unfinished audit is to go on (uid of its record, str).
        report_requested: The report of an audit is wanted (`PastAudit`).
    """

    code_scanned = Signal(str)
    site_requested = Signal(str)
    audit_requested = Signal(str)
    report_requested = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.zone = "Europe/Berlin"
        self._due: Sequence[Due] = ()
        self._open: list[PastAudit] = []
        self._past: list[PastAudit] = []
        self.notice, self.line = NoticeBar(), ScanLine()
        self._heading, self._or = QLabel(), QLabel()
        self._heading.setObjectName("heading")
        self.choice: ReferenceField | None = None
        self.begin = QPushButton()
        self.begin.setObjectName("primary")
        self.due = TextTable((44, 24, 20), frozenset({1}))
        self.open = TextTable((28, 18, 10, 10, 13), frozenset({2, 3, 4}))
        self.past = TextTable((23, 12, 10, 10, 13, 11, 15), frozenset({2, 3, 4, 5, 6}))
        self.tabs = QTabWidget()
        self._arrange()
        self.line.scanned.connect(self.code_scanned)
        self.begin.clicked.connect(self._begin)
        self.due.row_requested.connect(lambda row: self.site_requested.emit(self._due[row].site))
        self.open.row_requested.connect(lambda row: self.audit_requested.emit(self._open[row].uid))
        self.past.row_requested.connect(lambda row: self.report_requested.emit(self._past[row]))
        self.retranslate()

    def _arrange(self) -> None:
        self._choose = QHBoxLayout()
        self._choose.setSpacing(3 * GRID)
        self._choose.addWidget(self._or)
        self._choose.addStretch(1)
        self._choose.addWidget(self.begin)
        for table in (self.due, self.open, self.past):
            self.tabs.addTab(table, "")
        self.tabs.setDocumentMode(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(4 * GRID, 4 * GRID, 4 * GRID, 2 * GRID)
        column.setSpacing(3 * GRID)
        column.addWidget(self._heading)
        column.addWidget(self.notice)
        column.addWidget(self.line)
        column.addLayout(self._choose)
        column.addWidget(self.tabs, 1)

    def set_references(self, references: References) -> None:
        """Take where sites are looked up."""
        if self.choice is None:
            self.choice = ReferenceField(_SITE, references)
            letter = self.fontMetrics().horizontalAdvance("0")
            self.choice.setMinimumWidth(letter * 50)
            self._choose.insertWidget(1, self.choice)

    def show_due(self, due: Sequence[Due]) -> None:
        """Show the places that should be audited."""
        self._due = due
        self._fill()

    def show_history(self, audits: Sequence[PastAudit]) -> None:
        """Show all audits, finished ones and others."""
        self._open = [one for one in audits if one.finished_us is None]
        self._past = [one for one in audits if one.finished_us is not None]
        self._fill()

    def _fill(self) -> None:
        never = self.tr("noch nie")
        self.due.show_rows(
            [
                (
                    one.title,
                    count(one.count),
                    never if one.last_us is None else self._day(one.last_us),
                )
                for one in self._due
            ]
        )
        self.open.show_rows(
            [
                (
                    one.place,
                    time_text(one.started_us, self.zone, with_date=True)[:-3],
                    count(one.result.expected),
                    count(one.result.found),
                    count(one.result.misplaced),
                )
                for one in self._open
            ]
        )
        self.past.show_rows(
            [
                (
                    one.place,
                    self._day(one.finished_us or 0),
                    *(
                        count(n)
                        for n in (
                            one.result.expected,
                            one.result.found,
                            one.result.misplaced,
                            one.result.unknown,
                            one.result.missing,
                        )
                    ),
                )
                for one in self._past
            ]
        )
        names = (
            self.tr("Fällige Orte ({0})"),
            self.tr("Angefangen ({0})"),
            self.tr("Bisherige ({0})"),
        )
        counts = (len(self._due), len(self._open), len(self._past))
        for place, (name, number) in enumerate(zip(names, counts, strict=True)):
            self.tabs.setTabText(place, name.format(count(number)))

    def _day(self, at_us: int) -> str:
        return time_text(at_us, self.zone, with_date=True).split(" ")[0] if at_us else DASH

    def _begin(self) -> None:
        uid = self.choice.value() if self.choice is not None else None
        if uid:
            self.site_requested.emit(str(uid))
        else:
            self.notice.show_notice(
                "mdi6.map-marker-question-outline",
                self.tr("Bitte wählen Sie zuerst einen Ort, oder scannen Sie seinen Code."),
            )

    def retranslate(self) -> None:
        """Set all texts."""
        self._heading.setText(self.tr("Inventur: zuerst der Ort"))
        self.line.setPlaceholderText(self.tr("Code des Ortes scannen"))
        self.line.setAccessibleName(self.tr("Code des Ortes"))
        self._or.setText(self.tr("oder wählen:"))
        self.begin.setText(self.tr("Beginnen"))
        found, misplaced = self.tr("Gefunden"), self.tr("Falscher Ort")
        expected, place = self.tr("Erwartet"), self.tr("Ort")
        self.due.show_words(
            (place, self.tr("Geräte"), self.tr("Letzte Inventur")),
            self.tr("Hier beginnen"),
            self.tr("Alle Orte mit Geräten wurden in den letzten zwölf Monaten geprüft."),
            self.tr("Fällige Orte"),
        )
        self.open.show_words(
            (place, self.tr("Begonnen"), expected, found, misplaced),
            self.tr("Fortsetzen"),
            self.tr("Keine Inventur ist unterbrochen."),
            self.tr("Angefangene Inventuren"),
        )
        self.past.show_words(
            (
                place,
                self.tr("Beendet"),
                expected,
                found,
                misplaced,
                self.tr("Unbekannt"),
                self.tr("Nicht gefunden"),
            ),
            self.tr("Bericht speichern …"),
            self.tr("Noch wurde keine Inventur beendet."),
            self.tr("Bisherige Inventuren"),
        )
        self._fill()
