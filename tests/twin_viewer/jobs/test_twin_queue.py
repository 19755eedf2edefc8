"""Waiting jobs: what is looked at comes first, then what is nearest; nothing is lost."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from twin_viewer.jobs.messages import Job
from twin_viewer.jobs.slots import JobQueue


def taken(queue: JobQueue) -> list[int]:
    ids = []
    while (job := queue.take()) is not None:
        ids.append(job.id)
    return ids


def test_without_a_place_they_keep_their_order() -> None:
    queue = JobQueue()
    for number in range(5):
        queue.put(Job(number, "buildings", ""), (number, 0.0, number + 1.0, 1.0))
    queue.put(Job(9, "inspect", ""), None)
    assert taken(queue) == [9, 0, 1, 2, 3, 4]


@given(
    st.lists(st.tuples(st.floats(-1e6, 1e6), st.floats(-1e6, 1e6)), max_size=20),
    st.tuples(st.floats(-1e6, 1e6), st.floats(-1e6, 1e6)),
    st.booleans(),
)
def test_the_nearest_comes_first(
    corners: list[tuple[float, float]], focus: tuple[float, float], is_before: bool
) -> None:
    queue = JobQueue()
    if is_before:
        queue.prefer(*focus)
    for number, (east, north) in enumerate(corners):
        queue.put(Job(number, "buildings", ""), (east, north, east, north))
    if not is_before:
        queue.prefer(*focus)
    order = taken(queue)
    away = [
        ((corners[n][0] - focus[0]) ** 2 + (corners[n][1] - focus[1]) ** 2) ** 0.5 for n in order
    ]
    assert away == pytest.approx(sorted(away))
    assert sorted(order) == list(range(len(corners)))


def test_dropped_jobs_are_told_and_gone() -> None:
    queue = JobQueue()
    for number in range(6):
        queue.put(Job(number, "buildings", str(number % 2)), None)
    dropped = queue.drop(lambda job: job.path == "1")
    assert sorted(job.id for job in dropped) == [1, 3, 5]
    assert len(queue) == 3
    assert taken(queue) == [0, 2, 4]
