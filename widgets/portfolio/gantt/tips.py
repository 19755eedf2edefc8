"""What is said of a row that is pointed at, with units; and days and durations as words."""

from datetime import date
from functools import lru_cache
from html import escape

from PySide6.QtCore import QCoreApplication

from widgets.foreign_texts import on_screen
from widgets.inventory.fields.wording import day_text
from widgets.portfolio.gantt.bars import is_late
from widgets.portfolio.gantt.rows import GanttRow
from widgets.portfolio.gantt.shapes import Outlook
from widgets.portfolio.lights import light_word
from widgets.texts import DASH, count, language, number

_tr = QCoreApplication.translate


def quoted(name: str) -> str:
    """Return a name between quotation marks."""
    return _tr("gantt", "„{0}“").format(name)


def day_words(day: date | None) -> str:
    """Return a day in the locale's short form, a dash for none."""
    return DASH if day is None else _day_text(day, language())


@lru_cache(maxsize=8192)
def _day_text(day: date, _language: str) -> str:
    return day_text(day.isoformat())


def days_words(days: int) -> str:
    """Return an amount of working days."""
    if days == 1:
        return _tr("gantt", "1 Arbeitstag")
    return _tr("gantt", "{0} Arbeitstage").format(count(days))


def share_words(share: float | None) -> str:
    """Return a share as per cent, a dash for none."""
    return DASH if share is None else f"{number(share * 100, 0)}\u202f%"


def row_tip(row: GanttRow, outlook: Outlook | None) -> str:
    """Return all that is drawn of a row in words, as rich text."""
    lines = [f"<b>{escape(row.name)}</b>", _span_words(row)]
    if row.status is not None:
        reason = on_screen(row.status.judgements[0].reason) if row.status.judgements else ""
        lines.append(f"{light_word(row.status.light)}. {escape(reason)}".strip())
    lines += [escape(line) for line in _item_lines(row)]
    if row.problem:
        lines.append(escape(on_screen(row.problem)))
    if outlook is not None:
        text = _tr(
            "gantt", "Simuliert, 2.000 Durchläufe: {0} in jedem zweiten, {1} in vier von fünf"
        )
        lines.append(escape(text.format(day_words(outlook.p50), day_words(outlook.p80))))
    return "<br>".join(lines)


def _span_words(row: GanttRow) -> str:
    if row.start is None or row.finish is None:
        return _tr("gantt", "Noch ohne Termin")
    if row.is_milestone:
        return day_words(row.start)
    text = f"{day_words(row.start)} \u2013 {day_words(row.finish)}"
    return text if row.item is None else f"{text} · {days_words(row.item.duration)}"


def _item_lines(row: GanttRow) -> list[str]:
    item = row.item
    if item is None:
        progress = _tr("gantt", "Fortschritt: {0}").format(share_words(row.progress))
        return [progress, *_deadline_lines(row)]
    lines: list[str] = []
    if not row.is_milestone:
        lines.append(_tr("gantt", "Fortschritt: {0}").format(share_words(item.progress)))
    if item.is_done:
        lines.append(_tr("gantt", "Abgeschlossen"))
    elif item.is_critical:
        lines.append(_tr("gantt", "Auf dem kritischen Weg: jede Verzögerung verschiebt das Ende"))
    elif item.slack is not None:
        text = _tr("gantt", "Puffer: {0}, ohne anderes zu verschieben: {1}")
        lines.append(text.format(days_words(item.slack), days_words(item.free_slack or 0)))
    lines += _deadline_lines(row)
    if item.baseline_finish is not None:
        lines.append(_basis_words(item.baseline_finish, item.baseline_slip or 0))
    if item.is_summary:
        lines.append(_tr("gantt", "Die Termine sind die seiner Teile"))
    return lines


def _deadline_lines(row: GanttRow) -> list[str]:
    if row.deadline is None:
        return []
    words = _tr("gantt", "Frist: {0}")
    if is_late(row):
        words = _tr("gantt", "Frist: {0}, wird verfehlt")
    return [words.format(day_words(row.deadline))]


def _basis_words(day: date, slip: int) -> str:
    if not slip:
        return _tr("gantt", "Basisplan: {0}, eingehalten").format(day_words(day))
    words = _tr("gantt", "Basisplan: {0}, {1} später")
    if slip < 0:
        words = _tr("gantt", "Basisplan: {0}, {1} früher")
    return words.format(day_words(day), days_words(abs(slip)))
