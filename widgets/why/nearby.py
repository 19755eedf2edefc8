"""What changed near by, and what came first in the group, as lines."""

from PySide6.QtCore import QCoreApplication

from app.domain.alarms import AlarmEventKind, AlarmRule, RuleKind
from app.domain.cities import City
from app.services.explanations import (
    Change,
    ChangeKind,
    Explanation,
    GroupAlarm,
    GroupCourse,
)
from widgets.foreign_texts import remark_on_screen
from widgets.texts import language, number, value_with_unit
from widgets.theme import AlarmLook, alarm_look
from widgets.why.lines import Chapter, Line
from widgets.why.wording import (
    amount_text,
    moment_text,
    nearness_text,
    offset_text,
    place_text,
    point_text,
    source_text,
    span_text,
)


def rule_look(rule: AlarmRule) -> AlarmLook:
    """Return colours and glyph of an alarm."""
    return alarm_look(rule.priority, is_lost=rule.kind is RuleKind.LOST)


# ---- first out ------------------------------------------------------------------------------


def first_out(found: Explanation, city: City) -> Chapter:
    """Return which alarm of the group came first, and what followed."""
    title = QCoreApplication.translate("why", "Was zuerst kam")
    group = found.group
    if group is None or group.first is None:
        return Chapter("group", title)
    name = group.group.name.in_language(language())
    hint = _group_words(group.group.key).format(name=name)
    lines = [_alone(group)] if len(group.chain) == 1 else []
    if len(group.chain) > 1:
        if group.cause is not group.first and group.cause is not None:
            lines.append(_cause(group.cause, found.at_us, city))
        lines += [_chained(one, found.at_us, city, group.cause) for one in group.chain]
    if group.left_off:
        words = QCoreApplication.translate("why", "und %n weitere Alarm(e)", "", group.left_off)
        lines.append(Line(words))
    lines += [_standing(one, found.at_us, city) for one in group.standing]
    return Chapter("group", title, tuple(lines), hint)


def _group_words(key: str) -> str:
    """Return what kind of group it is, see `Topology.group_of`."""
    kind = key.partition(":")[0]
    words = {
        "network": QCoreApplication.translate("why", "Alarme im Netz hinter „{name}“"),
        "source": QCoreApplication.translate("why", "Alarme der Quelle „{name}“"),
        "place": QCoreApplication.translate("why", "Alarme am Ort „{name}“"),
    }
    return words.get(kind, QCoreApplication.translate("why", "Alarme der Gruppe „{name}“"))


def _alone(group: GroupCourse) -> Line:
    words = (
        QCoreApplication.translate("why", "Dieser Alarm kam allein, kein anderer ging ihm voraus.")
        if not group.standing
        else QCoreApplication.translate("why", "Kein anderer Alarm der Gruppe kam kurz vorher.")
    )
    return Line(words)


def _cause(one: GroupAlarm, at_us: int, city: City) -> Line:
    """Return the alarm above that explains the others although it was found later."""
    words = QCoreApplication.translate("why", "Vermutlich die Ursache: {message}")
    return Line(
        words.format(message=one.rule.message.in_language(language())),
        QCoreApplication.translate("why", "vorgelagert im Netz, nur später bemerkt"),
        alarm=str(one.rule.id),
        time_us=one.raised_us,
        time=moment_text(one.raised_us, at_us, city.time_zone),
        look=rule_look(one.rule),
        is_strong=True,
    )


def _chained(one: GroupAlarm, at_us: int, city: City, cause: GroupAlarm | None) -> Line:
    message = one.rule.message.in_language(language())
    if one.is_subject and one.offset_us == 0:
        text = QCoreApplication.translate("why", "Dieser Alarm: {message}").format(message=message)
        detail = QCoreApplication.translate("why", "kam zuerst, die anderen folgten")
    elif one.is_subject:
        text = QCoreApplication.translate("why", "Dieser Alarm: {message}").format(message=message)
        detail = ""
    else:
        text = message
        detail = QCoreApplication.translate("why", "vorgelagert im Netz") if one.is_upstream else ""
    moment = moment_text(one.raised_us, at_us, city.time_zone)
    after = QCoreApplication.translate("why", "{span} später").format(span=span_text(one.offset_us))
    return Line(
        text,
        detail,
        alarm="" if one.is_subject else str(one.rule.id),
        time_us=one.raised_us,
        time=moment if one.offset_us == 0 else after,
        look=rule_look(one.rule),
        is_strong=one is cause and one.offset_us == 0,
    )


def _standing(one: GroupAlarm, at_us: int, city: City) -> Line:
    message = one.rule.message.in_language(language())
    words = QCoreApplication.translate("why", "stand schon vorher: {message}")
    return Line(
        words.format(message=message),
        alarm=str(one.rule.id),
        time_us=one.raised_us,
        time=moment_text(one.raised_us, at_us, city.time_zone),
        look=rule_look(one.rule),
    )


# ---- what changed ---------------------------------------------------------------------------


