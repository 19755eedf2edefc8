"""The menu of a place on the map."""

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QMenu, QWidget

from app.domain.points import Location
from app.services.maps.crs import coordinate_texts
from widgets.map.hosts import PlaceActs
from widgets.texts import language


def place_menu(acts: PlaceActs, parent: QWidget, point_ids: list[str], place: Location) -> QMenu:
    """Return the menu of a place; it deletes itself when it closes.

    Args:
        acts: What can be done at a place.
        parent: Owner of the menu.
        point_ids: The points of what lies there; none for the bare ground.
        place: The place.
    """
    words = QCoreApplication.translate
    menu = QMenu(parent)
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    ways: list[tuple[str, str, Callable[[], object]]] = [
        (words("map", "Warum?"), "F3", lambda: acts.ask_why(point_ids)),
        (words("map", "In Verläufe zeigen"), "F6", lambda: acts.ask_trend(point_ids)),
        (words("map", "In der Tabelle zeigen"), "", lambda: acts.open_in_table(point_ids)),
    ]
    for text, key, act in ways:
        action = menu.addAction(text)
        action.setShortcut(key)
        action.setEnabled(bool(point_ids))
        action.triggered.connect(act)
    menu.addSeparator()
    closer = menu.addAction(words("map", "Hier näher heran"))
    closer.triggered.connect(lambda: acts.come_closer(place))
    for text in _written(place):
        copy = menu.addAction(words("map", "{0} kopieren").format(text))
        copy.triggered.connect(lambda _=False, text=text: acts.copy(text))
    return menu


_GERMAN: Final = (",", "O")
_ENGLISH: Final = (".", "E")


def _written(place: Location) -> list[str]:
    """Return a place as people write it; far from the zone of UTM in degrees only."""
    mark, east = _ENGLISH if language() == "en" else _GERMAN
    return [text for text in coordinate_texts(place, mark, east) if text]
