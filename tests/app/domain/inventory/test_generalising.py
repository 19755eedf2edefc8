"""Lines made coarse: nothing of the course is left but cells."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from app.domain.inventory.fields import Publication
from app.domain.inventory.generalising import CELL_M, PUBLIC_CELL_M, generalised

CELLS = st.lists(st.tuples(st.integers(4_100, 4_140), st.integers(57_100, 57_140)), min_size=1)


@given(
    CELLS, st.integers(0, 2**32 - 1), st.sampled_from([Publication.PUBLIC, Publication.INTERNAL])
)
def test_two_courses_through_the_same_cells_become_the_same_line(
    cells: list[tuple[int, int]], seed: int, target: Publication
) -> None:
    chance = np.random.default_rng(seed)
    corner = np.array(cells, float) * CELL_M
    one, other = (corner + chance.uniform(0, CELL_M * 0.999, corner.shape) for _ in range(2))
    assert np.array_equal(generalised(one, target), generalised(other, target))


@given(CELLS)
def test_internal_readers_see_centres_of_cells_only(cells: list[tuple[int, int]]) -> None:
    line = generalised(np.array(cells, float) * CELL_M + 17.3, Publication.INTERNAL)
    assert np.all(line % CELL_M == CELL_M / 2)
    assert len(line) <= len(cells)


@given(CELLS)
def test_the_public_sees_the_cells_of_both_ends_only(cells: list[tuple[int, int]]) -> None:
    line = generalised(np.array(cells, float) * CELL_M + 17.3, Publication.PUBLIC)
    assert len(line) <= 2
    assert np.all(line % PUBLIC_CELL_M == PUBLIC_CELL_M / 2)


def test_entitled_readers_see_the_course() -> None:
    course = np.array([[412_001.5, 5_725_002.5], [412_030.0, 5_725_090.0]])
    assert np.array_equal(generalised(course, Publication.RESTRICTED), course)


def test_a_line_within_one_cell_becomes_its_centre() -> None:
    course = np.array([[412_001.0, 5_725_002.0], [412_030.0, 5_725_090.0]])
    assert generalised(course, Publication.INTERNAL).tolist() == [[412_050.0, 5_725_050.0]]


def test_a_detour_of_a_kilometre_is_still_seen_and_a_zigzag_is_not() -> None:
    course = np.array([[0, 0], [500, 90], [1_000, 0], [1_000, 1_000], [2_000, 1_000]], float)
    line = generalised(course, Publication.INTERNAL)
    assert line.tolist() == [[50, 50], [1_050, 50], [1_050, 1_050], [2_050, 1_050]]
