"""What is wrong, and what is to be done, as sentences."""

from math import isfinite, isnan

from PySide6.QtCore import QCoreApplication

from app.domain.alarms import AlarmRule, RuleKind
from app.domain.cities import City
from app.domain.guidance import GuidanceScope
from app.domain.limits import LIMIT_KINDS
from app.domain.points import Point
from app.domain.samples import NO_TIME, Quality
from app.services.explanations import Course, Explanation, Finding, Standing
from widgets.alarms.words import limit_text
from widgets.texts import DASH, language, quality_text, value_with_unit
from widgets.why.lines import Chapter, Line
from widgets.why.wording import (
    amount_text,
    is_number,
    moment_text,
    share_text,
    span_text,
)

# ---- what is wrong --------------------------------------------------------------------------


def what_is_wrong(found: Explanation, city: City) -> Chapter:
    """Return what is wrong, by how much, since when, and how it came to it."""
    title = QCoreApplication.translate("why", "Was los ist")
    texts = _texts_of_alarm(found, city) if found.rule is not None else _texts_of_value(found, city)
    lines = [Line(text, is_strong=place == 0) for place, text in enumerate(filter(None, texts))]
    return Chapter("wrong", title, tuple(lines))


def _texts_of_alarm(found: Explanation, city: City) -> list[str]:
    rule, finding = found.rule, found.finding
    if rule is None:
        return []
    if finding.standing is Standing.NEVER:
        words = QCoreApplication.translate(
            "why", "Dieser Alarm steht nicht, und das Journal kennt keinen Fall davon."
        )
        return [words, _latest_text(found)]
    return [
        _measure_text(found.point, rule, finding, found),
        _since_text(rule, finding, found.at_us, city.time_zone),
        _course_text(found.point, finding),
        _latest_text(found),
        _seen_text(finding, found.at_us, city.time_zone),
    ]


def _measure_text(
    point: Point | None, rule: AlarmRule, finding: Finding, found: Explanation
) -> str:
    """Return value, limit, and by how much."""
    if rule.kind is RuleKind.LOST:
        return QCoreApplication.translate("why", "Die Quelle liefert nichts mehr.")
    if point is None:
        return ""
    if rule.kind.has_codes:
        words = QCoreApplication.translate("why", "Der Zustand ist „{state}“.")
        return words.format(state=value_with_unit(point, finding.value))
    threshold = DASH if found.limit is None else amount_text(point, found.limit.threshold)
    if rule.kind not in LIMIT_KINDS or rule.reference is not None:
        words = QCoreApplication.translate("why", "Ausgelöst bei {value}; die Regel: {limit}.")
        value = _measured(point, rule, finding)
        return words.format(value=value, limit=limit_text(point, rule))
    excess = amount_text(point, finding.excess)
    limit = float("nan") if found.limit is None else found.limit.threshold
    share = share_text(finding.excess, limit)
    words = (
        QCoreApplication.translate(
            "why", "Mit {value} lag der Wert {excess} über dem Grenzwert von {limit}."
        )
        if rule.kind.is_upper
        else QCoreApplication.translate(
            "why", "Mit {value} lag der Wert {excess} unter dem Grenzwert von {limit}."
        )
    )
    amount = f"{excess} ({share})" if share else excess
    return words.format(value=_measured(point, rule, finding), excess=amount, limit=threshold)


def _measured(point: Point, rule: AlarmRule, finding: Finding) -> str:
    """Return the measure that raised an alarm in the unit of what is measured."""
    if rule.kind is RuleKind.INACTIVE:
        return span_text(round(finding.value * 1e6)) if isfinite(finding.value) else DASH
    return amount_text(point, finding.value)


