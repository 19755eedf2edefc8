"""Which curve belongs to a point: by its type, else by its measurement, else by unit and kind."""

from dataclasses import replace

import numpy as np

from app.domain.points import Point, PointKind
from app.domain.samples import Float64Array
from connectors.simulated_city.models import environment, mobility, networks
from connectors.simulated_city.models.counters import TRAFFIC_SHARES, steady
from connectors.simulated_city.models.scenes import Curve, Model, Scene, Word

_MODELS = environment.MODELS | mobility.MODELS | networks.MODELS
_HOUR_US = 3_600_000_000
_REST = 0.85


def measurement(point_type: str) -> str:
    """Return the measurement of a type without its number, `detector` for `signals.detector_3`."""
    name = point_type.rpartition(".")[2]
    return name.rstrip("0123456789").rstrip("_") if name[-1:].isdigit() and "_" in name else name


def model_of(point: Point) -> Model:
    """Return the curve of a point; a type nobody modelled still lives, by unit and kind."""
    device = point.type.partition(".")[0]
    name = measurement(point.type)
    found = _MODELS.get(point.type) or _MODELS.get(f"{device}.{name}") or _MODELS.get(name)
    if found is None or (point.kind is PointKind.STATE and not found.words):
        found = _fallback(point)
    if point.kind is not PointKind.STATE and found.words:
        return replace(found, words=())
    return found


def codes_of(model: Model, point: Point) -> Float64Array:
    """Return the code a point uses for each word of its model, float64[words].

    A word is looked for in the texts on the wire first, then in the labels; a profile that names
    none of them gets the state of the same place, normal or abnormal as the word is.
    """
    if not point.states:
        return np.arange(len(model.words), dtype=np.float64)
    names = {}
    for state in reversed(point.states):
        for name in (state.label.en, state.label.de, state.text):
            names[name.strip().lower()] = state.code
    return np.array(
        [_code(word, place, names, point) for place, word in enumerate(model.words)], np.float64
    )


def _code(word: Word, place: int, names: dict[str, int], point: Point) -> int:
    for name in word.names:
        if name in names:
            return names[name]
    alike = [state.code for state in point.states if state.is_abnormal == word.is_abnormal]
    if not alike:
        alike = [state.code for state in point.states]
    return alike[min(place, len(alike) - 1)]


def _fallback(point: Point) -> Model:
    if point.kind is PointKind.STATE:
        calm = [state for state in point.states if not state.is_abnormal] or list(point.states)
        words = tuple(Word((state.label.de.strip().lower(),)) for state in calm)
        return Model(_switching(max(len(words), 1)), 0.0, float(max(len(words), 1)), words)
    if point.kind is PointKind.COUNTER:
        return Model(_counting, 0.0)
    symbol = point.unit.symbol
    if "°C" in symbol:
        return _MODELS["temp"]
    if "%" in symbol:
        return Model(_share, 0.0, 100.0)
    return Model(_busy, 0.0)


def _switching(count: int) -> Curve:
    """Return a curve that mostly rests in the first state and visits another now and then."""

    def curve(scene: Scene) -> Float64Array:
        chance = scene.device_chance(scene.time // _HOUR_US, 81)
        other = np.floor((chance - _REST) / (1.0 - _REST) * count)
        return np.where(chance < _REST, 0.0, np.minimum(other, count - 1.0))

    return curve


def _counting(scene: Scene) -> Float64Array:
    return steady(scene, TRAFFIC_SHARES, 82) * scene.own_trait(83, 20.0, 200.0)


def _share(scene: Scene) -> Float64Array:
    level = scene.line("people") * scene.own_trait(84, 30.0, 70.0)
    return level * (1.0 + 0.15 * scene.flutter(1_800.0))


def _busy(scene: Scene) -> Float64Array:
    level = scene.own_trait(85, 5.0, 60.0) * (0.4 + 0.6 * scene.line("people"))
    return level * (1.0 + 0.15 * scene.flutter(1_800.0))
