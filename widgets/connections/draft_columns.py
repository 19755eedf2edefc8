"""The columns of the list of new points."""

from enum import IntEnum
from typing import Final

from PySide6.QtCore import QCoreApplication

from app.domain.points import PointKind


class Column(IntEnum):
    """Columns in their first order."""

    CHECK = 0
    ID = 1
    NAME = 2
    KIND = 3
    UNIT = 4
    FIELD = 5
    DISTRICT = 6
    SITE = 7
    INTERVAL = 8
    DECIMALS = 9
    STATES = 10
    VALUE = 11
    ADDRESS = 12


WIDTH_IN_LETTERS: Final[dict[Column, float]] = {
    Column.CHECK: 30,
    Column.ID: 26,
    Column.NAME: 26,
    Column.KIND: 12,
    Column.UNIT: 12,
    Column.FIELD: 22,
    Column.DISTRICT: 18,
    Column.SITE: 20,
    Column.INTERVAL: 14,
    Column.DECIMALS: 14,
    Column.STATES: 24,
    Column.VALUE: 14,
    Column.ADDRESS: 36,
}

RIGHT_ALIGNED: Final = frozenset({Column.INTERVAL, Column.DECIMALS, Column.VALUE})
FIXED: Final = frozenset({Column.CHECK, Column.VALUE, Column.ADDRESS})
"""Columns nobody can edit."""

SHARED: Final = frozenset(set(Column) - FIXED - {Column.ID, Column.NAME})
"""Columns whose value may be carried over to other rows."""


def column_title(column: Column) -> str:
    """Return the heading of a column."""
    titles = {
        Column.CHECK: QCoreApplication.translate("connections", "Prüfung"),
        Column.ID: QCoreApplication.translate("connections", "Kennung"),
        Column.NAME: QCoreApplication.translate("connections", "Name"),
        Column.KIND: QCoreApplication.translate("connections", "Art"),
        Column.UNIT: QCoreApplication.translate("connections", "Einheit"),
        Column.FIELD: QCoreApplication.translate("connections", "Handlungsfeld"),
        Column.DISTRICT: QCoreApplication.translate("connections", "Stadtbezirk"),
        Column.SITE: QCoreApplication.translate("connections", "Standort"),
        Column.INTERVAL: QCoreApplication.translate("connections", "Intervall"),
        Column.DECIMALS: QCoreApplication.translate("connections", "Nachkomma"),
        Column.STATES: QCoreApplication.translate("connections", "Zustände"),
        Column.VALUE: QCoreApplication.translate("connections", "Wert"),
        Column.ADDRESS: QCoreApplication.translate("connections", "Adresse"),
    }
    return titles[column]


def explanation(column: Column) -> str:
    """Return what belongs into a column; empty where the title says it."""
    sentences = {
        Column.ID: QCoreApplication.translate(
            "connections",
            "Bleibt für immer: Die Geschichte des Punkts wird unter ihr aufbewahrt. "
            "Kleinbuchstaben, Ziffern, Punkt, Binde- und Unterstrich.",
        ),
        Column.KIND: QCoreApplication.translate(
            "connections", "Messwert (stetig), Zähler (wächst nur) oder Zustand (benannte Codes)."
        ),
        Column.DISTRICT: QCoreApplication.translate(
            "connections", "Leer, wenn der Punkt zur ganzen Stadt gehört."
        ),
        Column.INTERVAL: QCoreApplication.translate(
            "connections",
            "Erwartete Zeit zwischen zwei Werten in Sekunden; daran wird gemessen, ob ein Wert "
            "veraltet ist.",
        ),
        Column.DECIMALS: QCoreApplication.translate(
            "connections", "Stellen nach dem Komma auf dem Bildschirm, 0 bis 9."
        ),
        Column.STATES: QCoreApplication.translate(
            "connections",
            "Nur für Zustände: „0 = aus; 1 = ein“. Sendet die Quelle Wörter, steht das Wort in "
            "eckigen Klammern: „1 = lädt [Charging]“.",
        ),
    }
    return sentences.get(column, "")


def kind_text(kind: PointKind) -> str:
    """Return the word for a kind of point."""
    words = {
        PointKind.ANALOG: QCoreApplication.translate("connections", "Messwert"),
        PointKind.COUNTER: QCoreApplication.translate("connections", "Zähler"),
        PointKind.STATE: QCoreApplication.translate("connections", "Zustand"),
    }
    return words[kind]
