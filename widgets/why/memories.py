"""The last cases, and where the limit comes from, as lines."""

from datetime import date
from math import isnan

from PySide6.QtCore import QCoreApplication

from app.domain.alarms import AlarmRule
from app.domain.cities import City, LegalLimit
from app.domain.points import Point
from app.domain.samples import NO_TIME
from app.services.explanations import Case, Explanation, LimitOrigin, LimitSetting, PastCases
from widgets.alarms.words import limit_text
from widgets.foreign_texts import remark_on_screen
from widgets.texts import DASH, language, number, priority_text
from widgets.why.lines import Chapter, Line
from widgets.why.wording import (
    amount_text,
    day_text,
    place_text,
    span_text,
)

# ---- cases ----------------------------------------------------------------------------------


def last_cases(found: Explanation, city: City) -> Chapter:
    """Return the last cases: when, how long, who acknowledged it after how long, what they said."""
    title = QCoreApplication.translate("why", "Die letzten Fälle")
    if found.rule is None:
        return Chapter("cases", title)
    lines = [_case(case, city) for case in found.past.cases]
    if not lines:
        lines = [Line(QCoreApplication.translate("why", "Bisher gab es keinen Fall davon."))]
    return Chapter("cases", title, tuple(lines), _usual_text(found.past))


def _usual_text(past: PastCases) -> str:
    if not past.count:
        return ""
    words = QCoreApplication.translate("why", "In den letzten 90 Tagen %n-mal", "", past.count)
    if past.median_us == NO_TIME:
        return words
    usual = QCoreApplication.translate("why", "meist etwa {span}")
    return f"{words}, {usual.format(span=span_text(past.median_us))}"


def _case(case: Case, city: City) -> Line:
    lasted = (
        QCoreApplication.translate("why", "ohne Ende im Journal")
        if case.lasted_us == NO_TIME
        else QCoreApplication.translate("why", "dauerte {span}").format(
            span=span_text(case.lasted_us)
        )
    )
    moment = day_text(case.raised_us, city.time_zone)
    details = [_elsewhere(case), _seen(case)]
    quoted = QCoreApplication.translate("why", "{person}: „{text}“")
    details += [
        quoted.format(person=person, text=remark_on_screen(person, text))
        for person, text in case.comments
    ]
    return Line(
        lasted,
        "\n".join(filter(None, details)),
        time_us=case.raised_us,
        time=moment,
        points=(str(case.point.id),) if case.is_elsewhere and case.point is not None else (),
    )


def _elsewhere(case: Case) -> str:
    if not case.is_elsewhere:
        return ""
    words = QCoreApplication.translate("why", "Gleiche Regel an anderem Ort: {place}")
    return words.format(place=place_text(case.point) or case.alarm)


def _seen(case: Case) -> str:
    if case.seen_after_us == NO_TIME:
        return QCoreApplication.translate("why", "nie quittiert")
    words = QCoreApplication.translate("why", "nach {span} quittiert von {person}")
    return words.format(span=span_text(case.seen_after_us), person=case.acknowledged_by or DASH)


# ---- the limit ------------------------------------------------------------------------------


def the_limit(found: Explanation, city: City) -> Chapter:
    """Return the rule, the law behind it, and who set it when."""
    title = QCoreApplication.translate("why", "Woher der Grenzwert kommt")
    rule, limit, point = found.rule, found.limit, found.point
    if rule is None or limit is None:
        return Chapter("limit", title)
    if rule.kind.has_codes:
        title = QCoreApplication.translate("why", "Woher die Regel kommt")
    lines = [_rule_line(point, rule)]
    if limit.legal is not None:
        lines.append(_law_line(limit.legal, city))
    elif rule.basis:
        words = QCoreApplication.translate("why", "Grundlage: {basis}")
        lines.append(Line(words.format(basis=rule.basis)))
    if limit.reference is not None:
        words = QCoreApplication.translate("why", "Bezug ist der Datenpunkt {point}")
        lines.append(Line(words.format(point=limit.reference), points=(str(limit.reference),)))
    if point is not None:
        lines += _settings(point, limit, city)
    lines += _versions(limit, city)
    if rule.rationale.de:
        words = QCoreApplication.translate("why", "Begründung: {text}")
        lines.append(Line(words.format(text=rule.rationale.in_language(language()))))
    return Chapter("limit", title, tuple(lines))


