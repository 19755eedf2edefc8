"""A table about buildings fits its columns, and says of a building only what it knows."""

import pytest

from app.domain.twins import FactTable

TABLE = FactTable("t", "energie.csv", ("Klasse", "kWh"), {"B1": ("C", None)}, "Anna", 0)


def test_a_table_tells_what_it_knows_of_a_building() -> None:
    assert TABLE.facts_of("B1") == {"Klasse": "C"}
    assert TABLE.facts_of("B2") == {}


def test_a_row_that_does_not_fit_its_columns_is_refused() -> None:
    with pytest.raises(ValueError, match="does not fit"):
        FactTable("t", "x", ("a",), {"B1": ()}, "Anna", 0)


def test_a_table_without_end_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("app.domain.twins.MOST_ROWS", 0)
    with pytest.raises(ValueError, match="too many"):
        FactTable("t", "x", ("a",), {"B1": (1.0,)}, "Anna", 0)
