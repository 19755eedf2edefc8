"""Verdicts and values of evidence in words and shapes: grey is normal, a triangle wants a look."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QIcon

from app.domain.portfolio.evidence.questions import Direction
from app.domain.portfolio.evidence.results import EvidenceResult, Verdict
from app.domain.portfolio.evidence.sentences import sentence
from app.domain.portfolio.statuses import Light
from widgets.foreign_texts import on_screen
from widgets.inventory.fields.wording import day_text
from widgets.portfolio.lights import light_icon
from widgets.texts import DASH, language, number
from widgets.theme.icons import icon

_MOST_DECIMALS = 2
_DAY_US = 86_400_000_000
_HOUR_US = 3_600_000_000


def verdict_word(verdict: Verdict, *, is_overdue: bool = False) -> str:
    """Return what a verdict is called, in the language on screen."""
    tr = QCoreApplication.translate
    if verdict is Verdict.OPEN and is_overdue:
        return tr("evidence", "verfehlt")
    words = {
        Verdict.FULFILLED: tr("evidence", "erfüllt"),
        Verdict.OPEN: tr("evidence", "noch offen"),
        Verdict.UNKNOWN: tr("evidence", "nicht belegt"),
        Verdict.INVALID: tr("evidence", "Abfrage fehlerhaft"),
        Verdict.NO_TARGET: tr("evidence", "ohne Ziel"),
    }
    return words[verdict]


def verdict_icon(verdict: Verdict, *, is_wrong: bool = False) -> QIcon:
    """Return the shape of a verdict; a triangle where something is wrong."""
    if is_wrong:
        return light_icon(Light.YELLOW)
    names = {
        Verdict.FULFILLED: "mdi6.check-circle-outline",
        Verdict.OPEN: "mdi6.circle-outline",
        Verdict.NO_TARGET: "mdi6.sigma",
    }
    return icon(names.get(verdict, "mdi6.minus"))


def value_words(value: float | None, unit: str = "") -> str:
    """Return a value with its unit, without needless decimals; a dash for none."""
    if value is None:
        return DASH
    decimals = next(
        places
        for places in range(_MOST_DECIMALS + 1)
        if places == _MOST_DECIMALS or round(value, places) == round(value, 6)
    )
    text = number(value, decimals)
    return f"{text}\u202f{unit}" if unit else text


def target_words(result: EvidenceResult) -> str:
    """Return what is wanted, such as `mindestens 25`; empty without a target."""
    if result.target is None or result.direction is Direction.NONE:
        return ""
    tr = QCoreApplication.translate
    side = (
        tr("evidence", "mindestens {0}")
        if result.direction is Direction.AT_LEAST
        else tr("evidence", "höchstens {0}")
    )
    return side.format(value_words(result.target, result.unit))


def question_words(result: EvidenceResult) -> str:
    """Return the question in the language on screen; empty when it could not be read."""
    if result.question is None:
        return result.sentence
    return sentence(result.question, result.names, language(), on_screen)


def drift_words(result: EvidenceResult) -> str:
    """Return how far the reported value lies from the measured one; empty when not known."""
    if result.drift is None:
        return ""
    sign = "+" if result.drift > 0 else ""
    return f"{sign}{value_words(result.drift, result.unit)}"


def age_words(result: EvidenceResult) -> str:
    """Return how old the newest data are, in hours or days; a dash when that is not known."""
    if result.newest_us is None:
        return DASH
    age = max(result.at_us - result.newest_us, 0)
    tr = QCoreApplication.translate
    if age < _HOUR_US:
        return tr("evidence", "unter 1 h")
    if age < _DAY_US:
        return tr("evidence", "{0} h").format(age // _HOUR_US)
    days = age // _DAY_US
    return tr("evidence", "1 Tag") if days == 1 else tr("evidence", "{0} Tage").format(days)


def day_words(time_us: int | None, zone: str) -> str:
    """Return a day in the short form of the language on screen; a dash for none."""
    if time_us is None:
        return DASH
    day = datetime.fromtimestamp(time_us / 1e6, UTC).astimezone(ZoneInfo(zone)).date()
    return day_text(day.isoformat())