def _rule_line(point: Point | None, rule: AlarmRule) -> Line:
    parts = [] if point is None else [limit_text(point, rule)]
    parts.append(
        QCoreApplication.translate("why", "Priorität {word}").format(
            word=priority_text(rule.priority)
        )
    )
    more = []
    if rule.deadband and point is not None:
        words = QCoreApplication.translate("why", "Totband {amount}")
        more.append(words.format(amount=amount_text(point, rule.deadband)))
    for seconds, words in (
        (rule.on_delay_s, QCoreApplication.translate("why", "meldet nach {span}")),
        (rule.off_delay_s, QCoreApplication.translate("why", "endet nach {span}")),
    ):
        if seconds > 0:
            more.append(words.format(span=span_text(round(seconds * 1e6))))
    return Line(" · ".join(parts), " · ".join(more), is_strong=True)


def _law_line(row: LegalLimit, city: City) -> Line:
    unit = city.units.get(row.unit)
    symbol = row.unit if unit is None else unit.symbol
    decimals = 0 if row.value == round(row.value) else 1
    words = QCoreApplication.translate("why", "Gesetzlicher Grenzwert: {value}, {averaging}")
    text = words.format(
        value=f"{number(row.value, decimals)}\u202f{symbol}",
        averaging=row.averaging.in_language(language()),
    )
    since = QCoreApplication.translate("why", "in Kraft seit {day}")
    return Line(text, f"{row.law} · {since.format(day=_day(row.valid_from))}")


def _settings(point: Point, limit: LimitOrigin, city: City) -> list[Line]:
    before = [*limit.settings[1:], None]
    return [
        _setting(point, now, former, city)
        for now, former in zip(limit.settings, before, strict=False)
    ]


def _setting(point: Point, now: LimitSetting, former: LimitSetting | None, city: City) -> Line:
    if now.since_us == NO_TIME:
        words = QCoreApplication.translate(
            "why", "{limit} aus dem Stadtprofil, seit Beginn der Aufzeichnung"
        )
        return Line(words.format(limit=amount_text(point, now.threshold)))
    limit = amount_text(point, now.threshold)
    if isnan(now.threshold):
        text = QCoreApplication.translate("why", "Regel entfernt")
    elif former is None or former.threshold == now.threshold:
        text = QCoreApplication.translate("why", "{limit} gesetzt").format(limit=limit)
    else:
        words = QCoreApplication.translate("why", "{limit} gesetzt, vorher {former}")
        text = words.format(limit=limit, former=amount_text(point, former.threshold))
    return Line(text, _who(now), time_us=now.since_us, time=day_text(now.since_us, city.time_zone))


def _versions(limit: LimitOrigin, city: City) -> list[Line]:
    """Return who changed the rule without its limit."""
    told = {setting.version for setting in limit.settings}
    changed = QCoreApplication.translate("why", "Regel geändert")
    return [
        Line(
            changed,
            _made_by(version.actor, version.number, version.why),
            time_us=version.at_us,
            time=day_text(version.at_us, city.time_zone),
        )
        for version in limit.versions
        if version.number not in told
    ]


def _made_by(person: str, number: int, why: str) -> str:
    words = QCoreApplication.translate("why", "von {person}, Version {number} der Regeln")
    text = words.format(person=person or DASH, number=number)
    said = QCoreApplication.translate("why", "„{text}“").format(text=why)
    return f"{text}: {said}" if why else text


def _who(now: LimitSetting) -> str:
    if not now.version:
        return QCoreApplication.translate("why", "durch ein geändertes Stadtprofil")
    return _made_by(now.actor, now.version, now.why)


def _day(day: date) -> str:
    return day.strftime("%d/%m/%Y" if language() == "en" else "%d.%m.%Y")
