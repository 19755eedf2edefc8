"""The commands of the tool bar: names, icons, keys, and what needs a living scene."""

from enum import StrEnum
from typing import Final

from PySide6.QtCore import QCoreApplication

from twin_viewer.navigation.pilots import Motion
from widgets.scenes.bars import BarTexts, Look


class Tool(StrEnum):
    """What a click means."""

    POINT = "point"
    RECTANGLE = "rectangle"
    LASSO = "lasso"
    DISTANCE = "distance"
    HEIGHT = "height"
    AREA = "area"
    PROFILE = "profile"
    ASSET = "asset"
    """A click places a device or an asset."""

    @property
    def is_measuring(self) -> bool:
        """True where clicks set corners."""
        return self in {Tool.DISTANCE, Tool.HEIGHT, Tool.AREA, Tool.PROFILE}

    @property
    def is_choosing(self) -> bool:
        """True where dragging draws round what is chosen."""
        return self in {Tool.RECTANGLE, Tool.LASSO}


class Command(StrEnum):
    """What the tool bar offers, in its order from left to right."""

    HOME = "home"
    ORBIT = "orbit"
    WALK = "walk"
    FLY = "fly"
    POINT = "point"
    RECTANGLE = "rectangle"
    LASSO = "lasso"
    DISTANCE = "distance"
    HEIGHT = "height"
    AREA = "area"
    PROFILE = "profile"
    ASSET = "asset"
    SELECTION = "selection"
    FOLLOW = "follow"
    SECTION = "section"
    SUN = "sun"
    PANORAMA = "panorama"
    COLOUR = "colour"
    LAYERS = "layers"
    LEGEND = "legend"
    COPY = "copy"
    PICTURE = "picture"


LOOKS: Final = {
    Command.HOME: Look("mdi6.home-city-outline", 1),
    Command.ORBIT: Look("mdi6.orbit", 0, is_switch=True, key="1", starts_group=True),
    Command.WALK: Look("mdi6.walk", 2, is_switch=True, key="2"),
    Command.FLY: Look("mdi6.quadcopter", 3, is_switch=True, key="3"),
    Command.POINT: Look(
        "mdi6.cursor-default-outline", 0, is_switch=True, key="V", starts_group=True
    ),
    Command.RECTANGLE: Look("mdi6.select-drag", 9, is_switch=True, key="R"),
    Command.LASSO: Look("mdi6.lasso", 7, is_switch=True, key="F"),
    Command.DISTANCE: Look("mdi6.ruler", 5, is_switch=True, key="D", starts_group=True),
    Command.HEIGHT: Look("mdi6.arrow-expand-vertical", 10, is_switch=True, key="H"),
    Command.AREA: Look("mdi6.vector-polygon", 11, is_switch=True, key="A"),
    Command.PROFILE: Look("mdi6.chart-areaspline", 12, is_switch=True, key="X"),
    Command.ASSET: Look("mdi6.map-marker-plus-outline", 20, is_switch=True),
    Command.SELECTION: Look(
        "mdi6.image-filter-center-focus", 13, needs_selection=True, starts_group=True
    ),
    Command.FOLLOW: Look("mdi6.crosshairs-gps", 16, is_switch=True),
    Command.SECTION: Look("mdi6.box-cutter", 14, is_switch=True, starts_group=True),
    Command.SUN: Look("mdi6.weather-sunny", 15, is_switch=True),
    Command.PANORAMA: Look("mdi6.panorama-sphere-outline", 6, is_switch=True),
    Command.COLOUR: Look("mdi6.palette-outline", 8),
    Command.LAYERS: Look(
        "mdi6.layers-outline", 4, is_switch=True, needs_scene=False, starts_end=True
    ),
    Command.LEGEND: Look("mdi6.map-legend", 17, is_switch=True),
    Command.COPY: Look("mdi6.content-copy", 19, starts_group=True),
    Command.PICTURE: Look("mdi6.tray-arrow-down", 18),
}

TOOLS: Final = {
    Command.POINT: Tool.POINT,
    Command.RECTANGLE: Tool.RECTANGLE,
    Command.LASSO: Tool.LASSO,
    Command.DISTANCE: Tool.DISTANCE,
    Command.HEIGHT: Tool.HEIGHT,
    Command.AREA: Tool.AREA,
    Command.PROFILE: Tool.PROFILE,
    Command.ASSET: Tool.ASSET,
}
MOTIONS: Final = {
    Command.ORBIT: Motion.ORBIT,
    Command.WALK: Motion.WALK,
    Command.FLY: Motion.FLY,
}


