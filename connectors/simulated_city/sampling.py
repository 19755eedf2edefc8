"""Which points the simulated city plays, and at which moments each is sampled.

A point is sampled at `phase + k * step`. The phase is a hash of its device: devices spread evenly
over time, while the measurements of one device come together; the step is the point's interval.
"""

from app.domain.cities import City
from app.domain.points import Point
from app.domain.sources import SourceKind
from connectors.simulated_city.noise import seed_of

SCHEME = "sim:"
"""Sources whose address begins so are played by the simulated city."""
COARSE_US = 300_000_000
"""History is not back-filled finer than this."""


def simulated_points(city: City, kind: SourceKind | None = None) -> tuple[Point, ...]:
    """Return the points of a city that are simulated, of all sources or of one protocol."""
    sources = {
        source.id
        for source in city.sources
        if source.url.startswith(SCHEME) and kind in {None, source.kind}
    }
    return tuple(point for point in city.points if point.source in sources)


def step_us(point: Point) -> int:
    """Return the time between two live samples of a point in µs, at least 0.1 s."""
    grain = max(point.resolution_us, 1)
    return max(round(point.interval_s * 1e6), 100_000) // grain * grain


def coarse_step_us(point: Point) -> int:
    """Return the time between two samples of its history: a multiple of the live step."""
    step = step_us(point)
    return step * max(1, -(-COARSE_US // step))


def phase_us(point: Point, seed: int, step: int) -> int:
    """Return when a device's first sample falls, in [0, step) µs.

    The phase of a step that divides another is the other phase's remainder, so measurements of one
    device with different intervals still share messages, and history lies on the live moments.
    """
    grain = max(point.resolution_us, 1)
    return seed_of(seed, f"phase.{point.device}") // 2**12 // grain * grain % step
