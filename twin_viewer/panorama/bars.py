"""What a person sets while a photograph is shown: how much it hides, and how it is turned."""

from typing import Final

from PySide6.QtCore import QSignalBlocker, Qt
from PySide6.QtWidgets import (
    QDoubleSpinBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSlider,
    QWidget,
)

from twin_viewer.panorama.modes import PanoramaMode
from twin_viewer.rendering.layers.spheres import Offsets
from widgets.theme.tokens import GRID

_STEP: Final = 0.25
_PERCENT: Final = 100


class PanoramaBar(QFrame):
    """A row of controls; it shows itself while photographs are shown.

    Args:
        mode: What they act on.
        parent: Owner.
    """

    def __init__(self, mode: PanoramaMode, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._mode = mode
        self.setObjectName("card")
        self.setAutoFillBackground(True)
        self.opacity = QSlider(Qt.Orientation.Horizontal)
        self.opacity.setRange(0, _PERCENT)
        self.opacity.setValue(_PERCENT)
        self.opacity.setAccessibleName(self.tr("Deckkraft des Bildes"))
        self.heading = self._angle(self.tr("Drehung"), 180.0)
        self.pitch = self._angle(self.tr("Neigung"), 45.0)
        self.roll = self._angle(self.tr("Querneigung"), 45.0)
        self.quit = QPushButton(self.tr("Bild verlassen"))
        row = QHBoxLayout(self)
        row.setContentsMargins(2 * GRID, GRID, 2 * GRID, GRID)
        row.setSpacing(2 * GRID)
        row.addWidget(QLabel(self.tr("Bild")))
        row.addWidget(self.opacity, 1)
        for box in (self.heading, self.pitch, self.roll):
            row.addWidget(QLabel(box.accessibleName()))
            row.addWidget(box)
        row.addWidget(self.quit)
        self.opacity.valueChanged.connect(lambda value: mode.set_opacity(value / _PERCENT))
        for box in (self.heading, self.pitch, self.roll):
            box.valueChanged.connect(self._turn)
        self.quit.clicked.connect(mode.leave)
        mode.entered.connect(self.show)
        mode.left.connect(self.hide)
        mode.shown.connect(self._fill)
        mode.offsets_changed.connect(self._fill)
        self.hide()

    def _angle(self, name: str, most: float) -> QDoubleSpinBox:
        box = QDoubleSpinBox()
        box.setRange(-most, most)
        box.setSingleStep(_STEP)
        box.setDecimals(2)
        box.setSuffix("°")
        box.setAccessibleName(name)
        box.setToolTip(self.tr("Gilt für alle Bilder dieser Befahrung."))
        return box

    def _turn(self) -> None:
        turned = Offsets(self.heading.value(), self.pitch.value(), self.roll.value())
        self._mode.set_offsets(turned)

    def _fill(self) -> None:
        now = self._mode.offsets
        for box, value in (
            (self.heading, now.heading),
            (self.pitch, now.pitch),
            (self.roll, now.roll),
        ):
            with QSignalBlocker(box):
                box.setValue(value)
