"""No cell of ours is run by a spreadsheet."""

import pytest

from app.services.spreadsheets import harmless


@pytest.mark.parametrize("cell", ["=1+1", "+cmd", "-cmd|' /C calc'!A0", "@SUM(A1)", "\t=1", "\r=1"])
def test_what_a_spreadsheet_would_run_becomes_a_text(cell: str) -> None:
    assert harmless(cell) == f"'{cell}"


@pytest.mark.parametrize("cell", ["Falkschule", "-5", "+7,25", "-0.5", "", 7, -1.5, None])
def test_what_is_harmless_stays(cell: object) -> None:
    assert harmless(cell) == cell
