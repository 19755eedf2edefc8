"""The historian survives kill -9, broken files, a full disk, and a second writer."""

import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from app.domain.points import PointKey
from app.domain.samples import SampleBatch
from app.domain.series import Tier
from app.services.ports import StorageError
from app.storage.historian import SqliteHistorian, SqliteHistorianReader
from tests.fakes.clocks import START_US, FakeClock

ROOT = Path(__file__).parents[3]
DAY = 86_400_000_000
KEY = PointKey(11)

PROGRAM = """
import os, signal, sys
from pathlib import Path
import numpy as np
from app.domain.samples import SampleBatch
from app.storage.historian import SqliteHistorian
from app.storage.historian import chunks, hot

folder, moment = Path(sys.argv[1]), sys.argv[2]
historian = SqliteHistorian(folder, "Europe/Berlin")
t = int(sys.argv[3])
for part in range(6):
    # Two months, so that there is a moment between their commits, too.
    times = t + (np.arange(500) * 6 + part) * 3_000_000_000
    historian.append(SampleBatch.from_columns(np.full(500, 11), times, 0, np.full(500, part)))
print("stored", flush=True)

def die(*_):
    os.kill(os.getpid(), signal.SIGKILL)

if moment == "before-delete":
    hot.HotFile.delete = die
elif moment == "between-months":
    plain = chunks.ChunkFile.commit
    def commit(self):
        plain(self)
        die()
    chunks.ChunkFile.commit = commit
elif moment == "before-commit":
    chunks.ChunkFile.commit = die
elif moment == "before-marks-go":
    chunks.ChunkFile.replace_marks = die
historian.settle()
"""


def rows(start: int, n: int, value: float = 1.0, step: int = 60_000_000) -> SampleBatch:
    return SampleBatch.from_columns(
        np.full(n, KEY), start + np.arange(n) * step, 0, np.full(n, value)
    )


def counted(historian: SqliteHistorian | SqliteHistorianReader) -> int:
    return historian.stats([KEY], 0, 4_000_000_000_000_000)[0].count


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "hist"


@pytest.fixture
def historian(folder: Path) -> Iterator[SqliteHistorian]:
    made = SqliteHistorian(folder, "Europe/Berlin", FakeClock())
    yield made
    made.close()


@pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGKILL")
@pytest.mark.parametrize(
    "moment", ["before-commit", "between-months", "before-delete", "before-marks-go"]
)
def test_killed_in_the_middle_of_a_seal_nothing_is_lost_or_doubled(
    folder: Path, moment: str
) -> None:
    """Each moment between two commits is survived: the sum over all samples stays exact."""
    start = START_US // DAY * DAY - 60 * DAY
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM, str(folder), moment, str(start)],
        cwd=ROOT,
        check=False,
        timeout=60,
        capture_output=True,
        text=True,
    )
    assert done.stdout == "stored\n", done.stderr
    assert done.returncode == -9
    reader = SqliteHistorianReader(folder, "Europe/Berlin")
    assert counted(reader) == 3_000
    again = SqliteHistorian(folder, "Europe/Berlin")
    # A fresh batch must not be taken for one that was sealed before.
    again.append(rows(start - DAY, 10))
    assert counted(again) == 3_010
    again.settle()
    assert counted(again) == counted(reader) == 3_010
    frame = again.query([KEY], start - 2 * DAY, start + 200 * DAY, 5, Tier.DAY)[0]
    assert int(frame.good.sum()) == 3_010
    reader.close()
    again.close()


