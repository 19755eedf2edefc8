"""A handover in words: its items line by line, its figures, who signed it and when."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from math import isfinite
from typing import Final

from PySide6.QtCore import QCoreApplication

from app.domain.alarms import AlarmId, AlarmRule, AlarmState, mirrored_rule
from app.domain.cities import City
from app.domain.points import Point
from app.domain.samples import NO_TIME
from app.domain.shifts import Handover, HandoverItem, HandoverTopic, Shift, Signature
from app.services.lost_sources import all_rules
from widgets.foreign_texts import remark_on_screen
from widgets.texts import age_text, count, language, number, time_text, value_with_unit

_SECONDS: Final = len(":00")
_YEAR: Final = len("2025")

ALARM_TOPICS: Final = frozenset(
    {
        HandoverTopic.UNACKNOWLEDGED,
        HandoverTopic.STANDING,
        HandoverTopic.LATCHED,
        HandoverTopic.EXPIRING,
        HandoverTopic.SHELVED,
        HandoverTopic.OUT_OF_SERVICE,
        HandoverTopic.LIMIT,
        HandoverTopic.BAD_ACTOR,
    }
)
"""Topics whose subject is an alarm."""

ENTRY_TOPICS: Final = frozenset({HandoverTopic.OPEN_ENTRY, HandoverTopic.ENTRY})
"""Topics whose subject is a line of the logbook."""


def topic_text(topic: HandoverTopic) -> str:
    """Return the heading over the items of a topic."""
    words = {
        HandoverTopic.UNACKNOWLEDGED: QCoreApplication.translate(
            "handover", "Alarme, die niemand quittiert hat"
        ),
        HandoverTopic.STANDING: QCoreApplication.translate(
            "handover", "Quittierte Alarme, die noch anstehen"
        ),
        HandoverTopic.LATCHED: QCoreApplication.translate(
            "handover", "Gehaltene Alarme, die auf ihr Rücksetzen warten"
        ),
        HandoverTopic.EXPIRING: QCoreApplication.translate(
            "handover", "Zurückgestellt, läuft bis zum Ende der nächsten Schicht ab"
        ),
        HandoverTopic.SHELVED: QCoreApplication.translate(
            "handover", "Zurückgestellt, läuft später ab"
        ),
        HandoverTopic.OUT_OF_SERVICE: QCoreApplication.translate("handover", "Außer Betrieb"),
        HandoverTopic.MAINTENANCE: QCoreApplication.translate("handover", "Wartungsfenster"),
        HandoverTopic.LIMIT: QCoreApplication.translate("handover", "Geänderte Grenzwerte"),
        HandoverTopic.BAD_ACTOR: QCoreApplication.translate(
            "handover", "Alarme, die in dieser Schicht oft kamen"
        ),
        HandoverTopic.OPEN_ENTRY: QCoreApplication.translate(
            "handover", "Schichtbuch: noch zu erledigen"
        ),
        HandoverTopic.ENTRY: QCoreApplication.translate("handover", "Schichtbuch: diese Schicht"),
        HandoverTopic.NOTE: QCoreApplication.translate("handover", "Notizen"),
    }
    return words[topic]


@dataclass(frozen=True, slots=True)
class ItemLine:
    """One item in words.

    Attributes:
        item: The item.
        what: What it is.
        since: Since when; empty where that does not apply.
        until: Until when, with how long that is while it lies ahead; empty likewise.
        who: Who did or wrote it.
        comment: What they wrote.
        rule: The rule of its alarm, whose chip is drawn; None for what is no alarm.
        point: The point it is about; None for none.
    """

    item: HandoverItem
    what: str
    since: str = ""
    until: str = ""
    who: str = ""
    comment: str = ""
    rule: AlarmRule | None = None
    point: Point | None = None

    @property
    def cells(self) -> tuple[str, ...]:
        """The texts from what it is to the comment."""
        return self.what, self.since, self.until, self.who, self.comment


@dataclass(frozen=True, slots=True)
class Section:
    """The items of one topic.

    Attributes:
        topic: The topic.
        lines: Its items.
    """

    topic: HandoverTopic
    lines: list[ItemLine] = field(default_factory=list)

    @property
    def title(self) -> str:
        """The heading with how many there are."""
        return f"{topic_text(self.topic)} ({count(len(self.lines))})"


class HandoverWording:
    """Turns handovers into words.

    Args:
        city: The profile; None while there is none.
    """

    def __init__(self, city: City | None) -> None:
        self.zone = "UTC" if city is None else city.time_zone
        self._rules = {} if city is None else all_rules(city)
        self._points = {} if city is None else {point.id: point for point in city.points}

    def learn(self, alarms: Mapping[AlarmId, AlarmState]) -> None:
        """Know alarms that servers judge themselves: the profile has no rules of them."""
        for name, state in alarms.items():
            if state.mirror is not None and name not in self._rules:
                self._rules[name] = mirrored_rule(name, state.mirror)

    def sections(self, handover: Handover, now_us: int | None) -> list[Section]:
        """Return the items by topic, the most urgent first; topics without any are left out."""
        found: dict[HandoverTopic, Section] = {}
        for item in handover.items:
            section = found.setdefault(item.topic, Section(item.topic))
            section.lines.append(self.line(item, handover.made_us, now_us))
        return list(found.values())

    def line(self, item: HandoverItem, made_us: int, now_us: int | None) -> ItemLine:
        """Return an item in words.

        Args:
            item: The item.
            made_us: When the handover was put together; that day is not named again.
            now_us: From when on its end is counted down, µs UTC; None counts nothing down.
        """
        since = self.moment(item.since_us, made_us)
        until = self.moment(item.until_us, made_us)
        if now_us is not None and item.until_us > now_us:
            until = f"{until} ({self.remaining(item.until_us - now_us)})"
        if item.topic not in ALARM_TOPICS:
            # Their comment is what they are about.
            return ItemLine(item, " ".join(item.comment.split()), since, until, item.actor)
        rule = self._rules.get(AlarmId(item.subject))
        point = None if rule is None or rule.point is None else self._points.get(rule.point)
        what = self._alarm(item, rule, point)
        comment = remark_on_screen(item.actor, item.comment)
        return ItemLine(item, what, since, until, item.actor, comment, rule, point)

    def _alarm(self, item: HandoverItem, rule: AlarmRule | None, point: Point | None) -> str:
        what = item.subject if rule is None else rule.message.in_language(language())
        name = "" if point is None else point.name.in_language(language())
        if name and name.casefold() not in what.casefold():
            what = f"{what} – {name}"
        extra = self._extra(item, point)
        return f"{what}: {extra}" if extra else what

    @staticmethod
    def _extra(item: HandoverItem, point: Point | None) -> str:
        if item.topic is HandoverTopic.BAD_ACTOR:
            return QCoreApplication.translate("handover", "{0} mal in dieser Schicht").format(
                item.count
            )
        value = ""
        if item.value is not None:
            value = number(item.value, 2) if point is None else value_with_unit(point, item.value)
        if item.topic is HandoverTopic.LIMIT:
            if not value:
                return QCoreApplication.translate("handover", "Grenzwert aufgehoben")
            return QCoreApplication.translate("handover", "neuer Grenzwert {0}").format(value)
        if item.count > 1:
            times = QCoreApplication.translate("handover", "{0} mal").format(item.count)
            return f"{value}, {times}" if value else times
        return value

    def moment(self, time_us: int, day_us: int = NO_TIME) -> str:
        """Return a moment to the minute, empty for none.

        Args:
            time_us: The moment, µs UTC.
            day_us: A moment whose day and year are not named again.
        """
        if time_us == NO_TIME:
            return ""
        day, clock = time_text(time_us, self.zone, with_date=True)[:-_SECONDS].split()
        if day_us == NO_TIME:
            return f"{day} {clock}"
        known = time_text(day_us, self.zone, with_date=True).split()[0]
        if day == known:
            return clock
        is_year_known = day[-_YEAR:] == known[-_YEAR:]
        return f"{day[:-_YEAR].rstrip('/') if is_year_known else day} {clock}"

    @staticmethod
    def remaining(left_us: int) -> str:
        """Return how long something still goes on."""
        return QCoreApplication.translate("handover", "noch {0}").format(age_text(left_us))

    def shift(self, shift: Shift | None) -> str:
        """Return a shift with its day and hours."""
        if shift is None:
            return QCoreApplication.translate("handover", "keine")
        begin, end = self.moment(shift.start_us), self.moment(shift.end_us)
        is_same_day = begin.split()[0] == end.split()[0]
        name = shift.name.in_language(language())
        return f"{name} {begin} – {end.split()[1] if is_same_day else end}"

    def signature(self, sentence: str, signature: Signature) -> str:
        """Return who signed, and when, in a sentence with `{person}` and `{time}`."""
        time = time_text(signature.time_us, self.zone, with_date=True)
        return sentence.format(person=signature.actor, time=time)

    def left(self, handover: Handover) -> str:
        """Return who handed over and when; empty while nobody did."""
        if handover.left is None:
            return ""
        sentence = QCoreApplication.translate("handover", "Abgegeben von {person}, {time}")
        return self.signature(sentence, handover.left)

    def taken(self, handover: Handover) -> str:
        """Return who took over and when; empty while nobody did."""
        if handover.taken is None:
            return ""
        sentence = QCoreApplication.translate("handover", "Übernommen von {person}, {time}")
        return self.signature(sentence, handover.taken)

    def state(self, handover: Handover | None) -> str:
        """Return how far a handover is, in a few words."""
        if handover is None:
            return QCoreApplication.translate("handover", "noch nicht vorbereitet")
        if handover.taken is not None:
            return QCoreApplication.translate("handover", "abgegeben und übernommen")
        if handover.left is not None:
            return QCoreApplication.translate("handover", "wartet auf die Übernahme")
        return QCoreApplication.translate("handover", "Entwurf")

    @staticmethod
    def figures(handover: Handover) -> list[tuple[str, str]]:
        """Return the figures of the shift as (name, value)."""
        names = {
            "raised": QCoreApplication.translate("handover", "Alarme ausgelöst"),
            "acknowledged": QCoreApplication.translate("handover", "quittiert"),
            "unseen": QCoreApplication.translate("handover", "am Ende nicht quittiert"),
            "shelved": QCoreApplication.translate("handover", "zurückgestellt"),
            "floods": QCoreApplication.translate("handover", "Alarmfluten"),
            "seen_median_s": QCoreApplication.translate("handover", "Quittiert nach (Median)"),
            "seen_late_s": QCoreApplication.translate("handover", "Neun von zehn nach"),
        }
        known = dict(handover.figures)
        return [
            (text, age_text(round(known[key] * 1e6)) if key.endswith("_s") else _whole(known[key]))
            for key, text in names.items()
            if key in known
        ]


def _whole(value: float) -> str:
    return count(round(value)) if isfinite(value) else ""
