"""What a column can become, and what the mapping is then; no window."""

import pytest

from app.services.inventory.imports.mapping import (
    ColumnMapping,
    Match,
    Missing,
    Use,
    Way,
)
from widgets.inventory.importing.edits import (
    IGNORE,
    Fixed,
    Mode,
    choices_of,
    fixed_of,
    key_of,
    with_choice,
    with_fixed,
    with_missing,
)

SITE = ColumnMapping("site", (Use(("name",), ("N",)), Use(("street",), ("S",))), Match(("name",)))


def choose(mapping: ColumnMapping, column: str, key: str) -> ColumnMapping:
    choice = next(one for one in choices_of(mapping, {}) if one.key == key)
    changed = with_choice(mapping, column, choice)
    if key:
        assert key_of(changed, column) == key
    return changed


def test_every_choice_can_be_made_and_taken_back() -> None:
    for choice in choices_of(SITE, {}):
        made = with_choice(SITE, "X", choice)
        left = with_choice(made, "X", IGNORE)
        assert key_of(left, "X") == ""
        assert all("X" not in use.columns for use in left.uses)


def test_a_target_has_one_column_only() -> None:
    made = choose(SITE, "X", "name")
    assert key_of(made, "N") == ""


def test_two_columns_of_a_place_are_read_together_and_apart() -> None:
    made = choose(choose(SITE, "Lon", "east"), "Lat", "north")
    assert made.use_of("east") == Use(("east", "north"), ("Lon", "Lat"), Way.PLACE)
    apart = choose(made, "Lat", "")
    assert apart.use_of("east") == Use(("east",), ("Lon",))
    assert apart.use_of("north") is None


def test_texts_are_put_together_and_taken_apart() -> None:
    made = choose(SITE, "X", "+street")
    assert made.use_of("street") == Use(("street",), ("S", "X"), Way.JOIN, ", ")
    assert choose(made, "X", "").use_of("street") == Use(("street",), ("S",))


def test_a_cell_is_split_into_what_it_holds() -> None:
    made = choose(SITE, "X", "address_line:")
    assert made.targets == ("name", "street", "postcode", "place")
    assert key_of(made, "S") == ""


def test_a_reference_says_what_happens_when_there_is_none() -> None:
    made = choose(SITE, "X", "district.name")
    assert made.missing == {"district": Missing.REFUSE}
    assert with_missing(made, "district", Missing.CREATE).missing["district"] is Missing.CREATE


@pytest.mark.parametrize(
    ("fixed", "use"),
    [
        (Fixed("operator", "Stadt", Mode.ALWAYS), Use(("operator",), (), Way.CONSTANT, "Stadt")),
        (
            Fixed("operator", "Ort {N}", Mode.NEW_ONLY),
            Use(("operator",), ("N",), Way.TEMPLATE, "Ort {N}"),
        ),
    ],
)
def test_fixed_values_are_constants_or_templates(fixed: Fixed, use: Use) -> None:
    made = with_fixed(SITE, fixed, ("N", "S"))
    assert made.use_of("operator") == use
    assert [one.text for one in fixed_of(made)] == [fixed.text]
    assert fixed_of(with_fixed(made, Fixed("operator", "", Mode.ALWAYS), ("N",))) == []


def test_a_default_holds_for_new_records_only() -> None:
    made = with_fixed(SITE, Fixed("kind", "school", Mode.NEW_ONLY), ("N",))
    assert made.defaults == {"kind": "school"}
    always = with_fixed(made, Fixed("kind", "school", Mode.ALWAYS), ("N",))
    assert (always.defaults, always.use_of("kind")) == (
        {},
        Use(("kind",), (), Way.CONSTANT, "school"),
    )
    assert choose(made, "X", "kind").defaults == {}, "a column goes before a default"
