"""Which nodes are shown: never over budget, parents first, calm under a calm camera."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from twin_viewer.lod.cameras import CameraView
from twin_viewer.lod.nodes import NodeTable, joined
from twin_viewer.lod.selection import errors, is_seen, select
from twin_viewer.model.frames import SceneFrame


def make_nodes(seed: int = 1, levels: int = 5, half_size: float = 500.0) -> NodeTable:
    """Return a flat octree as a survey makes one, with gaps, around the origin."""
    random = np.random.default_rng(seed)
    keys, parents, known = [(0, 0, 0, 0)], [-1], {(0, 0, 0, 0): 0}
    for level in range(1, levels + 1):
        for (depth, x, y, z), row in list(known.items()):
            if depth != level - 1:
                continue
            for child in range(4):
                if random.random() < 0.85:
                    key = (level, 2 * x + child % 2, 2 * y + child // 2, 2 * z)
                    known[key] = len(keys)
                    keys.append(key)
                    parents.append(row)
    table = np.array(keys)
    half = half_size / 2.0 ** table[:, 0]
    return NodeTable(
        levels=table[:, 0].astype(np.int32),
        keys=table[:, 1:].astype(np.int32),
        counts=random.integers(0, 32_000, len(keys)),
        parents=np.array(parents, np.int32),
        centres=(table[:, 1:] * 2 + 1) * half[:, None] - (half_size, half_size, 0.0),
        half_sizes=half,
        spacings=2.0 * half / 128,
    )


TABLES = [make_nodes(seed) for seed in range(3)]
numbers = st.floats(-900, 900, allow_nan=False)
cameras = st.builds(
    CameraView,
    position=st.tuples(numbers, numbers, st.floats(-50, 1_500)),
    direction=st.tuples(numbers, numbers, st.floats(-900, 100)),
    fov_deg=st.floats(5, 90),
    width=st.integers(1, 3_000),
    height=st.integers(1, 2_000),
)
tables = st.sampled_from(TABLES)
budgets = st.integers(0, 3_000_000)


@given(tables, cameras, budgets, st.frozensets(st.integers(0, 300), max_size=80))
def test_the_budget_holds_and_parents_come_first(
    nodes: NodeTable, camera: CameraView, budget: int, shown: frozenset[int]
) -> None:
    found = select(nodes, camera, budget, shown)
    rows = found.rows.tolist()
    assert len(set(rows)) == len(rows)
    assert found.points == nodes.counts[rows].sum() <= budget
    seen: set[int] = set()
    for row in rows:
        parent = int(nodes.parents[row])
        assert parent < 0 or parent in seen or nodes.counts[parent] == 0
        seen.add(row)
    assert set(found.add.tolist()) == seen - shown
    assert set(found.drop.tolist()) == shown - seen


@given(tables, cameras, budgets, cameras)
def test_a_resting_camera_changes_nothing(
    nodes: NodeTable, camera: CameraView, budget: int, before: CameraView
) -> None:
    shown = frozenset(select(nodes, before, budget).rows.tolist())
    first = select(nodes, camera, budget, shown)
    again = select(nodes, camera, budget, frozenset(first.rows.tolist()))
    assert set(again.rows.tolist()) == set(first.rows.tolist())
    assert len(again.add) == len(again.drop) == 0


@given(tables, cameras, st.integers(100_000, 2_000_000), st.integers(-9, 9), st.integers(-9, 9))
def test_what_stays_good_enough_is_not_swapped(
    nodes: NodeTable, camera: CameraView, budget: int, east: int, north: int
) -> None:
    """Going a little away and back again twice ends where it was after the first time."""
    x, y, z = camera.position
    beside = CameraView((x + east, y + north, z), camera.direction, camera.up, camera.fov_deg)
    here = CameraView(camera.position, camera.direction, camera.up, camera.fov_deg)
    shown = frozenset(select(nodes, here, budget).rows.tolist())
    swaps = []
    for view in (beside, here, beside, here):
        found = select(nodes, view, budget, shown)
        shown = frozenset(found.rows.tolist())
        swaps.append(len(found.drop))
    assert swaps[3] <= swaps[1]


@given(tables, cameras, st.integers(0, 2**32 - 1))
def test_no_node_with_a_visible_point_is_culled(
    nodes: NodeTable, camera: CameraView, seed: int
) -> None:
    forward, right, up = camera.axes()
    inside = np.random.default_rng(seed).uniform(-1, 1, (len(nodes), 3))
    points = nodes.centres + inside * nodes.half_sizes[:, None] - np.array(camera.position)
    depth = points @ forward
    tall = math.tan(math.radians(camera.fov_deg) / 2)
    wide = tall * camera.width / camera.height
    is_in = (depth > 0) & (np.abs(points @ right) < depth * wide)
    is_in &= np.abs(points @ up) < depth * tall
    assert is_seen(nodes, camera)[is_in].all()


def test_a_child_is_never_worse_than_half_of_its_parent() -> None:
    nodes = TABLES[0]
    error = errors(nodes, CameraView((30.0, -700.0, 200.0), (0.0, 1.0, -0.3)))
    assert (error[1:] <= error[nodes.parents[1:]] / 2 * (1 + 1e-9)).all()


def test_near_nodes_are_finer_and_nothing_behind_is_shown() -> None:
    nodes = make_nodes(levels=6)
    camera = CameraView((0.0, 0.0, 30.0), (0.0, 1.0, -0.2))
    rows = select(nodes, camera, 800_000).rows
    north = nodes.centres[rows, 1] + nodes.half_sizes[rows] >= 0
    assert north.all()
    deep = rows[nodes.levels[rows] == nodes.levels[rows].max()]
    shallow = rows[nodes.levels[rows] == 3]
    assert (
        np.linalg.norm(nodes.centres[deep], axis=1).mean()
        < np.linalg.norm(nodes.centres[shallow], axis=1).mean()
    )


def test_from_far_away_a_few_nodes_do() -> None:
    far = CameraView((0.0, -200_000.0, 50_000.0), (0.0, 1.0, -0.25))
    assert len(select(TABLES[0], far, 10_000_000).rows) <= 3


def test_tiles_share_one_budget_and_a_scene_has_its_own_origin() -> None:
    table = joined([TABLES[0], TABLES[1]])
    assert table.parents[len(TABLES[0])] == -1
    assert table.parents[-1] == TABLES[1].parents[-1] + len(TABLES[0])
    camera = CameraView((0.0, -900.0, 900.0), (0.0, 1.0, -1.0))
    assert select(table, camera, 400_000).points <= 400_000
    moved = table.local(SceneFrame(100, 200, 3))
    assert np.allclose(table.centres - moved.centres, (100, 200, 3))


def test_an_empty_table_selects_nothing() -> None:
    empty = TABLES[0]
    cut = NodeTable(*(getattr(empty, name)[:0] for name in NodeTable.__dataclass_fields__))
    assert select(cut, CameraView((0, 0, 0), (0, 1, 0)), 1_000).points == 0


@pytest.mark.parametrize("direction", [(0.0, 0.0, -1.0), (0.0, 0.0, 0.0), (1.0, 2.0, -3.0)])
def test_axes_stand_upright_even_looking_straight_down(
    direction: tuple[float, float, float],
) -> None:
    axes = np.stack(CameraView((0, 0, 0), direction).axes())
    assert np.allclose(axes @ axes.T, np.eye(3), atol=1e-12)
