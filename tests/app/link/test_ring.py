"""The ring and the table: whole rows only, in order, and an honest count of what was missed."""

import threading
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from app.domain.samples import NO_TIME, PointStates, Quality, SampleBatch
from app.link.live_table import FIELDS as TABLE_FIELDS
from app.link.live_table import LiveTableReader, LiveTableWriter, table_bytes
from app.link.memory import SharedBlock, folder_mark, remove_leftovers
from app.link.ring import FIELDS, RingReader, RingWriter, ring_bytes


@pytest.fixture
def block(tmp_path: Path) -> Iterator[SharedBlock]:
    block = SharedBlock.create(f"leitstand-{folder_mark(tmp_path)}-t", ring_bytes(16), tmp_path)
    yield block
    block.unlink()
    block.close()


def batch(first: int, n: int) -> SampleBatch:
    numbers = np.arange(first, first + n)
    return SampleBatch.from_columns(numbers, numbers * 10, numbers * 10 + 1, numbers / 2)


def test_samples_come_out_as_they_went_in_also_around_the_end(block: SharedBlock) -> None:
    writer, reader = RingWriter(block), RingReader(block)
    assert reader.drain() is None
    seen = []
    for first in range(0, 50, 10):
        writer.write(batch(first, 10))
        drained = reader.drain()
        assert drained is not None
        seen.append(drained)
    whole = SampleBatch.concatenate(seen)
    expected = batch(0, 50)
    assert np.array_equal(whole.key, expected.key)
    assert np.array_equal(whole.source_time, expected.source_time)
    assert np.array_equal(whole.received_time, expected.received_time)
    assert np.array_equal(whole.value, expected.value)
    assert reader.missed == 0
    reader.close()
    writer.close()


def test_a_slow_reader_gets_the_newest_and_is_told_what_it_missed(block: SharedBlock) -> None:
    writer, reader = RingWriter(block), RingReader(block)
    for first in range(0, 40, 10):
        writer.write(batch(first, 10))
    drained = reader.drain()
    assert drained is not None
    assert drained.key.tolist() == list(range(24, 40))
    assert reader.missed == 24
    reader.close()
    writer.close()


def test_a_batch_larger_than_the_ring_keeps_its_newest_samples(block: SharedBlock) -> None:
    writer, reader = RingWriter(block), RingReader(block)
    writer.write(batch(0, 100))
    drained = reader.drain()
    assert drained is not None
    assert drained.key.tolist() == list(range(84, 100))
    assert reader.missed == 84
    reader.close()
    writer.close()


def test_a_row_that_is_not_whole_is_waited_for_then_given_up(block: SharedBlock) -> None:
    """A processor may show the head before the row: the row is read again, not taken."""
    writer, reader = RingWriter(block), RingReader(block)
    writer.write(batch(0, 4))
    rows = block.rows(FIELDS)
    rows[4, 2] += np.uint64(1)
    drained = reader.drain()
    assert drained is not None
    assert drained.key.tolist() == [0, 1]
    assert reader.drain() is None
    rows[4, 2] -= np.uint64(1)
    drained = reader.drain()
    assert drained is not None
    assert drained.key.tolist() == [2, 3]
    writer.write(batch(4, 3))
    rows[4, 5] += np.uint64(1)
    found = [reader.drain() for _ in range(5)]
    assert [part.key.tolist() for part in found if part is not None] == [[4], [6]]
    assert (reader.missed, reader.torn) == (1, 1)
    del rows
    reader.close()
    writer.close()


def test_readers_never_see_a_torn_sample_while_the_writer_races(tmp_path: Path) -> None:
    block = SharedBlock.create(f"leitstand-{folder_mark(tmp_path)}-race", ring_bytes(512), tmp_path)
    writer, reader = RingWriter(block), RingReader(block)
    done = threading.Event()

    def write() -> None:
        for first in range(0, 120_000, 60):
            writer.write(batch(first, 60))
        done.set()

    thread = threading.Thread(target=write)
    thread.start()
    taken, newest = 0, -1
    while True:
        is_last = done.is_set()
        drained = reader.drain()
        if drained is not None:
            assert np.array_equal(drained.source_time, drained.key * 10)
            assert np.array_equal(drained.value, drained.key / 2)
            assert drained.key[0] > newest
            assert (np.diff(drained.key) > 0).all()
            newest = int(drained.key[-1])
            taken += len(drained)
        elif is_last:
            break
    thread.join()
    assert taken + reader.missed == 120_000
    assert newest == 119_999
    reader.close()
    writer.close()
    block.unlink()
    block.close()


def test_the_table_holds_the_newest_state_and_passes_over_torn_rows(tmp_path: Path) -> None:
    keys = np.array([7, 8, 9], np.int64)
    name = f"leitstand-{folder_mark(tmp_path)}-table"
    block = SharedBlock.create(name, table_bytes(3), tmp_path)
    writer = LiveTableWriter(block)
    seen = SharedBlock.attach(block.name, block.size)
    reader = LiveTableReader(seen, keys)
    assert (reader.read().time == NO_TIME).all()
    states = PointStates.unknown(np.array([9, 7]))
    states.time[:] = [90, 70]
    states.received[:] = [91, 71]
    states.value[:] = [0.9, 0.7]
    states.quality[:] = [Quality.GOOD, Quality.UNCERTAIN]
    writer.write(np.array([2, 0]), states)
    read = reader.read()
    assert read.time.tolist() == [70, NO_TIME, 90]
    assert read.quality.tolist() == [Quality.UNCERTAIN, Quality.BAD, Quality.GOOD]
    rows = block.rows(TABLE_FIELDS)
    rows[3, 2] += np.uint64(1)
    assert reader.read().time.tolist() == [70, NO_TIME, NO_TIME]
    assert reader.torn == 1
    del rows
    reader.close()
    writer.close()
    block.unlink()
    seen.close()
    block.close()


def test_what_a_killed_collector_left_is_removed(tmp_path: Path) -> None:
    left = SharedBlock.create(f"leitstand-{folder_mark(tmp_path)}-x", ring_bytes(4), tmp_path)
    assert remove_leftovers(tmp_path, tmp_path) == 1
    assert not Path(left.name).exists()
    left.close()
    with pytest.raises(FileNotFoundError):
        SharedBlock.attach(left.name, left.size)


def test_a_block_of_another_size_is_refused(block: SharedBlock) -> None:
    with pytest.raises(OSError, match="size"):
        SharedBlock.attach(block.name, block.size + 8)
