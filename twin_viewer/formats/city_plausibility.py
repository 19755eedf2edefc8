"""Numbers that cannot be right: places far off, heights in another unit."""

from collections.abc import Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray

from twin_viewer.formats.triangulating import Polygons
from twin_viewer.model.cities import CityObject
from twin_viewer.model.faults import Fault

LOWEST: Final = -1_000.0
HIGHEST: Final = 10_000.0
"""Heights between which a city lies, m: below the deepest mine, above the highest mountain."""

REACH: Final = 100_000.0
"""Polygons further than this from the middle of their batch lie there by mistake, m."""

OTHER_UNIT: Final = (
    "Die gezeichneten Höhen sind {0}-mal so groß wie die angegebenen Gebäudehöhen: "
    "vermutlich stehen sie in {1}. Sie werden unverändert gezeigt."
)
TOO_HIGH: Final = (
    "Das Objekt ist {0} m hoch gezeichnet, angegeben sind {1} m. "
    "Prüfen Sie die Einheit; es wird unverändert gezeigt."
)
FOREIGN_UNIT: Final = (
    "Die Datei nennt „{0}“ als Einheit der Koordinaten; gelesen wurden sie als Meter. "
    "Prüfen Sie Lage und Höhe."
)

_UNITS: Final = (
    (1 / 0.3048, "ft"),
    (100.0, "cm"),
    (1_000.0, "mm"),
    (0.001, "km"),
)
_LIKENESS = 0.03
_LEAST_OBJECTS = 3
_STRANGE = 20.0
_LOWEST_HOUSE = 1.0
_METRES: Final = frozenset({"", "m", "metre", "meter", "9001", "deg", "degree", "9122", "9102"})


def is_far(polygons: Polygons) -> NDArray[np.bool_]:
    """Return which polygons have a corner no city can have: too high, too deep, or far off.

    A corner that is not a number is no matter of this; it has a reason of its own.
    """
    points = polygons.points
    per_polygon = np.repeat(np.arange(len(polygons.counts)), polygons.counts)
    result = np.zeros(len(polygons.counts), np.bool_)
    whole = np.isfinite(points).all(axis=1)
    if not whole.any():
        return result
    middle = np.median(points[whole, :2], axis=0)
    with np.errstate(invalid="ignore"):
        far = (np.abs(points[:, :2] - middle) > REACH).any(axis=1)
        far |= (points[:, 2] < LOWEST) | (points[:, 2] > HIGHEST)
    result[np.repeat(per_polygon, polygons.sizes)[far & whole]] = True
    return result


def strange_heights(
    objects: Sequence[CityObject],
    points: NDArray[np.float64],
    triangles: NDArray[np.int32],
    owners: NDArray[np.int32],
    file: str,
) -> list[Fault]:
    """Compare how high objects are drawn with what the file says of their height (measuredHeight).

    Where at least three objects, and most of a batch, differ by the factor of a unit, the batch is
    told once; single objects that differ wildly are told each.
    """
    told = np.array([_number(item.attributes.get("measuredHeight")) for item in objects])
    rows = np.flatnonzero(told > _LOWEST_HOUSE)
    if not len(rows) or not len(triangles):
        return []
    lowest = np.full(len(objects), np.inf)
    highest = np.full(len(objects), -np.inf)
    heights = points[:, 2][triangles]
    np.minimum.at(lowest, owners, heights.min(axis=1))
    np.maximum.at(highest, owners, heights.max(axis=1))
    rows = rows[np.isfinite(lowest[rows])]
    ratios = (highest - lowest)[rows] / told[rows]
    for factor, unit in _UNITS:
        alike = np.abs(ratios / factor - 1.0) < _LIKENESS
        if alike.sum() >= max(_LEAST_OBJECTS, len(rows) / 2):
            return [Fault(file, "", OTHER_UNIT.format(_german(factor), unit))]
    return [
        Fault(
            file,
            objects[row].id,
            TOO_HIGH.format(_german(ratio * told[row]), _german(told[row])),
        )
        for row, ratio in zip(rows.tolist(), ratios.tolist(), strict=True)
        if ratio > _STRANGE
    ]


def foreign_unit(labels: str) -> str:
    """Return what is to be said of the units of coordinates; empty when they are metres.

    Args:
        labels: What the file names (uomLabels of GML), one for each axis.
    """
    for label in labels.replace(",", " ").split():
        if label.rpartition(":")[2].rpartition("#")[2].lower() not in _METRES:
            return FOREIGN_UNIT.format(label)
    return ""


def _number(value: object) -> float:
    return float(value) if isinstance(value, int | float) else np.nan


def _german(number: float) -> str:
    return f"{number:.4g}".replace(".", ",")
