"""How the map is, in a word for the bar below it and in a sentence for closed buttons."""

from PySide6.QtCore import QCoreApplication

from widgets.map.conditions import Condition, sentence_of


def condition_word(condition: Condition) -> str:
    """Return a word for the read-outs; empty while all is well."""
    if condition is Condition.ALIVE:
        return ""
    if condition is Condition.STARTING:
        return QCoreApplication.translate("map_tools", "Karte startet …")
    if condition is Condition.RESTARTING:
        return QCoreApplication.translate("map_tools", "Karte startet neu …")
    return QCoreApplication.translate("map_tools", "ohne Karte")


def reason_of(condition: Condition) -> str:
    """Return why the tools of the map can do nothing; empty while they can."""
    if condition is Condition.STARTING:
        return QCoreApplication.translate("map_tools", "Die Karte startet noch.")
    return sentence_of(condition)
