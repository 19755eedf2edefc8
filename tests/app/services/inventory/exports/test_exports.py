"""Exports of a real inventory: what is in the files, and what is not."""

import csv
import json
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from threading import Event

import pytest
import shapely
from pyogrio import list_layers, read_info
from pyogrio.raw import read
from python_calamine import CalamineWorkbook

from app.domain.inventory.fields import Publication
from app.domain.inventory.kinds import KINDS
from app.domain.inventory.queries import Filter, Operator, Query, Sort
from app.services.inventory.exports import (
    ExportError,
    ExportJob,
    FileFormat,
    TakenError,
    all_paths,
    outlook,
)
from app.services.ports import StoppedError
from app.storage.geopackages import write_geopackage
from tests.fakes.inventory_exports import ASSET_PATHS, COURSE, export, made_city, request
from tests.inventories import MadeInventory, create, new_uid, update

PUBLIC, INTERNAL, RESTRICTED = Publication


@pytest.fixture
def city(tmp_path: Path) -> Iterator[MadeInventory]:
    made = made_city(tmp_path)
    yield made
    made.close()


def rows_of(file: Path) -> list[list[str]]:
    with file.open(encoding="utf-8-sig", newline="") as lines:
        return list(csv.reader(lines, delimiter=";"))


def test_csv_has_german_headings_words_commas_and_no_formulas(
    city: MadeInventory, tmp_path: Path
) -> None:
    export(city, request(tmp_path / "a.csv", target=RESTRICTED))
    head, first, *_ = rows_of(tmp_path / "a.csv")
    assert head[:3] == ["Inventarnummer", "Name", "Typ"]
    assert first == [
        "0001",
        "'=1+1",
        "AP 635",
        "in Betrieb",
        "Schule Süd",
        "aa:bb:cc:dd:ee:ff",
        "349,50",
        "2024-03-31",
    ]


def test_a_file_for_internal_readers_lacks_restricted_records_values_and_names(
    city: MadeInventory, tmp_path: Path
) -> None:
    result = export(city, request(tmp_path / "a.csv"))
    _, *rows = rows_of(tmp_path / "a.csv")
    assert [row[0] for row in rows] == ["0001", "0002", "0004"]
    assert rows[0][5] == ""  # the MAC address
    assert rows[1][4] == ""  # the name of a restricted site
    assert result.records == 3
    assert result.left.records == 1
    assert result.left.values == 2
    assert result.left.fields == ("Standort", "MAC-Adresse")


def test_a_file_for_the_public_has_public_records_only(city: MadeInventory, tmp_path: Path) -> None:
    result = export(city, request(tmp_path / "a.csv", target=PUBLIC))
    _, *rows = rows_of(tmp_path / "a.csv")
    assert [row[0] for row in rows] == ["0004"]
    assert rows[0][4] == "Markt"
    assert result.left.records == 3


def test_the_outlook_tells_what_the_file_will_hold(city: MadeInventory, tmp_path: Path) -> None:
    reader = city.reader()
    for target in Publication:
        wanted = request(tmp_path / "a.csv", target=target)
        told = outlook(reader, wanted)
        result = export(city, wanted)
        assert (told.total, told.records, told.left_out) == (
            4,
            result.records,
            result.left.records,
        )
    assert outlook(reader, request(tmp_path / "a.csv")).fields == ("MAC-Adresse",)
    reader.close()


def test_a_reference_is_exported_by_its_title_unless_that_is_restricted(
    city: MadeInventory, tmp_path: Path
) -> None:
    export(city, request(tmp_path / "a.csv", paths=("tag", "site")))
    assert [row[1] for row in rows_of(tmp_path / "a.csv")[1:]] == ["Schule Süd", "", "Markt"]


def test_ends_of_any_kind_are_exported_by_title_unless_restricted(
    city: MadeInventory, tmp_path: Path
) -> None:
    city.put(
        create("journal_note", subject_kind="asset", subject="a1", text="gut", at_us=1),
        create("journal_note", subject_kind="asset", subject="a3", text="schlecht", at_us=2),
    )
    export(city, request(tmp_path / "n.csv", "journal_note", ("subject", "text")))
    assert [row[0] for row in rows_of(tmp_path / "n.csv")[1:]] == ["0001 =1+1", ""]


