"""A trial says row by row what an import would do; carried out, it does just that."""

import json
from dataclasses import replace

import pytest

from app.domain.inventory.changes import Origin
from app.services.inventory.imports.mapping import (
    PLACE,
    Blank,
    ColumnMapping,
    Match,
    Unreadable,
    Use,
    Way,
)
from app.services.inventory.imports.planning import absent, open_words, plan, removals
from app.services.inventory.imports.problems import RowStatus
from app.services.ports.inventories import StoppedError
from tests.fakes.clocks import START_US
from tests.fakes.import_trials import COLUMNS, DEVICES, USES, tried
from tests.fakes.raw_tables import raw_table
from tests.inventories import MadeInventory, create


def value(inventory: MadeInventory, kind: str, uid: str, field: str) -> object:
    reader = inventory.reader()
    try:
        record = reader.record(kind, uid)
        return None if record is None else record.get(field)
    finally:
        reader.close()


def test_rows_are_new_changed_the_same_or_wrong(filled: MadeInventory) -> None:
    raw = raw_table(
        COLUMNS,
        ("H-001", "AP 6", "Falkschule", "in Betrieb", "120,00", None),
        ("H-002", "AP 6", "Falkschule", "im Lager", None, None),
        ("H-003", "AP 6", "Märkisches Gymnasium", "in Betrieb", "99,90 €", "24.12.2025"),
        ("H-004", "AP 6", "Falkschule", "in Betrieb", "viel", "31.02.2025"),
    )
    outcome = tried(filled, raw, DEVICES)
    assert [outcome.status(row) for row in range(4)] == [
        RowStatus.CHANGED,
        RowStatus.SAME,
        RowStatus.NEW,
        RowStatus.ERROR,
    ]
    assert (outcome.changed, outcome.same, outcome.new, outcome.errors) == (1, 1, 1, 1)
    assert [(one.path, one.old, one.new) for one in outcome.changes(0)] == [("cost", 100.5, 120.0)]
    assert [(one.number, one.column, one.value) for one in outcome.problems] == [
        (5, "Preis", "viel"),
        (5, "Gekauft", "31.02.2025"),
    ]
    assert all(one.reason.endswith(".") and one.suggestion for one in outcome.problems)
    assert outcome.changeset.origin is Origin.IMPORT
    assert outcome.changeset.file_sha256 == raw.sha256
    assert outcome.outlook == "4 Zeilen: 1 neu, 1 geändert, 1 unverändert, 1 mit Fehlern."


def test_nothing_is_written_before_the_changeset_is_carried_out(filled: MadeInventory) -> None:
    raw = raw_table(COLUMNS, ("H-001", "AP 6", "Falkschule", "in Betrieb", "1", None))
    outcome = tried(filled, raw, DEVICES)
    assert value(filled, "asset", "5" * 32, "cost") == 100.5
    filled.commit(outcome.changeset)
    assert value(filled, "asset", "5" * 32, "cost") == 1.0


def test_what_was_imported_is_taken_back_as_a_whole(filled: MadeInventory) -> None:
    raw = raw_table(
        COLUMNS,
        ("H-001", "AP 6", "Falkschule", "in Betrieb", "1", None),
        ("H-009", "AP 6", "Falkschule", "in Betrieb", "1", None),
    )
    outcome = tried(filled, raw, DEVICES)
    commit = filled.commit(outcome.changeset)
    assert outcome.summary == (
        "1 Gerät angelegt.",
        "1 Gerät geändert.",
        "Der Import lässt sich als Ganzes rückgängig machen.",
    )
    filled.commit(filled.inverse(commit.transaction.number))
    assert value(filled, "asset", "5" * 32, "cost") == 100.5
    assert tried(filled, raw, DEVICES).new == 1


def test_a_key_that_comes_twice_is_a_problem_and_a_repeated_row_is_told(
    filled: MadeInventory,
) -> None:
    raw = raw_table(
        COLUMNS,
        ("H-007", "AP 6", "Falkschule", "in Betrieb", None, None),
        ("H-007", "AP 6", "Falkschule", "in Betrieb", None, None),
        ("H-007", "AP 6", "Falkschule", "im Lager", None, None),
    )
    outcome = tried(filled, raw, DEVICES)
    assert bytes(outcome.statuses) == bytes([RowStatus.NEW, RowStatus.REPEATED, RowStatus.ERROR])
    assert "Zeile 2" in outcome.problems[0].reason
    assert outcome.notes == (
        "Zeilen, die eine frühere wörtlich wiederholen, wurden ausgelassen: 3.",
    )


