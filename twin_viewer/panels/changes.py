"""The panel of changes: which two laser scans are compared, how far that is, what came of it."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QPushButton,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from twin_viewer.panels.base import Panel
from widgets.theme.tokens import GRID

_FULL = 1000


@dataclass(frozen=True, slots=True)
class ScanChoice:
    """A laser scan to choose.

    Attributes:
        id: Its id.
        name: Its name on screen.
        date: When it was flown; empty where unknown.
        partners: Ids of the scans it can be compared with.
    """

    id: str
    name: str
    date: str
    partners: frozenset[str]


@dataclass(frozen=True, slots=True)
class ChangesState:
    """How far a comparison is.

    Attributes:
        words: What is happening, in the language of the screen.
        progress: 0 to 1.
        summary: What came of it, in sentences; empty for nothing.
        is_busy: True while something is compared.
        has_result: True when a result is seen.
    """

    words: str = ""
    progress: float = 0.0
    summary: str = ""
    is_busy: bool = False
    has_result: bool = False


class ChangesPanel(Panel):
    """The panel.

    Signals:
        compare_requested: Two scans shall be compared (ids of the earlier and the later one).
        cancel_requested: Comparing shall stop.
        remove_requested: What came of it shall go.
    """

    compare_requested = Signal(str, str)
    cancel_requested = Signal()
    remove_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._choices: tuple[ScanChoice, ...] = ()
        self._state = ChangesState()
        self.old, self.new = QComboBox(), QComboBox()
        self.compare, self.cancel, self.remove = (QPushButton() for _ in range(3))
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setMaximumHeight(GRID)
        self.bar.setRange(0, _FULL)
        self.words, self.result, self.hint = QLabel(), QLabel(), QLabel()
        self._titles = {"old": QLabel(), "new": QLabel()}
        self._arrange()
        self._connect()
        self.retranslate()

    def _arrange(self) -> None:
        for box in (self.old, self.new):
            box.setSizeAdjustPolicy(
                QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
            )
            box.setMinimumContentsLength(12)
        for label in (self.words, self.hint):
            label.setObjectName("muted")
        for label in (self.words, self.hint, self.result):
            label.setWordWrap(True)
        self.result.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        form = QFormLayout()
        form.setSpacing(2 * GRID)
        form.addRow(self._titles["old"], self.old)
        form.addRow(self._titles["new"], self.new)
        row = QHBoxLayout()
        for button in (self.compare, self.cancel, self.remove):
            row.addWidget(button)
        row.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(2 * GRID, 2 * GRID, 2 * GRID, 2 * GRID)
        column.setSpacing(2 * GRID)
        column.addWidget(self.hint)
        column.addLayout(form)
        column.addLayout(row)
        for widget in (self.words, self.bar, self.result):
            column.addWidget(widget)
        column.addStretch(1)

    def _connect(self) -> None:
        self.old.activated.connect(lambda _: self._offer_new())
        self.new.activated.connect(lambda _: self._follow())
        self.compare.clicked.connect(self._ask)
        self.cancel.clicked.connect(self.cancel_requested)
        self.remove.clicked.connect(self.remove_requested)

    # ---- what is shown -------------------------------------------------------------------------
    def show_scans(self, choices: Sequence[ScanChoice], old: str, new: str) -> None:
        """Offer scans; what a person has chosen stays while it is there.

        Args:
            choices: The scans, the earliest first.
            old: What is chosen at first as the earlier one.
            new: The same as the later one.
        """
        if tuple(choices) == self._choices:
            return
        kept_old, kept_new = self.chosen
        self._choices = tuple(choices)
        with QSignalBlocker(self.old):
            self.old.clear()
            for one in self._choices:
                self.old.addItem(_title(one), one.id)
            self._select(self.old, kept_old, old)
        self._offer_new(kept_new, new)

    def show_state(self, state: ChangesState) -> None:
        """Say how far it is, and what came of it."""
        self._state = state
        self.words.setText(state.words)
        self.bar.setValue(round(state.progress * _FULL))
        self.result.setText(state.summary)
        self._follow()

    @property
    def chosen(self) -> tuple[str, str]:
        """Ids of the earlier and the later scan; empty for none."""
        return str(self.old.currentData() or ""), str(self.new.currentData() or "")

    def choose(self, old: str, new: str) -> None:
        """Choose two scans."""
        self._select(self.old, old)
        self._offer_new(new)

    def _offer_new(self, *wanted: str) -> None:
        """Offer what the earlier scan can be compared with, as far as possible what is wanted."""
        wanted = wanted or (self.chosen[1],)
        old = next((one for one in self._choices if one.id == self.chosen[0]), None)
        partners = frozenset[str]() if old is None else old.partners
        with QSignalBlocker(self.new):
            self.new.clear()
            for one in self._choices:
                if one.id in partners:
                    self.new.addItem(_title(one), one.id)
            self._select(self.new, *wanted)
        self._follow()

    def _select(self, box: QComboBox, *ids: str) -> None:
        places = [place for place in map(box.findData, filter(None, ids)) if place >= 0]
        if places:
            box.setCurrentIndex(places[0])

    def _follow(self) -> None:
        state, can = self._state, all(self.chosen)
        self.hint.setVisible(not self._choices)
        for widget in (self.old, self.new):
            widget.setEnabled(bool(self._choices) and not state.is_busy)
        self.compare.setEnabled(can and not state.is_busy)
        self.cancel.setVisible(state.is_busy)
        self.remove.setVisible(state.has_result and not state.is_busy)
        self.words.setVisible(state.is_busy)
        self.bar.setVisible(state.is_busy)
        self.result.setVisible(bool(state.summary))

    def _ask(self) -> None:
        if all(self.chosen):
            self.compare_requested.emit(*self.chosen)

    # ---- texts ---------------------------------------------------------------------------------
    @override
    def retranslate(self) -> None:
        self._titles["old"].setText(self.tr("Früher"))
        self._titles["new"].setText(self.tr("Später"))
        self.old.setAccessibleName(self.tr("Früherer Laserscan"))
        self.new.setAccessibleName(self.tr("Späterer Laserscan"))
        self.compare.setText(self.tr("Vergleichen"))
        self.cancel.setText(self.tr("Abbrechen"))
        self.remove.setText(self.tr("Ergebnis entfernen"))
        self.bar.setAccessibleName(self.tr("Fortschritt des Vergleichs"))
        self.hint.setText(
            self.tr(
                "Noch gibt es keine zwei Laserscans derselben Stelle. Fügen Sie einen früheren "
                "oder späteren Scan hinzu; dann zeigt der Zwilling, was neu und was verschwunden "
                "ist."
            )
        )
        self._follow()


def _title(one: ScanChoice) -> str:
    return f"{one.name} ({one.date})" if one.date and one.date not in one.name else one.name
