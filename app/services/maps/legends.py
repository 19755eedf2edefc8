"""The legend: what the signs of the visible layers mean, in the language of the screen."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from app.domain.maps import LayerKind, MapLayer
from app.domain.texts import Text
from app.services.maps.model import MapModel
from app.services.maps.sources import Rank
from app.services.maps.wording import number_text, with_unit


class Sign(StrEnum):
    """How a line of the legend is drawn."""

    DOT = "dot"
    """A device in a state."""
    CLUSTER = "cluster"
    """Several devices drawn as one."""
    GLYPH = "glyph"
    """An alarm that nobody has acknowledged: filled."""
    GLYPH_OUTLINE = "glyph_outline"
    """An alarm that somebody has acknowledged: outlined."""
    LINE = "line"
    DASHED = "dashed"
    AREA = "area"
    RAMP = "ramp"
    """From the colour of the lowest value to that of the highest."""
    HATCH = "hatch"
    SYMBOL = "symbol"


@dataclass(frozen=True, slots=True)
class LegendEntry:
    """One line of the legend.

    Attributes:
        layer: The layer it belongs to.
        sign: How it is drawn.
        name: What it means.
        rank: The state it shows, for dots and glyphs.
        colour: Which of the muted colours of the theme, for files; for works the place of its kind
            in `WorkKind`.
        low: What stands at the lower end of a ramp.
        high: What stands at its upper end.
        icon: Icon of a symbol, of the family mdi6; empty for works, which have their own sign.
    """

    layer: str
    sign: Sign
    name: Text
    rank: Rank | None = None
    colour: int = 0
    low: str = ""
    high: str = ""
    icon: str = ""


_RANK_NAMES: Final = {
    Rank.CRITICAL: Text("Kritisch", "Critical"),
    Rank.HIGH: Text("Hoch", "High"),
    Rank.MEDIUM: Text("Mittel", "Medium"),
    Rank.LOW: Text("Niedrig", "Low"),
    Rank.BAD: Text("Messung gestört", "Measurement down"),
    Rank.STALE: Text("Veraltet", "Stale"),
    Rank.NORMAL: Text("In Ordnung", "Normal"),
}
_OF_FILES: Final = frozenset({LayerKind.FILE, LayerKind.TILES})
_RAMPS: Final = frozenset({LayerKind.VALUES, LayerKind.HEAT, LayerKind.SURFACE})
"""Layers that show the chosen quantity on one scale."""

_ALARM_RANKS: Final = (Rank.CRITICAL, Rank.HIGH, Rank.MEDIUM, Rank.LOW)
_WORKS: Final = (
    Text("Wartung läuft", "Maintenance under way"),
    Text("Außer Betrieb", "Out of service"),
    Text("Wartung in den nächsten 7 Tagen", "Maintenance within 7 days"),
)
_UNSUPPORTED: Final = Text(
    "Zu weit von jeder Messstelle: hier stützt kein Wert die Fläche",
    "Too far from every sensor: no value supports the surface here",
)


def legend_of(
    layers: Sequence[MapLayer],
    model: MapModel,
    kinds: Mapping[str, Collection[str]] | None = None,
    brought: Mapping[str, Sequence[LegendEntry]] | None = None,
) -> tuple[LegendEntry, ...]:
    """Return the legend of the layers that are visible, the topmost layer first.

    Args:
        layers: The layers as they are arranged, lowest first.
        model: The map model; it knows scales and surfaces.
        kinds: What the features of files look like (`point`, `line`, `area`), by layer; a file
            that is missing here has nothing to explain. None: all of them have areas.
        brought: What layers say of themselves, by layer.
    """
    visible = [layer for layer in reversed(layers) if layer.is_visible and layer.opacity > 0]
    entries: list[LegendEntry] = []
    has_alarms = any(layer.kind is LayerKind.ALARMS for layer in visible)
    has_ramps = sum(layer.kind in _RAMPS for layer in visible) > 1
    has_points = False
    for layer in visible:
        if layer.kind is LayerKind.POINTS:
            if not has_points:
                entries += _point_entries(layer, with_alarms=not has_alarms)
            has_points = True
        elif layer.kind in _OF_FILES:
            entries += _file_entries(layer, ("area",) if kinds is None else kinds.get(layer.id, ()))
        elif layer.kind is LayerKind.RECORDS:
            entries += (brought or {}).get(layer.id, ())
        else:
            entries += _entries(layer, model, has_ramps=has_ramps)
    return tuple(entries)


def _file_entries(layer: MapLayer, kinds: Collection[str]) -> list[LegendEntry]:
    """Return the line of a layer out of a file, with the sign of its largest features."""
    line = Sign.DASHED if layer.style.is_dashed else Sign.LINE
    signs = {"area": Sign.DASHED if layer.style.is_dashed else Sign.AREA, "line": line}
    sign = next((signs[kind] for kind in ("area", "line") if kind in kinds), Sign.DOT)
    colour = layer.style.colour
    return [LegendEntry(layer.id, sign, layer.name, colour=colour)] if kinds else []


def _entries(layer: MapLayer, model: MapModel, *, has_ramps: bool) -> Iterable[LegendEntry]:
    """Return the lines of a layer; base maps explain themselves.

    Args:
        layer: The layer.
        model: The map model.
        has_ramps: Several layers show the same quantity, so each of them is named with it.
    """
    if layer.kind in _RAMPS:
        return _value_entries(layer, model, is_named=has_ramps)
    if layer.kind is LayerKind.ASSETS:
        return _asset_entries(layer, model)
    makers = {
        LayerKind.ALARMS: _alarm_entries,
        LayerKind.CONNECTIONS: _connection_entries,
        LayerKind.WORKS: _work_entries,
    }
    maker = makers.get(layer.kind)
    return () if maker is None else maker(layer)


def _work_entries(layer: MapLayer) -> list[LegendEntry]:
    return [
        LegendEntry(layer.id, Sign.SYMBOL, name, colour=place) for place, name in enumerate(_WORKS)
    ]


def _alarm_entries(layer: MapLayer) -> list[LegendEntry]:
    entries = [
        LegendEntry(layer.id, Sign.GLYPH, _RANK_NAMES[rank], rank=rank) for rank in _ALARM_RANKS
    ]
    seen = Text("Umrandet: schon quittiert", "Outlined: already acknowledged")
    return [*entries, LegendEntry(layer.id, Sign.GLYPH_OUTLINE, seen, rank=Rank.HIGH)]


def _point_entries(layer: MapLayer, *, with_alarms: bool) -> list[LegendEntry]:
    """Return the states of devices; those of alarms only where the alarms do not say them."""
    ranks = (*(_ALARM_RANKS if with_alarms else ()), Rank.BAD, Rank.STALE, Rank.NORMAL)
    several = Text(
        "Mehrere Geräte mit ihrem schlechtesten Zustand", "Several devices with their worst state"
    )
    return [
        *(LegendEntry(layer.id, Sign.DOT, _RANK_NAMES[rank], rank=rank) for rank in ranks),
        LegendEntry(layer.id, Sign.CLUSTER, several, rank=Rank.NORMAL),
    ]


def _connection_entries(layer: MapLayer) -> list[LegendEntry]:
    return [
        LegendEntry(layer.id, Sign.LINE, Text("Verbindung", "Connection"), rank=Rank.NORMAL),
        LegendEntry(
            layer.id,
            Sign.DASHED,
            Text("Verbindung gestört oder ohne Werte", "Connection down or without values"),
            rank=Rank.BAD,
        ),
    ]


def _asset_entries(layer: MapLayer, model: MapModel) -> list[LegendEntry]:
    used = {device.field for device in model.devices.all}
    return [
        LegendEntry(layer.id, Sign.SYMBOL, field.name, icon=field.icon)
        for field in model.city.fields
        if field.id in used
    ]


def _value_entries(layer: MapLayer, model: MapModel, *, is_named: bool) -> list[LegendEntry]:
    scale, values = model.values.scale, model.values
    choice = next((one for one in model.value_choices() if one.type == values.type), None)
    if scale is None or choice is None:
        return []
    language = model.language
    digits = _digits(scale.low, scale.high)
    low = number_text(scale.low, digits, language)
    high = with_unit(number_text(scale.high, digits, language), values.unit)
    name, grid = choice.name, model.surface
    is_surface = layer.kind is LayerKind.SURFACE
    if is_surface and grid is not None:
        name = Text(
            f"{name.de}, mittlerer Fehler ±\u202f{_error(grid.error, model, 'de')}",
            f"{name.in_language('en')}, mean error ±\u202f{_error(grid.error, model, 'en')}",
        )
    if is_named:
        name = Text(
            f"{layer.name.de}: {name.de}",
            f"{layer.name.in_language('en')}: {name.in_language('en')}",
        )
    entries = [LegendEntry(layer.id, Sign.RAMP, name, low=low, high=high)]
    if is_surface:
        entries.append(LegendEntry(layer.id, Sign.HATCH, _UNSUPPORTED))
    return entries


def _error(error: float, model: MapModel, language: str) -> str:
    return with_unit(number_text(error, max(model.values.decimals, 1), language), model.values.unit)


def _digits(low: float, high: float) -> int:
    """Return how many decimals the ends of a scale need."""
    for digits in range(4):
        if all(abs(one - round(one, digits)) < 1e-9 for one in (low, high)):  # noqa: PLR2004 - rounding
            return digits
    return 4