def test_a_row_that_fits_several_records_is_a_problem(filled: MadeInventory) -> None:
    filled.put(create("site", name="Falkschule", kind="admin"))
    mapping = ColumnMapping(
        "site", (Use(("name",), ("Name",)), Use(("kind",), ("Art",))), Match(("name",))
    )
    outcome = tried(filled, raw_table(("Name", "Art"), ("Falkschule", "Schule")), mapping)
    assert outcome.problems[0].reason == "Auf die Zeile passen 2 Datensätze des Bestands."
    exact = replace(mapping, match=Match(("name", "kind")))
    assert tried(filled, raw_table(("Name", "Art"), ("Falkschule", "Schule")), exact).same == 1


def test_counted_keys_tell_stations_of_one_address_apart(inventory: MadeInventory) -> None:
    mapping = ColumnMapping(
        "site",
        (
            Use(("name",), ("Adresse",)),
            Use(("kind",), (), Way.CONSTANT, "charger"),
            Use(("power_kw",), ("kW",)),
        ),
        Match(("name", "kind"), is_counted=True),
    )
    rows = (("Weg 1", 22), ("Weg 1", 22), ("Weg 1", 50), ("Weg 2", 11))
    raw = raw_table(("Adresse", "kW"), *rows)
    first = tried(inventory, raw, mapping)
    assert first.new == 4
    assert "2 Schlüssel" not in first.notes[0]
    inventory.commit(first.changeset)
    turned = raw_table(("Adresse", "kW"), *reversed(rows))
    assert tried(inventory, turned, mapping).same == 4
    fewer = raw_table(("Adresse", "kW"), rows[2], rows[3])
    outcome = tried(inventory, fewer, mapping)
    assert outcome.same == 2
    reader = inventory.reader()
    gone = absent(reader, mapping, outcome)
    reader.close()
    assert len(gone) == 2
    assert len(removals(gone, outcome).changeset.operations) == 2


def test_sites_are_found_again_within_a_metre(inventory: MadeInventory) -> None:
    inventory.put(create("site", uid="7" * 32, name="Mast", kind="mast", east=4e5, north=57e5))
    mapping = ColumnMapping(
        "site",
        (
            Use(("name",), ("Name",)),
            Use(("kind",), (), Way.CONSTANT, "mast"),
            Use(("east", "north"), ("X", "Y"), Way.PLACE),
        ),
        Match((PLACE,)),
    )
    raw = raw_table(
        ("Name", "X", "Y"), ("Mast", "400000,6", "5700000,5"), ("Anderer", "400003", "5700000")
    )
    outcome = tried(inventory, raw, mapping)
    assert next(iter(outcome.uids)) == "7" * 32
    assert (outcome.changed, outcome.new) == (1, 1)


def test_a_unique_value_that_another_record_has_is_refused(filled: MadeInventory) -> None:
    mapping = replace(DEVICES, uses=(*USES, Use(("serial",), ("SN",))), match=Match(("serial",)))
    raw = raw_table(
        (*COLUMNS, "SN"),
        ("H-001", "AP 6", "Falkschule", "in Betrieb", None, None, "SN9"),
        ("H-010", "AP 6", "Falkschule", "in Betrieb", None, None, "SN10"),
        ("H-010", "AP 6", "Falkschule", "in Betrieb", None, None, "SN11"),
    )
    outcome = tried(filled, raw, mapping)
    assert [one.reason for one in outcome.problems] == [
        "„Inventarnummer“ „H-001“ hat schon ein anderer Datensatz.",
        "„Inventarnummer“ „H-010“ steht schon in Zeile 3.",
    ]
    assert outcome.new == 1


def test_a_step_that_the_life_cycle_does_not_know_is_refused_at_its_cell(
    filled: MadeInventory,
) -> None:
    raw = raw_table(
        COLUMNS,
        ("H-001", "AP 6", "Falkschule", "entsorgt", None, None),
        ("H-011", "AP 6", None, "in Betrieb", None, None),
    )
    outcome = tried(filled, raw, DEVICES)
    assert [(one.number, one.column) for one in outcome.problems] == [
        (2, "Zustand"),
        (3, "Standort"),
    ]
    assert "führt kein Schritt" in outcome.problems[0].reason


