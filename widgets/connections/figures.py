"""The figures of a source as words, as numbers for sorting and export, and what to do about it."""

from typing import Final

from PySide6.QtCore import QCoreApplication

from app.domain.cities import SourceConfig
from app.domain.samples import NO_TIME
from app.domain.sources import SourceHealth, SourceKind, SourceState
from widgets.connections.columns import Column
from widgets.foreign_texts import on_screen
from widgets.texts import (
    DASH,
    age_text,
    count,
    language,
    number,
    source_state_text,
    time_text,
)

DAY_US: Final = 86_400_000_000
WARN_DAYS: Final = 30
"""From so many days before its end a certificate is spoken of in words."""

_KINDS: Final = {
    SourceKind.MQTT: "MQTT",
    SourceKind.OPCUA: "OPC UA",
    SourceKind.SNMP: "SNMP",
    SourceKind.ICMP: "ICMP",
}
_COUNTS: Final = {
    Column.REJECTED: "rejected",
    Column.UNMAPPED: "unmapped",
    Column.DUPLICATES: "duplicates",
    Column.LATE: "late",
    Column.OVERRUNS: "overruns",
    Column.GAPS: "gaps_filled",
}


def state_words(health: SourceHealth | None) -> str:
    """Return the words for the state of a source nobody may have heard of yet."""
    if health is None:
        return QCoreApplication.translate("connections", "noch nichts gehört")
    return source_state_text(health.state)


def is_lost(state: SourceState) -> bool:
    """Tell whether a source is drawn as lost."""
    return state in {SourceState.FAILED, SourceState.BACKING_OFF}


def figure(
    column: Column, source: SourceConfig, health: SourceHealth | None, at_us: int, zone: str
) -> str:
    """Return a figure of a source as text.

    Args:
        column: Which figure.
        source: The source.
        health: Its health; None when nobody heard of it.
        at_us: The moment of the state, µs UTC; ages and countdowns are counted from it.
        zone: The city's time zone.
    """
    if column is Column.STATE:
        return state_words(health)
    if column is Column.NAME:
        return source.name.in_language(language())
    if column is Column.PROTOCOL:
        return _KINDS[source.kind]
    if health is None:
        return source.url if column is Column.ENDPOINT else DASH
    if column in _COUNTS:
        return count(int(getattr(health, _COUNTS[column])))
    return _live_figure(column, source, health, at_us, zone)


def _live_figure(
    column: Column, source: SourceConfig, health: SourceHealth, at_us: int, zone: str
) -> str:
    texts = {
        Column.CONNECTED: lambda: time_text(
            health.connected_us, zone, with_date=at_us - health.connected_us > DAY_US // 2
        ),
        Column.RETRIES: lambda: retries_text(health, at_us),
        Column.MESSAGE_RATE: lambda: number(health.message_rate, 1),
        Column.SAMPLE_RATE: lambda: number(health.sample_rate, 1),
        Column.LAST: lambda: age_text(_age(health.last_message_us, at_us)),
        Column.LAG: lambda: seconds_text(health.lag_s),
        Column.COMMIT_LAG: lambda: seconds_text(health.commit_lag_s),
        Column.CERTIFICATE: lambda: certificate_text(health.certificate_until_us, at_us, zone),
        Column.SECURITY: lambda: on_screen(health.security) or DASH,
        Column.ENDPOINT: lambda: health.endpoint or source.url,
    }
    return texts[column]()


def plain_figure(
    column: Column, source: SourceConfig, health: SourceHealth | None
) -> str | int | float:
    """Return a figure for sorting and for spreadsheets: numbers in s and 1/s, times in µs UTC."""
    if column in {Column.STATE, Column.NAME, Column.PROTOCOL} or health is None:
        return figure(column, source, health, 0, "UTC")
    if column in _COUNTS:
        return int(getattr(health, _COUNTS[column]))
    plain: dict[Column, str | int | float] = {
        Column.CONNECTED: health.connected_us,
        Column.RETRIES: health.retries,
        Column.MESSAGE_RATE: health.message_rate,
        Column.SAMPLE_RATE: health.sample_rate,
        Column.LAST: health.last_message_us,
        Column.LAG: health.lag_s,
        Column.COMMIT_LAG: health.commit_lag_s,
        Column.CERTIFICATE: health.certificate_until_us,
        Column.SECURITY: health.security,
        Column.ENDPOINT: health.endpoint or source.url,
    }
    return plain[column]


