"""Columns are proposed for what their names and values say, each target once."""

import datetime as dt

import pytest

from app.domain.inventory.fields import Field, FieldType
from app.services.inventory.imports.keys import candidates
from app.services.inventory.imports.mapping import (
    PLACE,
    Match,
    Missing,
    Use,
    Way,
    flaws,
)
from app.services.inventory.imports.profiles import remember
from app.services.inventory.imports.proposing import likely_kind, propose
from app.services.tables.model import Cell
from tests.fakes.raw_tables import raw_table


def filled_by(columns: dict[str, object], kind: str) -> dict[str, str]:
    raw = raw_table(tuple(columns), tuple(columns.values()))  # type: ignore[arg-type]
    mapping = propose(raw, kind)
    return {path: ", ".join(use.columns) for use in mapping.uses for path in use.targets}


@pytest.mark.parametrize(
    ("kind", "column", "value", "path"),
    [
        ("asset", "Inv.-Nr.", "H-1", "tag"),
        ("asset", "Seriennr.", "SN1234567", "serial"),
        ("asset", "serial_number", "SN1234567", "serial"),
        ("asset", "purchaseDate", dt.date(2024, 1, 2), "bought_on"),
        ("asset", "Kaufdatum", "01.02.24", "bought_on"),
        ("asset", "Hersteller", "Nordwind", "type.vendor.name"),
        ("asset", "Modell", "AP 6", "type.name"),
        ("asset", "Geräteart", "Switch", "type.kind"),
        ("asset", "Raum", "1.04", "space.name"),
        ("asset", "Lieferant", "Nordwind", "supplier.name"),
        ("asset", "Garantie bis", "31.12.2027", "warranty_until"),
        ("site", "Stadtbezirk", "Rhynern", "district.name"),
        ("site", "PLZ", "59065", "postcode"),
        ("school", "Schulform", "Grundschule", "form"),
        ("school", "Anzahl Schüler", 420, "pupils"),
        ("licence", "Anzahl Lizenzen", 20, "seats"),
        ("contract", "Vertragsnummer", "V-17", "number"),
    ],
)
def test_usual_names_in_german_and_english_find_their_field(
    kind: str, column: str, value: object, path: str
) -> None:
    assert filled_by({column: value}, kind)[path] == column


def test_values_speak_where_the_name_does_not() -> None:
    assert filled_by({"Feld 7": "0A-1B-2C-3D-4E-5F"}, "asset") == {"mac": "Feld 7"}
    assert filled_by({"Adresse 2": "10.0.0.7"}, "asset")["ip"] == "Adresse 2"


def test_a_name_is_not_believed_when_no_value_fits() -> None:
    assert "bought_on" not in filled_by({"Kaufdatum": "wird nachgereicht"}, "asset")


def test_each_target_is_proposed_once_and_the_better_column_gets_it() -> None:
    found = filled_by({"Bezeichnung": "A", "Name": "B", "Gerätename": "C"}, "asset")
    assert found == {"name": "Name"}


def test_columns_of_a_place_are_one_use_however_they_are_ordered() -> None:
    raw = raw_table(("Name", "lat", "lng"), ("A", "51,678", "7,807"), ("B", "51,7", "7,9"))
    use = propose(raw, "site").use_of("east")
    assert use is not None
    assert (use.way, use.targets, use.columns) == (Way.PLACE, ("east", "north"), ("lng", "lat"))


def test_an_address_in_one_cell_is_cut_and_becomes_the_name() -> None:
    raw = raw_table(("Standort",), ("Lennéstraße 1, 01069 Dresden",), ("Weg 3, 59065 Hamm",))
    mapping = propose(raw, "site")
    cut = mapping.use_of("postcode")
    assert cut is not None
    assert (cut.way, cut.detail) == (Way.SPLIT, "address_line")
    name = mapping.use_of("name")
    assert name is not None
    assert (name.way, name.detail) == (Way.TEMPLATE, "{Standort}")


def test_counted_columns_are_joined() -> None:
    raw = raw_table(("Steckertypen 1", "Steckertypen 2"), ("AC", "DC"))
    use = propose(raw, "site").use_of("plugs")
    assert use is not None
    assert (use.way, use.columns) == (Way.JOIN, ("Steckertypen 1", "Steckertypen 2"))


