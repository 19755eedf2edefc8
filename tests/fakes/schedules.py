"""Made-up networks of tasks: random ones of any size by a seed, and small ones for hypothesis."""

from collections.abc import Sequence
from datetime import date
from random import Random

from hypothesis import strategies as st

from app.domain.portfolio.schedules.tasks import Dependency, DependencyKind, Task
from tests.fakes.chances import seeded

MONDAY = date(2026, 11, 30)
"""A Monday on which made-up schedules start."""

KINDS = tuple(DependencyKind)
_LONGEST = 30
_LAGS = (-2, 0, 0, 0, 1, 5)
_MILESTONES = 0.1


def made_network(
    seed: int,
    tasks: int,
    dependencies: int,
    *,
    kinds: Sequence[DependencyKind] = KINDS,
    lags: Sequence[int] = _LAGS,
    reach: int = 60,
    projects: int = 1,
) -> tuple[list[Task], list[Dependency]]:
    """Return tasks with estimates, in any order, and dependencies without a ring.

    Args:
        seed: The same seed makes the same network.
        tasks: How many tasks, `T0` first; a tenth of them are milestones.
        dependencies: How many dependencies at most.
        kinds: Kinds to draw from.
        lags: Lags to draw from.
        reach: So many tasks further on a task waits for another at most.
        projects: How many projects, `P0` first, follow each other.
    """
    chance = seeded(seed)
    made = [
        _made_task(chance, f"T{number}", f"P{number * projects // tasks}")
        for number in range(tasks)
    ]
    found: dict[tuple[int, int, DependencyKind], int] = {}
    for _ in range(20 * dependencies):
        if len(found) == dependencies:
            break
        before = chance.randrange(tasks - 1)
        after = min(tasks - 1, before + chance.randint(1, reach))
        found.setdefault((before, after, chance.choice(kinds)), chance.choice(lags))
    links = [
        Dependency(f"D{number}", f"T{before}", f"T{after}", kind, lag)
        for number, ((before, after, kind), lag) in enumerate(found.items())
    ]
    chance.shuffle(made)
    chance.shuffle(links)
    return made, links


def _made_task(chance: Random, name: str, project: str) -> Task:
    if chance.random() < _MILESTONES:
        return Task(name, 0, project=project)
    duration = chance.randint(1, _LONGEST)
    return Task(name, duration, (duration + 1) // 2, 2 * duration, project=project)


@st.composite
def small_networks(
    draw: st.DrawFn, *, kinds: Sequence[DependencyKind] = KINDS, most_lag: int = 4
) -> tuple[list[Task], list[Dependency]]:
    """Draw up to twelve tasks and what joins them, without a ring."""
    durations = draw(st.lists(st.integers(0, 9), min_size=2, max_size=12))
    count = len(durations)
    ends = st.tuples(
        st.integers(0, count - 1), st.integers(0, count - 1), st.sampled_from(kinds)
    ).filter(lambda link: link[0] < link[1])
    links = draw(st.lists(ends, max_size=20, unique=True))
    lags = draw(
        st.lists(st.integers(-most_lag, most_lag), min_size=len(links), max_size=len(links))
    )
    tasks = [
        Task(f"T{number}", duration, max(1, duration - 2), duration + 3, project=f"P{number % 2}")
        for number, duration in enumerate(durations)
    ]
    return tasks, [
        Dependency(f"D{number}", f"T{before}", f"T{after}", kind, lag)
        for number, ((before, after, kind), lag) in enumerate(zip(links, lags, strict=True))
    ]
