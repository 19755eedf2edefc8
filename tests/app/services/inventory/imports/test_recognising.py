"""A supplier's layout is found again, and what moved is told in whole sentences."""

import json

from hypothesis import given, settings
from hypothesis import strategies as st

from app.domain.inventory.records import Record
from app.services.inventory.imports.mapping import ColumnMapping, Match, Missing, Use, Way
from app.services.inventory.imports.profiles import ImportProfile, profile_of, remember
from app.services.inventory.imports.recognising import recognise, what_moved
from app.services.tables.model import Layout
from tests.fakes.raw_tables import raw_table
from tests.inventories import MadeInventory

COLUMNS = ("Inv-Nr", "Modell", "Standort", "Kaufdatum", "Netzwerkadresse", "Preis")
ROW = ("H-1", "AP 6", "Falkschule", "01.02.2024", "0a:00:00:00:00:01", "99,50")
MAPPING = ColumnMapping(
    "asset",
    (
        Use(("tag",), ("Inv-Nr",)),
        Use(("type.name",), ("Modell",)),
        Use(("site.name",), ("Standort",)),
        Use(("bought_on",), ("Kaufdatum",)),
        Use(("mac",), ("Netzwerkadresse",)),
        Use(("name",), ("Modell", "Inv-Nr"), Way.TEMPLATE, "{Modell} {Inv-Nr}"),
    ),
    Match(("tag",)),
    {"state": "staged"},
    {"site": Missing.CREATE},
)
PROFILE = remember("Lieferung", raw_table(COLUMNS, ROW), MAPPING)


def test_the_same_layout_is_recognised_and_nothing_moved() -> None:
    raw = raw_table(COLUMNS, ROW)
    found = recognise(raw, [PROFILE])
    assert found is not None
    assert (found.score, found.mapping) == (1.0, MAPPING)
    assert what_moved(found, raw) == []


def test_another_file_is_not_recognised() -> None:
    raw = raw_table(("Schule", "Form", "Schüler"), ("Falkschule", "Grundschule", 300))
    assert recognise(raw, [PROFILE]) is None


def test_columns_moved_renamed_new_and_gone_are_told() -> None:
    raw = raw_table(
        ("Modell", "Raum", "Inventarnummer", "Standort", "Kauf am", "Port"),
        ("AP 6", "1.04", "H-1", "Falkschule", "01.02.2024", "0a:00:00:00:00:01"),
    )
    found = recognise(raw, [PROFILE])
    assert found is not None
    assert what_moved(found, raw) == [
        "Die Spalte „Inv-Nr“ heißt jetzt „Inventarnummer“.",
        "Die Spalte „Kaufdatum“ heißt jetzt „Kauf am“.",
        "Die Spalte „Netzwerkadresse“ heißt jetzt „Port“.",
        "Neu ist die Spalte „Raum“ nach „Modell“; sie wird nicht übernommen.",
        "Die Spalte „Preis“ fehlt.",
        "Die Spalte „Inventarnummer“ steht jetzt an 3. statt an 1. Stelle.",
    ]
    assert found.mapping.use_of("name") == Use(
        ("name",), ("Modell", "Inventarnummer"), Way.TEMPLATE, "{Modell} {Inventarnummer}"
    )


def test_a_lost_column_says_what_it_filled_and_its_use_goes() -> None:
    raw = raw_table(COLUMNS[:3] + COLUMNS[4:], ROW[:3] + ROW[4:])
    found = recognise(raw, [PROFILE])
    assert found is not None
    assert what_moved(found, raw) == [
        "Die Spalte „Kaufdatum“ fehlt. Daraus wurde „Gekauft am“ gefüllt."
    ]
    assert found.mapping.use_of("bought_on") is None


def test_a_header_elsewhere_and_another_sheet_are_told() -> None:
    layout = Layout("Geräte", 0, decimal_comma=True)
    first = raw_table(COLUMNS, ROW, layout=layout)
    later = raw_table(COLUMNS, ROW, layout=Layout("Blatt 2", 6, decimal_comma=False))
    found = recognise(later, [remember("Lieferung", first, MAPPING)])
    assert found is not None
    assert what_moved(found, later) == [
        "Die Kopfzeile steht jetzt in Zeile 7 statt in Zeile 1.",
        "Das Blatt heißt jetzt „Blatt 2“ statt „Geräte“.",
        "Zahlen haben jetzt einen Punkt vor den Nachkommastellen.",
    ]


def test_of_several_layouts_the_nearest_is_taken() -> None:
    other = remember("Andere", raw_table((*COLUMNS[:5], "Betrag"), ROW), MAPPING)
    found = recognise(raw_table(COLUMNS, ROW), [other, PROFILE])
    assert found is not None
    assert found.profile is PROFILE


@settings(derandomize=True, max_examples=60, deadline=None)
@given(st.permutations(range(len(COLUMNS))), st.booleans())
def test_any_order_of_the_columns_means_the_same(order: list[int], is_shouted: bool) -> None:
    names = tuple(COLUMNS[place].upper() if is_shouted else COLUMNS[place] for place in order)
    raw = raw_table(names, tuple(ROW[place] for place in order))
    found = recognise(raw, [PROFILE])
    assert found is not None
    for use in MAPPING.uses:
        now = found.mapping.use_of(use.targets[0])
        assert now is not None
        assert [name.lower() for name in now.columns] == [name.lower() for name in use.columns]
    assert all("steht jetzt an" in told for told in what_moved(found, raw))


def test_a_profile_is_kept_in_the_inventory_and_read_again(inventory: MadeInventory) -> None:
    inventory.put(PROFILE.operation("d" * 32, 7))
    reader = inventory.reader()
    (record,) = reader.records("import_profile")
    kept = profile_of(record)
    reader.close()
    assert kept == ImportProfile("Lieferung", PROFILE.columns, MAPPING, PROFILE.layout, "d" * 32, 7)
    assert kept is not None
    inventory.put(kept.operation("", 8))


def test_a_profile_that_cannot_be_understood_is_none() -> None:
    for content in ("", "[]", "{}", json.dumps({"version": 99}), '{"version": 1, "columns": 3}'):
        record = Record("import_profile", "u", 1, 1, {"name": "x", "content": content}, 0)
        assert profile_of(record) is None
