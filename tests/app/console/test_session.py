"""What the session knows of what will be needed at once."""

from typing import Any

import pytest

from app.console.session import Session, has_formulas


@pytest.mark.parametrize(
    ("page", "expected"),
    [
        ({"views": {"trends": {"formulas": [{"id": "formel:1", "text": "1"}]}}}, True),
        ({"views": {"trends": {"formulas": []}}}, False),
        ({"views": {"trends": 7}}, False),
        ({"views": None}, False),
        ({}, False),
    ],
)
def test_units_are_loaded_first_where_formulas_wait(
    page: dict[str, Any], *, expected: bool
) -> None:
    assert has_formulas(Session(pages={"verlaeufe": page})) is expected
    assert not has_formulas(Session())