@pytest.mark.parametrize("name", ["hot.db", "month", "rollup.db"])
@pytest.mark.parametrize("fault", ["not a database", "flipped", "truncated"])
def test_a_broken_file_is_set_aside_and_recording_goes_on(
    folder: Path, name: str, fault: str
) -> None:
    """The rest of the history stays readable, and a notice says what happened."""
    clock = FakeClock()
    first = SqliteHistorian(folder, "Europe/Berlin", clock)
    first.append(rows(START_US - DAY, 1_000))
    first.settle()
    first.append(rows(START_US, 1_000))
    first.close()
    path = folder / ("2025-11.db" if name == "month" else name)
    content = bytearray(path.read_bytes())
    if fault == "not a database":
        content[:16] = b"something else.."
    elif fault == "flipped":
        for place in range(100, len(content), 53):
            content[place] ^= 0x5A
    else:
        content = content[: len(content) // 3]
    path.write_bytes(content)
    reader = SqliteHistorianReader(folder, "Europe/Berlin")
    counted(reader)
    again = SqliteHistorian(folder, "Europe/Berlin", clock)
    assert list(folder.glob(f"{path.name}.corrupt-*"))
    assert any("beschädigt" in text for text in again.health().notices)
    again.append(rows(START_US + DAY, 500))
    # Of a lost month the hours are still known.
    expected = {"hot.db": 1_500, "month": 2_500, "rollup.db": 2_500}[name]
    assert counted(again) == counted(reader) == expected
    again.settle()
    assert counted(again) == counted(reader) == expected
    frame = again.query([KEY], START_US - 3 * DAY, START_US + 3 * DAY, 3, Tier.HOUR)[0]
    assert int(frame.good.sum()) == expected
    reader.close()
    again.close()


def test_a_newer_file_is_refused_and_not_touched(folder: Path) -> None:
    """The writer says what to do, the reader shows nothing, the bytes stay."""
    SqliteHistorian(folder, "Europe/Berlin").close()
    path = folder / "rollup.db"
    connection = sqlite3.connect(path)
    connection.execute("PRAGMA user_version=99")
    connection.close()
    before = path.read_bytes()
    with pytest.raises(StorageError, match="neueren Version"):
        SqliteHistorian(folder, "Europe/Berlin")
    reader = SqliteHistorianReader(folder, "Europe/Berlin")
    assert counted(reader) == 0
    assert any("neueren Version" in text for text in reader.health().notices)
    reader.close()
    assert path.read_bytes() == before


def test_only_one_writer(folder: Path, historian: SqliteHistorian) -> None:
    """A second writer is told so."""
    with pytest.raises(StorageError, match="anderer Leitstand"):
        SqliteHistorian(folder, "Europe/Berlin")
    historian.append(rows(START_US, 1))


def test_a_full_disk_refuses_whole_batches_and_recovers(historian: SqliteHistorian) -> None:
    """What was refused is not half stored; when there is room again all goes on by itself."""
    historian.append(rows(START_US, 100))
    connection = historian._store.hot.connection
    pages = connection.execute("PRAGMA page_count").fetchone()[0]
    connection.execute(f"PRAGMA max_page_count={pages + 2}")
    with pytest.raises(StorageError, match="voll"):
        historian.append(rows(START_US + DAY, 100_000))
    assert counted(historian) == 100
    assert any("voll" in text for text in historian.health().notices)
    connection.execute("PRAGMA max_page_count=1000000")
    historian.append(rows(START_US + DAY, 50))
    assert counted(historian) == 150
    assert not any("voll" in text for text in historian.health().notices)


def test_dropped_months_keep_their_buckets(folder: Path) -> None:
    """Retention removes files; hours remain, states fall back to them, late samples are refused."""
    historian = SqliteHistorian(folder, "Europe/Berlin", FakeClock())
    old = START_US - 200 * DAY
    historian.append(rows(old, 3_000, 4.0))
    historian.append(rows(START_US - DAY, 100))
    historian.settle()
    reader = SqliteHistorianReader(folder, "Europe/Berlin")
    assert counted(reader) == 3_100
    assert historian.drop_raw(90)
    historian.append(rows(old, 10, 9.0))
    historian.settle()
    for side in (historian, reader):
        frame = side.query([KEY], old, old + 3 * DAY, 10, Tier.HOUR)[0]
        assert int(frame.good.sum()) == 3_000
        assert set(frame.high) == {4.0}
        state = side.as_of(np.array([KEY], np.int64), old + 10 * DAY)
        assert state.value.tolist() == [4.0]
    reader.close()
    historian.close()


def test_a_reader_may_come_first(folder: Path) -> None:
    """Without a folder all answers are empty; later files are found without a restart."""
    reader = SqliteHistorianReader(folder, "Europe/Berlin")
    assert counted(reader) == 0
    assert reader.health().hot_samples == 0
    historian = SqliteHistorian(folder, "Europe/Berlin", FakeClock())
    historian.append(rows(START_US, 10))
    assert counted(reader) == 10
    historian.settle()
    assert counted(reader) == 10
    reader.close()
    historian.close()


def test_a_month_of_slow_points_becomes_few_large_chunks(folder: Path) -> None:
    """Points that report every five minutes do not end in thousands of tiny chunks."""
    historian = SqliteHistorian(folder, "Europe/Berlin", FakeClock())
    keys = np.arange(40)
    start = START_US // DAY * DAY - 20 * DAY
    for day in range(20):
        times = start + day * DAY + np.arange(288) * 300_000_000
        historian.append(
            SampleBatch.from_columns(
                np.repeat(keys, 288), np.tile(times, 40), 0, np.full(40 * 288, 1.0)
            )
        )
        historian.settle(is_merging=False)
    historian.settle()
    path = folder / "2025-11.db"
    connection = sqlite3.connect(path)
    counted = "SELECT count(*) FROM chunk WHERE (tier=0)=?"
    chunks, slices = (connection.execute(counted, (is_raw,)).fetchone()[0] for is_raw in (1, 0))
    connection.close()
    assert chunks <= 2 * len(keys)
    assert slices <= 2 * len(keys)
    historian.close()
