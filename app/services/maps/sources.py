"""What a renderer is fed with: sources of features, loaded once, and rows of live states."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import IntEnum
from typing import Final


class Rank(IntEnum):
    """How bad the state of a feature is; the largest of a cluster is shown on it."""

    NORMAL = 0
    STALE = 1
    """Nothing wrong is known, but the values are too old."""
    BAD = 2
    """Measurement lost or of bad quality."""
    LOW = 3
    MEDIUM = 4
    HIGH = 5
    CRITICAL = 6


@dataclass(frozen=True, slots=True)
class MapSource:
    """Features of a layer, as GeoJSON in WGS 84. Equal versions of one source are equal.

    Each feature has a numeric `id` (its row in the source) that states refer to. Properties of
    the program's own features (all but files of others): `k` the permanent key (device id, alarm
    id), `t` the text written beside it, `r` a rank where it does not change live.

    Attributes:
        id: Name of the source, such as `points`; layers name it.
        version: Grows with each change of the features.
        data: The FeatureCollection, UTF-8.
        cluster_radius: Features nearer than this many px are drawn as one; 0 for no clusters.
        cluster_max_zoom: Closest zoom at which there are clusters.
    """

    id: str
    version: int
    data: bytes
    cluster_radius: int = 0
    cluster_max_zoom: int = 15


@dataclass(frozen=True, slots=True)
class ImageSource:
    """A picture laid over a part of the map.

    Attributes:
        id: Name of the source, such as `surface`.
        version: Grows with each change.
        png: The picture, north up.
        corners: Longitude and latitude of its corners: top left, top right, bottom right, bottom
            left.
    """

    id: str
    version: int
    png: bytes
    corners: tuple[tuple[float, float], ...]


@dataclass(frozen=True, slots=True)
class StateRows:
    """New states of some features of a source.

    Attributes:
        source: Id of the source.
        keys: Names of the values, such as `("r", "a")`: rank, acknowledged (1 or 0).
        ids: Ids of the features, ints.
        values: One row of numbers a feature, in the order of the keys.
    """

    source: str
    keys: tuple[str, ...]
    ids: Sequence[int]
    values: Sequence[Sequence[float]]


EMPTY_COLLECTION: Final = b'{"type":"FeatureCollection","features":[]}'
"""A source without features."""

Properties = Mapping[str, object]
"""Properties of a feature, as its file has them; values are text, numbers, booleans or None."""
