"""The upper bar of the trends: which sheet it is, undo, and what can be laid onto the curves."""

from collections.abc import Iterable
from typing import Final

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QSizePolicy, QToolButton, QWidget
from typing_extensions import override

from app.domain.comparisons import Comparison
from app.domain.forecasts import ForecastMethod
from widgets.theme import theme
from widgets.theme.icons import icon
from widgets.theme.tokens import GRID

_ICON: Final = QSize(18, 18)
_NAME_LETTERS: Final = 36
UNSAVED: Final = "●"
"""Stands before the name of a sheet with changes that are not saved."""


class SheetBar(QWidget):
    """Buttons; each tells an intent and changes nothing itself.

    Signals:
        undo_requested: Take back the last change to the sheet.
        redo_requested: Take back the last undo.
        comparison_requested: Lay another time over the curves (`Comparison`).
        markers_overlay_requested: Lay marker A over marker B.
        event_requested: Choose two events to lay over each other.
        comparisons_cleared: Take all comparisons away.
        forecast_requested: Lay a forecast onto the chosen curve (`ForecastMethod`).
        forecasts_cleared: Take all forecasts away.
        formulas_toggled: Show or hide the formulas (bool).
        log_requested: Draw a unit logarithmic, or linear again (its symbol).
        analysis_toggled: Show or hide the analysis (bool).
        notes_toggled: Show or hide the notes (bool).
    """

    undo_requested = Signal()
    redo_requested = Signal()
    comparison_requested = Signal(object)
    markers_overlay_requested = Signal()
    event_requested = Signal()
    comparisons_cleared = Signal()
    forecast_requested = Signal(object)
    forecasts_cleared = Signal()
    formulas_toggled = Signal(bool)
    log_requested = Signal(str)
    analysis_toggled = Signal(bool)
    notes_toggled = Signal(bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.sheet, self.undo, self.redo = QToolButton(), QToolButton(), QToolButton()
        self.compare, self.forecast = QToolButton(), QToolButton()
        self.formulas, self.axes = QToolButton(), QToolButton()
        self.analysis, self.notes = QToolButton(), QToolButton()
        self.sheet_menu = QMenu(self)
        self._compare_menu, self._forecast_menu = QMenu(self), QMenu(self)
        self.axes_menu = QMenu(self)
        self._times = {name: self._compare_menu.addAction("") for name in Comparison}
        self._compare_menu.addSeparator()
        self._overlay = self._compare_menu.addAction("")
        self._event = self._compare_menu.addAction("")
        self._compare_menu.addSeparator()
        self._no_comparison = self._compare_menu.addAction("")
        self._methods = {method: self._forecast_menu.addAction("") for method in ForecastMethod}
        self._forecast_menu.addSeparator()
        self._no_forecast = self._forecast_menu.addAction("")
        self._is_locked = False
        self._told: tuple[str, bool, bool, str] | None = None
        self._connect()
        self._arrange()
        self.retranslate()
        self.apply_theme()

    def _connect(self) -> None:
        for name, action in self._times.items():
            action.triggered.connect(lambda _, what=name: self.comparison_requested.emit(what))
        for method, action in self._methods.items():
            action.triggered.connect(lambda _, what=method: self.forecast_requested.emit(what))
        self._overlay.triggered.connect(self.markers_overlay_requested)
        self._event.triggered.connect(self.event_requested)
        self._no_comparison.triggered.connect(self.comparisons_cleared)
        self._no_forecast.triggered.connect(self.forecasts_cleared)
        self.undo.clicked.connect(self.undo_requested)
        self.redo.clicked.connect(self.redo_requested)
        for button, signal in (
            (self.formulas, self.formulas_toggled),
            (self.analysis, self.analysis_toggled),
            (self.notes, self.notes_toggled),
        ):
            button.setCheckable(True)
            button.toggled.connect(signal)
        for button, menu in (
            (self.sheet, self.sheet_menu),
            (self.compare, self._compare_menu),
            (self.forecast, self._forecast_menu),
            (self.axes, self.axes_menu),
        ):
            button.setMenu(menu)
            button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)

    def _arrange(self) -> None:
        line = QHBoxLayout(self)
        line.setContentsMargins(2 * GRID, GRID, 2 * GRID, 0)
        line.setSpacing(GRID // 2)
        for button in (self.sheet, self.undo, self.redo):
            line.addWidget(button)
        line.addStretch(1)
        for button in self._labelled():
            line.addWidget(button)
        for button in (self.sheet, *self._labelled()):
            button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        for button in self.findChildren(QToolButton):
            button.setIconSize(_ICON)
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        # A view that stands alone has no docks beside it.
        self.offer_docks(is_offered=False)

    def _labelled(self) -> tuple[QToolButton, ...]:
        return (self.compare, self.forecast, self.axes, self.formulas, self.analysis, self.notes)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Show icons alone where there is no room for words."""
        shown = [button for button in self._labelled() if not button.isHidden()]
        metrics = self.fontMetrics()
        icons = (_ICON.width() + 4 * GRID) * len(shown)
        words = sum(metrics.horizontalAdvance(button.text()) + 2 * GRID for button in shown)
        fixed = [self.sheet, self.undo, self.redo]
        used = sum(button.sizeHint().width() + GRID for button in fixed) + 8 * GRID
        style = Qt.ToolButtonStyle.ToolButtonTextBesideIcon
        if used + icons + words > self.width():
            style = Qt.ToolButtonStyle.ToolButtonIconOnly
        for button in shown:
            button.setToolButtonStyle(style)
        self.setMinimumWidth(used + icons)

    def offer_docks(self, *, is_offered: bool) -> None:
        """Show the switches of the docks beside the plot."""
        for button in (self.analysis, self.notes):
            button.setVisible(is_offered)
        self._fit()

    def show_sheet(self, name: str, *, is_locked: bool, is_changed: bool) -> None:
        """Show which sheet is open; the empty name is none."""
        told = (name, is_locked, is_changed, self.tr("Kurvenblatt"))
        if told == self._told:
            return
        self._told = told
        words = name or self.tr("Kurvenblatt")
        room = self.fontMetrics().averageCharWidth() * _NAME_LETTERS
        words = self.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, room)
        self.sheet.setText(f"{UNSAVED} {words}" if is_changed else words)
        self._fit()
        tip = self.tr("Kurvenblätter öffnen, speichern, sperren")
        if is_changed:
            tip = self.tr("Änderungen sind noch nicht gespeichert.")
        if is_locked:
            tip = self.tr("Dieses Kurvenblatt ist gesperrt: Änderungen gehen in ein neues.")
        self.sheet.setToolTip(tip)
        self.sheet.setAccessibleName(words)
        self.sheet.setAccessibleDescription(tip)
        if is_locked != self._is_locked:
            self._is_locked = is_locked
            self._tint_sheet()

    def show_chances(
        self, *, can_undo: bool, can_redo: bool, has_curves: bool, has_markers: bool
    ) -> None:
        """Allow what can be done now."""
        self.undo.setEnabled(can_undo)
        self.redo.setEnabled(can_redo)
        for button in (self.compare, self.forecast, self.axes):
            button.setEnabled(has_curves)
        self._overlay.setEnabled(has_markers)

    def show_units(self, symbols: Iterable[tuple[str, bool]]) -> None:
        """Offer the units whose axes may be logarithmic, with whether they are."""
        self.axes_menu.clear()
        for symbol, is_log in symbols:
            text = self.tr("Logarithmische Achse: %1").replace(
                "%1", symbol or self.tr("ohne Einheit")
            )
            action = self.axes_menu.addAction(text)
            action.setCheckable(True)
            action.setChecked(is_log)
            action.triggered.connect(lambda _, name=symbol: self.log_requested.emit(name))

    def retranslate(self) -> None:
        """Set all texts again."""
        self.undo.setToolTip(self.tr("Rückgängig (Strg+Z)"))
        self.redo.setToolTip(self.tr("Wiederholen (Strg+Umschalt+Z)"))
        self.compare.setText(self.tr("Vergleich"))
        self.compare.setToolTip(self.tr("Eine andere Zeit über die Kurven legen"))
        self.forecast.setText(self.tr("Prognose"))
        self.forecast.setToolTip(self.tr("Die gewählte Kurve in die Zukunft fortsetzen"))
        self.formulas.setText(self.tr("Formeln"))
        self.formulas.setToolTip(self.tr("Kurven aus anderen Kurven berechnen"))
        self.analysis.setText(self.tr("Auswertung"))
        self.analysis.setToolTip(
            self.tr("Kennzahlen, Verteilung und Zusammenhänge des Ausschnitts")
        )
        self.notes.setText(self.tr("Notizen"))
        self.notes.setToolTip(self.tr("Was zu Zeiten und Datenpunkten geschrieben wurde"))
        self.axes.setText(self.tr("Achsen"))
        self.axes.setToolTip(self.tr("Logarithmische Achsen"))
        self._times[Comparison.YESTERDAY].setText(self.tr("Gestern"))
        self._times[Comparison.LAST_WEEK].setText(self.tr("Letzte Woche"))
        self._times[Comparison.LAST_YEAR].setText(self.tr("Letztes Jahr"))
        self._overlay.setText(self.tr("Marke A auf Marke B legen"))
        self._event.setText(self.tr("An einem Ereignis ausrichten …"))
        self._no_comparison.setText(self.tr("Alle Vergleiche entfernen"))
        self._methods[ForecastMethod.SEASONAL_NAIVE].setText(
            self.tr("Saisonal: wie zuletzt um diese Zeit")
        )
        self._methods[ForecastMethod.HOLT_WINTERS].setText(
            self.tr("Exponentielle Glättung (Holt-Winters)")
        )
        self._no_forecast.setText(self.tr("Alle Prognosen entfernen"))
        for button in self.findChildren(QToolButton):
            button.setAccessibleName(button.text() or button.toolTip())
        self._fit()

    def apply_theme(self) -> None:
        """Tint the icons for the theme in force."""
        self.undo.setIcon(icon("mdi6.undo"))
        self.redo.setIcon(icon("mdi6.redo"))
        self.compare.setIcon(icon("mdi6.compare-horizontal"))
        self.forecast.setIcon(icon("mdi6.chart-bell-curve"))
        self.formulas.setIcon(icon("mdi6.function-variant"))
        self.axes.setIcon(icon("mdi6.axis-arrow"))
        self.analysis.setIcon(icon("mdi6.chart-histogram"))
        self.notes.setIcon(icon("mdi6.note-text-outline"))
        self._tint_sheet()

    def _tint_sheet(self) -> None:
        name = "mdi6.lock-outline" if self._is_locked else "mdi6.file-chart-outline"
        colour = theme().tokens.accent if self._is_locked else ""
        self.sheet.setIcon(icon(name, colour=colour))
