"""Notes are kept as written, found by time and point, and nothing of them disappears."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.domain.annotations import Annotation
from app.domain.points import Location, PointId
from app.storage.annotations import CityAnnotations
from app.storage.city import CityDatabase
from tests.fakes.clocks import START_US, FakeClock

HOUR = 3_600_000_000
NO2, PM10 = PointId("umwelt.no2"), PointId("umwelt.pm10")

TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=40)
TIMES = st.integers(-(2**62), 2**62)


@st.composite
def written(draw: st.DrawFn) -> Annotation:
    start, end = sorted((draw(TIMES), draw(TIMES)))
    place = st.builds(Location, st.floats(-180, 180), st.floats(-90, 90))
    return Annotation(
        draw(st.sampled_from("abcdef")), start, end, draw(TEXTS), draw(TEXTS), draw(TIMES),
        tuple(PointId(text) for text in draw(st.lists(TEXTS, max_size=3))),
        draw(st.none() | place),
    )  # fmt: skip


def note(name: str, start: int, end: int, *points: PointId) -> Annotation:
    return Annotation(name, start, end, f"Text {name}", "Anna", START_US, points)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[CityAnnotations]:
    database = CityDatabase(tmp_path / "city.db")
    yield CityAnnotations(database, FakeClock(), "Bernd")
    database.close()


@pytest.fixture(scope="module", autouse=True)
def hasty() -> Iterator[None]:
    """Do not wait for the disk: what is asked here is what is written, not when."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("app.storage.city_schema._PRAGMAS", "PRAGMA synchronous=OFF")
        yield


@settings(max_examples=25)
@given(st.lists(written() | st.sampled_from("abcdef"), max_size=12))
def test_what_was_put_and_removed_is_the_same_after_a_restart(
    steps: list[Annotation | str],
) -> None:
    """Whatever the order of steps, file and memory agree, and the log tells the way there."""
    with TemporaryDirectory() as folder:
        database = CityDatabase(Path(folder) / "city.db")
        store = CityAnnotations(database, FakeClock(), "Anna")
        expected: dict[str, Annotation] = {}
        for step in steps:
            if isinstance(step, Annotation):
                store.put(step)
                expected[step.id] = step
            else:
                store.remove(step)
                expected.pop(step, None)
        database.close()
        database = CityDatabase(Path(folder) / "city.db")
        again = CityAnnotations(database, FakeClock(), "Anna")
        assert {n.id: n for n in again.annotations(-(2**63), 2**63)} == expected
        for name in "abcdef":
            changes = again.changes(name)
            assert (changes[-1].after if changes else None) == expected.get(name)
            assert changes == store.changes(name)
        database.close()


def test_notes_are_found_by_time_and_point(store: CityAnnotations) -> None:
    """Spans count while they last; notes on the whole city belong to every point."""
    store.put(note("span", START_US, START_US + HOUR, NO2))
    store.put(note("moment", START_US + 2 * HOUR, START_US + 2 * HOUR, PM10))
    store.put(note("city", START_US + HOUR, START_US + 3 * HOUR))
    span, city, moment = "span", "city", "moment"

    def found(start: int, end: int, *points: PointId) -> list[str]:
        return [n.id for n in store.annotations(start, end, points or None)]

    assert found(START_US, START_US + 9 * HOUR) == [span, city, moment]
    assert found(START_US + HOUR // 2, START_US + HOUR) == [span]
    assert found(START_US + 2 * HOUR, START_US + 2 * HOUR + 1) == [city, moment]
    assert found(START_US, START_US + 9 * HOUR, NO2) == [span, city]
    assert [n.id for n in store.annotations(START_US, START_US + 9 * HOUR, ())] == [city]


def test_edits_and_removals_keep_what_stood_there(store: CityAnnotations) -> None:
    """Who did it and when is kept, too; putting a removed note again undoes the removal."""
    first = note("a", START_US, START_US, NO2)
    second = replace(first, text="berichtigt")
    store.put(first)
    store.put(second)
    store.put(second)
    store.remove("a")
    store.remove("a")
    assert store.annotation("a") is None
    store.put(second)
    assert store.annotation("a") == second
    assert [(c.before, c.after) for c in store.changes("a")] == [
        (None, first), (first, second), (second, None), (None, second),
    ]  # fmt: skip
    assert {(c.actor, c.changed_us) for c in store.changes("a")} == {("Bernd", START_US)}
    assert store.changes("b") == []


def test_a_row_that_makes_no_sense_costs_only_itself(tmp_path: Path) -> None:
    """Somebody's hand was in the file; the other notes are shown."""
    database = CityDatabase(tmp_path / "city.db")
    store = CityAnnotations(database, FakeClock(), "Anna")
    for name in "abc":
        store.put(note(name, START_US, START_US))

    def spoil(file: object) -> None:
        file.execute("UPDATE annotation SET points='no list' WHERE id='a'")  # type: ignore[attr-defined]
        file.execute("UPDATE annotation SET end_us=1 WHERE id='b'")  # type: ignore[attr-defined]

    database.write(spoil)
    database.close()
    again = CityAnnotations(CityDatabase(tmp_path / "city.db"), FakeClock(), "Anna")
    assert [n.id for n in again.annotations(0, 2 * START_US)] == ["c"]