def _since_text(rule: AlarmRule, finding: Finding, at_us: int, zone: str) -> str:
    raised = moment_text(finding.raised_us, at_us, zone)
    if finding.standing is Standing.RETURNED:
        words = QCoreApplication.translate(
            "why", "Gemeldet {raised}, vorbei {cleared}, das waren {span}."
        )
        span = span_text(finding.cleared_us - finding.raised_us)
        cleared = moment_text(finding.cleared_us, at_us, zone)
        return words.format(raised=raised, cleared=cleared, span=span)
    words = QCoreApplication.translate("why", "Steht seit {raised}, das sind {span}.")
    text = words.format(raised=raised, span=span_text(at_us - finding.raised_us))
    if rule.on_delay_s <= 0:
        return text
    delayed = QCoreApplication.translate(
        "why", "Begonnen hat es {crossed}; gemeldet wird nach {delay}."
    )
    crossed = moment_text(finding.crossed_us, at_us, zone)
    delay = span_text(round(rule.on_delay_s * 1e6))
    return f"{text} {delayed.format(crossed=crossed, delay=delay)}"


def _course_text(point: Point | None, finding: Finding) -> str:
    if point is None or finding.course is Course.UNKNOWN:
        return ""
    words = {
        Course.STEADY: QCoreApplication.translate(
            "why", "In der Stunde davor blieb der Wert fast gleich."
        ),
        Course.RISING: QCoreApplication.translate(
            "why", "In der Stunde davor stieg der Wert um {change}."
        ),
        Course.FALLING: QCoreApplication.translate(
            "why", "In der Stunde davor fiel der Wert um {change}."
        ),
        Course.JUMPED_UP: QCoreApplication.translate(
            "why", "In der Stunde davor sprang der Wert um {change} nach oben."
        ),
        Course.JUMPED_DOWN: QCoreApplication.translate(
            "why", "In der Stunde davor sprang der Wert um {change} nach unten."
        ),
    }[finding.course]
    return words.format(change=amount_text(point, abs(finding.change)))


def _latest_text(found: Explanation) -> str:
    """Return the value at the moment, where it is not the one that was explained."""
    point, finding = found.point, found.finding
    if point is None or isnan(finding.latest):
        return ""
    if finding.latest == finding.value and finding.standing is Standing.ACTIVE:
        return ""
    words = QCoreApplication.translate("why", "Zurzeit: {value}.")
    return words.format(value=value_with_unit(point, finding.latest))


def _seen_text(finding: Finding, at_us: int, zone: str) -> str:
    if finding.acknowledged_us == NO_TIME:
        return ""
    words = QCoreApplication.translate("why", "Quittiert {moment} von {person}.")
    moment = moment_text(finding.acknowledged_us, at_us, zone)
    text = words.format(moment=moment, person=finding.acknowledged_by or DASH)
    said = QCoreApplication.translate("why", "„{text}“").format(text=finding.comment)
    return f"{text} {said}" if finding.comment else text


def _texts_of_value(found: Explanation, city: City) -> list[str]:
    point, finding = found.point, found.finding
    if point is None:
        return []
    texts = {
        Standing.PENDING: _pending_text,
        Standing.ABNORMAL: _abnormal_text,
        Standing.WITHIN: _within_text,
    }
    tell = texts.get(finding.standing)
    said = (
        QCoreApplication.translate("why", "Für diesen Datenpunkt gibt es keine Regel.")
        if tell is None
        else tell(point, finding)
    )
    measured = moment_text(finding.value_us, found.at_us, city.time_zone)
    value = QCoreApplication.translate("why", "Der Wert: {value}, gemessen {moment}.").format(
        value=value_with_unit(point, finding.value), moment=measured
    )
    if finding.value_us == NO_TIME:
        value = QCoreApplication.translate("why", "Bisher ist kein Wert gekommen.")
    return [said, value, _course_text(point, finding)]


