"""Incident capsules (Vorfallkapseln): everything of the city around one incident, in one value.

What is in it is enough to show the whole console at any moment of its span: the city with its
rules, the samples, the alarms and what people did, notes, and how the console looked.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Final

from app.domain.alarms import AlarmEvent, AlarmEventKind, AlarmId, AlarmState, Mirror
from app.domain.annotations import Annotation
from app.domain.cities import City
from app.domain.documents import DocumentVersion
from app.domain.limits import LimitChange
from app.domain.samples import SampleBatch
from app.domain.shifts import LogEntry
from app.domain.texts import NO_TEXT

SUFFIX: Final = ".leitstand"
"""How the names of capsule files end."""

FORMAT_VERSION: Final = 1
"""Version of the capsule's content; a program opens newer ones with a warning."""

MARGIN_US: Final = 30 * 60_000_000
"""As long before and after the incident belongs to the capsule, unless somebody says otherwise."""

_LETTERS: Final = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", "₂": "2"})

OPERATOR_NAME: Final = "Bedienung {0}"
"""What stands in place of the name of a person who did something."""

RECEIVER_NAME: Final = "Empfänger {0}"
"""What stands in place of the name of a person who was told of something."""


@dataclass(frozen=True, slots=True)
class CapsuleHeader:
    """What a capsule is about; readable without the rest of it.

    Attributes:
        id: Permanent name (UUID, hexadecimal).
        title: What it is called on screen.
        why: Why it was made.
        actor: Who made it.
        created_us: When, µs UTC.
        city: Id of the profile.
        city_name: Name of the city.
        time_zone: IANA name of the city's zone.
        start_us: Begin of the incident, µs UTC.
        end_us: End of the incident; not before the begin.
        from_us: Begin of what is recorded, not after the incident's.
        until_us: End of what is recorded, not before the incident's.
        alarm: The alarm it was made for, None for a span somebody chose.
        program: Version of the program that made it.
        has_names: False when the names of persons were replaced by roles.
        version: Version of the content, see `FORMAT_VERSION`.
    """

    id: str
    title: str
    why: str
    actor: str
    created_us: int
    city: str
    city_name: str
    time_zone: str
    start_us: int
    end_us: int
    from_us: int
    until_us: int
    alarm: AlarmId | None = None
    program: str = ""
    has_names: bool = True
    version: int = FORMAT_VERSION

    def __post_init__(self) -> None:
        """Refuse times that contradict each other."""
        if not self.from_us <= self.start_us <= self.end_us <= self.until_us:
            raise ValueError("the times of a capsule are not in order")


@dataclass(frozen=True, slots=True)
class CapsuleLine:
    """A line of the alarm journal with its message."""

    event: AlarmEvent
    message: str = ""


@dataclass(frozen=True, slots=True)
class CapsuleContent:
    """Everything a capsule holds.

    Attributes:
        header: What it is about.
        city: The city with the rules that were in force.
        samples: Samples of all points, in order of key and time; of each point also the last one
            before the span.
        lines: The alarm journal in order of time, with what belongs to it from before and after.
        notes: Notes that touch the span.
        log: Lines of the logbook about the span.
        limits: All recorded changes of limits.
        versions: Documents (rules, maintenance) in the versions that were in force or came.
        layout: How the console looked, JSON-like: the session and what was selected.
        pictures: PNG by name of the workspace.
        mirrors: What is known of alarms that servers judge themselves.
        coarse: How many points have minutes instead of samples, as older samples were dropped.
    """

    header: CapsuleHeader
    city: City
    samples: SampleBatch
    lines: tuple[CapsuleLine, ...] = ()
    notes: tuple[Annotation, ...] = ()
    log: tuple[LogEntry, ...] = ()
    limits: tuple[LimitChange, ...] = ()
    versions: tuple[DocumentVersion, ...] = ()
    layout: Mapping[str, Any] = field(default_factory=dict)
    pictures: Mapping[str, bytes] = field(default_factory=dict)
    mirrors: Mapping[AlarmId, Mirror] = field(default_factory=dict)
    coarse: int = 0

    @property
    def actions(self) -> tuple[CapsuleLine, ...]:
        """What people did with alarms, in order of time."""
        return tuple(line for line in self.lines if is_action(line.event))


