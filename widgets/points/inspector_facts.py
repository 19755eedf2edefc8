"""What the inspector says of a point: why a value is stale, the law behind a limit, plain text."""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from PySide6.QtCore import QCoreApplication

from app.domain.alarms import AlarmRule
from app.domain.cities import City, LegalLimit
from app.domain.samples import NO_TIME, Quality
from app.services.states import CityState
from widgets.alarms.entries import is_collector_away
from widgets.points.wording import quality_words
from widgets.texts import (
    DASH,
    age_text,
    language,
    number,
    source_state_text,
    time_text,
    value_text,
)

_SECOND_US = 1_000_000


@dataclass(frozen=True, slots=True)
class Reading:
    """The value of a point at a moment, in words.

    Attributes:
        value: The value without its unit.
        unit: Symbol of the unit; empty without a value.
        quality: Quality and age in one word.
        is_bad: True for a doubtful or bad quality.
        is_stale: True when the value must not be taken for live.
        age: Its age.
        measured: When the device measured it.
        received: When it came.
        reason: Why it is stale, a whole sentence; empty while it is not.
        source: State of its source; empty when nobody knows it.
    """

    value: str = DASH
    unit: str = ""
    quality: str = ""
    is_bad: bool = False
    is_stale: bool = False
    age: str = DASH
    measured: str = DASH
    received: str = DASH
    reason: str = ""
    source: str = ""


def reading(city: City, row: int, state: CityState) -> Reading:
    """Return the value of a point in words."""
    point, states = city.points[row], state.states
    time_us, quality = int(states.time[row]), int(states.quality[row])
    is_stale = bool(state.stale[row])
    value = value_text(point, float(states.value[row]))
    health = state.sources.get(point.source)
    return Reading(
        value=value,
        unit=point.unit.symbol if value != DASH else "",
        quality=quality_words(quality, time_us, is_stale=is_stale),
        is_bad=quality != Quality.GOOD and time_us != NO_TIME,
        is_stale=is_stale,
        age=DASH if time_us == NO_TIME else age_text(state.at_us - time_us),
        measured=time_text(time_us, city.time_zone, with_date=True),
        received=time_text(int(states.received[row]), city.time_zone, with_date=True),
        reason=stale_reason(city, row, state) if is_stale else "",
        source="" if health is None else source_state_text(health.state),
    )


def stale_reason(city: City, row: int, state: CityState) -> str:
    """Return why a value must not be taken for live, a whole sentence."""
    point, time_us = city.points[row], int(state.states.time[row])
    if is_collector_away(city, state):
        return QCoreApplication.translate("inspector", "Die Datenerfassung antwortet nicht.")
    health = state.sources.get(point.source)
    if health is not None and not health.state.is_delivering:
        sentence = QCoreApplication.translate("inspector", "Die Quelle liefert nicht: {state}.")
        return sentence.format(state=source_state_text(health.state))
    if time_us == NO_TIME:
        return QCoreApplication.translate("inspector", "Bisher ist kein Wert gekommen.")
    if state.states.quality[row] == Quality.GAP:
        return QCoreApplication.translate("inspector", "Seit dem letzten Wert fehlen Daten.")
    sentence = QCoreApplication.translate(
        "inspector", "Seit {age} kam kein neuer Wert; üblich ist einer alle {interval}."
    )
    interval = age_text(round(point.interval_s * _SECOND_US))
    return sentence.format(age=age_text(state.at_us - time_us), interval=interval)


def legal_limits(city: City, rule: AlarmRule, at_us: int) -> list[LegalLimit]:
    """Return the rows of the law a rule takes its limit from: today's, then those to come."""
    today = datetime.fromtimestamp(at_us / 1e6, UTC).astimezone(ZoneInfo(city.time_zone)).date()
    names = {row.id for row in city.limits if row.law == rule.basis and row.value == rule.threshold}
    rows = [row for row in city.limits if row.id in names and not _is_over(row, today)]
    return sorted(rows, key=lambda row: (row.id, row.valid_from))


def legal_text(city: City, row: LegalLimit, at_us: int) -> str:
    """Return a row of the law in words: value, what is averaged, law, and when it begins."""
    unit = city.units.get(row.unit)
    symbol = "" if unit is None else f"\u202f{unit.symbol}"
    decimals = 0 if row.value == round(row.value) else 1
    value = f"{number(row.value, decimals)}{symbol}, {row.averaging.in_language(language())}"
    today = datetime.fromtimestamp(at_us / 1e6, UTC).astimezone(ZoneInfo(city.time_zone)).date()
    if row.valid_from > today:
        begin = QCoreApplication.translate("inspector", "ab {date}")
        value = f"{begin.format(date=_day(row.valid_from))}: {value}"
    return f"{value}\n{row.law}"


def plain_text(city: City, rows: list[int], state: CityState | None) -> str:
    """Return some points with their values as text for the clipboard, one line each."""
    titles = [
        QCoreApplication.translate("inspector", "Datenpunkt"),
        QCoreApplication.translate("inspector", "Kennung"),
        QCoreApplication.translate("inspector", "Wert"),
        QCoreApplication.translate("inspector", "Einheit"),
        QCoreApplication.translate("inspector", "Güte"),
        QCoreApplication.translate("inspector", "Gemessen"),
    ]
    lines = ["\t".join(titles)]
    for row in rows:
        point = city.points[row]
        now = Reading() if state is None else reading(city, row, state)
        name = point.name.in_language(language())
        cells = (name, str(point.id), now.value, point.unit.symbol, now.quality, now.measured)
        lines.append("\t".join(cells))
    return "\n".join(lines) + "\n"


def _is_over(row: LegalLimit, today: date) -> bool:
    return row.valid_until is not None and row.valid_until < today


def _day(day: date) -> str:
    return day.strftime("%d/%m/%Y" if language() == "en" else "%d.%m.%Y")
