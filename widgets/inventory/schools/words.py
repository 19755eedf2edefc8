"""Figures of schools as words: numbers with units, targets, verdicts."""

from math import isinf

from PySide6.QtCore import QCoreApplication

from app.domain.inventory.kinds import KINDS
from app.domain.inventory.schools import Figure, Measure, Verdict
from widgets.foreign_texts import on_screen
from widgets.texts import DASH, count, number

_tr = QCoreApplication.translate
_GAP = "\u202f"
_MILLION = 1_000_000_00


def figure_text(figure: Figure, decimals: int = 1) -> str:
    """Return a figure as text; a dash where it cannot be told."""
    if figure.value is None:
        return DASH
    if isinf(figure.value):
        return _tr("schools", "keine Geräte")
    return number(figure.value, decimals)


def percent_text(figure: Figure) -> str:
    """Return a share in percent; a dash where it cannot be told."""
    return DASH if figure.value is None else f"{number(100 * figure.value, 0)}{_GAP}%"


def target_text(figure: Figure, decimals: int = 1) -> str:
    """Return the target of a figure as text; empty for none."""
    if figure.target is None:
        return ""
    word = _tr("schools", "höchstens {0}") if figure.is_most else _tr("schools", "mindestens {0}")
    return word.format(number(figure.target, decimals))


def brief_target_text(figure: Figure, decimals: int = 1) -> str:
    """Return the target of a figure in few words; empty for none."""
    if figure.target is None:
        return ""
    return _tr("schools", "Ziel {0}").format(number(figure.target, decimals))


def verdict_text(verdict: Verdict) -> str:
    """Return how a figure stands to its target; empty for none."""
    if verdict is Verdict.MISSED:
        return _tr("schools", "verfehlt")
    return _tr("schools", "erreicht") if verdict is Verdict.MET else ""


def whole_text(value: float | None) -> str:
    """Return a whole number; a dash where it is not known."""
    return DASH if value is None else count(round(value))


def euro_text(cents: int) -> str:
    """Return an amount in whole euro."""
    return f"{count(round(cents / 100))}{_GAP}€"


def short_euro_text(cents: int) -> str:
    """Return an amount for a bar: in million euro where it is large."""
    if cents < _MILLION:
        return euro_text(cents)
    return f"{number(cents / _MILLION, 2)}{_GAP}" + _tr("schools", "Mio. €")


def form_text(form: str) -> str:
    """Return the form of a school."""
    return on_screen(KINDS["school"].field("form").choice_label(form)) if form else DASH


def choice_text(kind: str, field: str, key: str) -> str:
    """Return the word of a choice; a dash for none."""
    return on_screen(KINDS[kind].field(field).choice_label(key)) if key else DASH


def asset_kind_text(kind: str) -> str:
    """Return a kind of assets."""
    return choice_text("asset_type", "kind", kind)


def measure_text(measure: Measure) -> str:
    """Return what a measure counts, and how, whole sentences."""
    texts = {
        Measure.DEVICES: _tr(
            "schools",
            "Gezählt sind Tablets, Notebooks und Arbeitsplatzrechner am Standort, die in Betrieb "
            "oder verliehen sind. Geräte für Lehrkräfte sind darunter.",
        ),
        Measure.ACCESS_POINTS: _tr(
            "schools",
            "Gezählt sind Access Points am Standort, die in Betrieb sind, geteilt durch die "
            "Unterrichtsräume der Schule.",
        ),
        Measure.DISPLAYS: _tr(
            "schools",
            "Gezählt sind Displays und Beamer am Standort, die in Betrieb sind, geteilt durch die "
            "Unterrichtsräume der Schule. Ein Ziel ist nicht bekannt.",
        ),
        Measure.LINE: _tr(
            "schools",
            "Download des Anschlusses, geteilt durch die Unterrichtsräume. Maßstab sind 30 Mbit/s "
            "je Klasse: Darunter galt eine Schule in der Breitbandförderung des Bundes 2018 als "
            "unterversorgt.",
        ),
        Measure.SUPPORT: _tr(
            "schools",
            "Anteil der benutzten Geräte, deren Hersteller sie nicht mehr unterstützt.",
        ),
        Measure.WARRANTY: _tr(
            "schools", "Anteil der benutzten Geräte, deren Gewährleistung abgelaufen ist."
        ),
    }
    return texts[measure]
