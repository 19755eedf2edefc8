"""How the view of the twin is, and what is said of it."""

from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtCore import QCoreApplication


class Condition(StrEnum):
    """How the view is."""

    WAITING = "waiting"
    """Nobody has looked yet."""
    LOADING = "loading"
    """The graphics are being loaded."""
    EMPTY = "empty"
    """There is nothing to show but the devices."""
    ALIVE = "alive"
    FAILED = "failed"
    """These graphics draw no scene."""


@dataclass(frozen=True, slots=True)
class Message:
    """What a placeholder says.

    Attributes:
        icon: Icon of the family mdi6.
        sentence: Whole sentences.
        action: Words on the button; empty for none.
    """

    icon: str
    sentence: str
    action: str = ""


def message_of(condition: Condition, *, detail: str = "") -> Message | None:
    """Return what stands in place of the scene; None where the scene is seen.

    Args:
        condition: How the view is.
        detail: What is being done, or why it failed, as the graphics say it.
    """
    words = QCoreApplication.translate
    if condition in {Condition.WAITING, Condition.LOADING}:
        doing = detail or words("twin", "Die Grafik wird vorbereitet.")
        sentence = words("twin", "Der Zwilling wird geladen …")
        return Message("mdi6.city-variant-outline", f"{sentence}\n{doing}")
    if condition is Condition.FAILED:
        sentence = words(
            "twin",
            "Die Grafik dieses Rechners kann den Zwilling nicht zeichnen; alles andere läuft "
            "weiter. Oft hilft ein neuer Grafiktreiber, oder das Programm an einem Rechner mit "
            "OpenGL 3.2 zu starten.",
        )
        why = words("twin", "Gemeldet wurde: {0}").format(detail) if detail else ""
        again = words("twin", "Noch einmal versuchen")
        return Message("mdi6.cube-off-outline", "\n".join(filter(None, (sentence, why))), again)
    if condition is Condition.EMPTY:
        sentence = words(
            "twin",
            "Für den Zwilling gibt es noch keine Daten. Fügen Sie Gebäude, Gelände, Laserscans "
            "oder Straßenfotos hinzu, oder ziehen Sie Dateien und Ordner hierher.",
        )
        return Message("mdi6.city-variant-outline", sentence, words("twin", "Daten hinzufügen …"))
    return None


def reason_of(condition: Condition) -> str:
    """Return why the tools do nothing; empty while they do."""
    words = QCoreApplication.translate
    if condition in {Condition.WAITING, Condition.LOADING}:
        return words("twin", "Der Zwilling wird noch geladen.")
    if condition is Condition.FAILED:
        return words("twin", "Der Zwilling kann hier nicht gezeichnet werden.")
    if condition is Condition.EMPTY:
        return words("twin", "Für den Zwilling gibt es noch keine Daten.")
    return ""
