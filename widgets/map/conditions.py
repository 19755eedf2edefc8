"""How the map's web view is, and what is said to a person about it."""

from enum import StrEnum

from PySide6.QtCore import QCoreApplication


class Condition(StrEnum):
    """How the map's web view is."""

    STARTING = "starting"
    ALIVE = "alive"
    RESTARTING = "restarting"
    NO_WEBGL = "no_webgl"
    """The page runs, but these graphics draw no map."""
    BLANK = "blank"
    """The page draws, but nothing of it reaches the screen."""
    BROKEN = "broken"
    """Its process died too often or says nothing, or the engine cannot be loaded."""

    @property
    def is_failed(self) -> bool:
        """True when no map will be seen without somebody's help."""
        return self in {Condition.NO_WEBGL, Condition.BLANK, Condition.BROKEN}


def sentence_of(condition: Condition, *, is_loaded: bool = True) -> str:
    """Return what is said about a condition; empty while all is well.

    Args:
        condition: The condition.
        is_loaded: False when the web engine itself could not be loaded.
    """
    if condition is Condition.RESTARTING:
        return QCoreApplication.translate("map", "Die Karte wird neu geladen.")
    if condition is Condition.NO_WEBGL:
        return QCoreApplication.translate(
            "map",
            "Die Grafik dieses Rechners kann die Karte nicht zeichnen. "
            "Dieselben Geräte stehen in der Tabelle.",
        )
    if condition is Condition.BLANK:
        return QCoreApplication.translate(
            "map",
            "Die Karte wird gezeichnet, kommt aber nicht auf den Bildschirm. "
            "Dieselben Geräte stehen in der Tabelle.",
        )
    if condition is Condition.BROKEN and not is_loaded:
        return QCoreApplication.translate(
            "map",
            "Die Karte braucht Teile des Systems, die auf diesem Rechner fehlen. "
            "Dieselben Geräte stehen in der Tabelle.",
        )
    if condition is Condition.BROKEN:
        return QCoreApplication.translate(
            "map",
            "Die Karte ist ausgefallen und ruht jetzt. Dieselben Geräte stehen in der Tabelle.",
        )
    return ""


def action_of(condition: Condition) -> str:
    """Return the words on the button that tries again; empty where that is no use."""
    if condition.is_failed:
        return QCoreApplication.translate("map", "Noch einmal versuchen")
    return ""
