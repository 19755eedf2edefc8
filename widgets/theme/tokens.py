"""Colour tokens and measures: the only place in the program with colour values.

Contrasts against the surface follow WCAG 2.1 (text at least 4.5:1, graphics 3:1) and are computed
by a test. Alarm colours appear nowhere else (ISA-101: colour means abnormal).
"""

from dataclasses import dataclass
from typing import Final

from app.domain.alarms import Priority


@dataclass(frozen=True, slots=True)
class MapTokens:
    """The colours of the map in one theme, as `#rrggbb`; neutral, so that alarms stand out.

    Attributes:
        outside: Ground beyond the city.
        land: Ground of the city.
        green: Parks, forests, cemeteries.
        water: Rivers, canals, lakes.
        road: Roads.
        casing: Their edges.
        motorway: Motorways.
        rail: Railways.
        tie: Gaps in the line of a railway.
        border: Borders of districts.
        label: Names of places and landmarks.
        label_water: Names of waters.
        label_minor: Names of roads and quarters.
        halo: Round names.
        sign: Symbols of landmarks and devices.
        plate: Behind symbols, counts and clusters.
        plate_line: Edge of a plate.
        dot: A device whose state is normal.
        dot_line: Edge of a dot.
        stale: Edge of the hollow dot of a device without fresh values.
        line: Connections and works.
        selected: Ring of what is selected.
        hatch: Where nothing is known, and where work is done.
        ramp: Values from low to high; one hue, from the ground to its opposite.
    """

    outside: str
    land: str
    green: str
    water: str
    road: str
    casing: str
    motorway: str
    rail: str
    tie: str
    border: str
    label: str
    label_water: str
    label_minor: str
    halo: str
    sign: str
    plate: str
    plate_line: str
    dot: str
    dot_line: str
    stale: str
    line: str
    selected: str
    hatch: str
    ramp: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Tokens:
    """The colours of one theme, as `#rrggbb`.

    Attributes:
        name: `light` or `dark`.
        background: Behind cards and docks.
        surface: Cards, tables, plots.
        raised: Menus, buttons, hover.
        line: Borders, grids.
        text: Text.
        muted: Secondary text and normal state.
        accent: Focus, links, the active tab; never a state.
        on_accent: Text on the accent.
        selection: Tint behind selected rows; alarm colours stay visible on it.
        stripe: Every second table row.
        stale: Text of values that are too old.
        not_live: Frame round the windows while the console is not LIVE.
        curves: Muted colours of curves, in order of use.
        map: Colours of the map.
    """

    name: str
    background: str
    surface: str
    raised: str
    line: str
    text: str
    muted: str
    accent: str
    on_accent: str
    selection: str
    stripe: str
    stale: str
    not_live: str
    curves: tuple[str, ...]
    map: MapTokens


LIGHT: Final = Tokens(
    name="light",
    background="#f4f5f7",
    surface="#ffffff",
    raised="#ffffff",
    line="#d9dde3",
    text="#1b2430",
    muted="#5c6877",
    accent="#1f6feb",
    on_accent="#ffffff",
    selection="#dbe8fd",
    stripe="#fafbfc",
    stale="#6b7684",
    not_live="#8a5a00",
    curves=("#2f6f9f", "#5b7f3a", "#8a5f9e", "#3d8b85", "#9a6b4f", "#5d6b8c", "#7d7a2e", "#a05a78"),
    map=MapTokens(
        outside="#e9ecef",
        land="#f7f8f9",
        green="#e2e9e0",
        water="#bfcdd9",
        road="#ffffff",
        casing="#c4ccd4",
        motorway="#dfe3e8",
        rail="#a3acb7",
        tie="#f7f8f9",
        border="#98a2ae",
        label="#37424f",
        label_water="#536779",
        label_minor="#5f6b79",
        halo="#ffffff",
        sign="#566270",
        plate="#ffffff",
        plate_line="#8a95a2",
        dot="#6b7684",
        dot_line="#ffffff",
        stale="#6b7684",
        line="#76818e",
        selected="#1f6feb",
        hatch="#7f8b98",
        ramp=("#d5e3df", "#a9cabf", "#76ab9d", "#438a7b", "#1f675a", "#0e443b"),
    ),
)

DARK: Final = Tokens(
    name="dark",
    background="#14181d",
    surface="#1b2027",
    raised="#222831",
    line="#313945",
    text="#dfe5ec",
    muted="#94a0af",
    accent="#4c8dff",
    on_accent="#0b1220",
    selection="#22354f",
    stripe="#1e242c",
    stale="#8792a0",
    not_live="#e0a030",
    curves=("#6aa9d8", "#93b872", "#b996d0", "#6fc0ba", "#c99a7c", "#95a4c9", "#b8b35e", "#d08fae"),
    map=MapTokens(
        outside="#12161b",
        land="#1c2229",
        green="#222c29",
        water="#26333f",
        road="#39434f",
        casing="#151a20",
        motorway="#4a5563",
        rail="#525d6b",
        tie="#1c2229",
        border="#5d6977",
        label="#d3dae2",
        label_water="#8fa5ba",
        label_minor="#a0abb8",
        halo="#161b21",
        sign="#aeb8c4",
        plate="#2a323c",
        plate_line="#76828f",
        dot="#94a0af",
        dot_line="#14181d",
        stale="#94a0af",
        line="#7d8997",
        selected="#4c8dff",
        hatch="#76828f",
        ramp=("#233a37", "#2f564f", "#407a6e", "#5c9f90", "#8ac4b3", "#c9ebdd"),
    ),
)


@dataclass(frozen=True, slots=True)
class AlarmLook:
    """How an alarm priority is drawn, alike in both themes.

    Attributes:
        fill: Fill of the chip while the alarm is not acknowledged, and its outline afterwards.
        ink: Text and glyph on the fill.
        glyph: Shape that doubles the colour: octagon, triangle, diamond, circle or cross.
    """

    fill: str
    ink: str
    glyph: str


ALARM_LOOKS: Final[dict[Priority, AlarmLook]] = {
    Priority.CRITICAL: AlarmLook("#b3261e", "#ffffff", "octagon"),
    Priority.HIGH: AlarmLook("#f57c00", "#1b1300", "triangle"),
    Priority.MEDIUM: AlarmLook("#ffd54a", "#1b1300", "diamond"),
    Priority.LOW: AlarmLook("#8fd3f4", "#06202b", "circle"),
}

LOST_LOOK: Final = AlarmLook("#7b3fa0", "#ffffff", "cross")
"""Lost connections and bad quality."""

CHIP_OUTLINE: Final = "#22262a"
"""Hairline round filled chips in the light theme, where amber alone has too little contrast."""

GRID: Final = 4
RADIUS_CONTROL: Final = 4
RADIUS_CARD: Final = 6
BODY_PT: Final = 10
HEADING_PT: Final = 11
KPI_PT: Final = 18
FONT_FAMILIES: Final = ("Inter", "Segoe UI", "Noto Sans", "DejaVu Sans")


def alarm_look(priority: Priority, *, is_lost: bool = False) -> AlarmLook:
    """Return the look of a priority; `is_lost` is the look of a lost connection instead."""
    return LOST_LOOK if is_lost else ALARM_LOOKS[priority]
