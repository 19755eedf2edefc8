"""Every kind holds together: fields, titles, columns, references, life cycles; and says it."""

from collections.abc import Iterator

import pytest

from app.domain.inventory.fields import (
    COMMON_FIELDS,
    Choice,
    Field,
    FieldType,
    Kind,
    Publication,
    choices,
    reference,
)
from app.domain.inventory.kinds import FOREIGN_KINDS, KINDS
from app.domain.inventory.life_cycles import LIFE_CYCLES
from app.domain.inventory.paths import CUSTOM, resolve

ALL = sorted(KINDS)


def fields() -> Iterator[tuple[str, Field]]:
    for name in ALL:
        for one in KINDS[name].fields:
            yield name, one


ALL_FIELDS = [pytest.param(name, one, id=f"{name}.{one.name}") for name, one in fields()]


# ---- all kinds -------------------------------------------------------------------------------
@pytest.mark.parametrize("name", ALL)
def test_columns_and_titles_of_a_kind_can_be_read(name: str) -> None:
    kind = KINDS[name]
    assert kind.title
    assert kind.columns
    for path in (*kind.columns, *kind.title):
        found = resolve(name, path)
        assert found.label
        assert found.field.type is not FieldType.JSON
    assert len(set(kind.columns)) == len(kind.columns)


@pytest.mark.parametrize("name", ALL)
def test_no_two_columns_of_a_kind_are_called_alike(name: str) -> None:
    labels = [resolve(name, path).label for path in KINDS[name].columns]
    assert len(set(labels)) == len(labels)


@pytest.mark.parametrize("name", ALL)
def test_a_kind_is_named_and_its_fields_are_called_differently(name: str) -> None:
    kind = KINDS[name]
    assert kind.name == name
    assert kind.label
    assert kind.plural
    labels = [one.label for one in kind.all_fields]
    assert len(set(labels)) == len(labels)


def test_no_two_kinds_are_called_alike() -> None:
    assert len({kind.label for kind in KINDS.values()}) == len(KINDS)
    assert len({kind.plural for kind in KINDS.values()}) == len(KINDS)


def test_foreign_kinds_are_none_of_ours() -> None:
    assert not FOREIGN_KINDS & KINDS.keys()


@pytest.mark.parametrize(("name", "one"), ALL_FIELDS)
def test_a_field_has_what_its_type_needs(name: str, one: Field) -> None:
    assert one.label
    match one.type:
        case FieldType.REFERENCE:
            assert one.target in KINDS
            assert one.is_indexed
        case FieldType.ANY_REFERENCE:
            assert KINDS[name].has_field(one.kind_field)
            assert one.is_indexed
        case FieldType.CHOICE:
            keys = [choice.key for choice in one.choices]
            assert keys
            assert len(set(keys)) == len(keys)
            assert all(choice.label for choice in one.choices)
        case _:
            assert not one.target
            assert not one.kind_field
    if one.unit:
        assert one.type.is_number
    if one.lowest is not None or one.highest is not None:
        assert one.type.is_number
    if one.pattern:
        assert one.type is FieldType.TEXT


@pytest.mark.parametrize(("name", "one"), ALL_FIELDS)
def test_what_a_field_hints_is_a_whole_sentence(name: str, one: Field) -> None:
    if one.hint:
        assert one.hint.endswith("."), name


def test_life_cycles_are_those_of_fields_with_all_their_states() -> None:
    for name, cycle in LIFE_CYCLES.items():
        assert cycle.kind == name
        keys = {choice.key for choice in KINDS[name].field(cycle.field).choices}
        steps = {end for step in cycle.transitions for end in (step.before, step.after)}
        assert steps | set(cycle.first) <= keys
        assert keys == steps | set(cycle.first)


# ---- one kind --------------------------------------------------------------------------------
def test_a_kind_has_its_own_fields_then_the_common_ones() -> None:
    kind = Kind("thing", "Ding", "Dinge", (Field("name", "Name"),), ("name",))
    assert kind.all_fields == (Field("name", "Name"), *COMMON_FIELDS)
    assert kind.field("note").label == "Bemerkung"
    assert (kind.has_field("name"), kind.has_field("nichts")) == (True, False)
    with pytest.raises(KeyError):
        kind.field("nichts")


def test_a_kind_is_searched_when_one_of_its_fields_is() -> None:
    plain = Kind("thing", "Ding", "Dinge", (Field("name", "Name"),), ("name",))
    found = Kind("thing", "Ding", "Dinge", (Field("name", "Name", is_searched=True),), ("name",))
    assert not plain.is_searched
    assert found.is_searched


@pytest.mark.parametrize("name", ["name", "note"])
def test_two_fields_of_one_name_are_refused(name: str) -> None:
    fields = (Field("name", "Name"), Field(name, "Noch einer"))
    with pytest.raises(ValueError, match="two fields of one name"):
        Kind("thing", "Ding", "Dinge", fields, ("name",))


def test_a_title_of_no_field_is_refused() -> None:
    with pytest.raises(ValueError, match="thing has no"):
        Kind("thing", "Ding", "Dinge", (Field("name", "Name"),), ("titel",))


def test_words_are_shown_for_keys() -> None:
    one = Field("state", "Zustand", FieldType.CHOICE, choices=choices(on="an", off="aus"))
    assert one.choices == (Choice("on", "an"), Choice("off", "aus"))
    assert [one.choice_label(key) for key in ("on", "fremd", None)] == ["an", "fremd", ""]


def test_publications_are_ranked_from_public_to_restricted() -> None:
    ranks = [one.rank for one in (Publication.PUBLIC, Publication.INTERNAL, Publication.RESTRICTED)]
    assert ranks == [0, 1, 2]


def test_only_numbers_are_numbers() -> None:
    numbers = {one for one in FieldType if one.is_number}
    assert numbers == {FieldType.INTEGER, FieldType.DECIMAL, FieldType.MONEY}


def test_references_are_indexed() -> None:
    one = reference("site", "Standort", "site", required=True, hint="Wo es steht.")
    assert (one.type, one.target, one.is_indexed) == (FieldType.REFERENCE, "site", True)
    assert (one.is_required, one.hint) == (True, "Wo es steht.")


# ---- paths -----------------------------------------------------------------------------------
def test_a_path_goes_through_references() -> None:
    path = resolve("asset", "site.district.name")
    assert path.steps == (("asset", "site"), ("site", "district"))
    assert (path.kind.name, path.field.name, path.text) == (
        "district",
        "name",
        "site.district.name",
    )
    assert not path.is_custom


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("name", "Name"),
        ("site.name", "Standort"),
        ("site.kind", "Standort: Art"),
        ("site.district.name", "Stadtbezirk"),
    ],
)
def test_a_column_is_called_by_its_field_or_by_its_reference(text: str, label: str) -> None:
    assert resolve("asset", text).label == label


def test_fields_of_peoples_own_are_found_in_their_kind_alone() -> None:
    own = {"kostenstelle": Field("kostenstelle", "Kostenstelle")}
    path = resolve("asset", f"{CUSTOM}.kostenstelle", own)
    assert (path.is_custom, path.label, path.steps) == (True, "Kostenstelle", ())


@pytest.mark.parametrize(
    "text", ["nichts", "name.site", "site.nichts", "nichts.name", "custom.fehlt", "", "site."]
)
def test_a_path_to_nothing_is_refused(text: str) -> None:
    with pytest.raises(KeyError):
        resolve("asset", text)


def test_a_reference_of_any_kind_leads_no_further() -> None:
    with pytest.raises(KeyError):
        resolve("finding", "subject.name")
