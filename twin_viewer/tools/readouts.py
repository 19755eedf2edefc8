"""What is read below the scene: place and height of the pointer, and what heights count from."""

from typing import Any, Final

import numpy as np
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget
from typing_extensions import override

from app.domain.points import Location
from app.services.maps.crs import to_wgs84
from twin_viewer.model.frames import Doubles, HeightReference, SceneFrame
from widgets.scenes.readouts import ReadoutBar, ReadoutWords
from widgets.texts import number

_WIDEST: Final = 8888.8


class TwinReadout(QWidget):
    """Says in the words of the bar where in the scene the pointer is, and how high.

    Attributes:
        bar: The read-outs: place, height, measurement, whose data, moment, scale.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.bar = ReadoutBar(readout_words)
        self._height: float | None = None
        self._reference = HeightReference.DHHN2016
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.addWidget(self.bar)
        self.retranslate()

    def set_place(
        self,
        place: Doubles | None,
        frame: SceneFrame,
        reference: HeightReference = HeightReference.DHHN2016,
    ) -> None:
        """Show where the pointer is on the geometry; the last place stays, dimmed, when it left.

        Args:
            place: float64 (3,), metres of the scene; None where it meets nothing.
            frame: Origin of the scene.
            reference: What its height counts from.
        """
        self._reference = reference
        if place is None:
            self.bar.set_place(None)
        else:
            world = frame.to_world(np.asarray(place, np.float64))
            self._height = float(world[2])
            self.bar.set_place(location_of(world))
        self._show()

    def save_state(self) -> dict[str, Any]:
        """Return what is to be remembered."""
        return self.bar.save_state()

    def restore_state(self, state: dict[str, Any]) -> None:
        """Take up what was remembered."""
        self.bar.restore_state(state)

    def retranslate(self) -> None:
        """Set all texts again."""
        self._show()

    def _show(self) -> None:
        text = "" if self._height is None else height_text(self._height, self._reference)
        widest = height_text(_WIDEST, self._reference)
        self.bar.set_height(text, reference_text(self._reference), widest=widest)

    @override
    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)


def readout_words() -> ReadoutWords:
    """Return what the read-outs say of the scene."""
    words = QCoreApplication.translate
    return ReadoutWords(
        bar=words("twin", "Angaben zum Zwilling"),
        outside=words("twin", "Zeiger: auf keiner Fläche der Stadt"),
        scale=words(
            "twin",
            "Maßstab an der Stelle in der Mitte des Bildes; davor und dahinter gilt er nicht. Die "
            "Zahl gilt für einen Bildschirm mit %1 Punkten je Zoll, die Leiste immer.",
        ),
    )


def location_of(world: Doubles) -> Location:
    """Return longitude and latitude of a place of EPSG:25832, float64 (3,)."""
    longitude, latitude = to_wgs84(float(world[0]), float(world[1]))
    return Location(longitude, latitude)


def height_text(height: float, reference: HeightReference) -> str:
    """Return a height with what it counts from, such as `63,4 m ü. NHN`."""
    words = QCoreApplication.translate
    after = {
        HeightReference.DHHN2016: words("twin", "m ü. NHN"),
        HeightReference.ELLIPSOID: words("twin", "m ü. Ellipsoid"),
        HeightReference.OTHER: words("twin", "m, anderes Höhensystem"),
        HeightReference.UNKNOWN: words("twin", "m ü. NHN (angenommen)"),
    }[reference]
    return f"{number(height, 1)} {after}"


def reference_text(reference: HeightReference) -> str:
    """Return what a height counts from, in a sentence."""
    words = QCoreApplication.translate
    return {
        HeightReference.DHHN2016: words("twin", "Höhe über Normalhöhennull (DHHN2016)."),
        HeightReference.ELLIPSOID: words(
            "twin",
            "Höhe über dem Ellipsoid GRS80, in Deutschland 35 bis 50 m mehr als über NHN.",
        ),
        HeightReference.OTHER: words("twin", "Höhe in einem anderen Höhensystem."),
        HeightReference.UNKNOWN: words(
            "twin", "Die Datei nennt kein Höhensystem; angenommen ist DHHN2016."
        ),
    }[reference]
