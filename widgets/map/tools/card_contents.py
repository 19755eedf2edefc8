"""What a hover card says, ready to be drawn: texts on screen, all of them plain."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QCoreApplication, QLocale

from app.domain.points import Point, PointId, PointKind
from app.domain.samples import Float64Array
from app.services.maps.hovers import HoverFacts, HoverLine
from app.services.maps.sources import Rank
from widgets.map.protocol import Feature
from widgets.scenes.words import ago_text, devices_text, plain, rank_look, rank_text
from widgets.sparks import allowed_gap
from widgets.texts import count

MOST_LINES: Final = 5
MOST_PROPERTIES: Final = 8
_SHOWN_NUMBER: Final = 12
"""Digits of numbers from files; more are noise of their floating point."""


@dataclass(frozen=True, slots=True)
class Chip:
    """The worst alarm as a chip.

    Attributes:
        rank: Its rank, `BAD` to `CRITICAL`.
        text: The word beside the glyph.
        is_filled: True while nobody has acknowledged it.
    """

    rank: int
    text: str
    is_filled: bool = True


@dataclass(frozen=True, slots=True, eq=False)
class CardLine:
    """One line: a name, a value, how old it is, and its last hour.

    Attributes:
        name: What it is.
        value: The value without its unit.
        unit: Its unit; empty for none.
        age: How old it is, in words; empty for none.
        is_stale: True when the value must not be taken for live.
        rank: Its rank; worse than stale it has a glyph.
        minutes: The last hour in equal steps, NaN where there is none; None for no spark line.
        gap: How many steps the spark line may cross.
        is_step: True for states, which hold until the next one.
    """

    name: str
    value: str
    unit: str = ""
    age: str = ""
    is_stale: bool = False
    rank: int = Rank.NORMAL
    minutes: Float64Array | None = None
    gap: int = 2
    is_step: bool = False

    @property
    def spoken(self) -> str:
        """The line for screen readers; a state that name or value says already is said once."""
        value = f"{self.value} {self.unit}".strip()
        words = rank_text(self.rank) if rank_look(self.rank) is not None else ""
        if words in {self.name, self.value}:
            words = ""
        return ", ".join(filter(None, [f"{self.name}: {value}", self.age, words]))


@dataclass(frozen=True, slots=True, eq=False)
class CardContent:
    """Everything a card says.

    Attributes:
        title: What lies there.
        subtitle: Field and place.
        chip: The worst alarm, None for none.
        alarm: What the worst alarm says.
        lines: Values, counts or properties.
        more: That there is more than is shown.
        note: What must be known, such as that values are simulated.
        moment: Which moment it is; empty for LIVE.
    """

    title: str
    subtitle: str = ""
    chip: Chip | None = None
    alarm: str = ""
    lines: tuple[CardLine, ...] = ()
    more: str = ""
    note: str = ""
    moment: str = ""

    @property
    def spoken(self) -> str:
        """The card for screen readers."""
        chip = self.chip.text if self.chip is not None else ""
        parts = [self.title, self.subtitle, chip, self.alarm, *(line.spoken for line in self.lines)]
        return ". ".join(filter(None, [*parts, self.more, self.note, self.moment]))


def more_text(number: int) -> str:
    """Return that there are more, such as `und 3 weitere`; empty for none."""
    if number <= 0:
        return ""
    return QCoreApplication.translate("map_tools", "und %1 weitere").replace("%1", count(number))


def moment_text(moment: str) -> str:
    """Return that a card tells of a moment of the past; empty for LIVE."""
    if not moment:
        return ""
    words = QCoreApplication.translate("map_tools", "Stand %1 – nicht LIVE")
    return words.replace("%1", moment)


def device_card(
    facts: HoverFacts, points: Mapping[PointId, Point], *, moment: str = ""
) -> CardContent:
    """Return the card of a device: its worst values, its worst alarm, their ages.

    Args:
        facts: What is known of the device at the moment.
        points: The points of the city; say how often their values come.
        moment: The moment in words when it is not LIVE.
    """
    simulated = QCoreApplication.translate("map_tools", "Simuliert")
    name, place = plain(facts.name), plain(facts.site) or plain(facts.district)
    parts = [plain(facts.field), plain(facts.kind), place]
    # Most devices are called like the place where they stand; once is enough.
    subtitle = " · ".join(part for part in parts if part and part not in name)
    shown = facts.lines[:MOST_LINES]
    first = facts.alarms[0] if facts.alarms else None
    alarm = " · ".join(filter(None, [plain(first.message), plain(first.text)])) if first else ""
    return CardContent(
        name,
        subtitle,
        chip=_chip(facts),
        alarm=alarm,
        lines=tuple(_line(line, points.get(line.point)) for line in shown),
        more=more_text(facts.more + len(facts.lines) - len(shown)),
        note=simulated if facts.is_simulated else "",
        moment=moment_text(moment),
    )


def _chip(facts: HoverFacts) -> Chip | None:
    """Return the worst alarm with how many there are, or that the measurement is disturbed."""
    if not facts.alarms:
        is_bad = facts.rank == Rank.BAD
        return Chip(Rank.BAD, rank_text(Rank.BAD)) if is_bad else None
    text = rank_text(facts.alarms[0].rank)
    if len(facts.alarms) > 1:
        words = QCoreApplication.translate("map_tools", "%1 Alarme")
        text = f"{text} · {words.replace('%1', count(len(facts.alarms)))}"
    return Chip(facts.alarms[0].rank, text, is_filled=not facts.is_acknowledged)


def _line(line: HoverLine, point: Point | None) -> CardLine:
    return CardLine(
        plain(line.name),
        plain(line.value),
        plain(line.unit),
        age=ago_text(line.age_us),
        is_stale=line.is_stale,
        rank=line.rank,
        minutes=line.minutes,
        gap=allowed_gap(point.interval_s) if point is not None else 2,
        is_step=point is not None and point.kind is PointKind.STATE,
    )


def connection_card(lower: str, upper: str, rank: int, *, moment: str = "") -> CardContent:
    """Return the card of a connection.

    Args:
        lower: Name of the device that is connected.
        upper: Name of what connects it.
        rank: State of the connection.
        moment: The moment in words when it is not LIVE.
    """
    words = QCoreApplication.translate
    state = CardLine(words("map_tools", "Verbindung"), rank_text(rank), rank=rank)
    subtitle = words("map_tools", "verbunden über %1").replace("%1", plain(upper))
    return CardContent(plain(lower), subtitle, lines=(state,), moment=moment_text(moment))


def text_card(title: str, lines: Mapping[str, str], *, moment: str = "") -> CardContent:
    """Return a card of a few texts, such as of work that goes on or of a coloured area.

    Args:
        title: What lies there.
        lines: Texts by their names.
        moment: The moment in words when it is not LIVE.
    """
    shown = list(lines.items())[:MOST_PROPERTIES]
    return CardContent(
        plain(title),
        lines=tuple(CardLine(plain(name), plain(text)) for name, text in shown),
        more=more_text(len(lines) - len(shown)),
        moment=moment_text(moment),
    )


def cluster_card(counts: Mapping[int, int], *, moment: str = "") -> CardContent:
    """Return the card of devices drawn as one: how many of them are in which state.

    Args:
        counts: Devices by rank.
        moment: The moment in words when it is not LIVE.
    """
    ranks = sorted((rank for rank, number in counts.items() if number > 0), reverse=True)
    lines = tuple(CardLine(rank_text(rank), count(counts[rank]), rank=rank) for rank in ranks)
    hint = QCoreApplication.translate("map_tools", "Ein Doppelklick geht näher heran.")
    total = sum(counts[rank] for rank in ranks)
    return CardContent(devices_text(total), lines=lines, note=hint, moment=moment_text(moment))


def feature_card(feature: Feature, layer: str, *, label: str = "") -> CardContent:
    """Return the card of a feature of a file: its properties, as text and nothing else.

    Args:
        feature: What lies under the pointer.
        layer: Name of its layer on screen.
        label: Name of the property that names the feature; empty for none.
    """
    properties = {key: value for key, value in feature.properties.items() if value is not None}
    name = properties.get(label) if label else None
    title = plain(_written(name)) if name is not None else ""
    rest = [(key, value) for key, value in properties.items() if not (title and key == label)]
    shown = rest[:MOST_PROPERTIES]
    return CardContent(
        title or plain(layer),
        subtitle=plain(layer) if title else "",
        lines=tuple(CardLine(plain(key), plain(_written(value))) for key, value in shown),
        more=more_text(len(rest) - len(shown)),
    )


def _written(value: object) -> str:
    """Return a property as text."""
    if isinstance(value, bool):
        words = QCoreApplication.translate
        return words("map_tools", "ja") if value else words("map_tools", "nein")
    if isinstance(value, float):
        return QLocale().toString(value, "g", _SHOWN_NUMBER)
    return str(value)
