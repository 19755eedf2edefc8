"""What reading a file ends with: features, what is wrong with some, or why none can be used."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from enum import StrEnum
from time import monotonic, sleep
from typing import Final

from app.domain.maps import Box
from app.services.maps.sources import EMPTY_COLLECTION

MOST_FAULTS: Final = 1_000
"""As many faults are listed; of the others only the number is told."""

_WORK_S: Final = 0.005
_REST_S: Final = 0.0005
"""A thread that reads rests for a moment after so much work."""

_SHORT: Final = 80
"""Length of a name in the list of faults."""


class FaultKind(StrEnum):
    """What became of a feature with a fault."""

    NOTE = "note"
    """Shown as it is; a person should know."""
    MENDED = "mended"
    """Shown after it was put right."""
    LEFT_OUT = "left_out"
    """Not shown."""


class ShapeKind(StrEnum):
    """What features look like."""

    POINT = "point"
    LINE = "line"
    AREA = "area"


@dataclass(frozen=True, slots=True)
class FeatureFault:
    """What is wrong with one feature, or with the file.

    Attributes:
        index: Its place in the file, from 0; -1 for the file as a whole.
        name: What it is called, as far as it says so.
        place: Where in the feature, or where on the earth.
        reason: What is wrong.
        remedy: What a person can do.
        kind: What became of it.
    """

    index: int
    name: str
    place: str
    reason: str
    remedy: str
    kind: FaultKind


@dataclass(frozen=True, slots=True)
class CrsProposal:
    """The coordinate reference system in which the features would lie in the city.

    Attributes:
        crs: What to give `read_layer` as `crs`, such as `EPSG:25832` or `EPSG:4326/yx`.
        name: Its name on screen.
        share: Which part of the features then lies in the city, 0 to 1.
        sentence: What is proposed, for the screen.
    """

    crs: str
    name: str
    share: float
    sentence: str


class LayerError(ValueError):
    """The file as a whole cannot be used; its text says what, where and what to do.

    Attributes:
        proposal: The coordinate reference system with which it could be, if there is one.
    """

    def __init__(self, text: str, proposal: CrsProposal | None = None) -> None:
        super().__init__(text)
        self.proposal = proposal


class Cancelled(Exception):  # noqa: N818 - it is no error
    """The person does not want the file any more."""


@dataclass(frozen=True, slots=True)
class LayerData:
    """The features of a file, ready for the map.

    Attributes:
        name: Name of the layer inside the file, or of the file.
        crs: The coordinate reference system it was read with.
        geojson: A FeatureCollection in WGS 84, UTF-8; the ids of its features are 0 to count - 1,
            properties are texts, numbers, booleans or null.
        count: Number of features.
        box: Where they are; None when there are none.
        kinds: What they look like.
        columns: Names of their properties, in the order in which they first occur.
        faults: What is wrong with some of them.
        proposal: A system in which they would rather lie in the city.
        is_cancelled: True when reading was given up; there are no features then.
        vertices: Number of vertices in the result.
    """

    name: str
    crs: str
    geojson: bytes = EMPTY_COLLECTION
    count: int = 0
    box: Box | None = None
    kinds: frozenset[ShapeKind] = frozenset()
    columns: tuple[str, ...] = ()
    faults: tuple[FeatureFault, ...] = ()
    proposal: CrsProposal | None = None
    is_cancelled: bool = False
    vertices: int = 0


class Faults:
    """Collects faults, and counts those beyond what anybody reads."""

    def __init__(self) -> None:
        self._listed: list[FeatureFault] = []
        self._more: Counter[FaultKind] = Counter()

    def add(  # noqa: PLR0917 - the columns of the table of faults
        self, index: int, name: str, place: str, reason: str, remedy: str, kind: FaultKind
    ) -> None:
        """Take down a fault of a feature."""
        if len(self._listed) < MOST_FAULTS:
            short = name if len(name) <= _SHORT else name[: _SHORT - 1] + "…"
            self._listed.append(FeatureFault(index, short, place, reason, remedy, kind))
        else:
            self._more[kind] += 1

    def note_file(self, reason: str, remedy: str = "", kind: FaultKind = FaultKind.NOTE) -> None:
        """Take down what concerns the file as a whole; never dropped."""
        self._listed.append(FeatureFault(-1, "", "", reason, remedy, kind))

    def listed(self) -> tuple[FeatureFault, ...]:
        """Return all of them: those of the file first, then by feature."""
        rows = sorted(self._listed, key=lambda fault: fault.index)
        more = sum(self._more.values())
        if more:
            lost = self._more[FaultKind.LEFT_OUT]
            reason = f"Es gibt {more} weitere Hinweise zu Objekten; {lost} davon nicht gezeigt."
            rows.insert(0, FeatureFault(-1, "", "", reason, "", FaultKind.NOTE))
        return tuple(rows)


@dataclass(frozen=True, slots=True)
class Watch:
    """Tells how far reading is, and whether it is still wanted.

    Attributes:
        progress: Is told the share done, 0 to 1.
        is_cancelled: Says whether to stop.
        low: Share at which this part of the work begins.
        high: Share at which it ends.
        rests: When the thread rested last, in one place for all parts.
    """

    progress: Callable[[float], None]
    is_cancelled: Callable[[], bool]
    low: float = 0.0
    high: float = 1.0
    rests: list[float] = field(default_factory=lambda: [0.0])

    def step(self, share: float) -> None:
        """Go on, `share` of this part being done; the window gets its turn.

        Geometry gives the interpreter back only for moments, which are too short for a waiting
        thread to wake up in: it would wait for a tenth of a second and more.

        Raises:
            Cancelled: Nobody wants it any more.
        """
        if self.is_cancelled():
            raise Cancelled
        if monotonic() - self.rests[0] > _WORK_S:
            sleep(_REST_S)
            self.rests[0] = monotonic()
        self.progress(self.low + (self.high - self.low) * min(max(share, 0.0), 1.0))

    def part(self, low: float, high: float) -> "Watch":
        """Return the watch of a part of the work."""
        span = self.high - self.low
        return Watch(
            self.progress,
            self.is_cancelled,
            self.low + span * low,
            self.low + span * high,
            self.rests,
        )