def test_filters_on_what_is_restricted_are_not_told(city: MadeInventory, tmp_path: Path) -> None:
    conditions = (
        Filter("mac", Operator.BEGINS, ("aa:bb",)),
        Filter("site", Operator.IS, ("s1",)),
    )
    wanted = request(tmp_path / "a.geojson", filters=conditions)
    export(city, wanted)
    told = json.loads((tmp_path / "a.geojson").read_text("utf-8"))["leitstand"]
    assert told["Bedingungen"] == "MAC-Adresse: wird nicht genannt; Standort ist „Schule Süd“"


def test_neither_order_nor_search_tells_what_is_restricted(
    city: MadeInventory, tmp_path: Path
) -> None:
    city.put(update("asset", "a4", mac="00:00:00:00:00:01"))
    by_mac = Query("asset", text="0", sort=(Sort("mac"),))
    for target, tags in ((INTERNAL, ["0001", "0002", "0004"]), (RESTRICTED, ["0004", "0001"])):
        wanted = replace(request(tmp_path / "a.geojson", target=target), query=by_mac)
        export(city, wanted)
        found = json.loads((tmp_path / "a.geojson").read_text("utf-8"))
        order = [one["properties"]["tag"] for one in found["features"]]
        assert order[: len(tags)] == tags
        is_told = target is RESTRICTED
        assert (found["leitstand"]["Suchtext"] == "0") == is_told


def test_small_counts_of_what_is_missing_are_not_told_to_the_public(
    city: MadeInventory, tmp_path: Path
) -> None:
    export(city, request(tmp_path / "a.geojson", target=PUBLIC))
    told = json.loads((tmp_path / "a.geojson").read_text("utf-8"))["leitstand"]
    assert told["Weggelassene Datensätze"] == "weniger als 5"


def test_xlsx_has_typed_cells_and_a_sheet_that_says_what_it_is(
    city: MadeInventory, tmp_path: Path
) -> None:
    paths = ("tag", "name", "cost", "bought_on", "first_seen_us", "tags")
    export(city, request(tmp_path / "a.xlsx", paths=paths))
    with zipfile.ZipFile(tmp_path / "a.xlsx") as book:
        sheet = book.read("xl/worksheets/sheet1.xml").decode()
        words = book.read("xl/worksheets/sheet2.xml").decode()
        names = book.read("xl/workbook.xml").decode()
    values = CalamineWorkbook.from_path(tmp_path / "a.xlsx").get_sheet_by_index(0).to_python()
    assert values[1][:4] == ["0001", "=1+1", 349.5, date(2024, 3, 31)]
    assert 'state="frozen"' in sheet
    assert "<autoFilter" in sheet
    assert "<f>" not in sheet
    assert "<v>349.5</v>" in sheet
    assert "<v>45382</v>" in sheet  # 31 March 2024
    assert "wlan, ersatz" in sheet
    assert "Weggelassene Datensätze" in words
    assert 'name="Angaben"' in names


def test_geojson_is_wgs84_with_points_of_sites(city: MadeInventory, tmp_path: Path) -> None:
    result = export(city, request(tmp_path / "a.geojson"))
    found = json.loads((tmp_path / "a.geojson").read_text("utf-8"))
    first, second, last = found["features"]
    assert first["id"] == "a1"
    assert first["geometry"]["coordinates"] == pytest.approx([7.727483, 51.6690798], abs=1e-7)
    assert first["properties"]["state"] == "in Betrieb"
    assert second["geometry"] is None  # its site is restricted
    assert last["geometry"]["type"] == "Point"
    assert result.places == 2
    assert "gezeigt werden darf: 1." in result.notes[0]


