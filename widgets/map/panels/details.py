"""The settings of the chosen layer: how much of it is seen, at which scales, what can be done."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Final

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QFormLayout,
    QFrame,
    QHBoxLayout,
    QLabel,
    QSizePolicy,
    QSlider,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from app.domain.maps import LayerKind, MapLayer
from app.domain.maps.layers import MAX_ZOOM
from widgets.labels import ElidedLabel
from widgets.map.panels.boxes import ElidedBox
from widgets.map.panels.scales import SCALES, scale_of, scale_text, zoom_of
from widgets.texts import count, language
from widgets.theme import theme
from widgets.theme.icons import icon
from widgets.theme.tokens import GRID

OWN: Final = frozenset({LayerKind.FILE, LayerKind.TILES})
"""Kinds of layers that come from files."""

STYLED: Final = frozenset({LayerKind.FILE})
"""Kinds of layers whose look a person changes."""

WITHOUT_EXTENT: Final = frozenset({LayerKind.BASE, LayerKind.ONLINE})
"""Kinds of layers that cover everything."""

_PERCENT: Final = 100
_STEP: Final = 5
_ALIKE: Final = 0.01


class LayerDetails(QFrame):
    """Settings of one layer.

    Signals:
        layer_changed: The layer with other settings, and which: `opacity` or `zoom`.
        style_requested: Its style shall be changed.
        extent_requested: It shall be shown whole.
        remove_requested: It shall go.
        faults_requested: What is wrong in its file shall be listed.
    """

    layer_changed = Signal(object, str)
    style_requested = Signal()
    extent_requested = Signal()
    remove_requested = Signal()
    faults_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.latitude = 0.0
        self._layer: MapLayer | None = None
        self._faults = 0
        self._name = ElidedLabel()
        self._name.setObjectName("heading")
        self.note = QLabel()
        self.note.setTextFormat(Qt.TextFormat.PlainText)
        self.note.setWordWrap(True)
        self.opacity = QSlider(Qt.Orientation.Horizontal)
        self.opacity.setRange(0, _PERCENT)
        self.opacity.setSingleStep(_STEP)
        self.opacity.setPageStep(4 * _STEP)
        self._share = QLabel()
        self.first, self.last = ElidedBox(), ElidedBox()
        self._labels = [QLabel() for _ in range(3)]
        self.style_button, self.extent_button, self.remove_button, self.faults_button = (
            QToolButton() for _ in range(4)
        )
        self._arrange()
        self._connect()
        self.retranslate()
        self.apply_theme()
        self.show_layer(None, "", 0)

    def _arrange(self) -> None:
        share = QWidget()
        line = QHBoxLayout(share)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(2 * GRID)
        line.addWidget(self.opacity, 1)
        line.addWidget(self._share)
        self._share.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self._share.setMinimumWidth(self.fontMetrics().horizontalAdvance("100 %") + GRID)
        form = QFormLayout()
        form.setHorizontalSpacing(3 * GRID)
        form.setVerticalSpacing(GRID)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        for label, field in zip(self._labels, (share, self.first, self.last), strict=True):
            label.setObjectName("muted")
            form.addRow(label, field)
        buttons = QHBoxLayout()
        buttons.setSpacing(GRID)
        for button in (self.style_button, self.extent_button, self.remove_button):
            button.setIconSize(QSize(18, 18))
            button.setObjectName("switch")
            buttons.addWidget(button)
        self.faults_button.setObjectName("switch")
        self.faults_button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.faults_button.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        buttons.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(2 * GRID, 2 * GRID, 2 * GRID, 2 * GRID)
        column.setSpacing(2 * GRID)
        column.addWidget(self._name)
        column.addWidget(self.note)
        column.addWidget(self.faults_button)
        column.addLayout(form)
        column.addLayout(buttons)
        column.addStretch(1)  # a splitter may leave more room than is needed

    def _connect(self) -> None:
        self.opacity.valueChanged.connect(self._take_opacity)
        self.first.activated.connect(lambda _: self._take_scales(is_first=True))
        self.last.activated.connect(lambda _: self._take_scales(is_first=False))
        self.style_button.clicked.connect(self.style_requested)
        self.extent_button.clicked.connect(self.extent_requested)
        self.remove_button.clicked.connect(self.remove_requested)
        self.faults_button.clicked.connect(self.faults_requested)

    # ---- showing -------------------------------------------------------------------------------
    def show_layer(
        self, layer: MapLayer | None, note: str, faults: int, *, is_removable: bool = False
    ) -> None:
        """Show the settings of a layer; None hides them."""
        self._layer, self._faults = layer, faults
        self.setVisible(layer is not None)
        if layer is None:
            return
        self._name.setText(layer.name.in_language(language()))
        self.note.setText(note)
        self.note.setVisible(bool(note))
        self.opacity.blockSignals(True)  # noqa: FBT003 -- Qt's own signature
        self.opacity.setValue(round(layer.opacity * _PERCENT))
        self.opacity.blockSignals(False)  # noqa: FBT003 -- likewise
        self._show_share()
        self._fill(self.first, layer.min_zoom, 0.0)
        self._fill(self.last, layer.max_zoom, MAX_ZOOM)
        self.style_button.setVisible(layer.kind in STYLED)
        self.extent_button.setVisible(layer.kind not in WITHOUT_EXTENT)
        self.remove_button.setVisible(is_removable)
        self.faults_button.setVisible(faults > 0)
        self._label_faults()

    def _fill(self, box: QComboBox, zoom: float, unlimited: float) -> None:
        """Offer the usual scales and the one that is in force."""
        offered = {zoom_of(scale, self.latitude): scale_text(scale) for scale in SCALES}
        is_unlimited = abs(zoom - unlimited) < _ALIKE
        if not is_unlimited and all(abs(zoom - known) >= _ALIKE for known in offered):
            offered[zoom] = scale_text(scale_of(zoom, self.latitude))
        box.clear()
        box.addItem(self.tr("ohne Grenze"), unlimited)
        for known in sorted(offered):
            box.addItem(offered[known], known)
            if not is_unlimited and abs(zoom - known) < _ALIKE:
                box.setCurrentIndex(box.count() - 1)

    def _show_share(self) -> None:
        self._share.setText(f"{count(self.opacity.value())}\u202f%")

    def _label_faults(self) -> None:
        words = self.tr("%n Hinweis(e)", "", self._faults)
        self.faults_button.setText(words.replace(str(self._faults), count(self._faults)))
        self.faults_button.setAccessibleName(self.faults_button.text())

    # ---- changing ------------------------------------------------------------------------------
    def _take_opacity(self) -> None:
        self._show_share()
        if self._layer is not None:
            self._layer = replace(self._layer, opacity=self.opacity.value() / _PERCENT)
            self.layer_changed.emit(self._layer, "opacity")

    def _take_scales(self, *, is_first: bool) -> None:
        if self._layer is None:
            return
        low, high = float(self.first.currentData()), float(self.last.currentData())
        if high <= low:  # nothing would be seen: the end that was not touched gives way
            low, high = (low, MAX_ZOOM) if is_first else (0.0, high)
        self._layer = replace(self._layer, min_zoom=low, max_zoom=high)
        self._fill(self.first, low, 0.0)
        self._fill(self.last, high, MAX_ZOOM)
        self.layer_changed.emit(self._layer, "zoom")

    # ---- texts and looks -----------------------------------------------------------------------
    def retranslate(self) -> None:
        """Set all texts again."""
        names: Mapping[QWidget, tuple[str, str]] = {
            self.opacity: (self.tr("Deckkraft"), self.tr("Deckkraft der Ebene in Prozent")),
            self.first: (
                self.tr("Ab Maßstab"),
                self.tr("Die Ebene ist zu sehen, sobald die Karte näher ist als dieser Maßstab."),
            ),
            self.last: (
                self.tr("Bis Maßstab"),
                self.tr("Die Ebene verschwindet, sobald die Karte näher ist als dieser Maßstab."),
            ),
        }
        for label, (field, (name, tip)) in zip(self._labels, names.items(), strict=True):
            label.setText(name)
            field.setAccessibleName(name)
            field.setToolTip(tip)
        for button, tip in (
            (self.style_button, self.tr("Darstellung ändern …")),
            (self.extent_button, self.tr("Ganze Ebene zeigen (Eingabe)")),
            (self.remove_button, self.tr("Ebene entfernen (Entf); die Datei bleibt")),
        ):
            button.setToolTip(tip)
            button.setAccessibleName(tip)
        self.faults_button.setToolTip(self.tr("Was in der Datei nicht stimmt, der Reihe nach"))
        self._label_faults()
        self.setAccessibleName(self.tr("Einstellungen der Ebene"))
        if self._layer is not None:
            layer = self._layer
            self._name.setText(layer.name.in_language(language()))
            self._fill(self.first, layer.min_zoom, 0.0)
            self._fill(self.last, layer.max_zoom, MAX_ZOOM)

    def apply_theme(self) -> None:
        """Take the icons of the theme."""
        self.style_button.setIcon(icon("mdi6.palette-outline"))
        self.extent_button.setIcon(icon("mdi6.arrow-expand-all"))
        self.remove_button.setIcon(icon("mdi6.trash-can-outline"))
        self.faults_button.setIcon(icon("mdi6.alert-circle-outline", colour=theme().tokens.text))
