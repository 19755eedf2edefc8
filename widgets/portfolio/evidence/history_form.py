"""The form of a question to the history: which points, what of them, over which time."""

from collections.abc import Sequence

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QCompleter, QLineEdit, QSpinBox, QWidget

from app.domain.points import Point
from app.domain.portfolio.evidence.questions import (
    Chosen,
    Combination,
    OfHistory,
    Span,
    Statistic,
    Step,
    Window,
)
from widgets.inventory.card.parts import line_of
from widgets.portfolio.evidence.fields import Chooser, Complaint, Form, Number

_IDS, _TYPE, _PATTERN = "ids", "type", "pattern"
_PERCENT = 100.0
_MOST_DAYS = 3_660
_FIRST_DAYS = 365
_YEARS = (1999, 2199)
"""The first one stands for the last year that is over."""


class HistoryForm(QWidget):
    """Edits a question to the history.

    Args:
        points: All points of the city.
        parent: Owner.

    Signals:
        changed: The person changed it.
    """

    changed = Signal()

    def __init__(self, points: Sequence[Point], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._points = points
        self.way, self.which = Chooser(self.tr("Datenpunkte")), QLineEdit()
        self.statistic, self.step = Chooser(self.tr("Auswertung")), Chooser(self.tr("Gebildet aus"))
        self.window_, self.days, self.year = Chooser(self.tr("Zeitfenster")), QSpinBox(), QSpinBox()
        self.limit, self.percent = Number(self.tr("Grenzwert")), Number(self.tr("Perzentil"))
        self.combination = Chooser(self.tr("Mehrere Datenpunkte"))
        self.coverage = Number(self.tr("Mindestabdeckung"))
        self.form = Form()
        self.setLayout(self.form)
        self._offer()
        self._offer_time()
        self._arrange()
        self._connect()
        self.show_question(OfHistory(Chosen()))

    def _offer(self) -> None:
        self.way.offer(
            (
                (_IDS, self.tr("einzelne Datenpunkte")),
                (_TYPE, self.tr("alle einer Art")),
                (_PATTERN, self.tr("alle nach einem Muster")),
            )
        )
        self.statistic.offer(
            (
                (Statistic.MEAN, self.tr("Mittel")),
                (Statistic.MAX, self.tr("Höchstwert")),
                (Statistic.MIN, self.tr("Tiefstwert")),
                (Statistic.SUM, self.tr("Summe")),
                (Statistic.ABOVE, self.tr("Überschreitungen eines Grenzwerts")),
                (Statistic.PERCENTILE, self.tr("Perzentil")),
                (Statistic.LAST, self.tr("letzter Wert")),
                (Statistic.AVAILABILITY, self.tr("Anteil der Zeit mit gültigen Werten")),
            )
        )
        self.combination.offer(
            (
                (Combination.WORST, self.tr("der ungünstigste zählt")),
                (Combination.MEAN, self.tr("Mittel aller")),
                (Combination.SUM, self.tr("Summe aller")),
            )
        )

    def _offer_time(self) -> None:
        self.step.offer(
            (
                (Step.HOUR, self.tr("Stundenmitteln")),
                (Step.DAY, self.tr("Tagesmitteln")),
                (Step.VALUE, self.tr("Einzelwerten")),
            )
        )
        self.window_.offer(
            (
                (Window.ROLLING_YEAR, self.tr("letzte 365 Tage")),
                (Window.YEAR, self.tr("Kalenderjahr")),
                (Window.YEAR_TO_DATE, self.tr("seit Jahresbeginn")),
                (Window.DAYS, self.tr("letzte Tage")),
            )
        )

    def _arrange(self) -> None:
        self.days.setRange(1, _MOST_DAYS)
        self.days.setAccessibleName(self.tr("Wie viele Tage"))
        self.year.setRange(*_YEARS)
        self.year.setSpecialValueText(self.tr("das letzte"))
        self.year.setAccessibleName(self.tr("Welches Jahr"))
        self.which.setAccessibleName(self.tr("Welche Datenpunkte"))
        self.coverage.setToolTip(
            self.tr("So viel % des Zeitfensters müssen Werte haben, sonst gilt nichts als belegt.")
        )
        form = self.form
        form.add(self.tr("Auswertung"), self.statistic, "statistic")
        form.add(self.tr("aus"), self.step, "step")
        form.add(self.tr("Grenzwert"), self.limit, "limit")
        form.add(self.tr("Perzentil (0 bis 100)"), self.percent, "percent")
        form.add(self.tr("von"), line_of(self.way, self.which, stretch=1), "points")
        form.add(self.tr("Mehrere Datenpunkte"), self.combination, "combination")
        form.add(self.tr("Zeitfenster"), line_of(self.window_, self.days, self.year), "span")
        form.add(self.tr("Mindestabdeckung in %"), self.coverage, "min_coverage")

    def _connect(self) -> None:
        self.way.currentIndexChanged.connect(self._choose_way)
        self.which.textChanged.connect(self.changed)
        for chooser in (self.statistic, self.step, self.window_, self.combination):
            chooser.currentIndexChanged.connect(self._choose)
        for box in (self.days, self.year):
            box.valueChanged.connect(self.changed)
        for number in (self.limit, self.percent, self.coverage):
            number.number_changed.connect(self.changed)

    # ---- the question --------------------------------------------------------------------------
    def show_question(self, of: OfHistory) -> None:
        """Show a question."""
        with QSignalBlocker(self):
            chosen = of.points
            way = (
                _IDS
                if chosen.ids
                else _TYPE
                if chosen.type
                else _PATTERN
                if chosen.pattern
                else _IDS
            )
            self.way.choose(way)
            self._complete()
            texts = {_IDS: ", ".join(chosen.ids), _TYPE: chosen.type, _PATTERN: chosen.pattern}
            self.which.setText(texts[way])
            self.statistic.choose(of.statistic)
            self.step.choose(of.step)
            self.window_.choose(of.span.window)
            self.days.setValue(of.span.days or _FIRST_DAYS)
            self.year.setValue(_YEARS[0] if of.span.year is None else of.span.year)
            self.limit.show_value(of.limit)
            self.percent.show_value(of.percent)
            self.combination.choose(of.combination)
            self.coverage.show_value(of.min_coverage * _PERCENT)
            self._show_parts()

    def question(self) -> OfHistory:
        """Return the question."""
        statistic, window = Statistic(self.statistic.key()), Window(self.window_.key())
        is_year = window is Window.YEAR and self.year.value() != _YEARS[0]
        coverage = self.coverage.value()
        return OfHistory(
            self._chosen(),
            statistic,
            Span(
                window,
                self.days.value() if window is Window.DAYS else 0,
                self.year.value() if is_year else None,
            ),
            Step(self.step.key()),
            self.limit.value() if statistic is Statistic.ABOVE else None,
            self.percent.value() if statistic is Statistic.PERCENTILE else None,
            Combination(self.combination.key()),
            0.0 if coverage is None else coverage / _PERCENT,
        )

    def complain(self, problems: Sequence[Complaint]) -> list[Complaint]:
        """Tell problems at their places; returns those that fit to none."""
        return self.form.complain(problems)

    def _chosen(self) -> Chosen:
        text = self.which.text().strip()
        match self.way.key():
            case "type":
                return Chosen(type=text)
            case "pattern":
                return Chosen(pattern=text)
        ids = (part.strip() for part in text.split(","))
        return Chosen(tuple(part for part in ids if part))

    # ---- choosing ------------------------------------------------------------------------------
    def _choose_way(self) -> None:
        self._complete()
        self.which.clear()
        self._choose()

    def _complete(self) -> None:
        """Offer what may be written: points by id and name, or types of points."""
        is_type, hints = self.way.key() == _TYPE, ""
        if is_type:
            words = sorted({point.type for point in self._points if point.type})
            hints = self.tr("Art der Datenpunkte, etwa air_station.no2")
        else:
            words = sorted(str(point.id) for point in self._points)
            hints = self.tr("Kennungen, mit Kommas getrennt")
        if self.way.key() == _PATTERN:
            hints = self.tr("Muster der Kennung, etwa umwelt.*.no2")
        self.which.setPlaceholderText(hints)
        completer = QCompleter(words, self)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self.which.setCompleter(completer)

    def _choose(self) -> None:
        self._show_parts()
        self.changed.emit()

    def _show_parts(self) -> None:
        statistic, window = Statistic(self.statistic.key()), Window(self.window_.key())
        self.form.setRowVisible(self.limit, statistic is Statistic.ABOVE)
        self.form.setRowVisible(self.percent, statistic is Statistic.PERCENTILE)
        has_steps = statistic not in {Statistic.LAST, Statistic.AVAILABILITY}
        self.form.setRowVisible(self.step, has_steps)
        self.form.setRowVisible(self.coverage, statistic is not Statistic.LAST)
        self.days.setVisible(window is Window.DAYS)
        self.year.setVisible(window is Window.YEAR)
