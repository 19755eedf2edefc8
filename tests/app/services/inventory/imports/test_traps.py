"""Each trap found in real files, from the file to the trial; all files are the tests' own."""

import json
from pathlib import Path

import pytest
import xlsxwriter  # type: ignore[import-untyped]  # it has no types

from app.services.inventory.imports.mapping import ColumnMapping, Match, Missing, Use, Way
from app.services.inventory.imports.plans import ImportPlan
from app.services.inventory.imports.profiles import remember
from app.services.inventory.imports.proposing import propose
from app.services.inventory.imports.recognising import recognise, what_moved
from app.services.tables.model import Cell, RawTable
from app.services.tables.reading import read_table
from tests.fakes.import_trials import tried
from tests.inventories import MadeInventory

SITE = ColumnMapping(
    "site",
    (
        Use(("name",), ("Name",)),
        Use(("kind",), (), Way.CONSTANT, "Ladestandort"),
        Use(("postcode",), ("PLZ",)),
    ),
    Match(("name",)),
)


def made(outcome: ImportPlan, row: int = 0) -> dict[str, object]:
    return {one.path: one.new for one in outcome.changes(row)}


def csv_file(folder: Path, text: str, encoding: str = "utf-8", name: str = "liste.csv") -> RawTable:
    path = folder / name
    path.write_bytes(text.encode(encoding))
    return read_table(path)


def book_file(folder: Path, rows: list[tuple[Cell, ...]], name: str = "liste.xlsx") -> RawTable:
    path = folder / name
    with xlsxwriter.Workbook(str(path)) as book:
        sheet = book.add_worksheet()
        for line, row in enumerate(rows):
            sheet.write_row(line, 0, row)
    return read_table(path)


def test_a_header_in_row_five_and_problems_in_lines_of_the_file(
    tmp_path: Path, inventory: MadeInventory
) -> None:
    raw = book_file(
        tmp_path,
        [
            ("Verzeichnis der Ladestandorte",),
            ("Stand: 01.11.2026",),
            (),
            (),
            ("Name", "PLZ", "Betreiber"),
            ("Bahnhof", "59065", "Stadtwerke"),
            ("Markt", "5906", "Stadtwerke"),
        ],
    )
    outcome = tried(inventory, raw, SITE)
    assert (outcome.new, outcome.errors) == (1, 1)
    assert [(one.number, one.column, one.value) for one in outcome.problems] == [(7, "PLZ", "5906")]
    assert "05906" in outcome.problems[0].suggestion


def test_a_second_layout_is_recognised_and_told(tmp_path: Path, inventory: MadeInventory) -> None:
    first = book_file(
        tmp_path,
        [
            ("Betreiber", "Adresse", "Postleitzahl Ort", "Inbetriebnahme", "Leistung [kW]"),
            ("Nord", "Weg 1", "59065 Hamm", "01.02.2018", 22),
            ("Süd", "Weg 2", "59067 Hamm", "03.04.2018", 50),
        ],
    )
    mapping = ColumnMapping(
        "site",
        (
            Use(("name",), ("Adresse",), Way.TEMPLATE, "Station {Adresse}"),
            Use(("kind",), (), Way.CONSTANT, "charger"),
            Use(("operator",), ("Betreiber",)),
            Use(("postcode", "place"), ("Postleitzahl Ort",), Way.SPLIT, "postcode_place"),
            Use(("opened_on",), ("Inbetriebnahme",)),
            Use(("power_kw",), ("Leistung [kW]",)),
        ),
        Match(("name",)),
    )
    inventory.commit(tried(inventory, first, mapping).changeset)
    profile = remember("Lieferung Nord", first, mapping)
    second = book_file(
        tmp_path,
        [
            ("Bericht",),
            (),
            ("Betreiber", "Anschrift", "PLZ Ort", "Bundesland", "Leistung (kW)",
             "Inbetriebnahmedatum"),
            ("Nord", "Weg 1", "59065 Hamm", "NRW", 22, "01.02.2018"),
            ("Süd", "Weg 2", "59067 Hamm", "NRW", 75, "03.04.2018"),
        ],
        "neu.xlsx",
    )  # fmt: skip
    found = recognise(second, [profile])
    assert found is not None
    assert what_moved(found, second) == [
        "Die Kopfzeile steht jetzt in Zeile 3 statt in Zeile 1.",
        "Die Spalte „Adresse“ heißt jetzt „Anschrift“.",
        "Die Spalte „Postleitzahl Ort“ heißt jetzt „PLZ Ort“.",
        "Die Spalte „Inbetriebnahme“ heißt jetzt „Inbetriebnahmedatum“.",
        "Neu ist die Spalte „Bundesland“ nach „PLZ Ort“; sie wird nicht übernommen.",
        "Die Spalte „Inbetriebnahmedatum“ steht jetzt an 6. statt an 4. Stelle.",
    ]
    outcome = tried(inventory, second, propose(second, "site", [profile]))
    assert (outcome.same, outcome.changed, outcome.new) == (1, 1, 0)
    assert made(outcome, 1) == {"power_kw": 75.0}


