"""Reasons that people gave before: offered again, the last one first."""

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QCoreApplication

MOST_REASONS: Final = 12


def shelve_reasons() -> list[str]:
    """Return reasons for shelving that are offered while nobody has given another one."""
    return [
        QCoreApplication.translate("alarms", "Ursache bekannt, Behebung läuft"),
        QCoreApplication.translate("alarms", "Wartung vor Ort"),
        QCoreApplication.translate("alarms", "Fehlalarm, Grenzwert wird geprüft"),
        QCoreApplication.translate("alarms", "Baustelle im Umfeld"),
    ]


def remove_reasons() -> list[str]:
    """Return reasons for taking out of service, likewise."""
    return [
        QCoreApplication.translate("alarms", "Gerät defekt, Ersatz bestellt"),
        QCoreApplication.translate("alarms", "Gerät abgebaut"),
        QCoreApplication.translate("alarms", "Umbau der Anlage"),
    ]


class Reasons:
    """The reasons offered for one kind of order.

    Args:
        first: Gives what is offered while nobody has given another reason.
    """

    def __init__(self, first: Callable[[], list[str]]) -> None:
        self._first = first
        self._given: list[str] = []

    def all(self) -> list[str]:
        """Return the reasons, the one given last in front."""
        return [*self._given, *(reason for reason in self._first() if reason not in self._given)]

    def remember(self, reason: str) -> None:
        """Put a reason in front."""
        if reason:
            rest = [one for one in self._given if one != reason]
            self._given = [reason, *rest][:MOST_REASONS]

    def save(self) -> list[str]:
        """Return the reasons given, to be remembered."""
        return list(self._given)

    def restore(self, saved: object) -> None:
        """Take up what was remembered; nonsense is passed over."""
        if isinstance(saved, list):
            texts = [reason for reason in saved if isinstance(reason, str) and reason.strip()]
            self._given = texts[:MOST_REASONS]