def seconds_text(seconds: float) -> str:
    """Return a short time in seconds; a dash for NaN."""
    text = number(seconds, 2)
    return text if text == DASH else f"{text}\u202fs"


def retries_text(health: SourceHealth, at_us: int) -> str:
    """Return the tries and the countdown to the next, such as `7 · in 12 s`."""
    words = count(health.retries) if health.retries else DASH
    if health.next_try_us == NO_TIME:
        return words
    return f"{words} · {countdown_text(health.next_try_us, at_us)}"


def countdown_text(next_try_us: int, at_us: int) -> str:
    """Return `in 12 s`, or `jetzt` when the time has come."""
    left = next_try_us - at_us
    if left <= 0:
        return QCoreApplication.translate("connections", "jetzt")
    return QCoreApplication.translate("connections", "in {0}").format(age_text(left))


def is_certificate_due(until_us: int, at_us: int) -> bool:
    """Tell whether a certificate has ended or will within 30 days."""
    return until_us != NO_TIME and until_us - at_us < WARN_DAYS * DAY_US


def certificate_text(until_us: int, at_us: int, zone: str) -> str:
    """Return the end of a certificate: its day, or words when it is near or past."""
    if until_us == NO_TIME:
        return DASH
    day = time_text(until_us, zone, with_date=True).split(" ", maxsplit=1)[0]
    days = (until_us - at_us) // DAY_US
    if days < 0:
        return QCoreApplication.translate("connections", "abgelaufen am {0}").format(day)
    if days < WARN_DAYS:
        return QCoreApplication.translate("connections", "läuft in %n Tag(en) ab", "", int(days))
    return QCoreApplication.translate("connections", "bis {0}").format(day)


def advice(health: SourceHealth | None, at_us: int) -> str:
    """Return what a person should do, or that there is nothing to do: whole sentences."""
    if health is None:
        return QCoreApplication.translate(
            "connections",
            "Von dieser Quelle ist noch nichts gemeldet. Bitte warten Sie einen Augenblick.",
        )
    if health.question is not None:
        return QCoreApplication.translate(
            "connections",
            "Vergleichen Sie den Fingerabdruck mit dem, den der Betreiber der Gegenstelle nennt. "
            "Stimmt er überein, vertrauen Sie dem Zertifikat.",
        )
    if health.state is SourceState.BACKING_OFF:
        words = QCoreApplication.translate(
            "connections", "Es wird von selbst weiter versucht{0}; Sie müssen nichts tun."
        )
        if health.next_try_us == NO_TIME:
            return words.format("")
        when = QCoreApplication.translate("connections", ", das nächste Mal {0}")
        return words.format(when.format(countdown_text(health.next_try_us, at_us)))
    return _advice_of_state(health.state)


def _advice_of_state(state: SourceState) -> str:
    sentences = {
        SourceState.STOPPED: QCoreApplication.translate(
            "connections", "Die Quelle ist angehalten. „Jetzt verbinden“ nimmt sie wieder auf."
        ),
        SourceState.CONNECTING: QCoreApplication.translate(
            "connections", "Die Verbindung wird aufgebaut. Bitte warten Sie einen Augenblick."
        ),
        SourceState.ONLINE: QCoreApplication.translate(
            "connections", "Alles in Ordnung; es ist nichts zu tun."
        ),
        SourceState.DEGRADED: QCoreApplication.translate(
            "connections",
            "Werte kommen an, aber nicht alle. Unter „Rohnachrichten“ steht, was abgelehnt wurde.",
        ),
        SourceState.FAILED: QCoreApplication.translate(
            "connections",
            "Von selbst wird nicht mehr versucht. Beheben Sie die Ursache und drücken Sie dann "
            "„Jetzt verbinden“.",
        ),
    }
    return sentences.get(state, "")


def _age(time_us: int, at_us: int) -> int:
    return NO_TIME if time_us == NO_TIME else at_us - time_us
