"""The card beside the scatter: correlation, line and lag in words, with what speaks against."""

from math import isfinite

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QLabel, QScrollArea, QVBoxLayout, QWidget

from app.domain.analysis.relations import Relation
from widgets.texts import DASH, count, number
from widgets.theme.tokens import GRID
from widgets.trends.analysis.readings import Subject
from widgets.trends.analysis.wording import NARROW, caveat_text, duration_text, share_text
from widgets.trends.wording import point_name

_LETTERS = 40
_LEAST_LETTERS = 22
_DIGITS = 4


class RelationCard(QScrollArea):
    """Figures and sentences; everything can be selected and copied."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shown: tuple[Subject, Subject, Relation] | None = None
        self._figures, self._words = QLabel(), QLabel()
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(3 * GRID, 3 * GRID, 3 * GRID, 3 * GRID)
        column.setSpacing(3 * GRID)
        for label in (self._figures, self._words):
            label.setWordWrap(True)
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setTextInteractionFlags(
                Qt.TextInteractionFlag.TextSelectableByMouse
                | Qt.TextInteractionFlag.TextSelectableByKeyboard
            )
            column.addWidget(label)
        self._words.setObjectName("muted")
        column.addStretch(1)
        self.setWidget(inside)
        self.setWidgetResizable(True)
        self.setFrameShape(QScrollArea.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        letter = self.fontMetrics().averageCharWidth()
        self.setMinimumWidth(_LEAST_LETTERS * letter)
        self.setMaximumWidth(_LETTERS * letter)

    def show_relation(self, x: Subject, y: Subject, found: Relation) -> None:
        """Show how two curves go together."""
        self._shown = (x, y, found)
        self._figures.setText("\n".join(f"{name}: {words}" for name, words in self.lines()))
        self._words.setText("\n\n".join(self.sentences()))
        self._figures.setAccessibleName(self._figures.text())
        self._words.setAccessibleName(self._words.text())

    def retranslate(self) -> None:
        """Set all texts again."""
        self.setAccessibleName(QCoreApplication.translate("analysis", "Zusammenhang in Zahlen"))
        if self._shown is not None:
            self.show_relation(*self._shown)

    def lines(self) -> list[tuple[str, str]]:
        """Return the figures as (name, words)."""
        if self._shown is None:
            return []
        x, y, found = self._shown
        pairs = QCoreApplication.translate("analysis", "%1, gemittelt über %2")
        pairs = pairs.replace("%1", count(len(found))).replace("%2", duration_text(found.step_us))
        return [
            (QCoreApplication.translate("analysis", "Pearson r"), _coefficient(found.pearson)),
            (QCoreApplication.translate("analysis", "Spearman ρ"), _coefficient(found.spearman)),
            (
                QCoreApplication.translate("analysis", "Bestimmtheit r²"),
                share_text(found.pearson**2),
            ),
            (QCoreApplication.translate("analysis", "Wertepaare n"), pairs),
            (
                QCoreApplication.translate("analysis", "davon unabhängig etwa"),
                count(round(found.independent)),
            ),
            (QCoreApplication.translate("analysis", "Gerade"), _line_text(x, y, found)),
            (
                QCoreApplication.translate("analysis", "r ohne Tagesgang"),
                _coefficient(found.without_rhythm),
            ),
        ]

    def sentences(self) -> list[str]:
        """Return lag and words of caution, each a whole sentence."""
        if self._shown is None:
            return []
        x, y, found = self._shown
        warning = QCoreApplication.translate(
            "analysis",
            "Ein Zusammenhang ist noch keine Ursache: Beide können einem Dritten folgen, etwa dem "
            "Wetter oder dem Tag.",
        )
        return [_lag_text(x, y, found), *map(caveat_text, found.caveats), warning]


def _coefficient(value: float) -> str:
    return number(value, 2) if isfinite(value) else DASH


def _line_text(x: Subject, y: Subject, found: Relation) -> str:
    if not isfinite(found.slope):
        return DASH
    rise = f"{found.slope:.{_DIGITS}g}"
    start = f"{abs(found.intercept):.{_DIGITS}g}"
    mark = number(0.5, 1)[1]
    sign = "−" if found.intercept < 0 else "+"
    up, along = y.unit.symbol or "1", x.unit.symbol or "1"
    unit = f" ({up}; {up}/{along})" if up != along else f" ({up})"
    return f"y = {rise.replace('.', mark)} · x {sign} {start.replace('.', mark)}{unit}"


def _lag_text(x: Subject, y: Subject, found: Relation) -> str:
    """Return in a sentence when the two correlate most."""
    if not isfinite(found.lag_pearson):
        return QCoreApplication.translate("analysis", "Ein Versatz lässt sich nicht bestimmen.")
    if found.lag_us == 0:
        sentence = QCoreApplication.translate(
            "analysis", "Am stärksten ist der Zusammenhang ohne Versatz (r = %1)."
        )
        return sentence.replace("%1", _coefficient(found.lag_pearson))
    first, second = (x, y) if found.lag_us > 0 else (y, x)
    sentence = QCoreApplication.translate(
        "analysis", "Am stärksten ist der Zusammenhang (r = %1), wenn „%2“ um %3 auf „%4“ folgt."
    )
    return (
        sentence.replace("%1", _coefficient(found.lag_pearson))
        .replace("%2", point_name(second.trace.point))
        .replace("%3", duration_text(abs(found.lag_us)).replace(" ", NARROW))
        .replace("%4", point_name(first.trace.point))
    )
