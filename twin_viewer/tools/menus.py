"""The menu of a place in the scene."""

from collections.abc import Callable
from dataclasses import dataclass, field

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QMenu, QWidget

Act = Callable[[], object]


@dataclass(frozen=True, slots=True)
class PlaceActs:
    """What can be done at a place; None for what cannot be done there.

    Attributes:
        why: Ask why a device is as it is.
        trend: Show its curves.
        map: Show it on the map.
        closer: Fly there.
        panorama: Open the photograph nearest to it.
        measure: Set a corner there.
        asset: Place a device or an asset there.
        copy_object: Copy what is known of the object.
        copy_texts: Coordinates as they are written, and what copies each.
    """

    why: Act | None = None
    trend: Act | None = None
    map: Act | None = None
    closer: Act | None = None
    panorama: Act | None = None
    measure: Act | None = None
    asset: Act | None = None
    copy_object: Act | None = None
    copy_texts: dict[str, Act] = field(default_factory=dict)


def place_menu(acts: PlaceActs, parent: QWidget) -> QMenu:
    """Return the menu of a place; it deletes itself when it closes."""
    words = QCoreApplication.translate
    menu = QMenu(parent)
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    groups: tuple[tuple[tuple[str, str, Act | None], ...], ...] = (
        (
            (words("twin", "Warum?"), "F3", acts.why),
            (words("twin", "In Verläufe zeigen"), "F6", acts.trend),
            (words("twin", "Auf der Karte zeigen"), "", acts.map),
        ),
        (
            (words("twin", "Hierher fliegen"), "", acts.closer),
            (words("twin", "Straßenfoto hier öffnen"), "", acts.panorama),
            (words("twin", "Von hier aus messen"), "", acts.measure),
            (words("twin", "Gerät hier setzen …"), "", acts.asset),
        ),
    )
    for number, group in enumerate(groups):
        if number:
            menu.addSeparator()
        for text, key, act in group:
            action = menu.addAction(text)
            action.setShortcut(key)
            action.setEnabled(act is not None)
            if act is not None:
                action.triggered.connect(act)
    menu.addSeparator()
    if acts.copy_object is not None:
        copy = menu.addAction(words("twin", "Objekt kopieren"))
        copy.triggered.connect(acts.copy_object)
    for text, act in acts.copy_texts.items():
        copy = menu.addAction(words("twin", "{0} kopieren").format(text))
        copy.triggered.connect(act)
    return menu
