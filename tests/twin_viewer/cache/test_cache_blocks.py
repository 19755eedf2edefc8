"""Files of the cache: what was written comes back, and whatever was damaged is found out."""

from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import array_shapes, arrays
from numpy.typing import NDArray

from twin_viewer.cache.blocks import (
    VERSION,
    DamagedBlockError,
    read_block,
    write_block,
    write_whole,
)

ARRAYS: dict[str, NDArray[Any]] = {
    "points": np.arange(30, dtype=np.float32).reshape(10, 3),
    "rows": np.arange(7, dtype=np.int32),
    "kinds": np.array([], np.uint8),
}
BLOBS = {"words": "Straße".encode(), "more": b"x" * 5_000}


def written(folder: Path) -> Path:
    path = folder / "one.tile"
    size = write_block(path, "probe", {"key": [1, 2]}, ARRAYS, BLOBS)
    assert size == path.stat().st_size
    return path


def everything(path: Path) -> None:
    block = read_block(path, "probe")
    for name in ARRAYS:
        block.array(name)
    for name in BLOBS:
        block.blob(name)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40)
@given(
    arrays(
        st.sampled_from(("float32", "float64", "int32", "uint8")).map(np.dtype),
        array_shapes(max_dims=3, min_side=0, max_side=6),
    )
)
def test_any_array_comes_back(tmp_path: Path, values: NDArray[Any]) -> None:
    write_block(tmp_path / "a", "probe", {}, {"values": values})
    back = read_block(tmp_path / "a", "probe").array("values")
    assert back.dtype == values.dtype
    assert back.shape == values.shape
    assert back.tobytes() == values.tobytes()


def test_all_of_it_comes_back(tmp_path: Path) -> None:
    block = read_block(written(tmp_path), "probe")
    assert block.meta == {"key": [1, 2]}
    for name, values in ARRAYS.items():
        assert np.array_equal(block.array(name), values)
    assert bytes(block.blob("words")) == BLOBS["words"]
    assert not block.array("points").flags.writeable


def test_arrays_lie_so_that_they_can_be_used_where_they_are(tmp_path: Path) -> None:
    path = written(tmp_path)
    data = path.read_bytes()
    assert data.index(ARRAYS["points"].tobytes()) % 64 == 0


def test_reading_stops_before_what_is_not_wanted(tmp_path: Path) -> None:
    block = read_block(written(tmp_path), "probe", without="more")
    assert bytes(block.blob("words")) == BLOBS["words"]
    with pytest.raises(DamagedBlockError):
        block.blob("more")


def test_a_long_header_is_read_too(tmp_path: Path) -> None:
    many = {f"array {number}": np.array([number]) for number in range(300)}
    write_block(tmp_path / "many", "probe", {}, many)
    block = read_block(tmp_path / "many", "probe")
    assert [int(block.array(name)[0]) for name in many] == list(range(300))


def test_every_changed_byte_is_noticed(tmp_path: Path) -> None:
    path = written(tmp_path)
    whole = path.read_bytes()
    before = everything_in(path)
    for place in range(0, len(whole), 29):
        path.write_bytes(whole[:place] + bytes([whole[place] ^ 0x55]) + whole[place + 1 :])
        try:
            everything(path)
        except DamagedBlockError:
            continue
        # Only what lies between the sections may change unnoticed.
        assert everything_in(path) == before


def everything_in(path: Path) -> list[bytes]:
    block = read_block(path, "probe")
    return [block.array(n).tobytes() for n in ARRAYS] + [bytes(block.blob(n)) for n in BLOBS]


@pytest.mark.parametrize("length", [0, 5, 19, 40, 200, 5_000])
def test_a_file_cut_off_is_noticed(tmp_path: Path, length: int) -> None:
    path = written(tmp_path)
    path.write_bytes(path.read_bytes()[:length])
    with pytest.raises(DamagedBlockError):
        everything(path)


def test_another_version_and_another_kind_do_not_count(tmp_path: Path) -> None:
    path = written(tmp_path)
    with pytest.raises(DamagedBlockError):
        read_block(path, "other")
    data = bytearray(path.read_bytes())
    data[8] = VERSION + 1
    path.write_bytes(data)
    with pytest.raises(DamagedBlockError):
        read_block(path, "probe")


def test_a_write_that_fails_leaves_the_old_file_and_nothing_else(tmp_path: Path) -> None:
    path = written(tmp_path)
    before = path.read_bytes()

    def pieces() -> list[bytes]:
        return [b"new", "no bytes"]  # type: ignore[list-item]  # fails while it is written

    with pytest.raises(TypeError):
        write_whole(path, pieces())
    assert path.read_bytes() == before
    assert [file.name for file in tmp_path.iterdir()] == ["one.tile"]
