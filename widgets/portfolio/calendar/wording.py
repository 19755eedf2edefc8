"""What entries say: words, signs, tooltips, the table that is copied."""

from collections.abc import Sequence
from datetime import date
from html import escape
from typing import Final

from PySide6.QtCore import QCoreApplication, QLocale
from PySide6.QtGui import QIcon

from app.domain.portfolio.portfolios import Portfolio, title_of
from widgets.inventory.fields.wording import day_text
from widgets.portfolio.calendar.entries import Entry, EntryKind
from widgets.theme.icons import icon

_tr = QCoreApplication.translate

_ICONS: Final = {
    EntryKind.COUNCIL: "mdi6.account-group-outline",
    EntryKind.DECISION: "mdi6.gavel",
    EntryKind.MILESTONE: "mdi6.flag-outline",
    EntryKind.DEADLINE: "mdi6.clock-end",
    EntryKind.FOLLOW_UP: "mdi6.arrow-right-circle-outline",
    EntryKind.REVIEW: "mdi6.alert-decagram-outline",
    EntryKind.FUND_END: "mdi6.bank-outline",
    EntryKind.LIGHT_END: "mdi6.traffic-light-outline",
}


def kind_icon(kind: EntryKind) -> QIcon:
    """Return the sign of what happens."""
    return icon(_ICONS[kind])


def kind_word(kind: EntryKind) -> str:
    """Return the word of what happens."""
    words = {
        EntryKind.COUNCIL: _tr("calendar", "Rat"),
        EntryKind.DECISION: _tr("calendar", "Entscheidung"),
        EntryKind.MILESTONE: _tr("calendar", "Meilenstein"),
        EntryKind.DEADLINE: _tr("calendar", "Frist"),
        EntryKind.FOLLOW_UP: _tr("calendar", "Folgeauftrag"),
        EntryKind.REVIEW: _tr("calendar", "Risiko prüfen"),
        EntryKind.FUND_END: _tr("calendar", "Fördermittel"),
        EntryKind.LIGHT_END: _tr("calendar", "Ampel von Hand"),
    }
    return words[kind]


def state_word(entry: Entry) -> str:
    """Return how an entry stands, empty for what is to come."""
    if entry.is_late:
        words = {
            EntryKind.DEADLINE: _tr("calendar", "wird verfehlt"),
            EntryKind.LIGHT_END: _tr("calendar", "abgelaufen"),
            EntryKind.MILESTONE: _tr("calendar", "verspätet"),
        }
        return words.get(entry.kind, _tr("calendar", "überfällig"))
    if entry.is_done:
        words = {
            EntryKind.MILESTONE: _tr("calendar", "erreicht"),
            EntryKind.COUNCIL: _tr("calendar", "entschieden"),
            EntryKind.DECISION: _tr("calendar", "entschieden"),
        }
        return words.get(entry.kind, _tr("calendar", "erledigt"))
    return ""


def day_word(day: date) -> str:
    """Return a day in the locale's short form."""
    return day_text(day.isoformat())


def long_day(day: date) -> str:
    """Return a day with its weekday."""
    locale = QLocale()
    name = locale.standaloneDayName(day.isoweekday(), QLocale.FormatType.LongFormat)
    return f"{name}, {day_word(day)}"


def month_word(year: int, month: int) -> str:
    """Return a month with its year."""
    name = QLocale().standaloneMonthName(month, QLocale.FormatType.LongFormat)
    return f"{name} {year}"


def project_name(portfolio: Portfolio, entry: Entry) -> str:
    """Return number and name of the project of an entry."""
    record = portfolio.get("project", entry.project)
    if record is None:
        return ""
    return " ".join(filter(None, (record.text("number"), title_of(record))))


def detail_words(entry: Entry) -> str:
    """Return what else is known of an entry."""
    parts: list[str] = []
    if entry.kind is EntryKind.FUND_END:
        words = {
            "spend_until": _tr("calendar", "Mittelabruf endet"),
            "bound_until": _tr("calendar", "Zweckbindung endet"),
        }
        parts.append(words.get(entry.detail, ""))
    elif entry.detail:
        parts.append(entry.detail)
    if entry.is_key:
        parts.append(_tr("calendar", "für den Rat"))
    if entry.planned is not None:
        words_of = _tr("calendar", "geplant am {0}")
        if entry.kind is EntryKind.DEADLINE:
            words_of = _tr("calendar", "nach dem Plan erst am {0} fertig")
        parts.append(words_of.format(day_word(entry.planned)))
    return " · ".join(filter(None, parts))


def entry_tip(entry: Entry, portfolio: Portfolio) -> str:
    """Return all that is known of an entry, as rich text."""
    head = " · ".join(filter(None, (kind_word(entry.kind), state_word(entry))))
    lines = [f"<b>{escape(entry.title)}</b>", escape(f"{long_day(entry.day)} · {head}")]
    rest = (project_name(portfolio, entry), detail_words(entry))
    lines += [escape(text) for text in rest if text]
    return "<br>".join(lines)


def table_text(entries: Sequence[Entry], portfolio: Portfolio) -> str:
    """Return entries as lines with tabs between the cells, with a heading."""
    lines = [[
        _tr("calendar", "Tag"), _tr("calendar", "Art"), _tr("calendar", "Was"),
        _tr("calendar", "Projekt"), _tr("calendar", "Stand"), _tr("calendar", "Näheres"),
    ]]  # fmt: skip
    lines += [
        [
            day_word(one.day), kind_word(one.kind), one.title, project_name(portfolio, one),
            state_word(one), detail_words(one),
        ]
        for one in entries
    ]  # fmt: skip
    return "\n".join("\t".join(" ".join(cell.split()) for cell in line) for line in lines) + "\n"