def is_action(event: AlarmEvent) -> bool:
    """Tell whether a person did it; a message that went out names its receiver, not a doer."""
    told = {AlarmEventKind.NOTIFIED, AlarmEventKind.UNNOTIFIED}
    return bool(event.actor) and event.kind not in told


def incident_span(
    alarm: AlarmId, states: Mapping[AlarmId, AlarmState], now_us: int
) -> tuple[int, int] | None:
    """Return begin and end of an alarm that is known, µs UTC; one that still stands ends now."""
    state = states.get(alarm)
    if state is None or state.raised_us < 0:
        return None
    is_over = not state.is_active and state.cleared_us >= state.raised_us
    end_us = state.cleared_us if is_over else max(now_us, state.raised_us)
    return state.raised_us, end_us


def file_name(city: str, moment: str, title: str) -> str:
    """Return a name for the file: the city, the moment in words, the title; safe on every disk."""
    words = re.sub(r"[^\w]+", "-", title.lower().translate(_LETTERS), flags=re.ASCII)[:40]
    return "-".join(part for part in (city, moment, words.strip("-")) if part) + SUFFIX


# --- persons --------------------------------------------------------------------------------


def without_names(content: CapsuleContent) -> CapsuleContent:
    """Return the same capsule with roles in place of the names of persons.

    Who acted gets a number; so it is still seen what one person did. The names found this way are
    replaced in free texts, too. Contacts in rules and guidance are left out, as are the texts of
    documents, pictures and layout. A name that stands only in a free text cannot be found.
    """
    roles = _roles(content)
    swap = _Swapper(roles)
    header = content.header
    return replace(
        content,
        header=replace(
            header,
            actor=roles.get(header.actor, ""),
            title=swap(header.title),
            why=swap(header.why),
            has_names=False,
        ),
        city=_without_contacts(content.city),
        lines=tuple(_nameless_line(line, roles, swap) for line in content.lines),
        notes=tuple(
            replace(note, author=roles.get(note.author, ""), text=swap(note.text))
            for note in content.notes
        ),
        log=tuple(
            replace(entry, author=roles.get(entry.author, ""), text=swap(entry.text))
            for entry in content.log
        ),
        versions=tuple(
            replace(version, actor=roles.get(version.actor, ""), why=swap(version.why), text="")
            for version in content.versions
            if version.kind.value != "notifications"
        ),
        layout={},
        pictures={},
    )


def _roles(content: CapsuleContent) -> dict[str, str]:
    """Return a role for each person that is named as a doer, in order of appearance."""
    actors = [content.header.actor]
    actors += [line.event.actor for line in content.lines if is_action(line.event)]
    actors += [note.author for note in content.notes]
    actors += [entry.author for entry in content.log]
    actors += [version.actor for version in content.versions]
    told = [line.event.actor for line in content.lines if not is_action(line.event)]
    return _numbered(told, RECEIVER_NAME) | _numbered(actors, OPERATOR_NAME)


def _numbered(names: Iterable[str], pattern: str) -> dict[str, str]:
    known = dict.fromkeys(name for name in names if name)
    return {name: pattern.format(number) for number, name in enumerate(known, 1)}


class _Swapper:
    """Replaces whole names in free texts, the longest first."""

    def __init__(self, roles: Mapping[str, str]) -> None:
        self._roles = roles
        names = sorted(roles, key=len, reverse=True)
        pattern = "|".join(rf"(?<!\w){re.escape(name)}(?!\w)" for name in names)
        self._pattern = re.compile(pattern) if names else None

    def __call__(self, text: str) -> str:
        if self._pattern is None or not text:
            return text
        return self._pattern.sub(lambda found: self._roles[found.group()], text)


def _nameless_line(line: CapsuleLine, roles: Mapping[str, str], swap: _Swapper) -> CapsuleLine:
    event = line.event
    role = roles.get(event.actor, "")
    return replace(line, event=replace(event, actor=role, comment=swap(event.comment)))


def _without_contacts(city: City) -> City:
    return replace(
        city,
        rules=tuple(replace(rule, contact=NO_TEXT) for rule in city.rules),
        guidance=tuple(replace(guidance, contact=NO_TEXT) for guidance in city.guidance),
    )
