"""The commands of the tool bar: names, icons, keys, and what needs a living map."""

from enum import StrEnum
from typing import Final

from PySide6.QtCore import QCoreApplication

from widgets.map.protocol import Mode
from widgets.scenes.bars import BarTexts, Look


class Command(StrEnum):
    """What the tool bar offers, in its order from left to right."""

    MOVE = "move"
    RECTANGLE = "rectangle"
    LASSO = "lasso"
    DISTANCE = "distance"
    AREA = "area"
    ZOOM_IN = "zoom-in"
    ZOOM_OUT = "zoom-out"
    FIT = "fit"
    SELECTION = "selection"
    FOLLOW = "follow"
    LAYERS = "layers"
    LEGEND = "legend"
    TABLE = "table"
    COPY = "copy"
    PICTURE = "picture"


LOOKS: Final = {
    Command.MOVE: Look("mdi6.cursor-default-outline", 0, is_switch=True, key="V"),
    Command.RECTANGLE: Look("mdi6.select-drag", 2, is_switch=True, key="R"),
    # L plays the time forward; F is free, and the shape is drawn freehand.
    Command.LASSO: Look("mdi6.lasso", 1, is_switch=True, key="F"),
    Command.DISTANCE: Look("mdi6.ruler", 5, is_switch=True, key="D", starts_group=True),
    Command.AREA: Look("mdi6.vector-polygon", 6, is_switch=True, key="A"),
    Command.ZOOM_IN: Look("mdi6.plus", 9, starts_group=True),
    Command.ZOOM_OUT: Look("mdi6.minus", 10),
    Command.FIT: Look("mdi6.fit-to-screen-outline", 4),
    Command.SELECTION: Look("mdi6.image-filter-center-focus", 8, needs_selection=True),
    Command.FOLLOW: Look("mdi6.crosshairs-gps", 12, is_switch=True),
    Command.LAYERS: Look(
        "mdi6.layers-outline", 3, is_switch=True, needs_scene=False, starts_end=True
    ),
    Command.LEGEND: Look("mdi6.map-legend", 11, is_switch=True),
    Command.TABLE: Look("mdi6.table", 7, is_switch=True, needs_scene=False),
    Command.COPY: Look("mdi6.content-copy", 14, starts_group=True),
    Command.PICTURE: Look("mdi6.tray-arrow-down", 13),
}

MODES: Final = {
    Command.MOVE: Mode.MOVE,
    Command.RECTANGLE: Mode.RECTANGLE,
    Command.LASSO: Mode.LASSO,
    Command.DISTANCE: Mode.DISTANCE,
    Command.AREA: Mode.AREA,
}


def texts() -> BarTexts[Command]:
    """Return all words of the bar."""
    bar = QCoreApplication.translate("map_tools", "Werkzeuge der Karte")
    return BarTexts(bar, names(), explanations())


def names() -> dict[Command, str]:
    """Return the names of the commands, for menus and screen readers."""
    words = QCoreApplication.translate
    return {
        Command.MOVE: words("map_tools", "Bewegen und auswählen"),
        Command.RECTANGLE: words("map_tools", "Mit einem Rechteck auswählen"),
        Command.LASSO: words("map_tools", "Mit einer freien Linie auswählen"),
        Command.DISTANCE: words("map_tools", "Strecke messen"),
        Command.AREA: words("map_tools", "Fläche messen"),
        Command.ZOOM_IN: words("map_tools", "Näher heran"),
        Command.ZOOM_OUT: words("map_tools", "Weiter weg"),
        Command.FIT: words("map_tools", "Ganze Stadt zeigen"),
        Command.SELECTION: words("map_tools", "Zur Auswahl gehen"),
        Command.FOLLOW: words("map_tools", "Der Auswahl folgen"),
        Command.LAYERS: words("map_tools", "Ebenen"),
        Command.LEGEND: words("map_tools", "Legende"),
        Command.TABLE: words("map_tools", "Tabelle"),
        Command.COPY: words("map_tools", "Karte als Bild kopieren"),
        Command.PICTURE: words("map_tools", "Karte als Bild speichern …"),
    }


def explanations() -> dict[Command, str]:
    """Return what the tooltips add to the names of those commands that need it."""
    words = QCoreApplication.translate
    return {
        Command.MOVE: words("map_tools", "Ziehen bewegt die Karte, ein Klick wählt ein Gerät aus."),
        Command.RECTANGLE: words("map_tools", "Ziehen Sie das Rechteck von Ecke zu Ecke auf."),
        Command.LASSO: words("map_tools", "Umfahren Sie die Geräte mit gedrückter Maustaste."),
        Command.DISTANCE: words(
            "map_tools", "Jeder Klick setzt einen Punkt, ein Doppelklick den letzten."
        ),
        Command.AREA: words(
            "map_tools", "Jeder Klick setzt eine Ecke, ein Doppelklick die letzte."
        ),
        Command.FOLLOW: words("map_tools", "Die Karte geht zu dem, was anderswo ausgewählt wird."),
        Command.LAYERS: words(
            "map_tools", "Was auf der Karte zu sehen ist, in welcher Ordnung und wie."
        ),
        Command.TABLE: words(
            "map_tools", "Dieselben Geräte als Tabelle, für Tastatur und Bildschirmleser."
        ),
    }
