"""Cells become values, or a sentence with a suggestion."""

import datetime as dt
import math
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.services.maps.crs import to_utm, transformer
from app.services.tables import Cell, CellError
from app.services.tables.cells import (
    as_date,
    as_decimal,
    as_flag,
    as_identifier,
    as_integer,
    as_mac,
    as_money,
    as_postcode,
    as_text,
)
from app.services.tables.coordinates import as_coordinate

ALL: list[Callable[[Cell], Any]] = [
    as_text, as_identifier, as_integer, as_decimal, as_money, as_date, as_flag, as_mac, as_postcode,
]  # fmt: skip


def refused(convert: Callable[[], Any]) -> CellError:
    with pytest.raises(CellError) as caught:
        convert()
    assert caught.value.reason.endswith((".", ")."))
    return caught.value


@pytest.mark.parametrize("convert", ALL)
@pytest.mark.parametrize("cell", [None, "", "  ", "null", "NULL", "#NV"])
def test_empty_cells_and_null_are_nothing(convert: Callable[[Cell], Any], cell: Cell) -> None:
    assert convert(cell) is None


@pytest.mark.parametrize(
    ("cell", "comma", "value"),
    [
        ("50,937417", True, 50.937417), ("52.53684", True, 52.53684), ("1.234,5", True, 1234.5),
        ("1.234", True, 1234.0), ("1.234", False, 1.234), ("1,234.5", False, 1234.5),
        ("1,234.5", True, 1234.5), ("1.234,5", False, 1234.5), ("13,75", False, 13.75),
        ("0.123", True, 0.123), ("-7", True, -7.0), ("1 234 567,5", True, 1234567.5),
        ("1'234,5", True, 1234.5), (3, True, 3.0), (2.5, True, 2.5), ("1e-3", True, 0.001),
    ],
)  # fmt: skip
def test_decimal_numbers(cell: Cell, comma: bool, value: float) -> None:
    assert as_decimal(cell, comma=comma) == value


@given(number=st.decimals(-(10**9), 10**9, places=3, allow_nan=False))
def test_german_numbers_are_read_back(number: Any) -> None:
    text = f"{number:,.3f}".translate(str.maketrans(",.", ".,"))
    assert as_decimal(text) == float(number)


@pytest.mark.parametrize("cell", ["22 kW", "Hamm", "1.2.3", "1,2,3", True, dt.date(2020, 1, 2)])
def test_other_things_are_no_numbers(cell: Cell) -> None:
    error = refused(lambda: as_decimal(cell))
    assert error.suggestion
    if cell == "22 kW":
        assert "22" in error.suggestion


def test_whole_numbers() -> None:
    assert as_integer(2.0) == as_integer("2") == as_integer("2,0") == as_integer(" 2 ") == 2
    assert as_integer("1.234") == 1234
    assert as_integer("0017") == 17
    assert "2" in refused(lambda: as_integer("2,4")).suggestion
    refused(lambda: as_integer(math.inf))
    refused(lambda: as_integer(True))


def test_amounts() -> None:
    assert as_money("1.234,50 €") == 1234.5
    assert as_money("EUR 12") == 12.0
    assert as_money("15,-") == 15.0
    assert as_money(0.1 + 0.2) == 0.3
    assert "12,35 €" in refused(lambda: as_money("12,346")).suggestion


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        ("01.02.19", dt.date(2019, 2, 1)), ("1.2.2019", dt.date(2019, 2, 1)),
        ("31.12.98", dt.date(1998, 12, 31)), ("2019-02-01", dt.date(2019, 2, 1)),
        ("2019-02-01T13:00:00", dt.date(2019, 2, 1)), ("01.02.2019 13:00", dt.date(2019, 2, 1)),
        (43665, dt.date(2019, 7, 19)), (43665.5, dt.date(2019, 7, 19)),
        ("43665", dt.date(2019, 7, 19)), (dt.date(2019, 7, 19), dt.date(2019, 7, 19)),
        (dt.datetime(2019, 7, 19, 8), dt.date(2019, 7, 19)),  # noqa: DTZ001 - none in the file
    ],
)  # fmt: skip
def test_dates(cell: Cell, value: dt.date) -> None:
    assert as_date(cell) == value