def test_house_numbers_with_letters_are_cut_unless_letters_have_a_column() -> None:
    raw = raw_table(("Straße", "Hausnr."), ("Weg", "7"), ("Weg", "7 a"))
    use = propose(raw, "address").use_of("suffix")
    assert use is not None
    assert (use.way, use.targets) == (Way.SPLIT, ("house_number", "suffix"))


def test_people_own_fields_are_targets_too() -> None:
    custom = {"colour": Field("colour", "Farbe", FieldType.TEXT)}
    raw = raw_table(("Inventarnummer", "Farbe"), ("H-1", "blau"))
    use = propose(raw, "asset", (), custom).use_of("custom.colour")
    assert use == Use(("custom.colour",), ("Farbe",))


def test_what_is_missing_is_said_until_it_is_there() -> None:
    raw = raw_table(("Inventarnummer", "Standort"), ("H-1", "Falkschule"))
    mapping = propose(raw, "asset")
    assert mapping.missing == {"site": Missing.REFUSE}
    assert mapping.defaults["state"] == "in_service"
    assert flaws(mapping, raw.columns) == [
        "„Typ“ wird gebraucht. Bitte eine Spalte oder einen Wert dafür wählen."
    ]


def test_a_remembered_layout_goes_before_any_guess() -> None:
    raw = raw_table(("Inventarnummer", "Modell"), ("H-1", "AP 6"))
    odd = propose(raw, "asset").with_use(Use(("serial",), ("Inventarnummer",)))
    profile = remember("Lieferung", raw, odd)
    assert propose(raw, "asset", [profile]).use_of("serial") is not None
    assert propose(raw, "asset_type", [profile]).use_of("serial") is None


def test_keys_are_measured_on_the_file() -> None:
    raw = raw_table(
        ("Name", "Betreiber", "Länge", "Breite"),
        ("Weg 1", "Nord", 7.8, 51.6),
        ("Weg 1", "Süd", 7.8, 51.6),
        ("Weg 2", None, 7.9, 51.7),
    )
    found = candidates(raw, propose(raw, "site"))
    assert [(one.match, round(one.distinct, 2), one.is_good) for one in found] == [
        (Match(("name",)), 0.67, False),
        (Match((PLACE,)), 0.67, False),
    ]
    assert [one.label for one in found] == ["Name", "Lage"]


@pytest.mark.parametrize(
    ("columns", "kind"),
    [
        (("Asset Tag", "Serial", "Model", "Location", "Status"), "asset"),
        (("Inventarnummer", "Modell", "Hersteller", "Raum", "Kaufdatum"), "asset"),
        (("Schulnummer", "Schule", "Schulform", "Schüler", "Straße", "PLZ"), "school"),
        (("strschl", "strname", "hsnr", "hsnrzu", "PLZ", "Ort"), "address"),
        (("Betreiber", "Adresse", "Ladepunkte", "Anschlussleistung", "Steckertypen"), "site"),
        (("Hersteller", "Modell", "Artikelnummer", "Leistung", "Höheneinheiten"), "asset_type"),
        (("Stadtbezirk", "Fläche", "Einwohner"), "district"),
        (("Vertragsnummer", "Vertragspartner", "Beginn", "Ende", "Kündigungsfrist"), "contract"),
    ],
)
def test_what_a_file_is_about_is_guessed(columns: tuple[str, ...], kind: str) -> None:
    values: dict[str, Cell] = {
        "Kaufdatum": "01.02.2024", "PLZ": "59065", "Schüler": "300", "hsnr": "7", "Fläche": "10,9",
        "Einwohner": "35076", "Ladepunkte": 2, "Anschlussleistung": 22, "Leistung": 15,
        "Höheneinheiten": 1, "Beginn": "01.01.2024", "Ende": "31.12.2026", "Kündigungsfrist": 3,
        "Schulform": "Grundschule", "Status": "Deployed",
    }  # fmt: skip
    raw = raw_table(columns, tuple(values.get(name, "Text") for name in columns))
    assert likely_kind(raw) == kind
