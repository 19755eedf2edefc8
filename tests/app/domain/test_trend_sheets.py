"""What may become of a saved sheet."""

from dataclasses import replace

import pytest

from app.domain.trend_sheets import SheetRefusedError, TrendSheet, check_removal, check_save

SHEET = TrendSheet("a", "Luft", {"x": [1]}, False, "Anna", 5)
LOCKED = replace(SHEET, is_locked=True)


def test_a_sheet_has_a_name_of_its_own() -> None:
    """Case and spaces make no other name; one's own name is not taken."""
    check_save(SHEET, [])
    check_save(replace(SHEET, name="luft"), [SHEET])
    other = replace(SHEET, id="b")
    for name in ("LUFT", " luft "):
        with pytest.raises(SheetRefusedError, match="anderen Namen"):
            check_save(replace(other, name=name), [SHEET])
    check_save(replace(other, name="Luft 2"), [SHEET])
    with pytest.raises(SheetRefusedError, match="braucht einen Namen"):
        check_save(replace(SHEET, name=" "), [])


def test_a_locked_sheet_may_be_unlocked_and_nothing_else() -> None:
    """Whoever unlocks it is noted as the last author."""
    check_save(replace(LOCKED, is_locked=False, author="Bernd", changed_us=9), [LOCKED])
    check_save(LOCKED, [LOCKED])
    with pytest.raises(SheetRefusedError, match="gesperrt"):
        check_save(replace(LOCKED, content={}), [LOCKED])
    with pytest.raises(SheetRefusedError, match="gesperrt"):
        check_save(replace(LOCKED, name="Anders", is_locked=False), [LOCKED])
    with pytest.raises(SheetRefusedError, match="gesperrt"):
        check_removal(LOCKED)
    check_removal(SHEET)
