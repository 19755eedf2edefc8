"""What rows refer to is found, made once or refused; a mapping with flaws is not tried."""

from dataclasses import replace

import pytest

from app.domain.inventory.changes import Action
from app.services.inventory.imports.columns import MappingError
from app.services.inventory.imports.mapping import (
    ColumnMapping,
    Match,
    Missing,
    Use,
    Way,
)
from tests.fakes.import_trials import COLUMNS, DEVICES, tried
from tests.fakes.raw_tables import raw_table
from tests.inventories import MadeInventory


def test_an_unknown_reference_is_refused_with_what_may_be_meant(filled: MadeInventory) -> None:
    raw = raw_table(COLUMNS, ("H-003", "AP 6", "Falk Schule", "in Betrieb", None, None))
    outcome = tried(filled, raw, DEVICES)
    (problem,) = outcome.problems
    assert problem.column == "Standort"
    assert problem.reason == "Unter „Standorte“ gibt es „Falk Schule“ nicht."
    assert "Vielleicht ist „Falkschule“ gemeint." in problem.suggestion
    assert outcome.is_empty


def test_missing_references_are_made_once_and_only_for_rows_that_are_taken(
    filled: MadeInventory,
) -> None:
    mapping = replace(
        DEVICES,
        defaults={"site.kind": "school", "type.kind": "access_point"},
        missing={"site": Missing.CREATE, "type": Missing.CREATE},
    )
    raw = raw_table(
        COLUMNS,
        ("H-003", "AP 7", "Neue Schule", "in Betrieb", None, None),
        ("H-004", "AP 7", "Neue Schule", "in Betrieb", None, None),
        ("H-005", "AP 7", "Schule ohne Recht", "in Betrieb", "?", None),
    )
    outcome = tried(filled, raw, mapping)
    assert outcome.made == {
        ("asset_type", Action.CREATE): 1,
        ("site", Action.CREATE): 1,
        ("asset", Action.CREATE): 2,
    }
    filled.commit(outcome.changeset)
    again = tried(filled, raw, mapping)
    assert (again.same, again.errors, again.is_empty) == (2, 1, True)


def test_one_file_fills_two_kinds_and_changes_both(inventory: MadeInventory) -> None:
    mapping = ColumnMapping(
        "school",
        (
            Use(("school_number",), ("Nr",)),
            Use(("name",), ("Schule",)),
            Use(("site.name",), ("Schule",)),
            Use(("site.street",), ("Straße",)),
        ),
        Match(("school_number",)),
        {"site.kind": "school"},
        {"site": Missing.CREATE},
    )
    columns = ("Nr", "Schule", "Straße")
    first = tried(inventory, raw_table(columns, ("1", "Falkschule", "Weg 1")), mapping)
    inventory.commit(first.changeset)
    moved = tried(inventory, raw_table(columns, ("1", "Falkschule", "Weg 2")), mapping)
    assert moved.changed == 1
    assert [(one.path, one.old, one.new) for one in moved.changes(0)] == [
        ("site.street", "Weg 1", "Weg 2")
    ]
    assert moved.made == {("site", Action.UPDATE): 1}


def test_rows_that_contradict_each_other_about_a_reference_are_told(
    inventory: MadeInventory,
) -> None:
    mapping = ColumnMapping(
        "asset_type",
        (
            Use(("name",), ("Modell",)),
            Use(("kind",), ("Art",)),
            Use(("vendor.name",), ("Hersteller",)),
            Use(("vendor.website",), ("Seite",)),
        ),
        Match(("name", "vendor")),
        missing={"vendor": Missing.CREATE},
    )
    raw = raw_table(
        ("Modell", "Art", "Hersteller", "Seite"),
        ("A", "Switch", "Nordwind", "https://a.example"),
        ("B", "Switch", "Nordwind", "https://b.example"),
    )
    outcome = tried(inventory, raw, mapping)
    assert (outcome.new, outcome.errors) == (1, 1)
    assert "widerspricht Zeile 2" in outcome.problems[0].reason


def test_two_references_to_one_kind_make_a_new_record_only_once(filled: MadeInventory) -> None:
    mapping = ColumnMapping(
        "asset",
        (
            Use(("tag",), ("Nr",)),
            Use(("type.name",), ("Modell",)),
            Use(("type.vendor.name",), ("Hersteller",)),
            Use(("supplier.name",), ("Lieferant",)),
        ),
        Match(("tag",)),
        {"state": "staged", "type.kind": "switch"},
        {"type": Missing.CREATE, "type.vendor": Missing.CREATE, "supplier": Missing.CREATE},
    )
    raw = raw_table(("Nr", "Modell", "Hersteller", "Lieferant"), ("1", "S 8", "Ostwind", "Ostwind"))
    outcome = tried(filled, raw, mapping)
    assert outcome.made[("vendor", Action.CREATE)] == 1
    filled.commit(outcome.changeset)
    assert tried(filled, raw, mapping).is_empty


