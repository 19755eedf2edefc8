"""A course cut along other edges: how much of each stretch is known, and its mean there."""

import numpy as np

from app.domain.analysis.courses import Course
from app.domain.samples import Float64Array, Int64Array


def known_and_means(course: Course, edges: Int64Array) -> tuple[Float64Array, Float64Array]:
    """Return for each stretch between two edges how many µs are known, and the mean over these.

    Each piece counts evenly over its span, so a piece across an edge counts on both sides. The
    mean is time-weighted, Σ x·Δt / Σ Δt; NaN where nothing is known.

    Args:
        course: The values.
        edges: Ascending, µs UTC, int64[k + 1].

    Returns:
        float64[k] and float64[k].
    """
    if not len(course):
        nothing = np.zeros(max(len(edges) - 1, 0))
        return nothing, np.full(len(nothing), np.nan)
    # Sums grow over the window; values near zero keep them exact.
    centre = float(course.value.mean())
    known = np.diff(_accumulated(course, course.held_us, edges))
    total = np.diff(_accumulated(course, course.held_us * (course.value - centre), edges))
    # Differences of sums over a whole window are not sharper than this.
    known[known < 1e-9 * float(course.held_us.sum())] = 0.0
    with np.errstate(invalid="ignore", divide="ignore"):
        means = np.where(known > 0, total / known + centre, np.nan)
    return known, means


def _accumulated(course: Course, amounts: Float64Array, edges: Int64Array) -> Float64Array:
    """Return what was accumulated until each edge."""
    after = np.cumsum(amounts)
    place = np.searchsorted(course.begin, edges, "right") - 1
    inside = np.maximum(place, 0)
    passed = np.clip(edges - course.begin[inside], 0, course.span_us[inside])
    before = after[inside] - amounts[inside]
    reached: Float64Array = before + amounts[inside] * (passed / course.span_us[inside])
    return np.where(place < 0, 0.0, reached)