def test_an_empty_cell_keeps_or_erases(filled: MadeInventory) -> None:
    raw = raw_table(COLUMNS, ("H-001", "AP 6", "Falkschule", "in Betrieb", None, None))
    assert tried(filled, raw, DEVICES).same == 1
    outcome = tried(filled, raw, replace(DEVICES, blank=Blank.ERASE))
    assert [(one.path, one.old, one.new) for one in outcome.changes(0)] == [("cost", 100.5, None)]
    filled.commit(outcome.changeset)
    assert value(filled, "asset", "5" * 32, "cost") is None


def test_defaults_are_for_new_records_only(filled: MadeInventory) -> None:
    uses = tuple(use for use in USES if use.targets != ("state",))
    mapping = replace(DEVICES, uses=uses, defaults={"state": "in Betrieb"})
    raw = raw_table(
        COLUMNS,
        ("H-002", "AP 6", "Falkschule", None, None, None),
        ("H-012", "AP 6", "Falkschule", None, None, None),
    )
    outcome = tried(filled, raw, mapping)
    assert (outcome.same, outcome.new) == (1, 1)
    assert outcome.changeset.operations[0].values["state"] == "in_service"


def test_words_of_the_file_get_their_meaning_and_unknown_ones_are_asked(
    filled: MadeInventory,
) -> None:
    raw = raw_table(
        COLUMNS,
        ("H-020", "AP 6", "Falkschule", "läuft", None, None),
        ("H-021", "AP 6", "Falkschule", "Deployed", None, None),
    )
    assert open_words(raw, DEVICES) == [("state", "läuft", 1)]
    asked = tried(filled, raw, DEVICES)
    assert asked.problems[0].reason == "„läuft“ ist kein Wort für „Zustand“."
    told = DEVICES.with_use(Use(("state",), ("Zustand",), words={"laeuft": "in_service"}))
    assert tried(filled, raw, told).new == 2


def test_custom_fields_are_typed_and_those_of_the_record_stay(filled: MadeInventory) -> None:
    filled.put(
        create("custom_field", kind="asset", name="rooms", label="Räume", type="integer"),
        create("custom_field", kind="asset", name="colour", label="Farbe", type="text"),
        create("asset", uid="8" * 32, tag="H-030", type="2" * 32, state="staged",
               custom='{"colour": "blau"}'),
    )  # fmt: skip
    mapping = ColumnMapping(
        "asset",
        (Use(("tag",), ("Nr",)), Use(("type.name",), ("Typ",)), Use(("custom.rooms",), ("Räume",))),
        Match(("tag",)),
        {"state": "staged"},
    )
    raw = raw_table(
        ("Nr", "Typ", "Räume"),
        ("H-030", "AP 6", "4"),
        ("H-031", "AP 6", "5"),
        ("H-032", "AP 6", "x"),
    )
    outcome = tried(filled, raw, mapping)
    assert (outcome.changed, outcome.new, outcome.errors) == (1, 1, 1)
    filled.commit(outcome.changeset)
    kept = value(filled, "asset", "8" * 32, "custom")
    assert json.loads(str(kept)) == {"colour": "blau", "rooms": 4}
    assert tried(filled, raw, mapping).same == 2


def test_unreadable_cells_may_be_left_out_but_never_keys_or_required_ones(
    filled: MadeInventory,
) -> None:
    mapping = replace(DEVICES, unreadable=Unreadable.LEAVE_EMPTY)
    raw = raw_table(
        COLUMNS,
        ("H-040", "AP 6", "Falkschule", "in Betrieb", "viel", None),
        ("H-041", "AP 6", "Falkschule", "irgendwie", None, None),
        ("6.37702E+15", "AP 6", "Falkschule", "in Betrieb", None, None),
    )
    outcome = tried(filled, raw, mapping)
    assert (outcome.new, outcome.errors, outcome.warning_count) == (1, 2, 1)
    assert outcome.problems[0].is_warning
    assert "1 Zelle, die sich nicht lesen ließ, blieb leer." in outcome.summary


def test_a_trial_can_be_stopped(filled: MadeInventory) -> None:
    rows = [(f"N-{row}", "AP 6", "Falkschule", "in Betrieb", None, None) for row in range(3)]
    reader = filled.reader()
    with pytest.raises(StoppedError):
        plan(raw_table(COLUMNS, *rows), DEVICES, reader, START_US, lambda _done, _total: False)
    reader.close()


