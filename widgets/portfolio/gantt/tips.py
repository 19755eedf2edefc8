"""What is said of a row that is pointed at, with units; and days and durations as words."""

from datetime import date
from functools import lru_cache
from html import escape

from PySide6.QtCore import QCoreApplication

from app.domain.portfolio.plans import Plan, PlanItem, PlanLink
from app.services.portfolio.states import PortfolioState
from widgets.foreign_texts import on_screen
from widgets.inventory.fields.wording import day_text
from widgets.portfolio.gantt.bars import is_late
from widgets.portfolio.gantt.deadlines import missed_deadline
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


def row_tip(row: GanttRow, outlook: Outlook | None, state: PortfolioState | None) -> str:
    """Return all that is drawn of a row in words, as rich text.

    Args:
        row: The row.
        outlook: Its simulated days, None when there are none.
        state: Tells which deadline is behind a negative slack.
    """
    lines = [f"<b>{escape(row.name)}</b>", _span_words(row)]
    if row.status is not None:
        reason = on_screen(row.status.judgements[0].reason) if row.status.judgements else ""
        lines.append(f"{light_word(row.status.light)}. {escape(reason)}".strip())
    lines += [escape(line) for line in _item_lines(row, state)]
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


def _item_lines(row: GanttRow, state: PortfolioState | None) -> list[str]:
    item = row.item
    if item is None:
        progress = _tr("gantt", "Fortschritt: {0}").format(share_words(row.progress))
        return [progress, *_deadline_lines(row)]
    lines: list[str] = []
    if not row.is_milestone:
        lines.append(_tr("gantt", "Fortschritt: {0}").format(share_words(item.progress)))
    if item.is_done:
        lines.append(_tr("gantt", "Abgeschlossen"))
    elif item.slack is not None and item.slack < 0:
        lines.append(_missed_words(item, state))
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


def link_tip(link: PlanLink, plan: Plan) -> str:
    """Return what a dependency says, as rich text."""
    names = {item.uid: item.name for item in plan.items}
    words = {
        "FS": _tr("gantt", "{1} beginnt erst, wenn {0} fertig ist."),
        "SS": _tr("gantt", "{1} beginnt nicht vor dem Beginn von {0}."),
        "FF": _tr("gantt", "{1} endet nicht vor dem Ende von {0}."),
        "SF": _tr("gantt", "{1} endet nicht vor dem Beginn von {0}."),
    }[link.type]
    ends = (quoted(names.get(uid, uid)) for uid in (link.before, link.after))
    lines = [words.format(*ends)]
    if link.lag:
        lines.append(_tr("gantt", "Abstand: {0}").format(days_words(link.lag)))
    if link.is_critical:
        lines.append(_tr("gantt", "Auf dem kritischen Weg"))
    return "<br>".join(escape(line) for line in lines)


def _missed_words(item: PlanItem, state: PortfolioState | None) -> str:
    """Return a negative slack with the deadline behind it."""
    slack = days_words(item.slack or 0)
    missed = None if state is None else missed_deadline(state.plan, item.uid)
    if missed is None or state is None:
        return _tr("gantt", "Puffer: {0}. Eine Frist wird verfehlt.").format(slack)
    day = day_words(missed.deadline)
    if missed.uid == item.uid:
        return _tr("gantt", "Puffer: {0}. Die Frist bis {1} wird verfehlt.").format(slack, day)
    name = quoted(missed.name)
    if missed.project == item.project:
        words = _tr("gantt", "Puffer: {0}. Was danach kommt, verfehlt seine Frist: {1} bis {2}.")
        return words.format(slack, name, day)
    words = _tr(
        "gantt", "Puffer: {0}. Was danach kommt, verfehlt seine Frist: {1} bis {2} im Projekt {3}."
    )
    return words.format(slack, name, day, quoted(state.portfolio.name("project", missed.project)))


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
