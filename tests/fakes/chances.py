"""Chance that repeats itself, for tests."""

from random import Random


def seeded(seed: int) -> Random:
    """Return a source of numbers that is the same in every run."""
    return Random(seed)  # noqa: S311 -- not for secrets: a test must repeat itself
