"""`app history`: reading a point without a window, in the form other programs take."""

import csv
import io
import json
from pathlib import Path

import numpy as np
import pytest

from app.domain.points import PointId, point_key
from app.domain.samples import Quality, SampleBatch
from app.main import make_parser
from app.storage.historian import SqliteHistorian
from app.verbs import history
from tests.fakes.clocks import START_US

MINUTE_US = 60_000_000


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with three hours of a point of Hamm."""
    folder = tmp_path_factory.mktemp("data")
    point = next(iter(points_of_hamm()))
    n = 180
    times = START_US + np.arange(n) * MINUTE_US
    values = np.arange(n, dtype=np.float64)
    values[3] = np.nan
    quality = np.zeros(n, np.uint8)
    quality[3] = Quality.BAD
    writer = SqliteHistorian(folder / "hist", "Europe/Berlin")
    writer.append(
        SampleBatch.from_columns(np.full(n, point_key(point)), times, START_US, values, quality)
    )
    writer.close()
    return folder


def points_of_hamm() -> list[PointId]:
    from app.services.profiles import find_city, load_city  # noqa: PLC0415 - half a second

    return [point.id for point in load_city(find_city("hamm")).points]


def run(data: Path, *arguments: str) -> int:
    options = make_parser().parse_args(["history", *arguments, "--data", str(data)])
    return history.main(options)


@pytest.fixture(scope="module")
def point() -> str:
    return points_of_hamm()[0]


def test_raw_samples_come_as_csv_within_the_window_only(
    data: Path, point: str, capsys: pytest.CaptureFixture[str]
) -> None:
    code = run(data, point, "--from", "2025-11-24T17:01", "--to", "2025-11-24T17:05:00+01:00")
    rows = list(csv.DictReader(io.StringIO(capsys.readouterr().out)))
    assert code == 0
    assert [row["value"] for row in rows] == ["1.0", "2.0", "", "4.0"]
    assert [row["quality"] for row in rows] == ["GOOD", "GOOD", "BAD", "GOOD"]
    assert rows[0]["time"] == "2025-11-24T17:01:00+01:00"


def test_tiers_come_as_json_with_their_columns(
    data: Path, point: str, capsys: pytest.CaptureFixture[str]
) -> None:
    window = ("--from", "2025-11-24T16:00Z", "--to", "2025-11-24T19:00Z")
    assert run(data, point, *window, "--tier", "1h", "--format", "json") == 0
    rows = json.loads(capsys.readouterr().out)
    assert [row["good"] for row in rows] == [59, 60, 60]
    assert [row["bad"] for row in rows] == [1, 0, 0]
    assert (rows[1]["low"], rows[1]["high"], rows[1]["mean"]) == (60.0, 119.0, 89.5)


@pytest.mark.parametrize(("form", "expected"), [("json", "[]\n"), ("csv", "time,value,quality\n")])
def test_a_window_without_samples_is_an_empty_answer(
    data: Path, point: str, form: str, expected: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(data, point, "--format", form, "--to", "2020-01-02") == 0
    assert capsys.readouterr().out == expected


def test_an_unknown_point_is_told_with_those_that_come_near(
    data: Path, point: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(data, point[:-1] + "x") == 2
    said = capsys.readouterr()
    assert point in said.err
    assert said.out == ""


@pytest.mark.parametrize(
    "window", [("--from", "now", "--to", "2020-01-01"), ("--from", "soon"), ("--to", "x")]
)
def test_a_window_that_makes_no_sense_is_told(
    data: Path, point: str, window: tuple[str, ...], capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(data, point, *window) == 2
    assert capsys.readouterr().err


def test_reading_makes_no_data_folder(
    tmp_path: Path, point: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(tmp_path / "nothing", point) == 0
    assert capsys.readouterr().out == "time,value,quality\n"
    assert not (tmp_path / "nothing").exists()
