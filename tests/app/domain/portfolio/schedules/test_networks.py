"""Tasks and dependencies as a network: order, faults with their names, rings."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.portfolio.schedules.faults import (
    LONGEST,
    CycleError,
    DuplicateDependencyError,
    DuplicateTaskError,
    ImpossibleLagError,
    ImpossibleTaskError,
    NetworkError,
    SelfDependencyError,
    TaskFault,
    UnknownTaskError,
)
from app.domain.portfolio.schedules.networks import compile_network, faults, find_cycle
from app.domain.portfolio.schedules.tasks import Dependency, DependencyKind, Task
from tests.fakes.chances import seeded
from tests.fakes.schedules import made_network

A, B, C = Task("A", 3), Task("B", 2), Task("C", 1)


def _joined(*pairs: str) -> list[Dependency]:
    return [Dependency(f"{pair}", pair[0], pair[1]) for pair in pairs]


def test_each_task_stands_after_all_that_it_waits_for() -> None:
    tasks, dependencies = made_network(3, 200, 400, projects=5)
    network = compile_network(tasks, dependencies)
    assert sorted(network.ids) == sorted(task.id for task in tasks)
    for link, dependency in enumerate(network.dependencies):
        before, after = network.place[dependency.before], network.place[dependency.after]
        assert before < after
        assert network.level[before] < network.level[after]
        assert (network.source[link] // 2, network.target[link] // 2) == (before, after)
    assert network.projects == ("P0", "P1", "P2", "P3", "P4")
    for task, project in zip(network.tasks, network.project.tolist(), strict=True):
        assert task.project == network.projects[project]


@pytest.mark.parametrize(
    ("kind", "slots"),
    [
        (DependencyKind.FS, (1, 2)),
        (DependencyKind.SS, (0, 2)),
        (DependencyKind.FF, (1, 3)),
        (DependencyKind.SF, (0, 3)),
    ],
)
def test_a_kind_joins_its_two_ends(kind: DependencyKind, slots: tuple[int, int]) -> None:
    network = compile_network([A, B], [Dependency("D", "A", "B", kind, 4)])
    assert (network.source[0], network.target[0]) == slots
    links = [*network.starts_in[1], *network.ends_in[1]]
    assert links == [(slots[0], 4)]
    assert [*network.starts_out[0], *network.ends_out[0]] == [(slots[1], 4)]


def test_nothing_is_a_network_too() -> None:
    network = compile_network([], [])
    assert not network.ids
    assert not network.projects
    assert not network.dependencies


def test_a_ring_is_named_in_its_order_and_only_the_ring() -> None:
    tasks = [A, B, C, Task("X", 1), Task("Y", 1)]
    links = _joined("XA", "AB", "BC", "CA", "CY")
    with pytest.raises(CycleError) as raised:
        compile_network(tasks, links)
    assert raised.value.cycle == ("A", "B", "C")
    assert "A → B → C → A" in str(raised.value)


def test_the_shortest_of_several_rings_is_named() -> None:
    tasks = [Task(name, 1) for name in "ABCDEFG"]
    links = _joined("AB", "BC", "CD", "DA", "DE", "EF", "FE", "FG")
    assert find_cycle(tasks, links) == ("E", "F")


def test_a_task_between_two_rings_is_on_none() -> None:
    tasks = [Task(name, 1) for name in "XABCD"]
    assert find_cycle(tasks, _joined("AB", "BA", "BX", "XC", "CD", "DC")) == ("A", "B")


def test_a_ring_among_very_many_tasks_is_found() -> None:
    tasks = [Task(f"T{number}", 1) for number in range(500)]
    links = [
        Dependency(f"D{number}", f"T{number}", f"T{(number + 1) % 500}") for number in range(500)
    ]
    cycle = find_cycle(tasks, links)
    assert cycle is not None
    assert len(cycle) == 500


def test_no_ring_where_there_is_none_and_unknown_tasks_do_not_count() -> None:
    assert find_cycle([A, B], [*_joined("AB"), Dependency("D", "B", "?")]) is None
    assert find_cycle([A], [Dependency("D", "A", "A")]) == ("A",)


@given(st.integers(0, 10_000))
def test_what_is_called_a_ring_is_one(seed: int) -> None:
    chance = seeded(seed)
    tasks = [Task(str(number), 1) for number in range(8)]
    pairs = {(str(chance.randrange(8)), str(chance.randrange(8))) for _ in range(12)}
    cycle = find_cycle(tasks, [Dependency(f"{a}-{b}", a, b) for a, b in sorted(pairs)])
    if cycle is None:
        compile_network(tasks, [Dependency(f"{a}-{b}", a, b) for a, b in sorted(pairs)])
    else:
        assert len(set(cycle)) == len(cycle)
        assert set(zip(cycle, (*cycle[1:], cycle[0]), strict=True)) <= pairs


def test_every_fault_is_named_with_what_it_is_about() -> None:
    day = date(2026, 12, 1)
    tasks = [
        A,
        Task("A", 2),
        Task("long", LONGEST + 1),
        Task("negative", -1),
        Task("keen", 1, progress=1.5),
        Task("back", 1, actual_start=day, actual_finish=date(2026, 11, 30)),
        B,
    ]
    links = [
        Dependency("1", "A", "B"),
        Dependency("1", "A", "B", DependencyKind.SS),
        Dependency("2", "A", "B"),
        Dependency("3", "A", "nowhere"),
        Dependency("4", "B", "B"),
        Dependency("5", "B", "A", lag=-LONGEST - 1),
    ]
    found = faults(tasks, links)
    assert [(type(one), vars(one)) for one in found] == [
        (DuplicateTaskError, {"task": "A"}),
        (ImpossibleTaskError, {"task": "long", "reason": TaskFault.DURATION}),
        (ImpossibleTaskError, {"task": "negative", "reason": TaskFault.DURATION}),
        (ImpossibleTaskError, {"task": "keen", "reason": TaskFault.PROGRESS}),
        (ImpossibleTaskError, {"task": "back", "reason": TaskFault.ACTUAL_DATES}),
        (DuplicateDependencyError, {"dependency": "1", "other": "1"}),
        (DuplicateDependencyError, {"dependency": "2", "other": "1"}),
        (UnknownTaskError, {"dependency": "3", "task": "nowhere"}),
        (SelfDependencyError, {"dependency": "4", "task": "B"}),
        (ImpossibleLagError, {"dependency": "5", "lag": -LONGEST - 1}),
        (CycleError, {"cycle": ("A", "B")}),
    ]
    with pytest.raises(DuplicateTaskError):
        compile_network(tasks, links)


def test_a_network_without_faults_has_none() -> None:
    assert faults([A, B, C], _joined("AB", "BC", "AC")) == ()


def test_another_word_of_a_task_takes_its_place() -> None:
    network = compile_network([A, B], _joined("AB"))
    longer = network.with_task(Task("A", 9))
    assert longer.columns.duration.tolist() == [9, 2]
    assert network.columns.duration.tolist() == [3, 2]
    with pytest.raises(NetworkError):
        network.with_task(Task("A", -1))
    with pytest.raises(KeyError):
        network.with_task(Task("new", 1))