def nearby(found: Explanation, city: City) -> Chapter:
    """Return what changed near by within ten minutes."""
    title = QCoreApplication.translate("why", "Was sich in der Nähe änderte")
    moment = moment_text(found.pivot_us, found.at_us, city.time_zone)
    hint = QCoreApplication.translate(
        "why", "±10 min um {moment}; %n Nachbarpunkt(e) angesehen", "", found.searched
    ).format(moment=moment)
    told = {one.rule.id for one in found.group.chain} if found.group is not None else set()
    lines = [
        _line(change, city)
        for change in found.changes
        if change.kind is not ChangeKind.RAISED or change.rule is None or change.rule.id not in told
    ]
    if not lines:
        lines = [Line(QCoreApplication.translate("why", "Sonst nichts Auffälliges gefunden."))]
    return Chapter("nearby", title, tuple(lines), hint)


def _line(change: Change, city: City) -> Line:
    text, more = _words(change, city)
    detail = " · ".join(filter(None, (nearness_text(change.nearness), _place(change), more)))
    is_alarm = change.kind in {ChangeKind.RAISED, ChangeKind.LOST}
    return Line(
        text,
        detail,
        alarm=str(change.rule.id) if change.rule is not None else "",
        points=() if change.point is None else (str(change.point.id),),
        time_us=change.time_us,
        time=offset_text(change.offset_us),
        look=rule_look(change.rule) if is_alarm and change.rule is not None else None,
    )


def _place(change: Change) -> str:
    """Return the place, where the text does not name it."""
    place = place_text(change.point)
    message = "" if change.rule is None else change.rule.message.in_language(language())
    return "" if place in message else place


def _words(change: Change, city: City) -> tuple[str, str]:
    """Return what changed as a sentence, and what more is to be said."""
    if change.rule is not None:
        return _alarm_words(change, city), _more_of_alarm(change)
    if change.kind is ChangeKind.NOTE:
        words = QCoreApplication.translate("why", "Notiz von {person}: {text}")
        return words.format(person=change.actor, text=change.text), ""
    return _value_words(change), _more_of_value(change)


def _alarm_words(change: Change, city: City) -> str:
    rule = change.rule
    message = "" if rule is None else rule.message.in_language(language())
    source = source_text(city, change.source)
    if change.kind is ChangeKind.LIMIT and change.point is not None:
        words = QCoreApplication.translate("why", "Grenzwert geändert: {before} → {after}")
        before, after = (amount_text(change.point, v) for v in (change.before, change.after))
        return words.format(before=before, after=after)
    words = {
        ChangeKind.RAISED: "{message}",
        ChangeKind.CLEARED: QCoreApplication.translate("why", "Zurückgekehrt: {message}"),
        ChangeKind.ACTION: QCoreApplication.translate("why", "{person} hat {act}: {message}"),
        ChangeKind.LOST: QCoreApplication.translate("why", "Verbindung zu „{source}“ unterbrochen"),
        ChangeKind.BACK: QCoreApplication.translate("why", "Verbindung zu „{source}“ wieder da"),
        ChangeKind.LIMIT: QCoreApplication.translate("why", "Grenzwert geändert: {message}"),
    }[change.kind]
    act = act_text(change.event)
    return words.format(message=message, person=change.actor, act=act, source=source)


def act_text(event: str) -> str:
    """Return what a person has done, as it follows `hat`."""
    words = {
        AlarmEventKind.ACKNOWLEDGED: QCoreApplication.translate("why", "quittiert"),
        AlarmEventKind.UNACKNOWLEDGED: QCoreApplication.translate(
            "why", "die Quittierung zurückgenommen"
        ),
        AlarmEventKind.SHELVED: QCoreApplication.translate("why", "zurückgestellt"),
        AlarmEventKind.UNSHELVED: QCoreApplication.translate("why", "zurückgeholt"),
        AlarmEventKind.REMOVED: QCoreApplication.translate("why", "außer Betrieb genommen"),
        AlarmEventKind.RESTORED: QCoreApplication.translate("why", "wieder in Betrieb genommen"),
        AlarmEventKind.RESET: QCoreApplication.translate("why", "zurückgesetzt"),
        AlarmEventKind.CONFIRMED: QCoreApplication.translate("why", "bestätigt"),
        AlarmEventKind.COMMENTED: QCoreApplication.translate("why", "kommentiert"),
    }
    return words.get(AlarmEventKind(event), event)


def _more_of_alarm(change: Change) -> str:
    if change.kind is ChangeKind.ACTION and change.text:
        text = remark_on_screen(change.actor, change.text)
        return QCoreApplication.translate("why", "„{text}“").format(text=text)
    if change.kind is ChangeKind.LIMIT and change.point is not None:
        return point_text(change.point)
    return ""


def _value_words(change: Change) -> str:
    point = change.point
    if point is None:
        return ""
    name = point_text(point)
    if change.kind in {ChangeKind.SWITCHED, ChangeKind.JUMPED}:
        before, after = (value_with_unit(point, v) for v in (change.before, change.after))
        return f"{name}: {before} → {after}"
    words = (
        QCoreApplication.translate("why", "{name} liefert nichts Gültiges mehr")
        if change.kind is ChangeKind.SILENT
        else QCoreApplication.translate("why", "{name} liefert wieder")
    )
    return words.format(name=name)


def _more_of_value(change: Change) -> str:
    more = []
    if change.kind is ChangeKind.JUMPED:
        words = QCoreApplication.translate("why", "{times}-mal so viel wie üblich")
        more.append(words.format(times=number(min(change.times_usual, 99.0), 0)))
    if change.count:
        words = QCoreApplication.translate("why", "ebenso %n weitere", "", change.count)
        more.append(words)
    return " · ".join(more)
