"""The line below the table: counts, what the selected rows amount to, what is running."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QToolButton, QWidget

from widgets.labels import ElidedLabel
from widgets.texts import count, language
from widgets.theme.tokens import GRID

_BAR_LETTERS: Final = 14


def dative(plural: str) -> str:
    """Return a German plural as it stands behind a preposition: `von 12 Geräten`."""
    if language() != "de":
        return plural
    words = []
    for word in plural.split():
        bare = word.rstrip(",")
        is_bent = bare.isalpha() and bare != "und" and bare[-1] not in "ns"
        words.append(f"{bare}n{word[len(bare) :]}" if is_bent else word)
    return " ".join(words)


class Footer(QWidget):
    """Counts, sums, and what takes its time with a way to stop it.

    Signals:
        stop_requested: What runs shall be stopped.
        rest_requested: The rest of the rows is wanted, after it was stopped.
    """

    stop_requested = Signal()
    rest_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.label, self.sums = ElidedLabel(), ElidedLabel()
        self.sums.setObjectName("muted")
        self.bar = QProgressBar()
        self.bar.setRange(0, 0)
        self.bar.setTextVisible(False)
        self.bar.setFixedWidth(self.fontMetrics().horizontalAdvance("0") * _BAR_LETTERS)
        self.bar.setFixedHeight(2 * GRID)
        self.button = QToolButton()
        self.button.clicked.connect(self._press)
        line = QHBoxLayout(self)
        line.setContentsMargins(2 * GRID, GRID, 2 * GRID, GRID)
        line.setSpacing(2 * GRID)
        line.addWidget(self.label, 2)
        line.addWidget(self.sums, 3)
        # The rows above do not move when something begins to run.
        policy = self.button.sizePolicy()
        policy.setRetainSizeWhenHidden(True)
        self.button.setSizePolicy(policy)
        self.button.setText(self.tr("Alle laden"))
        line.addWidget(self.bar)
        line.addWidget(self.button)
        self._is_busy = self._is_cut = False
        self._show_work()

    def show_counts(
        self, shown: int, total: int, chosen: int, plural: str, *, is_whole: bool, is_coming: bool
    ) -> None:
        """Say how many rows there are.

        Args:
            shown: Rows in the table.
            total: Records of the kind, -1 while nobody knows.
            chosen: Selected rows.
            plural: What the records are called.
            is_whole: False while only the first rows are there.
            is_coming: The others are on their way.
        """
        if not is_whole:
            text = self.tr("Die ersten {0} {1}").format(count(shown), plural)
        elif total < 0 or shown == total:
            text = f"{count(shown)} {plural}"
        else:
            text = self.tr("{0} von {1} {2}").format(count(shown), count(total), dative(plural))
        if chosen:
            text = self.tr("{0}, {1} ausgewählt").format(text, count(chosen))
        self.label.setText(text)
        self._is_cut = not is_whole and not is_coming
        self._show_work()

    def show_sums(self, texts: Sequence[str]) -> None:
        """Say what the selected rows amount to."""
        self.sums.setText("   ".join(texts))

    def show_busy(self, *, is_busy: bool) -> None:
        """Say that sorting takes its time."""
        self._is_busy = is_busy
        self._show_work()

    def _show_work(self) -> None:
        self.bar.setVisible(self._is_busy)
        self.button.setVisible(self._is_busy or self._is_cut)
        self.button.setText(self.tr("Abbrechen") if self._is_busy else self.tr("Alle laden"))
        self.bar.setAccessibleName(self.tr("Die Zeilen werden geordnet."))

    def _press(self) -> None:
        if self._is_busy:
            self.stop_requested.emit()
        else:
            self.rest_requested.emit()