def test_an_empty_table_changes_nothing(filled: MadeInventory) -> None:
    outcome = tried(filled, raw_table(COLUMNS), DEVICES)
    assert outcome.is_empty
    assert outcome.outlook == "0 Zeilen: keine."


def test_defaults_of_people_own_fields_are_kept_among_them(filled: MadeInventory) -> None:
    filled.put(create("custom_field", kind="asset", name="colour", label="Farbe", type="text"))
    mapping = replace(DEVICES, defaults={"custom.colour": "blau"})
    raw = raw_table(COLUMNS, ("H-050", "AP 6", "Falkschule", "in Betrieb", None, None))
    outcome = tried(filled, raw, mapping)
    assert "Farbe" in [one.label for one in outcome.changes(0)]
    assert outcome.changeset.operations[0].values["custom"] == '{"colour": "blau"}'
    filled.commit(outcome.changeset)
    assert tried(filled, raw, mapping).same == 1


def test_progress_rises_to_its_end_and_operations_are_made_when_they_are_read(
    filled: MadeInventory,
) -> None:
    rows = [(f"N-{row}", "AP 6", "Falkschule", "in Betrieb", "1", None) for row in range(10_000)]
    told: list[tuple[int, int]] = []

    def tell(done: int, total: int) -> bool:
        told.append((done, total))
        return True

    reader = filled.reader()
    outcome = plan(raw_table(COLUMNS, *rows), DEVICES, reader, START_US, tell)
    reader.close()
    assert told == sorted(told)
    assert {total for _, total in told} == {90_000}
    operations = outcome.changeset.operations
    assert len(operations) == 10_000
    assert operations[0].values["tag"] == "N-0"
    assert operations[-1] == list(operations)[9_999] == operations[9_998:][1]
    with pytest.raises(IndexError):
        operations[10_000]


def test_a_text_that_is_too_long_is_told_at_its_row(filled: MadeInventory) -> None:
    mapping = replace(DEVICES, uses=(*USES, Use(("name",), ("Name",))))
    given = ("AP 6", "Falkschule", "in Betrieb", None, None)
    raw = raw_table((*COLUMNS, "Name"), ("H-001", *given, "kurz"), ("H-002", *given, "x" * 501))
    outcome = tried(filled, raw, mapping)
    assert [(one.number, one.column) for one in outcome.problems] == [(3, "Name")]
    assert "höchstens 500 Zeichen" in outcome.problems[0].reason
    filled.commit(outcome.changeset)
    assert value(filled, "asset", "5" * 32, "name") == "kurz"


def test_days_in_the_wrong_order_are_told_in_every_row(inventory: MadeInventory) -> None:
    """Rows that are filled alike are not checked again, but here it is their values that count."""
    columns = ("Projekt", "Beginn", "Ende")
    mapping = ColumnMapping(
        "project",
        (
            Use(("name",), ("Projekt",)),
            Use(("starts_on",), ("Beginn",)),
            Use(("ends_on",), ("Ende",)),
        ),
        Match(("name",)),
        {"state": "idea"},
    )
    raw = raw_table(
        columns,
        ("Funk", "01.03.2026", "01.05.2026"),
        ("Glas", "01.03.2026", "01.02.2026"),
        ("Kupfer", "01.04.2026", "01.03.2026"),
    )
    outcome = tried(inventory, raw, mapping)
    assert [one.number for one in outcome.problems] == [3, 4]
    inventory.commit(outcome.changeset)
    again = raw_table(columns, ("Funk", "01.06.2026", None), ("Funk 2", "01.06.2026", None))
    assert [one.number for one in tried(inventory, again, mapping).problems] == [2]


def test_operations_are_the_same_in_order_and_by_their_place(filled: MadeInventory) -> None:
    raw = raw_table(
        COLUMNS,
        ("H-001", "AP 6", "Falkschule", "in Betrieb", "1", None),
        ("H-002", "AP 6", "Falkschule", "im Lager", None, None),
        ("H-009", "AP 6", "Falkschule", "in Betrieb", "3", None),
    )
    operations = tried(filled, raw, DEVICES).changeset.operations
    assert len(operations) == 2
    assert list(operations) == [operations[place] for place in range(2)] == operations[:]