def texts() -> BarTexts[Command]:
    """Return all words of the bar."""
    bar = QCoreApplication.translate("twin", "Werkzeuge des Zwillings")
    return BarTexts(bar, names(), explanations())


def names() -> dict[Command, str]:
    """Return the names of the commands, for menus and screen readers."""
    words = QCoreApplication.translate
    return {
        Command.HOME: words("twin", "Ganze Stadt zeigen"),
        Command.ORBIT: words("twin", "Um die Stadt drehen"),
        Command.WALK: words("twin", "Durch die Straßen gehen"),
        Command.FLY: words("twin", "Über die Stadt fliegen"),
        Command.POINT: words("twin", "Zeigen und auswählen"),
        Command.RECTANGLE: words("twin", "Mit einem Rechteck auswählen"),
        Command.LASSO: words("twin", "Mit einer freien Linie auswählen"),
        Command.DISTANCE: words("twin", "Strecke messen"),
        Command.HEIGHT: words("twin", "Höhe messen"),
        Command.AREA: words("twin", "Fläche messen"),
        Command.PROFILE: words("twin", "Höhenprofil zeichnen"),
        Command.ASSET: words("twin", "Gerät setzen"),
        Command.SELECTION: words("twin", "Zur Auswahl gehen"),
        Command.FOLLOW: words("twin", "Der Auswahl folgen"),
        Command.SECTION: words("twin", "Schnitt durch die Stadt"),
        Command.SUN: words("twin", "Sonne und Schatten"),
        Command.PANORAMA: words("twin", "Straßenfoto öffnen"),
        Command.COLOUR: words("twin", "Einfärben nach …"),
        Command.LAYERS: words("twin", "Ebenen"),
        Command.LEGEND: words("twin", "Legende"),
        Command.COPY: words("twin", "Ansicht als Bild kopieren"),
        Command.PICTURE: words("twin", "Ansicht als Bild speichern …"),
    }


def explanations() -> dict[Command, str]:
    """Return what the tooltips add to the names of those commands that need it."""
    words = QCoreApplication.translate
    return {
        Command.ORBIT: words(
            "twin",
            "Ziehen dreht um die Stelle unter dem Zeiger, mit der rechten Taste verschiebt es; das "
            "Mausrad geht näher heran, ein Doppelklick fliegt hin.",
        ),
        Command.WALK: words(
            "twin",
            "W, A, S, D oder die Pfeiltasten gehen, Ziehen schaut sich um, die Umschalttaste macht "
            "schneller. Wände halten nicht auf.",
        ),
        Command.FLY: words(
            "twin", "Wie beim Gehen; E steigt, Q sinkt. Hoch oben geht es schneller voran."
        ),
        Command.RECTANGLE: words("twin", "Ziehen Sie das Rechteck von Ecke zu Ecke auf."),
        Command.LASSO: words("twin", "Umfahren Sie die Sensoren mit gedrückter Taste."),
        Command.DISTANCE: words("twin", "Klicken Sie die Stellen an, ein Doppelklick schließt ab."),
        Command.HEIGHT: words("twin", "Klicken Sie unten und oben, etwa auf Straße und Dach."),
        Command.AREA: words("twin", "Klicken Sie die Ecken an, ein Doppelklick schließt ab."),
        Command.PROFILE: words(
            "twin", "Klicken Sie auf Anfang und Ende; gezeigt werden Gelände und Dächer dazwischen."
        ),
        Command.ASSET: words(
            "twin", "Klicken Sie auf die Stelle, an der das Gerät hängt oder steht."
        ),
        Command.FOLLOW: words("twin", "Fliegt hin, sobald anderswo etwas ausgewählt wird."),
        Command.SECTION: words("twin", "Schneidet die Stadt quer zur Blickrichtung auf."),
        Command.SUN: words("twin", "Beleuchtet die Stadt wie zum gezeigten Zeitpunkt."),
        Command.PANORAMA: words("twin", "Öffnet das Straßenfoto, das der Kamera am nächsten ist."),
    }
