"""Trend sheets keep their order, their names apart, and their lock."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.domain.trend_sheets import SheetRefusedError, TrendSheet
from app.storage.city import CityDatabase
from app.storage.trend_sheets import CityTrendSheets
from tests.fakes.clocks import START_US, FakeClock

Reopen = Callable[[], CityTrendSheets]

CONTENTS = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53), 2**53) | st.floats(allow_nan=False)
    | st.text(st.characters(exclude_categories=["Cs"]), max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text("abc", max_size=2), inner),
    max_leaves=8,
)  # fmt: skip


def sheet(name: str, **content: Any) -> TrendSheet:
    return TrendSheet(name.lower(), name, content, False, "Anna", START_US)


@pytest.fixture
def reopen(tmp_path: Path) -> Iterator[Reopen]:
    opened: list[CityDatabase] = []

    def open_() -> CityTrendSheets:
        for database in opened:
            database.close()
        opened.append(CityDatabase(tmp_path / "city.db"))
        return CityTrendSheets(opened[-1], FakeClock(), "Anna")

    yield open_
    opened[-1].close()


@pytest.fixture(scope="module", autouse=True)
def hasty() -> Iterator[None]:
    """Do not wait for the disk: what is asked here is what is written, not when."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("app.storage.city_schema._PRAGMAS", "PRAGMA synchronous=OFF")
        yield


def names(store: CityTrendSheets) -> list[str]:
    return [found.name for found in store.sheets()]


def test_sheets_keep_their_order_and_come_back_to_their_place(reopen: Reopen) -> None:
    """Removal is undone by saving again; rearranging survives a restart."""
    store = reopen()
    for name in ("Luft", "Lärm", "Energie", "Verkehr"):
        store.save(sheet(name, panes=[1, 2]))
    store.remove("lärm")
    store.remove("gibt es nicht")
    assert names(store) == ["Luft", "Energie", "Verkehr"]
    store.save(sheet("Lärm"))
    assert names(store) == ["Luft", "Lärm", "Energie", "Verkehr"]
    store.arrange(["verkehr", "luft"])
    store.save(replace(sheet("Energie"), name="Energie 2026"))
    expected = ["Verkehr", "Luft", "Lärm", "Energie 2026"]
    assert names(store) == expected
    store = reopen()
    assert names(store) == expected
    store.remove("verkehr")
    assert names(reopen()) == expected[1:]


def test_names_are_unique_whatever_their_case(reopen: Reopen) -> None:
    """An empty name is refused, too; renaming to one's own name is not."""
    store = reopen()
    store.save(sheet("Luft am Bahnhof"))
    with pytest.raises(SheetRefusedError, match="anderen Namen"):
        store.save(replace(sheet("x"), name=" luft  am BAHNHOF"))
    with pytest.raises(SheetRefusedError, match="braucht einen Namen"):
        store.save(replace(sheet("x"), name="  "))
    store.save(replace(store.sheets()[0], name="LUFT am Bahnhof"))
    assert names(store) == ["LUFT am Bahnhof"]


def test_a_locked_sheet_can_only_be_unlocked(reopen: Reopen) -> None:
    """Neither content nor name change, and it stays."""
    store = reopen()
    locked = replace(sheet("Luft", a=1), is_locked=True)
    store.save(locked)
    store = reopen()
    for changed in (replace(locked, content={"a": 2}), replace(locked, name="Anders")):
        with pytest.raises(SheetRefusedError, match="gesperrt"):
            store.save(changed)
    with pytest.raises(SheetRefusedError, match="gesperrt"):
        store.remove("luft")
    store.save(replace(locked, is_locked=False, author="Bernd", changed_us=START_US + 1))
    store.remove("luft")
    assert names(reopen()) == []


def test_contents_cannot_be_changed_from_outside(reopen: Reopen) -> None:
    """What is read or was saved may be changed without harm; what is no JSON is refused."""
    store = reopen()
    content: dict[str, Any] = {"panes": [1]}
    store.save(TrendSheet("a", "A", content))
    content["panes"].append(2)
    dict(store.sheets()[0].content)["panes"].append(3)
    assert store.sheets()[0].content == {"panes": [1]}
    with pytest.raises(TypeError):
        store.save(TrendSheet("b", "B", {"panes": object()}))


@settings(max_examples=25)
@given(st.dictionaries(st.text("abc", max_size=3), CONTENTS), st.booleans())
def test_contents_are_the_same_after_a_restart(content: dict[str, Any], is_locked: bool) -> None:
    """Numbers, lists, umlauts: whatever JSON can say."""
    with TemporaryDirectory() as folder:
        database = CityDatabase(Path(folder) / "city.db")
        store = CityTrendSheets(database, FakeClock(), "Anna")
        saved = TrendSheet("id", "Größe", content, is_locked, "Anna", START_US)
        store.save(saved)
        database.close()
        again = CityTrendSheets(CityDatabase(Path(folder) / "city.db"), FakeClock(), "Anna")
        assert again.sheets() == [saved]