@pytest.mark.parametrize("kind", ["route", "cable"])
def test_the_course_of_a_restricted_line_is_not_in_the_file(
    city: MadeInventory, tmp_path: Path, kind: str
) -> None:
    for target in (PUBLIC, INTERNAL):
        file = tmp_path / f"{target}.gpkg"
        result = export(city, request(file, kind, ("name", "state", "length_m"), target))
        assert result.left.generalised == 1
        _, _, blobs, (uids, names, _, lengths) = read(file)
        line = shapely.from_wkb(blobs[0])
        assert uids[0] is None
        assert names[0] is None
        true = shapely.from_wkt(COURSE)
        given = set(map(tuple, shapely.get_coordinates(line).tolist()))
        assert not given & set(map(tuple, shapely.get_coordinates(true).tolist()))
        assert all(value % 50 == 0 for place in given for value in place)
        assert kind == "cable" or lengths[0] == 1400.0
    export(city, request(tmp_path / "all.gpkg", kind, ("name",), RESTRICTED))
    _, _, blobs, _ = read(tmp_path / "all.gpkg")
    assert shapely.equals(shapely.from_wkb(blobs[0]), shapely.from_wkt(COURSE))


def test_a_geopackage_opens_in_gdal_with_system_counts_and_types(
    city: MadeInventory, tmp_path: Path
) -> None:
    file = tmp_path / "a.gpkg"
    result = export(city, request(file, paths=(*ASSET_PATHS, "first_seen_us"), target=RESTRICTED))
    assert list_layers(file).tolist() == [["asset", "Point"]]
    info = read_info(file, layer="asset", force_feature_count=True, force_total_bounds=True)
    assert info["crs"] == "EPSG:25832"
    assert info["features"] == result.records == 4
    types = dict(zip(info["fields"].tolist(), info["ogr_types"], strict=True))
    assert types["bought_on"] == "OFTDate"
    assert types["first_seen_us"] == "OFTDateTime"
    assert types["cost"] == "OFTReal"
    assert info["total_bounds"] == (412000.0, 5725000.0, 413000.0, 5726000.0)


def test_what_is_simulated_says_so_in_every_file(city: MadeInventory, tmp_path: Path) -> None:
    city.put(create("vendor", name="Beispiel GmbH", source="Simulation"))
    for target in Publication:
        export(city, request(tmp_path / "v.csv", "vendor", ("name",), target))
        assert rows_of(tmp_path / "v.csv") == [
            ["Name", "Herkunft"],
            ["Beispiel GmbH", "Simulation"],
        ]


def test_a_past_moment_is_exported_as_it_was(tmp_path: Path) -> None:
    city = made_city(tmp_path)
    before = city._clock.now_us()
    city._clock.advance(3600)  # type: ignore[attr-defined]  # the clock of tests
    city.put(update("asset", "a1", name="Neu"))
    export(city, request(tmp_path / "now.csv", paths=("tag", "name")))
    export(city, request(tmp_path / "then.csv", paths=("tag", "name"), at_us=before))
    assert rows_of(tmp_path / "now.csv")[1] == ["0001", "Neu"]
    assert rows_of(tmp_path / "then.csv")[1] == ["0001", "'=1+1"]
    city.close()


@pytest.mark.parametrize("kind", list(FileFormat))
def test_every_format_writes_an_empty_list(
    city: MadeInventory, tmp_path: Path, kind: FileFormat
) -> None:
    none = (Filter("tag", Operator.IS, ("nichts",)),)
    result = export(city, request(tmp_path / f"a.{kind}", filters=none))
    assert result.records == 0
    assert result.file.stat().st_size > 0


@pytest.mark.parametrize("kind", list(FileFormat))
def test_a_stopped_export_leaves_the_older_file_and_no_draft(
    city: MadeInventory, tmp_path: Path, kind: FileFormat
) -> None:
    file = tmp_path / f"a.{kind}"
    file.write_text("alt", "utf-8")
    before = {one.name for one in tmp_path.iterdir()}
    job = ExportJob(city.reader, request(file), write_geopackage)
    with pytest.raises(StoppedError):
        job.run(lambda _done, _total: False)
    assert file.read_text("utf-8") == "alt"
    assert {one.name for one in tmp_path.iterdir()} == before


