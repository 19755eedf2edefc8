"""Cells that hold several things are cut where people would cut them."""

import pytest

from app.services.inventory.imports.splitting import SPLITTERS
from app.services.tables.cells import CellError
from app.services.tables.model import Cell


@pytest.mark.parametrize(
    ("name", "cell", "parts"),
    [
        ("postcode_place", "01069 Dresden", ("01069", "Dresden")),
        ("postcode_place", "D-59065 Hamm", ("59065", "Hamm")),
        ("postcode_place", "Witten", (None, "Witten")),
        ("postcode_place", None, (None, None)),
        ("address_line", "Lennéstraße 1, 01069 Dresden", ("Lennéstraße 1", "01069", "Dresden")),
        ("address_line", "Heilwigstraße, 2, 20249, Hamburg",
         ("Heilwigstraße 2", "20249", "Hamburg")),
        ("address_line", "Am Marienplatz, 21335, Lüneburg",
         ("Am Marienplatz", "21335", "Lüneburg")),
        ("address_line", "Tor 1, 1, 04158 Leipzig", ("Tor 1 1", "04158", "Leipzig")),
        ("house_number", "23 A", (23, "A")),
        ("house_number", 7.0, (7, None)),
        ("house_number", "47-48", (47, "-48")),
        ("house_number", "*", (None, None)),
        ("street_line", "Ruppiner Str. 47-48", ("Ruppiner Str.", 47, "-48")),
        ("street_line", "Straße des 17. Juni 135", ("Straße des 17. Juni", 135, None)),
        ("street_line", "Marktplatz", ("Marktplatz", None, None)),
    ],
)  # fmt: skip
def test_cells_are_cut(name: str, cell: Cell, parts: tuple[Cell, ...]) -> None:
    assert SPLITTERS[name].cut(cell) == parts
    assert len(parts) == len(SPLITTERS[name].parts)


@pytest.mark.parametrize(
    ("name", "cell"),
    [
        ("postcode_place", "4474 Vilshofen"),
        ("postcode_place", "970080 Würzburg"),
        ("address_line", "Weg 1, Hamm"),
        ("house_number", "hinten"),
    ],
)
def test_what_cannot_be_cut_says_what_is_wanted(name: str, cell: str) -> None:
    with pytest.raises(CellError) as caught:
        SPLITTERS[name].cut(cell)
    assert caught.value.reason.endswith(".")
    assert caught.value.suggestion.endswith(".")
