"""Words on a project's page: aspects, verdicts, values with their day."""

from datetime import date

from PySide6.QtCore import QCoreApplication

from app.domain.inventory.kinds import KINDS
from app.domain.inventory.records import Record
from app.domain.portfolio.evidence.results import EvidenceResult, Verdict
from app.domain.portfolio.statuses import Aspect
from widgets.foreign_texts import on_screen
from widgets.inventory.fields import ValueWords
from widgets.inventory.fields.wording import day_text, decimal_text
from widgets.texts import DASH, count

_tr = QCoreApplication.translate


def aspect_word(aspect: Aspect) -> str:
    """Return what a judgement is about."""
    words = {
        Aspect.SCHEDULE: _tr("project", "Termine"),
        Aspect.BUDGET: _tr("project", "Budget"),
        Aspect.SCOPE: _tr("project", "Umfang"),
        Aspect.RISK: _tr("project", "Risiken"),
        Aspect.FRESHNESS: _tr("project", "Aktualität"),
        Aspect.EVIDENCE: _tr("project", "Nachweis"),
    }
    return words[aspect]


def verdict_word(verdict: Verdict) -> str:
    """Return how a value stands to what is wanted."""
    words = {
        Verdict.FULFILLED: _tr("project", "belegt"),
        Verdict.OPEN: _tr("project", "noch nicht belegt"),
        Verdict.UNKNOWN: _tr("project", "kein Wert"),
        Verdict.INVALID: _tr("project", "Abfrage ungültig"),
        Verdict.NO_TARGET: _tr("project", "ohne Zielwert"),
    }
    return words[verdict]


def evidence_text(found: EvidenceResult) -> str:
    """Return a verdict with its value and target."""
    parts = [verdict_word(found.verdict)]
    if found.value is not None:
        text = amount_text(found.value, found.unit)
        if found.target is not None:
            of = _tr("project", "{0} von {1}")
            text = of.format(decimal_text(found.value), amount_text(found.target, found.unit))
        parts.append(text)
    elif found.problem:
        parts.append(on_screen(found.problem))
    return " · ".join(parts)


def amount_text(value: float | None, unit: str) -> str:
    """Return a value with its unit, a dash for none."""
    if value is None:
        return DASH
    return f"{decimal_text(value)}\u202f{unit}" if unit else decimal_text(value)


def field_text(record: Record, name: str) -> str:
    """Return a field of a record in words, with its unit; empty when it is empty."""
    return ValueWords().with_unit(KINDS[record.kind].field(name), record.get(name))


def label_of(kind: str, name: str) -> str:
    """Return what a field is called on screen."""
    return on_screen(KINDS[kind].field(name).label)


def since_text(day: date, today: date) -> str:
    """Return a day that has come, with how long ago that was; of one to come the day alone."""
    text, days = day_text(day.isoformat()), (today - day).days
    if days <= 0:
        return text
    one, many = (
        _tr("project", "seit {0} Tag überfällig"),
        _tr("project", "seit {0} Tagen überfällig"),
    )
    late = (one if days == 1 else many).format(count(days))
    return f"{text} · {late}"