def test_a_mapping_with_flaws_says_them_all(filled: MadeInventory) -> None:
    mapping = ColumnMapping("asset", (Use(("tag",), ("Nr",)), Use(("tag",), ("Weg",))))
    with pytest.raises(MappingError) as caught:
        tried(filled, raw_table(("Nr",), ("1",)), mapping)
    assert caught.value.flaws == (
        "„Inventarnummer“ wird zweimal gefüllt. Bitte nur eine Spalte dafür wählen.",
        "Eine Spalte „Weg“ hat die Datei nicht. Bitte eine andere wählen.",
    )
    lone = ColumnMapping("asset", (Use(("tag",), ("Nr",)),), Match(("serial",)))
    with pytest.raises(MappingError, match="„Typ“ wird gebraucht") as caught:
        tried(filled, raw_table(("Nr",), ("1",)), lone)
    assert "Seriennummer" in caught.value.flaws[0]


def test_a_constant_that_does_not_fit_is_a_flaw(filled: MadeInventory) -> None:
    mapping = replace(DEVICES, defaults={"warranty_until": "bald"})
    with pytest.raises(MappingError, match="Gewährleistung bis"):
        tried(filled, raw_table(COLUMNS), mapping)


def test_a_reference_needs_something_that_names_it(filled: MadeInventory) -> None:
    uses = (Use(("tag",), ("Nr",)), Use(("type.kind",), ("Art",)), Use(("site",), ("Ort",)))
    raw = raw_table(("Nr", "Art", "Ort"), ("1", "Switch", "Falkschule"))
    with pytest.raises(MappingError) as caught:
        tried(filled, raw, ColumnMapping("asset", uses, Match(("tag",))))
    assert caught.value.flaws == (
        "Bitte wählen, welche Angabe von „Standort“ in der Spalte steht.",
    )
    with pytest.raises(MappingError, match="Woran „Typ“ erkannt wird"):
        tried(filled, raw, ColumnMapping("asset", uses[:2], Match(("tag",)), {"state": "staged"}))


def test_a_row_that_is_left_out_says_nothing_of_what_others_refer_to(
    inventory: MadeInventory,
) -> None:
    mapping = ColumnMapping(
        "school",
        (
            Use(("school_number",), ("Nr",)),
            Use(("name",), ("Schule",)),
            Use(("pupils",), ("Schüler",)),
            Use(("site.name",), ("Ort",)),
            Use(("site.street",), ("Straße",)),
        ),
        Match(("school_number",)),
        {"site.kind": "school"},
        {"site": Missing.CREATE},
    )
    raw = raw_table(
        ("Nr", "Schule", "Schüler", "Ort", "Straße"),
        ("1", "A", "viele", "Campus", "Falscher Weg 1"),
        ("2", "B", "12", "Campus", "Weg 2"),
    )
    outcome = tried(inventory, raw, mapping)
    assert (outcome.new, outcome.errors) == (1, 1)
    assert outcome.changeset.operations[0].values["street"] == "Weg 2"


def test_differences_name_what_a_row_refers_to(filled: MadeInventory) -> None:
    raw = raw_table(COLUMNS, ("H-001", "AP 6", "Märkisches Gymnasium", "in Betrieb", "100,5", None))
    (change,) = tried(filled, raw, DEVICES).changes(0)
    assert (change.path, change.target, change.shown) == ("site", "site", "Märkisches Gymnasium")
    assert (change.old, change.new) == ("3" * 32, "4" * 32)


@pytest.mark.parametrize(
    "use",
    [
        Use(("note",), (), Way.PLAIN),
        Use(("note",), (), Way.JOIN, ";"),
        Use(("east", "north"), ("Preis",), Way.PLACE),
        Use(("east",), ("Preis", "Modell"), Way.PLACE),
        Use(("note",), ("Preis",), Way.SPLIT, "street_line"),
        Use(("note",), ("Preis",), Way.SPLIT, "gibt es nicht"),
        Use(("note", "name"), (), Way.CONSTANT, "x"),
        Use(("note",), (), Way.TEMPLATE, "{gibt es nicht}"),
    ],
)
def test_a_use_that_cannot_be_carried_out_is_a_flaw(filled: MadeInventory, use: Use) -> None:
    with pytest.raises(MappingError, match=r"nicht vollständig|hat die Datei nicht"):
        tried(filled, raw_table(COLUMNS), DEVICES.with_use(use))
