"""What is converted a piece at a time is what would be converted cell by cell."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.inventory.fields import Field
from app.domain.inventory.kinds import KINDS
from app.services.inventory.imports.quick_values import quick_converter
from app.services.inventory.imports.spots import spots_of
from app.services.inventory.imports.values import converter
from app.services.tables.cells import CellError
from app.services.tables.coordinates import as_coordinate
from app.services.tables.model import Cell

ASSET = KINDS["asset"]
FIELDS = [ASSET.field(name) for name in ("mac", "cost", "height", "name", "tag", "serial", "note")]
FIELDS += [ASSET.field("rack_unit"), KINDS["site"].field("postcode"), KINDS["site"].field("name")]
PLAIN: dict[str, st.SearchStrategy[Cell]] = {
    "mac": st.from_regex(r"([0-9A-Fa-f]{2}:){5}[0-9A-Fa-f]{2}", fullmatch=True),
    "cost": st.integers(0, 10**7).map(lambda cents: cents / 100),
    "height": st.floats(-1e6, 1e6) | st.integers(-1000, 1000),
    "rack_unit": st.floats(1, 60),
}
WORDS = st.text(st.characters(exclude_categories=["C", "Z"]), min_size=1, max_size=8)
ODD = st.sampled_from(
    [None, "", " a", "null", "NULL", "#NV", "1E+15", "6,37702E+15", "a\0b", "x" * 501, True, 1, -1,
     0.005, 1e16, float("nan"), float("inf"), dt.date(2026, 11, 30), "00:00:00:00:00:00",
     "FF:FF:FF:FF:FF:FF", "02:00:00:00:00:0", "02:00:00:00:00:01\n02:00:00:00:00:02", "1,5", "a\nb"]
)  # fmt: skip


def one_by_one(one: Field, cells: list[Cell]) -> list[object] | None:
    convert = converter(one, comma=True, owner="asset")
    try:
        return [convert(cell) for cell in cells]
    except CellError:
        return None


@pytest.mark.parametrize("one", FIELDS, ids=lambda one: one.name)
@given(data=st.data())
def test_a_piece_gives_what_its_cells_give(one: Field, data: st.DataObject) -> None:
    plain = PLAIN.get(one.name, WORDS)
    cells = data.draw(st.lists(plain, min_size=1, max_size=6))
    if data.draw(st.booleans()):
        cells.insert(data.draw(st.integers(0, len(cells))), data.draw(ODD))
    quick = quick_converter(one)
    made = None if quick is None else quick(cells)
    if made is not None:
        wanted = one_by_one(one, cells)
        assert wanted is not None
        assert [(type(value), value) for value in made] == [
            (type(value), value) for value in wanted
        ]


@pytest.mark.parametrize("name", ["mac", "cost", "height", "name", "tag", "serial"])
@given(data=st.data())
def test_usual_pieces_are_taken_as_a_whole(name: str, data: st.DataObject) -> None:
    """Else all of them would be looked at cell by cell, which takes five times as long."""
    texts = st.from_regex(r"[A-Z][a-z0-9-]{0,20}", fullmatch=True)
    usual = {**PLAIN, "mac": st.just("02:00:00:00:00:01")}.get(name, texts)
    quick = quick_converter(ASSET.field(name))
    assert quick is not None
    assert quick(data.draw(st.lists(usual, min_size=1, max_size=6))) is not None


@given(
    st.lists(
        st.tuples(st.floats(4.5, 17), st.floats(45, 57))
        | st.tuples(st.floats(46, 56), st.floats(5, 16))
        | st.tuples(st.floats(5, 16), st.floats(46, 56)),
        min_size=1,
        max_size=5,
    )
)
def test_places_of_many_rows_are_those_of_each(pairs: list[tuple[float, float]]) -> None:
    found = spots_of([first for first, _ in pairs], [second for _, second in pairs], comma=True)
    for (first, second), spot in zip(pairs, found, strict=True):
        if isinstance(spot, CellError):
            with pytest.raises(CellError):
                as_coordinate(first, second)
        else:
            assert spot == pytest.approx(as_coordinate(first, second), abs=0.0011)