def test_stop_from_another_thread_ends_the_job(city: MadeInventory, tmp_path: Path) -> None:
    job = ExportJob(city.reader, request(tmp_path / "a.csv"), write_geopackage)
    reached = Event()

    def progress(_done: int, _total: int) -> bool:
        reached.set()
        job.stop()
        return True

    with pytest.raises(StoppedError):
        job.run(progress)
    assert reached.is_set()
    assert not (tmp_path / "a.csv").exists()


def test_a_folder_that_is_not_there_is_an_error_of_the_system(
    city: MadeInventory, tmp_path: Path
) -> None:
    for kind in FileFormat:
        with pytest.raises(OSError):  # noqa: PT011 - whatever the system says
            export(city, request(tmp_path / "nirgends" / f"a.{kind}"))


def test_too_many_rows_for_paper_are_refused_with_a_way_out(
    city: MadeInventory, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from app.services.inventory.exports import jobs  # noqa: PLC0415

    monkeypatch.setitem(jobs._MOST, FileFormat.PDF, 2)
    with pytest.raises(ExportError, match="höchstens 2 Datensätze, es sind 4"):
        export(city, request(tmp_path / "a.pdf"))


def test_a_pdf_is_tagged_says_its_language_and_survives_foreign_letters(
    city: MadeInventory, tmp_path: Path
) -> None:
    city.put(create("asset", tag="0005", name="漢字 😀", type="t1", state="in_stock", site="s1"))
    result = export(city, request(tmp_path / "a.pdf"))
    content = (tmp_path / "a.pdf").read_bytes()
    assert content.startswith(b"%PDF-1.7")
    assert b"/MarkInfo" in content
    assert b"/Lang(de" in content
    assert b"pdfuaid" in content
    assert "steht ein Fragezeichen: 3." in result.notes[0]


def test_custom_fields_are_columns_like_others(city: MadeInventory, tmp_path: Path) -> None:
    city.put(
        create("custom_field", kind="asset", name="colour", label="Farbe", type="text"),
    )
    city.put(update("asset", "a1", custom='{"colour": "rot"}'))
    export(city, request(tmp_path / "a.csv", paths=("tag", "custom.colour")))
    assert rows_of(tmp_path / "a.csv")[:2] == [["Inventarnummer", "Farbe"], ["0001", "rot"]]


def test_coordinates_of_an_asset_do_not_tell_where_a_restricted_site_is(
    city: MadeInventory, tmp_path: Path
) -> None:
    city.put(update("asset", "a2", east=413001.0, north=5726001.0))
    result = export(city, request(tmp_path / "a.csv", paths=("tag", "east", "north")))
    assert rows_of(tmp_path / "a.csv")[2] == ["0002", "", ""]
    assert result.left.fields == ("Rechtswert", "Hochwert")
    places = export(city, request(tmp_path / "a.gpkg", paths=("tag",)))
    assert places.places == 2


def test_a_file_of_that_name_is_kept_unless_it_may_be_replaced(
    city: MadeInventory, tmp_path: Path
) -> None:
    file = tmp_path / "a.csv"
    file.write_text("alt", "utf-8")
    with pytest.raises(TakenError, match="gibt es dort schon"):
        export(city, replace(request(file), may_replace=False))
    assert file.read_text("utf-8") == "alt"


@pytest.mark.parametrize("kind", list(KINDS))
def test_every_kind_can_be_exported_with_all_its_fields_in_every_format(
    city: MadeInventory, tmp_path: Path, kind: str
) -> None:
    paths = all_paths(KINDS[kind], {})
    for number, form in enumerate(FileFormat):
        for target in Publication if form is FileFormat.CSV else [INTERNAL]:
            file = tmp_path / f"{number}.{form}"
            export(city, request(file, kind, paths, target))
            if form.is_spatial:
                assert read_info(file)["features"] >= 0


def test_uids_of_a_selection_are_exported_alone(city: MadeInventory, tmp_path: Path) -> None:
    chosen = (Filter("uid", Operator.IN, ("a1", "a4", new_uid())),)
    assert export(city, request(tmp_path / "a.csv", filters=chosen)).records == 2
