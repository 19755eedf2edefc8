"""Tables of what is seen: the same rows in CSV, XLSX and Parquet, long and wide."""

import csv
import re
import zipfile
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import numpy as np
import pytest
from arro3.io import read_parquet
from hypothesis import given
from hypothesis import strategies as st

from app.domain.annotations import Annotation
from app.domain.series import Tier
from app.domain.texts import Text
from tests.fakes.history_curves import CurveHistory
from tests.widgets.trends.export.conftest import CITY, DAY, HOUR, MINUTE, NOW, Setting
from widgets.trends.export.choices import Choice, FileFormat, extent
from widgets.trends.export.facts import marker_words, origin_words
from widgets.trends.export.files import Cancelled
from widgets.trends.export.rasters import Form, Raster, first_begin, slices
from widgets.trends.export.sheet_files import write_xlsx
from widgets.trends.export.tables import make_table
from widgets.trends.export.times import local_texts, spreadsheet_days, utc_texts
from widgets.trends.traces import Trace, TraceKind

NO2, PM10, SIGNAL = CITY.points[0], CITY.points[1], CITY.points[5]
BERLIN = ZoneInfo("Europe/Berlin")
OCTOBER_US = 1_792_886_400_000_000 - 4 * HOUR
"""2026-10-24T20:00Z: a window of ten hours from here holds the hour that comes twice."""


def read_csv(path: Path) -> tuple[list[str], list[dict[str, str]]]:
    lines = path.read_text("utf-8-sig").splitlines()
    head = [line for line in lines if line.startswith("#")]
    return head, list(csv.DictReader(lines[len(head) :], delimiter=";"))


def read_sheet(path: Path, number: int) -> str:
    with zipfile.ZipFile(path) as file:
        return file.read(f"xl/worksheets/sheet{number}.xml").decode()


def test_each_value_is_a_row_that_says_what_it_is(
    setting: Setting, history: CurveHistory, tmp_path: Path
) -> None:
    history.bad = [(NOW - 2 * HOUR, NOW - HOUR)]
    setting.show([NO2, SIGNAL], NOW - 3 * HOUR, NOW)
    assert setting.exporter.write(tmp_path / "v.csv")
    head, rows = read_csv(tmp_path / "v.csv")
    assert "# Zeitzone: Europe/Berlin" in head
    assert "# Stufe: Rohwerte" in head
    assert "# Hinweis: Die Werte sind simuliert." in head
    assert any("LoRaWAN-Netz" in line for line in head)
    assert any(line.startswith("# Export: Exportiert am") and line.endswith("Kim") for line in head)
    assert len(rows) == 2 * 180
    assert rows[0]["Zeit"] == "2025-11-24T14:00:00.000+01:00"
    assert rows[0]["Zeit (UTC)"] == "2025-11-24T13:00:00.000000Z"
    assert "," in rows[0]["Mittel"]
    assert {row["Güte"] for row in rows} == {"gut", "schlecht"}
    assert {row["Zustand"] for row in rows[180:]} <= {"", "Aus", "In Betrieb", "Störung"}
    assert {row["Mittel"] for row in rows[180:]} == {""}


@pytest.mark.parametrize(
    ("raster", "count"),
    [(Raster.MINUTE, 180), (Raster.QUARTER_HOUR, 12), (Raster.HOUR, 3), (Raster.DAY, 1)],
)
def test_other_steps_are_read_and_begin_with_the_bucket_the_window_begins_in(
    setting: Setting, raster: Raster, count: int, tmp_path: Path
) -> None:
    setting.show([NO2], NOW - 3 * HOUR, NOW)
    path = tmp_path / "v.csv"
    assert setting.exporter.write(path, Choice(FileFormat.CSV, Form.LONG, raster))
    head, rows = read_csv(path)
    assert len(rows) == count
    assert {row["Stufe"] for row in rows} == {rows[0]["Stufe"]}
    assert f"# Stufe: {rows[0]['Stufe']}" in head
    assert setting.history.asked[-1][4] is raster.value


def test_a_long_range_is_read_in_parts_that_give_each_row_once(
    setting: Setting, tmp_path: Path
) -> None:
    setting.show([NO2, PM10], NOW - 5 * DAY, NOW)
    path = tmp_path / "v.csv"
    assert setting.exporter.write(path, Choice(FileFormat.CSV, Form.WIDE, Raster.RAW))
    _, rows = read_csv(path)
    times = [row["Zeit (UTC)"] for row in rows]
    assert len(times) == 5 * 1_440
    assert times == sorted(set(times))


