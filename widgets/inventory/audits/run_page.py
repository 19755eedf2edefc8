"""The page one scans on: a large line, a large answer, four lists."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QModelIndex, QSignalBlocker, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QLabel, QProgressBar, QPushButton, QVBoxLayout, QWidget

from app.domain.inventory.audits import Audit, Place, Scan, Verdict, result_of
from app.domain.inventory.kinds import KINDS
from app.services.inventory.audit_codes import BETWEEN
from widgets.foreign_texts import on_screen
from widgets.inventory.audits.feedback import Feedback, Said
from widgets.inventory.audits.lists import CountedList, Line
from widgets.inventory.audits.scan_line import ScanLine
from widgets.inventory.importing.column_table import SearchBox
from widgets.placeholders import NoticeBar
from widgets.texts import count
from widgets.theme.tokens import GRID

SIGNS: Final = {
    Verdict.FOUND: "mdi6.check-circle-outline",
    Verdict.MISPLACED: "mdi6.map-marker-alert-outline",
    Verdict.UNKNOWN: "mdi6.help-rhombus-outline",
    Verdict.AMBIGUOUS: "mdi6.call-split",
    Verdict.REPEATED: "mdi6.content-duplicate",
}
_MISSING_SIGN: Final = "mdi6.circle-off-outline"
_STATES: Final = KINDS["asset"].field("state")


class RunPage(QWidget):
    """Shows an audit as it goes.

    Signals:
        code_scanned: A code (str).
        space_chosen: The audit goes on in another space (uid; empty for the whole site).
        undo_requested: The last scan does not count.
        list_requested: A list of codes is to be taken.
        pause_requested: The audit goes on another time.
        finish_requested: The audit is to be finished.
        thing_requested: A device is wanted in the card (uid, str).
    """

    code_scanned = Signal(str)
    space_chosen = Signal(str)
    undo_requested = Signal()
    list_requested = Signal()
    pause_requested = Signal()
    finish_requested = Signal()
    thing_requested = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._audit: Audit | None = None
        self._place: Place | None = None
        self.notice, self.line, self.feedback = NoticeBar(), ScanLine(), Feedback()
        self.heading, self._space_label, self.progress = QLabel(), QLabel(), QLabel()
        self.heading.setObjectName("heading")
        self.space, self.bar = SearchBox(), QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setMaximumHeight(2 * GRID)
        self.undo, self.paste = QPushButton(), QPushButton()
        self.pause, self.finish = QPushButton(), QPushButton()
        self.finish.setObjectName("primary")
        self.found = CountedList(SIGNS[Verdict.FOUND])
        self.misplaced = CountedList(SIGNS[Verdict.MISPLACED])
        self.unknown = CountedList(SIGNS[Verdict.UNKNOWN])
        self.missing = CountedList(_MISSING_SIGN)
        self.lists = (self.found, self.misplaced, self.unknown, self.missing)
        self._arrange()
        self._connect()
        self.retranslate()

    def _arrange(self) -> None:
        letter = self.fontMetrics().horizontalAdvance("0")
        self.space.setMinimumWidth(letter * 36)
        top = QHBoxLayout()
        top.setSpacing(3 * GRID)
        top.addWidget(self.heading, 1)
        top.addWidget(self._space_label)
        top.addWidget(self.space)
        bottom = QHBoxLayout()
        bottom.setSpacing(2 * GRID)
        bottom.addWidget(self.undo)
        bottom.addWidget(self.paste)
        bottom.addStretch(1)
        bottom.addWidget(self.pause)
        bottom.addWidget(self.finish)
        lists = QHBoxLayout()
        lists.setSpacing(4 * GRID)
        for one in self.lists:
            lists.addWidget(one, 1)
        state = QHBoxLayout()
        state.setSpacing(3 * GRID)
        state.addWidget(self.progress)
        state.addWidget(self.bar, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(4 * GRID, 4 * GRID, 4 * GRID, 4 * GRID)
        column.setSpacing(3 * GRID)
        column.addLayout(top)
        column.addWidget(self.notice)
        column.addWidget(self.line)
        column.addWidget(self.feedback)
        column.addLayout(state)
        column.addLayout(lists, 1)
        column.addLayout(bottom)

    def _connect(self) -> None:
        self.line.scanned.connect(self.code_scanned)
        self.space.chosen.connect(self._choose_space)
        self.undo.clicked.connect(self.undo_requested)
        self.paste.clicked.connect(self.list_requested)
        self.pause.clicked.connect(self.pause_requested)
        self.finish.clicked.connect(self.finish_requested)
        back = QShortcut(QKeySequence(QKeySequence.StandardKey.Undo), self)
        back.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        back.activated.connect(self.undo_requested)
        for one in self.lists:
            self.line.watch(one.view)
            one.view.activated.connect(self._open)
        for button in (self.undo, self.paste, self.pause, self.finish):
            self.line.watch(button)

    def _open(self, index: QModelIndex) -> None:
        model = index.model()
        line: Line = model.lines[index.row()]  # type: ignore[attr-defined]  # ours
        if line.uid:
            self.thing_requested.emit(line.uid)

    # ---- showing -------------------------------------------------------------------------------
    def show_place(self, place: Place) -> None:
        """Show where the audit is made."""
        self._place = place
        blocker = QSignalBlocker(self.space)
        self.space.clear()
        self.space.addItem(self.tr("Ganzer Standort"), "")
        for uid, (name, parent) in sorted(place.spaces.items(), key=lambda one: one[1][0]):
            outer = place.spaces.get(parent, ("", ""))[0]
            self.space.addItem(f"{name} ({outer})" if outer else name, uid)
        blocker.unblock()

    def show_audit(self, audit: Audit) -> None:
        """Show how far the audit is."""
        self._audit = audit
        place = self._place
        if place is None:
            return
        self.heading.setText(place.title)
        blocker = QSignalBlocker(self.space)
        self.space.setCurrentIndex(self.space.findData(audit.here))
        blocker.unblock()
        result = result_of(audit, place)
        there = result.expected - result.missing
        words = self.tr("{0} von {1} erwarteten Geräten gelesen")
        self.progress.setText(words.format(count(there), count(result.expected)))
        self.bar.setRange(0, max(result.expected, 1))
        self.bar.setValue(there)
        self.found.show_lines(self._lines(audit.found))
        self.misplaced.show_lines(self._lines(audit.misplaced))
        self.unknown.show_lines(self._lines(audit.unknown))
        missing = audit.missing(place)
        self.missing.show_lines(
            [Line(one.title, self._room(one.place), one.uid) for one in missing]
        )
        self.undo.setEnabled(bool(audit.scans))

    def _lines(self, scans: Sequence[Scan]) -> list[Line]:
        """Return lines of scans, the newest first."""
        return [self._line(one) for one in reversed(scans)]

    def _line(self, scan: Scan) -> Line:
        if scan.verdict is Verdict.AMBIGUOUS:
            return Line(scan.code, self.tr("mehrdeutig: {0}").format(scan.title))
        if not scan.uid:
            return Line(scan.code)
        detail = "" if scan.verdict is Verdict.FOUND else self._room(scan.place)
        return Line(scan.title or scan.code, detail or self._remark(scan), scan.uid)

    def _room(self, place: str) -> str:
        """Return where something should be, without the site one stands in."""
        title = self._place.title if self._place else ""
        return place.removeprefix(title).removeprefix(BETWEEN)

    def _remark(self, scan: Scan) -> str:
        """Return what is odd about the state of something that was read."""
        if scan.state in {"", "delivered", "in_stock", "staged", "in_service"}:
            return ""
        return self.tr("im Bestand: {0}").format(on_screen(_STATES.choice_label(scan.state)))

    # ---- answers -------------------------------------------------------------------------------
    def answer(self, scan: Scan) -> None:
        """Say what a scan said."""
        words = {
            Verdict.FOUND: self.tr("Gefunden"),
            Verdict.MISPLACED: self.tr("Falscher Ort"),
            Verdict.UNKNOWN: self.tr("Unbekannt"),
            Verdict.AMBIGUOUS: self.tr("Mehrdeutig"),
            Verdict.REPEATED: self.tr("Schon gelesen"),
        }
        details = {
            Verdict.FOUND: self._remark(scan),
            Verdict.MISPLACED: self.tr("Gehört nach: {0}").format(
                scan.place or self.tr("kein Ort bekannt")
            ),
            Verdict.UNKNOWN: self.tr("Der Bestand kennt diesen Code nicht."),
            Verdict.AMBIGUOUS: self.tr("Mehrere Geräte haben diese Nummer: {0}").format(scan.title),
            Verdict.REPEATED: self.tr("Zählt nur einmal."),
        }
        is_wrong = scan.verdict in {Verdict.MISPLACED, Verdict.UNKNOWN, Verdict.AMBIGUOUS}
        is_named = bool(scan.uid)
        self.feedback.say(
            Said(
                SIGNS[scan.verdict],
                words[scan.verdict],
                scan.title if is_named and scan.title else scan.code,
                details[scan.verdict],
                is_wrong=is_wrong or bool(self._remark(scan)),
            )
        )

    def say_place(self) -> None:
        """Say where scans count from now on."""
        if self._place is not None and self._audit is not None:
            self.feedback.say(
                Said(
                    "mdi6.map-marker-check-outline",
                    self.tr("Ort"),
                    self._place.name(self._audit.here),
                    self.tr("Was Sie jetzt scannen, zählt für diesen Ort."),
                )
            )

    def say_undone(self, scan: Scan) -> None:
        """Say that a scan does not count."""
        title = scan.title or scan.code
        self.feedback.say(Said("mdi6.undo-variant", self.tr("Zurückgenommen"), title))

    def say_looking(self, text: str) -> None:
        """Say that a code is being looked up."""
        self.feedback.say(Said("mdi6.magnify", self.tr("Wird gesucht …"), text))

    def say_list(self, codes: int) -> None:
        """Say that a list was taken."""
        words = self.tr("{0} Codes").format(count(codes))
        self.feedback.say(Said("mdi6.playlist-check", self.tr("Liste eingelesen"), words))

    def _choose_space(self) -> None:
        place = self.space.place()
        if place >= 0:
            self.space_chosen.emit(str(self.space.itemData(place)))
            self.line.setFocus()

    def retranslate(self) -> None:
        """Set all texts."""
        self.line.setPlaceholderText(self.tr("Hier scannen: Gerät oder Ort"))
        self.line.setAccessibleName(self.tr("Gescannter Code"))
        self._space_label.setText(self.tr("Sie sind in:"))
        self.space.setAccessibleName(self.tr("Raum"))
        self.undo.setText(self.tr("Letzten Scan zurücknehmen"))
        self.paste.setText(self.tr("Liste einlesen …"))
        self.pause.setText(self.tr("Unterbrechen"))
        self.finish.setText(self.tr("Beenden …"))
        words = (
            self.tr("Gefunden"),
            self.tr("Falscher Ort"),
            self.tr("Unbekannt"),
            self.tr("Noch nicht gefunden"),
        )
        for one, word in zip(self.lists, words, strict=True):
            one.show_word(word)
        if self._place is not None and self._audit is not None:
            self.show_place(self._place)
            self.show_audit(self._audit)
