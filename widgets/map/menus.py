"""The menu of a place on the map."""

from collections.abc import Callable
from functools import partial
from typing import Final

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMenu, QWidget

from app.domain.points import Location
from widgets.map.coordinate_texts import degrees_text, utm_text
from widgets.map.hosts import MapHost

_STEP: Final = 2.0
_CLOSEST: Final = 19.0
_FIRST_ZOOM: Final = 14.0


def place_menu(view: MapHost, parent: QWidget, point_ids: list[str], place: Location) -> QMenu:
    """Return the menu of a place; it deletes itself when it closes.

    Args:
        view: The map.
        parent: Owner of the menu.
        point_ids: The points of what lies there; none for the bare ground.
        place: The place.
    """
    words = QCoreApplication.translate
    menu = QMenu(parent)
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    ways: list[tuple[str, str, Callable[[], object]]] = [
        (words("map", "Warum?"), "F3", lambda: view.ask_why(point_ids)),
        (words("map", "In Verläufe zeigen"), "F6", lambda: view.ask_trend(point_ids)),
        (words("map", "In der Tabelle zeigen"), "", lambda: view.open_in_table(point_ids)),
    ]
    for text, key, act in ways:
        action = menu.addAction(text)
        action.setShortcut(key)
        action.setEnabled(bool(point_ids))
        action.triggered.connect(act)
    menu.addSeparator()
    closer = menu.addAction(words("map", "Hier näher heran"))
    closer.triggered.connect(partial(_come_closer, view, place))
    for text in (degrees_text(place), utm_text(place)):
        copy = menu.addAction(words("map", "{0} kopieren").format(text))
        copy.triggered.connect(partial(_copy, text))
    return menu


def _come_closer(view: MapHost, place: Location) -> None:
    camera = view.stage.camera
    zoom = min((camera.zoom if camera else _FIRST_ZOOM) + _STEP, _CLOSEST)
    view.stage.fly_to(place.longitude, place.latitude, zoom)


def _copy(text: str) -> None:
    QGuiApplication.clipboard().setText(text)