@given(st.dates(dt.date(1970, 1, 1), dt.date(2069, 12, 31)))
def test_german_dates_are_read_back(day: dt.date) -> None:
    assert as_date(day.strftime("%d.%m.%y")) == as_date(day.strftime("%d.%m.%Y")) == day


def test_what_is_no_date() -> None:
    assert "gibt es nicht" in refused(lambda: as_date("31.02.2020")).reason
    assert "3.4.2020" in refused(lambda: as_date("3/4/2020")).suggestion
    for cell in ("bald", 7, True, "2020"):
        refused(lambda cell=cell: as_date(cell))  # type: ignore[misc]


def test_flags() -> None:
    assert all(as_flag(cell) is True for cell in ("ja", "X", "1", 1, 1.0, "wahr", "TRUE", True))
    assert all(as_flag(cell) is False for cell in ("Nein", "0", 0, "false", "Falsch", False))
    assert as_flag("-") is None
    refused(lambda: as_flag("vielleicht"))
    refused(lambda: as_flag(2))


@pytest.mark.parametrize(
    "text",
    [
        "0A-1B-2C-3D-4E-5F",
        "0a1b.2c3d.4e5f",
        "0A1B2C3D4E5F",
        "0a:1b:2c:3d:4e:5f",
        "a:1b:2c:3d:4e:5f",
    ],
)
def test_hardware_addresses_are_written_alike(text: str) -> None:
    assert as_mac(text) == "0a:1b:2c:3d:4e:5f"


def test_what_is_no_hardware_address() -> None:
    assert as_mac(112_233_445_566) == "11:22:33:44:55:66"
    assert "001122334455" in refused(lambda: as_mac(1_122_334_455)).suggestion
    for cell in ("0a:1b", "0a:1b:2c:3d:4e:5g", "00:00:00:00:00:00", "1,12233E+11"):
        refused(lambda cell=cell: as_mac(cell))  # type: ignore[misc]


@pytest.mark.parametrize("cell", ["6.37702E+15", "6,37702E+15", 6.37702e15])
def test_numbers_that_lost_digits_are_no_identifiers(cell: Cell) -> None:
    error = refused(lambda: as_identifier(cell))
    assert "verkürzte Zahl" in error.reason
    assert "als Text" in error.suggestion
    if isinstance(cell, str):
        refused(lambda: as_decimal(cell))


def test_identifiers_and_texts() -> None:
    assert as_identifier("0017") == "0017"
    assert as_identifier(17) == "17"
    assert as_identifier("12E4") == "12E4"
    assert as_text("  a b ") == "a b"
    assert as_text(dt.date(2020, 1, 2)) == "02.01.2020"
    assert as_text(False) == "nein"
    assert as_text(2.5) == "2.5"


def test_postcodes() -> None:
    assert as_postcode("01067") == as_postcode(1067) == as_postcode(1067.0) == "01067"
    assert as_postcode("D-59065") == as_postcode(59065) == "59065"
    assert "01067" in refused(lambda: as_postcode("1067")).suggestion
    assert "59065" in refused(lambda: as_postcode("59065 Hamm")).suggestion
    for cell in ("00000", "Hamm", 123456):
        refused(lambda cell=cell: as_postcode(cell))  # type: ignore[misc]


def test_coordinates_in_all_ways_of_writing() -> None:
    place = (417_555.25, 5_725_800.5)
    assert as_coordinate(417_555.25, 5_725_800.5) == place
    assert as_coordinate("32417555,25", "5725800,5") == place
    assert as_coordinate(5_725_800.5, 32_417_555.25) == place
    east, north = transformer("EPSG:25832", "EPSG:25833").transform(*place)
    found = as_coordinate(33_000_000 + east, north)
    assert found is not None
    assert math.dist(found, place) < 0.01
    for pair in (("7,816", "51,677"), (51.677, 7.816)):
        found = as_coordinate(*pair)
        assert found is not None
        assert math.dist(found, to_utm(7.816, 51.677)) < 0.01
    assert as_coordinate("", None) is None


def test_what_is_no_place() -> None:
    assert "fehlt" in refused(lambda: as_coordinate(417_555, None)).reason
    assert "keine Lage in Deutschland" in refused(lambda: as_coordinate(0, 0)).reason
    refused(lambda: as_coordinate("links", "oben"))