def _pending_text(point: Point, finding: Finding) -> str:
    rule = finding.nearest
    if rule is None:
        return ""
    delay = QCoreApplication.translate("why", "Gemeldet wird erst, wenn es {delay} anhält.").format(
        delay=span_text(round(rule.on_delay_s * 1e6))
    )
    words = QCoreApplication.translate("why", "Der Wert verletzt die Regel {limit}.")
    text = words.format(limit=limit_text(point, rule))
    return f"{text} {delay}" if rule.on_delay_s > 0 else text


def _abnormal_text(point: Point, finding: Finding) -> str:
    if finding.value_us == NO_TIME:
        return QCoreApplication.translate("why", "Von diesem Datenpunkt ist nichts bekannt.")
    if finding.quality is not Quality.GOOD:
        words = QCoreApplication.translate(
            "why", "Der Wert ist nicht verlässlich, seine Güte ist „{quality}“."
        )
        return words.format(quality=quality_text(finding.quality))
    words = QCoreApplication.translate(
        "why", "Der Zustand „{state}“ ist auffällig, aber keine Regel meldet ihn."
    )
    return words.format(state=value_with_unit(point, finding.value))


def _within_text(point: Point, finding: Finding) -> str:
    rule = finding.nearest
    if rule is None or not is_number(point) or isnan(finding.room):
        return QCoreApplication.translate(
            "why", "Dieser Wert liegt im erlaubten Bereich; kein Alarm steht an."
        )
    words = QCoreApplication.translate(
        "why", "Dieser Wert liegt im erlaubten Bereich; bis {limit} fehlen noch {room}."
    )
    room = amount_text(point, finding.room)
    return words.format(limit=limit_text(point, rule), room=room)


# ---- what to do -----------------------------------------------------------------------------


def what_to_do(found: Explanation) -> Chapter:
    """Return what the rule wants to be done, what happens if nobody does, and who can help."""
    title = QCoreApplication.translate("why", "Was zu tun ist")
    lines = []
    for advice in found.advice:
        if advice.scope is None:
            text, contact = (t.in_language(language()) for t in (advice.text, advice.contact))
            lines.append(Line(text or contact, contact if text else "", is_strong=True))
    rule = found.rule
    if rule is not None and rule.effect.de:
        words = QCoreApplication.translate("why", "Sonst: {effect}")
        lines.append(Line(words.format(effect=rule.effect.in_language(language()))))
    return Chapter("advice", title, tuple(lines))


def guidance(found: Explanation) -> Chapter:
    """Return what is written for the point and everything above it, the nearest first."""
    title = QCoreApplication.translate("why", "Anleitungen")
    lines = []
    for advice in found.advice:
        if advice.scope is not None:
            steps = _numbered(advice.text.in_language(language()))
            contact = advice.contact.in_language(language())
            detail = "\n".join(filter(None, (steps, contact)))
            lines.append(Line(_scope_text(advice.scope), detail))
    return Chapter("guidance", title, tuple(lines))


def _numbered(text: str) -> str:
    """Return steps with their numbers; a single one needs none."""
    steps = [step.strip() for step in text.splitlines() if step.strip()]
    if len(steps) < 2:  # noqa: PLR2004 - one step is no list
        return "\n".join(steps)
    return "\n".join(f"{place}. {step}" for place, step in enumerate(steps, 1))


def _scope_text(scope: GuidanceScope) -> str:
    words = {
        GuidanceScope.CITY: QCoreApplication.translate("why", "Für die ganze Stadt"),
        GuidanceScope.FIELD: QCoreApplication.translate("why", "Für das Handlungsfeld"),
        GuidanceScope.DISTRICT: QCoreApplication.translate("why", "Für den Stadtbezirk"),
        GuidanceScope.TYPE: QCoreApplication.translate("why", "Für diese Bauart"),
        GuidanceScope.SOURCE: QCoreApplication.translate("why", "Für die Quelle"),
        GuidanceScope.DEVICE: QCoreApplication.translate("why", "Für das Gerät"),
        GuidanceScope.POINT: QCoreApplication.translate("why", "Für den Datenpunkt"),
    }
    return words[scope]
