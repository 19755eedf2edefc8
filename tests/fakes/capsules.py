"""A capsule of a made-up incident, for tests of files, replay and drills."""

from dataclasses import replace

import numpy as np

from app.domain.alarms import AlarmEvent, AlarmEventKind, AlarmRule
from app.domain.annotations import Annotation
from app.domain.capsules import CapsuleContent, CapsuleHeader, CapsuleLine
from app.domain.cities import City
from app.domain.documents import DocumentKind, DocumentVersion
from app.domain.limits import LimitChange
from app.domain.points import point_key
from app.domain.samples import SampleBatch
from app.domain.shifts import LogEntry
from app.services.capsules.gathering import in_order
from app.services.columns import city_keys
from tests.fakes.city import make_city
from tests.fakes.clocks import START_US

MINUTE = 60_000_000
FROM = START_US - 30 * MINUTE
UNTIL = START_US + 40 * MINUTE
END = START_US + 10 * MINUTE
"""The incident lasts from START_US to END."""

SHIFT = "A. Schulte"
WRITER = "M. Beispiel"
OLDER_US = FROM - 5 * MINUTE


def the_rule(city: City) -> AlarmRule:
    """Return the rule whose alarm the incident is."""
    return next(rule for rule in city.rules if rule.kind.value == "hi")


def make_samples(city: City, *, from_us: int = FROM, until_us: int = UNTIL) -> SampleBatch:
    """Return a sample a minute of each point; the rule's point is too high during the incident."""
    keys = city_keys(city)
    rule = the_rule(city)
    times = np.arange(from_us, until_us + 1, MINUTE)
    times = np.concatenate([[OLDER_US], times])
    key = np.repeat(keys, len(times))
    time = np.tile(times, len(keys))
    value = np.where(key == point_key(rule.point), rule.threshold - 5 - rule.deadband, 1.0)
    is_high = (key == point_key(rule.point)) & (time >= START_US) & (time < END)
    value = np.where(is_high, rule.threshold + 10, value)
    return in_order(SampleBatch.from_columns(key, time, time + 500_000, value))


def make_capsule(n: int = 20, **header: object) -> CapsuleContent:
    """Return a capsule of an alarm that was raised, acknowledged, and ended."""
    city = make_city(n)
    rule = the_rule(city)
    message = rule.message.de

    def line(kind: AlarmEventKind, time_us: int, actor: str = "", comment: str = "") -> CapsuleLine:
        return CapsuleLine(AlarmEvent(rule.id, kind, time_us, 99.0, actor, comment), message)

    known = CapsuleHeader(
        "c0ffee",
        "Grenzwert überschritten",
        f"Bericht für {SHIFT}",
        WRITER,
        UNTIL + MINUTE,
        city.id,
        city.name.de,
        city.time_zone,
        START_US,
        END,
        FROM,
        UNTIL,
        rule.id,
        "1.0",
    )
    return CapsuleContent(
        replace(known, **header),  # type: ignore[arg-type]  # fields of the header
        city,
        make_samples(city),
        (
            line(AlarmEventKind.RAISED, START_US),
            line(AlarmEventKind.ACKNOWLEDGED, START_US + 4 * MINUTE, SHIFT, f"Gesehen, {SHIFT}"),
            line(AlarmEventKind.CLEARED, END),
        ),
        (Annotation("n1", START_US, START_US, "Bagger vor Ort", SHIFT, START_US, (rule.point,)),),
        (LogEntry("l1", START_US, "Bauhof gerufen", SHIFT, START_US),),
        (LimitChange(rule.id, rule.point, rule.kind, FROM, rule.threshold, "Erlass"),),
        (DocumentVersion(DocumentKind.RULES, 1, FROM - MINUTE, WRITER, "Erste", ""),),
        {"console": {"workspace": "alarme", "theme": "dark"}, "selection": [rule.point]},
        {"alarme": b"\x89PNG not really"},
    )