def test_the_wide_form_has_a_column_of_values_and_one_of_quality_for_each_curve(
    setting: Setting, history: CurveHistory, tmp_path: Path
) -> None:
    history.unknown = {PM10.key}
    setting.show([NO2, PM10, SIGNAL], NOW - HOUR, NOW)
    path = tmp_path / "v.csv"
    assert setting.exporter.write(path, Choice(FileFormat.CSV, Form.WIDE))
    _, rows = read_csv(path)
    assert len(rows) == 60
    names = list(rows[0])
    assert names[:2] == ["Zeit", "Zeit (UTC)"]
    assert names[2].endswith("(µg/m³)")
    assert names[3].startswith("Güte: ")
    assert float(rows[0][names[2]].replace(",", ".")) > 0
    assert rows[0][names[4]] == rows[0][names[5]] == ""
    assert rows[0][names[6]] in {"Aus", "In Betrieb", "Störung"}


def test_xlsx_has_real_dates_number_formats_a_frozen_head_and_the_facts(
    setting: Setting, tmp_path: Path
) -> None:
    setting.show([NO2, PM10], NOW - HOUR, NOW)
    path = tmp_path / "v.xlsx"
    assert setting.exporter.write(path)
    values = read_sheet(path, 1)
    local, utc = (
        float(found)
        for found in re.findall(r'<c r="[AB]2" s="\d+"><v>([\d.]+)</v></c>', values)[:2]
    )
    assert (local - utc) * 24 == pytest.approx(1.0)
    assert utc == pytest.approx((NOW - HOUR) / DAY + 25_569)
    assert '<pane xSplit="2" ySplit="1"' in values
    assert len(re.findall("<row ", values)) == 1 + 2 * 60
    with zipfile.ZipFile(path) as file:
        styles = file.read("xl/styles.xml").decode()
        book = file.read("xl/workbook.xml").decode()
    assert 'formatCode="dd.mm.yyyy hh:mm:ss.000"' in styles
    assert 'formatCode="#,##0.0"' in styles
    assert re.findall(r'sheet name="(\w+)"', book) == ["Werte", "Angaben"]
    assert len(re.findall("<row ", read_sheet(path, 2))) >= 8


def test_parquet_has_moments_in_utc_nulls_and_the_facts(
    setting: Setting, history: CurveHistory, tmp_path: Path
) -> None:
    history.bad = [(NOW - 30 * MINUTE, NOW)]
    note = Annotation("1", NOW - HOUR, NOW, "Straße gesperrt", "Kim", NOW)
    setting.show([NO2, SIGNAL], NOW - HOUR, NOW, (note,))
    path = tmp_path / "v.parquet"
    assert setting.exporter.write(path)
    stream = read_parquet(path)
    metadata: dict[bytes, bytes] = dict(stream.schema.metadata)
    assert metadata[b"time_zone"] == b"Europe/Berlin"
    assert metadata[b"leitstand.notice"].decode() == "Die Werte sind simuliert."
    assert "Straße gesperrt" in metadata[b"leitstand.note"].decode()
    assert NO2.id in metadata[b"leitstand.curve"].decode()
    assert stream.schema.field("zeit").type.tz == "UTC"
    table = stream.read_all()
    assert table.num_rows == 120
    assert table["minimum"].null_count == 60
    assert set(table["guete"].to_pylist()) == {"good", "bad"}
    times = table["zeit"].to_pylist()
    assert round(times[0].timestamp() * 1e6) == NOW - HOUR


def test_derived_curves_are_exported_with_their_definition(
    setting: Setting, tmp_path: Path
) -> None:
    setting.show([NO2, PM10], NOW - HOUR, NOW)
    trace: Trace = setting.model.traces[1]
    trace.kind, trace.definition = TraceKind.FORMULA, f"[{NO2.id}] * 2"
    setting.plot.invalidate()
    assert setting.exporter.write(tmp_path / "v.csv")
    head, rows = read_csv(tmp_path / "v.csv")
    line = next(line for line in head if PM10.id in line.split(" · ")[0])
    assert f"Formel: [{NO2.id}] * 2" in line
    assert "simuliert" in line
    assert len(rows) == 120


@pytest.mark.parametrize(
    ("kind", "definition", "words"),
    [
        (TraceKind.COMPARISON, "last_week", "Vergleich: Letzte Woche"),
        (TraceKind.FORECAST, "holt-winters", "Prognose: exponentielle Glättung (Holt-Winters)"),
    ],
)
def test_comparisons_and_forecasts_are_said_in_words_and_are_as_simulated_as_their_curve(
    setting: Setting, kind: TraceKind, definition: str, words: str
) -> None:
    noise = CITY.points[2]
    setting.show([NO2, noise], NOW - HOUR, NOW)
    trace = setting.model.traces[1]
    trace.kind, trace.definition, trace.of = kind, definition, NO2.id
    setting.plot.invalidate()
    subject = setting.exporter.subject()
    assert subject is not None
    curve = next(curve for curve in subject.curves if curve.kind is kind)
    assert origin_words(curve) == words
    assert curve.is_simulated
    assert subject.sources == ["LoRaWAN-Netz"]


