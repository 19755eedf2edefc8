"""How the features of a file are drawn: colour, widths, fill, labels; the map follows at once."""

from collections.abc import Collection, Sequence
from dataclasses import replace
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QDialogButtonBox,
    QDoubleSpinBox,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QSlider,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from app.domain.maps import LayerStyle, MapLayer
from widgets.map.panels.boxes import ElidedBox
from widgets.map.panels.style_preview import KINDS, StylePreview
from widgets.map.panels.swatches import Swatches
from widgets.texts import language
from widgets.theme.tokens import GRID

_PERCENT: Final = 100
_MOST_WIDTH, _MOST_RADIUS = 20.0, 40.0
_LETTERS: Final = 46


class StyleDialog(QDialog):
    """Changes the style of a layer while the map shows it; Cancel brings the old one back.

    Args:
        layer: The layer as it is.
        columns: Columns of its file, for labels.
        kinds: What its features are: `point`, `line`, `area`.
        parent: The window it belongs to.

    Signals:
        style_changed: The layer with another style (`MapLayer`); after Cancel as it was.
    """

    style_changed = Signal(object)

    def __init__(
        self,
        layer: MapLayer,
        columns: Sequence[str],
        kinds: Collection[str] = KINDS,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._before = self._now = layer
        self._columns = tuple(columns)
        self._is_filling = False
        self.colour = Swatches()
        self.width_box, self.radius_box = QDoubleSpinBox(), QDoubleSpinBox()
        self.fill_slider, self.fill_box = QSlider(Qt.Orientation.Horizontal), QSpinBox()
        self.dashed = QCheckBox()
        self.label = ElidedBox()
        self.preview = StylePreview(kinds)
        self.buttons = QDialogButtonBox()
        role = QDialogButtonBox.ButtonRole
        self.reset_button = self.buttons.addButton("", role.ResetRole)
        self.ok_button = self.buttons.addButton("", role.AcceptRole)
        self.cancel_button = self.buttons.addButton("", role.RejectRole)
        self.ok_button.setObjectName("primary")
        self.form = QFormLayout()
        self._labels = [QLabel() for _ in range(6)]
        self._arrange(kinds)
        self._connect()
        self.retranslate()
        self._fill(layer.style)

    def _arrange(self, kinds: Collection[str]) -> None:
        for box, most in ((self.width_box, _MOST_WIDTH), (self.radius_box, _MOST_RADIUS)):
            box.setDecimals(1)
            box.setSingleStep(0.5)
            box.setMaximum(most)
        self.radius_box.setMinimum(1.0)
        for ranged in (self.fill_slider, self.fill_box):
            ranged.setRange(0, _PERCENT)
            ranged.setSingleStep(5)
        fill = QWidget()
        line = QHBoxLayout(fill)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(2 * GRID)
        line.addWidget(self.fill_box)
        line.addWidget(self.fill_slider, 1)
        self.form.setHorizontalSpacing(4 * GRID)
        self.form.setVerticalSpacing(2 * GRID)
        fields = (self.colour, self.width_box, self.dashed, self.radius_box, fill, self.label)
        for label, field in zip(self._labels, fields, strict=True):
            label.setBuddy(self.fill_box if field is fill else field)
            self.form.addRow(label, field)
        known = set(kinds) or set(KINDS)
        self.form.setRowVisible(self.width_box, bool(known & {"line", "area"}))
        self.form.setRowVisible(self.dashed, bool(known & {"line", "area"}))
        self.form.setRowVisible(self.radius_box, "point" in known)
        self.form.setRowVisible(fill, "area" in known)
        column = QVBoxLayout(self)
        column.setContentsMargins(4 * GRID, 4 * GRID, 4 * GRID, 4 * GRID)
        column.setSpacing(3 * GRID)
        column.addWidget(self.preview)
        column.addLayout(self.form)
        column.addWidget(self.buttons)
        self.ok_button.setDefault(True)
        self.setMinimumWidth(_LETTERS * self.fontMetrics().averageCharWidth())

    def _connect(self) -> None:
        self.colour.chosen.connect(self._take)
        self.width_box.valueChanged.connect(self._take)
        self.radius_box.valueChanged.connect(self._take)
        self.fill_slider.valueChanged.connect(self.fill_box.setValue)
        self.fill_box.valueChanged.connect(self.fill_slider.setValue)
        self.fill_box.valueChanged.connect(self._take)
        self.dashed.toggled.connect(self._take)
        self.label.currentIndexChanged.connect(self._take)
        self.reset_button.clicked.connect(lambda: self._fill(LayerStyle()))
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)

    # ---- values --------------------------------------------------------------------------------
    @property
    def layer(self) -> MapLayer:
        """The layer with the style as it is set now."""
        return self._now

    def _fill(self, style: LayerStyle) -> None:
        """Set the controls; the map is told once, not for each of them."""
        self._is_filling = True
        self.colour.choose(style.colour)
        self.width_box.setValue(style.width)
        self.radius_box.setValue(style.radius)
        self.fill_box.setValue(round(style.fill * _PERCENT))
        self.dashed.setChecked(style.is_dashed)
        self.label.setCurrentIndex(max(self.label.findData(style.label), 0))
        self._is_filling = False
        self._take()

    def _take(self) -> None:
        if self._is_filling:
            return
        style = LayerStyle(
            colour=self.colour.colour,
            width=self.width_box.value(),
            radius=self.radius_box.value(),
            fill=self.fill_box.value() / _PERCENT,
            is_dashed=self.dashed.isChecked(),
            label=str(self.label.currentData() or ""),
        )
        self.preview.show_style(style, self._now.opacity)
        if style != self._now.style:
            self._now = replace(self._now, style=style)
            self.style_changed.emit(self._now)

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.colour.take_focus()

    @override
    def reject(self) -> None:
        if self._now != self._before:
            self._now = self._before
            self.style_changed.emit(self._before)
        super().reject()

    # ---- texts ---------------------------------------------------------------------------------
    def retranslate(self) -> None:
        """Set all texts again."""
        name = self._before.name.in_language(language())
        self.setWindowTitle(self.tr("Darstellung von „{name}“").format(name=name))
        pixels = "\u202fpx"
        self.width_box.setSuffix(pixels)
        self.radius_box.setSuffix(pixels)
        self.fill_box.setSuffix("\u202f%")
        self.dashed.setText(self.tr("gestrichelt"))
        texts = (
            self.tr("Farbe"),
            self.tr("Strichbreite"),
            "",
            self.tr("Radius der Punkte"),
            self.tr("Füllung"),
            self.tr("Beschriftung"),
        )
        fields = (
            self.colour,
            self.width_box,
            self.dashed,
            self.radius_box,
            self.fill_box,
            self.label,
        )
        for label, field, text in zip(self._labels, fields, texts, strict=True):
            label.setText(text)
            field.setAccessibleName(text or self.dashed.text())
        self.fill_slider.setAccessibleName(self.tr("Füllung"))
        self.fill_box.setToolTip(self.tr("Deckkraft der Füllung in Prozent"))
        self.label.setToolTip(self.tr("Was aus der Datei neben jedem Objekt steht"))
        self._fill_columns()
        self.colour.retranslate()
        self.reset_button.setText(self.tr("Zurücksetzen"))
        self.ok_button.setText(self.tr("Übernehmen"))
        self.cancel_button.setText(self.tr("Abbrechen"))

    def _fill_columns(self) -> None:
        self.label.blockSignals(True)  # noqa: FBT003 -- Qt's own signature
        self.label.clear()
        self.label.addItem(self.tr("keine"), "")
        for column in self._columns:
            self.label.addItem(column, column)
        self.label.setCurrentIndex(max(self.label.findData(self._now.style.label), 0))
        self.label.blockSignals(False)  # noqa: FBT003 -- likewise
