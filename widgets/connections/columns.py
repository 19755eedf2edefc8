"""The figures of a source: their order, titles, units and what they mean."""

from enum import IntEnum
from typing import Final

from PySide6.QtCore import QCoreApplication


class Column(IntEnum):
    """Columns of the table of sources in their first order; most are figures of the health too."""

    STATE = 0
    NAME = 1
    PROTOCOL = 2
    CONNECTED = 3
    RETRIES = 4
    MESSAGE_RATE = 5
    SAMPLE_RATE = 6
    LAST = 7
    LAG = 8
    COMMIT_LAG = 9
    REJECTED = 10
    UNMAPPED = 11
    DUPLICATES = 12
    LATE = 13
    OVERRUNS = 14
    GAPS = 15
    CERTIFICATE = 16
    SECURITY = 17
    ENDPOINT = 18


HIDDEN_AT_FIRST: Final = frozenset({Column.DUPLICATES, Column.LATE, Column.SECURITY})

RIGHT_ALIGNED: Final = frozenset(
    {
        Column.MESSAGE_RATE, Column.SAMPLE_RATE, Column.LAST, Column.LAG, Column.COMMIT_LAG,
        Column.REJECTED, Column.UNMAPPED, Column.DUPLICATES, Column.LATE, Column.OVERRUNS,
        Column.GAPS,
    }
)  # fmt: skip

WIDTH_IN_LETTERS: Final[dict[Column, float]] = {
    Column.STATE: 33,
    Column.NAME: 32,
    Column.PROTOCOL: 10,
    Column.CONNECTED: 20,
    Column.RETRIES: 14,
    Column.MESSAGE_RATE: 16,
    Column.SAMPLE_RATE: 12,
    Column.LAST: 18,
    Column.LAG: 11,
    Column.COMMIT_LAG: 18,
    Column.REJECTED: 13,
    Column.UNMAPPED: 19,
    Column.DUPLICATES: 11,
    Column.LATE: 12,
    Column.OVERRUNS: 13,
    Column.GAPS: 14,
    Column.CERTIFICATE: 24,
    Column.SECURITY: 24,
    Column.ENDPOINT: 34,
}
"""First widths in widths of the digit 0, so that they follow font and scale."""


def column_title(column: Column) -> str:
    """Return the heading of a figure."""
    titles = {
        Column.STATE: QCoreApplication.translate("connections", "Zustand"),
        Column.NAME: QCoreApplication.translate("connections", "Quelle"),
        Column.PROTOCOL: QCoreApplication.translate("connections", "Protokoll"),
        Column.CONNECTED: QCoreApplication.translate("connections", "Verbunden seit"),
        Column.RETRIES: QCoreApplication.translate("connections", "Versuche"),
        Column.MESSAGE_RATE: QCoreApplication.translate("connections", "Nachrichten/s"),
        Column.SAMPLE_RATE: QCoreApplication.translate("connections", "Werte/s"),
        Column.LAST: QCoreApplication.translate("connections", "Letzte Nachricht"),
        Column.LAG: QCoreApplication.translate("connections", "Verzug"),
        Column.COMMIT_LAG: QCoreApplication.translate("connections", "Speicherverzug"),
        Column.REJECTED: QCoreApplication.translate("connections", "Abgelehnt"),
        Column.UNMAPPED: QCoreApplication.translate("connections", "Ohne Datenpunkt"),
        Column.DUPLICATES: QCoreApplication.translate("connections", "Doppelt"),
        Column.LATE: QCoreApplication.translate("connections", "Verspätet"),
        Column.OVERRUNS: QCoreApplication.translate("connections", "Überläufe"),
        Column.GAPS: QCoreApplication.translate("connections", "Nachgeholt"),
        Column.CERTIFICATE: QCoreApplication.translate("connections", "Zertifikat"),
        Column.SECURITY: QCoreApplication.translate("connections", "Sicherheit"),
        Column.ENDPOINT: QCoreApplication.translate("connections", "Adresse"),
    }
    return titles[column]


def explanation(column: Column) -> str:
    """Return what a figure means, with its unit, in whole sentences."""
    sentences = {
        Column.STATE: QCoreApplication.translate(
            "connections", "Grauer Punkt: verbunden. Ring: auf dem Weg. Violettes Kreuz: gestört."
        ),
        Column.NAME: QCoreApplication.translate("connections", "Name der Quelle im Profil."),
        Column.PROTOCOL: QCoreApplication.translate("connections", "Sprache der Gegenstelle."),
        Column.CONNECTED: QCoreApplication.translate(
            "connections", "Beginn der Verbindung, die seither ohne Unterbrechung steht (Ortszeit)."
        ),
        Column.RETRIES: QCoreApplication.translate(
            "connections",
            "Versuche seit dem letzten Erfolg, und in wie vielen Sekunden der nächste folgt.",
        ),
        Column.MESSAGE_RATE: QCoreApplication.translate(
            "connections", "Nachrichten je Sekunde, Mittel der letzten 10 s."
        ),
        Column.SAMPLE_RATE: QCoreApplication.translate(
            "connections", "Daraus gewonnene Werte je Sekunde, Mittel der letzten 10 s."
        ),
        Column.LAST: QCoreApplication.translate(
            "connections", "Wie lange die letzte Nachricht her ist."
        ),
        Column.LAG: QCoreApplication.translate(
            "connections", "Vom Zeitstempel der Quelle bis zum Empfang, Sekunden, Median."
        ),
        Column.COMMIT_LAG: QCoreApplication.translate(
            "connections", "Vom Empfang bis zum Speichern auf der Platte, Sekunden, Median."
        ),
        Column.REJECTED: QCoreApplication.translate(
            "connections",
            "Nachrichten oder Teile, die nicht zu verstehen waren, seit Start der Erfassung.",
        ),
        Column.UNMAPPED: QCoreApplication.translate(
            "connections",
            "Messwerte, zu denen kein Datenpunkt gehört. Unter „Durchsuchen“ lassen sie sich "
            "anlegen.",
        ),
        Column.DUPLICATES: QCoreApplication.translate(
            "connections", "Werte, die es mit dieser Zeit schon gab."
        ),
        Column.LATE: QCoreApplication.translate(
            "connections", "Werte, die älter sind als ein schon empfangener desselben Punkts."
        ),
        Column.OVERRUNS: QCoreApplication.translate(
            "connections", "Werte, die in einer Warteschlange verworfen wurden, ehe sie ankamen."
        ),
        Column.GAPS: QCoreApplication.translate(
            "connections", "Werte, die nach einer Unterbrechung aus der Quelle nachgeholt wurden."
        ),
        Column.CERTIFICATE: QCoreApplication.translate(
            "connections", "Ablauf des Zertifikats der Gegenstelle; ab 30 Tagen vorher in Worten."
        ),
        Column.SECURITY: QCoreApplication.translate(
            "connections", "Verschlüsselung und Verfahren der Verbindung."
        ),
        Column.ENDPOINT: QCoreApplication.translate(
            "connections", "Womit die Erfassung verbunden ist, ohne Geheimnisse."
        ),
    }
    return sentences[column]
