"""What is to be replaced in the years to come, with what if: bars and a table."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QLocale, QTimer, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QDoubleSpinBox,
    QFormLayout,
    QLabel,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from app.domain.inventory.replacements import Forecast, WhatIf, forecast, needs
from app.services.inventory.schools import CitySchools
from widgets.inventory.schools.cells import CellTable
from widgets.inventory.schools.words import asset_kind_text, euro_text, short_euro_text
from widgets.kpis.bars import Bar, BarCard
from widgets.points.inspector_parts import words
from widgets.texts import DASH, count
from widgets.theme.tokens import GRID

YEARS: Final = 10
_CALM_MS: Final = 250
"""So long nothing is asked while somebody still turns a number."""
_MOST_CAP: Final = 100_000_000.0
_CENTS: Final = 100


@dataclass(frozen=True, slots=True)
class Outlook:
    """A forecast with what it is made of.

    Attributes:
        forecast: The forecast.
        own: What the city pays itself, cents by year.
        assumed: What was assumed.
    """

    forecast: Forecast
    own: dict[int, int]
    assumed: WhatIf


def look_ahead(schools: CitySchools, sites: Sequence[str], assumed: WhatIf) -> Outlook:
    """Return the outlook of some sites; takes about a tenth of a second for the whole city."""
    there = frozenset(sites)
    rows = [row for row in schools.assets if row.site in there]
    due, undated = needs(rows, schools.types, assumed.stretch_months)
    made = forecast(due, undated, assumed)
    rates = {uid: fund.own_rate for uid, fund in schools.funds.items()}
    return Outlook(made, made.own_share(rates), assumed)


class ForecastPanel(QWidget):
    """Shows an outlook and takes what is assumed.

    Args:
        parent: Owner.

    Signals:
        assumed: Something else is assumed (a moment after the last change).
        year_chosen: A budget year whose assets are wanted (int).
    """

    assumed = Signal()
    year_chosen = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.first_year = 0
        self.outlook: Outlook | None = None
        self.index, self.stretch = QDoubleSpinBox(), QSpinBox()
        self.cap, self.renews = QDoubleSpinBox(), QCheckBox()
        self._labels = [QLabel() for _ in range(3)]
        self.bars = BarCard()
        self.years = CellTable()
        self.kinds = CellTable()
        self.note = words(name="muted")
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_CALM_MS)
        self._timer.timeout.connect(self.assumed)
        self._dress()
        self._arrange()
        self.years.chosen.connect(self._choose)
        self.retranslate()

    def _dress(self) -> None:
        self.index.setRange(-20.0, 50.0)
        self.index.setDecimals(1)
        self.index.setSingleStep(0.5)
        self.stretch.setRange(0, 60)
        self.stretch.setSingleStep(6)
        self.cap.setRange(0.0, _MOST_CAP)
        self.cap.setDecimals(0)
        self.cap.setSingleStep(100_000.0)
        self.cap.setGroupSeparatorShown(True)
        for box in (self.index, self.stretch, self.cap):
            box.setKeyboardTracking(False)
            box.valueChanged.connect(self._timer.start)
        self.renews.toggled.connect(self._timer.start)

    def _arrange(self) -> None:
        controls = QFormLayout()
        controls.setContentsMargins(0, 0, 0, 0)
        controls.setHorizontalSpacing(3 * GRID)
        controls.setVerticalSpacing(2 * GRID)
        controls.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.FieldsStayAtSizeHint)
        for label, box in zip(self._labels, (self.index, self.stretch, self.cap), strict=True):
            controls.addRow(label, box)
            label.setBuddy(box)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2 * GRID)
        column.addLayout(controls)
        column.addWidget(self.renews)
        column.addWidget(self.bars)
        column.addWidget(self.years)
        column.addWidget(self.kinds)
        column.addWidget(self.note)

    def what_if(self, base_year: int) -> WhatIf:
        """Return what is assumed; list prices are of a year."""
        cap = round(self.cap.value() * _CENTS)
        return WhatIf(
            base_year + 1,
            YEARS,
            self.index.value() / 100,
            base_year,
            self.stretch.value(),
            cap or None,
            self.renews.isChecked(),
        )

    def show_outlook(self, outlook: Outlook) -> None:
        """Show another outlook."""
        self.outlook = outlook
        made = outlook.forecast
        self._show_bars(made)
        has_cap = outlook.assumed.cap is not None
        heads = [
            self.tr("Haushaltsjahr"), self.tr("fällig"), self.tr("ersetzt"), self.tr("Kosten"),
            self.tr("davon eigen"),
        ]  # fmt: skip
        heads += [self.tr("verschoben"), self.tr("Kosten verschoben")] if has_cap else []
        rows = []
        for one in made.years:
            cells = [
                str(one.year), count(one.due), count(one.replaced), euro_text(one.cost),
                euro_text(outlook.own[one.year]),
            ]  # fmt: skip
            cells += [count(one.carried), euro_text(one.carried_cost)] if has_cap else []
            rows.append(cells)
        total = [
            self.tr("zusammen"), count(sum(one.due for one in made.years)),
            count(sum(one.replaced for one in made.years)), euro_text(made.cost),
            euro_text(sum(outlook.own.values())),
        ]  # fmt: skip
        rows.append(total + [DASH, DASH] * has_cap)
        self.years.show_cells(self.tr("Ersatzbedarf nach Haushaltsjahren"), heads, rows)
        self._show_kinds(made)
        self.note.setText(self._note(made))

    def _show_bars(self, made: Forecast) -> None:
        top = max((one.cost for one in made.years), default=0) or 1
        cap = -1.0
        if self.outlook is not None and self.outlook.assumed.cap is not None:
            cap = min(self.outlook.assumed.cap / top, 1.0)
        bars = [
            Bar(str(one.year), one.cost / top, short_euro_text(one.cost), cap) for one in made.years
        ]
        self.bars.show_bars(self.tr("Kosten des Ersatzes je Haushaltsjahr"), bars)

    def _show_kinds(self, made: Forecast) -> None:
        costs = made.costs(lambda need: need.kind)
        years = [one.year for one in made.years]
        used = [year for year in years if any(year in found for found in costs.values())]
        heads = [self.tr("Art"), *(str(year) for year in used), self.tr("zusammen")]
        rows = [
            [
                asset_kind_text(kind),
                *(euro_text(found[year]) if year in found else DASH for year in used),
                euro_text(sum(found.values())),
            ]
            for kind, found in sorted(costs.items(), key=lambda one: -sum(one[1].values()))
        ]
        self.kinds.show_cells(self.tr("Ersatzbedarf nach Arten von Geräten"), heads, rows)
        self.kinds.setVisible(bool(rows))

    def _note(self, made: Forecast) -> str:
        lines = [
            self.tr(
                "Fällig ist ein Gerät nach Kauf und Nutzungsdauer seines Typs oder mit dem Ende "
                "der Unterstützung, was früher kommt; was schon fällig war, steht im ersten Jahr. "
                "Kosten sind Listenpreise. „Davon eigen“ gilt, wenn jeder Fördertopf wieder so "
                "zahlt wie beim Kauf."
            )
        ]
        unpriced = sum(one.unpriced for one in made.years)
        if unpriced:
            lines.append(self.tr("Geräte ohne Preis: {0}.").format(count(unpriced)))
        if made.undated:
            text = self.tr("Geräte, von denen nicht bekannt ist, wann sie fällig sind: {0}.")
            lines.append(text.format(count(made.undated)))
        if made.later:
            text = self.tr("Erst danach fällig: {0}.")
            lines.append(text.format(count(made.later)))
        return " ".join(lines)

    def _choose(self, row: int) -> None:
        if self.outlook is not None and row < len(self.outlook.forecast.years):
            self.year_chosen.emit(self.outlook.forecast.years[row].year)

    def retranslate(self) -> None:
        """Set all texts again."""
        for label, text in zip(
            self._labels,
            (self.tr("Preise je Jahr"), self.tr("Länger nutzen"), self.tr("Grenze je Jahr")),
            strict=True,
        ):
            label.setText(text)
        self.index.setSuffix("\u202f%")
        self.stretch.setSuffix("\u202f" + self.tr("Monate"))
        self.cap.setSuffix("\u202f€")
        self.cap.setSpecialValueText(self.tr("keine"))
        self.index.setToolTip(self.tr("So viel teurer wird alles in jedem Jahr, Prozent."))
        self.stretch.setToolTip(
            self.tr(
                "So viele Monate länger werden Geräte genutzt. Das Ende der Unterstützung bleibt."
            )
        )
        self.cap.setToolTip(
            self.tr(
                "So viel darf ein Jahr höchstens kosten, Euro. Was nicht hineinpasst, wird ins "
                "nächste Jahr verschoben, das Älteste zuerst."
            )
        )
        self.renews.setText(self.tr("Auch den Ersatz wieder ersetzen"))
        self.renews.setToolTip(
            self.tr("Was ersetzt wurde, ist nach seiner Nutzungsdauer wieder fällig.")
        )
        for box in (self.index, self.stretch, self.cap):
            box.setLocale(QLocale())
        if self.outlook is not None:
            self.show_outlook(self.outlook)