def test_decimal_commas_in_places_and_amounts(tmp_path: Path, inventory: MadeInventory) -> None:
    raw = csv_file(
        tmp_path,
        "Name;PLZ;Länge;Breite;Leistung\nBahnhof;59065;7,807;51,678;1.022,5\n",
    )
    mapping = SITE.with_use(Use(("power_kw",), ("Leistung",))).with_use(
        Use(("east", "north"), ("Länge", "Breite"), Way.PLACE)
    )
    outcome = tried(inventory, raw, mapping)
    assert made(outcome)["power_kw"] == 1022.5
    assert made(outcome)["east"] == pytest.approx(417_500, abs=200)
    assert made(outcome)["north"] == pytest.approx(5_725_700, abs=200)


def test_two_point_nought_is_two(tmp_path: Path, inventory: MadeInventory) -> None:
    raw = csv_file(tmp_path, "Name,PLZ,Punkte,Kennung\nBahnhof,59065,2.0,17\n")
    mapping = SITE.with_use(Use(("charge_points",), ("Punkte",)))
    assert made(tried(inventory, raw, mapping))["charge_points"] == 2
    book = book_file(tmp_path, [("Name", "PLZ", "Nr"), ("Bahnhof", 59065.0, 17.0)])
    coded = SITE.with_use(Use(("code",), ("Nr",)))
    assert made(tried(inventory, book, coded))["code"] == "17"


def test_a_mark_of_byte_order_is_no_part_of_a_name(
    tmp_path: Path, inventory: MadeInventory
) -> None:
    raw = csv_file(tmp_path, "Name;PLZ\nBahnhof;59065\n", "utf-8-sig")
    assert tried(inventory, raw, SITE).new == 1


def test_a_line_that_names_the_separator_and_null_as_text(
    tmp_path: Path, inventory: MadeInventory
) -> None:
    raw = csv_file(tmp_path, "sep=;\nName;PLZ;EPSG\nBahnhof;59065;null\nMarkt;null;null\n")
    outcome = tried(inventory, raw, SITE.with_use(Use(("note",), ("EPSG",))))
    assert (outcome.new, outcome.errors) == (2, 0)
    assert "postcode" not in made(outcome, 1)
    assert "note" not in made(outcome)


def test_lines_that_end_with_carriage_returns_only(
    tmp_path: Path, inventory: MadeInventory
) -> None:
    raw = csv_file(tmp_path, "Name;PLZ\rBahnhof;59065\rMarkt;1\r")
    outcome = tried(inventory, raw, SITE)
    assert outcome.new == 1
    assert outcome.problems[0].number == 3


def test_columns_of_one_name_are_told_apart(tmp_path: Path, inventory: MadeInventory) -> None:
    raw = csv_file(tmp_path, "Name;Company;PLZ;Company\nBahnhof;Nord;59065;Süd\n")
    assert raw.columns == ("Name", "Company", "PLZ", "Company (2)")
    mapping = SITE.with_use(Use(("operator",), ("Company (2)",)))
    assert made(tried(inventory, raw, mapping))["operator"] == "Süd"


def test_a_shortened_number_is_never_taken_for_a_serial_number(
    tmp_path: Path, filled: MadeInventory
) -> None:
    raw = csv_file(
        tmp_path,
        "Asset Tag,Serial,Model\nH-1,6.37702E+15,AP 6\nH-2,6377021234567890,AP 6\n",
    )
    mapping = ColumnMapping(
        "asset",
        (
            Use(("tag",), ("Asset Tag",)),
            Use(("serial",), ("Serial",)),
            Use(("type.name",), ("Model",)),
        ),
        Match(("tag",)),
        {"state": "staged"},
    )
    outcome = tried(filled, raw, mapping)
    assert (outcome.new, outcome.errors) == (1, 1)
    assert "verkürzte Zahl" in outcome.problems[0].reason
    assert outcome.problems[0].column == "Serial"