def test_markers_are_told_with_their_distance(setting: Setting) -> None:
    setting.show([NO2], NOW - DAY, NOW)
    setting.model.markers = (NOW - 6 * HOUR, NOW)
    subject = setting.exporter.subject()
    assert subject is not None
    assert marker_words(subject)[2] == "Δt 6 h"


def test_a_text_that_looks_like_a_formula_is_none(setting: Setting, tmp_path: Path) -> None:
    setting.show([replace(NO2, name=Text("=HYPERLINK(1)"))], NOW - HOUR, NOW)
    assert setting.exporter.write(tmp_path / "v.csv")
    _, rows = read_csv(tmp_path / "v.csv")
    assert rows[0]["Name"].startswith("'=HYPERLINK")
    assert setting.exporter.write(tmp_path / "v.xlsx")
    assert "<f>" not in read_sheet(tmp_path / "v.xlsx", 1)


def test_the_hour_that_comes_twice_is_told_apart() -> None:
    time = OCTOBER_US + np.arange(3, 8, dtype=np.int64) * HOUR
    local = local_texts(time, BERLIN)
    assert [text[11:16] + text[-6:] for text in local] == [
        "01:00+02:00", "02:00+02:00", "02:00+01:00", "03:00+01:00", "04:00+01:00",
    ]  # fmt: skip
    assert utc_texts(time)[0] == "2026-10-24T23:00:00.000000Z"
    assert np.diff(spreadsheet_days(time)) * 24 == pytest.approx(np.ones(4))


@given(
    start=st.integers(1_700_000_000_000_000, 1_900_000_000_000_000),
    span=st.integers(1, 800 * DAY),
    tier=st.sampled_from(list(Tier)),
)
def test_parts_cover_the_window_without_hole_or_overlap(start: int, span: int, tier: Tier) -> None:
    parts = slices(start, start + span, tier, BERLIN)
    assert parts[0].start_us == first_begin(start, tier, BERLIN) <= start
    assert parts[-1].end_us == start + span
    assert all(a.end_us == b.start_us for a, b in pairwise(parts))
    assert all(part.start_us == first_begin(part.start_us, tier, BERLIN) for part in parts)


@pytest.mark.parametrize("form", list(Form))
@pytest.mark.parametrize("raster", list(Raster))
@pytest.mark.parametrize("days", [1, 60])
def test_the_preview_is_never_less_than_what_is_written(
    setting: Setting, form: Form, raster: Raster, days: int, tmp_path: Path
) -> None:
    setting.history.interval_us = 10 * MINUTE
    setting.show([NO2, PM10, SIGNAL], NOW - days * DAY, NOW)
    subject = setting.exporter.subject()
    assert subject is not None
    choice = Choice(FileFormat.PARQUET, form, raster)
    promised = extent(subject, choice)
    assert setting.exporter.write(tmp_path / "v.parquet", choice)
    written: Any = read_parquet(tmp_path / "v.parquet").read_all()
    assert promised.rows >= written.num_rows
    if promised.is_exact:
        assert promised.rows == written.num_rows
    assert promised.size > 0


def test_a_counter_of_many_digits_is_written_with_all_of_them(
    setting: Setting, tmp_path: Path
) -> None:
    """A meter in watt-hours has more than ten digits; a spreadsheet holds fifteen."""
    reading = 98_765_432_101.25
    shown = CurveHistory(lambda _, time: np.full(len(time), reading), last_us=NOW)
    setting.history = shown
    setting.exporter.set_reader(shown)
    setting.show([NO2], NOW - HOUR, NOW)
    assert setting.exporter.write(tmp_path / "v.csv")
    _, rows = read_csv(tmp_path / "v.csv")
    assert {row["Letzter Wert"] for row in rows} == {"98765432101,25"}


def test_a_workbook_is_stopped_in_the_midst_of_a_chunk(setting: Setting, tmp_path: Path) -> None:
    """Ten thousand rows take a second: whoever closes the window does not wait for them."""
    setting.show([NO2], NOW - 3 * DAY, NOW)
    subject = setting.exporter.subject()
    assert subject is not None
    table = make_table(subject, Form.LONG, Raster.RAW, setting.history)
    asked: list[float] = []

    def stop(share: float) -> None:
        asked.append(share)
        raise Cancelled

    with pytest.raises(Cancelled):
        write_xlsx(tmp_path / "v.xlsx", table, [], subject.zone, stop)
    assert asked == [0.0]
    assert not list(tmp_path.iterdir())
