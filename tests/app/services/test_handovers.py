"""The handover tells what the next shift must know, the most urgent first, and no more."""

from dataclasses import replace

from app.domain.alarms import (
    AlarmEvent,
    AlarmEventKind,
    AlarmId,
    AlarmRule,
    AlarmState,
    Condition,
    MaintenanceWindow,
    OutOfService,
    Priority,
    RuleKind,
    Scope,
    Shelf,
)
from app.domain.annotations import Annotation
from app.domain.limits import LimitChange
from app.domain.points import PointId
from app.domain.shifts import HandoverTopic, LogEntry, Shift
from app.domain.texts import Text
from app.services.handovers import HandoverMatter, make_handover

HOUR = 3_600_000_000
SHIFT = Shift("frueh", Text("Früh"), 0, 8 * HOUR)
COMING = Shift("spaet", Text("Spät"), 8 * HOUR, 16 * HOUR)
STANDING = AlarmState(Condition.ACTIVE, raised_us=HOUR, value=3.0, acknowledged_by="Anna")
T = HandoverTopic


def rule(name: str, priority: Priority = Priority.LOW, *, is_event: bool = False) -> AlarmRule:
    text = Text(name)
    return AlarmRule(
        AlarmId(name), PointId("p"), RuleKind.HI, 1.0, priority, text, text, is_event=is_event
    )


def matter(alarms: dict[str, AlarmState], *rules: AlarmRule) -> HandoverMatter:
    named = {AlarmId(name): state for name, state in alarms.items()}
    return HandoverMatter(SHIFT, COMING, named, {one.id: one for one in rules})


def test_alarms_by_state_then_priority() -> None:
    unseen = replace(STANDING, is_acknowledged=False)
    shelf = Shelf(12 * HOUR, HOUR, "Anna", "Wartung")
    found = make_handover(
        matter(
            {
                "seen": STANDING,
                "low": unseen,
                "high": replace(unseen, raised_us=2 * HOUR),
                "back": AlarmState(is_acknowledged=False, raised_us=0),
                "held": AlarmState(is_latched=True),
                "soon": replace(STANDING, shelf=shelf),
                "late": replace(STANDING, shelf=replace(shelf, until_us=17 * HOUR)),
                "out": AlarmState(out_of_service=OutOfService(5, "Bernd", "Umbau", "A-17")),
                "hushed": replace(STANDING, suppressed_by="schedule"),
                "event": STANDING,
            },
            rule("high", Priority.HIGH),
            rule("low"),
            rule("back"),
            rule("event", is_event=True),
        ),
        "h",
        7 * HOUR,
    )
    assert [(item.topic, item.subject) for item in found.items] == [
        (T.UNACKNOWLEDGED, "high"),
        (T.UNACKNOWLEDGED, "back"),
        (T.UNACKNOWLEDGED, "low"),
        (T.STANDING, "seen"),
        (T.LATCHED, "held"),
        (T.EXPIRING, "soon"),
        (T.SHELVED, "late"),
        (T.OUT_OF_SERVICE, "out"),
    ]
    out = found.items[-1]
    assert (out.actor, out.comment, out.value) == ("Bernd", "A-17: Umbau", None)
    assert found.items[5].until_us == 12 * HOUR


def test_limits_that_were_changed_not_those_first_seen() -> None:
    first = LimitChange(AlarmId("a"), PointId("p"), RuleKind.HI, HOUR, 5.0)
    changes = [
        first,
        replace(first, since_us=2 * HOUR, threshold=6.0, basis="Erlass"),
        replace(first, since_us=9 * HOUR, threshold=7.0),
    ]
    found = make_handover(replace(matter({}), limits=changes), "h", 8 * HOUR)
    assert [(item.topic, item.value, item.comment) for item in found.items] == [
        (T.LIMIT, 6.0, "Erlass")
    ]


def test_bad_actors_and_figures_of_the_shift() -> None:
    kind = AlarmEventKind.RAISED
    events = [AlarmEvent(AlarmId("often"), kind, n, 1.0) for n in range(6)]
    events += [AlarmEvent(AlarmId("event"), kind, n, 1.0) for n in range(9)]
    events += [AlarmEvent(AlarmId("once"), kind, 1, 1.0)]
    given = replace(matter({}, rule("event", is_event=True)), events=events)
    found = make_handover(given, "h", 8 * HOUR)
    assert [(item.topic, item.subject, item.count) for item in found.items] == [
        (T.BAD_ACTOR, "often", 6)
    ]
    assert dict(found.figures)["raised"] == 16


def test_windows_lines_and_notes() -> None:
    window = MaintenanceWindow("w", 7 * HOUR, 9 * HOUR, Scope(), "Umbau", "A-17", "Anna")
    line = LogEntry("e", HOUR, "Pumpe", "Anna", HOUR)
    old = LogEntry("o", -9 * HOUR, "Ersatzteil", "Bernd", HOUR, is_open=True)
    note = Annotation("n", HOUR, HOUR, "Stadtfest", "Anna", HOUR)
    given = replace(
        matter({}),
        windows=[window, replace(window, id="over", start_us=0, end_us=HOUR)],
        entries=[line],
        open_entries=[old],
        notes=[note],
    )
    found = make_handover(given, "h", 8 * HOUR)
    assert [(item.topic, item.subject) for item in found.items] == [
        (T.MAINTENANCE, "w"),
        (T.OPEN_ENTRY, "o"),
        (T.ENTRY, "e"),
        (T.NOTE, "n"),
    ]