def test_merged_headers_name_what_they_stand_over(tmp_path: Path, inventory: MadeInventory) -> None:
    path = tmp_path / "verbunden.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        sheet = book.add_worksheet()
        plain = book.add_format()
        sheet.merge_range(0, 0, 0, 1, "Standort", plain)
        sheet.merge_range(0, 2, 0, 3, "Technik", plain)
        sheet.write_row(1, 0, ("Name", "PLZ", "Leistung [kW]", "Ladepunkte"))
        sheet.write_row(2, 0, ("Bahnhof", "59065", 22, 2))
        sheet.write_row(3, 0, ("Markt", "59065", 50, 4))
    raw = read_table(path)
    proposed = propose(raw, "site")
    assert proposed.use_of("charge_points") == Use(
        ("charge_points",), ("Technik / Ladepunkte",), certainty=1.0
    )
    mapping = ColumnMapping(
        "site",
        (
            Use(("name",), ("Standort / Name",)),
            Use(("kind",), (), Way.CONSTANT, "charger"),
            Use(("power_kw",), ("Technik / Leistung [kW]",)),
        ),
        Match(("name",)),
    )
    assert made(tried(inventory, raw, mapping))["power_kw"] == 22.0


def test_postcodes_keep_their_leading_nought_or_get_it_back(
    tmp_path: Path, inventory: MadeInventory
) -> None:
    raw = csv_file(tmp_path, "Name;PLZ\nDresden;01067\n")
    assert made(tried(inventory, raw, SITE))["postcode"] == "01067"
    book = book_file(tmp_path, [("Name", "PLZ"), ("Dresden", 1067), ("Hamm", 59065)])
    assert made(tried(inventory, book, SITE))["postcode"] == "01067"


def test_eastings_with_the_zone_in_front_and_streets_without_a_name(
    tmp_path: Path, inventory: MadeInventory
) -> None:
    features = [
        {
            "type": "Feature",
            "properties": {"strschl": "1", "strname": street, "hsnr": str(number)},
            "geometry": {"type": "Point", "coordinates": [32_359_000.0 + number, 5_701_476.3]},
        }
        for number, street in enumerate(["Aachener Str.", "unknown"], 1)
    ]
    crs = {"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::4647"}}
    text = json.dumps({"type": "FeatureCollection", "crs": crs, "features": features})
    raw = csv_file(tmp_path, text, name="adressen.geojson")
    outcome = tried(inventory, raw, propose(raw, "address"))
    assert (outcome.new, outcome.errors) == (1, 1)
    assert made(outcome)["east"] == 359_001.0
    assert made(outcome)["house_number"] == 1
    assert "steht für einen fehlenden" in outcome.problems[0].reason


def test_letters_of_an_old_encoding_are_read(tmp_path: Path, inventory: MadeInventory) -> None:
    raw = csv_file(tmp_path, "Name;PLZ\nHeßlerstraße – Süd;59065\n", "cp1252")
    assert made(tried(inventory, raw, SITE))["name"] == "Heßlerstraße – Süd"


def test_blank_headers_and_blank_rows_do_no_harm(tmp_path: Path, filled: MadeInventory) -> None:
    raw = csv_file(
        tmp_path,
        "Asset Tag,,Model,,Location\nH-1,a,AP 6,b,Falkschule\n,,,,\nH-2,,AP 6,,Falkschule\n",
    )
    mapping = propose(raw, "asset")
    assert mapping.use_of("tag") == Use(("tag",), ("Asset Tag",))
    outcome = tried(filled, raw, mapping)
    assert (outcome.new, outcome.errors) == (2, 0)


def test_a_list_of_another_inventory_program_is_understood(
    tmp_path: Path, filled: MadeInventory
) -> None:
    raw = csv_file(
        tmp_path,
        "Asset Tag,Asset Name,Serial,Model Name,Model Number,Category,Manufacturer,Status,"
        "Purchase Date,Purchase Cost,Supplier,Location,Notes\n"
        "S-1,Raum 12,AB123456,Book 14,B14,Laptops,Ostwind,Deployed,2024-02-03,899.00,Nordwind,"
        "Falkschule,ok\n"
        'S-2,Raum 13,AB123457,Book 14,B14,Laptops,Ostwind,Ready to Deploy,2024-02-03,"1,099.50",'
        "Nordwind,Falkschule,\n",
    )
    mapping = propose(raw, "asset")
    filled_by = {use.targets[0]: use.columns[0] for use in mapping.uses}
    assert filled_by == {
        "tag": "Asset Tag",
        "name": "Asset Name",
        "serial": "Serial",
        "type.name": "Model Name",
        "type.part_number": "Model Number",
        "type.kind": "Category",
        "type.vendor.name": "Manufacturer",
        "state": "Status",
        "bought_on": "Purchase Date",
        "cost": "Purchase Cost",
        "supplier.name": "Supplier",
        "site.name": "Location",
        "note": "Notes",
    }
    assert mapping.missing["type"] is Missing.CREATE
    assert mapping.missing["site"] is Missing.REFUSE
    outcome = tried(filled, raw, mapping)
    assert (outcome.new, outcome.errors) == (2, 0)
    assert made(outcome, 1)["cost"] == 1099.5
    assert made(outcome)["type.kind"] == "notebook"
    filled.commit(outcome.changeset)
    assert tried(filled, raw, mapping).is_empty
